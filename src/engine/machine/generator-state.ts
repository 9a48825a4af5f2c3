import type { Agent } from '../agent';
import { CreateIterResultObject } from '../operations/iterator';
import {
  fulfillPromise,
  type PromiseCapability,
  PromiseResolve,
  performPromiseThen,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from '../operations/promise';
import type { JSObject } from '../values/object';
import { SLOW, Throw, type Value } from '../values/value';
import type { Frame } from './frame';
import { ResumeMode, ResumeRequest, type Steps } from './request';

/** Internal slots of a generator object. @spec sec-properties-of-generator-instances */
export interface GeneratorData {
  state: 'suspendedStart' | 'suspendedYield' | 'executing' | 'completed';
  frame: Frame | null;
}

/** A request to an async generator. @spec sec-asyncgeneratorrequest-records */
export interface AsyncGeneratorRequest {
  readonly mode: ResumeMode;
  readonly value: Value;
  readonly promise: JSObject;
}

/** Internal slots of an async generator object. @spec sec-properties-of-asyncgenerator-intances */
export interface AsyncGeneratorData {
  state: 'suspendedStart' | 'suspendedYield' | 'executing' | 'draining' | 'completed';
  frame: Frame | null;
  readonly queue: AsyncGeneratorRequest[];
}

/** Answers the oldest request. @spec sec-asyncgeneratorcompletestep */
function completeStep(agent: Agent, generator: JSObject, kind: 'normal' | 'throw', value: Value, done: boolean): void {
  const data = generator.data as AsyncGeneratorData;
  const { promise } = data.queue.shift()!;
  if (kind === 'throw') rejectPromise(agent, promise, value);
  else {
    const result = CreateIterResultObject(agent.realm, value, done);
    // An iterator result is no thenable unless Object.prototype has a `then`; resolving looks it up as the standard does.
    if (resolvePromise(agent, promise, result) !== true) fulfillPromise(agent, promise, result);
  }
}

/** A yield: answers the oldest request; gives the next one if the generator goes on at once. @spec sec-asyncgeneratoryield */
export function asyncGeneratorYielded(agent: Agent, generator: JSObject, value: Value): AsyncGeneratorRequest | null {
  const data = generator.data as AsyncGeneratorData;
  completeStep(agent, generator, 'normal', value, false);
  if (data.queue.length > 0) return data.queue[0]!;
  data.state = 'suspendedYield';
  return null;
}

/** The generator's code ended. Gives what is left to do where that runs guest code. @spec sec-asyncgeneratorstart */
export function asyncGeneratorFinished(
  agent: Agent,
  generator: JSObject,
  kind: 'normal' | 'throw',
  value: Value,
): Steps<void> | null {
  const data = generator.data as AsyncGeneratorData;
  data.state = 'draining';
  data.frame = null;
  completeStep(agent, generator, kind, value, true);
  return drainQueue(agent, generator);
}

/** Answers the requests to a finished generator. Gives what is left to do where that runs guest code. @spec sec-asyncgeneratordrainqueue */
export function drainQueue(agent: Agent, generator: JSObject): Steps<void> | null {
  const data = generator.data as AsyncGeneratorData;
  while (data.queue.length > 0) {
    const next = data.queue[0]!;
    if (next.mode === ResumeMode.Return) {
      data.state = 'draining';
      return awaitReturn(agent, generator);
    }
    if (next.mode === ResumeMode.Throw) completeStep(agent, generator, 'throw', next.value, true);
    else completeStep(agent, generator, 'normal', undefined, true);
  }
  data.state = 'completed';
  return null;
}

/**
 * A `return` request to a finished generator awaits its value first. Gives what is left to do where that runs guest code.
 * @spec sec-asyncgeneratorawaitreturn
 */
function awaitReturn(agent: Agent, generator: JSObject): Steps<void> | null {
  const { value } = (generator.data as AsyncGeneratorData).queue[0]!;
  const promise = promiseResolve(agent, value);
  if (promise === SLOW) return awaitReturnSlowly(agent, generator, value);
  answerWhenSettled(agent, generator, promise as JSObject);
  return null;
}

function* awaitReturnSlowly(agent: Agent, generator: JSObject, value: Value): Steps<void> {
  try {
    const promise = yield* PromiseResolve(agent, agent.realm.intrinsics.Promise, value);
    answerWhenSettled(agent, generator, promise);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    yield* answer(agent, generator, 'throw', error.value);
  }
}

function answerWhenSettled(agent: Agent, generator: JSObject, promise: JSObject): void {
  performPromiseThen(
    agent,
    promise,
    (_agent: Agent, result: Value) => answer(agent, generator, 'normal', result),
    (_agent: Agent, reason: Value) => answer(agent, generator, 'throw', reason),
    undefined,
  );
}

/** Answers the oldest request, then the others. */
function* answer(agent: Agent, generator: JSObject, kind: 'normal' | 'throw', value: Value): Steps<Value> {
  completeStep(agent, generator, kind, value, true);
  const rest = drainQueue(agent, generator);
  if (rest !== null) yield* rest;
  return undefined;
}

export type { PromiseCapability };
export { ResumeRequest };
