import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

/** An iterator that tells what is asked of it. */
const NOISY = `
  const noisy = (count) => ({
    __proto__: Iterator.prototype,
    i: 0,
    next() { print('next'); return { value: this.i++, done: this.i > count }; },
    return() { print('return'); return {}; },
  });
`;

describe('iterator helpers', () => {
  it('are lazy, and take from each other one value at a time', () => {
    assert.deepEqual(
      linesOf(`${NOISY}
        const it = noisy(9).map((x) => { print('map', x); return x * 2; }).filter((x) => x > 0).take(1);
        print('made');
        print([...it]);
      `),
      ['made', 'next', 'map 0', 'next', 'map 1', 'return', '[2]'],
    );
  });

  it('give what their array cousins give', () => {
    assert.deepEqual(
      linesOf(`
        const of = (...values) => values.values();
        print([...of(1, 2, 3).drop(1)], of(1, 2).toArray(), of(1, 2, 3).reduce((a, b) => a + b), of(1, 2).some((x) => x > 1));
        print(of(1, 2).every((x) => x > 1), of(1, 2).find((x) => x > 1), [...of([1], [2, 3]).flatMap((x) => x)]);
        of('a').forEach((x, i) => print(x, i));
        print(Iterator.from({ next() { return { done: true }; } }).toArray(), [...Iterator.concat([1], new Set([2]))]);
        print(Object.prototype.toString.call(of().map((x) => x)), of() instanceof Iterator);
      `),
      ['[2, 3] [1, 2] 6 true', 'false 2 [1, 2, 3]', 'a 0', '[] [1, 2]', '[object Iterator Helper] true'],
    );
  });

  it('close the iterator when a callback throws or is none', () => {
    assert.deepEqual(
      linesOf(`${NOISY}
        try { noisy(9).forEach(() => { throw 'stop'; }); } catch (e) { print(e); }
        try { noisy(9).map(5); } catch (e) { print(e); }
      `),
      ['next', 'return', 'stop', 'return', 'TypeError: number 5 is not a function'],
    );
  });

  it('close inner and outer iterator of flatMap', () => {
    assert.deepEqual(
      linesOf(`${NOISY}
        const it = noisy(9).flatMap(() => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 'in', done: false }), return() { print('inner return'); return {}; } }) }));
        print(it.next());
        it.return();
        print(it.next());
      `),
      ['next', "{ value: 'in', done: false }", 'inner return', 'return', '{ value: undefined, done: true }'],
    );
  });

  it('are not entered twice', () => {
    assert.equal(
      errorOf(`const it = [1].values().map(() => it.next()); it.next();`),
      'TypeError: Generator is already running',
    );
  });

  it('say what is wrong in the words people know', () => {
    const cases: [string, string][] = [
      ['new Iterator()', 'TypeError: Abstract class Iterator not directly constructable'],
      ['[].values().take(-1)', 'RangeError: -1 must be positive'],
      ['[].values().reduce((a) => a)', 'TypeError: Reduce of a done iterator with no initial value'],
      ['Iterator.from(5)', 'TypeError: Iterator.from called on non-object'],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });
});

describe('an async iterator over a sync one', () => {
  it('awaits values; on a rejected one it closes, which older versions of V8 leave out', () => {
    const closes = Number.parseInt(process.versions.v8, 10) >= 13;
    assert.deepEqual(
      linesOf(`
        const iterable = {
          [Symbol.iterator]: () => ({ i: 0, next() { return { value: this.i++ ? Promise.reject('no') : Promise.resolve('yes'), done: false }; }, return() { print('closed'); return {}; } }),
        };
        (async () => {
          try { for await (const x of iterable) print(x); } catch (e) { print(e); }
        })();
      `),
      closes ? ['yes', 'closed', 'no'] : ['yes', 'no'],
    );
  });
});
