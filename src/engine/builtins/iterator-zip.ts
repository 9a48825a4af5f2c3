import type { Agent } from '../agent';
import { errorThrow, throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import {
  DONE,
  GetIterator,
  GetIteratorFlattenable,
  IteratorClose,
  IteratorCloseThrow,
  type IteratorRecord,
  IteratorStep,
  IteratorStepValue,
} from '../operations/iterator';
import { createArray, Get, objectGet, objectGetOwnProperty, objectOwnKeys } from '../operations/object';
import type { Realm } from '../realm';
import { createDataProperty, createObject, type JSObject } from '../values/object';
import { isObject, type PropertyKey, Throw, type Value } from '../values/value';
import { method } from './define';
import { makeHelperOfMany } from './iterator-helpers';

type Mode = 'shortest' | 'longest' | 'strict';

interface Options {
  readonly mode: Mode;
  /** The object or iterable of paddings, in mode `longest`. */
  readonly padding: JSObject | undefined;
}

/** `Iterator.zip` and `Iterator.zipKeyed`. */
export function createIteratorZip(realm: Realm): void {
  const { Iterator } = realm.intrinsics;
  /** @spec proposal-joint-iteration#sec-iterator.zip */
  method(realm, Iterator!, 'zip', 1, function* (agent, _this, [iterables, optionsArgument]) {
    const options = yield* readOptions(agent, iterables, optionsArgument);
    const iters: IteratorRecord[] = [];
    const input = yield* GetIterator(agent, iterables);
    for (;;) {
      const next = yield* closingOnThrow(agent, iters, IteratorStepValue(agent, input));
      if (next === DONE) break;
      const flattened = GetIteratorFlattenable(agent, next as Value, 'reject-primitives', 'Iterator.zip');
      iters.push(yield* closingOnThrow(agent, [input, ...iters], flattened));
    }
    const padding = yield* closingOnThrow(agent, iters, readPadding(agent, options.padding, iters.length));
    return zip(agent, iters, options.mode, padding, (current, values) => createArray(current.realm, values));
  });
  /** @spec proposal-joint-iteration#sec-iterator.zipkeyed */
  method(realm, Iterator!, 'zipKeyed', 1, function* (agent, _this, [iterables, optionsArgument]) {
    const options = yield* readOptions(agent, iterables, optionsArgument);
    const iters: IteratorRecord[] = [];
    const keys: PropertyKey[] = [];
    for (const key of yield* objectOwnKeys(agent, iterables as JSObject)) {
      const value = yield* closingOnThrow(agent, iters, enumerableValue(agent, iterables as JSObject, key));
      if (value === undefined) continue;
      keys.push(key);
      const flattened = GetIteratorFlattenable(agent, value, 'reject-primitives', 'Iterator.zipKeyed');
      iters.push(yield* closingOnThrow(agent, iters, flattened));
    }
    const padding: Value[] = [];
    for (const key of keys) {
      const from = options.padding;
      padding.push(from && (yield* closingOnThrow(agent, iters, objectGet(agent, from, key))));
    }
    return zip(agent, iters, options.mode, padding, (_current, values) => {
      const result = createObject(null);
      for (const [index, key] of keys.entries()) createDataProperty(result, key, values[index]);
      return result;
    });
  });
}

/** The checks and options both functions begin with. */
function* readOptions(agent: Agent, iterables: Value, options: Value): Steps<Options> {
  if (!isObject(iterables)) throwTypeError(agent, `${describeValue(iterables)} is not an object`);
  if (options === undefined) return { mode: 'shortest', padding: undefined };
  if (!isObject(options)) throwTypeError(agent, `${describeValue(options)} is not an object`);
  const given = yield* Get(agent, options, 'mode');
  const mode = given === undefined ? 'shortest' : given;
  if (mode !== 'shortest' && mode !== 'longest' && mode !== 'strict') {
    throwTypeError(agent, `${describeValue(mode)} is not a valid mode`);
  }
  if (mode !== 'longest') return { mode, padding: undefined };
  const padding = yield* Get(agent, options, 'padding');
  if (padding !== undefined && !isObject(padding)) {
    throwTypeError(agent, `${describeValue(padding)} is not an object`);
  }
  return { mode, padding };
}

function* enumerableValue(agent: Agent, object: JSObject, key: PropertyKey): Steps<Value> {
  const own = yield* objectGetOwnProperty(agent, object, key);
  return own?.enumerable ? yield* objectGet(agent, object, key) : undefined;
}

/** `count` values of an iterable, undefined where it has no more. */
function* readPadding(agent: Agent, iterable: JSObject | undefined, count: number): Steps<Value[]> {
  const padding = Array<Value>(count).fill(undefined);
  if (iterable === undefined) return padding;
  const record = yield* GetIterator(agent, iterable);
  for (let i = 0; i < count; i++) {
    const next = yield* IteratorStepValue(agent, record);
    if (next === DONE) return padding;
    padding[i] = next as Value;
  }
  yield* IteratorClose(agent, record);
  return padding;
}

/** @spec proposal-joint-iteration#sec-IteratorZip */
function zip(
  agent: Agent,
  iterators: readonly IteratorRecord[],
  mode: Mode,
  padding: readonly Value[],
  finish: (agent: Agent, values: Value[]) => JSObject,
): JSObject {
  const iters: (IteratorRecord | null)[] = [...iterators];
  const open = [...iterators];
  const leave = (record: IteratorRecord): void => void open.splice(open.indexOf(record), 1);
  /** Asks one iterator; if it throws, it is no longer open and the others are closed. */
  const ask = function* <T>(current: Agent, record: IteratorRecord, steps: Steps<T>): Steps<T> {
    try {
      return yield* steps;
    } catch (error) {
      leave(record);
      return yield* closeAllThrow(current, open, error);
    }
  };
  const step = function* (current: Agent): Steps<Value | typeof DONE> {
    if (iters.length === 0) return DONE;
    const values: Value[] = [];
    for (const [index, record] of iters.entries()) {
      let value: Value | typeof DONE = padding[index];
      if (record !== null) {
        const next = yield* ask(current, record, IteratorStepValue(current, record));
        if (next === DONE) {
          leave(record);
          if (mode === 'strict') return yield* finishStrict(current, index);
          if (mode === 'shortest') yield* closeAll(current, open);
          if (mode === 'shortest' || open.length === 0) return DONE;
          iters[index] = null;
        } else value = next;
      }
      values.push(value as Value);
    }
    return finish(current, values);
  };
  /** All the others must be at their end too. */
  const finishStrict = function* (current: Agent, index: number): Steps<typeof DONE> {
    if (index === 0) {
      let next: IteratorRecord | undefined;
      for (next of iterators.slice(1)) {
        if ((yield* ask(current, next, IteratorStep(current, next))) !== null) break;
        leave(next);
        next = undefined;
      }
      if (next === undefined) return DONE;
    }
    const error = errorThrow(current, 'TypeError', 'Iterators passed to Iterator.zip have different lengths');
    return yield* closeAllThrow(current, open, error);
  };
  return makeHelperOfMany(agent, step, (current) => closeAll(current, open));
}

/** Does `steps`; if they throw, closes the iterators. @spec proposal-joint-iteration#sec-ifabruptcloseiterators */
function* closingOnThrow<T>(agent: Agent, iters: readonly IteratorRecord[], steps: Steps<T>): Steps<T> {
  try {
    return yield* steps;
  } catch (error) {
    return yield* closeAllThrow(agent, iters, error);
  }
}

/** Closes the iterators, the last first, because `error` passes. @spec proposal-joint-iteration#sec-iteratorcloseall */
function* closeAllThrow(agent: Agent, iters: readonly IteratorRecord[], error: unknown): Steps<never> {
  let passing = error;
  for (const record of [...iters].reverse()) {
    if (!(passing instanceof Throw)) break;
    try {
      yield* IteratorCloseThrow(agent, record, passing);
    } catch (thrown) {
      passing = thrown;
    }
  }
  throw passing;
}

/** Closes the iterators, the last first. @spec proposal-joint-iteration#sec-iteratorcloseall */
function* closeAll(agent: Agent, iters: readonly IteratorRecord[]): Steps<void> {
  for (let i = iters.length - 1; i >= 0; i--) {
    try {
      yield* IteratorClose(agent, iters[i]!);
    } catch (error) {
      yield* closeAllThrow(agent, iters.slice(0, i), error);
    }
  }
}
