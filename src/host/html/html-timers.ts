import { PriorityQueue } from '../../base';
import type { Steps, Value } from '../../engine';
import type { TimerFacts } from '../observe';

/** Who runs a timer's callback. */
export interface TimerOwner {
  runTimer(timer: HtmlTimer): Steps<void>;
}

/** An active timer of a global. @spec html#timer-initialisation-steps */
export interface HtmlTimer {
  readonly handle: number;
  /** A function, or a string to compile. */
  readonly handler: Value;
  readonly args: Value[];
  readonly repeat: boolean;
  readonly timeout: number;
  readonly nesting: number;
  /** Its place in the task queue, if it has no delay. */
  readonly order: number;
  facts: TimerFacts;
  cleared: boolean;
  readonly owner: TimerOwner;
}

/** The map of active timers, in the order they become due; equal times in the order they were set. */
export class HtmlTimers {
  private nextHandle = 1;
  readonly active = new Map<number, HtmlTimer>();
  private readonly queue = new PriorityQueue<HtmlTimer>();

  handle(): number {
    return this.nextHandle++;
  }

  add(timer: HtmlTimer, due: number): void {
    this.active.set(timer.handle, timer);
    this.queue.add(timer, due);
  }

  clear(handle: number): HtmlTimer | undefined {
    const timer = this.active.get(handle);
    if (timer === undefined) return undefined;
    timer.cleared = true;
    this.active.delete(handle);
    return timer;
  }

  /** Time the next timer is due; infinity if there's none. */
  nextDue(): number {
    for (let first = this.queue.peek(); first !== undefined; first = this.queue.peek()) {
      if (!first.item.cleared) return first.rank;
      this.queue.take();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes a timer that is due at `now`. */
  take(now: number): HtmlTimer | null {
    if (this.nextDue() > now) return null;
    return this.queue.take() ?? null;
  }
}

/** Timers nested deeper than this wait at least 4 ms. @spec html#timer-initialisation-steps */
const NESTING_LIMIT = 5;

/** The delay after clamping. */
export function htmlDelay(timeout: number, nesting: number): number {
  const delay = timeout > 0 && timeout < 2 ** 31 ? Math.trunc(timeout) : 0;
  return nesting > NESTING_LIMIT && delay < 4 ? 4 : delay;
}
