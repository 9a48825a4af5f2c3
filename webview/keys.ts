/** The panel's keys; the same moves as the extension's commands. */

import { pressedInList } from './lists';
import { keysShown, move, playing, trace } from './state';

/** Every key with what it does, as the help lists them. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Left, Right', 'Step back, forward; also F11'],
  ['Home, End', 'First, last step'],
  ['Space', 'Play or pause'],
  ['F10', 'Step over; with Shift, back over'],
  ['Shift+F11', 'Step out'],
  ['T, Shift+T', 'Next, previous task'],
  ['M, Shift+M', 'Next, previous microtask'],
  ['V, Shift+V', 'Next, previous visit of this line'],
  ['G', 'Go to a step by its number'],
  ['Up, Down', 'In a list: move from row to row'],
  ['Enter', 'In a list: show the line'],
  ['C, O', 'Go to the cause; to who queued the job'],
  ['F6, Shift+F6', 'Next, previous region'],
  ['?', 'Show or hide these keys'],
];

/** Does what a key says; false leaves the key to the page. */
export function pressed(key: string, shift: boolean): boolean {
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
      return done(() => {
        playing.value = !playing.value;
      });
    case 'F10':
      return done(() => move('over', direction));
    case 'F11':
      return done(() => (shift ? move('out', 1) : move('one', 1)));
    case 't':
      return done(() => move('task', direction));
    case 'm':
      return done(() => move('microtask', direction));
    case 'v':
      return done(() => move('visit', direction));
    case 'g':
      return done(() => document.getElementById('step-number')?.focus());
    case '?':
      return done(() => {
        keysShown.value = !keysShown.value;
      });
    case 'Escape':
      return keysShown.value && done(() => (keysShown.value = false));
    default:
      return false;
  }
}

function done(run: () => unknown): true {
  run();
  return true;
}

/** Moves the focus to the first control of the next region. */
function toRegion(back: boolean): boolean {
  const regions = [
    ...document.querySelectorAll<HTMLElement>('[role="toolbar"], section[data-part], .rail, .steps, .strip'),
  ];
  const stops = regions.map((region) =>
    region.matches('[tabindex="0"]')
      ? region
      : (region.querySelector<HTMLElement>('button:not([tabindex="-1"]), a, [tabindex="0"]') ??
        region.querySelector<HTMLElement>('button, .entry')),
  );
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  for (let i = 1; i <= stops.length; i++) {
    const start = at < 0 && back ? 0 : at;
    const stop = stops[(start + (back ? -i : i) + 2 * stops.length) % stops.length];
    if (stop != null) {
      stop.focus();
      return true;
    }
  }
  return false;
}

/** Listens to keys wherever the focus is, save where a person types or a control has use for the key itself. */
export function listenToKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || trace.value === null) return;
    const target = event.target as HTMLElement;
    if (target.matches('input, select, textarea')) return;
    if (event.key === ' ' && target.matches('button')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (pressedInList(key, target) || pressed(key, event.shiftKey) || (key === 'F6' && toRegion(event.shiftKey))) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}
