/** The panel's page: draws the trace it is sent and tells the extension where the person goes. */

import { effect } from '@preact/signals';
import { render } from 'preact';
import { isToPanel } from '../src/protocol';
import { post } from './host';
import { listenToKeys } from './keys';
import { Panel } from './parts/panel';
import { layout, low, receive, startPlaying, state } from './state';
import './style/index.css';

/** Chooses the arrangement by the page's own size, which is the panel's. */
function watchSize(root: HTMLElement): void {
  const observer = new ResizeObserver(() => {
    const { width, height } = root.getBoundingClientRect();
    layout.value = width < 520 ? 'narrow' : width < 900 ? 'medium' : 'wide';
    low.value = height < 760;
  });
  observer.observe(root);
}

const root = document.getElementById('root') ?? document.getElementById('app') ?? document.body;
root.classList.add('loopscope');
watchSize(root);
listenToKeys();
startPlaying();
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isToPanel(event.data)) receive(event.data);
});
render(<Panel />, root);
effect(() => {
  const drawn = state.value;
  // Two frames: one to draw the state, one for lines that are measured from it.
  if (drawn !== null) {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.body.dataset.settled = String(drawn.step);
      }),
    );
  }
});
post({ type: 'ready' });
