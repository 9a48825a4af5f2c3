import { ClassReader } from './classes';
import { type Expression, isEvalOrArguments } from './reader';
import { type FunctionKind, Scope } from './scope';
import { isAnyIdentifier, isAutoSemicolon, isStrictReserved, type TokenType } from './token';

export type DeclarationWord = 'var' | 'let' | 'const' | 'using' | 'await using';

/** What a list of declarations turned out to be. */
export interface Declarations {
  readonly word: DeclarationWord;
  count: number;
  /** Whether the first one declares a name, no pattern. */
  isName: boolean;
  initializer: { start: number; end: number } | null;
  bindings: { start: number; end: number };
}

export type Labels = { readonly all: string[]; readonly own: string[] };
export const NO_LABELS: Labels = { all: [], own: [] };

/** Statements, but for loops. They answer whether reading may go on. */
export abstract class StatementReader extends ClassReader {
  protected abstract loop(labels: Labels): boolean;

  protected statementList(end: TokenType): void {
    while (this.peek() === 'string') {
      const { start, end: stringEnd, value, escaped } = this.scanner.peek();
      const isStrict = value === 'use strict' && !escaped && stringEnd - start === 12;
      const statement = this.directive();
      if (statement === null) return;
      if (!statement) break;
      if (!isStrict) continue;
      this.scope.strict = true;
      if (this.scope.closureScope.hasSimpleParameters) continue;
      this.reportAt('IllegalLanguageModeDirective', start, stringEnd, 'use strict');
      return;
    }
    while (this.peek() !== end) if (!this.listItem()) return;
  }

  /** Reads a statement that starts with a string: whether it's only that; null if reading can't go on. */
  private directive(): boolean | null {
    const { is, inParentheses } = this.wholeExpression();
    this.expectSemicolon();
    if (is === 'failure') return null;
    return is === 'string' && !inParentheses;
  }

  protected listItem(): boolean {
    return this.deeper(() => this.listItemHere());
  }

  private listItemHere(): boolean {
    switch (this.peek()) {
      case 'function': {
        this.next();
        const { start } = this;
        return this.hoistable(start, { async: false, generator: this.check('*'), role: 'function' });
      }
      case 'class':
        this.next();
        this.classDeclaration();
        return true;
      case 'var':
        return this.variableStatement('var');
      case 'const':
        return this.variableStatement('const');
      case 'let':
        if (this.isLetKeyword()) return this.variableStatement('let');
        break;
      case 'async':
        if (this.peekAhead() !== 'function' || this.scanner.peekAhead().afterLineEnd) break;
        this.next();
        return this.asyncFunctionDeclaration();
      case 'name':
        if (this.isUsing()) return this.variableStatement('using');
    }
    return this.statement(NO_LABELS, true);
  }

  protected asyncFunctionDeclaration(isDefault = false): boolean {
    this.refuseEscapes();
    const { start } = this;
    this.next();
    return this.hoistable(start, { async: true, generator: this.check('*'), role: 'function' }, isDefault);
  }

  /** Whether `let`, which is next, begins a declaration. */
  protected isLetKeyword(): boolean {
    const after = this.peekAhead();
    if (after === '{' || after === '[') return true;
    if (after === 'future strict' || after === 'escaped strict') return !this.strict;
    return isAnyIdentifier(after);
  }

  /** Whether the next tokens begin a declaration with `using`, which V8 knows since long after the version of these words. */
  protected isUsing(): boolean {
    if (!this.isContextual('using')) return false;
    const { type, afterLineEnd } = this.scanner.peekAhead();
    const isTop = /^(script|eval)$/.test(this.scope.type);
    return type === 'name' && !afterLineEnd && !isTop && !this.scope.isOfCases;
  }

  /** A function's declaration after `function`. */
  protected hoistable(start: number, kind: FunctionKind, isDefault = false): boolean {
    let name: string | null = null;
    let check: 'none' | 'asked' | 'reserved' = 'none';
    if (this.peek() !== '(') {
      check = isStrictReserved(this.peek()) ? 'reserved' : 'asked';
      name = this.identifier();
    } else if (!isDefault) {
      this.reportHere('MissingFunctionName');
      return false;
    }
    this.functionLiteral({ name, start: this.start, end: this.end, check }, kind);
    if (name === null) return true;
    const isInBlock = !this.scope.isDeclarationScope || this.scope.type === 'module';
    const isSloppy = !this.strict && !this.scope.isDeclarationScope && !kind.async && !kind.generator;
    this.declare(name, isSloppy ? 'sloppy function' : isInBlock ? 'lexical' : 'var', start);
    return true;
  }

  protected classDeclaration(isDefault = false): void {
    const classStart = this.start;
    const isReserved = isStrictReserved(this.peek());
    const isUnnamed = isDefault && (this.peek() === 'extends' || this.peek() === '{');
    const name = isUnnamed ? null : this.identifier();
    this.as('expression', (scope) => {
      this.classLiteral({ name, start: this.start, end: this.end, isReserved }, classStart);
      scope.validateExpression();
    });
    if (name !== null) this.declare(name, 'lexical', classStart, this.end);
  }

  // Declarations of variables

  protected variableStatement(word: DeclarationWord): boolean {
    this.variableDeclarations(word, false);
    this.expectSemicolon();
    return true;
  }

  get nextIsInOrOf(): boolean {
    return this.peek() === 'in' || this.isContextual('of');
  }

  protected variableDeclarations(word: DeclarationWord, inFor: boolean): Declarations {
    this.next();
    const result: Declarations = {
      word,
      count: 0,
      isName: false,
      initializer: null,
      bindings: { start: -1, end: -1 },
    };
    const start = this.peekStart;
    this.as(word === 'var' ? 'var' : 'lexical', () => {
      do if (!this.variableDeclaration(result, inFor)) return;
      while (this.check(','));
      result.bindings = { start, end: this.end };
    });
    return result;
  }

  /** Whether more may follow. */
  private variableDeclaration(result: Declarations, inFor: boolean): boolean {
    const start = this.peekStart;
    const isName = this.nextIsIdentifier;
    if (isName) {
      this.next();
      const name = this.classifyIdentifier();
      if (name !== null && this.strict && isEvalOrArguments(name)) {
        this.reportHere('StrictEvalArguments');
        return false;
      }
      this.nameExpression(name ?? '', start);
    } else this.bindingPattern();
    const boundStart = this.start;
    if (this.check('=')) {
      this.accepting(!inFor, () => this.wholeAssignment());
      result.initializer ??= { start: boundStart, end: this.end };
    } else if (!inFor || !this.nextIsInOrOf) {
      if (!isName || (result.word !== 'var' && result.word !== 'let')) {
        const what = isName ? result.word : 'destructuring';
        this.reportAt('DeclarationMissingInitializer', start, this.end, what);
        return false;
      }
    }
    if (result.count++ === 0) result.isName = isName;
    return true;
  }

  // Statements

  protected statement(labels: Labels = NO_LABELS, mayDeclare = false): boolean {
    return this.deeper(() => this.statementHere(labels, mayDeclare));
  }

  private statementHere(labels: Labels, mayDeclare: boolean): boolean {
    switch (this.peek()) {
      case '{':
        this.toTarget({ labels: labels.all, ownLabels: [], isLoop: false, isAnonymous: false }, () => this.block());
        return true;
      case ';':
        this.next();
        return true;
      case 'if':
        return this.ifStatement(labels);
      case 'do':
      case 'while':
      case 'for':
        return this.loop(labels);
      case 'continue':
      case 'break':
        return this.jump(labels);
      case 'return':
        return this.returnStatement();
      case 'throw':
        return this.throwStatement();
      case 'try':
        return this.toTarget({ labels: labels.all, ownLabels: [], isLoop: false, isAnonymous: false }, () =>
          this.tryStatement(),
        );
      case 'with':
        return this.withStatement(labels);
      case 'switch':
        return this.switchStatement(labels);
      case 'function':
        this.reportNext(this.strict ? 'StrictFunction' : 'SloppyFunction');
        return false;
      case 'debugger':
        this.next();
        this.expectSemicolon();
        return true;
      case 'var':
        return this.variableStatement('var');
      case 'async':
        if (this.peekAhead() !== 'function' || this.scanner.peekAhead().afterLineEnd) break;
        this.reportNext('AsyncFunctionInSingleStatementContext');
        return false;
    }
    return this.expressionOrLabelled(labels, mayDeclare);
  }

  protected block(scope = new Scope(this.scope, 'block')): void {
    this.deeper(() =>
      this.within(scope, () => {
        this.expect('{');
        while (this.peek() !== '}') if (!this.listItem()) return;
        this.expect('}');
        if (scope.type === 'body') this.checkConflicts(scope);
      }),
    );
  }

  private expressionOrLabelled(labels: Labels, mayDeclare: boolean): boolean {
    if (this.peek() === 'class') {
      this.next();
      this.unexpected();
      return false;
    }
    if (this.peek() === 'let') {
      const { type, afterLineEnd } = this.scanner.peekAhead();
      if (type === '[' || ((type === '{' || type === 'name') && !afterLineEnd)) {
        this.reportNext('UnexpectedLexicalDeclaration');
        return false;
      }
    }
    const startsWithName = this.nextIsIdentifier;
    const result = this.wholeExpression();
    if (this.peek() === ':' && startsWithName && result.is === 'name') return this.labelled(result, labels, mayDeclare);
    this.expectSemicolon();
    return result.is !== 'failure';
  }

  private labelled({ name }: Expression, labels: Labels, mayDeclare: boolean): boolean {
    const isKnown = labels.all.includes(name) || this.targets.some((target) => target.labels.includes(name));
    if (isKnown) this.reportHere('LabelRedeclaration', name);
    const inner = { all: [...labels.all, name], own: [...labels.own, name] };
    this.next();
    if (this.peek() === 'function' && !this.strict && mayDeclare) return this.functionInStatement();
    return this.statement(inner, mayDeclare);
  }

  /** A function where sloppy code has one in place of a statement. */
  private functionInStatement(): boolean {
    this.next();
    const { start } = this;
    if (this.check('*')) {
      this.reportHere('GeneratorInSingleStatementContext');
      return false;
    }
    return this.hoistable(start, { async: false, generator: false, role: 'function' });
  }

  private scopedStatement(labels: Labels): boolean {
    if (this.strict || this.peek() !== 'function') return this.statement({ all: labels.all, own: [] });
    return this.within(new Scope(this.scope, 'block'), () => this.functionInStatement());
  }

  protected condition(): void {
    this.expect('(');
    this.wholeExpression();
    this.expect(')');
  }

  private ifStatement(labels: Labels): boolean {
    this.next();
    this.condition();
    this.scopedStatement(labels);
    if (this.check('else')) this.scopedStatement(labels);
    return true;
  }

  private jump(labels: Labels): boolean {
    const { type } = this.next();
    let label: string | null = null;
    if (!this.lineEnds && !isAutoSemicolon(this.peek())) label = this.identifier() ?? '';
    const isBreak = type === 'break';
    if (isBreak && label !== null && labels.all.includes(label)) {
      this.expectSemicolon();
      return true;
    }
    const breaks = this.targets.some((target) => (label === null ? target.isAnonymous : target.labels.includes(label)));
    const continues = this.targets.some(
      (target) => target.isLoop && (label === null || target.ownLabels.includes(label)),
    );
    if (isBreak ? breaks : continues) {
      this.expectSemicolon();
      return true;
    }
    if (label === null) this.reportHere(isBreak ? 'IllegalBreak' : 'NoIterationStatement');
    else this.reportHere(breaks ? 'IllegalContinue' : 'UnknownLabel', label);
    return false;
  }

  private returnStatement(): boolean {
    this.next();
    const { start, end } = this;
    const { type } = this.scope.declarationScope;
    if (/^(script|module|eval)$/.test(type) || (type === 'body' && this.kind?.role === 'static')) {
      this.reportAt('IllegalReturn', start, end);
      return false;
    }
    if (!this.lineEnds && !isAutoSemicolon(this.peek())) this.wholeExpression();
    this.expectSemicolon();
    return true;
  }

  private throwStatement(): boolean {
    this.next();
    if (this.lineEnds) {
      this.reportHere('NewlineAfterThrow');
      return false;
    }
    this.wholeExpression();
    this.expectSemicolon();
    return true;
  }

  private withStatement(labels: Labels): boolean {
    this.next();
    if (this.strict) {
      this.reportHere('StrictWith');
      return false;
    }
    this.condition();
    this.within(new Scope(this.scope, 'with'), () => this.statement({ all: labels.all, own: [] }));
    return true;
  }

  private switchStatement(labels: Labels): boolean {
    this.next();
    this.condition();
    const target = { labels: labels.all, ownLabels: [], isLoop: false, isAnonymous: true };
    const scope = new Scope(this.scope, 'block');
    scope.isOfCases = true;
    return this.within(scope, () => this.toTarget(target, () => this.cases()));
  }

  private cases(): boolean {
    this.expect('{');
    for (let hasDefault = false; this.peek() !== '}'; ) {
      if (this.check('case')) this.wholeExpression();
      else {
        this.expect('default');
        if (hasDefault) {
          this.reportHere('MultipleDefaultsInSwitch');
          return false;
        }
        hasDefault = true;
      }
      this.expect(':');
      while (!/^(case|default|\})$/.test(this.peek())) if (!this.listItem()) return false;
      if (this.verdict !== null) return false;
    }
    this.expect('}');
    return true;
  }

  private tryStatement(): boolean {
    this.next();
    this.block();
    if (this.peek() !== 'catch' && this.peek() !== 'finally') {
      this.reportHere('NoCatchOrFinally');
      return false;
    }
    if (this.check('catch')) {
      if (!this.check('(')) this.block();
      else if (!this.within(new Scope(this.scope, 'catch'), () => this.catchClause())) return false;
    }
    if (this.check('finally')) this.block();
    return this.verdict === null;
  }

  private catchClause(): boolean {
    const outer = new Scope(this.scope, 'block');
    return this.within(outer, () => {
      let simple: string | null = null;
      if (this.nextIsIdentifier) {
        simple = this.identifier();
        if (simple !== null && this.strict && isEvalOrArguments(simple)) this.reportHere('StrictEvalArguments');
      } else this.as('lexical', () => this.bindingPattern());
      if (this.verdict !== null) return false;
      this.expect(')');
      const inner = new Scope(outer, 'block');
      this.block(inner);
      if (this.verdict !== null) return false;
      for (const [name, how] of inner.names)
        if (how !== 'var' && (name === simple || outer.names.has(name))) this.reportRedeclaration(name, inner);
      if (simple === null) {
        // A `var` may not have a name of the pattern either.
        const conflict = inner.declarationScope.conflictingVar();
        if (conflict !== null && outer.names.has(conflict.name)) this.checkConflicts(inner.declarationScope);
      }
      return true;
    });
  }
}
