// The window: its document, location, history and the events that reach it.
const idl = require('web-idl');
const events = require('event-target');
const { EventTarget, Event, ErrorEvent, PromiseRejectionEvent, MessageEvent, internal } = events;
const { DOMException } = require('dom-exception');
const { internal: dom, ...nodes } = require('nodes');
const ui = require('ui-events');
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
publish(ui);
publish(nodes);
publish(require('collections'));
publish(require('elements'));
publish(require('html-elements'));
publish(require('simple-elements'));
publish(require('forms'));
const { customElements, internal: _reactions, ...customClasses } = require('custom-elements');
publish(customClasses);
publish(require('mutation-observers'));
const { getSelection, internal: _ranges, ...rangeClasses } = require('ranges');
publish(rangeClasses);
require('markup');
const documents = require('documents');
publish(documents);
for (const type of [...dom.HANDLERS, ...dom.WINDOW_HANDLERS])
  defineHandler(globalThis, `on${type}`, dom.CASES[type] ?? type);

/** Names that come with a library which is only run when somebody looks at one of them. */
function lazily(library, names) {
  for (const name of names)
    Object.defineProperty(globalThis, name, {
      get: Object.getOwnPropertyDescriptor(
        {
          get [name]() {
            const value = require(library)[name];
            define(name, value);
            return value;
          },
        },
        name,
      ).get,
      set(value) {
        define(name, value);
      },
      configurable: true,
    });
}
for (const [library, names] of Object.entries(require('lazy-names'))) lazily(library, names);
// What asks for style or layout brings the libraries that know of it.
for (const name of [
  'styleOf',
  'styleMapOf',
  'sheetOf',
  'sheetsOf',
  'computed',
  'displayOf',
  'isRendered',
  'isVisible',
  'keyframes',
  'inlineStyle',
])
  delegate(name, 'css');
for (const name of [
  'metrics',
  'offsets',
  'rectOf',
  'rectsOf',
  'makeRect',
  'scrollIntoView',
  'scrollTo',
  'scrolled',
  'usedValue',
  'elementAt',
  'boxOf',
])
  delegate(name, 'layout');
for (const name of ['animate', 'animationsOf', 'allAnimations', 'timeline']) delegate(name, 'animations');
function delegate(name, library) {
  dom[name] = (...args) => {
    if (library === 'layout') require('css');
    require(library);
    return dom[name](...args);
  };
}
dom.fontSet = () => ({
  status: 'loaded',
  ready: Promise.resolve(),
  size: 0,
  check: () => true,
  load: () => Promise.resolve([]),
  forEach() {},
  values: () => [][Symbol.iterator](),
  [Symbol.toStringTag]: 'FontFaceSet',
});

let document = new documents.HTMLDocument(dom.KEY, 'html', globalThis);
dom.hide(document, '_html', true);
Object.defineProperty(globalThis, 'document', {
  get: Object.getOwnPropertyDescriptor(
    {
      get document() {
        return document;
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
attribute('parent', () => binding.parent, undefined, true);
attribute('frameElement', () => binding.frameElement);
attribute('opener', () => null, undefined, true);
attribute('closed', () => false);
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
attribute('crossOriginIsolated', () => binding.isolated);
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
    () => (document.documentElement === null ? 0 : dom.scrolled(document.documentElement)[side]),
    undefined,
    true,
  );
const scrollWindow = (relative) => (x, y) => {
  if (y === undefined && x !== undefined && x !== null && !idl.isObject(x))
    throw new TypeError(idl.say("The provided value is not of type 'ScrollToOptions'."));
  const top = document.documentElement;
  if (top !== null) (relative ? top.scrollBy : top.scrollTo).call(top, ...(y === undefined ? [x ?? {}] : [x, y]));
  return Promise.resolve();
};
operation('scroll', scrollWindow(false), 'Promise any=, any=');
operation('scrollTo', scrollWindow(false), 'Promise any=, any=');
operation('scrollBy', scrollWindow(true), 'Promise any=, any=');
for (const name of ['focus', 'blur', 'stop', 'captureEvents', 'releaseEvents']) operation(name, () => {});
for (const name of ['moveBy', 'moveTo', 'resizeBy', 'resizeTo']) operation(name, () => {}, 'long, long');
operation('close', () => binding.notModelled('window.close'));
operation('getSelection', () => getSelection());
operation(
  'getComputedStyle',
  (element, pseudo) => require('css').getComputedStyle(element, pseudo),
  'Element, DOMString?=',
);
operation('matchMedia', (query) => require('media-queries').matchMedia(query), 'DOMString');
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
    if (key !== dom.KEY) throw idl.illegal('BarProp');
  }
  get visible() {
    return true;
  }
}
idl.define(BarProp, 'BarProp');
define('BarProp', BarProp);
for (const name of ['locationbar', 'menubar', 'personalbar', 'scrollbars', 'statusbar', 'toolbar'])
  constant(name, new BarProp(dom.KEY));
class Screen extends EventTarget {
  constructor(key) {
    if (key !== dom.KEY) throw idl.illegal('Screen');
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
const screen = new Screen(dom.KEY);
attribute('screen', () => screen, undefined, true);
attribute('customElements', () => customElements);

// Location and history
const state = {
  href: binding.href,
  entries: [{ href: binding.href, state: null, id: 0 }],
  index: 0,
  restoration: 'auto',
};
const url = () => binding.parseURL(state.href) ?? {};
binding.locationHref = () => state.href;
dom.baseURL = (of) => {
  const from = of === undefined || of === null || of._view === null ? document : of;
  const base = dom.elementsIn(from).find((e) => e._local === 'base' && e._attributes.has('href'));
  const own = state.href.startsWith('about:') ? binding.fallbackBase : state.href;
  return base === undefined ? own : (binding.parseURL(base._attributes.get('href'), own)?.href ?? own);
};
binding.baseURL = () => dom.baseURL(document);
dom.targetOf = () => {
  const id = decodeURIComponent(url().hash?.slice(1) ?? '');
  return id === '' ? null : document.getElementById(id);
};
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
            const to = binding.changeURL(state.href, 'hash', text).href;
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
Object.defineProperty(document, 'location', { ...locationProperty, enumerable: true, configurable: false });
const entry = (href, data) => ({ href, state: data });
/** @spec html#navigate */
function navigate(target, replace = false) {
  const to = binding.parseURL(target, dom.baseURL(document));
  if (to === null) throw dom.fault('SyntaxError', `'${target}' is not a valid URL.`);
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
  state.href = to.href;
  if (same || replace) state.entries[state.index] = entry(to.href, null);
  else state.entries.splice(++state.index, state.entries.length, entry(to.href, null));
  dom.version++;
  internal.fireNow(globalThis, new ui.PopStateEvent('popstate', { state: null }));
  if (same) return;
  binding.queueTask('DOM manipulation', 'hashchange', () =>
    fire(globalThis, new ui.HashChangeEvent('hashchange', { oldURL: from, newURL: to.href })),
  );
}
class History {
  constructor(key) {
    if (key !== dom.KEY) throw idl.illegal('History');
  }
  get length() {
    return state.entries.length;
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
const history = new History(dom.KEY);
attribute('history', () => history);
function change(data, target, push) {
  const copy = binding.structuredClone(data, [], push ? 'pushState' : 'replaceState', 'History');
  let { href } = state;
  if (target !== undefined && target !== null && target !== '') {
    const to = binding.parseURL(target, dom.baseURL(document));
    if (to === null || to.origin !== url().origin)
      throw dom.fault(
        'SecurityError',
        `A history state object with URL '${to?.href ?? target}' cannot be created in a document with origin '${url().origin}' and URL '${state.href}'.`,
      );
    href = to.href;
  }
  if (push) state.entries.splice(++state.index, state.entries.length, entry(href, copy));
  else state.entries[state.index] = entry(href, copy);
  state.href = href;
  dom.version++;
}
function travel(delta) {
  if (delta === 0) {
    binding.notModelled('history.go(0)');
    return;
  }
  binding.queueTask('history traversal', 'history', () => {
    const to = state.index + delta;
    if (to < 0 || to >= state.entries.length) return;
    const from = state.href;
    state.index = to;
    state.href = state.entries[to].href;
    dom.version++;
    fire(globalThis, new ui.PopStateEvent('popstate', { state: state.entries[to].state }));
    if (from.split('#')[1] !== state.href.split('#')[1])
      fire(globalThis, new ui.HashChangeEvent('hashchange', { oldURL: from, newURL: state.href }));
  });
}

const { Navigator, navigator } = require('navigator');
define('Navigator', Navigator);
attribute('navigator', () => navigator);
attribute('clientInformation', () => navigator, undefined, true);
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
      if (parsed === null)
        throw dom.fault('SyntaxError', `Invalid target origin '${target}' in a call to 'postMessage'.`);
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

// What elements do in a document that is shown

const HANDLED = ['iframe', 'frame', 'script', 'link', 'style'];
dom.postConnected = (element) => {
  if (element._namespace !== dom.HTML || !HANDLED.includes(element._local) || element._document !== document) return;
  switch (element._local) {
    case 'script':
      startScript(element);
      break;
    case 'style':
      if (dom.textOf(element) !== '' || !parsing) styleLoaded(element);
      break;
    case 'link':
      loadLink(element);
      break;
    default:
      binding.connected(element);
  }
};
let parsing = false;
function startScript(element) {
  if (parsing || element._started) return;
  if (!element._attributes.has('src') && element.text === '') return;
  dom.hide(element, '_started', true);
  binding.connected(element);
}
dom.childrenChanged = (parent) => {
  if (
    parent._local === 'script' &&
    parent._namespace === dom.HTML &&
    parent._document === document &&
    dom.isConnected(parent)
  )
    startScript(parent);
};
function styleLoaded(element) {
  const text = dom.textOf(element);
  if (text === '' && parsing) return;
  const end = dom.delayLoad(document);
  binding.queueTask('DOM manipulation', 'style', () => {
    fire(element, new Event('load'));
    end();
  });
}
function loadLink(element) {
  if (!/(^|\s)stylesheet(\s|$)/i.test(element._attributes.get('rel') ?? '') || !element._attributes.has('href')) return;
  const end = dom.delayLoad(document);
  const { href } = element;
  const file = dom.resource(href);
  // A sheet met by the parser is there before later scripts run.
  if (parsing && file !== null) dom.hide(element, '_sheetText', new TextDecoder().decode(file.bytes));
  binding.network(() => {
    if (file !== null) dom.hide(element, '_sheetText', new TextDecoder().decode(file.bytes));
    dom.version++;
    fire(element, new Event(file === null ? 'error' : 'load'));
    end();
  });
}
dom.resource = (href) => {
  const found = require('fetch').internal.respond(href.split('#')[0]);
  return found === null || found.status >= 400 ? null : found;
};
dom.delayLoad = () => {
  binding.delayLoad(1);
  let done = false;
  return () => {
    if (!done) binding.delayLoad(-1);
    done = true;
  };
};
dom.leftDocument = (element) => {
  if (element._local === 'iframe') binding.frameRemoved(element);
};
dom.steps.push((element, name, old, value, namespace) => {
  if (namespace !== null || element._namespace !== dom.HTML) return;
  if (element._local === 'iframe' && (name === 'src' || name === 'srcdoc') && value !== null)
    binding.frameChanged(element);
  else if (
    element._local === 'script' &&
    name === 'src' &&
    old === null &&
    dom.isConnected(element) &&
    element._document === document
  )
    startScript(element);
  else if (element._local === 'link' && name === 'href' && !parsing && dom.isConnected(element) && old !== value)
    loadLink(element);
});
dom.follow = (anchor) => {
  const target = anchor._attributes.get('target') ?? '';
  if (target !== '' && !/^_(self|top|parent)$/.test(target)) {
    binding.notModelled(`following a link to ${target}`);
    return;
  }
  const { href } = anchor;
  if (href === '') return;
  idl.at(null, () => navigate(href));
};
dom.submitted = (form, { action }) =>
  binding.notModelled(`submitting a form to ${action === '' ? state.href : action}`);
dom.write = (target, text) => {
  if (target !== document || !parsing_open()) {
    binding.notModelled('document.write after the document is there');
    return;
  }
  const at = open[open.length - 1] ?? document.body;
  const parent = at._local === 'script' ? at._parent : at;
  const script = document._script;
  const place = script !== null && script._parent !== null ? script._parent : parent;
  const fragment = dom.parseFragment(text, place, false, true);
  for (const node of fragment._children.slice()) dom.insert(place, node, null);
};
const parsing_open = () => document._state === 'loading';
dom.openWriting = () => binding.notModelled('document.open');

// Building the document
const open = [];
/** A new document, at another URL, in the same window. */
function renew(href) {
  document = new documents.HTMLDocument(dom.KEY, 'html', globalThis);
  Object.defineProperty(document, 'location', { ...locationProperty, enumerable: true, configurable: false });
  module.exports.document = document;
  open.length = 0;
  state.href = href;
  state.entries = [{ href, state: null }];
  state.index = 0;
}
function apply(operations) {
  let made = null;
  parsing = true;
  for (const op of JSON.parse(operations)) {
    const parent = open[open.length - 1] ?? document;
    const target = parent._local === 'template' && parent._content !== undefined ? dom.contentOf(parent) : parent;
    const home = target._type === 11 && target._host?._local === 'template' ? target._document : document;
    switch (op[0]) {
      case 'open': {
        const [, local, attributes, namespace] = op;
        if (
          local === 'template' &&
          attributes.some((a) => a[0] === 'shadowrootmode') &&
          dom.declareShadow(parent, attributes, [], document)
        ) {
          open.push(parent._shadow);
          break;
        }
        idl.hooks.reactions?.push();
        const is = attributes.find((a) => a[0] === 'is')?.[1] ?? null;
        const element =
          home === document
            ? dom.createElement(document, local, namespace ?? dom.HTML, null, is, true)
            : dom.makeElement(home, local, namespace ?? dom.HTML, null);
        if (local === 'script') {
          dom.hide(element, '_started', true);
          dom.hide(element, '_forcedAsync', false);
        }
        if (local === 'template') dom.contentOf(element);
        dom.setAll(element, attributes);
        dom.insert(target, element, null);
        idl.hooks.reactions?.pop();
        open.push(element);
        made = element;
        break;
      }
      case 'close': {
        const closed = open.pop();
        if (closed?._local === 'style' && closed._document === document) styleLoaded(closed);
        break;
      }
      case 'comment':
        dom.insert(target, dom.makeComment(op[1], home), null);
        break;
      case 'doctype':
        dom.put(document, new nodes.DocumentType(dom.KEY, op[1], op[2], op[3], document));
        break;
      default: {
        const last = target._children[target._children.length - 1];
        if (last?._type === 3) dom.replaceData(last, last._data.length, 0, op[1]);
        else dom.insert(target, dom.makeText(op[1], home), null);
      }
    }
  }
  parsing = false;
  return made;
}
/** Makes a script the current one; answers the one before. */
function setScript(element) {
  const before = document._script;
  document._script = element;
  return before;
}
function setState(value) {
  document._state = value;
  fire(document, new Event('readystatechange'));
}
function contentLoaded() {
  fire(document, new Event('DOMContentLoaded', { bubbles: true }));
}
function loaded() {
  internal.states.get;
  const event = new Event('load');
  internal.fireLoad(globalThis, event, document);
  internal.fireLoad(globalThis, new ui.PageTransitionEvent('pageshow', { persisted: false }), document);
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
  dom.flushStyle?.();
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
const { performance } = require('performance');
attribute('performance', () => performance, undefined, true);
attribute('scheduler', () => require('scheduling').scheduler, undefined, true);
const { Crypto, SubtleCrypto, crypto } = require('crypto');
publish({ Crypto, SubtleCrypto });
attribute('crypto', () => crypto);

function textOfURL(url) {
  require('files');
  return binding.textOfURL(url);
}
module.exports = {
  afterFrame,
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
  document,
};
void DOMException;
