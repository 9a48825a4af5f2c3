import type { Node } from '../../syntax';

/** What two numbers give when V8's parser already knows both. */
const FOLDED: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

/** The number or boolean that V8's parser puts in an operator's place: `-1`, `!0`, `1 + 2`; undefined for others. */
export function literalValue(node: Node): number | boolean | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' || typeof node.value === 'boolean' ? node.value : undefined;
    case 'UnaryExpression': {
      const value = literalValue(node.argument);
      if (node.operator === '!') {
        if (value !== undefined) return !value;
        const { argument } = node;
        const known =
          argument.type === 'Literal' && (/^(string|bigint)$/.test(typeof argument.value) || argument.raw === 'null');
        return known ? !argument.value : undefined;
      }
      if (typeof value !== 'number') return undefined;
      if (node.operator === '-') return -value;
      if (node.operator === '~') return ~value;
      return node.operator === '+' ? value : undefined;
    }
    case 'BinaryExpression': {
      const [left, right] = [literalValue(node.left), literalValue(node.right)];
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return FOLDED[node.operator]?.(left, right);
    }
    default:
      return undefined;
  }
}
