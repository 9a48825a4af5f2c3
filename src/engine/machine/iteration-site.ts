import type { Node } from '../../syntax';
import { positionOf } from './expression-position';
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
  'MetaProperty',
  'AwaitExpression',
  'YieldExpression',
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

/**
 * The position that the code V8 makes of a loop's subject notes last: there it looks for what couldn't be iterated. -1: it notes
 * none. While the subject's own position waits for its first instruction, no other is noted.
 */
export function lastNoted(subject: Node, text: string): number {
  return new Noting(text, firstEvaluated(subject)).last(subject);
}

/** The same of an expression that has no statement's position of its own, as a default. */
export function lastNotedInside(expression: Node, text: string): number {
  return new Noting(text, null).last(expression);
}

class Noting {
  constructor(
    private readonly text: string,
    private readonly first: Node | null,
  ) {}

  last(node: Node): number {
    const own = (): number => positionOf(node, this.text);
    switch (node.type) {
      case 'Literal':
        return node.regex && this.first !== null && node !== this.first ? own() : -1;
      case 'Identifier':
      case 'MetaProperty':
        return node === this.first ? -1 : own();
      case 'ThisExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return -1;
      case 'ClassExpression':
        return this.lastOfClass(node);
      case 'ParenthesizedExpression':
      case 'ChainExpression':
        return this.last(node.expression);
      case 'UnaryExpression':
        if (literalValue(node) !== undefined) return -1;
        if (node.operator === 'delete') return this.lastOf(partsOf(node.argument));
        return /^(!|typeof|void)$/.test(node.operator) ? this.last(node.argument) : own();
      case 'BinaryExpression':
        return literalValue(node) !== undefined ? -1 : own();
      case 'LogicalExpression':
        return this.lastOf([node.left, node.right]);
      case 'ConditionalExpression':
        return this.lastOf([node.test, node.consequent, node.alternate]);
      case 'SequenceExpression': {
        // Each part but the first starts as a statement does.
        const part = node.expressions.at(-1);
        const noted = lastNoted(part, this.text);
        return noted < 0 ? positionOf(part, this.text) : noted;
      }
      case 'TemplateLiteral':
        return this.lastOf(node.expressions);
      case 'AssignmentExpression':
        // An object pattern notes places inside it that nothing is found at.
        return node.left.type === 'ObjectPattern' ? this.text.length : own();
      case 'ObjectExpression':
        return this.lastOfObject(node);
      case 'ArrayExpression':
        return isConstant(node) ? -1 : this.lastOf(node.elements.filter((e: Node | null) => e !== null));
      case 'SpreadElement':
        return positionOf(node.argument, this.text);
      default:
        return own();
    }
  }

  private lastOf(nodes: readonly Node[]): number {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const noted = this.last(nodes[i]!);
      if (noted >= 0) return noted;
    }
    return -1;
  }

  private lastOfObject(node: Node): number {
    // From the first computed name on, each property is set on its own.
    const dynamic = node.properties.findIndex(({ type, computed }: Node) => type === 'SpreadElement' || computed);
    for (const [i, property] of [...node.properties.entries()].reverse()) {
      const isSpread = property.type === 'SpreadElement';
      const isAlone = dynamic >= 0 && i > dynamic;
      if (!isSpread && property.kind !== 'init' && !property.computed && !isAlone) continue;
      if (isPrototype(property) && property.value.raw === 'null') continue;
      const given = isSpread ? property.argument : property.value;
      const value = given.type === 'ChainExpression' ? given.expression : given;
      const isSetAlone = isSpread || isAlone || property.computed || isPrototype(property);
      if (!isSetAlone && isConstant(value)) continue;
      // Of a list or object inside, what that notes last counts.
      const isLiteral = /^(Array|Object)Expression$/.test(value.type) && !isConstant(value);
      const noted = isLiteral ? this.last(value) : positionOf(value, this.text);
      if (noted >= 0) return noted;
    }
    return -1;
  }

  private lastOfClass(node: Node): number {
    for (const member of [...node.body.body].reverse())
      if (member.computed)
        return this.last(member.key) >= 0 ? this.last(member.key) : positionOf(member.key, this.text);
    return node.superClass ? this.last(node.superClass) : -1;
  }
}

function hasPrivateNames(node: Node): boolean {
  return node.body.body.some(({ key }: Node) => key?.type === 'PrivateIdentifier');
}

/** What is evaluated of a member that is deleted. */
function partsOf(node: Node): Node[] {
  if (node.type !== 'MemberExpression') return [node];
  return node.computed ? [node.object, node.property] : [node.object];
}

/** Whether a property of a literal gives its prototype. */
function isPrototype({ type, key, computed, shorthand, method }: Node): boolean {
  return type === 'Property' && !computed && (key.name ?? key.value) === '__proto__' && !shorthand && !method;
}

/** Whether V8 makes a literal's part of its text alone. */
function isConstant(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return !node.regex;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'ArrayExpression':
      return node.elements.every((e: Node | null) => e === null || isConstant(e));
    case 'ObjectExpression':
      return node.properties.every(
        (p: Node) =>
          p.type === 'Property' && p.kind === 'init' && !p.computed && !isPrototype(p) && isConstant(p.value),
      );
    default:
      return literalValue(node) !== undefined;
  }
}

/** The part of an expression that is evaluated first. */
function firstEvaluated(node: Node): Node {
  switch (node.type) {
    case 'CallExpression':
      return firstEvaluated(node.callee);
    case 'TaggedTemplateExpression':
      return firstEvaluated(node.tag);
    case 'MemberExpression':
      return firstEvaluated(node.object);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return firstEvaluated(node.left);
    case 'ConditionalExpression':
      return firstEvaluated(node.test);
    case 'SequenceExpression':
      return firstEvaluated(node.expressions[0]);
    case 'UnaryExpression':
    case 'UpdateExpression':
      return firstEvaluated(node.argument);
    case 'TemplateLiteral':
      return node.quasis[0].value.raw === '' && node.expressions.length > 0
        ? firstEvaluated(node.expressions[0])
        : node;
    case 'ClassExpression':
      // Private names are made before the superclass is asked for.
      return node.superClass && !hasPrivateNames(node) ? firstEvaluated(node.superClass) : node;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return firstEvaluated(node.expression);
    default:
      return node;
  }
}

/** The first call inside an expression that has its position at `position`. */
export function callAt(node: Node, position: number, text: string): Node | undefined {
  return firstInside(node, (part) => calleeOf(part) !== undefined && positionOf(part, text) === position);
}

/** The first call or spread element of a list inside an expression that V8 finds, looking for `position`. */
export function foundAt(node: Node, position: number, text: string): Node | undefined {
  return firstInside(node, (part, whole) =>
    part.type === 'SpreadElement'
      ? whole?.type === 'ArrayExpression' && positionOf(part.argument, text) === position
      : calleeOf(part) !== undefined && positionOf(part, text) === position,
  );
}

function firstInside(
  node: Node,
  isSought: (part: Node, whole: Node | undefined) => boolean,
  whole?: Node,
): Node | undefined {
  if (isSought(node, whole)) return node;
  for (const part of Object.values(node)) {
    for (const inner of Array.isArray(part) ? part : [part]) {
      if (inner === null || typeof inner !== 'object' || typeof inner.type !== 'string') continue;
      if (inner.start < node.start || inner.end > node.end || inner === node) continue;
      const found = firstInside(inner, isSought, node);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What a call calls; undefined for other expressions. */
export function calleeOf(node: Node): Node | undefined {
  if (node.type === 'TaggedTemplateExpression') return node.tag;
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : undefined;
}
