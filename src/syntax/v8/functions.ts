import { LiteralReader } from './literals';
import { type Expression, expression, FAILURE, isEvalOrArguments, type Parameters } from './reader';
import { type FunctionKind, Scope } from './scope';
import { isStrictReserved, type TokenType } from './token';

/** Whether a function may have its name in strict code: not asked, asked, or surely not. */
export type NameCheck = 'none' | 'asked' | 'reserved';

interface FunctionName {
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  readonly check: NameCheck;
}

/** Functions, but for what their bodies hold. */
export abstract class FunctionReader extends LiteralReader {
  protected abstract statementList(end: TokenType): void;

  /** The parameters given to `Function` must end where the first function's do. */
  private parametersEnd = this.surroundings.parametersEnd;

  protected functionExpression(): Expression {
    this.next();
    return this.namedFunction(this.start, { async: false, generator: this.check('*'), role: 'function' });
  }

  protected asyncFunctionExpression(): Expression {
    this.refuseEscapes();
    const { start } = this;
    this.next();
    return this.namedFunction(start, { async: true, generator: this.check('*'), role: 'function' });
  }

  private namedFunction(start: number, kind: FunctionKind): Expression {
    const isReserved = isStrictReserved(this.peek());
    let name: string | null = null;
    if (this.nextIsIdentifier) {
      name = this.identifier(kind);
    }
    this.functionLiteral({ name, start: this.start, end: this.end, check: isReserved ? 'reserved' : 'asked' }, kind);
    return expression('function', start);
  }

  protected method(name: string | null, kind: FunctionKind): void {
    this.functionLiteral({ name, start: this.start, end: this.end, check: 'none' }, kind);
  }

  /** What follows a function's name. */
  protected functionLiteral({ name, start, end, check }: FunctionName, kind: FunctionKind): void {
    this.deeper(() => {
      this.expect('(');
      if (this.scanner.current.type !== '(') return;
      const scope = new Scope(this.scope, 'function', kind, this.start);
      const hasBody = this.inFunction(kind, scope, () => this.parametersAndBody(scope, kind));
      const isStrict = scope.strict;
      if (name !== null && check !== 'none' && isStrict) {
        if (isEvalOrArguments(name)) this.reportAt('StrictEvalArguments', start, end);
        else if (check === 'reserved') this.reportAt('UnexpectedStrictReserved', start, end);
      }
      if (isStrict && hasBody) this.checkOctal(scope.start, this.end);
    });
  }

  /** Whether a body was met. */
  private parametersAndBody(scope: Scope, kind: FunctionKind): boolean {
    const parameters: Parameters = {
      scope,
      count: 0,
      isSimple: true,
      hasRest: false,
      duplicate: null,
      strictError: null,
    };
    const outer = this.parameters;
    const given = this.parametersEnd;
    this.parametersEnd = null;
    this.parameters = parameters;
    this.asBody(() => this.as('parameters', () => this.formalParameters(parameters)));
    this.parameters = outer;
    if (given !== null) {
      const { peekStart } = this;
      if (peekStart < given) this.reportAt('ArgStringTerminatesParametersEarly', peekStart, peekStart + 1);
      else if (peekStart > given) this.reportAt('UnexpectedEndOfArgString', given - 2, given);
      if (peekStart !== given) return false;
    }
    this.expect(')');
    this.checkArity(parameters, kind, this.end);
    this.expect('{');
    if (this.scanner.current.type !== '{') {
      if (parameters.isSimple) this.validateParameters(parameters, kind);
      return false;
    }
    this.accepting(true, () => this.asBody(() => this.functionBody(parameters, kind, '}')));
    return true;
  }

  private checkArity({ scope, count, hasRest }: Parameters, { role }: FunctionKind, end: number): void {
    if (role === 'getter' && count !== 0) this.reportAt('BadGetterArity', scope.start, end);
    if (role !== 'setter') return;
    if (count !== 1) this.reportAt('BadSetterArity', scope.start, end);
    if (hasRest) this.reportAt('BadSetterRestParameter', scope.start, end);
  }

  private formalParameters(parameters: Parameters): void {
    if (this.peek() === ')') return;
    for (;;) {
      parameters.hasRest = this.check('...');
      if (!this.formalParameter(parameters)) return;
      if (parameters.hasRest) {
        parameters.isSimple = false;
        if (this.peek() === ',') {
          this.reportNext('ParamAfterRest');
          return;
        }
        break;
      }
      if (!this.check(',') || this.peek() === ')') break;
    }
    parameters.scope.hasSimpleParameters = parameters.isSimple;
  }

  /** Whether more may follow. */
  private formalParameter(parameters: Parameters): boolean {
    const start = this.peekStart;
    const pattern = this.bindingPattern();
    if (pattern.is === 'name') this.classifyParameter(pattern.name, start, this.end);
    else parameters.isSimple = false;
    if (this.check('=')) {
      parameters.isSimple = false;
      if (parameters.hasRest) {
        this.reportHere('RestDefaultInitializer');
        return false;
      }
      this.accepting(true, () => this.wholeAssignment());
    }
    parameters.count++;
    return true;
  }

  /** A function's body after its brace, or an expression. */
  private functionBody(parameters: Parameters, kind: FunctionKind, end: TokenType | null): void {
    const { scope, isSimple } = parameters;
    if (!isSimple && this.verdict !== null) return;
    const inner = isSimple ? scope : new Scope(scope, 'body');
    this.within(inner, () => {
      if (end === null) {
        this.wholeAssignment();
        return;
      }
      this.statementList(end);
      this.expect(end);
    });
    this.checkConflicts(inner);
    if (!isSimple) {
      scope.strict = inner.strict;
      for (const [name, how] of inner.names) {
        if (how === 'var' || !scope.names.has(name)) continue;
        this.reportRedeclaration(name, inner);
      }
    }
    this.validateParameters(parameters, kind);
  }

  private validateParameters({ scope, isSimple, duplicate, strictError }: Parameters, kind: FunctionKind): void {
    const isPlain = kind.role === 'function' || kind.role === 'constructor' || kind.role === 'derived';
    const mayRepeat = isSimple && !scope.strict && isPlain;
    if (!mayRepeat && duplicate !== null) this.report(duplicate);
    if (scope.strict && strictError !== null) this.report(strictError);
  }

  protected arrowFunction(parameters: Parameters): Expression {
    const { scope } = parameters;
    if (this.lineEnds) {
      const { start, end } = this.scanner.peek();
      this.unexpectedAt('=>', start, end);
      return FAILURE;
    }
    const kind = scope.kind!;
    const isSkipped = this.skipsArrows();
    this.inFunction(kind, scope, () => {
      this.next();
      const isBlock = this.check('{');
      if (isBlock) {
        this.accepting(true, () => this.asBody(() => this.functionBody(parameters, kind, '}')));
      } else this.asBody(() => this.functionBody(parameters, kind, null));
      if (scope.strict && !(isSkipped && isBlock && this.verdict !== null)) this.checkOctal(scope.start, this.end);
    });
    return expression('function', scope.start);
  }

  /** Whether V8 only skims an arrow function here: outside all functions and parentheses. */
  private skipsArrows(): boolean {
    for (let scope = this.expressionScope; scope !== null; scope = scope.parent) if (scope.isArrowHead) return false;
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent)
      if (scope.type === 'function') return false;
    return true;
  }

  // Declarations that contradict each other

  protected checkConflicts(scope: Scope): void {
    const conflict = scope.conflictingVar();
    if (conflict !== null) this.reportAt('VarRedeclaration', conflict.start, conflict.start + 1, conflict.name);
  }

  /** Tells that `scope` may not declare a name, where it does. */
  protected reportRedeclaration(name: string, scope: Scope): void {
    const start = scope.positions.get(name) ?? this.start;
    this.reportAt('VarRedeclaration', start, start + 1, name);
  }
}
