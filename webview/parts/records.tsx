/** The run as text: what the console has printed so far, and the steps around the present one. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { counted, stepWindow } from '../select';
import { goTo, state, step, trace } from '../state';
import { Head, Icon, NowArrow, PlaceChip, StepLink } from './basics';

const LEVEL_ICONS: Record<string, string> = {
  warn: 'warning',
  error: 'error',
  info: 'info',
  result: 'arrow-small-left',
};

/** The end of a long console; the rest is in the trace and at the earlier steps. */
const LINES_SHOWN = 500;

export function Console() {
  const list = useRef<HTMLOListElement>(null);
  const lines = state.value?.console ?? [];
  const shown = lines.slice(-LINES_SHOWN);
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [lines.length]);
  return (
    <section class="console" data-part="console" aria-label="Console">
      <Head title="Console">{lines.length === 0 ? 'nothing printed yet' : counted(lines.length, 'line')}</Head>
      <ol ref={list} tabIndex={lines.length > 0 ? 0 : undefined} aria-label="Console lines">
        {shown.map((line, index) => (
          <li key={index} class={`${line.level} ${line.step === step.value ? 'here' : ''}`}>
            {LEVEL_ICONS[line.level] !== undefined && <Icon name={LEVEL_ICONS[line.level]!} />}
            <code class="text">{line.text}</code>
            <span class="at">
              <StepLink step={line.step} text={`step ${line.step}`} />
            </span>
            <PlaceChip place={line.place} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const STEPS_SHOWN = 40;

export function Steps() {
  const list = useRef<HTMLOListElement>(null);
  const opened = trace.value;
  const at = step.value;
  useLayoutEffect(() => {
    const box = list.current;
    const row = box?.querySelector<HTMLElement>('.here');
    if (box != null && row != null) {
      box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2 + 10;
    }
  }, [at, opened]);
  if (opened === null) return null;
  const { from, to } = stepWindow(at, opened.stepCount, STEPS_SHOWN);
  const rows = Array.from({ length: to - from }, (_, i) => opened.summary(from + i));
  return (
    <section class="steps" aria-label="Steps">
      <Head title="Steps" />
      <ol ref={list} aria-label="Steps around the present one">
        {rows.map((row) => (
          <li key={row.step} class={row.step === at ? 'here' : ''} aria-current={row.step === at ? 'step' : undefined}>
            {row.step === at && <NowArrow />}
            <button type="button" class="row" tabIndex={-1} title={row.text} onClick={() => goTo(row.step)}>
              <span class="step">{row.step}</span>
              <span class="text">{row.text}</span>
            </button>
            <PlaceChip place={row.place} />
          </li>
        ))}
      </ol>
    </section>
  );
}
