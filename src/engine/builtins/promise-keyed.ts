import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import { objectGet, objectGetOwnProperty, objectOwnKeys } from '../operations/object';
import { NewPromiseCapability, rejectCapability, resolveCapability } from '../operations/promise';
import type { Realm } from '../realm';
import type { NativeBody } from '../values/function';
import { createDataProperty, createObject } from '../values/object';
import { isObject, type PropertyKey, Throw, type Value } from '../values/value';
import { method } from './define';
import { Gathering, GetPromiseResolve, type WaitForOne, waitForAll, waitForAllSettled } from './promise-combinators';

/** `Promise.allKeyed` and `allSettledKeyed`: as `all` and `allSettled`, over an object's properties. */
export function createPromiseKeyed(realm: Realm): void {
  const { Promise } = realm.intrinsics;
  /** @spec proposal-await-dictionary#sec-promise.allkeyed */
  method(realm, Promise, 'allKeyed', 1, keyedCombinator('allKeyed', waitForAll));
  /** @spec proposal-await-dictionary#sec-promise.allsettledkeyed */
  method(realm, Promise, 'allSettledKeyed', 1, keyedCombinator('allSettledKeyed', waitForAllSettled));
}

function keyedCombinator(name: string, waitForOne: WaitForOne): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    if (!isObject(thisValue)) throwTypeError(agent, `Promise.${name} called on non-object`);
    const capability = yield* NewPromiseCapability(agent, thisValue);
    try {
      const promiseResolve = yield* GetPromiseResolve(agent, thisValue);
      const [promises] = args;
      if (!isObject(promises)) throwTypeError(agent, `${describeValue(promises)} is not an object`);
      const keys: PropertyKey[] = [];
      const gathering = new Gathering(capability, (current, { values }) => resolveKeyed(current, keys, values));
      const resolveKeyed = function* (current: Agent, names: PropertyKey[], values: Value[]): Steps<void> {
        const result = createObject(null);
        for (const [index, key] of names.entries()) createDataProperty(result, key, values[index]);
        yield* resolveCapability(current, capability, result);
      };
      for (const key of yield* objectOwnKeys(agent, promises)) {
        const own = yield* objectGetOwnProperty(agent, promises, key);
        if (own === undefined || !own.enumerable) continue;
        const value = yield* objectGet(agent, promises, key);
        const index = keys.push(key) - 1;
        gathering.values.push(undefined);
        const nextPromise = yield call(promiseResolve, thisValue, value);
        yield* waitForOne(agent, gathering, index, nextPromise);
      }
      yield* gathering.countDown(agent);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
    }
    return capability.promise;
  };
}
