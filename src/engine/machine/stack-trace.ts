import type { Agent } from '../agent';
import { describeError } from '../operations/describe';
import type { PromiseData, PromiseReaction } from '../operations/promise';
import { CombinatorElement } from '../records/combinator-element';
import type { NativeFunction } from '../values/function';
import { type JSObject, Kind, LazyStack, peek, setHidden } from '../values/object';
import { ACCESSOR, C } from '../values/shape';
import { isObject } from '../values/value';
import { describeCall } from './call-site';
import { Frame } from './frame';

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
export function captureStack(agent: Agent, error: JSObject, below: JSObject | null = null): void {
  const lines = stackLines(agent, below);
  if (error.kind === Kind.Error && agent.hooks.proposals === true) {
    error.data = describeError(error) + lines;
    return;
  }
  const { StackGetter, StackSetter } = agent.realm.intrinsics;
  const message = agent.hooks.stackMessage === 'captured' ? messageOf(error) : null;
  setHidden(error, 'stack', new LazyStack(StackGetter!, StackSetter!, lines, message, describeError), C | ACCESSOR);
}

function messageOf(error: JSObject): string {
  const message = peek(error, 'message');
  return message === undefined || isObject(message) || typeof message === 'symbol' ? '' : String(message);
}

/** The lines of the current stack, each starting with a line break. */
export function stackLines(agent: Agent, below: JSObject | null = null): string {
  const constructor = agent.realm.intrinsics.Error;
  const wished = constructor === undefined ? DEFAULT_LIMIT : peek(constructor, 'stackTraceLimit');
  const limit = typeof wished === 'number' ? Math.max(0, Math.floor(wished)) : 0;
  const lines: string[] = [];
  let skipping = below !== null && onStack(agent.frame, below);
  let resumed: Frame | null = null;
  for (let frame = agent.frame; frame !== null && lines.length < limit; frame = frame.caller) {
    if (frame.internal || (frame.native !== null && frame.fn === null)) continue;
    if (skipping) {
      if (frame.fn === below) skipping = false;
      continue;
    }
    resumed = frame;
    if (isInvisible(frame)) continue;
    lines.push(...((frame.native && agent.hooks.stackTraceOf?.(frame.fn!)) ?? [describeFrame(frame)]));
  }
  lines.push(...agent.hooks.stackTraceTail(agent));
  if (lines.length < limit && resumed !== null) lines.push(...awaiting(resumed, limit - lines.length));
  return lines
    .slice(0, limit)
    .map((line) => `\n    at ${line}`)
    .join('');
}

/** Built-ins of V8 that leave no trace: they jump to what they call, or do the work of their caller. */
function isInvisible({ native, fn, caller }: Frame): boolean {
  if (native === null) return false;
  const { name } = fn!.data as NativeFunction;
  if (name === 'call' || name === 'apply' || name === 'construct' || name === 'bind') return true;
  return name === '[Symbol.replace]' && caller?.fn != null && (caller.fn.data as NativeFunction).name === 'replace';
}

/** The async functions that wait, one for the other, for the one that was resumed at the bottom of the stack. */
function awaiting(bottom: Frame, most: number): string[] {
  const lines: string[] = [];
  let { owner } = bottom;
  if (!bottom.code.async || bottom.code.generator || !bottom.detached) return lines;
  while (lines.length < most && owner?.kind === Kind.Promise) {
    const reactions: readonly PromiseReaction[] = (owner.data as PromiseData).fulfillReactions ?? [];
    const handler = reactions.length === 1 ? reactions[0]!.handler : undefined;
    if (typeof handler !== 'object') break;
    if (handler instanceof Frame) {
      lines.push(`async ${describeFrame(handler)}`);
      owner = handler.owner;
      continue;
    }
    const element = (handler.data as NativeFunction).captured;
    if (!(element instanceof CombinatorElement)) break;
    lines.push(`async Promise.${element.combinator} (index ${element.index})`);
    owner = element.result;
  }
  return lines;
}

function onStack(frame: Frame | null, fn: JSObject): boolean {
  for (; frame !== null; frame = frame.caller) if (frame.fn === fn) return true;
  return false;
}

/** One line of a stack trace, without the indentation. */
function describeFrame(frame: Frame): string {
  const { code } = frame;
  if (frame.native !== null) return `${describeCall(frame)} (<anonymous>)`;
  const place = describePlace(frame);
  const call = code.kind === 'script' || code.kind === 'module' ? '' : describeCall(frame);
  return call === '' ? place : `${call} (${place})`;
}

function describePlace(frame: Frame): string {
  const { line, column } = position(frame);
  const { source } = frame.code;
  return `${source.origin === null ? '' : `${source.origin()}, `}${source.name}:${line}:${column}`;
}

/** Where code made from a text at run time comes from: the place of the `eval` or `Function` call. */
export function originOf(agent: Agent): (() => string) | null {
  let caller = agent.frame;
  while (caller !== null && (caller.native !== null || caller.internal)) caller = caller.caller;
  if (caller === null) return null;
  const { pc } = caller;
  const frame = caller;
  return () => {
    const now = frame.pc;
    frame.pc = pc;
    const { code } = frame;
    const name = code.kind === 'script' || code.kind === 'module' ? '' : describeCall(frame).replace(/^.*\./, '');
    const text = `eval at ${name || '<anonymous>'} (${describePlace(frame)})`;
    frame.pc = now;
    return text;
  };
}

/** Where `frame` stands: 1-based line and column. */
export function position(frame: Frame): { line: number; column: number; offset: number } {
  const { code } = frame;
  const row = code.positionRow(frame.pc);
  const offset = row < 0 ? (code.node?.start ?? 0) : code.positions[row + 3]!;
  return { ...code.source.position(offset), offset };
}
