// The window: its document, location, history and the events that reach it.
const idl = require('web-idl');
const events = require('event-target');
const { EventTarget, Event, ErrorEvent, PromiseRejectionEvent, MessageEvent, internal } = events;
const { DOMException } = require('dom-exception');
const { CASES, HANDLERS, WINDOW_HANDLERS } = require('handlers');
const parts = require('window-parts');

/** Events that few windows ever see. */
const ui = () => require('ui-events');
const { defineHandler, fire } = internal;

class Window extends EventTarget {
  constructor() {
    throw idl.illegal('Window');
  }
}
const isWindow = (value) => value === globalThis || (idl.isObject(value) && value.window === value);
idl.define(Window, 'Window', {}, {}, isWindow);
idl.constants(Window, { TEMPORARY: 0, PERSISTENT: 1 });
Object.setPrototypeOf(globalThis, Window.prototype);
const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
/** An attribute of the window: `get` alone makes it read-only, `replaceable` lets a program put another value in its place. */
function attribute(name, get, set, replaceable = false) {
  const own = (self) => self === undefined || self === null || isWindow(self);
  const check = (self) => {
    if (!own(self)) throw new TypeError('Illegal invocation');
  };
  const members = Object.getOwnPropertyDescriptor(
    {
      get [name]() {
        check(this);
        return get();
      },
      set [name](value) {
        check(this);
        if (replaceable)
          Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
        else set(value);
      },
    },
    name,
  );
  Object.defineProperty(globalThis, name, {
    get: members.get,
    set: set === undefined && !replaceable ? undefined : members.set,
    enumerable: true,
    configurable: true,
  });
}
const constant = (name, value) => attribute(name, () => value, undefined, true);
function operation(name, fn, signature = '') {
  Object.defineProperty(globalThis, name, {
    value: idl.operation(
      fn,
      name,
      'Window',
      signature,
      (self) => self === undefined || self === null || isWindow(self),
    ),
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
function publish(exported) {
  for (const [name, value] of Object.entries(exported)) if (name !== 'internal') define(name, value);
}
define('Window', Window);
publish(events);
for (const type of [...HANDLERS, ...WINDOW_HANDLERS]) defineHandler(globalThis, `on${type}`, CASES[type] ?? type);

/** Names that come with a library which is only run when somebody looks at one of them. */
const waiting = new Map();
function lazily(library, names) {
  for (const name of names) {
    const { get, set } = Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          const exported = require(library);
          if (library !== 'page') define(name, exported[name]);
          return globalThis[name];
        },
        set [name](value) {
          define(name, value);
        },
      },
      name,
    );
    waiting.set(name, get);
    Object.defineProperty(globalThis, name, { get, set, configurable: true });
  }
}
for (const [library, names] of Object.entries(require('lazy-names').window)) lazily(library, names);
/** What a library has that comes late, but for names that the program has taken. */
parts.publish = (exported) => {
  for (const [name, value] of Object.entries(exported)) {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    if (name !== 'internal' && (own === undefined || own.get === waiting.get(name))) define(name, value);
  }
};

/** The library of the document, and where the document was before anybody looked. */
let page = null;
let readiness = 'loading';
let blank = null;
function thePage() {
  if (page === null) {
    page = require('page');
    if (blank !== null) page.apply(blank);
    page.document._state = readiness;
    module.exports.document = page.document;
  }
  return page;
}
/** Whether somebody might notice an event of the document. */
const isHeard = () => page !== null || internal.hasListeners(globalThis);
const fault = (name, message) => new DOMException(idl.say(message), name);
const KEY = Symbol('window');
Object.defineProperty(globalThis, 'document', {
  get: Object.getOwnPropertyDescriptor(
    {
      get document() {
        return thePage().document;
      },
    },
    'document',
  ).get,
  enumerable: true,
  configurable: false,
});
for (const name of ['self', 'frames']) attribute(name, () => globalThis, undefined, true);
for (const [name, get] of [
  ['window', () => globalThis],
  ['top', () => binding.top],
])
  Object.defineProperty(globalThis, name, {
    get: Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return get();
        },
      },
      name,
    ).get,
    enumerable: true,
    configurable: false,
  });
attribute('parent', () => (binding.isDiscarded() ? null : binding.parent), undefined, true);
attribute('frameElement', () => (binding.isDiscarded() ? null : binding.frameElement));
attribute('opener', () => null, undefined, true);
attribute('closed', () => binding.isDiscarded());
attribute('event', () => internal.hooks.current, undefined, true);
const texts = { name: '', status: '' };
for (const key of ['name', 'status'])
  attribute(
    key,
    () => texts[key],
    (value) => {
      texts[key] = `${value}`;
    },
  );
attribute('origin', () => 'http://localhost', undefined, true);
attribute('isSecureContext', () => true);
attribute('crossOriginIsolated', () => binding.isIsolated());
attribute('originAgentCluster', () => true);
attribute('credentialless', () => false);
const { viewport } = binding;
for (const [name, value] of Object.entries({
  devicePixelRatio: 1,
  outerWidth: 1280,
  outerHeight: 720,
  screenX: 10,
  screenY: 10,
  screenLeft: 10,
  screenTop: 10,
}))
  constant(name, value);
attribute('innerWidth', () => viewport.width, undefined, true);
attribute('innerHeight', () => viewport.height, undefined, true);
for (const [name, side] of [
  ['scrollX', 'left'],
  ['pageXOffset', 'left'],
  ['scrollY', 'top'],
  ['pageYOffset', 'top'],
])
  attribute(
    name,
    () => {
      const top = page === null ? null : page.document.documentElement;
      return top === null ? 0 : page.dom.scrolled(top)[side];
    },
    undefined,
    true,
  );
const scrollWindow = (relative) => (x, y) => {
  if (y === undefined && x !== undefined && x !== null && !idl.isObject(x))
    throw new TypeError(idl.say("The provided value is not of type 'ScrollToOptions'."));
  const top = thePage().document.documentElement;
  if (top !== null) (relative ? top.scrollBy : top.scrollTo).call(top, ...(y === undefined ? [x ?? {}] : [x, y]));
  return Promise.resolve();
};
operation('scroll', scrollWindow(false), 'Promise any=, any=');
operation('scrollTo', scrollWindow(false), 'Promise any=, any=');
operation('scrollBy', scrollWindow(true), 'Promise any=, any=');
for (const name of ['focus', 'blur', 'stop', 'captureEvents', 'releaseEvents']) operation(name, () => {});
for (const name of ['moveBy', 'moveTo', 'resizeBy', 'resizeTo']) operation(name, () => {}, 'long, long');
operation('close', () => binding.notModelled('window.close'));
operation('getSelection', () => thePage().getSelection());
operation(
  'getComputedStyle',
  (element, pseudo) => thePage() && require('css').getComputedStyle(element, pseudo),
  'Element, DOMString?=',
);
operation('matchMedia', (query) => thePage() && require('media-queries').matchMedia(query), 'DOMString');
operation('getDefaultComputedStyle', () => undefined);
delete globalThis.getDefaultComputedStyle;
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print', 'find'])
  operation(
    name,
    () => {
      binding.notModelled(`window.${name}`);
      return name === 'confirm' || name === 'find' ? false : name === 'alert' || name === 'print' ? undefined : null;
    },
    name === 'prompt' || name === 'open' ? 'any=, any=, any=' : name === 'print' ? '' : 'any=',
  );
class BarProp {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('BarProp');
  }
  get visible() {
    return true;
  }
}
idl.define(BarProp, 'BarProp');
define('BarProp', BarProp);
for (const name of ['locationbar', 'menubar', 'personalbar', 'scrollbars', 'statusbar', 'toolbar'])
  constant(name, new BarProp(KEY));
class Screen extends EventTarget {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Screen');
    super();
  }
}
for (const [name, value] of Object.entries({
  availWidth: 1280,
  availHeight: 720,
  width: 1280,
  height: 720,
  colorDepth: 24,
  pixelDepth: 24,
  availLeft: 0,
  availTop: 0,
  isExtended: false,
}))
  Object.defineProperty(Screen.prototype, name, {
    get: Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return value;
        },
      },
      name,
    ).get,
    configurable: true,
  });
idl.define(Screen, 'Screen');
define('Screen', Screen);
const screen = new Screen(KEY);
attribute('screen', () => screen, undefined, true);
attribute('customElements', () => thePage().customElements);

// Location and history
const state = {
  href: binding.href,
  /** How many entries the history has from before the page: a new tab's. */
  before: binding.parent === globalThis ? 1 : 0,
  entries: [{ href: binding.href, state: null, id: 0 }],
  index: 0,
  restoration: 'auto',
};
const url = () => binding.parseURL(state.href) ?? {};
binding.locationHref = () => state.href;
class Location {
  constructor() {
    throw idl.illegal('Location');
  }
}
Object.defineProperty(Location.prototype, Symbol.toStringTag, { value: 'Location', configurable: true });
define('Location', Location);
const location = Object.create(Location.prototype);
/** Members of a location are its own, and can't be changed. @spec webidl#LegacyUnforgeable */
function unforgeable(name, members) {
  Object.defineProperty(location, name, { ...members, enumerable: true, configurable: false });
}
const PARTS = ['origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
Object.defineProperty(location, 'valueOf', {
  value: Object.prototype.valueOf,
  writable: false,
  enumerable: false,
  configurable: false,
});
unforgeable('ancestorOrigins', { get: () => ({ length: 0, item: () => null, contains: () => false }) });
for (const part of ['href', ...PARTS]) {
  const { get, set } = Object.getOwnPropertyDescriptor(
    {
      get [part]() {
        return part === 'href' ? state.href : (url()[part] ?? '');
      },
      set [part](value) {
        const text = `${value}`;
        idl.at(`Failed to set the '${part}' property on 'Location'`, () => {
          if (part === 'href') navigate(text);
          else if (part === 'hash') {
            const to = binding.parseURL(`${state.href.split('#')[0]}#${text.replace(/^#/, '')}`).href;
            if (to !== state.href) navigate(to);
          } else navigate(binding.changeURL(state.href, part, text).href);
        });
      },
    },
    part,
  );
  unforgeable(part, { get, set: part === 'origin' ? undefined : set });
}
for (const [name, fn, signature] of [
  ['assign', (to) => navigate(to), 'USVString'],
  ['reload', () => binding.notModelled('location.reload'), ''],
  ['replace', (to) => navigate(to, true), 'USVString'],
  ['toString', () => state.href, ''],
])
  unforgeable(name, {
    value: idl.operation(fn, name, 'Location', signature, (self) => self === location),
    writable: false,
  });
Object.defineProperty(location, Symbol.toPrimitive, {
  value: undefined,
  writable: false,
  enumerable: false,
  configurable: false,
});
const locationProperty = Object.getOwnPropertyDescriptor(
  {
    get location() {
      return location;
    },
    set location(value) {
      idl.at("Failed to set the 'location' property on 'Window'", () => navigate(`${value}`));
    },
  },
  'location',
);
Object.defineProperty(globalThis, 'location', { ...locationProperty, enumerable: true, configurable: false });
/** The URL that others are relative to, where no element says otherwise. */
const ownBase = () => (state.href.startsWith('about:') ? binding.fallbackBase : state.href);
Object.assign(parts, { locationProperty, navigate, ownBase, state, url });
binding.baseURL = () => (page === null ? ownBase() : page.dom.baseURL(page.document));
const entry = (href, data) => ({ href, state: data });
/** @spec html#navigate */
function navigate(target, replace = false) {
  const to = binding.parseURL(target, binding.baseURL());
  if (to === null) throw fault('SyntaxError', `'${target}' is not a valid URL.`);
  if (to.protocol === 'javascript:') {
    binding.queueTask('navigation and traversal', 'javascript:', () =>
      binding.evaluate(decodeURIComponent(to.href.slice(11))),
    );
    return;
  }
  const from = state.href;
  if (!to.href.includes('#') || to.href.split('#')[0] !== from.split('#')[0]) {
    binding.notModelled(`navigation to ${to.href}`);
    return;
  }
  const same = to.href === from;
  // Before the document has loaded, where it goes replaces where it was.
  replace ||= readiness !== 'complete';
  state.href = to.href;
  if (same || replace) state.entries[state.index] = entry(to.href, null);
  else state.entries.splice(++state.index, state.entries.length, entry(to.href, null));
  if (page !== null) page.dom.version++;
  internal.fireNow(globalThis, new (ui().PopStateEvent)('popstate', { state: null }));
  if (same) return;
  binding.queueTask('DOM manipulation', 'hashchange', () =>
    fire(globalThis, new (ui().HashChangeEvent)('hashchange', { oldURL: from, newURL: to.href })),
  );
}
class History {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('History');
  }
  get length() {
    return state.before + state.entries.length;
  }
  get scrollRestoration() {
    return state.restoration;
  }
  set scrollRestoration(value) {
    if (value === 'auto' || value === 'manual') state.restoration = value;
  }
  get state() {
    return state.entries[state.index].state;
  }
  back() {
    travel(-1);
  }
  forward() {
    travel(1);
  }
  go(delta = 0) {
    travel(delta);
  }
  pushState(data, _unused, target) {
    change(data, target, true);
  }
  replaceState(data, _unused, target) {
    change(data, target, false);
  }
}
idl.define(
  History,
  'History',
  { go: 'long=', pushState: 'any, DOMString, USVString?=', replaceState: 'any, DOMString, USVString?=' },
  { scrollRestoration: 'DOMString' },
);
define('History', History);
const history = new History(KEY);
attribute('history', () => history);
function change(data, target, push) {
  const copy = binding.structuredClone(data, [], push ? 'pushState' : 'replaceState', 'History');
  let { href } = state;
  if (target !== undefined && target !== null && target !== '') {
    const to = binding.parseURL(target, binding.baseURL());
    if (to === null || to.origin !== url().origin)
      throw fault(
        'SecurityError',
        `A history state object with URL '${to?.href ?? target}' cannot be created in a document with origin '${url().origin}' and URL '${state.href}'.`,
      );
    href = to.href;
  }
  if (push) state.entries.splice(++state.index, state.entries.length, entry(href, copy));
  else state.entries[state.index] = entry(href, copy);
  state.href = href;
  if (page !== null) page.dom.version++;
}
function travel(delta) {
  if (delta === 0) {
    binding.notModelled('history.go(0)');
    return;
  }
  binding.network(() => {
    const to = state.index + delta;
    if (to < 0 && to >= -state.before) binding.notModelled('going back to before the page');
    if (to < 0 || to >= state.entries.length) return;
    const from = state.href;
    state.index = to;
    state.href = state.entries[to].href;
    if (page !== null) page.dom.version++;
    fire(globalThis, new (ui().PopStateEvent)('popstate', { state: state.entries[to].state }));
    if (from !== state.href && from.split('#')[0] === state.href.split('#')[0])
      fire(globalThis, new (ui().HashChangeEvent)('hashchange', { oldURL: from, newURL: state.href }));
  });
}

attribute('navigator', () => require('navigator').navigator);
attribute('clientInformation', () => require('navigator').navigator, undefined, true);
const storages = new Map();
for (const name of ['localStorage', 'sessionStorage'])
  attribute(name, () => {
    if (!storages.has(name)) storages.set(name, require('storage').internal.make(name));
    return storages.get(name);
  });

idl.dictionary('StructuredSerializeOptions', { transfer: ['sequence<object>', []] });
idl.dictionary('WindowPostMessageOptions', { targetOrigin: ['USVString', '/'] }, 'StructuredSerializeOptions');
operation(
  'postMessage',
  (message, options, transfer) => {
    let target = '/';
    let list = [];
    const place = new idl.Place("Failed to execute 'postMessage' on 'Window'", 0);
    if (idl.isObject(options)) {
      const o = idl.converter('WindowPostMessageOptions')(options, place);
      target = o.targetOrigin;
      list = o.transfer;
    } else if (options !== undefined && options !== null) target = `${options}`;
    if (transfer !== undefined && !idl.isObject(options)) list = idl.converter('sequence<object>')(transfer, place);
    if (target !== '*' && target !== '/') {
      const parsed = binding.parseURL(target);
      if (parsed === null) throw fault('SyntaxError', `Invalid target origin '${target}' in a call to 'postMessage'.`);
      target = parsed.origin;
    }
    if (target !== '*' && target !== '/' && target !== globalThis.origin) {
      binding.structuredClone(message, list, 'postMessage', 'Window');
      return;
    }
    binding.windowPost(message, list);
  },
  'any, any=, any=',
);
function deliver(data, ports, source) {
  fire(
    globalThis,
    new MessageEvent('message', { data, origin: 'http://localhost', source, ports: Object.freeze(ports) }),
  );
}
operation('reportError', (error) => binding.reportError(error), 'any');
binding.reportLoop = (message) =>
  fire(
    globalThis,
    new ErrorEvent('error', { message, filename: state.href, lineno: 0, colno: 0, error: undefined, cancelable: true }),
  );

/** Reports an exception to the window; true when a handler took it. */
function report(error, message, filename, lineno, colno) {
  return !internal.fireNow(
    globalThis,
    new ErrorEvent('error', { message, filename, lineno, colno, error, cancelable: true }),
  );
}
function rejection(type, promise, reason) {
  return !fire(
    globalThis,
    new PromiseRejectionEvent(type, { promise, reason, cancelable: type === 'unhandledrejection' }),
  );
}

function elementEvent(element, type) {
  fire(element, new Event(type));
}
/** What a frame does before its callbacks. @spec html#update-the-rendering */
function beforeFrame(time) {
  const scrolling = require.loaded('layout');
  if (scrolling !== null) scrolling.internal.runScrollSteps();
  const animations = require.loaded('animations');
  if (animations !== null) animations.internal.frame(time);
}
function afterFrame(time) {
  page?.dom.checkFocus(page.document, true);
  page?.dom.flushStyle?.();
  const observers = require.loaded('frame-observers');
  if (observers !== null) {
    observers.internal.runResizeObservers();
    observers.internal.runIntersectionObservers(time);
  }
}
for (const [name, signature] of [
  ['requestIdleCallback', 'Function, IdleRequestOptions='],
  ['cancelIdleCallback', 'unsigned long'],
]) {
  // The types come with the library, which the first use brings.
  const types = { requestIdleCallback: 'any, any=', cancelIdleCallback: 'any' }[name];
  operation(
    name,
    (...args) => {
      const { internal: scheduling } = require('scheduling');
      return idl.operation(scheduling[name], name, 'Window', signature, () => true)(...args);
    },
    types,
  );
}
attribute('performance', () => require('performance').performance, undefined, true);
attribute('scheduler', () => require('scheduling').scheduler, undefined, true);
attribute('crypto', () => require('crypto').crypto);

function textOfURL(url) {
  require('files');
  return binding.textOfURL(url);
}
/** What a page without text of its own consists of waits until somebody looks at it. */
function applyLater(operations) {
  if (page === null) blank = operations;
  else page.apply(operations);
}
const apply = (operations) => thePage().apply(operations);
const setScript = (element) => (page === null ? null : page.setScript(element));
function setState(value) {
  readiness = value;
  if (page === null) return;
  page.document._state = value;
  fire(page.document, new Event('readystatechange'));
}
function contentLoaded() {
  if (isHeard()) fire(thePage().document, new Event('DOMContentLoaded', { bubbles: true }));
}
function loaded() {
  if (!isHeard()) return;
  const { document } = thePage();
  internal.fireLoad(globalThis, new Event('load'), document);
  internal.fireLoad(globalThis, new (ui().PageTransitionEvent)('pageshow', { persisted: false }), document);
}
/** A new document, at another URL, in the same window. */
function renew(href) {
  state.href = href;
  state.entries = [{ href, state: null }];
  state.index = 0;
  readiness = 'loading';
  blank = null;
  if (page === null) return;
  page.renew();
  module.exports.document = page.document;
}

module.exports = {
  afterFrame,
  applyLater,
  textOfURL,
  apply,
  beforeFrame,
  setScript,
  setState,
  contentLoaded,
  loaded,
  report,
  rejection,
  elementEvent,
  deliver,
  renew,
};
