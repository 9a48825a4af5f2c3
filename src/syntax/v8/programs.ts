import type { NameAt } from './expression-scope';
import { LoopReader } from './loops';
import { type Expression, type Surroundings, TooDeep, type Verdict } from './reader';

/** Modules' own items, and whole texts. */
class ProgramReader extends LoopReader {
  private readonly exported = new Map<string, NameAt>();
  private readonly exportedLocals: NameAt[] = [];

  read(): Verdict | null {
    const { type, parametersEnd } = this.surroundings;
    if (type === 'module') {
      while (this.peek() !== 'end') if (!this.moduleItem()) break;
      if (this.verdict === null) this.checkExports();
    } else {
      this.statementList('end');
      if (type === 'wrapped') this.expect('end');
    }
    if (this.strict) this.checkOctal(0, this.scanner.text.length);
    this.checkConflicts(this.scope);
    if (this.verdict === null && parametersEnd !== null && !this.isOneFunction())
      this.reportHere('SingleFunctionLiteral');
    if (this.verdict === null && this.privateNames !== null) this.checkPrivateNames();
    return this.verdict === null ? null : { message: this.verdict.message, ...this.place };
  }

  /** Whether the text of a dynamic function is no more than that. */
  private isOneFunction(): boolean {
    return this.itemCount === 1 && this.outermost?.is === 'function';
  }

  private itemCount = 0;
  /** The last expression outside all others. */
  private outermost: Expression | null = null;

  protected override listItem(): boolean {
    if (this.scope.parent === null) this.itemCount++;
    return super.listItem();
  }

  protected override wholeExpression(): Expression {
    const result = super.wholeExpression();
    if (this.scope.parent === null) this.outermost = result;
    return result;
  }

  /** Of classes around the text. */
  private checkPrivateNames(): void {
    const { declared, used } = this.privateNames!;
    const unknown = used.find(({ name }) => !declared.has(name));
    if (unknown !== undefined)
      this.reportAt('InvalidPrivateFieldResolution', unknown.start, unknown.start + 1, unknown.name);
  }

  // Modules

  private moduleItem(): boolean {
    if (this.peek() === 'import' && this.peekAhead() !== '(' && this.peekAhead() !== '.')
      return this.importDeclaration();
    if (this.peek() === 'export') return this.exportDeclaration();
    return this.listItem();
  }

  private importDeclaration(): boolean {
    this.next();
    if (this.check('string')) {
      this.attributes();
      this.expectSemicolon();
      return true;
    }
    if (this.peek() !== '*' && this.peek() !== '{') {
      this.importedName();
      if (!this.check(',')) return this.fromClause();
    }
    if (this.check('*')) {
      this.expectContextual('as');
      this.importedName();
    } else if (this.peek() === '{') this.namedImports();
    else {
      this.next();
      this.unexpected();
    }
    return this.fromClause();
  }

  private importedName(): void {
    const name = this.identifier();
    if (name === null) return;
    if (name === 'eval' || name === 'arguments') this.reportHere('StrictEvalArguments');
    this.declare(name, 'lexical', this.start);
  }

  private namedImports(): void {
    this.expect('{');
    while (this.peek() !== '}') {
      const { type, start, end } = this.scanner.peek();
      const name = this.moduleName();
      if (name === null) return;
      if (this.checkContextual('as')) this.importedName();
      else {
        if (!this.isValidIdentifier(type, false, true)) {
          this.unexpectedAt(type, start, end);
          return;
        }
        if (name === 'eval' || name === 'arguments') {
          this.reportAt('StrictEvalArguments', start, end);
          return;
        }
        this.declare(name, 'lexical', start);
      }
      if (this.peek() === '}') break;
      this.expect(',');
      if (this.verdict !== null) return;
    }
    this.expect('}');
  }

  private fromClause(): boolean {
    this.expectContextual('from');
    this.expect('string');
    this.attributes();
    this.expectSemicolon();
    return this.verdict === null;
  }

  private attributes(): void {
    const isNew = this.check('with');
    if (!isNew && (this.lineEnds || !this.checkContextual('assert'))) return;
    this.expect('{');
    const seen = new Set<string>();
    while (this.peek() !== '}') {
      const { type, start, end } = this.scanner.peek();
      const key = type === 'string' ? this.next().value : this.propertyName();
      if (key === null) return;
      this.expect(':');
      this.expect('string');
      if (seen.has(key)) this.reportAt('ImportAttributesDuplicateKey', start, end, key);
      seen.add(key);
      if (this.peek() === '}') break;
      this.expect(',');
      if (this.verdict !== null) return;
    }
    this.expect('}');
  }

  /** A name by which a module imports or exports. */
  private moduleName(): string | null {
    if (this.peek() !== 'string') return this.propertyName();
    const { value } = this.next();
    if (/\p{Surrogate}/u.test(value)) this.reportHere('InvalidModuleExportNameString');
    return value;
  }

  private exportDeclaration(): boolean {
    this.next();
    switch (this.peek()) {
      case 'default':
        return this.exportDefault();
      case '*':
        this.next();
        if (this.checkContextual('as')) {
          const name = this.moduleName();
          if (name !== null) this.addExport(name);
        }
        return this.fromClause();
      case '{':
        return this.exportClause();
      case 'function':
      case 'class':
      case 'var':
      case 'const':
      case 'let':
      case 'async': {
        const before = new Set(this.scope.names.keys());
        const isFunction = this.peek() !== 'async' || this.peekAhead() === 'function';
        if (!isFunction) {
          this.next();
          this.next();
          this.unexpected();
          return false;
        }
        const mayGoOn = this.listItem();
        for (const name of this.scope.names.keys()) if (!before.has(name)) this.addExport(name);
        return mayGoOn;
      }
    }
    this.next();
    this.unexpected();
    return false;
  }

  private addExport(name: string): void {
    const { start, end } = this;
    if (this.exported.has(name)) this.reportAt('DuplicateExport', start, end, name);
    this.exported.set(name, { name, start });
  }

  private exportDefault(): boolean {
    this.next();
    this.addExport('default');
    if (this.peek() === 'function') {
      const { start } = this.next();
      return this.hoistable(start, { async: false, generator: this.check('*'), role: 'function' }, true);
    }
    if (this.check('class')) {
      this.classDeclaration(true);
      return true;
    }
    if (this.peek() === 'async' && this.peekAhead() === 'function' && !this.scanner.peekAhead().afterLineEnd) {
      this.next();
      return this.asyncFunctionDeclaration(true);
    }
    this.accepting(true, () => this.wholeAssignment());
    this.expectSemicolon();
    return this.verdict === null;
  }

  private exportClause(): boolean {
    this.expect('{');
    let reserved: { start: number; end: number; type: string } | null = null;
    let string: { start: number; end: number } | null = null;
    const locals: NameAt[] = [];
    while (this.peek() !== '}') {
      const { type, start, end } = this.scanner.peek();
      if (type === 'string') string ??= { start, end };
      else if (!this.isValidIdentifier(type, false, true)) reserved ??= { start, end, type };
      const local = this.moduleName();
      if (local === null) return false;
      const name = this.checkContextual('as') ? this.moduleName() : local;
      if (name === null) return false;
      locals.push({ name: local, start });
      this.addExport(name);
      if (this.peek() === '}') break;
      this.expect(',');
      if (this.verdict !== null) return false;
    }
    this.expect('}');
    if (this.isContextual('from')) return this.fromClause();
    if (reserved !== null) {
      this.unexpectedAt(reserved.type, reserved.start, reserved.end);
      return false;
    }
    if (string !== null) {
      this.reportAt('ModuleExportNameWithoutFromClause', string.start, string.end);
      return false;
    }
    this.exportedLocals.push(...locals);
    this.expectSemicolon();
    return this.verdict === null;
  }

  private checkExports(): void {
    for (const { name, start } of this.exportedLocals)
      if (!this.scope.names.has(name)) this.reportAt('ModuleExportUndefined', start, start + name.length, name);
  }
}

/** What V8 says is wrong with a text that is no program; null if this reader finds nothing wrong, or the text nests too deep. */
export function verdictOf(text: string, surroundings: Surroundings): Verdict | null {
  try {
    return new ProgramReader(text, surroundings).read();
  } catch (error) {
    if (error instanceof TooDeep || error instanceof RangeError) return null;
    throw error;
  }
}
