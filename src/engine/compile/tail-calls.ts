import type { Node } from '../../syntax';
import { type FunctionCompiler, families, Label } from './compiler';
import { condition } from './conditions';
import { effect } from './expressions';
import { Op } from './op';

/** Whether tail calls are asked for and nothing is left to do here once an expression to be returned is evaluated. */
export function hasTailPosition(c: FunctionCompiler): boolean {
  const { strict, async, generator } = c.scope.facts;
  return (
    c.options.tailCalls === true &&
    strict &&
    !async &&
    !generator &&
    !c.code.isClassConstructor &&
    !c.guarded &&
    c.exits.every((exit) => exit.leave === null && exit.finalizer === null)
  );
}

/**
 * Returns the value of `node`; a call in tail position takes the place of the running context.
 * @spec sec-static-semantics-hascallintailposition
 */
export function returnTail(c: FunctionCompiler, node: Node): void {
  switch (node.type) {
    case 'ConditionalExpression': {
      const otherwise = new Label();
      condition(c, node.test, otherwise, false);
      returnTail(c, node.consequent);
      c.bind(otherwise);
      returnTail(c, node.alternate);
      return;
    }
    case 'LogicalExpression': {
      const value = c.expression(node.left, c.temp());
      const end = new Label();
      const op = node.operator === '&&' ? Op.JumpFalse : node.operator === '||' ? Op.JumpTrue : Op.JumpNotNullish;
      c.jump(op, end, value);
      returnTail(c, node.right);
      c.bind(end);
      families.emitReturn(c, value);
      return;
    }
    case 'SequenceExpression':
      for (const part of node.expressions.slice(0, -1)) effect(c, part);
      returnTail(c, node.expressions.at(-1));
      return;
    case 'CallExpression':
    case 'TaggedTemplateExpression':
      c.tailCall = node;
  }
  families.emitReturn(c, c.expression(node));
}
