/** The event loop as a rail: its stations, each with the entries that wait there. */

import { useState } from 'preact/hooks';
import type { DrawnAgent, DrawnJob, Station } from '../../src/trace/read';
import { litStation, nextEntry, queueEntries } from '../select';
import { state } from '../state';
import { JobShape, PlaceChip } from './basics';

const TAGS: Record<Station['state'], string> = {
  idle: '',
  now: 'now',
  next: 'next',
  waiting: 'waiting',
  draining: 'draining',
};

export function Rail({ agent }: { agent: DrawnAgent }) {
  const next = nextEntry(agent);
  return (
    <ol class="rail" aria-label="Event loop">
      {agent.stations.map((station) => (
        <Stop key={station.id} agent={agent} station={station} next={next} />
      ))}
    </ol>
  );
}

function Stop({ agent, station, next }: { agent: DrawnAgent; station: Station; next: DrawnJob | null }) {
  const [pages, setPages] = useState(0);
  const { shown, hidden } = queueEntries(station.entries, pages);
  const tag = TAGS[station.state];
  const lit = station.state === 'now' || station.state === 'draining';
  const gone = goneFrom(agent, station);
  return (
    <li
      class={`station ${station.state} ${station.spur ? 'spur' : ''} ${shown.length > 0 ? 'full' : ''}`}
      data-part="station"
      data-station={station.id}
      aria-current={lit ? 'true' : undefined}
    >
      <span class="ring" data-ring aria-hidden="true" />
      <div class="sign">
        <span class="title">{station.title}</span>
        {tag !== '' && <span class={`tag ${station.state}`}>{tag}</span>}
        {station.entries.length > 3 && <span class="count">{station.entries.length}</span>}
        <span class="hint">{station.hint}</span>
      </div>
      {(shown.length > 0 || gone !== null) && (
        <ol class="entries">
          {gone !== null && (
            <li class="ghost">
              <code>{gone}</code> to the stack
            </li>
          )}
          {shown.map((job, index) => (
            <Entry key={job.id} job={job} next={job === next} source={sourceOf(station, shown, index)} />
          ))}
          {hidden > 0 && (
            <li class="fold">
              <button type="button" class="link" onClick={() => setPages(pages + 1)}>
                + {hidden.toLocaleString('en')} more
              </button>
            </li>
          )}
        </ol>
      )}
    </li>
  );
}

/** The job that this very step took from a station: it is the running one, and its station is the lit one. */
function goneFrom(agent: DrawnAgent, station: Station): string | null {
  const { running } = agent;
  const taken = state.value?.moved.some((m) => m.to === 'stack' && m.job !== null && m.job === running?.id) ?? false;
  return taken && running !== null && litStation(agent.stations) === station ? running.title : null;
}

/** The source of a task, written once for neighbours of the same queue; only the HTML loop's tasks have several queues. */
function sourceOf(station: Station, jobs: readonly DrawnJob[], index: number): string | null {
  if (station.id !== 'tasks') return null;
  const { source } = jobs[index]!;
  return index > 0 && jobs[index - 1]!.source === source ? '' : source;
}

function Entry({ job, next, source }: { job: DrawnJob; next: boolean; source: string | null }) {
  return (
    <li class={`slot ${source === null ? '' : 'sourced'}`}>
      {source !== null && <span class="source">{source}</span>}
      <div
        class={`entry job ${job.kind}`}
        tabIndex={-1}
        data-job={job.id}
        data-entry-kind={job.kind}
        title={`${job.title}\n${job.detail}`}
      >
        <div class="line">
          <JobShape kind={job.kind} />
          <code class="name">{job.title}</code>
          {next && <span class="tag next">next</span>}
          <PlaceChip place={job.place} />
        </div>
        {job.detail !== '' && <div class="second">{job.detail}</div>}
      </div>
    </li>
  );
}
