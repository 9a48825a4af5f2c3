/** What runs: the stack, newest frame on top, with its job at the foot. */

import type { DrawnAgent, DrawnContext, DrawnJob, TraceState } from '../../src/trace/read';
import { stackRows } from '../app/selectors';
import { chooseContext, context, isChosen, isOpen, setOpen, state } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { JobShape, NowArrow } from '../components/shapes';
import { Head, PlaceChip, StepLink } from '../components/text';
import { FrameDetails } from './frame-details';

const KIND_WORDS: Record<DrawnJob['kind'], string> = { task: 'Task', microtask: 'Microtask', nextTick: 'nextTick' };
const FOLD = 'stack';

export function Stack({ agent }: { agent: DrawnAgent }) {
  const open = isOpen(FOLD);
  const rows = stackRows(agent.stack, open);
  const foldable = stackRows(agent.stack, false).length < agent.stack.length;
  return (
    <section class="stack" data-part="stack" data-region aria-label="Stack">
      <Head title="Stack">{agent.stack.length === 0 ? 'empty' : agent.stack.length}</Head>
      <div class="pile">
        <Ghost agent={agent} state={state.value} />
        <RowList as="ol" class="frames" label="Execution contexts, newest first">
          {rows.map((row) =>
            row.kind === 'fold' ? (
              <FoldLine key="fold" words={`… ${row.hidden} more`} press={() => setOpen(FOLD, true)} />
            ) : (
              <Frame key={row.frame.id} frame={row.frame} top={row.top} brief={row.brief} />
            ),
          )}
          {open && foldable && <FoldLine words="Fold the stack" press={() => setOpen(FOLD, false)} />}
        </RowList>
        {agent.running === null ? <Idle phase={agent.phase} /> : <Foot job={agent.running} />}
      </div>
    </section>
  );
}

/** The slot of a frame that this step took off the stack and that waits beside it. */
function Ghost({ agent, state: drawn }: { agent: DrawnAgent; state: TraceState | null }) {
  const id = drawn?.moved.find((m) => m.to === 'suspended')?.context;
  const gone = id == null ? undefined : agent.suspended.findLast((c) => c.id === id);
  if (gone === undefined) return null;
  return (
    <p class="ghost frame-ghost">
      <code>{gone.title}</code> <span>to Suspended</span>
    </p>
  );
}

function Idle({ phase }: { phase: string }) {
  return (
    <p class="foot idle" data-foot>
      {phase === 'ended' ? 'The run is over' : 'No job is running'}
    </p>
  );
}

/** The running job under its frames; its life is told by steps. */
function Foot({ job }: { job: DrawnJob }) {
  const life = [
    ['set', job.setAt],
    ['queued', job.queuedAt],
    ['runs', job.runsAt],
  ].filter((part): part is [string, number] => part[1] !== null);
  return (
    <div
      class={`foot job ${job.kind}`}
      data-foot
      data-entry-kind={job.kind}
      data-job={job.id}
      data-key={`job ${job.id}`}
      key={job.id}
      title={`${KIND_WORDS[job.kind]} ${job.title}\n${job.detail}`}
    >
      <div class="line">
        <JobShape kind={job.kind} filled />
        <span class="name">
          {KIND_WORDS[job.kind]} <code>{job.title.replace(/^resume /, '')}</code>
        </span>
        <PlaceChip place={job.place} />
      </div>
      {life.length > 0 && (
        <div class="second">
          {life.map(([word, at], index) => (
            <span key={word}>
              {index > 0 && ' → '}
              {word} <StepLink step={at} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function labelsOf(frame: DrawnContext): string[] {
  return [frame.resumed ? 'resumed' : frame.isAsync ? 'async' : '', frame.provider ?? ''].filter((text) => text !== '');
}

function Frame({ frame, top, brief }: { frame: DrawnContext; top: boolean; brief: boolean }) {
  const chosen = isChosen(frame.id);
  return (
    <li
      class={`frame ${top ? 'top' : ''} ${chosen ? 'chosen' : ''}`}
      data-frame={frame.id}
      data-key={`context ${frame.id}`}
    >
      <button
        type="button"
        class="row"
        data-row
        tabIndex={-1}
        data-origin={frame.pushedAt}
        aria-current={top ? 'step' : undefined}
        aria-pressed={context.value?.id === frame.id}
        title={`${frame.title}\n${frame.detail}`}
        onClick={() => chooseContext(frame.id)}
      >
        <span class="line">
          {top && <NowArrow />}
          <code class="name">{frame.title}</code>
          {labelsOf(frame).map((label) => (
            <span class="label" key={label}>
              {label}
            </span>
          ))}
        </span>
        {!brief && frame.detail !== '' && <code class="second">{frame.detail}</code>}
      </button>
      <PlaceChip place={frame.place} />
      {chosen && <FrameDetails frame={frame} />}
    </li>
  );
}
