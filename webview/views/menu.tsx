/** What is needed now and then: playing speed, saving, settings, and the keys. */

import { act } from '../app/host';
import { KEYS } from '../app/keys';
import { SPEEDS } from '../app/state';
import { dispatch, speed, trace } from '../app/store';

export function Menu() {
  const none = trace.value === null;
  return (
    <section class="menu" data-part="menu" data-region aria-label="More">
      <p class="acts">
        <label>
          Play{' '}
          <select
            value={speed.value}
            onChange={(event) => dispatch({ type: 'speedSet', speed: Number(event.currentTarget.value) })}
          >
            {SPEEDS.map((each) => (
              <option key={each} value={each}>
                {each} {each === 1 ? 'step' : 'steps'} a second
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="link" disabled={none} onClick={() => act('saveTrace')}>
          Save this trace
        </button>
        <button type="button" class="link" onClick={() => act('retrace')}>
          Trace again
        </button>
        <button type="button" class="link" onClick={() => act('toggleValues')}>
          Values in the editor
        </button>
        <button type="button" class="link" onClick={() => act('openSettings')}>
          Settings
        </button>
      </p>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
