import type { Agent } from '../agent';
import { throwRangeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToIntegerOrInfinity, ToNumeric } from '../operations/conversion';
import { OrdinaryCreateFromConstructor } from '../operations/object';
import { toInteger, toNumberPrimitive, toNumericPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden } from '../values/object';
import { WC } from '../values/shape';
import { isObject, SLOW, type Value } from '../values/value';
import { constant, constructorFunction, method, twoWay } from './define';
import { createNumberFormat } from './intl-services';
import { throwNotGeneric } from './receiver';

const CONSTANTS = [
  'MAX_VALUE',
  'MIN_VALUE',
  'NaN',
  'NEGATIVE_INFINITY',
  'POSITIVE_INFINITY',
  'MAX_SAFE_INTEGER',
  'MIN_SAFE_INTEGER',
  'EPSILON',
] as const;

/** @spec sec-number-objects */
export function createNumber(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = new JSObject(intrinsics.ObjectPrototype.childShape().toDictionary(), Kind.Number, 0);
  intrinsics.NumberPrototype = proto;
  const Constructor = constructorFunction(
    realm,
    'Number',
    1,
    twoWay((agent, _thisValue, args, newTarget) => {
      if (newTarget !== undefined || isObject(args[0])) return SLOW;
      return args.length === 0 ? 0 : Number(toNumericPrimitive(agent, args[0]));
    }, constructNumber),
    proto,
  );
  intrinsics.Number = Constructor;
  const predicates: Record<string, (x: unknown) => boolean> = {
    /** @spec sec-number.isfinite */
    isFinite: Number.isFinite,
    /** @spec sec-number.isinteger */
    isInteger: Number.isInteger,
    /** @spec sec-number.isnan */
    isNaN: Number.isNaN,
    /** @spec sec-number.issafeinteger */
    isSafeInteger: Number.isSafeInteger,
  };
  for (const [name, test] of Object.entries(predicates)) {
    method(realm, Constructor, name, 1, (_agent, _thisValue, args) => test(args[0]));
  }
  /** @spec sec-number.parsefloat */
  setHidden(Constructor, 'parseFloat', intrinsics.parseFloat!, WC);
  /** @spec sec-number.parseint */
  setHidden(Constructor, 'parseInt', intrinsics.parseInt!, WC);
  for (const name of CONSTANTS) constant(Constructor, name, Number[name]);

  method(realm, proto, 'toExponential', 1, toExponential);
  method(realm, proto, 'toFixed', 1, toFixed);
  method(realm, proto, 'toPrecision', 1, toPrecision);
  method(realm, proto, 'toString', 1, twoWay(toStringFast, toText));
  /** @spec sec-number.prototype.valueof */
  method(realm, proto, 'valueOf', 0, (agent, thisValue) => thisNumber(agent, thisValue, 'valueOf'));
  method(realm, proto, 'toLocaleString', 0, formatLocale);
}

/** @spec sec-number-constructor-number-value */
function* constructNumber(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Steps<Value> {
  const n = args.length === 0 ? 0 : Number(yield* ToNumeric(agent, args[0]));
  if (newTarget === undefined) return n;
  return yield* OrdinaryCreateFromConstructor(agent, newTarget, 'NumberPrototype', Kind.Number, n);
}

/** @spec sec-thisnumbervalue */
function thisNumber(agent: Agent, value: Value, name: string): number {
  if (typeof value === 'number') return value;
  if (isObject(value) && value.kind === Kind.Number) return value.data as number;
  return throwNotGeneric(agent, `Number.prototype.${name}`, 'Number');
}

/** @spec sec-number.prototype.toexponential */
function* toExponential(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisNumber(agent, thisValue, 'toExponential');
  const digits = yield* ToIntegerOrInfinity(agent, args[0]);
  if (!Number.isFinite(n)) return String(n);
  if (digits < 0 || digits > 100) throwRangeError(agent, 'toExponential() argument must be between 0 and 100');
  return args[0] === undefined ? n.toExponential() : n.toExponential(digits);
}

/** @spec sec-number.prototype.tofixed */
function* toFixed(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisNumber(agent, thisValue, 'toFixed');
  const digits = yield* ToIntegerOrInfinity(agent, args[0]);
  if (digits < 0 || digits > 100) throwRangeError(agent, 'toFixed() digits argument must be between 0 and 100');
  return n.toFixed(digits);
}

/** @spec sup-number.prototype.tolocalestring */
function* formatLocale(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisNumber(agent, thisValue, 'toLocaleString');
  return (yield* createNumberFormat(agent, args[0], args[1], 'Number.prototype.toLocaleString')).format(n);
}

/** @spec sec-number.prototype.toprecision */
function* toPrecision(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const n = thisNumber(agent, thisValue, 'toPrecision');
  if (args[0] === undefined) return String(n);
  const precision = yield* ToIntegerOrInfinity(agent, args[0]);
  if (!Number.isFinite(n)) return String(n);
  if (precision < 1 || precision > 100) throwRangeError(agent, 'toPrecision() argument must be between 1 and 100');
  return n.toPrecision(precision);
}

function toStringFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  const n = thisNumber(agent, thisValue, 'toString');
  const radix = args[0];
  if (radix === undefined) return String(n);
  return isObject(radix) ? SLOW : inRadix(agent, n, toInteger(toNumberPrimitive(agent, radix)));
}

/** @spec sec-number.prototype.tostring */
function* toText(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  return inRadix(agent, thisNumber(agent, thisValue, 'toString'), yield* ToIntegerOrInfinity(agent, args[0]));
}

function inRadix(agent: Agent, n: number, radix: number): string {
  if (radix < 2 || radix > 36) throwRangeError(agent, 'toString() radix argument must be between 2 and 36');
  return n.toString(radix);
}
