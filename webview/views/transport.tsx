/** The row of steps: one toolbar with one tab stop, the step's number, the clock and the host. */

import { useRef } from 'preact/hooks';
import { act } from '../app/host';
import { timeText } from '../app/selectors';
import {
  dispatch,
  goTo,
  layout,
  menuShown,
  move,
  playing,
  state,
  step,
  title,
  togglePlaying,
  trace,
} from '../app/store';
import { Icon, type IconName } from '../components/icon';
import { EndShape, NextJobShape } from '../components/shapes';

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
    <header class={`transport ${last >= CROWDED_FROM ? 'crowded' : ''}`} data-part="transport" data-region>
      <h1 class="spoken">{title.value === '' ? 'Loopscope' : `Loopscope: ${title.value}`}</h1>
      <div class="bar" role="toolbar" aria-label="Steps" onKeyDown={rove}>
        <Tool label="First step (Home)" off={atStart} run={() => move('end', -1)} shape="first" first />
        <Tool label="Back (Left)" off={atStart} run={() => move('one', -1)} icon="chevron-left" />
        <Tool
          label={playing.value ? 'Pause (Space)' : 'Play (Space)'}
          off={none || (atEnd && !playing.value)}
          run={togglePlaying}
          icon={playing.value ? 'debug-pause' : 'play'}
        />
        <Tool label="Forward (Right)" off={atEnd} run={() => move('one', 1)} icon="chevron-right" />
        <Tool label="Last step (End)" off={atEnd} run={() => move('end', 1)} shape="last" />
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
        <span class="clock" data-part="clock" title="Virtual time since the run began">
          {state.value === null ? '' : timeText(state.value.time)}
        </span>
        <HostSelect />
      </div>
      <button
        type="button"
        class="tool more"
        title="Keys and more (?)"
        aria-label="Keys and more"
        aria-expanded={menuShown.value}
        onClick={() => dispatch({ type: 'menuSet', shown: !menuShown.value })}
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
  readonly icon?: IconName;
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
      data-tool={label.replace(/ \(.*/, '')}
      title={label}
      aria-label={label.replace(/ \(.*/, '')}
      aria-disabled={off}
      tabIndex={first ? 0 : -1}
      onClick={() => {
        if (!off) run();
      }}
    >
      {shape !== undefined && <EndShape which={shape} />}
      {icon !== undefined && <Icon name={icon} />}
      {job !== undefined && <NextJobShape kind={job} />}
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
