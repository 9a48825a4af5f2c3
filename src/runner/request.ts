import type { HostProfile, RunLimits } from '../host';

/** What to trace. Equal requests give equal traces, byte for byte. */
export interface TraceRequest {
  readonly profile: HostProfile;
  /** Absolute path with `/`. */
  readonly entry: string;
  readonly text: string;
  readonly args: readonly string[];
  /** The folder the program is started in; the entry's own where not given. */
  readonly cwd?: string;
  readonly seed: number;
  /** Steps after which the trace ends. */
  readonly maxSteps: number;
  readonly choices: readonly number[];
}

/** Wall-clock time of every traced run: a run must not depend on today. 2025-01-01T00:00:00Z. */
export const START_TIME = 1735689600000;

export const DEFAULT_LIMITS: RunLimits = {
  work: 2_000_000_000,
  virtualTime: 3_600_000,
  stackDepth: 10_000,
  stringLength: 536_870_888,
  heapBytes: 2 ** 31,
  microtasks: 10_000_000,
};

/** Tighter bounds for tracing, where every step is kept. */
export const TRACE_LIMITS: RunLimits = {
  ...DEFAULT_LIMITS,
  work: 50_000_000,
  heapBytes: 2 ** 29,
  microtasks: 100_000,
  stringLength: 2 ** 27,
};

export const DEFAULT_MAX_STEPS = 1_000_000;

/** The profile a file is traced with unless told otherwise. */
export function profileOf(path: string): HostProfile {
  return /\.html?$/.test(path) ? 'browser' : 'node';
}
