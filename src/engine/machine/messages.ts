import type { Node } from '../../syntax';
import { describeValue } from '../operations/describe';
import type { Closure } from '../values/function';
import type { JSObject } from '../values/object';
import type { Value } from '../values/value';
import type { Frame } from './frame';

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
      return node.bigint ? String(node.bigint) : String(node.value);
    case 'ParenthesizedExpression':
    case 'ChainExpression':
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
    case 'ArrayExpression':
      return `[${node.elements.map((e: Node | null) => (e ? renderExpression(e.type === 'SpreadElement' ? e.argument : e) : '')).join(',')}]`;
    case 'UnaryExpression':
      return `(${node.operator}${/[a-z]/.test(node.operator) ? ' ' : ''}${renderExpression(node.argument)})`;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return `(${renderExpression(node.left)} ${node.operator} ${renderExpression(node.right)})`;
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
  let best: Node | undefined;
  let bestPc = -1;
  // The note stands at the start of the instruction, at most seven words before the current pc.
  for (let pc = frame.pc - 1; pc >= 0 && pc >= frame.pc - 8; pc--) {
    const node = frame.code.sites.get(pc);
    if (node !== undefined) {
      best = node;
      bestPc = pc;
      break;
    }
  }
  void bestPc;
  return best;
}

export function notCallableMessage(frame: Frame, value: Value): string {
  const site = frame.native === null ? siteOf(frame) : undefined;
  if (site === undefined) return `${describeValue(value)} is not a function`;
  if (site.type === 'CallExpression') return `${renderExpression(site.callee)} is not a function`;
  if (site.type === 'TaggedTemplateExpression') return `${renderExpression(site.tag)} is not a function`;
  if (site.type === 'NewExpression') return `${renderExpression(site.callee)} is not a constructor`;
  return `${describeValue(value)} is not a function`;
}

export function notConstructorMessage(frame: Frame, value: Value): string {
  const site = frame.native === null ? siteOf(frame) : undefined;
  if (site?.type === 'NewExpression') return `${renderExpression(site.callee)} is not a constructor`;
  if (site?.type === 'CallExpression' && site.callee.type === 'Super') {
    return `Super constructor ${describeValue(value)} of anonymous class is not a constructor`;
  }
  return `${describeValue(value)} is not a constructor`;
}

export function notIterableMessage(frame: Frame, value: Value, isAsync: boolean): string {
  const site = siteOf(frame);
  const word = isAsync ? 'async iterable' : 'iterable';
  if (site === undefined) return `${describeValue(value)} is not ${word}`;
  if (site.type === 'ArrayPattern') {
    if (site.destructured !== undefined) return `${renderExpression(site.destructured)} is not iterable`;
    return `${describeValue(value)} is not iterable`;
  }
  const text = renderExpression(site);
  if (value === undefined || value === null) {
    return site.type === 'Identifier' || site.type === 'MemberExpression'
      ? `${text} is not ${word}`
      : `${value} is not ${word}`;
  }
  return `${text} is not ${word}`;
}

export function classCalledMessage(fn: JSObject): string {
  return `Class constructor ${(fn.data as Closure).code.name} cannot be invoked without 'new'`;
}

/** What a pattern was given that can't be destructured. */
export function notDestructurableMessage(frame: Frame, value: Value): string {
  const site = siteOf(frame);
  const first = site?.properties?.[0];
  if (site?.nested === true && first && first.type === 'Property' && !first.computed) {
    const key = first.key.type === 'Identifier' ? first.key.name : String(first.key.value);
    return `Cannot read properties of ${String(value)} (reading '${key}')`;
  }
  if (first && first.type === 'Property' && !first.computed) {
    const key = first.key.type === 'Identifier' ? first.key.name : String(first.key.value);
    return `Cannot destructure property '${key}' of '${destructuredText(frame, value)}' as it is ${String(value)}.`;
  }
  return `Cannot destructure '${destructuredText(frame, value)}' as it is ${String(value)}.`;
}

function destructuredText(frame: Frame, value: Value): string {
  const source = siteOf(frame)?.destructured as Node | undefined;
  if (source === undefined) return String(value);
  return renderExpression(source);
}
