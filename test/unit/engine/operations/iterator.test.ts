import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('iteration by built-ins', () => {
  it('closes the iterator when it stops early, but not when the iterator itself failed', () => {
    assert.deepEqual(
      linesOf(`
        const iterator = (next) => ({ [Symbol.iterator]() { return this; }, next, return() { print('closed'); return {}; } });
        try { Object.fromEntries(iterator(() => ({ value: 5, done: false }))); } catch (e) { print(e); }
        try { Object.fromEntries(iterator(() => { throw 'next failed'; })); } catch (e) { print(e); }
        try { Object.fromEntries(iterator(() => ({ get done() { throw 'done failed'; } }))); } catch (e) { print(e); }
      `),
      ['closed', 'TypeError: Iterator value 5 is not an entry object', 'next failed', 'done failed'],
    );
  });

  it('reads arrays by index only while nobody can tell', () => {
    assert.deepEqual(
      linesOf(`
        print([...[1, , 3]], [...new Set([1, 2])]);
        const proto = Object.getPrototypeOf([].values());
        const { next } = proto;
        proto.next = function () { print('next'); return next.call(this); };
        print([...[7]], Object.fromEntries([['a', 1]]));
        proto.next = next;
        Array.prototype[Symbol.iterator] = function* () { yield 'mine'; };
        print([...[7]]);
      `),
      ['[1, undefined, 3] [1, 2]', 'next', 'next', 'next', 'next', '[7] { a: 1 }', "['mine']"],
    );
  });

  it('says what is not iterable', () => {
    const cases: [string, string][] = [
      ['new Map(5)', 'TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))'],
      ['new Set({})', 'TypeError: object is not iterable (cannot read property Symbol(Symbol.iterator))'],
      ['new Set({ [Symbol.iterator]: () => 5 })', 'TypeError: Result of the Symbol.iterator method is not an object'],
      ['new Set({ [Symbol.iterator]: () => ({ next: () => 5 }) })', 'TypeError: Iterator result 5 is not an object'],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });
});
