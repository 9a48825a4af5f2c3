/** What survives a reload of the page: where the person was and what was open. The trace itself is sent again. */

import type { PanelState } from './state';

const VERSION = 1;

export interface Memory {
  readonly version: typeof VERSION;
  readonly title: string;
  readonly step: number;
  readonly context: number | null;
  readonly speed: number;
  readonly opened: readonly string[];
}

export function memoryOf(state: PanelState): Memory {
  const { title, step, context, speed, opened } = state;
  return { version: VERSION, title, step, context, speed, opened: [...opened] };
}

/** The remembered part of a state; nothing if it is of another version or damaged. */
export function restore(saved: unknown): Partial<PanelState> {
  if (typeof saved !== 'object' || saved === null) return {};
  const { version, title, step, context, speed, opened } = saved as Record<string, unknown>;
  if (version !== VERSION || typeof title !== 'string' || !Number.isInteger(step)) return {};
  return {
    title,
    step: step as number,
    context: Number.isInteger(context) ? (context as number) : null,
    ...(typeof speed === 'number' && speed > 0 ? { speed } : {}),
    opened: new Set(Array.isArray(opened) ? opened.filter((key): key is string => typeof key === 'string') : []),
  };
}
