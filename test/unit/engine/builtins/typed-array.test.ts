import assert from 'node:assert/strict';
import { numberToFloat16Bits, roundToFloat16 } from '../../../../src/engine/builtins/float16';
import { linesOf } from '../../../support/engine/run-script';

describe('Typed arrays', () => {
  it('follow their buffer as it grows, shrinks and goes away', () => {
    assert.deepEqual(
      linesOf(`
        const b = new ArrayBuffer(4, { maxByteLength: 16 });
        const tracking = new Uint16Array(b, 2);
        const fixed = new Uint8Array(b, 1, 2);
        const state = () => print(tracking.length, tracking.byteLength, fixed.length, fixed.byteOffset, fixed[0]);
        state();
        b.resize(9);
        state();
        b.resize(2);
        state();
        b.resize(1);
        state();
        b.resize(8);
        state();
        b.transfer();
        state();
        try { fixed.fill(0); } catch (error) { print(error); }
      `),
      [
        '1 2 2 1 0',
        '3 6 2 1 0',
        '0 0 0 0 undefined',
        '0 0 0 0 undefined',
        '3 6 2 1 0',
        '0 0 0 0 undefined',
        'TypeError: Cannot perform %TypedArray%.prototype.fill on a detached ArrayBuffer',
      ],
    );
  });

  it('can be made while bytes are left over', () => {
    assert.deepEqual(
      linesOf(`
        const b = new ArrayBuffer(11, { maxByteLength: 32 });
        new Uint8Array(b)[10] = 5;
        const a = new Float64Array(b);
        print(a.length, new Uint8Array(b)[10]);
        b.resize(16);
        print(a.length);
      `),
      ['1 5', '2'],
    );
  });

  it('convert values even where they have no element', () => {
    assert.deepEqual(
      linesOf(`
        const a = new Uint8Array(1);
        const loud = { valueOf() { print('converted'); return 300; } };
        a[0] = loud;
        a[1] = loud;
        print(a[0], 1 in a, Reflect.set(a, 5, loud));
        const big = new BigInt64Array(1);
        try { big[0] = 1; } catch (error) { print(error); }
      `),
      ['converted', 'converted', 'converted', '44 false true', 'TypeError: Cannot convert 1 to a BigInt'],
    );
  });

  it('never pass a missing index on to the prototype', () => {
    assert.deepEqual(
      linesOf(`
        Object.prototype[3] = 'leak';
        const a = new Uint8Array(2);
        print(a[3], 3 in a, a['-0'], '1.5' in a);
        const heir = Object.create(a);
        print(heir[3], heir[1]);
        delete Object.prototype[3];
      `),
      ['undefined false undefined false', 'undefined 0'],
    );
  });

  it('encode and decode base64 and hexadecimal text', () => {
    assert.deepEqual(
      linesOf(`
        print(new Uint8Array([0, 255, 62, 63]).toBase64(), new Uint8Array([255, 254]).toBase64({ alphabet: 'base64url', omitPadding: true }));
        print([...Uint8Array.fromBase64(' AP8 +Pw==')].join(), [...Uint8Array.fromHex('00ff3E')].join());
        const into = new Uint8Array(2);
        const { read, written } = into.setFromBase64('AQIDBA');
        print(read, written, into.toHex());
        for (const text of ['A', 'A=', 'AA=A', 'A*==']) try { Uint8Array.fromBase64(text); } catch (error) { print(error.name); }
        print(Uint8Array.fromBase64('AQI', { lastChunkHandling: 'stop-before-partial' }).length);
      `),
      [
        'AP8+Pw== __4',
        '0,255,62,63 0,255,62',
        '0 0 0000',
        'SyntaxError',
        'SyntaxError',
        'SyntaxError',
        'SyntaxError',
        '0',
      ],
    );
  });

  it('round to half precision, ties to even', () => {
    const cases: [number, number][] = [
      [1.337, 1.3369140625],
      [65504, 65504],
      [65519.999, 65504],
      [65520, Infinity],
      [2 ** -24, 2 ** -24],
      [2 ** -25, 0],
      [2 ** -25 + 2 ** -40, 2 ** -24],
      [1 + 2 ** -11, 1],
      [1 + 3 * 2 ** -11, 1 + 2 ** -9],
      [-0, -0],
    ];
    for (const [given, rounded] of cases) assert.ok(Object.is(roundToFloat16(given), rounded), String(given));
    assert.equal(numberToFloat16Bits(Number.NaN), 0x7e00);
  });
});
