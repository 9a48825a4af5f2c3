// EventEmitter.
const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
let defaultMaxListeners = 10;

function EventEmitter(options) {
  init.call(this, options);
}

function checkListener(listener) {
  if (typeof listener !== 'function') throw errors().invalidArgType('listener', 'function', listener);
}
function checkCount(n, name) {
  if (typeof n !== 'number') throw errors().invalidArgType(name, 'number', n);
  if (!(n >= 0)) throw errors().outOfRange(name, '>= 0', n);
}
const errors = () => require('internal/errors');

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

function init(options) {
  // Called without `new`: there's nothing to be made an emitter.
  if (this === globalThis) undefined._events;
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
    this[kShapeMode] = false;
  } else this[kShapeMode] = true;
  this._maxListeners = this._maxListeners || undefined;
  if (options?.captureRejections && options.captureRejections !== true)
    throw errors().invalidArgType('options.captureRejections', 'boolean', options.captureRejections);
  this[kCapture] = Boolean(options?.captureRejections) || EventEmitter.captureRejections;
}
EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  checkCount(n, 'setMaxListeners');
  this._maxListeners = n;
  return this;
};
EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return this._maxListeners === undefined ? defaultMaxListeners : this._maxListeners;
};

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[EventEmitter.errorMonitor] !== undefined)
      this.emit(EventEmitter.errorMonitor, ...args);
    if (events === undefined || events.error === undefined) {
      const er = args[0];
      if (er instanceof Error) throw er;
      const error = errors().coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${binding.inspect(er)})`);
      error.context = er;
      throw error;
    }
  }
  const handler = events === undefined ? undefined : events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = Reflect.apply(handler, this, args);
    if (result !== undefined && result !== null) capture(this, result, type, args);
  } else {
    const listeners = handler.slice();
    for (let i = 0; i < listeners.length; i++) {
      const result = Reflect.apply(listeners[i], this, args);
      if (result !== undefined && result !== null) capture(this, result, type, args);
    }
  }
  return true;
};

function capture(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  const then = promise.then;
  if (typeof then === 'function') {
    then.call(promise, undefined, (error) => {
      process.nextTick(() => {
        if (typeof emitter[EventEmitter.captureRejectionSymbol] === 'function')
          emitter[EventEmitter.captureRejectionSymbol](error, type, ...args);
        else emitter.emit('error', error);
      });
    });
  }
}

function add(target, type, listener, prepend) {
  checkListener(listener);
  let events = target._events;
  if (events === undefined) {
    events = target._events = { __proto__: null };
    target._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    target.emit('newListener', type, listener.listener ?? listener);
    events = target._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    ++target._eventsCount;
    return target;
  }
  if (typeof existing === 'function') events[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend) existing.unshift(listener);
  else existing.push(listener);
  const max = target.getMaxListeners();
  const list = events[type];
  if (max > 0 && list.length > max && !list.warned) {
    list.warned = true;
    const w = new Error(
      `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${binding.inspect(target, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
    );
    w.name = 'MaxListenersExceededWarning';
    w.emitter = target;
    w.type = type;
    w.count = list.length;
    process.emitWarning(w);
  }
  return target;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function wrapOnce(target, type, listener) {
  const state = { fired: false, wrapFn: undefined, target, type, listener };
  const wrapped = (...args) => {
    if (state.fired) return undefined;
    state.target.removeListener(state.type, state.wrapFn);
    state.fired = true;
    return Reflect.apply(state.listener, state.target, args);
  };
  Object.defineProperty(wrapped, 'name', { value: 'bound onceWrapper', configurable: true });
  wrapped.listener = listener;
  state.wrapFn = wrapped;
  return wrapped;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, wrapOnce(this, type, listener));
  return this;
};
EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

/** No listener of `type` is left. Emitters with names of their own keep them. */
function forget(target, type) {
  target._eventsCount--;
  if (target[kShapeMode]) target._events[type] = undefined;
  else if (target._eventsCount === 0) target._events = { __proto__: null };
  else delete target._events[type];
}
EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    forget(this, type);
    if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
  } else if (typeof list !== 'function') {
    let position = -1;
    for (let i = list.length - 1; i >= 0; i--) {
      if (list[i] === listener || list[i].listener === listener) {
        position = i;
        break;
      }
    }
    if (position < 0) return this;
    if (position === 0) list.shift();
    else list.splice(position, 1);
    if (list.length === 1) events[type] = list[0];
    if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  }
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') this.removeListener(type, listeners);
  else if (listeners !== undefined)
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
  return this;
};

function list(target, type, unwrap) {
  const handler = target._events?.[type];
  if (handler === undefined) return [];
  if (typeof handler === 'function') return unwrap ? [handler.listener || handler] : [handler];
  return unwrap ? handler.map((l) => l.listener || l) : handler.slice();
}
EventEmitter.prototype.listeners = function listeners(type) {
  return list(this, type, true);
};
EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return list(this, type, false);
};
EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
  const handler = this._events?.[type];
  if (handler === undefined) return 0;
  if (typeof handler === 'function')
    return listener == null || handler === listener || handler.listener === listener ? 1 : 0;
  return listener == null ? handler.length : handler.filter((h) => h === listener || h.listener === listener).length;
};
EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

// Static methods, in Node's order.
const isEmitter = (value) => typeof value?.on === 'function' && typeof value?.removeListener === 'function';
function listenOn(emitter, name, listener, options) {
  if (typeof emitter?.on === 'function') {
    if (options?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter?.addEventListener === 'function') emitter.addEventListener(name, listener, options);
  else throw errors().invalidArgType('emitter', 'EventEmitter', emitter);
}
function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else emitter.removeEventListener(name, listener);
}
function checkSignal(signal) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw errors().invalidArgType('options.signal', 'AbortSignal', signal);
}
function abortError(signal) {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw errors().invalidArgType('signal', 'AbortSignal', signal);
  checkSignal(signal);
  checkListener(listener);
  let remove;
  if (signal.aborted) queueMicrotask(() => listener());
  else {
    signal.addEventListener('abort', listener, { once: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [Symbol.dispose]() {
      remove?.();
    },
  };
}

async function once(emitter, name, options = {}) {
  if (options === null || typeof options !== 'object') throw errors().invalidArgType('options', 'Object', options);
  const { signal } = options;
  checkSignal(signal);
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const done = () => {
      if (isEmitter(emitter)) emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onError = (error) => {
      unlisten(emitter, name, resolver);
      signal?.removeEventListener('abort', onAbort);
      reject(error);
    };
    const resolver = (...args) => {
      done();
      resolve(args);
    };
    const onAbort = () => {
      unlisten(emitter, name, resolver);
      if (isEmitter(emitter)) emitter.removeListener('error', onError);
      reject(abortError(signal));
    };
    listenOn(emitter, name, resolver, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
function on(emitter, event, options = {}) {
  if (options === null || typeof options !== 'object') throw errors().invalidArgType('options', 'Object', options);
  const { signal, close } = options;
  checkSignal(signal);
  if (signal?.aborted) throw abortError(signal);
  const unconsumed = [];
  const waiting = [];
  const listening = [];
  let error = null;
  let finished = false;
  const end = () => {
    // The last first, as Node does.
    for (const [target, name, listener] of listening.splice(0).reverse()) unlisten(target, name, listener);
    finished = true;
    const result = { value: undefined, done: true };
    for (const { resolve } of waiting.splice(0)) resolve(result);
    return Promise.resolve(result);
  };
  const iterator = Object.setPrototypeOf(
    {
      next() {
        if (unconsumed.length > 0) return Promise.resolve({ value: unconsumed.shift(), done: false });
        if (error !== null) {
          const rejected = Promise.reject(error);
          error = null;
          return rejected;
        }
        if (finished) return end();
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
      return() {
        return end();
      },
      throw(given) {
        if (!(given instanceof Error)) throw errors().invalidArgType('EventEmitter.AsyncIterator', 'Error', given);
        onError(given);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    AsyncIteratorPrototype,
  );
  function onEvent(...args) {
    const first = waiting.shift();
    if (first) first.resolve({ value: args, done: false });
    else unconsumed.push(args);
  }
  function onError(given) {
    const first = waiting.shift();
    if (first) first.reject(given);
    else error = given;
    end();
  }
  const listen = (name, listener) => {
    listenOn(emitter, name, listener);
    listening.push([emitter, name, listener]);
  };
  listen(event, onEvent);
  if (event !== 'error' && typeof emitter.on === 'function') listen('error', onError);
  for (const name of close ?? []) listen(name, end);
  if (signal) {
    const onAbort = () => onError(abortError(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    listening.push([signal, 'abort', onAbort]);
  }
  return iterator;
}

function getEventListeners(target, type) {
  if (typeof target?.listeners === 'function') return target.listeners(type);
  if (target instanceof EventTarget) return binding.web.listenersOf(target, type);
  throw errors().invalidArgType('emitter', ['EventEmitter', 'EventTarget'], target);
}
function getMaxListeners(target) {
  if (typeof target?.getMaxListeners === 'function') return target.getMaxListeners();
  if (target instanceof EventTarget) return binding.web.maxListenersOf(target) ?? defaultMaxListeners;
  throw errors().invalidArgType('emitter', ['EventEmitter', 'EventTarget'], target);
}
function setMaxListeners(n = defaultMaxListeners, ...targets) {
  checkCount(n, 'n');
  if (targets.length === 0) defaultMaxListeners = n;
  for (const target of targets) {
    if (target instanceof EventTarget) binding.web.setMaxListenersOf(target, n);
    else if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw errors().invalidArgType('eventTargets', ['EventEmitter', 'EventTarget'], target);
  }
}

Object.assign(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners,
  getMaxListeners,
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
});
Object.defineProperty(EventEmitter, 'captureRejections', { value: false, writable: true, enumerable: true });
Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
  enumerable: true,
  configurable: true,
  get() {
    return asyncResourceEmitter();
  },
});
EventEmitter.errorMonitor = Symbol('events.errorMonitor');
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get() {
    return defaultMaxListeners;
  },
  set(value) {
    checkCount(value, 'defaultMaxListeners');
    defaultMaxListeners = value;
  },
});
EventEmitter.setMaxListeners = setMaxListeners;
let Made;
/** Emitters whose listeners run in an async context of their own. */
function asyncResourceEmitter() {
  if (Made) return Made;
  const { AsyncResource } = require('async_hooks');
  Made = class EventEmitterAsyncResource extends EventEmitter {
    #resource;
    constructor(options) {
      super(typeof options === 'string' ? undefined : options);
      const name = typeof options === 'string' ? options : (options?.name ?? new.target.name);
      this.#resource = new AsyncResource(name, typeof options === 'string' ? undefined : options);
    }
    emit(event, ...args) {
      return this.#resource.runInAsyncScope(super.emit, this, event, ...args);
    }
    emitDestroy() {
      this.#resource.emitDestroy();
    }
    get asyncId() {
      return this.#resource.asyncId();
    }
    get triggerAsyncId() {
      return this.#resource.triggerAsyncId();
    }
    get asyncResource() {
      return this.#resource;
    }
  };
  return Made;
}
Object.assign(EventEmitter, { init, listenerCount: (emitter, type) => emitter.listenerCount(type) });

module.exports = EventEmitter;
