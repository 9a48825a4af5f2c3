import assert from 'node:assert/strict';
import type { TraceState } from '../../../src/trace/read';
import { traced, visit } from '../../support/traced';

function bindings(state: TraceState) {
  return state.agents[0]!.stack[0]!.scope.flatMap((scope) => scope.bindings);
}

/** What `v` is drawn as on the second line, for each expression it gets on the first. */
function drawn(expression: string): string {
  const trace = traced(`let v = ${expression};\n'here';`);
  const binding = bindings(trace.at(visit(trace, 2))).find(({ name }) => name === 'v');
  return binding!.value.text;
}

describe('recorded values', () => {
  it('come back as they were, at the borders of small integers too', () => {
    const numbers = [0, 1, -1, 2 ** 29 - 1, 2 ** 29, -(2 ** 29), -(2 ** 29) - 1, 2 ** 31, 2 ** 53, 0.5, 1e300];
    for (const number of numbers) assert.equal(drawn(String(number)), String(number));
    assert.equal(drawn('-0'), '-0');
    assert.equal(drawn('0 / 0'), 'NaN');
    assert.equal(drawn('-1 / 0'), '-Infinity');
    assert.equal(drawn("'it\\'s'"), "'it\\'s'");
    assert.equal(drawn('2n ** 70n'), `${2n ** 70n}n`);
    assert.equal(drawn('null'), 'null');
    assert.equal(drawn('undefined'), 'undefined');
    assert.equal(drawn("Symbol('s')"), 'Symbol(s)');
    assert.equal(drawn("'x'.repeat(500) + 'y'"), `'${'x'.repeat(400)}…'`);
  });

  it('tell one long string from another', () => {
    const trace = traced("let a = 'x'.repeat(500), b = 'y'.repeat(500), c = a + '!';\n'here';");
    const list = bindings(trace.at(visit(trace, 2)));
    const first = (name: string) => list.find((binding) => binding.name === name)!.value.text.slice(0, 2);
    assert.deepEqual(['a', 'b', 'c'].map(first), ["'x", "'y", "'x"]);
  });
});

describe('recorded objects', () => {
  /** The properties of the object `o` at the last line. */
  function properties(text: string): Record<string, string> {
    const trace = traced(`${text}\n'here';`);
    const state = trace.at(visit(trace, text.split('\n').length + 1));
    const id = bindings(state).find(({ name }) => name === 'o')!.value.object;
    const object = state.heap().find((candidate) => candidate.id === id)!;
    return Object.fromEntries(object.properties.map(({ name, value }) => [name, value.text]));
  }

  it('show what was added, changed and deleted since they were first seen', () => {
    assert.deepEqual(properties('const o = { a: 1, b: 2 };\no.a = 3;\ndelete o.b;\no.c = 4;'), { a: '3', c: '4' });
    assert.deepEqual(properties("const o = new Map([['k', 1]]);\no.delete('k');\no.set('l', 2);"), { "'l' →": '2' });
    assert.deepEqual(properties('const o = [1, 2, 3];\no.length = 1;\no.push(7);'), { 0: '1', 1: '7' });
  });

  it('show private fields under their names, and symbols in brackets', () => {
    const text =
      "const s = Symbol('s');\nclass A { #n = 1; #m() {} [s] = 2; up() { this.#n++; } }\nconst o = new A();\no.up();";
    assert.deepEqual(properties(text), { '#n': '2', '[s]': '2' });
  });

  it('count the properties beyond the first fifty', () => {
    const trace = traced("const o = Array.from({ length: 60 }, (_, i) => i);\no.push(60);\n'here';");
    const state = trace.at(visit(trace, 3));
    const array = state.heap().find(({ kind, title }) => kind === 'array' && title === 'Array(61)')!;
    assert.equal(array.properties.length, 50);
    assert.equal(array.more, 11);
  });
});
