/**
 * A value's number in a trace is 0 for none, a row of the value table plus one, or, below zero, a small integer itself: most
 * values of most programs are such, and need no row.
 */

/** Small integers lie in [-SMALL, SMALL). */
const SMALL = 2 ** 29;

export function isSmallInteger(value: number): boolean {
  return (value | 0) === value && value >= -SMALL && value < SMALL && !Object.is(value, -0);
}

/** The number of a small integer: below zero, and near it for integers near 0. */
export function numberOfSmallInteger(value: number): number {
  return ~((value << 1) ^ (value >> 31));
}

/** The small integer whose number is `number`, which must be below zero. */
export function smallIntegerOf(number: number): number {
  const z = ~number;
  return (z >>> 1) ^ -(z & 1);
}
