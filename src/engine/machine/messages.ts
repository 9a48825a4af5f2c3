import type { Node } from '../../syntax';
import { describeValue, describeWithType } from '../operations/describe';
import type { Closure } from '../values/function';
import type { JSObject } from '../values/object';
import type { Value } from '../values/value';
import type { Frame } from './frame';
import { calleeOf, foundAfter, foundAtStart } from './iteration-site';
import { literalValue } from './literal-value';

const INTERMEDIATE = '(intermediate value)';

/** Source text of an expression as V8 quotes it in messages: `a.b`, `f(...)`, `(intermediate value).x`. */
export function renderExpression(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'Literal':
      if (typeof node.value === 'string') return `"${node.value}"`;
      if (node.regex) return `/${node.regex.pattern}/${node.regex.flags}`;
      return node.bigint ? INTERMEDIATE : String(node.value);
    case 'TemplateLiteral':
      return node.expressions.length === 0
        ? `"${node.quasis[0].value.cooked}"`
        : node.expressions.map(renderExpression).join('');
    case 'ConditionalExpression':
      return INTERMEDIATE.repeat(3);
    case 'AssignmentExpression':
      return renderExpression(node.left);
    case 'SequenceExpression':
      return `(${node.expressions.map(renderExpression).join(' , ')})`;
    case 'ParenthesizedExpression':
      return renderExpression(node.expression);
    case 'MemberExpression': {
      const object = node.object.type === 'Super' ? '(intermediate value)' : renderExpression(node.object);
      const { property } = node;
      const link = node.optional ? '?.' : '';
      if (!node.computed) return `${object}${link || '.'}${renderExpression(property)}`;
      if (property.type === 'Literal' && typeof property.value === 'string')
        return `${object}${link || '.'}${property.value}`;
      return `${object}${link}[${renderExpression(property)}]`;
    }
    case 'CallExpression':
      return `${renderExpression(node.callee)}(...)`;
    case 'ObjectExpression':
      return `{${node.properties.map(() => INTERMEDIATE).join('')}}`;
    case 'SpreadElement':
      return `(...${renderExpression(node.argument)})`;
    case 'ArrayExpression':
      return `[${node.elements.map((e: Node | null) => (e ? renderExpression(e) : INTERMEDIATE)).join(',')}]`;
    case 'UnaryExpression': {
      const value = literalValue(node);
      if (value !== undefined) return String(value);
      return `(${node.operator}${/[a-z]/.test(node.operator) ? ' ' : ''}${renderExpression(node.argument)})`;
    }
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const value = literalValue(node);
      if (value !== undefined) return String(value);
      return `(${renderExpression(node.left)} ${node.operator} ${renderExpression(node.right)})`;
    }
    case 'UpdateExpression':
      return node.prefix
        ? `(${node.operator}${renderExpression(node.argument)})`
        : `(${renderExpression(node.argument)}${node.operator})`;
    case 'TaggedTemplateExpression':
      return `${renderExpression(node.tag)}(...)`;
    case 'ImportExpression':
      return `import(${renderExpression(node.source)})`;
    default:
      return INTERMEDIATE;
  }
}

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
    if (site.iterated !== undefined) return iterationMessage(site, site.iterated === 'async');
    return `${renderExpression(calleeOf(site)!)} is not a function`;
  }
  if (site.type === 'NewExpression') return `${renderExpression(site.callee)} is not a constructor`;
  return `${describeWithType(value)} is not a function`;
}

/** Whether a frame is one of Function.prototype.call. */
function isCall(frame: Frame): boolean {
  const { fn } = frame;
  return fn !== null && fn === frame.realm.intrinsics.FunctionPrototypeCall;
}

export function notConstructorMessage(frame: Frame, value: Value): string {
  const site = frame.native === null ? siteOf(frame) : undefined;
  if (site?.type === 'NewExpression') return `${renderExpression(site.callee)} is not a constructor`;
  if (site?.type === 'CallExpression' && site.callee.type === 'Super') {
    return `Super constructor ${describeValue(value)} of anonymous class is not a constructor`;
  }
  return `${site?.type === 'Unnamed' ? describeWithType(value) : describeValue(value)} is not a constructor`;
}

export function notIterableMessage(frame: Frame, value: Value, isAsync: boolean): string {
  const site = siteOf(frame);
  const symbol = isAsync ? 'asyncIterator' : 'iterator';
  const unnamed = `${describeWithType(value)} is not ${isAsync ? 'async ' : ''}iterable (cannot read property Symbol(Symbol.${symbol}))`;
  switch (site?.type) {
    case undefined:
    case 'Spread':
    case 'Unnamed':
      return unnamed;
    case 'LastSpread':
      return value === undefined || value === null
        ? `${site!.argument ? renderExpression(site!.argument) : describeWithType(value)} is not iterable (cannot read property ${value})`
        : 'Spread syntax requires ...iterable[Symbol.iterator] to be a function';
    case 'ArrayPattern': {
      if (site!.within !== undefined) {
        const whole = renderExpression(site!.within);
        return value === undefined || value === null
          ? `Cannot destructure property 'Symbol(Symbol.iterator)' of '${whole}' as it is ${value}.`
          : `${whole} is not iterable (cannot read property Symbol(Symbol.iterator))`;
      }
      const source: Node | undefined = site!.assigned ? undefined : site!.destructured;
      if (site!.fallback !== undefined) return foundMessage(site!, foundAfter(site!.fallback), unnamed, isAsync);
      if (source === undefined) return unnamed;
      return foundMessage(source, foundAtStart(source, site!.destructuredAt), unnamed, isAsync);
    }
    case 'LoopSubject': {
      const subject: Node = site!.expression;
      const found = foundAfter(subject);
      if (isAsync && value === undefined && found === subject) break;
      return foundMessage(subject, found, unnamed, isAsync);
    }
    case 'YieldExpression': {
      const { argument } = site!;
      return argument.type === 'MemberExpression' || argument.type === 'CallExpression'
        ? `yield* ${INTERMEDIATE} is not iterable`
        : unnamed;
    }
  }
  if (isAsync && value === undefined)
    return "Cannot read properties of undefined (reading 'Symbol(Symbol.asyncIterator)')";
  return iterationMessage(site!, isAsync);
}

/** What is said of a value that can't be iterated if V8 finds `found`, a part of its expression, at the place. */
function foundMessage(source: Node, found: Node | null, unnamed: string, isAsync: boolean): string {
  if (found === source && source.type !== 'ChainExpression') return iterationMessage(source, isAsync);
  // A call inside is named as if it were the one that failed.
  const callee = found === null ? undefined : calleeOf(found);
  if (callee === undefined) return unnamed;
  return `${renderExpression(callee)} ${unnamed.slice(unnamed.indexOf('is not '))}`;
}

function iterationMessage(source: Node, isAsync: boolean): string {
  const word = isAsync ? 'async iterable' : 'iterable';
  const callee = calleeOf(source);
  // Here V8 leaves the arguments of calls out.
  const text = renderExpression(callee ?? source).replaceAll('(...)', '');
  return callee !== undefined
    ? `${text} is not a function or its return value is not ${word}`
    : `${text} is not ${word}`;
}

/** What V8 says of an array literal's spread whose iterator has no `next`. */
export function notSpreadableMessage(frame: Frame): string | null {
  const site = siteOf(frame);
  return site === undefined || /Spread$|Unnamed/.test(site.type) ? null : iterationMessage(site, false);
}

export function classCalledMessage(fn: JSObject): string {
  const { name } = (fn.data as Closure).code;
  return name === ''
    ? `Class constructors cannot be invoked without 'new'`
    : `Class constructor ${name} cannot be invoked without 'new'`;
}

/** What a pattern was given that can't be destructured. */
export function notDestructurableMessage(frame: Frame, value: Value): string {
  const site = siteOf(frame);
  const first = site?.properties?.[0];
  if (first === undefined && site?.withinKey !== undefined)
    return `Cannot destructure property '${site.withinKey}' of '${renderExpression(site.within)}' as it is ${String(value)}.`;
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
  return renderExpression(source);
}
