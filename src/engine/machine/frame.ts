import type { Code } from '../compile/code';
import type { Environment } from '../environment/environment';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import type { Value } from '../values/value';
import type { Steps } from './request';
import { ResumeMode } from './request';

/** What happens to the value a frame returns. */
export const enum ReturnTo {
  /** Into register `ret` of the caller (or into the caller's host generator). */
  Register,
  /** As Register, but an object result wins over `this` (ordinary [[Construct]]). */
  Construct,
  /** As Construct, for a derived constructor: a missing object result means the bound `this`. */
  ConstructDerived,
  /** Nowhere: setters. */
  Discard,
}

/**
 * An execution context: a heap object, linked to the one below it, so that it can be taken off the stack and put back in
 * O(1). A frame is either compiled code (`code`, `pc`, `registers`) or a built-in that may run guest code (`native`).
 * @spec sec-execution-contexts
 */
export class Frame {
  pc = 0;
  caller: Frame | null = null;
  /** Register of the caller that takes the result. */
  ret = -1;
  returnTo: ReturnTo = ReturnTo.Register;
  depth = 0;
  /** Values for the next resumption of `native`, or of a suspended context. */
  sent: Value = undefined;
  mode: ResumeMode = ResumeMode.Next;
  /** The generator object, async generator object or async function's promise this context works for. */
  owner: JSObject | null = null;
  /** Whether an async function's context was suspended before, so that its promise is already with the caller. */
  detached = false;
  /** Engine code that is no function of its own: not part of the guest's picture of the stack. */
  internal = false;
  /** Where a suspended context takes the value, and how it is resumed, once it goes on. */
  resumeRegister = -1;
  modeRegister = -1;
  /** Number the recorder gave to this context; 0 while unseen. */
  id = 0;

  constructor(
    readonly code: Code,
    public registers: Value[],
    public env: Environment | null,
    readonly fn: JSObject | null,
    public thisValue: Value,
    readonly newTarget: JSObject | undefined,
    /** Arguments as passed; null when the code takes them from its registers. */
    readonly args: Value[] | null,
    readonly realm: Realm,
    readonly native: Steps<Value> | null,
  ) {}
}
