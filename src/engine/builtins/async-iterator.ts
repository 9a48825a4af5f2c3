import type { Agent } from '../agent';
import { errorThrow } from '../errors';
import { call, type Steps } from '../machine/request';
import { describeValue, describeWithType } from '../operations/describe';
import {
  type AsyncFromSyncData,
  CreateIterResultObject,
  IteratorCloseThrow,
  IteratorComplete,
  IteratorNext,
  type IteratorRecord,
  IteratorValue,
} from '../operations/iterator';
import { Get, GetMethod, IsCallable } from '../operations/object';
import {
  newIntrinsicCapability,
  PromiseResolve,
  performPromiseThen,
  rejectCapability,
  resolveCapability,
} from '../operations/promise';
import type { Realm } from '../realm';
import type { NativeBody } from '../values/function';
import type { JSObject } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, type Value } from '../values/value';
import { method, native, plainObject } from './define';

/** %AsyncIteratorPrototype% and %AsyncFromSyncIteratorPrototype%. @spec sec-asynciteratorprototype */
export function createAsyncIterator(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.AsyncIteratorPrototype = proto;
  /** @spec sec-%asynciteratorprototype%-%symbol.asynciterator% */
  method(realm, proto, wellKnown.asyncIterator, 0, (_agent, thisValue) => thisValue);
  /** @spec sec-%asynciteratorprototype%-%symbol.asyncdispose% */
  method(realm, proto, wellKnown.asyncDispose, 0, function* (agent, thisValue) {
    const capability = newIntrinsicCapability(agent);
    try {
      const close = yield* GetMethod(agent, thisValue, 'return');
      if (close === undefined) yield* resolveCapability(agent, capability, undefined);
      else {
        const result = yield call(close, thisValue);
        const wrapper = yield* PromiseResolve(agent, agent.realm.intrinsics.Promise, result);
        const unwrap = native(agent.realm, '', 1, () => undefined);
        performPromiseThen(agent, wrapper, unwrap, undefined, capability);
      }
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
    }
    return capability.promise;
  });

  const wrapper = plainObject(realm, proto);
  intrinsics.AsyncFromSyncIteratorPrototype = wrapper;
  /** @spec sec-%asyncfromsynciteratorprototype%.next */
  method(realm, wrapper, 'next', 1, function* (agent, thisValue, args) {
    const { record, closes } = dataOf(thisValue);
    const capability = newIntrinsicCapability(agent);
    let result: JSObject;
    try {
      result = yield* IteratorNext(agent, record, ...args.slice(0, 1));
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
      return capability.promise;
    }
    return yield* AsyncFromSyncIteratorContinuation(agent, result, capability, record, closes);
  });
  /** @spec sec-%asyncfromsynciteratorprototype%.return */
  method(realm, wrapper, 'return', 1, delegate('return'));
  /** @spec sec-%asyncfromsynciteratorprototype%.throw */
  method(realm, wrapper, 'throw', 1, delegate('throw'));
}

/** Guest code has no way to call these methods on anything else. */
function dataOf(value: Value): AsyncFromSyncData {
  return (value as JSObject).data as AsyncFromSyncData;
}

type Capability = ReturnType<typeof newIntrinsicCapability>;

function delegate(name: 'return' | 'throw'): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    const { record, closes } = dataOf(thisValue);
    const { iterator } = record;
    const capability = newIntrinsicCapability(agent);
    let result: Value;
    try {
      const found = yield* Get(agent, iterator, name);
      if (found === undefined || found === null) {
        if (name === 'return') {
          yield* resolveCapability(agent, capability, CreateIterResultObject(agent.realm, args[0], true));
          return capability.promise;
        }
        if (agent.hooks.wording === 'V8 11') throw new Throw(args[0]);
        record.done = true;
        const error = errorThrow(agent, 'TypeError', `The iterator does not provide a 'throw' method.`);
        return yield* closeAndReject(agent, record, error);
      }
      if (!IsCallable(found)) {
        throw errorThrow(agent, 'TypeError', `${describeWithType(found)} is not a function`);
      }
      result = yield call(found, iterator, ...args.slice(0, 1));
      if (!isObject(result)) {
        throw errorThrow(agent, 'TypeError', `Iterator result ${describeValue(result)} is not an object`);
      }
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
      return capability.promise;
    }
    return yield* AsyncFromSyncIteratorContinuation(agent, result, capability, record, closes && name === 'throw');
  };
}

/** The missing `throw` method: the iterator is told to close, then the error goes on, unless closing fails. */
function* closeAndReject(agent: Agent, record: IteratorRecord, error: Throw): Steps<never> {
  const close = yield* GetMethod(agent, record.iterator, 'return');
  if (close !== undefined) {
    const result = yield call(close, record.iterator);
    if (!isObject(result)) {
      throw errorThrow(agent, 'TypeError', `${describeValue(result)} is not an object`);
    }
  }
  throw error;
}

/** @spec sec-asyncfromsynciteratorcontinuation */
function* AsyncFromSyncIteratorContinuation(
  agent: Agent,
  result: JSObject,
  capability: Capability,
  record: IteratorRecord,
  closeOnRejection: boolean,
): Steps<JSObject> {
  const { realm } = agent;
  try {
    const done = yield* IteratorComplete(agent, result);
    const value = yield* IteratorValue(agent, result);
    let wrapper: JSObject;
    try {
      wrapper = yield* PromiseResolve(agent, realm.intrinsics.Promise, value);
    } catch (error) {
      if (done || !closeOnRejection) throw error;
      return yield* IteratorCloseThrow(agent, record, error);
    }
    const unwrap = native(realm, '', 1, (current, _this, args) => CreateIterResultObject(current.realm, args[0], done));
    const closeIterator =
      done || !closeOnRejection
        ? undefined
        : native(realm, '', 1, function* (current, _this, args) {
            return yield* IteratorCloseThrow(current, record, new Throw(args[0]));
          });
    performPromiseThen(agent, wrapper, unwrap, closeIterator, capability);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    yield* rejectCapability(agent, capability, error.value);
  }
  return capability.promise;
}
