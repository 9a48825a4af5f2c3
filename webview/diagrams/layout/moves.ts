/** What moved between two drawings, from the boxes of things with a name before and after. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Movement =
  | { readonly kind: 'moved'; readonly key: string; readonly dx: number; readonly dy: number }
  | { readonly kind: 'entered'; readonly key: string }
  | { readonly kind: 'left'; readonly key: string };

/** Less than this is the layout settling, not a thing moving. */
const STILL = 2;

/** `origin` gives a new thing the box it comes from, such as a task the clock of its timer. */
export function movements(
  before: ReadonlyMap<string, Box>,
  after: ReadonlyMap<string, Box>,
  origin: (key: string) => string | undefined = () => undefined,
): Movement[] {
  const result: Movement[] = [];
  for (const [key, to] of after) {
    const from = before.get(key) ?? before.get(origin(key) ?? '');
    if (from === undefined) {
      result.push({ kind: 'entered', key });
      continue;
    }
    const dx = Math.round(from.left - to.left);
    const dy = Math.round(from.top - to.top);
    if (Math.abs(dx) + Math.abs(dy) >= STILL) result.push({ kind: 'moved', key, dx, dy });
  }
  for (const key of before.keys()) {
    if (!after.has(key)) result.push({ kind: 'left', key });
  }
  return result;
}
