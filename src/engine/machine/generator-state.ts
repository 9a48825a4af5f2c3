import type { Agent } from '../agent';
import { CreateIterResultObject } from '../operations/iterator';
import {
  fulfillPromise,
  type PromiseCapability,
  PromiseResolve,
  performPromiseThen,
  rejectPromise,
  resolvePromise,
} from '../operations/promise';
import type { JSObject } from '../values/object';
import { Throw, type Value } from '../values/value';
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

/** The generator's code ended. @spec sec-asyncgeneratorstart */
export function asyncGeneratorFinished(
  agent: Agent,
  generator: JSObject,
  kind: 'normal' | 'throw',
  value: Value,
): void {
  const data = generator.data as AsyncGeneratorData;
  data.state = 'draining';
  data.frame = null;
  completeStep(agent, generator, kind, value, true);
  drainQueue(agent, generator);
}

/** @spec sec-asyncgeneratordrainqueue */
export function drainQueue(agent: Agent, generator: JSObject): void {
  const data = generator.data as AsyncGeneratorData;
  while (data.queue.length > 0) {
    const next = data.queue[0]!;
    if (next.mode === ResumeMode.Return) {
      data.state = 'draining';
      awaitReturn(agent, generator);
      return;
    }
    if (next.mode === ResumeMode.Throw) completeStep(agent, generator, 'throw', next.value, true);
    else completeStep(agent, generator, 'normal', undefined, true);
  }
  data.state = 'completed';
}

/** A `return` request to a finished generator awaits its value first. @spec sec-asyncgeneratorawaitreturn */
export function awaitReturn(agent: Agent, generator: JSObject): void {
  const data = generator.data as AsyncGeneratorData;
  const { value } = data.queue[0]!;
  const steps = PromiseResolve(agent, agent.realm.intrinsics.Promise, value);
  let promise: JSObject;
  try {
    const result = steps.next();
    // A `constructor` getter on the awaited promise would need guest code here; its value is taken as not matching.
    promise = result.done ? (result.value as JSObject) : (steps.return(undefined as never).value as JSObject);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    completeStep(agent, generator, 'throw', error.value, true);
    drainQueue(agent, generator);
    return;
  }
  performPromiseThen(
    agent,
    promise,
    function* (_agent: Agent, result: Value): Steps<Value> {
      completeStep(agent, generator, 'normal', result, true);
      drainQueue(agent, generator);
      return undefined;
    },
    function* (_agent: Agent, reason: Value): Steps<Value> {
      completeStep(agent, generator, 'throw', reason, true);
      drainQueue(agent, generator);
      return undefined;
    },
    undefined,
  );
}

export type { PromiseCapability };
export { ResumeRequest };
