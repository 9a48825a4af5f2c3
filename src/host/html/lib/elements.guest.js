// Elements, their attributes, shadow roots and slots. @spec dom#interface-element
const idl = require('web-idl');
const nodes = require('nodes');
const { Node, DocumentFragment, internal: dom } = nodes;
const { internal: collections } = require('collections');
const { internal: events } = require('event-target');
const selectors = require('selectors');
const { KEY, HTML } = dom;
const SVG = 'http://www.w3.org/2000/svg';
const SPACE = /[\t\n\f\r ]+/;

// Attributes

class Attr extends Node {
  constructor(key, name, namespace, prefix, local, value, document) {
    if (key !== KEY) throw idl.illegal('Attr');
    super(KEY, 2, name, document);
    for (const [field, initial] of [
      ['_owner', null],
      ['_value', value],
      ['_space', namespace],
      ['_prefix', prefix],
      ['_local', local],
    ])
      dom.hide(this, field, initial);
  }
  get namespaceURI() {
    return this._space;
  }
  get prefix() {
    return this._prefix;
  }
  get localName() {
    return this._local;
  }
  get name() {
    return this._name;
  }
  get value() {
    return this._owner === null ? this._value : this._owner._attributes.get(this._name);
  }
  set value(value) {
    if (this._owner === null) this._value = value;
    else setAttribute(this._owner, this._name, value);
  }
  get ownerElement() {
    return this._owner;
  }
  get specified() {
    return true;
  }
}
idl.define(Attr, 'Attr', {}, { value: 'DOMString' }, (value) => dom.isNode(value) && value._type === 2);

/** The node of an attribute that an element has. */
function attributeNode(element, name) {
  const value = element._attributes.get(name);
  if (value === undefined) return null;
  const made = (element._attrs ??= new Map());
  let node = made.get(name);
  if (node === undefined) {
    node = new Attr(KEY, name, null, null, name, value, element._document);
    node._owner = element;
    made.set(name, node);
  }
  return node;
}
const lowered = (element, name) => (element._namespace === HTML && element._document._html ? name.toLowerCase() : name);
/** @spec dom#concept-element-attributes-set-value */
function setAttribute(element, name, value) {
  const old = element._attributes.get(name) ?? null;
  const node = element._attrs?.get(name);
  dom.mutated('attributes', element, {
    attributeName: node?._local ?? name,
    attributeNamespace: node?._space ?? null,
    oldValue: old,
  });
  element._attributes.set(name, value);
  dom.version++;
  changed(element, node?._local ?? name, old, value, node?._space ?? null);
}
function removeAttribute(element, name) {
  const old = element._attributes.get(name);
  if (old === undefined) return;
  const node = element._attrs?.get(name);
  dom.mutated('attributes', element, {
    attributeName: node?._local ?? name,
    attributeNamespace: node?._space ?? null,
    oldValue: old,
  });
  element._attributes.delete(name);
  dom.version++;
  if (node !== undefined) {
    node._owner = null;
    node._value = old;
    element._attrs.delete(name);
  }
  changed(element, node?._local ?? name, old, null, node?._space ?? null);
}
/** What else happens when attributes change; by libraries of elements. */
const steps = [];
function changed(element, name, old, value, namespace) {
  dom.attributeReaction?.(element, name, old, value, namespace);
  for (const step of steps) step(element, name, old, value, namespace);
}
function checkName(name) {
  if (name === '' || /[\t\n\f\r />=\0]/.test(name))
    throw dom.fault('InvalidCharacterError', `'${name}' is not a valid attribute name.`);
}
/** @spec dom#validate-and-extract */
function extract(namespace, qualified, what = 'attribute') {
  const space = namespace || null;
  const at = qualified.indexOf(':');
  const prefix = at < 0 ? null : qualified.slice(0, at);
  const local = at < 0 ? qualified : qualified.slice(at + 1);
  const bad = (why) => dom.fault('InvalidCharacterError', `The qualified name provided ('${qualified}') ${why}.`);
  if (qualified === '') throw dom.fault('InvalidCharacterError', 'The qualified name provided is empty.');
  if (prefix === '') throw bad('has an empty namespace prefix');
  if (local === '') throw bad('has an empty local name');
  const wrong = /[\t\n\f\r />\0]/.exec(qualified) ?? (what === 'attribute' ? /=/.exec(local) : null);
  if (wrong !== null) throw bad(`contains the invalid character '${wrong[0]}'`);
  if (what === 'element' && !/^[A-Za-z:_\u0080-\u{10ffff}]/u.test(local))
    throw bad(`contains the invalid name-start character '${local[0]}'`);
  if (
    (prefix !== null && space === null) ||
    (prefix === 'xml' && space !== 'http://www.w3.org/XML/1998/namespace') ||
    (qualified === 'xmlns' || prefix === 'xmlns') !== (space === 'http://www.w3.org/2000/xmlns/')
  )
    throw dom.fault(
      'NamespaceError',
      what === 'attribute'
        ? `'${namespace ?? ''}' is an invalid namespace for attributes.`
        : `The namespace URI provided ('${namespace ?? ''}') is not valid for the qualified name provided ('${qualified}').`,
    );
  return { space, prefix, local };
}
function findNS(element, namespace, local) {
  const space = namespace || null;
  for (const name of element._attributes.keys()) {
    const node = element._attrs?.get(name);
    if ((node?._space ?? null) === space && (node?._local ?? name) === local) return name;
  }
  return null;
}

class NamedNodeMap {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('NamedNodeMap');
  }
  get length() {
    return collections.itemsOf(this).length;
  }
  getNamedItem(name) {
    const element = mapOwners.get(this);
    return attributeNode(element, lowered(element, name));
  }
  getNamedItemNS(namespace, local) {
    const element = mapOwners.get(this);
    const name = findNS(element, namespace, local);
    return name === null ? null : attributeNode(element, name);
  }
  item(index) {
    return collections.itemsOf(this)[index] ?? null;
  }
  removeNamedItem(name) {
    const element = mapOwners.get(this);
    const node = attributeNode(element, lowered(element, name));
    if (node === null) throw dom.fault('NotFoundError', `No item with name '${name}' was found.`);
    removeAttribute(element, node._name);
    return node;
  }
  setNamedItem(node) {
    return setAttributeNode(mapOwners.get(this), node);
  }
}
const mapOwners = new WeakMap();
idl.define(NamedNodeMap, 'NamedNodeMap', {
  getNamedItem: 'DOMString',
  getNamedItemNS: 'DOMString?, DOMString',
  item: 'unsigned long',
  removeNamedItem: 'DOMString',
  setNamedItem: 'Attr',
});
collections.arrayLike(NamedNodeMap);
function attributeMap(element) {
  const target = new NamedNodeMap(KEY);
  const items = () => [...element._attributes.keys()].map((name) => attributeNode(element, name));
  const named = (name) => (element._attributes.has(name) ? attributeNode(element, name) : undefined);
  const map = collections.exotic(target, { items, named, names: () => [...element._attributes.keys()] });
  for (const each of [target, map]) {
    collections.sources.set(each, items);
    mapOwners.set(each, element);
  }
  return map;
}
function setAttributeNode(element, node) {
  if (node._owner !== null && node._owner !== element)
    throw dom.fault(
      'InUseAttributeError',
      'The node provided is an attribute node that is already an attribute of another Element; attribute nodes must be explicitly cloned.',
    );
  const before = attributeNode(element, node._name);
  if (before === node) return node;
  const value = node._value;
  if (before !== null) {
    before._value = before.value;
    before._owner = null;
  }
  (element._attrs ??= new Map()).set(node._name, node);
  node._owner = element;
  setAttribute(element, node._name, value);
  return before;
}

// Token lists

class DOMTokenList {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('DOMTokenList');
  }
  get length() {
    return tokensOf(this).length;
  }
  get value() {
    const { element, name } = lists.get(this);
    return element._attributes.get(name) ?? '';
  }
  set value(text) {
    const { element, name } = lists.get(this);
    setAttribute(element, name, text);
  }
  add(...tokens) {
    checkTokens(tokens);
    writeTokens(this, [...new Set([...tokensOf(this), ...tokens])]);
  }
  contains(token) {
    return tokensOf(this).includes(token);
  }
  item(index) {
    return tokensOf(this)[index] ?? null;
  }
  remove(...tokens) {
    checkTokens(tokens);
    writeTokens(
      this,
      tokensOf(this).filter((token) => !tokens.includes(token)),
    );
  }
  replace(token, other) {
    checkTokens([token, other]);
    const tokens = tokensOf(this).slice();
    const at = tokens.indexOf(token);
    if (at < 0) return false;
    tokens[at] = other;
    writeTokens(this, [...new Set(tokens)]);
    return true;
  }
  supports(token) {
    const { name } = lists.get(this);
    if (name === 'class') throw new TypeError(idl.say('DOMTokenList has no supported tokens.'));
    return SUPPORTED[name]?.includes(token.toLowerCase()) ?? false;
  }
  toggle(token, force) {
    checkTokens([token]);
    const tokens = tokensOf(this);
    if (tokens.includes(token)) {
      if (force === true) return true;
      writeTokens(
        this,
        tokens.filter((t) => t !== token),
      );
      return false;
    }
    if (force === false) return false;
    writeTokens(this, [...tokens, token]);
    return true;
  }
  toString() {
    return this.value;
  }
}
const SUPPORTED = {
  rel: [
    'alternate',
    'icon',
    'modulepreload',
    'preload',
    'prefetch',
    'preconnect',
    'stylesheet',
    'noopener',
    'noreferrer',
    'opener',
    'manifest',
    'dns-prefetch',
    'next',
    'search',
  ],
  sandbox: [
    'allow-downloads',
    'allow-forms',
    'allow-modals',
    'allow-popups',
    'allow-same-origin',
    'allow-scripts',
    'allow-top-navigation',
  ],
};
const lists = new WeakMap();
function tokensOf(list) {
  const { element, name } = lists.get(list);
  return [...new Set((element._attributes.get(name) ?? '').split(SPACE).filter((token) => token !== ''))];
}
function writeTokens(list, tokens) {
  const { element, name } = lists.get(list);
  if (tokens.length > 0 || element._attributes.has(name)) setAttribute(element, name, tokens.join(' '));
}
function checkTokens(tokens) {
  for (const token of tokens) if (token === '') throw dom.fault('SyntaxError', 'The token provided must not be empty.');
  for (const token of tokens)
    if (/[\t\n\f\r ]/.test(token))
      throw dom.fault(
        'InvalidCharacterError',
        `The token provided ('${token}') contains HTML space characters, which are not valid in tokens.`,
      );
}
idl.define(
  DOMTokenList,
  'DOMTokenList',
  {
    add: '...DOMString',
    contains: 'DOMString',
    item: 'unsigned long',
    remove: '...DOMString',
    replace: 'DOMString, DOMString',
    supports: 'DOMString',
    toggle: 'DOMString, boolean=',
  },
  { value: 'DOMString' },
);
collections.arrayLike(DOMTokenList, ['entries', 'forEach', 'keys', 'values']);
function tokenList(element, name) {
  const known = (element._tokenLists ??= dom.hide(element, '_tokenLists', new Map()));
  let list = known.get(name);
  if (list !== undefined) return list;
  const target = new DOMTokenList(KEY);
  const state = { element, name };
  lists.set(target, state);
  list = collections.exotic(target, { items: () => tokensOf(target) });
  lists.set(list, state);
  known.set(name, list);
  return list;
}

// Parents

const ParentNode = {
  get children() {
    return (
      this._childElements ??
      dom.hide(
        this,
        '_childElements',
        collections.collection(() => this._children.filter((c) => c._type === 1)),
      )
    );
  },
  get firstElementChild() {
    return this._children.find((c) => c._type === 1) ?? null;
  },
  get lastElementChild() {
    return this._children.findLast((c) => c._type === 1) ?? null;
  },
  get childElementCount() {
    return this._children.filter((c) => c._type === 1).length;
  },
  append(...items) {
    dom.preInsert(this, dom.toNode(items, documentOf(this)), null);
  },
  prepend(...items) {
    dom.preInsert(this, dom.toNode(items, documentOf(this)), this._children[0] ?? null);
  },
  querySelector(text) {
    const match = selectors.parse(text);
    for (const e of dom.elementsIn(this)) if (match(e, this)) return e;
    return null;
  },
  querySelectorAll(text) {
    const match = selectors.parse(text);
    return collections.staticList(dom.elementsIn(this).filter((e) => match(e, this)));
  },
  replaceChildren(...items) {
    const node = dom.toNode(items, documentOf(this));
    dom.ensureInsertable(this, node, null, false);
    dom.replaceAll(this, node);
  },
};
const PARENT_NODE = {
  append: '...(Node or DOMString)',
  prepend: '...(Node or DOMString)',
  querySelector: 'DOMString',
  querySelectorAll: 'DOMString',
  replaceChildren: '...(Node or DOMString)',
};
const Searchable = {
  getElementsByClassName(names) {
    const wanted = names.split(SPACE).filter((name) => name !== '');
    return found(this, `.${names}`, () =>
      wanted.length === 0
        ? []
        : dom.elementsIn(this).filter((e) => {
            const own = (e._attributes.get('class') ?? '').split(SPACE);
            return wanted.every((name) => own.includes(name));
          }),
    );
  },
  getElementsByTagName(name) {
    const lower = name.toLowerCase();
    return found(this, `<${name}`, () =>
      name === '*'
        ? dom.elementsIn(this)
        : dom
            .elementsIn(this)
            .filter((e) => e._qualified === (e._namespace === HTML && e._document._html ? lower : name)),
    );
  },
  getElementsByTagNameNS(namespace, local) {
    const space = namespace === '' ? null : namespace;
    return found(this, `${space}<${local}`, () =>
      dom
        .elementsIn(this)
        .filter((e) => (space === '*' || e._namespace === space) && (local === '*' || e._local === local)),
    );
  },
};
const SEARCHABLE = {
  getElementsByClassName: 'DOMString',
  getElementsByTagName: 'DOMString',
  getElementsByTagNameNS: 'DOMString?, DOMString',
};
/** The same collection for the same search. */
function found(root, key, find) {
  const known = root._searches ?? dom.hide(root, '_searches', new Map());
  if (!known.has(key)) known.set(key, collections.collection(find));
  return known.get(key);
}
const documentOf = (node) => (node._type === 9 ? node : node._document);
function mixin(C, ...parts) {
  for (const part of parts)
    for (const key of Reflect.ownKeys(part))
      Object.defineProperty(C.prototype, key, Object.getOwnPropertyDescriptor(part, key));
}

// Elements

class Element extends Node {
  constructor(key, local, namespace, document, prefix = null) {
    if (key !== KEY) throw idl.illegal('Element');
    const qualified = prefix === null ? local : `${prefix}:${local}`;
    super(KEY, 1, namespace === HTML && document._html ? qualified.toUpperCase() : qualified, document);
    binding.makeElement(this, local, namespace, prefix, qualified, new Map());
  }
  get namespaceURI() {
    return this._namespace;
  }
  get prefix() {
    return this._prefix;
  }
  get localName() {
    return this._local;
  }
  get tagName() {
    return this._name;
  }
  get id() {
    return this._attributes.get('id') ?? '';
  }
  set id(value) {
    setAttribute(this, 'id', value);
  }
  get className() {
    return this._attributes.get('class') ?? '';
  }
  set className(value) {
    setAttribute(this, 'class', value);
  }
  get classList() {
    return tokenList(this, 'class');
  }
  set classList(value) {
    setAttribute(this, 'class', `${value}`);
  }
  get slot() {
    return this._attributes.get('slot') ?? '';
  }
  set slot(value) {
    setAttribute(this, 'slot', value);
  }
  get attributes() {
    return this._map ?? dom.hide(this, '_map', attributeMap(this));
  }
  get shadowRoot() {
    return this._shadow && this._shadow._mode === 'open' ? this._shadow : null;
  }
  get part() {
    return tokenList(this, 'part');
  }
  set part(value) {
    setAttribute(this, 'part', `${value}`);
  }
  get assignedSlot() {
    return dom.openSlotOf(this);
  }
  get innerHTML() {
    return dom.serializeInner(this);
  }
  set innerHTML(text) {
    const fragment = dom.parseFragment(text, this);
    dom.replaceAll(this._local === 'template' && this._content ? this._content : this, fragment);
  }
  get outerHTML() {
    return dom.serialize(this);
  }
  set outerHTML(text) {
    const parent = this._parent;
    if (parent === null) return;
    if (parent._type === 9)
      throw dom.fault('NoModificationAllowedError', "This element's parent is a Document, which may not be modified.");
    dom.replace(parent, dom.parseFragment(text, parent), this);
  }
  get scrollTop() {
    return dom.scrolled(this).top;
  }
  set scrollTop(value) {
    dom.scrollTo(this, undefined, value);
  }
  get scrollLeft() {
    return dom.scrolled(this).left;
  }
  set scrollLeft(value) {
    dom.scrollTo(this, value, undefined);
  }
  get scrollWidth() {
    return dom.metrics(this).scrollWidth;
  }
  get scrollHeight() {
    return dom.metrics(this).scrollHeight;
  }
  get clientTop() {
    return dom.metrics(this).clientTop;
  }
  get clientLeft() {
    return dom.metrics(this).clientLeft;
  }
  get clientWidth() {
    return dom.metrics(this).clientWidth;
  }
  get clientHeight() {
    return dom.metrics(this).clientHeight;
  }
  get previousElementSibling() {
    return dom.elementSibling(this, -1);
  }
  get nextElementSibling() {
    return dom.elementSibling(this, 1);
  }
  after(...items) {
    dom.ChildNode.after.call(this, ...items);
  }
  animate(keyframes, options) {
    return dom.animate(this, keyframes, options);
  }
  attachShadow(init) {
    return attachShadow(this, init);
  }
  before(...items) {
    dom.ChildNode.before.call(this, ...items);
  }
  checkVisibility() {
    return dom.isRendered(this);
  }
  closest(text) {
    const match = selectors.parse(text);
    for (let e = this; e !== null && e._type === 1; e = e._parent) if (match(e, this)) return e;
    return null;
  }
  getAnimations() {
    return dom.animationsOf(this);
  }
  getAttribute(name) {
    return this._attributes.get(lowered(this, name)) ?? null;
  }
  getAttributeNS(namespace, local) {
    const name = findNS(this, namespace, local);
    return name === null ? null : this._attributes.get(name);
  }
  getAttributeNames() {
    return [...this._attributes.keys()];
  }
  getAttributeNode(name) {
    return attributeNode(this, lowered(this, name));
  }
  getAttributeNodeNS(namespace, local) {
    const name = findNS(this, namespace, local);
    return name === null ? null : attributeNode(this, name);
  }
  getBoundingClientRect() {
    return dom.rectOf(this);
  }
  getClientRects() {
    return dom.rectsOf(this);
  }
  getHTML(options) {
    return dom.serializeInner(this, options);
  }
  hasAttribute(name) {
    return this._attributes.has(lowered(this, name));
  }
  hasAttributeNS(namespace, local) {
    return findNS(this, namespace, local) !== null;
  }
  hasAttributes() {
    return this._attributes.size > 0;
  }
  hasPointerCapture() {
    return false;
  }
  insertAdjacentElement(where, element) {
    return adjacent(this, where, element);
  }
  insertAdjacentHTML(where, text) {
    const place = where.toLowerCase();
    const outside = place === 'beforebegin' || place === 'afterend';
    if (outside && (this._parent === null || this._parent._type === 9))
      throw dom.fault('NoModificationAllowedError', 'The element has no parent.');
    if (!PLACES.includes(place)) throw wrongPlace(where);
    adjacent(this, where, dom.parseFragment(text, outside ? this._parent : this));
  }
  insertAdjacentText(where, text) {
    adjacent(this, where, dom.makeText(text, this._document));
  }
  matches(text) {
    return selectors.parse(text)(this, this);
  }
  moveBefore(node, child) {
    dom.moveInto(this, node, child);
  }
  releasePointerCapture() {}
  remove() {
    dom.remove(this);
  }
  removeAttribute(name) {
    removeAttribute(this, lowered(this, name));
  }
  removeAttributeNS(namespace, local) {
    const name = findNS(this, namespace, local);
    if (name !== null) removeAttribute(this, name);
  }
  removeAttributeNode(node) {
    if (node._owner !== this) throw dom.fault('NotFoundError', 'The node provided is owned by another element.');
    removeAttribute(this, node._name);
    return node;
  }
  replaceWith(...items) {
    dom.ChildNode.replaceWith.call(this, ...items);
  }
  requestFullscreen() {
    return Promise.reject(new TypeError(idl.say('fullscreen error')));
  }
  scroll(...to) {
    return scrollByArguments(this, to, false);
  }
  scrollBy(...to) {
    return scrollByArguments(this, to, true);
  }
  scrollIntoView() {
    dom.scrollIntoView(this);
    return Promise.resolve();
  }
  scrollTo(...to) {
    return scrollByArguments(this, to, false);
  }
  setAttribute(name, value) {
    checkName(name);
    setAttribute(this, lowered(this, name), value);
  }
  setAttributeNS(namespace, qualified, value) {
    const { space, prefix, local } = extract(namespace, qualified);
    const known = findNS(this, namespace, local);
    if (known === null && space !== null) {
      const node = new Attr(KEY, qualified, space, prefix, local, value, this._document);
      node._owner = this;
      (this._attrs ??= new Map()).set(qualified, node);
    }
    setAttribute(this, known ?? qualified, value);
  }
  setAttributeNode(node) {
    return setAttributeNode(this, node);
  }
  setAttributeNodeNS(node) {
    return setAttributeNode(this, node);
  }
  setHTMLUnsafe(text) {
    dom.replaceAll(this._content ?? this, dom.parseFragment(text, this, true));
  }
  setPointerCapture() {}
  toggleAttribute(name, force) {
    checkName(name);
    const key = lowered(this, name);
    if (this._attributes.has(key)) {
      if (force === true) return true;
      removeAttribute(this, key);
      return false;
    }
    if (force === false) return false;
    setAttribute(this, key, '');
    return true;
  }
  webkitMatchesSelector(text) {
    return selectors.parse(text)(this, this);
  }
}
function scrollByArguments(element, [x, y, ...rest], relative) {
  if (y === undefined && rest.length === 0 && x !== undefined && x !== null && !idl.isObject(x))
    throw new TypeError(idl.say("The provided value is not of type 'ScrollToOptions'."));
  const o = x === null ? {} : idl.isObject(x) ? x : { left: x, top: y };
  const now = relative ? dom.scrolled(element) : { left: 0, top: 0 };
  const add = (value, base) => (value === undefined ? undefined : Number(value) + base);
  dom.scrollTo(element, add(o.left, now.left), add(o.top, now.top), o.behavior);
  return Promise.resolve();
}
mixin(Element, ParentNode, Searchable);
idl.types.set('Animation keyframes', (value) => value);
idl.types.set('TrustedHTML', (value) => (value === null ? '' : `${value}`));
idl.enumeration('ShadowRootMode', ['open', 'closed']);
idl.enumeration('SlotAssignmentMode', ['manual', 'named']);
idl.dictionary('ShadowRootInit', {
  mode: ['ShadowRootMode', idl.REQUIRED],
  delegatesFocus: ['boolean', false],
  slotAssignment: ['SlotAssignmentMode', 'named'],
  clonable: ['boolean', false],
  serializable: ['boolean', false],
  customElementRegistry: 'any',
});
idl.dictionary('GetHTMLOptions', { serializableShadowRoots: ['boolean', false], shadowRoots: ['sequence<any>', []] });
const isElement = (value) => dom.isNode(value) && value._type === 1;
idl.define(
  Element,
  'Element',
  {
    ...dom.CHILD_NODE,
    ...PARENT_NODE,
    ...SEARCHABLE,
    animate: 'any, any=',
    attachShadow: 'ShadowRootInit',
    checkVisibility: 'any=',
    closest: 'DOMString',
    getAttribute: 'DOMString',
    getAttributeNS: 'DOMString?, DOMString',
    getAttributeNode: 'DOMString',
    getAttributeNodeNS: 'DOMString?, DOMString',
    getHTML: 'GetHTMLOptions=',
    hasAttribute: 'DOMString',
    hasAttributeNS: 'DOMString?, DOMString',
    hasPointerCapture: 'long',
    insertAdjacentElement: 'DOMString, Element',
    insertAdjacentHTML: 'DOMString, DOMString',
    insertAdjacentText: 'DOMString, DOMString',
    matches: 'DOMString',
    moveBefore: 'Node, Node?',
    releasePointerCapture: 'long',
    removeAttribute: 'DOMString',
    removeAttributeNS: 'DOMString?, DOMString',
    removeAttributeNode: 'Attr',
    scroll: 'Promise any=, any=',
    scrollBy: 'Promise any=, any=',
    scrollIntoView: 'Promise any=',
    scrollTo: 'Promise any=, any=',
    setAttribute: 'DOMString, DOMString',
    setAttributeNS: 'DOMString?, DOMString, DOMString',
    setAttributeNode: 'Attr',
    setAttributeNodeNS: 'Attr',
    setHTMLUnsafe: 'DOMString',
    setPointerCapture: 'long',
    toggleAttribute: 'DOMString, boolean=',
    webkitMatchesSelector: 'DOMString',
  },
  {
    id: 'DOMString',
    className: 'DOMString',
    slot: 'DOMString',
    innerHTML: 'TrustedHTML',
    outerHTML: 'TrustedHTML',
    scrollTop: 'unrestricted double',
    scrollLeft: 'unrestricted double',
  },
  isElement,
);
const PLACES = ['beforebegin', 'afterbegin', 'beforeend', 'afterend'];
const wrongPlace = (where) =>
  dom.fault(
    'SyntaxError',
    `The value provided ('${where}') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.`,
  );
function adjacent(element, where, node) {
  const parent = element._parent;
  switch (where.toLowerCase()) {
    case 'beforebegin':
      return parent === null ? null : dom.preInsert(parent, node, element);
    case 'afterbegin':
      return dom.preInsert(element, node, element._children[0] ?? null);
    case 'beforeend':
      return dom.preInsert(element, node, null);
    case 'afterend':
      return parent === null ? null : dom.preInsert(parent, node, dom.sibling(element, 1));
    default:
      throw wrongPlace(where);
  }
}
/** Reflected ARIA attributes. @spec wai-aria#ARIAMixin */
for (const name of 'Atomic AutoComplete Busy BrailleLabel BrailleRoleDescription Checked ColCount ColIndex ColSpan Current Description Disabled Expanded HasPopup Hidden Invalid KeyShortcuts Label Level Live Modal MultiLine MultiSelectable Orientation Placeholder PosInSet Pressed ReadOnly Relevant Required RoleDescription RowCount RowIndex RowSpan Selected SetSize Sort ValueMax ValueMin ValueNow ValueText'.split(
  ' ',
))
  reflectNullable(`aria${name}`, `aria-${name.toLowerCase()}`);
reflectNullable('role', 'role');
function reflectNullable(name, attribute) {
  const { get, set } = Object.getOwnPropertyDescriptor(
    {
      get [name]() {
        return this._attributes.get(attribute) ?? null;
      },
      set [name](value) {
        if (value === null || value === undefined) removeAttribute(this, attribute);
        else setAttribute(this, attribute, `${value}`);
      },
    },
    name,
  );
  Object.defineProperty(Element.prototype, name, { get, set, enumerable: true, configurable: true });
}

mixin(DocumentFragment, ParentNode);
idl.define(
  DocumentFragment,
  'DocumentFragment',
  { ...PARENT_NODE, constructor: '', getElementById: 'DOMString' },
  {},
  (value) => dom.isNode(value) && value._type === 11,
);

// Shadow trees

class ShadowRoot extends DocumentFragment {
  constructor(key, host, init) {
    if (key !== KEY) throw idl.illegal('ShadowRoot');
    super(KEY, host._document);
    dom.hide(this, '_host', host);
    dom.hide(this, '_mode', init.mode);
    dom.hide(this, '_init', init);
  }
  get mode() {
    return this._mode;
  }
  get host() {
    return this._host;
  }
  get delegatesFocus() {
    return this._init.delegatesFocus;
  }
  get slotAssignment() {
    return this._init.slotAssignment;
  }
  get clonable() {
    return this._init.clonable;
  }
  get serializable() {
    return this._init.serializable;
  }
  get innerHTML() {
    return dom.serializeInner(this);
  }
  set innerHTML(text) {
    dom.replaceAll(this, dom.parseFragment(text, this._host));
  }
  get activeElement() {
    const active = this._document._active;
    const shown = active ? retarget(active, this) : null;
    return shown !== null && dom.root(shown) === this ? shown : null;
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
  getHTML(options) {
    return dom.serializeInner(this, options);
  }
  elementFromPoint() {
    return null;
  }
  getAnimations() {
    return [];
  }
  setHTMLUnsafe(text) {
    dom.replaceAll(this, dom.parseFragment(text, this._host, true));
  }
}
events.defineHandler(ShadowRoot.prototype, 'onslotchange');
idl.define(
  ShadowRoot,
  'ShadowRoot',
  { elementFromPoint: 'double, double', getHTML: 'GetHTMLOptions=', setHTMLUnsafe: 'DOMString' },
  { innerHTML: 'TrustedHTML' },
);
const HOSTS = 'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' ');
/** @spec dom#concept-attach-a-shadow-root */
function attachShadow(element, init) {
  const custom = dom.isCustomName(element._local);
  if (element._namespace !== HTML || (!HOSTS.includes(element._local) && !custom))
    throw dom.fault('NotSupportedError', 'This element does not support attachShadow');
  if (element._definition?.disableShadow)
    throw dom.fault('NotSupportedError', 'attachShadow() is disabled by disabledFeatures static field.');
  if (element._shadow)
    throw dom.fault('NotSupportedError', 'Shadow root cannot be created on a host which already hosts a shadow tree.');
  const shadow = new ShadowRoot(KEY, element, init);
  dom.hide(element, '_shadow', shadow);
  return shadow;
}

/** @spec dom#retarget */
function retarget(a, b) {
  let node = a;
  for (;;) {
    if (!dom.isNode(node)) return node;
    const top = dom.root(node);
    if (!dom.isShadowRoot(top) || (dom.isNode(b) && dom.isComposedAncestor(top, b))) return node;
    node = top._host;
  }
}

// Slots

const isSlot = (node) => node._type === 1 && node._local === 'slot' && node._namespace === HTML;
const isSlottable = (node) => node._type === 1 || dom.isText(node);
const slotName = (node) => (node._type === 1 ? (node._attributes.get('slot') ?? '') : '');
/** @spec dom#find-a-slot */
function findSlot(node) {
  const shadow = node._parent?._shadow;
  if (!shadow || !isSlottable(node)) return null;
  const slots = dom.elementsIn(shadow).filter(isSlot);
  if (shadow._init.slotAssignment === 'manual') return slots.find((s) => s._manual?.includes(node)) ?? null;
  const name = slotName(node);
  return slots.find((s) => (s._attributes.get('name') ?? '') === name) ?? null;
}
/** @spec dom#find-slottables */
function slottablesOf(slot) {
  const shadow = dom.root(slot);
  if (!dom.isShadowRoot(shadow)) return [];
  const host = shadow._host;
  if (shadow._init.slotAssignment === 'manual') return (slot._manual ?? []).filter((n) => n._parent === host);
  return host._children.filter((child) => findSlot(child) === slot);
}
/** @spec dom#find-flattened-slottables */
function flattened(slot) {
  if (!dom.isShadowRoot(dom.root(slot))) return [];
  let list = slottablesOf(slot);
  if (list.length === 0) list = slot._children.filter(isSlottable);
  return list.flatMap((node) => (isSlot(node) && dom.isShadowRoot(dom.root(node)) ? flattened(node) : [node]));
}
/** Compares what slots show with what they showed; those that changed are signalled. @spec dom#assign-slotables-for-a-tree */
function reassign(shadow) {
  for (const slot of dom.elementsIn(shadow)) if (isSlot(slot)) assign(slot);
}
function assign(slot) {
  const now = slottablesOf(slot);
  const before = slot._shown ?? [];
  if (now.length === before.length && now.every((node, i) => node === before[i])) return;
  dom.hide(slot, '_shown', now);
  dom.signalSlot(slot);
}
dom.slotted = (parent, added) => {
  if (parent._shadow) reassign(parent._shadow);
  const top = dom.root(parent);
  if (!dom.isShadowRoot(top)) return;
  if (isSlot(parent) && slottablesOf(parent).length === 0) dom.signalSlot(parent);
  if (added.some((node) => node._type === 1 && dom.walk(node).some(isSlot))) reassign(top);
};
dom.unslotted = (parent, node, slot) => {
  if (slot !== null) assign(slot);
  const top = dom.root(parent);
  if (!dom.isShadowRoot(top)) return;
  if (isSlot(parent) && slottablesOf(parent).length === 0) dom.signalSlot(parent);
  if (node._type !== 1 || !dom.walk(node).some(isSlot)) return;
  reassign(top);
  for (const each of dom.walk(node)) if (isSlot(each)) assign(each);
};
dom.slotOf = findSlot;
dom.openSlotOf = (node) => {
  const slot = findSlot(node);
  return slot !== null && dom.root(slot)._mode === 'open' ? slot : null;
};
steps.push((element, name, _old, _value, namespace) => {
  if (namespace !== null) return;
  if (name === 'slot' && element._parent?._shadow) reassign(element._parent._shadow);
  if (name === 'name' && isSlot(element) && dom.isShadowRoot(dom.root(element))) reassign(dom.root(element));
});

// The way of events. @spec dom#get-the-parent

const { hooks } = events;
hooks.parentOf = (target, event, first) => {
  if (!dom.isNode(target)) return null;
  if (target._type === 9) return event.type === 'load' ? null : dom.viewOf(target);
  if (dom.isShadowRoot(target))
    return !event.composed && dom.isNode(first) && dom.root(first) === target ? null : target._host;
  return findSlot(target) ?? target._parent;
};
hooks.retarget = retarget;
hooks.isHidden = (target) => dom.isNode(target) && dom.isShadowRoot(dom.root(target));
hooks.isClosed = (target, current) => {
  if (!dom.isNode(target)) return false;
  for (let top = dom.root(target); dom.isShadowRoot(top); top = dom.root(top._host))
    if (top._mode === 'closed' && !(dom.isNode(current) && dom.isComposedAncestor(top, current))) return true;
  return false;
};

Object.assign(dom, {
  PARENT_NODE,
  ParentNode,
  SEARCHABLE,
  SVG,
  Searchable,
  assign,
  attachShadow,
  attributeNode,
  checkName,
  extract,
  flattened,
  isElement,
  isSlot,
  mixin,
  removeAttribute,
  retarget,
  setAttribute,
  slottablesOf,
  steps,
  tokenList,
});
module.exports = { Attr, DOMTokenList, Element, NamedNodeMap, ShadowRoot };
