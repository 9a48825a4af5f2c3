/** A priority queue that keeps entries of equal rank in order of insertion. */
export class PriorityQueue<T> {
  private readonly heap: { item: T; rank: number; order: number }[] = [];
  private nextOrder = 0;

  get size(): number {
    return this.heap.length;
  }

  /** Adds `item`; smaller ranks come out first. */
  add(item: T, rank: number): void {
    const { heap } = this;
    const entry = { item, rank, order: this.nextOrder++ };
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  }

  peek(): { readonly item: T; readonly rank: number } | undefined {
    return this.heap[0];
  }

  take(): T | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) this.sink(last);
    return first.item;
  }

  /** Removes the entries for which `matches` holds. */
  remove(matches: (item: T) => boolean): void {
    const kept = this.heap.filter((e) => !matches(e.item));
    this.heap.length = 0;
    kept.sort((a, b) => (before(a, b) ? -1 : 1));
    this.heap.push(...kept);
  }

  private sink(entry: { item: T; rank: number; order: number }): void {
    const { heap } = this;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, entry)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = entry;
  }
}

function before(a: { rank: number; order: number }, b: { rank: number; order: number }): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.order < b.order);
}
