import type { Node } from '../../syntax';
import { type FunctionCompiler, Label } from './compiler';
import { Op } from './op';

const JUMP_IF_TRUE: Record<string, Op> = {
  '<': Op.JumpLt,
  '<=': Op.JumpLe,
  '>': Op.JumpGt,
  '>=': Op.JumpGe,
  '===': Op.JumpStrictEq,
  '!==': Op.JumpStrictNe,
};
const JUMP_IF_FALSE: Record<string, Op> = {
  '<': Op.JumpNotLt,
  '<=': Op.JumpNotLe,
  '>': Op.JumpNotGt,
  '>=': Op.JumpNotGe,
  '===': Op.JumpStrictNe,
  '!==': Op.JumpStrictEq,
};

/** Evaluates `node` as a condition and jumps to `label` when its truth is `when`; falls through otherwise. */
export function condition(c: FunctionCompiler, node: Node, label: Label, when: boolean): void {
  const mark = c.mark();
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    condition(c, node.argument, label, !when);
  } else if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const and = node.operator === '&&';
    if (and === when) {
      const skip = new Label();
      condition(c, node.left, skip, !when);
      condition(c, node.right, label, when);
      c.bind(skip);
    } else {
      condition(c, node.left, label, when);
      condition(c, node.right, label, when);
    }
  } else {
    const op =
      node.type === 'BinaryExpression' ? (when ? JUMP_IF_TRUE : JUMP_IF_FALSE)[node.operator as string] : undefined;
    if (op !== undefined) {
      const left = c.stable(node.left, [node.right]);
      const right = c.expression(node.right);
      c.at(node);
      c.jump(op, label, left, right);
    } else {
      const value = c.expression(node);
      c.jump(when ? Op.JumpTrue : Op.JumpFalse, label, value);
    }
  }
  c.release(mark);
}
