// ReadableStream with its default reader and controller.
const PULLING = new WeakMap();

class ReadableStreamDefaultController {
  constructor(state) {
    PULLING.set(this, state);
  }
  get desiredSize() {
    const s = PULLING.get(this);
    return s.state === 'errored' ? null : s.state === 'closed' ? 0 : s.mark - s.queue.length;
  }
  enqueue(chunk) {
    const s = PULLING.get(this);
    if (s.state !== 'readable' || s.closing) throw new TypeError('Invalid state: Controller is already closed');
    if (s.waiting.length > 0) s.waiting.shift().resolve({ value: chunk, done: false });
    else s.queue.push(chunk);
    pull(s);
  }
  close() {
    const s = PULLING.get(this);
    if (s.state !== 'readable' || s.closing) throw new TypeError('Invalid state: Controller is already closed');
    s.closing = true;
    if (s.queue.length === 0) finish(s);
  }
  error(reason) {
    fail(PULLING.get(this), reason);
  }
}

function finish(s) {
  if (s.state !== 'readable') return;
  s.state = 'closed';
  for (const w of s.waiting.splice(0)) w.resolve({ value: undefined, done: true });
  s.closed.resolve(undefined);
}
function fail(s, reason) {
  if (s.state !== 'readable') return;
  s.state = 'errored';
  s.reason = reason;
  s.queue.length = 0;
  for (const w of s.waiting.splice(0)) w.reject(reason);
  s.closed.reject(reason);
}
/** Asks the source for more, one call at a time. */
function pull(s) {
  if (s.state !== 'readable' || s.closing || !s.started) return;
  if (s.waiting.length === 0 && s.mark - s.queue.length <= 0) return;
  if (s.pulling) {
    s.again = true;
    return;
  }
  s.pulling = true;
  new Promise((resolve) => resolve(s.source.pull?.(s.controller))).then(
    () => {
      s.pulling = false;
      if (s.again) {
        s.again = false;
        pull(s);
      }
    },
    (reason) => fail(s, reason),
  );
}
function deferred() {
  const d = {};
  d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }));
  d.promise.catch(() => {});
  return d;
}

class ReadableStreamDefaultReader {
  #state;
  constructor(stream) {
    const s = PULLING.get(stream);
    if (s.reader !== null) throw new TypeError('Invalid state: ReadableStream is locked');
    s.reader = this;
    this.#state = s;
  }
  get closed() {
    return this.#state === null ? Promise.reject(new TypeError('The reader was released')) : this.#state.closed.promise;
  }
  read() {
    const s = this.#state;
    if (s === null) return Promise.reject(new TypeError('The reader was released'));
    if (s.queue.length > 0) {
      const value = s.queue.shift();
      if (s.closing && s.queue.length === 0) finish(s);
      else pull(s);
      return Promise.resolve({ value, done: false });
    }
    if (s.state === 'closed') return Promise.resolve({ value: undefined, done: true });
    if (s.state === 'errored') return Promise.reject(s.reason);
    const d = deferred();
    s.waiting.push(d);
    pull(s);
    return d.promise;
  }
  releaseLock() {
    if (this.#state === null) return;
    this.#state.reader = null;
    for (const w of this.#state.waiting.splice(0)) w.reject(new TypeError('Releasing reader'));
    this.#state = null;
  }
  cancel(reason) {
    return this.#state === null
      ? Promise.reject(new TypeError('The reader was released'))
      : cancel(this.#state, reason);
  }
}
function cancel(s, reason) {
  if (s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.reason);
  s.queue.length = 0;
  finish(s);
  return new Promise((resolve) => resolve(s.source.cancel?.(reason))).then(() => undefined);
}

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    const s = {
      source,
      queue: [],
      waiting: [],
      state: 'readable',
      mark: strategy.highWaterMark ?? 1,
      reader: null,
      started: false,
      closing: false,
      pulling: false,
      again: false,
      reason: undefined,
      closed: deferred(),
    };
    PULLING.set(this, s);
    s.controller = new ReadableStreamDefaultController(s);
    const started = source.start?.(s.controller);
    Promise.resolve(started).then(
      () => {
        s.started = true;
        pull(s);
      },
      (reason) => fail(s, reason),
    );
  }
  get locked() {
    return PULLING.get(this).reader !== null;
  }
  getReader(options) {
    const mode = options?.mode;
    if (mode !== undefined && String(mode) !== 'byob')
      throw new TypeError(
        binding.isNode
          ? `The property 'options.mode' is invalid. Received '${mode}'`
          : `Failed to execute 'getReader' on 'ReadableStream': Failed to read the 'mode' property from 'ReadableStreamGetReaderOptions': The provided value '${mode}' is not a valid enum value of type ReadableStreamReaderMode.`,
      );
    return new ReadableStreamDefaultReader(this);
  }
  cancel(reason) {
    if (this.locked) return Promise.reject(new TypeError('Cannot cancel a locked stream'));
    return cancel(PULLING.get(this), reason);
  }
  tee() {
    const reader = this.getReader();
    const controllers = [];
    const branch = (i) =>
      new ReadableStream({
        start(c) {
          controllers[i] = c;
        },
        async pull() {
          const { value, done } = await reader.read();
          for (const c of controllers) {
            if (done) c.close();
            else c.enqueue(value);
          }
        },
      });
    return [branch(0), branch(1)];
  }
  async *values({ preventCancel = false } = {}) {
    const reader = this.getReader();
    let ended = false;
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          ended = true;
          return;
        }
        yield value;
      }
    } finally {
      if (!ended && !preventCancel) await reader.cancel();
      reader.releaseLock();
    }
  }
  [Symbol.asyncIterator](options) {
    return this.values(options);
  }
  static from(iterable) {
    const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
    return new ReadableStream(
      {
        async pull(c) {
          const { value, done } = await iterator.next();
          if (done) c.close();
          else c.enqueue(await value);
        },
        async cancel(reason) {
          await iterator.return?.(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }
}
for (const C of [ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController])
  Object.defineProperty(C.prototype, Symbol.toStringTag, { value: C.name, configurable: true });
module.exports = { ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController };
