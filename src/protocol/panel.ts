/**
 * Messages between the extension and the panel's page. The bytes of a trace are sent once per revision, then only steps; a
 * message about another revision is ignored.
 */

export type ToPanel =
  | {
      readonly type: 'trace';
      readonly revision: number;
      readonly bytes: Uint8Array;
      readonly step: number;
      readonly title: string;
      readonly host: string;
    }
  | { readonly type: 'step'; readonly revision: number; readonly step: number }
  /** The shown trace is not that of the present text; in words, with file, line and column where there are any. */
  | { readonly type: 'stale'; readonly problem: string }
  | { readonly type: 'progress'; readonly steps: number; readonly milliseconds: number }
  /** Nothing runs, and the shown trace is the present text's. */
  | { readonly type: 'idle' }
  | { readonly type: 'settings' };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'step'; readonly revision: number; readonly step: number }
  | { readonly type: 'reveal'; readonly source: number; readonly start: number; readonly end: number }
  | { readonly type: 'action'; readonly action: string; readonly value?: unknown };

/** Whether an unknown message is one from the panel. */
export function isFromPanel(message: unknown): message is FromPanel {
  if (typeof message !== 'object' || message === null) return false;
  const m = message as Record<string, unknown>;
  const whole = (...values: unknown[]): boolean => values.every((value) => Number.isInteger(value));
  switch (m.type) {
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
