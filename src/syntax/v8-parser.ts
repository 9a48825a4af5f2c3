import { type Parser, TokenType, tokTypes } from 'acorn';
import { likeV8, missedEscape } from './messages';
import type { ParseOptions } from './parse';

/** Thrown out of acorn. */
export class Problem {
  constructor(
    readonly message: string,
    readonly start: number,
    readonly end: number,
    readonly type: 'SyntaxError' | 'RangeError' = 'SyntaxError',
  ) {}
}

// biome-ignore lint/suspicious/noExplicitAny: acorn's parser state isn't typed for subclasses
export type State = any;

/** In place of what closes a list: an expression in parentheses, which may be parameters. */
const PARENTHESES = 'parentheses';
/** The same: the expressions in a template. */
const TEMPLATE = 'template';
/** The same: parameters given to `Function`. */
const DYNAMIC_PARAMETERS = 'parameters';
const EARLY_PARAMETERS_END = 'Arg string terminates parameters early';
const regexpToken = tokTypes.regexp;
const illegalToken = new (TokenType as State)('illegal');

const JUMP_TARGET = /\b(?:break|continue)[^\S\r\n]+([\p{ID_Start}$_][\p{ID_Continue}$]*)$/u;

const SINGLE_STATEMENT_FUNCTION = {
  strict: 'In strict mode code, functions can only be declared at top level or inside a block.',
  sloppy:
    'In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.',
};

/** Makes acorn report in V8's words, and know what surrounds eval code. */
export function withV8Words(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    surroundings: ParseOptions | null = null;
    lastBinding: { kind: string; end: number } | null = null;
    /** What closes the innermost comma-separated list: `)` for arguments, another text elsewhere. */
    private list = '';
    /** What closes the innermost list of bindings. */
    private bindings = ')';
    private restEnd = -1;
    /** Where the last expression ended that is more than a name. */
    private expressionEnd = -1;
    /** The next list of bindings is that of the parameters given to `Function`. */
    private dynamicParameters = false;
    private parametersSeen = false;
    private regexpProblem: Problem | null = null;
    private illegalProblem: Problem | null = null;
    /** Where the last number starts that strict code may not have. */
    private octalStart = -1;
    /** What the last of them is: told at the end of the text, before what is wrong after it. */
    private octalProblem: Problem | null = null;
    /** Where the first property `a = 1` stands of what looked like an object up to now. */
    private shorthandStart = -1;
    /** Where the last operand starts. */
    private atomStart = -1;
    /** What follows `...` is read again, for what is wrong with it. */
    private inSpread = false;
    /** How deep in a pattern the assignment target under examination stands. */
    private patternDepth = 0;

    parse(): State {
      let program: State;
      try {
        program = super.parse();
      } catch (error) {
        throw error instanceof Problem && this.octalProblem !== null && error.start > this.octalProblem.start
          ? this.octalProblem
          : error;
      }
      if (this.octalProblem !== null) throw this.octalProblem;
      return program;
    }

    raise(position: number, message: string): never {
      const self = this as State;
      const text = likeV8(message);
      if (message === 'Not enough stack space to parse input')
        throw new Problem('Maximum call stack size exceeded', position, position + 1, 'RangeError');
      if (/^Unsyntactic (break|continue)/.test(message))
        throw new Problem(this.jumpProblem(), position, self.lastTokEnd);
      if (
        /may appear only with 'sourceType: module'/.test(message) ||
        /may only appear at the top level/.test(message)
      ) {
        const word = self.input.slice(position, position + 6);
        throw new Problem(
          word === 'import' ? 'Cannot use import statement outside a module' : "Unexpected token 'export'",
          position,
          position + 6,
        );
      }
      if (text === 'Invalid left-hand side in assignment') {
        const before = self.input.slice(0, position).trimEnd();
        const words =
          this.patternDepth > (self.input[position] === '(' ? 1 : 0)
            ? 'Invalid destructuring assignment target'
            : self.type.postfix
              ? /(\+\+|--)$/.test(self.input.slice(position, self.lastTokEnd))
                ? this.tokenProblem()
                : 'Invalid left-hand side expression in postfix operation'
              : /(\+\+|--)$/.test(before)
                ? 'Invalid left-hand side expression in prefix operation'
                : self.type.label === 'in' || (self.type.label === 'name' && self.value === 'of')
                  ? 'Invalid left-hand side in for-loop'
                  : text;
        throw new Problem(words, position, Math.max(position + 1, self.lastTokEnd));
      }
      const end = position >= self.start && position < self.end ? self.end : position + 1;
      if (text === 'Unterminated template literal' && self.input.length >= position) {
        throw new Problem(
          self.input.slice(position).includes('${') ? text : 'Unexpected end of input',
          position,
          self.input.length,
        );
      }
      throw new Problem(this.reworded(position, message, text), position, Math.min(end, self.input.length));
    }

    /** Texts that depend on where the problem stands. */
    private reworded(position: number, message: string, text: string): string {
      const self = this as State;
      const { input } = self;
      switch (message) {
        case 'Invalid number':
          if (!/^0\d/.test(input.slice(position))) return text;
          return /^0[0-7]+(?![\d.])/.test(input.slice(position))
            ? 'Octal literals are not allowed in strict mode.'
            : 'Decimals with leading zeros are not allowed in strict mode.';
        case 'Invalid escape sequence':
          return '\\8 and \\9 are not allowed in strict mode.';
        case "Cannot use 'yield' as identifier inside a generator":
          return self.strict ? 'Unexpected strict mode reserved word' : text;
        case 'Bad character escape sequence':
          return input[position - 1] === 'x' ? text : 'Invalid Unicode escape sequence';
        case 'Bad escape sequence in untagged template literal':
          return missedEscape(String(self.value));
        case 'Comma is not permitted after the rest element':
          return position === self.start && this.bindings === ')'
            ? 'Rest parameter must be last formal parameter'
            : text;
        case "Classes can't have an element named '#constructor'":
          return /^#constructor\s*\(/.test(input.slice(position))
            ? 'Class constructor may not be a private method'
            : text;
      }
      if (/^Logical expressions and coalesce/.test(message)) return this.tokenProblem();
      if (/^The only valid meta property/.test(message)) {
        const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(input.slice(position))?.[0] ?? '';
        return self.keywords.test(word) || /^(get|set|async)$/.test(word)
          ? `Unexpected token '${word}'`
          : `Unexpected identifier '${word}'`;
      }
      const known = this.hostRegexpProblem(message);
      if (known !== null) return known;
      const pattern = /^(Invalid regular expression: \/)(.*)\/: (.*)$/su.exec(message);
      if (pattern !== null && input.startsWith(`/${pattern[2]}/`, self.start)) {
        const flags = /^[a-z]*/.exec(input.slice(self.start + pattern[2]!.length + 2))![0];
        return text.replace(/\/: (?=[^/]*$)/, () => `/${flags}: `);
      }
      return text;
    }

    /** What the host's own RegExp says of a literal. */
    private hostRegexpProblem(message: string): string | null {
      const self = this as State;
      if (!message.startsWith('Invalid regular expression: /') || self.regexpState === null) return null;
      const { source, flags } = self.regexpState;
      try {
        new RegExp(source, flags);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    }

    raiseRecoverable(position: number, message: string): never {
      return this.raise(position, message);
    }

    /** Words for a `break` or `continue` without a target. */
    jumpProblem(): string {
      const self = this as State;
      const text = self.input.slice(0, self.lastTokEnd);
      const match = /(break|continue)(?:[^\n\r]*?\s([\p{ID_Start}$_][\p{ID_Continue}$]*))?\s*;?\s*$/u.exec(text);
      const word = match?.[1] ?? 'break';
      const label = match?.[2];
      if (label !== undefined && label !== word) {
        const known = self.labels.some((l: State) => l.name === label);
        return known
          ? `Illegal continue statement: '${label}' does not denote an iteration statement`
          : `Undefined label '${label}'`;
      }
      return word === 'break'
        ? 'Illegal break statement'
        : 'Illegal continue statement: no surrounding iteration statement';
    }

    unexpected(position?: number): never {
      const self = this as State;
      const at = position ?? self.start;
      if (
        this.lastBinding !== null &&
        this.lastBinding.end === self.lastTokEnd &&
        this.lastBinding.kind === 'const' &&
        at === self.start
      ) {
        const what = /[\]}]/.test(self.input[self.lastTokEnd - 1]) ? 'destructuring' : 'const';
        throw new Problem(`Missing initializer in ${what} declaration`, at, self.end);
      }
      if (at !== self.start) {
        // `for await` without the `of` that must follow.
        if (/\bfor\s*$/.test(self.input.slice(0, at))) throw new Problem(this.tokenProblem(), self.start, self.end);
        const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*|^\*\*|^\.{3}|^./u.exec(self.input.slice(at))?.[0] ?? '';
        if (word === '...' && this.shorthandStart >= 0)
          throw new Problem('Invalid shorthand property initializer', this.shorthandStart, at);
        throw new Problem(this.wordProblem(word), at, at + Math.max(1, word.length));
      }
      const expectation = this.expectationProblem();
      if (expectation === null && self.type === illegalToken) throw this.illegalProblem!;
      throw new Problem(expectation ?? this.tokenProblem(), self.start, Math.max(self.end, self.start + 1));
    }

    private wordProblem(word: string): string {
      if (word === '') return 'Unexpected end of input';
      if (word === 'await' || word === 'enum') return 'Unexpected reserved word';
      if (word === '**')
        return 'Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence';
      return `Unexpected token '${word}'`;
    }

    /** What was expected where the token stands, in places for which V8 has words of their own. */
    private expectationProblem(): string | null {
      const self = this as State;
      const last = self.input.slice(self.lastTokStart, self.lastTokEnd);
      const { label } = self.type;
      if (last === '...' && this.bindings !== ')' && !this.inSpread) return this.spreadProblem();
      if (label === '=' && this.restEnd === self.lastTokEnd) {
        return this.bindings === ')'
          ? 'Rest parameter may not have a default initializer'
          : 'Invalid destructuring assignment target';
      }
      if (label === '(' && /\bfunction\s*\*?$/.test(self.input.slice(0, self.lastTokEnd)))
        return 'Function statements require a function name';
      const isOperand = self.lastTokStart === this.atomStart;
      if (last === 'super' && isOperand) return "'super' keyword unexpected here";
      if (last === 'import' && isOperand && !/^[.(]$/.test(label) && !self.inModule)
        return 'Cannot use import statement outside a module';
      if (label === ')' && /\bimport\s*\($/.test(self.input.slice(0, self.lastTokEnd)))
        return 'import() requires a specifier';
      if (label === 'import' && last === 'new') return 'Cannot use new with import';
      if (last === 'of' && /\(\s*async\s+of$/.test(self.input.slice(0, self.lastTokEnd)))
        return "The left-hand side of a for-of loop may not be 'async'.";
      return null;
    }

    /** V8 reads any expression after the `...` of a pattern, then asks whether it can be declared. */
    private spreadProblem(): string {
      this.inSpread = true;
      const { type } = this.parseMaybeAssign();
      if (type === 'MemberExpression') return 'Illegal property in declaration context';
      return /^(Object|Array|Assignment)/.test(type)
        ? '`...` must be followed by an identifier in declaration contexts'
        : 'Invalid destructuring assignment target';
    }

    tokenProblem(): string {
      const self = this as State;
      const { type } = self;
      const text = self.input.slice(self.start, self.end);
      switch (type.label) {
        case 'eof':
          return 'Unexpected end of input';
        case 'illegal':
          return this.illegalProblem!.message;
        case 'num':
          return 'Unexpected number';
        case 'string':
          return 'Unexpected string';
        case 'template':
        case '`':
        case 'invalidTemplate':
          return 'Unexpected template string';
        case 'regexp':
          // V8 reads a regular expression only where one may stand.
          return `Unexpected token '${text.startsWith('/=') ? '/=' : '/'}'`;
        case '=>':
          return this.endsExpression(self.lastTokEnd)
            ? 'Malformed arrow function parameter list'
            : "Unexpected token '=>'";
        case 'privateId':
          return `Unexpected identifier '${text}'`;
        case 'name':
          if (/^(get|set|async)$/.test(text)) return `Unexpected token '${text}'`;
          if (text === 'enum' || text === 'await') return 'Unexpected reserved word';
          if (self.strict && /^(implements|interface|let|package|private|protected|public|static|yield)$/.test(text)) {
            return 'Unexpected strict mode reserved word';
          }
          // In sloppy code V8 has no name for them.
          if (/^(implements|interface|package|private|protected|public)$/.test(text))
            return "Unexpected identifier 'undefined'";
          return `Unexpected identifier '${self.value}'`;
        default:
          return text === 'enum' ? 'Unexpected reserved word' : `Unexpected token '${text}'`;
      }
    }

    /** Whether an expression that is not in parentheses ends at `offset`. */
    private endsExpression(offset: number): boolean {
      return offset > 0 && offset === this.expressionEnd;
    }

    parseMaybeAssign(...args: State[]): State {
      const node = super.parseMaybeAssign(...args);
      if (node.type !== 'Identifier' && node.type !== 'ArrowFunctionExpression') this.expressionEnd = node.end;
      if ((this as State).type.label === '=>' && node.end === this.expressionEnd) this.unexpected();
      return node;
    }

    parseMaybeUnary(...args: State[]): State {
      const self = this as State;
      const isKnown = self.privateNameStack.length > 0 || (this.surroundings?.privateNames?.length ?? 0) > 0;
      if (self.type.label === 'privateId' && !isKnown) {
        throw new Problem(
          `Private field '#${self.value}' must be declared in an enclosing class`,
          self.start,
          self.end,
        );
      }
      if (self.type.label === 'privateId' && !/^\s*in\b/.test(self.input.slice(self.end)))
        throw new Problem(this.tokenProblem(), self.start, self.end);
      return super.parseMaybeUnary(...args);
    }

    /** After `async` a name is a parameter; without the arrow it's the name that is wrong. */
    private requireAsyncArrow(): void {
      const self = this as State;
      const after = /^[^\S\r\n]+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(=>)?/u.exec(self.input.slice(self.end));
      if (after === null || after[2] !== undefined || this.isInForHead(after[1]!) || self.keywords.test(after[1]))
        return;
      const start = self.input.indexOf(after[1], self.end);
      const isName = !/^(get|set|async|await|enum)$/.test(after[1]!);
      const words = isName ? `Unexpected identifier '${after[1]}'` : this.wordProblem(after[1]!);
      throw new Problem(this.list === ')' ? 'missing ) after argument list' : words, start, start + after[1]!.length);
    }

    private isInForHead(word: string): boolean {
      const self = this as State;
      return word === 'of' && /\(\s*$/.test(self.input.slice(0, self.start));
    }

    /** What is no token is told of when it's reached. */
    readToken(code: number): void {
      const self = this as State;
      try {
        super.readToken(code);
      } catch (error) {
        if (!(error instanceof Problem) || error.type !== 'SyntaxError') throw error;
        this.illegalProblem = error;
        self.pos = self.input.length;
        self.finishToken(illegalToken);
      }
    }

    /** Before a word that can't be declared, `let` is a name. */
    isLet(context?: string): boolean {
      const self = this as State;
      if (!super.isLet(context)) return false;
      const after = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(self.input.slice(self.end, self.end + 50));
      return after === null || !self.keywords.test(after[1]!);
    }

    // Numbers and regular expressions

    /** What is wrong with one is said where one may stand; elsewhere its slash is. */
    readRegexp(): void {
      const self = this as State;
      const start = self.start;
      try {
        super.readRegexp();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        this.regexpProblem = error;
        self.pos = Math.max(self.pos, start + 1);
        self.finishToken(regexpToken, { pattern: '', flags: '', value: null });
      }
    }

    /** A number that strict code may not have is what is wrong only where a number may stand. */
    readNumber(startsWithDot: boolean): void {
      const self = this as State;
      const { strict, pos, input } = self;
      if (strict && /^0\d/.test(input.slice(pos, pos + 2))) {
        this.octalStart = pos;
        self.strict = false;
      }
      super.readNumber(startsWithDot);
      self.strict = strict;
      if (/^n\d/.test(input.slice(self.pos - 1, self.pos + 1))) this.raise(self.pos, 'Invalid number');
    }

    /** After `yield` a slash begins a regular expression, in methods too. */
    parseYield(...args: State[]): State {
      (this as State).exprAllowed = true;
      return super.parseYield(...args);
    }

    parseExprAtom(...args: State[]): State {
      const self = this as State;
      this.atomStart = self.start;
      if (self.type.label === 'num' && self.start === this.octalStart) {
        const words = this.reworded(self.start, 'Invalid number', '');
        this.octalProblem = new Problem(words, self.start, self.end);
      }
      if (self.type.label === 'name' && self.value === 'async') this.requireAsyncArrow();
      if (self.type === regexpToken && this.regexpProblem !== null && self.value?.pattern === '')
        throw this.regexpProblem;
      return super.parseExprAtom(...args);
    }

    // Lists

    expect(type: State): void {
      const self = this as State;
      if (type.label === '}' && this.list === TEMPLATE && self.type !== type)
        throw new Problem('Missing } in template expression', self.start, Math.max(self.end, self.start + 1));
      if (type.label === ',' && this.list === ')' && self.type !== type)
        throw new Problem('missing ) after argument list', self.start, Math.max(self.end, self.start + 1));
      if (this.list === DYNAMIC_PARAMETERS && self.type !== type)
        throw new Problem(EARLY_PARAMETERS_END, self.start, Math.max(self.end, self.start + 1));
      super.expect(type);
    }

    parseIdent(...args: State[]): State {
      const self = this as State;
      const isRest = self.lastTokEnd - self.lastTokStart === 3 && self.input.startsWith('...', self.lastTokStart);
      if (isRest && self.type.keyword && this.bindings !== ')' && !this.inSpread && self.start !== this.atomStart)
        throw new Problem(this.spreadProblem(), self.start, self.end);
      const name = super.parseIdent(...args);
      if (isRest && this.bindings === '}' && self.lastTokStart !== this.atomStart && this.endsOperand())
        throw new Problem('Rest element must be last element', self.start, self.end);
      return name;
    }

    /** Whether the token is none that could go on with an expression, nor the end of a pattern. */
    private endsOperand(): boolean {
      const { type } = this as State;
      return type.binop === null && !type.isAssign && !type.postfix && !/^([}.,(?[`]|\?\.|=>)$/.test(type.label);
    }

    private inList<T>(list: string, parse: () => T): T {
      const outer = this.list;
      this.list = list;
      const result = parse();
      this.list = outer;
      return result;
    }

    parseTemplate(...args: State[]): State {
      return this.inList(TEMPLATE, () => super.parseTemplate(...args));
    }

    parseExprList(close: State, ...more: State[]): State {
      return this.inList(close.label, () => super.parseExprList(close, ...more));
    }

    parseObj(...args: State[]): State {
      const outer = this.bindings;
      this.bindings = '}';
      const object = this.inList('}', () => super.parseObj(...args));
      this.bindings = outer;
      return object;
    }

    parseFunctionBody(...args: State[]): void {
      const outer = this.bindings;
      this.bindings = ')';
      this.inList('', () => super.parseFunctionBody(...args));
      this.bindings = outer;
    }

    parseParenAndDistinguishExpression(...args: State[]): State {
      this.shorthandStart = -1;
      const outer = this.bindings;
      this.bindings = ')';
      const expression = this.inList(PARENTHESES, () => super.parseParenAndDistinguishExpression(...args));
      this.bindings = outer;
      return expression;
    }

    parseBindingList(close: State, ...more: State[]): State {
      const outer = this.bindings;
      this.bindings = close.label;
      const isDynamic = this.dynamicParameters;
      this.dynamicParameters = false;
      const list = this.inList(isDynamic ? DYNAMIC_PARAMETERS : '', () => super.parseBindingList(close, ...more));
      this.bindings = outer;
      return list;
    }

    /** The parameters given to `Function` must end where their text does. */
    parseFunctionParams(node: State): void {
      const self = this as State;
      const end = this.surroundings?.parametersEnd;
      if (end === undefined || this.parametersSeen) {
        super.parseFunctionParams(node);
        return;
      }
      this.parametersSeen = true;
      this.dynamicParameters = true;
      super.parseFunctionParams(node);
      const at: number = self.lastTokStart;
      if (at === end) return;
      throw new Problem(at < end ? EARLY_PARAMETERS_END : 'Unexpected end of arg string', at, at + 1);
    }

    parseRestBinding(): State {
      const self = this as State;
      const isInParentheses = this.list === PARENTHESES;
      const rest = super.parseRestBinding();
      this.restEnd = self.lastTokEnd;
      // Without an arrow there is nothing that the dots could belong to.
      if (isInParentheses && !/^[),=]$/.test(self.type.label)) this.unexpected(rest.start);
      return rest;
    }

    // Assignment targets

    toAssignable(node: State, ...more: State[]): State {
      // The web's old code assigns to calls: that fails when it runs.
      if (this.isRefusedLater(node)) return node;
      if (node?.type === 'ArrowFunctionExpression' && this.patternDepth === 0) this.unexpected();
      this.patternDepth++;
      // Directly under the assignment stands a target of its own, below it part of a pattern.
      if (this.patternDepth === 1 && !/^(Object|Array)/.test(node?.type ?? '')) this.patternDepth = 0;
      const top = this.patternDepth === 0;
      const result = super.toAssignable(node, ...more);
      this.shorthandStart = -1;
      if (!top) this.patternDepth--;
      return result;
    }

    toAssignableList(...args: State[]): State {
      this.patternDepth++;
      const list = super.toAssignableList(...args);
      this.patternDepth--;
      return list;
    }

    checkLValSimple(node: State, binding: number | undefined, ...more: State[]): void {
      if ((binding ?? 0) !== 0 || !this.isRefusedLater(node)) super.checkLValSimple(node, binding, ...more);
    }

    /** Whether assigning to `node`, a call, is no early error; in strict code the standard has it as one. */
    private isRefusedLater(node: State): boolean {
      const self = this as State;
      if (node?.type !== 'CallExpression' || this.patternDepth > 0) return false;
      if (self.strict && this.surroundings?.followsStandard === true) return false;
      return !/^(&&|\|\||\?\?)=$/.test(self.value);
    }

    checkLValInnerPattern(...args: State[]): void {
      this.patternDepth++;
      super.checkLValInnerPattern(...args);
      this.patternDepth--;
    }

    // Statements

    semicolon(): void {
      const self = this as State;
      // A label is looked for before what follows it is looked at.
      if (self.type.label !== ';' && !self.canInsertSemicolon()) {
        const label = JUMP_TARGET.exec(self.input.slice(Math.max(0, self.lastTokEnd - 80), self.lastTokEnd))?.[1];
        const isUnknown = label !== undefined && !self.labels.some(({ name }: State) => name === label);
        if (isUnknown) throw new Problem(this.jumpProblem(), self.lastTokStart, self.lastTokEnd);
      }
      if (self.input.slice(self.lastTokStart, self.lastTokEnd) === 'await' && !self.inAsync) {
        const { lastTokStart, lastTokEnd } = self;
        if (!self.canInsertSemicolon() && self.type.label !== ';') {
          throw new Problem(
            'await is only valid in async functions and the top level bodies of modules',
            lastTokStart,
            lastTokEnd,
          );
        }
      }
      super.semicolon();
    }

    parseStatement(context: string | null, ...more: State[]): State {
      const self = this as State;
      if (context) {
        const problem = this.singleStatementProblem(context);
        if (problem !== null) throw new Problem(problem, self.start, self.end);
      }
      return super.parseStatement(context, ...more);
    }

    /** A declaration where a single statement must stand. */
    private singleStatementProblem(context: string): string | null {
      const self = this as State;
      const after = self.input.slice(self.end);
      if (self.type.label === 'name' && self.value === 'let' && /^\s*\[|^[^\S\r\n]*[\p{ID_Start}$_{]/u.test(after))
        return 'Lexical declaration cannot appear in a single-statement context';
      if (self.type.label === 'function') {
        if (self.strict) return SINGLE_STATEMENT_FUNCTION.strict;
        if (context !== 'if' && context !== 'label') return SINGLE_STATEMENT_FUNCTION.sloppy;
        if (/^\s*\*/.test(after)) return 'Generators can only be declared at the top level or inside a block.';
      }
      if (self.isAsyncFunction()) return 'Async functions can only be declared at the top level or inside a block.';
      return null;
    }

    parseVar(node: State, isFor: boolean, ...more: State[]): State {
      const self = this as State;
      const awaits = isFor && /\bfor\s+await\s*\(\s*$/.test(self.input.slice(0, node.start));
      const result = awaits ? this.awaitedVar(node, more) : super.parseVar(node, isFor, ...more);
      if (isFor && node.declarations.length > 1) {
        const word = self.type.label === 'in' ? 'in' : self.isContextual('of') ? 'of' : null;
        if (word !== null) {
          throw new Problem(
            `Invalid left-hand side in for-${word} loop: Must have a single binding.`,
            node.start,
            self.lastTokEnd,
          );
        }
      }
      return result;
    }

    /** In the head of `for await` V8 says of whatever is wrong that it is no single binding. */
    private awaitedVar(node: State, more: State[]): State {
      try {
        return super.parseVar(node, true, ...more);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const words = 'Invalid left-hand side in for-await-of loop: Must have a single binding.';
        throw new Problem(words, node.start, (this as State).lastTokEnd);
      }
    }

    parseVarId(declaration: State, kind: string): void {
      super.parseVarId(declaration, kind);
      this.lastBinding = { kind, end: declaration.id.end };
    }

    /** A literal or computed key alone is no property. */
    parsePropertyValue(property: State, ...more: State[]): void {
      const self = this as State;
      const { key } = property;
      if ((property.computed || key.type === 'Literal') && /^[,}=]$/.test(self.type.label)) {
        const words = property.computed
          ? "Unexpected token '['"
          : typeof key.value === 'string'
            ? 'Unexpected string'
            : 'Unexpected number';
        throw new Problem(words, key.start, key.end);
      }
      // A reserved word is only wrong alone where a name may stand alone.
      const isNamed = !property.computed && key.type === 'Identifier' && !/^(get|set|async)$/.test(key.name);
      if (isNamed && !/^[:(,}=]$/.test(self.type.label)) this.unexpected();
      super.parsePropertyValue(property, ...more);
      if (property.shorthand && property.value.type === 'AssignmentPattern' && this.shorthandStart < 0)
        this.shorthandStart = property.value.start;
    }

    // Surroundings of eval code

    get allowNewDotTarget(): boolean {
      return this.surroundings?.inFunction === true || super.allowNewDotTarget;
    }

    get allowSuper(): boolean {
      return (this.surroundings?.inMethod === true && this.isOutermost()) || super.allowSuper;
    }

    get allowDirectSuper(): boolean {
      return (this.surroundings?.inDerivedConstructor === true && this.isOutermost()) || super.allowDirectSuper;
    }

    /** Whether `this` is here what it is around the text. */
    isOutermost(): boolean {
      const self = this as State;
      return self.currentThisScope() === self.scopeStack[0];
    }

    checkUnreserved(identifier: State): void {
      super.checkUnreserved(identifier);
      if (identifier.name === 'arguments' && this.surroundings?.inInitializer === true && this.isOutermost())
        this.raise(identifier.start, "Cannot use 'arguments' in class field initializer");
    }

    checkPrivateFieldsOutside(): void {}
  } as unknown as typeof Parser;
}
