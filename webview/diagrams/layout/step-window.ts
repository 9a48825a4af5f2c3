/** Which rows of the long list of steps are in the page, and where the list is scrolled. */

export const ROW_HEIGHT = 20;
/** Rows kept ready above and below the visible ones. */
const SPARE = 8;
/** Rows between the present step and the edge of the list. */
const MARGIN = 3;
/** A browser cannot lay out a list of ten million rows: the list holds this many around the present step. */
const MOST_ROWS = 500_000;

export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** The part of the trace that the list holds; it changes only when the step comes near its end. */
export function listPart(step: number, count: number): Rows {
  if (count <= MOST_ROWS) return { from: 0, to: count };
  const half = MOST_ROWS / 2;
  const block = Math.floor(step / half);
  const from = Math.max(0, Math.min((block - 1) * half, count - MOST_ROWS));
  return { from, to: from + MOST_ROWS };
}

/** Rows to draw for a scroll position. */
export function stepWindow(top: number, height: number, count: number): Rows {
  const first = Math.floor(top / ROW_HEIGHT) - SPARE;
  const last = Math.ceil((top + height) / ROW_HEIGHT) + SPARE;
  return { from: Math.max(0, Math.min(first, count)), to: Math.max(0, Math.min(last, count)) };
}

/** The list begins with a whole row. */
const whole = (top: number): number => Math.max(0, Math.ceil(top / ROW_HEIGHT) * ROW_HEIGHT);

/** Where to scroll so that a row is in sight: not at all, by a little, or to the middle when it is far away. */
export function scrollFor(row: number, top: number, height: number): number {
  const y = row * ROW_HEIGHT;
  const margin = Math.min(MARGIN * ROW_HEIGHT, Math.max(0, (height - ROW_HEIGHT) / 2));
  if (y < top - height || y > top + 2 * height) return whole(y - (height - ROW_HEIGHT) / 2);
  if (y < top + margin) return whole(y - margin);
  if (y + ROW_HEIGHT > top + height - margin) return whole(y + ROW_HEIGHT - height + margin);
  return top;
}
