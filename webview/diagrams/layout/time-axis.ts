/** The time axis above the rail. */

import type { DrawnTimer } from '../../../src/trace/read';

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
