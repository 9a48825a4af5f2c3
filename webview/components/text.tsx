/** The small words of the panel: sentences, jumps, places, values. */

import type { ComponentChildren } from 'preact';
import type { DrawnValue, Place, Sentence, Step } from '../../src/trace/read';
import { goTo, reveal, trace } from '../app/store';

/** A sentence with its code and its jumps. */
export function Words({ of }: { of: Sentence }) {
  return (
    <>
      {of.map((part, index) => {
        if (part.kind === 'code') return <code key={index}>{part.text}</code>;
        if (part.kind === 'step') return <StepLink key={index} step={part.step} text={part.text} />;
        return part.text;
      })}
    </>
  );
}

/** A jump to a step. */
export function StepLink({ step, text, tab = true }: { step: Step; text?: string; tab?: boolean }) {
  return (
    <button
      type="button"
      class="link"
      tabIndex={tab ? 0 : -1}
      title={`Go to step ${step}`}
      onClick={stopping(() => goTo(step))}
    >
      {text ?? step}
    </button>
  );
}

/** A line number that shows the line in the editor; other files are named in its tooltip. */
export function PlaceChip({ place, tab = false }: { place: Place | null; tab?: boolean }) {
  if (place === null) return null;
  const name = trace.value?.sources.find((source) => source.id === place.source)?.name ?? '';
  const where = `${name.split('/').at(-1)}:${place.line}:${place.column}`;
  return (
    <button
      type="button"
      class={`chip place ${place.line > 999 ? 'wide' : ''}`}
      // In a list the row is the stop, and Enter on it does the same.
      tabIndex={tab ? 0 : -1}
      title={where}
      aria-label={`L${place.line}, show this line`}
      onClick={stopping(() => reveal(place))}
    >
      L{place.line}
    </button>
  );
}

/** Runs a handler and keeps the click from the row below it. */
export function stopping(handler: () => void) {
  return (event: Event) => {
    event.stopPropagation();
    handler();
  };
}

/** A value as text; objects add their number. */
export function Value({ value, linked = false }: { value: DrawnValue; linked?: boolean }) {
  return (
    <span class={`value ${value.kind}`}>
      {value.text}
      {linked && value.object !== null && <span class="number"> #{value.object}</span>}
    </span>
  );
}

/** A section's head: name, count, a quiet remark. */
export function Head({ id, title, children }: { id?: string; title: string; children?: ComponentChildren }) {
  return (
    <h2 class="head" id={id}>
      {title}
      {children !== undefined && <span class="quiet">{children}</span>}
    </h2>
  );
}
