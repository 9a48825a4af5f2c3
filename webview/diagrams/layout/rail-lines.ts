/** The lines of the stage as paths: the loop's track, its spur, the one line of now, and the one path that is next. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Edge {
  /** Where the stack's foot meets the gutter: its right edge beside the rail, its left edge above it. */
  readonly x: number;
  readonly y: number;
}

export interface StageGeometry {
  /** Rings of the loop, top to bottom. */
  readonly rings: readonly Point[];
  /** Rings of the side branch, and the ring it leaves from. */
  readonly spur: readonly Point[];
  readonly spurFrom: Point | null;
  readonly lit: Point | null;
  /** The station that is next, if any. */
  readonly next: Point | null;
  /** Foot of the stack while a job runs. */
  readonly foot: Edge | null;
  /** Clock of the timer that is waited for. */
  readonly awaited: Point | null;
  /** One column: the rail lies at the left edge, under the stack. */
  readonly oneColumn: boolean;
}

export interface StageLines {
  readonly track: string;
  readonly spur: string;
  readonly now: string;
  readonly nowHead: string;
  readonly next: string;
  readonly nextHead: string;
}

const RETURN_OFFSET = 11;
const RETURN_OFFSET_NARROW = 9;
const OVERHANG = 14;
const RING = 8;
const GUTTER = 3;

export function stageLines(stage: StageGeometry): StageLines {
  const offset = stage.oneColumn ? RETURN_OFFSET_NARROW : RETURN_OFFSET;
  const now = stage.lit !== null && stage.foot !== null ? nowLine(stage.lit, stage.foot, stage.oneColumn) : null;
  const next = nextLine(stage);
  return {
    track: trackPath(stage.rings, offset),
    spur: spurPath(stage.spurFrom, stage.spur),
    now: now?.path ?? '',
    nowHead: now?.head ?? '',
    next: next?.path ?? '',
    nextHead: next?.head ?? '',
  };
}

/** A rounded loop through the stations, with the way back at their left. */
export function trackPath(rings: readonly Point[], offset = RETURN_OFFSET): string {
  const first = rings[0];
  const last = rings.at(-1);
  if (first === undefined || last === undefined) return '';
  const r = offset / 2;
  const [top, bottom] = [first.y - OVERHANG, last.y + OVERHANG];
  const back = first.x - offset;
  const middle = (top + bottom) / 2;
  return (
    `M${first.x} ${top + r} V${bottom - r} A${r} ${r} 0 0 1 ${back} ${bottom - r} V${top + r} ` +
    `A${r} ${r} 0 0 1 ${first.x} ${top + r} ` +
    `M${back - 3} ${middle + 4} L${back} ${middle} L${back + 3} ${middle + 4}`
  );
}

/** A side branch leaves the station before it and comes back before the station after it. */
export function spurPath(from: Point | null, rings: readonly Point[]): string {
  const first = rings[0];
  const last = rings.at(-1);
  if (from === null || first === undefined || last === undefined) return '';
  const r = Math.min(8, first.x - from.x);
  const end = last.y + 18;
  return (
    `M${from.x} ${from.y} H${first.x - r} Q${first.x} ${from.y} ${first.x} ${from.y + r} V${end - r} ` +
    `Q${first.x} ${end} ${first.x - r} ${end} H${from.x}`
  );
}

interface Arrow {
  readonly path: string;
  readonly head: string;
}

/** From the lit station to the foot of the stack: who runs, and from which queue. */
export function nowLine(from: Point, foot: Edge, oneColumn: boolean): Arrow {
  const { x, y } = foot;
  return oneColumn
    ? {
        path: `M${from.x} ${from.y} H${GUTTER} V${y} H${x - 6}`,
        head: `M${x - 7} ${y - 4} L${x - 1} ${y} L${x - 7} ${y + 4} Z`,
      }
    : {
        path: `M${from.x} ${from.y} H${x + 11} V${y} H${x + 7}`,
        head: `M${x + 8} ${y - 4} L${x + 2} ${y} L${x + 8} ${y + 4} Z`,
      };
}

/** Down the rail to the next station, or from the awaited timer's clock to the rail's first. */
function nextLine(stage: StageGeometry): Arrow | null {
  const { lit, next, awaited, rings } = stage;
  const first = rings[0];
  if (awaited !== null && first !== undefined) {
    const turn = first.y - OVERHANG - 5;
    return turn <= awaited.y + 9 ? null : down(`M${awaited.x} ${awaited.y + 8} V${turn} H${first.x} V`, first);
  }
  if (lit === null || next === null || next.y <= lit.y) return null;
  return down(`M${next.x} ${Math.max(lit.y, before(stage, next)) + RING} V`, next);
}

/** Where the stretch to the next station begins: at the ring before it on the same line. */
function before({ rings, spur, lit }: StageGeometry, next: Point): number {
  const line = spur.some((ring) => ring.y === next.y) ? spur : rings;
  const passed = line.filter((ring) => ring.y < next.y && (lit === null || ring.y >= lit.y));
  return lit !== null && line.some((ring) => ring.y === lit.y) ? lit.y : (passed.at(-1)?.y ?? next.y - 2 * RING - 6);
}

function down(way: string, to: Point): Arrow {
  const tip = to.y - RING;
  return { path: `${way}${tip - 4}`, head: `M${to.x - 4} ${tip - 5} L${to.x} ${tip} L${to.x + 4} ${tip - 5}` };
}
