/** Rows of a column grouped by a key: for each key, its rows in order. Built once, in linear time. */
export class Grouped {
  private readonly starts: Int32Array;
  private readonly rows: Int32Array;

  /** `keys[row]` is the row's key, from 0 to `count` - 1; negative keys are left out. */
  constructor(keys: ArrayLike<number>, count: number) {
    // Counted two places further on: filling in the rows moves each start to where the next key's rows begin.
    const starts = new Int32Array(count + 2);
    for (let i = 0; i < keys.length; i++) if (keys[i]! >= 0) starts[keys[i]! + 2]!++;
    for (let i = 0; i <= count; i++) starts[i + 1]! += starts[i]!;
    const rows = new Int32Array(starts[count + 1]!);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key >= 0) rows[starts[key + 1]!++] = i;
    }
    this.starts = starts.subarray(0, count + 1);
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
