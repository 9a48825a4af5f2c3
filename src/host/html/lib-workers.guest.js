// Worker objects, in windows and in workers.
const { EventTarget, Event, ErrorEvent, MessageEvent, internal } = require('event-target');
const { MessageChannel } = require('messaging');
const { DOMException } = require('dom-exception');
const { fire, tag, defineHandler } = internal;

class Worker extends EventTarget {
  #port;
  #handle;
  #terminated = false;
  constructor(url, options = {}) {
    super();
    if (arguments.length === 0)
      throw new TypeError("Failed to construct 'Worker': 1 argument required, but only 0 present.");
    const parsed = binding.parseURL(String(url), binding.href.startsWith('blob:') ? 'http://localhost/' : binding.href);
    if (parsed === null)
      throw new DOMException(`Failed to construct 'Worker': '${url}' is not a valid URL.`, 'SyntaxError');
    const { href } = parsed;
    if (/^https?:/.test(href) && parsed.origin !== 'http://localhost')
      throw new DOMException(
        `Failed to construct 'Worker': Script at '${href}' cannot be accessed from origin 'http://localhost'.`,
        'SecurityError',
      );
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#handle = binding.workerStart(
      {
        url: href,
        text: /^(blob|data):/.test(href) ? (binding.textOfURL(href) ?? '') : null,
        type: String(options?.type ?? 'classic'),
        name: String(options?.name ?? ''),
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
      if (!this.#terminated) fire(this, new MessageEvent('message', { data, ports }));
    };
  }
  postMessage(message, transfer) {
    const list = Array.isArray(transfer) ? transfer : [...(transfer?.transfer ?? [])];
    binding.portPost(this.#port, message, list, 'Worker');
  }
  terminate() {
    this.#terminated = true;
    this.#handle.terminate();
    this.#port.close();
  }
}
tag(Worker, 'Worker');
for (const type of ['message', 'messageerror', 'error']) defineHandler(Worker.prototype, `on${type}`);
module.exports = { Worker };
