/** Arrows from bindings to the heap nodes they refer to. */

export interface Reference {
  /** Right end of the binding's text, and the middle of its row. */
  readonly from: { readonly x: number; readonly y: number };
  /** Left edge of the node, and the middle of its first line. */
  readonly to: { readonly x: number; readonly y: number };
}

/** More than this, and lines tell less than numbers do. */
export const REFERENCES_DRAWN = 8;
const LANE = 3;
const LANES = 4;

/** Paths with an arrow head, each bending in a lane of its own so that neighbours do not share a line. */
export function referencePaths(references: readonly Reference[]): string[] {
  const paths: string[] = [];
  for (const { from, to } of references.slice(0, REFERENCES_DRAWN)) {
    const bend = to.x - 8 - (paths.length % LANES) * LANE;
    // A binding whose text reaches the heap keeps its number as the only link.
    if (from.x > bend - 4) continue;
    const head = `M${to.x - 4} ${to.y - 3} L${to.x} ${to.y} L${to.x - 4} ${to.y + 3}`;
    const r = Math.min(5, Math.abs(to.y - from.y) / 2);
    const sign = Math.sign(to.y - from.y);
    paths.push(
      r < 1
        ? `M${from.x} ${from.y} H${to.x - 1} ${head}`
        : `M${from.x} ${from.y} H${bend - r} Q${bend} ${from.y} ${bend} ${from.y + sign * r} V${to.y - sign * r} ` +
            `Q${bend} ${to.y} ${bend + r} ${to.y} H${to.x} ${head}`,
    );
  }
  return paths;
}
