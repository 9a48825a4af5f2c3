// The tree of nodes. @spec dom#nodes
const idl = require('web-idl');
const { EventTarget, internal } = require('event-target');
const { DOMException } = require('dom-exception');

const KEY = Symbol('node');
const HTML = 'http://www.w3.org/1999/xhtml';
/**
 * What the libraries of the tree share. Others add to it: `mutated` and `moved` are told of changes, `connected` and `removed` of
 * elements that enter or leave a document, `slots` of what assigning slots looks at.
 */
let version = 0;
const dom = {
  KEY,
  HTML,
  /** Counts changes of trees and styles; whoever watches sizes or movement then wants a frame. */
  get version() {
    return version;
  },
  set version(value) {
    version = value;
    if (dom.watching) binding.requestFrame();
  },
  watching: false,
  animates: false,
  ranges: [],
  iterators: [],
  /** An exception named for the operation that runs. */
  fault: (name, message) => new DOMException(idl.say(message), name),
  hide(object, name, value) {
    Object.defineProperty(object, name, { value, writable: true, configurable: true });
    return value;
  },
};

class Node extends EventTarget {
  constructor(key, type, name, document) {
    if (key !== KEY) throw idl.illegal('Node');
    super();
    binding.makeNode(this, type, name, document);
  }
  get nodeType() {
    return this._type;
  }
  get nodeName() {
    return this._name;
  }
  get baseURI() {
    return dom.baseURL(this._document);
  }
  get isConnected() {
    return isConnected(this);
  }
  get ownerDocument() {
    return this._type === 9 ? null : this._document;
  }
  get parentNode() {
    return this._parent;
  }
  get parentElement() {
    return this._parent?._type === 1 ? this._parent : null;
  }
  get childNodes() {
    return this._nodes ?? dom.hide(this, '_nodes', dom.childList(this));
  }
  get firstChild() {
    return this._children[0] ?? null;
  }
  get lastChild() {
    return this._children[this._children.length - 1] ?? null;
  }
  get previousSibling() {
    return sibling(this, -1);
  }
  get nextSibling() {
    return sibling(this, 1);
  }
  get nodeValue() {
    return isCharacterData(this) ? this._data : this._type === 2 ? this.value : null;
  }
  set nodeValue(value) {
    setNodeValue(this, value ?? '');
  }
  get textContent() {
    if (this._type === 9 || this._type === 10) return null;
    return isCharacterData(this) ? this._data : this._type === 2 ? this.value : textOf(this);
  }
  set textContent(value) {
    if (this._type === 1 || this._type === 11) {
      const text = value ?? '';
      replaceAll(this, text === '' ? null : makeText(text, this._document));
    } else setNodeValue(this, value ?? '');
  }
  appendChild(node) {
    return preInsert(this, node, null);
  }
  cloneNode(deep = false) {
    if (isShadowRoot(this)) throw dom.fault('NotSupportedError', 'ShadowRoot nodes are not clonable.');
    return clone(this, deep, this._document);
  }
  compareDocumentPosition(other) {
    return position(this, other);
  }
  contains(other) {
    return other !== null && isAncestor(this, other);
  }
  getRootNode(options) {
    return options?.composed ? composedRoot(this) : root(this);
  }
  hasChildNodes() {
    return this._children.length > 0;
  }
  insertBefore(node, child) {
    return preInsert(this, node, child);
  }
  isDefaultNamespace(namespace) {
    return (namespace || null) === locateNamespace(this, null);
  }
  isEqualNode(other) {
    return other !== null && isEqual(this, other);
  }
  isSameNode(other) {
    return this === other;
  }
  lookupNamespaceURI(prefix) {
    return locateNamespace(this, prefix || null);
  }
  lookupPrefix() {
    return null;
  }
  normalize() {
    normalize(this);
  }
  removeChild(node) {
    if (node._parent !== this) throw dom.fault('NotFoundError', 'The node to be removed is not a child of this node.');
    remove(node);
    return node;
  }
  replaceChild(node, child) {
    return replace(this, node, child);
  }
}
idl.constants(Node, {
  ELEMENT_NODE: 1,
  ATTRIBUTE_NODE: 2,
  TEXT_NODE: 3,
  CDATA_SECTION_NODE: 4,
  ENTITY_REFERENCE_NODE: 5,
  ENTITY_NODE: 6,
  PROCESSING_INSTRUCTION_NODE: 7,
  COMMENT_NODE: 8,
  DOCUMENT_NODE: 9,
  DOCUMENT_TYPE_NODE: 10,
  DOCUMENT_FRAGMENT_NODE: 11,
  NOTATION_NODE: 12,
  DOCUMENT_POSITION_DISCONNECTED: 1,
  DOCUMENT_POSITION_PRECEDING: 2,
  DOCUMENT_POSITION_FOLLOWING: 4,
  DOCUMENT_POSITION_CONTAINS: 8,
  DOCUMENT_POSITION_CONTAINED_BY: 16,
  DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC: 32,
});
idl.dictionary('GetRootNodeOptions', { composed: ['boolean', false] });
const isNode = (value) => idl.isObject(value) && binding.isTreeNode(value);
idl.interfaceType('Node', isNode);
idl.types.set('(Node or DOMString)', (value, place) =>
  isNode(value) ? value : idl.converter('DOMString')(value, place),
);
idl.define(
  Node,
  'Node',
  {
    appendChild: 'Node',
    cloneNode: 'boolean=',
    compareDocumentPosition: 'Node',
    contains: 'Node?',
    getRootNode: 'GetRootNodeOptions=',
    insertBefore: 'Node, Node?',
    isDefaultNamespace: 'DOMString?',
    isEqualNode: 'Node?',
    isSameNode: 'Node?',
    lookupNamespaceURI: 'DOMString?',
    lookupPrefix: 'DOMString?',
    removeChild: 'Node',
    replaceChild: 'Node, Node',
  },
  { nodeValue: 'DOMString?', textContent: 'DOMString?' },
  isNode,
);

// Looking at trees

const isCharacterData = (node) => node._type === 3 || node._type === 8 || node._type === 4 || node._type === 7;
const isText = (node) => node._type === 3 || node._type === 4;
const isShadowRoot = (node) => node._type === 11 && node._mode !== undefined;

function sibling(node, step) {
  const parent = node._parent;
  if (parent === null) return null;
  const all = parent._children;
  return all[indexOf(node) + step] ?? null;
}
/** A node's place among its siblings; the last one found is tried first, for trees are mostly walked in order. */
function indexOf(node) {
  const all = node._parent._children;
  const guess = node._at;
  if (all[guess] === node) return guess;
  const at = all.indexOf(node);
  node._at = at;
  return at;
}
function root(node) {
  while (node._parent !== null) node = node._parent;
  return node;
}
function composedRoot(node) {
  for (;;) {
    const top = root(node);
    if (!isShadowRoot(top)) return top;
    node = top._host;
  }
}
function isConnected(node) {
  return composedRoot(node)._type === 9;
}
function isAncestor(ancestor, node) {
  for (let n = node; n !== null && n !== undefined; n = n._parent) if (n === ancestor) return true;
  return false;
}
/** Also through the hosts of shadow roots and templates. @spec dom#concept-tree-host-including-inclusive-ancestor */
function isHostAncestor(ancestor, node) {
  for (let n = node; n !== null && n !== undefined; n = n._parent ?? n._host) if (n === ancestor) return true;
  return false;
}
function isComposedAncestor(ancestor, node) {
  for (let n = node; n !== null && n !== undefined; n = n._parent ?? (isShadowRoot(n) ? n._host : null))
    if (n === ancestor) return true;
  return false;
}
/** A node and what is in it, in tree order. */
function walk(node, list = []) {
  list.push(node);
  const children = node._children;
  for (let i = 0; i < children.length; i++) walk(children[i], list);
  return list;
}
/** Also what is in shadow trees. */
function walkComposed(node, list = []) {
  list.push(node);
  if (node._shadow) walkComposed(node._shadow, list);
  const children = node._children;
  for (let i = 0; i < children.length; i++) walkComposed(children[i], list);
  return list;
}
function elementsIn(node, list = []) {
  const children = node._children;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child._type !== 1) continue;
    list.push(child);
    elementsIn(child, list);
  }
  return list;
}
/** What follows a node in tree order, at or below `top`. */
function following(node, top, skipChildren = false) {
  if (!skipChildren && node._children.length > 0) return node._children[0];
  for (let n = node; n !== top && n !== null; n = n._parent) {
    const next = sibling(n, 1);
    if (next !== null) return next;
  }
  return null;
}
function preceding(node, top) {
  if (node === top) return null;
  let n = sibling(node, -1);
  if (n === null) return node._parent;
  while (n._children.length > 0) n = n._children[n._children.length - 1];
  return n;
}
function textOf(node) {
  let text = '';
  for (const child of node._children) {
    if (isText(child)) text += child._data;
    else if (child._type === 1) text += textOf(child);
  }
  return text;
}
function ancestors(node) {
  const list = [];
  for (let n = node; n !== null; n = n._parent) list.unshift(n);
  return list;
}
function position(node, other) {
  if (node === other) return 0;
  const own = node._type === 2 ? ancestors(node._owner ?? node) : ancestors(node);
  const theirs = other._type === 2 ? ancestors(other._owner ?? other) : ancestors(other);
  if (own[0] !== theirs[0]) return 37;
  let i = 0;
  while (i < own.length && i < theirs.length && own[i] === theirs[i]) i++;
  if (i === own.length) return i === theirs.length ? (other._type === 2 ? 20 : 10) : 20;
  if (i === theirs.length) return 10;
  return indexOf(own[i]) < indexOf(theirs[i]) ? 4 : 2;
}
function isEqual(a, b) {
  if (a._type !== b._type || a._name !== b._name || a._children.length !== b._children.length) return false;
  if (isCharacterData(a) && a._data !== b._data) return false;
  if (a._type === 2 && a.value !== b.value) return false;
  if (a._type === 10 && (a._publicId !== b._publicId || a._systemId !== b._systemId)) return false;
  if (a._type === 1) {
    if (a._namespace !== b._namespace || a._attributes.size !== b._attributes.size) return false;
    for (const [name, value] of a._attributes) if (b._attributes.get(name) !== value) return false;
  }
  return a._children.every((child, i) => isEqual(child, b._children[i]));
}
function locateNamespace(node, prefix) {
  const element = node._type === 9 ? node.documentElement : node._type === 2 ? node._owner : node;
  for (let e = element; e && e._type === 1; e = e._parent) {
    if ((e._prefix ?? null) === prefix) return e._namespace;
    const declared = e._attributes.get(prefix === null ? 'xmlns' : `xmlns:${prefix}`);
    if (declared !== undefined) return declared || null;
  }
  if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace';
  if (prefix === 'xmlns') return 'http://www.w3.org/2000/xmlns/';
  return null;
}

// Changing trees

/** @spec dom#concept-node-ensure-pre-insertion-validity */
function ensureInsertable(parent, node, child, replacing) {
  const type = parent._type;
  if (type !== 1 && type !== 9 && type !== 11)
    throw dom.fault('HierarchyRequestError', 'This node type does not support this method.');
  if (isHostAncestor(node, parent))
    throw dom.fault('HierarchyRequestError', 'The new child element contains the parent.');
  if (child !== null && child._parent !== parent)
    throw dom.fault(
      'NotFoundError',
      replacing
        ? 'The node to be replaced is not a child of this node.'
        : 'The node before which the new node is to be inserted is not a child of this node.',
    );
  const kind = node._type;
  const refused = () =>
    dom.fault(
      'HierarchyRequestError',
      `Nodes of type '${node._name}' may not be inserted inside nodes of type '${parent._name}'.`,
    );
  if (kind === 9 || kind === 2) throw refused();
  if (type !== 9) {
    if (kind === 10) throw refused();
    return;
  }
  if (isText(node)) throw refused();
  const others = parent._children.filter((c) => !replacing || c !== child);
  const elements = kind === 11 ? node._children.filter((c) => c._type === 1).length : kind === 1 ? 1 : 0;
  if (kind === 11 && node._children.some(isText)) throw refused();
  if (elements + others.filter((c) => c._type === 1).length > 1 && elements > 0)
    throw dom.fault('HierarchyRequestError', 'Only one element on document allowed.');
  const at = child === null ? parent._children.length : parent._children.indexOf(child);
  if (elements > 0 && parent._children.some((c, i) => c._type === 10 && i >= at && (!replacing || c !== child)))
    throw dom.fault('HierarchyRequestError', 'Cannot insert an element before a doctype.');
  if (kind === 10) {
    if (others.some((c) => c._type === 10))
      throw dom.fault('HierarchyRequestError', 'Only one doctype on document allowed.');
    if (others.some((c) => c._type === 1 && parent._children.indexOf(c) < at))
      throw dom.fault('HierarchyRequestError', 'Cannot insert a doctype before the root element.');
  }
}
/** @spec dom#concept-node-pre-insert */
function preInsert(parent, node, child) {
  ensureInsertable(parent, node, child, false);
  insert(parent, node, child === node ? sibling(node, 1) : child);
  return node;
}
/** @spec dom#concept-node-adopt */
function adopt(node, document) {
  if (node._parent !== null) remove(node);
  const old = node._document;
  if (old === document) return;
  for (const n of walkComposed(node)) {
    n._document = document;
    if (n._content) adopt(n._content, document);
    if (n._type === 1) dom.adopted?.(n, old, document);
  }
}
/** @spec dom#concept-node-insert */
function insert(parent, node, child, silent = false) {
  const nodes = node._type === 11 ? node._children.slice() : [node];
  if (nodes.length === 0) return;
  const document = parent._type === 9 ? parent : parent._document;
  if (node._type === 11) {
    for (const n of nodes) remove(n, true);
    mutated('childList', node, { removedNodes: nodes });
  }
  for (const n of nodes) adopt(n, document);
  const all = parent._children;
  const at = child === null ? all.length : indexOf(child);
  if (child !== null && dom.ranges.length > 0) dom.rangesInserted(parent, at, nodes.length);
  const previous = all[at - 1] ?? null;
  dom.version++;
  if (all.length === at) for (const n of nodes) all.push(n);
  else all.splice(at, 0, ...nodes);
  for (let i = 0; i < nodes.length; i++) {
    nodes[i]._parent = parent;
    nodes[i]._at = at + i;
  }
  if (!silent) mutated('childList', parent, { addedNodes: nodes, previousSibling: previous, nextSibling: child });
  dom.slotted?.(parent, nodes);
  if (!isConnected(parent)) return;
  const entered = [];
  for (const n of nodes) for (const each of walkComposed(n)) if (each._type === 1) entered.push(each);
  for (const element of entered) dom.connected(element);
  dom.childrenChanged?.(parent);
  for (const element of entered) if (isConnected(element)) dom.postConnected(element);
}
/** @spec dom#concept-node-remove */
function remove(node, silent = false) {
  if (node._parent !== null && node._document._active && isConnected(node)) dom.focusLost(node);
  const parent = node._parent;
  if (parent === null) return;
  const all = parent._children;
  const at = indexOf(node);
  if (dom.ranges.length > 0) dom.rangesRemoving(node, parent, at);
  if (dom.iterators.length > 0) dom.iteratorsRemoving(node);
  const previous = all[at - 1] ?? null;
  const next = all[at + 1] ?? null;
  const connected = isConnected(parent);
  const slot = dom.slotOf?.(node) ?? null;
  dom.version++;
  if (at === all.length - 1) all.pop();
  else all.splice(at, 1);
  node._parent = null;
  dom.unslotted?.(parent, node, slot);
  if (connected) {
    for (const n of walkComposed(node)) if (n._type === 1) dom.disconnected(n);
  }
  dom.transient?.(node, parent);
  if (!silent) mutated('childList', parent, { removedNodes: [node], previousSibling: previous, nextSibling: next });
  if (connected) dom.childrenChanged?.(parent);
}
/** @spec dom#concept-node-replace */
function replace(parent, node, child) {
  ensureInsertable(parent, node, child, true);
  let next = sibling(child, 1);
  if (next === node) next = sibling(node, 1);
  const previous = sibling(child, -1);
  const nodes = node._type === 11 ? node._children.slice() : [node];
  let removed = [];
  if (child._parent !== null) {
    removed = [child];
    if (node._parent !== null && node !== child) remove(node);
    if (child._parent !== null) remove(child, true);
  }
  insert(parent, node, next, true);
  mutated('childList', parent, {
    addedNodes: nodes,
    removedNodes: removed,
    previousSibling: previous === node ? null : previous,
    nextSibling: next,
  });
  return child;
}
/** @spec dom#concept-node-replace-all */
function replaceAll(parent, node) {
  const removed = parent._children.slice();
  const added = node === null ? [] : node._type === 11 ? node._children.slice() : [node];
  for (const n of removed) remove(n, true);
  if (node !== null) insert(parent, node, null, true);
  if (added.length > 0 || removed.length > 0)
    mutated('childList', parent, { addedNodes: added, removedNodes: removed });
}
function mutated(type, target, change) {
  dom.mutated?.(type, target, change);
}
/** @spec dom#converting-nodes-into-a-node */
function toNode(items, document) {
  const nodes = items.map((item) => (typeof item === 'string' ? makeText(item, document) : item));
  if (nodes.length === 1) return nodes[0];
  const fragment = new DocumentFragment(KEY, document);
  for (const n of nodes) preInsert(fragment, n, null);
  return fragment;
}
/** @spec dom#concept-node-clone */
function clone(node, deep, document) {
  const copy = cloneOne(node, document);
  if (deep) for (const child of node._children) insert(copy, clone(child, true, document), null, true);
  dom.cloned?.(node, copy, deep, document);
  return copy;
}
function cloneOne(node, document) {
  switch (node._type) {
    case 1:
      return dom.cloneElement(node, document);
    case 2:
      return dom.cloneAttribute(node, document);
    case 3:
      return makeText(node._data, document);
    case 4:
      return new CDATASection(KEY, node._data, document);
    case 7:
      return new ProcessingInstruction(KEY, node._name, node._data, document);
    case 8:
      return makeComment(node._data, document);
    case 9:
      return dom.cloneDocument(node);
    case 10:
      return new DocumentType(KEY, node._name, node._publicId, node._systemId, document);
    default:
      return new DocumentFragment(KEY, document);
  }
}
function normalize(node) {
  for (const child of node._children.slice()) {
    if (child._type !== 3) {
      normalize(child);
      continue;
    }
    if (child._parent !== node) continue;
    if (child._data === '') {
      remove(child);
      continue;
    }
    let length = child._data.length;
    const rest = [];
    for (let n = sibling(child, 1); n !== null && n._type === 3; n = sibling(n, 1)) rest.push(n);
    if (rest.length === 0) continue;
    replaceData(child, length, 0, rest.map((n) => n._data).join(''));
    for (const n of rest) {
      dom.rangesMerged?.(n, child, length);
      length += n._data.length;
    }
    for (const n of rest) remove(n);
  }
}

// Character data

/** @spec dom#concept-cd-replace */
function replaceData(node, offset, count, text) {
  const old = node._data;
  if (offset > old.length)
    throw dom.fault('IndexSizeError', `The offset ${offset} is greater than the node's length (${old.length}).`);
  const end = Math.min(offset + count, old.length);
  mutated('characterData', node, { oldValue: old });
  node._data = old.slice(0, offset) + text + old.slice(end);
  dom.version++;
  if (dom.ranges.length > 0) dom.rangesReplaced(node, offset, end - offset, text.length);
  if (node._parent !== null) dom.textChanged?.(node._parent);
}
function setNodeValue(node, value) {
  if (node._type === 2) node.value = value;
  else if (isCharacterData(node)) replaceData(node, 0, node._data.length, value);
}

class CharacterData extends Node {
  constructor(key, type, name, data, document) {
    if (key !== KEY) throw idl.illegal('CharacterData');
    super(key, type, name, document);
    dom.hide(this, '_data', data);
  }
  get data() {
    return this._data;
  }
  set data(value) {
    replaceData(this, 0, this._data.length, value);
  }
  get length() {
    return this._data.length;
  }
  get previousElementSibling() {
    return elementSibling(this, -1);
  }
  get nextElementSibling() {
    return elementSibling(this, 1);
  }
  after(...items) {
    ChildNode.after.call(this, ...items);
  }
  appendData(data) {
    replaceData(this, this._data.length, 0, data);
  }
  before(...items) {
    ChildNode.before.call(this, ...items);
  }
  deleteData(offset, count) {
    replaceData(this, offset, count, '');
  }
  insertData(offset, data) {
    replaceData(this, offset, 0, data);
  }
  remove() {
    remove(this);
  }
  replaceData(offset, count, data) {
    replaceData(this, offset, count, data);
  }
  replaceWith(...items) {
    ChildNode.replaceWith.call(this, ...items);
  }
  substringData(offset, count) {
    if (offset > this._data.length)
      throw dom.fault(
        'IndexSizeError',
        `The offset ${offset} is greater than the node's length (${this._data.length}).`,
      );
    return this._data.slice(offset, offset + count);
  }
}
/** @spec dom#interface-childnode */
const ChildNode = {
  before(...items) {
    const parent = this._parent;
    if (parent === null) return;
    let previous = sibling(this, -1);
    while (previous !== null && items.includes(previous)) previous = sibling(previous, -1);
    const node = toNode(items, this._document);
    preInsert(parent, node, previous === null ? (parent._children[0] ?? null) : sibling(previous, 1));
  },
  after(...items) {
    const parent = this._parent;
    if (parent === null) return;
    let next = sibling(this, 1);
    while (next !== null && items.includes(next)) next = sibling(next, 1);
    preInsert(parent, toNode(items, this._document), next);
  },
  replaceWith(...items) {
    const parent = this._parent;
    if (parent === null) return;
    let next = sibling(this, 1);
    while (next !== null && items.includes(next)) next = sibling(next, 1);
    const node = toNode(items, this._document);
    if (this._parent === parent) replace(parent, node, this);
    else preInsert(parent, node, next);
  },
};
function elementSibling(node, step) {
  let n = sibling(node, step);
  while (n !== null && n._type !== 1) n = sibling(n, step);
  return n;
}
const CHILD_NODE = {
  before: '...(Node or DOMString)',
  after: '...(Node or DOMString)',
  replaceWith: '...(Node or DOMString)',
};
idl.define(
  CharacterData,
  'CharacterData',
  {
    ...CHILD_NODE,
    appendData: 'DOMString',
    deleteData: 'unsigned long, unsigned long',
    insertData: 'unsigned long, DOMString',
    replaceData: 'unsigned long, unsigned long, DOMString',
    substringData: 'unsigned long, unsigned long',
  },
  { data: 'DOMString or null as empty' },
  (value) => isNode(value) && isCharacterData(value),
);

class Text extends CharacterData {
  constructor(data = '', key, type = 3, name = '#text', document = globalThis.document) {
    const text = key === KEY ? data : idl.constructing('Text', 'DOMString=', arguments)[0];
    super(KEY, type, name, text ?? '', document);
  }
  get wholeText() {
    let first = this;
    for (let n = sibling(this, -1); n !== null && isText(n); n = sibling(n, -1)) first = n;
    let text = '';
    for (let n = first; n !== null && isText(n); n = sibling(n, 1)) text += n._data;
    return text;
  }
  get assignedSlot() {
    return dom.openSlotOf(this);
  }
  splitText(offset) {
    return splitText(this, offset);
  }
}
/** @spec dom#concept-text-split */
function splitText(node, offset) {
  const { length } = node._data;
  if (offset > length) throw dom.fault('IndexSizeError', `The offset ${offset} is larger than the Text node's length.`);
  const rest = makeText(node._data.slice(offset), node._document);
  const parent = node._parent;
  if (parent !== null) {
    insert(parent, rest, sibling(node, 1));
    dom.rangesSplit?.(node, offset, rest, parent);
  }
  replaceData(node, offset, length - offset, '');
  return rest;
}
const makeText = (data, document) => new Text(data, KEY, 3, '#text', document);
idl.define(
  Text,
  'Text',
  { constructor: 'DOMString=', splitText: 'unsigned long' },
  {},
  (value) => isNode(value) && isText(value),
);

class CDATASection extends Text {
  constructor(key, data, document) {
    if (key !== KEY) throw idl.illegal('CDATASection');
    super(data, KEY, 4, '#cdata-section', document);
  }
}
idl.define(CDATASection, 'CDATASection');
class ProcessingInstruction extends CharacterData {
  constructor(key, target, data, document) {
    if (key !== KEY) throw idl.illegal('ProcessingInstruction');
    super(KEY, 7, target, data, document);
  }
  get target() {
    return this._name;
  }
}
idl.define(ProcessingInstruction, 'ProcessingInstruction');
class Comment extends CharacterData {
  constructor(data = '', key, document = globalThis.document) {
    const text = key === KEY ? data : idl.constructing('Comment', 'DOMString=', arguments)[0];
    super(KEY, 8, '#comment', text ?? '', document);
  }
}
const makeComment = (data, document) => new Comment(data, KEY, document);
idl.define(Comment, 'Comment', { constructor: 'DOMString=' });

class DocumentType extends Node {
  constructor(key, name, publicId, systemId, document) {
    if (key !== KEY) throw idl.illegal('DocumentType');
    super(KEY, 10, name, document);
    dom.hide(this, '_publicId', publicId);
    dom.hide(this, '_systemId', systemId);
  }
  get name() {
    return this._name;
  }
  get publicId() {
    return this._publicId;
  }
  get systemId() {
    return this._systemId;
  }
  after(...items) {
    ChildNode.after.call(this, ...items);
  }
  before(...items) {
    ChildNode.before.call(this, ...items);
  }
  remove() {
    remove(this);
  }
  replaceWith(...items) {
    ChildNode.replaceWith.call(this, ...items);
  }
}
idl.define(DocumentType, 'DocumentType', CHILD_NODE);

class DocumentFragment extends Node {
  constructor(key, document = globalThis.document, name = '#document-fragment') {
    super(KEY, 11, name, document);
    void key;
  }
  getElementById(id) {
    return elementsIn(this).find((e) => e._attributes.get('id') === id) ?? null;
  }
}

Object.assign(dom, {
  CHILD_NODE,
  ChildNode,
  ancestors,
  adopt,
  clone,
  composedRoot,
  elementSibling,
  elementsIn,
  ensureInsertable,
  following,
  indexOf,
  insert,
  isAncestor,
  isCharacterData,
  isComposedAncestor,
  isConnected,
  isHostAncestor,
  isNode,
  isShadowRoot,
  isText,
  makeComment,
  makeText,
  mutated,
  position,
  preInsert,
  preceding,
  remove,
  replace,
  replaceAll,
  replaceData,
  root,
  sibling,
  splitText,
  textOf,
  toNode,
  walk,
  walkComposed,
});
void internal;
module.exports = {
  CDATASection,
  CharacterData,
  Comment,
  DocumentFragment,
  DocumentType,
  Node,
  ProcessingInstruction,
  Text,
  internal: dom,
};
