import assert from 'node:assert/strict';
import { traceOf } from '../../support/trace-text';
import { runUnrecorded } from '../../support/unrecorded';

const TOO_DEEP = 'RangeError: Maximum call stack size exceeded';
const HEAP = 'about 512 MB of objects and strings';

/** What would hang or end the host's process, and what a program gets instead: an error to catch, or a limit. */
const PROGRAMS: readonly (readonly [program: string, outcome: string])[] = [
  ['eval("(".repeat(1e5) + "1" + ")".repeat(1e5))', TOO_DEEP],
  ['eval("`${".repeat(1e5) + "1" + "}`".repeat(1e5))', TOO_DEEP],
  ['new Function("[".repeat(1e5) + "]".repeat(1e5))', TOO_DEEP],
  ['eval("if (0);" + "else if (0);".repeat(1e5))', TOO_DEEP],
  ['eval("()=>".repeat(1e5) + "1")', TOO_DEEP],
  ['eval("!".repeat(1e5) + "1")', TOO_DEEP],
  ['eval("var " + "[".repeat(1e5) + "a" + "]".repeat(1e5) + " = []")', TOO_DEEP],
  ['eval("/" + "(".repeat(1e5) + ")".repeat(1e5) + "/")', TOO_DEEP],
  ['2n ** 10n ** 9n', 'RangeError: Maximum BigInt size exceeded'],
  ['(1n << (2n ** 30n - 1n)) * 4n', 'RangeError: Maximum BigInt size exceeded'],
  ['-(-(1n << (2n ** 30n - 1n))) + (1n << (2n ** 30n - 1n))', 'RangeError: Maximum BigInt size exceeded'],
  ['Array.from({ length: 1e9 })', HEAP],
  ['new Array(2 ** 32 - 1).fill(0)', HEAP],
  ['Math.max.apply(null, { length: 1e9 })', HEAP],
  ['"x".repeat(2 ** 26).split("")', HEAP],
  ['"x".repeat(2 ** 26).split("x")', HEAP],
  ['[...{ [Symbol.iterator]: () => "x".repeat(2 ** 25)[Symbol.iterator]() }]', HEAP],
];

describe('limits', () => {
  for (const [program, outcome] of PROGRAMS) {
    it(`of ${program.slice(0, 60)}`, () => {
      const trace = traceOf(`try { ${program}; } catch (error) { console.log(String(error)); }`);
      const got = trace.ending.kind === 'limit' ? trace.ending.text : trace.consoleLines()[0]?.text;
      assert.equal(got, outcome);
    }).timeout(120_000);
  }

  it('do not take writing a property for allocating', () => {
    const program = `const o = {}; for (let i = 0; i < 400_000; i++) o['k' + i % 9] = i; console.log(o.k0);`;
    assert.equal(runUnrecorded(program).output, '399996\n');
  });
});
