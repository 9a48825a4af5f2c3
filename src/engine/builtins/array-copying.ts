import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToIntegerOrInfinity, ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import {
  CreateDataPropertyOrThrow,
  createArray,
  Get,
  GetV,
  IsArray,
  LengthOfArrayLike,
  Set as SetProperty,
} from '../operations/object';
import { IsCallable, ToBoolean, ToObject, toStringPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind, peek } from '../values/object';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import {
  ArrayCreate,
  ArraySpeciesCreate,
  arrayReceiver,
  elementAt,
  getElement,
  getPresentElement,
  hasPlainSpecies,
  indexKey,
  isReadable,
  nextPresent,
  relativeFast,
  relativeIndex,
} from './array-elements';
import { sortIndexedProperties } from './array-sort';
import { method, twoWay } from './define';
import { callback, comparator } from './receiver';

export function createArrayCopying(realm: Realm, proto: JSObject): void {
  method(realm, proto, 'concat', 1, twoWay(concatFast, concat));
  method(realm, proto, 'slice', 2, twoWay(sliceFast, slice));
  realm.intrinsics.ArrayPrototypeJoin = method(realm, proto, 'join', 1, twoWay(joinFast, join));
  method(realm, proto, 'toLocaleString', 0, formatLocale);
  realm.intrinsics.ArrayPrototypeToString = method(realm, proto, 'toString', 0, twoWay(toStringFast, toText));
  method(realm, proto, 'toReversed', 0, toReversed);
  method(realm, proto, 'toSorted', 1, toSorted);
  method(realm, proto, 'toSpliced', 2, toSpliced);
  method(realm, proto, 'with', 2, withElement);
}

function concatFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || !hasPlainSpecies(agent.realm, thisValue)) return SLOW;
  let length = 0;
  for (let i = -1; i < args.length; i++) {
    const item = i < 0 ? thisValue : args[i];
    length++;
    if (!isObject(item)) continue;
    if (item.kind === Kind.Proxy || peek(item, wellKnown.isConcatSpreadable) !== undefined) return SLOW;
    if (item.kind !== Kind.Array) continue;
    if (!isReadable(item) || item.length !== item.elements.length) return SLOW;
    length += item.length;
  }
  agent.allocateElements(length);
  const values = thisValue.elements.slice();
  for (const item of args) {
    if (isObject(item) && item.kind === Kind.Array) for (const value of item.elements) values.push(value);
    else values.push(item);
  }
  return createArray(agent.realm, values);
}

/** @spec sec-array.prototype.concat */
function* concat(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = arrayReceiver(agent, thisValue, 'concat');
  const result = yield* ArraySpeciesCreate(agent, object, 0);
  let n = 0;
  for (let i = -1; i < args.length; i++) {
    const item = i < 0 ? object : args[i];
    if (isObject(item) && (yield* isConcatSpreadable(agent, item))) {
      const length = yield* LengthOfArrayLike(agent, item);
      if (n + length > Number.MAX_SAFE_INTEGER) throwTypeError(agent, 'Invalid array length');
      for (let k = 0; k < length; k++) {
        let value = elementAt(item, k);
        if (value === SLOW) value = yield* getPresentElement(agent, item, k);
        if (value === HOLE) k = nextPresent(item, k + 1, length) - 1;
        else yield* CreateDataPropertyOrThrow(agent, result, indexKey(n + k), value);
      }
      n += length;
    } else {
      if (n >= Number.MAX_SAFE_INTEGER) throwTypeError(agent, 'Invalid array length');
      yield* CreateDataPropertyOrThrow(agent, result, indexKey(n++), item);
    }
  }
  yield* SetProperty(agent, result, 'length', n, true);
  return result;
}

/** @spec sec-isconcatspreadable */
function* isConcatSpreadable(agent: Agent, object: JSObject): Steps<boolean> {
  const spreadable = yield* Get(agent, object, wellKnown.isConcatSpreadable);
  return spreadable === undefined ? IsArray(agent, object) : ToBoolean(spreadable);
}

function sliceFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || !hasPlainSpecies(agent.realm, thisValue)) return SLOW;
  const { length } = thisValue;
  if (isObject(args[0]) || isObject(args[1])) return SLOW;
  const start = relativeFast(agent, args[0], length, 0) as number;
  const end = relativeFast(agent, args[1], length, length) as number;
  const array = createArray(agent.realm, thisValue.elements.slice(start, end));
  agent.allocateElements(array.length);
  array.length = Math.max(end - start, 0);
  return array;
}

/** @spec sec-array.prototype.slice */
function* slice(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const start = yield* relativeIndex(agent, args[0], length, 0);
  const end = yield* relativeIndex(agent, args[1], length, length);
  const count = Math.max(end - start, 0);
  const result = yield* ArraySpeciesCreate(agent, object, count);
  let n = 0;
  for (let k = start; k < end; k++, n++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getPresentElement(agent, object, k);
    if (value !== HOLE) yield* CreateDataPropertyOrThrow(agent, result, indexKey(n), value);
    else {
      k = nextPresent(object, k + 1, end) - 1;
      n = k - start;
    }
  }
  yield* SetProperty(agent, result, 'length', n, true);
  return result;
}

/** The text of an element that is no object; absent ones are empty. */
function elementText(agent: Agent, value: Value): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null || value === HOLE ? '' : toStringPrimitive(agent, value);
}

/** The joined text when no element is an object, else SLOW. */
function joinPrimitives(agent: Agent, array: JSObject, separator: string): Value {
  const { elements, length } = array;
  let size = separator.length * Math.max(length - 1, 0);
  for (const value of elements) {
    if (isObject(value)) return SLOW;
    if (typeof value === 'string') size += value.length;
  }
  checkStringLength(agent, size);
  const texts: string[] = [];
  for (const value of elements) texts.push(elementText(agent, value));
  let text = texts.join(separator);
  if (length > elements.length) {
    text += separator.repeat(length - elements.length - (elements.length === 0 ? 1 : 0));
  }
  agent.allocate(text.length);
  checkStringLength(agent, text.length);
  return text;
}

function checkStringLength(agent: Agent, length: number): void {
  if (length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
}

function joinFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (!isReadable(thisValue) || isObject(args[0])) return SLOW;
  return joinPrimitives(agent, thisValue, args[0] === undefined ? ',' : toStringPrimitive(agent, args[0]));
}

/** Marks arrays that are being joined: one met again inside itself is empty text, as in V8 and other engines. */
const JOINING = { joining: true };

/** @spec sec-array.prototype.join */
function* join(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const separator = args[0] === undefined ? ',' : yield* ToString(agent, args[0]);
  return yield* joinElements(agent, object, length, separator, function* (value) {
    return isObject(value) ? yield* ToString(agent, value) : elementText(agent, value);
  });
}

/** INTEROP: the standard lets a cyclic array recurse without end. */
export function* joinElements(
  agent: Agent,
  object: JSObject,
  length: number,
  separator: string,
  toText: (value: Value) => Steps<string>,
): Steps<string> {
  if (object.data === JOINING) return '';
  const marked = object.kind === Kind.Array;
  if (marked) object.data = JOINING;
  try {
    let text = '';
    for (let k = 0; k < length; k++) {
      if (k > 0) text += separator;
      let value = elementAt(object, k);
      if (value === SLOW) value = yield* getElement(agent, object, k);
      text += isObject(value)
        ? yield* toText(value)
        : value === undefined || value === null
          ? ''
          : yield* toText(value);
      if ((k & 1023) === 0) checkStringLength(agent, text.length);
    }
    agent.allocate(text.length);
    checkStringLength(agent, text.length);
    return text;
  } finally {
    if (marked) object.data = null;
  }
}

/** @spec sup-array.prototype.tolocalestring */
function* formatLocale(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  return yield* joinElements(agent, object, length, ',', (value) => toLocaleText(agent, value, args));
}

/** The text of one element, by its own `toLocaleString`. */
export function* toLocaleText(agent: Agent, value: Value, args: Value[]): Steps<string> {
  const f = yield* GetV(agent, value, 'toLocaleString');
  return yield* ToString(agent, yield call(callback(agent, f), value, args[0], args[1]));
}

function toStringFast(agent: Agent, thisValue: Value): Value {
  if (!isReadable(thisValue) || peek(thisValue, 'join') !== agent.realm.intrinsics.ArrayPrototypeJoin) return SLOW;
  return joinPrimitives(agent, thisValue, ',');
}

/** @spec sec-array.prototype.tostring */
function* toText(agent: Agent, thisValue: Value): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const f = yield* Get(agent, object, 'join');
  return yield call(IsCallable(f) ? f : agent.realm.intrinsics.ObjectPrototypeToString, object);
}

/** @spec sec-array.prototype.toreversed */
function* toReversed(agent: Agent, thisValue: Value): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const result = ArrayCreate(agent, length);
  const values: Value[] = [];
  agent.allocateElements(length);
  for (let k = length - 1; k >= 0; k--) {
    const value = elementAt(object, k);
    values.push(value === SLOW ? yield* getElement(agent, object, k) : value);
  }
  result.elements = values;
  return result;
}

/** @spec sec-array.prototype.tosorted */
function* toSorted(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const compare = comparator(agent, args[0]);
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  ArrayCreate(agent, length);
  return createArray(agent.realm, yield* sortIndexedProperties(agent, object, length, compare, false));
}

/** @spec sec-array.prototype.tospliced */
function* toSpliced(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const start = yield* relativeIndex(agent, args[0], length, 0);
  const items = args.slice(2);
  let skipped = 0;
  if (args.length === 1) skipped = length - start;
  else if (args.length > 1) {
    skipped = Math.min(Math.max(yield* ToIntegerOrInfinity(agent, args[1]), 0), length - start);
  }
  const count = length + items.length - skipped;
  if (count > Number.MAX_SAFE_INTEGER) throwTypeError(agent, 'Invalid array length');
  const result = ArrayCreate(agent, count);
  agent.allocateElements(count);
  const values: Value[] = [];
  for (let k = 0; k < length; k++) {
    if (k === start) {
      for (const item of items) values.push(item);
      k += skipped;
      if (k >= length) break;
    }
    const value = elementAt(object, k);
    values.push(value === SLOW ? yield* getElement(agent, object, k) : value);
  }
  if (start === length) for (const item of items) values.push(item);
  result.elements = values;
  return result;
}

/** @spec sec-array.prototype.with */
function* withElement(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const object = ToObject(agent, thisValue);
  const length = yield* LengthOfArrayLike(agent, object);
  const relative = yield* ToIntegerOrInfinity(agent, args[0]);
  const index = relative < 0 ? length + relative : relative;
  if (index < 0 || index >= length) throwRangeError(agent, `Invalid index : ${describeValue(args[0])}`);
  const result = ArrayCreate(agent, length);
  agent.allocateElements(length);
  const values: Value[] = [];
  for (let k = 0; k < length; k++) {
    let value = k === index ? args[1] : elementAt(object, k);
    if (value === SLOW) value = yield* getElement(agent, object, k);
    values.push(value);
  }
  result.elements = values;
  return result;
}
