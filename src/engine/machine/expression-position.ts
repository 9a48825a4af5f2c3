import type { Node } from '../../syntax';
import { literalValue } from './literal-value';

const GAP = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** Where the token after `offset` starts. */
function tokenAfter(text: string, offset: number): number {
  GAP.lastIndex = offset;
  GAP.exec(text);
  return GAP.lastIndex;
}

/** Where the token after an expression and the parentheses around it starts. */
function afterParentheses(text: string, offset: number): number {
  let at = tokenAfter(text, offset);
  while (text[at] === ')') at = tokenAfter(text, at + 1);
  return at;
}

export function isParenthesized(node: Node, text: string): boolean {
  return /\(\s*$/.test(text.slice(0, node.start)) && text[tokenAfter(text, node.end)] === ')';
}

/**
 * The position that V8 gives an expression of `text`: that of its operator, of the name it calls, or of its start. Two
 * expressions may share one.
 */
export function positionOf(node: Node, text: string): number {
  switch (node.type) {
    case 'CallExpression':
      return calledPosition(node.callee, text, node.optional);
    case 'TaggedTemplateExpression':
      return node.tag.type === 'Identifier' && node.tag.end === node.quasi.start ? node.tag.start : node.quasi.start;
    case 'MemberExpression':
      return node.computed ? afterParentheses(text, node.object.end) : node.property.start;
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const { left, operator } = node;
      if (left.operator === operator && left.type === node.type && literalValue(node) === undefined) {
        return positionOf(left.left, text);
      }
      const at = afterParentheses(text, left.end);
      return operator === '??' ? tokenAfter(text, at + 2) : at;
    }
    case 'AssignmentExpression':
      return afterParentheses(text, node.left.end);
    case 'SequenceExpression':
      return positionOf(node.expressions[node.expressions.length === 2 ? 1 : 0], text);
    case 'ConditionalExpression':
      return node.start;
    case 'UpdateExpression':
      return node.prefix ? node.start : afterParentheses(text, node.argument.end);
    case 'UnaryExpression':
      return node.operator === '+' && literalValue(node) !== undefined ? positionOf(node.argument, text) : node.start;
    case 'ParenthesizedExpression':
      return positionOf(node.expression, text);
    case 'ChainExpression':
      return -1;
    default:
      return node.start;
  }
}

/** A call stands where the name before its parenthesis does; without one, at the parenthesis. */
function calledPosition(callee: Node, text: string, isOptional: boolean): number {
  const at = afterParentheses(text, callee.end);
  const isDirect = at === tokenAfter(text, callee.end) && !isOptional;
  if (isDirect && callee.type === 'Identifier') return callee.start;
  if (isDirect && callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier')
    return callee.property.start;
  return isOptional ? tokenAfter(text, at + 2) : at;
}
