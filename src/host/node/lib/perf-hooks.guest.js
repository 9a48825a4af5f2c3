// perf_hooks: marks, measures and their observers, on the virtual clock.
const { coded, invalidArgType } = require('internal/errors');

const CREATE = Symbol('create');
const KINDS = ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource'];
/** Kinds of entries that are made here; the others tell of Node's insides. */
const MADE = ['function', 'mark', 'measure'];
let timeline = [];
const observers = new Set();
let pending = false;

class PerformanceEntry {
  #fields;
  constructor(key, fields) {
    if (key !== CREATE) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#fields = fields;
  }
  get name() {
    return this.#fields.name;
  }
  get entryType() {
    return this.#fields.entryType;
  }
  get startTime() {
    return this.#fields.startTime;
  }
  get duration() {
    return this.#fields.duration;
  }
  get detail() {
    return this.#fields.detail;
  }
  toJSON() {
    return { ...this.#fields };
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    return `${this.constructor.name} ${binding.inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
class PerformanceMark extends PerformanceEntry {
  constructor(name, options = {}) {
    if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    const startTime = options?.startTime ?? binding.now();
    if (typeof startTime !== 'number') throw invalidArgType('options.startTime', 'number', startTime);
    if (startTime < 0)
      throw coded(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${startTime} is not a valid timestamp`);
    super(CREATE, { name: `${name}`, entryType: 'mark', startTime, duration: 0, detail: clone(options?.detail) });
  }
}
class PerformanceMeasure extends PerformanceEntry {}
class PerformanceNodeEntry extends PerformanceEntry {}

function clone(detail) {
  return detail === undefined || detail === null ? null : structuredClone(detail);
}

/** Time of a mark's name, or a time. */
function timeOf(mark) {
  if (typeof mark === 'number') {
    if (mark < 0) throw coded(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${mark} is not a valid timestamp`);
    return mark;
  }
  const found = timeline.findLast((e) => e.entryType === 'mark' && e.name === `${mark}`);
  if (found === undefined) throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  return found.startTime;
}

function sorted(entries) {
  return entries.sort((a, b) => a.startTime - b.startTime);
}

function record(entry) {
  if (entry.entryType !== 'function') timeline.push(entry);
  for (const observer of observers) observer._offer(entry);
  return entry;
}

class PerformanceObserverEntryList {
  #entries;
  constructor(entries) {
    this.#entries = sorted(entries);
  }
  getEntries() {
    return this.#entries.slice();
  }
  getEntriesByType(type) {
    return this.#entries.filter((e) => e.entryType === `${type}`);
  }
  getEntriesByName(name, type) {
    return this.#entries.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #buffer = [];
  #mode = '';
  constructor(callback) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
    this.#callback = callback;
  }
  static get supportedEntryTypes() {
    return KINDS.slice();
  }
  observe(options = {}) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', 'object', options);
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined)
      throw coded(
        TypeError,
        'ERR_MISSING_ARGS',
        'The "options.entryTypes" or "options.type" argument must be specified',
      );
    const mode = entryTypes === undefined ? 'single' : 'multiple';
    if (this.#mode !== '' && this.#mode !== mode)
      throw new DOMException(`PerformanceObserver can not change to ${mode} observations`, 'InvalidModificationError');
    this.#mode = mode;
    if (mode === 'multiple') this.#types.clear();
    for (const kind of entryTypes ?? [type]) {
      if (!KINDS.includes(kind)) continue;
      if (!MADE.includes(kind)) binding.notModelled(`PerformanceObserver of ${kind}`);
      this.#types.add(kind);
    }
    if (buffered && mode === 'single') for (const entry of timeline) if (entry.entryType === type) this.#take(entry);
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }
  disconnect() {
    observers.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#mode = '';
  }
  takeRecords() {
    return this.#buffer.splice(0);
  }
  _offer(entry) {
    if (this.#types.has(entry.entryType)) this.#take(entry);
  }
  #take(entry) {
    this.#buffer.push(entry);
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      for (const observer of [...observers]) observer._deliver();
    });
  }
  _deliver() {
    if (this.#buffer.length === 0) return;
    this.#callback(new PerformanceObserverEntryList(this.takeRecords()), this);
  }
}

class Performance extends EventTarget {
  constructor(key) {
    if (key !== CREATE) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  now() {
    return binding.now();
  }
  mark(name, options) {
    if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    return record(new PerformanceMark(name, options));
  }
  measure(name, start, end) {
    let detail = null;
    let from = 0;
    let to;
    if (start !== null && typeof start === 'object') {
      const given = start;
      detail = clone(given.detail);
      if (given.end !== undefined) to = timeOf(given.end);
      else if (given.start !== undefined && given.duration !== undefined) to = timeOf(given.start) + given.duration;
      if (given.start !== undefined) from = timeOf(given.start);
      else if (given.duration !== undefined && given.end !== undefined) from = timeOf(given.end) - given.duration;
    } else if (start !== undefined) from = timeOf(start);
    if (end !== undefined) to = timeOf(end);
    to ??= binding.now();
    const fields = { name: `${name}`, entryType: 'measure', startTime: from, duration: to - from, detail };
    return record(new PerformanceMeasure(CREATE, fields));
  }
  timerify(fn) {
    if (typeof fn !== 'function') throw invalidArgType('fn', 'function', fn);
    function timed(...args) {
      const startTime = binding.now();
      const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
      const done = () => {
        const duration = binding.now() - startTime;
        record(
          new PerformanceNodeEntry(CREATE, { name: fn.name, entryType: 'function', startTime, duration, detail: args }),
        );
      };
      if (!new.target && typeof result?.finally === 'function') return result.finally(done);
      done();
      return result;
    }
    return Object.defineProperties(timed, {
      length: { value: fn.length, configurable: false, enumerable: true },
      name: { value: `timerified ${fn.name}`, configurable: false, enumerable: true },
    });
  }
  getEntries() {
    return sorted(timeline.slice());
  }
  getEntriesByName(name, type) {
    return this.getEntries().filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }
  getEntriesByType(type) {
    return this.getEntries().filter((e) => e.entryType === `${type}`);
  }
  clearMarks(name) {
    timeline = timeline.filter((e) => e.entryType !== 'mark' || (name !== undefined && e.name !== `${name}`));
  }
  clearMeasures(name) {
    timeline = timeline.filter((e) => e.entryType !== 'measure' || (name !== undefined && e.name !== `${name}`));
  }
  clearResourceTimings() {}
  get timeOrigin() {
    return binding.timeOrigin;
  }
  get nodeTiming() {
    binding.notModelled('performance.nodeTiming');
    return { name: 'node', entryType: 'node', startTime: 0, duration: binding.now() };
  }
  eventLoopUtilization() {
    binding.notModelled('performance.eventLoopUtilization');
    return { idle: 0, active: 0, utilization: 0 };
  }
  toJSON() {
    return {
      nodeTiming: this.nodeTiming,
      timeOrigin: this.timeOrigin,
      eventLoopUtilization: this.eventLoopUtilization(),
    };
  }
}
Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });

/** Counts of values. Node's keeps three digits of each; so does this where that shows. */
class RecordableHistogram {
  #values = [];
  #last = null;
  record(value) {
    const { invalidArgType, outOfRange } = require('internal/errors');
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw invalidArgType('val', ['integer', 'bigint'], value);
    if (!(value >= 1)) throw outOfRange('val', '>= 1 && <= 9007199254740991', value);
    this.#values.push(Number(value));
    this.#values.sort((a, b) => a - b);
  }
  recordDelta() {
    const now = binding.now() * 1e6;
    if (this.#last !== null) this.record(Math.max(1, Math.round(now - this.#last)));
    this.#last = now;
  }
  add(other) {
    for (const value of other.#values) this.record(value);
  }
  reset() {
    this.#values = [];
  }
  get count() {
    return this.#values.length;
  }
  get countBigInt() {
    return BigInt(this.count);
  }
  get min() {
    return this.#values[0] ?? 9223372036854776000;
  }
  get max() {
    return this.#values.at(-1) ?? 0;
  }
  get mean() {
    return this.count === 0 ? Number.NaN : this.#values.reduce((sum, value) => sum + value, 0) / this.count;
  }
  get stddev() {
    const { mean } = this;
    if (this.count === 0) return Number.NaN;
    return Math.sqrt(this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / this.count);
  }
  get exceeds() {
    return 0;
  }
  percentile(percentile) {
    const { invalidArgType, outOfRange } = require('internal/errors');
    if (typeof percentile !== 'number') throw invalidArgType('percentile', 'number', percentile);
    if (!(percentile > 0 && percentile <= 100)) throw outOfRange('percentile', '> 0 && <= 100', percentile);
    return this.#values[Math.max(0, Math.ceil((percentile / 100) * this.count) - 1)] ?? 0;
  }
  get percentiles() {
    const found = new Map();
    if (this.count === 0) return found.set(100, 0);
    found.set(0, this.min);
    for (let left = 50; left < 100; left += (100 - left) / 2) {
      found.set(left, this.percentile(left));
      if (this.percentile(left) === this.max) break;
    }
    return found.set(100, this.max);
  }
}
Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', {
  get: () => ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource'],
  configurable: true,
});

function missing(name) {
  return () => {
    binding.notModelled(`perf_hooks.${name}`);
    throw new Error(`perf_hooks.${name} is not modelled`);
  };
}

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  monitorEventLoopDelay: missing('monitorEventLoopDelay'),
  createHistogram: (options) => new RecordableHistogram(options),
  constants: {
    NODE_PERFORMANCE_GC_MAJOR: 4,
    NODE_PERFORMANCE_GC_MINOR: 1,
    NODE_PERFORMANCE_GC_INCREMENTAL: 8,
    NODE_PERFORMANCE_GC_WEAKCB: 16,
    NODE_PERFORMANCE_GC_FLAGS_NO: 0,
    NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
    NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
    NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
    NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
    NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
    NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
  },
  performance: new Performance(CREATE),
};
