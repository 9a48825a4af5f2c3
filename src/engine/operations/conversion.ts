import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { isObject, type PropertyKey, type Value } from '../values/value';
import { ToPrimitive } from './internal-methods';
import {
  toBigIntPrimitive,
  toIndexNumber,
  toInteger,
  toLengthNumber,
  toNumberPrimitive,
  toNumericPrimitive,
  toPropertyKeyPrimitive,
  toStringPrimitive,
} from './primitive';

export { OrdinaryToPrimitive, ToPrimitive, toArrayLength } from './internal-methods';
export * from './primitive';

// Each of these first deals with primitives; callers in hot places ask `isObject` (or `typeof`) themselves and use the plain
// function of primitive.ts.

/** @spec sec-tonumber */
export function* ToNumber(agent: Agent, value: Value): Steps<number> {
  return toNumberPrimitive(agent, isObject(value) ? yield* ToPrimitive(agent, value, 'number') : value);
}

/** @spec sec-tonumeric */
export function* ToNumeric(agent: Agent, value: Value): Steps<number | bigint> {
  return toNumericPrimitive(agent, isObject(value) ? yield* ToPrimitive(agent, value, 'number') : value);
}

/** @spec sec-tostring */
export function* ToString(agent: Agent, value: Value): Steps<string> {
  return toStringPrimitive(agent, isObject(value) ? yield* ToPrimitive(agent, value, 'string') : value);
}

/** The key is in canonical form. @spec sec-topropertykey */
export function* ToPropertyKey(agent: Agent, value: Value): Steps<PropertyKey> {
  return toPropertyKeyPrimitive(isObject(value) ? yield* ToPrimitive(agent, value, 'string') : value);
}

/** @spec sec-tobigint */
export function* ToBigInt(agent: Agent, value: Value): Steps<bigint> {
  return toBigIntPrimitive(agent, isObject(value) ? yield* ToPrimitive(agent, value, 'number') : value);
}

/** @spec sec-tobigint64 */
export function* ToBigInt64(agent: Agent, value: Value): Steps<bigint> {
  return BigInt.asIntN(64, yield* ToBigInt(agent, value));
}

/** @spec sec-tobiguint64 */
export function* ToBigUint64(agent: Agent, value: Value): Steps<bigint> {
  return BigInt.asUintN(64, yield* ToBigInt(agent, value));
}

/** @spec sec-tointegerorinfinity */
export function* ToIntegerOrInfinity(agent: Agent, value: Value): Steps<number> {
  return toInteger(yield* ToNumber(agent, value));
}

/** @spec sec-tolength */
export function* ToLength(agent: Agent, value: Value): Steps<number> {
  return toLengthNumber(yield* ToNumber(agent, value));
}

/** @spec sec-toindex */
export function* ToIndex(agent: Agent, value: Value, message?: string): Steps<number> {
  if (value === undefined) return 0;
  return toIndexNumber(agent, yield* ToNumber(agent, value), message);
}

/** @spec sec-toint32 */
export function* ToInt32(agent: Agent, value: Value): Steps<number> {
  return (yield* ToNumber(agent, value)) | 0;
}

/** @spec sec-touint32 */
export function* ToUint32(agent: Agent, value: Value): Steps<number> {
  return (yield* ToNumber(agent, value)) >>> 0;
}

/** @spec sec-toint16 */
export function* ToInt16(agent: Agent, value: Value): Steps<number> {
  return ((yield* ToNumber(agent, value)) << 16) >> 16;
}

/** @spec sec-touint16 */
export function* ToUint16(agent: Agent, value: Value): Steps<number> {
  return (yield* ToNumber(agent, value)) & 0xffff;
}

/** @spec sec-toint8 */
export function* ToInt8(agent: Agent, value: Value): Steps<number> {
  return ((yield* ToNumber(agent, value)) << 24) >> 24;
}

/** @spec sec-touint8 */
export function* ToUint8(agent: Agent, value: Value): Steps<number> {
  return (yield* ToNumber(agent, value)) & 0xff;
}

/** @spec sec-touint8clamp */
export function toUint8ClampNumber(n: number): number {
  if (!(n > 0)) return 0;
  if (n >= 255) return 255;
  const floor = Math.floor(n);
  const rest = n - floor;
  return rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : floor + (floor & 1);
}
