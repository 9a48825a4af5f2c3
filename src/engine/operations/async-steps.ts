import type { Agent } from '../agent';
import type { Request, Steps } from '../machine/request';
import type { JSObject } from '../values/object';
import { Throw, type Value } from '../values/value';
import {
  type PromiseCapability,
  PromiseResolve,
  performPromiseThen,
  rejectCapability,
  resolveCapability,
} from './promise';

/** Yielded by an asynchronous built-in where the standard says Await. @spec await */
export class Await {
  constructor(readonly value: Value) {}
}

/** The body of an asynchronous built-in: as {@link Steps}, and it may await. */
export type AsyncSteps<T> = Generator<Request | Await, T, Value>;

/** Awaits `value`: `yield*` it. */
export function* awaitValue(value: Value): AsyncSteps<Value> {
  return yield new Await(value);
}

/**
 * Runs an asynchronous built-in up to its first await, and from job to job after it; its end settles `capability`.
 * @spec sec-asyncblockstart
 */
export function* runAsyncSteps(agent: Agent, capability: PromiseCapability, steps: AsyncSteps<Value>): Steps<JSObject> {
  yield* resumeAsyncSteps(agent, capability, steps, false, undefined);
  return capability.promise;
}

function* resumeAsyncSteps(
  agent: Agent,
  capability: PromiseCapability,
  steps: AsyncSteps<Value>,
  threw: boolean,
  answer: Value,
): Steps<void> {
  for (;;) {
    let result: IteratorResult<Request | Await, Value>;
    try {
      result = threw ? steps.throw(new Throw(answer)) : steps.next(answer);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
      return;
    }
    if (result.done) {
      yield* resolveCapability(agent, capability, result.value);
      return;
    }
    threw = false;
    try {
      if (!(result.value instanceof Await)) {
        answer = yield result.value;
        continue;
      }
      const promise = yield* PromiseResolve(agent, agent.realm.intrinsics.Promise, result.value.value);
      performPromiseThen(
        agent,
        promise,
        function* (_agent, value) {
          yield* resumeAsyncSteps(agent, capability, steps, false, value);
          return undefined;
        },
        function* (_agent, reason) {
          yield* resumeAsyncSteps(agent, capability, steps, true, reason);
          return undefined;
        },
      );
      return;
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      threw = true;
      answer = error.value;
    }
  }
}
