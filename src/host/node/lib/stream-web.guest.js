// Node's streams as web streams, and back.
const { Readable, Writable, Duplex, finished } = require('stream');
const { AbortError, invalidArgType } = require('internal/errors');

function readableToWeb(readable, options) {
  if (typeof readable?._readableState !== 'object') throw invalidArgType('streamReadable', 'stream.Readable', readable);
  if (readable.destroyed || !readable.readable) {
    const stream = new ReadableStream();
    stream.cancel();
    return stream;
  }
  const { readableObjectMode: objects, readableHighWaterMark: highWaterMark } = readable;
  const strategy = options?.strategy ?? (objects ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark });
  let controller;
  let canceled = false;
  readable.pause();
  const stop = finished(readable, (given) => {
    let error = given;
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') error = new AbortError(undefined, { cause: error });
    stop();
    readable.on('error', () => {});
    if (error) controller.error(error);
    else if (!canceled) controller.close();
  });
  readable.on('data', (chunk) => {
    controller.enqueue(Buffer.isBuffer(chunk) && !objects ? new Uint8Array(chunk) : chunk);
    if (controller.desiredSize <= 0) readable.pause();
  });
  return new ReadableStream(
    {
      start(given) {
        controller = given;
      },
      pull() {
        readable.resume();
      },
      cancel(reason) {
        canceled = true;
        readable.destroy(reason);
      },
    },
    strategy,
  );
}

function readableFromWeb(stream, options = {}) {
  if (!(stream instanceof ReadableStream)) throw invalidArgType('readableStream', 'ReadableStream', stream);
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const reader = stream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read() {
      reader.read().then(
        ({ value, done }) => readable.push(done ? null : value),
        (error) => readable.destroy(error),
      );
    },
    destroy(error, callback) {
      const done = () => process.nextTick(callback, error);
      if (closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(
    () => {
      closed = true;
    },
    (error) => {
      closed = true;
      readable.destroy(error);
    },
  );
  return readable;
}

function writableToWeb(writable) {
  if (typeof writable?._writableState !== 'object') throw invalidArgType('streamWritable', 'stream.Writable', writable);
  const { writableObjectMode: objects, writableHighWaterMark: highWaterMark } = writable;
  const strategy = objects ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let drained = null;
  let closing = null;
  const stop = finished(writable, (given) => {
    let error = given;
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE') error = new AbortError(undefined, { cause: error });
    stop();
    writable.on('error', () => {});
    if (error) {
      drained?.reject(error);
      closing?.reject(error);
      controller.error(error);
    } else if (closing) closing.resolve();
    else controller.error(new AbortError());
    drained = closing = null;
  });
  writable.on('drain', () => drained?.resolve());
  return new WritableStream(
    {
      start(given) {
        controller = given;
      },
      write(chunk) {
        if (!writable.writableNeedDrain && writable.write(chunk)) return undefined;
        return new Promise((resolve, reject) => {
          drained = { resolve, reject };
        }).finally(() => {
          drained = null;
        });
      },
      abort(reason) {
        writable.destroy(reason);
      },
      close() {
        const ended = new Promise((resolve, reject) => {
          closing = { resolve, reject };
        });
        writable.end();
        return ended;
      },
    },
    strategy,
  );
}

function writableFromWeb(stream, options = {}) {
  if (!(stream instanceof WritableStream)) throw invalidArgType('writableStream', 'WritableStream', stream);
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  const writer = stream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    write(chunk, encoding, callback) {
      const given = typeof chunk === 'string' && decodeStrings && !objectMode ? new TextEncoder().encode(chunk) : chunk;
      writer.ready.then(
        () =>
          writer.write(given).then(
            () => process.nextTick(callback),
            (error) => process.nextTick(callback, error),
          ),
        callback,
      );
    },
    final(callback) {
      if (closed) callback();
      else
        writer.close().then(
          () => process.nextTick(callback),
          (error) => process.nextTick(callback, error),
        );
    },
    destroy(error, callback) {
      const done = () => process.nextTick(callback, error);
      if (closed) done();
      else if (error) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
  });
  writer.closed.then(
    () => {
      closed = true;
    },
    (error) => {
      closed = true;
      writable.destroy(error);
    },
  );
  return writable;
}

function duplexToWeb(duplex) {
  return { writable: writableToWeb(duplex), readable: readableToWeb(duplex) };
}
function duplexFromWeb(pair, options) {
  const { readable, writable } = pair;
  return Duplex.from({ readable: readableFromWeb(readable, options), writable: writableFromWeb(writable, options) });
}
module.exports = { readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb };
