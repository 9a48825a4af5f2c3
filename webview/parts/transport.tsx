/** The row of steps: one toolbar with one tab stop, the step's number, the clock and the host. */

import { useRef } from 'preact/hooks';
import { act } from '../host';
import { timeText } from '../select';
import { goTo, keysShown, layout, move, playing, state, step, title, trace } from '../state';
import { Icon, JobShape } from './basics';

/** Moves the focus within a toolbar by arrow keys, so that Tab stops at it once. */
function rove(event: KeyboardEvent): void {
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const offsets: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const offset = offsets[event.key];
  if (offset === undefined || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = buttons[(at + offset + buttons.length) % buttons.length]!;
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

/** From here on, a step's number leaves little room for the buttons beside it. */
const CROWDED_FROM = 10_000;

export function Transport() {
  const last = (trace.value?.stepCount ?? 1) - 1;
  const none = trace.value === null;
  const atStart = none || step.value === 0;
  const atEnd = none || step.value >= last;
  const wide = layout.value === 'wide';
  return (
    <header class={`transport ${last >= CROWDED_FROM ? 'crowded' : ''}`}>
      <h1 class="spoken">{title.value === '' ? 'Loopscope' : `Loopscope: ${title.value}`}</h1>
      <div class="bar" role="toolbar" aria-label="Steps" onKeyDown={rove}>
        <Tool
          label="First step (Home)"
          off={atStart}
          run={() => move('end', -1)}
          icon="debug-step-back"
          shape="first"
          first
        />
        <Tool label="Back (Left)" off={atStart} run={() => move('one', -1)} icon="chevron-left" />
        <Tool
          label={playing.value ? 'Pause (Space)' : 'Play (Space)'}
          off={none || (atEnd && !playing.value)}
          run={() => {
            playing.value = !playing.value;
          }}
          icon={playing.value ? 'debug-pause' : 'play'}
        />
        <Tool label="Forward (Right)" off={atEnd} run={() => move('one', 1)} icon="chevron-right" />
        <Tool label="Last step (End)" off={atEnd} run={() => move('end', 1)} icon="debug-continue" shape="last" />
        <span class="gap" />
        <Tool label="Over (F10)" off={atEnd} run={() => move('over', 1)} icon="debug-step-over" />
        <Tool label="Out (Shift+F11)" off={atEnd} run={() => move('out', 1)} icon="debug-step-out" />
        <span class="gap" />
        <Tool label="Next task (T)" off={atEnd} run={() => move('task', 1)} job="task" words={wide ? 'Task' : ''} />
        <Tool
          label="Next microtask (M)"
          off={atEnd}
          run={() => move('microtask', 1)}
          job="microtask"
          words={wide ? 'Microtask' : ''}
        />
      </div>
      <div class="where">
        <StepField last={last} off={none} />
        <span class="clock" title="Virtual time since the run began">
          {state.value === null ? '' : timeText(state.value.time)}
        </span>
        <HostSelect />
      </div>
      <button
        type="button"
        class="tool more"
        title="Keys and more (?)"
        aria-label="Keys and more"
        aria-expanded={keysShown.value}
        onClick={() => {
          keysShown.value = !keysShown.value;
        }}
      >
        <Icon name="ellipsis" />
      </button>
    </header>
  );
}

interface ToolProps {
  readonly label: string;
  readonly off: boolean;
  readonly run: () => void;
  readonly icon?: string;
  readonly shape?: 'first' | 'last';
  readonly job?: 'task' | 'microtask';
  readonly words?: string;
  readonly first?: boolean;
}

function Tool({ label, off, run, icon, shape, job, words, first }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      title={label}
      aria-label={label.replace(/ \(.*/, '')}
      aria-disabled={off}
      tabIndex={first ? 0 : -1}
      onClick={() => {
        if (!off) run();
      }}
    >
      {shape !== undefined ? (
        <svg width="16" height="16" viewBox="0 0 16 16" class="end" aria-hidden="true">
          <path d={shape === 'first' ? 'M3.5 3 V13 M12 3 L7 8 L12 13' : 'M12.5 3 V13 M4 3 L9 8 L4 13'} />
        </svg>
      ) : (
        icon !== undefined && <Icon name={icon} />
      )}
      {job !== undefined && (
        <span class="to-job">
          <JobShape kind={job} />
          <Icon name="arrow-small-right" />
        </span>
      )}
      {words}
    </button>
  );
}

function StepField({ last, off }: { last: number; off: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const take = () => {
    const wanted = Number.parseInt(field.current?.value ?? '', 10);
    if (!Number.isNaN(wanted)) goTo(wanted);
    if (field.current !== null) field.current.value = String(step.value);
  };
  return (
    <label class="step-field">
      <span class="word">Step</span>
      <input
        ref={field}
        id="step-number"
        type="text"
        inputMode="numeric"
        disabled={off}
        value={off ? '' : String(step.value)}
        style={{ width: `${Math.max(3, String(last).length) + 2}ch` }}
        title="Step number (G)"
        onFocus={() => field.current?.select()}
        onChange={take}
      />
      <span class="quiet">{off ? '' : `of ${last}`}</span>
    </label>
  );
}

const HOSTS = [
  ['browser', 'Browser'],
  ['node', 'Node'],
  ['bare', 'Bare'],
] as const;

function HostSelect() {
  return (
    <select
      aria-label="Host"
      title="Whose event loop runs the program"
      value={trace.value?.host ?? 'node'}
      onChange={(event) => act('selectHost', event.currentTarget.value)}
    >
      {HOSTS.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
