/** The small words of the panel: icons, sentences, jumps, places, values. */

import type { ComponentChildren } from 'preact';
import type { DrawnJob, DrawnValue, Place, Sentence, Step } from '../../src/trace/read';
import { goTo, reveal, trace } from '../state';

/** A codicon; the words beside it say what it means. */
export function Icon({ name, part = '' }: { name: string; part?: string }) {
  return <span class={`codicon codicon-${name} ${part}`} aria-hidden="true" />;
}

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
export function StepLink({ step, text }: { step: Step; text?: string }) {
  return (
    <button type="button" class="link" title={`Go to step ${step}`} onClick={stopping(() => goTo(step))}>
      {text ?? step}
    </button>
  );
}

/** A line number that shows the line in the editor; other files are named in its tooltip. */
export function PlaceChip({ place }: { place: Place | null }) {
  if (place === null) return null;
  const name = trace.value?.sources.find((source) => source.id === place.source)?.name ?? '';
  const where = `${name.split('/').at(-1)}:${place.line}:${place.column}`;
  return (
    <button
      type="button"
      class="chip place"
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

/** The shape of a job: square for tasks, pill for microtasks, notched for nextTick callbacks. Filled is running. */
export function JobShape({ kind, filled = false }: { kind: DrawnJob['kind']; filled?: boolean }) {
  return (
    <svg
      class={`shape ${kind} ${filled ? 'filled' : ''}`}
      width="14"
      height="10"
      viewBox="0 0 14 10"
      aria-hidden="true"
    >
      {kind === 'task' && <rect x="1" y="1" width="12" height="8" />}
      {kind === 'microtask' && <rect x="1" y="1.5" width="12" height="7" rx="3.5" />}
      {kind === 'nextTick' && <path d="M1 1.5 H10 L13 5 L10 8.5 H1 L3.5 5 Z" />}
    </svg>
  );
}

/** The mark of what is now: VS Code's own current-frame arrow. */
export function NowArrow() {
  return (
    <svg class="now-arrow" width="12" height="13" viewBox="0 0 12 13" aria-hidden="true">
      <path d="M1.5 1 H7 L11 6.5 L7 12 H1.5 Z" />
    </svg>
  );
}

/** A promise's diamond: hollow pending, ticked fulfilled, crossed rejected. */
export function PromiseShape({ state }: { state: 'pending' | 'fulfilled' | 'rejected' }) {
  return (
    <svg class={`diamond ${state}`} width="13" height="13" viewBox="0 0 13 13" aria-hidden="true">
      <path d="M6.5 1 L12 6.5 L6.5 12 L1 6.5 Z" />
      {state === 'fulfilled' && <path d="M4 6.7 L6 8.5 L9 5" />}
      {state === 'rejected' && <path d="M4.7 4.7 L8.3 8.3 M8.3 4.7 L4.7 8.3" />}
    </svg>
  );
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
