// Performance: the time, and marks and measures on it. @spec hr-time, user-timing, performance-timeline
const idl = require('web-idl');
const { EventTarget, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const KEY = Symbol('performance');
/** A structured clone for this agent only. */
const cloned = (value, method) => binding.structuredClone(value, [], method, 'Performance');

const entries = [];
const fieldsOf = new WeakMap();
const own = (entry) => {
  const fields = fieldsOf.get(entry);
  if (fields === undefined) throw new TypeError('Illegal invocation');
  return fields;
};
class PerformanceEntry {
  constructor(key, fields) {
    if (key !== KEY) throw idl.illegal('PerformanceEntry');
    fieldsOf.set(this, fields);
  }
  get name() {
    return own(this).name;
  }
  get entryType() {
    return own(this).entryType;
  }
  get startTime() {
    return own(this).startTime;
  }
  get duration() {
    return own(this).duration;
  }
  get navigationId() {
    return 0;
  }
  toJSON() {
    const { name, entryType, startTime, duration } = own(this);
    return { name, entryType, startTime, duration, navigationId: 0 };
  }
}
idl.define(PerformanceEntry, 'PerformanceEntry');
idl.dictionary('PerformanceMarkOptions', { detail: 'any', startTime: 'double' });
class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    if (name !== KEY)
      [name, options] = idl.constructing('PerformanceMark', 'DOMString, PerformanceMarkOptions=', arguments);
    super(
      KEY,
      markFields(
        name === KEY ? arguments[2] : name,
        options ?? {},
        name === KEY ? idl.place : "Failed to construct 'PerformanceMark'",
      ),
    );
  }
  get detail() {
    return own(this).detail;
  }
}
function markFields(name, options, place) {
  if (options.startTime < 0) throw new TypeError(`${place}: '${name}' cannot have a negative start time.`);
  if (binding.scopeName === 'Window' && TIMINGS.includes(name))
    throw new DOMException(
      `${place}: '${name}' is part of the PerformanceTiming interface, and cannot be used as a mark name.`,
      'SyntaxError',
    );
  return {
    name,
    entryType: 'mark',
    startTime: options.startTime ?? binding.now(),
    duration: 0,
    detail: options.detail === undefined || options.detail === null ? null : cloned(options.detail, 'mark'),
  };
}
idl.define(PerformanceMark, 'PerformanceMark', { constructor: 'DOMString' });
class PerformanceMeasure extends PerformanceEntry {
  get detail() {
    return own(this).detail;
  }
}
idl.define(PerformanceMeasure, 'PerformanceMeasure');
const TIMINGS =
  'navigationStart unloadEventStart unloadEventEnd redirectStart redirectEnd fetchStart domainLookupStart domainLookupEnd connectStart connectEnd secureConnectionStart requestStart responseStart responseEnd domLoading domInteractive domContentLoadedEventStart domContentLoadedEventEnd domComplete loadEventStart loadEventEnd'.split(
    ' ',
  );
const sorted = (list) => list.slice().sort((a, b) => own(a).startTime - own(b).startTime);
function add(entry) {
  entries.push(entry);
  tell(entry);
}
/** Where a measure starts or ends: a time, or a mark's. */
function timeOf(what) {
  if (typeof what === 'number') {
    if (what < 0) throw new TypeError(idl.say('The provided time value is negative.'));
    return what;
  }
  const mark = entries.findLast((e) => own(e).entryType === 'mark' && own(e).name === what);
  if (mark !== undefined) return own(mark).startTime;
  if (TIMINGS.includes(what)) return 0;
  throw new DOMException(idl.say(`The mark '${what}' does not exist.`), 'SyntaxError');
}
idl.types.set('Mark', (value, place) => (typeof value === 'number' ? value : idl.converter('DOMString')(value, place)));
idl.dictionary('PerformanceMeasureOptions', { detail: 'any', start: 'Mark', duration: 'double', end: 'Mark' });
idl.types.set('MeasureStart', (value, place) =>
  idl.isObject(value)
    ? idl.converter('PerformanceMeasureOptions')(value, place)
    : value === null || value === undefined
      ? {}
      : idl.converter('DOMString')(value, place),
);

class Performance extends EventTarget {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Performance');
    super();
  }
  get timeOrigin() {
    return binding.timeOrigin;
  }
  get timing() {
    return timing();
  }
  get navigation() {
    return { type: 0, redirectCount: 0 };
  }
  get memory() {
    binding.notModelled('performance.memory');
    return { totalJSHeapSize: 0, usedJSHeapSize: 0, jsHeapSizeLimit: 0 };
  }
  get eventCounts() {
    return new Map();
  }
  get interactionCount() {
    return 0;
  }
  clearMarks(name) {
    clear('mark', name);
  }
  clearMeasures(name) {
    clear('measure', name);
  }
  clearResourceTimings() {}
  getEntries() {
    return sorted(entries);
  }
  getEntriesByName(name, type) {
    return sorted(entries.filter((e) => own(e).name === name && (type === undefined || own(e).entryType === type)));
  }
  getEntriesByType(type) {
    if (['navigation', 'resource', 'paint'].includes(type)) binding.notModelled(`performance entries of type ${type}`);
    return sorted(entries.filter((e) => own(e).entryType === type));
  }
  mark(name, options) {
    const mark = new PerformanceMark(KEY, options, name);
    add(mark);
    return mark;
  }
  measure(name, start, end) {
    let from = 0;
    let to;
    let detail = null;
    if (idl.isObject(start)) {
      const o = start;
      if (Object.keys(o).length > 0) {
        if (end !== undefined)
          throw new TypeError(
            idl.say('If a non-empty PerformanceMeasureOptions object was passed, |end_mark| must not be passed.'),
          );
        if (o.start === undefined && o.end === undefined)
          throw new TypeError(
            idl.say(
              "If a non-empty PerformanceMeasureOptions object was passed, at least one of its 'start' or 'end' properties must be present.",
            ),
          );
        if (o.start !== undefined && o.duration !== undefined && o.end !== undefined)
          throw new TypeError(
            idl.say(
              "If a non-empty PerformanceMeasureOptions object was passed, it must not have all of its 'start', 'duration', and 'end' properties defined",
            ),
          );
      }
      if (end !== undefined) to = timeOf(end);
      else
        to =
          o.end !== undefined
            ? timeOf(o.end)
            : o.start !== undefined && o.duration !== undefined
              ? timeOf(o.start) + o.duration
              : binding.now();
      from = o.start !== undefined ? timeOf(o.start) : o.duration !== undefined ? to - o.duration : 0;
      detail = o.detail === undefined || o.detail === null ? null : cloned(o.detail, 'measure');
    } else {
      to = end === undefined ? binding.now() : timeOf(end);
      from = start === undefined ? 0 : timeOf(start);
    }
    const measure = new PerformanceMeasure(KEY, {
      name,
      entryType: 'measure',
      startTime: from,
      duration: to - from,
      detail,
    });
    add(measure);
    return measure;
  }
  now() {
    return binding.now();
  }
  setResourceTimingBufferSize() {}
  toJSON() {
    return { timeOrigin: binding.timeOrigin };
  }
}
function timing() {
  binding.notModelled('performance.timing');
  return Object.fromEntries(TIMINGS.map((name) => [name, binding.timeOrigin]));
}
function clear(type, name) {
  for (let i = entries.length - 1; i >= 0; i--)
    if (own(entries[i]).entryType === type && (name === undefined || own(entries[i]).name === name))
      entries.splice(i, 1);
}
internal.defineHandler(Performance.prototype, 'onresourcetimingbufferfull');
idl.define(Performance, 'Performance', {
  clearMarks: 'DOMString=',
  clearMeasures: 'DOMString=',
  getEntriesByName: 'DOMString, DOMString=',
  getEntriesByType: 'DOMString',
  mark: 'DOMString, PerformanceMarkOptions=',
  measure: 'DOMString, MeasureStart=, DOMString=',
  setResourceTimingBufferSize: 'unsigned long',
});

// Observers
const SUPPORTED = [
  'back-forward-cache-restoration',
  'element',
  'event',
  'first-input',
  'interaction-contentful-paint',
  'largest-contentful-paint',
  'layout-shift',
  'long-animation-frame',
  'longtask',
  'mark',
  'measure',
  'navigation',
  'paint',
  'resource',
  'soft-navigation',
  'visibility-state',
];
const observers = [];
let queued = false;
function tell(entry) {
  const { entryType } = own(entry);
  for (const observer of observers) if (observer.types.includes(entryType)) observer.buffer.push(entry);
  deliverLater();
}
function deliverLater() {
  if (queued || !observers.some((o) => o.buffer.length > 0)) return;
  queued = true;
  binding.queueTask('performance timeline', 'PerformanceObserver', () => {
    queued = false;
    for (const observer of observers.slice()) {
      const list = observer.buffer.splice(0);
      if (list.length === 0) continue;
      const first = observer.fresh;
      observer.fresh = false;
      try {
        binding.call(
          observer.callback,
          observer.object,
          new PerformanceObserverEntryList(KEY, list),
          observer.object,
          first ? { droppedEntriesCount: 0 } : {},
        );
      } catch (error) {
        binding.reportError(error);
      }
      binding.checkpoint();
    }
  });
}
class PerformanceObserverEntryList {
  #list;
  constructor(key, list) {
    if (key !== KEY) throw idl.illegal('PerformanceObserverEntryList');
    this.#list = list;
  }
  getEntries() {
    return sorted(this.#list);
  }
  getEntriesByName(name, type) {
    return sorted(this.#list.filter((e) => own(e).name === name && (type === undefined || own(e).entryType === type)));
  }
  getEntriesByType(type) {
    return sorted(this.#list.filter((e) => own(e).entryType === type));
  }
}
idl.define(PerformanceObserverEntryList, 'PerformanceObserverEntryList', {
  getEntriesByName: 'DOMString, DOMString=',
  getEntriesByType: 'DOMString',
});
class PerformanceObserver {
  #state;
  #kind = '';
  constructor(callback) {
    [callback] = idl.constructing('PerformanceObserver', 'Function', arguments);
    this.#state = { callback, object: this, types: [], buffer: [], fresh: true };
  }
  disconnect() {
    const at = observers.indexOf(this.#state);
    if (at >= 0) observers.splice(at, 1);
    this.#state.types = [];
    this.#state.buffer = [];
    this.#kind = '';
  }
  observe(options = {}) {
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined)
      throw new TypeError(idl.say('An observe() call must include either entryTypes or type arguments.'));
    if (entryTypes !== undefined && (type !== undefined || buffered !== undefined))
      throw new TypeError(
        idl.say(
          `An observe() call must not include both entryTypes and ${type === undefined ? 'other' : 'type'} arguments.`,
        ),
      );
    const kind = entryTypes !== undefined ? 'multiple' : 'single';
    if (this.#kind !== '' && this.#kind !== kind)
      throw new DOMException(
        idl.say(
          kind === 'single'
            ? 'This PerformanceObserver has performed observe({entryTypes:...}, therefore it cannot perform observe({type:...})'
            : 'This PerformanceObserver has performed observe({type:...}, therefore it cannot perform observe({entryTypes:...})',
        ),
        'InvalidModificationError',
      );
    this.#kind = kind;
    const known = (kind === 'multiple' ? entryTypes : [type]).filter((t) => SUPPORTED.includes(t));
    if (known.length === 0) return;
    for (const t of known) if (t !== 'mark' && t !== 'measure') binding.notModelled(`performance entries of type ${t}`);
    const state = this.#state;
    state.types = kind === 'multiple' ? known : [...new Set([...state.types, ...known])];
    if (!observers.includes(state)) observers.push(state);
    if (buffered) {
      state.buffer.push(...entries.filter((e) => own(e).entryType === type));
      deliverLater();
    }
  }
  takeRecords() {
    return this.#state.buffer.splice(0);
  }
  static get supportedEntryTypes() {
    return FROZEN;
  }
}
const FROZEN = Object.freeze(SUPPORTED);
idl.dictionary('PerformanceObserverInit', {
  buffered: 'boolean',
  durationThreshold: 'double',
  entryTypes: 'sequence<DOMString>',
  type: 'DOMString',
});
idl.define(PerformanceObserver, 'PerformanceObserver', {
  constructor: 'Function',
  observe: 'PerformanceObserverInit=',
});

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  performance: new Performance(KEY),
};
