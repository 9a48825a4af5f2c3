import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { decodeTrace, encodeTrace } from '../../src/trace/format';
import { openTrace } from '../../src/trace/read';
import { program } from '../support/random-programs';
import { printed, traceBytes, traceData, traceOf } from '../support/trace-text';
import { runUnrecorded } from '../support/unrecorded';

/** Console output of a run in which nothing is recorded. */
function outputUnobserved(text: string): string[] {
  const { output } = runUnrecorded(text);
  return output === '' ? [] : output.replace(/\n$/, '').split('\n');
}

describe('laws, on random programs', function () {
  this.timeout(120_000);
  it('equal requests give equal bytes', () => {
    fc.assert(
      fc.property(program, (text) => assert.deepEqual(traceBytes(text), traceBytes(text))),
      { numRuns: 40 },
    );
  });

  it('decoding undoes encoding', () => {
    fc.assert(
      fc.property(program, (text) => {
        const bytes = traceBytes(text);
        assert.deepEqual(encodeTrace(decodeTrace(bytes)), bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('a state does not depend on the way to it', () => {
    fc.assert(
      fc.property(program, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (text, path) => {
        const wandering = traceOf(text);
        for (const n of path) {
          const step = n % wandering.stepCount;
          const fresh = openTrace(encodeTrace(traceData(text)));
          assert.deepEqual(picture(wandering.at(step)), picture(fresh.at(step)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('recording changes nothing that the program prints', () => {
    fc.assert(
      fc.property(program, (text) => {
        const trace = traceOf(text);
        const lines = printed(trace).flatMap((line) => line.split('\n'));
        assert.deepEqual(lines, outputUnobserved(text));
      }),
      { numRuns: 120 },
    );
  });

  it('prints what Node prints', function () {
    this.timeout(120_000);
    const programs = fc.sample(program, { numRuns: 25, seed: 20250101 });
    for (const text of programs) {
      const real = spawnSync(process.execPath, ['-e', text], { encoding: 'utf8', timeout: 20_000 });
      assert.deepEqual(outputUnobserved(text).join('\n'), real.stdout.replace(/\n$/, ''), text);
    }
  });
});

/** A state as plain data, its heap included. */
function picture(state: ReturnType<ReturnType<typeof openTrace>['at']>): unknown {
  return JSON.parse(JSON.stringify({ ...state, heap: state.heap(), console: state.console }));
}
