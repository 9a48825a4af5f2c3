import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { DONE, GetIterator, IteratorCloseThrow, type IteratorRecord, IteratorStepValue } from '../operations/iterator';
import { createArray, createRecord, Get, Invoke, IsCallable } from '../operations/object';
import {
  NewPromiseCapability,
  type PromiseCapability,
  rejectCapability,
  resolveCapability,
} from '../operations/promise';
import type { Realm } from '../realm';
import { CombinatorElement } from '../records/combinator-element';
import type { NativeBody } from '../values/function';
import type { JSObject } from '../values/object';
import { isObject, Throw, type Value } from '../values/value';
import { method, native } from './define';
import { makeAggregateError } from './error';

/** What the element functions of one call share. */
export class Gathering {
  readonly values: Value[] = [];
  /** Elements that haven't reported yet; one more while the iterable is still being read. */
  remaining = 1;

  constructor(
    readonly capability: PromiseCapability,
    /** Settles the result once every element has reported. */
    readonly finish: (agent: Agent, gathering: Gathering) => Steps<void>,
  ) {}

  *countDown(agent: Agent): Steps<void> {
    this.remaining--;
    if (this.remaining === 0) yield* this.finish(agent, this);
  }
}

export type WaitForOne = (agent: Agent, gathering: Gathering, index: number, nextPromise: Value) => Steps<Value>;

/** `Promise.all`, `allSettled`, `any` and `race`. */
export function createPromiseCombinators(realm: Realm, promiseFunction: JSObject): void {
  /** @spec sec-promise.all */
  method(realm, promiseFunction, 'all', 1, combinator('all', waitForAll, resolveWithArray));
  /** @spec sec-promise.allsettled */
  method(realm, promiseFunction, 'allSettled', 1, combinator('allSettled', waitForAllSettled, resolveWithArray));
  /** @spec sec-promise.any */
  method(realm, promiseFunction, 'any', 1, combinator('any', waitForAny, rejectWithErrors));
  /** @spec sec-promise.race */
  method(realm, promiseFunction, 'race', 1, combinator('race', waitForRace, null));
}

/**
 * The common course of the combinators. Whatever goes wrong rejects the result; the iterator is closed unless it was the
 * iterator itself that failed.
 */
function combinator(
  name: string,
  waitForOne: WaitForOne,
  finish: ((agent: Agent, gathering: Gathering) => Steps<void>) | null,
): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    if (!isObject(thisValue)) throwTypeError(agent, `Promise.${name} called on non-object`);
    const capability = yield* NewPromiseCapability(agent, thisValue);
    let record: IteratorRecord | null = null;
    try {
      const promiseResolve = yield* GetPromiseResolve(agent, thisValue);
      record = yield* GetIterator(agent, args[0]);
      const gathering = new Gathering(capability, finish ?? neverFinish);
      for (let index = 0; ; index++) {
        const next = yield* IteratorStepValue(agent, record);
        if (next === DONE) break;
        if (finish !== null) gathering.values.push(undefined);
        const nextPromise = yield call(promiseResolve, thisValue, next as Value);
        yield* waitForOne(agent, gathering, index, nextPromise);
      }
      if (finish !== null) yield* gathering.countDown(agent);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      let reason = error;
      if (record !== null && !record.done) {
        try {
          yield* IteratorCloseThrow(agent, record, error);
        } catch (final) {
          if (!(final instanceof Throw)) throw final;
          reason = final;
        }
      }
      yield* rejectCapability(agent, capability, reason.value);
    }
    return capability.promise;
  };
}

/** @spec sec-getpromiseresolve */
export function* GetPromiseResolve(agent: Agent, target: JSObject): Steps<JSObject> {
  const resolve = yield* Get(agent, target, 'resolve');
  if (!IsCallable(resolve)) throwTypeError(agent, 'resolve is not a function');
  return resolve;
}

function* resolveWithArray(agent: Agent, { capability, values }: Gathering): Steps<void> {
  yield* resolveCapability(agent, capability, createArray(agent.realm, values));
}

function* rejectWithErrors(agent: Agent, { capability, values }: Gathering): Steps<void> {
  yield* rejectCapability(agent, capability, makeAggregateError(agent, 'All promises were rejected', values));
}

function* neverFinish(): Steps<void> {}

/** A function for one element: stores what `wrap` makes of its argument, the first time it or its twin is called. */
function elementFunction(
  combinator: string,
  agent: Agent,
  gathering: Gathering,
  index: number,
  called: { already: boolean },
  wrap: (realm: Realm, value: Value) => Value,
): JSObject {
  const element = new CombinatorElement(combinator, index, gathering.capability.promise);
  const body = function* (current: Agent, _this: Value, args: Value[]): Steps<Value> {
    if (called.already) return undefined;
    called.already = true;
    gathering.values[index] = wrap(current.realm, args[0]);
    yield* gathering.countDown(current);
    return undefined;
  };
  return native(agent.realm, '', 1, body, { captured: element });
}

/** @spec sec-performpromiseall */
export function* waitForAll(agent: Agent, gathering: Gathering, index: number, nextPromise: Value): Steps<Value> {
  const onFulfilled = elementFunction('all', agent, gathering, index, { already: false }, (_realm, value) => value);
  gathering.remaining++;
  return yield* Invoke(agent, nextPromise, 'then', onFulfilled, gathering.capability.reject);
}

/** @spec sec-performpromiseallsettled */
export function* waitForAllSettled(
  agent: Agent,
  gathering: Gathering,
  index: number,
  nextPromise: Value,
): Steps<Value> {
  const called = { already: false };
  const onFulfilled = elementFunction('allSettled', agent, gathering, index, called, (realm, value) =>
    createRecord(realm, { status: 'fulfilled', value }),
  );
  const onRejected = elementFunction('allSettled', agent, gathering, index, called, (realm, reason) =>
    createRecord(realm, { status: 'rejected', reason }),
  );
  gathering.remaining++;
  return yield* Invoke(agent, nextPromise, 'then', onFulfilled, onRejected);
}

/** @spec sec-performpromiseany */
function* waitForAny(agent: Agent, gathering: Gathering, index: number, nextPromise: Value): Steps<Value> {
  const onRejected = elementFunction('any', agent, gathering, index, { already: false }, (_realm, value) => value);
  gathering.remaining++;
  return yield* Invoke(agent, nextPromise, 'then', gathering.capability.resolve, onRejected);
}

/** @spec sec-performpromiserace */
function* waitForRace(agent: Agent, gathering: Gathering, _index: number, nextPromise: Value): Steps<Value> {
  const { capability } = gathering;
  return yield* Invoke(agent, nextPromise, 'then', capability.resolve, capability.reject);
}
