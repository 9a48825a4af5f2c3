import type { JSObject } from './object';

/** An ECMAScript language value. Primitives are host primitives; every object is a {@link JSObject}, never a host object. */
export type Value = undefined | null | boolean | number | bigint | string | symbol | JSObject;

/**
 * A property key in canonical form: an array index (0 to 2^32 - 2) is always a `number`, any other string a `string`.
 * `toKey` makes the form; storing the string "7" as a key is a bug.
 */
export type PropertyKey = number | string | symbol;

/** Marks an absent element inside a dense element list. Never reaches guest code. */
export const HOLE = Symbol('hole') as unknown as Value;
/** Marks a binding that is not initialised yet (temporal dead zone). Never reaches guest code. */
export const UNINITIALIZED = Symbol('uninitialized') as unknown as Value;
/** Answer of the synchronous `peek` and `poke` operations when guest code would have to run. Never reaches guest code. */
export const SLOW = Symbol('slow') as unknown as Value;

/** The largest array index, 2^32 - 2. */
export const MAX_INDEX = 4294967294;

/** Brings a string into canonical key form. */
export function toKey(text: string): number | string {
  const length = text.length;
  if (length === 0 || length > 10) return text;
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return text;
  const index = Number(text);
  return index <= MAX_INDEX && index >>> 0 === index && String(index) === text ? index : text;
}

/** Brings a number, used as a property key, into canonical key form. */
export function numberToKey(n: number): number | string {
  const index = n >>> 0;
  return index === n && index !== 4294967295 ? index : String(n);
}

/** The guest value of a canonical key: a string or a symbol. */
export function keyToValue(key: PropertyKey): string | symbol {
  return typeof key === 'number' ? String(key) : key;
}

/** `typeof`'s object test without callables: true for any guest object. */
export function isObject(value: Value): value is JSObject {
  return typeof value === 'object' && value !== null;
}

/** An abrupt completion of kind throw, in transit through engine code. The machine turns it into unwinding of guest frames. */
export class Throw {
  constructor(readonly value: Value) {}
}
