/** Moving within a list by keys: Up and Down from row to row, Enter to the line, C to the cause. */

import { goTo, reveal, state } from './state';

const ROWS = '.frames .row, .suspended .row, .steps .row, .node .row, .entry, .console li';

/** The row that a move of `offset` leads to, within the same section. */
function neighbour(row: HTMLElement, offset: 1 | -1): HTMLElement | null {
  const section = row.closest('section') ?? row.closest('.rail');
  const rows = [...(section?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
  return rows[rows.indexOf(row) + offset] ?? null;
}

/** Does what a key says in a list; false if the focus is in none, or the key means nothing there. */
export function pressedInList(key: string, target: HTMLElement): boolean {
  if (key === 'c') {
    const cause = state.value?.cause ?? null;
    if (cause !== null) goTo(cause.step);
    return cause !== null;
  }
  if (key === 'o') {
    const job = jobOf(target) ?? running();
    const queued = job?.queuedAt ?? job?.setAt ?? null;
    if (queued !== null) goTo(queued);
    return queued !== null;
  }
  const row = target.closest<HTMLElement>(ROWS);
  if (row === null) return false;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    neighbour(row, key === 'ArrowUp' ? -1 : 1)?.focus();
    return true;
  }
  if (key === 'Enter') {
    const chip = row.querySelector<HTMLElement>('.place') ?? row.parentElement?.querySelector<HTMLElement>('.place');
    if (chip != null && target === row) {
      chip.click();
      return true;
    }
    if (target === row) reveal(state.value?.place ?? null);
  }
  return false;
}

function jobOf(target: HTMLElement) {
  const id = Number(target.closest<HTMLElement>('[data-job]')?.dataset.job ?? Number.NaN);
  const jobs = state.value?.agents.flatMap((a) => a.stations.flatMap((s) => s.entries)) ?? [];
  return jobs.find((job) => job.id === id) ?? null;
}

function running() {
  const drawn = state.value;
  return drawn?.agents.find((a) => a.id === drawn.agent)?.running ?? null;
}
