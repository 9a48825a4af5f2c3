import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { runScript } from '../support/engine/run-script';
import { fromRoot } from '../support/root.mjs';

const FOLDER = fromRoot('test/conformance/expressions');
const NODE_VERSION = Number.parseInt(process.versions.node, 10);

/** Shows a value down to its keys and attributes; runs as guest code and in Node. */
const SHOW = `
  var show = (v, depth = 0) => {
    if (typeof v === 'string') return JSON.stringify(v);
    if (typeof v === 'bigint') return v + 'n';
    if (Object.is(v, -0)) return '-0';
    if (typeof v === 'function') return 'function ' + v.name + '/' + v.length;
    if (v === null || typeof v !== 'object') return String(v);
    if (depth > 4) return '…';
    if (v instanceof Error) return String(v);
    if (v instanceof Date) return 'Date ' + v.getTime();
    if (v instanceof RegExp) return 'RegExp ' + v + ' ' + v.lastIndex;
    const parts = [];
    if (v instanceof Map) v.forEach((item, key) => parts.push(show(key, depth + 1) + ' => ' + show(item, depth + 1)));
    if (v instanceof Set) v.forEach((item) => parts.push(show(item, depth + 1)));
    for (const key of Reflect.ownKeys(v)) {
      const own = Object.getOwnPropertyDescriptor(v, key);
      const marks = (own.writable === false ? '!w' : '') + (own.enumerable ? '' : '!e') + (own.configurable ? '' : '!c');
      parts.push(String(key) + marks + ': ' + ('value' in own ? show(own.value, depth + 1) : 'accessor'));
    }
    return Object.prototype.toString.call(v) + '{' + parts.join(', ') + '}';
  };
`;

/** The expressions of a table that the running Node knows. */
function expressionsOf(file: string): string[] {
  const expressions: string[] = [];
  for (const line of readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('# ')) continue;
    const since = /^@(\d+) /.exec(line);
    if (since === null) expressions.push(line);
    else if (NODE_VERSION >= Number(since[1])) expressions.push(line.slice(since[0].length));
  }
  return expressions;
}

function scriptOf(expressions: string[]): string {
  const lines = expressions.map(
    (expression, i) => `
      try { print('\u0001${i} ' + show((${expression}))); }
      catch (e) { print('\u0001${i} throws ' + (e instanceof Error ? String(e) : show(e))); }`,
  );
  return SHOW + lines.join('');
}

/** Printed results by the number of their expression. */
function resultsOf(output: string): string[] {
  const results: string[] = [];
  for (const part of output.split('\u0001').slice(1)) {
    const [, index, text] = /^(\d+) ([\s\S]*?)\n*$/.exec(part)!;
    // Newer versions of V8 add line and column.
    results[Number(index)] = text!.replace(/ \(line \d+ column \d+\)/, '');
  }
  return results;
}

function runInNode(script: string): string {
  return execFileSync(process.execPath, ['-'], {
    input: `globalThis.print = (text) => process.stdout.write(text + '\\n');${script}`,
    encoding: 'utf8',
    env: { TZ: 'UTC', LC_ALL: 'en_US.UTF-8' },
  });
}

describe('Expressions give what they give in Node', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
    it(file.replace('.txt', ''), () => {
      const expressions = expressionsOf(file);
      const script = scriptOf(expressions);
      const { lines, uncaught } = runScript(script);
      assert.deepEqual(uncaught, []);
      const actual = resultsOf(`${lines.join('\n')}\n`);
      const expected = resultsOf(runInNode(script));
      const differences = expressions
        .map((expression, i) => ({ expression, expected: expected[i], actual: actual[i] }))
        .filter((row) => row.expected !== row.actual);
      assert.deepEqual(differences, []);
    }).timeout(60_000);
  }
});
