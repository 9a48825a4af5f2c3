import assert from 'node:assert/strict';
import { printed, traceOf } from '../../support/trace-text';

describe('the bare host', () => {
  it('lets asynchronous waits time out, the earliest first', () => {
    const trace = traceOf(
      `
        const cells = new Int32Array(new SharedArrayBuffer(8));
        for (const timeout of [20, 10]) Atomics.waitAsync(cells, 0, 0, timeout).value.then((how) => print(timeout, how));
        Atomics.waitAsync(cells, 1, 0).value.then(print);
        print(Atomics.notify(cells, 1));
      `,
      'bare',
    );
    assert.deepEqual(printed(trace), ['1', 'ok', '10 timed-out', '20 timed-out']);
  });

  it('records what runs in shadow realms', () => {
    const trace = traceOf(`print(new ShadowRealm().evaluate('(f) => f(1) + 1')((n) => n * 2))`, 'bare');
    assert.deepEqual(printed(trace), ['3']);
  });
});
