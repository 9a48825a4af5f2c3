import { LimitReached } from '../engine';
import { type FileLoader, type RunOutput, runProgram } from '../host';
import { lineStarts, type SyntaxProblem } from '../syntax';
import { encodeTrace, type TraceData } from '../trace/format';
import { Recorder } from '../trace/record';
import { objectFacts } from './object-facts';
import { START_TIME, TRACE_LIMITS, type TraceRequest } from './request';

/** Why a text could not be traced: its own fault, told where. */
export interface TraceProblem {
  readonly file: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export type TraceOutcome =
  | { readonly kind: 'trace'; readonly data: TraceData; readonly exitCode: number }
  | { readonly kind: 'problem'; readonly problem: TraceProblem };

export function problemAt(file: string, text: string, problem: SyntaxProblem): TraceProblem {
  const starts = lineStarts(text);
  let line = 0;
  while (line + 1 < starts.length && starts[line + 1]! <= problem.start) line++;
  return {
    file,
    message: problem.message,
    start: problem.start,
    end: problem.end,
    line: line + 1,
    column: problem.start - starts[line]! + 1,
  };
}

/** Looks on while a program is traced. Both get the number of steps so far, and may throw a LimitReached to end the run. */
export interface RunWatcher {
  /** Now and then. */
  progress?(steps: number): void;
  /** Before each operation that might never end. */
  operationBegins?(steps: number): void;
}

/** Runs a request and records it. Pure: everything it depends on is in its arguments. */
export function traceProgram(request: TraceRequest, files: FileLoader, watcher: RunWatcher = {}): TraceOutcome {
  let clock = (): number => 0;
  const recorder = new Recorder({
    maxSteps: request.maxSteps,
    limit: (steps) => new LimitReached('trace', `${steps.toLocaleString('en-US')} steps`),
    progress: watcher.progress?.bind(watcher),
    facts: objectFacts,
    now: () => clock(),
  });
  const output: RunOutput = {
    observer: recorder,
    stdout() {},
    stderr() {},
    operationBegins:
      watcher.operationBegins === undefined
        ? undefined
        : (agent) => {
            recorder.standsAt(agent.frame!);
            watcher.operationBegins!(recorder.steps);
          },
  };
  const result = runProgram(
    {
      profile: request.profile,
      entry: request.entry,
      text: request.text,
      files,
      args: request.args,
      cwd: request.cwd,
      env: { NO_COLOR: '1', TZ: 'UTC' },
      seed: request.seed,
      startTime: START_TIME,
      timeZone: 'UTC',
      locale: 'en-US',
      choices: request.choices,
      limits: TRACE_LIMITS,
    },
    output,
    (run) => {
      clock = () => run.clock.now;
    },
  );
  if (result.problem !== null && result.problem.source.file === request.entry) {
    return { kind: 'problem', problem: problemAt(request.entry, result.problem.source.text, result.problem.problem) };
  }
  const data = recorder.finish({
    host: request.profile,
    entry: request.entry,
    exitCode: result.exitCode,
    ending: result.ending === 'limit' ? { kind: 'limit', text: result.detail } : { kind: 'finished', text: '' },
    sources: result.sources.map((s) => ({
      name: s.name,
      file: s.file,
      text: s.provider === null ? s.text : '',
      provider: s.provider,
    })),
  });
  return { kind: 'trace', data, exitCode: result.exitCode };
}

export { encodeTrace };
