// Ranges, the selection, tree walkers and node iterators. @spec dom#ranges
const idl = require('web-idl');
const { internal: dom, DocumentFragment } = require('nodes');
const { internal: events, Event } = require('event-target');
const { KEY } = dom;

const lengthOf = (node) =>
  dom.isCharacterData(node) ? node._data.length : node._type === 10 || node._type === 2 ? 0 : node._children.length;
/** Whether one boundary point is before (-1), at (0) or after (1) another. @spec dom#concept-range-bp-position */
function compare(a, aOffset, b, bOffset) {
  if (a === b) return aOffset === bOffset ? 0 : aOffset < bOffset ? -1 : 1;
  const where = dom.position(a, b);
  if (where & 2) return -compare(b, bOffset, a, aOffset);
  if (where & 16) {
    let child = b;
    while (child._parent !== a) child = child._parent;
    if (dom.indexOf(child) < aOffset) return 1;
  }
  return -1;
}

class AbstractRange {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('AbstractRange');
    for (const field of ['_start', '_end']) dom.hide(this, field, null);
    for (const field of ['_startOffset', '_endOffset']) dom.hide(this, field, 0);
  }
  get startContainer() {
    return this._start;
  }
  get startOffset() {
    return this._startOffset;
  }
  get endContainer() {
    return this._end;
  }
  get endOffset() {
    return this._endOffset;
  }
  get collapsed() {
    return this._start === this._end && this._startOffset === this._endOffset;
  }
}
idl.define(AbstractRange, 'AbstractRange');
idl.dictionary('StaticRangeInit', {
  startContainer: ['Node', idl.REQUIRED],
  startOffset: ['unsigned long', idl.REQUIRED],
  endContainer: ['Node', idl.REQUIRED],
  endOffset: ['unsigned long', idl.REQUIRED],
});
class StaticRange extends AbstractRange {
  constructor(init) {
    [init] = idl.constructing('StaticRange', 'StaticRangeInit', arguments);
    super(KEY);
    for (const node of [init.startContainer, init.endContainer])
      if (node._type === 10 || node._type === 2)
        throw idl.at("Failed to construct 'StaticRange'", () =>
          dom.fault(
            'InvalidNodeTypeError',
            'Neither startContainer nor endContainer can be a DocumentType or Attribute node.',
          ),
        );
    this._start = init.startContainer;
    this._end = init.endContainer;
    this._startOffset = init.startOffset;
    this._endOffset = init.endOffset;
  }
}
idl.define(StaticRange, 'StaticRange', { constructor: 'StaticRangeInit' });

function checkOffset(node, offset) {
  if (node._type === 10) throw dom.fault('InvalidNodeTypeError', `The node provided is of type '${node._name}'.`);
  const length = lengthOf(node);
  if (offset > length)
    throw dom.fault(
      'IndexSizeError',
      dom.isCharacterData(node)
        ? `The offset ${offset} is larger than the node's length (${length}).`
        : `There is no child at offset ${offset}.`,
    );
}
function parentOf(node) {
  const parent = node._parent;
  if (parent === null) throw dom.fault('InvalidNodeTypeError', 'the given Node has no parent.');
  return parent;
}
function set(range, start, startOffset, end, endOffset) {
  range._start = start;
  range._startOffset = startOffset;
  range._end = end;
  range._endOffset = endOffset;
  if (range === selection?._range) dom.selectionChanged?.(start._document ?? start);
}
function setStart(range, node, offset) {
  checkOffset(node, offset);
  if (dom.root(node) !== dom.root(range._end) || compare(node, offset, range._end, range._endOffset) > 0)
    set(range, node, offset, node, offset);
  else set(range, node, offset, range._end, range._endOffset);
}
function setEnd(range, node, offset) {
  checkOffset(node, offset);
  if (dom.root(node) !== dom.root(range._start) || compare(node, offset, range._start, range._startOffset) < 0)
    set(range, node, offset, node, offset);
  else set(range, range._start, range._startOffset, node, offset);
}
function common(a, b) {
  let node = a;
  while (!dom.isAncestor(node, b)) node = node._parent;
  return node;
}
const contains = (range, node) =>
  dom.root(node) === dom.root(range._start) &&
  compare(node, 0, range._start, range._startOffset) > 0 &&
  compare(node, lengthOf(node), range._end, range._endOffset) < 0;

/** @spec dom#concept-range-extract and #concept-range-clone */
function takeContents(range, extracting) {
  const document = range._start._type === 9 ? range._start : range._start._document;
  const fragment = new DocumentFragment(KEY, document);
  const { _start: start, _startOffset: startOffset, _end: end, _endOffset: endOffset } = range;
  if (start === end && startOffset === endOffset) return fragment;
  if (start === end && dom.isCharacterData(start)) {
    const copy = dom.clone(start, false, document);
    copy._data = start._data.slice(startOffset, endOffset);
    dom.insert(fragment, copy, null);
    if (extracting) dom.replaceData(start, startOffset, endOffset - startOffset, '');
    return fragment;
  }
  const top = common(start, end);
  const childAt = (node) => {
    let child = node;
    while (child._parent !== top) child = child._parent;
    return child;
  };
  const first = dom.isAncestor(start, end) ? null : childAt(start);
  const last = dom.isAncestor(end, start) ? null : childAt(end);
  const inside = top._children.filter((child) => contains(range, child));
  if (inside.some((child) => child._type === 10))
    throw dom.fault('HierarchyRequestError', 'A doctype node cannot be inserted.');
  let newNode = start;
  let newOffset = startOffset;
  if (!dom.isAncestor(start, end)) {
    let reference = start;
    while (reference._parent !== null && !dom.isAncestor(reference._parent, end)) reference = reference._parent;
    newNode = reference._parent;
    newOffset = dom.indexOf(reference) + 1;
  }
  const part = (child, from, fromOffset, to, toOffset) => {
    if (dom.isCharacterData(child)) {
      const copy = dom.clone(child, false, document);
      copy._data = child._data.slice(fromOffset, toOffset);
      dom.insert(fragment, copy, null);
      if (extracting) dom.replaceData(child, fromOffset, toOffset - fromOffset, '');
      return;
    }
    const copy = dom.clone(child, false, document);
    dom.insert(fragment, copy, null);
    const sub = new Range(KEY);
    set(sub, from, fromOffset, to, toOffset);
    dom.insert(copy, takeContents(sub, extracting), null);
    forget(sub);
  };
  if (first !== null) part(first, start, startOffset, first, lengthOf(first));
  for (const child of inside) dom.insert(fragment, extracting ? child : dom.clone(child, true, document), null);
  if (last !== null) part(last, last, 0, end, endOffset);
  if (extracting) set(range, newNode, newOffset, newNode, newOffset);
  return fragment;
}
function forget(range) {
  const at = dom.ranges.indexOf(range);
  if (at >= 0) dom.ranges.splice(at, 1);
}
/** @spec dom#dom-range-deletecontents */
function deleteContents(range) {
  const { _start: start, _startOffset: startOffset, _end: end, _endOffset: endOffset } = range;
  if (start === end && startOffset === endOffset) return;
  if (start === end && dom.isCharacterData(start)) {
    dom.replaceData(start, startOffset, endOffset - startOffset, '');
    return;
  }
  const top = common(start, end);
  const gone = [];
  const visit = (node) => {
    for (const child of node._children) {
      if (contains(range, child)) gone.push(child);
      else visit(child);
    }
  };
  visit(top);
  let node = start;
  let offset = startOffset;
  if (!dom.isAncestor(start, end)) {
    let reference = start;
    while (reference._parent !== null && !dom.isAncestor(reference._parent, end)) reference = reference._parent;
    node = reference._parent;
    offset = dom.indexOf(reference) + 1;
  }
  if (dom.isCharacterData(start)) dom.replaceData(start, startOffset, start._data.length - startOffset, '');
  for (const each of gone) dom.remove(each);
  if (dom.isCharacterData(end)) dom.replaceData(end, 0, endOffset, '');
  set(range, node, offset, node, offset);
}
/** @spec dom#concept-range-insert */
function insertNode(range, node) {
  const start = range._start;
  if (start._type === 7 || start._type === 8 || (dom.isText(start) && start._parent === null) || start === node)
    throw dom.fault(
      'HierarchyRequestError',
      start === node
        ? "Unable to insert a node into a Range's start node's own subtree."
        : 'Nodes of this type cannot be inserted into.',
    );
  let reference = dom.isText(start) ? start : (start._children[range._startOffset] ?? null);
  const parent = reference === null ? start : reference._parent;
  dom.ensureInsertable(parent, node, reference, false);
  if (dom.isText(start)) reference = dom.splitText(start, range._startOffset);
  if (node === reference) reference = dom.sibling(reference, 1);
  if (node._parent !== null) dom.remove(node);
  let offset = reference === null ? lengthOf(parent) : dom.indexOf(reference);
  offset += node._type === 11 ? node._children.length : 1;
  const { collapsed } = { collapsed: range._start === range._end && range._startOffset === range._endOffset };
  dom.preInsert(parent, node, reference);
  if (collapsed) set(range, range._start, range._startOffset, parent, offset);
}

class Range extends AbstractRange {
  constructor(key) {
    super(KEY);
    void key;
    const document = globalThis.document;
    set(this, document, 0, document, 0);
    dom.ranges.push(this);
  }
  get commonAncestorContainer() {
    return common(this._start, this._end);
  }
  cloneContents() {
    return takeContents(this, false);
  }
  cloneRange() {
    const copy = new Range(KEY);
    set(copy, this._start, this._startOffset, this._end, this._endOffset);
    return copy;
  }
  collapse(toStart = false) {
    if (toStart) set(this, this._start, this._startOffset, this._start, this._startOffset);
    else set(this, this._end, this._endOffset, this._end, this._endOffset);
  }
  compareBoundaryPoints(how, other) {
    if (how > 3)
      throw dom.fault(
        'NotSupportedError',
        `The comparison method provided must be one of 'START_TO_START', 'START_TO_END', 'END_TO_END', or 'END_TO_START'.`,
      );
    if (dom.root(this._start) !== dom.root(other._start))
      throw dom.fault('WrongDocumentError', 'The source range is in a different document than this range.');
    const own = how === 0 || how === 3 ? [this._start, this._startOffset] : [this._end, this._endOffset];
    const theirs = how === 0 || how === 1 ? [other._start, other._startOffset] : [other._end, other._endOffset];
    return compare(...own, ...theirs);
  }
  comparePoint(node, offset) {
    if (dom.root(node) !== dom.root(this._start))
      throw dom.fault('WrongDocumentError', 'The node provided and the Range are not in the same tree.');
    checkOffset(node, offset);
    if (compare(node, offset, this._start, this._startOffset) < 0) return -1;
    return compare(node, offset, this._end, this._endOffset) > 0 ? 1 : 0;
  }
  createContextualFragment(text) {
    const { _start: start } = this;
    const context = start._type === 1 ? start : start._parent?._type === 1 ? start._parent : null;
    const fragment = dom.parseFragment(
      text,
      context === null || context._local === 'html'
        ? dom.makeElement(globalThis.document, 'body', dom.HTML, null)
        : context,
      false,
      true,
    );
    return fragment;
  }
  deleteContents() {
    deleteContents(this);
  }
  detach() {}
  expand() {
    binding.notModelled('Range.expand');
  }
  extractContents() {
    return takeContents(this, true);
  }
  getBoundingClientRect() {
    binding.notModelled('the place of text');
    return dom.makeRect(0, 0, 0, 0);
  }
  getClientRects() {
    binding.notModelled('the place of text');
    return [];
  }
  insertNode(node) {
    insertNode(this, node);
  }
  intersectsNode(node) {
    if (dom.root(node) !== dom.root(this._start)) return false;
    const parent = node._parent;
    if (parent === null) return true;
    const offset = dom.indexOf(node);
    return (
      compare(parent, offset, this._end, this._endOffset) < 0 &&
      compare(parent, offset + 1, this._start, this._startOffset) > 0
    );
  }
  isPointInRange(node, offset) {
    if (dom.root(node) !== dom.root(this._start)) return false;
    checkOffset(node, offset);
    return (
      compare(node, offset, this._start, this._startOffset) >= 0 &&
      compare(node, offset, this._end, this._endOffset) <= 0
    );
  }
  selectNode(node) {
    const parent = parentOf(node);
    const at = dom.indexOf(node);
    set(this, parent, at, parent, at + 1);
  }
  selectNodeContents(node) {
    if (node._type === 10) throw dom.fault('InvalidNodeTypeError', `The node provided is of type '${node._name}'.`);
    set(this, node, 0, node, lengthOf(node));
  }
  setEnd(node, offset) {
    setEnd(this, node, offset);
  }
  setEndAfter(node) {
    setEnd(this, parentOf(node), dom.indexOf(node) + 1);
  }
  setEndBefore(node) {
    setEnd(this, parentOf(node), dom.indexOf(node));
  }
  setStart(node, offset) {
    setStart(this, node, offset);
  }
  setStartAfter(node) {
    setStart(this, parentOf(node), dom.indexOf(node) + 1);
  }
  setStartBefore(node) {
    setStart(this, parentOf(node), dom.indexOf(node));
  }
  surroundContents(parent) {
    const partly = (node) => {
      for (let n = node; n !== null; n = n._parent)
        if (!dom.isText(n) && dom.isAncestor(n, this._start) !== dom.isAncestor(n, this._end)) return true;
      return false;
    };
    if (partly(this._start) || partly(this._end))
      throw dom.fault('InvalidStateError', 'The Range has partially selected a non-Text node.');
    if (parent._type === 9 || parent._type === 10 || parent._type === 11)
      throw dom.fault('InvalidNodeTypeError', `The node provided is of type '${parent._name}'.`);
    const fragment = takeContents(this, true);
    if (parent._children.length > 0) dom.replaceAll(parent, null);
    insertNode(this, parent);
    dom.preInsert(parent, fragment, null);
    const at = dom.indexOf(parent);
    set(this, parent._parent, at, parent._parent, at + 1);
  }
  toString() {
    const { _start: start, _end: end, _startOffset: from, _endOffset: to } = this;
    if (start === end && dom.isText(start)) return start._data.slice(from, to);
    let text = dom.isText(start) ? start._data.slice(from) : '';
    const top = common(start, end);
    for (const node of dom.walk(top)) if (dom.isText(node) && contains(this, node)) text += node._data;
    return dom.isText(end) ? text + end._data.slice(0, to) : text;
  }
}
idl.constants(Range, { START_TO_START: 0, START_TO_END: 1, END_TO_END: 2, END_TO_START: 3 });
idl.interfaceType('Range', (value) => value instanceof Range);
idl.define(Range, 'Range', {
  constructor: '',
  collapse: 'boolean=',
  compareBoundaryPoints: 'unsigned short, Range',
  comparePoint: 'Node, unsigned long',
  createContextualFragment: 'DOMString',
  expand: 'DOMString=',
  insertNode: 'Node',
  intersectsNode: 'Node',
  isPointInRange: 'Node, unsigned long',
  selectNode: 'Node',
  selectNodeContents: 'Node',
  setEnd: 'Node, unsigned long',
  setEndAfter: 'Node',
  setEndBefore: 'Node',
  setStart: 'Node, unsigned long',
  setStartAfter: 'Node',
  setStartBefore: 'Node',
  surroundContents: 'Node',
});

// Ranges follow the tree. @spec dom#concept-live-range-pre-remove and others

dom.rangesInserted = (parent, at, count) => {
  for (const r of dom.ranges) {
    if (r._start === parent && r._startOffset > at) r._startOffset += count;
    if (r._end === parent && r._endOffset > at) r._endOffset += count;
  }
};
dom.rangesRemoving = (node, parent, at) => {
  for (const r of dom.ranges) {
    if (dom.isAncestor(node, r._start)) {
      r._start = parent;
      r._startOffset = at;
    } else if (r._start === parent && r._startOffset > at) r._startOffset--;
    if (dom.isAncestor(node, r._end)) {
      r._end = parent;
      r._endOffset = at;
    } else if (r._end === parent && r._endOffset > at) r._endOffset--;
  }
};
dom.rangesReplaced = (node, offset, count, length) => {
  const moved = (at) => (at > offset + count ? at + length - count : at > offset ? offset : at);
  for (const r of dom.ranges) {
    if (r._start === node) r._startOffset = moved(r._startOffset);
    if (r._end === node) r._endOffset = moved(r._endOffset);
  }
};
dom.rangesSplit = (node, offset, rest, parent) => {
  const at = dom.indexOf(node) + 1;
  for (const r of dom.ranges) {
    if (r._start === node && r._startOffset > offset) {
      r._start = rest;
      r._startOffset -= offset;
    }
    if (r._end === node && r._endOffset > offset) {
      r._end = rest;
      r._endOffset -= offset;
    }
    if (r._start === parent && r._startOffset === at) r._startOffset++;
    if (r._end === parent && r._endOffset === at) r._endOffset++;
  }
};
dom.rangesMerged = (from, into, length) => {
  const parent = from._parent;
  const at = dom.indexOf(from);
  for (const r of dom.ranges) {
    if (r._start === from) {
      r._start = into;
      r._startOffset += length;
    } else if (r._start === parent && r._startOffset === at) {
      r._start = into;
      r._startOffset = length;
    }
    if (r._end === from) {
      r._end = into;
      r._endOffset += length;
    } else if (r._end === parent && r._endOffset === at) {
      r._end = into;
      r._endOffset = length;
    }
  }
};

// The selection @spec selection-api

let selection = null;
let changing = false;
/** One event however often the selection changes before it. */
dom.selectionChanged = () => {
  if (changing) return;
  changing = true;
  binding.queueTask('user interaction', 'selectionchange', () => {
    changing = false;
    events.fire(globalThis.document, new Event('selectionchange'));
  });
};
class Selection {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Selection');
    dom.hide(this, '_range', null);
    dom.hide(this, '_backward', false);
  }
  get anchorNode() {
    return this._range === null ? null : this._backward ? this._range._end : this._range._start;
  }
  get anchorOffset() {
    return this._range === null ? 0 : this._backward ? this._range._endOffset : this._range._startOffset;
  }
  get focusNode() {
    return this._range === null ? null : this._backward ? this._range._start : this._range._end;
  }
  get focusOffset() {
    return this._range === null ? 0 : this._backward ? this._range._startOffset : this._range._endOffset;
  }
  get isCollapsed() {
    return this._range === null || this._range.collapsed;
  }
  get rangeCount() {
    return this._range === null ? 0 : 1;
  }
  get type() {
    return this._range === null ? 'None' : this._range.collapsed ? 'Caret' : 'Range';
  }
  get direction() {
    return this._range === null || this._range.collapsed ? 'none' : this._backward ? 'backward' : 'forward';
  }
  get baseNode() {
    return this.anchorNode;
  }
  get baseOffset() {
    return this.anchorOffset;
  }
  get extentNode() {
    return this.focusNode;
  }
  get extentOffset() {
    return this.focusOffset;
  }
  addRange(range) {
    if (this._range !== null || dom.root(range._start) !== globalThis.document) return;
    choose(this, range, false);
  }
  collapse(node, offset = 0) {
    collapse(this, node, offset);
  }
  collapseToEnd() {
    if (this._range === null) throw dom.fault('InvalidStateError', 'there is no selection.');
    collapse(this, this._range._end, this._range._endOffset);
  }
  collapseToStart() {
    if (this._range === null) throw dom.fault('InvalidStateError', 'there is no selection.');
    collapse(this, this._range._start, this._range._startOffset);
  }
  containsNode(node, partial = false) {
    const r = this._range;
    if (r === null || dom.root(node) !== globalThis.document) return false;
    const parent = node._parent;
    if (parent === null) return false;
    const at = dom.indexOf(node);
    const before = compare(r._start, r._startOffset, parent, at) <= 0;
    const after = compare(r._end, r._endOffset, parent, at + 1) >= 0;
    return before && after ? true : partial && r.intersectsNode(node);
  }
  deleteFromDocument() {
    if (this._range !== null) deleteContents(this._range);
  }
  empty() {
    clear(this);
  }
  extend(node, offset = 0) {
    if (this._range === null) throw dom.fault('InvalidStateError', "This Selection object doesn't have any Ranges.");
    checkOffset(node, offset);
    span(this, this.anchorNode, this.anchorOffset, node, offset);
  }
  getComposedRanges() {
    return this._range === null
      ? []
      : [
          new StaticRange({
            startContainer: this._range._start,
            startOffset: this._range._startOffset,
            endContainer: this._range._end,
            endOffset: this._range._endOffset,
          }),
        ];
  }
  getRangeAt(index) {
    if (this._range === null || index !== 0) throw dom.fault('IndexSizeError', `${index} is not a valid index.`);
    return this._range;
  }
  modify() {
    binding.notModelled('Selection.modify');
  }
  removeAllRanges() {
    clear(this);
  }
  removeRange(range) {
    if (this._range !== range) throw dom.fault('NotFoundError', 'The given range is not in the selection.');
    clear(this);
  }
  selectAllChildren(node) {
    span(this, node, 0, node, node._children.length);
  }
  setBaseAndExtent(anchor, anchorOffset, focus, focusOffset) {
    if (anchor === null || focus === null) {
      clear(this);
      return;
    }
    checkOffset(anchor, anchorOffset);
    checkOffset(focus, focusOffset);
    span(this, anchor, anchorOffset, focus, focusOffset);
  }
  setPosition(node, offset = 0) {
    collapse(this, node, offset);
  }
  toString() {
    return this._range === null ? '' : this._range.toString();
  }
}
function choose(self, range, backward) {
  self._range = range;
  self._backward = backward;
  dom.selectionChanged();
}
function clear(self) {
  if (self._range !== null) choose(self, null, false);
}
function collapse(self, node, offset) {
  if (node === null) {
    clear(self);
    return;
  }
  checkOffset(node, offset);
  if (dom.root(node) !== globalThis.document) return;
  const range = new Range(KEY);
  set(range, node, offset, node, offset);
  choose(self, range, false);
}
function span(self, anchor, anchorOffset, focus, focusOffset) {
  if (dom.root(anchor) !== globalThis.document) return;
  const range = new Range(KEY);
  const backward = compare(anchor, anchorOffset, focus, focusOffset) > 0;
  if (backward) set(range, focus, focusOffset, anchor, anchorOffset);
  else set(range, anchor, anchorOffset, focus, focusOffset);
  choose(self, range, backward);
}
idl.define(Selection, 'Selection', {
  addRange: 'Range',
  collapse: 'Node?, unsigned long=',
  containsNode: 'Node, boolean=',
  extend: 'Node, unsigned long=',
  getRangeAt: 'unsigned long',
  modify: 'DOMString=, DOMString=, DOMString=',
  removeRange: 'Range',
  selectAllChildren: 'Node',
  setBaseAndExtent: 'Node?, unsigned long, Node?, unsigned long',
  setPosition: 'Node?, unsigned long=',
});
const getSelection = () => (selection ??= new Selection(KEY));
dom.selection = getSelection;

// Traversal @spec dom#traversal

const NodeFilter = Object.assign(function NodeFilter() {
  throw new TypeError('Illegal constructor');
}, {});
for (const [name, value] of Object.entries({
  FILTER_ACCEPT: 1,
  FILTER_REJECT: 2,
  FILTER_SKIP: 3,
  SHOW_ALL: 0xffffffff,
  SHOW_ELEMENT: 1,
  SHOW_ATTRIBUTE: 2,
  SHOW_TEXT: 4,
  SHOW_CDATA_SECTION: 8,
  SHOW_ENTITY_REFERENCE: 16,
  SHOW_ENTITY: 32,
  SHOW_PROCESSING_INSTRUCTION: 64,
  SHOW_COMMENT: 128,
  SHOW_DOCUMENT: 256,
  SHOW_DOCUMENT_TYPE: 512,
  SHOW_DOCUMENT_FRAGMENT: 1024,
  SHOW_NOTATION: 2048,
}))
  Object.defineProperty(NodeFilter, name, { value, enumerable: true });
idl.types.set('NodeFilter', (value, place) => {
  if (!idl.isObject(value)) throw place.wrong('Object');
  return value;
});

class Traversal {
  constructor(key, root, what, filter) {
    for (const [field, value] of Object.entries({
      _root: root,
      _what: what >>> 0,
      _filter: filter ?? null,
      _active: false,
    }))
      dom.hide(this, field, value);
  }
}
/** @spec dom#concept-node-filter */
function judge(self, node) {
  if (self._active) throw dom.fault('InvalidStateError', "Filter function can't be recursive");
  if (((1 << (node._type - 1)) & self._what) === 0) return 3;
  if (self._filter === null) return 1;
  self._active = true;
  try {
    const filter = self._filter;
    const result =
      typeof filter === 'function'
        ? binding.call(filter, undefined, node)
        : binding.call(callbackOf(filter), filter, node);
    return result & 0xffff;
  } finally {
    self._active = false;
  }
}
function callbackOf(filter) {
  const method = filter.acceptNode;
  if (typeof method !== 'function')
    throw new TypeError("Failed to execute 'acceptNode' on 'NodeFilter': The provided callback is not callable.");
  return method;
}
class TreeWalker extends Traversal {
  constructor(key, root, what, filter) {
    if (key !== KEY) throw idl.illegal('TreeWalker');
    super(KEY, root, what, filter);
    dom.hide(this, '_current', root);
  }
  get root() {
    return this._root;
  }
  get whatToShow() {
    return this._what;
  }
  get filter() {
    return this._filter;
  }
  get currentNode() {
    return this._current;
  }
  set currentNode(node) {
    this._current = node;
  }
  firstChild() {
    return children(this, 'first');
  }
  lastChild() {
    return children(this, 'last');
  }
  nextNode() {
    let node = this._current;
    let result = 1;
    for (;;) {
      while (result !== 2 && node._children.length > 0) {
        node = node._children[0];
        result = judge(this, node);
        if (result === 1) return (this._current = node);
      }
      let next = null;
      for (let n = node; n !== null && n !== this._root; n = n._parent) {
        next = dom.sibling(n, 1);
        if (next !== null) break;
      }
      if (next === null) return null;
      node = next;
      result = judge(this, node);
      if (result === 1) return (this._current = node);
    }
  }
  nextSibling() {
    return siblings(this, 1);
  }
  parentNode() {
    for (let n = this._current; n !== null && n !== this._root; ) {
      n = n._parent;
      if (n !== null && judge(this, n) === 1) return (this._current = n);
    }
    return null;
  }
  previousNode() {
    let node = this._current;
    while (node !== this._root) {
      for (let previous = dom.sibling(node, -1); previous !== null; previous = dom.sibling(node, -1)) {
        node = previous;
        let result = judge(this, node);
        while (result !== 2 && node._children.length > 0) {
          node = node._children[node._children.length - 1];
          result = judge(this, node);
        }
        if (result === 1) return (this._current = node);
      }
      if (node === this._root || node._parent === null) return null;
      node = node._parent;
      if (judge(this, node) === 1) return (this._current = node);
    }
    return null;
  }
  previousSibling() {
    return siblings(this, -1);
  }
}
function children(self, which) {
  const end = (n) => (which === 'first' ? n._children[0] : n._children[n._children.length - 1]) ?? null;
  const step = which === 'first' ? 1 : -1;
  let node = end(self._current);
  while (node !== null) {
    const result = judge(self, node);
    if (result === 1) return (self._current = node);
    if (result === 3 && end(node) !== null) {
      node = end(node);
      continue;
    }
    for (;;) {
      const next = dom.sibling(node, step);
      if (next !== null) {
        node = next;
        break;
      }
      const parent = node._parent;
      if (parent === null || parent === self._root || parent === self._current) return null;
      node = parent;
    }
  }
  return null;
}
function siblings(self, step) {
  let node = self._current;
  if (node === self._root) return null;
  for (;;) {
    let next = dom.sibling(node, step);
    while (next !== null) {
      node = next;
      const result = judge(self, node);
      if (result === 1) return (self._current = node);
      next = (step === 1 ? node._children[0] : node._children[node._children.length - 1]) ?? null;
      if (result === 2 || next === null) next = dom.sibling(node, step);
    }
    node = node._parent;
    if (node === null || node === self._root || judge(self, node) === 1) return null;
  }
}
idl.define(TreeWalker, 'TreeWalker', {}, { currentNode: 'Node' });

class NodeIterator extends Traversal {
  constructor(key, root, what, filter) {
    if (key !== KEY) throw idl.illegal('NodeIterator');
    super(KEY, root, what, filter);
    dom.hide(this, '_reference', root);
    dom.hide(this, '_before', true);
    dom.iterators.push(this);
  }
  get root() {
    return this._root;
  }
  get referenceNode() {
    return this._reference;
  }
  get pointerBeforeReferenceNode() {
    return this._before;
  }
  get whatToShow() {
    return this._what;
  }
  get filter() {
    return this._filter;
  }
  detach() {}
  nextNode() {
    return iterate(this, 1);
  }
  previousNode() {
    return iterate(this, -1);
  }
}
function iterate(self, step) {
  let node = self._reference;
  let before = self._before;
  for (;;) {
    if (step === 1) {
      if (!before) {
        node = dom.following(node, self._root);
        if (node === null) return null;
      } else before = false;
    } else if (before) {
      node = dom.preceding(node, self._root);
      if (node === null) return null;
    } else before = true;
    if (judge(self, node) === 1) break;
  }
  self._reference = node;
  self._before = before;
  return node;
}
dom.iteratorsRemoving = (node) => {
  for (const it of dom.iterators) {
    if (!dom.isAncestor(node, it._reference) || node === it._root || !dom.isAncestor(it._root, node)) continue;
    if (it._before) {
      const next = dom.following(node, it._root, true);
      if (next !== null) {
        it._reference = next;
        continue;
      }
      // Chromium looks for the next node from the first child on, and finds only what leaves, too.
      if (node._children.length > 0) continue;
      it._before = false;
    }
    it._reference = dom.preceding(node, it._root) ?? it._root;
  }
};
idl.define(NodeIterator, 'NodeIterator');

module.exports = {
  AbstractRange,
  NodeFilter,
  NodeIterator,
  Range,
  Selection,
  StaticRange,
  TreeWalker,
  getSelection,
  internal: {
    makeWalker: (...args) => new TreeWalker(KEY, ...args),
    makeIterator: (...args) => new NodeIterator(KEY, ...args),
    makeRange: () => new Range(KEY),
  },
};
