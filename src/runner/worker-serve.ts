import { LimitReached } from '../engine';
import type { FileLoader } from '../host';
import { Cancel, type FromRunner, isToRunner, type RunMessage, type TraceMessage } from '../protocol';
import { encodeTrace } from '../trace/format';
import { type RunWatcher, traceProgram } from './trace-program';
import { OverlayLoader, PackLoader } from './worker-files';

/** What a worker's surroundings give it. */
export interface WorkerPort {
  /** Runs a file, printing what it prints; null where there is nothing to print to. */
  readonly run: ((message: RunMessage) => number) | null;
  post(message: FromRunner, transfer: readonly ArrayBuffer[]): void;
  /** Says how much memory is used, once that is nearly all; null where that can't be known. */
  readonly memory: (() => string | null) | null;
  /** Files below `roots`, where the worker can read them itself. */
  disk(roots: readonly string[]): FileLoader;
}

/** Between two messages about the same run's progress. */
const PROGRESS_MS = 250;

/** Answers one message of the extension. Whatever goes wrong becomes an answer too. */
export function serve(message: unknown, port: WorkerPort): void {
  if (!isToRunner(message)) {
    port.post({ type: 'failed', id: idOf(message), message: 'the worker was sent something that is no request' }, []);
    return;
  }
  try {
    if (message.type === 'trace') trace(message, port);
    else if (port.run === null) throw new Error('there is nothing here to print to');
    else port.post({ type: 'exited', id: message.id, exitCode: port.run(message) }, []);
  } catch (error) {
    port.post({ type: 'failed', id: message.id, message: describe(error) }, []);
  }
}

function trace(message: TraceMessage, port: WorkerPort): void {
  const { id } = message;
  const pack =
    message.pack === null
      ? null
      : new PackLoader(message.pack, message.roots, () => stop('files that are still to be fetched'));
  const files = new OverlayLoader(pack ?? port.disk(message.roots), message.overlays);
  const outcome = traceProgram(message.request, files, watch(message, port, pack));
  if (message.cancel !== null && Atomics.load(new Int32Array(message.cancel), 0) === Cancel.drop) {
    port.post({ type: 'failed', id, message: 'a newer run waits' }, []);
  } else if (pack !== null && pack.missing.size > 0) {
    port.post({ type: 'missing', id, paths: [...pack.missing] }, []);
  } else if (outcome.kind === 'problem') {
    port.post({ type: 'problem', id, problem: outcome.problem }, []);
  } else {
    // A copy of its own size, so that it can be handed over.
    const bytes = encodeTrace(outcome.data).slice();
    port.post({ type: 'done', id, bytes, exitCode: outcome.exitCode }, [bytes.buffer]);
  }
}

/** Tells how far the run is, and ends it when its time is up, somebody asks, or what it repeats came no further. */
function watch(message: TraceMessage, port: WorkerPort, pack: PackLoader | null): RunWatcher {
  const { rescue } = message;
  const progress = watchProgress(message, port, pack);
  if (rescue === null) return { progress };
  let operations = 0;
  return {
    progress(steps) {
      if (rescue.stop === 0 && steps >= rescue.from) stop(rescue.reason);
      progress(steps);
    },
    operationBegins(steps) {
      if (steps < rescue.from) return;
      operations++;
      if (rescue.stop === null) port.post({ type: 'operation', id: message.id, number: operations }, []);
      else if (operations === rescue.stop) stop(rescue.reason);
    },
  };
}

/** Called every few hundred steps. */
function watchProgress(message: TraceMessage, port: WorkerPort, pack: PackLoader | null): (steps: number) => void {
  const begun = performance.now();
  const flag = message.cancel === null ? null : new Int32Array(message.cancel);
  let told = begun;
  return (steps) => {
    const now = performance.now();
    const tell = (): void => {
      told = now;
      port.post({ type: 'progress', id: message.id, steps, milliseconds: Math.round(now - begun) }, []);
    };
    const asked = flag !== null && Atomics.load(flag, 0) !== 0;
    if (asked || now - begun > message.timeLimit) {
      // Whoever waits is told that it is ending: what was recorded takes a while to pack.
      tell();
      stop(asked ? 'your request' : `${message.timeLimit / 1000} s of tracing`);
    }
    const used = port.memory?.() ?? null;
    if (used !== null) stop(used);
    if (pack !== null && pack.missing.size > 0) stop('files that are still to be fetched');
    if (now - told >= PROGRESS_MS) tell();
  };
}

/** Ends the run, keeping what was recorded. */
function stop(reason: string): never {
  throw new LimitReached('time', reason);
}

function idOf(message: unknown): number {
  const id = (message as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'number' && Number.isInteger(id) ? id : -1;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
