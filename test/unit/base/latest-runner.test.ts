import assert from 'node:assert/strict';
import { LatestRunner } from '../../../src/base';

/** A runner whose runs end when the test says so. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, (result: string) => void>();
  const cut: string[] = [];
  const runner = new LatestRunner<string, string>(
    (request) => {
      started.push(request);
      return new Promise((resolve) => ends.set(request, resolve));
    },
    (running, newest) => cut.push(`${running} for ${newest}`),
  );
  return { runner, started, cut, end: (request: string) => ends.get(request)!(`${request}!`) };
}

describe('LatestRunner', () => {
  it('runs one at a time, and of those waiting only the newest', async () => {
    const { runner, started, cut, end } = controlled();
    const answers = ['a', 'b', 'c'].map((request) => runner.run(request));
    assert.deepEqual(started, ['a']);
    end('a');
    assert.deepEqual(await answers[0], { kind: 'done', result: 'a!' });
    assert.deepEqual(await answers[1], { kind: 'superseded' });
    assert.deepEqual(started, ['a', 'c']);
    assert.deepEqual(cut, ['a for b', 'a for c']);
    end('c');
    assert.deepEqual(await answers[2], { kind: 'done', result: 'c!' });
    assert.equal(runner.busy, false);
  });

  it('goes on after a run that failed, even at once', async () => {
    const runner = new LatestRunner<number, number>((n) => {
      if (n === 1) throw new Error('no');
      return Promise.resolve(n);
    });
    const [first, second] = [runner.run(1), runner.run(2)];
    await assert.rejects(first, /no/);
    assert.deepEqual(await second, { kind: 'done', result: 2 });
  });

  it('forgets what waits when told to', async () => {
    const { runner, started, end } = controlled();
    const first = runner.run('a');
    const second = runner.run('b');
    runner.drop();
    end('a');
    assert.deepEqual(await second, { kind: 'superseded' });
    await first;
    assert.deepEqual(started, ['a']);
  });
});
