/** Draws the whole run: tasks, microtasks, how much waits, what was printed. Changes with the trace and the width only. */

import type { Episode, Trace } from '../../../src/trace/read';
import { checkpoints, INSET, isMicrotask, isTask, placeLabels, stripBars, stripX } from '../layout/strip-bars';

export const STRIP_HEIGHT = 70;
const ROWS = { label: 10, task: 14, micro: 27, mark: 37, queue: 52, print: 56 };
const BAR = 11;
const PILL = 8;
const QUEUE_HEIGHT = 11;
const PRINT = 7;
const CODE_CHARACTER = 6.2;
const LABEL_CHARACTER = 5.8;
const TITLE = 'tasks, microtasks by step';
/** Marks drawn for prints; more would be one black bar. */
const MARKS = 2000;
const GAPS = 12;

interface Props {
  readonly trace: Trace;
  readonly episodes: readonly Episode[];
  readonly width: number;
}

export function StripDrawing({ trace, episodes, width }: Props) {
  const count = trace.stepCount;
  const inner = width - 2 * INSET;
  const x = (step: number): number => stripX(step, count, width);
  const microtasks = episodes.filter(isMicrotask);
  const waits = episodes.filter((e) => e.kind === 'idle');
  // Many short waits would hatch the strip without telling anything.
  const idle = waits.length > GAPS ? [] : waits;
  const titleEnd = INSET + TITLE.length * LABEL_CHARACTER;
  const labels = placeLabels(
    idle.map((e) => {
      const text = idleText(e);
      return { text, at: (x(e.from) + x(e.to)) / 2, width: text.length * LABEL_CHARACTER };
    }),
    titleEnd,
    width - INSET,
  );
  return (
    <svg class="overview" width={width} height={STRIP_HEIGHT} aria-hidden="true">
      <text x={INSET} y={ROWS.label}>
        {TITLE}
      </text>
      {labels.map(({ text, x: left }) => (
        <text key={left} x={left} y={ROWS.label}>
          {text}
        </text>
      ))}
      {idle.map((e) => (
        <path key={`i${e.from}`} class="gap" d={`M${x(e.from)} 14V52M${x(e.to)} 14V52`} />
      ))}
      {stripBars(episodes.filter(isTask), count, inner).map((e) => (
        <TaskBar key={`t${e.from}`} episode={e} left={x(e.from)} right={x(e.to)} />
      ))}
      {stripBars(microtasks, count, inner).map((e) => (
        <rect
          key={`m${e.from}`}
          class="episode microtask"
          x={x(e.from) + 0.5}
          y={ROWS.micro}
          width={Math.max(1.5, x(e.to) - x(e.from) - 1)}
          height={PILL}
          rx={Math.min(4, Math.max(0.5, (x(e.to) - x(e.from)) / 2))}
        />
      ))}
      {checkpoints(microtasks)
        .slice(0, 300)
        .map((step) => (
          <path key={`c${step}`} class="checkpoint" d={`M${x(step) - 3.5} ${ROWS.mark}h7l-3.5 4.5z`} />
        ))}
      <Depth depth={trace.queueDepth(Math.max(1, Math.min(count, Math.floor(inner / 3))))} width={inner} />
      <path class="printed" d={prints(trace, x)} />
    </svg>
  );
}

/** The episode of the present step, filled. */
export function PresentEpisode({ episode, x }: { episode: Episode; x: (step: number) => number }) {
  const task = isTask(episode);
  const left = x(episode.from);
  return (
    <svg class={`present ${task ? 'task' : 'microtask'}`} width="100%" height={STRIP_HEIGHT} aria-hidden="true">
      <rect
        x={left + 0.5}
        y={(task ? ROWS.task : ROWS.micro) + 0.5}
        width={Math.max(2, x(episode.to) - left - 1)}
        height={(task ? BAR : PILL) - 1}
        rx={task ? 0 : 4}
      />
    </svg>
  );
}

function idleText({ fromTime, toTime }: Episode): string {
  const passed = toTime - fromTime;
  return `${passed.toFixed(passed < 100 ? 2 : 0)} ms idle`;
}

function prints(trace: Trace, x: (step: number) => number): string {
  return trace
    .consoleLines()
    .slice(0, MARKS)
    .map((line) => `M${Math.round(x(line.step)) + 0.5} ${ROWS.print}v${PRINT}`)
    .join('');
}

function TaskBar({ episode, left, right }: { episode: Episode; left: number; right: number }) {
  const width = Math.max(1.5, right - left - 1);
  const fits = episode.title !== '' && episode.title.length * CODE_CHARACTER + 8 < width;
  return (
    <g>
      <rect class="episode task" x={left + 0.5} y={ROWS.task + 0.5} width={width} height={BAR - 1} />
      {fits && (
        <text class="bar-name" x={left + 4} y={ROWS.task + 9}>
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
    .map((n, i) => `V${(ROWS.queue - (QUEUE_HEIGHT * n) / most).toFixed(1)}H${(INSET + cell * (i + 1)).toFixed(1)}`)
    .join('');
  return <path class="depth" d={`M${INSET} ${ROWS.queue}${points}V${ROWS.queue}Z`} />;
}
