import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, construct, type Steps } from '../machine/request';
import { ToIndex, ToNumber } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import {
  GetIteratorFromMethod,
  IteratorToList,
  iteratorMethodOf,
  pristineArrayIteration,
} from '../operations/iterator';
import {
  GetPrototypeFromConstructor,
  IsConstructor,
  LengthOfArrayLike,
  Set as SetProperty,
  SpeciesConstructor,
} from '../operations/object';
import { ToObject, toIndexNumber } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, touch } from '../values/object';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import { allocateBlock, checkMutable, createBufferObject } from './array-buffer';
import { elementAt, getElement, indexKey } from './array-elements';
import { type DataBlock, resizeDataBlock } from './data-block';
import { accessor, constant, constructorFunction, method, plainObject } from './define';
import { callback, throwIncompatible, throwRequiresNew } from './receiver';
import {
  ELEMENT_TYPES,
  type ElementType,
  fitsElementType,
  type HostView,
  immutableTypedArrayExotic,
  isOutOfBounds,
  TypedArrayData,
  typedArrayExotic,
  typedArrayGet,
  typedArrayLength,
  typedArraySet,
} from './typed-array-access';

const MIXED_TYPES = 'Cannot mix BigInt and other types, use explicit conversions';

/** @spec sec-typedarray-objects */
export function createTypedArray(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.TypedArrayPrototype = proto;
  /** @spec sec-%typedarray% */
  const abstract = constructorFunction(
    realm,
    'TypedArray',
    0,
    (agent) => throwTypeError(agent, 'Abstract class TypedArray not directly constructable'),
    proto,
  );
  intrinsics.TypedArray = abstract;
  method(realm, abstract, 'of', 0, of);
  method(realm, abstract, 'from', 1, from);
  /** @spec sec-get-%typedarray%-%symbol.species% */
  accessor(realm, abstract, wellKnown.species, (_agent, thisValue) => thisValue);
  for (const type of ELEMENT_TYPES) createConstructor(realm, type, abstract, proto);
}

/** @spec sec-typedarray-constructors */
function createConstructor(realm: Realm, type: ElementType, abstract: JSObject, abstractProto: JSObject): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm, abstractProto);
  intrinsics[`${type.name}Prototype`] = proto;
  const Constructor = constructorFunction(
    realm,
    type.name,
    3,
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      if (newTarget === undefined) throwRequiresNew(agent, type.name);
      return yield* constructTypedArray(agent, type, args, newTarget);
    },
    proto,
    { proto: abstract },
  );
  intrinsics[type.name] = Constructor;
  constant(Constructor, 'BYTES_PER_ELEMENT', type.bytes);
  constant(proto, 'BYTES_PER_ELEMENT', type.bytes);
}

/** @spec sec-typedarray */
function* constructTypedArray(agent: Agent, type: ElementType, args: Value[], newTarget: JSObject): Steps<JSObject> {
  const first = args[0];
  const protoName = `${type.name}Prototype`;
  if (!isObject(first)) {
    const length = first === undefined ? 0 : toLength(agent, yield* ToNumber(agent, first), first);
    const proto = yield* GetPrototypeFromConstructor(agent, newTarget, protoName);
    return allocateTypedArray(agent, type, length, proto);
  }
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, protoName);
  if (first.kind === Kind.TypedArray) return copyTypedArray(agent, type, first, proto);
  if (first.kind === Kind.ArrayBuffer || first.kind === Kind.SharedArrayBuffer) {
    return yield* viewBuffer(agent, type, first, args[1], args[2], proto);
  }
  if (pristineArrayIteration(agent, first)) return yield* fromArrayLike(agent, type, first, proto, first.length);
  const iteratorMethod = yield* iteratorMethodOf(agent, first, "TypedArray's constructor");
  if (iteratorMethod === undefined) {
    return yield* fromArrayLike(agent, type, first, proto, yield* LengthOfArrayLike(agent, first));
  }
  const values = yield* IteratorToList(agent, yield* GetIteratorFromMethod(agent, first, iteratorMethod));
  const array = allocateTypedArray(agent, type, values.length, proto);
  for (let k = 0; k < values.length; k++) yield* setTypedElement(agent, array, k, values[k]);
  return array;
}

function toLength(agent: Agent, n: number, given: Value): number {
  return toIndexNumber(agent, n, `Invalid typed array length: ${describeValue(given)}`);
}

/** @spec sec-allocatetypedarraybuffer */
export function allocateTypedArray(agent: Agent, type: ElementType, length: number, proto?: JSObject): JSObject {
  if (length * type.bytes > Number.MAX_SAFE_INTEGER) throwRangeError(agent, `Invalid typed array length: ${length}`);
  const block = allocateBlock(agent, length * type.bytes, undefined, false);
  return createView(agent.realm, type, createBufferObject(agent.realm, block), 0, length, proto);
}

/** A typed array over `buffer`, which the caller has checked; without `length`, one that tracks the buffer's. */
export function createView(
  realm: Realm,
  type: ElementType,
  buffer: JSObject,
  byteOffset: number,
  length: number | undefined,
  proto: JSObject = realm.intrinsics[`${type.name}Prototype`]!,
): JSObject {
  const view = createHostView(type, buffer.data as DataBlock, byteOffset, length);
  const data = new TypedArrayData(type, buffer, view, byteOffset, length);
  const array = new JSObject(proto.childShape(), Kind.TypedArray, data);
  array.exotic = (array.data as TypedArrayData).block.immutable ? immutableTypedArrayExotic : typedArrayExotic;
  return array;
}

function createHostView(type: ElementType, block: DataBlock, byteOffset: number, length: number | undefined): HostView {
  const rest = (block.byteLength - byteOffset) % type.bytes;
  if (length !== undefined || rest === 0) return new type.View(block.buffer, byteOffset, length);
  // INTEROP: V8 before 12 refuses to make a length-tracking view while its buffer has bytes left over.
  const { byteLength } = block;
  const tail = block.bytes.slice(byteLength - rest);
  resizeDataBlock(block, byteLength - rest);
  const view = new type.View(block.buffer, byteOffset);
  resizeDataBlock(block, byteLength);
  block.bytes.set(tail, byteLength - rest);
  return view;
}

/** @spec sec-initializetypedarrayfromtypedarray */
function copyTypedArray(agent: Agent, type: ElementType, source: JSObject, proto: JSObject): JSObject {
  const length = typedArrayLength(source);
  if (length < 0) throwTypeError(agent, 'Cannot perform Construct on a detached ArrayBuffer');
  const array = allocateTypedArray(agent, type, length, proto);
  copyElements(agent, source, array, 0, length);
  return array;
}

/** Copies the first `length` elements, converted, to `target` from index `at` on. The arrays may overlap. */
export function copyElements(agent: Agent, source: JSObject, target: JSObject, at: number, length: number): void {
  const from = source.data as TypedArrayData;
  const to = target.data as TypedArrayData;
  if (from.type.bigint !== to.type.bigint) throwTypeError(agent, MIXED_TYPES);
  const values = from.view.subarray(0, length) as Uint8Array;
  if (from.type === to.type || (!from.type.half && !to.type.half)) (to.view as Uint8Array).set(values, at);
  else {
    const copy: (number | bigint)[] = [];
    for (let k = 0; k < length; k++) copy.push(typedArrayGet(source, k)!);
    for (let k = 0; k < length; k++) typedArraySet(target, at + k, copy[k]!);
  }
  touch(target);
}

/** @spec sec-initializetypedarrayfromarraybuffer */
function* viewBuffer(
  agent: Agent,
  type: ElementType,
  buffer: JSObject,
  byteOffset: Value,
  length: Value,
  proto: JSObject,
): Steps<JSObject> {
  const { name, bytes } = type;
  const block = buffer.data as DataBlock;
  const outside = `Start offset ${describeValue(byteOffset)} is outside the bounds of the buffer`;
  const offset = yield* ToIndex(agent, byteOffset, outside);
  if (offset % bytes !== 0) throwRangeError(agent, `start offset of ${name} should be a multiple of ${bytes}`);
  const invalid = `Invalid typed array length: ${describeValue(length)}`;
  const count = length === undefined ? undefined : yield* ToIndex(agent, length, invalid);
  if (block.detached) throwTypeError(agent, 'Cannot perform Construct on a detached ArrayBuffer');
  const available = block.byteLength;
  if (count !== undefined) {
    if (offset + count * bytes > available) {
      throwRangeError(agent, offset > available ? outside : invalid);
    }
    return createView(agent.realm, type, buffer, offset, count, proto);
  }
  if (block.maxByteLength !== undefined) {
    if (offset > available) throwRangeError(agent, outside);
    return createView(agent.realm, type, buffer, offset, undefined, proto);
  }
  if (available % bytes !== 0) throwRangeError(agent, `byte length of ${name} should be a multiple of ${bytes}`);
  if (offset > available) throwRangeError(agent, outside);
  return createView(agent.realm, type, buffer, offset, (available - offset) / bytes, proto);
}

/**
 * @spec sec-initializetypedarrayfromlist
 * @spec sec-initializetypedarrayfromarraylike
 */
function* fromArrayLike(
  agent: Agent,
  type: ElementType,
  source: JSObject,
  proto: JSObject,
  length: number,
): Steps<JSObject> {
  const array = allocateTypedArray(agent, type, length, proto);
  // An iterated array is read as a whole before the first conversion, which may change it.
  const list = source.kind === Kind.Array ? source.elements.slice() : undefined;
  for (let k = 0; k < length; k++) {
    let value: Value = list !== undefined && k < list.length && list[k] !== HOLE ? list[k] : SLOW;
    if (value === SLOW) value = elementAt(source, k);
    if (value === SLOW) value = yield* getElement(agent, source, k);
    if (fitsElementType(array, value)) typedArraySet(array, k, value);
    else yield* setTypedElement(agent, array, k, value);
  }
  return array;
}

/** Set of an index of any object, quickly where it is a typed array and `value` needs no conversion. */
export function* setTypedElement(agent: Agent, object: JSObject, index: number, value: Value): Steps<void> {
  if (object.kind === Kind.TypedArray && fitsElementType(object, value)) typedArraySet(object, index, value);
  else yield* SetProperty(agent, object, indexKey(index), value, true);
}

/** What is to be done with a typed array's elements. */
export type Access = 'read' | 'write';

/** Methods that V8 names where `this` is no typed array. */
const NAMED_TO_WRONG_RECEIVERS = /\.(at|join|slice|sort|toLocaleString|toReversed|toSorted)$/;

/** A typed array that is neither detached nor out of bounds, nor immutable where it shall be written. @spec sec-validatetypedarray */
export function validateTypedArray(agent: Agent, value: Value, name: string, access: Access = 'read'): JSObject {
  if (!isObject(value) || value.kind !== Kind.TypedArray) {
    if (NAMED_TO_WRONG_RECEIVERS.test(name)) throwIncompatible(agent, value, name);
    throwTypeError(agent, 'this is not a typed array.');
  }
  if (typedArrayLength(value) < 0) throwTypeError(agent, `Cannot perform ${name} on a detached ArrayBuffer`);
  if (access === 'write') checkMutable(agent, (value.data as TypedArrayData).block, name);
  return value;
}

/** @spec sec-typedarraycreatefromctor */
export function* TypedArrayCreateFromConstructor(
  agent: Agent,
  Constructor: JSObject,
  args: Value[],
  name: string,
  access: Access = 'write',
): Steps<JSObject> {
  const created = yield construct(Constructor, args);
  if (!isObject(created) || created.kind !== Kind.TypedArray) throwIncompatible(agent, created, name);
  if (isOutOfBounds(created.data as TypedArrayData)) {
    throwTypeError(agent, `Cannot perform ${name} on a detached ArrayBuffer`);
  }
  if (access === 'write') checkMutable(agent, (created.data as TypedArrayData).block, name);
  if (args.length === 1 && typeof args[0] === 'number' && typedArrayLength(created) < args[0]) {
    throwTypeError(agent, 'Derived TypedArray constructor created an array which was too small');
  }
  return created;
}

/** @spec typedarray-species-create */
export function* TypedArraySpeciesCreate(
  agent: Agent,
  exemplar: JSObject,
  args: Value[],
  name: string,
  access: Access = 'write',
): Steps<JSObject> {
  const { type } = exemplar.data as TypedArrayData;
  const fallback = agent.realm.intrinsics[type.name]!;
  const Constructor = yield* SpeciesConstructor(agent, exemplar, fallback);
  if (Constructor === fallback && args.length === 1 && typeof args[0] === 'number') {
    // FAST-PATH: nobody can see the intrinsic constructor at work.
    return allocateTypedArray(agent, type, args[0]);
  }
  const created = yield* TypedArrayCreateFromConstructor(agent, Constructor, args, name, access);
  if ((created.data as TypedArrayData).type.bigint !== type.bigint) throwTypeError(agent, MIXED_TYPES);
  return created;
}

/** @spec sec-%typedarray%.from */
function* from(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const [source, mapper, thisArg] = args;
  if (!IsConstructor(thisValue)) throwTypeError(agent, `${describeValue(thisValue)} is not a constructor`);
  const mapping = mapper === undefined ? undefined : callback(agent, mapper);
  let values: Value[] | undefined;
  let length: number;
  let arrayLike: JSObject | undefined;
  if (source === undefined || source === null) {
    throwTypeError(
      agent,
      `${source === null ? 'object null' : 'undefined'} is not iterable (cannot read property Symbol(Symbol.iterator))`,
    );
  }
  const iteratorMethod = yield* iteratorMethodOf(agent, source, '%TypedArray%.from');
  if (iteratorMethod !== undefined) {
    values = yield* IteratorToList(agent, yield* GetIteratorFromMethod(agent, source, iteratorMethod));
    length = values.length;
  } else {
    arrayLike = ToObject(agent, source);
    length = yield* LengthOfArrayLike(agent, arrayLike);
  }
  const target = yield* TypedArrayCreateFromConstructor(agent, thisValue, [length], '%TypedArray%.from');
  for (let k = 0; k < length; k++) {
    let value = values === undefined ? yield* getElement(agent, arrayLike!, k) : values[k];
    if (mapping !== undefined) value = yield call(mapping, thisArg, value, k);
    yield* setTypedElement(agent, target, k, value);
  }
  return target;
}

/** @spec sec-%typedarray%.of */
function* of(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  if (!IsConstructor(thisValue)) throwTypeError(agent, `${describeValue(thisValue)} is not a constructor`);
  const target = yield* TypedArrayCreateFromConstructor(agent, thisValue, [args.length], '%TypedArray%.of');
  for (let k = 0; k < args.length; k++) yield* setTypedElement(agent, target, k, args[k]);
  return target;
}
