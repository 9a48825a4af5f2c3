/** Draws the arrows between scope and heap, where their rows came to lie. */

import { useLayoutEffect, useState } from 'preact/hooks';
import { type Reference, referencePaths } from '../layout/references';

interface Props {
  readonly box: { readonly current: HTMLElement | null };
}

export function References({ box }: Props) {
  const [paths, setPaths] = useState<readonly string[]>([]);
  const update = (): void => {
    const next = box.current === null ? [] : referencePaths(measure(box.current));
    setPaths((old) => (old.join() === next.join() ? old : next));
  };
  useLayoutEffect(update);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(update);
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <svg class="lines" aria-hidden="true" width="100%" height="100%">
      {paths.map((path) => (
        <path key={path} class="reference" d={path} />
      ))}
    </svg>
  );
}

function measure(box: HTMLElement): Reference[] {
  const origin = box.getBoundingClientRect();
  const references: Reference[] = [];
  for (const from of box.querySelectorAll<HTMLElement>('.binding[data-ref]')) {
    const to = box.querySelector<HTMLElement>(`[data-heap="${from.dataset.ref}"]`);
    if (to === null) continue;
    const row = from.getBoundingClientRect();
    const end = (from.lastElementChild ?? from).getBoundingClientRect();
    const node = to.getBoundingClientRect();
    references.push({
      from: {
        x: Math.round(Math.min(end.right, row.right) - origin.left + 6),
        y: Math.round(row.top + row.height / 2 - origin.top) + 0.5,
      },
      to: { x: Math.round(node.left - origin.left - 3), y: Math.round(node.top + 10 - origin.top) + 0.5 },
    });
  }
  return references;
}
