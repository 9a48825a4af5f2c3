import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { ToBigInt, ToNumber } from '../operations/conversion';
import { CanonicalNumericIndexString } from '../operations/primitive';
import { type ExoticMethods, type JSObject, Kind, Property } from '../values/object';
import { E, WEC } from '../values/shape';
import { isObject, type PropertyKey, SLOW, type Value } from '../values/value';
import type { DataBlock } from './data-block';
import { float16BitsToNumber, numberToFloat16Bits } from './float16';

export type HostView =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

type HostViewConstructor = {
  new (buffer: ArrayBuffer, byteOffset?: number, length?: number): HostView;
};

/** One row of the standard's table of TypedArray constructors. @spec table-the-typedarray-constructors */
export interface ElementType {
  readonly name: string;
  readonly bytes: number;
  readonly bigint: boolean;
  /** Elements are halves; their bits lie in a host Uint16Array. */
  readonly half: boolean;
  readonly View: HostViewConstructor;
}

const type = (name: string, bytes: number, View: unknown, bigint = false, half = false): ElementType => ({
  name,
  bytes,
  bigint,
  half,
  View: View as HostViewConstructor,
});

export const ELEMENT_TYPES: readonly ElementType[] = [
  type('Int8Array', 1, Int8Array),
  type('Uint8Array', 1, Uint8Array),
  type('Uint8ClampedArray', 1, Uint8ClampedArray),
  type('Int16Array', 2, Int16Array),
  type('Uint16Array', 2, Uint16Array),
  type('Int32Array', 4, Int32Array),
  type('Uint32Array', 4, Uint32Array),
  type('BigInt64Array', 8, BigInt64Array, true),
  type('BigUint64Array', 8, BigUint64Array, true),
  type('Float16Array', 2, Uint16Array, false, true),
  type('Float32Array', 4, Float32Array),
  type('Float64Array', 8, Float64Array),
];

/** Internal slots of a TypedArray. The host view has the guest's length at any time, 0 when out of bounds or detached. */
export class TypedArrayData {
  /** The type of the values that elements can be set to as they are; none where the buffer is immutable. */
  readonly accepts: 'number' | 'bigint' | 'none';

  constructor(
    readonly type: ElementType,
    readonly buffer: JSObject,
    readonly view: HostView,
    readonly byteOffset: number,
    /** Undefined when the array tracks the length of its buffer. */
    readonly fixedLength: number | undefined,
  ) {
    this.accepts = this.block.immutable ? 'none' : type.bigint ? 'bigint' : 'number';
  }

  get block(): DataBlock {
    return this.buffer.data as DataBlock;
  }
}

/** @spec sec-istypedarrayoutofbounds */
export function isOutOfBounds(data: TypedArrayData): boolean {
  const { block, byteOffset, fixedLength } = data;
  if (block.detached) return true;
  const end = fixedLength === undefined ? byteOffset : byteOffset + fixedLength * data.type.bytes;
  return end > block.byteLength;
}

/** The length of a typed array, or -1 when it is out of bounds or detached. @spec sec-typedarraylength */
export function typedArrayLength(object: JSObject): number {
  const data = object.data as TypedArrayData;
  const { length } = data.view;
  return length === 0 && isOutOfBounds(data) ? -1 : length;
}

/** The element at `index`, or undefined beyond the end. @spec sec-typedarraygetelement */
export function typedArrayGet(object: JSObject, index: number): number | bigint | undefined {
  const data = object.data as TypedArrayData;
  const value = data.view[index];
  return data.type.half && value !== undefined ? float16BitsToNumber(value as number) : value;
}

/**
 * Writes an element; beyond the end nothing happens. False, with nothing done, when `value` isn't what the array accepts.
 * @spec sec-typedarraysetelement
 */
export function typedArraySet(object: JSObject, index: number, value: number | bigint): boolean {
  const { type, view, accepts } = object.data as TypedArrayData;
  if (typeof value !== accepts) return false;
  view[index] = (type.half ? numberToFloat16Bits(value as number) : value) as never;
  if (object.watch !== null) object.watch.changed(object, index);
  return true;
}

/** Whether elements of `object` are written with `value` as it is. */
export function fitsElementType(object: JSObject, value: Value): value is number | bigint {
  return typeof value === (object.data as TypedArrayData).accepts;
}

/** The number a key stands for if it is a canonical numeric string, valid index or not; else undefined. */
function numericKey(key: PropertyKey): number | undefined {
  if (typeof key === 'number') return key;
  if (typeof key === 'symbol') return undefined;
  const first = key.charCodeAt(0);
  // A digit, `-`, `Infinity` or `NaN`.
  if (!((first >= 48 && first <= 57) || first === 45 || first === 73 || first === 78)) return undefined;
  return CanonicalNumericIndexString(key);
}

/** @spec sec-isvalidintegerindex */
function isValidIndex(object: JSObject, index: number): boolean {
  const { length } = (object.data as TypedArrayData).view;
  return index >= 0 && index < length && Number.isInteger(index) && !Object.is(index, -0);
}

/** Whether the array's length never changes. @spec sec-istypedarrayfixedlength */
function isFixedLength(object: JSObject): boolean {
  const data = object.data as TypedArrayData;
  if (data.fixedLength === undefined) return false;
  return data.block.maxByteLength === undefined || data.block.shared;
}

/** @spec sec-typedarray-exotic-objects */
export const typedArrayExotic: ExoticMethods = {
  getOwn(object, key) {
    const index = numericKey(key);
    if (index === undefined) return undefined;
    return isValidIndex(object, index) ? new Property(typedArrayGet(object, index), WEC) : null;
  },
  define(object, key, desc) {
    const index = numericKey(key);
    if (index === undefined) return undefined;
    if (!isValidIndex(object, index) || 'get' in desc || 'set' in desc) return false;
    if (desc.configurable === false || desc.enumerable === false || desc.writable === false) return false;
    if ('value' in desc && fitsElementType(object, desc.value)) typedArraySet(object, index, desc.value);
    return true;
  },
  set(object, key, value) {
    const index = numericKey(key);
    if (index === undefined) return undefined;
    if (!fitsElementType(object, value)) return SLOW;
    if (isValidIndex(object, index)) typedArraySet(object, index, value);
    return true;
  },
  delete(object, key) {
    const index = numericKey(key);
    return index === undefined ? undefined : !isValidIndex(object, index);
  },
  keys(object) {
    const { length } = (object.data as TypedArrayData).view;
    const keys: number[] = [];
    for (let i = 0; i < length; i++) keys.push(i);
    return keys;
  },
  preventExtensions(object) {
    return isFixedLength(object) ? undefined : false;
  },
  ends(_object, key) {
    return numericKey(key) !== undefined;
  },
  *convert(agent: Agent, object: JSObject, _key: PropertyKey, value: Value): Steps<Value> {
    return (object.data as TypedArrayData).type.bigint ? yield* ToBigInt(agent, value) : yield* ToNumber(agent, value);
  },
};

/** Of a typed array over an immutable buffer: its elements are neither writable nor configurable. */
export const immutableTypedArrayExotic: ExoticMethods = {
  getOwn(object, key) {
    const index = numericKey(key);
    if (index === undefined) return undefined;
    return isValidIndex(object, index) ? new Property(typedArrayGet(object, index), E) : null;
  },
  define(object, key, desc) {
    const index = numericKey(key);
    if (index === undefined) return undefined;
    if (!isValidIndex(object, index) || 'get' in desc || 'set' in desc) return false;
    if (desc.configurable === true || desc.enumerable === false || desc.writable === true) return false;
    return !('value' in desc) || Object.is(desc.value, typedArrayGet(object, index));
  },
  set(object, key) {
    const index = numericKey(key);
    return index === undefined ? undefined : !isValidIndex(object, index);
  },
  delete: typedArrayExotic.delete!,
  keys: typedArrayExotic.keys!,
  ends: typedArrayExotic.ends!,
};

/** @spec sec-arraybuffer.isview */
export function isView(value: Value): boolean {
  return isObject(value) && (value.kind === Kind.TypedArray || value.kind === Kind.DataView);
}
