// TransformStream and the streams of the platform made of it.
const support = require('stream-support');
const { wrong, illegal, deferred, promiseOf, invoke, run, strategyOf, callbacksOf, shown, finish } = support;
const readable = require('streams').internal;
const writable = require('writable-streams').internal;

const KEY = Symbol('stream');
const transforms = new WeakMap();
const controllers = new WeakMap();

/** @spec streams#ts-default-controller-class */
class TransformStreamDefaultController {
  constructor(key) {
    if (key !== KEY) throw illegal('TransformStreamDefaultController');
  }
  get desiredSize() {
    return readable.desiredSize(controllers.get(this).readable);
  }
  enqueue(chunk) {
    enqueue(controllers.get(this), chunk);
  }
  error(reason) {
    errorBoth(controllers.get(this), reason);
  }
  terminate() {
    const t = controllers.get(this);
    readable.controllerClose(t.readable);
    const reason = wrong(
      TypeError,
      'ERR_INVALID_STATE',
      'Invalid state: TransformStream has been terminated',
      'The transform stream has been terminated',
    );
    errorWritable(t, reason);
  }
}
function enqueue(t, chunk) {
  const s = t.readable;
  if (!readable.canCloseOrEnqueue(s)) throw readable.notEnqueued(s, 'TransformStreamDefaultController');
  try {
    readable.enqueue(s, chunk);
  } catch (error) {
    errorWritable(t, error);
    throw s.storedError;
  }
  const full = !(readable.desiredSize(s) > 0) && !(s.reader !== null && s.reader.requests.length > 0);
  if (full !== t.backpressure) setBackpressure(t, true);
}
function setBackpressure(t, backpressure) {
  t.change?.resolve(undefined);
  t.change = deferred();
  t.backpressure = backpressure;
}
function clear(t) {
  t.callbacks = { source: undefined };
}
function errorBoth(t, reason) {
  readable.controllerError(t.readable, reason);
  errorWritable(t, reason);
}
function errorWritable(t, reason) {
  clear(t);
  if (t.writable.state === 'writable') writable.controllerError(t.writable, reason);
  if (t.backpressure) setBackpressure(t, false);
}

/** @spec streams#transform-stream-default-controller-perform-transform */
function perform(t, chunk) {
  const { callbacks } = t;
  const steps = () => {
    if (callbacks.transform !== undefined) return invoke(callbacks, 'transform', chunk, t.controller);
    return callbacks.identity ? enqueue(t, chunk) : undefined;
  };
  return promiseOf(steps).then(undefined, (reason) => {
    errorBoth(t, reason);
    throw reason;
  });
}

// The sink
function sinkWrite(t, chunk) {
  if (!t.backpressure) return perform(t, chunk);
  return t.change.promise.then(() => {
    if (t.writable.state === 'erroring') throw t.writable.storedError;
    return perform(t, chunk);
  });
}
function sinkAbort(t, reason) {
  if (t.finishing !== null) return t.finishing.promise;
  t.finishing = deferred();
  const { callbacks } = t;
  const canceled = run(callbacks, 'cancel', reason);
  clear(t);
  canceled.then(
    () => {
      if (t.readable.state === 'errored') t.finishing.reject(t.readable.storedError);
      else {
        readable.controllerError(t.readable, reason);
        t.finishing.resolve(undefined);
      }
    },
    (error) => {
      readable.controllerError(t.readable, error);
      t.finishing.reject(error);
    },
  );
  return t.finishing.promise;
}
function sinkClose(t) {
  if (t.finishing !== null) return t.finishing.promise;
  t.finishing = deferred();
  const { callbacks } = t;
  const flushed = run(callbacks, 'flush', t.controller);
  clear(t);
  flushed.then(
    () => {
      if (t.readable.state === 'errored') t.finishing.reject(t.readable.storedError);
      else {
        readable.controllerClose(t.readable);
        t.finishing.resolve(undefined);
      }
    },
    (error) => {
      readable.controllerError(t.readable, error);
      t.finishing.reject(error);
    },
  );
  return t.finishing.promise;
}
// The source
function sourcePull(t) {
  setBackpressure(t, false);
  return t.change.promise;
}
function sourceCancel(t, reason) {
  if (t.finishing !== null) return t.finishing.promise;
  t.finishing = deferred();
  const { callbacks } = t;
  const canceled = run(callbacks, 'cancel', reason);
  clear(t);
  const unblock = () => {
    if (t.backpressure) setBackpressure(t, false);
  };
  canceled.then(
    () => {
      if (t.writable.state === 'errored') t.finishing.reject(t.writable.storedError);
      else {
        if (t.writable.state === 'writable') writable.controllerError(t.writable, reason);
        unblock();
        t.finishing.resolve(undefined);
      }
    },
    (error) => {
      if (t.writable.state === 'writable') writable.controllerError(t.writable, error);
      unblock();
      t.finishing.reject(error);
    },
  );
  return t.finishing.promise;
}

function setUp(callbacks, writableStrategy, readableStrategy) {
  const t = {
    callbacks,
    controller: new TransformStreamDefaultController(KEY),
    backpressure: undefined,
    change: null,
    finishing: null,
    readable: null,
    writable: null,
    source: null,
    sink: null,
  };
  const started = deferred();
  // In Chromium both sides take the promise for a result, which has to be looked at first.
  const start = () => (binding.isNode ? started.promise : new Promise((resolve) => resolve(started.promise)));
  t.sink = writable.createWritable(
    {
      start,
      write: (chunk) => sinkWrite(t, chunk),
      close: () => sinkClose(t),
      abort: (reason) => sinkAbort(t, reason),
    },
    writableStrategy,
  );
  t.writable = writable.streams.get(t.sink);
  t.source = readable.createReadable(
    { start, pull: () => sourcePull(t), cancel: (reason) => sourceCancel(t, reason) },
    readableStrategy.mark,
    readableStrategy.size,
  );
  t.readable = readable.streams.get(t.source);
  setBackpressure(t, true);
  controllers.set(t.controller, t);
  return { t, started };
}

/** @spec streams#ts-class */
class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    for (const side of ['readableType', 'writableType'])
      if (transformer?.[side] !== undefined)
        throw wrong(
          RangeError,
          'ERR_INVALID_ARG_VALUE',
          `The property 'transformer.${side}' is invalid. Received '${String(transformer[side])}'`,
          `Failed to construct 'TransformStream': Invalid ${side} was specified`,
        );
    const names = ['start', 'transform', 'flush', 'cancel'];
    const callbacks = callbacksOf(transformer, names, ['TransformStream', 'transformer']);
    callbacks.identity = callbacks.transform === undefined;
    const readableSide = strategyOf(readableStrategy, 0, 'TransformStream');
    const writableSide = strategyOf(writableStrategy, 1, 'TransformStream');
    const { t, started } = setUp(callbacks, writableSide, readableSide);
    transforms.set(this, t);
    started.resolve(invoke(callbacks, 'start', t.controller));
  }
  get readable() {
    return transforms.get(this).source;
  }
  get writable() {
    return transforms.get(this).sink;
  }
}
finish(TransformStream, TransformStreamDefaultController);
shown(TransformStream, (self) => ({
  readable: self.readable,
  writable: self.writable,
  backpressure: transforms.get(self).backpressure,
}));

/** A pair of streams with an algorithm of the platform between them. */
function pair(transform, flush) {
  return new TransformStream({ transform, flush });
}
const { TextEncoder, TextDecoder } = require('encoding');

class TextEncoderStream {
  #pair;
  constructor() {
    const encoder = new TextEncoder();
    let half = '';
    const encode = (text, controller) => {
      const bytes = encoder.encode(text);
      if (bytes.length > 0) controller.enqueue(bytes);
    };
    this.#pair = pair(
      (chunk, controller) => {
        let text = half + String(chunk);
        half = '';
        const last = text.charCodeAt(text.length - 1);
        if (last >= 0xd800 && last <= 0xdbff) {
          half = text.slice(-1);
          text = text.slice(0, -1);
        }
        encode(text, controller);
      },
      (controller) => encode(half, controller),
    );
  }
  get encoding() {
    return 'utf-8';
  }
  get readable() {
    return this.#pair.readable;
  }
  get writable() {
    return this.#pair.writable;
  }
}
class TextDecoderStream {
  #pair;
  #decoder;
  constructor(label = 'utf-8', options = {}) {
    try {
      this.#decoder = new TextDecoder(label, options);
    } catch (error) {
      if (!binding.isNode) error.message = error.message.replace("'TextDecoder'", "'TextDecoderStream'");
      throw error;
    }
    const emit = (text, controller) => {
      if (text !== '') controller.enqueue(text);
    };
    this.#pair = pair(
      (chunk, controller) => emit(this.#decoder.decode(chunk, { stream: true }), controller),
      (controller) => emit(this.#decoder.decode(), controller),
    );
  }
  get encoding() {
    return this.#decoder.encoding;
  }
  get fatal() {
    return this.#decoder.fatal;
  }
  get ignoreBOM() {
    return this.#decoder.ignoreBOM;
  }
  get readable() {
    return this.#pair.readable;
  }
  get writable() {
    return this.#pair.writable;
  }
}
finish(TextEncoderStream, TextDecoderStream);
shown(TextEncoderStream, ({ encoding, readable, writable }) => ({ encoding, readable, writable }));
shown(TextDecoderStream, ({ encoding, fatal, ignoreBOM, readable, writable }) => ({
  encoding,
  fatal,
  ignoreBOM,
  readable,
  writable,
}));

module.exports = { TransformStream, TransformStreamDefaultController, TextEncoderStream, TextDecoderStream };
