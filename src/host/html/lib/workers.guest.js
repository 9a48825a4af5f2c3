// Worker objects, in windows and in workers. @spec html#dedicated-workers-and-the-worker-interface
const idl = require('web-idl');
const { EventTarget, Event, ErrorEvent, MessageEvent, internal } = require('event-target');
const { MessageChannel } = require('messaging');
const { DOMException } = require('dom-exception');
const { fire, defineHandler } = internal;
require('files');

idl.enumeration('WorkerType', ['classic', 'module']);
idl.dictionary('WorkerOptions', { name: ['DOMString', ''], type: ['WorkerType', 'classic'], credentials: 'DOMString' });
idl.dictionary('StructuredSerializeOptions', { transfer: ['sequence<object>', []] });
/** Where a worker's script is; its document must be of the same origin. */
function scriptURL(url, name) {
  const parsed = binding.parseURL(url, binding.baseURL());
  if (parsed === null)
    throw new DOMException(`Failed to construct '${name}': '${url}' is not a valid URL.`, 'SyntaxError');
  if (!/^(data|blob):/.test(parsed.href) && parsed.origin !== 'http://localhost')
    throw new DOMException(
      `Failed to construct '${name}': Script at '${parsed.href}' cannot be accessed from origin 'http://localhost'.`,
      'SecurityError',
    );
  return parsed.href;
}
class Worker extends EventTarget {
  #port;
  #handle;
  #terminated = false;
  constructor(url, options) {
    [url, options] = idl.constructing('Worker', 'USVString, WorkerOptions=', arguments);
    super();
    const href = scriptURL(url, 'Worker');
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#handle = binding.workerStart(
      {
        url: href,
        text: /^(blob|data):/.test(href) ? (binding.textOfURL(href) ?? '') : null,
        type: options?.type ?? 'classic',
        name: options?.name ?? '',
        kind: 'dedicated',
        port: port2,
      },
      {
        error: (message, filename, lineno, colno) =>
          this.#terminated ||
          !fire(this, new ErrorEvent('error', { message, filename, lineno, colno, error: null, cancelable: true })),
        failed: () => fire(this, new Event('error')),
      },
    );
    port1.onmessage = ({ data, ports }) => {
      if (!this.#terminated) fire(this, new MessageEvent('message', { data, ports: Object.freeze([...ports]) }));
    };
    port1.onmessageerror = () => fire(this, new MessageEvent('messageerror'));
  }
  postMessage(message, options) {
    const place = new idl.Place("Failed to execute 'postMessage' on 'Worker'", 0);
    const list =
      options === undefined || options === null
        ? []
        : idl.isObject(options) && typeof options[Symbol.iterator] === 'function'
          ? idl.converter('sequence<object>')(options, place)
          : idl.converter('StructuredSerializeOptions')(options, place).transfer;
    binding.portPost(this.#port, message, list, 'Worker');
  }
  terminate() {
    this.#terminated = true;
    this.#handle.terminate();
    this.#port.close();
  }
}
for (const type of ['message', 'messageerror', 'error']) defineHandler(Worker.prototype, `on${type}`);
idl.define(Worker, 'Worker', { constructor: 'USVString', postMessage: 'any, any=' });

/** The shared workers of an agent cluster, by script and name. */
const sharedWorkers = binding.shared('shared workers', () => new Map());
idl.types.set('SharedWorkerOptions', (value, place) =>
  idl.isObject(value) ? idl.converter('WorkerOptions')(value, place) : { name: `${value}`, type: 'classic' },
);
class SharedWorker extends EventTarget {
  #port;
  constructor(url, options) {
    [url, options] = idl.constructing('SharedWorker', 'USVString, SharedWorkerOptions=', arguments);
    super();
    const href = scriptURL(url, 'SharedWorker');
    const name = options?.name ?? '';
    const key = `${href} ${name}`;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    let handle = sharedWorkers.get(key);
    if (handle === undefined) {
      handle = binding.workerStart(
        {
          url: href,
          text: /^(blob|data):/.test(href) ? (binding.textOfURL(href) ?? '') : null,
          type: options?.type ?? 'classic',
          name,
          kind: 'shared',
          port: new MessageChannel().port2,
        },
        { error: () => true, failed: () => fire(this, new Event('error')) },
      );
      sharedWorkers.set(key, handle);
    }
    handle.connect(port2);
  }
  get port() {
    return this.#port;
  }
}
defineHandler(SharedWorker.prototype, 'onerror');
idl.define(SharedWorker, 'SharedWorker', { constructor: 'USVString' });
module.exports = { Worker, SharedWorker };
