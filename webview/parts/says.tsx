/** What happens in words: the sentence with its cause and clause, and the notices above it. */

import type { ComponentChildren } from 'preact';
import type { Notice } from '../../src/trace/read';
import { plainText } from '../../src/trace/read';
import { act } from '../host';
import { counted } from '../select';
import { goTo, isStale, progress, stale, state, step, trace } from '../state';
import { Icon, NowArrow, PlaceChip, StepLink, Words } from './basics';

export function Says() {
  const drawn = state.value;
  if (drawn === null) return null;
  const { cause, clause } = drawn;
  return (
    <section class="says" data-part="sentence" aria-label="This step">
      <NowArrow />
      <p class="sentence">
        <Words of={drawn.sentence} />
      </p>
      <p class="why">
        {cause !== null && (
          <>
            Caused by <StepLink step={cause.step} text={`step ${cause.step}`} /> <PlaceChip place={cause.place} />
          </>
        )}
        {cause !== null && clause !== null && <span class="dot"> · </span>}
        {clause !== null && (
          <button type="button" class="link" title={clause.url} onClick={() => act('openExternal', clause.url)}>
            {clause.title} <Icon name="link-external" />
          </button>
        )}
      </p>
      <p class="spoken" role="status" aria-live="polite">
        {`Step ${drawn.step}. ${plainText(drawn.sentence)}`}
      </p>
    </section>
  );
}

export function Notices() {
  const opened = trace.value;
  const run = progress.value;
  const here = state.value?.notices ?? [];
  return (
    <section class="notices" aria-label="Notices">
      {run !== null && (
        <Bar icon="loading codicon-modifier-spin" button="Cancel" press={() => act('cancel')}>
          Tracing: {counted(run.steps, 'step')}, {(run.milliseconds / 1000).toFixed(1)} s.
        </Bar>
      )}
      {run === null && isStale.value && <StaleBar />}
      {opened?.ending.kind === 'limit' && !here.some((n) => n.kind === 'limit') && step.value >= opened.ending.step && (
        <Bar icon="warning" button="Raise the limit" press={() => act('raiseLimit')}>
          {opened.ending.text} The trace up to here is complete.
        </Bar>
      )}
      {here.map((notice) => (
        <NoticeBar key={`${notice.kind}${notice.step}${notice.text}`} notice={notice} />
      ))}
    </section>
  );
}

function StaleBar() {
  const problem = stale.value;
  const words =
    problem === null
      ? 'Stale: the text has changed. This is the last good trace.'
      : typeof problem === 'string'
        ? `Stale: ${problem} This is the last good trace.`
        : `Stale: the text no longer parses (line ${problem.line}). This is the last good trace.`;
  return problem === null ? (
    <Bar icon="history" button="Trace again" press={() => act('retrace')}>
      {words}
    </Bar>
  ) : (
    <Bar icon="warning" button="Show the error" press={() => act('showError')}>
      {words}
    </Bar>
  );
}

const ICONS: Record<Notice['kind'], string> = {
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
      {notice.text} <PlaceChip place={notice.place} />
    </Bar>
  );
}

interface BarProps {
  readonly icon: string;
  readonly kind?: string;
  readonly button?: string | undefined;
  readonly press?: () => void;
  readonly children: ComponentChildren;
}

function Bar({ icon, kind = '', button, press, children }: BarProps) {
  return (
    <div class={`notice ${kind}`} role="note">
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
