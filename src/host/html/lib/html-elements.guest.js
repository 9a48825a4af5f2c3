// HTMLElement and the elements that do little of their own. @spec html#htmlelement
const idl = require('web-idl');
const { CASES, HANDLERS, WINDOW_HANDLERS } = require('handlers');
const { internal: dom } = require('nodes');
const { Element } = require('elements');
const { internal: events, Event } = require('event-target');
const { FocusEvent, PointerEvent, ToggleEvent } = require('ui-events');
const collections = require('collections').internal;
const { KEY, HTML, setAttribute, removeAttribute } = dom;

const camel = (name) => name.replace(/-([a-z])/g, (_all, c) => c.toUpperCase());
const dashed = (name) => `data-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

class DOMStringMap {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('DOMStringMap');
  }
}
idl.define(DOMStringMap, 'DOMStringMap');
/** @spec html#domstringmap */
function dataset(element) {
  const names = () =>
    [...element._attributes.keys()]
      .filter((name) => name.startsWith('data-') && !/[A-Z]/.test(name))
      .map((name) => camel(name.slice(5)));
  return collections.exotic(new DOMStringMap(KEY), {
    named: (name) => (/-[a-z]/.test(name) ? undefined : element._attributes.get(dashed(name))),
    names,
    overrides: true,
    setNamed(name, value) {
      const text = `${value}`;
      if (/-[a-z]/.test(name))
        throw idl.at(`Failed to set a named property '${name}' on 'DOMStringMap'`, () =>
          dom.fault('SyntaxError', `'${name}' is not a valid property name.`),
        );
      if (/[\t\n\f\r />=\0]/.test(name))
        throw idl.at(`Failed to set a named property '${name}' on 'DOMStringMap'`, () =>
          dom.fault('InvalidCharacterError', `'${dashed(name)}' is not a valid attribute name.`),
        );
      idl.hooks.reactions?.push();
      setAttribute(element, dashed(name), text);
      idl.hooks.reactions?.pop();
    },
    deleteNamed(name) {
      idl.hooks.reactions?.push();
      removeAttribute(element, dashed(name));
      idl.hooks.reactions?.pop();
    },
  });
}

class HTMLElement extends Element {
  // biome-ignore lint/correctness/noUnreachableSuper: an element that is being upgraded stands for a new one
  constructor(key, local, namespace = HTML, document = globalThis.document, prefix = null) {
    if (key !== KEY) {
      const { definition, element } = dom.constructed(
        new.target === HTMLElement ? HTMLElement : baseOf(new.target),
        new.target,
      );
      if (element !== null) return element;
      super(KEY, definition.localName, HTML, globalThis.document);
      dom.hide(this, '_definition', definition);
      dom.hide(this, '_state', 'custom');
      if (definition.localName !== definition.name) dom.hide(this, '_is', definition.name);
      return;
    }
    super(KEY, local, namespace, document, prefix);
  }
  get hidden() {
    const value = this._attributes.get('hidden');
    return value === undefined ? false : value.toLowerCase() === 'until-found' ? 'until-found' : true;
  }
  set hidden(value) {
    if (value === 'until-found') setAttribute(this, 'hidden', value);
    else toggle(this, 'hidden', Boolean(value));
  }
  get draggable() {
    const value = this._attributes.get('draggable')?.toLowerCase();
    return (
      value === 'true' ||
      (value !== 'false' && (this._local === 'img' || (this._local === 'a' && this._attributes.has('href'))))
    );
  }
  set draggable(value) {
    setAttribute(this, 'draggable', String(value));
  }
  get spellcheck() {
    return this._attributes.get('spellcheck')?.toLowerCase() !== 'false';
  }
  set spellcheck(value) {
    setAttribute(this, 'spellcheck', String(value));
  }
  get contentEditable() {
    const value = this._attributes.get('contenteditable')?.toLowerCase();
    return value === '' || value === 'true'
      ? 'true'
      : value === 'false' || value === 'plaintext-only'
        ? value
        : 'inherit';
  }
  set contentEditable(value) {
    const lower = value.toLowerCase();
    if (lower === 'inherit') removeAttribute(this, 'contenteditable');
    else if (lower === 'true' || lower === 'false' || lower === 'plaintext-only')
      setAttribute(this, 'contenteditable', lower);
    else
      throw dom.fault(
        'SyntaxError',
        `The value provided ('${value}') is not one of 'true', 'false', 'plaintext-only', or 'inherit'.`,
      );
  }
  get isContentEditable() {
    for (let e = this; e !== null && e._type === 1; e = e._parent) {
      const value = e._attributes.get('contenteditable')?.toLowerCase();
      if (value === '' || value === 'true' || value === 'plaintext-only') return true;
      if (value === 'false') return false;
    }
    return false;
  }
  get offsetParent() {
    return dom.offsets(this).parent;
  }
  get offsetTop() {
    return dom.offsets(this).top;
  }
  get offsetLeft() {
    return dom.offsets(this).left;
  }
  get offsetWidth() {
    return dom.metrics(this).offsetWidth;
  }
  get offsetHeight() {
    return dom.metrics(this).offsetHeight;
  }
  get popover() {
    const value = this._attributes.get('popover')?.toLowerCase();
    return value === undefined
      ? null
      : value === '' || value === 'auto'
        ? 'auto'
        : value === 'hint'
          ? 'hint'
          : 'manual';
  }
  set popover(value) {
    if (value === null) removeAttribute(this, 'popover');
    else setAttribute(this, 'popover', `${value}`);
  }
  get innerText() {
    return dom.isRendered(this) ? renderedText(this) : dom.textOf(this);
  }
  set innerText(text) {
    dom.replaceAll(this, textFragment(this._document, text));
  }
  get outerText() {
    return this.innerText;
  }
  set outerText(text) {
    if (this._parent === null) throw dom.fault('NoModificationAllowedError', 'The element has no parent.');
    dom.replace(this._parent, textFragment(this._document, text), this);
  }
  get dataset() {
    return this._dataset ?? dom.hide(this, '_dataset', dataset(this));
  }
  get nonce() {
    return this._nonce ?? this._attributes.get('nonce') ?? '';
  }
  set nonce(value) {
    dom.hide(this, '_nonce', value);
  }
  get tabIndex() {
    const value = Number.parseInt(this._attributes.get('tabindex') ?? '', 10);
    return Number.isNaN(value) ? (isFocusableByKind(this) ? 0 : -1) : value;
  }
  set tabIndex(value) {
    setAttribute(this, 'tabindex', String(value));
  }
  get style() {
    return dom.styleOf(this);
  }
  set style(value) {
    setAttribute(this, 'style', `${value}`);
  }
  get attributeStyleMap() {
    return dom.styleMapOf(this);
  }
  attachInternals() {
    return dom.attachInternals(this);
  }
  blur() {
    if (this._document._active === this) focusOn(this._document, null);
  }
  click() {
    if (isDisabled(this)) return;
    if (this._clicking) return;
    dom.hide(this, '_clicking', true);
    try {
      events.dispatch(
        this,
        new PointerEvent('click', { bubbles: true, cancelable: true, composed: true, view: globalThis, pointerId: -1 }),
        false,
      );
    } finally {
      dom.hide(this, '_clicking', false);
    }
  }
  focus() {
    const target = focusTarget(this);
    if (target !== null) focusOn(this._document, target);
  }
  hidePopover() {
    popoverChange(this, false);
  }
  showPopover() {
    popoverChange(this, true);
  }
  togglePopover(force) {
    const open = this._popoverOpen === true;
    const wanted = typeof force === 'boolean' ? force : !open;
    if (wanted !== open) popoverChange(this, wanted);
    return wanted;
  }
}
idl.dictionary('FocusOptions', { focusVisible: 'boolean', preventScroll: ['boolean', false] });
const interfaces = new Map();
/** The interface of this library that a constructor of a program extends. */
function baseOf(C) {
  for (let c = C; typeof c === 'function'; c = Object.getPrototypeOf(c))
    if (c === HTMLElement || interfaces.has(c)) return c;
  return HTMLElement;
}
dom.HTMLElement = HTMLElement;

function toggle(element, name, on) {
  if (on) setAttribute(element, name, '');
  else removeAttribute(element, name);
}
const isDisabled = (element) => DISABLEABLE.includes(element._local) && dom.isDisabled(element);
const DISABLEABLE = ['button', 'input', 'select', 'textarea', 'fieldset', 'optgroup', 'option'];

/** Attributes that reflect content attributes, by kind. @spec html#reflect */
const REFLECTIONS = {
  text: (attribute) => ({
    get: (e) => e._attributes.get(attribute) ?? '',
    set: (e, value) => setAttribute(e, attribute, value),
    type: 'DOMString',
  }),
  nullable: (attribute) => ({
    get: (e) => e._attributes.get(attribute) ?? null,
    set: (e, value) => (value === null ? removeAttribute(e, attribute) : setAttribute(e, attribute, value)),
    type: 'DOMString?',
  }),
  url: (attribute) => ({
    get(e) {
      const value = e._attributes.get(attribute);
      return value === undefined ? '' : (binding.parseURL(value.trim(), dom.baseURL(e._document))?.href ?? value);
    },
    set: (e, value) => setAttribute(e, attribute, value),
    type: 'USVString',
  }),
  flag: (attribute) => ({
    get: (e) => e._attributes.has(attribute),
    set: (e, value) => toggle(e, attribute, value),
    type: 'boolean',
  }),
  tokens: (attribute) => ({
    get: (e) => dom.tokenList(e, attribute),
    set: (e, value) => setAttribute(e, attribute, `${value}`),
    type: undefined,
  }),
  long: (attribute, initial = 0) => ({
    get(e) {
      const value = /^[\t\n\f\r ]*([+-]?\d+)/.exec(e._attributes.get(attribute) ?? '');
      return value ? Number(value[1]) | 0 : initial;
    },
    set: (e, value) => setAttribute(e, attribute, String(value)),
    type: 'long',
  }),
  count: (attribute, initial = 0, zero = true) => ({
    get(e) {
      const value = /^[\t\n\f\r ]*\+?(\d+)/.exec(e._attributes.get(attribute) ?? '');
      const number = value ? Number(value[1]) : -1;
      return number < (zero ? 0 : 1) || number > 2147483647 ? initial : number;
    },
    set(e, value) {
      if (!zero && value === 0) throw dom.fault('IndexSizeError', 'The value provided is 0, which is an invalid size.');
      setAttribute(e, attribute, String(value > 2147483647 ? initial : value));
    },
    type: 'unsigned long',
  }),
  limit: (attribute) => ({
    get(e) {
      const value = /^[\t\n\f\r ]*\+?(\d+)/.exec(e._attributes.get(attribute) ?? '');
      return value ? Number(value[1]) : -1;
    },
    set(e, value) {
      if (value < 0) throw dom.fault('IndexSizeError', `The value provided (${value}) is not positive or 0.`);
      setAttribute(e, attribute, String(value));
    },
    type: 'long',
  }),
};
/** An attribute limited to known values. */
function known(attribute, values, missing, invalid = missing) {
  return {
    get(e) {
      const value = e._attributes.get(attribute)?.toLowerCase();
      return value === undefined ? missing : values.includes(value) ? value : invalid;
    },
    set: (e, value) => (value === null ? removeAttribute(e, attribute) : setAttribute(e, attribute, value)),
    type: missing === null ? 'DOMString?' : 'DOMString',
  };
}
/** Defines reflecting attributes: name to a kind, `kind attribute`, or what `known` and kinds give. Answers their types. */
function reflect(C, members) {
  const types = {};
  for (const [name, what] of Object.entries(members)) {
    const [kind, attribute = name.toLowerCase()] = typeof what === 'string' ? what.split(' ') : [];
    const made = typeof what === 'string' ? REFLECTIONS[kind](attribute) : what;
    const { get, set } = Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return made.get(this);
        },
        set [name](value) {
          made.set(this, value);
        },
      },
      name,
    );
    Object.defineProperty(C.prototype, name, { get, set, enumerable: true, configurable: true });
    if (made.type !== undefined) types[name] = made.type;
  }
  return types;
}

/** A body's handlers of these types are the window's. */
const FORWARDED = ['blur', 'error', 'focus', 'load', 'resize', 'scroll', ...WINDOW_HANDLERS];
const toWindow = (element) =>
  element !== null && typeof element === 'object' && (element._local === 'body' || element._local === 'frameset')
    ? dom.viewOf(element._document)
    : null;
for (const type of HANDLERS)
  events.defineHandler(
    HTMLElement.prototype,
    `on${type}`,
    CASES[type] ?? type,
    FORWARDED.includes(type) ? toWindow : null,
  );
/** Handlers written as content attributes, compiled when they are first wanted. @spec html#getting-the-current-value-of-the-event-handler */
events.hooks.compileHandler = (target, type, entry) => {
  const { element, text } = entry.value;
  if (typeof text !== 'string') return;
  const parameters = type === 'error' && target === globalThis ? 'event, source, lineno, colno, error' : 'event';
  entry.value = null;
  try {
    entry.value = Function(
      'element',
      'form',
      'document',
      `with (document) { with (form) { with (element) { return function on${type}(${parameters}) {\n${text}\n} } } }`,
    )(element, element.form ?? {}, element._document);
  } catch (error) {
    binding.reportError(error);
  }
};
const HANDLER_TYPES = new Set([...HANDLERS, ...WINDOW_HANDLERS, 'readystatechange', 'visibilitychange']);
dom.steps.push((element, name, _old, value, namespace) => {
  if (namespace !== null || !name.startsWith('on') || !HANDLER_TYPES.has(name.slice(2))) return;
  const type = name.slice(2);
  const target = (FORWARDED.includes(type) && toWindow(element)) || element;
  events.setHandler(target, CASES[type] ?? type, value === null ? null : { element, text: value });
});

const GLOBAL = reflect(HTMLElement, {
  title: 'text',
  lang: 'text',
  translate: {
    get: (e) => e._attributes.get('translate')?.toLowerCase() !== 'no',
    set: (e, value) => setAttribute(e, 'translate', value ? 'yes' : 'no'),
    type: 'boolean',
  },
  dir: known('dir', ['ltr', 'rtl', 'auto'], ''),
  inert: 'flag',
  accessKey: 'text accesskey',
  autocapitalize: known('autocapitalize', ['none', 'sentences', 'words', 'characters'], ''),
  enterKeyHint: known('enterkeyhint', ['enter', 'done', 'go', 'next', 'previous', 'search', 'send'], ''),
  inputMode: known('inputmode', ['none', 'text', 'tel', 'url', 'email', 'numeric', 'decimal', 'search'], ''),
  virtualKeyboardPolicy: known('virtualkeyboardpolicy', ['auto', 'manual'], ''),
  autofocus: 'flag',
});
idl.define(
  HTMLElement,
  'HTMLElement',
  { focus: 'FocusOptions=', showPopover: 'any=', togglePopover: 'any=' },
  {
    ...GLOBAL,
    draggable: 'boolean',
    spellcheck: 'boolean',
    contentEditable: 'DOMString',
    innerText: 'DOMString or null as empty',
    outerText: 'DOMString or null as empty',
    nonce: 'DOMString',
    tabIndex: 'long',
  },
);
class HTMLUnknownElement extends HTMLElement {
  constructor(key, ...rest) {
    if (key !== KEY) throw idl.illegal('HTMLUnknownElement');
    super(KEY, ...rest);
  }
}
idl.define(HTMLUnknownElement, 'HTMLUnknownElement');
dom.HTMLUnknownElement = HTMLUnknownElement;

// Text as it is shown

const BLOCKS =
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section summary table ul xmp'.split(
    ' ',
  );
/** @spec html#rendered-text-collection-steps */
function renderedText(element) {
  const items = [];
  const visit = (node, preserves) => {
    if (dom.isText(node)) {
      items.push(preserves ? node._data : node._data.replace(/[\t\n\f\r ]+/g, ' '));
      return;
    }
    if (
      node._type !== 1 ||
      !dom.isRendered(node) ||
      ['script', 'style', 'template', 'noscript', 'textarea'].includes(node._local)
    )
      return;
    if (node._local === 'br') {
      items.push('\n');
      return;
    }
    const display = dom.displayOf(node);
    const block =
      display === 'block' || display === 'flex' || display === 'grid' || display === 'list-item' || display === 'table';
    const breaks = node._local === 'p' ? 2 : block && node !== element ? 1 : 0;
    if (breaks > 0) items.push(breaks);
    const keep = preserves || node._local === 'pre';
    for (const child of node._children) visit(child, keep);
    if (display === 'table-cell' && dom.elementSibling(node, 1)) items.push('\t');
    if (display === 'table-row' && dom.elementSibling(node, 1)) items.push('\n');
    if (breaks > 0) items.push(breaks);
  };
  for (const child of element._children) visit(child, element._local === 'pre');
  let text = '';
  let pending = 0;
  for (const item of items) {
    if (typeof item === 'number') {
      pending = Math.max(pending, item);
      continue;
    }
    const next =
      text === '' || pending > 0 || text.endsWith('\n') || text.endsWith(' ') ? item.replace(/^ /, '') : item;
    if (next === '') continue;
    if (pending > 0 && text !== '') text = `${text.replace(/ $/, '')}${'\n'.repeat(pending)}`;
    pending = 0;
    if (next[0] === '\n') text = text.replace(/ $/, '');
    text += next;
  }
  return text.replace(/ $/, '');
}
function textFragment(document, text) {
  const fragment = document.createDocumentFragment();
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    if (i > 0) dom.insert(fragment, dom.makeElement(document, 'br', HTML, null), null);
    if (line !== '') dom.insert(fragment, dom.makeText(line, document), null);
  });
  return fragment;
}

// Focus @spec html#focus

function isFocusableByKind(e) {
  return (
    ['button', 'select', 'textarea', 'iframe', 'summary'].includes(e._local) ||
    (e._local === 'input' && e._attributes.get('type')?.toLowerCase() !== 'hidden') ||
    ((e._local === 'a' || e._local === 'area') && e._attributes.has('href')) ||
    e.isContentEditable
  );
}
function isFocusable(e) {
  if (!dom.isConnected(e) || e._document !== globalThis.document || isDisabled(e)) return false;
  if (!isFocusableByKind(e) && Number.isNaN(Number.parseInt(e._attributes.get('tabindex') ?? '', 10))) return false;
  for (let n = e; n !== null && n !== undefined; n = n._parent ?? n._host)
    if (n._type === 1 && n._attributes.has('inert')) return false;
  return dom.isRendered(e);
}
function focusTarget(e) {
  if (e._shadow?._init.delegatesFocus)
    return dom.walkComposed(e._shadow).find((n) => n._type === 1 && n.focus && isFocusable(n)) ?? null;
  return isFocusable(e) ? e : null;
}
/** Moves the focus, telling both elements. */
function focusOn(document, element) {
  const before = document._active ?? null;
  if (before === element) return;
  document._active = null;
  dom.version++;
  if (before) {
    events.fireNow(before, new FocusEvent('blur', { composed: true, view: globalThis, relatedTarget: element }));
    events.fireNow(
      before,
      new FocusEvent('focusout', { bubbles: true, composed: true, view: globalThis, relatedTarget: element }),
    );
  }
  // What heard of it may have moved the focus itself.
  if (element === null || document._active !== null) return;
  document._active = element;
  dom.version++;
  dom.watching = true;
  events.fireNow(element, new FocusEvent('focus', { composed: true, view: globalThis, relatedTarget: before }));
  if (document._active === element)
    events.fireNow(
      element,
      new FocusEvent('focusin', { bubbles: true, composed: true, view: globalThis, relatedTarget: before }),
    );
}
/** An element that is not shown any more loses the focus as soon as somebody asks for it, one that is disabled in the next frame. */
dom.checkFocus = (document, inFrame) => {
  const active = document._active;
  if (active && (inFrame ? !isFocusable(active) : !dom.isRendered(active))) focusOn(document, null);
};
/** An element that is about to leave takes the focus with it, and in Chromium still hears of it. */
dom.focusLost = (node) => {
  const document = node._document;
  const active = document._active;
  if (active && dom.isComposedAncestor(node, active)) focusOn(document, null);
};

// Popovers @spec html#the-popover-attribute

function popoverChange(element, open) {
  if (element.popover === null)
    throw dom.fault(
      'NotSupportedError',
      "Not supported on elements that do not have a valid value for the 'popover' attribute.",
    );
  if (open && !dom.isConnected(element))
    throw dom.fault('InvalidStateError', 'Invalid on disconnected popover elements.');
  if ((element._popoverOpen === true) === open) {
    return;
  }
  const oldState = open ? 'closed' : 'open';
  const newState = open ? 'open' : 'closed';
  const before = new ToggleEvent('beforetoggle', { cancelable: open, oldState, newState });
  if (!events.fireNow(element, before)) return;
  dom.hide(element, '_popoverOpen', open);
  dom.version++;
  queueToggle(element, oldState, newState);
}
/** Several changes before the task give one event. @spec html#queue-a-popover-toggle-event-task */
function queueToggle(element, oldState, newState) {
  const pending = element._toggling;
  if (pending) {
    pending.newState = newState;
    return;
  }
  const state = dom.hide(element, '_toggling', { oldState, newState });
  binding.queueTask('DOM manipulation', 'toggle', () => {
    dom.hide(element, '_toggling', null);
    events.fire(element, new ToggleEvent('toggle', state));
  });
}

// Interfaces by tag

const tags = new Map();
/** Makes the interface of some tags. `members` are what it reflects. */
function element(name, tagNames, members = {}, Base = HTMLElement, body = null) {
  const made = {
    [name]: class extends Base {},
  }[name];
  interfaces.set(made, name);
  if (body !== null)
    for (const key of Reflect.ownKeys(body.members))
      Object.defineProperty(made.prototype, key, Object.getOwnPropertyDescriptor(body.members, key));
  const types = reflect(made, members);
  idl.define(made, name, body?.operations ?? {}, { ...types, ...body?.attributes });
  for (const tag of tagNames) tags.set(tag, made);
  exports[name] = made;
  return made;
}
dom.classFor = (local) => tags.get(local) ?? (dom.isCustomName(local) ? HTMLElement : HTMLUnknownElement);
for (const tag of 'abbr acronym address article aside b basefont bdi bdo big center cite code dd dfn dt em figcaption figure footer header hgroup i kbd main mark nav nobr noembed noframes noscript plaintext rb rp rt rtc ruby s samp search section small strike strong sub summary sup tt u var wbr'.split(
  ' ',
))
  tags.set(tag, HTMLElement);
dom.makeElement = (document, local, namespace, prefix) => {
  if (namespace === HTML) return new (dom.classFor(local))(KEY, local, HTML, document, prefix);
  if (namespace === dom.SVG) return new (svgClasses.get(local) ?? SVGElement)(KEY, local, namespace, document, prefix);
  return new Element(KEY, local, namespace, document, prefix);
};
class SVGElement extends Element {
  constructor(key, ...rest) {
    if (key !== KEY) throw idl.illegal('SVGElement');
    super(KEY, ...rest);
  }
  get dataset() {
    return this._dataset ?? dom.hide(this, '_dataset', dataset(this));
  }
  get tabIndex() {
    return Number.parseInt(this._attributes.get('tabindex') ?? '-1', 10);
  }
  get style() {
    return dom.styleOf(this);
  }
  get ownerSVGElement() {
    return this._parent?.closest?.('svg') ?? null;
  }
  blur() {}
  focus() {}
}
for (const type of HANDLERS) events.defineHandler(SVGElement.prototype, `on${type}`, CASES[type] ?? type);
idl.define(SVGElement, 'SVGElement', { focus: 'any=' });
/** The interfaces of SVG's elements, by tag; those that draw share one more. */
const svgClasses = new Map();
function svg(name, tag, Base) {
  const made = {
    [name]: class extends Base {},
  }[name];
  idl.define(made, name);
  exports[name] = made;
  if (tag !== null) svgClasses.set(tag, made);
  return made;
}
const Graphics = svg('SVGGraphicsElement', null, SVGElement);
const Geometry = svg('SVGGeometryElement', null, Graphics);
for (const tag of ['circle', 'ellipse', 'line', 'path', 'polygon', 'polyline', 'rect'])
  svg(`SVG${tag[0].toUpperCase()}${tag.slice(1)}Element`, tag, Geometry);
for (const tag of ['defs', 'foreignObject', 'image', 'switch', 'text', 'use'])
  svg(`SVG${tag[0].toUpperCase()}${tag.slice(1)}Element`, tag, Graphics);
svg('SVGSVGElement', 'svg', Graphics);
svg('SVGGElement', 'g', Graphics);
svg('SVGAElement', 'a', Graphics);
svg('SVGTSpanElement', 'tspan', Graphics);
for (const tag of [
  'clipPath',
  'desc',
  'filter',
  'linearGradient',
  'marker',
  'mask',
  'metadata',
  'pattern',
  'radialGradient',
  'script',
  'stop',
  'style',
  'symbol',
  'title',
  'view',
])
  svg(`SVG${tag[0].toUpperCase()}${tag.slice(1)}Element`, tag, SVGElement);

Object.assign(dom, { isFocusable, focusOn, queueToggle });
Object.assign(exports, { DOMStringMap, HTMLElement, HTMLUnknownElement, SVGElement });
exports.internal = { element, known, reflect, tags, toggle, isDisabled };
void Event;
