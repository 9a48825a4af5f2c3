/** The panel's keys; the same moves as the extension's commands. */

import { ROW, toNeighbour } from '../components/row-list';
import { dispatch, goTo, menuShown, move, state, togglePlaying, trace } from './store';

/** Every key with what it does, as the help lists them. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Left, Right', 'Step back, forward; also F11'],
  ['F10, Shift+F10', 'Step over, back over'],
  ['Shift+F11', 'Step out'],
  ['Home, End', 'First, last step'],
  ['Space', 'Play or pause'],
  ['T, Shift+T', 'Next, previous task'],
  ['M, Shift+M', 'Next, previous microtask'],
  ['V, Shift+V', 'Next, previous visit of this line'],
  ['G', 'Go to a step by its number'],
  ['C', 'Go to the cause'],
  ['O', 'Go to who queued this job'],
  ['Up, Down', 'Move within a list'],
  ['Enter', 'In a list, show the line'],
  ['F6, Shift+F6', 'Next, previous region'],
  ['?', 'Show or hide these keys'],
];

/** Does what a key says anywhere in the panel; false leaves the key to the page. */
function pressed(key: string, shift: boolean): boolean {
  const direction = shift ? -1 : 1;
  switch (key) {
    case 'ArrowLeft':
      return done(() => move('one', -1));
    case 'ArrowRight':
      return done(() => move('one', 1));
    case 'Home':
      return done(() => move('end', -1));
    case 'End':
      return done(() => move('end', 1));
    case ' ':
      return done(togglePlaying);
    case 'F10':
      return done(() => move('over', direction));
    case 'F11':
      return done(() => (shift ? move('out', 1) : move('one', 1)));
    case 'F6':
      return toRegion(direction);
    case 't':
      return done(() => move('task', direction));
    case 'm':
      return done(() => move('microtask', direction));
    case 'v':
      return done(() => move('visit', direction));
    case 'c':
      return jump(state.value?.cause?.step);
    case 'o':
      return jump(runningJob()?.queuedAt ?? runningJob()?.setAt);
    case 'g':
      return done(() => document.getElementById('step-number')?.focus());
    case '?':
      return done(() => dispatch({ type: 'menuSet', shown: !menuShown.value }));
    case 'Escape':
      return menuShown.value && done(() => dispatch({ type: 'menuSet', shown: false }));
    default:
      return false;
  }
}

/** Does what a key says to the row that has the focus. */
function pressedOnRow(row: HTMLElement, key: string): boolean {
  switch (key) {
    case 'ArrowUp':
      return toNeighbour(row, -1) || true;
    case 'ArrowDown':
      return toNeighbour(row, 1) || true;
    case 'Enter': {
      if (row.matches('[aria-expanded], .fold *, .folded *, .steps *')) return false;
      const target =
        row.parentElement?.querySelector<HTMLElement>(':scope > .place') ?? row.querySelector<HTMLElement>('.number');
      return target != null && done(() => target.click());
    }
    case 'c':
      return jump(stepIn(row, 'cause'));
    case 'o':
      return jump(stepIn(row, 'origin'));
    default:
      return false;
  }
}

function stepIn(row: HTMLElement, name: 'cause' | 'origin'): number | undefined {
  const text = row.dataset[name];
  return text === undefined ? undefined : Number(text);
}

function jump(target: number | null | undefined): boolean {
  if (target == null) return false;
  goTo(target);
  return true;
}

function runningJob() {
  const drawn = state.value;
  return drawn?.agents.find((a) => a.id === drawn.agent)?.running ?? null;
}

function done(run: () => unknown): true {
  run();
  return true;
}

const FIRST_STOP = '[tabindex="0"], button:not([tabindex="-1"]), a[href], input, select';

/** Moves the focus to the first control of the next region. */
function toRegion(direction: 1 | -1): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-region]')]
    .map((region) => ({
      region,
      stop: region.matches('[tabindex="0"]') ? region : region.querySelector<HTMLElement>(FIRST_STOP),
    }))
    .filter((entry) => entry.stop !== null);
  if (stops.length === 0) return false;
  const at = stops.findIndex(({ region }) => region.contains(document.activeElement));
  const start = at < 0 && direction === -1 ? 0 : at;
  stops[(start + direction + stops.length) % stops.length]!.stop!.focus();
  return true;
}

/** Listens to keys wherever the focus is, save where a person types or a control has use for the key itself. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || trace.value === null) return;
    const target = event.target as HTMLElement;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (target.matches('input, select, textarea') && key !== 'F6' && key !== 'Escape') return;
    // A button's own keys press it, except that Enter on a row shows its line.
    const row = target.closest<HTMLElement>(ROW);
    const isButton = target.matches('button');
    if (isButton && (key === ' ' || (key === 'Enter' && row !== target))) return;
    if ((row === target && pressedOnRow(row, key)) || pressed(key, event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
