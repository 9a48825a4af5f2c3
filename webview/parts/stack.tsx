/** What runs and what is paused: the stack with its job at the foot, the suspended contexts below. */

import { useState } from 'preact/hooks';
import type { DrawnAgent, DrawnContext, DrawnJob } from '../../src/trace/read';
import { stackRows } from '../select';
import { chooseContext, context, isChosen } from '../state';
import { Head, Icon, JobShape, NowArrow, PlaceChip, StepLink, Value } from './basics';

const KIND_WORDS: Record<DrawnJob['kind'], string> = { task: 'Task', microtask: 'Microtask', nextTick: 'nextTick' };

export function Stack({ agent }: { agent: DrawnAgent }) {
  const [open, setOpen] = useState(false);
  const rows = stackRows(agent.stack, open);
  return (
    <section class="stack" data-part="stack" aria-label="Stack">
      <Head title="Stack">{agent.stack.length}</Head>
      <div class="pile">
        <ol class="frames">
          {rows.map((row) =>
            row.kind === 'fold' ? (
              <li key="fold" class="fold">
                <button type="button" class="link" onClick={() => setOpen(true)}>
                  … {row.hidden} more
                </button>
              </li>
            ) : (
              <Frame key={row.frame.id} frame={row.frame} top={row.top} brief={row.brief} />
            ),
          )}
        </ol>
        {agent.running === null ? <Idle phase={agent.phase} /> : <Foot job={agent.running} />}
        {open && agent.stack.length > rows.length - 1 && agent.stack.length > 8 && (
          <button type="button" class="link fold-again" onClick={() => setOpen(false)}>
            Fold the stack
          </button>
        )}
      </div>
    </section>
  );
}

function Idle({ phase }: { phase: string }) {
  return (
    <p class="foot idle" data-foot>
      <span class="quiet">{phase === 'ended' ? 'The run is over' : 'No job runs'}</span>
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
    <div class={`foot job ${job.kind}`} data-foot data-entry-kind={job.kind} key={job.id}>
      <div class="line">
        <JobShape kind={job.kind} filled />
        <span class="name">
          {KIND_WORDS[job.kind]} <code>{job.title}</code>
        </span>
        <PlaceChip place={job.place} />
      </div>
      {life.length > 0 && (
        <div class="second">
          {life.map(([word, step], index) => (
            <span key={word}>
              {index > 0 && ' → '}
              {word} <StepLink step={step} />
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
  const shown = context.value?.id === frame.id;
  return (
    <li class={`frame ${top ? 'top' : ''} ${chosen ? 'chosen' : ''}`} data-frame={frame.id}>
      <button
        type="button"
        class="row"
        aria-current={top ? 'step' : undefined}
        aria-pressed={shown}
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
      {chosen && <Details frame={frame} />}
    </li>
  );
}

/** What else a frame knows; only on the chosen one. */
function Details({ frame }: { frame: DrawnContext }) {
  return (
    <dl class="details">
      {frame.thisValue !== null && (
        <>
          <dt>this</dt>
          <dd>
            <Value value={frame.thisValue} linked />
          </dd>
        </>
      )}
      {frame.newTarget !== null && (
        <>
          <dt>new.target</dt>
          <dd>
            <Value value={frame.newTarget} linked />
          </dd>
        </>
      )}
      {frame.args.map((value, index) => (
        <FragmentRow key={index} name={`argument ${index + 1}`}>
          <Value value={value} linked />
        </FragmentRow>
      ))}
      <FragmentRow name="pushed">
        step <StepLink step={frame.pushedAt} />
      </FragmentRow>
    </dl>
  );
}

function FragmentRow({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function Suspended({ agent }: { agent: DrawnAgent }) {
  if (agent.suspended.length === 0) return null;
  return (
    <section class="suspended" data-part="suspended" aria-label="Suspended">
      <Head title="Suspended">{agent.suspended.length}</Head>
      <ul>
        {agent.suspended.map((frame) => (
          <li key={frame.id} class={isChosen(frame.id) ? 'chosen' : ''} data-frame={frame.id}>
            <button
              type="button"
              class="row"
              aria-pressed={isChosen(frame.id)}
              title={`${frame.title}\n${frame.detail}`}
              onClick={() => chooseContext(frame.id)}
            >
              <span class="line">
                <Icon name={frame.isGenerator && !frame.isAsync ? 'run-below' : 'debug-pause'} part="paused" />
                <code class="name">{frame.title}</code>
              </span>
              <span class="second">{frame.detail}</span>
            </button>
            <PlaceChip place={frame.place} />
          </li>
        ))}
      </ul>
    </section>
  );
}
