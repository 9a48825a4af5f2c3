import type { Node } from '../../syntax';
import { literalValue } from './literal-value';

/** Expressions whose position in V8 is where their text starts. */
const AT_START = new Set([
  'Identifier',
  'Literal',
  'ObjectExpression',
  'ArrayExpression',
  'ConditionalExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'ThisExpression',
  'TemplateLiteral',
  'UnaryExpression',
  'NewExpression',
]);

/** The part of a declared pattern's value that V8 finds where the value starts; null if none has its position there. */
export function foundAtStart(value: Node, start: number): Node | null {
  let node = value;
  for (;;) {
    switch (node.type) {
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && !node.optional) return node.callee.start === start ? node : null;
        node = node.callee;
        break;
      case 'TaggedTemplateExpression':
        node = node.tag;
        break;
      case 'MemberExpression':
        node = node.object;
        break;
      case 'BinaryExpression':
      case 'LogicalExpression':
        node = node.left;
        break;
      case 'ChainExpression':
        node = node.expression;
        break;
      default: {
        // Nothing is left of the plus of a literal.
        const plus = node.operator === '+' && literalValue(node) !== undefined;
        return AT_START.has(node.type) && node.start === start && !plus ? node : null;
      }
    }
  }
}

/** The part of an expression whose position the code V8 makes of it notes last; null if it notes none. */
function notedLast(node: Node): Node | null {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return null;
    case 'ChainExpression':
      return notedLast(node.expression);
    case 'UnaryExpression':
      if (literalValue(node) !== undefined) return null;
      return /^(!|typeof|void)$/.test(node.operator) ? notedLast(node.argument) : node;
    case 'BinaryExpression':
      return literalValue(node) !== undefined ? null : node;
    case 'LogicalExpression':
      return notedLast(node.right) ?? notedLast(node.left);
    case 'ConditionalExpression':
      return notedLast(node.alternate) ?? notedLast(node.consequent) ?? notedLast(node.test);
    case 'SequenceExpression':
      return lastOf(node.expressions);
    case 'ObjectExpression':
      for (const p of [...node.properties].reverse()) {
        // What a computed key or a spread notes is no position that is looked for.
        if (p.type === 'SpreadElement' || p.computed) return p;
        const noted = notedLast(p.value);
        if (noted !== null) return noted;
      }
      return null;
    default:
      return node;
  }
}

function lastOf(nodes: readonly Node[]): Node | null {
  for (const node of [...nodes].reverse()) {
    const noted = notedLast(node);
    if (noted !== null) return noted;
  }
  return null;
}

/** The part of a loop's subject that V8 finds when the subject can't be iterated. */
export function foundAfter(subject: Node): Node {
  return notedLast(subject) ?? subject;
}

/** What a call calls; undefined for other expressions. */
export function calleeOf(node: Node): Node | undefined {
  if (node.type === 'TaggedTemplateExpression') return node.tag;
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : undefined;
}
