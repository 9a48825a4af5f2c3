// The document of a window and what stands in it. It runs when somebody first looks for any of that: many programs never do.
const idl = require('web-idl');
const { Event, internal } = require('event-target');
const { internal: dom, ...nodes } = require('nodes');
const ui = require('ui-events');
const { locationProperty, navigate, ownBase, publish, state, url } = require('window-parts');
const { fire } = internal;

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
  if (dom[name] !== undefined) return;
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
Object.defineProperty(document, 'location', { ...locationProperty, enumerable: true, configurable: false });
dom.baseURL = (of) => {
  const from = of === undefined || of === null || of._view === null ? document : of;
  const base = dom.elementsIn(from).find((e) => e._local === 'base' && e._attributes.has('href'));
  const own = ownBase();
  return base === undefined ? own : (binding.parseURL(base._attributes.get('href'), own)?.href ?? own);
};
dom.targetOf = () => {
  const id = decodeURIComponent(url().hash?.slice(1) ?? '');
  return id === '' ? null : document.getElementById(id);
};
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
  else if (parent._local === 'style' && dom.isConnected(parent)) noteMotion(dom.textOf(parent));
};
/** A style that lets something move matters before anybody asks for a style. */
function noteMotion(text) {
  const found = /\b(transition|animation)(-[a-z]+)?\s*:/.exec(text);
  if (found === null) return;
  require('css');
  dom.noteMotion(found[1]);
}
function styleLoaded(element) {
  const text = dom.textOf(element);
  if (text === '' && parsing) return;
  noteMotion(text);
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
/** A new document in the same window. */
function renew() {
  document = new documents.HTMLDocument(dom.KEY, 'html', globalThis);
  dom.hide(document, '_html', true);
  Object.defineProperty(document, 'location', { ...locationProperty, enumerable: true, configurable: false });
  open.length = 0;
}
module.exports = {
  apply,
  customElements,
  dom,
  getSelection,
  renew,
  setScript,
  get document() {
    return document;
  },
};
