/** What happens at this step, in one plain sentence, with its cause and the standard's clause. */

import { plainText } from '../../src/trace/read';
import { act } from '../app/host';
import { agent, state } from '../app/store';
import { Icon } from '../components/icon';
import { NowArrow } from '../components/shapes';
import { PlaceChip, StepLink, Words } from '../components/text';

export function Says() {
  const drawn = state.value;
  if (drawn === null) return null;
  const { cause, clause } = drawn;
  return (
    <section class="says" data-part="sentence" aria-label="This step">
      <Mark />
      <p class="sentence">
        <Words of={drawn.sentence} />
      </p>
      <p class="why">
        {cause !== null && (
          <>
            Caused by <StepLink step={cause.step} text={`step ${cause.step}`} /> <PlaceChip place={cause.place} tab />
          </>
        )}
        {cause !== null && clause !== null && <span class="dot"> · </span>}
        {clause !== null && (
          <button type="button" class="link" title={clause.url} onClick={() => act('openExternal', clause.url)}>
            {clause.title} <Icon name="link-external" />
          </button>
        )}
      </p>
      <p class="spoken" role="status" aria-live="polite">
        {`Step ${drawn.step}. ${plainText(drawn.sentence)}`}
      </p>
    </section>
  );
}

/** The arrow of now; bars while the loop waits, a tick when the run is over. */
function Mark() {
  const drawn = agent.value;
  if (drawn === null || drawn.stack.length > 0 || drawn.running !== null) return <NowArrow />;
  if (drawn.phase === 'ended') return <Icon name="pass" part="mark" />;
  return drawn.phase === 'idle' ? <Icon name="debug-pause" part="mark" /> : <NowArrow />;
}
