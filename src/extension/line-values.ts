import type { DrawnContext, DrawnValue, Place, Trace } from '../trace/read';

/** A value shown at the end of the line of `place`. */
export interface LineValue {
  readonly place: Pick<Place, 'start' | 'end'>;
  readonly text: string;
}

const MOST_VALUES = 60;
/** Contexts whose names are looked at, from the top; and suspended ones, from the first. */
const MOST_CONTEXTS = 40;
const MOST_CHARACTERS = 32;

const WRAPPER_NAMES: ReadonlySet<string> = new Set(['exports', 'require', 'module', '__filename', '__dirname']);

/**
 * Values of the names that the running contexts see, each at the line that gave it; and what suspended contexts wait for.
 * Functions and what isn't initialised yet are left out: they say nothing new.
 */
export function lineValues(trace: Trace, step: number, source: number): LineValue[] {
  const state = trace.at(step);
  const agent = state.agents.find(({ id }) => id === state.agent);
  const values: LineValue[] = [];
  const seen = new Set<number>();
  for (const context of (agent?.stack ?? []).slice(0, MOST_CONTEXTS)) {
    for (const { id, bindings, place: scope } of context.scope) {
      if (seen.has(id)) continue;
      seen.add(id);
      // What Node's wrapper hands to every file says nothing about this one.
      const isWrapper = scope?.start === 0 && bindings[0]?.name === 'exports';
      for (const { name, value, writtenAt } of bindings) {
        if (isWrapper && WRAPPER_NAMES.has(name)) continue;
        if (values.length >= MOST_VALUES || !tellsSomething(value) || writtenAt === null) continue;
        const place = placeOfWrite(trace, context, writtenAt, scope, source);
        if (place !== null) values.push({ place, text: `${name} = ${shorten(value.text)}` });
      }
    }
  }
  for (const { place, detail, awaits } of (agent?.suspended ?? []).slice(0, MOST_CONTEXTS)) {
    if (place !== null && place.source === source && awaits?.reason === 'await')
      values.push({ place, text: shorten(detail) });
  }
  return values;
}

/** The line that wrote a value: the statement that ran; for a parameter the function's own first line. */
function placeOfWrite(
  trace: Trace,
  context: DrawnContext,
  writtenAt: number,
  scope: Place | null,
  source: number,
): Pick<Place, 'start' | 'end'> | null {
  const atCall = writtenAt <= context.pushedAt && context.kind === 'function';
  const place = atCall && scope !== null ? scope : (trace.summary(writtenAt).place ?? scope);
  return place !== null && place.source === source ? { start: place.start, end: place.start } : null;
}

function tellsSomething({ kind }: DrawnValue): boolean {
  return kind !== 'function' && kind !== 'uninitialized';
}

function shorten(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
