/**
 * Messages between the extension and the worker that runs guest code.
 *
 *     extension                       worker
 *        │ trace ─────────────────────► │
 *        │ ◄───────────────── progress │   now and then
 *        │ ◄─── done | problem | failed │   exactly one, unless the worker is ended
 *        │ ◄────────────────── missing │   or this: the run asked for files it was not given
 *        │ ◄──────────────── operation │   in a search only: one begins that might never end
 *
 * A worker that says nothing more is ended, and its trace with it. As runs are pure, another makes the same trace again up to
 * where the first one stopped answering: first in search of the operation that does not end, then to stop before it.
 */

/** What to trace; the runner's own request, as data. */
export interface RunnerRequest {
  readonly profile: 'node' | 'browser' | 'bare';
  /** Absolute path with `/`. */
  readonly entry: string;
  readonly text: string;
  readonly args: readonly string[];
  /** The folder the program is started in; the entry's own where not given. */
  readonly cwd?: string;
  readonly seed: number;
  readonly maxSteps: number;
  readonly choices: readonly number[];
}

/** A text that stands in for the file on disk, because it isn't saved yet. */
export interface Overlay {
  readonly path: string;
  readonly text: string;
}

/** Files handed to a worker that can't read them itself. */
export interface FilePack {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** Folders that were looked into, with the names in them: what isn't listed there does not exist. */
  readonly folders: readonly {
    readonly path: string;
    readonly entries: readonly { readonly name: string; readonly folder: boolean }[];
  }[];
  /** Paths known to hold nothing. */
  readonly absent: readonly string[];
}

/** How a run is to end early. */
export const Cancel = {
  /** With what it has. */
  keep: 1,
  /** With nothing: a newer one waits. */
  drop: 2,
} as const;

/** What a run is about that repeats one whose worker had to be ended. */
export interface Rescue {
  /** Steps the other one is known to have reached. */
  readonly from: number;
  /** The operation to stop before, counted from 1 after `from`; 0 to stop at `from`; null to tell of each operation. */
  readonly stop: number | null;
  /** What ended the run, in words that go on from "stopped at". */
  readonly reason: string;
}

export interface TraceMessage {
  readonly type: 'trace';
  readonly id: number;
  readonly revision: number;
  readonly request: RunnerRequest;
  readonly overlays: readonly Overlay[];
  /** Folders that may be read; nothing outside them is. */
  readonly roots: readonly string[];
  /** All there is to read; null lets the worker read the disk. */
  readonly pack: FilePack | null;
  /** Real milliseconds after which the run is ended with what it has. */
  readonly timeLimit: number;
  /** One Int32, set to a `Cancel` to end the run; null where memory can't be shared. */
  readonly cancel: SharedArrayBuffer | null;
  readonly rescue: Rescue | null;
}

/** Why a text could not be traced: its own fault, told where. Line and column are 1-based. */
export interface RunnerProblem {
  readonly file: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** To run a file for its output alone, which the worker itself prints. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  readonly profile: RunnerRequest['profile'];
  readonly entry: string;
  readonly text: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Int32s at the places that `Operation` names. */
  readonly operation: SharedArrayBuffer;
}

/** What is known of the operations that might never end, while one is under way and the worker cannot speak. */
export const Operation = {
  /** Those begun so far. */
  begun: 0,
  ended: 1,
  /** Number of the last one's source, as a `source` message had it, and its line, 1-based. */
  source: 2,
  line: 3,
  length: 4,
} as const;

export type ToRunner = TraceMessage | RunMessage;

export type FromRunner =
  | { readonly type: 'progress'; readonly id: number; readonly steps: number; readonly milliseconds: number }
  | { readonly type: 'done'; readonly id: number; readonly bytes: Uint8Array; readonly exitCode: number }
  | { readonly type: 'operation'; readonly id: number; readonly number: number }
  | { readonly type: 'problem'; readonly id: number; readonly problem: RunnerProblem }
  | { readonly type: 'missing'; readonly id: number; readonly paths: readonly string[] }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'source'; readonly id: number; readonly source: number; readonly name: string }
  | { readonly type: 'exited'; readonly id: number; readonly exitCode: number };

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isProfile(value: unknown): value is RunnerRequest['profile'] {
  return value === 'node' || value === 'browser' || value === 'bare';
}

function isRequest(value: unknown): value is RunnerRequest {
  return (
    isFields(value) &&
    isProfile(value.profile) &&
    typeof value.entry === 'string' &&
    typeof value.text === 'string' &&
    isTexts(value.args) &&
    (value.cwd === undefined || typeof value.cwd === 'string') &&
    Number.isInteger(value.seed) &&
    Number.isInteger(value.maxSteps) &&
    Array.isArray(value.choices)
  );
}

function isOverlay(value: unknown): value is Overlay {
  return isFields(value) && typeof value.path === 'string' && typeof value.text === 'string';
}

function isPack(value: unknown): value is FilePack {
  return (
    isFields(value) &&
    Array.isArray(value.files) &&
    value.files.every((f) => isFields(f) && typeof f.path === 'string' && f.bytes instanceof Uint8Array) &&
    Array.isArray(value.folders) &&
    value.folders.every((f) => isFields(f) && typeof f.path === 'string' && Array.isArray(f.entries)) &&
    isTexts(value.absent)
  );
}

function isRescue(value: unknown): value is Rescue {
  return (
    isFields(value) &&
    Number.isInteger(value.from) &&
    (value.stop === null || Number.isInteger(value.stop)) &&
    typeof value.reason === 'string'
  );
}

/** Whether an unknown message is one for the worker. */
export function isToRunner(message: unknown): message is ToRunner {
  return isTraceMessage(message) || isRunMessage(message);
}

function isRunMessage(message: unknown): message is RunMessage {
  return (
    isFields(message) &&
    message.type === 'run' &&
    Number.isInteger(message.id) &&
    isProfile(message.profile) &&
    typeof message.entry === 'string' &&
    typeof message.text === 'string' &&
    isTexts(message.args) &&
    typeof message.cwd === 'string' &&
    isFields(message.operation)
  );
}

function isTraceMessage(message: unknown): message is TraceMessage {
  return (
    isFields(message) &&
    message.type === 'trace' &&
    Number.isInteger(message.id) &&
    Number.isInteger(message.revision) &&
    isRequest(message.request) &&
    Array.isArray(message.overlays) &&
    message.overlays.every(isOverlay) &&
    isTexts(message.roots) &&
    (message.pack === null || isPack(message.pack)) &&
    typeof message.timeLimit === 'number' &&
    (message.cancel === null || isFields(message.cancel)) &&
    (message.rescue === null || isRescue(message.rescue))
  );
}

function isProblem(value: unknown): value is RunnerProblem {
  return (
    isFields(value) &&
    typeof value.file === 'string' &&
    typeof value.message === 'string' &&
    [value.start, value.end, value.line, value.column].every((n) => Number.isInteger(n))
  );
}

/** Whether an unknown message is one from the worker. */
export function isFromRunner(message: unknown): message is FromRunner {
  if (!isFields(message) || !Number.isInteger(message.id)) return false;
  switch (message.type) {
    case 'progress':
      return typeof message.steps === 'number' && typeof message.milliseconds === 'number';
    case 'operation':
      return Number.isInteger(message.number);
    case 'done':
      return message.bytes instanceof Uint8Array && Number.isInteger(message.exitCode);
    case 'problem':
      return isProblem(message.problem);
    case 'missing':
      return isTexts(message.paths);
    case 'failed':
      return typeof message.message === 'string';
    case 'source':
      return Number.isInteger(message.source) && typeof message.name === 'string';
    case 'exited':
      return Number.isInteger(message.exitCode);
    default:
      return false;
  }
}
