import {
  Closure,
  functionSourceText,
  getOwnProperty,
  type JSObject,
  Kind,
  type Steps,
  ToBoolean,
  ToString,
} from '../../../engine';
import { type Context, get } from './context';

/** Whether Node takes a function's text for that of a class: a parenthesis before the body leads it astray. */
function looksLikeClass(text: string): boolean {
  if (!text.startsWith('class') || !text.endsWith('}')) return false;
  const inside = text.slice(5, -1);
  const head = inside.slice(0, Math.max(0, inside.indexOf('{')));
  return !head.includes('(') || /^\s+[^(]*?\s*\{/.test(inside.replace(/\/\/.*?\n|\/\*[\s\S]*?\*\//g, ''));
}

/** A function or class in brackets. */
export function* functionBase(c: Context, fn: JSObject, constructor: string | null, tag: string): Steps<string> {
  const code = fn.data instanceof Closure ? fn.data.code : null;
  if ((code === null || code.isClassConstructor) && fn.kind !== Kind.Proxy && looksLikeClass(functionSourceText(fn))) {
    const own = getOwnProperty(fn, 'name');
    const name = own === undefined ? '' : yield* get(c, fn, 'name');
    let base = `class ${ToBoolean(name) ? yield* ToString(c.agent, name) : '(anonymous)'}`;
    if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
    if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
    if (constructor !== null) {
      const parent = fn.proto === null ? '' : yield* get(c, fn.proto, 'name');
      if (ToBoolean(parent)) base += ` extends ${yield* ToString(c.agent, parent)}`;
    } else base += ' extends [null prototype]';
    return `[${base}]`;
  }
  let type = 'Function';
  if (code?.generator) type = `Generator${type}`;
  if (code?.async) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base +=
    (yield* get(c, fn, 'name')) === '' ? ' (anonymous)' : `: ${yield* ToString(c.agent, yield* get(c, fn, 'name'))}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}
