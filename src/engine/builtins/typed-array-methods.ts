import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { SameValueZero } from '../operations/compare';
import { ToBigInt, ToIntegerOrInfinity, ToNumber, ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { LengthOfArrayLike } from '../operations/object';
import { clampRelative, IsCallable, ToBoolean, ToObject, toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind, setHidden, touch } from '../values/object';
import { WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { checkMutable } from './array-buffer';
import { joinElements, toLocaleText } from './array-copying';
import { elementAt, getElement, relativeIndex } from './array-elements';
import { CreateArrayIterator, type IterationKind } from './array-iterator';
import { accessor, method } from './define';
import { callback, comparator, throwIncompatible } from './receiver';
import {
  allocateTypedArray,
  copyElements,
  setTypedElement,
  TypedArraySpeciesCreate,
  validateTypedArray,
} from './typed-array';
import {
  fitsElementType,
  isOutOfBounds,
  type TypedArrayData,
  typedArrayGet,
  typedArrayLength,
  typedArraySet,
} from './typed-array-access';

type MethodBody = (agent: Agent, array: JSObject, length: number, args: Value[], name: string) => Steps<Value>;

/** Methods that write into `this`. */
const WRITERS: ReadonlySet<string> = new Set(['copyWithin', 'fill', 'reverse']);

/** Property order of V8, which programs print. */
const METHOD_ORDER = [
  'at, copyWithin, every, fill, filter, find, findIndex, findLast, findLastIndex, forEach, includes, indexOf, join',
  'lastIndexOf, map, reverse, reduce, reduceRight, set, slice, some, sort, subarray, toReversed, toSorted, with',
  'toLocaleString, toString',
];

/** @spec sec-properties-of-the-%typedarrayprototype%-object */
export function createTypedArrayMethods(realm: Realm): void {
  const proto = realm.intrinsics.TypedArrayPrototype!;
  createGetters(realm, proto);
  const iterators: [string, IterationKind][] = [
    ['entries', 'key+value'],
    ['keys', 'key'],
    ['values', 'value'],
  ];
  for (const [name, what] of iterators) {
    /**
     * @spec sec-%typedarray%.prototype.entries
     * @spec sec-%typedarray%.prototype.keys
     * @spec sec-%typedarray%.prototype.values
     */
    const fn = method(realm, proto, name, 0, (agent, thisValue) =>
      CreateArrayIterator(agent.realm, validateTypedArray(agent, thisValue, `%TypedArray%.prototype.${name}`), what),
    );
    /** @spec sec-%typedarray%.prototype-%symbol.iterator% */
    if (name === 'values') setHidden(proto, wellKnown.iterator, fn, WC);
  }
  for (const name of METHOD_ORDER.join(', ').split(', ')) setHidden(proto, name, undefined, WC);
  const methods: [string, number, MethodBody][] = [
    ['at', 1, at],
    ['copyWithin', 2, copyWithin],
    ['every', 1, every],
    ['fill', 1, fill],
    ['filter', 1, filter],
    ['find', 1, find],
    ['findIndex', 1, findIndex],
    ['findLast', 1, findLast],
    ['findLastIndex', 1, findLastIndex],
    ['forEach', 1, forEach],
    ['includes', 1, includes],
    ['indexOf', 1, indexOf],
    ['join', 1, join],
    ['lastIndexOf', 1, lastIndexOf],
    ['map', 1, map],
    ['reverse', 0, reverse],
    ['reduce', 1, reduce],
    ['reduceRight', 1, reduceRight],
    ['slice', 2, slice],
    ['some', 1, some],
    ['toReversed', 0, toReversed],
    ['with', 2, withElement],
    ['toLocaleString', 0, formatLocale],
  ];
  for (const [name, count, body] of methods) {
    const full = `%TypedArray%.prototype.${name === 'findLastIndex' ? 'findIndexLast' : name}`;
    method(realm, proto, name, count, function* (agent, thisValue, args): Steps<Value> {
      const array = validateTypedArray(agent, thisValue, full, WRITERS.has(name) ? 'write' : 'read');
      return yield* body(agent, array, typedArrayLength(array), args, full);
    });
  }
  method(realm, proto, 'set', 1, set);
  method(realm, proto, 'sort', 1, sort);
  method(realm, proto, 'subarray', 2, subarray);
  method(realm, proto, 'toSorted', 1, toSorted);
  /** @spec sec-%typedarray%.prototype.tostring */
  setHidden(proto, 'toString', realm.intrinsics.ArrayPrototypeToString, WC);
}

function createGetters(realm: Realm, proto: JSObject): void {
  const dataOf = (agent: Agent, value: Value, name: string): TypedArrayData => {
    if (isObject(value) && value.kind === Kind.TypedArray) return value.data as TypedArrayData;
    return throwIncompatible(agent, value, name);
  };
  /** @spec sec-get-%typedarray%.prototype.buffer */
  accessor(
    realm,
    proto,
    'buffer',
    (agent, thisValue) => dataOf(agent, thisValue, 'get %TypedArray%.prototype.buffer').buffer,
  );
  /** @spec sec-get-%typedarray%.prototype.bytelength */
  accessor(realm, proto, 'byteLength', (agent, thisValue) => {
    const data = dataOf(agent, thisValue, 'get TypedArray.prototype.byteLength');
    return data.view.length * data.type.bytes;
  });
  /** @spec sec-get-%typedarray%.prototype.byteoffset */
  accessor(realm, proto, 'byteOffset', (agent, thisValue) => {
    const data = dataOf(agent, thisValue, 'get TypedArray.prototype.byteOffset');
    return isOutOfBounds(data) ? 0 : data.byteOffset;
  });
  /** @spec sec-get-%typedarray%.prototype.length */
  accessor(
    realm,
    proto,
    'length',
    (agent, thisValue) => dataOf(agent, thisValue, 'get TypedArray.prototype.length').view.length,
  );
  /** @spec sec-get-%typedarray%.prototype-%symbol.tostringtag% */
  accessor(realm, proto, wellKnown.toStringTag, (_agent, thisValue) =>
    isObject(thisValue) && thisValue.kind === Kind.TypedArray
      ? (thisValue.data as TypedArrayData).type.name
      : undefined,
  );
}

/** A value in the form the elements have. */
function* toElement(agent: Agent, array: JSObject, value: Value): Steps<number | bigint> {
  return (array.data as TypedArrayData).type.bigint ? yield* ToBigInt(agent, value) : yield* ToNumber(agent, value);
}

/** @spec sec-%typedarray%.prototype.at */
function* at(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const relative = yield* ToIntegerOrInfinity(agent, args[0]);
  const index = relative < 0 ? length + relative : relative;
  return index < 0 || index >= length ? undefined : typedArrayGet(array, index);
}

/** @spec sec-%typedarray%.prototype.copywithin */
function* copyWithin(agent: Agent, array: JSObject, length: number, args: Value[], name: string): Steps<Value> {
  const to = yield* relativeIndex(agent, args[0], length, 0);
  const from = yield* relativeIndex(agent, args[1], length, 0);
  const end = yield* relativeIndex(agent, args[2], length, length);
  const count = Math.min(end - from, length - to);
  if (count > 0) {
    validateTypedArray(agent, array, name);
    (array.data as TypedArrayData).view.copyWithin(to, from, from + count);
    touch(array);
  }
  return array;
}

/** @spec sec-%typedarray%.prototype.every */
function* every(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const predicate = callback(agent, args[0]);
  for (let k = 0; k < length; k++) {
    if (!ToBoolean(yield call(predicate, args[1], typedArrayGet(array, k), k, array))) return false;
  }
  return true;
}

/** @spec sec-%typedarray%.prototype.some */
function* some(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const predicate = callback(agent, args[0]);
  for (let k = 0; k < length; k++) {
    if (ToBoolean(yield call(predicate, args[1], typedArrayGet(array, k), k, array))) return true;
  }
  return false;
}

/** @spec sec-%typedarray%.prototype.fill */
function* fill(agent: Agent, array: JSObject, length: number, args: Value[], name: string): Steps<Value> {
  const value = fitsElementType(array, args[0]) ? args[0] : yield* toElement(agent, array, args[0]);
  const start = yield* relativeIndex(agent, args[1], length, 0);
  // Older versions of V8 ask for no end where no start is given.
  const isOpen = args[1] === undefined && agent.hooks.wording === 'V8 11';
  const end = isOpen ? length : yield* relativeIndex(agent, args[2], length, length);
  validateTypedArray(agent, array, name);
  const { view, type } = array.data as TypedArrayData;
  if (!type.half) (view as Float64Array).fill(value as number, start, end);
  else for (let k = start; k < Math.min(end, view.length); k++) typedArraySet(array, k, value);
  touch(array);
  return array;
}

/** @spec sec-%typedarray%.prototype.filter */
function* filter(agent: Agent, array: JSObject, length: number, args: Value[], name: string): Steps<Value> {
  const predicate = callback(agent, args[0]);
  const kept: Value[] = [];
  for (let k = 0; k < length; k++) {
    const value = typedArrayGet(array, k);
    if (ToBoolean(yield call(predicate, args[1], value, k, array))) kept.push(value);
  }
  const result = yield* TypedArraySpeciesCreate(agent, array, [kept.length], name);
  for (let k = 0; k < kept.length; k++) yield* setTypedElement(agent, result, k, kept[k]);
  return result;
}

/** @spec sec-findviapredicate */
function* findViaPredicate(
  agent: Agent,
  array: JSObject,
  length: number,
  args: Value[],
  ascending: boolean,
): Steps<{ index: number; value: Value }> {
  const predicate = callback(agent, args[0]);
  for (let i = 0; i < length; i++) {
    const index = ascending ? i : length - 1 - i;
    const value = typedArrayGet(array, index);
    if (ToBoolean(yield call(predicate, args[1], value, index, array))) return { index, value };
  }
  return { index: -1, value: undefined };
}

/** @spec sec-%typedarray%.prototype.find */
function* find(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  return (yield* findViaPredicate(agent, array, length, args, true)).value;
}

/** @spec sec-%typedarray%.prototype.findindex */
function* findIndex(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  return (yield* findViaPredicate(agent, array, length, args, true)).index;
}

/** @spec sec-%typedarray%.prototype.findlast */
function* findLast(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  return (yield* findViaPredicate(agent, array, length, args, false)).value;
}

/** @spec sec-%typedarray%.prototype.findlastindex */
function* findLastIndex(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  return (yield* findViaPredicate(agent, array, length, args, false)).index;
}

/** @spec sec-%typedarray%.prototype.foreach */
function* forEach(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const f = callback(agent, args[0]);
  for (let k = 0; k < length; k++) yield call(f, args[1], typedArrayGet(array, k), k, array);
  return undefined;
}

/** @spec sec-%typedarray%.prototype.includes */
function* includes(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  if (length === 0) return false;
  const start = clampRelative(yield* ToIntegerOrInfinity(agent, args[1]), length);
  for (let k = start; k < length; k++) if (SameValueZero(typedArrayGet(array, k), args[0])) return true;
  return false;
}

/** @spec sec-%typedarray%.prototype.indexof */
function* indexOf(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  if (length === 0) return -1;
  const start = clampRelative(yield* ToIntegerOrInfinity(agent, args[1]), length);
  // Elements that are gone by now are absent rather than undefined.
  if (args[0] === undefined) return -1;
  for (let k = start; k < length; k++) if (typedArrayGet(array, k) === args[0]) return k;
  return -1;
}

/** @spec sec-%typedarray%.prototype.lastindexof */
function* lastIndexOf(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  if (length === 0) return -1;
  const relative = args.length > 1 ? yield* ToIntegerOrInfinity(agent, args[1]) : length - 1;
  if (args[0] === undefined) return -1;
  for (let k = relative < 0 ? length + relative : Math.min(relative, length - 1); k >= 0; k--) {
    if (typedArrayGet(array, k) === args[0]) return k;
  }
  return -1;
}

/** @spec sec-%typedarray%.prototype.join */
function* join(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const separator = args[0] === undefined ? ',' : yield* ToString(agent, args[0]);
  return yield* joinElements(agent, array, length, separator, (value) => ToString(agent, value));
}

/** @spec sec-%typedarray%.prototype.tolocalestring */
function* formatLocale(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  return yield* joinElements(agent, array, length, ',', (value) => toLocaleText(agent, value, args));
}

/** @spec sec-%typedarray%.prototype.map */
function* map(agent: Agent, array: JSObject, length: number, args: Value[], name: string): Steps<Value> {
  const f = args[0];
  if (!IsCallable(f)) throwTypeError(agent, `${describeValue(f)} is not a function`);
  const result = yield* TypedArraySpeciesCreate(agent, array, [length], name);
  for (let k = 0; k < length; k++) {
    yield* setTypedElement(agent, result, k, yield call(f, args[1], typedArrayGet(array, k), k, array));
  }
  return result;
}

/** @spec sec-%typedarray%.prototype.reverse */
function* reverse(_agent: Agent, array: JSObject): Steps<Value> {
  (array.data as TypedArrayData).view.reverse();
  touch(array);
  return array;
}

/** @spec sec-%typedarray%.prototype.reduce */
function* reduce(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const f = callback(agent, args[0]);
  if (length === 0 && args.length < 2) throwTypeError(agent, 'Reduce of empty array with no initial value');
  let result = args.length > 1 ? args[1] : typedArrayGet(array, 0);
  for (let k = args.length > 1 ? 0 : 1; k < length; k++) {
    result = yield call(f, undefined, result, typedArrayGet(array, k), k, array);
  }
  return result;
}

/** @spec sec-%typedarray%.prototype.reduceright */
function* reduceRight(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const f = callback(agent, args[0]);
  if (length === 0 && args.length < 2) throwTypeError(agent, 'Reduce of empty array with no initial value');
  let result = args.length > 1 ? args[1] : typedArrayGet(array, length - 1);
  for (let k = args.length > 1 ? length - 1 : length - 2; k >= 0; k--) {
    result = yield call(f, undefined, result, typedArrayGet(array, k), k, array);
  }
  return result;
}

/** @spec sec-%typedarray%.prototype.set */
function* set(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = '%TypedArray%.prototype.set';
  if (!isObject(thisValue) || thisValue.kind !== Kind.TypedArray) throwTypeError(agent, 'this is not a typed array.');
  checkMutable(agent, (thisValue.data as TypedArrayData).block, name);
  const offset = yield* ToIntegerOrInfinity(agent, args[1]);
  if (offset < 0) throwRangeError(agent, 'offset is out of bounds');
  validateTypedArray(agent, thisValue, name);
  const targetLength = typedArrayLength(thisValue);
  const source = args[0];
  if (isObject(source) && source.kind === Kind.TypedArray) {
    validateTypedArray(agent, source, name);
    const length = typedArrayLength(source);
    if ((source.data as TypedArrayData).type.bigint !== (thisValue.data as TypedArrayData).type.bigint) {
      throwTypeError(agent, 'Cannot mix BigInt and other types, use explicit conversions');
    }
    if (length + offset > targetLength) throwRangeError(agent, 'offset is out of bounds');
    copyElements(agent, source, thisValue, offset, length);
    return undefined;
  }
  const object = ToObject(agent, source);
  const length = yield* LengthOfArrayLike(agent, object);
  if (length + offset > targetLength) throwRangeError(agent, 'offset is out of bounds');
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) value = yield* getElement(agent, object, k);
    const element = fitsElementType(thisValue, value) ? value : yield* toElement(agent, thisValue, value);
    typedArraySet(thisValue, offset + k, element);
  }
  return undefined;
}

/** @spec sec-%typedarray%.prototype.slice */
function* slice(agent: Agent, array: JSObject, length: number, args: Value[], name: string): Steps<Value> {
  const start = yield* relativeIndex(agent, args[0], length, 0);
  const end = yield* relativeIndex(agent, args[1], length, length);
  const count = Math.max(end - start, 0);
  const result = yield* TypedArraySpeciesCreate(agent, array, [count], name);
  if (count === 0) return result;
  validateTypedArray(agent, array, name);
  const source = array.data as TypedArrayData;
  const target = result.data as TypedArrayData;
  const last = Math.min(end, source.view.length);
  if (source.type === target.type) {
    // Byte by byte upwards: a result over the same buffer may see bytes already copied.
    const from = source.block.bytes;
    const to = target.block.bytes;
    const { bytes } = source.type;
    const begin = source.byteOffset + start * bytes;
    const size = Math.min((last - start) * bytes, target.view.length * bytes);
    if (source.block === target.block) for (let i = 0; i < size; i++) to[target.byteOffset + i] = from[begin + i]!;
    else if (size > 0) to.set(from.subarray(begin, begin + size), target.byteOffset);
    touch(result);
  } else {
    for (let k = start, n = 0; k < last; k++, n++) yield* setTypedElement(agent, result, n, typedArrayGet(array, k));
  }
  return result;
}

/** @spec sec-%typedarray%.prototype.subarray */
function* subarray(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = '%TypedArray%.prototype.subarray';
  if (!isObject(thisValue) || thisValue.kind !== Kind.TypedArray) throwIncompatible(agent, undefined, name);
  const data = thisValue.data as TypedArrayData;
  const { length } = data.view;
  const start = yield* relativeIndex(agent, args[0], length, 0);
  const result: Value[] = [data.buffer, data.byteOffset + start * data.type.bytes];
  if (data.fixedLength !== undefined || args[1] !== undefined) {
    const end = yield* relativeIndex(agent, args[1], length, length);
    result.push(Math.max(end - start, 0));
  }
  return yield* TypedArraySpeciesCreate(agent, thisValue, result, name, 'read');
}

/** @spec sec-%typedarray%.prototype.toreversed */
function* toReversed(agent: Agent, array: JSObject, length: number): Steps<Value> {
  const result = allocateTypedArray(agent, (array.data as TypedArrayData).type, length);
  copyElements(agent, array, result, 0, length);
  (result.data as TypedArrayData).view.reverse();
  return result;
}

/** @spec sec-%typedarray%.prototype.with */
function* withElement(agent: Agent, array: JSObject, length: number, args: Value[]): Steps<Value> {
  const relative = yield* ToIntegerOrInfinity(agent, args[0]);
  const index = relative < 0 ? length + relative : relative;
  const value = yield* toElement(agent, array, args[1]);
  if (!(index >= 0 && index < (array.data as TypedArrayData).view.length)) {
    throwRangeError(agent, 'Invalid typed array index');
  }
  const result = allocateTypedArray(agent, (array.data as TypedArrayData).type, length);
  for (let k = 0; k < length; k++) {
    yield* setTypedElement(agent, result, k, k === index ? value : typedArrayGet(array, k));
  }
  return result;
}

/** @spec sec-%typedarray%.prototype.sort */
function* sort(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const compare = comparator(agent, args[0]);
  const array = validateTypedArray(agent, thisValue, '%TypedArray%.prototype.sort', 'write');
  yield* sortInto(agent, array, array, typedArrayLength(array), compare);
  return array;
}

/** @spec sec-%typedarray%.prototype.tosorted */
function* toSorted(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const compare = comparator(agent, args[0]);
  const array = validateTypedArray(agent, thisValue, '%TypedArray%.prototype.toSorted');
  const length = typedArrayLength(array);
  const result = allocateTypedArray(agent, (array.data as TypedArrayData).type, length);
  yield* sortInto(agent, array, result, length, compare);
  return result;
}

function* sortInto(
  agent: Agent,
  source: JSObject,
  target: JSObject,
  length: number,
  compare: JSObject | undefined,
): Steps<void> {
  const { type } = source.data as TypedArrayData;
  if (compare === undefined && !type.half) {
    if (source !== target) copyElements(agent, source, target, 0, length);
    (target.data as TypedArrayData).view.sort();
    touch(target);
    return;
  }
  let values: (number | bigint)[] = [];
  for (let k = 0; k < length; k++) values.push(typedArrayGet(source, k)!);
  if (compare === undefined) values = [...Float64Array.from(values as number[]).sort()];
  else yield* mergeSort(agent, values.slice(), 0, length, values, compare);
  for (let k = 0; k < length; k++) typedArraySet(target, k, values[k]!);
}

/** Sorts `from` to `to` into `target`; both lists hold the same values before. Compares in the order V8 does. */
function* mergeSort(
  agent: Agent,
  source: (number | bigint)[],
  from: number,
  to: number,
  target: (number | bigint)[],
  compare: JSObject,
): Steps<void> {
  if (to - from < 2) return;
  const middle = from + ((to - from) >> 1);
  if (middle - from > 1) yield* mergeSort(agent, target, from, middle, source, compare);
  if (to - middle > 1) yield* mergeSort(agent, target, middle, to, source, compare);
  let left = from;
  let right = middle;
  for (let k = from; k < to; k++) {
    if (left < middle && right < to) {
      const order = yield call(compare, undefined, source[left], source[right]);
      const n = isObject(order) ? yield* ToNumber(agent, order) : toNumberPrimitive(agent, order);
      target[k] = n > 0 ? source[right++]! : source[left++]!;
    } else target[k] = left < middle ? source[left++]! : source[right++]!;
  }
}
