/** Timers on a time axis above the rail: they run beside the loop, not in it. */

import type { DrawnTimer } from '../../src/trace/read';
import { listRows, timeText } from '../app/selectors';
import { isOpen, setOpen, state } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { Head, PlaceChip } from '../components/text';
import { timeAxis } from '../diagrams/layout/time-axis';

const LANES = 4;
const FOLD = 'timers';
/** Folded timers leave a mark on the axis, up to this many. */
const HIDDEN_MARKS = 200;

export function Timers({ timers, ever }: { timers: readonly DrawnTimer[]; ever: boolean }) {
  if (!ever && timers.length === 0) return null;
  const now = state.value?.time ?? 0;
  const open = isOpen(FOLD);
  const { shown, more } = listRows(timers, LANES, open);
  const axis = timeAxis(now, [...shown, ...timers.slice(-1)]);
  const share = (time: number): number => (time - axis.from) / (axis.to - axis.from);
  const percent = (time: number): string => `${100 * share(time)}%`;
  return (
    <section class="timers" data-part="timers" data-region aria-label="Timers">
      <Head title="Timers">{timers.length === 0 ? 'none set' : timers.length}</Head>
      <RowList as="ol" class="lanes" label="Timers by due time">
        {shown.map((timer, index) => (
          <Lane key={timer.id} timer={timer} share={share} awaited={index === 0} />
        ))}
        {more !== null && <FoldLine words={more} press={() => setOpen(FOLD, !open)} />}
      </RowList>
      <div class="axis" aria-hidden="true">
        {timers.slice(shown.length, shown.length + HIDDEN_MARKS).map((timer) => (
          <span key={timer.id} class="later" style={{ left: percent(timer.due) }} />
        ))}
        <span class="clock-hand" style={{ left: percent(now) }} />
        {axis.ticks.map((tick, index) => (
          <span class="tick" key={tick} style={{ left: percent(tick) }}>
            {index === axis.ticks.length - 1 ? `${tick} ms` : tick}
          </span>
        ))}
      </div>
    </section>
  );
}

interface LaneProps {
  readonly timer: DrawnTimer;
  /** Where a time lies on the axis, from 0 to 1. */
  readonly share: (time: number) => number;
  /** The timer that is due first: an idle loop waits for it. */
  readonly awaited: boolean;
}

/** A bar from set to due with a clock at its end; far timers are named above their bar, near ones beside their clock. */
function Lane({ timer, share, awaited }: LaneProps) {
  const due = share(timer.due);
  const far = due > 0.5;
  const percent = (part: number): string => `${100 * part}%`;
  const about = far
    ? { paddingRight: `calc(${percent(1 - due)} - 24px)` }
    : { paddingLeft: `calc(${percent(due)} + 12px)`, width: 'calc(100% - 28px)' };
  return (
    <li class={far ? '' : 'near'} data-timer={timer.id}>
      <span class={`about ${far ? 'above' : 'beside'}`} style={about}>
        <button
          type="button"
          class="row"
          data-row
          tabIndex={-1}
          data-origin={timer.setAt}
          data-cause={timer.setAt}
          title={`${timer.title}: ${timer.api}, set at step ${timer.setAt}, due ${timeText(timer.due)}`}
        >
          <code>{timer.title}</code>
        </button>
        <PlaceChip place={timer.place} />
        <span class="quiet">
          {timer.repeat ? 'every, ' : ''}due {timeText(timer.due)}
        </span>
      </span>
      <span class="lane" aria-hidden="true">
        <span class="wait" style={{ left: percent(share(timer.setTime)), right: percent(1 - due) }} />
        <span
          class="due"
          data-awaited={awaited ? '' : undefined}
          data-key={`timer ${timer.setAt}`}
          style={{ left: percent(due) }}
        >
          <svg width="13" height="13" viewBox="0 0 13 13" aria-hidden="true">
            <circle cx="6.5" cy="6.5" r="5.5" />
            <path d="M6.5 3.5 V6.5 L8.5 8" />
          </svg>
        </span>
      </span>
    </li>
  );
}
