import animations from './lib/animations.guest.js';
import collections from './lib/collections.guest.js';
import crypto from './lib/crypto.guest.js';
import css from './lib/css.guest.js';
import cssColors from './lib/css-colors.guest.js';
import cssDefaults from './lib/css-defaults.guest.js';
import cssProperties from './lib/css-properties.guest.js';
import customElements from './lib/custom-elements.guest.js';
import documents from './lib/documents.guest.js';
import elements from './lib/elements.guest.js';
import eventTarget from './lib/event-target.guest.js';
import fetch from './lib/fetch.guest.js';
import files from './lib/files.guest.js';
import forms from './lib/forms.guest.js';
import frameObservers from './lib/frame-observers.guest.js';
import handlers from './lib/handlers.guest.js';
import htmlElements from './lib/html-elements.guest.js';
import imageData from './lib/image-data.guest.js';
import layout from './lib/layout.guest.js';
import lazyNames from './lib/lazy-names.guest.js';
import markup from './lib/markup.guest.js';
import mediaQueries from './lib/media-queries.guest.js';
import mutationObservers from './lib/mutation-observers.guest.js';
import navigator from './lib/navigator.guest.js';
import nodes from './lib/nodes.guest.js';
import page from './lib/page.guest.js';
import performance from './lib/performance.guest.js';
import ranges from './lib/ranges.guest.js';
import scheduling from './lib/scheduling.guest.js';
import selectors from './lib/selectors.guest.js';
import simpleElements from './lib/simple-elements.guest.js';
import storage from './lib/storage.guest.js';
import uiEvents from './lib/ui-events.guest.js';
import window from './lib/window.guest.js';
import windowParts from './lib/window-parts.guest.js';
import workerScope from './lib/worker-scope.guest.js';
import workers from './lib/workers.guest.js';

/** A window's and a worker's own libraries, as guest code; they stand before shared ones of the same name. */
export const HTML_LIBRARIES: Readonly<Record<string, string>> = {
  animations,
  collections,
  crypto,
  css,
  'css-colors': cssColors,
  'css-defaults': cssDefaults,
  'css-properties': cssProperties,
  'custom-elements': customElements,
  documents,
  elements,
  'event-target': eventTarget,
  fetch,
  files,
  forms,
  'frame-observers': frameObservers,
  handlers,
  'html-elements': htmlElements,
  'image-data': imageData,
  layout,
  'lazy-names': lazyNames,
  markup,
  'media-queries': mediaQueries,
  'mutation-observers': mutationObservers,
  navigator,
  nodes,
  page,
  performance,
  ranges,
  scheduling,
  selectors,
  'simple-elements': simpleElements,
  storage,
  'ui-events': uiEvents,
  window,
  'window-parts': windowParts,
  'worker-scope': workerScope,
  workers,
};
