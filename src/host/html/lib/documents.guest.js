// Documents. @spec dom#interface-document
const idl = require('web-idl');
const { CASES, HANDLERS } = require('handlers');
const nodes = require('nodes');
const { Node, DocumentType, DocumentFragment, CDATASection, ProcessingInstruction, internal: dom } = nodes;
const { Attr } = require('elements');
const events = require('event-target');
const ui = require('ui-events');
const { internal: collections } = require('collections');
const { internal: ranges } = require('ranges');
const { KEY, HTML, setAttribute } = dom;

class Document extends Node {
  constructor(key, type = 'html', view = null) {
    super(KEY, 9, '#document', null);
    void key;
    this._document = this;
    for (const [field, value] of Object.entries({
      _html: type === 'html' && key === KEY,
      _kind: key === KEY ? type : 'xml',
      _view: view,
      _active: null,
      _state: view === null ? 'complete' : 'loading',
      _script: null,
      _cookies: new Map(),
    }))
      dom.hide(this, field, value);
  }
  get implementation() {
    return this._implementation ?? dom.hide(this, '_implementation', new DOMImplementation(KEY, this));
  }
  get URL() {
    return this._view === null ? (this._url ?? 'about:blank') : binding.locationHref();
  }
  get documentURI() {
    return this.URL;
  }
  get compatMode() {
    return this._quirks ? 'BackCompat' : 'CSS1Compat';
  }
  get characterSet() {
    return 'UTF-8';
  }
  get charset() {
    return 'UTF-8';
  }
  get inputEncoding() {
    return 'UTF-8';
  }
  get contentType() {
    return this._kind === 'html' ? 'text/html' : this._kind === 'xml' ? 'application/xml' : this._kind;
  }
  get doctype() {
    return this._children.find((c) => c._type === 10) ?? null;
  }
  get documentElement() {
    return this._children.find((c) => c._type === 1) ?? null;
  }
  get domain() {
    return binding.parseURL(this.URL)?.hostname ?? '';
  }
  get referrer() {
    return '';
  }
  get cookie() {
    return [...this._cookies].map(([name, value]) => (name === '' ? value : `${name}=${value}`)).join('; ');
  }
  set cookie(text) {
    setCookie(this._cookies, text);
  }
  get lastModified() {
    const d = new Date();
    const two = (n) => String(n).padStart(2, '0');
    return `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  }
  get readyState() {
    return this._state;
  }
  get title() {
    const element = dom.elementsIn(this).find((e) => e._local === 'title' && e._namespace === HTML);
    return element === undefined ? '' : element.text.replace(/[\t\n\f\r ]+/g, ' ').trim();
  }
  set title(value) {
    let element = dom.elementsIn(this).find((e) => e._local === 'title' && e._namespace === HTML);
    if (element === undefined) {
      const { head } = this;
      if (head === null) return;
      element = dom.makeElement(this, 'title', HTML, null);
      dom.preInsert(head, element, null);
    }
    dom.replaceAll(element, value === '' ? null : dom.makeText(value, this));
  }
  get dir() {
    return this.documentElement?.dir ?? '';
  }
  set dir(value) {
    if (this.documentElement) this.documentElement.dir = value;
  }
  get body() {
    const top = this.documentElement;
    return top?._children.find((c) => c._local === 'body' || c._local === 'frameset') ?? null;
  }
  set body(value) {
    if (value === null || (value._local !== 'body' && value._local !== 'frameset'))
      throw dom.fault(
        'HierarchyRequestError',
        `The new body element is of type '${value?._name}'. It must be either a 'BODY' or 'FRAMESET' element.`,
      );
    const old = this.body;
    if (old === value) return;
    if (old !== null) dom.replace(old._parent, value, old);
    else dom.preInsert(this.documentElement, value, null);
  }
  get head() {
    return this.documentElement?._children.find((c) => c._local === 'head') ?? null;
  }
  get images() {
    return byTag(this, '_images', (e) => e._local === 'img');
  }
  get embeds() {
    return byTag(this, '_embeds', (e) => e._local === 'embed');
  }
  get plugins() {
    return this.embeds;
  }
  get links() {
    return byTag(this, '_links', (e) => (e._local === 'a' || e._local === 'area') && e._attributes.has('href'));
  }
  get forms() {
    return byTag(this, '_forms', (e) => e._local === 'form');
  }
  get scripts() {
    return byTag(this, '_scripts', (e) => e._local === 'script');
  }
  get anchors() {
    return byTag(this, '_anchors', (e) => e._local === 'a' && e._attributes.has('name'));
  }
  get currentScript() {
    return this._script;
  }
  get defaultView() {
    return this._view === globalThis && binding.isDiscarded() ? null : this._view;
  }
  get designMode() {
    return this._design ?? 'off';
  }
  set designMode(value) {
    dom.hide(this, '_design', value.toLowerCase() === 'on' ? 'on' : 'off');
  }
  get scrollingElement() {
    return this.documentElement;
  }
  get hidden() {
    return this._view === null;
  }
  get visibilityState() {
    return this._view === null ? 'hidden' : 'visible';
  }
  get timeline() {
    return dom.timeline?.() ?? null;
  }
  get fullscreenEnabled() {
    return true;
  }
  get fullscreenElement() {
    return null;
  }
  get pointerLockElement() {
    return null;
  }
  get activeElement() {
    dom.checkFocus(this);
    const active = this._active;
    return active ? dom.retarget(active, this) : this._view === null ? null : (this.body ?? this.documentElement);
  }
  get styleSheets() {
    return dom.sheetsOf(this);
  }
  get adoptedStyleSheets() {
    return this._adopted ?? dom.hide(this, '_adopted', []);
  }
  set adoptedStyleSheets(list) {
    dom.hide(this, '_adopted', [...list]);
    dom.version++;
  }
  get fonts() {
    return this._fonts ?? dom.hide(this, '_fonts', dom.fontSet());
  }
  get all() {
    return byTag(this, '_all', () => true);
  }
  adoptNode(node) {
    if (node._type === 9)
      throw dom.fault('NotSupportedError', "The node provided is of type '#document', which may not be adopted.");
    if (dom.isShadowRoot(node))
      throw dom.fault('HierarchyRequestError', 'The node provided is a shadow root, which may not be adopted.');
    dom.adopt(node, this);
    return node;
  }
  captureEvents() {}
  clear() {}
  close() {
    if (this._writing) dom.closeWriting?.(this);
  }
  createAttribute(name) {
    checkName(name, 'attribute');
    const lower = this._html ? name.toLowerCase() : name;
    return new Attr(KEY, lower, null, null, lower, '', this);
  }
  createAttributeNS(namespace, name) {
    const { space, prefix, local } = dom.extract(namespace, name);
    return new Attr(KEY, name, space, prefix, local, '', this);
  }
  createCDATASection(data) {
    if (this._html) throw dom.fault('NotSupportedError', 'This operation is not supported for HTML documents.');
    return new CDATASection(KEY, data, this);
  }
  createComment(data) {
    return dom.makeComment(data, this);
  }
  createDocumentFragment() {
    return new DocumentFragment(KEY, this);
  }
  createElement(name, options) {
    if (!/^(?:[A-Za-z][^\0\t\n\f\r />]*|[:_\u0080-\u{10ffff}][A-Za-z0-9-.:_\u0080-\u{10ffff}]*)$/u.test(name))
      throw dom.fault('InvalidCharacterError', `The tag name provided ('${name}') is not a valid name.`);
    const is = idl.isObject(options) && options.is !== undefined ? `${options.is}` : null;
    const html = this._html || this._kind === 'application/xhtml+xml';
    return dom.createElement(this, this._html ? name.toLowerCase() : name, html ? HTML : null, null, is, true);
  }
  createElementNS(namespace, qualified, options) {
    const { space, prefix, local } = dom.extract(namespace, qualified, 'element');
    const is = idl.isObject(options) && options.is !== undefined ? `${options.is}` : null;
    return dom.createElement(this, local, space, prefix, is, true);
  }
  createEvent(name) {
    const C = CREATED[name.toLowerCase()];
    if (C === undefined) throw dom.fault('NotSupportedError', `The provided event type ('${name}') is invalid.`);
    const Class = events[C] ?? ui[C];
    const event = C === 'BeforeUnloadEvent' ? new Class(events.internal.hooks) : new Class('');
    events.internal.states.get(event).initialized = false;
    return event;
  }
  createNodeIterator(root, what = 0xffffffff, filter = null) {
    return ranges.makeIterator(root, what, filter);
  }
  createProcessingInstruction(target, data) {
    checkName(target, 'target');
    if (data.includes('?>')) throw dom.fault('InvalidCharacterError', `The data provided ('${data}') contains '?>'.`);
    return new ProcessingInstruction(KEY, target, data, this);
  }
  createRange() {
    const range = ranges.makeRange();
    if (this !== globalThis.document) range.setStart(this, 0);
    return range;
  }
  createTextNode(data) {
    return dom.makeText(data, this);
  }
  createTreeWalker(root, what = 0xffffffff, filter = null) {
    return ranges.makeWalker(root, what, filter);
  }
  elementFromPoint(x, y) {
    return dom.elementAt?.(this, x, y) ?? null;
  }
  elementsFromPoint(x, y) {
    const found = dom.elementAt?.(this, x, y) ?? null;
    return found === null
      ? []
      : dom
          .ancestors(found)
          .filter((n) => n._type === 1)
          .reverse();
  }
  execCommand() {
    binding.notModelled('document.execCommand');
    return false;
  }
  getAnimations() {
    return dom.allAnimations?.() ?? [];
  }
  getElementById(id) {
    return dom.elementsIn(this).find((e) => e._attributes.get('id') === id) ?? null;
  }
  getElementsByName(name) {
    const known = this._named ?? dom.hide(this, '_named', new Map());
    if (!known.has(name))
      known.set(
        name,
        collections.liveList(() =>
          dom.elementsIn(this).filter((e) => e._namespace === HTML && e._attributes.get('name') === name),
        ),
      );
    return known.get(name);
  }
  getSelection() {
    return this._view === null ? null : dom.selection();
  }
  hasFocus() {
    return this._view !== null;
  }
  importNode(node, options = false) {
    if (node._type === 9)
      throw dom.fault('NotSupportedError', 'The node provided is a document, which may not be imported.');
    if (dom.isShadowRoot(node))
      throw dom.fault('NotSupportedError', 'The node provided is a shadow root, which may not be imported.');
    const deep = idl.isObject(options) ? !options.selfOnly : Boolean(options);
    return importing(node, deep, this);
  }
  moveBefore(node, child) {
    dom.moveInto(this, node, child);
  }
  open() {
    if (!this._html) throw dom.fault('InvalidStateError', 'Only HTML documents support open().');
    dom.openWriting(this);
    return this;
  }
  queryCommandSupported() {
    return false;
  }
  releaseEvents() {}
  write(...texts) {
    dom.write(this, texts.join(''));
  }
  writeln(...texts) {
    dom.write(this, `${texts.join('')}\n`);
  }
}
function importing(node, deep, document) {
  return dom.clone(node, deep, document);
}
const CREATED = {
  beforeunloadevent: 'BeforeUnloadEvent',
  compositionevent: 'CompositionEvent',
  customevent: 'CustomEvent',
  dragevent: 'DragEvent',
  event: 'Event',
  events: 'Event',
  focusevent: 'FocusEvent',
  hashchangeevent: 'HashChangeEvent',
  htmlevents: 'Event',
  keyboardevent: 'KeyboardEvent',
  messageevent: 'MessageEvent',
  mouseevent: 'MouseEvent',
  mouseevents: 'MouseEvent',
  storageevent: 'StorageEvent',
  svgevents: 'Event',
  touchevent: 'TouchEvent',
  uievent: 'UIEvent',
  uievents: 'UIEvent',
};
function checkName(name, what) {
  if (!/^[A-Za-z:_\u0080-\u{10ffff}][A-Za-z0-9-.:_\u00b7\u0080-\u{10ffff}]*$/u.test(name))
    throw dom.fault(
      'InvalidCharacterError',
      what === 'target'
        ? `The target provided ('${name}') is not a valid name.`
        : `The localName provided ('${name}') contains an invalid character.`,
    );
}
function byTag(document, field, test) {
  return (
    document[field] ??
    dom.hide(
      document,
      field,
      collections.collection(() => dom.elementsIn(document).filter((e) => e._namespace === HTML && test(e))),
    )
  );
}
/** One cookie, kept as long as the page lives. */
function setCookie(cookies, text) {
  const [pair, ...options] = text.split(';');
  const at = pair.indexOf('=');
  const name = at < 0 ? '' : pair.slice(0, at).trim();
  const value = (at < 0 ? pair : pair.slice(at + 1)).trim();
  if (name === '' && value === '') return;
  const option = (key) =>
    options
      .map((o) => o.trim())
      .find((o) => o.toLowerCase().startsWith(`${key}=`))
      ?.slice(key.length + 1);
  const age = option('max-age');
  const expires = option('expires');
  if (
    (age !== undefined && Number(age) <= 0) ||
    (age === undefined && expires !== undefined && Date.parse(expires) <= Date.now()) ||
    options.some((o) => o.trim().toLowerCase() === 'httponly')
  ) {
    if (!options.some((o) => o.trim().toLowerCase() === 'httponly')) cookies.delete(name);
    return;
  }
  cookies.set(name, value);
}
for (const type of HANDLERS) events.internal.defineHandler(Document.prototype, `on${type}`, CASES[type] ?? type);
for (const type of [
  'readystatechange',
  'visibilitychange',
  'fullscreenchange',
  'fullscreenerror',
  'pointerlockchange',
  'pointerlockerror',
  'freeze',
  'resume',
  'prerenderingchange',
  'search',
])
  events.internal.defineHandler(Document.prototype, `on${type}`);
dom.mixin(Document, dom.ParentNode, dom.Searchable);
idl.define(
  Document,
  'Document',
  {
    ...dom.PARENT_NODE,
    ...dom.SEARCHABLE,
    constructor: '',
    adoptNode: 'Node',
    createAttribute: 'DOMString',
    createAttributeNS: 'DOMString?, DOMString',
    createCDATASection: 'DOMString',
    createComment: 'DOMString',
    createElement: 'DOMString, any=',
    createElementNS: 'DOMString?, DOMString, any=',
    createEvent: 'DOMString',
    createNodeIterator: 'Node, unsigned long=, NodeFilter?=',
    createProcessingInstruction: 'DOMString, DOMString',
    createTextNode: 'DOMString',
    createTreeWalker: 'Node, unsigned long=, NodeFilter?=',
    elementFromPoint: 'double, double',
    elementsFromPoint: 'double, double',
    execCommand: 'DOMString, any=, any=',
    getElementById: 'DOMString',
    getElementsByName: 'DOMString',
    importNode: 'Node, any=',
    moveBefore: 'Node, Node?',
    open: 'any=, any=, any=',
    queryCommandSupported: 'DOMString',
    write: '...DOMString',
    writeln: '...DOMString',
  },
  { title: 'DOMString', dir: 'DOMString', cookie: 'DOMString', body: 'HTMLElement?', designMode: 'DOMString' },
  (value) => dom.isNode(value) && value._type === 9,
);
class HTMLDocument extends Document {
  constructor(key, ...rest) {
    if (key !== KEY) throw idl.illegal('HTMLDocument');
    super(KEY, ...rest);
  }
}
idl.define(HTMLDocument, 'HTMLDocument');
class XMLDocument extends Document {
  constructor(key, type) {
    if (key !== KEY) throw idl.illegal('XMLDocument');
    super(KEY, type);
  }
}
idl.define(XMLDocument, 'XMLDocument');

class DOMImplementation {
  constructor(key, document) {
    if (key !== KEY) throw idl.illegal('DOMImplementation');
    dom.hide(this, '_document', document);
  }
  createDocument(namespace, name, doctype = null) {
    const type = namespace === HTML ? 'application/xhtml+xml' : namespace === dom.SVG ? 'image/svg+xml' : 'xml';
    const document = new XMLDocument(KEY, type);
    if (doctype !== null) dom.preInsert(document, doctype, null);
    if (name !== '' && name !== null) {
      const { space, prefix, local } = dom.extract(namespace, `${name}`, 'element');
      dom.preInsert(document, dom.createElement(document, local, space, prefix), null);
    }
    return document;
  }
  createDocumentType(name, publicId, systemId) {
    return new DocumentType(KEY, name, publicId, systemId, this._document);
  }
  createHTMLDocument(title) {
    const document = new HTMLDocument(KEY);
    const make = (local) => dom.makeElement(document, local, HTML, null);
    dom.put(document, new DocumentType(KEY, 'html', '', '', document));
    const html = make('html');
    const head = make('head');
    dom.put(document, html);
    dom.put(html, head);
    if (title !== undefined) {
      const element = make('title');
      dom.put(head, element);
      if (title !== '') dom.put(element, dom.makeText(title, document));
    }
    dom.put(html, make('body'));
    return document;
  }
  hasFeature() {
    return true;
  }
}
idl.define(DOMImplementation, 'DOMImplementation', {
  createDocument: 'DOMString?, any, any=',
  createDocumentType: 'DOMString, DOMString, DOMString',
  createHTMLDocument: 'DOMString=',
});

const TYPES = ['text/html', 'text/xml', 'application/xml', 'application/xhtml+xml', 'image/svg+xml'];
class DOMParser {
  parseFromString(text, type) {
    if (type !== 'text/html') {
      const document = new XMLDocument(KEY, type);
      dom.hide(document, '_url', binding.locationHref());
      buildXml(document, text);
      return document;
    }
    const document = new HTMLDocument(KEY);
    dom.hide(document, '_url', binding.locationHref());
    fill(document, text);
    return document;
  }
}
/** A whole document from text; its scripts don't run. */
function fill(document, text) {
  for (const item of JSON.parse(binding.parseDocument(text))) {
    if (item[0] === false) dom.put(document, new DocumentType(KEY, item[1], item[2], item[3], document));
    else dom.build([item], document, document, false);
  }
  if (document.doctype === null) dom.hide(document, '_quirks', true);
}
/** XML as far as plain documents go; what is not well-formed gives a document with an error in it, as in Chromium. */
function buildXml(document, text) {
  const stack = [document];
  const token =
    /<\?xml[^?]*\?>|<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE\s+([^\s>]+)[^>]*>|<\?([^\s?]+)\s*([\s\S]*?)\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</y;
  const decode = (s) =>
    s.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot|apos));/gi, (_all, hex, dec, name) =>
      hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : dec
          ? String.fromCodePoint(Number(dec))
          : { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name],
    );
  const spaces = [new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])];
  let bad = text.trim() === '';
  for (token.lastIndex = 0; token.lastIndex < text.length && !bad; ) {
    const m = token.exec(text);
    if (m === null || m[0] === '<') {
      bad = true;
      break;
    }
    const parent = stack[stack.length - 1];
    if (m[1] !== undefined) dom.put(parent, dom.makeComment(m[1], document));
    else if (m[2] !== undefined) dom.put(parent, new CDATASection(KEY, m[2], document));
    else if (m[3] !== undefined) dom.put(parent, new DocumentType(KEY, m[3], '', '', document));
    else if (m[4] !== undefined) dom.put(parent, new ProcessingInstruction(KEY, m[4], m[5], document));
    else if (m[6] !== undefined) {
      if (parent._qualified !== m[6]) bad = true;
      stack.pop();
      spaces.pop();
    } else if (m[7] !== undefined) {
      if (parent === document && document.documentElement !== null) bad = true;
      const attributes = [...m[8].matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((a) => [
        a[1],
        decode(a[2] ?? a[3]),
      ]);
      const scope = new Map(spaces[spaces.length - 1]);
      for (const [name, value] of attributes) {
        if (name === 'xmlns') scope.set('', value);
        else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
      }
      const at = m[7].indexOf(':');
      const prefix = at < 0 ? null : m[7].slice(0, at);
      if (prefix !== null && !scope.has(prefix)) bad = true;
      const element = dom.makeElement(
        document,
        at < 0 ? m[7] : m[7].slice(at + 1),
        scope.get(prefix ?? '') || null,
        prefix,
      );
      dom.setAll(element, attributes);
      dom.put(parent, element);
      if (m[9] !== '/') {
        stack.push(element);
        spaces.push(scope);
      }
    } else if (m[10] !== undefined) {
      if (parent === document) {
        if (m[10].trim() !== '') bad = true;
      } else if (/&(?!(#x?[0-9a-f]+|lt|gt|amp|quot|apos);)/i.test(m[10])) bad = true;
      else dom.put(parent, dom.makeText(decode(m[10]), document));
    }
  }
  if (!bad && stack.length === 1 && document.documentElement !== null) return;
  const top = document.documentElement;
  const make = (local) => dom.makeElement(document, local, HTML, null);
  const error = make('parsererror');
  dom.put(error, dom.makeText('This page contains the following errors', document));
  if (top === null || top._namespace !== HTML) {
    if (top !== null) {
      dom.insert(top, error, top._children[0] ?? null);
      return;
    }
    const html = make('html');
    const body = make('body');
    dom.put(document, html);
    dom.put(html, body);
    dom.put(body, error);
  } else dom.insert(top, error, top._children[0] ?? null);
}
idl.enumeration('SupportedType', TYPES);
idl.define(DOMParser, 'DOMParser', { constructor: '', parseFromString: 'DOMString, SupportedType' });

class XMLSerializer {
  serializeToString(node) {
    return xml(node, null);
  }
}
function xml(node, space) {
  const escape = (text) =>
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\u00a0/g, '&nbsp;');
  switch (node._type) {
    case 1: {
      const qualified = node._qualified;
      let text = `<${qualified}`;
      if (node._namespace !== space && node._prefix === null && !node._attributes.has('xmlns'))
        text += ` xmlns="${node._namespace ?? ''}"`;
      for (const [name, value] of node._attributes) text += ` ${name}="${escape(value).replace(/"/g, '&quot;')}"`;
      const children = (node._content ?? node)._children;
      const inner = children.map((child) => xml(child, node._prefix === null ? node._namespace : space)).join('');
      const empty = children.length === 0;
      if (node._namespace === HTML)
        return empty && /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/.test(node._local)
          ? `${text} />`
          : `${text}>${inner}</${qualified}>`;
      return empty ? `${text}/>` : `${text}>${inner}</${qualified}>`;
    }
    case 3:
      return escape(node._data);
    case 4:
      return `<![CDATA[${node._data}]]>`;
    case 7:
      return `<?${node._name} ${node._data}?>`;
    case 8:
      return `<!--${node._data}-->`;
    case 10:
      return `<!DOCTYPE ${node._name}>`;
    default:
      return node._children.map((child) => xml(child, space)).join('');
  }
}
idl.define(XMLSerializer, 'XMLSerializer', { constructor: '', serializeToString: 'Node' });

Object.assign(dom, {
  viewOf: (document) => document._view,
  cloneElement(node, document) {
    const copy = dom.createElement(document, node._local, node._namespace, node._prefix, node._is ?? null, false);
    for (const [name, value] of node._attributes) {
      copy._attributes.set(name, value);
      const info = node._attrs?.get(name);
      if (info !== undefined && info._space !== null) {
        const attribute = new Attr(KEY, name, info._space, info._prefix, info._local, value, document);
        attribute._owner = copy;
        (copy._attrs ??= new Map()).set(name, attribute);
      }
      dom.attributeReaction?.(copy, name, null, value, null);
      for (const step of dom.steps) step(copy, name, null, value, null);
    }
    if (node._started) dom.hide(copy, '_started', true);
    return copy;
  },
  cloneAttribute: (node, document) =>
    new Attr(KEY, node._name, node._space, node._prefix, node._local, node.value, document),
  cloneDocument(node) {
    return new node.constructor(KEY, node._kind);
  },
  makeInertDocument: () => new HTMLDocument(KEY),
});
void setAttribute;
module.exports = {
  Document,
  DOMImplementation,
  DOMParser,
  HTMLDocument,
  XMLDocument,
  XMLSerializer,
  internal: { fill },
};
