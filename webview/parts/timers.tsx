/** Timers on a time axis above the rail: they run beside the loop, not in it. */

import { useState } from 'preact/hooks';
import type { DrawnTimer } from '../../src/trace/read';
import { timeAxis, timeText } from '../select';
import { state } from '../state';
import { Head, PlaceChip } from './basics';

const LANES = 4;
/** Folded timers leave a mark on the axis, up to this many. */
const HIDDEN_MARKS = 200;

export function Timers({ timers, ever }: { timers: readonly DrawnTimer[]; ever: boolean }) {
  const [open, setOpen] = useState(false);
  if (!ever && timers.length === 0) return null;
  const now = state.value?.time ?? 0;
  const axis = timeAxis(now, timers);
  const sorted = [...timers].sort((a, b) => a.due - b.due);
  const shown = open ? sorted : sorted.slice(0, LANES);
  const share = (time: number): number => (time - axis.from) / (axis.to - axis.from);
  const percent = (time: number): string => `${100 * share(time)}%`;
  return (
    <section class="timers" data-part="timers" aria-label="Timers">
      <Head title="Timers">{timers.length}</Head>
      <ol class="lanes">
        {shown.map((timer) => (
          <li
            class={share(timer.due) > 0.5 ? '' : 'near'}
            key={timer.id}
            data-timer={timer.id}
            title={`${timer.api}, set at step ${timer.setAt}`}
          >
            <span
              class={`about ${share(timer.due) > 0.5 ? 'above' : 'beside'}`}
              style={
                share(timer.due) > 0.5
                  ? { paddingRight: `calc(${100 * (1 - share(timer.due))}% - 24px)` }
                  : { paddingLeft: `calc(${percent(timer.due)} + 12px)`, width: 'calc(100% - 28px)' }
              }
            >
              <code>{timer.title}</code> <PlaceChip place={timer.place} />{' '}
              <span class="quiet">
                {timer.repeat ? 'every, ' : ''}due {timeText(timer.due)}
              </span>
            </span>
            <span class="lane" aria-hidden="true">
              <span
                class="wait"
                style={{ left: percent(timer.setTime), right: `calc(100% - ${percent(timer.due)})` }}
              />
              <span class="due" style={{ left: percent(timer.due) }}>
                <svg width="13" height="13" viewBox="0 0 13 13" aria-hidden="true">
                  <circle cx="6.5" cy="6.5" r="5.5" />
                  <path d="M6.5 3.5 V6.5 L8.5 8" />
                </svg>
              </span>
            </span>
          </li>
        ))}
        {timers.length > LANES && (
          <li class="fold">
            <button type="button" class="link" onClick={() => setOpen(!open)}>
              {open ? 'Fold' : `+ ${timers.length - LANES} more`}
            </button>
          </li>
        )}
      </ol>
      <div class="axis" aria-hidden="true">
        {sorted.slice(shown.length, shown.length + HIDDEN_MARKS).map((timer) => (
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
