import { traceProgram } from '../../src/runner/trace-program';
import { encodeTrace, type TraceData } from '../../src/trace/format';
import { openTrace, type Trace } from '../../src/trace/read';
import { NO_FILES } from './unrecorded';

type Host = 'node' | 'browser' | 'bare';

/** The trace of a program text; fails on a text that doesn't parse. */
export function traceData(text: string, host: Host = 'node', maxSteps = 100_000): TraceData {
  const outcome = traceProgram(
    { profile: host, entry: '/program.js', text, args: [], seed: 1, maxSteps, choices: [] },
    NO_FILES,
  );
  if (outcome.kind === 'problem')
    throw new Error(`${outcome.problem.line}:${outcome.problem.column} ${outcome.problem.message}`);
  return outcome.data;
}

export function traceBytes(text: string, host: Host = 'node', maxSteps?: number): Uint8Array {
  return encodeTrace(traceData(text, host, maxSteps));
}

export function traceOf(text: string, host: Host = 'node', maxSteps?: number): Trace {
  return openTrace(traceBytes(text, host, maxSteps));
}

/** Console output of a trace, a line each. */
export function printed(trace: Trace): string[] {
  return trace.consoleLines().map((line) => line.text);
}
