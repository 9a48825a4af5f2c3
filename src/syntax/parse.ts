import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Options, Parser } from 'acorn';
import jsx from 'acorn-jsx';
import { withDialect } from './dialect';
import { withFallbackWords } from './fallback-words';
import { withImportPhases } from './import-phases';
import { lower } from './lower';
import { likeV8 } from './messages';
import { withNestingLimit } from './nesting';
import type { Node } from './node';
import { Problem, type State } from './problem';
import { withSurroundings } from './surroundings';
import { v8Problem } from './v8-problem';

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
  /** Where the parameters of the first function must end. */
  readonly parametersEnd?: number;
  /** Read `import defer` and `import source`, which no host but the bare engine has. */
  readonly importPhases?: boolean;
  /** Where V8 lets early errors pass, report them. */
  readonly followsStandard?: boolean | undefined;
}

export type Language = 'js' | 'jsx' | 'ts' | 'tsx';

/** Why a text is no program: V8's words and where (UTF-16 offsets). */
export interface SyntaxProblem {
  /** A text that nests too deep is a matter of range. */
  readonly type: 'SyntaxError' | 'RangeError';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ParseResult = { readonly program: Node } | { readonly problem: SyntaxProblem };

const parsers = new Map<Language, typeof Parser>();

function parserFor(language: Language): typeof Parser {
  let parser = parsers.get(language);
  if (parser === undefined) {
    const base: State = Parser;
    if (language === 'ts') parser = base.extend(tsPlugin({ jsx: false }));
    else if (language === 'tsx') parser = base.extend(tsPlugin({ jsx: {} }));
    else if (language === 'jsx') parser = base.extend(jsx());
    else parser = base;
    parser = withNestingLimit(withDialect(withSurroundings(withFallbackWords(withImportPhases(parser!)))));
    parsers.set(language, parser);
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
    const doubt: Problem | null = parser.doubt;
    const problem = doubt === null ? null : language === 'js' ? v8Problem(text, options, doubt) : doubt;
    if (problem !== null) return { problem };
    return { program: language === 'js' ? program : lower(program) };
  } catch (error) {
    if (error instanceof Problem) {
      const { type, message, start, end } = error;
      const words = language === 'js' && type === 'SyntaxError' ? v8Problem(text, options) : null;
      return { problem: words ?? { type, message, start, end } };
    }
    if (error instanceof RangeError) {
      return { problem: { type: 'RangeError', message: 'Maximum call stack size exceeded', start: 0, end: 1 } };
    }
    if (error instanceof SyntaxError) {
      const start = (error as { pos?: number }).pos ?? 0;
      return { problem: { type: 'SyntaxError', message: likeV8(error.message), start, end: start + 1 } };
    }
    throw error;
  }
}
