/** The whole trace as a list of text around the playhead; only the rows in sight are in the page. */

import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { grouped } from '../app/selectors';
import { goTo, step, trace } from '../app/store';
import { RowList } from '../components/row-list';
import { NowArrow } from '../components/shapes';
import { Head, PlaceChip } from '../components/text';
import { listPart, ROW_HEIGHT, scrollFor, stepWindow } from '../diagrams/layout/step-window';

export function Steps() {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(0);
  const shown = trace.value;
  const at = step.value;
  const part = listPart(at, shown?.stepCount ?? 0);
  useLayoutEffect(() => {
    const list = box.current;
    if (list === null) return;
    const wanted = scrollFor(at - part.from, list.scrollTop, list.clientHeight);
    if (wanted !== list.scrollTop) list.scrollTop = wanted;
    top.value = list.scrollTop;
    height.value = list.clientHeight;
  }, [at, shown, part.from]);
  useLayoutEffect(() => {
    const list = box.current;
    if (list === null) return;
    const observer = new ResizeObserver(() => {
      height.value = list.clientHeight;
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [height]);
  if (shown === null) return null;
  const rows = stepWindow(top.value, height.value, part.to - part.from);
  const numbers = Array.from({ length: rows.to - rows.from }, (_, i) => part.from + rows.from + i);
  return (
    <section class="steps" data-part="steps" data-region aria-label="Steps">
      <Head title="Steps">{grouped(shown.stepCount - 1)}</Head>
      <div
        class="scroll"
        ref={box}
        onScroll={() => {
          top.value = box.current?.scrollTop ?? 0;
        }}
      >
        <div class="sizer" style={{ height: `${(part.to - part.from) * ROW_HEIGHT}px` }}>
          <RowList as="ol" label="Steps around the present one">
            {numbers.map((n) => (
              <Row key={n} number={n} here={n === at} y={(n - part.from) * ROW_HEIGHT} />
            ))}
          </RowList>
        </div>
      </div>
    </section>
  );
}

function Row({ number, here, y }: { number: number; here: boolean; y: number }) {
  const { text, place } = trace.value!.summary(number);
  return (
    <li
      class={here ? 'here' : ''}
      aria-current={here ? 'step' : undefined}
      data-step={number}
      style={{ transform: `translateY(${y}px)` }}
    >
      {here && <NowArrow />}
      <button type="button" class="row" data-row tabIndex={-1} title={text} onClick={() => goTo(number)}>
        <span class="step">{number}</span>
        <span class="text">{text}</span>
      </button>
      <PlaceChip place={place} />
    </li>
  );
}
