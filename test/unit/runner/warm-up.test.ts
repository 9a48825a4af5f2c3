import assert from 'node:assert/strict';
import { listener } from '../../../src/runner/warm-up';

/** A worker whose clock goes on by `cost` with every trace, and whose timers run when told. */
function workerOf(cost: number) {
  const due: (() => void)[] = [];
  let time = 0;
  let traced = 0;
  const posted: unknown[] = [];
  const listen = listener(
    {
      run: null,
      memory: null,
      post: (answer) => posted.push(answer),
      disk: () => {
        traced++;
        time += cost;
        return { read: () => null, stat: () => null, list: () => null, realPath: (file) => file };
      },
    },
    {
      now: () => time,
      later(_milliseconds, run) {
        due.push(run);
        return () => void due.splice(due.indexOf(run), due.includes(run) ? 1 : 0);
      },
    },
  );
  const request = {
    profile: 'node',
    entry: '/w/a.js',
    text: 'console.log(1)',
    args: [],
    seed: 1,
    maxSteps: 1000,
  } as const;
  const ask = (id: number): void =>
    listen({
      type: 'trace',
      id,
      revision: id,
      request: { ...request, choices: [] },
      overlays: [],
      roots: ['/w'],
      pack: null,
      timeLimit: 10_000,
      cancel: null,
      rescue: null,
    });
  return { ask, due, posted, traced: () => traced };
}

describe('a worker without requests', () => {
  it('repeats its trace in silence, for a bounded time', () => {
    const worker = workerOf(100);
    worker.ask(1);
    while (worker.due.length > 0) worker.due.shift()!();
    assert.deepEqual([worker.posted.length, worker.traced()], [1, 7]);
    worker.ask(2);
    assert.deepEqual([worker.posted.length, worker.due.length], [2, 0]);
  });

  it('drops what it would repeat when it is asked again', () => {
    const worker = workerOf(100);
    worker.ask(1);
    worker.ask(2);
    assert.equal(worker.due.length, 1);
  });

  it('repeats nothing that takes long', () => {
    const worker = workerOf(1000);
    worker.ask(1);
    assert.equal(worker.due.length, 0);
  });
});
