import assert from 'node:assert/strict';
import { linesOf } from '../../../support/engine/run-script';

describe('Promise', () => {
  it('runs reactions in the order of their jobs', () => {
    assert.deepEqual(
      linesOf(`
        Promise.resolve().then(() => print('a1')).then(() => print('a2')).then(() => print('a3'));
        Promise.resolve().then(() => print('b1')).then(() => print('b2')).then(() => print('b3'));
        print('sync');
      `),
      ['sync', 'a1', 'b1', 'a2', 'b2', 'a3', 'b3'],
    );
  });

  it('takes two jobs more to adopt a promise than to take a value', () => {
    assert.deepEqual(
      linesOf(`
        new Promise((resolve) => resolve(Promise.resolve('adopted'))).then(print);
        Promise.resolve(1).then((n) => (print(n), 2)).then((n) => (print(n), 3)).then((n) => (print(n), 4)).then(print);
      `),
      ['1', '2', 'adopted', '3', '4'],
    );
  });

  it('gives a promise of its own kind back from resolve', () => {
    assert.deepEqual(linesOf(`const p = Promise.resolve(1); print(Promise.resolve(p) === p);`), ['true']);
  });

  it('refuses to follow itself', () => {
    assert.deepEqual(
      linesOf(`
        let resolve;
        const p = new Promise((r) => (resolve = r));
        resolve(p);
        p.catch((error) => print(error));
      `),
      ['TypeError: Chaining cycle detected for promise #<Promise>'],
    );
  });

  it('asks a thenable for `then` once, and calls it in a job', () => {
    assert.deepEqual(
      linesOf(`
        const thenable = { get then() { print('get'); return (resolve) => { print('call'); resolve('value'); resolve('late'); }; } };
        new Promise((resolve) => { resolve(thenable); print('resolved'); }).then(print);
        print('sync');
      `),
      ['get', 'resolved', 'sync', 'call', 'value'],
    );
  });

  it('passes value and reason through finally', () => {
    assert.deepEqual(
      linesOf(`
        Promise.resolve('kept').finally(() => 'ignored').then(print);
        Promise.reject('kept too').finally(() => {}).catch(print);
        Promise.resolve(1).finally(() => { throw 'thrown'; }).catch(print);
      `),
      ['thrown', 'kept', 'kept too'],
    );
  });

  it('combines', () => {
    assert.deepEqual(
      linesOf(`
        Promise.all([1, Promise.resolve(2)]).then(print);
        Promise.all([1, Promise.reject('no')]).catch(print);
        Promise.allSettled([1, Promise.reject(2)]).then(print);
        Promise.any([Promise.reject(1), 2]).then(print);
        Promise.any([]).catch((e) => print(e, e.errors));
        Promise.race([new Promise(() => {}), 3]).then(print);
        Promise.try((a) => a + 1, 4).then(print);
      `),
      [
        'AggregateError: All promises were rejected []',
        '5',
        '[1, 2]',
        'no',
        "[{ status: 'fulfilled', value: 1 }, { status: 'rejected', reason: 2 }]",
        '2',
        '3',
      ],
    );
  });

  it('closes the iterator when something else than the iterator fails', () => {
    assert.deepEqual(
      linesOf(`
        const iterable = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { print('closed'); return {}; } }) };
        const C = function (executor) { return new Promise(executor); };
        C.resolve = () => { throw 'resolve failed'; };
        Promise.all.call(C, iterable).catch(print);
      `),
      ['closed', 'resolve failed'],
    );
  });

  it('makes the promise of `then` by the species constructor', () => {
    assert.deepEqual(
      linesOf(`
        class P extends Promise { static get [Symbol.species]() { print('species'); return Promise; } }
        print(new P(() => {}).then() instanceof P);
        class Q extends Promise {}
        print(new Q(() => {}).then() instanceof Q);
      `),
      ['species', 'false', 'true'],
    );
  });

  it('orders the same with and without the shortcuts', () => {
    // An own `constructor` getter makes `then`, `catch` and `resolve` go the long way.
    const program = (prepare: string): string => `
      const plain = Promise.resolve('x');
      ${prepare}
      plain.then((v) => print('then', v)).then(() => print('after'));
      plain.catch(() => {}).then((v) => print('catch', v));
      Promise.resolve(plain).then((v) => print('resolve', v));
      (async () => print('await', await plain))();
      Promise.resolve().then(() => print(1)).then(() => print(2)).then(() => print(3)).then(() => print(4));
    `;
    const slow = program(`Object.defineProperty(plain, 'constructor', { get: () => Promise });`);
    assert.deepEqual(linesOf(slow), linesOf(program('')));
  });

  it('says what is wrong in the words people know', () => {
    const cases: [string, string][] = [
      ['Promise()', "TypeError: Promise constructor cannot be invoked without 'new'"],
      ['new Promise(5)', 'TypeError: Promise resolver 5 is not a function'],
      ['Promise.resolve.call(5)', 'TypeError: PromiseResolve called on non-object'],
      ['Promise.prototype.then.call(5)', 'TypeError: Method Promise.prototype.then called on incompatible receiver 5'],
    ];
    for (const [text, message] of cases) assert.deepEqual(linesOf(text), [`Uncaught ${message}`]);
  });
});
