import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('DisposableStack', () => {
  it('disposes in reverse order', () => {
    assert.deepEqual(
      linesOf(`
        const stack = new DisposableStack();
        stack.use({ [Symbol.dispose]() { print('used'); } });
        stack.adopt('value', (v) => print('adopted', v));
        stack.defer(() => print('deferred'));
        stack.use(null);
        print(stack.disposed);
        stack.dispose();
        stack.dispose();
        print(stack.disposed);
      `),
      ['false', 'deferred', 'adopted value', 'used', 'true'],
    );
  });

  it('keeps every error', () => {
    assert.deepEqual(
      linesOf(`
        const stack = new DisposableStack();
        for (const name of ['a', 'b', 'c']) stack.defer(() => { throw name; });
        try { stack.dispose(); } catch (e) { print(e, e.error, e.suppressed.error, e.suppressed.suppressed); }
      `),
      ['SuppressedError: An error was suppressed during disposal a b c'],
    );
  });

  it('moves, and takes nothing once it is disposed', () => {
    assert.deepEqual(
      linesOf(`
        const stack = new DisposableStack();
        stack.defer(() => print('moved'));
        const other = stack.move();
        print(stack.disposed, other.disposed);
        try { stack.defer(() => {}); } catch (e) { print(e); }
        other[Symbol.dispose]();
      `),
      [
        'true false',
        'ReferenceError: Cannot call DisposableStack.prototype.defer on an already-disposed DisposableStack',
        'moved',
      ],
    );
    assert.equal(errorOf('DisposableStack()'), "TypeError: Constructor DisposableStack requires 'new'");
  });
});

describe('AsyncDisposableStack', () => {
  it('awaits each disposal', () => {
    assert.deepEqual(
      linesOf(`
        const stack = new AsyncDisposableStack();
        stack.use({ async [Symbol.asyncDispose]() { print('a1'); await null; print('a2'); } });
        stack.use({ [Symbol.dispose]() { print('sync'); } });
        stack.defer(async () => { print('d1'); await null; print('d2'); });
        stack.disposeAsync().then(() => print('done'));
        print('called');
      `),
      ['d1', 'called', 'd2', 'sync', 'a1', 'a2', 'done'],
    );
  });

  it('rejects with what failed', () => {
    assert.deepEqual(
      linesOf(`
        const stack = new AsyncDisposableStack();
        stack.defer(async () => { throw 1; });
        stack.defer(() => { throw 2; });
        stack.disposeAsync().catch((e) => print(e, e.error, e.suppressed));
        AsyncDisposableStack.prototype.disposeAsync.call({}).catch(print);
      `),
      [
        'TypeError: Receiver is not an AsyncDisposableStack',
        'SuppressedError: An error was suppressed during disposal 1 2',
      ],
    );
  });
});
