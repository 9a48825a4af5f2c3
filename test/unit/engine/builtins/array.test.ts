import assert from 'node:assert/strict';
import { LimitReached } from '../../../../src/engine';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('Array', () => {
  /** A call on an array `a` and values; run on a plain array and, as the slow twin, on a proxy of one. */
  const CALLS = [
    'a.push(7, 8)',
    'a.pop()',
    'a.shift()',
    'a.unshift(7, 8)',
    'a.splice(1, 2, "x")',
    'a.splice(-3)',
    'a.reverse()',
    'a.fill(0, 1, -1)',
    'a.copyWithin(1, 3)',
    'a.sort()',
    'a.sort((x, y) => x - y)',
    'a.slice(1, -1)',
    'a.concat([1, , 2], 3)',
    'a.join("-")',
    'String(a)',
    'a.indexOf(2)',
    'a.lastIndexOf(2)',
    'a.includes(undefined)',
    'a.at(-2)',
    'a.map((x) => [x])',
    'a.filter((x) => x !== 2)',
    'a.find((x) => x === undefined)',
    'a.findLastIndex((x) => x === 2)',
    'a.some((x) => x > 4)',
    'a.every((x) => x > 0)',
    'a.reduce((x, y) => x + "," + y, "")',
    'a.reduceRight((x, y) => x + "," + y, "")',
    'a.flat()',
    'a.flatMap((x) => [x, x])',
    'a.toReversed()',
    'a.toSorted()',
    'a.toSpliced(1, 1)',
    'a.with(0, 9)',
    '[...a.entries()].join("|")',
    'Array.from(a)',
    'JSON.stringify(a)',
    '[...a.keys()]',
  ];
  const ARRAYS = [
    '[]',
    '[1]',
    '[3, 1, 2, 5, 4]',
    '[2, , undefined, [1, [2]], , 7]',
    '[, , ,]',
    'new Array(4)',
    '[2, 2, "2"]',
  ];

  it('gives the same on its fast paths and on a proxy, which has none', () => {
    const script = (wrap: string): string[] =>
      linesOf(
        ARRAYS.flatMap((array) =>
          CALLS.map(
            (call) => `{
              const raw = ${array};
              const a = ${wrap};
              let result;
              try { result = ${call}; } catch (error) { result = String(error); }
              if (result === a) result = 'itself';
              print(${JSON.stringify(call)}, JSON.stringify(result), Object.keys(Object(result)).join(), Object.keys(raw).join(),
                JSON.stringify(raw), raw.length);
            }`,
          ),
        ).join('\n'),
      );
    assert.deepEqual(script('raw'), script('new Proxy(raw, {})'));
  });

  it('lets callbacks change the array they walk over', () => {
    assert.deepEqual(
      linesOf(`
        const a = [1, 2, 3, 4];
        a.forEach((x, i) => { print(x); if (i === 0) { a.length = 3; a.push(9); } });
        const b = [1, 2, 3];
        print(b.map((x) => { b.push(x); return b.length; }));
        const c = [1, 2, 3];
        print(c.reduce((sum, x) => { delete c[2]; return sum + x; }, 0));
      `),
      ['1', '2', '3', '9', '[4, 5, 6]', '3'],
    );
  });

  it('keeps a long way from the host stack in deep recursion through callbacks', () => {
    assert.deepEqual(
      linesOf(`
        let depth = 0;
        const dive = (n) => [n].map((x) => { depth++; return x === 0 ? 0 : dive(x - 1); });
        dive(2000);
        print(depth);
        let nested = [];
        for (let i = 0; i < 5000; i++) nested = [nested];
        print(nested.flat(Infinity).length);
      `),
      ['2001', '0'],
    );
  });

  it('ends a circle with the error V8 gives', () => {
    assert.equal(errorOf('const a = []; a.push(a); a.flat(Infinity);'), 'RangeError: Maximum call stack size exceeded');
    assert.deepEqual(linesOf('const a = [1]; a.push(a, 2); print(String(a));'), ['1,,2']);
    // An error on the way out must not leave the mark of the circle behind.
    assert.deepEqual(
      linesOf(`
        const a = [{ toString() { throw new Error('no'); } }];
        try { a.join(); } catch (error) { print(error.message); }
        a[0] = { toString: () => 'yes' };
        print(a.join());
      `),
      ['no', 'yes'],
    );
  });

  it('collects from async iterables in order', () => {
    assert.deepEqual(
      linesOf(`
        async function* g() { yield 1; yield Promise.resolve(2); }
        Array.fromAsync(g(), async (x) => x * 10).then((a) => print(a));
        Array.fromAsync([Promise.resolve('a'), 'b']).then((a) => print(a));
        Array.fromAsync({ length: 2, 0: Promise.resolve('x'), 1: 'y' }).then((a) => print(a));
        Array.fromAsync(null).catch((error) => print(error));
        print('sync');
      `).sort(),
      [
        "TypeError: Cannot read properties of null (reading 'Symbol(Symbol.asyncIterator)')",
        "['a', 'b']",
        "['x', 'y']",
        '[10, 20]',
        'sync',
      ],
    );
  });

  it('closes the iterator it reads when something throws', () => {
    assert.deepEqual(
      linesOf(`
        const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { print('closed'); return {}; } }) };
        try { Array.from(it, () => { throw new Error('mapper'); }); } catch (error) { print(error.message); }
      `),
      ['closed', 'mapper'],
    );
  });

  it('ends a run rather than hang in one call', () => {
    assert.throws(
      () => linesOf('Array.prototype.includes.call({ length: 2 ** 53 }, 1)'),
      (error) => error instanceof LimitReached && error.limit === 'steps',
    );
  }).timeout(120_000);
});
