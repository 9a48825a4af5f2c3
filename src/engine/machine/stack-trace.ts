import { Source } from '../../syntax';
import type { Agent } from '../agent';
import { Code } from '../compile/code';
import { Op } from '../compile/op';
import { describeError, describeKnownError } from '../operations/describe';
import type { PromiseData, PromiseReaction } from '../operations/promise';
import { CombinatorElement } from '../records/combinator-element';
import type { NativeFunction } from '../values/function';
import { type JSObject, Kind, LazyStack, peek, setHidden } from '../values/object';
import { ACCESSOR, C } from '../values/shape';
import { isObject, type SLOW, type Value } from '../values/value';
import { AS_SITES, type EntryMaker, hideBelowStrict } from './captured-site';
import { Frame } from './frame';
import { describeFrame } from './frame-line';
import { isPassedOver } from './implicit-constructor';
import type { Steps } from './request';

/** Words of a call instruction. */
const CALL_LENGTH = 6;
const NO_CODE = new Code('native', '', new Source('', ''), null, null, null);
const NOTHING = (function* (): Steps<Value> {
  return undefined;
})();

/** V8's default for Error.stackTraceLimit. */
const DEFAULT_LIMIT = 10;

/** Gives a fresh error its own `stack` before any other property, as V8 does; where `stack` is inherited, nothing. */
export function reserveStack(agent: Agent, error: JSObject): void {
  if (agent.hooks.proposals !== true) setHidden(error, 'stack', '', C | ACCESSOR);
}

/**
 * Gives `error` its own `stack` property: name and message, then one line per context, worded as V8 does.
 * An error whose `stack` is inherited keeps the text in its slot.
 * Contexts above and including the topmost one of `below` are left out (Error.captureStackTrace's second argument).
 */
export function captureStack(
  agent: Agent,
  error: JSObject,
  below: JSObject | null = null,
  top: Frame | null = agent.frame,
): void {
  const lines = stackLines(agent, below, top);
  if (error.kind === Kind.Error && agent.hooks.proposals === true) {
    error.data = describeError(error) + lines;
    return;
  }
  const { StackGetter, StackSetter } = agent.realm.intrinsics;
  const message = agent.hooks.stackMessage === 'captured' ? messageOf(error) : null;
  const stack = new LazyStack(StackGetter!, StackSetter!, lines, message, describeKnownError);
  if (isObject(preparer(agent))) stack.sites = hideBelowStrict(stackEntries(agent, below, AS_SITES, top));
  setHidden(error, 'stack', stack, C | ACCESSOR);
}

/** The top of the stack, with a context for a built-in that runs without one; V8 has one for each. */
export function builtinInside(agent: Agent): Frame | null {
  const { frame } = agent;
  // What built-ins do within themselves.
  if (frame?.native === null && frame.code.source.provider === 'ECMAScript') return frame;
  let fn = agent.builtin;
  let thisValue = agent.builtinThis;
  if (fn === null && frame !== null && frame.native === null) {
    const { instructions } = frame.code;
    const call = frame.pc - CALL_LENGTH;
    if (instructions === null || call < 0 || instructions[call] !== Op.Call) return frame;
    fn = frame.registers[instructions[call + 2]!] as JSObject;
    thisValue = frame.registers[instructions[call + 3]!];
  }
  if (!isObject(fn) || fn.kind !== Kind.Native) return frame;
  const { realm, provider } = fn.data as NativeFunction;
  if (provider !== 'ECMAScript') return frame;
  const context = new Frame(NO_CODE, [], null, fn, thisValue, undefined, null, realm, NOTHING);
  context.caller = frame;
  return context;
}

/** `Error.prepareStackTrace`, V8's way to let a program word its stacks; what it is when nobody is asked. */
function preparer(agent: Agent): Value | typeof SLOW {
  const { Error } = agent.realm.intrinsics;
  return Error === undefined || agent.hooks.proposals === true ? undefined : peek(Error, 'prepareStackTrace');
}

function messageOf(error: JSObject): string {
  const message = peek(error, 'message');
  return message === undefined || isObject(message) || typeof message === 'symbol' ? '' : String(message);
}

/** The lines of the current stack, each starting with a line break. */
export function stackLines(agent: Agent, below: JSObject | null = null, top = agent.frame): string {
  return stackEntries(agent, below, AS_LINES, top)
    .map((line) => `\n    at ${line}`)
    .join('');
}

const AS_LINES: EntryMaker<string> = {
  context: (frame, isAsync) => (isAsync ? `async ${describeFrame(frame)}` : describeFrame(frame)),
  line: (text) => text,
};

/** The entries of the current stack, top first, as many as `Error.stackTraceLimit` allows. */
export function stackEntries<T>(
  agent: Agent,
  below: JSObject | null,
  make: EntryMaker<T>,
  top: Frame | null = agent.frame,
): T[] {
  const constructor = agent.realm.intrinsics.Error;
  const wished = constructor === undefined ? DEFAULT_LIMIT : peek(constructor, 'stackTraceLimit');
  const limit = typeof wished === 'number' ? Math.max(0, Math.floor(wished)) : 0;
  const entries: T[] = [];
  let skipping = below !== null;
  let resumed: Frame | null = null;
  for (let frame = top; frame !== null && entries.length < limit; frame = frame.caller) {
    if (frame.internal || (frame.native !== null && frame.fn === null)) continue;
    // What built-ins do within themselves.
    if (frame.native === null && frame.code.source.provider === 'ECMAScript') continue;
    if (skipping) {
      if (frame.fn === below) skipping = false;
      continue;
    }
    resumed = frame;
    if (isInvisible(frame) || isPassedOver(frame)) continue;
    if (frame.native === null && agent.hooks.isLeftOutOfTraces?.(frame.code.source.name)) continue;
    const lines = frame.native && agent.hooks.stackTraceOf?.(frame.fn!);
    if (lines) entries.push(...lines.map(make.line));
    else entries.push(make.context(frame, false));
  }
  if (skipping) return [];
  for (const line of agent.hooks.stackTraceTail(agent)) entries.push(make.line(line));
  if (entries.length < limit && resumed !== null) entries.push(...awaiting(resumed, limit - entries.length, make));
  return entries.length > limit ? entries.slice(0, limit) : entries;
}

/** Built-ins of V8 that leave no trace: they jump to what they call, or do the work of their caller. */
function isInvisible({ native, fn, caller, realm: { intrinsics } }: Frame): boolean {
  if (native === null) return false;
  if (fn === intrinsics.Array || fn === intrinsics.Proxy) return true;
  const { name, provider } = fn!.data as NativeFunction;
  // What browsers provide is not made of V8's own built-ins.
  if (provider === 'HTML') return true;
  if (name === 'call' || name === 'apply' || name === 'construct' || name === 'bind') return true;
  return name === '[Symbol.replace]' && caller?.fn != null && (caller.fn.data as NativeFunction).name === 'replace';
}

/** The async functions that wait, one for the other, for the one that was resumed at the bottom of the stack. */
function awaiting<T>(bottom: Frame, most: number, make: EntryMaker<T>): T[] {
  const entries: T[] = [];
  let { owner } = bottom;
  if (!bottom.code.async || bottom.code.generator || !bottom.detached) return entries;
  while (entries.length < most && owner?.kind === Kind.Promise) {
    const reactions: readonly PromiseReaction[] = (owner.data as PromiseData).fulfillReactions ?? [];
    const handler = reactions.length === 1 ? reactions[0]!.handler : undefined;
    if (typeof handler !== 'object') break;
    if (handler instanceof Frame) {
      entries.push(make.context(handler, true));
      owner = handler.owner;
      continue;
    }
    const element = (handler.data as NativeFunction).captured;
    if (!(element instanceof CombinatorElement)) break;
    entries.push(make.line(`async Promise.${element.combinator} (index ${element.index})`));
    owner = element.result;
  }
  return entries;
}
