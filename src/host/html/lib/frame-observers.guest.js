// Resize and intersection observers. @spec resize-observer, intersection-observer
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const { DOMRectReadOnly, internal: layout } = require('layout');
const { KEY } = dom;

const fields = (C, name, keys) => {
  for (const key of keys)
    Object.defineProperty(
      C.prototype,
      key,
      Object.getOwnPropertyDescriptor(
        {
          get [key]() {
            return this[`_${key}`];
          },
        },
        key,
      ),
    );
  return idl.define(C, name);
};
const fill = (object, values) => {
  for (const [key, value] of Object.entries(values)) dom.hide(object, `_${key}`, value);
};
class ResizeObserverSize {
  constructor(key, inlineSize, blockSize) {
    if (key !== KEY) throw idl.illegal('ResizeObserverSize');
    fill(this, { inlineSize, blockSize });
  }
}
fields(ResizeObserverSize, 'ResizeObserverSize', ['inlineSize', 'blockSize']);
class ResizeObserverEntry {
  constructor(key, values) {
    if (key !== KEY) throw idl.illegal('ResizeObserverEntry');
    fill(this, values);
  }
}
fields(ResizeObserverEntry, 'ResizeObserverEntry', [
  'target',
  'contentRect',
  'contentBoxSize',
  'borderBoxSize',
  'devicePixelContentBoxSize',
]);

function measure(element) {
  const box = layout.boxOf(element);
  const { border, padding } = box;
  const width = box.rendered ? box.width - border[1] - border[3] - padding[1] - padding[3] : 0;
  const height = box.rendered ? box.height - border[0] - border[2] - padding[0] - padding[2] : 0;
  return { content: [width, height], border: [box.width, box.height], padding };
}
const resizing = [];
class ResizeObserver {
  #callback;
  #targets = new Map();
  constructor(callback) {
    [this.#callback] = idl.constructing('ResizeObserver', 'Function', arguments);
    resizing.push(this);
  }
  disconnect() {
    this.#targets.clear();
  }
  observe(target, options) {
    this.#targets.delete(target);
    this.#targets.set(target, { box: options?.box ?? 'content-box', last: [0, 0], fresh: true });
    dom.watching = true;
    binding.requestFrame();
  }
  unobserve(target) {
    this.#targets.delete(target);
  }
  _gather(depth) {
    const active = [];
    for (const [target, state] of this.#targets) {
      const m = measure(target);
      const now = state.box === 'border-box' ? m.border : m.content;
      if (now[0] === state.last[0] && now[1] === state.last[1]) continue;
      const own = dom.ancestors(target).length;
      if (own > depth) active.push({ target, state, now, m, own });
    }
    return active;
  }
  _deliver(active) {
    const entries = active.map(({ target, state, now, m }) => {
      state.last = now;
      const sizes = (pair) => Object.freeze([new ResizeObserverSize(KEY, ...pair)]);
      return new ResizeObserverEntry(KEY, {
        target,
        contentRect: new DOMRectReadOnly(m.padding[3], m.padding[0], ...m.content),
        contentBoxSize: sizes(m.content),
        borderBoxSize: sizes(m.border),
        devicePixelContentBoxSize: sizes(m.content),
      });
    });
    try {
      binding.call(this.#callback, this, entries, this);
    } catch (error) {
      binding.reportError(error);
    }
    binding.checkpoint();
  }
}
for (const name of ['_gather', '_deliver'])
  Object.defineProperty(ResizeObserver.prototype, name, { enumerable: false });
idl.enumeration('ResizeObserverBoxOptions', ['border-box', 'content-box', 'device-pixel-content-box']);
idl.dictionary('ResizeObserverOptions', { box: ['ResizeObserverBoxOptions', 'content-box'] });
idl.define(ResizeObserver, 'ResizeObserver', {
  constructor: 'Function',
  observe: 'Element, ResizeObserverOptions=',
  unobserve: 'Element',
});
/** @spec resize-observer#html-event-loop */
function runResizeObservers() {
  let depth = 0;
  for (let round = 0; round < 100; round++) {
    const gathered = resizing
      .map((observer) => [observer, observer._gather(depth)])
      .filter(([, active]) => active.length > 0);
    if (gathered.length === 0) {
      if (round > 0 && resizing.some((observer) => observer._gather(0).length > 0)) {
        binding.reportLoop('ResizeObserver loop completed with undelivered notifications.');
        binding.requestFrame();
      }
      return;
    }
    depth = Math.min(...gathered.flatMap(([, active]) => active.map((a) => a.own)));
    for (const [observer, active] of gathered) observer._deliver(active);
  }
}

class IntersectionObserverEntry {
  constructor(key, values) {
    if (key !== KEY) throw idl.illegal('IntersectionObserverEntry');
    fill(this, values);
  }
}
fields(IntersectionObserverEntry, 'IntersectionObserverEntry', [
  'time',
  'rootBounds',
  'boundingClientRect',
  'intersectionRect',
  'isIntersecting',
  'isVisible',
  'intersectionRatio',
  'target',
]);
const intersecting = [];
class IntersectionObserver {
  #callback;
  #targets = new Map();
  #entries = [];
  #options;
  #queued = false;
  constructor(callback, options) {
    [callback, options] = idl.constructing('IntersectionObserver', 'Function, IntersectionObserverInit=', arguments);
    this.#callback = callback;
    const given = options?.threshold ?? 0;
    const thresholds = (typeof given === 'number' ? [given] : given).slice().sort((a, b) => a - b);
    for (const t of thresholds)
      if (!(t >= 0 && t <= 1))
        throw new RangeError(
          "Failed to construct 'IntersectionObserver': Threshold values must be numbers between 0 and 1",
        );
    const margins = (options?.rootMargin ?? '0px').trim().split(/\s+/).filter(Boolean);
    for (const m of margins)
      if (!/^-?[\d.]+(px|%)$/.test(m))
        throw idl.at("Failed to construct 'IntersectionObserver'", () =>
          dom.fault('SyntaxError', 'rootMargin must be specified in absolute length units or percent.'),
        );
    const [a = '0px', b = a, c = a, d = b] = margins;
    this.#options = {
      root: options?.root ?? null,
      thresholds: Object.freeze(thresholds.length === 0 ? [0] : thresholds),
      margins: [a, b, c, d],
    };
    intersecting.push(this);
  }
  get root() {
    return this.#options.root;
  }
  get rootMargin() {
    return this.#options.margins.join(' ');
  }
  get scrollMargin() {
    return '0px 0px 0px 0px';
  }
  get thresholds() {
    return this.#options.thresholds;
  }
  get delay() {
    return 0;
  }
  get trackVisibility() {
    return false;
  }
  disconnect() {
    this.#targets.clear();
  }
  observe(target) {
    if (this.#targets.has(target)) return;
    this.#targets.set(target, { index: -1, intersecting: false });
    dom.watching = true;
    binding.requestFrame();
  }
  takeRecords() {
    return this.#entries.splice(0);
  }
  unobserve(target) {
    this.#targets.delete(target);
  }
  _look(time) {
    const { root, thresholds, margins } = this.#options;
    for (const [target, state] of this.#targets) {
      const rect = layout.rectOf(target);
      const base =
        root === null || root._type === 9
          ? new DOMRectReadOnly(0, 0, binding.viewport.width, binding.viewport.height)
          : inner(root);
      const [t, r, b, l] = margins.map((m, i) =>
        m.endsWith('%')
          ? (Number.parseFloat(m) / 100) * (i % 2 === 0 ? base.height : base.width)
          : Number.parseFloat(m),
      );
      const bounds = new DOMRectReadOnly(base.x - l, base.y - t, base.width + l + r, base.height + t + b);
      const related =
        layout.boxOf(target).rendered &&
        (root === null || root._type === 9 || (dom.isAncestor(root, target) && root !== target));
      const cut = related ? clip(target, root, rect, bounds) : null;
      const area = rect.width * rect.height;
      const isIntersecting = cut !== null;
      const shown = cut ?? new DOMRectReadOnly(0, 0, 0, 0);
      const ratio = area > 0 ? (shown.width * shown.height) / area : isIntersecting ? 1 : 0;
      const index = isIntersecting ? thresholds.filter((x) => x <= ratio).length : 0;
      const previous = state.index;
      if (index === previous && isIntersecting === state.intersecting) continue;
      state.index = index;
      state.intersecting = isIntersecting;
      this.#entries.push(
        new IntersectionObserverEntry(KEY, {
          time,
          rootBounds: bounds,
          boundingClientRect: DOMRectReadOnly.fromRect(rect),
          intersectionRect: DOMRectReadOnly.fromRect(shown),
          isIntersecting: isIntersecting && (ratio >= thresholds[0] || area === 0),
          isVisible: false,
          intersectionRatio: ratio,
          target,
        }),
      );
      this.#queue();
    }
  }
  #queue() {
    if (this.#queued) return;
    this.#queued = true;
    binding.queueTask('IntersectionObserver', 'IntersectionObserver', () => {
      this.#queued = false;
      const entries = this.takeRecords();
      if (entries.length > 0) binding.call(this.#callback, this, entries, this);
    });
  }
}
Object.defineProperty(IntersectionObserver.prototype, '_look', { enumerable: false });
const inner = (element) => {
  const rect = layout.rectOf(element);
  const { border } = layout.boxOf(element);
  return new DOMRectReadOnly(
    rect.x + border[3],
    rect.y + border[0],
    rect.width - border[1] - border[3],
    rect.height - border[0] - border[2],
  );
};
function meet(a, b) {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const right = Math.min(a.right, b.right);
  const bottom = Math.min(a.bottom, b.bottom);
  return right < left || bottom < top ? null : new DOMRectReadOnly(left, top, right - left, bottom - top);
}
function clip(target, root, rect, bounds) {
  let cut = rect;
  for (let e = target._parent; e !== null && e !== root && e._type === 1; e = e._parent) {
    if (e === e._document.documentElement || e._local === 'body') continue;
    if (dom.computed(e, 'overflow-x') === 'visible' && dom.computed(e, 'overflow-y') === 'visible') continue;
    cut = meet(cut, inner(e));
    if (cut === null) return null;
  }
  return meet(cut, bounds);
}
idl.types.set('Root', (value, place) => {
  if (value !== null && (!dom.isNode(value) || (value._type !== 1 && value._type !== 9)))
    throw place.error("The provided value is not of type '(Document or Element)'.");
  return value;
});
idl.types.set('Thresholds', (value, place) => {
  const list = idl.isObject(value) ? [...value] : [value];
  return list.map((item) => {
    const n = +item;
    if (!Number.isFinite(n)) throw place.error('The provided double value is non-finite.');
    return n;
  });
});
idl.dictionary('IntersectionObserverInit', {
  root: ['Root', null],
  rootMargin: ['DOMString', '0px'],
  threshold: 'Thresholds',
});
idl.define(IntersectionObserver, 'IntersectionObserver', {
  constructor: 'Function, IntersectionObserverInit=',
  observe: 'Element',
  unobserve: 'Element',
});
function runIntersectionObservers(time) {
  for (const observer of intersecting) observer._look(time);
}
module.exports = {
  IntersectionObserver,
  IntersectionObserverEntry,
  ResizeObserver,
  ResizeObserverEntry,
  ResizeObserverSize,
  internal: { runResizeObservers, runIntersectionObservers },
};
