// Writable streams: buffering, back pressure, ending.
const { Stream } = require('internal/stream-base');
const { coded, invalidArgType } = require('internal/errors');
const { Buffer } = require('buffer');
const { destroy, fail, construct } = require('internal/stream-destroy');
const nop = () => {};

let defaultMark = 16384;
const marks = { object: 16, bytes: () => defaultMark };

/** The high-water mark of one side of a stream. */
function markOf(options, objectMode, side) {
  const value = options.highWaterMark ?? options[side];
  if (value === undefined || value === null) return objectMode ? marks.object : marks.bytes();
  if (!Number.isInteger(value) || value < 0)
    throw coded(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The property 'options.highWaterMark' is invalid. Received ${binding.inspect(value)}`,
    );
  return Math.floor(value);
}

class WritableState {
  constructor(options, duplex) {
    this.objectMode = !!options.objectMode || (duplex && !!options.writableObjectMode);
    this.highWaterMark = markOf(options, this.objectMode, duplex ? 'writableHighWaterMark' : '');
    this.finalCalled = this.needDrain = this.ending = this.ended = this.finished = this.destroyed = false;
    this.decodeStrings = options.decodeStrings !== false;
    this.defaultEncoding = options.defaultEncoding || 'utf8';
    this.length = 0;
    this.writing = false;
    this.corked = 0;
    this.sync = true;
    this.bufferProcessing = false;
    this.onwrite = null;
    this.writecb = null;
    this.writelen = 0;
    this.afterWrite = null;
    this.afterWritePending = false;
    this.buffered = [];
    this.pendingcb = 0;
    this.constructed = true;
    this.prefinished = this.errorEmitted = false;
    this.emitClose = options.emitClose !== false;
    this.autoDestroy = options.autoDestroy !== false;
    this.errored = null;
    this.closed = this.closeEmitted = false;
    this.onFinish = [];
  }
  getBuffer() {
    return this.buffered;
  }
}

function Writable(options) {
  const duplex = this instanceof Stream.Duplex;
  if (!duplex && !(this instanceof Writable)) return new Writable(options);
  this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined };
  this._writableState = new WritableState(options ?? {}, duplex);
  const state = this._writableState;
  state.onwrite = (error) => onwrite(this, error);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) Stream.addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  construct(this, () => {
    if (!state.writing) clearBuffer(this, state);
    finishMaybe(this, state);
  });
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof encoding === 'function') [encoding, callback] = [state.defaultEncoding, encoding];
  else {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding))
      throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    if (typeof callback !== 'function') callback = nop;
  }
  if (chunk === null) throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      if (state.decodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) encoding = 'buffer';
    else if (chunk instanceof Uint8Array) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else throw invalidArgType('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
  let error;
  if (state.ending) error = coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
  else if (state.destroyed)
    error = coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
  if (error) {
    process.nextTick(callback, error);
    fail(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, callback);
}

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const length = state.objectMode ? 1 : chunk.length;
  state.length += length;
  if (state.writing || state.corked || state.errored || !state.constructed)
    state.buffered.push({ chunk, encoding, callback });
  else doWrite(stream, state, false, length, chunk, encoding, callback);
  // What was written at once takes no room.
  const room = state.length < state.highWaterMark || state.length === 0;
  if (!room) state.needDrain = true;
  return room && !state.errored && !state.destroyed;
}

function doWrite(stream, state, many, length, chunk, encoding, callback) {
  state.writelen = length;
  state.writecb = callback;
  state.writing = true;
  state.sync = true;
  if (state.destroyed)
    state.onwrite(coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
  else if (many) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state.sync = false;
}

function onwriteError(stream, state, error, callback) {
  --state.pendingcb;
  callback(error);
  failBuffered(state);
  fail(stream, error);
}

function onwrite(stream, error) {
  const state = stream._writableState;
  const { sync, writecb: callback } = state;
  if (typeof callback !== 'function') {
    fail(stream, coded(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
    return;
  }
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    void error.stack;
    state.errored ??= error;
    if (stream._readableState) stream._readableState.errored ??= error;
    if (sync) process.nextTick(onwriteError, stream, state, error, callback);
    else onwriteError(stream, state, error, callback);
    return;
  }
  if (state.buffered.length > 0) clearBuffer(stream, state);
  if (!sync) {
    afterWrite(stream, state, 1, callback);
    return;
  }
  if (callback === nop) {
    if (!state.afterWritePending && ((state.needDrain && state.length === 0) || state.objectMode)) {
      state.afterWritePending = true;
      process.nextTick(afterWrite, stream, state, 1, callback);
    } else {
      state.pendingcb--;
      if (state.ending) finishMaybe(stream, state, true);
    }
    return;
  }
  // Callbacks of writes that completed at once share a tick.
  if (state.afterWrite !== null && state.afterWrite.callback === callback) state.afterWrite.count++;
  else {
    const info = { count: 1, callback };
    state.afterWrite = info;
    state.afterWritePending = true;
    process.nextTick(() => {
      state.afterWrite = null;
      afterWrite(stream, state, info.count, info.callback);
    });
  }
}

function afterWrite(stream, state, count, callback) {
  state.afterWritePending = false;
  if (!state.ending && !stream.destroyed && state.length === 0 && state.needDrain) {
    state.needDrain = false;
    stream.emit('drain');
  }
  while (count-- > 0) {
    state.pendingcb--;
    callback(null);
  }
  if (state.destroyed) failBuffered(state);
  finishMaybe(stream, state, true);
}

/** Tells everybody who waits that nothing more will be written. */
function failBuffered(state) {
  if (state.writing) return;
  const error = () =>
    state.errored ?? coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
  for (const { chunk, callback } of state.buffered.splice(0)) {
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(error());
  }
  for (const callback of state.onFinish.splice(0))
    callback(state.errored ?? coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed'));
}

function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const { buffered } = state;
  if (buffered.length === 0) return;
  state.bufferProcessing = true;
  if (buffered.length > 1 && stream._writev) {
    const entries = buffered.splice(0);
    state.pendingcb -= entries.length - 1;
    const callback = (error) => {
      for (const entry of entries) entry.callback(error);
    };
    const chunks = entries.map(({ chunk, encoding }) => ({ chunk, encoding }));
    chunks.allBuffers = entries.every(({ encoding }) => encoding === 'buffer');
    doWrite(stream, state, true, state.length, chunks, '', callback);
  } else {
    do {
      const { chunk, encoding, callback } = buffered.shift();
      doWrite(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
    } while (buffered.length > 0 && !state.writing);
  }
  state.bufferProcessing = false;
}

const needFinish = (s) =>
  s.ending &&
  !s.destroyed &&
  s.constructed &&
  s.length === 0 &&
  !s.errored &&
  s.buffered.length === 0 &&
  !s.finished &&
  !s.writing &&
  !s.errorEmitted &&
  !s.closeEmitted;

function callFinal(stream, state) {
  let called = false;
  const done = (error) => {
    if (called) {
      fail(stream, error ?? coded(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      for (const callback of state.onFinish.splice(0)) callback(error);
      fail(stream, error, state.sync);
    } else if (needFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  };
  state.sync = true;
  state.pendingcb++;
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
  state.sync = false;
}

function finishMaybe(stream, state, sync = false) {
  if (!needFinish(state)) return;
  if (!state.prefinished && !state.finalCalled) {
    if (typeof stream._final === 'function' && !state.destroyed) {
      state.finalCalled = true;
      callFinal(stream, state);
    } else {
      state.prefinished = true;
      stream.emit('prefinish');
    }
  }
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(() => {
      if (needFinish(state)) finish(stream, state);
      else state.pendingcb--;
    });
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  for (const callback of state.onFinish.splice(0)) callback(null);
  stream.emit('finish');
  if (state.autoDestroy) {
    const r = stream._readableState;
    if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
  }
}

const methods = {
  write(chunk, encoding, callback) {
    return write(this, chunk, encoding, callback) === true;
  },
  cork() {
    this._writableState.corked++;
  },
  uncork() {
    const state = this._writableState;
    if (!state.corked) return;
    state.corked--;
    if (!state.writing) clearBuffer(this, state);
  },
  setDefaultEncoding(encoding) {
    if (!Buffer.isEncoding(encoding)) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    this._writableState.defaultEncoding = encoding.toLowerCase();
    return this;
  },
  _write(chunk, encoding, callback) {
    if (this._writev) this._writev([{ chunk, encoding }], callback);
    else throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  },
  _writev: null,
  end(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === 'function') [chunk, encoding, callback] = [null, null, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [null, encoding];
    let error;
    if (chunk !== null && chunk !== undefined) {
      const result = write(this, chunk, encoding);
      if (result instanceof Error) error = result;
    }
    if (state.corked) {
      state.corked = 1;
      this.uncork();
    }
    if (error) {
      // Told already.
    } else if (!state.errored && !state.ending) {
      state.ending = true;
      finishMaybe(this, state, true);
      state.ended = true;
    } else if (state.finished)
      error = coded(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
    else if (state.destroyed)
      error = coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed');
    if (typeof callback === 'function') {
      if (error) process.nextTick(callback, error);
      else if (state.finished) process.nextTick(callback);
      else state.onFinish.push(callback);
    }
    return this;
  },
  destroy(error, callback) {
    const state = this._writableState;
    if (!state.destroyed && (state.buffered.length > 0 || state.onFinish.length > 0))
      process.nextTick(failBuffered, state);
    return destroy.call(this, error, callback);
  },
  _destroy(error, callback) {
    callback(error);
  },
  pipe() {
    fail(this, coded(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
  },
};
for (const key of Object.keys(methods))
  Object.defineProperty(Writable.prototype, key, {
    value: methods[key],
    writable: true,
    enumerable: true,
    configurable: true,
  });
const getters = {
  closed: (s) => s.closed,
  destroyed: (s) => s.destroyed,
  writable: (s) => s.writable !== false && !s.destroyed && !s.errored && !s.ending && !s.ended,
  writableFinished: (s) => s.finished,
  writableObjectMode: (s) => s.objectMode,
  writableBuffer: (s) => s.getBuffer(),
  writableEnded: (s) => s.ending,
  writableNeedDrain: (s) => !s.destroyed && !s.ending && s.needDrain,
  writableHighWaterMark: (s) => s.highWaterMark,
  writableCorked: (s) => s.corked,
  writableLength: (s) => s.length,
  errored: (s) => s.errored,
  writableErrored: (s) => s.errored,
  writableAborted: (s) => s.writable !== false && (s.destroyed || !!s.errored) && !s.finished,
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(Writable.prototype, name, {
    configurable: true,
    get() {
      return this._writableState ? get(this._writableState) : name === 'writable' ? false : undefined;
    },
    set(value) {
      if (this._writableState && (name === 'writable' || name === 'destroyed')) this._writableState[name] = value;
    },
  });
}
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object?._writableState instanceof WritableState;
  },
});
require('events').EventEmitter;
Writable.prototype[Symbol.asyncDispose ?? Symbol('asyncDispose')] = async function () {
  if (!this.destroyed) this.destroy();
};
Writable.WritableState = WritableState;
module.exports = {
  Writable,
  markOf,
  getDefaultHighWaterMark: (objectMode) => (objectMode ? marks.object : defaultMark),
  setDefaultHighWaterMark(objectMode, value) {
    if (objectMode) marks.object = value;
    else defaultMark = value;
  },
};
