import { type HostProfile, runProgram } from '../../src/host';
import { DEFAULT_LIMITS } from '../../src/runner/request';
import { traceProgram } from '../../src/runner/trace-program';
import { encodeTrace } from '../../src/trace/format';
import { openTrace, type Trace } from '../../src/trace/read';
import { NO_FILES } from './unrecorded';

/** The trace of a program, as the extension gets it. */
export function traced(
  text: string,
  { entry = '/w/main.js', files = NO_FILES, maxSteps = 100_000, profile = 'node' as HostProfile } = {},
): Trace {
  const request = { profile, entry, text, args: [], seed: 1, maxSteps, choices: [] } as const;
  const outcome = traceProgram(request, files);
  if (outcome.kind === 'problem') throw new Error(outcome.problem.message);
  return openTrace(encodeTrace(outcome.data));
}

/** The nth visit of a line of the entry, from 0. */
export function visit(trace: Trace, line: number, ordinal = 0): number {
  const step = trace.visits(entrySource(trace), line)[ordinal];
  if (step === undefined) throw new Error(`line ${line} has no visit ${ordinal}`);
  return step;
}

export function entrySource(trace: Trace): number {
  return trace.sources.find(({ file }) => file === trace.entry)!.id;
}

/** The lines a program prints to its standard output, and to its pages' console. */
export function printed(text: string, profile: HostProfile): string[] {
  let output = '';
  const options = {
    profile,
    entry: '/w/main.js',
    text,
    files: NO_FILES,
    args: [],
    env: {},
    seed: 1,
    startTime: 0,
    timeZone: 'UTC',
    locale: 'en-US',
    choices: [],
    limits: DEFAULT_LIMITS,
  };
  runProgram(options, {
    observer: null,
    stdout(chunk) {
      output += chunk;
    },
    stderr() {},
  });
  return output.split('\n').slice(0, -1);
}
