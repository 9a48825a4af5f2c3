import type { Agent } from '../engine';
import type { Source, SyntaxProblem } from '../syntax';
import type { ChoiceRecord } from './choice';
import type { RunObserver } from './observe';

export type HostProfile = 'node' | 'browser' | 'bare';

/** Read-only access to files, by absolute path with `/`. Answers are the same for the same path throughout a run. */
export interface FileLoader {
  /** The file's bytes; null if there's none or it may not be read. */
  read(path: string): Uint8Array | null;
  stat(path: string): 'file' | 'directory' | null;
  /** Names in a directory, sorted; null if it is none. */
  list(path: string): string[] | null;
  /** The path with symbolic links resolved. */
  realPath(path: string): string;
}

/** Everything a run depends on: equal options give equal runs. */
export interface RunOptions {
  readonly profile: HostProfile;
  /** Absolute path of the entry file, with `/`. */
  readonly entry: string;
  /** Its text (perhaps not saved yet). */
  readonly text: string;
  readonly files: FileLoader;
  readonly args: readonly string[];
  /** The folder the program is started in; the entry's own where not given. */
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Wall-clock time at the start, milliseconds since 1970 UTC. */
  readonly startTime: number;
  readonly timeZone: string;
  readonly locale: string;
  /** Choices to take where a standard leaves an order open. */
  readonly choices: readonly number[];
  readonly limits: RunLimits;
}

export interface RunLimits {
  /** Units of work (calls and loop rounds) of all agents together. */
  readonly work: number;
  /** Virtual milliseconds. */
  readonly virtualTime: number;
  readonly stackDepth: number;
  readonly stringLength: number;
  readonly heapBytes: number;
  /** Microtasks without a task in between, before the run counts as starving. */
  readonly microtasks: number;
}

/** Where console output and process streams go. */
export interface RunOutput {
  readonly observer: RunObserver | null;
  stdout(text: string): void;
  stderr(text: string): void;
  /** An agent's turn begins; may throw LimitReached. */
  turnBegins?(): void;
  /** See `HostHooks.operationBegins`. */
  operationBegins?(agent: Agent): void;
  operationEnded?(): void;
}

/** How a run ended. */
export interface RunResult {
  readonly exitCode: number;
  readonly ending: 'finished' | 'limit' | 'syntax';
  /** For a limit: which, in words. For syntax: the message. */
  readonly detail: string;
  readonly choices: readonly ChoiceRecord[];
  /** Every text that was compiled, by number. */
  readonly sources: readonly Source[];
  /** The first text that did not parse. */
  readonly problem: { readonly source: Source; readonly problem: SyntaxProblem } | null;
}
