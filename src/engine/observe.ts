import type { Environment } from './environment/environment';
import type { Frame } from './machine/frame';
import type { JSObject } from './values/object';
import type { Value } from './values/value';

/** Why a context left the stack without ending. */
export type SuspendReason = 'await' | 'yield' | 'start';

/**
 * What the engine reports while it runs, in the order it happens. Implemented elsewhere (trace/record); calls must not
 * change anything the engine can see, and run no guest code. Ranges are UTF-16 offsets into `frame.code.source.text`.
 */
export interface Observer {
  /** A statement, loop test, default value, field initialiser … is about to be evaluated: the finest position step. */
  positionReached(frame: Frame, start: number, end: number): void;
  /** `frame` was pushed; `frame.caller` is below it. For constructs, getters, setters, traps and built-ins alike. */
  contextPushed(frame: Frame): void;
  /** `frame` was popped by a normal completion. */
  contextReturned(frame: Frame, value: Value): void;
  /** `frame` was popped because a throw passes through it. */
  contextUnwound(frame: Frame, value: Value): void;
  contextSuspended(frame: Frame, reason: SuspendReason, value: Value): void;
  contextResumed(frame: Frame, value: Value): void;
  /** An exception was raised while `frame` was running. */
  thrown(frame: Frame, value: Value): void;
  /** `frame` catches what was thrown (a catch clause or a finally block begins). */
  caught(frame: Frame, value: Value, start: number, end: number): void;
  /** A built-in function without guest calls ran to its end. */
  builtinCalled(frame: Frame, fn: JSObject, thisValue: Value, args: Value[], result: Value): void;

  /** `frame` now runs in `frame.env` (a scope was entered or left, or copied for the next iteration). */
  environmentChanged(frame: Frame): void;
  /** A binding was created with, or changed to, `value`. */
  bindingWritten(environment: Environment, slot: number, value: Value): void;
  /** A property of the global object or a binding of a `with` object / direct eval that isn't in a slot. */
  globalWritten(frame: Frame, name: string, value: Value): void;

  promiseCreated(promise: JSObject): void;
  promiseSettled(promise: JSObject): void;
  /** `promise` was resolved to follow `target` (a promise or thenable), and stays pending. */
  promiseResolvedTo(promise: JSObject, target: Value): void;
}
