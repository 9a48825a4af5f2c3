import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToIntegerOrInfinity } from '../operations/conversion';
import { CreateDataPropertyOrThrow, createArray, IsArray, LengthOfArrayLike } from '../operations/object';
import { IsCallable, ToBoolean, ToObject } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind } from '../values/object';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import {
  ArrayCreate,
  ArraySpeciesCreate,
  arrayReceiver,
  elementAt,
  getPresentElement,
  hasPlainSpecies,
  indexKey,
  nextPresent,
  previousPresent,
} from './array-elements';
import { method } from './define';
import { callback, throwNotCallable } from './receiver';

export function createArrayIteration(realm: Realm, proto: JSObject): void {
  method(realm, proto, 'forEach', 1, forEach);
  method(realm, proto, 'map', 1, map);
  method(realm, proto, 'filter', 1, filter);
  method(realm, proto, 'reduce', 1, reduce);
  method(realm, proto, 'reduceRight', 1, reduceRight);
  method(realm, proto, 'flat', 0, flat);
  method(realm, proto, 'flatMap', 1, flatMap);
}

/** @spec sec-array.prototype.foreach */
function* forEach(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'forEach');
  const length = yield* LengthOfArrayLike(agent, object);
  const f = callback(agent, args[0]);
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = nextPresent(object, k + 1, length) - 1;
    else yield call(f, args[1], value, k, object);
  }
  return undefined;
}

/** @spec sec-array.prototype.map */
function* map(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'map');
  const length = yield* LengthOfArrayLike(agent, object);
  const f = callback(agent, args[0]);
  // FAST-PATH: a plain result is collected in a host list; nobody can see it before it is complete.
  const plain = hasPlainSpecies(agent.realm, object);
  const result = plain ? ArrayCreate(agent, length) : yield* ArraySpeciesCreate(agent, object, length);
  if (plain) agent.allocateElements(Math.min(length, 1 << 24));
  const values: Value[] = [];
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) {
      k = nextPresent(object, k + 1, length) - 1;
      continue;
    }
    const mapped = yield call(f, args[1], value, k, object);
    if (!plain || k > values.length + 1024) yield* CreateDataPropertyOrThrow(agent, result, indexKey(k), mapped);
    else {
      while (values.length < k) values.push(HOLE);
      values.push(mapped);
    }
  }
  if (values.length > 0) result.elements = values;
  return result;
}

/** @spec sec-array.prototype.filter */
function* filter(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'filter');
  const length = yield* LengthOfArrayLike(agent, object);
  const predicate = callback(agent, args[0]);
  const plain = hasPlainSpecies(agent.realm, object);
  const result = plain ? undefined : yield* ArraySpeciesCreate(agent, object, 0);
  const values: Value[] = [];
  let to = 0;
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) {
      k = nextPresent(object, k + 1, length) - 1;
      continue;
    }
    if (!ToBoolean(yield call(predicate, args[1], value, k, object))) continue;
    if (result === undefined) values.push(value);
    else yield* CreateDataPropertyOrThrow(agent, result, indexKey(to++), value);
  }
  agent.allocateElements(values.length);
  return result ?? createArray(agent.realm, values);
}

/** @spec sec-array.prototype.reduce */
function* reduce(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'reduce');
  const length = yield* LengthOfArrayLike(agent, object);
  const f = callback(agent, args[0]);
  let result: Value = args.length > 1 ? args[1] : HOLE;
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = nextPresent(object, k + 1, length) - 1;
    else result = result === HOLE ? value : yield call(f, undefined, result, value, k, object);
  }
  return result === HOLE ? throwTypeError(agent, 'Reduce of empty array with no initial value') : result;
}

/** @spec sec-array.prototype.reduceright */
function* reduceRight(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'reduceRight');
  const length = yield* LengthOfArrayLike(agent, object);
  const f = callback(agent, args[0]);
  let result: Value = args.length > 1 ? args[1] : HOLE;
  for (let k = length - 1; k >= 0; k--) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value === HOLE) k = previousPresent(object, k - 1) + 1;
    else result = result === HOLE ? value : yield call(f, undefined, result, value, k, object);
  }
  return result === HOLE ? throwTypeError(agent, 'Reduce of empty array with no initial value') : result;
}

/** Where a flattened array goes: a host list while nobody can see it, else a guest object. */
interface FlatTarget {
  readonly object: JSObject | undefined;
  readonly values: Value[];
  next: number;
}

function* flatTarget(agent: Agent, original: JSObject): Steps<FlatTarget> {
  const plain = hasPlainSpecies(agent.realm, original);
  return { object: plain ? undefined : yield* ArraySpeciesCreate(agent, original, 0), values: [], next: 0 };
}

function* append(agent: Agent, target: FlatTarget, value: Value): Steps<void> {
  if (target.next >= Number.MAX_SAFE_INTEGER) throwTypeError(agent, 'Invalid array length');
  yield* CreateDataPropertyOrThrow(agent, target.object!, indexKey(target.next++), value);
}

/** @spec sec-array.prototype.flat */
function* flat(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const depth = args[0] === undefined ? 1 : yield* ToIntegerOrInfinity(agent, args[0]);
  const target = yield* flatTarget(agent, object);
  yield* flattenIntoArray(agent, target, object, length, Math.max(depth, 0));
  return target.object ?? createArray(agent.realm, target.values);
}

/** @spec sec-array.prototype.flatmap */
function* flatMap(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  if (!IsCallable(args[0])) {
    if (agent.hooks.wording !== 'V8 11') throwNotCallable(agent, args[0]);
    throwTypeError(agent, 'flatMap mapper function is not callable');
  }
  const target = yield* flatTarget(agent, object);
  yield* flattenIntoArray(agent, target, object, length, 1, args[0], args[1]);
  return target.object ?? createArray(agent.realm, target.values);
}

/** The state of one nesting level, so that deep nesting doesn't deepen the host's stack. */
interface Level {
  readonly source: JSObject;
  readonly length: number;
  k: number;
}

/** @spec sec-flattenintoarray */
function* flattenIntoArray(
  agent: Agent,
  target: FlatTarget,
  source: JSObject,
  length: number,
  depth: number,
  mapper?: JSObject,
  thisArg?: Value,
): Steps<void> {
  const levels: Level[] = [{ source, length, k: 0 }];
  while (levels.length > 0) {
    const level = levels[levels.length - 1]!;
    if (level.k >= level.length) {
      levels.pop();
      continue;
    }
    const k = level.k++;
    let value = elementAt(level.source, k);
    if (value === SLOW) value = yield* getPresentElement(agent, level.source, k);
    if (value === HOLE) {
      level.k = nextPresent(level.source, k + 1, level.length);
      continue;
    }
    if (mapper !== undefined && levels.length === 1) value = yield call(mapper, thisArg, value, k, level.source);
    if (levels.length <= depth && isObject(value) && IsArray(agent, value)) {
      // An array inside itself never ends; V8 runs out of stack.
      if (levels.length > agent.limits.stackDepth) {
        throwRangeError(agent, 'Maximum call stack size exceeded');
      }
      const innerLength = value.kind === Kind.Array ? value.length : yield* LengthOfArrayLike(agent, value);
      levels.push({ source: value, length: innerLength, k: 0 });
      continue;
    }
    if (target.object === undefined) {
      agent.allocateElements(1);
      target.values.push(value);
    } else yield* append(agent, target, value);
  }
}
