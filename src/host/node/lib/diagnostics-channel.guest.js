// diagnostics_channel: named channels; publishing runs the subscribers at once.
const { invalidArgType } = require('internal/errors');

const channels = new Map();

/** What a subscriber throws is thrown again from a tick of its own. */
function rethrow(error) {
  process.nextTick(() => {
    throw error;
  });
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
  }
  get hasSubscribers() {
    return this._subscribers !== undefined && (this._subscribers.length > 0 || this._stores.size > 0);
  }
  subscribe(subscription) {
    if (typeof subscription !== 'function') throw invalidArgType('subscription', 'function', subscription);
    activate(this);
    this._subscribers = [...this._subscribers, subscription];
  }
  unsubscribe(subscription) {
    const index = this._subscribers?.indexOf(subscription) ?? -1;
    if (index < 0) return false;
    this._subscribers = this._subscribers.toSpliced(index, 1);
    deactivate(this);
    return true;
  }
  bindStore(store, transform) {
    activate(this);
    this._stores.set(store, transform);
  }
  unbindStore(store) {
    if (!this._stores?.has(store)) return false;
    this._stores.delete(store);
    deactivate(this);
    return true;
  }
  publish(data) {
    for (const subscriber of this._subscribers ?? []) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        rethrow(error);
      }
    }
  }
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores ?? []) {
      const next = run;
      run = () => {
        let context = data;
        if (transform) {
          try {
            context = transform(data);
          } catch (error) {
            rethrow(error);
            return next();
          }
        }
        return store.run(context, next);
      };
    }
    return run();
  }
}
/** A channel somebody listens to shows as one. */
class ActiveChannel extends Channel {}
for (const name of Object.getOwnPropertyNames(Channel.prototype))
  if (name !== 'constructor')
    Object.defineProperty(ActiveChannel.prototype, name, Object.getOwnPropertyDescriptor(Channel.prototype, name));
Object.defineProperty(Channel, Symbol.hasInstance, {
  value: (value) => {
    const proto = value === null || value === undefined ? null : Object.getPrototypeOf(value);
    return proto === Channel.prototype || proto === ActiveChannel.prototype;
  },
});
function activate(channel) {
  if (channel._subscribers !== undefined) return;
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new Map();
}
function deactivate(channel) {
  if (channel.hasSubscribers) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

function channel(name) {
  let known = channels.get(name);
  if (known !== undefined) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw invalidArgType('channel', ['string', 'symbol'], name);
  }
  known = new Channel(name);
  channels.set(name, known);
  return known;
}
const subscribe = (name, subscription) => channel(name).subscribe(subscription);
const unsubscribe = (name, subscription) => channel(name).unsubscribe(subscription);
const hasSubscribers = (name) => channels.get(name)?.hasSubscribers ?? false;

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of EVENTS) {
      const value =
        typeof nameOrChannels === 'string' ? channel(`tracing:${nameOrChannels}:${event}`) : nameOrChannels[event];
      Object.defineProperty(this, event, { value, writable: false, enumerable: false, configurable: false });
    }
  }
  get hasSubscribers() {
    return EVENTS.some((event) => this[event]?.hasSubscribers);
  }
  subscribe(handlers) {
    for (const event of EVENTS) if (handlers[event]) this[event]?.subscribe(handlers[event]);
  }
  unsubscribe(handlers) {
    let done = true;
    for (const event of EVENTS) if (handlers[event] && !this[event]?.unsubscribe(handlers[event])) done = false;
    return done;
  }
  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () => {
      try {
        context.result = Reflect.apply(fn, thisArg, args);
        return context.result;
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settled = (field, value) => {
      context[field] = value;
      if (field === 'error') this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.start.runStores(context, () => {
      try {
        let promise = Reflect.apply(fn, thisArg, args);
        if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
        return promise.then(
          (value) => {
            settled('result', value);
            return value;
          },
          (error) => {
            settled('error', error);
            return Promise.reject(error);
          },
        );
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
    const { asyncStart, asyncEnd, error: failed } = this;
    function wrapped(error, result) {
      if (error) {
        context.error = error;
        failed.publish(context);
      } else context.result = result;
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, wrapped);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (error) {
        context.error = error;
        failed.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}
const tracingChannel = (nameOrChannels) => new TracingChannel(nameOrChannels);

module.exports = { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel };
