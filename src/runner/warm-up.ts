import { isToRunner, type TraceMessage } from '../protocol';
import { serve, type WorkerPort } from './worker-serve';

/** The panel draws its first trace undisturbed. */
const FIRST_PAUSE_MS = 150;
/** Between two repeats, so that messages come through. */
const PAUSE_MS = 10;
/** A run that takes longer is not repeated: an edit might have to wait for it. */
const SHORT_MS = 400;
/** Of a worker's life, spent on repeats. */
const TOTAL_MS = 600;

/** What a worker's surroundings know about time. */
export interface WarmUpClock {
  now(): number;
  /** Runs something later; the answer takes that back. */
  later(milliseconds: number, run: () => void): () => void;
}

/**
 * A worker's listener. It answers messages, and while none comes it repeats the latest trace with nobody listening: the code
 * that traces becomes fast by running often, and a person's first edits shall not wait for that.
 */
export function listener(port: WorkerPort, clock: WarmUpClock): (message: unknown) => void {
  let left = TOTAL_MS;
  let takeBack = (): void => {};
  const muted: WorkerPort = { ...port, post() {} };
  const timed = (message: unknown, to: WorkerPort): number => {
    const begun = clock.now();
    serve(message, to);
    return clock.now() - begun;
  };
  const repeatAfter = (pause: number, message: TraceMessage): void => {
    takeBack = clock.later(pause, () => {
      left -= timed(message, muted);
      if (left > 0) repeatAfter(PAUSE_MS, message);
    });
  };
  return (message) => {
    takeBack();
    const taken = timed(message, port);
    const traced = isToRunner(message) && message.type === 'trace' && message.rescue === null;
    if (traced && taken < SHORT_MS && left > 0) repeatAfter(FIRST_PAUSE_MS, message);
  };
}

/** The clock of a Node thread or a web worker. */
export const workerClock: WarmUpClock = {
  now: () => performance.now(),
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
