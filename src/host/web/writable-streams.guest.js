// WritableStream, its writer and its controller.
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
const { SizedQueue, strategyOf, callbacksOf, received, shown, finish } = support;

const KEY = Symbol('stream');
/** In a queue: the stream shall be closed once all before it is written. */
const CLOSE = Symbol('close');
/** What belongs to a stream, writer or controller. */
const streams = new WeakMap();
const writers = new WeakMap();
const controllers = new WeakMap();

function stateOf(stream) {
  const state = streams.get(stream);
  if (state === undefined) throw wrongThis('WritableStream');
  return state;
}

/** @spec streams#ws-default-controller */
class WritableStreamDefaultController {
  constructor(key) {
    if (key !== KEY) throw illegal('WritableStreamDefaultController');
  }
  get signal() {
    return controllers.get(this).abort.signal;
  }
  error(reason) {
    const s = controllers.get(this);
    if (s.state === 'writable') controllerError(s, reason);
  }
}

function setUp(stream, callbacks, { size, mark }) {
  const s = {
    stream,
    callbacks,
    size,
    mark,
    state: 'writable',
    storedError: undefined,
    writer: null,
    controller: new WritableStreamDefaultController(KEY),
    queue: new SizedQueue(),
    requests: [],
    inFlight: null,
    closeRequest: null,
    closing: null,
    aborting: null,
    backpressure: false,
    started: false,
    abort: new (require('abort').AbortController)(),
  };
  streams.set(stream, s);
  controllers.set(s.controller, s);
  updateBackpressure(s, desiredSize(s) <= 0);
  const started = invoke(callbacks, 'start', s.controller);
  settledBy(started).then(
    () => {
      s.started = true;
      advance(s);
    },
    (reason) => {
      s.started = true;
      dealWithRejection(s, reason);
    },
  );
  return s;
}
const desiredSize = (s) => s.mark - s.queue.total;
const closeQueuedOrInFlight = (s) => s.closeRequest !== null || s.closing !== null;
const clear = (s) => {
  s.callbacks = { source: s.callbacks.source };
  s.size = undefined;
};

function controllerError(s, reason) {
  clear(s);
  startErroring(s, reason);
}
function dealWithRejection(s, reason) {
  if (s.state === 'writable') startErroring(s, reason);
  else finishErroring(s);
}
/** @spec streams#writable-stream-start-erroring */
function startErroring(s, reason) {
  s.state = 'erroring';
  s.storedError = reason;
  if (s.writer !== null) ensureReadyRejected(s.writer, reason);
  if (s.inFlight === null && s.closing === null && s.started) finishErroring(s);
}
/** @spec streams#writable-stream-finish-erroring */
function finishErroring(s) {
  s.state = 'errored';
  s.queue.clear();
  for (const request of s.requests.splice(0)) request.reject(s.storedError);
  if (s.aborting === null) {
    rejectClose(s);
    return;
  }
  const { aborting } = s;
  s.aborting = null;
  if (aborting.wasErroring) {
    aborting.done.reject(s.storedError);
    rejectClose(s);
    return;
  }
  const { callbacks } = s;
  const promise = run(callbacks, 'abort', aborting.reason);
  clear(s);
  promise.then(
    () => {
      aborting.done.resolve(undefined);
      rejectClose(s);
    },
    (reason) => {
      aborting.done.reject(reason);
      rejectClose(s);
    },
  );
}
function rejectClose(s) {
  if (s.closeRequest !== null) {
    s.closeRequest.reject(s.storedError);
    s.closeRequest = null;
  }
  if (s.writer !== null) {
    s.writer.closed.reject(s.storedError);
    silence(s.writer.closed.promise);
  }
}
function ensureReadyRejected(w, reason) {
  if (w.ready.pending) {
    w.ready.reject(reason);
    silence(w.ready.promise);
  } else w.ready = rejected(reason, true);
}
function ensureClosedRejected(w, reason) {
  if (w.closed.pending) {
    w.closed.reject(reason);
    silence(w.closed.promise);
  } else w.closed = rejected(reason, true);
}
function updateBackpressure(s, backpressure) {
  if (s.writer !== null && backpressure !== s.backpressure) {
    if (backpressure) s.writer.ready = deferred();
    else s.writer.ready.resolve(undefined);
  }
  s.backpressure = backpressure;
}

/** @spec streams#writable-stream-default-controller-advance-queue-if-needed */
function advance(s) {
  if (!s.started || s.inFlight !== null) return;
  if (s.state === 'erroring') {
    finishErroring(s);
    return;
  }
  if (s.queue.length === 0) return;
  if (s.queue.first === CLOSE) processClose(s);
  else processWrite(s, s.queue.first);
}
function processClose(s) {
  s.closing = s.closeRequest;
  s.closeRequest = null;
  s.queue.take();
  const { callbacks } = s;
  const promise = run(callbacks, 'close');
  clear(s);
  promise.then(
    () => {
      s.closing.resolve(undefined);
      s.closing = null;
      if (s.state === 'erroring') {
        s.storedError = undefined;
        s.aborting?.done.resolve(undefined);
        s.aborting = null;
      }
      s.state = 'closed';
      s.writer?.closed.resolve(undefined);
    },
    (reason) => {
      s.closing.reject(reason);
      s.closing = null;
      s.aborting?.done.reject(reason);
      s.aborting = null;
      dealWithRejection(s, reason);
    },
  );
}
function processWrite(s, chunk) {
  s.inFlight = s.requests.shift();
  const { callbacks } = s;
  run(callbacks, 'write', chunk, s.controller).then(
    () => {
      s.inFlight.resolve(undefined);
      s.inFlight = null;
      s.queue.take();
      if (!closeQueuedOrInFlight(s) && s.state === 'writable') updateBackpressure(s, desiredSize(s) <= 0);
      advance(s);
    },
    (reason) => {
      if (s.state === 'writable') clear(s);
      s.inFlight.reject(reason);
      s.inFlight = null;
      dealWithRejection(s, reason);
    },
  );
}

/** @spec streams#writable-stream-abort */
function abort(s, reason) {
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve(undefined);
  s.abort.abort(reason);
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve(undefined);
  if (s.aborting !== null) return s.aborting.done.promise;
  const wasErroring = s.state === 'erroring';
  const done = deferred();
  s.aborting = { done, reason: wasErroring ? undefined : reason, wasErroring };
  if (!wasErroring) startErroring(s, reason);
  return done.promise;
}
/** @spec streams#writable-stream-close */
function close(s) {
  s.closeRequest = deferred();
  const { promise } = s.closeRequest;
  if (s.writer !== null && s.backpressure && s.state === 'writable') s.writer.ready.resolve(undefined);
  s.queue.add(CLOSE, 0);
  advance(s);
  return promise;
}
function closable(s, method) {
  if (s.state === 'closed' || s.state === 'errored')
    return invalidState(
      'WritableStream is closed',
      `${method}Cannot close a ${s.state === 'closed' ? 'closed' : 'errored'} writable stream`,
    );
  return closeQueuedOrInFlight(s)
    ? invalidState(
        'Failure to close WritableStream',
        `${method}Cannot close a writable stream that has already been requested to be closed`,
      )
    : null;
}
/** @spec streams#writable-stream-default-writer-write */
function write(w, chunk) {
  const s = w.state;
  let size;
  try {
    size = s.size === undefined ? 1 : Reflect.apply(s.size, undefined, [chunk]);
  } catch (error) {
    if (s.state === 'writable') controllerError(s, error);
    size = 1;
  }
  if (w.state !== s) return Promise.reject(released());
  if (s.state === 'errored') return Promise.reject(s.storedError);
  if (closeQueuedOrInFlight(s) || s.state === 'closed')
    return Promise.reject(
      invalidState(
        'WritableStream is closed',
        `Cannot write to a ${s.state === 'closed' ? 'closed' : 'closing'} writable stream`,
      ),
    );
  if (s.state === 'erroring') return Promise.reject(s.storedError);
  const request = deferred();
  s.requests.push(request);
  try {
    s.queue.add(chunk, size);
  } catch (error) {
    if (s.state === 'writable') controllerError(s, error);
    return request.promise;
  }
  if (!closeQueuedOrInFlight(s) && s.state === 'writable') updateBackpressure(s, desiredSize(s) <= 0);
  advance(s);
  return request.promise;
}
const released = (
  text = "Failed to execute 'write' on 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be written to",
) => invalidState('Writer is not bound to a WritableStream', text);

/** @spec streams#default-writer-class */
class WritableStreamDefaultWriter {
  constructor(stream) {
    const s = streams.get(stream);
    if (s === undefined)
      throw wrong(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "stream" argument must be an instance of WritableStream.${received(stream)}`,
        "Failed to construct 'WritableStreamDefaultWriter': parameter 1 is not of type 'WritableStream'.",
      );
    if (s.writer !== null)
      throw invalidState(
        'WritableStream is locked',
        "Failed to execute 'getWriter' on 'WritableStream': Cannot create writer when WritableStream is locked",
      );
    const w = { state: s, ready: null, closed: null };
    writers.set(this, w);
    s.writer = w;
    switch (s.state) {
      case 'writable':
        w.ready = !closeQueuedOrInFlight(s) && s.backpressure ? deferred() : resolved(undefined);
        w.closed = deferred();
        break;
      case 'erroring':
        w.ready = rejected(s.storedError, true);
        w.closed = deferred();
        break;
      case 'closed':
        w.ready = resolved(undefined);
        w.closed = resolved(undefined);
        break;
      default:
        w.ready = rejected(s.storedError, true);
        w.closed = rejected(s.storedError, true);
    }
  }
  get closed() {
    return writers.get(this).closed.promise;
  }
  get desiredSize() {
    const { state: s } = writers.get(this);
    if (s === null)
      throw released(
        "Failed to read the 'desiredSize' property from 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be used to get the desiredSize",
      );
    if (s.state === 'errored' || s.state === 'erroring') return null;
    return s.state === 'closed' ? 0 : desiredSize(s);
  }
  get ready() {
    return writers.get(this).ready.promise;
  }
  abort(reason) {
    const { state } = writers.get(this);
    return state === null
      ? Promise.reject(
          released(
            "Failed to execute 'abort' on 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be aborted",
          ),
        )
      : abort(state, reason);
  }
  close() {
    const { state } = writers.get(this);
    const method = "Failed to execute 'close' on 'WritableStreamDefaultWriter': ";
    if (state === null)
      return Promise.reject(released(`${method}This writable stream writer has been released and cannot be closed`));
    const error = closable(state, method);
    return error === null ? close(state) : Promise.reject(error);
  }
  releaseLock() {
    release(writers.get(this));
  }
  write(chunk) {
    const w = writers.get(this);
    return w.state === null ? Promise.reject(released()) : write(w, chunk);
  }
}
function release(w) {
  if (w.state === null) return;
  const error = (part) =>
    invalidState(
      'Writer has been released',
      `This writable stream writer has been released and cannot be used to ${part}`,
    );
  const reason = error("monitor the stream's state");
  ensureReadyRejected(w, reason);
  ensureClosedRejected(w, reason);
  w.state.writer = null;
  w.state = null;
}

/** @spec streams#ws-class */
class WritableStream {
  constructor(sink = {}, strategy = {}) {
    if (sink?.[KEY]) {
      setUp(this, sink, strategy);
      return;
    }
    if (sink?.type !== undefined)
      throw wrong(
        RangeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'type' is invalid. Received ${typeof sink.type === 'string' ? `'${sink.type}'` : String(sink.type)}`,
        "Failed to construct 'WritableStream': Invalid type is specified",
      );
    const callbacks = callbacksOf(sink, ['start', 'write', 'close', 'abort'], ['WritableStream', 'underlyingSink']);
    setUp(this, callbacks, strategyOf(strategy, 1, 'WritableStream'));
  }
  get locked() {
    return stateOf(this).writer !== null;
  }
  abort(reason) {
    const s = stateOf(this);
    if (s.writer === null) return abort(s, reason);
    return Promise.reject(
      invalidState(
        'WritableStream is locked',
        "Failed to execute 'abort' on 'WritableStream': Cannot abort a locked stream",
      ),
    );
  }
  close() {
    const s = stateOf(this);
    const method = "Failed to execute 'close' on 'WritableStream': ";
    if (s.writer !== null)
      return Promise.reject(invalidState('WritableStream is locked', `${method}Cannot close a locked stream`));
    const error = closable(s, method);
    return error === null ? close(s) : Promise.reject(error);
  }
  getWriter() {
    stateOf(this);
    return new WritableStreamDefaultWriter(this);
  }
}
finish(WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController);
shown(WritableStream, (self) => ({ locked: self.locked, state: stateOf(self).state }));

/** A stream whose sink is an algorithm of the platform. */
function createWritable(callbacks, strategy) {
  return new WritableStream({ ...callbacks, source: undefined, platform: true, [KEY]: true }, strategy);
}

module.exports = {
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  internal: {
    streams,
    writers,
    abort,
    close,
    write,
    release,
    closeQueuedOrInFlight,
    createWritable,
    controllerError,
    desiredSize: (s) =>
      s.state === 'errored' || s.state === 'erroring' ? null : s.state === 'closed' ? 0 : desiredSize(s),
  },
};
