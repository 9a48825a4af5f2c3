import { Accumulation } from './expression-scope';
import { OperatorReader } from './operators';
import { type Expression, expression, FAILURE } from './reader';
import { Scope } from './scope';
import {
  isAnyIdentifier,
  isLiteral,
  isMember,
  isPropertyName,
  isPropertyOrCall,
  isTemplate,
  type Token,
} from './token';

/** Expressions that a chain of members and calls may start with, and those chains. */
export abstract class MemberReader extends OperatorReader {
  protected abstract arrayLiteral(): Expression;
  protected abstract objectLiteral(): Expression;
  protected abstract functionExpression(): Expression;
  protected abstract asyncFunctionExpression(): Expression;
  protected abstract classExpression(): Expression;

  protected leftHandSide(): Expression {
    const result = this.member();
    return isPropertyOrCall(this.peek()) ? this.chain(result) : result;
  }

  // Names

  protected privateNameExpression(): Expression {
    const { start } = this;
    return this.usePrivateName(this.next().value, start) ? expression('other', start) : FAILURE;
  }

  /** Notes the use of a private name, for V8 at the token before it; false where there is no class to have it. */
  private usePrivateName(name: string, start: number): boolean {
    if (this.privateNames !== null) {
      this.privateNames.used.push({ name, start });
      return true;
    }
    this.reportAt('InvalidPrivateFieldResolution', start, start + 1, name);
    return false;
  }

  /** What follows a dot. */
  private afterDot(): Expression {
    const { start } = this;
    const { type, value } = this.next();
    if (type === 'private') {
      this.usePrivateName(value, start);
      return expression('private property', start);
    }
    if (!isPropertyName(type)) this.unexpected();
    return expression('property', start);
  }

  // Members and calls

  private member(): Expression {
    return this.memberContinuation(this.primary());
  }

  private memberContinuation(object: Expression): Expression {
    let result = object;
    while (isMember(this.peek())) {
      if (this.check('[')) result = this.index();
      else if (this.check('.')) result = this.afterDot();
      else result = this.templateLiteral(true, result.start);
    }
    return result;
  }

  private index(): Expression {
    const { start } = this;
    this.accepting(true, () => this.commaExpression());
    this.expect(']');
    return expression('property', start);
  }

  private chain(head: Expression): Expression {
    let result = head;
    const { type, escaped } = this.scanner.current;
    if (this.peek() === '(' && head.is === 'name' && type === 'async' && !this.lineEnds && !escaped) {
      const called = this.asyncArrowHead(head);
      if (this.peek() === '=>' || !isPropertyOrCall(this.peek())) return called;
      result = called;
    }
    let isOptional = false;
    let isChain = false;
    do {
      switch (this.peek()) {
        case '?.':
          if (isOptional) {
            this.unexpected(this.peek());
            return FAILURE;
          }
          this.next();
          isOptional = true;
          isChain = true;
          if (isPropertyOrCall(this.peek())) continue;
          result = this.afterDot();
          break;
        case '[':
          this.next();
          result = this.index();
          break;
        case '.':
          this.next();
          if (isOptional) {
            this.unexpected();
            return FAILURE;
          }
          result = this.afterDot();
          break;
        case '(': {
          const { type, start } = this.scanner.current;
          const isNamed = isAnyIdentifier(type) || type === 'super';
          result = expression('call', isNamed ? start : this.peekStart);
          this.arguments();
          break;
        }
        default:
          if (isChain) {
            this.reportNext('OptionalChainingNoTemplate');
            return FAILURE;
          }
          result = this.templateLiteral(true, result.start);
      }
      isOptional = false;
    } while (isPropertyOrCall(this.peek()));
    if (!isChain) return result;
    return expression(result.is === 'private property' ? 'private chain' : 'other', result.start);
  }

  /** `async (`: a call or the head of an arrow function. */
  private asyncArrowHead(callee: Expression): Expression {
    return this.as('async arrow head', (scope) => {
      const given = this.arguments(true);
      if (this.peek() !== '=>') {
        this.arrow.strictError = null;
        scope.validateExpression();
        return expression('call', callee.start);
      }
      this.arrow.scope = this.arrowScope(true, callee.start);
      const head = given.length === 1 ? given[0]! : expression('other', callee.start);
      return { ...head, inParentheses: true };
    });
  }

  /** The arguments of a call. */
  protected arguments(mayBeArrow = false): Expression[] {
    this.next();
    const scope = this.expressionScope!;
    const accumulation = new Accumulation(scope);
    const given: Expression[] = [];
    while (this.peek() !== ')') {
      const isSpread = this.check('...');
      const start = this.peekStart;
      const argument = this.accepting(true, () => this.assignment());
      if (mayBeArrow) {
        this.classifyArrowParameter(accumulation, start, argument);
        if (isSpread) {
          scope.isSimple = false;
          if (argument.is === 'assignment') scope.recordAsyncArrow('RestDefaultInitializer', this.start, this.end);
          const { type, start: commaStart, end } = this.scanner.peek();
          if (type === ',') scope.recordAsyncArrow('ParamAfterRest', commaStart, end);
        }
      }
      given.push(isSpread ? expression('other', start) : argument);
      if (!this.check(',')) break;
    }
    const { start, end } = this;
    if (!this.check(')')) this.reportAt('UnterminatedArgList', start, end);
    accumulation.end();
    return given;
  }

  /** The scope of an arrow function whose head was read, and is one. */
  protected arrowScope(isAsync: boolean, start: number): Scope {
    const head = this.expressionScope!;
    if (head.declarationError !== null) this.report(head.declarationError);
    else head.validatePattern();
    const scope = new Scope(this.scope, 'function', { async: isAsync, generator: false, role: 'arrow' }, start);
    scope.hasSimpleParameters = head.isSimple;
    for (const { name, start: at } of head.names) {
      if (scope.names.has(name)) this.reportAt('ParamDupe', at, at + name.length);
      scope.names.set(name, head.isSimple ? 'var' : 'lexical');
    }
    return scope;
  }

  private newExpression(): Expression {
    this.next();
    const { start } = this;
    if (this.peek() === 'import' && this.peekAhead() === '(') {
      this.reportNext('ImportCallNotNewExpression');
      return FAILURE;
    }
    if (this.peek() === '.') return this.memberContinuation(this.newTarget(start));
    const callee = this.deeper(() => this.member());
    if (callee.is === 'super call') {
      this.reportHere('UnexpectedSuper');
      return FAILURE;
    }
    if (this.peek() === '(') {
      this.arguments();
      return this.memberContinuation(expression('other', start));
    }
    if (this.peek() === '?.') {
      this.reportNext('OptionalChainingNoNew');
      return FAILURE;
    }
    return expression('other', start);
  }

  private newTarget(start: number): Expression {
    this.next();
    this.expectContextual('target', 'new.target', start);
    if (this.scope.receiverScope.type !== 'function') {
      this.reportHere('UnexpectedNewTarget');
      return FAILURE;
    }
    return expression('other', start);
  }

  private superExpression(): Expression {
    this.next();
    const { start } = this;
    const role = this.scope.receiverScope.kind?.role ?? 'function';
    if (role !== 'function') {
      if (this.peek() === '.' && this.peekAhead() === 'private') {
        this.next();
        this.next();
        this.reportHere('UnexpectedPrivateField');
        return FAILURE;
      }
      if (this.peek() === '.' || this.peek() === '[') return expression('property', start);
      if (this.peek() === '(' && role === 'derived') return expression('super call', start);
    }
    this.reportHere('UnexpectedSuper');
    return FAILURE;
  }

  private importExpression(): Expression {
    this.next();
    const { start } = this;
    const isModule = this.surroundings.type === 'module';
    if (this.check('.')) {
      this.expectContextual('meta', 'import.meta', start);
      if (isModule) return expression('other', start);
      this.reportHere('ImportMetaOutsideModule');
      return FAILURE;
    }
    if (this.peek() !== '(') {
      if (isModule) {
        this.next();
        this.unexpected();
      } else this.reportHere('ImportOutsideModule');
      return FAILURE;
    }
    this.next();
    if (this.peek() === ')') {
      this.reportHere('ImportMissingSpecifier');
      return FAILURE;
    }
    this.accepting(true, () => this.assignment());
    if (this.check(',') && this.peek() !== ')') {
      this.accepting(true, () => this.assignment());
      this.check(',');
    }
    this.expect(')');
    return expression('other', start);
  }

  // What chains start with

  private primary(): Expression {
    const token = this.scanner.peek();
    const { type, start } = token;
    if (this.nextIsIdentifier) return this.identifierReference();
    if (isLiteral(type)) {
      this.next();
      return expression(type === 'string' ? 'string' : 'other', start);
    }
    if (isTemplate(type)) return this.templateLiteral(false, start);
    switch (type) {
      case 'new':
        return this.newExpression();
      case 'this':
        this.next();
        return expression('other', start);
      case '/':
      case '/=':
        return this.regexpLiteral();
      case 'function':
        return this.functionExpression();
      case 'super':
        return this.superExpression();
      case 'import':
        return this.importExpression();
      case '[':
        return this.arrayLiteral();
      case '{':
        return this.objectLiteral();
      case '(':
        return this.parenthesized();
      case 'class':
        return this.classExpression();
    }
    this.next();
    this.unexpected();
    return FAILURE;
  }

  private identifierReference(): Expression {
    let token: Token = this.next();
    let isAsyncArrow = false;
    if (token.type === 'async' && !this.lineEnds && !token.escaped) {
      if (this.peek() === 'function') return this.asyncFunctionExpression();
      if (this.nextIsIdentifier && this.peekAhead() === '=>') {
        token = this.next();
        isAsyncArrow = true;
      }
    }
    const { start } = token;
    if (this.peek() !== '=>') {
      return this.nameExpression(this.classifyIdentifier(token) ?? '', start);
    }
    return this.as(isAsyncArrow ? 'async arrow head' : 'arrow head', () => {
      const name = this.classifyIdentifier(token);
      if (name !== null) this.classifyParameter(name, start, this.end);
      const result = name === null ? expression('name', start) : this.nameExpression(name, start);
      this.arrow.scope = this.arrowScope(isAsyncArrow, start);
      return result;
    });
  }

  private parenthesized(): Expression {
    const { start } = this.next();
    if (this.check(')')) {
      this.arrow.strictError = null;
      if (this.peek() !== '=>') this.unexpected(')');
      this.arrow.scope = new Scope(this.scope, 'function', { async: false, generator: false, role: 'arrow' }, start);
      return { ...expression('other', start), inParentheses: true };
    }
    return this.as('arrow head', (scope) => {
      const inner = this.accepting(true, () => this.commaExpression());
      this.expect(')');
      if (this.peek() === '=>') this.arrow.scope = this.arrowScope(false, start);
      else {
        this.arrow.strictError = null;
        scope.validateExpression();
      }
      return { ...inner, inParentheses: true };
    });
  }

  private regexpLiteral(): Expression {
    const { start } = this.scanner.peek();
    const literal = this.scanner.regexp();
    this.next();
    if (literal === null) {
      this.reportHere('UnterminatedRegExp');
      return FAILURE;
    }
    if (literal.flags === null || /u.*v|v.*u/.test(literal.flags)) {
      this.reportHere('MalformedRegExpFlags');
      return FAILURE;
    }
    const problem = this.surroundings.regexpProblem(literal.source, literal.flags);
    if (problem === null) return expression('other', start);
    this.reportWords(problem, start, this.end);
    return FAILURE;
  }

  protected templateLiteral(isTagged: boolean, start: number): Expression {
    const result = expression('other', start);
    for (;;) {
      const { type, problem } = this.next();
      if (problem !== null && !isTagged) this.report(problem);
      if (type !== 'template span') return result;
      const inside = this.peekStart;
      this.accepting(true, () => this.commaExpression());
      if (this.peek() !== '}') {
        this.reportAt('UnterminatedTemplateExpr', inside, this.peekStart);
        return FAILURE;
      }
      this.scanner.templateContinuation();
    }
  }
}
