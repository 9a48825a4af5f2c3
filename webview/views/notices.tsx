/** What a person should know beside the step: a run under way, a stale text, limits, errors, what is not modelled. */

import type { ComponentChildren } from 'preact';
import type { Notice } from '../../src/trace/read';
import { act } from '../app/host';
import { counted } from '../app/selectors';
import { goTo, isOpen, progress, setOpen, stale, state, step, trace } from '../app/store';
import { Icon, type IconName } from '../components/icon';
import { PlaceChip } from '../components/text';

/** More than these, and the picture loses its place to words about it. */
const SHOWN = 2;
const FOLD = 'notices';

export function Notices() {
  const opened = trace.value;
  const run = progress.value;
  const here = [...(state.value?.notices ?? [])].reverse();
  const limit = opened?.ending.kind === 'limit' && !here.some((n) => n.kind === 'limit') ? opened.ending : null;
  const open = isOpen(FOLD);
  const shown = open ? here : here.slice(0, SHOWN);
  return (
    <section class="notices" data-part="notices" aria-label="Notices">
      {run !== null && (
        <Bar icon="loading" kind="progress" button="Cancel" press={() => act('cancel')}>
          Tracing: {counted(run.steps, 'step')}, {(run.milliseconds / 1000).toFixed(1)} s.
        </Bar>
      )}
      {run === null && stale.value !== null && <StaleBar problem={stale.value.problem} />}
      {limit !== null && (
        <Bar icon="warning" kind="limit" button="Raise the limit" press={() => act('raiseLimit')}>
          Stopped at {limit.text} <PlaceChip place={limit.place} tab />. The trace up to here is complete.
        </Bar>
      )}
      {shown.map((notice) => (
        <NoticeBar key={`${notice.kind}${notice.step}${notice.text}`} notice={notice} />
      ))}
      {here.length > SHOWN && (
        <Bar icon="blank" button={open ? 'Fold' : 'Show all'} press={() => setOpen(FOLD, !open)}>
          {counted(here.length, 'notice')} up to here.
        </Bar>
      )}
    </section>
  );
}

function StaleBar({ problem }: { problem: { readonly line: number } | string | null }) {
  const words =
    problem === null
      ? 'Stale: the text has changed. This is the last good trace.'
      : typeof problem === 'string'
        ? `Stale: ${problem} This is the last good trace.`
        : `Stale: the text no longer parses (line ${problem.line}). This is the last good trace.`;
  return problem === null ? (
    <Bar icon="history" kind="stale" button="Trace again" press={() => act('retrace')}>
      {words}
    </Bar>
  ) : (
    <Bar icon="warning" kind="stale" button="Show the error" press={() => act('showError')}>
      {words}
    </Bar>
  );
}

const ICONS: Record<Notice['kind'], IconName> = {
  limit: 'warning',
  notModelled: 'info',
  error: 'error',
  openOrder: 'git-compare',
  deadlock: 'lock',
  starvation: 'warning',
};

function NoticeBar({ notice }: { notice: Notice }) {
  const there = notice.step !== step.value;
  return (
    <Bar
      icon={ICONS[notice.kind]}
      kind={notice.kind}
      button={notice.kind === 'limit' ? 'Raise the limit' : there ? `Go to step ${notice.step}` : undefined}
      press={() => (notice.kind === 'limit' ? act('raiseLimit') : goTo(notice.step))}
    >
      {notice.kind === 'notModelled' && 'Not modelled: '}
      {notice.text} <PlaceChip place={notice.place} tab />
    </Bar>
  );
}

interface BarProps {
  readonly icon: IconName;
  readonly kind?: string;
  readonly button?: string | undefined;
  readonly press?: () => void;
  readonly children: ComponentChildren;
}

function Bar({ icon, kind = '', button, press, children }: BarProps) {
  return (
    <div class={`notice ${kind}`} data-notice={kind} role="note">
      <Icon name={icon} />
      <span class="text">{children}</span>
      {button !== undefined && (
        <button type="button" class="link" onClick={press}>
          {button}
        </button>
      )}
    </div>
  );
}
