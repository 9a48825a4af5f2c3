import type { Step, Trace } from '../trace/read';

/**
 * A place in a run that outlives the run: the nth visit of a line, and how many steps after it. After an edit the same place
 * is looked up in the new trace, so that the picture stays where the person was.
 */
export interface Anchor {
  /** The step itself, when nothing better is known. */
  readonly step: Step;
  /** At one of the trace's ends. */
  readonly end: 'first' | 'last' | null;
  readonly visit: {
    /** Path of the source, as the request gave it. */
    readonly file: string;
    /** Offset of the visited statement in the traced text. */
    readonly start: number;
    /** From 0. */
    readonly ordinal: number;
    /** Steps from the visit to the anchored step, and that one's kind. */
    readonly delta: number;
    readonly kind: string;
  } | null;
}

/** How far back a visit is looked for. */
const FARTHEST = 5_000;

export function anchorOf(trace: Trace, step: Step): Anchor {
  const end = step === 0 ? 'first' : step === trace.stepCount - 1 ? 'last' : null;
  const { kind } = trace.summary(step);
  for (let s = step; s >= 0 && step - s < FARTHEST; s--) {
    const { place } = trace.summary(s);
    if (place === null) continue;
    const ordinal = indexOf(trace.visits(place.source, place.line), s);
    const file = trace.sources[place.source]?.file;
    if (ordinal >= 0 && file != null)
      return { step, end, visit: { file, start: place.start, ordinal, delta: step - s, kind } };
  }
  return { step, end, visit: null };
}

/** The step of another trace that stands for an anchor. `moved` tells where an offset of the old text is in the new one. */
export function stepAt(trace: Trace, anchor: Anchor, moved: (file: string, offset: number) => number): Step {
  const last = trace.stepCount - 1;
  if (anchor.end === 'first') return 0;
  if (anchor.end === 'last') return last;
  const { visit } = anchor;
  const fallback = Math.min(anchor.step, last);
  if (visit === null) return fallback;
  const source = trace.sources.find(({ file }) => file === visit.file);
  if (source === undefined) return fallback;
  const visits = nearestVisits(trace, source.id, lineOf(source.text, moved(visit.file, visit.start)));
  if (visits.length === 0) return fallback;
  const base = visits[Math.min(visit.ordinal, visits.length - 1)]!;
  const wanted = base + visit.delta;
  return visit.ordinal < visits.length && wanted <= last && trace.summary(wanted).kind === visit.kind ? wanted : base;
}

/** Visits of a line, or of the nearest line above it that has any. */
function nearestVisits(trace: Trace, source: number, line: number): readonly Step[] {
  for (let l = line; l >= 1; l--) {
    const visits = trace.visits(source, l);
    if (visits.length > 0) return visits;
  }
  return [];
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  const end = Math.min(offset, text.length);
  for (let i = 0; i < end; i++) {
    const ch = text.charCodeAt(i);
    if (ch === 10 || ch === 0x2028 || ch === 0x2029 || (ch === 13 && text.charCodeAt(i + 1) !== 10)) line++;
  }
  return line;
}

/** Where a step is in an ascending list; -1 if it isn't. */
function indexOf(steps: readonly Step[], step: Step): number {
  const at = countUpTo(steps, step) - 1;
  return steps[at] === step ? at : -1;
}

/** How many of ascending steps are at most `step`. */
export function countUpTo(steps: readonly Step[], step: Step): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
