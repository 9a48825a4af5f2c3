// EventEmitter.
const kCapture = Symbol('kCapture');
let defaultMaxListeners = 10;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

function checkListener(listener) {
  if (typeof listener !== 'function') {
    const error = new TypeError(`The "listener" argument must be of type function.${received(listener)}`);
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
}

function received(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object')
    return value.constructor?.name
      ? ` Received an instance of ${value.constructor.name}`
      : ' Received [Object: null prototype] {}';
  return ` Received type ${typeof value} (${typeof value === 'string' ? `'${value}'` : String(value)})`;
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function init(options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kCapture] = Boolean(options?.captureRejections) || EventEmitter.captureRejections;
};
EventEmitter.captureRejections = false;

Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get() {
    return defaultMaxListeners;
  },
  set(value) {
    defaultMaxListeners = value;
  },
});

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
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
      let text;
      try {
        text = binding.format('%o', er);
      } catch {
        text = er;
      }
      const error = new Error(`Unhandled error. (${typeof er === 'string' ? `'${er}'` : text})`);
      error.code = 'ERR_UNHANDLED_ERROR';
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
      `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${target.constructor?.name}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
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

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    if (--this._eventsCount === 0) this._events = { __proto__: null };
    else delete events[type];
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
      if (--this._eventsCount === 0) this._events = { __proto__: null };
      else delete events[type];
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

EventEmitter.errorMonitor = Symbol('events.errorMonitor');
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
EventEmitter.usingDomains = false;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.listenerCount = (emitter, type) => emitter.listenerCount(type);

EventEmitter.once = function once(emitter, name, options) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) {
      reject(abortError(signal));
      return;
    }
    if (typeof emitter.on !== 'function' && typeof emitter.addEventListener === 'function') {
      emitter.addEventListener(name, (...args) => resolve(args), { once: true });
      return;
    }
    const onError = (error) => {
      emitter.removeListener(name, resolver);
      reject(error);
    };
    const resolver = (...args) => {
      emitter.removeListener('error', onError);
      resolve(args);
    };
    emitter.once(name, resolver);
    if (name !== 'error') emitter.once('error', onError);
    signal?.addEventListener(
      'abort',
      () => {
        emitter.removeListener(name, resolver);
        emitter.removeListener('error', onError);
        reject(abortError(signal));
      },
      { once: true },
    );
  });
};

function abortError(signal) {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}

EventEmitter.on = function on(emitter, event, options) {
  const unconsumed = [];
  const waiting = [];
  let error = null;
  let finished = false;
  const iterator = {
    next() {
      if (unconsumed.length > 0) return Promise.resolve({ value: unconsumed.shift(), done: false });
      if (error) {
        const p = Promise.reject(error);
        error = null;
        return p;
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      emitter.removeListener(event, onEvent);
      emitter.removeListener('error', onError);
      finished = true;
      for (const w of waiting) w.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(e) {
      error = e;
      emitter.removeListener(event, onEvent);
      emitter.removeListener('error', onError);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  function onEvent(...args) {
    const w = waiting.shift();
    if (w) w.resolve({ value: args, done: false });
    else unconsumed.push(args);
  }
  function onError(e) {
    finished = true;
    const w = waiting.shift();
    if (w) w.reject(e);
    else error = e;
    iterator.return();
  }
  emitter.on(event, onEvent);
  if (event !== 'error') emitter.on('error', onError);
  options?.signal?.addEventListener('abort', () => onError(abortError(options.signal)), { once: true });
  return iterator;
};

EventEmitter.getEventListeners = (emitter, type) => emitter.listeners(type);
EventEmitter.setMaxListeners = (n = defaultMaxListeners, ...targets) => {
  if (targets.length === 0) defaultMaxListeners = n;
  else for (const t of targets) t.setMaxListeners?.(n);
};

module.exports = EventEmitter;
