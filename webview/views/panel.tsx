/** The panel as a whole: its order is fixed, its arrangement follows its width. */

import { act } from '../app/host';
import { agent, failure, layout, low, menuShown, state } from '../app/store';
import { Agents } from './agents';
import { Console } from './console';
import { Data } from './data';
import { Menu } from './menu';
import { Notices } from './notices';
import { Says } from './sentence';
import { Next, Stage } from './stage';
import { Steps } from './steps';
import { Strip } from './strip';
import { Transport } from './transport';

export function Panel() {
  const wide = layout.value === 'wide';
  const drawn = agent.value;
  return (
    <div class={`panel ${layout.value} ${low.value ? 'low' : ''}`} data-part="panel">
      <Transport />
      {menuShown.value && <Menu />}
      <Notices />
      {state.value === null ? (
        <Empty />
      ) : (
        <>
          <Says />
          <main class="body" tabIndex={-1}>
            <div class="first">
              <div class="scene">
                <Agents />
                {drawn === null ? <p class="before quiet">Nothing runs yet.</p> : <Stage />}
              </div>
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
