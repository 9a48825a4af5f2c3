/** Pure choices about what is drawn: whose picture, what is folded, and the words that numbers become. */

import type { DrawnAgent, DrawnContext, DrawnJob, Station, Trace, TraceState } from '../../src/trace/read';

export type Layout = 'narrow' | 'medium' | 'wide';

/** The arrangement for a width: one column, the stage's two, or two columns of sections. */
export function layoutOf(width: number): Layout {
  return width < 520 ? 'narrow' : width < 900 ? 'medium' : 'wide';
}

/** Whether the panel is so low that the lesser parts shrink. */
export const isLow = (height: number): boolean => height < 760;

/** The agent that is drawn: the chosen one, or that of the step. */
export function agentOf(state: TraceState | null, chosen: number | null): DrawnAgent | null {
  if (state === null) return null;
  const id = chosen ?? state.agent;
  return state.agents.find((a) => a.id === id) ?? state.agents[0] ?? null;
}

/** The chosen context while it exists, else the top frame. */
export function contextOf(agent: DrawnAgent | null, chosen: number | null): DrawnContext | null {
  if (agent === null) return null;
  const isChosen = (c: DrawnContext): boolean => c.id === chosen;
  // Either may be very long: nothing is looked for without need.
  const found = chosen === null ? undefined : (agent.stack.find(isChosen) ?? agent.suspended.find(isChosen));
  return found ?? agent.stack[0] ?? null;
}

/** The context whose bindings are listed: a built-in has none of its own, so its caller's are listed under it. */
export function scopeOf(agent: DrawnAgent | null, context: DrawnContext | null): DrawnContext | null {
  if (context === null || context.kind !== 'builtin' || context.scope.length > 0) return context;
  const stack = agent?.stack ?? [];
  const at = stack.findIndex((c) => c.id === context.id);
  return at < 0 ? context : (stack.slice(at).find((c) => c.scope.length > 0) ?? context);
}

export type StackRow =
  | { readonly kind: 'frame'; readonly frame: DrawnContext; readonly top: boolean; readonly brief: boolean }
  | { readonly kind: 'fold'; readonly hidden: number };

/** Rows of a list that was opened: the page itself must stay quick, however long the list is. */
const MOST_OPEN = 500;

/** The first rows of a list, and what the line below them says; null where there is none. */
export function listRows<T>(
  list: readonly T[],
  folded: number,
  open: boolean,
): { readonly shown: readonly T[]; readonly more: string | null } {
  const shown = list.slice(0, open ? MOST_OPEN : folded);
  const rest = list.length - shown.length;
  const more = rest === 0 ? '' : `+ ${grouped(rest)} more`;
  return { shown, more: list.length <= folded ? null : open ? `Fold${more === '' ? '' : ` (${more})`}` : more };
}

const WHOLE_STACK = 8;
const KEPT_ABOVE = 4;
const KEPT_BELOW = 2;
const ROOMY_STACK = 3;

/** Rows of the stack, newest first: deep stacks keep both ends, and lower frames lose their second line when there are many. */
export function stackRows(stack: readonly DrawnContext[], open: boolean): StackRow[] {
  const row = (frame: DrawnContext, index: number): StackRow => ({
    kind: 'frame',
    frame,
    top: index === 0,
    brief: index > 0 && stack.length > ROOMY_STACK,
  });
  const whole = open ? MOST_OPEN : WHOLE_STACK;
  if (stack.length <= whole) return stack.map(row);
  const above = open ? MOST_OPEN - KEPT_BELOW : KEPT_ABOVE;
  const below = stack.length - KEPT_BELOW;
  return [
    ...stack.slice(0, above).map(row),
    { kind: 'fold', hidden: below - above },
    ...stack.slice(below).map((frame, index) => row(frame, below + index)),
  ];
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

/** Virtual time in words: `0.67 ms`, `2.3 s`. */
export function timeText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${Math.round(milliseconds / 10) / 100} s`;
  return `${milliseconds.toFixed(milliseconds === 0 ? 0 : milliseconds >= 100 ? 1 : 2)} ms`;
}

/** A whole number with its thousands apart: `240,000`. `Intl` would take 20 ms of the panel's opening. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A count with its noun: `1 line`, `4 lines`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const asked = new WeakMap<Trace, boolean>();

/** Whether any part of the run may set a timer: the axis then stays, so that nothing jumps. */
export function setsTimers(trace: Trace | null): boolean {
  if (trace === null) return false;
  let answer = asked.get(trace);
  if (answer === undefined) {
    answer = trace.sources.some((source) => /\bset(Timeout|Interval)\b/.test(source.text));
    asked.set(trace, answer);
  }
  return answer;
}
