import type { Agent } from '../agent';
import { CallRequest, type Steps } from '../machine/request';
import { ToNumber, ToString } from '../operations/conversion';
import { toNumberPrimitive, toStringPrimitive } from '../operations/primitive';
import type { JSObject } from '../values/object';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import { elementAt, getElement, getPresentElement, nextPresent } from './array-elements';

/** @spec sec-sortindexedproperties */
export function* sortIndexedProperties(
  agent: Agent,
  object: JSObject,
  length: number,
  compare: JSObject | undefined,
  skipHoles: boolean,
): Steps<Value[]> {
  const items: Value[] = [];
  let missing = 0;
  for (let k = 0; k < length; k++) {
    let value = elementAt(object, k);
    if (value === SLOW) {
      if (skipHoles) {
        value = yield* getPresentElement(agent, object, k);
        if (value === HOLE) {
          k = nextPresent(object, k + 1, length) - 1;
          continue;
        }
      } else value = yield* getElement(agent, object, k);
    }
    // Undefined sorts last and is never compared. @spec sec-comparearrayelements
    if (value === undefined) missing++;
    else items.push(value);
  }
  agent.allocateElements(items.length);
  yield* sortValues(agent, items, compare);
  for (; missing > 0; missing--) items.push(undefined);
  return items;
}

/** Sorts `items`, none of which is undefined, in place. */
function* sortValues(agent: Agent, items: Value[], compare: JSObject | undefined): Steps<void> {
  if (items.length < 2) return;
  if (compare !== undefined) yield* new TimSort(agent, items, compare).run();
  else if (items.every((item) => typeof item === 'number')) sortAsText(items, items.map(String));
  else if (items.every((item) => !isObject(item))) {
    // FAST-PATH: no conversion runs guest code; V8 meets a symbol at its first comparison, all the same error.
    sortAsText(
      items,
      items.map((item) => toStringPrimitive(agent, item)),
    );
  } else yield* new TimSort(agent, items, undefined).run();
}

function sortAsText(items: Value[], texts: string[]): void {
  const order = texts.map((_text, i) => i);
  order.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0));
  const copy = items.slice();
  for (let i = 0; i < order.length; i++) items[i] = copy[order[i]!];
}

const MIN_GALLOP = 7;

/**
 * A stable merge sort that finds runs ("timsort"). The standard leaves the sequence of comparisons open, but programs print
 * it: this one compares the same pairs in the same order as V8.
 * @spec sec-sortcompare
 */
class TimSort {
  private readonly runs: { base: number; length: number }[] = [];
  private minGallop = MIN_GALLOP;

  constructor(
    private readonly agent: Agent,
    private readonly items: Value[],
    private readonly comparator: JSObject | undefined,
  ) {}

  *run(): Steps<void> {
    const count = this.items.length;
    let low = 0;
    let remaining = count;
    const minimum = minimumRun(count);
    while (remaining > 0) {
      let length = yield* this.nextRun(low, count);
      if (length < minimum) {
        const forced = Math.min(minimum, remaining);
        yield* this.insertionSort(low, low + length, low + forced);
        length = forced;
      }
      this.runs.push({ base: low, length });
      yield* this.collapse();
      low += length;
      remaining -= length;
    }
    while (this.runs.length > 1) {
      let at = this.runs.length - 2;
      if (at > 0 && this.runs[at - 1]!.length < this.runs[at + 1]!.length) at--;
      yield* this.mergeAt(at);
    }
  }

  private *compare(a: Value, b: Value): Steps<number> {
    if (this.comparator !== undefined) {
      const order = yield new CallRequest(this.comparator, undefined, [a, b], undefined);
      if (typeof order === 'number') return order;
      return isObject(order) ? yield* ToNumber(this.agent, order) : toNumberPrimitive(this.agent, order);
    }
    const x = yield* ToString(this.agent, a);
    const y = yield* ToString(this.agent, b);
    return x < y ? -1 : x > y ? 1 : 0;
  }

  /** The length of the run that begins at `low`; one that descends is reversed. */
  private *nextRun(low: number, high: number): Steps<number> {
    const { items } = this;
    if (low + 1 === high) return 1;
    let previous = items[low + 1];
    const descending = (yield* this.compare(previous, items[low])) < 0;
    let end = low + 2;
    for (; end < high; end++) {
      const current = items[end];
      if ((yield* this.compare(current, previous)) < 0 !== descending) break;
      previous = current;
    }
    if (descending) {
      for (let i = low, j = end - 1; i < j; i++, j--) {
        const held = items[i];
        items[i] = items[j];
        items[j] = held;
      }
    }
    return end - low;
  }

  /** Sorts `low` to `high`, of which everything before `start` is sorted already. */
  private *insertionSort(low: number, start: number, high: number): Steps<void> {
    const { items } = this;
    for (let at = start === low ? start + 1 : start; at < high; at++) {
      const pivot = items[at];
      let left = low;
      let right = at;
      while (left < right) {
        const middle = left + ((right - left) >> 1);
        if ((yield* this.compare(pivot, items[middle])) < 0) right = middle;
        else left = middle + 1;
      }
      items.copyWithin(left + 1, left, at);
      items[left] = pivot;
    }
  }

  /** Merges neighbours until the lengths of the pending runs shrink fast enough. */
  private *collapse(): Steps<void> {
    const { runs } = this;
    const established = (n: number): boolean => n < 2 || runs[n - 2]!.length > runs[n - 1]!.length + runs[n]!.length;
    while (runs.length > 1) {
      let n = runs.length - 2;
      if (!established(n + 1) || !established(n)) {
        if (runs[n - 1]!.length < runs[n + 1]!.length) n--;
        yield* this.mergeAt(n);
      } else if (runs[n]!.length <= runs[n + 1]!.length) yield* this.mergeAt(n);
      else break;
    }
  }

  private *mergeAt(at: number): Steps<void> {
    const { items, runs } = this;
    const [a, b] = [runs[at]!, runs[at + 1]!];
    let { base: baseA, length: lengthA } = a;
    const baseB = b.base;
    runs.splice(at, 2, { base: baseA, length: lengthA + b.length });
    // What is in place already takes no part.
    const skipped = yield* this.gallopRight(items, items[baseB], baseA, lengthA, 0);
    baseA += skipped;
    lengthA -= skipped;
    if (lengthA === 0) return;
    const lengthB = yield* this.gallopLeft(items, items[baseA + lengthA - 1], baseB, b.length, b.length - 1);
    if (lengthB === 0) return;
    if (lengthA <= lengthB) yield* this.mergeLow(baseA, lengthA, baseB, lengthB);
    else yield* this.mergeHigh(baseA, lengthA, baseB, lengthB);
  }

  /** Where `key` belongs in the sorted range, before its equals, searching from `hint`. */
  private *gallopLeft(list: Value[], key: Value, base: number, length: number, hint: number): Steps<number> {
    let last = 0;
    let offset = 1;
    if ((yield* this.compare(list[base + hint], key)) < 0) {
      const most = length - hint;
      while (offset < most && (yield* this.compare(list[base + hint + offset], key)) < 0) {
        last = offset;
        offset = offset * 2 + 1;
      }
      last += hint;
      offset = Math.min(offset, most) + hint;
    } else {
      const most = hint + 1;
      while (offset < most && !((yield* this.compare(list[base + hint - offset], key)) < 0)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      const end = hint - last;
      last = hint - Math.min(offset, most);
      offset = end;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if ((yield* this.compare(list[base + middle], key)) < 0) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }

  /** Where `key` belongs in the sorted range, after its equals, searching from `hint`. */
  private *gallopRight(list: Value[], key: Value, base: number, length: number, hint: number): Steps<number> {
    let last = 0;
    let offset = 1;
    if ((yield* this.compare(key, list[base + hint])) < 0) {
      const most = hint + 1;
      while (offset < most && (yield* this.compare(key, list[base + hint - offset])) < 0) {
        last = offset;
        offset = offset * 2 + 1;
      }
      const end = hint - last;
      last = hint - Math.min(offset, most);
      offset = end;
    } else {
      const most = length - hint;
      while (offset < most && !((yield* this.compare(key, list[base + hint + offset])) < 0)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      last += hint;
      offset = Math.min(offset, most) + hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if ((yield* this.compare(key, list[base + middle])) < 0) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** Merges from the left; the left run, the shorter one, is copied out. */
  private *mergeLow(baseA: number, lengthA: number, baseB: number, lengthB: number): Steps<void> {
    const { items } = this;
    const left = items.slice(baseA, baseA + lengthA);
    let target = baseA;
    let a = 0;
    let b = baseB;
    let restA = lengthA;
    let restB = lengthB;
    const finish = (): void => {
      for (let i = 0; i < restA; i++) items[target + i] = left[a + i];
    };
    /** One element of A is left, and it goes last. */
    const finishWithA = (): void => {
      items.copyWithin(target, b, b + restB);
      items[target + restB] = left[a];
    };
    items[target++] = items[b++];
    if (--restB === 0) return finish();
    if (restA === 1) return finishWithA();
    for (;;) {
      let winsA = 0;
      let winsB = 0;
      // One at a time, until one run wins all the time.
      for (;;) {
        if ((yield* this.compare(items[b], left[a])) < 0) {
          items[target++] = items[b++];
          winsB++;
          winsA = 0;
          if (--restB === 0) return finish();
          if (winsB >= this.minGallop) break;
        } else {
          items[target++] = left[a++];
          winsA++;
          winsB = 0;
          if (--restA === 1) return finishWithA();
          if (winsA >= this.minGallop) break;
        }
      }
      this.minGallop++;
      for (let first = true; first || winsA >= MIN_GALLOP || winsB >= MIN_GALLOP; first = false) {
        this.minGallop = Math.max(1, this.minGallop - 1);
        winsA = yield* this.gallopRight(left, items[b], a, restA, 0);
        if (winsA > 0) {
          for (let i = 0; i < winsA; i++) items[target + i] = left[a + i];
          target += winsA;
          a += winsA;
          restA -= winsA;
          if (restA === 1) return finishWithA();
          // Possible only if the comparator contradicts itself.
          if (restA === 0) return finish();
        }
        items[target++] = items[b++];
        if (--restB === 0) return finish();
        winsB = yield* this.gallopLeft(items, left[a], b, restB, 0);
        if (winsB > 0) {
          items.copyWithin(target, b, b + winsB);
          target += winsB;
          b += winsB;
          restB -= winsB;
          if (restB === 0) return finish();
        }
        items[target++] = left[a++];
        if (--restA === 1) return finishWithA();
      }
      this.minGallop++;
    }
  }

  /** Merges from the right; the right run, the shorter one, is copied out. */
  private *mergeHigh(baseA: number, lengthA: number, baseB: number, lengthB: number): Steps<void> {
    const { items } = this;
    const right = items.slice(baseB, baseB + lengthB);
    let target = baseB + lengthB - 1;
    let b = lengthB - 1;
    let a = baseA + lengthA - 1;
    let restA = lengthA;
    let restB = lengthB;
    const finish = (): void => {
      for (let i = 0; i < restB; i++) items[target - restB + 1 + i] = right[i];
    };
    /** One element of B is left, and it goes first. */
    const finishWithB = (): void => {
      target -= restA;
      a -= restA;
      items.copyWithin(target + 1, a + 1, a + 1 + restA);
      items[target] = right[b];
    };
    items[target--] = items[a--];
    if (--restA === 0) return finish();
    if (restB === 1) return finishWithB();
    for (;;) {
      let winsA = 0;
      let winsB = 0;
      for (;;) {
        if ((yield* this.compare(right[b], items[a])) < 0) {
          items[target--] = items[a--];
          winsA++;
          winsB = 0;
          if (--restA === 0) return finish();
          if (winsA >= this.minGallop) break;
        } else {
          items[target--] = right[b--];
          winsB++;
          winsA = 0;
          if (--restB === 1) return finishWithB();
          if (winsB >= this.minGallop) break;
        }
      }
      this.minGallop++;
      for (let first = true; first || winsA >= MIN_GALLOP || winsB >= MIN_GALLOP; first = false) {
        this.minGallop = Math.max(1, this.minGallop - 1);
        winsA = restA - (yield* this.gallopRight(items, right[b], baseA, restA, restA - 1));
        if (winsA > 0) {
          target -= winsA;
          a -= winsA;
          items.copyWithin(target + 1, a + 1, a + 1 + winsA);
          restA -= winsA;
          if (restA === 0) return finish();
        }
        items[target--] = right[b--];
        if (--restB === 1) return finishWithB();
        winsB = restB - (yield* this.gallopLeft(right, items[a], 0, restB, restB - 1));
        if (winsB > 0) {
          target -= winsB;
          b -= winsB;
          for (let i = 0; i < winsB; i++) items[target + 1 + i] = right[b + 1 + i];
          restB -= winsB;
          if (restB === 1) return finishWithB();
          if (restB === 0) return finish();
        }
        items[target--] = items[a--];
        if (--restA === 0) return finish();
      }
      this.minGallop++;
    }
  }
}

/** Between 32 and 64 for long lists: so that the number of runs is a power of two or a little less. */
function minimumRun(count: number): number {
  let rest = 0;
  let n = count;
  while (n >= 64) {
    rest |= n & 1;
    n >>= 1;
  }
  return n + rest;
}
