/** What the shown context can see: its environments, and the heap objects they lead to. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DrawnBinding, DrawnEnvironment, DrawnObject } from '../../src/trace/read';
import { bindingRows, heapOrder } from '../select-data';
import { context, layout, scopeContext, state } from '../state';
import { Head, Icon, PlaceChip, PromiseShape, StepLink, Value } from './basics';

const HEAP_SHOWN = 12;
/** More than this, and lines tell less than numbers do. */
const ARROWS_SHOWN = 8;

export function Data() {
  const box = useRef<HTMLDivElement>(null);
  const [paths, setPaths] = useState<readonly string[]>([]);
  const arrows = layout.value !== 'narrow';
  const update = () => {
    const next = box.current !== null && arrows ? arrowsIn(box.current) : [];
    setPaths((old) => (old.join() === next.join() ? old : next));
  };
  useLayoutEffect(update);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(update);
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, [arrows]);
  return (
    <div class="data" ref={box}>
      {paths.length > 0 && (
        <svg class="lines" aria-hidden="true" width="100%" height="100%">
          {paths.map((path) => (
            <path key={path} class="reference" d={path} />
          ))}
        </svg>
      )}
      <Scope />
      <Heap />
    </div>
  );
}

function Scope() {
  const shown = context.value;
  const listed = scopeContext.value;
  return (
    <section class="scope" data-part="scope" aria-label="Scope">
      <Head title="Scope">{shown === null ? '' : `of ${shown.title}`}</Head>
      {shown === null && <p class="quiet note">No context runs.</p>}
      {shown !== null && shown.scope.length === 0 && (
        <p class="quiet note">
          {shown.kind === 'builtin'
            ? `Built in, provided by ${shown.provider ?? 'ECMAScript'}: no bindings of its own.`
            : 'Its bindings are not made yet.'}
        </p>
      )}
      {listed !== null && listed !== shown && (
        <p class="quiet note">
          Called from <code>{listed.title}</code>, which sees:
        </p>
      )}
      {listed?.scope.map((environment, index) => (
        <Environment key={environment.id} environment={environment} outer={index > 0} />
      ))}
    </section>
  );
}

function Environment({ environment, outer }: { environment: DrawnEnvironment; outer: boolean }) {
  const [open, setOpen] = useState(false);
  const { shown, functions, wrapper, more } = bindingRows(environment.bindings, open);
  return (
    <div class="environment">
      <h3>
        {outer && <span class="quiet">↑ outer </span>}
        {environment.title}
      </h3>
      <ul>
        {environment.bindings.length === 0 && <li class="quiet none">no bindings</li>}
        {shown.map((binding) => (
          <Binding key={binding.name} binding={binding} />
        ))}
        <Folded names={functions} words="functions" open={() => setOpen(true)} />
        <Folded names={wrapper} words="of the module" open={() => setOpen(true)} />
        {more > 0 && (
          <li class="fold">
            <button type="button" class="link" onClick={() => setOpen(true)}>
              + {more} more
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Several bindings in one line; a click lists them one by one. */
function Folded({ names, words, open }: { names: readonly string[]; words: string; open: () => void }) {
  if (names.length === 0) return null;
  return (
    <li class="binding folded" title={names.join(', ')}>
      <button type="button" class="row" onClick={open}>
        <span class="name">{names.join(', ')}</span> <span class="quiet">{words}</span>
      </button>
    </li>
  );
}

function Binding({ binding }: { binding: DrawnBinding }) {
  const { name, value, changed, writtenAt, constant } = binding;
  const written = writtenAt === null ? '' : `, written at step ${writtenAt}`;
  return (
    <li
      class={`binding ${changed ? 'changed' : ''}`}
      title={`${constant ? 'const ' : ''}${name}: ${value.text}${written}`}
      data-ref={value.object ?? undefined}
    >
      <span class="name">{name}</span>
      {changed && <span class="spoken">, changed by this step</span>}{' '}
      {value.object === null ? (
        <Value value={value} />
      ) : (
        <>
          <span class="to">→ </span>
          <a class="number" href={`#heap-${value.object}`}>
            #{value.object}
          </a>
          <span class="glance">
            {' '}
            <Value value={value} />
          </span>
        </>
      )}
    </li>
  );
}

function Heap() {
  const [open, setOpen] = useState(false);
  const objects = heapOrder(state.value?.heap(scopeContext.value?.id) ?? [], scopeContext.value?.scope ?? []);
  const shown = open ? objects : objects.slice(0, HEAP_SHOWN);
  return (
    <section class="heap" data-part="heap" aria-label="Heap">
      <Head title="Heap">{objects.length === 0 ? 'nothing reached' : 'reached from here'}</Head>
      <ul>
        {shown.map((object) => (
          <Node key={object.id} object={object} />
        ))}
        {objects.length > HEAP_SHOWN && (
          <li class="fold">
            <button type="button" class="link" onClick={() => setOpen(!open)}>
              {open ? 'Fold' : `+ ${objects.length - HEAP_SHOWN} more`}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Node({ object }: { object: DrawnObject }) {
  const [open, setOpen] = useState(false);
  const changed = object.properties.some((p) => p.changed);
  const can = object.properties.length > 0 || object.environment !== null;
  return (
    <li
      class={`node ${object.reachable ? '' : 'garbage'} ${changed ? 'changed' : ''}`}
      id={`heap-${object.id}`}
      data-heap={object.id}
      tabIndex={-1}
    >
      <button
        type="button"
        class="row"
        aria-expanded={can ? open : undefined}
        title={`${object.title} #${object.id}\n${object.detail}`}
        onClick={() => can && setOpen(!open)}
      >
        <span class="line">
          {object.promise !== null && <PromiseShape state={object.promise} />}
          {object.kind === 'generator' && <Icon name="run-below" part="paused" />}
          <code class="name">{object.title}</code> <span class="number">#{object.id}</span>
          {!object.reachable && <span class="label">unreachable</span>}
        </span>
        {object.detail !== '' && object.detail !== object.title && <span class="second">{object.detail}</span>}
      </button>
      {open && (
        <dl class="details">
          {object.properties.map((property) => (
            <div key={property.name} class={property.changed ? 'changed' : ''}>
              <dt>{property.name}</dt>
              <dd>
                <Value value={property.value} linked />
              </dd>
            </div>
          ))}
          {object.more > 0 && <div class="quiet">and {object.more} more</div>}
          <div class="quiet">
            made at step <StepLink step={object.createdAt} /> <PlaceChip place={object.place} />
          </div>
        </dl>
      )}
    </li>
  );
}

/** Paths from bindings to the heap nodes they refer to, fanned out so that neighbours do not share a line. */
function arrowsIn(box: HTMLElement): string[] {
  const origin = box.getBoundingClientRect();
  const heap = box.querySelector('.heap')?.getBoundingClientRect();
  if (heap === undefined) return [];
  const paths: string[] = [];
  for (const from of box.querySelectorAll<HTMLElement>('.binding[data-ref]')) {
    const to = box.querySelector<HTMLElement>(`[data-heap="${from.dataset.ref}"]`);
    if (to === null || paths.length >= ARROWS_SHOWN) continue;
    const end = (from.lastElementChild ?? from).getBoundingClientRect();
    const row = from.getBoundingClientRect();
    const node = to.getBoundingClientRect();
    const x1 = Math.round(Math.min(end.right, row.right) - origin.left + 6);
    const y1 = Math.round(row.top + row.height / 2 - origin.top) + 0.5;
    const x2 = Math.round(node.left - origin.left - 3);
    const y2 = Math.round(node.top + 10 - origin.top) + 0.5;
    const bend = x2 - 8 - (paths.length % 4) * 3;
    if (x1 > bend - 4) continue;
    const r = Math.min(5, Math.abs(y2 - y1) / 2);
    const sign = Math.sign(y2 - y1);
    paths.push(
      r < 1
        ? `M${x1} ${y1} H${x2 - 1} M${x2 - 4} ${y2 - 3} L${x2} ${y2} L${x2 - 4} ${y2 + 3}`
        : `M${x1} ${y1} H${bend - r} Q${bend} ${y1} ${bend} ${y1 + sign * r} V${y2 - sign * r} ` +
            `Q${bend} ${y2} ${bend + r} ${y2} H${x2} M${x2 - 4} ${y2 - 3} L${x2} ${y2} L${x2 - 4} ${y2 + 3}`,
    );
  }
  return paths;
}
