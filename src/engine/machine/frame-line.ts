import type { Agent } from '../agent';
import { describeCall } from './call-site';
import type { Frame } from './frame';
import { callAt } from './iteration-site';

/** One line of a stack trace, without the indentation. */
export function describeFrame(frame: Frame): string {
  const { code } = frame;
  if (frame.native !== null) return `${describeCall(frame)} (<anonymous>)`;
  const place = describePlace(frame);
  const call = code.kind === 'script' || code.kind === 'module' ? '' : describeCall(frame);
  return call === '' ? place : `${call} (${place})`;
}

function describePlace(frame: Frame): string {
  const { line, column } = position(frame);
  const { source } = frame.code;
  return `${source.origin === null ? '' : `${source.origin()}, `}${source.name}:${line}:${column}`;
}

/** Where code made from a text at run time comes from: the place of the `eval` or `Function` call. */
export function originOf(agent: Agent): (() => string) | null {
  let caller = agent.frame;
  while (caller !== null && (caller.native !== null || caller.internal)) caller = caller.caller;
  if (caller === null) return null;
  const { pc } = caller;
  const frame = caller;
  return () => {
    const now = frame.pc;
    frame.pc = pc;
    const { code } = frame;
    const isFunction = code.kind !== 'script' && code.kind !== 'module' && code.kind !== 'eval';
    // Of a text inside another one only where that comes from is told.
    const place = code.source.origin === null ? describePlace(frame) : code.source.origin();
    const prefix = code.kind === 'getter' ? 'get ' : code.kind === 'setter' ? 'set ' : '';
    const text = `eval at ${isFunction && code.name ? prefix + code.name : '<anonymous>'} (${place})`;
    frame.pc = now;
    return text;
  };
}

/** Where `frame` stands: 1-based line and column. */
export function position(frame: Frame): { line: number; column: number; offset: number } {
  const { code } = frame;
  const row = code.positionRow(frame.pc);
  const offset = row < 0 ? (code.node?.start ?? 0) : code.positions[row + 3]!;
  return { ...code.source.position(offset), offset };
}

/** The call in which `frame` stands, as it is written, its later lines indented as its first; null if it is unknown. */
export function callTextOf(frame: Frame): string | null {
  const { node, source } = frame.code;
  const call = node === null ? undefined : callAt(node, position(frame).offset, source.text);
  if (call === undefined) return null;
  const { column } = source.position(call.start);
  const [first, ...rest] = source.text.slice(call.start, call.end).split('\n');
  const indentation = new RegExp(`^[ \\t]{0,${column - 1}}`);
  return [first, ...rest.map((line) => `  ${line.replace(indentation, '')}`)].join('\n');
}
