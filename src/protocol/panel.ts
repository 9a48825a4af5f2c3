/**
 * Messages between the extension and the panel's page. The bytes of a trace are sent once per revision, then only steps; a
 * message about another revision is ignored.
 */

/** Why the present text has no trace of its own; line and column are 1-based. */
export interface StaleProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ToPanel =
  | {
      readonly type: 'trace';
      readonly revision: number;
      /** Bytes, or the same in base64 where bytes cannot be posted. */
      readonly bytes: Uint8Array | ArrayBuffer | string;
      readonly step: number;
      readonly title: string;
      readonly host: string;
    }
  | { readonly type: 'step'; readonly revision: number; readonly step: number }
  /** The shown trace is not that of the present text; in words, or as a problem with a place. */
  | { readonly type: 'stale'; readonly problem: StaleProblem | string | null }
  | { readonly type: 'progress'; readonly steps: number; readonly milliseconds: number }
  /** Nothing runs, and the shown trace is the present text's. */
  | { readonly type: 'idle' }
  | { readonly type: 'settings'; readonly [name: string]: unknown };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'step'; readonly revision: number; readonly step: number }
  | { readonly type: 'reveal'; readonly source: number; readonly start: number; readonly end: number }
  | { readonly type: 'action'; readonly action: string; readonly value?: unknown };

type Fields = Record<string, unknown>;

function fieldsOf(message: unknown): Fields | null {
  return typeof message === 'object' && message !== null ? (message as Fields) : null;
}

const whole = (...values: unknown[]): boolean => values.every((value) => Number.isInteger(value));

function isProblem(value: unknown): boolean {
  if (value === null || typeof value === 'string') return true;
  const fields = fieldsOf(value);
  return fields !== null && typeof fields.message === 'string' && whole(fields.line, fields.column);
}

function isBytes(value: unknown): boolean {
  return typeof value === 'string' || value instanceof Uint8Array || value instanceof ArrayBuffer;
}

/** Whether an unknown message is one for the panel. */
export function isToPanel(message: unknown): message is ToPanel {
  const m = fieldsOf(message);
  switch (m?.type) {
    case 'trace':
      return whole(m.revision, m.step) && isBytes(m.bytes) && typeof m.title === 'string' && typeof m.host === 'string';
    case 'step':
      return whole(m.revision, m.step);
    case 'stale':
      return isProblem(m.problem);
    case 'progress':
      return typeof m.steps === 'number' && typeof m.milliseconds === 'number';
    case 'idle':
    case 'settings':
      return true;
    default:
      return false;
  }
}

/** Whether an unknown message is one from the panel. */
export function isFromPanel(message: unknown): message is FromPanel {
  const m = fieldsOf(message);
  switch (m?.type) {
    case 'ready':
      return true;
    case 'step':
      return whole(m.revision, m.step);
    case 'reveal':
      return whole(m.source, m.start, m.end);
    case 'action':
      return typeof m.action === 'string';
    default:
      return false;
  }
}
