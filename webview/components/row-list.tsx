/** A list whose rows are one tab stop: Up and Down move within it. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly label?: string;
  /** `div` for rows that lie in several lists of one section. */
  readonly as?: 'ul' | 'ol' | 'div';
  readonly class?: string;
  readonly children: ComponentChildren;
}

export const ROW = '[data-row]';

export function RowList({ label, as: Tag = 'ul', class: name = '', children }: Props) {
  const list = useRef<HTMLElement>(null);
  // Rows come and go with every step; exactly one of them keeps the tab stop.
  useLayoutEffect(() => {
    const rows = rowsOf(list.current);
    const stop = rows.find((row) => row.tabIndex === 0) ?? rows[0];
    for (const row of rows) setStop(row, row === stop);
  });
  return (
    <Tag class={name} aria-label={label} ref={list as never} data-list="">
      {children}
    </Tag>
  );
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>(ROW)];
}

function setStop(row: HTMLElement, isStop: boolean): void {
  const wanted = isStop ? 0 : -1;
  if (row.tabIndex !== wanted) row.tabIndex = wanted;
}

/** Moves the focus to the row before or after; false if there is none. */
export function toNeighbour(from: HTMLElement, offset: 1 | -1): boolean {
  const rows = rowsOf(from.closest<HTMLElement>('[data-list]'));
  const at = rows.indexOf(from);
  const to = at < 0 ? undefined : rows[at + offset];
  if (to === undefined) return false;
  for (const row of rows) setStop(row, row === to);
  to.focus();
  to.scrollIntoView({ block: 'nearest' });
  return true;
}
