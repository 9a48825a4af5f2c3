/** Lets the eye follow a step: things with a `data-key` slide from where they were, new ones enter, frames leave upward. */

import { type Box, movements } from '../layout/moves';

const SLIDE = { duration: 170, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' } as const;
const ENTER = { duration: 140, easing: 'ease-out' } as const;
const OUTLINE = { duration: 600, easing: 'ease-out' } as const;
const RISE = 8;

let running: Animation[] = [];
let before: { boxes: Map<string, Box>; elements: Map<string, HTMLElement> } | null = null;

function measured(root: ParentNode) {
  const boxes = new Map<string, Box>();
  const elements = new Map<string, HTMLElement>();
  for (const element of root.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = element.dataset.key!;
    boxes.set(key, element.getBoundingClientRect());
    elements.set(key, element);
  }
  return { boxes, elements };
}

/** Remembers where everything is; called while the old step is still drawn. */
export function capture(root: HTMLElement): void {
  for (const animation of running) animation.cancel();
  running = [];
  before = measured(root);
}

/** Plays from the remembered places to the present ones. Resolves when all is at rest. */
export async function playMotion(root: HTMLElement): Promise<void> {
  if (before === null) return;
  const from = before;
  before = null;
  const still =
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');
  const now = measured(root);
  const origin = (key: string): string | undefined => now.elements.get(key)?.dataset.from;
  for (const movement of movements(from.boxes, now.boxes, origin)) {
    const element = now.elements.get(movement.key);
    if (movement.kind === 'left') {
      const gone = from.elements.get(movement.key);
      if (!still && gone?.classList.contains('frame')) leave(root, gone, from.boxes.get(movement.key)!);
    } else if (element !== undefined) {
      run(element, movement.kind === 'entered' ? entering(still) : sliding(still, movement.dx, movement.dy));
    }
  }
  await Promise.allSettled(running.map((animation) => animation.finished));
}

interface Play {
  readonly frames: Keyframe[];
  readonly options: KeyframeAnimationOptions;
}

function sliding(still: boolean, dx: number, dy: number): Play {
  return still
    ? outlined
    : {
        frames: [
          { transform: `translate(${dx}px, ${dy}px)`, zIndex: 3 },
          { transform: 'none', zIndex: 3 },
        ],
        options: SLIDE,
      };
}

function entering(still: boolean): Play {
  return still
    ? outlined
    : {
        frames: [
          { opacity: 0, transform: `translateY(-${RISE}px)` },
          { opacity: 1, transform: 'none' },
        ],
        options: ENTER,
      };
}

/** Nothing moves for people who asked for that; the outline says what would have. */
const outlined: Play = {
  frames: [{ outline: '2px solid var(--now)' }, { outline: '2px solid transparent' }],
  options: OUTLINE,
};

function run(element: HTMLElement, { frames, options }: Play): void {
  running.push(element.animate(frames, options));
}

/** A frame that returned goes up once more: a copy without a name, gone when done. */
function leave(root: HTMLElement, gone: HTMLElement, box: Box): void {
  const copy = gone.cloneNode(true) as HTMLElement;
  for (const part of [copy, ...copy.querySelectorAll<HTMLElement>('*')]) {
    part.removeAttribute('id');
    for (const name of Object.keys(part.dataset)) delete part.dataset[name];
  }
  copy.setAttribute('aria-hidden', 'true');
  copy.inert = true;
  copy.classList.add('leaving');
  const { left, top, width, height } = box;
  Object.assign(copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  root.append(copy);
  const animation = copy.animate([{ opacity: 1 }, { opacity: 0, transform: `translateY(-${2 * RISE}px)` }], ENTER);
  const remove = (): void => copy.remove();
  animation.finished.then(remove, remove);
  running.push(animation);
}
