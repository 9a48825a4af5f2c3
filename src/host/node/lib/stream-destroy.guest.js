// How streams end: destroying, errors, 'close'; and waiting for the end of one.
const { coded, AbortError } = require('internal/errors');

const states = (stream) => [stream._writableState, stream._readableState].filter((s) => s !== undefined && s !== null);

function noteError(stream, error) {
  if (!error) return;
  void error.stack;
  for (const state of states(stream)) state.errored ??= error;
}

function emitError(stream, error) {
  const all = states(stream);
  if (all.some((s) => s.errorEmitted)) return;
  for (const s of all) s.errorEmitted = true;
  stream.emit('error', error);
}

function emitClose(stream) {
  const all = states(stream);
  for (const s of all) s.closeEmitted = true;
  if (all.some((s) => s.emitClose)) stream.emit('close');
}

function runDestroy(stream, error, callback) {
  let called = false;
  const done = (failure) => {
    if (called) return;
    called = true;
    noteError(stream, failure);
    for (const s of states(stream)) s.closed = true;
    if (typeof callback === 'function') callback(failure);
    process.nextTick(() => {
      if (failure) emitError(stream, failure);
      emitClose(stream);
    });
  };
  try {
    stream._destroy(error || null, done);
  } catch (failure) {
    done(failure);
  }
}

function destroy(error, callback) {
  const all = states(this);
  if (all.some((s) => s.destroyed)) {
    if (typeof callback === 'function') callback();
    return this;
  }
  noteError(this, error);
  for (const s of all) s.destroyed = true;
  if (!all[0].constructed) this.once('internal:constructed', (failure) => runDestroy(this, failure ?? error, callback));
  else runDestroy(this, error, callback);
  return this;
}

/** An error inside a stream: destroys it, or tells it where streams don't end by themselves. */
function fail(stream, error, later = false) {
  const all = states(stream);
  if (all.some((s) => s.destroyed)) return;
  if (all.some((s) => s.autoDestroy)) stream.destroy(error);
  else {
    noteError(stream, error);
    if (later) process.nextTick(emitError, stream, error);
    else emitError(stream, error);
  }
}

/** Runs a `construct` option before anything else. */
function construct(stream, callback) {
  if (typeof stream._construct !== 'function') return;
  for (const s of states(stream)) s.constructed = false;
  stream.once('internal:ready', callback);
  if (stream.listenerCount('internal:ready') > 1) return;
  process.nextTick(() => {
    let called = false;
    const done = (error) => {
      if (called) {
        fail(stream, error ?? coded(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
        return;
      }
      called = true;
      const all = states(stream);
      for (const s of all) s.constructed = true;
      if (all.some((s) => s.destroyed)) stream.emit('internal:constructed', error);
      else if (error) fail(stream, error, true);
      else process.nextTick(() => stream.emit('internal:ready'));
    };
    try {
      stream._construct((error) => process.nextTick(done, error));
    } catch (error) {
      process.nextTick(done, error);
    }
  });
}

const premature = () => coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close');

/** Calls `callback` once the stream has ended, finished or failed; answers a function that stops listening. */
function finished(stream, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  options ??= {};
  const r = stream._readableState;
  const w = stream._writableState;
  if (!r && !w && typeof stream.on !== 'function') {
    const error = new TypeError(
      `The "stream" argument must be an instance of ReadableStream, WritableStream, or Stream.${binding.received(stream)}`,
    );
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  const readable = options.readable ?? (r !== undefined && r !== null && stream.readable !== null);
  const writable = options.writable ?? (w !== undefined && w !== null && stream.writable !== null);
  let called = false;
  const call = (error) => {
    if (called) return;
    called = true;
    callback.call(stream, error);
  };
  let readableDone = r ? r.endEmitted : true;
  let writableDone = w ? w.finished : true;
  // Where 'close' will follow, it is waited for.
  const own = w ?? r;
  let closes = !!own?.autoDestroy && own.emitClose && own.closed === false && readable === !!r && writable === !!w;
  const onfinish = () => {
    writableDone = true;
    if (stream.destroyed) closes = false;
    if (closes && (!stream.writable || readable)) return;
    if (!readable || readableDone) call();
  };
  const onend = () => {
    readableDone = true;
    if (stream.destroyed) closes = false;
    if (closes && (!stream.writable || writable)) return;
    if (!writable || writableDone) call();
  };
  const onerror = (error) => call(error);
  const onclose = () => {
    const errored = (w?.errored || r?.errored) ?? null;
    if (errored && typeof errored !== 'boolean') return call(errored);
    if (readable && !readableDone && r && !r.endEmitted) return call(premature());
    if (writable && !writableDone && w && !w.finished) return call(premature());
    call();
  };
  const off = () => {
    stream.removeListener('finish', onfinish);
    stream.removeListener('end', onend);
    stream.removeListener('error', onerror);
    stream.removeListener('close', onclose);
  };
  stream.on('end', onend);
  stream.on('finish', onfinish);
  if (options.error !== false) stream.on('error', onerror);
  stream.on('close', onclose);
  const all = states(stream);
  if (all.some((s) => s.closed)) process.nextTick(onclose);
  else if (all.some((s) => s.errorEmitted)) process.nextTick(onclose);
  else if ((!readable || readableDone) && (!writable || writableDone) && all.every((s) => !s.emitClose || s.closed))
    process.nextTick(onclose);
  const { signal } = options;
  if (signal) {
    const abort = () => {
      const endNow = callback;
      off();
      if (!called) {
        called = true;
        endNow.call(stream, new AbortError(undefined, { cause: signal.reason }));
      }
    };
    if (signal.aborted) process.nextTick(abort);
    else signal.addEventListener('abort', abort, { once: true });
  }
  return () => {
    callback = () => {};
    off();
  };
}

module.exports = { destroy, fail, construct, finished, emitError, premature };
