/** The one picture: stack, rail and timers, joined by the line from the lit station to the stack's foot. */

import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { DrawnAgent } from '../../src/trace/read';
import { litStation, setsTimers } from '../app/selectors';
import { agent, layout, state, trace } from '../app/store';
import { Head, Words } from '../components/text';
import { RailLines } from '../diagrams/draw/stage-lines';
import { Rail } from './rail';
import { Stack } from './stack';
import { Suspended } from './suspended';
import { Timers } from './timers';

export function Stage() {
  const drawn = agent.value;
  const box = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    // The lit station is scrolled into view at every step; the body moves only if it is out of sight.
    if (state.value !== null) requestAnimationFrame(() => scrollToLit(box.current));
  });
  if (drawn === null) return null;
  return (
    <div class="stage" ref={box} data-part="stage" data-lit={litStation(drawn.stations)?.id ?? ''}>
      <div class="left">
        <Stack agent={drawn} />
        <Suspended agent={drawn} />
      </div>
      <div class="right">
        <Timers timers={drawn.timers} ever={setsTimers(trace.value)} />
        <Rail agent={drawn} />
      </div>
      <RailLines box={box} oneColumn={layout.value === 'narrow'} />
    </div>
  );
}

function scrollToLit(box: HTMLElement | null): void {
  const body = [...document.querySelectorAll('.scene, .body')].find(
    (part) => part.scrollHeight > part.clientHeight + 1,
  );
  const lit = box?.querySelector<HTMLElement>('.station.now, .station.draining');
  if (body == null || lit == null) return;
  const outer = body.getBoundingClientRect();
  const inner = lit.getBoundingClientRect();
  if (inner.top < outer.top || Math.min(inner.bottom, inner.top + 60) > outer.bottom) {
    lit.scrollIntoView({ block: 'nearest' });
  }
}

/** What the rules say will happen next. */
export function Next({ of }: { of: DrawnAgent }) {
  if (of.next.length === 0) return null;
  return (
    <section class="foretold" data-part="next" aria-label="Next">
      <Head title="Next" />
      <p>
        <Words of={of.next} />
      </p>
    </section>
  );
}
