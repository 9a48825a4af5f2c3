import { type Expression, isEvalOrArguments } from './reader';
import { Scope } from './scope';
import { type Declarations, type Labels, StatementReader } from './statements';

/** Loops. */
export abstract class LoopReader extends StatementReader {
  protected loop(labels: Labels): boolean {
    const { type } = this.scanner.peek();
    if (type === 'for') {
      if (this.isAwaitAllowed && this.peekAhead() === 'await') return this.forAwait(labels);
      return this.forStatement(labels);
    }
    this.next();
    if (type === 'while') this.condition();
    this.body(labels);
    if (type === 'while') return true;
    this.expect('while');
    this.condition();
    this.check(';');
    return true;
  }

  private body(labels: Labels): void {
    this.toTarget({ labels: labels.all, ownLabels: labels.own, isLoop: true, isAnonymous: true }, () =>
      this.statement(),
    );
  }

  private forStatement(labels: Labels): boolean {
    this.next();
    this.expect('(');
    const startsWithLet = this.peek() === 'let';
    const word = this.peek();
    if (word === 'const' || (startsWithLet && this.isLetKeyword())) {
      const outer = new Scope(this.scope, 'block');
      const inner = new Scope(outer, 'block');
      return this.within(outer, () => {
        const declarations = this.within(inner, () => this.variableDeclarations(word === 'const' ? word : 'let', true));
        const mode = this.inOrOf();
        if (mode !== null) return this.forEach(mode, declarations, inner, labels);
        this.expect(';');
        return this.within(inner, () => this.within(new Scope(inner, 'block'), () => this.standardLoop(labels)));
      });
    }
    if (word === 'var') {
      const declarations = this.variableDeclarations('var', true);
      const mode = this.inOrOf();
      if (mode !== null) return this.forEach(mode, declarations, this.scope, labels);
    } else if (word !== ';') {
      const isDone = this.forExpression(startsWithLet, labels);
      if (isDone !== null) return isDone;
    }
    this.expect(';');
    return this.standardLoop(labels);
  }

  /** Reads what stands first in a loop's head; of a loop over something also the rest, and answers whether to go on. */
  private forExpression(startsWithLet: boolean, labels: Labels): boolean | null {
    const { start, end } = this.scanner.peek();
    let mode: 'for-in' | 'for-of' | null = null;
    const mayGoOn = this.as('expression', (scope) => {
      const target = this.accepting(false, () => this.commaExpression());
      const { type, escaped } = this.scanner.current;
      const isAsync = type === 'async' && !escaped;
      const targetEnd = this.end;
      mode = this.inOrOf();
      if (mode === null) {
        scope.validateExpression();
        return true;
      }
      if ((startsWithLet || isAsync) && mode === 'for-of') {
        this.reportAt(startsWithLet ? 'ForOfLet' : 'ForOfAsync', start, end);
        return false;
      }
      if (target.is === 'pattern') this.loopPattern(target, start, targetEnd);
      else this.loopTarget(target, start, targetEnd);
      return true;
    });
    if (!mayGoOn) return false;
    if (mode === null) return null;
    this.overAndBody(mode, labels);
    return this.verdict === null;
  }

  private loopPattern({ inParentheses }: Expression, start: number, end: number): void {
    this.expressionScope!.validatePattern();
    if (inParentheses) this.reportAt('InvalidDestructuringTarget', start, end);
  }

  private loopTarget(target: Expression, start: number, end: number): void {
    if (target.is === 'name' && !(this.strict && isEvalOrArguments(target.name))) return;
    if (this.isReference(target)) this.expressionScope!.validateExpression();
    else this.invalidReference(target, start, end, 'InvalidLhsInFor');
  }

  private inOrOf(): 'for-in' | 'for-of' | null {
    if (this.check('in')) return 'for-in';
    return this.checkContextual('of') ? 'for-of' : null;
  }

  private forEach(mode: 'for-in' | 'for-of', declarations: Declarations, inner: Scope, labels: Labels): boolean {
    const { word, count, initializer, isName, bindings } = declarations;
    if (count !== 1) {
      this.reportAt('ForInOfLoopMultiBindings', bindings.start, bindings.end, mode);
      return false;
    }
    if (initializer !== null && (this.strict || mode === 'for-of' || word !== 'var' || !isName)) {
      this.reportAt('ForInOfLoopInitializer', initializer.start, initializer.end, mode);
      return false;
    }
    this.over(mode);
    this.within(inner, () => this.body(labels));
    return true;
  }

  private overAndBody(mode: 'for-in' | 'for-of', labels: Labels): void {
    this.over(mode);
    this.body(labels);
  }

  /** What a loop goes over. */
  private over(mode: 'for-in' | 'for-of'): void {
    if (mode === 'for-of') this.accepting(true, () => this.wholeAssignment());
    else this.wholeExpression();
    this.expect(')');
  }

  private standardLoop(labels: Labels): boolean {
    if (this.peek() !== ';') this.wholeExpression();
    this.expect(';');
    if (this.peek() !== ')') this.wholeExpression();
    this.expect(')');
    this.body(labels);
    return this.verdict === null;
  }

  private forAwait(labels: Labels): boolean {
    const outer = new Scope(this.scope, 'block');
    return this.within(outer, () => {
      this.expect('for');
      this.expect('await');
      this.expect('(');
      const inner = new Scope(outer, 'block');
      const word = this.peek();
      if (word === 'var' || word === 'const' || (word === 'let' && this.isLetKeyword())) {
        const { count, bindings, initializer } = this.within(inner, () => this.variableDeclarations(word, true));
        if (count !== 1) {
          this.reportAt('ForInOfLoopMultiBindings', bindings.start, bindings.end, 'for-await-of');
          return false;
        }
        if (initializer !== null) {
          this.reportAt('ForInOfLoopInitializer', initializer.start, initializer.end, 'for-await-of');
          return false;
        }
      } else if (word === 'let') {
        this.reportNext('ForOfLet');
        return false;
      } else this.within(inner, () => this.awaitTarget());
      this.expectContextual('of');
      this.over('for-of');
      this.within(inner, () => this.body(labels));
      return true;
    });
  }

  private awaitTarget(): void {
    const start = this.peekStart;
    this.as('expression', () => {
      const target = this.leftHandSide();
      if (target.is === 'pattern') this.loopPattern(target, start, this.end);
      else this.loopTarget(target, start, this.end);
    });
  }
}
