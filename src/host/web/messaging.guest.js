// MessageChannel, MessagePort, BroadcastChannel and structuredClone.
const { Event, EventTarget, MessageEvent, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const idl = binding.isNode ? null : require('web-idl');

const KEY = Symbol('port');
const referenced = new WeakMap();

class MessagePort extends EventTarget {
  constructor(key) {
    if (key !== KEY)
      throw binding.isNode
        ? binding.nodeError('ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called')
        : idl.illegal('MessagePort');
    super();
    binding.portOpen(this);
  }
  postMessage(message, options) {
    if (binding.isNode) return postInNode(this, arguments);
    if (arguments.length === 0)
      throw new TypeError("Failed to execute 'postMessage' on 'MessagePort': 1 argument required, but only 0 present.");
    const list = Array.isArray(options) ? options : [...(options?.transfer ?? [])];
    binding.portPost(this, message, list);
  }
  start() {
    binding.portStart(this);
  }
  close() {
    binding.portClose(this);
    binding.unrefPort(this);
  }
}
if (binding.isNode) {
  for (const [name, value] of Object.entries({
    ref() {
      binding.refPort(this);
    },
    unref() {
      binding.unrefPort(this);
    },
    hasRef() {
      return referenced.get(this) > 0;
    },
  }))
    Object.defineProperty(MessagePort.prototype, name, { value, writable: true, configurable: true });
}
internal.tag(MessagePort, 'MessagePort');

/** Memory and ports that `markAsUntransferable` was told. */
const untransferable = new WeakSet();

/** Answers true if there still is another end. */
function postInNode(port, given) {
  const [message, options] = given;
  if (given.length === 0)
    throw binding.nodeError('ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
  const list = options === undefined || options === null ? [] : givenTransfer(options);
  if (list.includes(port)) throw new DOMException('Transfer list contains source port', 'DataCloneError');
  const sent = binding.portPost(
    port,
    message,
    list.filter((item) => !untransferable.has(item)),
  );
  if (sent === 'missing')
    throw binding.nodeError(
      'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST',
      'Object that needs transfer was found in message but not listed in transferList',
    );
  return sent;
}

/** A list of things to transfer, given by itself or as an option. */
function givenTransfer(options) {
  if (typeof options !== 'object' && typeof options !== 'function') return transferList(options);
  if (typeof options[Symbol.iterator] === 'function') return transferList(options);
  const { transfer } = options;
  if (transfer === undefined || transfer === null) return [];
  if (Object(transfer) !== transfer || typeof transfer[Symbol.iterator] !== 'function')
    throw binding.nodeError('ERR_INVALID_ARG_TYPE', 'Optional options.transfer argument must be an iterable');
  return transferList(transfer);
}

/** What the host calls. */
const host = {
  /** A port for an end that arrived in a message. */
  adopt: () => new MessagePort(KEY),
  deliver(port, data, ports) {
    internal.fire(port, new MessageEvent('message', { data, ports: Object.freeze(ports) }));
  },
  closed(port) {
    binding.unrefPort(port);
    if (binding.isNode) internal.fire(port, new Event('close'));
  },
};

// In Node, listening for messages starts a port and keeps the loop alive.
function listen(port, by) {
  const count = (referenced.get(port) ?? 0) + by;
  referenced.set(port, count);
  if (count > 0) {
    binding.refPort(port);
    port.start();
  } else binding.unrefPort(port);
}

const handler = {};
internal.defineHandler(handler, 'onmessage');
const descriptor = Object.getOwnPropertyDescriptor(handler, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  ...descriptor,
  set(value) {
    const before = typeof descriptor.get.call(this) === 'function';
    descriptor.set.call(this, value);
    const after = typeof value === 'function';
    if (binding.isNode && before !== after) listen(this, after ? 1 : -1);
    else if (after) this.start();
  },
});
internal.defineHandler(MessagePort.prototype, 'onmessageerror');
if (binding.isNode) {
  internal.defineHandler(MessagePort.prototype, 'onclose');
  internal.nodeMethods(MessagePort.prototype, listen);
}

class MessageChannel {
  #port1 = new MessagePort(KEY);
  #port2 = new MessagePort(KEY);
  constructor() {
    binding.portPair(this.#port1, this.#port2);
  }
  get port1() {
    return this.#port1;
  }
  get port2() {
    return this.#port2;
  }
}
internal.tag(MessageChannel, 'MessageChannel');

class BroadcastChannel extends EventTarget {
  #name;
  #closed = false;
  constructor(name) {
    if (idl !== null) [name] = idl.constructing('BroadcastChannel', 'DOMString', arguments);
    else if (arguments.length === 0)
      throw binding.nodeError('ERR_MISSING_ARGS', 'The "name" argument must be specified');
    super();
    this.#name = `${name}`;
    binding.broadcastJoin(this, this.#name);
    if (binding.isNode) binding.refPort(this);
  }
  get name() {
    return this.#name;
  }
  postMessage(message) {
    if (binding.isNode && arguments.length === 0)
      throw binding.nodeError('ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (this.#closed)
      throw new DOMException(
        binding.isNode
          ? 'BroadcastChannel is closed.'
          : "Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed",
        'InvalidStateError',
      );
    binding.broadcastPost(this, message);
  }
  close() {
    this.#closed = true;
    binding.broadcastLeave(this);
    if (binding.isNode) binding.unrefPort(this);
  }
}
if (binding.isNode) {
  for (const name of ['ref', 'unref']) {
    const value = function () {
      binding[`${name}Port`](this);
      return this;
    };
    Object.defineProperty(BroadcastChannel.prototype, name, { value, writable: true, configurable: true });
  }
}
host.broadcast = (channel, data) =>
  internal.fire(channel, new MessageEvent('message', { data, origin: globalThis.origin ?? '' }));
internal.tag(BroadcastChannel, 'BroadcastChannel');
internal.defineHandler(BroadcastChannel.prototype, 'onmessage');
internal.defineHandler(BroadcastChannel.prototype, 'onmessageerror');

if (idl !== null) {
  idl.dictionary('StructuredSerializeOptions', { transfer: ['sequence<object>', []] });
  idl.define(MessagePort, 'MessagePort', { postMessage: 'any, any=' }, {}, (value) => binding.isPort(value));
  idl.define(MessageChannel, 'MessageChannel', { constructor: '' });
  idl.define(BroadcastChannel, 'BroadcastChannel', { constructor: 'DOMString', postMessage: 'any' });
}

function structuredClone(value, options) {
  if (arguments.length === 0) {
    if (!binding.isNode)
      throw new TypeError("Failed to execute 'structuredClone' on 'Window': 1 argument required, but only 0 present.");
    const error = new TypeError('The value argument must be specified');
    error.code = 'ERR_MISSING_ARGS';
    throw error;
  }
  if (binding.isNode && options !== null && !/^(undefined|object|function)$/.test(typeof options)) {
    const error = new TypeError('The options argument must be either an object or undefined');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (idl !== null) {
    const place = new idl.Place("Failed to execute 'structuredClone' on 'Window'", 0);
    options = idl.converter('StructuredSerializeOptions')(options, place);
  }
  const transfer = options?.transfer;
  if (transfer === undefined || (binding.isNode && transfer === null)) return binding.structuredClone(value, []);
  return binding.structuredClone(
    value,
    binding.isNode ? transferList(transfer).filter((item) => !untransferable.has(item)) : [...transfer],
  );
}

/** Whether it's memory that can't be transferred by itself, or not at all. */
function isMemory(item) {
  return ArrayBuffer.isView(item) || item instanceof SharedArrayBuffer;
}

/** What Node takes a list of things to transfer for. */
function transferList(transfer) {
  if (typeof transfer !== 'object' && typeof transfer !== 'function')
    throw binding.nodeError('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  if (typeof transfer[Symbol.iterator] !== 'function') return [];
  const list = [...transfer];
  for (const item of list)
    if (Object(item) !== item || Object.getPrototypeOf(item) === Object.prototype || isMemory(item))
      throw binding.nodeError('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList');
  return list;
}
module.exports = { MessageChannel, MessagePort, BroadcastChannel, structuredClone, untransferable, internal: host };
