// Half precision by our own arithmetic: hosts as old as Node 20 have no Float16Array.

const scratch = new DataView(new ArrayBuffer(8));
const TWO_52 = 2 ** 52;

/** Rounds a non-negative number below 2^52 to the nearest integer, ties to even. */
function roundTiesToEven(n: number): number {
  return n + TWO_52 - TWO_52;
}

/** The 16 bits of the half nearest to `n`, ties to even. @spec sec-numeric-types-number-tostring */
export function numberToFloat16Bits(n: number): number {
  if (Number.isNaN(n)) return 0x7e00;
  const sign = n < 0 || Object.is(n, -0) ? 0x8000 : 0;
  const size = Math.abs(n);
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundTiesToEven(size * 2 ** 24);
  scratch.setFloat64(0, size);
  const exponent = (scratch.getUint16(0) >>> 4) - 1023;
  // A significand rounded up to 2048 carries into the exponent by itself.
  return sign | (((exponent + 15) << 10) + roundTiesToEven(size * 2 ** (10 - exponent)) - 1024);
}

/** The number a half's 16 bits stand for. */
export function float16BitsToNumber(bits: number): number {
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent < 31
        ? (1024 + fraction) * 2 ** (exponent - 25)
        : fraction
          ? NaN
          : Infinity;
  return bits & 0x8000 ? -size : size;
}

/** @spec sec-math.f16round */
export function roundToFloat16(n: number): number {
  return float16BitsToNumber(numberToFloat16Bits(n));
}
