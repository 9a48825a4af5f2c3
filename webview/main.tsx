/** The panel's page: draws the trace it is sent and tells the extension where the person goes. */

import { effect } from '@preact/signals';
import { render } from 'preact';
import { isToPanel } from '../src/protocol';
import { post } from './app/host';
import { listenToKeys } from './app/keys';
import { dispatch, onBeforeStep, receive, revision, startPlaying, startRemembering, state } from './app/store';
import { capture, playMotion } from './diagrams/draw/motion';
import './styles/index.css';
import { Panel } from './views/panel';

const root = document.getElementById('app') ?? document.getElementById('root') ?? document.body;
root.classList.add('loopscope');

/** The arrangement follows the page's own size, which is the panel's. */
new ResizeObserver(() => {
  const { width, height } = root.getBoundingClientRect();
  dispatch({ type: 'resized', width, height });
}).observe(root);

onBeforeStep(() => capture(root));
listenToKeys();
startPlaying();
startRemembering();
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isToPanel(event.data)) receive(event.data);
});
render(<Panel />, root);

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** After this time a trace that was posted ahead of the page does not come any more. */
const LOST_MS = 500;

/** Name of the performance mark that tells when what was drawn last was painted. */
const PAINTED = 'loopscope:painted';

/** `data-settled` on the body names the step that is drawn and at rest, for whoever has to wait for it. */
effect(() => {
  const drawn = state.value;
  delete document.body.dataset.settled;
  void (async () => {
    // One frame to draw the state, one for the lines that are measured from it.
    await frame();
    performance.clearMarks(PAINTED);
    performance.mark(PAINTED, { detail: revision.value });
    await Promise.all([playMotion(root), frame()]);
    if (state.value === drawn) document.body.dataset.settled = drawn === null ? 'none' : String(drawn.step);
  })();
});
post({ type: 'ready' });
// What was posted before the page was loaded comes by itself; should it be lost, the page asks once more.
window.addEventListener('load', () => {
  setTimeout(() => {
    if (state.value === null) post({ type: 'ready' });
  }, LOST_MS);
});
