/** Measures the drawn stage and gives the paths of its lines: the loop's track, the spur and the one line of now. */

export interface Lines {
  readonly width: number;
  readonly height: number;
  readonly track: string;
  readonly spur: string;
  readonly now: string;
  readonly head: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const RETURN_OFFSET = 11;
const OVERHANG = 14;

/** Reads the rings and the stack's foot from the page. `oneColumn` has the rail at the left edge, under the stack. */
export function measure(box: HTMLElement, oneColumn: boolean): Lines {
  const origin = box.getBoundingClientRect();
  const middle = (element: Element): Point => {
    const r = element.getBoundingClientRect();
    return { x: round(r.left + r.width / 2 - origin.left), y: round(r.top + r.height / 2 - origin.top) };
  };
  const ringsOf = (selector: string): Point[] =>
    [...box.querySelectorAll(`${selector} > [data-ring]`)].map((ring) => middle(ring));
  const main = ringsOf('.station:not(.spur)');
  const lit = box.querySelector('.station.draining > [data-ring]') ?? box.querySelector('.station.now > [data-ring]');
  const foot = box.querySelector('[data-foot]:not(.idle)');
  const line = lit === null || foot === null ? null : nowLine(middle(lit), foot, origin, oneColumn);
  return {
    width: round(origin.width),
    height: round(origin.height),
    track: trackPath(main, oneColumn ? 9 : RETURN_OFFSET),
    spur: spurPath(box, middle),
    now: line?.path ?? '',
    head: line?.head ?? '',
  };
}

const round = (value: number): number => Math.round(value * 2) / 2;

/** A rounded loop through the stations, with the way back at their left. */
export function trackPath(rings: readonly Point[], offset = RETURN_OFFSET): string {
  const first = rings[0];
  const last = rings.at(-1);
  if (first === undefined || last === undefined) return '';
  const r = offset / 2;
  const [top, bottom] = [first.y - OVERHANG, last.y + OVERHANG];
  const back = first.x - offset;
  const gone = `M${first.x} ${top + r} V${bottom - r} A${r} ${r} 0 0 1 ${back} ${bottom - r} V${top + r}`;
  const middle = (top + bottom) / 2;
  return `${gone} A${r} ${r} 0 0 1 ${first.x} ${top + r} M${back - 3} ${middle + 4} L${back} ${middle} L${back + 3} ${middle + 4}`;
}

/** A side branch leaves the station before it and comes back before the station after it. */
function spurPath(box: HTMLElement, middle: (element: Element) => Point): string {
  const stops = [...box.querySelectorAll('.station.spur')];
  const before = stops[0]?.previousElementSibling?.querySelector('[data-ring]');
  const rings = stops.map((stop) => middle(stop.querySelector('[data-ring]')!));
  const first = rings[0];
  const last = rings.at(-1);
  if (before == null || first === undefined || last === undefined) return '';
  const from = middle(before);
  const r = Math.min(8, first.x - from.x);
  const end = last.y + 18;
  return (
    `M${from.x} ${from.y} H${first.x - r} Q${first.x} ${from.y} ${first.x} ${from.y + r} V${end - r} ` +
    `Q${first.x} ${end} ${first.x - r} ${end} H${from.x}`
  );
}

function nowLine(from: Point, foot: Element, origin: DOMRect, oneColumn: boolean): { path: string; head: string } {
  const r = foot.getBoundingClientRect();
  const y = round(r.top + r.height / 2 - origin.top);
  if (oneColumn) {
    const x = round(r.left - origin.left);
    const gutter = 3;
    return {
      path: `M${from.x} ${from.y} H${gutter} V${y} H${x - 6}`,
      head: `M${x - 7} ${y - 4} L${x - 1} ${y} L${x - 7} ${y + 4} Z`,
    };
  }
  const x = round(r.right - origin.left);
  const gutter = x + 11;
  return {
    path: `M${from.x} ${from.y} H${gutter} V${y} H${x + 7}`,
    head: `M${x + 8} ${y - 4} L${x + 2} ${y} L${x + 8} ${y + 4} Z`,
  };
}
