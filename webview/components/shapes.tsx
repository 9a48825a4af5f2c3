/** The shapes that tell kinds apart before colour does. */

import type { DrawnContext, DrawnJob } from '../../src/trace/read';

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

/** A context that left the stack and will come back: pause bars for `await`, an arrow for a generator. */
export function SuspendedShape({ context }: { context: DrawnContext }) {
  return context.isGenerator && !context.isAsync ? <GeneratorShape /> : <Paused path="M5.3 5 V9 M8.7 5 V9" />;
}

export function GeneratorShape() {
  return <Paused path="M4 7 H9.5 M7.5 5 L9.5 7 L7.5 9" />;
}

function Paused({ path }: { path: string }) {
  return (
    <svg class="shape paused" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <rect x="1.5" y="1.5" width="11" height="11" rx="1" stroke-dasharray="2.2 1.6" />
      <path d={path} />
    </svg>
  );
}

/** To the first or last step: a bar with a chevron. */
export function EndShape({ which }: { which: 'first' | 'last' }) {
  return (
    <svg class="end" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={which === 'first' ? 'M4 3.5 V12.5 M11.5 3.5 L7 8 L11.5 12.5' : 'M12 3.5 V12.5 M4.5 3.5 L9 8 L4.5 12.5'}
      />
    </svg>
  );
}

/** To the next job of a kind: its shape with an arrow over it. */
export function NextJobShape({ kind }: { kind: 'task' | 'microtask' }) {
  return (
    <svg class="end" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1.5" y="7" width="8.5" height="6" rx={kind === 'task' ? 0 : 3} />
      <path d="M6 3.5 H13 V9.5 M11 7.5 L13 9.5 L15 7.5" />
    </svg>
  );
}
