import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, construct, type Steps } from '../machine/request';
import { type AsyncSteps, awaitValue, runAsyncSteps } from '../operations/async-steps';
import { describeValue } from '../operations/describe';
import {
  CreateAsyncFromSyncIterator,
  GetIteratorFromMethod,
  IteratorComplete,
  type IteratorRecord,
  IteratorValue,
} from '../operations/iterator';
import {
  CreateDataPropertyOrThrow,
  GetMethod,
  GetV,
  IsConstructor,
  LengthOfArrayLike,
  Set as SetProperty,
} from '../operations/object';
import { IsCallable, ToObject } from '../operations/primitive';
import { newIntrinsicCapability } from '../operations/promise';
import type { JSObject } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, type Value } from '../values/value';
import { ArrayCreate, getElement, indexKey } from './array-elements';

/** @spec sec-array.fromasync */
export function* fromAsync(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  return yield* runAsyncSteps(agent, newIntrinsicCapability(agent), collect(agent, thisValue, args));
}

function* collect(agent: Agent, Constructor: Value, args: Value[]): AsyncSteps<Value> {
  const [items, mapper, thisArg] = args;
  if (mapper !== undefined && !IsCallable(mapper)) throwTypeError(agent, `${describeValue(mapper)} is not a function`);
  const asyncMethod = yield* iteratorMethod(agent, items, 'asyncIterator');
  const syncMethod = asyncMethod === undefined ? yield* iteratorMethod(agent, items, 'iterator') : undefined;
  // V8 also closes an iterator that itself has failed, and what it made of a synchronous one once more.
  const eager = agent.hooks.library !== undefined;
  let iterator: IteratorRecord;
  if (asyncMethod !== undefined) iterator = yield* GetIteratorFromMethod(agent, items, asyncMethod);
  else if (syncMethod !== undefined) {
    iterator = CreateAsyncFromSyncIterator(agent, yield* GetIteratorFromMethod(agent, items, syncMethod), !eager);
  } else return yield* collectArrayLike(agent, Constructor, items, mapper, thisArg);

  const array = yield* makeResult(agent, Constructor);
  for (let k = 0; ; k++) {
    let taken = false;
    try {
      const result = yield* awaitValue(yield call(iterator.nextMethod, iterator.iterator));
      // V8 tells who asked, not what it got.
      const shown = eager ? 'Array.fromAsync' : describeValue(result);
      if (!isObject(result)) throwTypeError(agent, `Iterator result ${shown} is not an object`);
      if (yield* IteratorComplete(agent, result)) {
        // V8 doesn't mind a length that stays.
        yield* SetProperty(agent, array, 'length', k, !eager);
        return array;
      }
      let value = yield* IteratorValue(agent, result);
      taken = true;
      if (mapper !== undefined) value = yield* awaitValue(yield call(mapper, thisArg, value, k));
      yield* CreateDataPropertyOrThrow(agent, array, indexKey(k), value);
    } catch (error) {
      if (!(error instanceof Throw) || !(taken || eager)) throw error;
      if (!taken && syncMethod !== undefined) yield* closeQuietly(agent, iterator);
      yield* closeQuietly(agent, iterator);
      throw error;
    }
  }
}

function* iteratorMethod(agent: Agent, items: Value, name: 'asyncIterator' | 'iterator'): Steps<JSObject | undefined> {
  const method = yield* GetV(agent, items, wellKnown[name]);
  if (method === undefined || method === null) return undefined;
  if (IsCallable(method)) return method;
  const place = `the property of the first argument, items[Symbol.${name}], when exists, be a function`;
  return throwTypeError(agent, `Array.fromAsync requires that ${place}`);
}

/** @spec sec-asynciteratorclose */
function* closeQuietly(agent: Agent, iterator: IteratorRecord): AsyncSteps<void> {
  try {
    const method = yield* GetMethod(agent, iterator.iterator, 'return');
    if (method !== undefined) yield* awaitValue(yield call(method, iterator.iterator));
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
  }
}

function* makeResult(agent: Agent, Constructor: Value, length?: number): Steps<JSObject> {
  if (IsConstructor(Constructor)) {
    return (yield construct(Constructor, length === undefined ? [] : [length])) as JSObject;
  }
  return ArrayCreate(agent, length ?? 0);
}

function* collectArrayLike(
  agent: Agent,
  Constructor: Value,
  items: Value,
  mapper: Value,
  thisArg: Value,
): AsyncSteps<Value> {
  const arrayLike = ToObject(agent, items);
  const length = yield* LengthOfArrayLike(agent, arrayLike);
  const array = yield* makeResult(agent, Constructor, length);
  for (let k = 0; k < length; k++) {
    let value = yield* awaitValue(yield* getElement(agent, arrayLike, k));
    if (mapper !== undefined) value = yield* awaitValue(yield call(mapper, thisArg, value, k));
    yield* CreateDataPropertyOrThrow(agent, array, indexKey(k), value);
  }
  yield* SetProperty(agent, array, 'length', length, true);
  return array;
}
