import crypto from './lib-crypto.guest.js';
import dom from './lib-dom.guest.js';
import domMore from './lib-dom-more.guest.js';
import selectors from './lib-selectors.guest.js';
import webidl from './lib-webidl.guest.js';
import window from './lib-window.guest.js';
import workerScope from './lib-worker-scope.guest.js';
import workers from './lib-workers.guest.js';

/** A window's own libraries, as guest code. */
export const HTML_LIBRARIES: Readonly<Record<string, string>> = {
  crypto,
  dom,
  'dom-more': domMore,
  selectors,
  webidl,
  window,
  'worker-scope': workerScope,
  workers,
};
