import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToBigInt, ToIndex, ToIntegerOrInfinity, ToPrimitive } from '../operations/conversion';
import { toBigIntPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { constant, constructorFunction, method, plainObject, twoWay } from './define';
import { guarded } from './host-error';
import { createNumberFormat } from './intl-services';
import { throwNotGeneric } from './receiver';

const INVALID_BITS = 'Invalid value: not (convertible to) a safe integer';

/** @spec sec-bigint-objects */
export function createBigInt(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.BigIntPrototype = proto;
  const Constructor = constructorFunction(
    realm,
    'BigInt',
    1,
    twoWay((agent, _thisValue, args, newTarget) => {
      if (newTarget !== undefined) throwTypeError(agent, 'BigInt is not a constructor');
      return isObject(args[0]) ? SLOW : toBigIntValue(agent, args[0]);
    }, callBigInt),
    proto,
  );
  intrinsics.BigInt = Constructor;
  method(realm, Constructor, 'asUintN', 2, asUintN);
  method(realm, Constructor, 'asIntN', 2, asIntN);
  method(realm, proto, 'toLocaleString', 0, formatLocale);
  method(realm, proto, 'toString', 0, toText);
  /** @spec sec-bigint.prototype.valueof */
  method(realm, proto, 'valueOf', 0, (agent, thisValue) => thisBigInt(agent, thisValue, 'valueOf'));
  constant(proto, wellKnown.toStringTag, 'BigInt', C);
}

/** @spec sec-bigint-constructor-number-value */
function* callBigInt(agent: Agent, _thisValue: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget !== undefined) throwTypeError(agent, 'BigInt is not a constructor');
  return toBigIntValue(agent, yield* ToPrimitive(agent, args[0], 'number'));
}

function toBigIntValue(agent: Agent, value: Value): bigint {
  if (typeof value !== 'number') return toBigIntPrimitive(agent, value);
  if (Number.isInteger(value)) return BigInt(value);
  return throwRangeError(agent, `The number ${value} cannot be converted to a BigInt because it is not an integer`);
}

/** @spec sec-bigint.asintn */
function* asIntN(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const bits = yield* ToIndex(agent, args[0], INVALID_BITS);
  const value = yield* ToBigInt(agent, args[1]);
  return guarded(agent, () => BigInt.asIntN(bits, value));
}

/** @spec sec-bigint.asuintn */
function* asUintN(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const bits = yield* ToIndex(agent, args[0], INVALID_BITS);
  const value = yield* ToBigInt(agent, args[1]);
  return guarded(agent, () => BigInt.asUintN(bits, value));
}

/** @spec sec-thisbigintvalue */
function thisBigInt(agent: Agent, value: Value, name: string): bigint {
  if (typeof value === 'bigint') return value;
  if (isObject(value) && value.kind === Kind.BigInt) return value.data as bigint;
  return throwNotGeneric(agent, `BigInt.prototype.${name}`, 'BigInt');
}

/** @spec sup-bigint.prototype.tolocalestring */
function* formatLocale(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisBigInt(agent, thisValue, 'toLocaleString');
  return (yield* createNumberFormat(agent, args[0], args[1], 'BigInt.prototype.toLocaleString')).format(n);
}

/** @spec sec-bigint.prototype.tostring */
function* toText(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisBigInt(agent, thisValue, 'toString');
  const radix = args[0] === undefined ? 10 : yield* ToIntegerOrInfinity(agent, args[0]);
  if (radix < 2 || radix > 36) throwRangeError(agent, 'toString() radix argument must be between 2 and 36');
  return n.toString(radix);
}
