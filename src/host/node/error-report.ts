import { getOwnProperty, isObject, Kind, peek, type Value } from '../../engine';
import type { Source } from '../../syntax';
import type { NodeHost } from './node-host';

/** Place and line of what went wrong, with a mark below: what Node's reports begin with. */
function excerpt(source: Source, line: number, column: number, width = 1): string {
  const text = source.text.split('\n')[line - 1] ?? '';
  return `${source.name}:${line}\n${text}\n${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(width)}\n`;
}

/** The first place the stack of `value` names, where that is in a file of the program's. */
function ofStack(host: NodeHost, value: Value): string | null {
  const stack = isObject(value) ? getOwnProperty(value, 'stack')?.value : undefined;
  if (typeof stack !== 'string') return null;
  const first = /\n {4}at (?:.* \()?(.+):(\d+):(\d+)\)?(?:\n|$)/.exec(stack);
  const source = first === null ? undefined : host.agent.sources.find((s) => s.name === first[1]);
  return source === undefined || source.provider !== null
    ? null
    : excerpt(source, Number(first![2]), Number(first![3]));
}

/** What Node's report of an uncaught `value` begins with; empty where no line of the program is to be shown. */
export function reportHead(host: NodeHost, value: Value, fromPromise: boolean): string {
  const isError = isObject(value) && value.kind === Kind.Error;
  const { syntaxProblem } = host.run;
  if (isError && syntaxProblem !== null && peek(value, 'message') === syntaxProblem.problem.message) {
    const { source, problem } = syntaxProblem;
    const { line, column } = source.position(problem.start);
    return `${excerpt(source, line, column, Math.max(1, problem.end - problem.start))}\n`;
  }
  if (fromPromise) {
    if (isError && peek(value, 'name') === 'UnhandledPromiseRejection')
      return 'node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n      ^\n\n';
    const text = ofStack(host, value);
    return text === null ? '' : `${text}\n`;
  }
  const { thrown } = host.agent;
  if (thrown === null || !Object.is(thrown.value, value) || thrown.code.source.provider !== null) return '';
  const { source } = thrown.code;
  const { line, column } = source.position(thrown.offset);
  const text = excerpt(source, line, column);
  return isError ? `${text}\n` : `\n${text}`;
}
