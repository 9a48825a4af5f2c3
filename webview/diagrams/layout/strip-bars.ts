/** The strip's geometry: which bars are drawn, where checkpoints begin, where labels find room. */

import type { Episode } from '../../../src/trace/read';

/** Space left free at both ends of the strip. */
export const INSET = 12;

/** Where a step lies on a strip of a width. */
export function stripX(step: number, count: number, width: number): number {
  return INSET + ((width - 2 * INSET) * step) / Math.max(1, count - 1);
}

/** The step at a place of the strip. */
export function stripStep(x: number, count: number, width: number): number {
  const share = (x - INSET) / Math.max(1, width - 2 * INSET);
  return Math.round(Math.max(0, Math.min(1, share)) * Math.max(0, count - 1));
}

export const isTask = (episode: Episode): boolean => episode.kind === 'task' || episode.kind === 'rendering';
export const isMicrotask = (episode: Episode): boolean => episode.kind === 'microtask' || episode.kind === 'nextTick';

/** Episodes of one row that are wide enough to draw; neighbours narrower than a pixel are joined. */
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

/** Steps where a run of microtasks begins: the checkpoints that found something to do. */
export function checkpoints(microtasks: readonly Episode[]): number[] {
  const starts: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of microtasks) {
    if (from > end + 2) starts.push(from);
    end = to;
  }
  return starts;
}

/** The innermost episode that a step belongs to: a microtask inside the task whose checkpoint runs it. */
export function episodeAt(episodes: readonly Episode[], step: number): Episode | null {
  let found: Episode | null = null;
  for (const episode of episodes) {
    if (episode.from > step) break;
    if (episode.to >= step && episode.kind !== 'idle') found = episode;
  }
  return found;
}

export interface Label {
  readonly text: string;
  /** Middle of the wanted place. */
  readonly at: number;
  readonly width: number;
}

/** Labels with room of their own, left edge first: one that would touch the one before it or the end is dropped. */
export function placeLabels(labels: readonly Label[], from: number, to: number): { text: string; x: number }[] {
  const placed: { text: string; x: number }[] = [];
  let free = from;
  for (const { text, at, width } of labels) {
    const x = Math.max(free, Math.min(at - width / 2, to - width));
    // A label may slide a little, not so far that it names something else.
    if (x + width > to || Math.abs(x + width / 2 - at) > width) continue;
    placed.push({ text, x });
    free = x + width + 8;
  }
  return placed;
}
