// async_hooks: stores that follow asynchronous work. The host carries the context from where a job is queued to where it runs.
const { coded, invalidArgType } = require('internal/errors');

function requireFunction(name, value) {
  if (typeof value !== 'function') throw invalidArgType(name, 'function', value);
}

/** Ids and hooks count what Node's insides make, which are not here. */
function notModelled(name) {
  binding.notModelled(`async_hooks.${name}`);
}

class AsyncLocalStorage {
  constructor() {
    this._enabled = false;
  }
  static bind(fn) {
    return AsyncResource.bind(fn);
  }
  static snapshot() {
    return AsyncLocalStorage.bind((cb, ...args) => cb(...args));
  }
  disable() {
    this._enabled = false;
    binding.enterStore(this, undefined);
  }
  _enable() {
    this._enabled = true;
  }
  enterWith(store) {
    this._enable();
    binding.enterStore(this, store);
  }
  run(store, callback, ...args) {
    if (Object.is(store, this.getStore())) return Reflect.apply(callback, null, args);
    this._enable();
    const before = binding.storeOf(this);
    binding.enterStore(this, store);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      binding.enterStore(this, before);
    }
  }
  exit(callback, ...args) {
    if (!this._enabled) return Reflect.apply(callback, null, args);
    const before = binding.storeOf(this);
    this.disable();
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      this._enable();
      binding.enterStore(this, before);
    }
  }
  getStore() {
    return this._enabled ? binding.storeOf(this) : undefined;
  }
}

class AsyncResource {
  constructor(type, options = {}) {
    if (typeof type !== 'string') throw invalidArgType('type', 'string', type);
    if (options === null || (typeof options !== 'object' && typeof options !== 'number'))
      throw invalidArgType('options', 'object', options);
    const trigger = typeof options === 'number' ? options : options.triggerAsyncId;
    if (trigger !== undefined && (!Number.isSafeInteger(trigger) || trigger < -1))
      throw coded(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${trigger}`);
    binding.keepContext(this);
  }
  runInAsyncScope(fn, thisArg, ...args) {
    binding.swapContext(this);
    try {
      return Reflect.apply(fn, thisArg, args);
    } finally {
      binding.swapContext(this);
    }
  }
  emitDestroy() {
    return this;
  }
  asyncId() {
    notModelled('AsyncResource.asyncId');
    return 0;
  }
  triggerAsyncId() {
    notModelled('AsyncResource.triggerAsyncId');
    return 0;
  }
  bind(fn, thisArg) {
    requireFunction('fn', fn);
    const self = this;
    const bound =
      thisArg === undefined
        ? function (...args) {
            return self.runInAsyncScope(fn, this, ...args);
          }
        : self.runInAsyncScope.bind(self, fn, thisArg);
    return Object.defineProperties(bound, {
      length: { value: fn.length, writable: false, enumerable: false, configurable: true },
    });
  }
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

module.exports = {
  AsyncLocalStorage,
  createHook(hooks) {
    for (const name of ['init', 'before', 'after', 'destroy', 'promiseResolve'])
      if (hooks[name] !== undefined && typeof hooks[name] !== 'function')
        throw coded(TypeError, 'ERR_ASYNC_CALLBACK', `hook.${name} must be a function`);
    return {
      enable() {
        notModelled('createHook');
        return this;
      },
      disable() {
        return this;
      },
    };
  },
  executionAsyncId() {
    // The main script is number 1; what else there is has no number.
    if (binding.isMainScript()) return 1;
    notModelled('executionAsyncId');
    return 0;
  },
  triggerAsyncId() {
    if (!binding.isMainScript()) notModelled('triggerAsyncId');
    return 0;
  },
  executionAsyncResource() {
    notModelled('executionAsyncResource');
    return {};
  },
  AsyncResource,
};
