/** Rows of a column grouped by a key: for each key, its rows in order. Built once, in linear time. */
export class Grouped {
  private readonly starts: Int32Array;
  private readonly rows: Int32Array;

  /** `keys[row]` is the row's key, from 0 to `count` - 1; negative keys are left out. */
  constructor(keys: ArrayLike<number>, count: number) {
    const starts = new Int32Array(count + 1);
    for (let i = 0; i < keys.length; i++) if (keys[i]! >= 0) starts[keys[i]! + 1]!++;
    for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!;
    const rows = new Int32Array(starts[count]!);
    const next = starts.slice();
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key >= 0) rows[next[key]!++] = i;
    }
    this.starts = starts;
    this.rows = rows;
  }

  count(key: number): number {
    return key < 0 || key + 1 >= this.starts.length ? 0 : this.starts[key + 1]! - this.starts[key]!;
  }

  /** The `n`th row of `key`. */
  row(key: number, n: number): number {
    return this.rows[this.starts[key]! + n]!;
  }

  /** The last row of `key` that is at most `limit`; for rows that are steps themselves. */
  lastRow(key: number, limit: number): number {
    if (key < 0 || key + 1 >= this.starts.length) return -1;
    const list = this.rows.subarray(this.starts[key]!, this.starts[key + 1]!);
    const at = lastIndexAt(list, limit);
    return at < 0 ? -1 : list[at]!;
  }

  /** The last row of `key` whose `steps[row]` is at most `step`; -1 if there's none. */
  lastAt(key: number, steps: ArrayLike<number>, step: number): number {
    if (key < 0 || key + 1 >= this.starts.length) return -1;
    let low = this.starts[key]!;
    let high = this.starts[key + 1]! - 1;
    if (low > high || steps[this.rows[low]!]! > step) return -1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (steps[this.rows[middle]!]! <= step) low = middle;
      else high = middle - 1;
    }
    return this.rows[low]!;
  }
}

/** The last index of ascending `steps` with a value at most `step`; -1 if there's none. */
export function lastIndexAt(steps: ArrayLike<number>, step: number): number {
  let low = 0;
  let high = steps.length - 1;
  if (high < 0 || steps[0]! > step) return -1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle]! <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many changes lie between two keyframes of a live set. */
const KEYFRAME = 256;

/**
 * Which of many things (jobs, timers, suspended contexts) live at a step: a list of arrivals and departures, with a keyframe
 * of the living every so often.
 */
export class LiveSet {
  private readonly steps: Int32Array;
  private readonly changes: Int32Array;
  private readonly keyframes: Int32Array[] = [];

  /** Item i lives from `from[i]` up to, not including, `to[i]`; a negative `to` means to the end, a negative `from` never. */
  constructor(from: ArrayLike<number>, to: ArrayLike<number>) {
    const count = from.length;
    const events: { step: number; change: number }[] = [];
    for (let i = 0; i < count; i++) {
      if (from[i]! < 0) continue;
      events.push({ step: from[i]!, change: i + 1 });
      if (to[i]! >= 0) events.push({ step: to[i]!, change: -(i + 1) });
    }
    events.sort((a, b) => a.step - b.step);
    this.steps = Int32Array.from(events, (e) => e.step);
    this.changes = Int32Array.from(events, (e) => e.change);
    const live = new Set<number>();
    for (let i = 0; i < events.length; i++) {
      if (i % KEYFRAME === 0) this.keyframes.push(Int32Array.from(live));
      apply(live, this.changes[i]!);
    }
  }

  /** The living at `step`, in order of arrival. */
  at(step: number): number[] {
    const last = lastIndexAt(this.steps, step);
    if (last < 0) return [];
    const frame = Math.floor(last / KEYFRAME);
    const live = new Set<number>(this.keyframes[frame]);
    for (let i = frame * KEYFRAME; i <= last; i++) apply(live, this.changes[i]!);
    return [...live];
  }
}

function apply(live: Set<number>, change: number): void {
  if (change > 0) live.add(change - 1);
  else live.delete(-change - 1);
}
