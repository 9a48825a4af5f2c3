import type { Node } from '../../syntax';
import { isParenthesized, positionOf } from './expression-position';
import { literalValue } from './literal-value';

export const INTERMEDIATE = '(intermediate value)';

/** What V8's messages quote an expression for. */
export interface Purpose {
  /** Its value can't be iterated: then calls stand without `(...)`, and constructor calls as what they call. */
  readonly isIterated: boolean;
  /** The place of the failure. */
  readonly position: number;
  /** All of the program's text. */
  readonly text: string;
}

/** Source text of an expression of `text` as V8 quotes it in messages: `a.b`, `f(...)`, `(intermediate value).x`. */
export function renderExpression(node: Node, text: string): string {
  return new Quoting({ isIterated: false, position: -1, text }).shown(node);
}

/** The quoted text, and whether it has a call at the place of the failure. */
export function quote(node: Node, purpose: Purpose): { text: string; isCall: boolean } {
  const quoting = new Quoting(purpose);
  return { text: quoting.shown(node), isCall: quoting.isCall };
}

class Quoting {
  isCall = false;

  constructor(private readonly purpose: Purpose) {}

  shown(node: Node): string {
    return this.words(node) ?? INTERMEDIATE;
  }

  private all(nodes: readonly Node[], separator: string): string {
    return nodes.map((node) => this.shown(node)).join(separator);
  }

  private noteCall(node: Node): void {
    const { position, text } = this.purpose;
    if (position >= 0 && positionOf(node, text) === position) this.isCall = true;
  }

  /** Null: V8 prints nothing for it. */
  private words(node: Node): string | null {
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
        return node.bigint ? null : String(node.value);
      case 'TemplateLiteral':
        return node.expressions.length === 0 ? `"${node.quasis[0].value.cooked}"` : this.all(node.expressions, '');
      case 'ConditionalExpression':
        return INTERMEDIATE.repeat(3);
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        return this.shown(node.left);
      case 'SequenceExpression':
        return `(${this.all(node.expressions, ' , ')})`;
      case 'ParenthesizedExpression':
        return this.words(node.expression);
      case 'MemberExpression':
        return this.member(node);
      case 'CallExpression':
        this.noteCall(node);
        return `${this.shown(node.callee)}${this.purpose.isIterated ? '' : '(...)'}`;
      case 'TaggedTemplateExpression':
        this.noteCall(node);
        return `${this.shown(node.tag)}${this.purpose.isIterated ? '' : '(...)'}`;
      case 'NewExpression':
        this.noteCall(node);
        return this.purpose.isIterated ? this.shown(node.callee) : null;
      case 'ObjectExpression':
      case 'ObjectPattern':
        return `{${INTERMEDIATE.repeat(node.properties.length)}}`;
      case 'SpreadElement':
      case 'RestElement':
        return `(...${this.shown(node.argument)})`;
      case 'ArrayExpression':
      case 'ArrayPattern':
        return `[${node.elements.map((e: Node | null) => (e === null ? INTERMEDIATE : this.shown(e))).join(',')}]`;
      case 'UnaryExpression': {
        const value = literalValue(node);
        if (value !== undefined) return String(value);
        return `(${node.operator}${/[a-z]/.test(node.operator) ? ' ' : ''}${this.shown(node.argument)})`;
      }
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const value = literalValue(node);
        if (value !== undefined) return String(value);
        if (node.operator.startsWith('!'))
          return `(!(${this.all(operands(node), ` ${node.operator.replace('!', '=')} `)}))`;
        return `(${this.all(operands(node), ` ${node.operator} `)})`;
      }
      case 'UpdateExpression':
        return node.prefix
          ? `(${node.operator}${this.shown(node.argument)})`
          : `(${this.shown(node.argument)}${node.operator})`;
      case 'ImportExpression':
        return `ImportCall(${this.shown(node.source)})`;
      case 'MetaProperty':
        return node.meta.name === 'new' ? '.new.target' : null;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return INTERMEDIATE.repeat(statementCount(node, this.purpose.text)) || null;
      case 'ClassExpression':
        return INTERMEDIATE.repeat(memberCount(node)) || null;
      default:
        return null;
    }
  }

  private member(node: Node): string {
    const object = node.object.type === 'Super' ? INTERMEDIATE : this.shown(node.object);
    const { property } = node;
    const link = node.optional ? '?.' : '';
    if (!node.computed) return `${object}${link || '.'}${this.shown(property)}`;
    const name = textOf(property);
    return name === undefined ? `${object}${link}[${this.shown(property)}]` : `${object}${link || '.'}${name}`;
  }
}

/** The text that a key in brackets is, if it is one. */
function textOf(key: Node): string | undefined {
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0].value.cooked;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

/** V8 keeps a chain of one operator as one expression: `a + b + c`. */
function operands(node: Node): Node[] {
  const { left, operator } = node;
  const isChain =
    left.type === node.type && left.operator === operator && CHAINED.test(operator) && literalValue(left) === undefined;
  return [...(isChain ? operands(left) : [left]), node.right];
}

const CHAINED = /^(?:\?\?|\|\||&&|[|^&+*/%-]|<<|>>>?)$/;

/** How many statements V8 has read of a function inside the expression that it quotes. */
function statementCount(node: Node, text: string): number {
  const { params, body, generator, async } = node;
  const isSimple = params.every((parameter: Node) => parameter.type === 'Identifier');
  const isRead = node.type === 'ArrowFunctionExpression' || isParenthesized(node, text);
  if (!isRead) return 0;
  const statements =
    async || body.type !== 'BlockStatement'
      ? 1
      : body.body.filter(({ type }: Node) => type !== 'EmptyStatement' && type !== 'FunctionDeclaration').length +
        (generator ? 1 : 0);
  if (isSimple) return statements;
  // Parameters come first; what is declared after them stands in a block of its own.
  const declares = body.type === 'BlockStatement' && body.body.some(({ type }: Node) => type.endsWith('Declaration'));
  return declares ? 2 : statements + 1;
}

/** What V8 looks through of a class: what it extends, its methods, its private names and its fields with computed names. */
function memberCount(node: Node): number {
  const members = node.body.body.filter(
    (member: Node) =>
      (member.type === 'MethodDefinition' && member.kind !== 'constructor') ||
      member.key?.type === 'PrivateIdentifier' ||
      member.computed,
  );
  return members.length + (node.superClass ? 1 : 0);
}
