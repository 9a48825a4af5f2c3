/** The whole run in one strip: tasks, microtasks, how much waits, what was printed. A click goes there. */

import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Episode } from '../../src/trace/read';
import { stripBars } from '../select';
import { episodes, goTo, step, trace } from '../state';

const INSET = 12;
const ROWS = { label: 9, task: 14, micro: 27, queue: 48, console: 54 };
const QUEUE_HEIGHT = 12;
const GAPS_SHOWN = 12;
const LABEL_CHARACTER = 6.2;

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
  const count = trace.value?.stepCount ?? 0;
  const x = (at: number): number => INSET + ((width.value - 2 * INSET) * at) / Math.max(1, count - 1);
  const seek = (event: PointerEvent) => {
    const left = box.current!.getBoundingClientRect().left;
    const share = (event.clientX - left - INSET) / (width.value - 2 * INSET);
    goTo(Math.round(share * (count - 1)));
  };
  // The drawing changes with the trace and the width, not with the step.
  const drawing = useComputed(() => <Drawing width={width.value} />);
  return (
    <div
      class="strip"
      data-part="strip"
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Position in the run"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={step.value}
      aria-valuetext={`Step ${step.value} of ${Math.max(0, count - 1)}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) seek(event);
      }}
    >
      {drawing}
      <Present x={x} />
      <svg class="playhead" width={9} height={70} aria-hidden="true" style={{ left: `${x(step.value) - 4.5}px` }}>
        <path d="M0.5 0 H8.5 L4.5 6 Z" />
        <path class="hand" d="M4.5 4 V66" />
      </svg>
    </div>
  );
}

/** The episode of the present step, filled. */
function Present({ x }: { x: (step: number) => number }) {
  const at = step.value;
  const here = episodes.value.findLast((e) => e.kind !== 'idle' && e.from <= at && at <= e.to);
  if (here === undefined) return null;
  const isTask = here.kind === 'task' || here.kind === 'rendering';
  const [top, height] = isTask ? [ROWS.task + 10, 2] : [ROWS.micro, 8];
  const left = x(here.from);
  return (
    <svg class={`present ${isTask ? 'task' : 'microtask'}`} width="100%" height={70} aria-hidden="true">
      <rect x={left + 0.5} y={top} width={Math.max(2, x(here.to) - left - 1)} height={height} rx={isTask ? 0 : 4} />
    </svg>
  );
}

function Drawing({ width }: { width: number }) {
  const opened = trace.value;
  if (opened === null) return null;
  const count = opened.stepCount;
  const inner = width - 2 * INSET;
  const x = (at: number): number => INSET + (inner * at) / Math.max(1, count - 1);
  const all = episodes.value;
  const tasks = stripBars(
    all.filter((e) => e.kind === 'task' || e.kind === 'rendering'),
    count,
    inner,
  );
  const micro = stripBars(
    all.filter((e) => e.kind === 'microtask' || e.kind === 'nextTick'),
    count,
    inner,
  );
  const waits = all.filter((e) => e.kind === 'idle');
  // Many short waits would hatch the strip without telling anything.
  const idle = waits.length > GAPS_SHOWN ? [] : waits;
  return (
    <svg class="overview" width={width} height={70} aria-hidden="true">
      <text x={INSET} y={ROWS.label}>
        tasks, microtasks by step
      </text>
      {idle.map((e) => (
        <g key={`i${e.from}`} class="gap">
          <path d={`M${x(e.from) + 0.5} 13 V38`} />
          <IdleLabel episode={e} x={x(e.from)} width={width} />
        </g>
      ))}
      {tasks.map((e) => (
        <Bar key={`t${e.from}`} episode={e} x={x(e.from)} end={x(e.to)} />
      ))}
      {micro.map((e) => (
        <rect
          key={`m${e.from}`}
          class="episode microtask"
          x={x(e.from) + 0.5}
          y={ROWS.micro}
          width={Math.max(1.5, x(e.to) - x(e.from) - 1)}
          height={8}
          rx={Math.min(4, Math.max(0.5, (x(e.to) - x(e.from)) / 2))}
        >
          <title>{`${e.title}: steps ${e.from} to ${e.to}`}</title>
        </rect>
      ))}
      <Depth depth={opened.queueDepth(Math.max(1, Math.min(count, Math.floor(inner / 3))))} width={inner} />
      <text x={INSET} y={ROWS.queue - 4} class="row-name">
        queued
      </text>
      <text x={INSET} y={ROWS.console + 10} class="row-name">
        console
      </text>
      <path
        class="printed"
        d={opened
          .consoleLines()
          .slice(0, 2000)
          .map((line) => `M${Math.round(x(line.step)) + 0.5} ${ROWS.console} v8`)
          .join('')}
      />
    </svg>
  );
}

function IdleLabel({ episode, x, width }: { episode: Episode; x: number; width: number }) {
  const passed = episode.toTime - episode.fromTime;
  const words = `${passed.toFixed(passed < 100 ? 2 : 0)} ms idle`;
  if (x < 190 || x > width - 70) return null;
  return (
    <text x={x - 4} y={ROWS.label}>
      {words}
    </text>
  );
}

function Bar({ episode, x, end }: { episode: Episode; x: number; end: number }) {
  const width = Math.max(1.5, end - x - 1);
  const fits = episode.title !== '' && episode.title.length * LABEL_CHARACTER + 6 < width;
  return (
    <g>
      <rect class="episode task" x={x + 0.5} y={ROWS.task} width={width} height={10}>
        <title>{`${episode.title}: steps ${episode.from} to ${episode.to}`}</title>
      </rect>
      {fits && (
        <text class="bar-name" x={x + 4} y={ROWS.task + 8.5}>
          {episode.title}
        </text>
      )}
    </g>
  );
}

function Depth({ depth, width }: { depth: readonly number[]; width: number }) {
  const most = Math.max(1, ...depth);
  const cell = width / Math.max(1, depth.length);
  const points = depth
    .map((n, i) => `V${(ROWS.queue - (QUEUE_HEIGHT * n) / most).toFixed(1)} H${(INSET + cell * (i + 1)).toFixed(1)}`)
    .join(' ');
  return <path class="depth" d={`M${INSET} ${ROWS.queue} ${points} V${ROWS.queue} Z`} />;
}
