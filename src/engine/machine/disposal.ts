import type { Agent } from '../agent';
import { Await } from '../operations/async-steps';
import { AddDisposableResource, type DisposableResource, DisposeResources } from '../operations/disposal';
import { Throw, type Value } from '../values/value';
import type { Request, Steps } from './request';

/** Disposal in progress at the end of a block; lives in a register. */
export class DisposalState {
  completion: Throw | undefined;
  private readonly steps: Iterator<Request | Await, Throw | undefined, Value>;
  private started = false;

  constructor(agent: Agent, resources: DisposableResource[], completion: Throw | undefined) {
    this.completion = completion;
    this.steps = DisposeResources(agent, resources, completion) as Iterator<Request | Await, Throw | undefined, Value>;
  }

  /** Goes on until something must be awaited (the answer: true and the value), or all is disposed of. */
  *next(received: Value, thrown: boolean): Steps<{ done: boolean; value: Value }> {
    let result = !this.started
      ? this.steps.next(undefined)
      : thrown
        ? this.steps.throw!(new Throw(received))
        : this.steps.next(received);
    this.started = true;
    for (;;) {
      if (result.done) {
        this.completion = result.value;
        return { done: true, value: undefined };
      }
      if (result.value instanceof Await) return { done: false, value: result.value.value };
      let answer: Value;
      try {
        answer = yield result.value;
      } catch (error) {
        result = this.steps.throw!(error);
        continue;
      }
      result = this.steps.next(answer);
    }
  }
}

export function* addDisposable(
  agent: Agent,
  resources: DisposableResource[],
  value: Value,
  isAsync: boolean,
): Steps<Value> {
  yield* AddDisposableResource(agent, resources, value, isAsync ? 'async-dispose' : 'sync-dispose');
  return undefined;
}
