import type { JSObject } from '../values/object';
import type { Value } from '../values/value';
import type { Frame } from './frame';

/**
 * What engine code that must run guest code asks of the machine. Built-ins are host generators: they yield a request, the
 * machine runs the guest code on its own frames, and sends the result back in (or throws a `Throw` in). So no guest call ever
 * deepens the host's stack, and the machine can stop between any two instructions.
 */
export type Request = CallRequest | ResumeRequest | RunRequest | WaitRequest;

/** A computation that may run guest code: `yield*` it from another one. */
export type Steps<T> = Generator<Request, T, Value>;

export const enum RequestKind {
  Call,
  Resume,
  Run,
  Wait,
}

/** Call or, with a `newTarget`, construct. The machine throws the TypeError if `fn` can't be called. */
export class CallRequest {
  readonly kind = RequestKind.Call;
  constructor(
    readonly fn: Value,
    readonly thisValue: Value,
    readonly args: Value[],
    readonly newTarget: JSObject | undefined,
  ) {}
}

/** How a suspended context is entered again. */
export const enum ResumeMode {
  Next,
  Throw,
  Return,
}

/** Puts a suspended frame back on the stack; the answer comes when it suspends again or ends. */
export class ResumeRequest {
  readonly kind = RequestKind.Resume;
  constructor(
    readonly frame: Frame,
    readonly mode: ResumeMode,
    readonly value: Value,
  ) {}
}

/** Runs a frame that has been set up but never ran: a script, a module, an eval. */
export class RunRequest {
  readonly kind = RequestKind.Run;
  constructor(readonly frame: Frame) {}
}

/**
 * Leaves the machine: the agent is idle (an event loop with nothing to run) or blocked (Atomics.wait). The scheduler
 * resumes it by running the machine again; the answer is what the waker left in `agent.wakeValue`.
 */
export class WaitRequest {
  readonly kind = RequestKind.Wait;
  constructor(readonly reason: 'idle' | 'blocked') {}
}

/** @spec sec-call */
export function call(fn: Value, thisValue: Value, ...args: Value[]): CallRequest {
  return new CallRequest(fn, thisValue, args, undefined);
}

/** @spec sec-construct */
export function construct(fn: JSObject, args: Value[], newTarget: JSObject = fn): CallRequest {
  return new CallRequest(fn, undefined, args, newTarget);
}
