import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToIntegerOrInfinity } from '../operations/conversion';
import {
  CreateDataPropertyOrThrow,
  createArray,
  DeletePropertyOrThrow,
  failedSetMessage,
  HasProperty,
  LengthOfArrayLike,
  objectHas,
  Set as SetProperty,
} from '../operations/object';
import { ToObject, toInteger, toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { FROZEN_ELEMENTS, type JSObject, Kind, ownElements, READONLY_LENGTH, touch } from '../values/object';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import {
  ArraySpeciesCreate,
  getElement,
  hasPlainSpecies,
  indexKey,
  isChangeable,
  isWritable,
  nextPresent,
  relativeFast,
  relativeIndex,
  setElement,
} from './array-elements';
import { sortIndexedProperties } from './array-sort';
import { method, twoWay } from './define';
import { comparator } from './receiver';

const MAX_LENGTH = Number.MAX_SAFE_INTEGER;

export function createArrayMutation(realm: Realm, proto: JSObject): void {
  method(realm, proto, 'push', 1, twoWay(pushFast, push));
  method(realm, proto, 'pop', 0, twoWay(popFast, pop));
  method(realm, proto, 'shift', 0, twoWay(shiftFast, shift));
  method(realm, proto, 'unshift', 1, twoWay(unshiftFast, unshift));
  method(realm, proto, 'splice', 2, twoWay(spliceFast, splice));
  method(realm, proto, 'reverse', 0, twoWay(reverseFast, reverse));
  method(realm, proto, 'fill', 1, twoWay(fillFast, fill));
  method(realm, proto, 'copyWithin', 2, copyWithin);
  method(realm, proto, 'sort', 1, sort);
}

function pushFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isChangeable(thisValue)) return SLOW;
  const elements = ownElements(thisValue);
  if (args.length === 1) {
    const index = elements.push(args[0]) - 1;
    // A queue that stays short allocates nothing.
    if ((index & 0x3ff) === 0x3ff) agent.allocateElements(0x400);
    thisValue.length = index + 1;
    if (thisValue.watch !== null) thisValue.watch.changed(thisValue, index);
    return index + 1;
  }
  agent.allocateElements(args.length);
  for (const value of args) elements.push(value);
  thisValue.length = elements.length;
  touch(thisValue);
  return elements.length;
}

/** @spec sec-array.prototype.push */
function* push(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  let length = yield* LengthOfArrayLike(agent, object);
  if (length + args.length > MAX_LENGTH) {
    throwTypeError(
      agent,
      `Pushing ${args.length} elements on an array-like of length ${length} is disallowed, as the total surpasses 2**53-1`,
    );
  }
  if (object.flags & READONLY_LENGTH && object.extensible && args.length > 0) {
    throwTypeError(agent, failedSetMessage(agent, object, 'length'));
  }
  for (const value of args) yield* setElement(agent, object, length++, value);
  yield* SetProperty(agent, object, 'length', length, true);
  return length;
}

function popFast(_agent: Agent, thisValue: Value): Value {
  if (!isChangeable(thisValue)) return SLOW;
  const { elements } = thisValue;
  if (elements.length === 0) return undefined;
  const value = elements.pop();
  const index = elements.length;
  thisValue.length = index;
  if (thisValue.watch !== null) thisValue.watch.changed(thisValue, index);
  return value === HOLE ? undefined : value;
}

/** @spec sec-array.prototype.pop */
function* pop(agent: Agent, thisValue: Value): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  if (length === 0) {
    yield* SetProperty(agent, object, 'length', 0, true);
    return undefined;
  }
  const value = yield* getElement(agent, object, length - 1);
  yield* DeletePropertyOrThrow(agent, object, indexKey(length - 1));
  yield* SetProperty(agent, object, 'length', length - 1, true);
  return value;
}

function shiftFast(_agent: Agent, thisValue: Value): Value {
  if (!isChangeable(thisValue)) return SLOW;
  const { elements } = thisValue;
  if (elements.length === 0) return undefined;
  const value = elements.shift();
  thisValue.length = elements.length;
  touch(thisValue);
  return value === HOLE ? undefined : value;
}

/** @spec sec-array.prototype.shift */
function* shift(agent: Agent, thisValue: Value): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  if (length === 0) {
    yield* SetProperty(agent, object, 'length', 0, true);
    return undefined;
  }
  const first = yield* getElement(agent, object, 0);
  for (let k = 1; k < length; k++) yield* moveElement(agent, object, k, k - 1);
  yield* DeletePropertyOrThrow(agent, object, indexKey(length - 1));
  yield* SetProperty(agent, object, 'length', length - 1, true);
  return first;
}

/** Sets `to` to the element at `from`, or deletes it where there is none. */
function* moveElement(agent: Agent, object: JSObject, from: number, to: number): Steps<void> {
  if (yield* HasProperty(agent, object, indexKey(from))) {
    yield* setElement(agent, object, to, yield* getElement(agent, object, from));
  } else yield* DeletePropertyOrThrow(agent, object, indexKey(to));
}

function unshiftFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isChangeable(thisValue) || args.length > 1000) return SLOW;
  if (args.length > 0) {
    agent.allocateElements(args.length);
    const elements = ownElements(thisValue);
    elements.unshift(...args);
    thisValue.length = elements.length;
    touch(thisValue);
  }
  return thisValue.length;
}

/** @spec sec-array.prototype.unshift */
function* unshift(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const count = args.length;
  if (count > 0) {
    if (length + count > MAX_LENGTH) throwTypeError(agent, 'Invalid array length');
    for (let k = length - 1; k >= 0; k--) yield* moveElement(agent, object, k, k + count);
    for (let k = 0; k < count; k++) yield* setElement(agent, object, k, args[k]);
  }
  yield* SetProperty(agent, object, 'length', length + count, true);
  return length + count;
}

function spliceFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isChangeable(thisValue) || !hasPlainSpecies(agent.realm, thisValue)) return SLOW;
  const { length } = thisValue;
  if (isObject(args[0]) || isObject(args[1]) || args.length > 1000) return SLOW;
  const start = relativeFast(agent, args[0], length, 0) as number;
  let count = 0;
  if (args.length === 1) count = length - start;
  else if (args.length > 1) {
    count = Math.min(Math.max(toInteger(toNumberPrimitive(agent, args[1])), 0), length - start);
  }
  agent.allocateElements(count + args.length);
  const elements = ownElements(thisValue);
  const removed = elements.splice(start, count, ...args.slice(2));
  thisValue.length = elements.length;
  touch(thisValue);
  return createArray(agent.realm, removed);
}

/** @spec sec-array.prototype.splice */
function* splice(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const start = yield* relativeIndex(agent, args[0], length, 0);
  const items = args.slice(2);
  let count = 0;
  if (args.length === 1) count = length - start;
  else if (args.length > 1) {
    count = Math.min(Math.max(yield* ToIntegerOrInfinity(agent, args[1]), 0), length - start);
  }
  if (length + items.length - count > MAX_LENGTH) throwTypeError(agent, 'Invalid array length');
  const removed = yield* ArraySpeciesCreate(agent, object, count);
  for (let k = 0; k < count; k++) {
    if (yield* objectHas(agent, object, indexKey(start + k))) {
      yield* CreateDataPropertyOrThrow(agent, removed, indexKey(k), yield* getElement(agent, object, start + k));
    } else k = nextPresent(object, start + k + 1, start + count) - start - 1;
  }
  yield* SetProperty(agent, removed, 'length', count, true);
  const added = items.length;
  if (added < count) {
    for (let k = start; k < length - count; k++) yield* moveElement(agent, object, k + count, k + added);
    for (let k = length; k > length - count + added; k--) {
      yield* DeletePropertyOrThrow(agent, object, indexKey(k - 1));
    }
  } else if (added > count) {
    for (let k = length - count; k > start; k--) yield* moveElement(agent, object, k + count - 1, k + added - 1);
  }
  for (let k = 0; k < added; k++) yield* setElement(agent, object, start + k, items[k]);
  yield* SetProperty(agent, object, 'length', length - count + added, true);
  return removed;
}

function reverseFast(_agent: Agent, thisValue: Value): Value {
  if (!isChangeable(thisValue)) return SLOW;
  thisValue.elements.reverse();
  touch(thisValue);
  return thisValue;
}

/** @spec sec-array.prototype.reverse */
function* reverse(agent: Agent, thisValue: Value): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const middle = Math.floor(length / 2);
  for (let lower = 0; lower < middle; lower++) {
    const upper = length - 1 - lower;
    const hasLower = yield* HasProperty(agent, object, indexKey(lower));
    const lowerValue = hasLower ? yield* getElement(agent, object, lower) : undefined;
    const hasUpper = yield* HasProperty(agent, object, indexKey(upper));
    const upperValue = hasUpper ? yield* getElement(agent, object, upper) : undefined;
    if (hasUpper) yield* setElement(agent, object, lower, upperValue);
    else if (hasLower) yield* DeletePropertyOrThrow(agent, object, indexKey(lower));
    if (hasLower) yield* setElement(agent, object, upper, lowerValue);
    else if (hasUpper) yield* DeletePropertyOrThrow(agent, object, indexKey(upper));
  }
  return object;
}

function fillFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isWritable(thisValue)) return SLOW;
  const { length } = thisValue;
  if (isObject(args[1]) || isObject(args[2])) return SLOW;
  const start = relativeFast(agent, args[1], length, 0) as number;
  const end = relativeFast(agent, args[2], length, length) as number;
  const before = thisValue.elements.length;
  if (start >= end) return thisValue;
  if (end > before) agent.allocateElements(end - before);
  const elements = ownElements(thisValue);
  while (elements.length < start) elements.push(HOLE);
  const inside = Math.min(end, elements.length);
  elements.fill(args[0], start, inside);
  for (let k = inside; k < end; k++) elements.push(args[0]);
  touch(thisValue);
  return thisValue;
}

/** @spec sec-array.prototype.fill */
function* fill(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const start = yield* relativeIndex(agent, args[1], length, 0);
  const end = yield* relativeIndex(agent, args[2], length, length);
  for (let k = start; k < end; k++) yield* setElement(agent, object, k, args[0]);
  return object;
}

/** @spec sec-array.prototype.copywithin */
function* copyWithin(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const to = yield* relativeIndex(agent, args[0], length, 0);
  const from = yield* relativeIndex(agent, args[1], length, 0);
  const end = yield* relativeIndex(agent, args[2], length, length);
  const count = Math.min(end - from, length - to);
  if (count <= 0) return object;
  if (isChangeable(object) && object.length === length) {
    object.elements.copyWithin(to, from, from + count);
    touch(object);
    return object;
  }
  if (from < to && to < from + count) {
    for (let k = count - 1; k >= 0; k--) yield* moveElement(agent, object, from + k, to + k);
  } else {
    for (let k = 0; k < count; k++) yield* moveElement(agent, object, from + k, to + k);
  }
  return object;
}

/** @spec sec-array.prototype.sort */
function* sort(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const compare = comparator(agent, args[0]);
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  // INTEROP: V8 leaves a list of fewer than two alone, and so never writes to a frozen one.
  if (length < 2) return object;
  const sorted = yield* sortIndexedProperties(agent, object, length, compare, true);
  let j = 0;
  if (
    object.kind === Kind.Array &&
    object.exotic === null &&
    object.sparse === null &&
    sorted.length <= object.elements.length &&
    (object.flags & FROZEN_ELEMENTS) === 0
  ) {
    // FAST-PATH: these elements exist already.
    for (; j < sorted.length && object.elements[j] !== HOLE; j++) object.elements[j] = sorted[j];
    touch(object);
  }
  for (; j < sorted.length; j++) yield* setElement(agent, object, j, sorted[j]);
  for (j = nextPresent(object, sorted.length, length); j < length; j = nextPresent(object, j + 1, length)) {
    if (yield* HasProperty(agent, object, indexKey(j))) yield* DeletePropertyOrThrow(agent, object, indexKey(j));
  }
  return object;
}
