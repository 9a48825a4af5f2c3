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
import { throwNotCallable } from './receiver';

/** @spec sec-array.fromasync */
export function* fromAsync(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  return yield* runAsyncSteps(agent, newIntrinsicCapability(agent), collect(agent, thisValue, args));
}

function* collect(agent: Agent, Constructor: Value, args: Value[]): AsyncSteps<Value> {
  const [items, mapper, thisArg] = args;
  if (mapper !== undefined && !IsCallable(mapper)) throwNotCallable(agent, mapper);
  const asyncMethod = yield* GetMethod(agent, items, wellKnown.asyncIterator);
  const syncMethod = asyncMethod === undefined ? yield* GetMethod(agent, items, wellKnown.iterator) : undefined;
  let iterator: IteratorRecord;
  if (asyncMethod !== undefined) iterator = yield* GetIteratorFromMethod(agent, items, asyncMethod, true);
  else if (syncMethod !== undefined) {
    iterator = CreateAsyncFromSyncIterator(agent, yield* GetIteratorFromMethod(agent, items, syncMethod), true);
  } else return yield* collectArrayLike(agent, Constructor, items, mapper, thisArg);

  const array = yield* makeResult(agent, Constructor);
  for (let k = 0; ; k++) {
    const result = yield* awaitValue(yield call(iterator.nextMethod, iterator.iterator));
    if (!isObject(result)) throwTypeError(agent, `Iterator result ${describeValue(result)} is not an object`);
    if (yield* IteratorComplete(agent, result)) {
      yield* SetProperty(agent, array, 'length', k, true);
      return array;
    }
    let value = yield* IteratorValue(agent, result);
    try {
      if (mapper !== undefined) value = yield* awaitValue(yield call(mapper, thisArg, value, k));
      yield* CreateDataPropertyOrThrow(agent, array, indexKey(k), value);
    } catch (error) {
      if (error instanceof Throw) yield* closeQuietly(agent, iterator);
      throw error;
    }
  }
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
