// Boxes, as far as they follow from declared sizes: blocks, positioned boxes, simple rows. How wide text is depends on fonts that are
// not here, so that asking for it is named.
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const { internal: events, Event } = require('event-target');

/** What a copy of a rectangle needs. @spec geometry#DOMRect (serialization steps) */
const serialize = (rect) => ({ changes: rect instanceof DOMRect, rect });
function deserialize({ changes, rect: { x, y, width, height } }) {
  return new (changes ? DOMRect : DOMRectReadOnly)(x, y, width, height);
}
class DOMRectReadOnly {
  constructor(x = 0, y = 0, width = 0, height = 0) {
    for (const [field, value] of Object.entries({ _x: x, _y: y, _width: width, _height: height }))
      dom.hide(this, field, +value);
    binding.markPlatform(this, 'DOMRect', serialize, 'layout');
  }
  get x() {
    return this._x;
  }
  get y() {
    return this._y;
  }
  get width() {
    return this._width;
  }
  get height() {
    return this._height;
  }
  get top() {
    return Math.min(this._y, this._y + this._height);
  }
  get right() {
    return Math.max(this._x, this._x + this._width);
  }
  get bottom() {
    return Math.max(this._y, this._y + this._height);
  }
  get left() {
    return Math.min(this._x, this._x + this._width);
  }
  toJSON() {
    const { x, y, width, height, top, right, bottom, left } = this;
    return { x, y, width, height, top, right, bottom, left };
  }
  static fromRect(other) {
    return new this(other?.x, other?.y, other?.width, other?.height);
  }
}
const NUMBERS = 'unrestricted double=, unrestricted double=, unrestricted double=, unrestricted double=';
idl.define(DOMRectReadOnly, 'DOMRectReadOnly', { constructor: NUMBERS, 'static fromRect': 'any=' });
class DOMRect extends DOMRectReadOnly {}
for (const name of ['x', 'y', 'width', 'height'])
  Object.defineProperty(
    DOMRect.prototype,
    name,
    Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return this[`_${name}`];
        },
        set [name](value) {
          this[`_${name}`] = value;
        },
      },
      name,
    ),
  );
idl.define(
  DOMRect,
  'DOMRect',
  { constructor: NUMBERS },
  { x: 'unrestricted double', y: 'unrestricted double', width: 'unrestricted double', height: 'unrestricted double' },
);

const computed = (element, name) => dom.computed(element, name);
let named = false;
function unknownText() {
  if (!named) binding.notModelled('the size of text');
  named = true;
}
/** A length in pixels; percentages are of `base`. Null for auto and the like. */
function size(element, name, base) {
  const text = computed(element, name);
  const m = /^(-?[\d.]+(?:e-?\d+)?)(px|%)$/.exec(text);
  if (m === null) {
    if (/^calc\(/.test(text) && base !== null) {
      const inner = text.replace(/([\d.]+)%/g, (_all, n) => `${(Number(n) / 100) * base}px`);
      return Number.parseFloat(dom.lengthOf(element, inner));
    }
    return null;
  }
  if (m[2] === '%') return base === null ? null : (Number(m[1]) / 100) * base;
  return Number(m[1]);
}
const EDGES = ['top', 'right', 'bottom', 'left'];
function edges(element, width) {
  const read = (make) => EDGES.map((side) => size(element, make(side), width) ?? 0);
  const border = read((side) => `border-${side}-width`);
  const padding = read((side) => `padding-${side}`);
  return { border, padding, margin: read((side) => `margin-${side}`) };
}
const isReplaced = (e) =>
  /^(img|iframe|canvas|video|input|textarea|select|button|progress|meter|object|embed)$/.test(e._local);
const isFlow = (display) =>
  /^(block|list-item|flow-root|flex|grid|table|table-row|table-row-group|table-cell|table-header-group|table-footer-group|table-caption)$/.test(
    display,
  );
const isOut = (e) => /^(absolute|fixed)$/.test(computed(e, 'position'));
const lineHeight = (element) => {
  const text = computed(element, 'line-height');
  return text === 'normal'
    ? Math.round(Number.parseFloat(computed(element, 'font-size')) * 1.15)
    : Number.parseFloat(text);
};

let state = { version: -1, boxes: new Map() };
function boxes() {
  if (state.version !== dom.version) {
    state = { version: dom.version, boxes: new Map() };
    const top = globalThis.document.documentElement;
    if (top !== null && dom.isRendered(top)) {
      const { width, height } = binding.viewport;
      layout(top, 0, 0, width, height);
    }
  }
  return state.boxes;
}
const EMPTY = {
  x: 0,
  y: 0,
  width: 0,
  height: 0,
  border: [0, 0, 0, 0],
  padding: [0, 0, 0, 0],
  margin: [0, 0, 0, 0],
  contentWidth: 0,
  contentHeight: 0,
  rendered: false,
};
const boxOf = (element) => boxes().get(element) ?? EMPTY;

/** What is laid out in an element: slotted nodes stand where their slot is. */
function childrenOf(element) {
  const own = element._shadow
    ? element._shadow._children
    : dom.isSlot(element) && dom.slottablesOf(element).length > 0
      ? dom.slottablesOf(element)
      : element._children;
  return own.flatMap((child) =>
    child._type === 1 && computed(child, 'display') === 'contents' ? childrenOf(child) : [child],
  );
}
/** Gives an element its box with the border's corner at (x, y), in a containing block of this size; answers the box. */
function layout(element, x, y, width, height, forced = {}) {
  const { border, padding, margin } = edges(element, width);
  const extraX = border[1] + border[3] + padding[1] + padding[3];
  const extraY = border[0] + border[2] + padding[0] + padding[2];
  const inside = computed(element, 'box-sizing') === 'border-box';
  const display = computed(element, 'display');
  const fit = (name, base, extra) => {
    const value = size(element, name, base);
    return value === null ? null : Math.max(0, inside ? value : value + extra);
  };
  let w = forced.width ?? fit('width', width, extraX);
  const automatic = w === null;
  if (w === null) {
    if (isReplaced(element) || display.startsWith('inline') || forced.shrink)
      w = shrunk(element, width - margin[1] - margin[3], extraX);
    else w = width - margin[1] - margin[3];
  }
  const clamp = (value, low, high) => Math.max(low ?? 0, Math.min(high ?? Number.POSITIVE_INFINITY, value));
  w = Math.max(extraX, clamp(w, fit('min-width', width, extraX), fit('max-width', width, extraX)));
  let h = forced.height ?? fit('height', height, extraY);
  const ratio = /^(?:auto )?([\d.]+)(?: \/ ([\d.]+))?$/.exec(computed(element, 'aspect-ratio'));
  if (h === null && ratio !== null && !automatic) h = w / (Number(ratio[1]) / Number(ratio[2] ?? 1));
  const box = { x, y, width: w, height: 0, border, padding, margin, contentWidth: 0, contentHeight: 0, rendered: true };
  state.boxes.set(element, box);
  const innerX = x + border[3] + padding[3];
  const innerY = y + border[0] + padding[0];
  const innerWidth = Math.max(0, w - extraX);
  const innerHeight = h === null ? null : Math.max(0, h - extraY);
  const content = isReplaced(element)
    ? { width: 0, height: replacedHeight(element) }
    : /flex$/.test(display)
      ? flex(element, innerX, innerY, innerWidth, innerHeight)
      : flow(element, innerX, innerY, innerWidth, innerHeight, box);
  if (/grid$/.test(display)) binding.notModelled('the places of grid items');
  if (h === null) h = content.height + extraY;
  h = Math.max(extraY, clamp(h, fit('min-height', height, extraY), fit('max-height', height, extraY)));
  box.height = h;
  box.contentWidth = content.width;
  box.contentHeight = content.height;
  box.collapses = content.collapses;
  for (const child of childrenOf(element).filter((c) => c._type === 1 && c._namespace === dom.HTML))
    if (computed(child, 'display') !== 'none' && isOut(child)) place(child, box);
  return box;
}
/** The height of a control's inside; by Chromium's fonts, for which there is a name. */
function replacedHeight(element) {
  if (
    element._local === 'img' ||
    element._local === 'iframe' ||
    element._local === 'video' ||
    element._local === 'object' ||
    element._local === 'embed'
  )
    return 0;
  if (element._local === 'canvas') return element.height;
  return 15;
}
function shrunk(element, available, extra) {
  if (element._local === 'canvas') return element.width + extra;
  if (element._local === 'img') return extra;
  if (isReplaced(element)) {
    unknownText();
    return extra;
  }
  let widest = 0;
  let inline = 0;
  for (const child of childrenOf(element)) {
    if (dom.isText(child)) {
      if (child._data.trim() !== '') unknownText();
      continue;
    }
    if (child._type !== 1 || computed(child, 'display') === 'none' || isOut(child)) continue;
    const box = layout(child, 0, 0, available, null, { shrink: true });
    const outer = box.width + box.margin[1] + box.margin[3];
    if (isFlow(computed(child, 'display')) && !/flex$/.test(computed(element, 'display'))) {
      widest = Math.max(widest, inline, outer);
      inline = 0;
    } else inline += outer;
  }
  return Math.min(available, Math.max(widest, inline) + extra);
}
/** Blocks below each other, their margins collapsing; inline content as lines. */
function flow(element, x, y, width, height, box) {
  let at = 0;
  let pending = 0;
  let widest = 0;
  let first = true;
  let lead = 0;
  let line = null;
  const opens = box.border[0] + box.padding[0] > 0 || makesContext(element);
  const endLine = () => {
    if (line === null) return;
    at += line.height;
    widest = Math.max(widest, line.x);
    line = null;
  };
  const startLine = () => {
    if (line !== null) return;
    at += pending;
    pending = 0;
    first = false;
    line = { x: 0, height: lineHeight(element) };
  };
  const inline = (node) => {
    if (dom.isText(node)) {
      if (node._data.trim() === '' && computed(element, 'white-space-collapse') === 'collapse') return;
      unknownText();
      startLine();
      return;
    }
    if (node._type !== 1 || computed(node, 'display') === 'none' || isOut(node)) return;
    const display = computed(node, 'display');
    if (node._local === 'br') {
      startLine();
      endLine();
      return;
    }
    if (display === 'inline' && !isReplaced(node)) {
      const start = line === null ? at + pending : at;
      const box = {
        ...EMPTY,
        ...edges(node, width),
        x: x + (line?.x ?? 0),
        y: y + start,
        rendered: true,
        inline: true,
      };
      state.boxes.set(node, box);
      for (const child of childrenOf(node)) inline(child);
      box.height = dom.textOf(node).trim() === '' ? 0 : lineHeight(node);
      return;
    }
    startLine();
    let box = layout(node, x + line.x, y + at, width, height, { shrink: true });
    const outer = box.width + box.margin[1] + box.margin[3];
    if (line.x > 0 && line.x + outer > width) {
      endLine();
      startLine();
    }
    box = layout(node, x + line.x + box.margin[3], y + at + box.margin[0], width, height, { shrink: true });
    line.x += outer;
    line.height = Math.max(line.height, box.height + box.margin[0] + box.margin[2]);
  };
  for (const child of childrenOf(element)) {
    if (dom.isText(child) || (child._type === 1 && !isFlow(computed(child, 'display')))) {
      inline(child);
      continue;
    }
    if (child._type !== 1 || computed(child, 'display') === 'none' || isOut(child)) continue;
    endLine();
    if (computed(child, 'float') !== 'none') {
      binding.notModelled('floats');
      layout(child, x, y + at, width, height, { shrink: true });
      continue;
    }
    const { margin } = edges(child, width);
    let made = layout(child, x + margin[3], y + at, width, height);
    const top = collapsed(child, margin[0], made);
    const gap = Math.max(pending, top, 0) + Math.min(pending, top, 0);
    let place = at + gap;
    if (first && !opens) {
      lead = gap;
      place = at;
    }
    let left = margin[3];
    if (computed(child, 'margin-left') === 'auto' && made.width < width)
      left = computed(child, 'margin-right') === 'auto' ? (width - made.width) / 2 : width - made.width - margin[1];
    if (place !== at || left !== margin[3]) made = layout(child, x + left, y + place, width, height);
    first = false;
    at = place + made.height;
    pending = Math.max(margin[2], made.collapses?.bottom ?? 0);
    widest = Math.max(widest, made.width + margin[1] + margin[3], made.contentWidth);
    if (computed(child, 'position') === 'relative') {
      made.x += size(child, 'left', width) ?? 0;
      made.y += size(child, 'top', height) ?? 0;
    }
  }
  endLine();
  const closes = box.border[2] + box.padding[2] > 0 || makesContext(element) || height !== null;
  return {
    width: widest,
    height: at + (closes ? pending : 0),
    collapses: { top: opens ? 0 : lead, bottom: closes ? 0 : pending },
  };
}
/** A block's top margin together with that of the first block in it. */
const collapsed = (_element, own, box) => Math.max(own, box.collapses?.top ?? 0);
const makesContext = (element) =>
  element._local === 'html' ||
  /^(flow-root|inline-block|table-cell|flex|grid|table)$/.test(computed(element, 'display')) ||
  !/^(visible|clip)$/.test(computed(element, 'overflow-x')) ||
  isOut(element) ||
  computed(element, 'float') !== 'none';
/** One line of flex items. */
function flex(element, x, y, width, height) {
  const row = !computed(element, 'flex-direction').startsWith('column');
  const items = childrenOf(element).filter((c) => c._type === 1 && computed(c, 'display') !== 'none' && !isOut(c));
  if (computed(element, 'flex-wrap') !== 'nowrap') binding.notModelled('flex lines');
  if (childrenOf(element).some((c) => dom.isText(c) && c._data.trim() !== '')) unknownText();
  if (computed(element, 'flex-direction').endsWith('reverse')) items.reverse();
  const gap = size(element, row ? 'column-gap' : 'row-gap', row ? width : height) ?? 0;
  const main = row ? width : height;
  const bases = items.map((item) => {
    const basis = computed(item, 'flex-basis');
    const { margin } = edges(item, width);
    const outer = row ? margin[1] + margin[3] : margin[0] + margin[2];
    const fixed = basis === 'auto' || basis === 'content' ? null : size(item, 'flex-basis', main);
    const box = layout(item, x, y, width, height, { shrink: row });
    return { item, outer, base: fixed ?? (row ? box.width : box.height), margin };
  });
  const total = bases.reduce((sum, b) => sum + b.base + b.outer, 0) + gap * Math.max(0, items.length - 1);
  const free = main === null ? 0 : main - total;
  const grow = bases.reduce((sum, b) => sum + Number(computed(b.item, 'flex-grow')), 0);
  const shrink = bases.reduce((sum, b) => sum + Number(computed(b.item, 'flex-shrink')) * b.base, 0);
  const rest = free > 0 && grow === 0 ? free : 0;
  const justify = computed(element, 'justify-content');
  const count = items.length;
  let at =
    {
      center: rest / 2,
      'flex-end': rest,
      end: rest,
      right: rest,
      'space-around': rest / count / 2,
      'space-evenly': rest / (count + 1),
    }[justify] ?? 0;
  const between =
    {
      'space-between': count > 1 ? rest / (count - 1) : 0,
      'space-around': rest / count,
      'space-evenly': rest / (count + 1),
    }[justify] ?? 0;
  let cross = 0;
  const placed = [];
  for (const { item, base, outer, margin } of bases) {
    let length = base;
    if (free > 0 && grow > 0) length += (free * Number(computed(item, 'flex-grow'))) / Math.max(1, grow);
    else if (free < 0 && shrink > 0) length += (free * Number(computed(item, 'flex-shrink')) * base) / shrink;
    const forced = row ? { width: length } : { height: length };
    const box = layout(
      item,
      row ? x + at + margin[3] : x + margin[3],
      row ? y + margin[0] : y + at + margin[0],
      width,
      height,
      forced,
    );
    cross = Math.max(cross, row ? box.height + margin[0] + margin[2] : box.width + margin[1] + margin[3]);
    placed.push({ item, box, margin, forced });
    at += length + outer + gap + between;
  }
  const room = row ? (height ?? cross) : width;
  for (const { item, box, margin, forced } of placed) {
    const own = computed(item, 'align-self');
    const align = own === 'auto' ? computed(element, 'align-items') : own;
    const used = row ? box.height + margin[0] + margin[2] : box.width + margin[1] + margin[3];
    if ((align === 'normal' || align === 'stretch') && computed(item, row ? 'height' : 'width') === 'auto')
      layout(
        item,
        box.x,
        box.y,
        width,
        height,
        row ? { ...forced, height: room - margin[0] - margin[2] } : { ...forced, width: room - margin[1] - margin[3] },
      );
    else {
      const shift = align === 'center' ? (room - used) / 2 : /end$/.test(align) ? room - used : 0;
      if (shift !== 0) layout(item, row ? box.x : box.x + shift, row ? box.y + shift : box.y, width, height, forced);
    }
  }
  return row
    ? { width: Math.max(0, total), height: cross }
    : { width: cross, height: main === null ? total : Math.max(0, total) };
}
/** A box out of the flow. @spec css-position#abspos-layout */
function place(element, parentBox) {
  let block = null;
  const fixed = computed(element, 'position') === 'fixed';
  for (let e = element._parent; !fixed && e !== null && e._type === 1; e = e._parent)
    if (computed(e, 'position') !== 'static' || computed(e, 'transform') !== 'none') {
      block = state.boxes.get(e) ?? null;
      break;
    }
  const { width: viewWidth, height: viewHeight } = binding.viewport;
  const area =
    block === null
      ? { x: 0, y: 0, width: viewWidth, height: viewHeight }
      : {
          x: block.x + block.border[3],
          y: block.y + block.border[0],
          width: block.width - block.border[1] - block.border[3],
          height: block.height - block.border[0] - block.border[2],
        };
  const [top, right, bottom, left] = EDGES.map((side) =>
    size(element, side, side === 'top' || side === 'bottom' ? area.height : area.width),
  );
  const { margin } = edges(element, area.width);
  const stretchX = left !== null && right !== null && computed(element, 'width') === 'auto';
  const stretchY = top !== null && bottom !== null && computed(element, 'height') === 'auto';
  const forced = { shrink: true };
  if (stretchX) forced.width = area.width - left - right - margin[1] - margin[3];
  if (stretchY) forced.height = area.height - top - bottom - margin[0] - margin[2];
  let box = layout(element, 0, 0, area.width, area.height, forced);
  const x =
    left !== null
      ? area.x + left + margin[3]
      : right !== null
        ? area.x + area.width - right - margin[1] - box.width
        : parentBox.x + parentBox.border[3] + parentBox.padding[3] + margin[3];
  const y =
    top !== null
      ? area.y + top + margin[0]
      : bottom !== null
        ? area.y + area.height - bottom - margin[2] - box.height
        : parentBox.y + parentBox.border[0] + parentBox.padding[0] + margin[0];
  box = layout(element, x, y, area.width, area.height, forced);
}

// What elements tell

const scrolls = new WeakMap();
const isRoot = (element) => element === element._document.documentElement;
const isScroller = (element) =>
  isRoot(element) ||
  !/^(visible|clip)$/.test(computed(element, 'overflow-y')) ||
  !/^(visible|clip)$/.test(computed(element, 'overflow-x'));
const whole = (n) => Math.round(n);
function extent(element) {
  const box = boxOf(element);
  const inner = {
    width: box.width - box.border[1] - box.border[3],
    height: box.height - box.border[0] - box.border[2],
  };
  const view = isRoot(element) ? binding.viewport : inner;
  let right = view.width;
  let bottom = Math.max(view.height, isRoot(element) ? box.height : 0);
  const reach = (parent) => {
    for (const child of childrenOf(parent)) {
      if (child._type !== 1) continue;
      const b = state.boxes.get(child);
      if (b === undefined) continue;
      right = Math.max(right, b.x + b.width - box.x - box.border[3]);
      bottom = Math.max(
        bottom,
        b.y +
          b.height +
          (isFlow(computed(child, 'display')) ? b.margin[2] * (parent === element ? 1 : 0) : 0) -
          box.y -
          box.border[0] +
          (parent === element ? box.padding[2] : 0),
      );
      if (!isScroller(child)) reach(child);
    }
  };
  if (box.rendered) {
    bottom = Math.max(bottom, box.contentHeight + box.padding[0] + box.padding[2]);
    reach(element);
  }
  return { view, width: right, height: bottom };
}
function metrics(element) {
  const box = boxOf(element);
  if (!box.rendered)
    return {
      offsetWidth: 0,
      offsetHeight: 0,
      clientWidth: 0,
      clientHeight: 0,
      clientTop: 0,
      clientLeft: 0,
      scrollWidth: 0,
      scrollHeight: 0,
    };
  const { view, width, height } = extent(element);
  return {
    offsetWidth: whole(box.width),
    offsetHeight: whole(box.height),
    clientWidth: box.inline ? 0 : whole(view.width),
    clientHeight: box.inline ? 0 : whole(view.height),
    clientTop: box.border[0],
    clientLeft: box.border[3],
    scrollWidth: whole(width),
    scrollHeight: whole(height),
  };
}
/** How far the boxes around an element are scrolled. */
function shift(element) {
  let left = 0;
  let top = 0;
  if (computed(element, 'position') === 'fixed') return { left, top };
  for (let e = element._parent ?? element._host; e; e = e._parent ?? e._host) {
    const s = scrolls.get(e);
    if (s !== undefined) {
      left += s.left;
      top += s.top;
    }
  }
  return { left, top };
}
function rectOf(element) {
  const box = boxOf(element);
  if (!box.rendered) return new DOMRect(0, 0, 0, 0);
  const s = shift(element);
  let { x, y, width, height } = box;
  const matrix = /^matrix\((.*)\)$/.exec(computed(element, 'transform'));
  if (matrix !== null) {
    const [a, b, c, d, e, f] = matrix[1].split(',').map(Number);
    const cx = x + width / 2;
    const cy = y + height / 2;
    const corners = [
      [-width / 2, -height / 2],
      [width / 2, -height / 2],
      [-width / 2, height / 2],
      [width / 2, height / 2],
    ].map(([px, py]) => [a * px + c * py + e + cx, b * px + d * py + f + cy]);
    const xs = corners.map((p) => p[0]);
    const ys = corners.map((p) => p[1]);
    x = Math.min(...xs);
    y = Math.min(...ys);
    width = Math.max(...xs) - x;
    height = Math.max(...ys) - y;
  }
  return new DOMRect(x - s.left, y - s.top, width, height);
}
function offsets(element) {
  const box = boxOf(element);
  if (!box.rendered || computed(element, 'position') === 'fixed' || element._local === 'body')
    return { parent: null, top: 0, left: 0 };
  let parent = element._parent;
  while (
    parent !== null &&
    parent._type === 1 &&
    parent._local !== 'body' &&
    computed(parent, 'position') === 'static' &&
    !(/^(td|th|table)$/.test(parent._local) && computed(element, 'position') === 'static')
  )
    parent = parent._parent;
  if (parent === null || parent._type !== 1) return { parent: null, top: whole(box.y), left: whole(box.x) };
  const base =
    parent._local === 'body' && computed(parent, 'position') === 'static'
      ? { x: 0, y: 0, border: [0, 0, 0, 0] }
      : boxOf(parent);
  return { parent, top: whole(box.y - base.y - base.border[0]), left: whole(box.x - base.x - base.border[3]) };
}
const px = (n) => `${Number(n.toFixed(3))}px`;
/** The used value of a size or margin, where an element has a box. @spec cssom#resolved-value */
function usedValue(element, name, value) {
  const box = boxOf(element);
  if (!box.rendered || box.inline) return value;
  if (name === 'width' || name === 'height') {
    const inside = computed(element, 'box-sizing') === 'border-box';
    const [a, b] = name === 'width' ? [1, 3] : [0, 2];
    const total = box[name];
    return px(inside ? total : total - box.border[a] - box.border[b] - box.padding[a] - box.padding[b]);
  }
  const m = /^(margin|padding)-(top|right|bottom|left)$/.exec(name);
  if (m !== null) {
    if (value === 'auto') {
      const parent = element._parent === null ? EMPTY : boxOf(element._parent);
      if (m[2] === 'left') return px(Math.max(0, box.x - parent.x - (parent.border[3] + parent.padding[3])));
      return m[2] === 'right'
        ? px(Math.max(0, parent.x + parent.width - box.x - box.width - parent.border[1] - parent.padding[1]))
        : '0px';
    }
    return px(box[m[1]][EDGES.indexOf(m[2])]);
  }
  if (isOut(element) && value === 'auto') {
    let e = element._parent;
    while (e !== null && e._type === 1 && computed(e, 'position') === 'static') e = e._parent;
    const b = e === null || e._type !== 1 ? { x: 0, y: 0, ...binding.viewport } : boxOf(e);
    const edge = b.border ?? [0, 0, 0, 0];
    return {
      top: () => px(box.y - b.y - edge[0] - box.margin[0]),
      left: () => px(box.x - b.x - edge[3] - box.margin[3]),
      bottom: () => px(b.y + b.height - edge[2] - box.y - box.height - box.margin[2]),
      right: () => px(b.x + b.width - edge[1] - box.x - box.width - box.margin[1]),
    }[name]();
  }
  return value;
}

// Scrolling @spec cssom-view#scrolling

const NOWHERE = { left: 0, top: 0 };
let scrolled = new Set();
function scrolledTo(element) {
  if (isRoot(element) || scrolls.has(element)) boxes();
  return scrolls.get(element) ?? NOWHERE;
}
function scrollTo(element, left, top, behavior) {
  if (!boxOf(element).rendered || !isScroller(element)) return;
  if (behavior === 'smooth') binding.notModelled('smooth scrolling');
  const { view, width, height } = extent(element);
  const now = scrolls.get(element) ?? NOWHERE;
  const clamp = (value, limit, old) => {
    if (value === undefined) return old;
    const n = Number(value);
    return Number.isFinite(n) ? Math.max(0, Math.min(Math.max(0, limit), Math.round(n))) : 0;
  };
  const next = {
    left: clamp(left, whole(width - view.width), now.left),
    top: clamp(top, whole(height - view.height), now.top),
  };
  if (next.left === now.left && next.top === now.top) return;
  scrolls.set(element, next);
  scrolled.add(element);
  binding.requestFrame();
}
function scrollIntoView(element) {
  const box = boxOf(element);
  if (!box.rendered) return;
  for (let e = element._parent; e !== null && e._type === 1; e = e._parent)
    if (isScroller(e)) scrollTo(e, undefined, box.y - boxOf(e).y - boxOf(e).border[0]);
}
/** Scroll events wait for the next frame. @spec cssom-view#run-the-scroll-steps */
function runScrollSteps() {
  if (scrolled.size === 0) return;
  const list = [...scrolled];
  scrolled = new Set();
  for (const element of list) {
    const root = isRoot(element);
    events.fire(root ? element._document : element, new Event('scroll', { bubbles: root }));
  }
  for (const element of list) {
    const root = isRoot(element);
    events.fire(root ? element._document : element, new Event('scrollend', { bubbles: root }));
  }
}
Object.assign(dom, {
  metrics,
  offsets,
  rectOf,
  rectsOf(element) {
    const box = boxOf(element);
    return box.rendered ? [rectOf(element)] : [];
  },
  makeRect: (...args) => new DOMRect(...args),
  scrollIntoView,
  scrollTo,
  scrolled: scrolledTo,
  usedValue,
  boxOf,
  elementAt(document, x, y) {
    if (x < 0 || y < 0 || x >= binding.viewport.width || y >= binding.viewport.height) return null;
    let found = document.documentElement;
    for (const e of dom.elementsIn(document)) {
      const r = rectOf(e);
      if (
        boxOf(e).rendered &&
        x >= r.left &&
        x < r.right &&
        y >= r.top &&
        y < r.bottom &&
        computed(e, 'pointer-events') !== 'none'
      )
        found = e;
    }
    return found;
  },
});
module.exports = {
  DOMRect,
  DOMRectReadOnly,
  internal: {
    boxOf,
    deserialize,
    extent,
    rectOf,
    runScrollSteps,
    scrolledTo,
    scrollTo,
    pendingScroll: () => scrolled.size > 0,
  },
};
