// AbortController and AbortSignal.
const { Event, EventTarget, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const idl = binding.isNode ? null : require('web-idl');

const KEY = Symbol('construct');
const data = new WeakMap();

/** Makes members visible to loops over properties. */
function expose(constructor, names) {
  for (const name of names) Object.defineProperty(constructor.prototype, name, { enumerable: true });
}

/** How Node shows an object of the platform: its class and these properties. */
function show(object, properties, depth, options, inspect) {
  if (depth < 0) return object;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${object.constructor.name} ${inspect(properties, inner)}`;
}

class AbortSignal extends EventTarget {
  constructor(key) {
    if (key !== KEY)
      throw binding.isNode
        ? binding.nodeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor')
        : new TypeError("Failed to construct 'AbortSignal': Illegal constructor");
    super();
    data.set(this, {
      aborted: false,
      reason: undefined,
      algorithms: [],
      dependents: [],
      sources: [],
      dependent: false,
    });
  }
  get aborted() {
    return data.get(this).aborted;
  }
  get reason() {
    return data.get(this).reason;
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return options.stylize('[AbortSignal]', 'special');
    return show(this, { aborted: this.aborted }, depth, options, inspect);
  }
  throwIfAborted() {
    const { aborted, reason } = data.get(this);
    if (aborted) throw reason;
  }
  static abort(reason) {
    const signal = new AbortSignal(KEY);
    const d = data.get(signal);
    d.aborted = true;
    d.reason = reason === undefined ? defaultReason() : reason;
    return signal;
  }
  static timeout(milliseconds) {
    const signal = new AbortSignal(KEY);
    binding.timeout(Number(milliseconds), () => {
      abortSignal(
        signal,
        new DOMException(
          binding.isNode ? 'The operation was aborted due to timeout' : 'signal timed out',
          'TimeoutError',
        ),
        true,
      );
    });
    return signal;
  }
  static any(signals) {
    const list = [...signals];
    if (idl !== null)
      for (const s of list) if (!data.has(s)) throw new TypeError(idl.say("Failed to convert value to 'AbortSignal'."));
    const result = new AbortSignal(KEY);
    const d = data.get(result);
    for (const s of list) {
      const source = data.get(s);
      if (source.aborted) {
        d.aborted = true;
        d.reason = source.reason;
        return result;
      }
    }
    d.dependent = true;
    for (const s of list) {
      const roots = data.get(s).dependent ? data.get(s).sources : [s];
      for (const root of roots) {
        if (d.sources.includes(root)) continue;
        d.sources.push(root);
        data.get(root).dependents.push(result);
      }
    }
    return result;
  }
}
internal.tag(AbortSignal, 'AbortSignal');
expose(AbortSignal, binding.isNode ? ['aborted'] : ['aborted', 'reason', 'throwIfAborted']);
internal.defineHandler(AbortSignal.prototype, 'onabort');

function defaultReason() {
  return new DOMException(
    binding.isNode ? 'This operation was aborted' : 'signal is aborted without reason',
    'AbortError',
  );
}

/** @spec dom#abortsignal-signal-abort */
function abortSignal(signal, reason, fromHost = false) {
  const d = data.get(signal);
  if (d.aborted) return;
  d.aborted = true;
  d.reason = reason === undefined ? defaultReason() : reason;
  const later = [];
  for (const dependent of d.dependents) {
    const other = data.get(dependent);
    if (other.aborted) continue;
    other.aborted = true;
    other.reason = d.reason;
    later.push(dependent);
  }
  run(signal, fromHost);
  for (const dependent of later) run(dependent, fromHost);
}
function run(signal, fromHost) {
  const d = data.get(signal);
  const { algorithms } = d;
  d.algorithms = [];
  for (const algorithm of algorithms) algorithm();
  (fromHost ? internal.fire : internal.fireNow)(signal, new Event('abort'));
}

class AbortController {
  #signal = new AbortSignal(KEY);
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    abortSignal(this.#signal, reason);
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return show(this, { signal: this.signal }, depth, options, inspect);
  }
}
internal.tag(AbortController, 'AbortController');
expose(AbortController, ['signal', 'abort']);

if (idl !== null) {
  const isSignal = (value) => data.has(value);
  idl.define(
    AbortSignal,
    'AbortSignal',
    {
      'static abort': 'any=',
      'static timeout': '[EnforceRange] unsigned long long',
      'static any': 'sequence<any>',
    },
    {},
    isSignal,
  );
  idl.define(AbortController, 'AbortController', { abort: 'any=' });
  internal.hooks.isSignal = isSignal;
  internal.hooks.onAbort = onAbort;
}

/** Runs `algorithm` when the signal aborts; for APIs that take a signal. */
function onAbort(signal, algorithm) {
  data.get(signal).algorithms.push(algorithm);
}
module.exports = { AbortController, AbortSignal, internal: { onAbort } };
