import { type Code, compileWrapped } from '../engine';
import { parseProgram, Source } from '../syntax';

/** Code by parameters and text. It is never run itself, so that it serves every run; equal texts give equal code. */
const compiled = new Map<string, Code>();

/**
 * The code of a host's own library, the body of a function with the given parameters, as a text of this run. Throws when it
 * does not parse, which is a mistake in Loopscope.
 */
export function libraryCode(source: Source, parameters: readonly string[]): Code {
  const { name, text, provider } = source;
  const key = `${parameters.join()}\n${text}`;
  let code = compiled.get(key);
  if (code === undefined) {
    const parsed = parseProgram(text, { type: 'commonjs' });
    if ('problem' in parsed) throw new Error(`library ${name}: ${parsed.problem.message} at ${parsed.problem.start}`);
    code = compileWrapped(new Source(name, text, 0, provider), parsed.program, parameters, '', { observed: false });
    compiled.set(key, code);
  }
  return code.instance(source);
}
