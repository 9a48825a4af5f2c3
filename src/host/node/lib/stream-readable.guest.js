// Readable streams: two modes, piping, iteration.
const { Stream } = require('internal/stream-base');
const { coded, invalidArgType } = require('internal/errors');
const { Buffer } = require('buffer');
const { destroy, fail, construct, finished } = require('internal/stream-destroy');
const { markOf } = require('internal/stream-writable');
const PAUSED = Symbol('kPaused');

class ReadableState {
  constructor(options, duplex) {
    this.objectMode = !!options.objectMode || (duplex && !!options.readableObjectMode);
    this.highWaterMark = markOf(options, this.objectMode, duplex ? 'readableHighWaterMark' : '');
    this.buffer = [];
    this.length = 0;
    this.pipes = [];
    this.flowing = null;
    this.ended = this.endEmitted = this.reading = false;
    this.constructed = this.sync = true;
    this.needReadable = this.emittedReadable = this.readableListening = this.resumeScheduled = false;
    this.errorEmitted = false;
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
    this.destroyed = false;
    this.errored = null;
    this.closed = this.closeEmitted = false;
    this.defaultEncoding = options.defaultEncoding || 'utf8';
    this.awaitDrain = new Set();
    this.readingMore = this.dataEmitted = false;
    this.decoder = this.encoding = null;
    this[PAUSED] = null;
    if (options.encoding) this.decode(options.encoding);
  }
  decode(encoding) {
    const { StringDecoder } = require('string_decoder');
    this.decoder = new StringDecoder(encoding);
    this.encoding = this.decoder.encoding;
  }
}

function Readable(options) {
  const duplex = this instanceof Stream.Duplex;
  if (!duplex && !(this instanceof Readable)) return new Readable(options);
  this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
  this._readableState = new ReadableState(options ?? {}, duplex);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal && !duplex) Stream.addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  construct(this, () => {
    if (this._readableState.needReadable) maybeReadMore(this, this._readableState);
  });
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function addChunk(stream, chunk, encoding, front) {
  const state = stream._readableState;
  let error;
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      encoding ||= state.defaultEncoding;
      if (state.encoding !== encoding) {
        if (front && state.encoding) chunk = Buffer.from(chunk, encoding).toString(state.encoding);
        else {
          chunk = Buffer.from(chunk, encoding);
          encoding = '';
        }
      }
    } else if (chunk instanceof Buffer) encoding = '';
    else if (chunk instanceof Uint8Array) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = '';
    } else if (chunk !== null && chunk !== undefined)
      error = invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
  if (error) {
    fail(stream, error);
    return false;
  }
  if (chunk === null) {
    state.reading = false;
    onEnd(stream, state);
  } else if (state.objectMode || (chunk && chunk.length > 0)) {
    if (front) {
      if (state.endEmitted)
        fail(stream, coded(Error, 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event'));
      else if (state.destroyed || state.errored) return false;
      else store(stream, state, chunk, true);
    } else if (state.ended) fail(stream, coded(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    else if (state.destroyed || state.errored) return false;
    else {
      state.reading = false;
      if (state.decoder && !encoding) {
        chunk = state.decoder.write(chunk);
        if (state.objectMode || chunk.length !== 0) store(stream, state, chunk, false);
        else maybeReadMore(stream, state);
      } else store(stream, state, chunk, false);
    }
  } else if (!front) {
    state.reading = false;
    maybeReadMore(stream, state);
  }
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function store(stream, state, chunk, front) {
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount('data') > 0) {
    state.awaitDrain.clear();
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (front) state.buffer.unshift(chunk);
    else state.buffer.push(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

function onEnd(stream, state) {
  if (state.ended) return;
  if (state.decoder) {
    const chunk = state.decoder.end();
    if (chunk && chunk.length > 0) {
      state.buffer.push(chunk);
      state.length += state.objectMode ? 1 : chunk.length;
    }
  }
  state.ended = true;
  if (state.sync) emitReadable(stream);
  else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length > 0 || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  process.nextTick(() => {
    while (
      !state.reading &&
      !state.ended &&
      (state.length < state.highWaterMark || (state.flowing && state.length === 0))
    ) {
      const before = state.length;
      stream.read(0);
      if (before === state.length) break;
    }
    state.readingMore = false;
  });
}

function howMuch(n, state) {
  if (n <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(n)) return state.flowing && state.length > 0 ? state.buffer[0].length : state.length;
  if (n <= state.length) return n;
  return state.ended ? state.length : 0;
}

function take(n, state) {
  if (state.length === 0) return null;
  if (state.objectMode) return state.buffer.shift();
  const text = state.decoder !== null;
  if (!n || n >= state.length) {
    const all = text
      ? state.buffer.join('')
      : state.buffer.length === 1
        ? state.buffer[0]
        : Buffer.concat(state.buffer, state.length);
    state.buffer = [];
    return all;
  }
  const parts = [];
  let rest = n;
  while (rest > 0) {
    const first = state.buffer[0];
    if (first.length <= rest) parts.push(state.buffer.shift());
    else {
      parts.push(first.slice(0, rest));
      state.buffer[0] = first.slice(rest);
    }
    rest -= Math.min(first.length, rest);
  }
  return text ? parts.join('') : parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  process.nextTick(() => {
    if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
    state.endEmitted = true;
    stream.emit('end');
    if (stream.writable && stream.allowHalfOpen === false) {
      process.nextTick(() => {
        if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
      });
    } else if (state.autoDestroy) {
      const w = stream._writableState;
      if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
    }
  });
}

function flow(stream) {
  while (stream._readableState.flowing && stream.read() !== null);
}

function scheduleResume(stream, state) {
  if (state.resumeScheduled) return;
  state.resumeScheduled = true;
  process.nextTick(() => {
    if (!state.reading) stream.read(0);
    state.resumeScheduled = false;
    stream.emit('resume');
    flow(stream);
    if (state.flowing && !state.reading) stream.read(0);
  });
}

function updateListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state[PAUSED] === false) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

const methods = {
  push(chunk, encoding) {
    return addChunk(this, chunk, encoding, false);
  },
  unshift(chunk, encoding) {
    return addChunk(this, chunk, encoding, true);
  },
  isPaused() {
    return this._readableState[PAUSED] === true || this._readableState.flowing === false;
  },
  setEncoding(encoding) {
    const state = this._readableState;
    state.decode(encoding);
    const content = state.buffer.map((b) => state.decoder.write(b)).join('');
    state.buffer = content === '' ? [] : [content];
    state.length = content.length;
    return this;
  },
  read(n) {
    n = n === undefined ? Number.NaN : Number.isInteger(n) ? n : Number.parseInt(n, 10);
    const state = this._readableState;
    const asked = n;
    if (n > state.highWaterMark) state.highWaterMark = 2 ** Math.ceil(Math.log2(n));
    if (n !== 0) state.emittedReadable = false;
    if (
      n === 0 &&
      state.needReadable &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)
    ) {
      if (state.length === 0 && state.ended) endReadable(this);
      else emitReadable(this);
      return null;
    }
    n = howMuch(n, state);
    if (n === 0 && state.ended) {
      if (state.length === 0) endReadable(this);
      return null;
    }
    const wanted = state.needReadable || state.length === 0 || state.length - n < state.highWaterMark;
    if (wanted && !(state.ended || state.reading || state.destroyed || state.errored || !state.constructed)) {
      state.reading = true;
      state.sync = true;
      if (state.length === 0) state.needReadable = true;
      try {
        this._read(state.highWaterMark);
      } catch (error) {
        fail(this, error);
      }
      state.sync = false;
      if (!state.reading) n = howMuch(asked, state);
    }
    const result = n > 0 ? take(n, state) : null;
    if (result === null) {
      state.needReadable = state.length <= state.highWaterMark;
      n = 0;
    } else {
      state.length -= state.objectMode ? 1 : result.length;
      state.awaitDrain.clear();
    }
    if (state.length === 0) {
      if (!state.ended) state.needReadable = true;
      if (asked !== n && state.ended) endReadable(this);
    }
    if (result !== null && !state.errorEmitted && !state.closeEmitted) {
      state.dataEmitted = true;
      this.emit('data', result);
    }
    return result;
  },
  _read() {
    throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented');
  },
  pipe(destination, options) {
    const state = this._readableState;
    state.pipes.push(destination);
    const ends = options?.end !== false && destination !== process.stdout && destination !== process.stderr;
    const unpipe = () => this.unpipe(destination);
    let drain;
    let cleaned = false;
    const ondata = (chunk) => {
      if (destination.write(chunk) === false) pause();
    };
    const pause = () => {
      if (!cleaned) {
        if (state.pipes.includes(destination)) state.awaitDrain.add(destination);
        this.pause();
      }
      if (!drain) {
        drain = () => {
          state.awaitDrain.delete(destination);
          if (state.awaitDrain.size === 0 && this.listenerCount('data') > 0) this.resume();
        };
        destination.on('drain', drain);
      }
    };
    const onerror = (error) => {
      unpipe();
      destination.removeListener('error', onerror);
      if (destination.listenerCount('error') === 0) {
        const s = destination._writableState ?? destination._readableState;
        if (s && !s.errorEmitted) fail(destination, error);
        else destination.emit('error', error);
      }
    };
    const onclose = () => {
      destination.removeListener('finish', onfinish);
      unpipe();
    };
    const onfinish = () => {
      destination.removeListener('close', onclose);
      unpipe();
    };
    const onend = () => destination.end();
    const endFn = ends ? onend : unpipe;
    const onunpipe = (source, info) => {
      if (source !== this || !info || info.hasUnpiped) return;
      info.hasUnpiped = true;
      destination.removeListener('close', onclose);
      destination.removeListener('finish', onfinish);
      if (drain) destination.removeListener('drain', drain);
      destination.removeListener('error', onerror);
      destination.removeListener('unpipe', onunpipe);
      this.removeListener('end', onend);
      this.removeListener('end', unpipe);
      this.removeListener('data', ondata);
      cleaned = true;
      if (drain && state.awaitDrain.size > 0 && (!destination._writableState || destination._writableState.needDrain))
        drain();
    };
    if (state.endEmitted) process.nextTick(endFn);
    else this.once('end', endFn);
    destination.on('unpipe', onunpipe);
    this.on('data', ondata);
    destination.prependListener('error', onerror);
    destination.once('close', onclose);
    destination.once('finish', onfinish);
    destination.emit('pipe', this);
    if (destination.writableNeedDrain === true) pause();
    else if (!state.flowing) this.resume();
    return destination;
  },
  unpipe(destination) {
    const state = this._readableState;
    if (state.pipes.length === 0) return this;
    if (!destination) {
      const all = state.pipes.splice(0);
      this.pause();
      for (const d of all) d.emit('unpipe', this, { hasUnpiped: false });
      return this;
    }
    const index = state.pipes.indexOf(destination);
    if (index === -1) return this;
    state.pipes.splice(index, 1);
    if (state.pipes.length === 0) this.pause();
    destination.emit('unpipe', this, { hasUnpiped: false });
    return this;
  },
  on(event, listener) {
    const result = Stream.prototype.on.call(this, event, listener);
    const state = this._readableState;
    if (event === 'data') {
      state.readableListening = this.listenerCount('readable') > 0;
      if (state.flowing !== false) this.resume();
    } else if (event === 'readable' && !state.endEmitted && !state.readableListening) {
      state.readableListening = state.needReadable = true;
      state.flowing = false;
      state.emittedReadable = false;
      if (state.length > 0) emitReadable(this);
      else if (!state.reading) process.nextTick(() => this.read(0));
    }
    return result;
  },
  removeListener(event, listener) {
    const result = Stream.prototype.removeListener.call(this, event, listener);
    if (event === 'readable') process.nextTick(updateListening, this);
    else if (event === 'data' && this.listenerCount('data') === 0) {
      // Stays as it is: paused streams stay paused, flowing ones lose data.
    }
    return result;
  },
  removeAllListeners(event) {
    const result = Stream.prototype.removeAllListeners.apply(this, arguments);
    if (event === 'readable' || event === undefined) process.nextTick(updateListening, this);
    return result;
  },
  resume() {
    const state = this._readableState;
    if (!state.flowing) {
      state.flowing = !state.readableListening;
      scheduleResume(this, state);
    }
    state[PAUSED] = false;
    return this;
  },
  pause() {
    if (this._readableState.flowing !== false) {
      this._readableState.flowing = false;
      this.emit('pause');
    }
    this._readableState[PAUSED] = true;
    return this;
  },
  wrap(old) {
    old.on('data', (chunk) => {
      if (!this.push(chunk) && old.pause) old.pause();
    });
    old.on('end', () => this.push(null));
    old.on('error', (error) => fail(this, error));
    this._read = () => old.resume?.();
    return this;
  },
  iterator(options) {
    return iterate(this, options);
  },
  [Symbol.asyncIterator]() {
    return iterate(this);
  },
  destroy,
  _destroy(error, callback) {
    callback(error);
  },
};
methods.addListener = methods.on;
methods.off = methods.removeListener;
for (const key of Reflect.ownKeys(methods))
  Object.defineProperty(Readable.prototype, key, {
    value: methods[key],
    writable: true,
    enumerable: true,
    configurable: true,
  });

async function* iterate(stream, options) {
  let wake = () => {};
  function next(resolve) {
    if (this === stream) {
      wake();
      wake = () => {};
    } else wake = resolve;
  }
  stream.on('readable', next);
  let error;
  const stop = finished(stream, { writable: false }, (failure) => {
    error = failure ? (error ?? failure) : null;
    wake();
    wake = () => {};
  });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise(next);
    }
  } catch (failure) {
    error ??= failure;
    throw error;
  } finally {
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy))
      destroy.call(stream, null);
    else {
      stream.off('readable', next);
      stop();
    }
  }
}

const getters = {
  readable: (s) => s.readable !== false && !s.destroyed && !s.errorEmitted && !s.endEmitted,
  readableDidRead: (s) => s.dataEmitted,
  readableAborted: (s) => s.readable !== false && (s.destroyed || !!s.errored) && !s.endEmitted,
  readableHighWaterMark: (s) => s.highWaterMark,
  readableBuffer: (s) => s.buffer,
  readableFlowing: (s) => s.flowing,
  readableLength: (s) => s.length,
  readableObjectMode: (s) => s.objectMode,
  readableEncoding: (s) => s.encoding,
  errored: (s) => s.errored,
  closed: (s) => s.closed,
  destroyed: (s) => s.destroyed,
  readableEnded: (s) => s.endEmitted,
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(Readable.prototype, name, {
    configurable: true,
    get() {
      return this._readableState ? get(this._readableState) : undefined;
    },
    set(value) {
      if (!this._readableState) return;
      if (name === 'readableFlowing') this._readableState.flowing = value;
      else if (name === 'readable' || name === 'destroyed') this._readableState[name] = value;
    },
  });
}
Readable.ReadableState = ReadableState;
Readable.prototype[Symbol.asyncDispose ?? Symbol('asyncDispose')] = async function () {
  if (!this.destroyed) this.destroy(this.readableEnded ? null : undefined);
};

/** A stream of what an iterable gives. */
function ofIterable(Class, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer)
    return new Class({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  const isAsync = typeof iterable?.[Symbol.asyncIterator] === 'function';
  if (!isAsync && typeof iterable?.[Symbol.iterator] !== 'function')
    throw invalidArgType('iterable', ['Iterable'], iterable);
  const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const stream = new Class({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  stream._read = () => {
    if (reading) return;
    reading = true;
    next();
  };
  stream._destroy = (error, callback) => {
    close(error).then(
      () => process.nextTick(callback, error),
      (failure) => process.nextTick(callback, failure || error),
    );
  };
  async function close(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }
  async function next() {
    for (;;) {
      try {
        const { value, done } = isAsync ? await iterator.next() : iterator.next();
        if (done) stream.push(null);
        else {
          const chunk = value && typeof value.then === 'function' ? await value : value;
          if (chunk === null) {
            reading = false;
            throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
          }
          if (stream.push(chunk)) continue;
          reading = false;
        }
      } catch (error) {
        stream.destroy(error);
      }
      break;
    }
  }
  return stream;
}
Readable.from = function from(iterable, options) {
  return ofIterable(Readable, iterable, options);
};
module.exports = { Readable, ofIterable };
