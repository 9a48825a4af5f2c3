import type { Agent } from '../agent';
import { throwRangeError, throwSyntaxError, throwTypeError } from '../errors';
import type { Realm } from '../realm';
import { type ExoticMethods, IS_HTML_DDA, isCompatible, JSObject, Kind, Property, setHidden } from '../values/object';
import { E } from '../values/shape';
import { isObject, numberToKey, type PropertyKey, toKey, type Value } from '../values/value';

// Conversions that run no guest code. Those with `Primitive` in their name take anything but objects.

/** @spec sec-toboolean */
export function ToBoolean(value: Value): boolean {
  return typeof value === 'object' && value !== null ? (value.flags & IS_HTML_DDA) === 0 : Boolean(value);
}

/** ToNumber of a primitive. @spec sec-tonumber */
export function toNumberPrimitive(agent: Agent, value: Value): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'symbol':
      return throwTypeError(agent, 'Cannot convert a Symbol value to a number');
    case 'bigint':
      return throwTypeError(agent, 'Cannot convert a BigInt value to a number');
    default:
      return Number(value);
  }
}

/** ToNumeric of a primitive. @spec sec-tonumeric */
export function toNumericPrimitive(agent: Agent, value: Value): number | bigint {
  return typeof value === 'bigint' ? value : toNumberPrimitive(agent, value);
}

/** ToString of a primitive. @spec sec-tostring */
export function toStringPrimitive(agent: Agent, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'symbol') throwTypeError(agent, 'Cannot convert a Symbol value to a string');
  return String(value);
}

/** ToPropertyKey of a primitive, in canonical form. @spec sec-topropertykey */
export function toPropertyKeyPrimitive(value: Value): PropertyKey {
  if (typeof value === 'string') return toKey(value);
  if (typeof value === 'number') return numberToKey(value);
  return typeof value === 'symbol' ? value : toKey(String(value));
}

/** ToBigInt of a primitive. @spec sec-tobigint */
export function toBigIntPrimitive(agent: Agent, value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    const result = StringToBigInt(value);
    return result === undefined ? throwSyntaxError(agent, `Cannot convert ${value} to a BigInt`) : result;
  }
  return throwTypeError(agent, `Cannot convert ${typeof value === 'symbol' ? value.toString() : value} to a BigInt`);
}

/** @spec sec-stringtonumber */
export function StringToNumber(text: string): number {
  return Number(text);
}

/** The BigInt a text means, or undefined. @spec sec-stringtobigint */
export function StringToBigInt(text: string): bigint | undefined {
  try {
    return BigInt(text);
  } catch {
    return undefined;
  }
}

/** @spec sec-numeric-types-number-tostring */
export function NumberToString(n: number, radix?: number): string {
  return radix === undefined ? String(n) : n.toString(radix);
}

/** The number a canonical numeric text stands for, or undefined. @spec sec-canonicalnumericindexstring */
export function CanonicalNumericIndexString(text: string): number | undefined {
  if (text === '-0') return -0;
  const n = Number(text);
  return String(n) === text ? n : undefined;
}

/** ToIntegerOrInfinity of a number. @spec sec-tointegerorinfinity */
export function toInteger(n: number): number {
  // The sum turns -0 and NaN's replacement into +0.
  return Number.isNaN(n) ? 0 : Math.trunc(n) + 0;
}

/** ToLength of a number. @spec sec-tolength */
export function toLengthNumber(n: number): number {
  if (!(n > 0)) return 0;
  return n >= Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : Math.floor(n);
}

/** ToIndex of a number; `message` is that of the RangeError. @spec sec-toindex */
export function toIndexNumber(agent: Agent, n: number, message = 'Invalid index'): number {
  const integer = toInteger(n);
  if (integer < 0 || integer > Number.MAX_SAFE_INTEGER) throwRangeError(agent, message);
  return integer;
}

/** A relative index, counted from the end when negative, within 0..length. */
export function clampRelative(relative: number, length: number): number {
  return relative < 0 ? Math.max(length + relative, 0) : Math.min(relative, length);
}

/** @spec sec-toint32 */
export function toInt32Number(n: number): number {
  return n | 0;
}

/** @spec sec-touint32 */
export function toUint32Number(n: number): number {
  return n >>> 0;
}

/** Own properties of String objects: the code units, then `length`. @spec sec-string-exotic-objects */
export const stringExotic: ExoticMethods = {
  getOwn(object, key) {
    if (typeof key !== 'number') return undefined;
    const text = object.data as string;
    return key < text.length ? new Property(text[key], E) : undefined;
  },
  define(object, key, descriptor) {
    if (typeof key !== 'number') return undefined;
    const text = object.data as string;
    return key < text.length ? isCompatible(new Property(text[key], E), descriptor) : undefined;
  },
  keys(object) {
    const keys: number[] = [];
    for (let i = 0; i < (object.data as string).length; i++) keys.push(i);
    return keys;
  },
};

/** @spec sec-stringcreate */
export function StringCreate(realm: Realm, text: string, proto: JSObject = realm.intrinsics.StringPrototype): JSObject {
  const object = new JSObject(proto.childShape(), Kind.String, text);
  object.exotic = stringExotic;
  setHidden(object, 'length', text.length, 0);
  return object;
}

/** @spec sec-toobject */
export function ToObject(agent: Agent, value: Value): JSObject {
  if (isObject(value)) return value;
  const { intrinsics } = agent.realm;
  switch (typeof value) {
    case 'string':
      return StringCreate(agent.realm, value);
    case 'number':
      return new JSObject(intrinsics.NumberPrototype.childShape(), Kind.Number, value);
    case 'boolean':
      return new JSObject(intrinsics.BooleanPrototype.childShape(), Kind.Boolean, value);
    case 'symbol':
      return new JSObject(intrinsics.SymbolPrototype.childShape(), Kind.Symbol, value);
    case 'bigint':
      return new JSObject(intrinsics.BigIntPrototype.childShape(), Kind.BigInt, value);
    default:
      return throwTypeError(agent, 'Cannot convert undefined or null to object');
  }
}

/** The object in which property lookup on a primitive starts; null for undefined and null. */
export function prototypeOfPrimitive(realm: Realm, value: Value): JSObject | null {
  switch (typeof value) {
    case 'string':
      return realm.intrinsics.StringPrototype;
    case 'number':
      return realm.intrinsics.NumberPrototype;
    case 'boolean':
      return realm.intrinsics.BooleanPrototype;
    case 'symbol':
      return realm.intrinsics.SymbolPrototype;
    case 'bigint':
      return realm.intrinsics.BigIntPrototype;
    default:
      return null;
  }
}

/** @spec sec-iscallable */
export function IsCallable(value: Value): value is JSObject {
  return typeof value === 'object' && value !== null && value.callable;
}
