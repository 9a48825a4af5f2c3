import { type Agent, LimitReached } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { construct, type Steps } from '../machine/request';
import { ToNumber } from '../operations/conversion';
import { objectGet, objectHas } from '../operations/internal-methods';
import {
  createArrayFromLength,
  Get,
  GetFunctionRealm,
  hasPristineSpecies,
  IsArray,
  IsConstructor,
  Set as SetProperty,
} from '../operations/object';
import { clampRelative, ToObject, toInteger, toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import {
  FROZEN_ELEMENTS,
  IS_PROTO,
  type JSObject,
  Kind,
  NON_EXTENSIBLE,
  peek,
  READONLY_LENGTH,
  SEALED_ELEMENTS,
} from '../values/object';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, MAX_INDEX, type PropertyKey, SLOW, type Value } from '../values/value';

// How array methods reach elements: first where no guest code can run, then by the standard's operations.

/** The property key of a non-negative integer, which may exceed the largest array index. */
export function indexKey(index: number): PropertyKey {
  return index <= MAX_INDEX ? index : String(index);
}

/** The receiver of an array method whose V8 version names itself when there is none. */
export function arrayReceiver(agent: Agent, value: Value, name: string): JSObject {
  if (value === undefined || value === null) {
    throwTypeError(agent, `Array.prototype.${name} called on null or undefined`);
  }
  return ToObject(agent, value);
}

/** The element at `index` when it is plain data of the object itself, else SLOW. */
export function elementAt(object: JSObject, index: number): Value {
  if (object.exotic !== null || index >= object.elements.length) return SLOW;
  const value = object.elements[index];
  return value === HOLE ? SLOW : value;
}

/** Rounds of its own loop a built-in may make without any guest call; Node would seem to hang. */
const MAX_ROUNDS = 20_000_000;

/** Counts one round as work; ends a run that would hang, as `indexOf` on an object of length 2^53 does. */
function countRound(agent: Agent): void {
  if (--agent.fuel < -MAX_ROUNDS) {
    throw new LimitReached(
      'steps',
      `${MAX_ROUNDS.toLocaleString('en-US')} elements in one call of a built-in function`,
    );
  }
}

/** Get of an index. */
export function* getElement(agent: Agent, object: JSObject, index: number): Steps<Value> {
  countRound(agent);
  const key = indexKey(index);
  const value = peek(object, key);
  return value === SLOW ? yield* objectGet(agent, object, key) : value;
}

/** HasProperty of an index and then Get, if it is there; else HOLE. */
export function* getPresentElement(agent: Agent, object: JSObject, index: number): Steps<Value> {
  countRound(agent);
  const key = indexKey(index);
  return (yield* objectHas(agent, object, key)) ? yield* getElement(agent, object, index) : HOLE;
}

export function* setElement(agent: Agent, object: JSObject, index: number, value: Value): Steps<void> {
  countRound(agent);
  yield* SetProperty(agent, object, indexKey(index), value, true);
}

/** Whether no prototype of `object` has an index property or could produce one. */
export function hasPlainIndexChain(object: JSObject): boolean {
  for (let holder = object.shape.proto; holder !== null; holder = holder.shape.proto) {
    if (holder.kind === Kind.Proxy || holder.sparse !== null || holder.elements.length > 0) return false;
    if (holder.exotic !== null && (holder.kind !== Kind.String || holder.data !== '')) return false;
  }
  return true;
}

/** Whether `value` is an array whose elements, holes included, can be read without guest code. */
export function isReadable(value: Value): value is JSObject {
  return (
    isObject(value) &&
    value.kind === Kind.Array &&
    value.exotic === null &&
    value.sparse === null &&
    hasPlainIndexChain(value)
  );
}

const UNCHANGEABLE = NON_EXTENSIBLE | SEALED_ELEMENTS | FROZEN_ELEMENTS | READONLY_LENGTH | IS_PROTO;

/** Whether `value` is an array whose `elements` list is all there is to it and may be changed at will. */
export function isChangeable(value: Value): value is JSObject {
  return isReadable(value) && value.length === value.elements.length && (value.flags & UNCHANGEABLE) === 0;
}

/** As `isChangeable`, for arrays that may be longer than their list. */
export function isWritable(value: Value): value is JSObject {
  return isReadable(value) && (value.flags & UNCHANGEABLE) === 0;
}

/**
 * The first index from `index` on that may be present, at most `length`: so loops that skip holes jump over large gaps.
 * FAST-PATH: where a proxy or exotic object could be asked, no index is skipped.
 */
export function nextPresent(object: JSObject, index: number, length: number): number {
  let next = length;
  for (let holder: JSObject | null = object; holder !== null; holder = holder.shape.proto) {
    if (holder.kind === Kind.Proxy || (holder.exotic !== null && holder.kind !== Kind.String)) return index;
    if (index < holder.elements.length) return index;
    if (holder.kind === Kind.String && index < (holder.data as string).length) return index;
    if (index > MAX_INDEX) return index;
    if (holder.sparse !== null) {
      if (holder.sparse.size > 256) return index;
      for (const key of holder.sparse.keys()) if (key >= index && key < next) next = key;
    }
    if (length > MAX_INDEX) next = Math.min(next, MAX_INDEX + 1);
  }
  return next;
}

/** As `nextPresent`, towards 0; -1 when nothing is left. */
export function previousPresent(object: JSObject, index: number): number {
  let next = -1;
  for (let holder: JSObject | null = object; holder !== null; holder = holder.shape.proto) {
    if (holder.kind === Kind.Proxy || holder.exotic !== null || index > MAX_INDEX) return index;
    if (holder.elements.length > 0) next = Math.max(next, Math.min(index, holder.elements.length - 1));
    if (holder.sparse !== null) {
      if (holder.sparse.size > 256) return index;
      for (const key of holder.sparse.keys()) if (key <= index && key > next) next = key;
    }
  }
  return next;
}

/** A relative index argument as an absolute one, or SLOW when its conversion runs guest code. */
export function relativeFast(agent: Agent, value: Value, length: number, missing: number): number | typeof SLOW {
  if (value === undefined) return missing;
  if (isObject(value)) return SLOW;
  return clampRelative(toInteger(toNumberPrimitive(agent, value)), length);
}

/** A relative index argument as an absolute one. */
export function* relativeIndex(agent: Agent, value: Value, length: number, missing: number): Steps<number> {
  if (value === undefined) return missing;
  return clampRelative(toInteger(yield* ToNumber(agent, value)), length);
}

/** @spec sec-arraycreate */
export function ArrayCreate(agent: Agent, length: number, proto?: JSObject): JSObject {
  if (length > MAX_INDEX + 1) throwRangeError(agent, 'Invalid array length');
  return createArrayFromLength(agent.realm, length, proto);
}

/** Whether ArraySpeciesCreate for `array` gives a plain array of this realm and nobody can see it asking. */
export function hasPlainSpecies(realm: Realm, array: JSObject): boolean {
  const { Array: Constructor, ArrayPrototype } = realm.intrinsics;
  if (array.shape !== realm.arrayShape) {
    if (array.kind === Kind.Proxy) return false;
    if (array.kind !== Kind.Array) return true;
    if (array.shape.proto !== ArrayPrototype || array.shape.lookup('constructor') >= 0) return false;
  }
  return peek(ArrayPrototype, 'constructor') === Constructor && hasPristineSpecies(Constructor);
}

/** @spec sec-arrayspeciescreate */
export function* ArraySpeciesCreate(agent: Agent, original: JSObject, length: number): Steps<JSObject> {
  if (!IsArray(agent, original)) return ArrayCreate(agent, length);
  let Constructor = yield* Get(agent, original, 'constructor');
  if (IsConstructor(Constructor)) {
    const realm = GetFunctionRealm(agent, Constructor);
    if (realm !== agent.realm && Constructor === realm.intrinsics.Array) Constructor = undefined;
  }
  if (isObject(Constructor)) {
    if (Constructor === agent.realm.intrinsics.Array && hasPristineSpecies(Constructor)) Constructor = undefined;
    else {
      Constructor = yield* Get(agent, Constructor, wellKnown.species);
      if (Constructor === null) Constructor = undefined;
    }
  }
  if (Constructor === undefined) return ArrayCreate(agent, length);
  if (!IsConstructor(Constructor)) throwTypeError(agent, 'object.constructor[Symbol.species] is not a constructor');
  return (yield construct(Constructor, [length])) as JSObject;
}
