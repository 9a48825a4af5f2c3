/** The panel as a whole: its order is fixed, its arrangement follows its width. */

import { act } from '../host';
import { KEYS } from '../keys';
import { counted } from '../select';
import { agent, chooseAgent, failure, keysShown, layout, low, motion, state, trace } from '../state';
import { Icon } from './basics';
import { Data } from './data';
import { Console, Steps } from './records';
import { Notices, Says } from './says';
import { Next, Stage } from './stage';
import { Strip } from './strip';
import { Transport } from './transport';

export function Panel() {
  const wide = layout.value === 'wide';
  const drawn = agent.value;
  return (
    <div class={`panel ${layout.value} ${low.value ? 'low' : ''} move-${motion.value}`}>
      <Transport />
      {keysShown.value && <Keys />}
      <Notices />
      {state.value === null ? (
        <Empty />
      ) : (
        <>
          <Says />
          <main class="body" tabIndex={-1}>
            <div class="first">
              <Agents />
              {drawn === null ? <p class="before quiet">Nothing runs yet.</p> : <Stage />}
              {drawn !== null && <Next of={drawn} />}
              {wide && <Steps />}
            </div>
            <div class="second-column">
              <Data />
              {wide && <Console />}
            </div>
          </main>
          {!wide && <Console />}
          <section aria-label="The whole run">
            <Strip />
          </section>
        </>
      )}
    </div>
  );
}

function Empty() {
  return (
    <main class="empty">
      {failure.value !== null ? (
        <p>This trace can't be read: {failure.value}</p>
      ) : (
        <p>
          No trace yet. Open a JavaScript or TypeScript file and choose{' '}
          <button type="button" class="link" onClick={() => act('trace')}>
            Trace Execution
          </button>
          .
        </p>
      )}
    </main>
  );
}

/** One agent is a label, several are switches with a count of what waits. */
function Agents() {
  const agents = state.value?.agents ?? [];
  const shown = agent.value;
  if (shown === null) return null;
  const realms = agents.reduce((sum, a) => sum + a.realms.length, 0);
  return (
    <section class={`agents ${agents.length > 1 ? 'many' : ''}`} aria-label="Agents">
      {agents.map((a) => {
        const inside = (
          <>
            <Icon name={a.kind.includes('node') ? 'server-process' : a.kind.includes('worker') ? 'server' : 'window'} />
            <span>{a.title}</span>
            {a.realms.map((realm) => (
              <code key={realm.id} class={`realm ${realm.running ? 'running' : ''}`}>
                {realm.title}
              </code>
            ))}
          </>
        );
        return agents.length > 1 ? (
          <button
            type="button"
            class="agent"
            key={a.id}
            aria-pressed={a.id === shown.id}
            onClick={() => chooseAgent(a.id)}
          >
            {inside}
            <span class="count">{a.stations.reduce((sum, s) => sum + s.entries.length, 0)}</span>
          </button>
        ) : (
          <span class="agent" key={a.id}>
            {inside}
          </span>
        );
      })}
      <span class="quiet">
        {counted(agents.length, 'agent')}, {counted(realms, 'realm')}
      </span>
    </section>
  );
}

function Keys() {
  return (
    <section class="keys" aria-label="Keys">
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" class="link" onClick={() => act('saveTrace')} disabled={trace.value === null}>
          Save this trace
        </button>{' '}
        <button type="button" class="link" onClick={() => act('retrace')}>
          Trace again
        </button>{' '}
        <button type="button" class="link" onClick={() => act('openSettings')}>
          Settings
        </button>
      </p>
    </section>
  );
}
