// The stream module: Duplex, Transform, pipeline and the helpers around them.
const { Stream } = require('internal/stream-base');
const { coded, invalidArgType, AbortError } = require('internal/errors');
const { Writable, getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/stream-writable');
const { Readable } = require('internal/stream-readable');
const { finished, destroy, fail } = require('internal/stream-destroy');

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._events ??= {
    close: undefined,
    error: undefined,
    prefinish: undefined,
    finish: undefined,
    drain: undefined,
    data: undefined,
    end: undefined,
    readable: undefined,
  };
  Readable.call(this, options);
  Writable.call(this, options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  if (options?.readable === false) {
    Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
  }
  if (options?.writable === false) {
    Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const key of Reflect.ownKeys(Writable.prototype)) {
  if (key === 'constructor' || key === 'pipe' || Object.hasOwn(Readable.prototype, key)) continue;
  Object.defineProperty(Duplex.prototype, key, Object.getOwnPropertyDescriptor(Writable.prototype, key));
}
Object.defineProperty(Duplex.prototype, 'destroyed', {
  configurable: true,
  get() {
    return this._readableState === undefined || this._writableState === undefined
      ? false
      : this._readableState.destroyed && this._writableState.destroyed;
  },
  set(value) {
    this._readableState.destroyed = this._writableState.destroyed = value;
  },
});
Duplex.prototype.destroy = Writable.prototype.destroy;
Stream.Duplex = Duplex;
for (const [Class, name] of [
  [Readable, 'readable'],
  [Writable, 'writable'],
  [Duplex, 'duplex'],
]) {
  Class.toWeb = (stream, options) => require('internal/stream-web')[`${name}ToWeb`](stream, options);
  Class.fromWeb = (stream, options) => require('internal/stream-web')[`${name}FromWeb`](stream, options);
}
Duplex.from = (source) => require('internal/duplex-from').from(source);

const CALLBACK = Symbol('kCallback');
function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  const mark = options?.readableHighWaterMark ?? options?.highWaterMark;
  Duplex.call(
    this,
    mark === 0
      ? {
          ...options,
          highWaterMark: null,
          readableHighWaterMark: mark,
          writableHighWaterMark: options.writableHighWaterMark || 0,
        }
      : options,
  );
  // A transform reads only what was written.
  this._readableState.sync = false;
  this[CALLBACK] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', function () {
    if (this._final !== Transform.prototype._final) flush.call(this);
  });
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function flush(callback) {
  if (typeof this._flush === 'function' && !this.destroyed) {
    this._flush((error, data) => {
      if (error) {
        if (callback) callback(error);
        else this.destroy(error);
        return;
      }
      if (data !== null && data !== undefined) this.push(data);
      this.push(null);
      callback?.();
    });
  } else {
    this.push(null);
    callback?.();
  }
}
Transform.prototype._final = flush;
Transform.prototype._transform = function _transform() {
  throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented');
};
Transform.prototype._write = function _write(chunk, encoding, callback) {
  const r = this._readableState;
  const w = this._writableState;
  const { length } = r;
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value !== null && value !== undefined) this.push(value);
    if (w.ended || length === r.length || r.length < r.highWaterMark) callback();
    else this[CALLBACK] = callback;
  });
};
Transform.prototype._read = function _read() {
  if (!this[CALLBACK]) return;
  const callback = this[CALLBACK];
  this[CALLBACK] = null;
  callback();
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function _transform(chunk, _encoding, callback) {
  callback(null, chunk);
};

const isStream = (value) => value !== null && typeof value === 'object' && typeof value.on === 'function';

/** Feeds what an iterable gives into a stream. */
async function pump(iterable, writable, finish, end) {
  let error;
  let resume = null;
  const wake = (failure) => {
    if (failure) error = failure;
    if (resume) {
      const go = resume;
      resume = null;
      go();
    }
  };
  const wait = () =>
    new Promise((resolve, reject) => {
      if (error) reject(error);
      else
        resume = () => {
          if (error) reject(error);
          else resolve();
        };
    });
  writable.on('drain', wake);
  const stop = finished(writable, { readable: false }, wake);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) if (!writable.write(chunk)) await wait();
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (failure) {
    finish(error !== failure ? (failure ?? error) : failure);
  } finally {
    stop();
    writable.off('drain', wake);
  }
}

function pipeline(...streams) {
  const callback = streams.pop();
  if (typeof callback !== 'function') throw invalidArgType('streams[stream.length - 1]', 'function', callback);
  return run(streams.length === 1 && Array.isArray(streams[0]) ? streams[0] : streams, callback);
}

function run(streams, callback, options = {}) {
  if (streams.length < 2) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "streams" argument must be specified');
  const controller = new AbortController();
  const { signal } = controller;
  let error;
  let value;
  let pending = 0;
  const destroys = [];
  const abort = () => finishAll(new AbortError(undefined, { cause: options.signal.reason }));
  options.signal?.addEventListener('abort', abort, { once: true });
  const finishOne = (failure) => finishSome(failure, --pending === 0);
  const finishAll = (failure) => finishSome(failure, true);
  function finishSome(failure, final) {
    if (failure && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE')) error = failure;
    if (!error && !final) return;
    while (destroys.length > 0) destroys.shift()(error);
    options.signal?.removeEventListener('abort', abort);
    controller.abort();
    if (final) process.nextTick(callback, error, value);
  }
  let current;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const end = reading || options.end !== false;
    const last = i === streams.length - 1;
    if (isStream(stream)) {
      if (end) {
        let over = false;
        stream.once('close', () => {
          over = true;
        });
        finished(stream, { readable: reading, writable: writing }, (failure) => {
          over = !failure;
        });
        destroys.push((failure) => {
          if (over) return;
          over = true;
          destroy.call(
            stream,
            failure || coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call pipe after a stream was destroyed'),
          );
        });
      }
      if (last) {
        stream.on('error', (failure) => {
          if (failure && failure.name !== 'AbortError' && failure.code !== 'ERR_STREAM_PREMATURE_CLOSE')
            finishOneError(failure);
        });
      }
    }
    if (i === 0) {
      if (typeof stream === 'function') {
        current = stream({ signal });
        if (typeof current?.[Symbol.asyncIterator] !== 'function' && typeof current?.[Symbol.iterator] !== 'function')
          throw coded(
            TypeError,
            'ERR_INVALID_RETURN_VALUE',
            `Expected Iterable, AsyncIterable or Stream to be returned from the "source" function but got${binding.received(current).replace(' Received', '')}.`,
          );
      } else current = stream;
    } else if (typeof stream === 'function') {
      current = stream(current, { signal });
      if (!reading) {
        // The last function's promise is the result.
        pending++;
        Promise.resolve(current).then(
          (result) => {
            value = result;
            process.nextTick(finishOne);
          },
          (failure) => process.nextTick(finishOne, failure),
        );
      }
    } else if (isStream(current)) {
      pending += 2;
      joinPipe(current, stream, finishOne, end);
      current = stream;
    } else {
      pending++;
      pump(current, stream, finishOne, end);
      current = stream;
    }
  }
  function finishOneError(failure) {
    if (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE') error = failure;
  }
  if (options.signal?.aborted) process.nextTick(abort);
  return current;
}

function joinPipe(source, destination, finish, end) {
  let ended = false;
  destination.on('close', () => {
    if (!ended) finish(coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  });
  source.pipe(destination, { end: false });
  if (end) {
    const endNow = () => {
      ended = true;
      destination.end();
    };
    if (source._readableState?.endEmitted) process.nextTick(endNow);
    else source.once('end', endNow);
  } else finish();
  finished(source, { readable: true, writable: false }, (failure) => {
    const r = source._readableState;
    if (failure?.code === 'ERR_STREAM_PREMATURE_CLOSE' && r?.ended && !r.errored && !r.errorEmitted)
      source.once('end', finish).once('error', finish);
    else finish(failure);
  });
  finished(destination, { readable: false, writable: true }, finish);
}

function addAbortSignal(signal, stream) {
  const abort = () => stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) abort();
  else {
    signal.addEventListener('abort', abort, { once: true });
    finished(stream, () => signal.removeEventListener('abort', abort));
  }
  return stream;
}
Stream.addAbortSignal = addAbortSignal;

const promises = {
  pipeline: (...streams) =>
    new Promise((resolve, reject) => {
      const last = streams[streams.length - 1];
      const options =
        last && typeof last === 'object' && !isStream(last) && !last[Symbol.asyncIterator] && !last[Symbol.iterator]
          ? streams.pop()
          : {};
      run(streams, (error, value) => (error ? reject(error) : resolve(value)), options);
    }),
  finished: (stream, options) =>
    new Promise((resolve, reject) => finished(stream, options ?? {}, (error) => (error ? reject(error) : resolve()))),
};

const custom = Symbol.for('nodejs.util.promisify.custom');
for (const name of ['pipeline', 'finished'])
  Object.defineProperty(name === 'pipeline' ? pipeline : finished, custom, {
    configurable: true,
    get: () => promises[name],
  });

require('internal/stream-operators')(Readable);

module.exports = Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  pipeline,
  finished,
  addAbortSignal,
  compose: (...streams) => require('internal/duplex-from').compose(...streams),
  destroy: (stream, error) => stream.destroy(error),
  isReadable: (s) => (s?._readableState ? s.readable : null),
  isErrored: (s) => !!(s?._readableState?.errored || s?._writableState?.errored),
  isDisturbed: (s) => !!(s?._readableState && (s.readableDidRead || s.readableAborted)),
  getDefaultHighWaterMark,
  setDefaultHighWaterMark,
  promises,
});
void fail;
