/** What is paused: contexts that left the stack at `await` or `yield` and will come back. */

import type { DrawnAgent, DrawnContext } from '../../src/trace/read';
import { listRows } from '../app/selectors';
import { chooseContext, isChosen, isOpen, setOpen, state } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { SuspendedShape } from '../components/shapes';
import { Head, PlaceChip } from '../components/text';
import { FrameDetails } from './frame-details';

const SHOWN = 6;
const FOLD = 'suspended';

export function Suspended({ agent }: { agent: DrawnAgent }) {
  const resumed = state.value?.moved.find((m) => m.from === 'suspended')?.context;
  const back = resumed == null ? undefined : agent.stack.find((c) => c.id === resumed);
  const all = agent.suspended;
  if (all.length === 0 && back === undefined) return null;
  const open = isOpen(FOLD);
  const { shown, more } = listRows(all, SHOWN, open);
  return (
    <section class="suspended" data-part="suspended" data-region aria-label="Suspended">
      <Head title="Suspended">{all.length}</Head>
      {back !== undefined && (
        <p class="ghost">
          <code>{back.title}</code> <span>to the stack</span>
        </p>
      )}
      <RowList label="Suspended contexts">
        {shown.map((frame) => (
          <Paused key={frame.id} frame={frame} />
        ))}
        {more !== null && <FoldLine words={more} press={() => setOpen(FOLD, !open)} />}
      </RowList>
    </section>
  );
}

function Paused({ frame }: { frame: DrawnContext }) {
  const chosen = isChosen(frame.id);
  return (
    <li class={chosen ? 'chosen' : ''} data-frame={frame.id} data-key={`context ${frame.id}`}>
      <button
        type="button"
        class="row"
        data-row
        tabIndex={-1}
        data-origin={frame.pushedAt}
        aria-pressed={chosen}
        title={`${frame.title}\n${frame.detail}`}
        onClick={() => chooseContext(frame.id)}
      >
        <span class="line">
          <SuspendedShape context={frame} />
          <code class="name">{frame.title}</code>
        </span>
        <span class="second">{frame.detail}</span>
      </button>
      <PlaceChip place={frame.place} />
      {chosen && <FrameDetails frame={frame} />}
    </li>
  );
}
