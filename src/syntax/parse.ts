import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Options, Parser } from 'acorn';
import jsx from 'acorn-jsx';
import { lower } from './lower';
import { likeV8 } from './messages';
import type { Node } from './node';

/** How a text is to be read. */
export interface ParseOptions {
  readonly type: 'script' | 'module' | 'commonjs';
  readonly language?: Language;
  /** Eval code of a strict caller. */
  readonly strict?: boolean;
  /** Eval code: what its surroundings allow. */
  readonly inFunction?: boolean;
  readonly inMethod?: boolean;
  readonly inDerivedConstructor?: boolean;
  readonly inInitializer?: boolean;
  readonly privateNames?: readonly string[];
}

export type Language = 'js' | 'jsx' | 'ts' | 'tsx';

/** Why a text is no program: V8's words and where (UTF-16 offsets). */
export interface SyntaxProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ParseResult = { readonly program: Node } | { readonly problem: SyntaxProblem };

/** Thrown out of acorn. */
class Problem {
  constructor(
    readonly message: string,
    readonly start: number,
    readonly end: number,
  ) {}
}

// biome-ignore lint/suspicious/noExplicitAny: acorn's parser state isn't typed for subclasses
type State = any;

/** Makes acorn report in V8's words, and know what surrounds eval code. */
function withV8Words(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    surroundings: ParseOptions | null = null;
    lastBinding: { kind: string; end: number } | null = null;

    raise(position: number, message: string): never {
      const self = this as State;
      const text = likeV8(message);
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
        const words = self.type.postfix
          ? 'Invalid left-hand side expression in postfix operation'
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
      throw new Problem(text, position, Math.min(end, self.input.length));
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
        throw new Problem('Missing initializer in const declaration', at, self.end);
      }
      if (at !== self.start) {
        const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*|^./u.exec(self.input.slice(at))?.[0] ?? '';
        throw new Problem(
          word === '' ? 'Unexpected end of input' : `Unexpected token '${word}'`,
          at,
          at + Math.max(1, word.length),
        );
      }
      throw new Problem(this.tokenProblem(), self.start, Math.max(self.end, self.start + 1));
    }

    tokenProblem(): string {
      const self = this as State;
      const { type } = self;
      const text = self.input.slice(self.start, self.end);
      switch (type.label) {
        case 'eof':
          return 'Unexpected end of input';
        case 'num':
          return 'Unexpected number';
        case 'string':
          return 'Unexpected string';
        case 'template':
        case '`':
        case 'invalidTemplate':
          return 'Unexpected template string';
        case 'privateId':
          return 'Unexpected identifier';
        case 'name':
          if (text === 'await' && !self.inAsync)
            return 'await is only valid in async functions and the top level bodies of modules';
          if (text === 'enum') return 'Unexpected reserved word';
          if (self.strict && /^(implements|interface|let|package|private|protected|public|static|yield)$/.test(text)) {
            return 'Unexpected strict mode reserved word';
          }
          return `Unexpected identifier '${text}'`;
        default:
          return `Unexpected token '${text}'`;
      }
    }

    parseVarId(declaration: State, kind: string): void {
      super.parseVarId(declaration, kind);
      this.lastBinding = { kind, end: declaration.id.end };
    }

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

const parsers = new Map<Language, typeof Parser>();

function parserFor(language: Language): typeof Parser {
  let parser = parsers.get(language);
  if (parser === undefined) {
    const base: State = Parser;
    if (language === 'ts') parser = withV8Words(base.extend(tsPlugin({ jsx: false })));
    else if (language === 'tsx') parser = withV8Words(base.extend(tsPlugin({ jsx: {} })));
    else if (language === 'jsx') parser = withV8Words(base.extend(jsx()));
    else parser = withV8Words(Parser);
    parsers.set(language, parser!);
  }
  return parser!;
}

/** Parses a text. Never throws: a text that is no program gives a problem, also when it nests too deep for the parser. */
export function parseProgram(text: string, options: ParseOptions): ParseResult {
  const language = options.language ?? 'js';
  const acornOptions: Options = {
    ecmaVersion: 'latest',
    sourceType: options.type === 'module' ? 'module' : 'script',
    allowReturnOutsideFunction: options.type === 'commonjs',
    allowHashBang: true,
    checkPrivateFields: (options.privateNames?.length ?? 0) === 0,
    ...(language === 'ts' || language === 'tsx' ? { locations: true } : {}),
  };
  try {
    const parser: State = new (parserFor(language) as State)(acornOptions, text);
    parser.surroundings = { ...options, inFunction: options.inFunction === true || options.type === 'commonjs' };
    if (options.strict === true) parser.strict = true;
    const program = parser.parse() as Node;
    return { program: language === 'js' ? program : lower(program) };
  } catch (error) {
    if (error instanceof Problem) return { problem: { message: error.message, start: error.start, end: error.end } };
    if (error instanceof RangeError) {
      return {
        problem: {
          message: 'Maximum call stack size exceeded while parsing: the text nests too deep',
          start: 0,
          end: Math.min(1, text.length),
        },
      };
    }
    if (error instanceof SyntaxError) {
      const position = (error as { pos?: number }).pos ?? 0;
      return { problem: { message: likeV8(error.message), start: position, end: position + 1 } };
    }
    throw error;
  }
}
