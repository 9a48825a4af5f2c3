/** Draws the stage's lines where its parts came to lie: the page is measured, the geometry is computed elsewhere. */

import { useLayoutEffect, useState } from 'preact/hooks';
import { type Point, type StageGeometry, type StageLines, stageLines } from '../layout/rail-lines';

interface Props {
  readonly box: { readonly current: HTMLElement | null };
  readonly oneColumn: boolean;
}

export function RailLines({ box, oneColumn }: Props) {
  const [lines, setLines] = useState<StageLines | null>(null);
  const update = (): void => {
    if (box.current === null) return;
    const next = stageLines(measure(box.current, oneColumn));
    setLines((old) => (old !== null && same(old, next) ? old : next));
  };
  useLayoutEffect(update);
  useLayoutEffect(() => {
    // A column may grow without its neighbour or the whole.
    const observer = new ResizeObserver(update);
    for (const part of [box.current, ...(box.current?.children ?? [])]) {
      if (part instanceof HTMLElement) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [oneColumn]);
  if (lines === null) return null;
  return (
    <svg class="lines" width="100%" height="100%" aria-hidden="true">
      <path class="track" d={lines.track} />
      <path class="track" d={lines.spur} />
      <path class="next-line under" d={lines.next} />
      <path class="next-line" d={lines.next} />
      <path class="next-head" d={lines.nextHead} />
      <path class="now-line under" d={lines.now} />
      <path class="now-line" d={lines.now} />
      <path class="now-head" d={lines.nowHead} />
    </svg>
  );
}

function same(a: StageLines, b: StageLines): boolean {
  return (Object.keys(a) as (keyof StageLines)[]).every((key) => a[key] === b[key]);
}

/** Where an element lies in `box` once it no longer moves: a card may still be sliding there. */
function restingPlace(element: HTMLElement, box: HTMLElement): Point {
  let x = 0;
  let y = 0;
  for (let part: Element | null = element; part instanceof HTMLElement && part !== box; part = part.offsetParent) {
    x += part.offsetLeft;
    y += part.offsetTop;
  }
  return { x, y };
}

const round = (value: number): number => Math.round(value * 2) / 2;

function measure(box: HTMLElement, oneColumn: boolean): StageGeometry {
  const origin = box.getBoundingClientRect();
  const middle = (element: Element): Point => {
    const r = element.getBoundingClientRect();
    return { x: round(r.left + r.width / 2 - origin.left), y: round(r.top + r.height / 2 - origin.top) };
  };
  const one = (selector: string): Point | null => {
    const found = box.querySelector(selector);
    return found === null ? null : middle(found);
  };
  const all = (selector: string): Point[] => [...box.querySelectorAll(selector)].map(middle);
  const foot = box.querySelector<HTMLElement>('[data-foot]:not(.idle)');
  const place = foot === null ? null : restingPlace(foot, box);
  const spurStart = box.querySelector('.station.spur')?.previousElementSibling?.querySelector('[data-ring]');
  return {
    rings: all('.station:not(.spur) > [data-ring]'),
    spur: all('.station.spur > [data-ring]'),
    spurFrom: spurStart == null ? null : middle(spurStart),
    lit: one('.station.draining > [data-ring]') ?? one('.station.now > [data-ring]'),
    next: one('.station.next > [data-ring]'),
    foot:
      foot === null || place === null
        ? null
        : {
            x: round(oneColumn ? place.x : place.x + foot.offsetWidth),
            y: round(place.y + foot.offsetHeight / 2),
          },
    awaited: box.querySelector('.station.waiting') === null ? null : one('[data-awaited]'),
    oneColumn,
  };
}
