import { Parser } from 'acorn';
import type { ParseOptions, SyntaxProblem } from './parse';
import type { Problem } from './problem';
import type { FunctionKind, Surroundings } from './v8';
import { verdictOf } from './v8';

/** Reads phases of imports that no V8 knows. */
const PHASES = /\bimport\s*\.?\s*(?:defer|source)\b/;

/**
 * What V8 says of a text that acorn refuses, or doubts; null if it finds nothing wrong. By the standard alone, what is in doubt
 * is wrong.
 */
export function v8Problem(text: string, options: ParseOptions, doubt?: Problem): SyntaxProblem | null {
  if (options.importPhases === true && PHASES.test(text)) return doubt ?? null;
  const verdict = verdictOf(text, surroundingsOf(options));
  if (verdict === null) return isStandard(options) && doubt !== undefined ? doubt : null;
  const { message, start, end } = verdict;
  return { type: 'SyntaxError', message, start, end: Math.max(end, start) };
}

function isStandard({ importPhases, followsStandard }: ParseOptions): boolean {
  return importPhases === true || followsStandard === true;
}

function surroundingsOf(options: ParseOptions): Surroundings {
  const { type, privateNames, parametersEnd, strict = false } = options;
  return {
    type: type === 'commonjs' ? 'wrapped' : type === 'module' ? 'module' : 'eval',
    strict,
    around: around(options),
    privateNames: privateNames === undefined || privateNames.length === 0 ? null : privateNames,
    parametersEnd: parametersEnd ?? null,
    regexpProblem,
  };
}

/** The function whose eval code a text is. */
function around({ inDerivedConstructor, inMethod, inInitializer, inFunction }: ParseOptions): FunctionKind | null {
  const is = (role: FunctionKind['role']) => ({ async: false, generator: false, role });
  if (inDerivedConstructor === true) return is('derived');
  if (inInitializer === true) return is('fields');
  if (inMethod === true) return is('method');
  return inFunction === true ? is('function') : null;
}

/** The host's matcher has V8's words; what only newer ones know, acorn knows. */
function regexpProblem(source: string, flags: string): string | null {
  try {
    new RegExp(source, flags);
    return null;
  } catch (error) {
    try {
      Parser.parse(`/${source}/${flags}`, { ecmaVersion: 'latest' });
      return null;
    } catch {
      return (error as Error).message;
    }
  }
}
