// Duplex.from: a duplex stream of functions, iterables, promises and pairs of streams.
const { Duplex, Readable, Writable, finished, pipeline } = require('stream');
const { ofIterable } = require('internal/stream-readable');
const { coded, invalidArgType } = require('internal/errors');

/** The two halves as one stream. */
function join(readable, writable) {
  let [ready, drained, done] = [null, null, null];
  const duplex = new Duplex({
    readableObjectMode: !!readable?.readableObjectMode,
    writableObjectMode: !!writable?.writableObjectMode,
    readable: !!readable,
    writable: !!writable,
    read() {
      if (readable) pull();
    },
    write(chunk, encoding, callback) {
      if (writable.write(chunk, encoding)) callback();
      else drained = callback;
    },
    final(callback) {
      done = callback;
      writable.end();
    },
    destroy(error, callback) {
      for (const half of [readable, writable]) half?.destroy?.(error);
      callback(error);
    },
  });
  function pull() {
    for (;;) {
      const chunk = readable.read();
      if (chunk === null) {
        ready = pull;
        return;
      }
      if (!duplex.push(chunk)) return;
    }
  }
  if (writable) {
    finished(writable, (error) => {
      if (error) duplex.destroy(error);
      else done?.();
    });
    writable.on('drain', () => {
      const callback = drained;
      drained = null;
      callback?.();
    });
  }
  if (readable) {
    finished(readable, (error) => {
      if (error) duplex.destroy(error);
    });
    readable.on('readable', () => {
      const callback = ready;
      ready = null;
      callback?.();
    });
    readable.on('end', () => duplex.push(null));
  }
  return duplex;
}

/** What is written becomes what an async generator function reads. */
function ofFunction(make) {
  const waiting = [];
  let wake = null;
  const next = () =>
    new Promise((resolve) => {
      if (waiting.length > 0) resolve(waiting.shift());
      else wake = resolve;
    });
  const give = (entry) => {
    if (wake === null) waiting.push(entry);
    else {
      const resolve = wake;
      wake = null;
      resolve(entry);
    }
  };
  const controller = new AbortController();
  async function* written() {
    for (;;) {
      const { chunk, callback, done } = await next();
      process.nextTick(callback);
      if (done) return;
      yield chunk;
    }
  }
  const value = make(written(), { signal: controller.signal });
  const writable = (more) => ({
    write: (chunk, _encoding, callback) => give({ chunk, callback, done: false }),
    final: (callback) => give({ callback, done: true }),
    ...more,
  });
  if (typeof value?.[Symbol.asyncIterator] === 'function') {
    const stream = Readable.from(value, { objectMode: true });
    return join(stream, new Writable({ objectMode: true, ...writable({}) }));
  }
  if (typeof value?.then === 'function') {
    const duplex = new Duplex({ objectMode: true, readable: false, ...writable({ read() {} }) });
    value.then(
      (result) => {
        if (result !== undefined && result !== null)
          duplex.destroy(
            coded(TypeError, 'ERR_INVALID_RETURN_VALUE', 'Expected nully to be returned from the "body" function.'),
          );
      },
      (error) => duplex.destroy(error),
    );
    return duplex;
  }
  throw coded(
    TypeError,
    'ERR_INVALID_RETURN_VALUE',
    `Expected Iterable, AsyncIterable or AsyncFunction to be returned from the "body" function but got ${binding.received(value).replace(/^ Received /, '')}.`,
  );
}

function from(body) {
  if (body instanceof Duplex) return body;
  if (body instanceof Readable) return join(body, null);
  if (body instanceof Writable) return join(null, body);
  if (body instanceof ReadableStream) return join(Readable.fromWeb(body), null);
  if (body instanceof WritableStream) return join(null, Writable.fromWeb(body));
  if (typeof body === 'function') return ofFunction(body);
  if (body instanceof Blob) return from(body.arrayBuffer());
  if (typeof body === 'string' || body?.[Symbol.iterator] || body?.[Symbol.asyncIterator])
    return ofIterable(Duplex, body, { objectMode: true, writable: false });
  if (typeof body?.readable === 'object' || typeof body?.writable === 'object')
    return join(body.readable ? from(body.readable) : undefined, body.writable ? from(body.writable) : undefined);
  if (typeof body?.then === 'function') {
    const duplex = new Duplex({ objectMode: true, writable: false, read() {} });
    body.then(
      (value) => {
        if (value !== undefined && value !== null) duplex.push(value);
        duplex.push(null);
      },
      (error) => duplex.destroy(error),
    );
    return duplex;
  }
  throw invalidArgType(
    'body',
    [
      'Blob',
      'ReadableStream',
      'WritableStream',
      'Stream',
      'Iterable',
      'AsyncIterable',
      'Function',
      '{ readable, writable } pair',
      'Promise',
    ],
    body,
  );
}
/** Streams one after the other, as one. */
function compose(...given) {
  if (given.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "streams" argument must be specified');
  if (given.length === 1) return from(given[0]);
  const streams = given.map((stream) => (typeof stream === 'function' ? from(stream) : stream));
  const [first] = streams;
  const last = streams[streams.length - 1];
  const writes = !!first.writable;
  const reads = !!last.readable;
  const duplex = join(reads ? last : null, writes ? first : null);
  pipeline(streams, (error) => {
    if (error) duplex.destroy(error);
  });
  return duplex;
}
module.exports = { from, compose };
