import { Accumulation } from './expression-scope';
import { MemberReader } from './members';
import { type Expression, expression, FAILURE, isEvalOrArguments } from './reader';
import type { FunctionKind } from './scope';
import type { TokenType } from './token';

type PropertyIs =
  | 'unset'
  | 'shorthand or field'
  | 'assign'
  | 'value'
  | 'shorthand'
  | 'spread'
  | 'field'
  | 'method'
  | 'get'
  | 'set';

/** A property of an object or class, as it's read. */
export interface Property {
  is: PropertyIs;
  name: string | null;
  isComputed: boolean;
  isPrivate: boolean;
  isAsync: boolean;
  isGenerator: boolean;
  readonly ofObject: boolean;
}

export function newProperty(ofObject: boolean): Property {
  return { is: 'unset', name: null, isComputed: false, isPrivate: false, isAsync: false, isGenerator: false, ofObject };
}

const AFTER_NAME: Readonly<Record<TokenType, PropertyIs>> = {
  ':': 'value',
  ',': 'shorthand',
  '}': 'shorthand or field',
  '=': 'assign',
  '(': 'method',
  '*': 'field',
  ';': 'field',
};

/** Lists and objects, which may be patterns. */
export abstract class LiteralReader extends MemberReader {
  protected abstract method(name: string | null, kind: FunctionKind, start: number): void;

  protected bindingPattern(): Expression {
    const { type, start } = this.scanner.peek();
    if (this.nextIsIdentifier) {
      this.next();
      const name = this.classifyIdentifier();
      if (name === null) return expression('name', start);
      if (this.strict && isEvalOrArguments(name)) {
        this.reportHere('StrictEvalArguments');
        return FAILURE;
      }
      return this.nameExpression(name, start);
    }
    if (type === '[') return this.arrayLiteral();
    if (type === '{') return this.objectLiteral();
    this.next();
    this.unexpected();
    return FAILURE;
  }

  protected arrayLiteral(): Expression {
    return this.deeper(() => {
      const { start } = this.next();
      const scope = this.expressionScope!;
      const accumulation = new Accumulation(scope);
      while (!this.check(']')) {
        let element = expression('other', this.peekStart);
        if (this.check('...')) {
          const dots = this.start;
          const argument = this.accepting(true, () => this.subPattern(accumulation));
          if (argument.is === 'assignment') scope.recordPattern('InvalidDestructuringTarget', dots, this.end);
          if (this.peek() === ',') scope.recordPattern('ElementAfterRest', dots, this.end);
        } else if (this.peek() !== ',') element = this.accepting(true, () => this.subPattern(accumulation));
        if (this.peek() === ']') continue;
        this.expect(',');
        if (element.is === 'failure' || this.scanner.current.type === 'illegal') {
          accumulation.end();
          return FAILURE;
        }
      }
      accumulation.end();
      return expression('pattern', start);
    });
  }

  protected objectLiteral(): Expression {
    return this.deeper(() => {
      const { start } = this.next();
      const accumulation = new Accumulation(this.expressionScope!);
      const seen = { proto: false };
      while (!this.check('}')) {
        if (!this.objectProperty(accumulation, seen)) {
          accumulation.end();
          return FAILURE;
        }
        if (this.peek() !== '}') this.expect(',');
      }
      accumulation.end();
      return expression('pattern', start);
    });
  }

  /** Whether it could be read. */
  private objectProperty(accumulation: Accumulation, seen: { proto: boolean }): boolean {
    const property = newProperty(true);
    const scope = this.expressionScope!;
    const nameToken = this.scanner.peek();
    this.property(property, accumulation);
    switch (property.is) {
      case 'spread':
        return true;
      case 'value':
        if (!property.isComputed && this.scanner.current.value === '__proto__') {
          if (seen.proto) scope.recordExpression('DuplicateProto', this.start, this.end);
          seen.proto = true;
        }
        this.next();
        this.accepting(true, () => this.subPattern(accumulation));
        return true;
      case 'assign':
      case 'shorthand or field':
      case 'shorthand':
        return this.shorthand(property, nameToken.type, nameToken.start, nameToken.end);
      case 'method':
      case 'get':
      case 'set': {
        scope.recordPattern('InvalidDestructuringTarget', nameToken.start, this.end);
        this.method(property.name, methodKind(property), nameToken.start);
        return true;
      }
      default:
        this.next();
        this.unexpected();
        return false;
    }
  }

  private shorthand({ name }: Property, type: TokenType, start: number, end: number): boolean {
    const scope = this.expressionScope!;
    if (!this.classifyShorthand(type, name)) return false;
    const target = this.nameExpression(name ?? '', start);
    if (!this.isAssignableName(target)) scope.recordPattern('StrictEvalArguments', start, end);
    if (!this.check('=')) return true;
    this.accepting(true, () => this.wholeAssignment());
    scope.recordExpression('InvalidCoverInitializedName', start, this.end);
    return true;
  }

  /** Whether a key can be a name that stands alone. */
  private classifyShorthand(type: TokenType, name: string | null): boolean {
    if (/^(name|get|set|async)$/.test(type)) {
      const role = this.scope.receiverScope.kind?.role;
      if (name !== 'arguments' || (role !== 'fields' && role !== 'static')) return true;
      this.reportHere('ArgumentsDisallowed');
      return false;
    }
    const isReserved = this.surroundings.type === 'module' || this.kind?.async === true || this.kind?.role === 'static';
    if (!this.isValidIdentifier(type, this.kind?.generator === true, isReserved)) {
      this.unexpected(type);
      return false;
    }
    const { start, end } = this.scanner.peek();
    if (type === 'await') this.expressionScope!.recordAsyncArrow('AwaitBindingIdentifier', start, end);
    return true;
  }

  /** Reads the name of a property and what stands before it; answers where the name stands, -1 for what is none. */
  protected property(property: Property, accumulation: Accumulation | null): number {
    if (this.check('async')) {
      if ((this.peek() !== '*' && this.sets(property)) || this.lineEnds) {
        property.name = 'async';
        return this.start;
      }
      this.refuseEscapes();
      property.isAsync = true;
      property.is = 'method';
    }
    if (this.check('*')) {
      property.isGenerator = true;
      property.is = 'method';
    }
    if (property.is === 'unset' && (this.peek() === 'get' || this.peek() === 'set')) {
      const { type } = this.next();
      if (this.sets(property)) {
        property.name = type;
        return this.start;
      }
      this.refuseEscapes();
      property.is = type === 'get' ? 'get' : 'set';
    }
    const start = this.peekStart;
    switch (this.peek()) {
      case 'private':
        property.isPrivate = true;
        this.next();
        if (property.is === 'unset') this.sets(property);
        property.name = this.scanner.current.value;
        if (!property.ofObject) return start;
        this.unexpected('private');
        property.is = 'unset';
        return -1;
      case 'string':
      case 'number':
        property.name = this.next().value;
        break;
      case '[':
        property.isComputed = true;
        this.next();
        this.accepting(true, () => this.wholeAssignment());
        this.expect(']');
        break;
      case '...':
        if (property.is === 'unset') return this.spread(property, accumulation);
        property.name = this.propertyName();
        break;
      default:
        property.name = this.propertyName();
    }
    if (property.is === 'unset') this.sets(property);
    return start;
  }

  private spread(property: Property, accumulation: Accumulation | null): number {
    this.next();
    const start = this.peekStart;
    const scope = this.expressionScope!;
    const argument = this.accepting(true, () => this.subPattern(accumulation));
    property.is = 'spread';
    if (!this.isReference(argument)) {
      scope.recordDeclaration('InvalidRestBindingPattern', start, this.end);
      scope.recordPattern('InvalidRestAssignmentPattern', start, this.end);
    }
    if (this.peek() !== '}') scope.recordPattern('ElementAfterRest', this.start, this.end);
    return argument.is === 'failure' ? -1 : argument.start;
  }

  /** Lets the token after a name say what the property is; false if it doesn't. */
  private sets(property: Property): boolean {
    const is = AFTER_NAME[this.peek()];
    if (is === undefined) return false;
    property.is = is;
    return true;
  }
}

/** What a method's function is. */
export function methodKind({ is, isAsync, isGenerator }: Property): FunctionKind {
  return { async: isAsync, generator: isGenerator, role: is === 'get' ? 'getter' : is === 'set' ? 'setter' : 'method' };
}
