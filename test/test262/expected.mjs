/** The failures that are known: one on each line of expected-failures.txt, with the reason. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fromRoot } from '../support/root.mjs';

/** @typedef {{ name: string, verdicts: Record<string, string | null> }} Result */

const FILE = fromRoot('test/test262/expected-failures.txt');

/** Reasons by `path mode`. @returns {Map<string, string>} */
export function readExpected() {
  if (!existsSync(FILE)) return new Map();
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, key, reason] = /^(\S+ \S+): (.*)$/.exec(line) ?? [];
        if (key === undefined || reason === undefined) throw new Error(`${FILE}: not "path mode: reason": ${line}`);
        return [key, reason];
      }),
  );
}

/**
 * Runs that went as expected, and words for each that did not.
 *
 * @param {Result[]} results
 * @param {Map<string, string>} expected
 */
export function compareWithExpected(results, expected) {
  const surprises = [];
  let passed = 0;
  for (const { name, verdicts } of results) {
    for (const [mode, why] of Object.entries(verdicts)) {
      const known = expected.has(`${name} ${mode}`);
      if (why !== null && !known) surprises.push(`FAIL ${name} ${mode}: ${why}`);
      else if (why === null && known) surprises.push(`PASS ${name} ${mode}, though expected to fail`);
      else passed++;
    }
  }
  return { surprises, passed };
}

/** Keeps what is known of tests that did not run. @param {Result[]} results */
export function writeExpected(results) {
  const expected = readExpected();
  for (const { name, verdicts } of results) {
    for (const [mode, why] of Object.entries(verdicts)) {
      const key = `${name} ${mode}`;
      if (why === null) expected.delete(key);
      else if (!expected.has(key)) expected.set(key, why.replace(/\s+/g, ' ').slice(0, 200));
    }
  }
  const lines = [...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, reason]) => `${key}: ${reason}`);
  writeFileSync(FILE, `# Tests of test262 that fail: path, mode, reason.\n${lines.join('\n')}\n`);
}
