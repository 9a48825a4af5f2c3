import { FunctionReader } from './functions';
import { methodKind, newProperty, type Property } from './literals';
import { type Expression, expression, FAILURE, isEvalOrArguments, type PrivateNames } from './reader';
import { type FunctionKind, Scope } from './scope';
import { isStrictReserved } from './token';

interface ClassFacts {
  readonly isDerived: boolean;
  hasConstructor: boolean;
}

interface ClassName {
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  readonly isReserved: boolean;
}

/** Classes. */
export abstract class ClassReader extends FunctionReader {
  protected abstract block(scope?: Scope): void;

  protected classExpression(): Expression {
    this.next();
    const { start } = this;
    if (!this.nextIsIdentifier) return this.classLiteral({ name: null, start, end: start, isReserved: false }, start);
    this.next();
    const name = this.classifyIdentifier() ?? '';
    const isReserved = isStrictReserved(this.scanner.current.type);
    return this.classLiteral({ name, start: this.start, end: this.end, isReserved }, start);
  }

  protected classLiteral({ name, start, end, isReserved }: ClassName, classStart: number): Expression {
    if (name !== null && isReserved) {
      this.reportAt('UnexpectedStrictReserved', start, end);
      return FAILURE;
    }
    if (name !== null && isEvalOrArguments(name)) {
      this.reportAt('StrictEvalArguments', start, end);
      return FAILURE;
    }
    const scope = new Scope(this.scope, 'class', null, classStart);
    scope.strict = true;
    return this.deeper(() => this.within(scope, () => this.heritageAndBody(classStart)));
  }

  private heritageAndBody(classStart: number): Expression {
    const isDerived = this.check('extends');
    if (isDerived) {
      this.as('expression', (scope) => {
        this.leftHandSide();
        scope.validateExpression();
      });
    }
    this.expect('{');
    const outer = this.privateNames;
    const names: PrivateNames = { parent: outer, declared: new Map(), used: [] };
    this.privateNames = names;
    const isWhole = this.elements({ isDerived, hasConstructor: false });
    this.privateNames = outer;
    if (!isWhole) return FAILURE;
    this.expect('}');
    return this.resolvePrivateNames(names) ? expression('other', classStart) : FAILURE;
  }

  /** Private names that the class hasn't are those of a class around; false if there is none. */
  private resolvePrivateNames({ declared, used, parent }: PrivateNames): boolean {
    for (const use of used) {
      if (declared.has(use.name)) continue;
      if (parent === null) {
        this.reportAt('InvalidPrivateFieldResolution', use.start, use.start + 1, use.name);
        return false;
      }
      parent.used.push(use);
    }
    return true;
  }

  private elements(facts: ClassFacts): boolean {
    while (this.peek() !== '}') {
      if (this.check(';')) continue;
      if (this.peek() === 'static' && this.peekAhead() === '{') {
        this.staticBlock();
        continue;
      }
      this.element(facts);
      if (this.verdict !== null) return false;
    }
    return true;
  }

  private staticBlock(): void {
    this.next();
    const kind: FunctionKind = { async: false, generator: false, role: 'static' };
    this.inFunction(kind, new Scope(this.scope, 'function', kind, this.start), () =>
      this.accepting(true, () => this.asBody(() => this.block(new Scope(this.scope, 'body')))),
    );
  }

  private element(facts: ClassFacts): void {
    const property = newProperty(false);
    const { type: nameType, start } = this.scanner.peek();
    let nameStart = start;
    let expressionStart = start;
    let isStatic = false;
    if (this.check('static')) {
      nameStart = this.peekStart;
      if (this.peek() === '(') {
        property.is = 'method';
        property.name = 'static';
      } else if (/^[=;}]$/.test(this.peek())) property.name = 'static';
      else {
        isStatic = true;
        expressionStart = this.property(property, null);
      }
    } else expressionStart = this.property(property, null);
    switch (property.is) {
      case 'value':
      case 'shorthand':
      case 'spread':
        this.unexpectedAt(nameType, nameStart, expressionStart);
        return;
      case 'method':
      case 'get':
      case 'set':
        this.classMethod(property, isStatic, facts);
        break;
      default:
        this.field(property, isStatic);
    }
    if (property.isPrivate) this.declarePrivate(property, isStatic);
  }

  private field({ name, isComputed }: Property, isStatic: boolean): void {
    if (!isComputed) {
      if (isStatic && name === 'prototype') this.reportHere('StaticPrototype');
      else if (name === 'constructor' || name === '#constructor') this.reportHere('ConstructorClassField');
    }
    if (this.check('=')) {
      const kind: FunctionKind = { async: false, generator: false, role: isStatic ? 'static' : 'fields' };
      this.asBody(() =>
        this.inFunction(kind, new Scope(this.scope, 'function', kind, this.start), () =>
          this.accepting(true, () => this.wholeAssignment()),
        ),
      );
    }
    this.expectSemicolon();
  }

  private classMethod(property: Property, isStatic: boolean, facts: ClassFacts): void {
    const { name, isComputed } = property;
    let kind = methodKind(property);
    if (!isComputed) this.checkMethodName(property, isStatic, facts);
    if (!isComputed && !isStatic && property.is === 'method' && name === 'constructor') {
      facts.hasConstructor = true;
      kind = { ...kind, role: facts.isDerived ? 'derived' : 'constructor' };
    }
    this.method(name, kind);
  }

  private checkMethodName({ name, is, isAsync, isGenerator }: Property, isStatic: boolean, facts: ClassFacts): void {
    if (name === '#constructor') this.reportHere('ConstructorIsPrivate');
    else if (isStatic) {
      if (name === 'prototype') this.reportHere('StaticPrototype');
    } else if (name === 'constructor') {
      if (isGenerator) this.reportHere('ConstructorIsGenerator');
      else if (isAsync) this.reportHere('ConstructorIsAsync');
      else if (is !== 'method') this.reportHere('ConstructorIsAccessor');
      else if (facts.hasConstructor) this.reportHere('DuplicateConstructor');
      facts.hasConstructor = true;
    }
  }

  private declarePrivate({ name, is }: Property, isStatic: boolean): void {
    const { declared } = this.privateNames!;
    const before = declared.get(name!);
    const how = is === 'get' || is === 'set' ? (`${isStatic ? 'static ' : ''}${is}` as const) : 'other';
    const other = how.endsWith('get') ? how.replace('get', 'set') : how.replace('set', 'get');
    if (before === undefined) declared.set(name!, how);
    else if (how !== 'other' && before === other) declared.set(name!, 'other');
    else this.reportHere('VarRedeclaration', name!);
  }
}
