import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToBigInt, ToIndex, ToNumber } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { GetPrototypeFromConstructor } from '../operations/object';
import { ToBoolean } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { checkMutable } from './array-buffer';
import type { DataBlock } from './data-block';
import { accessor, constant, constructorFunction, method, plainObject, reserveOrder } from './define';
import { float16BitsToNumber, numberToFloat16Bits } from './float16';
import { throwIncompatible, throwRequiresNew } from './receiver';

/** Internal slots of a DataView. */
export class DataViewData {
  constructor(
    readonly buffer: JSObject,
    readonly byteOffset: number,
    /** Undefined when the view tracks the length of its buffer. */
    readonly fixedLength: number | undefined,
  ) {}

  get block(): DataBlock {
    return this.buffer.data as DataBlock;
  }
}

/** How one element type is read and written. */
interface Access {
  readonly bytes: number;
  readonly bigint?: boolean;
  readonly get: (view: DataView, at: number, littleEndian: boolean) => number | bigint;
  readonly set: (view: DataView, at: number, value: never, littleEndian: boolean) => void;
}

const ACCESSES: Record<string, Access> = {
  Int8: { bytes: 1, get: (v, at) => v.getInt8(at), set: (v, at, x) => v.setInt8(at, x) },
  Uint8: { bytes: 1, get: (v, at) => v.getUint8(at), set: (v, at, x) => v.setUint8(at, x) },
  Int16: { bytes: 2, get: (v, at, le) => v.getInt16(at, le), set: (v, at, x, le) => v.setInt16(at, x, le) },
  Uint16: { bytes: 2, get: (v, at, le) => v.getUint16(at, le), set: (v, at, x, le) => v.setUint16(at, x, le) },
  Int32: { bytes: 4, get: (v, at, le) => v.getInt32(at, le), set: (v, at, x, le) => v.setInt32(at, x, le) },
  Uint32: { bytes: 4, get: (v, at, le) => v.getUint32(at, le), set: (v, at, x, le) => v.setUint32(at, x, le) },
  Float32: { bytes: 4, get: (v, at, le) => v.getFloat32(at, le), set: (v, at, x, le) => v.setFloat32(at, x, le) },
  Float64: { bytes: 8, get: (v, at, le) => v.getFloat64(at, le), set: (v, at, x, le) => v.setFloat64(at, x, le) },
  BigInt64: {
    bytes: 8,
    bigint: true,
    get: (v, at, le) => v.getBigInt64(at, le),
    set: (v, at, x, le) => v.setBigInt64(at, x, le),
  },
  BigUint64: {
    bytes: 8,
    bigint: true,
    get: (v, at, le) => v.getBigUint64(at, le),
    set: (v, at, x, le) => v.setBigUint64(at, x, le),
  },
  Float16: {
    bytes: 2,
    get: (v, at, le) => float16BitsToNumber(v.getUint16(at, le)),
    set: (v, at, x, le) => v.setUint16(at, numberToFloat16Bits(x), le),
  },
};

/** Where V8 has half precision among the keys, since version 15. */
const ORDER = ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float16']
  .map((type) => `get${type} set${type}`)
  .join(' ');

/** @spec sec-dataview-objects */
export function createDataView(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.DataViewPrototype = proto;
  intrinsics.DataView = constructorFunction(realm, 'DataView', 1, constructDataView, proto);
  /** @spec sec-get-dataview.prototype.buffer */
  accessor(
    realm,
    proto,
    'buffer',
    (agent, thisValue) => viewData(agent, thisValue, 'get DataView.prototype.buffer').buffer,
  );
  /** @spec sec-get-dataview.prototype.bytelength */
  accessor(realm, proto, 'byteLength', (agent, thisValue) => {
    const name = 'get DataView.prototype.byte_length';
    return viewByteLength(agent, viewData(agent, thisValue, name), 'DataView.prototype.byteLength');
  });
  /** @spec sec-get-dataview.prototype.byteoffset */
  accessor(realm, proto, 'byteOffset', (agent, thisValue) => {
    const name = 'get DataView.prototype.byte_offset';
    const data = viewData(agent, thisValue, name);
    viewByteLength(agent, data, 'DataView.prototype.byteOffset');
    return data.byteOffset;
  });
  if (realm.agent.hooks.library !== 'V8 13') reserveOrder(proto, ORDER);
  for (const [type, access] of Object.entries(ACCESSES)) {
    /** @spec sec-getviewvalue */
    method(realm, proto, `get${type}`, 1, function* (agent, thisValue, args): Steps<Value> {
      const name = `DataView.prototype.get${type}`;
      const data = viewData(agent, thisValue, name);
      const index = yield* ToIndex(agent, args[0], 'Offset is outside the bounds of the DataView');
      const littleEndian = ToBoolean(args[1]);
      const at = checkedOffset(agent, data, index, access.bytes, name);
      return access.get(new DataView(data.block.buffer), at, littleEndian);
    });
    /** @spec sec-setviewvalue */
    method(realm, proto, `set${type}`, 2, function* (agent, thisValue, args): Steps<Value> {
      const name = `DataView.prototype.set${type}`;
      const data = viewData(agent, thisValue, name);
      checkMutable(agent, data.block, name);
      const index = yield* ToIndex(agent, args[0], 'Offset is outside the bounds of the DataView');
      const value = access.bigint === true ? yield* ToBigInt(agent, args[1]) : yield* ToNumber(agent, args[1]);
      const littleEndian = ToBoolean(args[2]);
      const at = checkedOffset(agent, data, index, access.bytes, name);
      access.set(new DataView(data.block.buffer), at, value as never, littleEndian);
      touch(data.buffer);
      return undefined;
    });
  }
  constant(proto, wellKnown.toStringTag, 'DataView', C);
}

function viewData(agent: Agent, value: Value, name: string): DataViewData {
  if (isObject(value) && value.kind === Kind.DataView) return value.data as DataViewData;
  // V8's older text doesn't tell the receiver.
  return throwIncompatible(
    agent,
    agent.hooks.wording === 'V8 11' && !name.endsWith('Float16') ? undefined : value,
    name,
  );
}

/** The current length; a TypeError when out of bounds. @spec sec-getviewbytelength */
function viewByteLength(agent: Agent, data: DataViewData, name: string): number {
  const { block, byteOffset, fixedLength } = data;
  if (block.detached || byteOffset + (fixedLength ?? 0) > block.byteLength) {
    throwTypeError(agent, `Cannot perform ${name} on a detached ArrayBuffer`);
  }
  return fixedLength ?? block.byteLength - byteOffset;
}

function checkedOffset(agent: Agent, data: DataViewData, index: number, bytes: number, name: string): number {
  const length = viewByteLength(agent, data, name);
  if (index + bytes > length) throwRangeError(agent, 'Offset is outside the bounds of the DataView');
  return data.byteOffset + index;
}

/** @spec sec-dataview-buffer-byteoffset-bytelength */
function* constructDataView(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'DataView');
  const [buffer, byteOffset, byteLength] = args;
  if (!isObject(buffer) || (buffer.kind !== Kind.ArrayBuffer && buffer.kind !== Kind.SharedArrayBuffer)) {
    throwTypeError(agent, 'First argument to DataView constructor must be an ArrayBuffer');
  }
  const outside = `Start offset ${describeValue(byteOffset)} is outside the bounds of the buffer`;
  const invalid = `Invalid DataView length ${describeValue(byteLength)}`;
  const offset = yield* ToIndex(agent, byteOffset, outside);
  const block = buffer.data as DataBlock;
  const checkAttached = (): void => {
    if (block.detached) throwTypeError(agent, 'Cannot perform DataView constructor on a detached ArrayBuffer');
  };
  checkAttached();
  if (offset > block.byteLength) throwRangeError(agent, outside);
  const tracking = byteLength === undefined && block.maxByteLength !== undefined;
  let length = byteLength === undefined ? block.byteLength - offset : yield* ToIndex(agent, byteLength, invalid);
  if (offset + length > block.byteLength) throwRangeError(agent, invalid);
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'DataViewPrototype');
  checkAttached();
  // Getting the prototype may have changed the buffer.
  if (offset > block.byteLength) throwRangeError(agent, outside);
  if (byteLength !== undefined && offset + length > block.byteLength) throwRangeError(agent, invalid);
  if (byteLength === undefined && !tracking) length = block.byteLength - offset;
  return new JSObject(
    proto.childShape(),
    Kind.DataView,
    new DataViewData(buffer, offset, tracking ? undefined : length),
  );
}
