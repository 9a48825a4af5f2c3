// The window: its event handlers, document, location, storage, observers.
const events = require('event-target');
const {
  EventTarget,
  Event,
  ErrorEvent,
  PromiseRejectionEvent,
  MessageEvent,
  HashChangeEvent,
  PopStateEvent,
  internal,
} = events;
const { DOMException } = require('dom-exception');
const dom = require('dom');
const { defineHandler, fire, tag } = internal;

class Window extends EventTarget {
  constructor() {
    throw new TypeError("Failed to construct 'Window': Illegal constructor");
  }
}
tag(Window, 'Window');
Object.setPrototypeOf(globalThis, Window.prototype);
const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
const getter = (name, get, set) =>
  Object.defineProperty(globalThis, name, { get, set, enumerable: true, configurable: true });
define('Window', Window);
for (const type of [
  'load',
  'error',
  'message',
  'messageerror',
  'unhandledrejection',
  'rejectionhandled',
  'hashchange',
  'popstate',
  'storage',
  'beforeunload',
  'unload',
  'pagehide',
  'pageshow',
  'resize',
  'scroll',
  'click',
  'keydown',
  'keyup',
  'focus',
  'blur',
  'online',
  'offline',
  'input',
  'change',
  'submit',
]) {
  defineHandler(globalThis, `on${type}`);
}
for (const [name, value] of Object.entries(events)) if (name !== 'internal') define(name, value);
for (const [name, value] of Object.entries(dom)) if (name !== 'internal') define(name, value);
const more = require('dom-more');
for (const name of [
  'MutationObserver',
  'Range',
  'customElements',
  'Storage',
  'Headers',
  'Request',
  'Response',
  'Blob',
  'File',
  'FileReader',
  'FormData',
  'XMLHttpRequest',
  'fetch',
  'NodeFilter',
  'AbstractRange',
  'DOMParser',
  'IntersectionObserver',
  'ResizeObserver',
  'CustomElementRegistry',
  'XMLSerializer',
  'StaticRange',
  'CSS',
  'getSelection',
  'matchMedia',
  'createImageBitmap',
]) {
  if (name in more) define(name, more[name]);
}

define('Worker', require('workers').Worker);
let document = new dom.HTMLDocument();
Object.defineProperty(globalThis, 'document', { get: () => document, enumerable: true, configurable: false });
for (const name of ['window', 'self', 'frames'])
  getter(
    name,
    () => globalThis,
    (v) => define(name, v),
  );
Object.defineProperty(globalThis, 'window', { get: () => globalThis, enumerable: true, configurable: false });
Object.defineProperty(globalThis, 'top', {
  get: () => binding.top,
  enumerable: true,
  configurable: false,
});
getter(
  'parent',
  () => binding.parent,
  (v) => define('parent', v),
);
getter('frameElement', () => binding.frameElement);
getter(
  'opener',
  () => null,
  () => {},
);
define('closed', false);
const texts = { name: '', status: '' };
for (const key of ['name', 'status'])
  getter(
    key,
    () => texts[key],
    (value) => {
      texts[key] = String(value);
    },
  );
define('event', undefined);
define('origin', 'http://localhost');
define('isSecureContext', true);
define('crossOriginIsolated', binding.isolated);
define('devicePixelRatio', 1);
define('innerWidth', 1280);
define('innerHeight', 720);
define('outerWidth', 1280);
define('outerHeight', 800);
define('scrollX', 0);
define('scrollY', 0);
define('pageYOffset', 0);
define('scrollTo', () => {});
define('scrollBy', () => {});
define('focus', () => {});
define('blur', () => {});
define('stop', () => {});
define('getComputedStyle', (element) => element.style);
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) {
  define(
    name,
    {
      [name]() {
        binding.notModelled(`window.${name}`);
        return name === 'confirm' ? false : name === 'alert' || name === 'print' ? undefined : null;
      },
    }[name],
  );
}

// Location and history
const url = () => binding.parseURL(state.href);
const state = { href: binding.href, entries: [{ href: binding.href, state: null }], index: 0 };
class Location {
  get href() {
    return state.href;
  }
  set href(value) {
    navigate(String(value));
  }
  assign(value) {
    navigate(String(value));
  }
  replace(value) {
    navigate(String(value));
  }
  reload() {
    binding.notModelled('location.reload');
  }
  toString() {
    return state.href;
  }
}
for (const part of ['protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin']) {
  Object.defineProperty(Location.prototype, part, {
    enumerable: true,
    configurable: true,
    get: () => url()[part],
    set: (value) => {
      if (part === 'hash') {
        const to = binding.changeURL(state.href, 'hash', String(value)).href;
        if (to !== state.href) navigate(to);
      } else navigate(binding.changeURL(state.href, part, String(value)).href);
    },
  });
}
tag(Location, 'Location');
const location = new Location();
Object.defineProperty(globalThis, 'location', {
  get: () => location,
  set: navigate,
  enumerable: true,
  configurable: false,
});
function navigate(target) {
  const to = binding.parseURL(String(target), state.href);
  if (to === null)
    throw new DOMException(
      `Failed to set the 'href' property on 'Location': '${target}' is not a valid URL.`,
      'SyntaxError',
    );
  const from = state.href;
  if (to.href.split('#')[0] !== from.split('#')[0]) {
    binding.notModelled(`navigation to ${to.href}`);
    return;
  }
  if (to.href === from) return;
  state.href = to.href;
  state.entries.splice(++state.index, state.entries.length, { href: to.href, state: null });
  fire(globalThis, new PopStateEvent('popstate', { state: null }));
  binding.queueTask('DOM manipulation', 'hashchange', () =>
    fire(globalThis, new HashChangeEvent('hashchange', { oldURL: from, newURL: to.href })),
  );
}
class History {
  get length() {
    return state.entries.length;
  }
  get state() {
    return state.entries[state.index].state;
  }
  get scrollRestoration() {
    return 'auto';
  }
  pushState(data, _title, target) {
    change(data, target, true);
  }
  replaceState(data, _title, target) {
    change(data, target, false);
  }
  go(delta = 0) {
    travel(delta);
  }
  back() {
    travel(-1);
  }
  forward() {
    travel(1);
  }
}
tag(History, 'History');
function change(data, target, push) {
  const copy = binding.structuredClone(data, []);
  let href = state.href;
  if (target !== undefined && target !== null) {
    const to = binding.parseURL(String(target), state.href);
    if (to === null || to.origin !== url().origin) {
      throw new DOMException(
        `Failed to execute '${push ? 'pushState' : 'replaceState'}' on 'History': A history state object with URL '${to?.href ?? target}' cannot be created in a document with origin '${url().origin}' and URL '${state.href}'.`,
        'SecurityError',
      );
    }
    href = to.href;
  }
  if (push) state.entries.splice(++state.index, state.entries.length, { href, state: copy });
  else state.entries[state.index] = { href, state: copy };
  state.href = href;
}
function travel(delta) {
  binding.queueTask('history traversal', 'history', () => {
    const to = state.index + delta;
    if (delta === 0 || to < 0 || to >= state.entries.length) return;
    const from = state.href;
    state.index = to;
    state.href = state.entries[to].href;
    fire(globalThis, new PopStateEvent('popstate', { state: state.entries[to].state }));
    if (from.split('#')[1] !== state.href.split('#')[1])
      fire(globalThis, new HashChangeEvent('hashchange', { oldURL: from, newURL: state.href }));
  });
}
define('history', new History());
define('History', History);

class Navigator {
  get userAgent() {
    return 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  }
  get language() {
    return 'en-US';
  }
  get languages() {
    return Object.freeze(['en-US']);
  }
  get onLine() {
    return true;
  }
  get platform() {
    return 'Linux x86_64';
  }
  get hardwareConcurrency() {
    return 4;
  }
  get cookieEnabled() {
    return true;
  }
  get vendor() {
    return 'Google Inc.';
  }
  get maxTouchPoints() {
    return 0;
  }
  get locks() {
    return more.locks;
  }
}
tag(Navigator, 'Navigator');
define('navigator', new Navigator());
define('localStorage', new more.Storage());
define('sessionStorage', new more.Storage());
define('screen', { width: 1280, height: 800, availWidth: 1280, availHeight: 800, colorDepth: 24, pixelDepth: 24 });

function postMessage(message, targetOrigin, transfer) {
  let target = targetOrigin;
  if (targetOrigin !== null && typeof targetOrigin === 'object') {
    transfer = targetOrigin.transfer;
    target = targetOrigin.targetOrigin;
  }
  if (target === undefined) target = '/';
  const { origin } = globalThis;
  if (target !== '*' && target !== '/') {
    const parsed = binding.parseURL(String(target));
    if (parsed === null)
      throw new DOMException(
        `Failed to execute 'postMessage' on 'Window': Invalid target origin '${target}' in a call to 'postMessage'.`,
        'SyntaxError',
      );
    target = parsed.origin;
  }
  const list = transfer === undefined ? [] : [...transfer];
  if (target !== '*' && target !== '/' && target !== origin) {
    binding.structuredClone(message, list, 'postMessage');
    return;
  }
  binding.windowPost(message, list);
}
define('postMessage', postMessage);
function deliver(data, ports, source) {
  const event = new MessageEvent('message', { data, origin: 'http://localhost', source, ports: Object.freeze(ports) });
  fire(globalThis, event);
}
binding.baseURL = () => (state.href.startsWith('about:') ? binding.fallbackBase : state.href);

/** Reports an exception to the window; true when a handler took it. */
function report(error, message, filename, lineno, colno) {
  return !fire(globalThis, new ErrorEvent('error', { message, filename, lineno, colno, error, cancelable: true }));
}
function rejection(type, promise, reason) {
  return !fire(
    globalThis,
    new PromiseRejectionEvent(type, { promise, reason, cancelable: type === 'unhandledrejection' }),
  );
}
define('reportError', function reportError(error) {
  binding.reportError(error);
});

// Building the document
const open = [];
/** A new document, at another URL, in the same window. */
function renew(href) {
  module.exports.document = document = new dom.HTMLDocument();
  open.length = 0;
  state.href = href;
  state.entries = [{ href, state: null }];
  state.index = 0;
}
function apply(operations) {
  let made = null;
  dom.internal.observers.parsing = true;
  for (const op of JSON.parse(operations)) {
    const parent = open[open.length - 1] ?? document;
    if (op[0] === 'open') {
      const node = document.createElement(op[1]);
      for (const [name, value] of op[2]) node._attributes.set(name, value);
      put(parent, node);
      open.push(node);
      made = node;
    } else if (op[0] === 'close') open.pop();
    else if (op[0] === 'comment') put(parent, document.createComment(op[1]));
    else if (op[0] === 'doctype') continue;
    else {
      const last = parent._children[parent._children.length - 1];
      if (last?._type === 3) last._data += op[1];
      else put(parent, document.createTextNode(op[1]));
    }
  }
  dom.internal.observers.parsing = false;
  return made;
}
function put(parent, node) {
  const target = parent._local === 'template' ? parent.content : parent;
  dom.internal.insert(target, node, null);
}
function setScript(element) {
  document._script = element;
}
function setState(state) {
  document._state = state;
  fire(document, new Event('readystatechange'));
}
function contentLoaded() {
  fire(document, new Event('DOMContentLoaded', { bubbles: true, cancelable: true }));
}
function loaded() {
  fire(globalThis, new Event('load'));
}
function elementEvent(element, type) {
  fire(element, new Event(type));
}
for (const name of ['Crypto', 'crypto']) define(name, require('crypto')[name]);
require('webidl')(define);

module.exports = {
  apply,
  setScript,
  setState,
  contentLoaded,
  loaded,
  report,
  rejection,
  elementEvent,
  deliver,
  renew,
  document,
};
