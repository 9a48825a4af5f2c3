import assert from 'node:assert/strict';
import {
  CanonicalNumericIndexString,
  StringToBigInt,
  toLengthNumber,
} from '../../../../src/engine/operations/conversion';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('conversions', () => {
  it('ask Symbol.toPrimitive, then valueOf and toString by the hint', () => {
    assert.deepEqual(
      linesOf(`
        const o = { valueOf() { print('valueOf'); return 1; }, toString() { print('toString'); return '2'; } };
        print(\`\${o}\`, o + '', o * 1, [o] + '', { [o]: 1 });
        const p = { [Symbol.toPrimitive]: (hint) => hint };
        print(\`\${p}\`, p + '', +p, p == 'default', p < 'number ');
      `),
      ['toString', 'valueOf', 'valueOf', 'toString', 'toString', '2 1 1 2 { 2: 1 }', 'string default NaN true true'],
    );
  });

  it('compare across types', () => {
    assert.deepEqual(
      linesOf(`
        print(null == 0, null == undefined, '1' == 1, [1] == 1, 10n == '10', NaN == NaN, true == '1', Symbol.iterator == Object(Symbol.iterator));
        print('10' < '9', 10n < '11', null >= 0, undefined < 1, 1n < 1.5, 'a' < 1n);
      `),
      ['false true true true true false true true', 'true true true false true false'],
    );
  });

  it('say what is wrong in the words people know', () => {
    const cases: [string, string][] = [
      ['+Symbol()', 'TypeError: Cannot convert a Symbol value to a number'],
      ['+1n', 'TypeError: Cannot convert a BigInt value to a number'],
      ['1n + 1', 'TypeError: Cannot mix BigInt and other types, use explicit conversions'],
      ['+{ valueOf: () => ({}), toString: () => ({}) }', 'TypeError: Cannot convert object to primitive value'],
      ['[].length = -1', 'RangeError: Invalid array length'],
      ['BigInt("x")', 'SyntaxError: Cannot convert x to a BigInt'],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });

  it('know which texts are numbers', () => {
    assert.equal(CanonicalNumericIndexString('-0'), -0);
    assert.equal(CanonicalNumericIndexString('1.5'), 1.5);
    assert.equal(CanonicalNumericIndexString('01'), undefined);
    assert.equal(CanonicalNumericIndexString('NaN'), Number.NaN);
    assert.equal(StringToBigInt(' 0x10 '), 16n);
    assert.equal(StringToBigInt('1.5'), undefined);
    assert.deepEqual([-1, Number.NaN, 1.9, 2 ** 60].map(toLengthNumber), [0, 0, 1, 2 ** 53 - 1]);
  });
});
