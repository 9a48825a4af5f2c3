/** Pure choices about what is drawn: folding, scales, and the words that numbers become. */

import type { DrawnAgent, DrawnContext, DrawnJob, DrawnTimer, Episode, Station } from '../src/trace/read';

/** A step that exists, nearest to the wanted one. */
export function clampStep(step: number, count: number): number {
  return Math.max(0, Math.min(step, count - 1));
}

/** A trace's bytes, in whichever form they were posted. */
export function bytesOf(bytes: Uint8Array | ArrayBuffer | string): Uint8Array {
  if (typeof bytes !== 'string') return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const text = atob(bytes);
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) result[i] = text.charCodeAt(i);
  return result;
}

export type StackRow =
  | { readonly kind: 'frame'; readonly frame: DrawnContext; readonly top: boolean; readonly brief: boolean }
  | { readonly kind: 'fold'; readonly hidden: number };

const WHOLE_STACK = 8;
const KEPT_ABOVE = 4;
const KEPT_BELOW = 2;
const ROOMY_STACK = 3;

/** Rows of the stack, newest first: deep stacks keep both ends, and lower frames lose their second line when there are many. */
export function stackRows(stack: readonly DrawnContext[], open: boolean): StackRow[] {
  const rows = stack.map<StackRow>((frame, index) => ({
    kind: 'frame',
    frame,
    top: index === 0,
    brief: index > 0 && stack.length > ROOMY_STACK,
  }));
  if (open || stack.length <= WHOLE_STACK) return rows;
  const hidden = stack.length - KEPT_ABOVE - KEPT_BELOW;
  return [...rows.slice(0, KEPT_ABOVE), { kind: 'fold', hidden }, ...rows.slice(-KEPT_BELOW)];
}

const WHOLE_QUEUE = 6;
const QUEUE_PAGE = 50;

/** The entries of a queue that are drawn, and how many are not. Each opened page shows fifty more. */
export function queueEntries(
  entries: readonly DrawnJob[],
  pages: number,
): { readonly shown: readonly DrawnJob[]; readonly hidden: number } {
  const limit = WHOLE_QUEUE + pages * QUEUE_PAGE;
  return { shown: entries.slice(0, limit), hidden: Math.max(0, entries.length - limit) };
}

/** The station the running job hangs on: the one that drains, else the one that is *now*. */
export function litStation(stations: readonly Station[]): Station | null {
  return stations.find((s) => s.state === 'draining') ?? stations.find((s) => s.state === 'now') ?? null;
}

/** The entry that the rules take next: the first of the station marked *next*, or of the lit one. */
export function nextEntry(agent: DrawnAgent): DrawnJob | null {
  const marked = agent.stations.find((s) => s.state === 'next');
  if (marked !== undefined) return marked.entries[0] ?? null;
  const lit = litStation(agent.stations);
  return lit !== null && (lit.id === 'microtasks' || lit.id === 'nextTick' || lit.id === 'jobs')
    ? (lit.entries[0] ?? null)
    : null;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** A time axis that holds now and every due time, with three to six round ticks. */
export function timeAxis(now: number, timers: readonly DrawnTimer[]): Axis {
  const from = Math.min(now, ...timers.map((t) => t.setTime));
  const last = Math.max(now, ...timers.map((t) => t.due));
  const unit = roundUnit(Math.max(last - from, 1) / 4);
  const first = Math.floor(from / unit) * unit;
  const to = Math.max(Math.ceil(last / unit) * unit, first + unit * 2);
  const count = Math.round((to - first) / unit);
  return { from: first, to, ticks: Array.from({ length: count + 1 }, (_, i) => tidy(first + i * unit)) };
}

function roundUnit(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = raw / power;
  return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** Virtual time in words: `0.67 ms`, `2.3 s`. */
export function timeText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${tidy(Math.round(milliseconds / 10) / 100)} s`;
  return `${milliseconds.toFixed(milliseconds === 0 ? 0 : milliseconds >= 100 ? 1 : 2)} ms`;
}

/** A count with its noun: `1 line`, `4 lines`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Episodes of one row of the strip that are wide enough to draw; neighbours narrower than a pixel are joined. */
export function stripBars(episodes: readonly Episode[], count: number, width: number): Episode[] {
  const bars: Episode[] = [];
  const perPixel = count / Math.max(width, 1);
  for (const episode of episodes) {
    const last = bars.at(-1);
    if (last !== undefined && last.kind === episode.kind && episode.to - last.from < perPixel * 2) {
      bars[bars.length - 1] = { ...last, to: episode.to, toTime: episode.toTime, title: '' };
    } else {
      bars.push(episode);
    }
  }
  return bars;
}

/** Steps around the present one for the list, `size` of them where the trace is long enough. */
export function stepWindow(step: number, count: number, size: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(step - Math.floor(size / 2), count - size));
  return { from, to: Math.min(count, from + size) };
}
