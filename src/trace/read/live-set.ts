/** Items that are passed over at once where none of them lives. */
const BLOCK = 256;

/** Which of many things live at a step. Nothing is kept but when each comes and goes. */
class LiveSet {
  private readonly items: Int32Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  /** Of each block the first arrival and the last departure. */
  private readonly firstFrom: Int32Array;
  private readonly lastTo: Int32Array;

  /**
   * Item i lives from `from[i]` up to, not including, `to[i]`; a negative `to` means to the end, a negative `from` never.
   * `items` lists them as `at` is to give them.
   */
  constructor(from: ArrayLike<number>, to: ArrayLike<number>, items: readonly number[]) {
    this.items = Int32Array.from(items);
    const count = items.length;
    const blocks = Math.ceil(count / BLOCK);
    this.from = new Int32Array(count);
    this.to = new Int32Array(count);
    this.firstFrom = new Int32Array(blocks).fill(NEVER);
    this.lastTo = new Int32Array(blocks).fill(-1);
    for (let i = 0; i < count; i++) {
      const item = items[i]!;
      const begin = from[item]! < 0 ? NEVER : from[item]!;
      const end = to[item]! < 0 ? NEVER : to[item]!;
      this.from[i] = begin;
      this.to[i] = end;
      const block = Math.floor(i / BLOCK);
      if (begin < this.firstFrom[block]!) this.firstFrom[block] = begin;
      if (begin < end && end > this.lastTo[block]!) this.lastTo[block] = end;
    }
  }

  /** The living at `step`. */
  at(step: number): Int32Array {
    const { from, to, items } = this;
    const live: Int32Array[] = [];
    const block = new Int32Array(BLOCK);
    let count = 0;
    for (let b = 0; b < this.firstFrom.length; b++) {
      if (this.firstFrom[b]! > step || this.lastTo[b]! <= step) continue;
      const end = Math.min(from.length, (b + 1) * BLOCK);
      let found = 0;
      for (let i = b * BLOCK; i < end; i++) {
        if (from[i]! <= step && to[i]! > step) block[found++] = items[i]!;
      }
      live.push(block.slice(0, found));
      count += found;
    }
    return joined(live, count);
  }
}

const NEVER = 0x7fffffff;

function joined(parts: readonly Int32Array[], count: number): Int32Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Int32Array(count);
  let next = 0;
  for (const part of parts) {
    all.set(part, next);
    next += part.length;
  }
  return all;
}

/** Which of many things (jobs, timers, suspended contexts) of an owner live at a step. */
export class LiveSets {
  private readonly sets = new Map<string | number, LiveSet>();

  /** As for LiveSet; `keys[i]` tells whose item i is. */
  constructor(
    from: ArrayLike<number>,
    to: ArrayLike<number>,
    keys: ArrayLike<string | number>,
    order: ArrayLike<number> | null = null,
  ) {
    const rows = new Map<string | number, number[]>();
    for (let i = 0; i < from.length; i++) {
      const item = order === null ? i : order[i]!;
      if (from[item]! < 0) continue;
      const list = rows.get(keys[item]!);
      if (list === undefined) rows.set(keys[item]!, [item]);
      else list.push(item);
    }
    for (const [key, list] of rows) this.sets.set(key, new LiveSet(from, to, list));
  }

  at(key: string | number, step: number): Int32Array {
    return this.sets.get(key)?.at(step) ?? NONE;
  }
}

const NONE = new Int32Array(0);
