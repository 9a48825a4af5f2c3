import type { Node } from '../../syntax';
import { describeValue, describeWithType } from '../operations/describe';
import type { Closure } from '../values/function';
import { type JSObject, peek } from '../values/object';
import type { Value } from '../values/value';
import { positionOf } from './expression-position';
import { INTERMEDIATE, quote, renderExpression } from './expression-text';
import type { Frame } from './frame';
import { calleeOf, foundAt, foundAtStart, lastNoted, lastNotedInside } from './iteration-site';

/** The node noted for the instruction before `frame.pc`, if any. */
function siteOf(frame: Frame): Node | undefined {
  // The note stands at the start of the instruction, at most eight words before the current pc.
  for (let pc = frame.pc - 1; pc >= 0 && pc >= frame.pc - 8; pc--) {
    const node = frame.code.sites.get(pc);
    if (node !== undefined) return node;
  }
  return undefined;
}

export function notCallableMessage(frame: Frame, value: Value): string {
  if (frame.native !== null) {
    // `f.call.call(1)`: what was written is named.
    let below: Frame | null = frame;
    while (below !== null && below.native !== null && isCall(below)) below = below.caller;
    if (below !== frame && below !== null && below.native === null) return notCallableMessage(below, value);
    return `${describeWithType(value)} is not a function`;
  }
  const site = siteOf(frame);
  if (site === undefined) return `${describeWithType(value)} is not a function`;
  if (site.type === 'CallExpression' || site.type === 'TaggedTemplateExpression') {
    const { text } = frame.code.source;
    return iteratedCallMessage(site, frame) ?? `${renderExpression(calleeOf(site)!, text)} is not a function`;
  }
  if (site.type === 'LoopStep') return '.for is not iterable';
  if (site.type === 'NewExpression') return notConstructorMessage(frame, value);
  return `${describeWithType(value)} is not a function`;
}

/** What V8 says of a call that is iterated itself: it finds that first. Null for other calls. */
function iteratedCallMessage(call: Node, frame: Frame): string | null {
  if (call.iterated === undefined) return null;
  if (call.iterated === 'delegate') return `${delegation(frame)} is not ${frame.code.async ? 'async ' : ''}iterable`;
  const { text } = frame.code.source;
  return iterationMessage(call.quoted ?? call, positionOf(call, text), text, call.iterated === 'async');
}

/** What `yield*` was given, as V8 quotes it: of an asynchronous one it goes through all that it's made of. */
function delegation({ code }: Frame): string {
  return `yield* ${INTERMEDIATE.repeat(code.async ? 4 : 1)}`;
}

/** Whether a frame is of a built-in that hands its call over, and leaves no frame of its own in V8. */
function isCall({ fn, realm }: Frame): boolean {
  const { FunctionPrototypeCall, FunctionPrototypeApply, ReflectApply } = realm.intrinsics;
  return fn !== null && (fn === FunctionPrototypeCall || fn === FunctionPrototypeApply || fn === ReflectApply);
}

export function notConstructorMessage(frame: Frame, value: Value): string {
  const site = frame.native === null ? siteOf(frame) : undefined;
  if (site?.type === 'NewExpression') {
    if (site.iterated === 'delegate') return `${delegation(frame)} is not a constructor`;
    if (site.iterated === 'async') return `${INTERMEDIATE} is not a constructor`;
    const isIterated = site.iterated === 'sync';
    return `${quote(site.callee, { isIterated, position: -1, text: frame.code.source.text }).text} is not a constructor`;
  }
  if (site?.type === 'CallExpression' && site.callee.type === 'Super') {
    return `Super constructor ${describeValue(value)} of anonymous class is not a constructor`;
  }
  return `${site?.type === 'Unnamed' ? describeWithType(value) : describeValue(value)} is not a constructor`;
}

/** What is said of a value that has no method to iterate over it, but `method`. */
export function notIterableMessage(frame: Frame, value: Value, isAsync: boolean, method?: Value): string {
  const site = siteOf(frame);
  const { text } = frame.code.source;
  if (isAsync && (value === undefined || value === null))
    return `Cannot read properties of ${value} (reading 'Symbol(Symbol.asyncIterator)')`;
  const unnamed = isAsync
    ? `${describeWithType(method)} is not a function`
    : `${describeWithType(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`;
  switch (site?.type) {
    case undefined:
    case 'Unnamed':
      return unnamed;
    case 'Spread':
      return partMessage(foundAt(site!.argument, positionOf(site!.argument, text), text), text, unnamed);
    case 'LastSpread':
      return value === undefined || value === null
        ? `${spreadText(site!, value, frame)} is not iterable (cannot read property ${value})`
        : 'Spread syntax requires ...iterable[Symbol.iterator] to be a function';
    case 'ArrayPattern': {
      if (site!.within !== undefined) {
        const whole = renderExpression(site!.within, text);
        return value === undefined || value === null
          ? `Cannot destructure property 'Symbol(Symbol.iterator)' of '${whole}' as it is ${value}.`
          : `${whole} is not iterable (cannot read property Symbol(Symbol.iterator))`;
      }
      const { fallback, destructured, assigned, assignment } = site!;
      // What is iterated next has the place of the value.
      if (assignment?.iterated)
        return iterationMessage(assignment.quoted ?? assignment, -1, text, assignment.iterated === 'async');
      if (fallback !== undefined) {
        const position = lastNotedInside(fallback, text);
        // A parameter's default is part of an expression that has no position.
        if (fallback.iterated !== undefined && position >= 0 && position === positionOf(fallback, text))
          return iterationMessage(fallback, position, text, isAsync);
        return partMessage(foundAt(fallback, position, text), text, unnamed);
      }
      if (destructured === undefined || assigned) return unnamed;
      const found = foundAtStart(destructured, site!.destructuredAt);
      if (found === destructured) return iterationMessage(destructured, site!.destructuredAt, text, isAsync);
      return partMessage(found ?? undefined, text, unnamed);
    }
    case 'LoopSubject': {
      const subject: Node = site!.expression;
      const own = positionOf(subject, text);
      const position = lastNoted(subject, text);
      if (position === own || position < 0) return iterationMessage(subject, own, text, isAsync);
      return partMessage(foundAt(subject, position, text), text, unnamed);
    }
    case 'YieldExpression':
      return delegationMessage(site!.argument, text, unnamed);
  }
  return iterationMessage(site!, positionOf(site!, text), text, isAsync);
}

/** The last argument of a call, which is spread, as V8 quotes it. */
function spreadText({ argument, call }: Node, value: Value, frame: Frame): string {
  // A call that is iterated itself is found as that first.
  if (call?.iterated === 'delegate') return delegation(frame);
  if (!argument) return describeWithType(value);
  return quote(argument, { isIterated: call?.iterated === 'sync', position: -1, text: frame.code.source.text }).text;
}

/** What V8 finds where something that `yield*` was given lacks a method. */
function delegationMessage(argument: Node, text: string, unnamed: string): string {
  const position = lastNoted(argument, text);
  if (position >= 0 && position === positionOf(argument, text)) return `yield* ${INTERMEDIATE} is not iterable`;
  return partMessage(foundAt(argument, position, text), text, unnamed);
}

/** What is said of a `throw` or `return` that is no function, where `yield*` wants to call it. */
export function notDelegatedMessage(frame: Frame, method: Value): string {
  const unnamed = `${describeWithType(method)} is not a function`;
  const site = siteOf(frame);
  if (frame.code.async || site?.type !== 'YieldExpression') return unnamed;
  return delegationMessage(site.argument, frame.code.source.text, unnamed);
}

/** What is said if V8 finds only a part of the expression: it's named as if it were what failed. */
function partMessage(part: Node | undefined, text: string, unnamed: string): string {
  if (part?.type === 'SpreadElement')
    return iterationMessage(part.argument, positionOf(part.argument, text), text, false);
  const callee = part === undefined ? undefined : calleeOf(part);
  return callee === undefined
    ? unnamed
    : `${renderExpression(callee, text)} ${unnamed.slice(unnamed.indexOf('is not '))}`;
}

/** What is said of an expression that V8 finds as a whole, looking for the place `position`. */
function iterationMessage(source: Node, position: number, text: string, isAsync: boolean): string {
  const word = isAsync ? 'async iterable' : 'iterable';
  const quoted = quote(source, { isIterated: !isAsync, position, text });
  return quoted.isCall
    ? `${quoted.text} is not a function or its return value is not ${word}`
    : `${quoted.text} is not ${word}`;
}

/** What V8 finds where the `next` of an iterator that a spread or a loop uses is no function; null if nothing. */
export function noNextMessage(frame: Frame): string | null {
  const site = siteOf(frame);
  const { text } = frame.code.source;
  switch (site?.type) {
    case undefined:
    case 'Unnamed':
    case 'Spread':
      return null;
    case 'LoopStep':
      return '.for is not iterable';
    case 'LastSpread': {
      const call: Node | null | undefined = site!.call;
      if (!call) return null;
      return iteratedCallMessage(call, frame) ?? `${renderExpression(call.callee, text)} is not a function`;
    }
    default:
      return iterationMessage(site!, positionOf(site!, text), text, false);
  }
}

export function classCalledMessage(fn: JSObject): string {
  const { name, source } = (fn.data as Closure).code;
  if (source.provider === 'HTML')
    return `Failed to construct '${String(peek(fn, 'name'))}': Please use the 'new' operator, this DOM object constructor cannot be called as a function.`;
  return name === ''
    ? `Class constructors cannot be invoked without 'new'`
    : `Class constructor ${name} cannot be invoked without 'new'`;
}

/** What a pattern was given that can't be destructured. */
export function notDestructurableMessage(frame: Frame, value: Value): string {
  const site = siteOf(frame);
  const first = site?.properties?.[0];
  if (first === undefined && site?.withinKey !== undefined)
    return `Cannot destructure property '${site.withinKey}' of '${renderExpression(site.within, frame.code.source.text)}' as it is ${String(value)}.`;
  const bare = site?.nested === true || first?.value?.type === 'AssignmentPattern';
  if (bare && first && first.type === 'Property' && !first.computed) {
    const key = first.key.type === 'Identifier' ? first.key.name : String(first.key.value);
    return `Cannot read properties of ${String(value)} (reading '${key}')`;
  }
  if (first && first.type === 'Property' && !first.computed) {
    const key = first.key.type === 'Identifier' ? first.key.name : String(first.key.value);
    return `Cannot destructure property '${key}' of '${destructuredText(frame, value)}' as it is ${String(value)}.`;
  }
  if (site?.type === 'Unnamed') return `Cannot read properties of ${String(value)}`;
  return `Cannot destructure '${destructuredText(frame, value)}' as it is ${String(value)}.`;
}

function destructuredText(frame: Frame, value: Value): string {
  const source = siteOf(frame)?.destructured as Node | undefined;
  if (source === undefined) return describeWithType(value);
  return renderExpression(source, frame.code.source.text);
}
