import assert from 'node:assert/strict';
import { linesOf } from '../../../support/engine/run-script';

const withProposals = (text: string): string[] => linesOf(text, { proposals: true });

describe('proposals', () => {
  it('are there only for hosts that want them', () => {
    const names = `print(typeof ShadowRealm, typeof Iterator.zip, typeof Promise.allKeyed, 'immutable' in ArrayBuffer.prototype,
      'stack' in Error.prototype, Object.getOwnPropertyNames(new Error()).includes('stack'));`;
    assert.deepEqual(linesOf(names), ['undefined undefined undefined false false true']);
    assert.deepEqual(withProposals(names), ['function function function true true false']);
  });

  it('zip iterators, and close the open ones from the last to the first', () => {
    assert.deepEqual(
      withProposals(`
        print([...Iterator.zip([[1, 2], ['a']])], [...Iterator.zip([[1, 2], ['a']], { mode: 'longest', padding: [0, '-'] })]);
        print([...Iterator.zipKeyed({ a: [1], b: [2] })]);
        const noisy = (name, count) => ({
          __proto__: Iterator.prototype,
          next: () => ({ done: count-- === 0 }),
          return() { print('close', name); return {}; },
        });
        print([...Iterator.zip([noisy('a', 5), noisy('b', 1), noisy('c', 5)])].length);
        try { [...Iterator.zip([noisy('a', 5), noisy('b', 1), noisy('c', 5)], { mode: 'strict' })]; } catch (e) { print(e.name); }
      `),
      [
        "[[1, 'a']] [[1, 'a'], [2, '-']]",
        '[{ a: 1, b: 2 }]',
        ...['close c', 'close a', '1', 'close c', 'close a', 'TypeError'],
      ],
    );
  });

  it('cut iterators into chunks and windows, search and join them', () => {
    assert.deepEqual(
      withProposals(`
        const of = (...values) => values.values();
        print([...of(1, 2, 3).chunks(2)], [...of(1, 2, 3).windows(2)], [...of(1).windows(2)], [...of(1).windows(2, 'allow-partial')]);
        print(of(1, NaN).includes(NaN), of(1, 2).includes(1, 1), of('a', null, 'b').join('-'));
      `),
      ['[[1, 2], [3]] [[1, 2], [2, 3]] [] [[1]]', 'true false a--b'],
    );
  });

  it('gather promises by key', () => {
    assert.deepEqual(
      withProposals(`
        Promise.allKeyed({ a: 1, b: Promise.resolve(2) }).then((all) => print(all, Object.getPrototypeOf(all)));
        Promise.allSettledKeyed({ a: Promise.reject(3) }).then(print);
        Promise.allKeyed(1).catch((e) => print(e.name));
      `),
      ['TypeError', '{ a: 1, b: 2 } null', "{ a: { status: 'rejected', reason: 3 } }"],
    );
  });

  it('keep the bytes of immutable buffers', () => {
    assert.deepEqual(
      withProposals(`
        'use strict';
        const buffer = new Uint8Array([1, 2, 3]).buffer.transferToImmutable();
        const bytes = new Uint8Array(buffer);
        for (const change of [() => { bytes[0] = 9; }, () => bytes.fill(0), () => bytes.sort(), () => bytes.set([1]),
          () => new DataView(buffer).setInt8(0, 1), () => buffer.transfer(), () => Atomics.store(bytes, 0, 1)]) {
          try { change(); print('changed'); } catch (e) { print(e.message); }
        }
        print([...bytes], Object.getOwnPropertyDescriptor(bytes, 0), Object.isFrozen(Object.preventExtensions(bytes)));
      `),
      [
        "Cannot assign to read only property '0' of object '[object Uint8Array]'",
        ...[
          '%TypedArray%.prototype.fill',
          '%TypedArray%.prototype.sort',
          '%TypedArray%.prototype.set',
          'DataView.prototype.setInt8',
          'ArrayBuffer.prototype.transfer',
          'Atomics.store',
        ].map((name) => `Cannot perform ${name} on an immutable ArrayBuffer`),
        '[1, 2, 3] { value: 1, writable: false, enumerable: true, configurable: false } true',
      ],
    );
  });

  it('let a shadow realm share only primitives and wrapped functions', () => {
    assert.deepEqual(
      withProposals(`
        const realm = new ShadowRealm();
        print(realm.evaluate('var x = 1; x + 1'), typeof x, realm.evaluate('typeof ShadowRealm'));
        const call = realm.evaluate('(f) => f(20) + 1');
        print(call((n) => n * 2), Object.getPrototypeOf(call) === Function.prototype, call.length);
        for (const text of ['({})', 'throw 1', '1 +']) try { realm.evaluate(text); } catch (e) { print(e.name, e instanceof Error); }
        try { call({}); } catch (e) { print(e.name); }
      `),
      ['2 undefined function', '41 true 1', 'TypeError true', 'TypeError true', 'SyntaxError true', 'TypeError'],
    );
  });
});
