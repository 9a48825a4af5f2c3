import {
  getOwnProperty,
  HasProperty,
  IsArray,
  isObject,
  type JSObject,
  Kind,
  type PropertyKey,
  type Steps,
  ToString,
  type Value,
} from '../../../engine';
import { prefixOf } from './class-name';
import { type Context, get, style } from './context';
import { markFrames } from './frames';

function* errorText(c: Context, error: JSObject): Steps<string> {
  const stack = yield* get(c, error, 'stack');
  if (typeof stack === 'string' && stack !== '') return stack;
  if (isObject(stack)) return yield* ToString(c.agent, stack);
  const name = yield* get(c, error, 'name');
  const message = yield* get(c, error, 'message');
  const n = name === undefined ? 'Error' : String(name as string);
  const m = message === undefined ? '' : String(message as string);
  return n === '' ? m : m === '' ? n : `${n}: ${m}`;
}

/** An error as its stack, with what its name, cause and class add. */
export function* formatError(
  c: Context,
  error: JSObject,
  constructor: string | null,
  tag: string,
  keys: PropertyKey[],
): Steps<string> {
  let stack = yield* errorText(c, error);
  const name = yield* get(c, error, 'name');
  const message = yield* get(c, error, 'message');
  if (!c.showHidden && keys.length > 0) {
    for (const key of ['name', 'message', 'stack']) {
      const index = keys.indexOf(key);
      if (index < 0) continue;
      const value = yield* get(c, error, key);
      if (typeof value !== 'string' || stack.includes(value)) keys.splice(index, 1);
    }
  }
  if ((yield* HasProperty(c.agent, error, 'cause')) && !keys.includes('cause')) keys.push('cause');
  if (IsArray(c.agent, yield* get(c, error, 'errors')) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, typeof name === 'string' ? name : 'Error', tag);
  const text = typeof message === 'string' ? message : '';
  let position = text === '' ? -1 : stack.indexOf(text);
  if (position !== -1) position += text.length;
  const frames = stack.indexOf('\n    at', position === -1 ? 0 : position);
  if (frames === -1) stack = `[${stack}]`;
  else {
    const told = yield* withoutCommonFrames(c, error, stack.slice(frames));
    stack = `${stack.slice(0, frames)}${c.colors ? markFrames(c.agent, told) : told}`;
  }
  if (c.indentation !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(c.indentation)}`);
  return stack;
}

/** Frames that the error shares with its cause are told once. */
function* withoutCommonFrames(c: Context, error: JSObject, frames: string): Steps<string> {
  const cause = getOwnProperty(error, 'cause');
  const value = cause?.isAccessor ? undefined : (cause?.value as Value);
  if (!isObject(value) || value.kind !== Kind.Error) return frames;
  const stack = yield* errorText(c, value);
  const at = stack.indexOf('\n    at');
  if (at === -1) return frames;
  const own = frames.slice(1).split('\n');
  const theirs = stack.slice(at + 1).split('\n');
  for (const [start, frame] of own.entries()) {
    const other = theirs.indexOf(frame);
    if (other === -1) continue;
    let common = 1;
    while (start + common < own.length && own[start + common] === theirs[other + common]) common++;
    if (common <= 3) continue;
    // The first and the last of them stay.
    const told = `    ... ${common - 2} lines matching cause stack trace ...`;
    own.splice(start + 1, common - 2, style(c, told, 'undefined'));
    break;
  }
  return `\n${own.join('\n')}`;
}

/** Names the class in the first line when the stack doesn't. */
function improveStack(stack: string, constructor: string | null, name: string, tag: string): string {
  let length = name.length;
  if (
    constructor !== null &&
    !(
      name.endsWith('Error') &&
      stack.startsWith(name) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n')
    )
  )
    return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start?.[1] ?? '';
    length = fallback.length;
    fallback = fallback === '' ? 'Error' : fallback;
  }
  const prefix = prefixOf(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (prefix.includes(name)) return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
  return `${prefix} [${name}]${stack.slice(length)}`;
}
