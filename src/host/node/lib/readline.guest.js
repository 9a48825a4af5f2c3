// readline, over streams that are no terminal.
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { coded, invalidArgValue, AbortError } = require('internal/errors');

class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #question = null;
  #sawReturn = false;
  #prompt;
  constructor(input, output, completer, terminal) {
    super();
    const options = input !== null && typeof input === 'object' && input.input ? input : { input, output, terminal };
    if (typeof options.input?.on !== 'function') throw invalidArgValue('input', options.input);
    if (options.terminal) binding.notModelled('readline on a terminal');
    this.#prompt = options.prompt === undefined ? '> ' : `${options.prompt}`;
    this.terminal = false;
    this.line = '';
    this.cursor = undefined;
    this.history = [];
    this.input = options.input;
    this.output = options.output;
    this.closed = false;
    this.paused = false;
    const onData = (chunk) => this.#take(this.#decoder.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
    const onEnd = () => {
      this.#take(this.#decoder.end());
      if (this.line !== '') {
        const last = this.line;
        this.line = '';
        // What no line's end follows answers no question.
        this.emit('line', last);
      }
      this.close();
    };
    const onError = (error) => this.emit('error', error);
    this.input.on('error', onError);
    this.input.on('data', onData);
    this.input.on('end', onEnd);
    this.once('close', () => {
      this.input.removeListener('data', onData);
      this.input.removeListener('end', onEnd);
    });
    const { signal } = options;
    if (signal?.aborted) process.nextTick(() => this.close());
    else signal?.addEventListener('abort', () => this.close(), { once: true });
    this.input.resume();
  }
  #take(text) {
    if (text === '') return;
    if (this.#sawReturn && text[0] === '\n') text = text.slice(1);
    this.#sawReturn = text.endsWith('\r');
    const lines = (this.line + text).split(/\r\n|\n|\r/);
    this.line = lines.pop();
    for (const line of lines) this.#onLine(line);
  }
  #onLine(line) {
    if (this.#question !== null) {
      const callback = this.#question;
      this.#question = null;
      callback(line);
    } else this.emit('line', line);
  }
  getPrompt() {
    return this.#prompt;
  }
  setPrompt(prompt) {
    this.#prompt = prompt;
  }
  prompt() {
    if (this.paused) this.resume();
    this.output?.write(this.#prompt);
  }
  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    const signal = typeof options === 'object' ? options?.signal : undefined;
    if (this.closed) throw coded(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (signal?.aborted || typeof callback !== 'function') return;
    signal?.addEventListener('abort', () => (this.#question = null), { once: true });
    if (this.#question !== null) return this.prompt();
    this.output?.write(query);
    this.#question = callback;
    if (this.paused) this.resume();
  }
  write(text) {
    if (this.closed) throw coded(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this.paused) this.resume();
    this.#take(`${text}`);
  }
  pause() {
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }
  resume() {
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }
  close() {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    this.emit('close');
  }
}

/** The lines, as they come. */
Interface.prototype[Symbol.asyncIterator] = function lines() {
  const waiting = [];
  const queue = [];
  let ended = this.closed;
  const settle = () => {
    while (waiting.length > 0 && (queue.length > 0 || ended))
      waiting.shift()(queue.length > 0 ? { value: queue.shift(), done: false } : { value: undefined, done: true });
  };
  this.on('line', (line) => {
    queue.push(line);
    settle();
  });
  this.once('close', () => {
    ended = true;
    settle();
  });
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
    return: () => {
      this.close();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

class PromisesInterface extends Interface {
  question(query, options) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      const abort = () => reject(new AbortError(undefined, { cause: signal.reason }));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      super.question(query, options ?? {}, resolve);
    });
  }
}
Object.defineProperty(PromisesInterface, 'name', { value: 'Interface' });

const { promisify } = require('util');
Object.defineProperty(Interface.prototype.question, promisify.custom, {
  value(query, options) {
    return PromisesInterface.prototype.question.call(this, query, options);
  },
});

/** An escape sequence for the stream's terminal. */
function send(stream, code, callback) {
  if (stream === null || stream === undefined) {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(`\x1b[${code}`, callback);
}

module.exports = {
  Interface,
  createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
  clearLine: (stream, way, callback) => send(stream, way < 0 ? '1K' : way > 0 ? '0K' : '2K', callback),
  clearScreenDown: (stream, callback) => send(stream, '0J', callback),
  cursorTo: (stream, x, y, callback) =>
    send(stream, typeof y === 'number' ? `${y + 1};${x + 1}H` : `${x + 1}G`, typeof y === 'function' ? y : callback),
  moveCursor: (stream, dx, dy, callback) => {
    const across = dx < 0 ? `${-dx}D` : dx > 0 ? `${dx}C` : '';
    const down = dy < 0 ? `${-dy}A` : dy > 0 ? `${dy}B` : '';
    const both = across && down ? `${across}\x1b[${down}` : across || down;
    return both === '' ? true : send(stream, both, callback);
  },
  emitKeypressEvents() {
    binding.notModelled('readline.emitKeypressEvents');
  },
  promises: { Interface: PromisesInterface, createInterface: (input, output) => new PromisesInterface(input, output) },
};
