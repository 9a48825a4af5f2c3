import { traceProgram } from '../../src/runner/trace-program';
import { encodeTrace } from '../../src/trace/format';
import { openTrace } from '../../src/trace/read';
import { NO_FILES, runUnrecorded } from '../support/unrecorded';

const PRELUDE = 'function result() {}\n';
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Runs a program on the bare engine, nothing recorded. */
export function runBare(text: string): void {
  const { result } = runUnrecorded(PRELUDE + text, { profile: 'bare', entry: '/bench.js' });
  if (result.ending !== 'finished' || result.exitCode !== 0) throw new Error(`${result.ending} ${result.detail}`);
}

/** Runs and records a program on the bare engine. */
export function recordBare(text: string): void {
  const outcome = traceProgram(
    { profile: 'bare', entry: '/bench.js', text: PRELUDE + text, args: [], seed: 1, maxSteps: 10_000_000, choices: [] },
    NO_FILES,
  );
  if (outcome.kind !== 'trace' || outcome.exitCode !== 0) throw new Error('not traced');
}

export function bytesPerStep(text: string): number {
  const outcome = traceProgram(
    { profile: 'browser', entry: '/orders.js', text, args: [], seed: 1, maxSteps: 1_000_000, choices: [] },
    NO_FILES,
  );
  if (outcome.kind !== 'trace') throw new Error('not traced');
  const bytes = encodeTrace(outcome.data).length - text.length;
  return bytes / outcome.data.columns.stepKind.length;
}

/** A trace of a million steps: its size, and how long seeking takes. */
export function recordLong(): {
  steps: number;
  bytesPerStep: number;
  open: number;
  firstSeek: number;
  median: number;
  worst: number;
  record: number;
} {
  const text = `function add(a, b) { const sum = a + b; return sum; }
let total = 0;
const seen = [];
for (let i = 0; i < 1e9; i++) {
  total = add(total, i) % 1000;
  if (i % 100 === 0) { seen.push({ i, total }); queueMicrotask(() => { total++; }); }
}`;
  const start = now();
  const outcome = traceProgram(
    { profile: 'browser', entry: '/long.js', text, args: [], seed: 1, maxSteps: 1_000_000, choices: [] },
    NO_FILES,
  );
  if (outcome.kind !== 'trace') throw new Error('not traced');
  const record = now() - start;
  const bytes = encodeTrace(outcome.data);
  const opening = now();
  const trace = openTrace(bytes);
  const open = now() - opening;
  const first = now();
  trace.at(trace.stepCount - 1).heap();
  const firstSeek = now() - first;
  const times: number[] = [];
  let seed = 7;
  for (let i = 0; i < 400; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const from = now();
    const state = trace.at(seed % trace.stepCount);
    state.heap();
    times.push(now() - from);
  }
  times.sort((a, b) => a - b);
  return {
    steps: trace.stepCount,
    bytesPerStep: bytes.length / trace.stepCount,
    open,
    firstSeek,
    median: times[200]!,
    worst: times[399]!,
    record,
  };
}
