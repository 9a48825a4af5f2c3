import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('JSON', () => {
  it('writes the same on its fast path and through proxies', () => {
    const values = [
      '{ a: [1, "x", null, undefined, { b: {} }], c: undefined, 7: -0, "": "é\\u2028" }',
      '[[], {}, [[]]]',
      '[, 1]',
    ];
    const script = (wrap: (value: string) => string): string[] =>
      linesOf(
        values
          .map((value) => `print(JSON.stringify(${wrap(value)})); print(JSON.stringify(${wrap(value)}, null, 2));`)
          .join(''),
      );
    assert.deepEqual(
      script((value) => value),
      script((value) => `new Proxy(${value}, {})`),
    );
  });

  it('calls toJSON, replacer and getters in the standard order', () => {
    assert.deepEqual(
      linesOf(`
        const value = {
          get a() { print('get a'); return { toJSON(key) { print('toJSON', key); return 1; } }; },
          b: [2],
        };
        print(JSON.stringify(value, (key, item) => { print('replace', JSON.stringify(key)); return item; }));
      `),
      ['replace ""', 'get a', 'toJSON a', 'replace "a"', 'replace "b"', 'replace "0"', '{"a":1,"b":[2]}'],
    );
  });

  it('nests deeper than the host stack', () => {
    assert.deepEqual(
      linesOf(`
        const text = '['.repeat(9000) + ']'.repeat(9000);
        const value = JSON.parse(text);
        print(JSON.stringify(value) === text);
        print(JSON.stringify(JSON.parse(text, (key, item) => item)) === text);
      `),
      ['true', 'true'],
    );
  });

  it('names the circle', () => {
    assert.equal(
      errorOf('const a = { list: [] }; a.list.push({ back: a }); JSON.stringify(a);'),
      [
        'TypeError: Converting circular structure to JSON',
        "    --> starting at object with constructor 'Object'",
        "    |     property 'list' -> object with constructor 'Array'",
        "    |     index 0 -> object with constructor 'Object'",
        "    --- property 'back' closes the circle",
      ].join('\n'),
    );
  });

  it('gives a reviver the source text of what was not changed', () => {
    assert.deepEqual(
      linesOf(`
        const big = JSON.parse('{"n": 12345678901234567890, "o": [1.0]}', (key, value, { source }) =>
          key === 'n' ? BigInt(source) : source === undefined ? value : source);
        print(big.n, big.o[0]);
        print(JSON.stringify({ n: JSON.rawJSON('12345678901234567890') }));
      `),
      ['12345678901234567890n 1.0', '{"n":12345678901234567890}'],
    );
  });
});
