/** The event loop as a rail: its stations, each with the entries that wait there. */

import { useState } from 'preact/hooks';
import type { DrawnAgent, DrawnJob, Station } from '../../src/trace/read';
import { grouped, litStation, nextEntry, queueEntries } from '../app/selectors';
import { state } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { JobShape } from '../components/shapes';
import { PlaceChip } from '../components/text';

export function Rail({ agent }: { agent: DrawnAgent }) {
  const next = nextEntry(agent);
  return (
    <ol class="rail" data-part="rail" data-region aria-label="Event loop">
      {agent.stations.map((station) => (
        <Stop key={station.id} agent={agent} station={station} next={next} />
      ))}
    </ol>
  );
}

interface StopProps {
  readonly agent: DrawnAgent;
  readonly station: Station;
  readonly next: DrawnJob | null;
}

function Stop({ agent, station, next }: StopProps) {
  const [pages, setPages] = useState(0);
  const { shown, hidden } = queueEntries(station.entries, pages);
  const lit = station.state === 'now' || station.state === 'draining';
  const gone = goneFrom(agent, station);
  const full = shown.length > 0 || gone !== null;
  return (
    <li
      class={`station ${station.state} ${station.spur ? 'spur' : ''} ${full ? 'full' : ''}`}
      data-part="station"
      data-station={station.id}
      aria-current={lit ? 'true' : undefined}
    >
      <span class="ring" data-ring aria-hidden="true" />
      <div class="sign">
        <span class="title">{station.title}</span>
        {station.state !== 'idle' && <span class={`tag ${station.state}`}>{station.state}</span>}
        {station.entries.length > 3 && <span class="count">{grouped(station.entries.length)}</span>}
        <span class="hint">{station.hint}</span>
      </div>
      {full && (
        <RowList as="ol" class="entries" label={`${station.title}, oldest first`}>
          {gone !== null && (
            <li class={`ghost ${gone.kind}`}>
              <code>{gone.title}</code> <span>to the stack</span>
            </li>
          )}
          {shown.map((job, index) => (
            <Entry key={job.id} job={job} next={job === next} source={sourceOf(station, shown, index)} />
          ))}
          {hidden > 0 && <FoldLine words={`+ ${grouped(hidden)} more`} press={() => setPages(pages + 1)} />}
        </RowList>
      )}
    </li>
  );
}

/** The job that this very step took from a station: it is the running one, and its station is the lit one. */
function goneFrom(agent: DrawnAgent, station: Station): DrawnJob | null {
  const { running } = agent;
  const taken = state.value?.moved.some((m) => m.to === 'stack' && m.job !== null && m.job === running?.id) ?? false;
  return taken && running !== null && litStation(agent.stations) === station ? running : null;
}

/** The source of a task, written once for neighbours of the same queue; only the HTML loop's tasks have several queues. */
function sourceOf(station: Station, jobs: readonly DrawnJob[], index: number): string | null {
  if (station.id !== 'tasks') return null;
  const { source } = jobs[index]!;
  return index > 0 && jobs[index - 1]!.source === source ? '' : source;
}

function Entry({ job, next, source }: { job: DrawnJob; next: boolean; source: string | null }) {
  const fresh = state.value !== null && job.queuedAt === state.value.step;
  return (
    <li class={`slot ${source === null ? '' : 'sourced'}`}>
      {source !== null && (
        <span class="source" title={source}>
          {source}
        </span>
      )}
      <div
        class={`entry job ${job.kind} ${fresh ? 'fresh' : ''}`}
        data-job={job.id}
        data-entry-kind={job.kind}
        data-key={`job ${job.id}`}
        data-from={job.setAt === null ? undefined : `timer ${job.setAt}`}
      >
        <button
          type="button"
          class="row"
          data-row
          tabIndex={-1}
          data-cause={job.cause ?? undefined}
          data-origin={job.queuedAt ?? job.setAt ?? undefined}
          title={`${job.title}\n${job.detail}`}
        >
          <span class="line">
            <JobShape kind={job.kind} />
            <code class="name">{job.title}</code>
            {fresh && <span class="spoken">queued by this step</span>}
            {next && <span class="tag next">next</span>}
          </span>
          {job.detail !== '' && <span class="second">{job.detail}</span>}
        </button>
        <PlaceChip place={job.place} />
      </div>
    </li>
  );
}
