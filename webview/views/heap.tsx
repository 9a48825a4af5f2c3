/** Heap objects that the scope leads to, nearest first. */

import type { DrawnContext, DrawnObject } from '../../src/trace/read';
import { isOpen, setOpen, state } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { GeneratorShape, PromiseShape } from '../components/shapes';
import { Head, PlaceChip, StepLink, Value } from '../components/text';
import { heapOrder } from '../diagrams/layout/bindings';

const HEAP_SHOWN = 12;

const FOLD = 'heap';

export function Heap({ of }: { of: DrawnContext | null }) {
  const open = isOpen(FOLD);
  const objects = heapOrder(state.value?.heap(of?.id) ?? [], of?.scope ?? []);
  const shown = open ? objects : objects.slice(0, HEAP_SHOWN);
  return (
    <section class="heap" data-part="heap" data-region aria-label="Heap">
      <Head title="Heap">{objects.length === 0 ? 'nothing reached' : 'reached from here'}</Head>
      <RowList label="Heap objects, nearest first">
        {shown.map((object) => (
          <Node key={object.id} object={object} />
        ))}
        {objects.length > HEAP_SHOWN && (
          <FoldLine
            words={open ? 'Fold' : `+ ${objects.length - HEAP_SHOWN} more`}
            press={() => setOpen(FOLD, !open)}
          />
        )}
      </RowList>
    </section>
  );
}

function Node({ object }: { object: DrawnObject }) {
  const key = `object ${object.id}`;
  const open = isOpen(key);
  const changed = object.properties.some((p) => p.changed);
  const can = object.properties.length > 0 || object.environment !== null;
  return (
    <li
      class={`node ${object.reachable ? '' : 'garbage'} ${changed ? 'changed' : ''}`}
      id={`heap-${object.id}`}
      data-heap={object.id}
    >
      <button
        type="button"
        class="row"
        data-row
        tabIndex={-1}
        data-origin={object.createdAt}
        aria-expanded={can ? open : undefined}
        title={`${object.title} #${object.id}\n${object.detail}`}
        onClick={() => can && setOpen(key, !open)}
      >
        <span class="line">
          {object.promise !== null && <PromiseShape state={object.promise} />}
          {object.kind === 'generator' && <GeneratorShape />}
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
            made at step <StepLink step={object.createdAt} /> <PlaceChip place={object.place} tab />
          </div>
        </dl>
      )}
    </li>
  );
}
