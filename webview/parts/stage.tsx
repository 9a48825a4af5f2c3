/** The one picture: stack, rail and timers, joined by the line from the lit station to the stack's foot. */

import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DrawnAgent } from '../../src/trace/read';
import { litStation } from '../select';
import { agent, layout, state, trace } from '../state';
import { Head, Words } from './basics';
import { Rail } from './rail';
import { Stack, Suspended } from './stack';
import { type Lines, measure } from './stage-lines';
import { Timers } from './timers';

export function Stage() {
  const drawn = agent.value;
  const box = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<Lines | null>(null);
  const update = () => {
    if (box.current === null) return;
    const next = measure(box.current, layout.value === 'narrow');
    setLines((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next));
  };
  useLayoutEffect(update);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(update);
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    // The lit station is scrolled into view at every step; the body moves only if it is out of sight.
    if (state.value !== null) requestAnimationFrame(() => scrollToLit(box.current));
  });
  if (drawn === null) return null;
  const lit = litStation(drawn.stations);
  return (
    <div class="stage" ref={box} data-lit={lit?.id ?? ''}>
      {lines !== null && <Drawing lines={lines} running={drawn.running !== null} />}
      <div class="left">
        <Stack agent={drawn} />
        <Suspended agent={drawn} />
      </div>
      <div class="right">
        <Timers timers={drawn.timers} ever={everSetsTimers()} />
        <Rail agent={drawn} />
      </div>
    </div>
  );
}

/** Whether any part of the run may set a timer: the axis then stays, so that nothing jumps. */
function everSetsTimers(): boolean {
  const opened = trace.value;
  return opened?.sources.some((source) => /\bset(Timeout|Interval)\b/.test(source.text)) ?? false;
}

function scrollToLit(box: HTMLElement | null): void {
  const body = box?.closest('.body');
  const lit = box?.querySelector<HTMLElement>('.station.now, .station.draining');
  if (body == null || lit == null) return;
  const outer = body.getBoundingClientRect();
  const inner = lit.getBoundingClientRect();
  if (inner.top < outer.top || Math.min(inner.bottom, inner.top + 60) > outer.bottom) {
    lit.scrollIntoView({ block: 'nearest' });
  }
}

function Drawing({ lines, running }: { lines: Lines; running: boolean }) {
  return (
    <svg class="lines" width={lines.width} height={lines.height} aria-hidden="true">
      <path class="track" d={lines.track} />
      {lines.spur !== '' && <path class="track" d={lines.spur} />}
      {running && lines.now !== '' && (
        <>
          <path class="now-line" d={lines.now} />
          <path class="now-head" d={lines.head} />
        </>
      )}
    </svg>
  );
}

/** What the rules say will happen next. */
export function Next({ of }: { of: DrawnAgent }) {
  if (of.next.length === 0) return null;
  return (
    <section class="foretold" aria-label="Next">
      <Head title="Next" />
      <p>
        <Words of={of.next} />
      </p>
    </section>
  );
}
