import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { construct, type Steps } from '../machine/request';
import { ToIndex, ToIntegerOrInfinity } from '../operations/conversion';
import { Get, GetPrototypeFromConstructor, SpeciesConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { relativeIndex } from './array-elements';
import { createDataBlock, DataBlock, detachDataBlock, resizeDataBlock } from './data-block';
import { accessor, constant, constructorFunction, method, plainObject } from './define';
import { throwIncompatible, throwRequiresNew } from './receiver';
import { isView } from './typed-array-access';

type BufferName = 'ArrayBuffer' | 'SharedArrayBuffer';

/** @spec sec-arraybuffer-objects */
export function createArrayBuffer(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.ArrayBufferPrototype = proto;
  const Constructor = constructorFunction(
    realm,
    'ArrayBuffer',
    1,
    /** @spec sec-arraybuffer-length */
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      return yield* constructBuffer(agent, args, newTarget, 'ArrayBuffer');
    },
    proto,
  );
  intrinsics.ArrayBuffer = Constructor;
  /** @spec sec-arraybuffer.isview */
  method(realm, Constructor, 'isView', 1, (_agent, _thisValue, args) => isView(args[0]));
  /** @spec sec-get-arraybuffer-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);

  /** @spec sec-get-arraybuffer.prototype.bytelength */
  accessor(realm, proto, 'byteLength', (agent, thisValue) => {
    const block = blockOf(agent, thisValue, 'ArrayBuffer', 'get ArrayBuffer.prototype.byteLength');
    return block.detached ? 0 : block.byteLength;
  });
  method(realm, proto, 'slice', 2, function* (agent, thisValue, args) {
    return yield* slice(agent, thisValue, args, 'ArrayBuffer');
  });
  /** @spec sec-get-arraybuffer.prototype.maxbytelength */
  accessor(realm, proto, 'maxByteLength', (agent, thisValue) => {
    const block = blockOf(agent, thisValue, 'ArrayBuffer', 'get ArrayBuffer.prototype.maxByteLength');
    return block.detached ? 0 : (block.maxByteLength ?? block.byteLength);
  });
  /** @spec sec-get-arraybuffer.prototype.resizable */
  accessor(realm, proto, 'resizable', (agent, thisValue) => {
    const block = blockOf(agent, thisValue, 'ArrayBuffer', 'get ArrayBuffer.prototype.resizable');
    return block.maxByteLength !== undefined;
  });
  method(realm, proto, 'resize', 1, resize);
  /** @spec sec-arraybuffer.prototype.transfer */
  method(realm, proto, 'transfer', 0, function* (agent, thisValue, args) {
    return yield* transfer(agent, thisValue, args[0], 'transfer');
  });
  /** @spec sec-arraybuffer.prototype.transfertofixedlength */
  method(realm, proto, 'transferToFixedLength', 0, function* (agent, thisValue, args) {
    return yield* transfer(agent, thisValue, args[0], 'transferToFixedLength');
  });
  /** @spec sec-get-arraybuffer.prototype.detached */
  accessor(
    realm,
    proto,
    'detached',
    (agent, thisValue) => blockOf(agent, thisValue, 'ArrayBuffer', 'get ArrayBuffer.prototype.detached').detached,
  );
  constant(proto, wellKnown.toStringTag, 'ArrayBuffer', C);
  createSharedArrayBuffer(realm);
}

/** @spec sec-sharedarraybuffer-objects */
function createSharedArrayBuffer(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.SharedArrayBufferPrototype = proto;
  const Constructor = constructorFunction(
    realm,
    'SharedArrayBuffer',
    1,
    /** @spec sec-sharedarraybuffer-length */
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      return yield* constructBuffer(agent, args, newTarget, 'SharedArrayBuffer');
    },
    proto,
  );
  intrinsics.SharedArrayBuffer = Constructor;
  /** @spec sec-sharedarraybuffer-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);
  /** @spec sec-get-sharedarraybuffer.prototype.bytelength */
  accessor(
    realm,
    proto,
    'byteLength',
    (agent, thisValue) =>
      blockOf(agent, thisValue, 'SharedArrayBuffer', 'get SharedArrayBuffer.prototype.byteLength').byteLength,
  );
  method(realm, proto, 'slice', 2, function* (agent, thisValue, args) {
    return yield* slice(agent, thisValue, args, 'SharedArrayBuffer');
  });
  /** @spec sec-get-sharedarraybuffer.prototype.maxbytelength */
  accessor(realm, proto, 'maxByteLength', (agent, thisValue) => {
    const block = blockOf(agent, thisValue, 'SharedArrayBuffer', 'get SharedArrayBuffer.prototype.maxByteLength');
    return block.maxByteLength ?? block.byteLength;
  });
  /** @spec sec-get-sharedarraybuffer.prototype.growable */
  accessor(realm, proto, 'growable', (agent, thisValue) => {
    const block = blockOf(agent, thisValue, 'SharedArrayBuffer', 'get SharedArrayBuffer.prototype.growable');
    return block.maxByteLength !== undefined;
  });
  method(realm, proto, 'grow', 1, grow);
  constant(proto, wellKnown.toStringTag, 'SharedArrayBuffer', C);
}

export function blockOf(agent: Agent, value: Value, name: BufferName, method: string): DataBlock {
  const kind = name === 'ArrayBuffer' ? Kind.ArrayBuffer : Kind.SharedArrayBuffer;
  if (isObject(value) && value.kind === kind) return value.data as DataBlock;
  return throwIncompatible(agent, value, method);
}

/** An ArrayBuffer or SharedArrayBuffer object over `block`; a host uses it to hand on a block to another agent. */
export function createBufferObject(
  realm: Realm,
  block: DataBlock,
  proto: JSObject = block.shared ? realm.intrinsics.SharedArrayBufferPrototype : realm.intrinsics.ArrayBufferPrototype,
): JSObject {
  return new JSObject(proto.childShape(), block.shared ? Kind.SharedArrayBuffer : Kind.ArrayBuffer, block);
}

/** A block of so many zeros, or the RangeError that says there is no room. */
export function allocateBlock(
  agent: Agent,
  byteLength: number,
  maxByteLength: number | undefined,
  shared: boolean,
): DataBlock {
  // More than V8 ever gives; anything below is for the run's own limit to judge.
  if (Math.max(byteLength, maxByteLength ?? 0) >= 2 ** 40) throwRangeError(agent, 'Array buffer allocation failed');
  agent.allocate(byteLength);
  try {
    return createDataBlock(byteLength, maxByteLength, shared);
  } catch {
    return throwRangeError(agent, 'Array buffer allocation failed');
  }
}

/** As `allocateBlock`, with the bytes it has for ever: those of `source`, cut or filled up with zeros. */
export function allocateImmutableBlock(agent: Agent, source: Uint8Array, byteLength: number): DataBlock {
  const { bytes } = allocateBlock(agent, byteLength, undefined, false);
  bytes.set(source.subarray(0, byteLength));
  return new DataBlock(bytes.buffer as ArrayBuffer, false, undefined, true);
}

/** @spec sec-allocatearraybuffer */
export function* AllocateArrayBuffer(
  agent: Agent,
  Constructor: JSObject,
  byteLength: number,
  maxByteLength?: number,
): Steps<JSObject> {
  const proto = yield* GetPrototypeFromConstructor(agent, Constructor, 'ArrayBufferPrototype');
  return createBufferObject(agent.realm, allocateBlock(agent, byteLength, maxByteLength, false), proto);
}

function* constructBuffer(
  agent: Agent,
  args: Value[],
  newTarget: JSObject | undefined,
  name: BufferName,
): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, name);
  const byteLength = yield* ToIndex(agent, args[0], 'Invalid array buffer length');
  let maxByteLength: number | undefined;
  if (isObject(args[1])) {
    const option = yield* Get(agent, args[1], 'maxByteLength');
    if (option !== undefined) maxByteLength = yield* ToIndex(agent, option, 'Invalid array buffer max length');
  }
  if (maxByteLength !== undefined && byteLength > maxByteLength) {
    throwRangeError(agent, 'Invalid array buffer max length');
  }
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, `${name}Prototype`);
  const block = allocateBlock(agent, byteLength, maxByteLength, name === 'SharedArrayBuffer');
  return createBufferObject(agent.realm, block, proto);
}

/**
 * @spec sec-arraybuffer.prototype.slice
 * @spec sec-sharedarraybuffer.prototype.slice
 */
function* slice(agent: Agent, thisValue: Value, args: Value[], name: BufferName): Steps<Value> {
  const method = `${name}.prototype.slice`;
  const block = blockOf(agent, thisValue, name, method);
  const checkAttached = (of: DataBlock): void => {
    if (of.detached) throwTypeError(agent, `Cannot perform ${method} on a detached ArrayBuffer`);
  };
  checkAttached(block);
  const length = block.byteLength;
  const first = yield* relativeIndex(agent, args[0], length, 0);
  const final = yield* relativeIndex(agent, args[1], length, length);
  const count = Math.max(final - first, 0);
  const Constructor = yield* SpeciesConstructor(agent, thisValue as JSObject, agent.realm.intrinsics[name]!);
  const result = yield construct(Constructor, [count]);
  const target = blockOf(agent, result, name, method);
  checkAttached(target);
  checkMutable(agent, target, method);
  if (result === thisValue || target === block) {
    throwTypeError(agent, `${name} subclass returned this from species constructor`);
  }
  if (target.byteLength < count) {
    throwTypeError(agent, `Derived ${name} constructor created a buffer which was too small`);
  }
  checkAttached(block);
  // The source may have shrunk meanwhile.
  if (first < block.byteLength) {
    target.bytes.set(block.bytes.subarray(first, Math.min(first + count, block.byteLength)));
    touch(result as JSObject);
  }
  return result;
}

/** @spec sec-arraybuffer.prototype.resize */
function* resize(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const method = 'ArrayBuffer.prototype.resize';
  const block = blockOf(agent, thisValue, 'ArrayBuffer', method);
  if (block.maxByteLength === undefined) throwIncompatible(agent, thisValue, method);
  const length = yield* ToIndex(agent, args[0], `${method}: Invalid length parameter`);
  if (block.detached) throwTypeError(agent, `Cannot perform ${method} on a detached ArrayBuffer`);
  if (length > block.maxByteLength) throwRangeError(agent, `${method}: Invalid length parameter`);
  agent.allocate(Math.max(length - block.byteLength, 0));
  resizeDataBlock(block, length);
  touch(thisValue as JSObject);
  return undefined;
}

/** @spec sec-sharedarraybuffer.prototype.grow */
function* grow(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const method = 'SharedArrayBuffer.prototype.grow';
  const block = blockOf(agent, thisValue, 'SharedArrayBuffer', method);
  if (block.maxByteLength === undefined) throwIncompatible(agent, thisValue, method);
  const length = yield* ToIndex(agent, args[0], `${method}: Invalid length parameter`);
  if (length > block.maxByteLength || length < block.byteLength) {
    throwRangeError(agent, `${method}: Invalid length parameter`);
  }
  agent.allocate(length - block.byteLength);
  resizeDataBlock(block, length);
  touch(thisValue as JSObject);
  return undefined;
}

/** @spec sec-arraybuffercopyanddetach */
export function* transfer(
  agent: Agent,
  thisValue: Value,
  length: Value,
  name: 'transfer' | 'transferToFixedLength' | 'transferToImmutable',
): Steps<Value> {
  const method = `ArrayBuffer.prototype.${name}`;
  const block = blockOf(agent, thisValue, 'ArrayBuffer', method);
  const newLength = length === undefined ? block.byteLength : yield* ToIntegerOrInfinity(agent, length);
  if (newLength < 0) throwRangeError(agent, 'Invalid array buffer length');
  if (newLength > Number.MAX_SAFE_INTEGER) throwRangeError(agent, `${method}: Invalid length parameter`);
  if (block.detached) throwTypeError(agent, `Cannot perform ${method} on a detached ArrayBuffer`);
  checkMutable(agent, block, method);
  const max = name === 'transfer' ? block.maxByteLength : undefined;
  if (max !== undefined && newLength > max) throwRangeError(agent, 'Invalid array buffer length');
  const result =
    name === 'transferToImmutable'
      ? allocateImmutableBlock(agent, block.bytes, newLength)
      : allocateBlock(agent, newLength, max, false);
  if (!result.immutable) result.bytes.set(block.bytes.subarray(0, Math.min(newLength, block.byteLength)));
  DetachArrayBuffer(thisValue as JSObject);
  return createBufferObject(agent.realm, result);
}

/** A TypeError where `block` is to be changed and never changes. @spec proposal-immutable-arraybuffer#sec-isimmutablebuffer */
export function checkMutable(agent: Agent, block: DataBlock, name: string): void {
  if (block.immutable) throwTypeError(agent, `Cannot perform ${name} on an immutable ArrayBuffer`);
}

/** @spec sec-detacharraybuffer */
export function DetachArrayBuffer(buffer: JSObject): void {
  detachDataBlock(buffer.data as DataBlock);
  touch(buffer);
}
