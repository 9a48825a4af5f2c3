// The document tree.
const { Event, EventTarget, MouseEvent, FocusEvent, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const { defineHandler, fireNow, hooks, tag } = internal;
const selectors = require('selectors');

const KEY = Symbol('node');
/** Told about every change of a tree: mutation observers and scripts. */
const observers = { mutated: null, connected: null };

function illegal(name) {
  return new TypeError(`Failed to construct '${name}': Illegal constructor`);
}

class Node extends EventTarget {
  constructor(key, type, name) {
    if (key !== KEY) throw illegal(new.target.name);
    super();
    this._type = type;
    this._name = name;
    this._parent = null;
    this._children = [];
    this._document = null;
    binding.markNode(this);
    for (const field of ['_type', '_name', '_parent', '_children', '_document'])
      Object.defineProperty(this, field, { enumerable: false });
  }
  get nodeType() {
    return this._type;
  }
  get nodeName() {
    return this._name;
  }
  get parentNode() {
    return this._parent;
  }
  get parentElement() {
    return this._parent instanceof Element ? this._parent : null;
  }
  get ownerDocument() {
    return this._type === 9 ? null : this._document;
  }
  get childNodes() {
    return (this._nodes ??= hide(this, '_nodes', liveList(this)));
  }
  get firstChild() {
    return this._children[0] ?? null;
  }
  get lastChild() {
    return this._children[this._children.length - 1] ?? null;
  }
  get nextSibling() {
    return sibling(this, 1);
  }
  get previousSibling() {
    return sibling(this, -1);
  }
  get isConnected() {
    return root(this)._type === 9;
  }
  get baseURI() {
    return binding.baseURL();
  }
  get nodeValue() {
    return null;
  }
  set nodeValue(value) {}
  get textContent() {
    return textOf(this);
  }
  set textContent(value) {
    const text = value === null || value === undefined ? '' : String(value);
    replaceAll(this, text === '' ? [] : [this._document.createTextNode(text)]);
  }
  hasChildNodes() {
    return this._children.length > 0;
  }
  getRootNode() {
    return root(this);
  }
  contains(other) {
    for (let n = other; n; n = n._parent) if (n === this) return true;
    return false;
  }
  compareDocumentPosition(other) {
    if (other === this) return 0;
    if (root(this) !== root(other)) return 37;
    if (this.contains(other)) return 20;
    if (other.contains(this)) return 10;
    const order = [...walk(root(this))];
    return order.indexOf(this) < order.indexOf(other) ? 4 : 2;
  }
  isSameNode(other) {
    return this === other;
  }
  isEqualNode(other) {
    return other !== null && serialize(this) === serialize(other) && this._type === other._type;
  }
  appendChild(node) {
    return insert(this, node, null);
  }
  insertBefore(node, before) {
    return insert(this, node, before);
  }
  replaceChild(node, old) {
    if (old._parent !== this)
      throw new DOMException(
        "Failed to execute 'replaceChild' on 'Node': The node to be replaced is not a child of this node.",
        'NotFoundError',
      );
    const next = old.nextSibling;
    detach(old);
    insert(this, node, next === node ? node.nextSibling : next);
    return old;
  }
  removeChild(node) {
    if (!node || node._parent !== this) {
      if (!binding.isTreeNode(node))
        throw new TypeError("Failed to execute 'removeChild' on 'Node': parameter 1 is not of type 'Node'.");
      throw new DOMException(
        "Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
        'NotFoundError',
      );
    }
    detach(node);
    return node;
  }
  cloneNode(deep = false) {
    const copy = shallow(this);
    if (deep) for (const child of this._children) insert(copy, child.cloneNode(true), null);
    return copy;
  }
  normalize() {
    for (const child of this._children.slice()) {
      if (child._type === 3) {
        while (child.nextSibling?._type === 3) {
          child._data += child.nextSibling._data;
          detach(child.nextSibling);
        }
        if (child._data === '') detach(child);
      } else child.normalize();
    }
  }
}
tag(Node, 'Node');
const TYPES = {
  ELEMENT_NODE: 1,
  ATTRIBUTE_NODE: 2,
  TEXT_NODE: 3,
  CDATA_SECTION_NODE: 4,
  PROCESSING_INSTRUCTION_NODE: 7,
  COMMENT_NODE: 8,
  DOCUMENT_NODE: 9,
  DOCUMENT_TYPE_NODE: 10,
  DOCUMENT_FRAGMENT_NODE: 11,
  DOCUMENT_POSITION_DISCONNECTED: 1,
  DOCUMENT_POSITION_PRECEDING: 2,
  DOCUMENT_POSITION_FOLLOWING: 4,
  DOCUMENT_POSITION_CONTAINS: 8,
  DOCUMENT_POSITION_CONTAINED_BY: 16,
};
for (const [name, value] of Object.entries(TYPES))
  for (const t of [Node, Node.prototype]) Object.defineProperty(t, name, { value, enumerable: true });

class NodeList {
  constructor(items) {
    for (let i = 0; i < items.length; i++) this[i] = items[i];
    Object.defineProperty(this, 'length', { value: items.length });
  }
  item(i) {
    return this[i] ?? null;
  }
  forEach(callback, self) {
    for (let i = 0; i < this.length; i++) callback.call(self, this[i], i, this);
  }
  *entries() {
    for (let i = 0; i < this.length; i++) yield [i, this[i]];
  }
  *keys() {
    for (let i = 0; i < this.length; i++) yield i;
  }
  *values() {
    for (let i = 0; i < this.length; i++) yield this[i];
  }
}
Object.defineProperty(NodeList.prototype, Symbol.iterator, {
  value: NodeList.prototype.values,
  writable: true,
  configurable: true,
});
tag(NodeList, 'NodeList');
function list(items) {
  return new NodeList(items);
}

/** Iterates what is in the tree at each step. */
function* following(find) {
  for (let i = 0; i < find().length; i++) yield find()[i];
}
function* counted(find, make) {
  for (let i = 0; i < find().length; i++) yield make(i, find()[i]);
}

/** `childNodes`: a node list that follows the tree. */
function liveList(node) {
  const children = () => node._children;
  const methods = {
    [Symbol.iterator]: () => following(children),
    values: () => following(children),
    keys: () => counted(children, (i) => i),
    entries: () => counted(children, (i, child) => [i, child]),
    forEach(callback, self) {
      for (let i = 0; i < node._children.length; i++) callback.call(self, node._children[i], i, node.childNodes);
    },
  };
  return new Proxy(Object.create(NodeList.prototype), {
    get: (target, key) =>
      key === 'length'
        ? node._children.length
        : typeof key === 'string' && /^\d+$/.test(key)
          ? node._children[key]
          : Object.hasOwn(methods, key)
            ? methods[key]
            : Reflect.get(target, key, live(node)),
    has: (target, key) =>
      typeof key === 'string' && /^\d+$/.test(key) ? Number(key) < node._children.length : Reflect.has(target, key),
  });
}
function live(node) {
  return { __proto__: NodeList.prototype, ...node._children, length: node._children.length };
}

/** A live collection: each use looks at the tree again. */
class HTMLCollection {
  constructor(find) {
    return new Proxy(this, {
      get: (target, key) => {
        const items = find();
        if (key === 'length') return items.length;
        if (typeof key === 'string' && /^\d+$/.test(key)) return items[key];
        if (key === Symbol.iterator) return () => following(find);
        if (key === 'item') return (i) => items[i] ?? null;
        if (key === 'namedItem')
          return (name) => items.find((e) => e.id === name || e.getAttribute('name') === name) ?? null;
        if (typeof key === 'string' && !(key in target))
          return items.find((e) => e.id === key || e.getAttribute('name') === key);
        return Reflect.get(target, key);
      },
      has: (target, key) =>
        typeof key === 'string' && /^\d+$/.test(key) ? Number(key) < find().length : Reflect.has(target, key),
      ownKeys: () => find().map((_e, i) => String(i)),
      getOwnPropertyDescriptor: (target, key) =>
        typeof key === 'string' && /^\d+$/.test(key) && Number(key) < find().length
          ? { value: find()[key], enumerable: true, configurable: true }
          : undefined,
    });
  }
}
tag(HTMLCollection, 'HTMLCollection');

function sibling(node, step) {
  if (!node._parent) return null;
  const all = node._parent._children;
  return all[all.indexOf(node) + step] ?? null;
}
function root(node) {
  while (node._parent) node = node._parent;
  return node;
}
function* walk(node) {
  yield node;
  for (const child of node._children) yield* walk(child);
}
function* elementsIn(node) {
  for (const child of node._children) {
    if (child._type === 1) yield child;
    yield* elementsIn(child);
  }
}
function textOf(node) {
  if (node._type === 9 || node._type === 10) return null;
  if (node._type === 3 || node._type === 8) return node._data;
  let text = '';
  for (const child of node._children) if (child._type !== 8) text += textOf(child);
  return text;
}
function mutated(record) {
  observers.mutated?.(record);
}

function insert(parent, node, before) {
  if (!binding.isTreeNode(node))
    throw new TypeError(
      `Failed to execute '${before === null ? 'appendChild' : 'insertBefore'}' on 'Node': parameter 1 is not of type 'Node'.`,
    );
  if (node.contains(parent))
    throw new DOMException(
      `Failed to execute '${before === null ? 'appendChild' : 'insertBefore'}' on 'Node': The new child element contains the parent.`,
      'HierarchyRequestError',
    );
  if (node._type === 9)
    throw new DOMException(
      `Failed to execute '${before === null ? 'appendChild' : 'insertBefore'}' on 'Node': Nodes of type '#document' may not be inserted inside nodes of type '${parent.nodeName}'.`,
      'HierarchyRequestError',
    );
  if (parent._type === 3 || parent._type === 8)
    throw new DOMException(
      "Failed to execute 'appendChild' on 'Node': This node type does not support this method.",
      'HierarchyRequestError',
    );
  if (before !== null && before !== undefined && before._parent !== parent) {
    throw new DOMException(
      "Failed to execute 'insertBefore' on 'Node': The node before which the new node is to be inserted is not a child of this node.",
      'NotFoundError',
    );
  }
  const nodes = node._type === 11 ? node._children.slice() : [node];
  if (node._type === 11) {
    node._children = [];
    for (const n of nodes) n._parent = null;
  } else if (node._parent) {
    if (before === node) before = node.nextSibling;
    detach(node);
  }
  if (nodes.length === 0) return node;
  const all = parent._children;
  const at = before ? all.indexOf(before) : all.length;
  const previous = all[at - 1] ?? null;
  all.splice(at, 0, ...nodes);
  for (const n of nodes) {
    n._parent = parent;
    if (n._document !== parent._document && parent._document) for (const d of walk(n)) d._document = parent._document;
  }
  mutated({
    type: 'childList',
    target: parent,
    addedNodes: nodes,
    removedNodes: [],
    previousSibling: previous,
    nextSibling: before ?? null,
  });
  if (root(parent)._type === 9)
    for (const n of nodes) for (const d of walk(n)) if (d._type === 1) observers.connected?.(d);
  return node;
}
function detach(node) {
  const parent = node._parent;
  if (!parent) return;
  const all = parent._children;
  const at = all.indexOf(node);
  all.splice(at, 1);
  node._parent = null;
  mutated({
    type: 'childList',
    target: parent,
    addedNodes: [],
    removedNodes: [node],
    previousSibling: all[at - 1] ?? null,
    nextSibling: all[at] ?? null,
  });
  observers.disconnected?.(node);
}
function replaceAll(parent, nodes) {
  const removed = parent._children.slice();
  for (const n of removed) n._parent = null;
  parent._children = [];
  for (const n of nodes) {
    n._parent = parent;
    parent._children.push(n);
  }
  if (removed.length > 0 || nodes.length > 0)
    mutated({
      type: 'childList',
      target: parent,
      addedNodes: nodes,
      removedNodes: removed,
      previousSibling: null,
      nextSibling: null,
    });
}
function toNodes(parent, items) {
  const document = parent._type === 9 ? parent : parent._document;
  const nodes = items.map((i) => (binding.isTreeNode(i) ? i : document.createTextNode(String(i))));
  if (nodes.length === 1) return nodes[0];
  const fragment = document.createDocumentFragment();
  for (const n of nodes) insert(fragment, n, null);
  return fragment;
}
function shallow(node) {
  const document = node._document;
  switch (node._type) {
    case 1: {
      const copy = document.createElementNS(node.namespaceURI, node._local);
      for (const [name, value] of node._attributes) copy._attributes.set(name, value);
      return copy;
    }
    case 3:
      return document.createTextNode(node._data);
    case 8:
      return document.createComment(node._data);
    case 11:
      return document.createDocumentFragment();
    default:
      throw new DOMException('not supported', 'NotSupportedError');
  }
}

class CharacterData extends Node {
  constructor(key, type, name, data, document) {
    super(key, type, name);
    Object.defineProperty(this, '_data', { value: data, writable: true });
    this._document = document;
  }
  get data() {
    return this._data;
  }
  set data(value) {
    const oldValue = this._data;
    this._data = value === null ? '' : String(value);
    mutated({ type: 'characterData', target: this, oldValue });
  }
  get nodeValue() {
    return this._data;
  }
  set nodeValue(value) {
    this.data = value;
  }
  get textContent() {
    return this._data;
  }
  set textContent(value) {
    this.data = value;
  }
  get length() {
    return this._data.length;
  }
  appendData(text) {
    this.data = this._data + text;
  }
  remove() {
    detach(this);
  }
  before(...items) {
    this._parent && insert(this._parent, toNodes(this, items), this);
  }
  after(...items) {
    this._parent && insert(this._parent, toNodes(this, items), this.nextSibling);
  }
  replaceWith(...items) {
    const parent = this._parent;
    const next = this.nextSibling;
    if (!parent) return;
    detach(this);
    insert(parent, toNodes(parent, items), next);
  }
}
tag(CharacterData, 'CharacterData');
class Text extends CharacterData {
  constructor(data = '', key, document) {
    super(KEY, 3, '#text', String(data), document ?? globalThis.document);
    void key;
  }
  splitText(offset) {
    const rest = new Text(this._data.slice(offset), KEY, this._document);
    this.data = this._data.slice(0, offset);
    if (this._parent) insert(this._parent, rest, this.nextSibling);
    return rest;
  }
}
tag(Text, 'Text');
class Comment extends CharacterData {
  constructor(data = '', key, document) {
    super(KEY, 8, '#comment', String(data), document ?? globalThis.document);
    void key;
  }
}
tag(Comment, 'Comment');

/** Methods of nodes that have children. */
const ParentNode = {
  get children() {
    return new HTMLCollection(() => this._children.filter((c) => c._type === 1));
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
    insert(this, toNodes(this, items), null);
  },
  prepend(...items) {
    insert(this, toNodes(this, items), this.firstChild);
  },
  replaceChildren(...items) {
    const node = toNodes(this, items);
    replaceAll(this, []);
    insert(this, node, null);
  },
  querySelector(text) {
    const match = selectors.parse(text, 'querySelector');
    for (const e of elementsIn(this)) if (match(e, this)) return e;
    return null;
  },
  querySelectorAll(text) {
    const match = selectors.parse(text, 'querySelectorAll');
    return list([...elementsIn(this)].filter((e) => match(e, this)));
  },
  getElementsByTagName(name) {
    const wanted = String(name).toLowerCase();
    return new HTMLCollection(() => [...elementsIn(this)].filter((e) => wanted === '*' || e._local === wanted));
  },
  getElementsByClassName(names) {
    const wanted = String(names).split(/\s+/).filter(Boolean);
    return new HTMLCollection(() => [...elementsIn(this)].filter((e) => wanted.every((w) => e.classList.contains(w))));
  },
};
function mixin(constructor, methods) {
  for (const key of Reflect.ownKeys(methods))
    Object.defineProperty(constructor.prototype, key, Object.getOwnPropertyDescriptor(methods, key));
}

class DocumentFragment extends Node {
  constructor(key, document) {
    super(KEY, 11, '#document-fragment');
    this._document = document ?? globalThis.document;
    void key;
  }
  getElementById(id) {
    for (const e of elementsIn(this)) if (e._attributes.get('id') === id) return e;
    return null;
  }
}
mixin(DocumentFragment, ParentNode);
tag(DocumentFragment, 'DocumentFragment');

class DOMTokenList {
  #element;
  #name;
  constructor(element, name) {
    this.#element = element;
    this.#name = name;
  }
  get #tokens() {
    return [...new Set((this.#element.getAttribute(this.#name) ?? '').split(/\s+/).filter(Boolean))];
  }
  #write(tokens) {
    if (tokens.length > 0 || this.#element.hasAttribute(this.#name))
      this.#element.setAttribute(this.#name, tokens.join(' '));
  }
  #check(tokens) {
    for (const t of tokens) {
      if (t === '')
        throw new DOMException(
          `Failed to execute 'add' on 'DOMTokenList': The token provided must not be empty.`,
          'SyntaxError',
        );
      if (/\s/.test(t))
        throw new DOMException(
          `Failed to execute 'add' on 'DOMTokenList': The token provided ('${t}') contains HTML space characters, which are not valid in tokens.`,
          'InvalidCharacterError',
        );
    }
    return tokens;
  }
  get length() {
    return this.#tokens.length;
  }
  get value() {
    return this.#element.getAttribute(this.#name) ?? '';
  }
  set value(text) {
    this.#element.setAttribute(this.#name, text);
  }
  item(i) {
    return this.#tokens[i] ?? null;
  }
  contains(token) {
    return this.#tokens.includes(String(token));
  }
  add(...tokens) {
    this.#write([...new Set([...this.#tokens, ...this.#check(tokens.map(String))])]);
  }
  remove(...tokens) {
    const gone = this.#check(tokens.map(String));
    this.#write(this.#tokens.filter((t) => !gone.includes(t)));
  }
  toggle(token, force) {
    const has = this.contains(token);
    if (has ? force === true : force === false) return has;
    if (has) this.remove(token);
    else this.add(token);
    return !has;
  }
  replace(old, token) {
    const tokens = this.#tokens;
    const at = tokens.indexOf(String(old));
    if (at < 0) return false;
    tokens[at] = String(token);
    this.#write([...new Set(tokens)]);
    return true;
  }
  forEach(callback, self) {
    this.#tokens.forEach((t, i) => callback.call(self, t, i, this));
  }
  [Symbol.iterator]() {
    return this.#tokens[Symbol.iterator]();
  }
  toString() {
    return this.value;
  }
}
tag(DOMTokenList, 'DOMTokenList');

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
function escapeText(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
function escapeAttribute(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
function serialize(node) {
  switch (node._type) {
    case 1: {
      let html = `<${node._local}`;
      for (const [name, value] of node._attributes) html += ` ${name}="${escapeAttribute(value)}"`;
      html += '>';
      return VOID.has(node._local) ? html : `${html}${inner(node)}</${node._local}>`;
    }
    case 3:
      return ['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'].includes(node._parent?._local)
        ? node._data
        : escapeText(node._data);
    case 8:
      return `<!--${node._data}-->`;
    case 10:
      return `<!DOCTYPE ${node._name}>`;
    default:
      return inner(node);
  }
}
function inner(node) {
  const from = node._local === 'template' && node._content ? node._content : node;
  return from._children.map(serialize).join('');
}

const HTML = 'http://www.w3.org/1999/xhtml';

class Element extends Node {
  constructor(key, local, namespace, document) {
    super(key ?? custom(new.target), 1, '');
    const name = local ?? custom.names.get(new.target);
    Object.defineProperty(this, '_local', { value: name });
    Object.defineProperty(this, '_namespace', { value: namespace ?? HTML });
    Object.defineProperty(this, '_attributes', { value: new Map() });
    this._name = this._namespace === HTML ? name.toUpperCase() : name;
    this._document = document ?? globalThis.document;
  }
  get tagName() {
    return this._name;
  }
  get localName() {
    return this._local;
  }
  get namespaceURI() {
    return this._namespace;
  }
  get id() {
    return this.getAttribute('id') ?? '';
  }
  set id(value) {
    this.setAttribute('id', value);
  }
  get className() {
    return this.getAttribute('class') ?? '';
  }
  set className(value) {
    this.setAttribute('class', value);
  }
  get classList() {
    return (this._classList ??= hide(this, '_classList', new DOMTokenList(this, 'class')));
  }
  set classList(value) {
    this.className = value;
  }
  get attributes() {
    return [...this._attributes].map(([name, value]) => ({ name, value, nodeName: name, nodeValue: value }));
  }
  get innerHTML() {
    return inner(this);
  }
  set innerHTML(text) {
    const nodes = parse(text === null ? '' : String(text), this);
    if (this._local === 'template') replaceAll(this.content, nodes);
    else replaceAll(this, nodes);
    if (this.isConnected)
      for (const n of nodes) for (const d of walk(n)) if (d._type === 1) observers.connected?.(d, true);
  }
  get outerHTML() {
    return serialize(this);
  }
  set outerHTML(text) {
    this.replaceWith(...parse(String(text), this._parent ?? this));
  }
  get nextElementSibling() {
    let n = this.nextSibling;
    while (n && n._type !== 1) n = n.nextSibling;
    return n;
  }
  get previousElementSibling() {
    let n = this.previousSibling;
    while (n && n._type !== 1) n = n.previousSibling;
    return n;
  }
  hasAttribute(name) {
    return this._attributes.has(String(name).toLowerCase());
  }
  hasAttributes() {
    return this._attributes.size > 0;
  }
  getAttribute(name) {
    return this._attributes.get(String(name).toLowerCase()) ?? null;
  }
  getAttributeNames() {
    return [...this._attributes.keys()];
  }
  setAttribute(name, value) {
    const key = String(name).toLowerCase();
    if (key === '' || /[\s"'<>/=]/.test(key))
      throw new DOMException(
        `Failed to execute 'setAttribute' on 'Element': '${name}' is not a valid attribute name.`,
        'InvalidCharacterError',
      );
    const oldValue = this.getAttribute(key);
    this._attributes.set(key, String(value));
    mutated({ type: 'attributes', target: this, attributeName: key, oldValue });
    attributeChanged(this, key, oldValue, String(value));
  }
  removeAttribute(name) {
    const key = String(name).toLowerCase();
    const oldValue = this.getAttribute(key);
    if (oldValue === null) return;
    this._attributes.delete(key);
    mutated({ type: 'attributes', target: this, attributeName: key, oldValue });
    attributeChanged(this, key, oldValue, null);
  }
  toggleAttribute(name, force) {
    const has = this.hasAttribute(name);
    if (has ? force === true : force === false) return has;
    if (has) this.removeAttribute(name);
    else this.setAttribute(name, '');
    return !has;
  }
  setAttributeNS(_namespace, name, value) {
    this.setAttribute(name, value);
  }
  getAttributeNS(_namespace, name) {
    return this.getAttribute(name);
  }
  matches(text) {
    return selectors.parse(text, 'matches')(this, this);
  }
  closest(text) {
    const match = selectors.parse(text, 'closest');
    for (let e = this; e && e._type === 1; e = e._parent) if (match(e, this)) return e;
    return null;
  }
  remove() {
    detach(this);
  }
  before(...items) {
    this._parent && insert(this._parent, toNodes(this, items), this);
  }
  after(...items) {
    this._parent && insert(this._parent, toNodes(this, items), this.nextSibling);
  }
  replaceWith(...items) {
    const parent = this._parent;
    if (!parent) return;
    const next = this.nextSibling;
    detach(this);
    insert(parent, toNodes(parent, items), next);
  }
  insertAdjacentElement(where, element) {
    adjacent(this, where, element);
    return element;
  }
  insertAdjacentText(where, text) {
    adjacent(this, where, this._document.createTextNode(String(text)));
  }
  insertAdjacentHTML(where, text) {
    adjacent(this, where, toNodes(this, parse(String(text), /^(before|after)$/i.test(where) ? this._parent : this)));
  }
  getBoundingClientRect() {
    return {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
      top: 0,
      left: 0,
      right: 0,
      bottom: 0,
      toJSON() {
        return { ...this };
      },
    };
  }
  getClientRects() {
    return [];
  }
  scrollIntoView() {}
  scrollTo() {}
  scrollBy() {}
  get scrollLeft() {
    return 0;
  }
  set scrollLeft(value) {}
  get scrollHeight() {
    return 0;
  }
  get scrollWidth() {
    return 0;
  }
  get clientWidth() {
    return 0;
  }
  get clientHeight() {
    return 0;
  }
  get scrollTop() {
    return 0;
  }
  set scrollTop(value) {}
}
mixin(Element, ParentNode);
tag(Element, 'Element');
function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true });
  return value;
}
function adjacent(element, where, node) {
  switch (String(where).toLowerCase()) {
    case 'beforebegin':
      return element._parent && insert(element._parent, node, element);
    case 'afterbegin':
      return insert(element, node, element.firstChild);
    case 'beforeend':
      return insert(element, node, null);
    case 'afterend':
      return element._parent && insert(element._parent, node, element.nextSibling);
    default:
      throw new DOMException(
        `Failed to execute 'insertAdjacentHTML' on 'Element': The value provided ('${where}') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.`,
        'SyntaxError',
      );
  }
}
function parse(text, context) {
  return build(
    JSON.parse(binding.parseFragment(text, context?._local ?? 'body')),
    context?._document ?? globalThis.document,
  );
}
/** Nodes from the parser's nested arrays: text, [tag, attributes, children] or [null, comment]. */
function build(items, document) {
  return items.map((item) => {
    if (typeof item === 'string') return new Text(item, KEY, document);
    if (item[0] === null) return new Comment(item[1], KEY, document);
    const element = document.createElement(item[0]);
    for (const [name, value] of item[1]) element._attributes.set(name, value);
    for (const child of build(item[2], document)) {
      const parent = item[0] === 'template' ? element.content : element;
      child._parent = parent;
      parent._children.push(child);
    }
    return element;
  });
}

const camel = (name) => name.replace(/-([a-z])/g, (_all, c) => c.toUpperCase());
const kebab = (name) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
function styleOf(element) {
  const read = () => {
    const map = new Map();
    for (const part of (element.getAttribute('style') ?? '').split(';')) {
      const at = part.indexOf(':');
      if (at > 0) map.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
    }
    return map;
  };
  const write = (map) => element.setAttribute('style', [...map].map(([k, v]) => `${k}: ${v};`).join(' '));
  const methods = {
    getPropertyValue: (name) => read().get(name) ?? '',
    setProperty: (name, value) => {
      const map = read();
      if (value === '' || value === null) map.delete(name);
      else map.set(name, String(value));
      write(map);
    },
    removeProperty: (name) => {
      const map = read();
      const old = map.get(name) ?? '';
      map.delete(name);
      write(map);
      return old;
    },
    item: (i) => [...read().keys()][i] ?? '',
  };
  return new Proxy(methods, {
    get: (target, key) => {
      if (typeof key !== 'string') return undefined;
      if (key === 'cssText') return element.getAttribute('style') ?? '';
      if (key === 'length') return read().size;
      return key in target ? target[key] : (read().get(kebab(key)) ?? '');
    },
    set: (target, key, value) => {
      if (key === 'cssText') element.setAttribute('style', value);
      else target.setProperty(kebab(key), value);
      return true;
    },
  });
}

class HTMLElement extends Element {
  get dataset() {
    return (this._dataset ??= hide(
      this,
      '_dataset',
      new Proxy(
        {},
        {
          get: (_t, key) =>
            typeof key === 'string' ? (this.getAttribute(`data-${kebab(key)}`) ?? undefined) : undefined,
          set: (_t, key, value) => (this.setAttribute(`data-${kebab(key)}`, value), true),
          has: (_t, key) => this.hasAttribute(`data-${kebab(key)}`),
          deleteProperty: (_t, key) => (this.removeAttribute(`data-${kebab(key)}`), true),
          ownKeys: () =>
            this.getAttributeNames()
              .filter((n) => n.startsWith('data-'))
              .map((n) => camel(n.slice(5))),
          getOwnPropertyDescriptor: (_t, key) => ({
            value: this.getAttribute(`data-${kebab(key)}`),
            enumerable: true,
            configurable: true,
            writable: true,
          }),
        },
      ),
    ));
  }
  get style() {
    return (this._style ??= hide(this, '_style', styleOf(this)));
  }
  set style(value) {
    this.setAttribute('style', value);
  }
  get innerText() {
    return textOf(this);
  }
  set innerText(value) {
    this.textContent = value;
  }
  get hidden() {
    return this.hasAttribute('hidden');
  }
  set hidden(value) {
    this.toggleAttribute('hidden', Boolean(value));
  }
  get tabIndex() {
    return Number(this.getAttribute('tabindex') ?? -1);
  }
  set tabIndex(value) {
    this.setAttribute('tabindex', value);
  }
  get title() {
    return this.getAttribute('title') ?? '';
  }
  set title(value) {
    this.setAttribute('title', value);
  }
  get isContentEditable() {
    return false;
  }
  get offsetWidth() {
    return 0;
  }
  get offsetHeight() {
    return 0;
  }
  get offsetParent() {
    return null;
  }
  click() {
    if (this.disabled) return;
    fireNow(
      this,
      new PointerClick('click', { bubbles: true, cancelable: true, composed: true, view: globalThis, detail: 0 }),
    );
  }
  focus() {
    const before = this._document.activeElement;
    if (before === this || !this.isConnected) return;
    if (before && before !== this._document.body) before.blur();
    this._document._active = this;
    fireNow(this, new FocusEvent('focus', { composed: true }));
    fireNow(this, new FocusEvent('focusin', { bubbles: true, composed: true }));
  }
  blur() {
    if (this._document._active !== this) return;
    this._document._active = null;
    fireNow(this, new FocusEvent('blur', { composed: true }));
    fireNow(this, new FocusEvent('focusout', { bubbles: true, composed: true }));
  }
}
tag(HTMLElement, 'HTMLElement');
const PointerClick = require('event-target').PointerEvent ?? MouseEvent;
for (const type of [
  'click',
  'input',
  'change',
  'submit',
  'keydown',
  'keyup',
  'focus',
  'blur',
  'load',
  'error',
  'mousedown',
  'mouseup',
  'mouseover',
  'mouseout',
  'scroll',
  'dblclick',
  'pointerdown',
  'pointerup',
  'toggle',
  'reset',
  'animationend',
  'transitionend',
]) {
  defineHandler(HTMLElement.prototype, `on${type}`);
}

/** Reflecting attributes: name to default. */
function reflect(constructor, names, kind = 'text') {
  for (const name of names) {
    const attribute = name.toLowerCase().replace('classname', 'class').replace('htmlfor', 'for');
    Object.defineProperty(constructor.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return kind === 'flag'
          ? this.hasAttribute(attribute)
          : kind === 'url'
            ? resolveUrl(this.getAttribute(attribute))
            : (this.getAttribute(attribute) ?? '');
      },
      set(value) {
        kind === 'flag' ? this.toggleAttribute(attribute, Boolean(value)) : this.setAttribute(attribute, value);
      },
    });
  }
}
function resolveUrl(value) {
  if (value === null) return '';
  return binding.parseURL(value, binding.baseURL())?.href ?? value;
}
const tags = new Map();
function element(name, tagNames, setUp) {
  const made = { [name]: class extends HTMLElement {} }[name];
  tag(made, name);
  for (const t of tagNames) tags.set(t, made);
  setUp?.(made);
  exports[name] = made;
  return made;
}
for (const [name, list] of Object.entries({
  HTMLDivElement: ['div'],
  HTMLSpanElement: ['span'],
  HTMLParagraphElement: ['p'],
  HTMLBodyElement: ['body'],
  HTMLHeadElement: ['head'],
  HTMLHtmlElement: ['html'],
  HTMLUListElement: ['ul'],
  HTMLOListElement: ['ol'],
  HTMLLIElement: ['li'],
  HTMLHeadingElement: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  HTMLTableElement: ['table'],
  HTMLTableRowElement: ['tr'],
  HTMLTableCellElement: ['td', 'th'],
  HTMLTableSectionElement: ['tbody', 'thead', 'tfoot'],
  HTMLPreElement: ['pre'],
  HTMLBRElement: ['br'],
  HTMLHRElement: ['hr'],
  HTMLStyleElement: ['style'],
  HTMLMetaElement: ['meta'],
  HTMLTitleElement: ['title'],
  HTMLDialogElement: ['dialog'],
  HTMLDetailsElement: ['details'],
  HTMLCanvasElement: ['canvas'],
}))
  element(name, list);
element('HTMLScriptElement', ['script'], (c) => {
  reflect(c, ['src'], 'url');
  reflect(c, ['type', 'crossOrigin', 'integrity']);
  reflect(c, ['async', 'defer', 'noModule'], 'flag');
  Object.defineProperty(c.prototype, 'text', {
    get() {
      return textOf(this);
    },
    set(v) {
      this.textContent = v;
    },
    configurable: true,
  });
});
element('HTMLIFrameElement', ['iframe'], (c) => {
  reflect(c, ['src'], 'url');
  reflect(c, ['srcdoc', 'name']);
  Object.defineProperty(c.prototype, 'contentWindow', {
    get() {
      return binding.frameWindow(this);
    },
    enumerable: true,
    configurable: true,
  });
  Object.defineProperty(c.prototype, 'contentDocument', {
    get() {
      return binding.frameWindow(this)?.document ?? null;
    },
    enumerable: true,
    configurable: true,
  });
});
element('HTMLImageElement', ['img'], (c) => {
  reflect(c, ['src'], 'url');
  reflect(c, ['alt']);
});
element('HTMLAnchorElement', ['a'], (c) => {
  reflect(c, ['href'], 'url');
  reflect(c, ['target', 'rel']);
});
element('HTMLLinkElement', ['link'], (c) => {
  reflect(c, ['href'], 'url');
  reflect(c, ['rel']);
});
element('HTMLLabelElement', ['label'], (c) => {
  reflect(c, ['htmlFor']);
  Object.defineProperty(c.prototype, 'control', {
    get() {
      return this.htmlFor
        ? this._document.getElementById(this.htmlFor)
        : this.querySelector('input, button, select, textarea');
    },
  });
});
element('HTMLButtonElement', ['button'], (c) => {
  reflect(c, ['name', 'value']);
  reflect(c, ['disabled'], 'flag');
  Object.defineProperty(c.prototype, 'type', {
    get() {
      return this.getAttribute('type') ?? 'submit';
    },
    set(v) {
      this.setAttribute('type', v);
    },
    configurable: true,
  });
  formOwner(c);
});
element('HTMLInputElement', ['input'], (c) => {
  reflect(c, ['name', 'placeholder', 'min', 'max', 'step', 'pattern']);
  reflect(c, ['disabled', 'required', 'readOnly', 'multiple', 'autofocus'], 'flag');
  Object.defineProperty(c.prototype, 'type', {
    get() {
      return (this.getAttribute('type') ?? 'text').toLowerCase();
    },
    set(v) {
      this.setAttribute('type', v);
    },
    configurable: true,
  });
  Object.defineProperty(c.prototype, 'defaultValue', {
    get() {
      return this.getAttribute('value') ?? '';
    },
    set(v) {
      this.setAttribute('value', v);
    },
    configurable: true,
  });
  valueOf(c, (e) => e.getAttribute('value') ?? (e.type === 'checkbox' || e.type === 'radio' ? 'on' : ''));
  Object.defineProperty(c.prototype, 'checked', {
    get() {
      return this._checked ?? this.hasAttribute('checked');
    },
    set(v) {
      hide(this, '_checked', Boolean(v));
      if (v && this.type === 'radio')
        for (const other of root(this).querySelectorAll?.('input[type=radio]') ?? [])
          if (other !== this && other.name === this.name) hide(other, '_checked', false);
    },
    configurable: true,
  });
  Object.defineProperty(c.prototype, 'valueAsNumber', {
    get() {
      return this.value === '' ? Number.NaN : Number(this.value);
    },
    configurable: true,
  });
  formOwner(c);
});
element('HTMLTextAreaElement', ['textarea'], (c) => {
  reflect(c, ['name', 'placeholder']);
  reflect(c, ['disabled', 'required', 'readOnly'], 'flag');
  valueOf(c, (e) => textOf(e));
  formOwner(c);
});
element('HTMLOptionElement', ['option'], (c) => {
  reflect(c, ['disabled'], 'flag');
  Object.defineProperty(c.prototype, 'value', {
    get() {
      return this.getAttribute('value') ?? textOf(this);
    },
    set(v) {
      this.setAttribute('value', v);
    },
    configurable: true,
  });
  Object.defineProperty(c.prototype, 'text', {
    get() {
      return textOf(this).trim();
    },
    configurable: true,
  });
  Object.defineProperty(c.prototype, 'selected', {
    get() {
      return this._selected ?? this.hasAttribute('selected');
    },
    set(v) {
      hide(this, '_selected', Boolean(v));
    },
    configurable: true,
  });
});
element('HTMLSelectElement', ['select'], (c) => {
  reflect(c, ['name']);
  reflect(c, ['disabled', 'multiple', 'required'], 'flag');
  Object.defineProperty(c.prototype, 'options', {
    get() {
      return this.getElementsByTagName('option');
    },
  });
  Object.defineProperty(c.prototype, 'selectedIndex', {
    get() {
      const all = [...this.options];
      const at = all.findIndex((o) => o.selected);
      return at < 0 && all.length > 0 && !this.multiple ? 0 : at;
    },
    set(v) {
      [...this.options].forEach((o, i) => {
        o.selected = i === v;
      });
    },
  });
  Object.defineProperty(c.prototype, 'value', {
    get() {
      return this.options[this.selectedIndex]?.value ?? '';
    },
    set(v) {
      for (const o of this.options) o.selected = o.value === String(v);
    },
    configurable: true,
  });
  formOwner(c);
});
element('HTMLFormElement', ['form'], (c) => {
  reflect(c, ['name', 'action', 'method']);
  Object.defineProperty(c.prototype, 'elements', {
    get() {
      return new HTMLCollection(() =>
        [...elementsIn(this)].filter((e) => ['input', 'button', 'select', 'textarea'].includes(e._local)),
      );
    },
  });
  Object.defineProperty(c.prototype, 'length', {
    get() {
      return this.elements.length;
    },
  });
  c.prototype.submit = function submit() {};
  c.prototype.reset = function reset() {
    if (!fireNow(this, new Event('reset', { bubbles: true, cancelable: true }))) return;
    for (const e of this.elements) {
      hide(e, '_value', undefined);
      hide(e, '_checked', undefined);
    }
  };
  c.prototype.requestSubmit = function requestSubmit(submitter = null) {
    const { SubmitEvent } = require('event-target');
    fireNow(this, new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter }));
  };
});
element('HTMLTemplateElement', ['template'], (c) => {
  Object.defineProperty(c.prototype, 'content', {
    get() {
      return (this._content ??= hide(this, '_content', new DocumentFragment(KEY, this._document)));
    },
  });
});
function valueOf(c, initial) {
  Object.defineProperty(c.prototype, 'value', {
    get() {
      return this._value ?? initial(this);
    },
    set(v) {
      hide(this, '_value', v === null ? '' : String(v));
    },
    configurable: true,
  });
}
function formOwner(c) {
  Object.defineProperty(c.prototype, 'form', {
    get() {
      return this.closest('form');
    },
  });
}

// Custom elements
function custom(constructor) {
  if (!custom.names.has(constructor)) throw illegal(constructor.name);
  return KEY;
}
custom.names = new Map();
custom.definitions = new Map();
function attributeChanged(element, name, oldValue, value) {
  if (element._local === 'iframe' && (name === 'src' || name === 'srcdoc')) binding.frameChanged(element);
  const definition = custom.definitions.get(element._local);
  if (definition && element instanceof definition && definition.observedAttributes?.includes(name))
    element.attributeChangedCallback?.(name, oldValue, value, null);
}

class Document extends Node {
  constructor() {
    super(KEY, 9, '#document');
    this._document = this;
    hide(this, '_active', null);
    hide(this, '_state', 'loading');
    hide(this, '_script', null);
  }
  get documentElement() {
    return this._children.find((c) => c._type === 1) ?? null;
  }
  get head() {
    return this.documentElement?._children.find((c) => c._local === 'head') ?? null;
  }
  get body() {
    return this.documentElement?._children.find((c) => c._local === 'body') ?? null;
  }
  get title() {
    return (textOf(this.querySelector('title') ?? new Text('')) ?? '').trim().replace(/\s+/g, ' ');
  }
  set title(value) {
    let e = this.querySelector('title');
    if (!e) this.head?.append((e = this.createElement('title')));
    e.textContent = value;
  }
  get readyState() {
    return this._state;
  }
  get activeElement() {
    return this._active ?? this.body;
  }
  get currentScript() {
    return this._script;
  }
  get defaultView() {
    return this._view ?? globalThis;
  }
  get location() {
    return (this._view ?? globalThis).location;
  }
  get URL() {
    return this.location.href;
  }
  get documentURI() {
    return this.location.href;
  }
  get visibilityState() {
    return 'visible';
  }
  get hidden() {
    return false;
  }
  get compatMode() {
    return 'CSS1Compat';
  }
  get characterSet() {
    return 'UTF-8';
  }
  get contentType() {
    return 'text/html';
  }
  get cookie() {
    return this._cookie ?? '';
  }
  set cookie(value) {
    hide(this, '_cookie', [this._cookie, String(value).split(';')[0]].filter(Boolean).join('; '));
  }
  get forms() {
    return this.getElementsByTagName('form');
  }
  get images() {
    return this.getElementsByTagName('img');
  }
  get scripts() {
    return this.getElementsByTagName('script');
  }
  get links() {
    return this.getElementsByTagName('a');
  }
  hasFocus() {
    return true;
  }
  createElement(name) {
    const local = String(name).toLowerCase();
    if (!/^[a-z][^\s/>]*$/i.test(local))
      throw new DOMException(
        `Failed to execute 'createElement' on 'Document': The tag name provided ('${name}') is not a valid name.`,
        'InvalidCharacterError',
      );
    const definition = custom.definitions.get(local);
    if (definition) return new definition();
    const Constructor = tags.get(local) ?? (local.includes('-') ? HTMLElement : HTMLUnknownElement);
    return new Constructor(KEY, local, HTML, this);
  }
  createElementNS(namespace, name) {
    return namespace === HTML || namespace === null
      ? this.createElement(name)
      : new Element(KEY, String(name), namespace, this);
  }
  createTextNode(text) {
    return new Text(String(text), KEY, this);
  }
  createComment(text) {
    return new Comment(String(text), KEY, this);
  }
  createDocumentFragment() {
    return new DocumentFragment(KEY, this);
  }
  createEvent(name) {
    if (
      !/^(event|events|htmlevents|svgevents|customevent|uievents?|mouseevents?|keyboardevent|messageevent|focusevent|compositionevent|textevent|storageevent|hashchangeevent|beforeunloadevent|dragevent|touchevent|devicemotionevent|deviceorientationevent)$/i.test(
        String(name),
      )
    )
      throw new DOMException(
        `Failed to execute 'createEvent' on 'Document': The provided event type ('${name}') is invalid.`,
        'NotSupportedError',
      );
    const made = new (
      /custom/i.test(name) ? require('event-target').CustomEvent : /mouse/i.test(name) ? MouseEvent : Event
    )('');
    return made;
  }
  createRange() {
    return new (require('dom-more').Range)();
  }
  createTreeWalker(start, what, filter) {
    return require('dom-more').createTreeWalker(start, what, filter);
  }
  importNode(node, deep) {
    return node.cloneNode(deep);
  }
  adoptNode(node) {
    node.remove?.();
    for (const d of walk(node)) d._document = this;
    return node;
  }
  getElementById(id) {
    for (const e of elementsIn(this)) if (e._attributes.get('id') === String(id)) return e;
    return null;
  }
  getElementsByName(name) {
    return list([...elementsIn(this)].filter((e) => e.getAttribute('name') === name));
  }
  write(...texts) {
    for (const n of parse(texts.join(''), this.body)) this.body?.append(n);
  }
}
mixin(Document, ParentNode);
tag(Document, 'Document');
class HTMLDocument extends Document {}
tag(HTMLDocument, 'HTMLDocument');
class HTMLUnknownElement extends HTMLElement {}
tag(HTMLUnknownElement, 'HTMLUnknownElement');
for (const type of [
  'click',
  'input',
  'change',
  'keydown',
  'keyup',
  'readystatechange',
  'visibilitychange',
  'scroll',
  'submit',
  'focus',
  'blur',
])
  defineHandler(Document.prototype, `on${type}`);

// Events bubble through the tree to the window.
hooks.parentOf = (target, event) => {
  if (!binding.isTreeNode(target)) return null;
  if (target._parent) return target._parent;
  if (target._type === 9) return event.type === 'load' ? null : target.defaultView;
  return null;
};
// What clicking does besides events.
hooks.activation = {
  before(path, event) {
    if (event.type !== 'click') return null;
    for (const { target } of path) {
      if (target._local === 'input' && (target.type === 'checkbox' || target.type === 'radio')) {
        const before = { target, checked: target.checked };
        target.checked = target.type === 'checkbox' ? !target.checked : true;
        return before;
      }
      if (
        target._local === 'button' ||
        target._local === 'input' ||
        target._local === 'label' ||
        target._local === 'a' ||
        target._local === 'summary'
      )
        return { target };
      if (!event.bubbles) return null;
    }
    return null;
  },
  after(undo, event, canceled) {
    if (!undo) return;
    const { target } = undo;
    if (canceled) {
      if ('checked' in undo) target.checked = undo.checked;
      return;
    }
    if ('checked' in undo) {
      if (target.isConnected) {
        fireNow(target, new Event('input', { bubbles: true, composed: true }));
        fireNow(target, new Event('change', { bubbles: true }));
      }
    } else if (
      (target._local === 'button' || target._local === 'input') &&
      target.type === 'submit' &&
      target.form &&
      !target.disabled
    )
      target.form.requestSubmit(target);
    else if (target._local === 'button' && target.type === 'reset' && target.form) target.form.reset();
    else if (target._local === 'label' && target.control && !target.control.contains(event.target))
      target.control.click();
  },
};

Object.assign(exports, {
  Node,
  NodeList,
  HTMLCollection,
  CharacterData,
  Text,
  Comment,
  DocumentFragment,
  DOMTokenList,
  Element,
  HTMLElement,
  HTMLUnknownElement,
  Document,
  HTMLDocument,
  internal: { KEY, observers, walk, elementsIn, insert, detach, textOf, build, parse, custom, hide, serialize },
});
