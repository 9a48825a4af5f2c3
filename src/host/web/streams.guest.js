// ReadableStream, its default reader and controller, piping and teeing.
const support = require('stream-support');
const {
  wrong,
  invalidState,
  wrongThis,
  illegal,
  deferred,
  silence,
  rejected,
  resolved,
  promiseOf,
  settledBy,
  invoke,
  run,
} = support;
const { SizedQueue, strategyOf, callbacksOf, received, shown, finish, nothing } = support;
const writable = require('writable-streams');
const w = writable.internal;

const KEY = Symbol('stream');
const streams = new WeakMap();
const readers = new WeakMap();
const controllers = new WeakMap();

function stateOf(stream) {
  const state = streams.get(stream);
  if (state === undefined) throw wrongThis('ReadableStream');
  return state;
}

/** @spec streams#rs-default-controller-class */
class ReadableStreamDefaultController {
  constructor(key) {
    if (key !== KEY) throw illegal('ReadableStreamDefaultController');
  }
  get desiredSize() {
    return desiredSize(controllers.get(this));
  }
  close() {
    const s = controllers.get(this);
    if (!canCloseOrEnqueue(s)) {
      const part =
        s.state === 'errored'
          ? 'Cannot close an errored readable stream'
          : 'Cannot close a readable stream that has already been requested to be closed';
      throw invalidState(
        'Controller is already closed',
        `Failed to execute 'close' on 'ReadableStreamDefaultController': ${part}`,
      );
    }
    controllerClose(s);
  }
  enqueue(chunk) {
    const s = controllers.get(this);
    if (!canCloseOrEnqueue(s)) throw notEnqueued(s, 'ReadableStreamDefaultController');
    enqueue(s, chunk);
  }
  error(reason) {
    controllerError(controllers.get(this), reason);
  }
}
function notEnqueued(s, name) {
  const part =
    s.state === 'errored'
      ? 'Cannot enqueue a chunk into an errored readable stream'
      : 'Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed';
  return invalidState('Controller is already closed', `Failed to execute 'enqueue' on '${name}': ${part}`);
}

function setUp(stream, callbacks, { size, mark }) {
  const s = {
    stream,
    callbacks,
    size,
    mark,
    state: 'readable',
    storedError: undefined,
    reader: null,
    disturbed: false,
    queue: new SizedQueue(),
    started: false,
    closeRequested: false,
    pulling: false,
    pullAgain: false,
    controller: new ReadableStreamDefaultController(KEY),
  };
  streams.set(stream, s);
  controllers.set(s.controller, s);
  const started = invoke(callbacks, 'start', s.controller);
  settledBy(started).then(
    () => {
      s.started = true;
      pullIfNeeded(s);
    },
    (reason) => controllerError(s, reason),
  );
  return s;
}
function desiredSize(s) {
  if (s.state === 'errored') return null;
  return s.state === 'closed' ? 0 : s.mark - s.queue.total;
}
const canCloseOrEnqueue = (s) => !s.closeRequested && s.state === 'readable';
const waiting = (s) => (s.reader === null ? 0 : s.reader.requests.length);

/** @spec streams#readable-stream-default-controller-call-pull-if-needed */
function pullIfNeeded(s) {
  const wanted = canCloseOrEnqueue(s) && s.started && (waiting(s) > 0 || desiredSize(s) > 0);
  if (!wanted) return;
  if (s.pulling) {
    s.pullAgain = true;
    return;
  }
  s.pulling = true;
  const { callbacks } = s;
  run(callbacks, 'pull', s.controller).then(
    () => {
      s.pulling = false;
      if (s.pullAgain) {
        s.pullAgain = false;
        pullIfNeeded(s);
      }
    },
    (reason) => controllerError(s, reason),
  );
}
const clear = (s) => {
  s.callbacks = { source: undefined };
  s.size = undefined;
};
function enqueue(s, chunk) {
  if (waiting(s) > 0) s.reader.requests.shift().chunk(chunk);
  else {
    try {
      const size = s.size === undefined ? 1 : Reflect.apply(s.size, undefined, [chunk]);
      s.queue.add(chunk, size);
    } catch (error) {
      controllerError(s, error);
      throw error;
    }
  }
  pullIfNeeded(s);
}
function controllerClose(s) {
  if (!canCloseOrEnqueue(s)) return;
  s.closeRequested = true;
  if (s.queue.length > 0) return;
  clear(s);
  closeStream(s);
}
function controllerError(s, reason) {
  if (s.state !== 'readable') return;
  s.queue.clear();
  clear(s);
  s.state = 'errored';
  s.storedError = reason;
  const { reader } = s;
  if (reader === null) return;
  reader.closed.reject(reason);
  silence(reader.closed.promise);
  for (const request of reader.requests.splice(0)) request.error(reason);
}
function closeStream(s) {
  s.state = 'closed';
  const { reader } = s;
  if (reader === null) return;
  reader.closed.resolve(undefined);
  for (const request of reader.requests.splice(0)) request.close();
}
/** @spec streams#readable-stream-cancel */
function cancel(s, reason) {
  s.disturbed = true;
  if (s.state === 'closed') return Promise.resolve(undefined);
  if (s.state === 'errored') return Promise.reject(s.storedError);
  closeStream(s);
  s.queue.clear();
  const { callbacks } = s;
  const promise = run(callbacks, 'cancel', reason);
  clear(s);
  return promise.then(nothing);
}

// Readers
function acquire(s, method = 'getReader') {
  if (s.reader !== null)
    throw invalidState(
      'ReadableStream is locked',
      `Failed to execute '${method}' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader`,
    );
  const reader = { state: s, requests: [], closed: null };
  s.reader = reader;
  reader.closed =
    s.state === 'readable' ? deferred() : s.state === 'closed' ? resolved(undefined) : rejected(s.storedError, true);
  return reader;
}
/** @spec streams#readable-stream-default-reader-read */
function read(reader, request) {
  const s = reader.state;
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else if (s.queue.length > 0) {
    const chunk = s.queue.take();
    if (s.closeRequested && s.queue.length === 0) {
      clear(s);
      closeStream(s);
    } else pullIfNeeded(s);
    request.chunk(chunk);
  } else {
    reader.requests.push(request);
    pullIfNeeded(s);
  }
}
function release(reader) {
  const s = reader.state;
  if (s === null) return;
  const reason = invalidState(
    'Reader released',
    "This readable stream reader has been released and cannot be used to monitor the stream's state",
  );
  if (s.state === 'readable') reader.closed.reject(reason);
  else reader.closed = rejected(reason);
  silence(reader.closed.promise);
  s.reader = null;
  reader.state = null;
  const ended = invalidState('Releasing reader', 'Releasing Default reader');
  for (const request of reader.requests.splice(0)) request.error(ended);
}

/** @spec streams#default-reader-class */
class ReadableStreamDefaultReader {
  constructor(stream) {
    const s = streams.get(stream);
    if (s === undefined)
      throw wrong(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "stream" argument must be an instance of ReadableStream.${received(stream)}`,
        "Failed to construct 'ReadableStreamDefaultReader': parameter 1 is not of type 'ReadableStream'.",
      );
    readers.set(this, acquire(s));
  }
  get closed() {
    const reader = readers.get(this);
    return reader === undefined ? Promise.reject(wrongThis('ReadableStreamDefaultReader')) : reader.closed.promise;
  }
  cancel(reason) {
    const { state } = readers.get(this);
    return state === null ? Promise.reject(detached('cancel', 'cancel')) : cancel(state, reason);
  }
  read() {
    const reader = readers.get(this);
    if (reader === undefined)
      return Promise.reject(
        wrong(
          TypeError,
          'ERR_INVALID_THIS',
          'Value of "this" must be of type ReadableStreamDefaultReader',
          "Failed to execute 'read' on 'ReadableStreamDefaultReader': Illegal invocation",
        ),
      );
    if (reader.state === null) return Promise.reject(detached('read', 'read from'));
    const answer = deferred();
    read(reader, {
      chunk: (value) => answer.resolve({ value, done: false }),
      close: () => answer.resolve({ value: undefined, done: true }),
      error: (reason) => answer.reject(reason),
    });
    return answer.promise;
  }
  releaseLock() {
    release(readers.get(this));
  }
}
function detached(method, verb) {
  return invalidState(
    'The reader is not attached to a stream',
    `Failed to execute '${method}' on 'ReadableStreamDefaultReader': This readable stream reader has been released and cannot be used to ${verb} its previous owner stream`,
  );
}

// Piping
/** @spec streams#readable-stream-pipe-to */
function pipeTo(source, dest, options) {
  if (binding.isNode) return pipeInNode(source, dest, options);
  const reader = acquire(source);
  const writer = w.writers.get(new writable.WritableStreamDefaultWriter(dest.stream));
  source.disturbed = true;
  return require('pipes').pipe(reader, writer, options, { read, release, cancel }, w);
}
function pipeInNode(source, dest, { preventClose, preventAbort, preventCancel, signal }) {
  const reader = acquire(source);
  const target = new writable.WritableStreamDefaultWriter(dest.stream);
  const writer = w.writers.get(target);
  source.disturbed = true;
  let shuttingDown = false;
  let lastWrite = Promise.resolve(undefined);
  const done = deferred();
  let onAbort;

  const finalize = (failed, reason) => {
    w.release(writer);
    release(reader);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    if (failed) done.reject(reason);
    else done.resolve(undefined);
  };
  const written = () => {
    const before = lastWrite;
    return lastWrite.then(() => (before === lastWrite ? undefined : written()));
  };
  const afterWrites = (steps) => {
    if (shuttingDown) return;
    shuttingDown = true;
    if (dest.state === 'writable' && !w.closeQueuedOrInFlight(dest)) written().then(steps);
    else steps();
  };
  const shutdown = (failed = false, reason = undefined) => afterWrites(() => finalize(failed, reason));
  const shutdownWith = (action, failed = false, reason = undefined) =>
    afterWrites(() =>
      action().then(
        () => finalize(failed, reason),
        (error) => finalize(true, error),
      ),
    );
  const whenErrored = (state, promise, steps) => {
    if (state.state === 'errored') steps(state.storedError);
    else promise.then(undefined, steps);
  };

  if (signal !== undefined) {
    onAbort = () => {
      const { reason } = signal;
      const actions = [];
      if (!preventAbort)
        actions.push(() => (dest.state === 'writable' ? w.abort(dest, reason) : Promise.resolve(undefined)));
      if (!preventCancel)
        actions.push(() => (source.state === 'readable' ? cancel(source, reason) : Promise.resolve(undefined)));
      shutdownWith(() => Promise.all(actions.map((action) => action())), true, reason);
    };
    if (signal.aborted) {
      onAbort();
      return done.promise;
    }
    signal.addEventListener('abort', onAbort);
  }
  whenErrored(source, reader.closed.promise, (reason) =>
    preventAbort ? shutdown(true, reason) : shutdownWith(() => w.abort(dest, reason), true, reason),
  );
  whenErrored(dest, writer.closed.promise, (reason) =>
    preventCancel ? shutdown(true, reason) : shutdownWith(() => cancel(source, reason), true, reason),
  );
  const closeForward = () => {
    if (preventClose) shutdown();
    else
      shutdownWith(() => {
        if (w.closeQueuedOrInFlight(dest) || dest.state === 'closed') return Promise.resolve(undefined);
        return dest.state === 'errored' ? Promise.reject(dest.storedError) : w.close(dest);
      });
  };
  if (source.state === 'closed') closeForward();
  else reader.closed.promise.then(closeForward, nothing);
  if (w.closeQueuedOrInFlight(dest) || dest.state === 'closed') {
    const reason = invalidState('Destination WritableStream is closed', 'Destination stream closed');
    if (preventCancel) shutdown(true, reason);
    else shutdownWith(() => cancel(source, reason), true, reason);
  }

  const step = async () => {
    if (shuttingDown) return true;
    await writer.ready.promise;
    return new Promise((resolve, reject) => {
      read(reader, {
        chunk(chunk) {
          lastWrite = w.write(writer, chunk).then(undefined, nothing);
          resolve(false);
        },
        close: () => resolve(true),
        error: reject,
      });
    });
  };
  const loop = async () => {
    while (!(await step()));
  };
  silence(loop());
  return done.promise;
}

/** @spec streams#abstract-opdef-readablestreamdefaulttee */
function tee(s) {
  const reader = acquire(s, 'tee');
  let reading = false;
  let readAgain = false;
  const canceled = [false, false];
  const reasons = [undefined, undefined];
  const cancellation = deferred();
  const branches = [];
  const pull = () => {
    if (reading) {
      readAgain = true;
      return Promise.resolve(undefined);
    }
    reading = true;
    read(reader, {
      chunk(chunk) {
        queueMicrotask(() => {
          readAgain = false;
          for (const i of [0, 1]) if (!canceled[i]) enqueue(branches[i], chunk);
          reading = false;
          if (readAgain) pull();
        });
      },
      close() {
        reading = false;
        for (const i of [0, 1]) if (!canceled[i]) controllerClose(branches[i]);
        if (!canceled[0] || !canceled[1]) cancellation.resolve(undefined);
      },
      error() {
        reading = false;
      },
    });
    return Promise.resolve(undefined);
  };
  const cancelBranch = (i) => (reason) => {
    canceled[i] = true;
    reasons[i] = reason;
    if (canceled[1 - i]) cancellation.resolve(cancel(s, reasons));
    return cancellation.promise;
  };
  const made = [0, 1].map((i) => createReadable({ pull, cancel: cancelBranch(i) }, 1));
  branches.push(...made.map((stream) => streams.get(stream)));
  reader.closed.promise.then(undefined, (reason) => {
    for (const branch of branches) controllerError(branch, reason);
    if (!canceled[0] || !canceled[1]) cancellation.resolve(undefined);
  });
  return made;
}

/** A stream whose source is an algorithm of the platform. */
function createReadable(callbacks, mark, size = () => 1) {
  return new ReadableStream({ ...callbacks, source: undefined, platform: true, [KEY]: true }, { mark, size });
}

// Iteration
const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
const iterations = new WeakMap();
/** What follows a step of an iteration: the next one need not wait. @spec webidl#js-asynchronous-iterator-prototype-object */
const ending = (own) => [
  (result) => {
    own.ongoing = null;
    return result;
  },
  (reason) => {
    own.ongoing = null;
    throw reason;
  },
];
/** Begins an iteration's next steps when those before have ended. */
function follow(own, steps) {
  own.ongoing = own.ongoing === null ? steps() : own.ongoing.then(steps, steps);
  return own.ongoing;
}
/** @spec streams#rs-asynciterator */
const ReadableStreamAsyncIteratorPrototype = Object.setPrototypeOf(
  {
    next() {
      const own = iterations.get(this);
      const steps = () => {
        if (own.finished) return Promise.resolve({ value: undefined, done: true });
        const answer = deferred();
        const settle = (finished, how, value) => {
          own.ongoing = null;
          if (finished) {
            own.finished = true;
            release(own.reader);
          }
          answer[how](value);
        };
        read(own.reader, {
          chunk: (value) => settle(false, 'resolve', { value, done: false }),
          close: () => settle(true, 'resolve', { value: undefined, done: true }),
          error: (reason) => settle(true, 'reject', reason),
        });
        return answer.promise;
      };
      // Web IDL's iterators look at each result once more.
      if (!binding.isNode) return follow(own, () => steps().then(...ending(own)));
      // In Node the first read waits a moment, so that the stream may start.
      if (!own.started) own.ongoing = Promise.resolve();
      own.started = true;
      return follow(own, steps);
    },
    return(value) {
      const own = iterations.get(this);
      const finished = { value, done: true };
      const steps = () => {
        if (own.finished) return Promise.resolve(finished);
        own.finished = true;
        const { state } = own.reader;
        const result = own.preventCancel ? null : cancel(state, value);
        release(own.reader);
        return result === null ? Promise.resolve(finished) : result.then(() => finished);
      };
      return follow(own, binding.isNode ? steps : () => steps().then(...ending(own)));
    },
  },
  AsyncIteratorPrototype,
);

/** @spec streams#rs-class */
class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source?.[KEY]) {
      setUp(this, source, strategy);
      return;
    }
    if (source === null || (typeof source !== 'object' && typeof source !== 'function')) {
      if (binding.isNode)
        throw wrong(
          TypeError,
          'ERR_INVALID_ARG_TYPE',
          `The "source" argument must be of type object.${received(source)}`,
          '',
        );
      source = {};
    }
    const { type } = source;
    if (type === 'bytes') {
      if (strategy?.size !== undefined)
        throw wrong(
          RangeError,
          'ERR_INVALID_ARG_VALUE',
          `The property 'strategy.size' is invalid. Received [Function: ${strategy.size.name}]`,
          "Failed to construct 'ReadableStream': Cannot create byte stream with size() defined on the strategy",
        );
      binding.notModelled('ReadableStream of bytes');
    }
    if (type !== undefined && type !== 'bytes')
      throw wrong(
        binding.isNode ? TypeError : RangeError,
        'ERR_INVALID_ARG_VALUE',
        `The property 'source.type' is invalid. Received ${typeof type === 'string' ? `'${type}'` : String(type)}`,
        "Failed to construct 'ReadableStream': Invalid type is specified",
      );
    const callbacks = callbacksOf(source, ['start', 'pull', 'cancel'], ['ReadableStream', 'underlyingSource']);
    setUp(this, callbacks, strategyOf(strategy, type === 'bytes' ? 0 : 1, 'ReadableStream'));
  }
  get locked() {
    return stateOf(this).reader !== null;
  }
  cancel(reason) {
    const s = stateOf(this);
    if (s.reader === null) return cancel(s, reason);
    return Promise.reject(
      invalidState(
        'ReadableStream is locked',
        "Failed to execute 'cancel' on 'ReadableStream': Cannot cancel a locked stream",
      ),
    );
  }
  getReader(options) {
    stateOf(this);
    const mode = options?.mode;
    if (mode !== undefined && String(mode) !== 'byob')
      throw wrong(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The property 'options.mode' is invalid. Received '${mode}'`,
        `Failed to execute 'getReader' on 'ReadableStream': Failed to read the 'mode' property from 'ReadableStreamGetReaderOptions': The provided value '${mode}' is not a valid enum value of type ReadableStreamReaderMode.`,
      );
    if (mode !== undefined && !(binding.isNode && stateOf(this).reader !== null))
      throw invalidState(
        'ReadableStream is not a byte stream',
        "Failed to execute 'getReader' on 'ReadableStream': Cannot use a BYOB reader with a non-byte stream",
      );
    return new ReadableStreamDefaultReader(this);
  }
  pipeThrough(transform, options = {}) {
    const s = stateOf(this);
    const { readable, writable: target } = transform ?? {};
    const bad = (name, value, Class) =>
      wrong(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "transform.${name}" property must be an instance of ${Class}.${received(value)}`,
        "Failed to execute 'pipeThrough' on 'ReadableStream': The provided value is not of type 'ReadableWritablePair'.",
      );
    if (!streams.has(readable)) throw bad('readable', readable, 'ReadableStream');
    const dest = w.streams.get(target);
    if (dest === undefined) throw bad('writable', target, 'WritableStream');
    if (s.reader !== null)
      throw invalidState(
        'The ReadableStream is locked',
        "Failed to execute 'pipeThrough' on 'ReadableStream': Cannot pipe a locked stream",
      );
    if (dest.writer !== null)
      throw invalidState(
        'The WritableStream is locked',
        "Failed to execute 'pipeThrough' on 'ReadableStream': parameter 1's 'writable' is locked",
      );
    silence(pipeTo(s, dest, options));
    return readable;
  }
  pipeTo(destination, options = {}) {
    try {
      const s = stateOf(this);
      const dest = w.streams.get(destination);
      if (dest === undefined)
        throw wrong(
          TypeError,
          'ERR_INVALID_ARG_TYPE',
          `The "transform.writable" property must be an instance of WritableStream.${received(destination)}`,
          "Failed to execute 'pipeTo' on 'ReadableStream': parameter 1 is not of type 'WritableStream'.",
        );
      if (s.reader !== null)
        throw invalidState(
          'The ReadableStream is locked',
          "Failed to execute 'pipeTo' on 'ReadableStream': Cannot pipe a locked stream",
        );
      if (dest.writer !== null)
        throw invalidState(
          'The WritableStream is locked',
          "Failed to execute 'pipeTo' on 'ReadableStream': Cannot pipe to a locked stream",
        );
      return pipeTo(s, dest, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }
  tee() {
    return tee(stateOf(this));
  }
  values(options) {
    const iterator = Object.create(ReadableStreamAsyncIteratorPrototype);
    iterations.set(iterator, {
      reader: acquire(stateOf(this)),
      preventCancel: Boolean(options?.preventCancel),
      ongoing: null,
      started: false,
      finished: false,
    });
    return iterator;
  }
}
finish(ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController);
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values,
  writable: true,
  configurable: true,
});
// Chromium has no `from`.
const from = {
  writable: true,
  configurable: true,
  value: function from(iterable) {
    const method = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
    if (typeof method !== 'function')
      throw wrong(
        TypeError,
        'ERR_ARG_NOT_ITERABLE',
        `${String(iterable)} must be iterable`,
        "Failed to execute 'from' on 'ReadableStream': The object must be iterable",
      );
    const iterator = Reflect.apply(method, iterable, []);
    const stream = createReadable(
      {
        pull: () =>
          promiseOf(() => iterator.next()).then((result) => {
            if (result === null || typeof result !== 'object')
              throw invalidState('The promise returned by the iterator.next() method must fulfill with an object', '');
            const s = streams.get(stream);
            if (result.done) controllerClose(s);
            else return Promise.resolve(result.value).then((value) => enqueue(s, value));
            return undefined;
          }),
        cancel(reason) {
          const method = iterator.return;
          return method === undefined ? undefined : promiseOf(() => Reflect.apply(method, iterator, [reason]));
        },
      },
      0,
    );
    return stream;
  },
};
if (binding.isNode) Object.defineProperty(ReadableStream, 'from', from);
shown(ReadableStream, (self) => ({
  locked: self.locked,
  state: stateOf(self).state,
  supportsBYOB: binding.byteStreams?.has(self) === true,
}));
shown(ReadableStreamDefaultController, () => ({}));

module.exports = {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamDefaultController,
  CountQueuingStrategy: support.CountQueuingStrategy,
  ByteLengthQueuingStrategy: support.ByteLengthQueuingStrategy,
  WritableStream: writable.WritableStream,
  WritableStreamDefaultWriter: writable.WritableStreamDefaultWriter,
  WritableStreamDefaultController: writable.WritableStreamDefaultController,
  internal: {
    streams,
    createReadable,
    enqueue,
    controllerClose,
    controllerError,
    desiredSize,
    canCloseOrEnqueue,
    notEnqueued,
  },
};
