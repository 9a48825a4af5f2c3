// MessageChannel, MessagePort, BroadcastChannel and structuredClone.
const { EventTarget, MessageEvent, internal } = require('event-target');

const KEY = Symbol('port');
const data = new WeakMap();

class MessagePort extends EventTarget {
  constructor(key) {
    if (key !== KEY) throw new TypeError('Illegal constructor');
    super();
    data.set(this, { other: null, started: false, closed: false, queue: [], referenced: false });
    binding.markPort(this);
  }
  postMessage(message, options) {
    const d = data.get(this);
    const transfer = Array.isArray(options) ? options : (options?.transfer ?? []);
    const clone = binding.structuredClone(message, transfer);
    const { other } = d;
    if (other === null) return;
    const ports = transfer.filter((t) => t instanceof MessagePort);
    const target = data.get(other);
    target.queue.push({ message: clone, ports });
    if (target.started) deliver(other);
  }
  start() {
    const d = data.get(this);
    if (d.started || d.closed) return;
    d.started = true;
    for (let i = d.queue.length; i > 0; i--) deliver(this);
  }
  close() {
    const d = data.get(this);
    if (d.closed) return;
    d.closed = true;
    const { other } = d;
    d.other = null;
    binding.unrefPort(this);
    if (other !== null) {
      const o = data.get(other);
      o.other = null;
      if (binding.isNode) {
        binding.queueTask('message', 'close', () => other.emit?.('close'));
        binding.queueTask('message', 'close', () => this.emit?.('close'));
        binding.unrefPort(other);
      }
    }
  }
  ref() {
    binding.refPort(this);
    return this;
  }
  unref() {
    binding.unrefPort(this);
    return this;
  }
}
internal.tag(MessagePort, 'MessagePort');

function deliver(port) {
  binding.queueTask('message', 'postMessage', () => {
    const d = data.get(port);
    const next = d.queue.shift();
    if (next === undefined || d.closed) return;
    internal.fire(port, new MessageEvent('message', { data: next.message, ports: Object.freeze(next.ports) }));
    port.emit?.('message', next.message);
  });
}

const handler = {};
internal.defineHandler(handler, 'onmessage');
const descriptor = Object.getOwnPropertyDescriptor(handler, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  ...descriptor,
  set(value) {
    descriptor.set.call(this, value);
    if (typeof value === 'function') {
      this.start();
      binding.refPort(this);
    }
  },
});
internal.defineHandler(MessagePort.prototype, 'onmessageerror');

class MessageChannel {
  #port1 = new MessagePort(KEY);
  #port2 = new MessagePort(KEY);
  constructor() {
    data.get(this.#port1).other = this.#port2;
    data.get(this.#port2).other = this.#port1;
  }
  get port1() {
    return this.#port1;
  }
  get port2() {
    return this.#port2;
  }
}
internal.tag(MessageChannel, 'MessageChannel');

const channels = new Map();
class BroadcastChannel extends EventTarget {
  #name;
  #closed = false;
  constructor(name) {
    super();
    this.#name = String(name);
    if (!channels.has(this.#name)) channels.set(this.#name, []);
    channels.get(this.#name).push(this);
  }
  get name() {
    return this.#name;
  }
  postMessage(message) {
    for (const channel of channels.get(this.#name)) {
      if (channel === this) continue;
      const clone = binding.structuredClone(message, []);
      binding.queueTask('message', 'BroadcastChannel', () => {
        if (!channel.#closed)
          internal.fire(channel, new MessageEvent('message', { data: clone, origin: globalThis.origin ?? '' }));
      });
    }
  }
  close() {
    this.#closed = true;
    const list = channels.get(this.#name);
    list.splice(list.indexOf(this), 1);
  }
}
internal.tag(BroadcastChannel, 'BroadcastChannel');
internal.defineHandler(BroadcastChannel.prototype, 'onmessage');
internal.defineHandler(BroadcastChannel.prototype, 'onmessageerror');

function structuredClone(value, options) {
  if (arguments.length === 0) {
    if (!binding.isNode)
      throw new TypeError("Failed to execute 'structuredClone' on 'Window': 1 argument required, but only 0 present.");
    const error = new TypeError('The "value" argument must be specified');
    error.code = 'ERR_MISSING_ARGS';
    throw error;
  }
  return binding.structuredClone(value, options?.transfer === undefined ? [] : [...options.transfer]);
}
module.exports = { MessageChannel, MessagePort, BroadcastChannel, structuredClone, internal: { data } };
