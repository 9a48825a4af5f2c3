import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { type Steps, WaitRequest } from '../machine/request';
import { ToBigInt, ToBigInt64, ToIndex, ToInt32, ToIntegerOrInfinity, ToNumber } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { createRecord } from '../operations/object';
import { newIntrinsicCapability, resolveCapability } from '../operations/promise';
import type { Realm } from '../realm';
import type { Job } from '../records/job';
import { type JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { checkMutable } from './array-buffer';
import { Waiter, type WaitResult } from './data-block';
import { constant, method, plainObject } from './define';
import type { Access } from './typed-array';
import { isOutOfBounds, type TypedArrayData, typedArrayLength } from './typed-array-access';

// Agents share one host thread and take turns between instructions, so every access is atomic by itself.
//
//   wait ──► Waiter on the block's list, `agent.blockedOn` ──► WaitRequest('blocked')
//   notify, or the scheduler's `expireWait` ──► leaves the list, `agent.wakeValue` ──► the machine runs that agent again

/** @spec sec-atomics-object */
export function createAtomics(realm: Realm): void {
  const atomics = plainObject(realm);
  realm.intrinsics.Atomics = atomics;
  method(realm, atomics, 'load', 2, load);
  method(realm, atomics, 'store', 3, store);
  /** @spec sec-atomics.add */
  readModifyWrite(
    realm,
    atomics,
    'add',
    (a, b) => a + b,
    (a, b) => a + b,
  );
  /** @spec sec-atomics.sub */
  readModifyWrite(
    realm,
    atomics,
    'sub',
    (a, b) => a - b,
    (a, b) => a - b,
  );
  /** @spec sec-atomics.and */
  readModifyWrite(
    realm,
    atomics,
    'and',
    (a, b) => a & b,
    (a, b) => a & b,
  );
  /** @spec sec-atomics.or */
  readModifyWrite(
    realm,
    atomics,
    'or',
    (a, b) => a | b,
    (a, b) => a | b,
  );
  /** @spec sec-atomics.xor */
  readModifyWrite(
    realm,
    atomics,
    'xor',
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  );
  /** @spec sec-atomics.exchange */
  readModifyWrite(
    realm,
    atomics,
    'exchange',
    (_a, b) => b,
    (_a, b) => b,
  );
  method(realm, atomics, 'compareExchange', 4, compareExchange);
  /** @spec sec-atomics.islockfree */
  method(realm, atomics, 'isLockFree', 1, function* (agent, _thisValue, args): Steps<Value> {
    return [1, 2, 4, 8].includes(yield* ToIntegerOrInfinity(agent, args[0]));
  });
  method(realm, atomics, 'wait', 4, function* (agent, _thisValue, args) {
    return yield* doWait(agent, args, false);
  });
  method(realm, atomics, 'waitAsync', 4, function* (agent, _thisValue, args) {
    return yield* doWait(agent, args, true);
  });
  method(realm, atomics, 'notify', 3, notify);
  /** @spec sec-atomics.pause */
  method(realm, atomics, 'pause', 0, (agent, _thisValue, args) => {
    if (args[0] !== undefined && !Number.isInteger(args[0])) {
      throwTypeError(agent, 'Atomics.pause argument must be undefined or an integer');
    }
    return undefined;
  });
  constant(atomics, wellKnown.toStringTag, 'Atomics', C);
}

const FLOATING = ['Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray'];

/** @spec sec-validateintegertypedarray */
function validateInteger(
  agent: Agent,
  value: Value,
  waitable: boolean,
  name: string,
  access: Access = 'read',
): JSObject {
  const type = isObject(value) && value.kind === Kind.TypedArray ? (value.data as TypedArrayData).type.name : '';
  const fits = waitable ? type === 'Int32Array' || type === 'BigInt64Array' : type !== '' && !FLOATING.includes(type);
  if (!fits) {
    const wanted = waitable ? 'int32 or BigInt64' : 'integer';
    throwTypeError(agent, `${describeValue(value)} is not an ${wanted} typed array.`);
  }
  checkAttached(agent, value as JSObject, name);
  if (access === 'write') checkMutable(agent, ((value as JSObject).data as TypedArrayData).block, name);
  return value as JSObject;
}

function checkAttached(agent: Agent, array: JSObject, name: string): void {
  if (isOutOfBounds(array.data as TypedArrayData)) {
    throwTypeError(agent, `Cannot perform ${name} on a detached ArrayBuffer`);
  }
}

/** @spec sec-validateatomicaccess */
function* validateAccess(agent: Agent, array: JSObject, index: Value): Steps<number> {
  const length = typedArrayLength(array);
  const at = yield* ToIndex(agent, index, 'Invalid atomic access index');
  if (at >= length) throwRangeError(agent, 'Invalid atomic access index');
  return at;
}

/** After conversions that may have shrunk the buffer. @spec sec-revalidateatomicaccess */
function revalidate(agent: Agent, array: JSObject, index: number, name: string): TypedArrayData {
  checkAttached(agent, array, name);
  if (index >= typedArrayLength(array)) throwRangeError(agent, 'Invalid atomic access index');
  return array.data as TypedArrayData;
}

/** The argument as what the elements' type makes of it, and as `store` returns it. */
function* convertValue(agent: Agent, array: JSObject, value: Value): Steps<number | bigint> {
  return (array.data as TypedArrayData).type.bigint
    ? yield* ToBigInt(agent, value)
    : yield* ToIntegerOrInfinity(agent, value);
}

function wrap(data: TypedArrayData, value: number | bigint): number | bigint {
  const one = new data.type.View(new ArrayBuffer(8));
  one[0] = value as never;
  return one[0]!;
}

/** @spec sec-atomicreadmodifywrite */
function readModifyWrite(
  realm: Realm,
  atomics: JSObject,
  name: string,
  onNumbers: (a: number, b: number) => number,
  onBigInts: (a: bigint, b: bigint) => bigint,
): void {
  const full = `Atomics.${name}`;
  method(realm, atomics, name, 3, function* (agent, _thisValue, args): Steps<Value> {
    const array = validateInteger(agent, args[0], false, full, 'write');
    const index = yield* validateAccess(agent, array, args[1]);
    const operand = yield* convertValue(agent, array, args[2]);
    const data = revalidate(agent, array, index, full);
    const old = data.view[index]!;
    const other = wrap(data, operand);
    const result = typeof old === 'bigint' ? onBigInts(old, other as bigint) : onNumbers(old, other as number);
    data.view[index] = result as never;
    touchElement(array, index);
    return old;
  });
}

function touchElement(array: JSObject, index: number): void {
  if (array.watch !== null) array.watch.changed(array, index);
  touch((array.data as TypedArrayData).buffer);
}

/** @spec sec-atomics.compareexchange */
function* compareExchange(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const name = 'Atomics.compareExchange';
  const array = validateInteger(agent, args[0], false, name, 'write');
  const index = yield* validateAccess(agent, array, args[1]);
  const expected = yield* convertValue(agent, array, args[2]);
  const replacement = yield* convertValue(agent, array, args[3]);
  const data = revalidate(agent, array, index, name);
  const old = data.view[index]!;
  if (old === wrap(data, expected)) {
    data.view[index] = replacement as never;
    touchElement(array, index);
  }
  return old;
}

/** @spec sec-atomics.load */
function* load(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const array = validateInteger(agent, args[0], false, 'Atomics.load');
  const index = yield* validateAccess(agent, array, args[1]);
  return revalidate(agent, array, index, 'Atomics.load').view[index];
}

/** @spec sec-atomics.store */
function* store(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const array = validateInteger(agent, args[0], false, 'Atomics.store', 'write');
  const index = yield* validateAccess(agent, array, args[1]);
  const value = yield* convertValue(agent, array, args[2]);
  revalidate(agent, array, index, 'Atomics.store').view[index] = value as never;
  touchElement(array, index);
  return value;
}

/** @spec sec-dowait */
function* doWait(agent: Agent, args: Value[], isAsync: boolean): Steps<Value> {
  const name = isAsync ? 'Atomics.waitAsync' : 'Atomics.wait';
  const array = validateInteger(agent, args[0], true, name);
  const { block, byteOffset, type, view } = array.data as TypedArrayData;
  if (!block.shared) throwTypeError(agent, `${describeValue(array)} is not a shared typed array.`);
  const index = yield* validateAccess(agent, array, args[1]);
  const expected = type.bigint ? yield* ToBigInt64(agent, args[2]) : yield* ToInt32(agent, args[2]);
  const milliseconds = yield* ToNumber(agent, args[3]);
  const timeout = Number.isNaN(milliseconds) ? Infinity : Math.max(milliseconds, 0);
  if (!isAsync && !agent.canBlock) throwTypeError(agent, 'Atomics.wait cannot be called in this context');
  const byteIndex = byteOffset + index * type.bytes;
  const immediate = view[index] !== expected ? 'not-equal' : timeout === 0 ? 'timed-out' : undefined;
  if (isAsync) {
    if (immediate !== undefined) return createRecord(agent.realm, { async: false, value: immediate });
    const capability = newIntrinsicCapability(agent);
    const waiter = new Waiter(agent, block, byteIndex, timeout, capability);
    if (timeout !== Infinity) agent.hooks.enqueueTimeoutJob(agent, timeoutJob(waiter), timeout);
    return createRecord(agent.realm, { async: true, value: capability.promise });
  }
  if (immediate !== undefined) return immediate;
  agent.blockedOn = new Waiter(agent, block, byteIndex, timeout, null);
  const result = yield new WaitRequest('blocked');
  agent.blockedOn = null;
  return result;
}

/** @spec sec-enqueueatomicswaitasynctimeoutjob */
function timeoutJob(waiter: Waiter): Job {
  return resolveJob('Timeout', waiter, 'timed-out', () => waiter.leave('timed-out'));
}

/** @spec sec-enqueueresolveinagentjob */
function resolveJob(kind: 'Timeout' | 'Generic', waiter: Waiter, result: WaitResult, applies: () => boolean): Job {
  const capability = waiter.capability!;
  return {
    kind,
    realm: waiter.realm,
    callback: null,
    promise: capability.promise,
    argument: result,
    *run(): Steps<Value> {
      if (applies()) yield* resolveCapability(waiter.agent, capability, result);
      return undefined;
    },
  };
}

/** Wakes waiters in the order they came. @spec sec-atomics.notify */
function* notify(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const array = validateInteger(agent, args[0], true, 'Atomics.notify');
  const index = yield* validateAccess(agent, array, args[1]);
  const count = args[2] === undefined ? Infinity : Math.max(yield* ToIntegerOrInfinity(agent, args[2]), 0);
  const { block, byteOffset, type } = array.data as TypedArrayData;
  if (!block.shared) return 0;
  const waiters = (block.waiters.get(byteOffset + index * type.bytes) ?? []).slice(0, Math.min(count, 2 ** 32));
  for (const waiter of waiters) wake(waiter, 'ok');
  return waiters.length;
}

/** Tells a waiter its result: it leaves its list, and its agent may go on or has a job to settle its promise. */
function wake(waiter: Waiter, result: WaitResult): void {
  if (!waiter.leave(result)) return;
  const { agent } = waiter;
  if (waiter.capability !== null) {
    agent.hooks.enqueueGenericJob(
      agent,
      resolveJob('Generic', waiter, result, () => true),
    );
    return;
  }
  agent.wakeValue = result;
}

/** For the scheduler: the time of a blocked agent's wait is over. */
export function expireWait(agent: Agent): void {
  if (agent.blockedOn !== null) wake(agent.blockedOn, 'timed-out');
}
