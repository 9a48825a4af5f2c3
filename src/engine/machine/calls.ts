import { Source } from '../../syntax';
import type { Agent } from '../agent';
import { Code } from '../compile/code';
import { errorThrow } from '../errors';
import { CreateIterResultObject } from '../operations/iterator';
import { GetPrototypeFromConstructor } from '../operations/object';
import { newPromise, rejectPromise, resolvePromise, resolvePromiseSteps } from '../operations/promise';
import type { BoundFunction, Closure, NativeFunction } from '../values/function';
import { CONSTRUCTOR, JSObject, Kind, peek } from '../values/object';
import { isObject, SLOW, Throw, type Value } from '../values/value';
import { Frame, ReturnTo } from './frame';
import { asyncGeneratorFinished, asyncGeneratorYielded, type GeneratorData } from './generator-state';
import { classCalledMessage, notCallableMessage, notConstructorMessage } from './messages';
import { proxyCall, proxyConstruct } from './proxy-call';
import { type Request, RequestKind, ResumeMode, RunRequest, type Steps } from './request';
import { Thrown } from './thrown';

/** What frames of built-ins refer to as their code. */
export const NATIVE_CODE = new Code('native', '', new Source('', ''), null, null, null);
NATIVE_CODE.instructions = new Int32Array(0);

const NO_REGISTERS: Value[] = [];

/** Puts `frame` on the stack above `caller`; the result goes to register `ret` of the caller. */
export function push(agent: Agent, frame: Frame, caller: Frame | null, ret: number, returnTo: ReturnTo): void {
  frame.caller = caller;
  frame.ret = ret;
  frame.returnTo = returnTo;
  frame.depth = caller === null ? 0 : caller.depth + 1;
  agent.frame = frame;
  if (frame.depth > agent.limits.stackDepth) {
    agent.frame = caller;
    throw errorThrow(agent, 'RangeError', 'Maximum call stack size exceeded');
  }
}

/** Hands `value` to a frame that waits for the result of a call, and makes it the running one. */
export function deliver(agent: Agent, frame: Frame | null, ret: number, returnTo: ReturnTo, value: Value): void {
  agent.frame = frame;
  if (frame === null) return;
  if (frame.native !== null) {
    frame.sent = value;
    frame.mode = ResumeMode.Next;
  } else if (returnTo !== ReturnTo.Discard && ret >= 0) frame.registers[ret] = value;
}

/** Ends `frame` with `value`; `agent.frame` is the caller afterwards. */
export function returnFrom(agent: Agent, frame: Frame, value: Value): void {
  const { caller, ret, returnTo } = frame;
  if (agent.observer !== null && !frame.internal) agent.observer.contextReturned(frame, value);
  const { code } = frame;
  if (frame.native === null && (code.async || code.generator) && frame.owner !== null) {
    finishSpecial(agent, frame, value);
    return;
  }
  if (returnTo === ReturnTo.Construct && !isObject(value)) value = frame.thisValue;
  deliver(agent, caller, ret, returnTo, value);
}

/** The end of a generator, async function or async generator. */
function finishSpecial(agent: Agent, frame: Frame, value: Value): void {
  const { caller, ret, returnTo } = frame;
  const owner = frame.owner!;
  if (owner.kind === Kind.Generator) {
    (owner.data as GeneratorData).state = 'completed';
    (owner.data as GeneratorData).frame = null;
    deliver(agent, caller, ret, returnTo, CreateIterResultObject(frame.realm, value, true));
  } else if (owner.kind === Kind.AsyncGenerator) {
    finishAsyncGenerator(agent, frame, 'normal', value);
  } else {
    const result = frame.detached ? undefined : owner;
    agent.frame = caller;
    if (resolvePromise(agent, owner, value) === SLOW) {
      startSteps(agent, caller, thenAnswer(resolvePromiseSteps(agent, owner, value), result), ret, returnTo);
    } else deliver(agent, caller, ret, returnTo, result);
  }
}

function finishAsyncGenerator(agent: Agent, frame: Frame, kind: 'normal' | 'throw', value: Value): void {
  const { caller, ret, returnTo } = frame;
  const rest = asyncGeneratorFinished(agent, frame.owner!, kind, value);
  if (rest === null) deliver(agent, caller, ret, returnTo, undefined);
  else {
    agent.frame = caller;
    startSteps(agent, caller, thenAnswer(rest, undefined), ret, returnTo);
  }
}

function* thenAnswer(steps: Steps<unknown>, answer: Value): Steps<Value> {
  yield* steps;
  return answer;
}

/** A throw leaves `frame`'s caller chain until something catches it; `agent.frame` is who catches, ready to go on. */
export function unwind(agent: Agent, start: Frame | null, value: Value): void {
  let frame = start;
  while (frame !== null) {
    if (frame.native !== null) {
      frame.sent = value;
      frame.mode = ResumeMode.Throw;
      agent.frame = frame;
      return;
    }
    const { code, pc } = frame;
    const { handlers } = code;
    for (let i = 0; i < handlers.length; i++) {
      const h = handlers[i]!;
      if (pc > h.start && pc <= h.end) {
        frame.pc = h.target;
        frame.registers[h.register] = value;
        agent.frame = frame;
        return;
      }
    }
    if (agent.observer !== null) agent.observer.contextUnwound(frame, value);
    const { caller } = frame;
    if ((code.async || code.generator) && frame.owner !== null) {
      const { owner } = frame;
      if (owner.kind === Kind.Generator) {
        owner.data.state = 'completed';
        owner.data.frame = null;
      } else if (owner.kind === Kind.AsyncGenerator) {
        finishAsyncGenerator(agent, frame, 'throw', value);
        return;
      } else {
        rejectPromise(agent, owner, value);
        deliver(agent, caller, frame.ret, frame.returnTo, frame.detached ? undefined : owner);
        return;
      }
    }
    frame = caller;
  }
  agent.frame = null;
  throw new Error('a throw left the base of the stack');
}

/** Takes `frame` off the stack without ending it, and hands `value` to its caller. */
export function suspend(agent: Agent, frame: Frame, value: Value): void {
  const { caller, ret, returnTo } = frame;
  frame.caller = null;
  deliver(agent, caller, ret, returnTo, value);
}

/** Puts a suspended frame back on top of `caller`. */
export function resume(agent: Agent, frame: Frame, mode: ResumeMode, value: Value, caller: Frame): void {
  push(agent, frame, caller, -1, ReturnTo.Register);
  if (agent.observer !== null) agent.observer.contextResumed(frame, value);
  if (mode === ResumeMode.Throw) {
    if (agent.observer !== null) agent.observer.thrown(frame, value);
    unwind(agent, frame, value);
    return;
  }
  if (frame.resumeRegister >= 0) frame.registers[frame.resumeRegister] = value;
  if (frame.modeRegister >= 0) frame.registers[frame.modeRegister] = mode;
}

/** A yield of a generator or async generator whose frame is `frame`. */
export function yieldFrom(agent: Agent, frame: Frame, value: Value, raw: boolean): void {
  const owner = frame.owner!;
  if (agent.observer !== null) agent.observer.contextSuspended(frame, 'yield', value);
  if (owner.kind === Kind.Generator) {
    (owner.data as GeneratorData).state = 'suspendedYield';
    suspend(agent, frame, raw ? value : CreateIterResultObject(frame.realm, value, false));
    return;
  }
  const next = asyncGeneratorYielded(agent, owner, value);
  if (next === null) {
    suspend(agent, frame, undefined);
    return;
  }
  // Somebody asked already: go on at once.
  if (agent.observer !== null) agent.observer.contextResumed(frame, next.value);
  if (next.mode === ResumeMode.Throw) {
    unwind(agent, frame, next.value);
    return;
  }
  agent.frame = frame;
  frame.registers[frame.resumeRegister] = next.value;
  frame.registers[frame.modeRegister] = next.mode;
}

/**
 * Runs engine code that may need guest code. What can be done at once is; otherwise a frame is pushed for it. The result goes
 * to register `ret` of `caller`. Errors are thrown to the caller of this function only while nothing was pushed.
 */
export function startSteps(
  agent: Agent,
  caller: Frame | null,
  steps: Steps<Value>,
  ret: number,
  returnTo: ReturnTo,
): void {
  const result = tampered(agent, caller) ? agent.pristine.within(() => steps.next()) : steps.next();
  if (result.done) {
    deliver(agent, caller, ret, returnTo, result.value);
    return;
  }
  const frame = new Frame(
    NATIVE_CODE,
    NO_REGISTERS,
    null,
    null,
    undefined,
    undefined,
    null,
    caller === null ? agent.realm : caller.realm,
    steps,
  );
  frame.internal = true;
  push(agent, frame, caller, ret, returnTo);
  try {
    request(agent, frame, result.value);
  } catch (error) {
    frame.sent = toThrow(agent, error).value;
    frame.mode = ResumeMode.Throw;
    agent.frame = frame;
  }
}

/**
 * Whether the program has changed intrinsics, and `caller` is a host's library or a built-in on its behalf: it must find them as
 * they were. What tells of values tells of them as they are.
 */
export function tampered(agent: Agent, caller: Frame | null): boolean {
  if (!agent.pristine.touched) return false;
  let frame = caller;
  for (; frame !== null && frame.native !== null; frame = frame.caller)
    if (frame.fn !== null && (frame.fn.data as NativeFunction).looksAsIs === true) return false;
  return frame?.code.library === true;
}

function stepOnce(frame: Frame): IteratorResult<Request, Value> {
  if (frame.mode !== ResumeMode.Throw) return frame.native!.next(frame.sent);
  frame.mode = ResumeMode.Next;
  return frame.native!.throw(new Throw(frame.sent));
}

/** Runs the built-in whose frame is on top until it ends, asks for guest code, or waits. False: the agent waits. */
export function stepNative(agent: Agent, frame: Frame): boolean {
  for (;;) {
    // A built-in it called at once may have been of another realm.
    agent.realm = frame.realm;
    let result: IteratorResult<Request, Value>;
    try {
      result = tampered(agent, frame) ? agent.pristine.within(() => stepOnce(frame)) : stepOnce(frame);
    } catch (error) {
      const thrown = toThrow(agent, error);
      const { caller } = frame;
      if (caller !== null && caller.native === null && agent.thrown?.value !== thrown.value)
        agent.thrown = new Thrown(thrown.value, caller.code, caller.pc);
      if (agent.observer !== null && !frame.internal) agent.observer.contextUnwound(frame, thrown.value);
      unwind(agent, frame.caller, thrown.value);
      return true;
    }
    if (result.done) {
      returnFrom(agent, frame, result.value);
      return true;
    }
    if (result.value.kind === RequestKind.Wait) {
      agent.waiting = result.value.reason;
      return false;
    }
    try {
      request(agent, frame, result.value);
    } catch (error) {
      frame.sent = toThrow(agent, error).value;
      frame.mode = ResumeMode.Throw;
      agent.frame = frame;
    }
    if (agent.frame !== frame) return true;
  }
}

/** What V8 says of a value or stack that would be too big; the same in Node, browsers and here. */
const TOO_BIG =
  /^(Maximum call stack size exceeded|Invalid string length|(Maximum BigInt|(Map|Set) maximum) size exceeded)/;

/** A guest throw passes; what is too big for the host is too big for the guest; anything else is our bug. */
export function toThrow(agent: Agent, error: unknown): Throw {
  agent.builtin = null;
  if (error instanceof Throw) return error;
  const tooBig = error instanceof RangeError ? TOO_BIG.exec(error.message) : null;
  if (tooBig === null) throw error;
  return errorThrow(agent, 'RangeError', tooBig[1]!);
}

function request(agent: Agent, frame: Frame, what: Request): void {
  switch (what.kind) {
    case RequestKind.Call:
      if (what.newTarget === undefined)
        callFunction(agent, frame, what.fn, what.thisValue, what.args, -1, ReturnTo.Register);
      else constructFunction(agent, frame, what.fn, what.args, what.newTarget, -1);
      return;
    case RequestKind.Resume:
      resume(agent, what.frame, what.mode, what.value, frame);
      return;
    case RequestKind.Run:
      push(agent, what.frame, frame, -1, ReturnTo.Register);
      if (agent.observer !== null) agent.observer.contextPushed(what.frame);
      return;
    case RequestKind.Wait:
      // First request of a fresh frame: hand it back for stepNative.
      agent.waiting = what.reason;
  }
}

/** The context for calling `fn`, a compiled function. `args` are copied to the parameter registers. */
export function frameFor(
  fn: JSObject,
  closure: Closure,
  thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Frame {
  const { code } = closure;
  if (code.instructions === null) code.compile();
  const registers = code.template.slice();
  const count = Math.min(args.length, code.parameterCount);
  for (let i = 0; i < count; i++) registers[i] = args[i];
  return new Frame(
    code,
    registers,
    closure.env,
    fn,
    thisValue,
    newTarget,
    code.needsArguments ? args : null,
    closure.realm,
    null,
  );
}

/** Calls any value; afterwards the callee is on top, or its result was delivered and `caller` is. @spec sec-call */
export function callFunction(
  agent: Agent,
  caller: Frame,
  fn: Value,
  thisValue: Value,
  args: Value[],
  ret: number,
  returnTo: ReturnTo,
): void {
  for (;;) {
    if (!isObject(fn)) throw errorThrow(agent, 'TypeError', notCallableMessage(caller, fn));
    switch (fn.kind) {
      case Kind.Closure: {
        const closure = fn.data as Closure;
        if (closure.code.isClassConstructor) {
          agent.realm = closure.realm;
          throw errorThrow(agent, 'TypeError', classCalledMessage(fn));
        }
        const frame = frameFor(fn, closure, thisValue, args, undefined);
        push(agent, frame, caller, ret, returnTo);
        if (closure.code.async && !closure.code.generator) frame.owner = newPromise(closure.realm);
        if (agent.observer !== null) agent.observer.contextPushed(frame);
        return;
      }
      case Kind.Native:
        callNative(agent, caller, fn, thisValue, args, undefined, ret, returnTo);
        return;
      case Kind.Bound: {
        const bound = fn.data as BoundFunction;
        fn = bound.target;
        thisValue = bound.boundThis;
        if (bound.boundArgs.length > 0) args = bound.boundArgs.concat(args);
        continue;
      }
      case Kind.Proxy:
        if (fn.callable) {
          startSteps(agent, caller, proxyCall(agent, fn, thisValue, args), ret, returnTo);
          return;
        }
    }
    throw errorThrow(agent, 'TypeError', notCallableMessage(caller, fn));
  }
}

/** A call in tail position: a function takes the place of `frame`, whose result it gives. @spec sec-preparefortailcall */
export function tailCall(agent: Agent, frame: Frame, fn: Value, thisValue: Value, args: Value[], ret: number): void {
  const replaces =
    frame.caller !== null &&
    frame.returnTo !== ReturnTo.Construct &&
    isObject(fn) &&
    fn.kind === Kind.Closure &&
    !(fn.data as Closure).code.isClassConstructor;
  if (replaces) callFunction(agent, frame.caller!, fn, thisValue, args, frame.ret, frame.returnTo);
  else callFunction(agent, frame, fn, thisValue, args, ret, ReturnTo.Register);
}

/** Calls a built-in. */
export function callNative(
  agent: Agent,
  caller: Frame,
  fn: JSObject,
  thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
  ret: number,
  returnTo: ReturnTo,
): void {
  const data = fn.data as NativeFunction;
  agent.realm = data.realm;
  let body = data.body;
  if (!data.steps) {
    agent.builtin = fn;
    agent.builtinThis = thisValue;
    const result = tampered(agent, caller)
      ? agent.pristine.within(() => body(agent, thisValue, args, newTarget, fn) as Value)
      : (body(agent, thisValue, args, newTarget, fn) as Value);
    agent.builtin = null;
    if (result !== SLOW) {
      if (agent.observer !== null) agent.observer.builtinCalled(caller, fn, thisValue, args, result);
      deliver(agent, caller, ret, returnTo, result);
      return;
    }
    if (data.fallback === null) throw new Error(`built-in ${data.name} answered SLOW without a slow body`);
    body = data.fallback;
  }
  const steps = body(agent, thisValue, args, newTarget, fn) as Steps<Value>;
  const frame = new Frame(NATIVE_CODE, NO_REGISTERS, null, fn, thisValue, newTarget, args, data.realm, steps);
  push(agent, frame, caller, ret, returnTo);
  if (agent.observer !== null) agent.observer.contextPushed(frame);
}

/** @spec sec-construct */
export function constructFunction(
  agent: Agent,
  caller: Frame,
  fn: Value,
  args: Value[],
  newTarget: JSObject | null,
  ret: number,
): void {
  for (;;) {
    if (!isObject(fn) || !(fn.flags & CONSTRUCTOR))
      throw errorThrow(agent, 'TypeError', notConstructorMessage(caller, fn));
    const target: JSObject = newTarget ?? fn;
    switch (fn.kind) {
      case Kind.Closure: {
        const closure = fn.data as Closure;
        if (closure.code.kind === 'derivedConstructor') {
          const frame = frameFor(fn, closure, undefined, args, target);
          push(agent, frame, caller, ret, ReturnTo.Register);
          if (agent.observer !== null) agent.observer.contextPushed(frame);
          return;
        }
        const proto = peek(target, 'prototype');
        if (proto === SLOW || !isObject(proto)) {
          startSteps(agent, caller, constructSlowly(agent, fn, closure, args, target), ret, ReturnTo.Register);
          return;
        }
        const self = new JSObject(proto.childShape());
        const frame = frameFor(fn, closure, self, args, target);
        push(agent, frame, caller, ret, ReturnTo.Construct);
        if (agent.observer !== null) agent.observer.contextPushed(frame);
        return;
      }
      case Kind.Native:
        callNative(agent, caller, fn, undefined, args, target, ret, ReturnTo.Register);
        return;
      case Kind.Bound: {
        const bound = fn.data as BoundFunction;
        if (newTarget === fn || newTarget === null) newTarget = bound.target;
        if (bound.boundArgs.length > 0) args = bound.boundArgs.concat(args);
        fn = bound.target;
        continue;
      }
      default:
        startSteps(agent, caller, proxyConstruct(agent, fn, args, target), ret, ReturnTo.Register);
        return;
    }
  }
}

function* constructSlowly(
  agent: Agent,
  fn: JSObject,
  closure: Closure,
  args: Value[],
  newTarget: JSObject,
): Steps<Value> {
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'ObjectPrototype');
  const self = new JSObject(proto.childShape());
  const frame = frameFor(fn, closure, self, args, newTarget);
  const result = yield new RunRequest(frame);
  return isObject(result) ? result : self;
}
