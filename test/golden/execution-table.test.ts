import assert from 'node:assert/strict';
import { traceOf } from '../support/trace-text';

const PROGRAM = `console.log("Start");

setTimeout(() => {
  console.log("Timeout 1");
}, 0);

Promise.resolve().then(() => {
  console.log("Promise 1");
});

console.log("End");
`;

/** Rows of the execution table at the moments it names: what is on the stack, in the queues, and printed. */
function rows(host: 'node' | 'browser'): string[] {
  const trace = traceOf(PROGRAM, host);
  const lines: string[] = [];
  for (const line of trace.consoleLines()) {
    const state = trace.at(line.step);
    const agent = state.agents[0]!;
    const queue = (id: (name: string) => boolean): string =>
      agent.stations
        .filter((s) => id(s.id))
        .flatMap((s) => s.entries.map((e) => `L${e.place?.line}`))
        .join(' ');
    lines.push(
      [
        line.text,
        agent.stack.map((c) => c.title).join(' < '),
        `micro [${queue((id) => id === 'microtasks')}]`,
        `timers [${agent.timers.map((t) => `L${t.place?.line}`).join(' ')}]`,
      ].join(' | '),
    );
  }
  return lines;
}

describe('the execution table', () => {
  for (const host of ['node', 'browser'] as const) {
    it(`shows stack and queues at each line printed, in ${host}`, () => {
      assert.deepEqual(rows(host), [
        "Start | log('Start') < program.js | micro [] | timers []",
        "End | log('End') < program.js | micro [L7] | timers [L3]",
        "Promise 1 | log('Promise 1') < (anonymous)() | micro [] | timers [L3]",
        "Timeout 1 | log('Timeout 1') < (anonymous)() | micro [] | timers []",
      ]);
    });
  }
});
