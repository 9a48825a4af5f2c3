import { ExpressionScope, type NameAt, type ScopeRole } from './expression-scope';
import { Scanner } from './scanner';
import { type Declared, type FunctionKind, Scope, type ScopeType } from './scope';
import {
  isAnyIdentifier,
  isAutoSemicolon,
  isPropertyName,
  isStrictReserved,
  type Token,
  type TokenType,
} from './token';
import { type Finding, type Wrong, wordsFor } from './words';

/** What stands around a text. */
export interface Surroundings {
  readonly type: 'script' | 'module' | 'eval' | 'wrapped';
  readonly strict: boolean;
  /** The function whose eval code the text is. */
  readonly around: FunctionKind | null;
  /** Private names of the classes around; null if there is no class. */
  readonly privateNames: readonly string[] | null;
  /** Where the parameters of the first function must end. */
  readonly parametersEnd: number | null;
  /** Tells whether a regular expression is one; answers V8's words if it's not. */
  readonly regexpProblem: (source: string, flags: string) => string | null;
}

/** An expression, as far as it matters what it is. */
export interface Expression {
  readonly is:
    | ('failure' | 'name' | 'property' | 'private property' | 'private chain' | 'pattern' | 'assignment' | 'call')
    | ('super call' | 'function' | 'string' | 'other');
  readonly start: number;
  readonly name: string;
  readonly inParentheses: boolean;
}

/** A function's parameters. */
export interface Parameters {
  scope: Scope;
  count: number;
  isSimple: boolean;
  hasRest: boolean;
  duplicate: Finding | null;
  strictError: Finding | null;
}

/** What `break` and `continue` may go to. */
export interface Target {
  readonly labels: readonly string[];
  readonly ownLabels: readonly string[];
  readonly isLoop: boolean;
  readonly isAnonymous: boolean;
}

export interface PrivateNames {
  readonly parent: PrivateNames | null;
  readonly declared: Map<string, 'get' | 'set' | 'static get' | 'static set' | 'other'>;
  readonly used: NameAt[];
}

/** What V8 says of a text. */
export interface Verdict {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Levels that are read; of a text that nests deeper nothing is said. */
const MOST_NESTED = 500;

export class TooDeep extends Error {}

/**
 * Reads a text as V8's parser does, only to find out what V8 says is wrong with it. Like that one, it goes on after it met
 * something wrong, with nothing but illegal tokens to read: of what is wrong further to the front it's told instead.
 */
export abstract class Reader {
  readonly scanner: Scanner;
  verdict: Verdict | null = null;
  /** Where to point: V8 has no place for some of what it says. */
  protected place = { start: 0, end: 0 };
  scope: Scope;
  kind: FunctionKind | null;
  acceptIn = true;
  expressionScope: ExpressionScope | null = null;
  targets: Target[] = [];
  privateNames: PrivateNames | null = null;
  /** The parameters that are read. */
  parameters: Parameters | null = null;
  /** The scope and what strict code may not have of the arrow function whose head was read last. */
  arrow: { scope: Scope | null; strictError: Finding | null } = { scope: null, strictError: null };
  private depth = 0;

  constructor(
    text: string,
    readonly surroundings: Surroundings,
  ) {
    const { type, strict, around, privateNames } = surroundings;
    this.scanner = new Scanner(text, type === 'module');
    this.kind = type === 'module' ? { async: true, generator: false, role: 'function' } : around;
    const scopeType: ScopeType = type === 'wrapped' ? 'function' : type;
    let outer: Scope | null = null;
    if (around !== null) outer = new Scope(null, 'function', around);
    this.scope = new Scope(
      outer,
      scopeType,
      type === 'wrapped' ? { async: false, generator: false, role: 'function' } : null,
    );
    if (strict) this.scope.strict = true;
    if (privateNames !== null) {
      const declared = new Map(privateNames.map((name) => [`#${name}`, 'other' as const]));
      this.privateNames = { parent: null, declared, used: [] };
    }
  }

  // What is wrong

  /** Tells of something wrong, unless something is known to be wrong further to the front. */
  report({ wrong, start, end }: Finding, argument = ''): void {
    this.reportWords(wordsFor(wrong, argument), start, end);
  }

  reportAt(wrong: Wrong, start: number, end: number, argument = ''): void {
    this.report({ wrong, start, end }, argument);
  }

  reportWords(message: string, start: number, end: number): void {
    if (this.verdict !== null && end >= this.verdict.start) return;
    this.verdict = { message, start, end };
    if (start >= 0) this.place = { start, end };
    this.scanner.fail();
  }

  /** The current token is wrong. */
  reportHere(wrong: Wrong, argument = ''): void {
    this.reportAt(wrong, this.start, this.end, argument);
  }

  reportNext(wrong: Wrong, argument = ''): void {
    const { start, end } = this.scanner.peek();
    this.reportAt(wrong, start, end, argument);
  }

  /** The current token is none that may stand here; or another, as if it stood here. */
  unexpected(type: TokenType = this.scanner.current.type): void {
    this.unexpectedAt(type, this.start, this.end);
  }

  unexpectedAt(type: TokenType, start: number, end: number): void {
    const say = (wrong: Wrong, argument = '') => this.reportAt(wrong, start, end, argument);
    if (type === 'end') say('UnexpectedEOS');
    else if (type === 'number') say('UnexpectedTokenNumber');
    else if (type === 'string') say('UnexpectedTokenString');
    else if (type === 'name' || type === 'private') say('UnexpectedTokenIdentifier', this.scanner.current.value);
    else if (type === 'await' || type === 'enum') say('UnexpectedReserved');
    else if (/^(let|static|yield|future strict)$/.test(type)) {
      // In sloppy code V8 has no name for those of the future.
      const word = type === 'future strict' ? 'undefined' : type;
      say(this.strict ? 'UnexpectedStrictReserved' : 'UnexpectedTokenIdentifier', word);
    } else if (type === 'template span' || type === 'template tail') say('UnexpectedTemplateString');
    else if (type === 'escaped keyword' || type === 'escaped strict') say('InvalidEscapedReservedWord');
    else if (type === 'illegal') {
      const { problem } = this.scanner;
      if (problem === null) say('InvalidOrUnexpectedToken');
      else this.report(problem);
    } else say('UnexpectedToken', type);
  }

  /** Strict code between two offsets may have no old octal number or escape sequence. */
  checkOctal(start: number, end: number): void {
    const { octal } = this.scanner;
    if (octal === null || octal.start < start || octal.end > end) return;
    this.report(octal);
    this.scanner.octal = null;
  }

  // Tokens

  peek(): TokenType {
    return this.scanner.peek().type;
  }

  peekAhead(): TokenType {
    return this.scanner.peekAhead().type;
  }

  get peekStart(): number {
    return this.scanner.peek().start;
  }

  /** Where the current token starts. */
  get start(): number {
    return this.scanner.current.start;
  }

  get end(): number {
    return this.scanner.current.end;
  }

  get strict(): boolean {
    return this.scope.strict;
  }

  next(): Token {
    return this.scanner.next();
  }

  check(type: TokenType): boolean {
    if (this.peek() !== type) return false;
    this.next();
    return true;
  }

  expect(type: TokenType): void {
    if (this.next().type !== type) this.unexpected();
  }

  /** Whether a line ends before the next token. */
  get lineEnds(): boolean {
    return this.scanner.peek().afterLineEnd;
  }

  expectSemicolon(): void {
    if (this.check(';')) return;
    if (this.lineEnds || isAutoSemicolon(this.peek())) return;
    if (this.scanner.current.type === 'await' && this.kind?.async !== true)
      this.reportHere('AwaitNotInAsyncContextAndModule');
    else {
      this.next();
      this.unexpected();
    }
  }

  /** Whether the next token is a name that is a keyword here. */
  isContextual(word: string): boolean {
    const { type, value, escaped } = this.scanner.peek();
    return type === 'name' && value === word && !escaped;
  }

  checkContextual(word: string): boolean {
    if (!this.isContextual(word)) return false;
    this.next();
    return true;
  }

  expectContextual(word: string, whole = word, start?: number): void {
    this.expect('name');
    const { type, value, escaped } = this.scanner.current;
    if (value !== word) this.unexpected(type);
    if (escaped) this.reportAt('InvalidEscapedMetaProperty', start ?? this.start, this.end, whole);
  }

  /** A keyword that may not be written with escape sequences. */
  refuseEscapes(): void {
    if (this.scanner.current.escaped) this.unexpected('escaped keyword');
  }

  // Scopes

  /** Reads something in a scope of its own. */
  within<T>(scope: Scope, read: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = read();
    this.scope = outer;
    return result;
  }

  accepting<T>(acceptIn: boolean, read: () => T): T {
    const outer = this.acceptIn;
    this.acceptIn = acceptIn;
    const result = read();
    this.acceptIn = outer;
    return result;
  }

  /** Reads what may be one of several things; `read` validates which it is. */
  as<T>(role: ScopeRole, read: (scope: ExpressionScope) => T): T {
    const outer = this.expressionScope;
    const scope = new ExpressionScope(outer, role, (finding) => this.report(finding));
    this.expressionScope = scope;
    const result = read(scope);
    this.expressionScope = outer;
    return result;
  }

  /** Reads a function's text: nothing around decides what its expressions are. */
  inFunction<T>(kind: FunctionKind, scope: Scope, read: () => T): T {
    const outer = this.kind;
    this.kind = kind;
    const result = this.within(scope, read);
    this.kind = outer;
    return result;
  }

  asBody<T>(read: () => T): T {
    const { expressionScope, targets } = this;
    this.expressionScope = null;
    this.targets = [];
    const result = read();
    this.expressionScope = expressionScope;
    this.targets = targets;
    return result;
  }

  toTarget<T>(target: Target, read: () => T): T {
    this.targets.push(target);
    const result = read();
    this.targets.pop();
    return result;
  }

  /** Goes a level deeper. */
  deeper<T>(read: () => T): T {
    if (++this.depth > MOST_NESTED) throw new TooDeep();
    const result = read();
    this.depth--;
    return result;
  }

  // Names

  get isAwaitAllowed(): boolean {
    return this.kind?.async === true;
  }

  private get isAwaitReserved(): boolean {
    return this.surroundings.type === 'module' || isAwaitReservedIn(this.kind);
  }

  isValidIdentifier(type: TokenType, isGenerator: boolean, isAwaitReserved: boolean): boolean {
    if (/^(name|get|set|async)$/.test(type)) return true;
    if (type === 'await') return !isAwaitReserved;
    if (type === 'yield') return !isGenerator && !this.strict;
    return isStrictReserved(type) && !this.strict;
  }

  /** The name that the current token is, in an expression or what may be a declaration; null if it's none. */
  classifyIdentifier(at: Token = this.scanner.current): string | null {
    const { type, value, start, end } = at;
    if (/^(name|get|set|async)$/.test(type)) {
      const role = this.scope.receiverScope.kind?.role;
      if (value !== 'arguments' || (role !== 'fields' && role !== 'static')) return value;
      this.reportHere('ArgumentsDisallowed');
      return null;
    }
    if (!this.isValidIdentifier(type, this.kind?.generator === true, this.isAwaitReserved)) {
      this.unexpected(type);
      return null;
    }
    if (type === 'await') this.expressionScope!.recordAsyncArrow('AwaitBindingIdentifier', start, end);
    else this.recordStrictParameter('UnexpectedStrictReserved', start, end);
    return value;
  }

  /** A name that is declared, or that a label has. */
  identifier(kind: FunctionKind | null = this.kind): string | null {
    const { type, value } = this.next();
    const isAwaitReserved = this.surroundings.type === 'module' || isAwaitReservedIn(kind);
    if (this.isValidIdentifier(type, kind?.generator === true, isAwaitReserved)) return value;
    this.unexpected();
    return null;
  }

  propertyName(): string | null {
    const { type, value } = this.next();
    if (isPropertyName(type)) return value;
    this.unexpected();
    return null;
  }

  /** What strict code may not have as a parameter. */
  recordStrictParameter(wrong: Wrong, start: number, end: number): void {
    const scope = this.expressionScope;
    if (scope === null || !scope.canBeParameters) return;
    if (scope.role !== 'parameters') this.arrow.strictError = { wrong, start, end };
    else if (this.strict) this.reportAt(wrong, start, end);
    else this.parameters!.strictError = { wrong, start, end };
  }

  classifyParameter(name: string, start: number, end: number): void {
    if (isEvalOrArguments(name)) this.recordStrictParameter('StrictEvalArguments', start, end);
  }

  /** A name in an expression, which declares it where that is a declaration. */
  nameExpression(name: string, start: number): Expression {
    const scope = this.expressionScope!;
    if (scope.canBeExpression) scope.names.push({ name, start });
    else this.declareIn(scope, name, start);
    return { is: 'name', start, name, inParentheses: false };
  }

  declareIn(scope: ExpressionScope, name: string, start: number): void {
    const end = start + name.length;
    if (scope.role === 'parameters') {
      const isNew = !this.scope.names.has(name);
      this.scope.declare(name, 'var', start);
      if (!isNew) this.parameters!.duplicate ??= { wrong: 'ParamDupe', start, end };
      return;
    }
    this.declare(name, scope.role === 'var' ? 'var' : 'lexical', start);
    if (scope.role === 'lexical' && name === 'let') this.reportAt('LetInLexicalBinding', start, end);
  }

  declare(name: string, how: Declared, start: number, end = start + 1): void {
    if (!this.scope.declare(name, how, start)) this.reportAt('VarRedeclaration', start, end, name);
  }

  get nextIsIdentifier(): boolean {
    return isAnyIdentifier(this.peek());
  }
}

export function isEvalOrArguments(name: string): boolean {
  return name === 'eval' || name === 'arguments';
}

function isAwaitReservedIn(kind: FunctionKind | null): boolean {
  return kind?.async === true || kind?.role === 'static';
}

/** An expression that is `is`. */
export function expression(is: Expression['is'], start: number, name = ''): Expression {
  return { is, start, name, inParentheses: false };
}

export const FAILURE: Expression = expression('failure', 0);
