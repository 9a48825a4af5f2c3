/** The agents of the run: one is a label, several are switches with a count of what waits. */

import type { DrawnAgent } from '../../src/trace/read';
import { counted } from '../app/selectors';
import { agent, chooseAgent, state } from '../app/store';
import { Icon } from '../components/icon';

export function Agents() {
  const agents = state.value?.agents ?? [];
  const shown = agent.value;
  if (shown === null) return null;
  const realms = agents.reduce((sum, a) => sum + a.realms.length, 0);
  const many = agents.length > 1;
  return (
    <section class={`agents ${many ? 'many' : ''}`} data-part="agents" data-region aria-label="Agents">
      {agents.map((a) =>
        many ? (
          <button
            type="button"
            class="agent"
            key={a.id}
            data-agent={a.id}
            aria-pressed={a.id === shown.id}
            onClick={() => chooseAgent(a.id)}
          >
            <Inside of={a} />
            <Waiting of={a} />
          </button>
        ) : (
          <span class="agent" key={a.id} data-agent={a.id}>
            <Inside of={a} />
          </span>
        ),
      )}
      <span class="quiet">
        {counted(agents.length, 'agent')}, {counted(realms, 'realm')}
      </span>
    </section>
  );
}

function Inside({ of }: { of: DrawnAgent }) {
  const icon = of.kind.includes('node') ? 'server-process' : of.kind.includes('worker') ? 'server' : 'window';
  return (
    <>
      <Icon name={icon} />
      <span>{of.title}</span>
      {of.realms.map((realm) => (
        <code key={realm.id} class={`realm ${realm.running ? 'running' : ''}`} title={realm.running ? 'running' : ''}>
          {realm.title}
        </code>
      ))}
    </>
  );
}

function Waiting({ of }: { of: DrawnAgent }) {
  const count = of.stations.reduce((sum, station) => sum + station.entries.length, 0);
  return (
    <span class="count" title={`${counted(count, 'job')} waiting`}>
      {count}
    </span>
  );
}
