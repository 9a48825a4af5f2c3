import { Accumulation, type ExpressionScope } from './expression-scope';
import { type Expression, expression, FAILURE, isEvalOrArguments, type Parameters, Reader } from './reader';
import { Scope } from './scope';
import { isAssignment, isCount, isUnary, precedence } from './token';
import type { Wrong } from './words';

/** Expressions made of others: from the comma down to unary operators. */
export abstract class OperatorReader extends Reader {
  protected abstract leftHandSide(): Expression;
  protected abstract bindingPattern(): Expression;
  protected abstract privateNameExpression(): Expression;
  protected abstract arrowFunction(parameters: Parameters): Expression;

  /** An expression that is certainly one. */
  protected wholeExpression(): Expression {
    return this.as('expression', (scope) => {
      const result = this.accepting(true, () => this.commaExpression());
      scope.validateExpression();
      return result;
    });
  }

  protected wholeAssignment(): Expression {
    return this.as('expression', (scope) => {
      const result = this.assignment();
      scope.validateExpression();
      return result;
    });
  }

  /** Expressions with commas between, which may be parameters. */
  protected commaExpression(): Expression {
    const accumulation = new Accumulation(this.expressionScope!);
    let count = 0;
    let last: Expression;
    for (;;) {
      if (this.peek() === '...') {
        const rest = this.arrowRest(accumulation);
        accumulation.end();
        return rest;
      }
      const start = this.peekStart;
      last = this.assignment();
      this.classifyArrowParameter(accumulation, start, last);
      count++;
      if (!this.check(',')) break;
      if (this.peek() === ')' && this.peekAhead() === '=>') break;
    }
    accumulation.end();
    return count === 1 ? last : expression('other', last.start);
  }

  private arrowRest(accumulation: Accumulation): Expression {
    this.next();
    const { start, end } = this;
    const patternStart = this.peekStart;
    const pattern = this.bindingPattern();
    this.classifyArrowParameter(accumulation, patternStart, pattern);
    this.expressionScope!.isSimple = false;
    if (this.peek() === '=') {
      this.reportHere('RestDefaultInitializer');
      return FAILURE;
    }
    if (this.peek() === ',') {
      this.reportHere('ParamAfterRest');
      return FAILURE;
    }
    // Without an arrow there is nothing that the dots could belong to.
    if (this.peek() !== ')' || this.peekAhead() !== '=>') {
      this.unexpectedAt('...', start, end);
      return FAILURE;
    }
    return expression('other', start);
  }

  protected classifyArrowParameter(accumulation: Accumulation, start: number, parameter: Expression): void {
    accumulation.accumulate();
    const scope = this.expressionScope!;
    if (parameter.inParentheses || !/^(name|pattern|assignment)$/.test(parameter.is))
      scope.recordDeclaration('InvalidDestructuringTarget', start, this.end);
    else if (parameter.is === 'name') this.classifyParameter(parameter.name, start, this.end);
    else scope.isSimple = false;
  }

  /** A member of a list or object, which may be a pattern. */
  protected subPattern(accumulation: Accumulation | null): Expression {
    accumulation?.accumulate();
    const start = this.peekStart;
    const result = this.assignment();
    const scope = this.expressionScope!;
    if (this.isReference(result)) {
      if (result.is === 'name') {
        if (result.inParentheses) scope.recordDeclaration('InvalidDestructuringTarget', start, this.end);
        this.classifyParameter(result.name, start, this.end);
      } else {
        scope.recordDeclaration('InvalidPropertyBindingPattern', start, this.end);
        accumulation?.validateExpression();
      }
    } else if (result.inParentheses || !/^(pattern|assignment)$/.test(result.is))
      scope.recordPattern('InvalidDestructuringTarget', start, this.end);
    return result;
  }

  // Assignments

  protected assignment(): Expression {
    return this.deeper(() => this.assignmentHere());
  }

  private assignmentHere(): Expression {
    const start = this.peekStart;
    if (this.peek() === 'yield' && this.kind?.generator === true) return this.yieldExpression();
    const target = this.conditional();
    const operator = this.peek();
    if (operator === '=>') return this.arrowAfter(target, start);
    if (!isAssignment(operator)) return target;
    const scope = this.expressionScope!;
    if (this.isAssignableName(target)) {
      if (target.inParentheses) scope.recordDeclaration('InvalidDestructuringTarget', start, this.end);
    } else if (isProperty(target)) {
      scope.recordDeclaration('InvalidPropertyBindingPattern', start, this.end);
      this.validateMember(scope);
    } else if (target.is === 'pattern' && operator === '=') this.assignedPattern(scope, target, start);
    else this.invalidReference(target, start, this.end, 'InvalidLhsInAssignment', /^(&&|\|\||\?\?)=$/.test(operator));
    this.next();
    this.wholeAssignment();
    if (operator !== '=') scope.recordPattern('InvalidDestructuringTarget', start, this.end);
    return expression('assignment', start);
  }

  /** What is assigned to is an expression, whatever stands around it. */
  private validateMember(scope: ExpressionScope): void {
    if (!scope.canBeExpression) return;
    scope.validateExpression();
    scope.errors.pattern = null;
  }

  private assignedPattern(scope: ExpressionScope, pattern: Expression, start: number): void {
    const { end } = this;
    if (pattern.inParentheses)
      this.reportAt(scope.isDeclaration ? 'InvalidDestructuringTarget' : 'InvalidLhsInAssignment', start, end);
    if (!scope.canBeExpression) return;
    scope.validatePattern();
    if (pattern.inParentheses) this.reportAt('InvalidDestructuringTarget', start, end);
    scope.errors.expression = null;
  }

  private arrowAfter(head: Expression, start: number): Expression {
    if (head.is !== 'name' && !head.inParentheses) {
      this.reportAt('MalformedArrowFunParamList', head.start, this.start);
      return FAILURE;
    }
    const scope = this.arrow.scope ?? new Scope(this.scope, 'function', ARROW, start);
    const { strictError } = this.arrow;
    this.arrow = { scope: null, strictError: null };
    return this.arrowFunction({
      scope,
      count: 0,
      isSimple: scope.hasSimpleParameters,
      hasRest: false,
      duplicate: null,
      strictError,
    });
  }

  private yieldExpression(): Expression {
    const { start, end } = this.scanner.peek();
    this.expressionScope!.recordParameterInitializer('YieldInParameter', start, end);
    this.next();
    this.refuseEscapes();
    if (this.lineEnds) return expression('other', start);
    const isDelegating = this.check('*');
    if (isDelegating || !/^(end|[;}\]):,]|in)$/.test(this.peek())) this.assignment();
    return expression('other', start);
  }

  // Operators

  private conditional(): Expression {
    const { peekStart: start } = this;
    const test = this.logical();
    if (!this.check('?')) return test;
    this.accepting(true, () => this.wholeAssignment());
    this.expect(':');
    this.wholeAssignment();
    return expression('other', start);
  }

  private logical(): Expression {
    const first = this.binary(6);
    if (this.peek() === '&&' || this.peek() === '||')
      return this.binaryContinuation(first, 4, precedence(this.peek(), this.acceptIn));
    if (this.peek() !== '??') return first;
    const start = this.peekStart;
    while (this.check('??')) this.binary(6);
    return expression('other', start);
  }

  private binary(least: number): Expression {
    if (this.peek() === 'private') {
      const name = this.privateNameExpression();
      const strength = precedence(this.peek(), this.acceptIn);
      if (this.peek() !== 'in' || strength < least) {
        this.unexpected('private');
        return FAILURE;
      }
      return this.binaryContinuation(name, least, strength);
    }
    const first = this.unary();
    const strength = precedence(this.peek(), this.acceptIn);
    return strength >= least ? this.binaryContinuation(first, least, strength) : first;
  }

  private binaryContinuation(first: Expression, least: number, strongest: number): Expression {
    let result = first;
    for (let strength = strongest; strength >= least; strength--) {
      while (precedence(this.peek(), this.acceptIn) === strength) {
        const { type, start } = this.next();
        this.binary(type === '**' ? strength : strength + 1);
        result = expression('other', start);
      }
    }
    return result;
  }

  private unary(): Expression {
    if (isUnary(this.peek()) || isCount(this.peek())) return this.deeper(() => this.prefixed());
    if (this.isAwaitAllowed && this.peek() === 'await') return this.deeper(() => this.awaitExpression());
    return this.postfix();
  }

  private prefixed(): Expression {
    const { type, start } = this.next();
    const operandStart = this.peekStart;
    const operand = this.unary();
    if (isCount(type)) {
      if (!this.isReference(operand)) this.invalidReference(operand, operandStart, this.end, 'InvalidLhsInPrefixOp');
      return expression('other', start);
    }
    if (type === 'delete' && operand.is === 'name' && this.strict) {
      this.reportHere('StrictDelete');
      return FAILURE;
    }
    if (type === 'delete' && /^private/.test(operand.is)) {
      this.reportHere('DeletePrivateField');
      return FAILURE;
    }
    return this.refusePower(start) ?? expression('other', start);
  }

  private awaitExpression(): Expression {
    const { start, end } = this.scanner.peek();
    this.expressionScope!.recordParameterInitializer('AwaitExpressionFormalParameter', start, end);
    this.next();
    this.refuseEscapes();
    this.unary();
    return this.refusePower(start) ?? expression('other', start);
  }

  /** No unary operator stands before a power. */
  private refusePower(start: number): Expression | null {
    if (this.peek() !== '**') return null;
    this.reportAt('UnexpectedTokenUnaryExponentiation', start, this.scanner.peek().end);
    return FAILURE;
  }

  private postfix(): Expression {
    const start = this.peekStart;
    const operand = this.leftHandSide();
    if (!isCount(this.peek()) || this.lineEnds) return operand;
    if (!this.isReference(operand)) this.invalidReference(operand, start, this.end, 'InvalidLhsInPostfixOp');
    this.next();
    return expression('other', start);
  }

  // References

  protected isReference(target: Expression): boolean {
    return this.isAssignableName(target) || isProperty(target);
  }

  protected isAssignableName({ is, name }: Expression): boolean {
    return is === 'name' && !(this.strict && isEvalOrArguments(name));
  }

  /** What can't be assigned to. The web's old code assigns to calls: that fails when it runs. */
  protected invalidReference(
    target: Expression,
    start: number,
    end: number,
    wrong: Wrong,
    isEarly = false,
  ): Expression {
    if (target.is === 'name') this.reportAt('StrictEvalArguments', start, end);
    else if (target.is === 'call' && !isEarly) {
      this.expressionScope!.recordPattern('InvalidDestructuringTarget', start, end);
      return expression('property', start);
    } else this.reportAt(wrong, start, end);
    return FAILURE;
  }
}

const ARROW = { async: false, generator: false, role: 'arrow' } as const;

export function isProperty({ is }: Expression): boolean {
  return is === 'property' || is === 'private property';
}
