/** The timeline: the whole run in one strip with a playhead. A click or a drag goes there. */

import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { agent, episodes, goTo, step, trace } from '../app/store';
import { PresentEpisode, STRIP_HEIGHT, StripDrawing } from '../diagrams/draw/strip-drawing';
import { episodeAt, stripStep, stripX } from '../diagrams/layout/strip-bars';

export function Strip() {
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(536);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) width.value = Math.max(100, Math.floor(entry.contentRect.width));
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [width]);
  const agentId = useComputed(() => agent.value?.id ?? 0);
  // Only the drawn agent's, when there are several.
  const own = useComputed(() => {
    const all = episodes.value;
    return all.every((e) => e.agent === agentId.value) ? all : all.filter((e) => e.agent === agentId.value);
  });
  // The drawing changes with the trace and the width, not with the step.
  const drawing = useComputed(() =>
    trace.value === null ? null : <StripDrawing trace={trace.value} episodes={own.value} width={width.value} />,
  );
  const count = trace.value?.stepCount ?? 0;
  const at = step.value;
  const x = (of: number): number => stripX(of, count, width.value);
  const here = episodeAt(own.value, at);
  const seek = (event: PointerEvent): void => {
    goTo(stripStep(event.clientX - box.current!.getBoundingClientRect().left, count, width.value));
  };
  const last = Math.max(0, count - 1);
  return (
    <div
      class={`strip ${x(at) < 165 ? 'over-title' : ''} ${x(at) < 65 ? 'over-names' : ''}`}
      data-part="strip"
      data-region
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Position in the run"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={`Step ${at} of ${last}${here === null ? '' : `, in ${here.title}`}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) seek(event);
      }}
    >
      {drawing}
      {here !== null && <PresentEpisode episode={here} x={x} />}
      <svg
        class="playhead"
        width={11}
        height={STRIP_HEIGHT}
        aria-hidden="true"
        style={{ transform: `translateX(${x(at) - 5.5}px)` }}
      >
        <path class="hand" d="M5.5 4V66" />
        <path d="M0.5 1H10.5L5.5 8Z" />
      </svg>
      <span class="row-name queued">queued</span>
      <span class="row-name printed-name">console</span>
    </div>
  );
}
