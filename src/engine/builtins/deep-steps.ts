import type { Request, Steps } from '../machine/request';
import { Throw, type Value } from '../values/value';

/**
 * Yielded by steps that would recurse: the inner steps run in their place and their result comes back. So a deeply nested
 * guest value never deepens the host's stack.
 */
export class Descend {
  constructor(readonly steps: DeepSteps) {}
}

/** Steps that may descend. Results of inner steps arrive as host values of any type. */
export type DeepSteps = Generator<Request | Descend, unknown, any>;

/** Runs steps that descend, on a stack of their own. */
export function* runDeepSteps(root: DeepSteps): Steps<unknown> {
  const stack: DeepSteps[] = [root];
  let answer: unknown;
  let error: unknown;
  let threw = false;
  for (;;) {
    const top = stack[stack.length - 1]!;
    let step: IteratorResult<Request | Descend, unknown>;
    try {
      step = threw ? top.throw(error) : top.next(answer);
    } catch (thrown) {
      stack.pop();
      if (stack.length === 0) throw thrown;
      threw = true;
      error = thrown;
      continue;
    }
    threw = false;
    if (step.done) {
      stack.pop();
      if (stack.length === 0) return step.value;
      answer = step.value;
    } else if (step.value instanceof Descend) {
      stack.push(step.value.steps);
      answer = undefined;
    } else {
      try {
        answer = (yield step.value) as Value;
      } catch (thrown) {
        if (!(thrown instanceof Throw)) throw thrown;
        threw = true;
        error = thrown;
      }
    }
  }
}
