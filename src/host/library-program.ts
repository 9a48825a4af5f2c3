import { type Node, parseProgram } from '../syntax';

/** Trees by text. A tree is never changed, so that it serves every run; equal texts give equal trees. */
const programs = new Map<string, Node>();

/** The parsed text of a host's own library. Throws when it does not parse, which is a mistake in Loopscope. */
export function libraryProgram(name: string, text: string): Node {
  let program = programs.get(text);
  if (program === undefined) {
    const parsed = parseProgram(text, { type: 'commonjs' });
    if ('problem' in parsed) throw new Error(`library ${name}: ${parsed.problem.message} at ${parsed.problem.start}`);
    program = parsed.program;
    programs.set(text, program);
  }
  return program;
}
