import type { Agent } from '../agent';
import { call, type Steps } from '../machine/request';
import { SameValueZero } from '../operations/compare';
import { ToIntegerOrInfinity } from '../operations/conversion';
import { LengthOfArrayLike } from '../operations/object';
import { clampRelative, ToBoolean, ToObject, toInteger, toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import {
  arrayReceiver,
  elementAt,
  getElement,
  getPresentElement,
  isReadable,
  nextPresent,
  previousPresent,
} from './array-elements';
import { method, twoWay } from './define';
import { callback } from './receiver';

export function createArraySearch(realm: Realm, proto: JSObject): void {
  method(realm, proto, 'at', 1, twoWay(atFast, at));
  method(realm, proto, 'includes', 1, twoWay(includesFast, includes));
  method(realm, proto, 'indexOf', 1, twoWay(indexOfFast, indexOf));
  method(realm, proto, 'lastIndexOf', 1, lastIndexOf);
  /** @spec sec-array.prototype.find */
  method(realm, proto, 'find', 1, function* (agent, thisValue, args): Steps<Value> {
    return (yield* findViaPredicate(agent, thisValue, args, 'find', true)).value;
  });
  /** @spec sec-array.prototype.findindex */
  method(realm, proto, 'findIndex', 1, function* (agent, thisValue, args): Steps<Value> {
    return (yield* findViaPredicate(agent, thisValue, args, 'findIndex', true)).index;
  });
  /** @spec sec-array.prototype.findlast */
  method(realm, proto, 'findLast', 1, function* (agent, thisValue, args): Steps<Value> {
    return (yield* findViaPredicate(agent, thisValue, args, 'findLast', false)).value;
  });
  /** @spec sec-array.prototype.findlastindex */
  method(realm, proto, 'findLastIndex', 1, function* (agent, thisValue, args): Steps<Value> {
    return (yield* findViaPredicate(agent, thisValue, args, 'findLastIndex', false)).index;
  });
  method(realm, proto, 'some', 1, some);
  method(realm, proto, 'every', 1, every);
}

function atFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || isObject(args[0])) return SLOW;
  const relative = toInteger(toNumberPrimitive(agent, args[0]));
  const index = relative < 0 ? thisValue.length + relative : relative;
  if (index < 0 || index >= thisValue.elements.length) return undefined;
  const value = thisValue.elements[index];
  return value === HOLE ? undefined : value;
}

/** @spec sec-array.prototype.at */
function* at(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const relative = yield* ToIntegerOrInfinity(agent, args[0]);
  const index = relative < 0 ? length + relative : relative;
  return index < 0 || index >= length ? undefined : yield* getElement(agent, object, index);
}

function includesFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || isObject(args[1])) return SLOW;
  const { elements, length } = thisValue;
  if (length === 0) return false;
  const start = clampRelative(toInteger(toNumberPrimitive(agent, args[1] ?? 0)), length);
  const wanted = args[0];
  if (wanted === undefined) {
    // A hole reads as undefined.
    if (length > elements.length && start < length) return true;
    for (let k = start; k < elements.length; k++) {
      if (elements[k] === undefined || elements[k] === HOLE) return true;
    }
    return false;
  }
  return elements.includes(wanted, start);
}

/** @spec sec-array.prototype.includes */
function* includes(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  if (length === 0) return false;
  const start = clampRelative(yield* ToIntegerOrInfinity(agent, args[1]), length);
  for (let k = start; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getElement(agent, object, k);
    if (SameValueZero(value, args[0])) return true;
  }
  return false;
}

function indexOfFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || isObject(args[1])) return SLOW;
  const { elements, length } = thisValue;
  if (length === 0) return -1;
  return elements.indexOf(args[0], clampRelative(toInteger(toNumberPrimitive(agent, args[1] ?? 0)), length));
}

/** @spec sec-array.prototype.indexof */
function* indexOf(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'indexOf');
  const length = yield* LengthOfArrayLike(agent, object);
  if (length === 0) return -1;
  const start = clampRelative(yield* ToIntegerOrInfinity(agent, args[1]), length);
  for (let k = start; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = nextPresent(object, k + 1, length) - 1;
    else if (value === args[0]) return k;
  }
  return -1;
}

/** @spec sec-array.prototype.lastindexof */
function* lastIndexOf(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  if (length === 0) return -1;
  const relative = args.length > 1 ? yield* ToIntegerOrInfinity(agent, args[1]) : length - 1;
  for (let k = relative < 0 ? length + relative : Math.min(relative, length - 1); k >= 0; k--) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = previousPresent(object, k - 1) + 1;
    else if (value === args[0]) return k;
  }
  return -1;
}

/** @spec sec-findviapredicate */
function* findViaPredicate(
  agent: Agent,
  thisValue: Value,
  args: Value[],
  name: string,
  ascending: boolean,
): Steps<{ index: number; value: Value }> {
  const object = arrayReceiver(agent, thisValue, name);
  const length = yield* LengthOfArrayLike(agent, object);
  const predicate = callback(agent, args[0]);
  for (let i = 0; i < length; i++) {
    const index = ascending ? i : length - 1 - i;
    let value = elementAt(object, index);
    if (value === SLOW) value = yield* getElement(agent, object, index);
    if (ToBoolean(yield call(predicate, args[1], value, index, object))) return { index, value };
  }
  return { index: -1, value: undefined };
}

/** @spec sec-array.prototype.some */
function* some(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'some');
  const length = yield* LengthOfArrayLike(agent, object);
  const predicate = callback(agent, args[0]);
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = nextPresent(object, k + 1, length) - 1;
    else if (ToBoolean(yield call(predicate, args[1], value, k, object))) return true;
  }
  return false;
}

/** @spec sec-array.prototype.every */
function* every(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'every');
  const length = yield* LengthOfArrayLike(agent, object);
  const predicate = callback(agent, args[0]);
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = nextPresent(object, k + 1, length) - 1;
    else if (!ToBoolean(yield call(predicate, args[1], value, k, object))) return false;
  }
  return true;
}
