/** What the console has printed so far. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ConsoleLine } from '../../src/trace/read';
import { counted } from '../app/selectors';
import { goTo, state, step } from '../app/store';
import { Icon, type IconName } from '../components/icon';
import { RowList } from '../components/row-list';
import { Head, PlaceChip, StepLink } from '../components/text';

const LEVEL_ICONS: Partial<Record<ConsoleLine['level'], IconName>> = {
  warn: 'warning',
  error: 'error',
  info: 'info',
  result: 'arrow-small-left',
};

/** The end of a long console; the rest is in the trace and at the earlier steps. */
const LINES_SHOWN = 200;

export function Console() {
  const box = useRef<HTMLDivElement>(null);
  const lines = state.value?.console ?? [];
  const from = Math.max(0, lines.length - LINES_SHOWN);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  return (
    <section class="console" data-part="console" data-region aria-label="Console">
      <Head title="Console">{lines.length === 0 ? 'nothing printed yet' : counted(lines.length, 'line')}</Head>
      <div class="scroll" ref={box}>
        <RowList as="ol" label="Console lines">
          {from > 0 && <li class="earlier quiet">{counted(from, 'earlier line')}</li>}
          {lines.slice(from).map((line, index) => (
            <Line key={from + index} line={line} />
          ))}
        </RowList>
      </div>
    </section>
  );
}

function Line({ line }: { line: ConsoleLine }) {
  const icon = LEVEL_ICONS[line.level];
  return (
    <li class={`${line.level} ${line.step === step.value ? 'here' : ''}`} data-level={line.level} data-step={line.step}>
      <button type="button" class="row" data-row tabIndex={-1} data-origin={line.step} onClick={() => goTo(line.step)}>
        {icon !== undefined && <Icon name={icon} />}
        <code class="text">{line.text}</code>
      </button>
      <span class="at">
        <StepLink step={line.step} text={`step ${line.step}`} tab={false} />
      </span>
      <PlaceChip place={line.place} />
    </li>
  );
}
