import type { Agent } from '../agent';
import { describeError } from '../operations/describe';
import type { Closure, NativeFunction } from '../values/function';
import { type JSObject, Kind, LazyStack, peek, setHidden } from '../values/object';
import { ACCESSOR, C } from '../values/shape';
import { isObject } from '../values/value';
import type { Frame } from './frame';

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
  let lines = '';
  let count = 0;
  let skipping = below !== null && onStack(agent.frame, below);
  for (let frame = agent.frame; frame !== null && count < limit; frame = frame.caller) {
    if (frame.internal || (frame.native !== null && frame.fn === null)) continue;
    if (skipping) {
      if (frame.fn === below) skipping = false;
      continue;
    }
    lines += `\n    at ${describeFrame(agent, frame)}`;
    count++;
  }
  if (count < limit) {
    for (const line of agent.hooks.stackTraceTail(agent)) {
      if (count++ === limit) break;
      lines += `\n    at ${line}`;
    }
  }
  return lines;
}

function onStack(frame: Frame | null, fn: JSObject): boolean {
  for (; frame !== null; frame = frame.caller) if (frame.fn === fn) return true;
  return false;
}

/** One line of a stack trace, without the indentation. */
function describeFrame(agent: Agent, frame: Frame): string {
  if (frame.native !== null) {
    const data = frame.fn!.data as NativeFunction;
    return `${receiver(frame)}${data.name} (<anonymous>)`;
  }
  const { code } = frame;
  const { line, column } = position(frame);
  const place = `${code.source.name}:${line}:${column}`;
  if (code.kind === 'script' || code.kind === 'module')
    return code.kind === 'script' ? agentPlace(agent, place) : place;
  const name = code.kind === 'eval' ? 'eval' : functionName(frame);
  if (frame.newTarget !== undefined && code.kind !== 'arrow') return `new ${name || '<anonymous>'} (${place})`;
  if (code.async && frame.detached && !code.generator) return `async ${name ? `${name} (${place})` : place}`;
  return name ? `${name} (${place})` : place;
}

function agentPlace(_agent: Agent, place: string): string {
  return place;
}

function functionName(frame: Frame): string {
  const { code } = frame;
  const fn = frame.fn;
  const own = fn === null ? code.name : peek(fn, 'name');
  const name = typeof own === 'string' ? own : code.name;
  if (code.kind === 'initializer') return name;
  if (code.kind !== 'method' && code.kind !== 'getter' && code.kind !== 'setter') {
    // A plain function called as a method is shown with its receiver's class.
    return code.kind === 'arrow' || name === '' ? name : receiver(frame) + name;
  }
  return receiver(frame) + name;
}

/** `Class.` in front of a method's name, as V8 shows it. */
function receiver(frame: Frame): string {
  const { thisValue, code } = frame;
  if (thisValue === undefined || thisValue === null) return '';
  if (!isObject(thisValue)) {
    const type = typeof thisValue;
    return code.strict || frame.native !== null ? `${type.charAt(0).toUpperCase()}${type.slice(1)}.` : '';
  }
  if (thisValue === frame.realm.globalObject || thisValue === frame.realm.globalThis)
    return frame.native !== null || code.kind === 'method' ? '' : '';
  if (thisValue.kind === Kind.Closure || thisValue.kind === Kind.Native) {
    const name = peek(thisValue, 'name');
    if (thisValue.kind === Kind.Closure && !(thisValue.data as Closure).code.isClassConstructor) return 'Function.';
    return typeof name === 'string' && name !== '' ? `${name}.` : 'Function.';
  }
  if (thisValue.kind === Kind.Proxy) return 'Proxy.';
  const constructor = peek(thisValue, 'constructor');
  if (isObject(constructor)) {
    const name = peek(constructor, 'name');
    if (typeof name === 'string' && name !== '') return `${name}.`;
  }
  return 'Object.';
}

/** Where `frame` stands: 1-based line and column. */
export function position(frame: Frame): { line: number; column: number; offset: number } {
  const { code } = frame;
  const row = code.positionRow(frame.pc);
  const offset = row < 0 ? (code.node?.start ?? 0) : code.positions[row + 3]!;
  return { ...code.source.position(offset), offset };
}
