import type { Finding, Wrong } from './words';

export type ScopeRole = 'expression' | 'arrow head' | 'async arrow head' | 'parameters' | 'var' | 'lexical';

/** A name where it stands. */
export interface NameAt {
  readonly name: string;
  readonly start: number;
}

/** Takes what turns out to be wrong. */
export type Report = (finding: Finding) => void;

/**
 * What is being read, as long as it may be several things: an expression, a pattern to assign to, or an arrow function's
 * parameters. What would be wrong with each is kept until it's known which it is.
 */
export class ExpressionScope {
  /** What is wrong if it's an expression, or a pattern. */
  errors: { expression: Finding | null; pattern: Finding | null } = { expression: null, pattern: null };
  /** What is wrong if it declares something. */
  declarationError: Finding | null = null;
  isSimple = true;
  readonly names: NameAt[] = [];

  constructor(
    readonly parent: ExpressionScope | null,
    readonly role: ScopeRole,
    private readonly report: Report,
  ) {}

  get canBeExpression(): boolean {
    return this.role === 'expression' || this.isArrowHead;
  }

  get isArrowHead(): boolean {
    return this.role === 'arrow head' || this.role === 'async arrow head';
  }

  get isDeclaration(): boolean {
    return !this.canBeExpression;
  }

  get canBeParameters(): boolean {
    return this.isArrowHead || this.role === 'parameters';
  }

  /** Wrong in a pattern. */
  recordPattern(wrong: Wrong, start: number, end: number): void {
    if (this.isDeclaration) this.report({ wrong, start, end });
    else this.errors.pattern ??= { wrong, start, end };
  }

  /** Wrong in an expression. */
  recordExpression(wrong: Wrong, start: number, end: number): void {
    if (this.canBeExpression) this.errors.expression ??= { wrong, start, end };
  }

  /** Wrong in a declaration; the last one counts. */
  recordDeclaration(wrong: Wrong, start: number, end: number): void {
    if (this.role === 'expression') return;
    if (this.isDeclaration) this.report({ wrong, start, end });
    else this.declarationError = { wrong, start, end };
  }

  /** Wrong in the parameters of whatever function this may be, or stand in the parameters of. */
  recordParameterInitializer(wrong: Wrong, start: number, end: number): void {
    for (let scope: ExpressionScope | null = this; scope !== null; scope = scope.parent) {
      if (scope.role === 'parameters') {
        this.report({ wrong, start, end });
        return;
      }
      if (scope.isArrowHead) scope.recordDeclaration(wrong, start, end);
    }
  }

  /** Wrong in the parameters of an async arrow function. */
  recordAsyncArrow(wrong: Wrong, start: number, end: number): void {
    for (let scope: ExpressionScope | null = this; scope !== null; scope = scope.parent)
      if (scope.role === 'async arrow head') scope.recordDeclaration(wrong, start, end);
  }

  validateExpression(): void {
    if (this.errors.expression !== null) this.report(this.errors.expression);
  }

  validatePattern(): void {
    if (this.errors.pattern !== null) this.report(this.errors.pattern);
  }
}

/** Collects what is wrong with the members of a list, each of which starts with nothing wrong. */
export class Accumulation {
  private errors: ExpressionScope['errors'] = { expression: null, pattern: null };
  private readonly scope: ExpressionScope | null;

  constructor(scope: ExpressionScope) {
    this.scope = scope.canBeExpression ? scope : null;
    if (this.scope === null) return;
    this.errors = this.scope.errors;
    this.scope.errors = { expression: null, pattern: null };
  }

  accumulate(): void {
    if (this.scope === null) return;
    const { expression, pattern } = this.scope.errors;
    this.errors = { expression: this.errors.expression ?? expression, pattern: this.errors.pattern ?? pattern };
    this.scope.errors = { expression: null, pattern: null };
  }

  /** For a member that can only be an expression. */
  validateExpression(): void {
    if (this.scope === null) return;
    this.scope.validateExpression();
    this.scope.errors.pattern = null;
  }

  end(): void {
    this.accumulate();
    if (this.scope !== null) this.scope.errors = this.errors;
  }
}
