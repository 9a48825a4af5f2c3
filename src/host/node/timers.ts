import { PriorityQueue } from '../../base';
import type { JSObject, Value } from '../../engine';
import type { TimerFacts } from '../observe';

/** Delays beyond this, in milliseconds, become 1, as Node has it. */
const TIMEOUT_MAX = 2 ** 31 - 1;

/** A `Timeout` of Node: its place in the lists, and what to call. */
export class NodeTimer {
  /** Loop time at which it was (re)started, whole milliseconds. */
  start = 0;
  /** In a list and waiting. */
  active = false;
  referenced = true;
  destroyed = false;
  facts: TimerFacts | null = null;
  list: TimerList | null = null;

  constructor(
    readonly id: number,
    readonly callback: JSObject,
    readonly args: Value[],
    public delay: number,
    readonly repeat: boolean,
    /** The guest's Timeout object. */
    public object: JSObject | null,
    /** `Agent.asyncContext` where it was made. */
    public asyncContext: unknown,
  ) {}
}

/** Timers of one duration, oldest first. */
class TimerList {
  expiry = 0;
  readonly timers: NodeTimer[] = [];
  constructor(readonly duration: number) {}
}

/** What Node says of a delay that it can't wait for. */
export function delayWarning(after: number): string | null {
  if (!(after > TIMEOUT_MAX)) return null;
  return `${after} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`;
}

/** As Node converts a delay. */
export function nodeDelay(after: number): number {
  return after >= 1 && after <= TIMEOUT_MAX ? Math.trunc(after) : 1;
}

/**
 * Node's timers: a list per duration, and a queue of lists by the expiry of their first timer. Two timers of one duration
 * run in the order they were started; a later timer with a shorter duration may overtake.
 */
export class NodeTimers {
  private readonly lists = new Map<number, TimerList>();
  private queue = new PriorityQueue<TimerList>();

  insert(timer: NodeTimer, start: number): void {
    timer.start = start;
    timer.active = true;
    let list = this.lists.get(timer.delay);
    if (list === undefined) {
      list = new TimerList(timer.delay);
      list.expiry = start + timer.delay;
      this.lists.set(timer.delay, list);
      this.queue.add(list, list.expiry);
    }
    list.timers.push(timer);
    timer.list = list;
  }

  /** Every timer that has not run yet. */
  waiting(): NodeTimer[] {
    return [...this.lists.values()].flatMap((list) => list.timers);
  }

  remove(timer: NodeTimer): void {
    timer.active = false;
    const { list } = timer;
    if (list === null) return;
    timer.list = null;
    const index = list.timers.indexOf(timer);
    if (index >= 0) list.timers.splice(index, 1);
    if (list.timers.length === 0 && this.lists.get(list.duration) === list) {
      this.lists.delete(list.duration);
      this.queue.remove((l) => l === list);
    }
  }

  /** Loop time of the next expiry; infinity if there's none. With `referenced`, infinity unless some timer keeps the loop alive. */
  nextExpiry(): number {
    return this.queue.peek()?.rank ?? Number.POSITIVE_INFINITY;
  }

  /** Whether a timer keeps the loop alive. */
  get alive(): boolean {
    for (const list of this.lists.values()) for (const t of list.timers) if (t.referenced) return true;
    return false;
  }

  /**
   * The list that is due at `now`, or null. Node visits lists in the order of expiry.
   */
  dueList(now: number): TimerList | null {
    const first = this.queue.peek();
    return first !== undefined && first.rank <= now ? first.item : null;
  }

  /** Takes the next timer of `list` that is due at `now`; null when the list is done for this turn. */
  takeFrom(list: TimerList, now: number): NodeTimer | null {
    const timer = list.timers[0];
    if (timer === undefined) {
      if (this.lists.get(list.duration) === list) this.lists.delete(list.duration);
      this.queue.remove((l) => l === list);
      return null;
    }
    if (now - timer.start < list.duration) {
      list.expiry = Math.max(timer.start + list.duration, now + 1);
      this.queue.remove((l) => l === list);
      this.queue.add(list, list.expiry);
      return null;
    }
    list.timers.shift();
    timer.list = null;
    timer.active = false;
    return timer;
  }
}

export type { TimerList };
