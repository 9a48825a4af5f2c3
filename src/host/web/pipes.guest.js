// Piping as Chromium does it, which settles what the standard leaves open in when it reads and writes.
const { deferred, invalidState, nothing } = require('stream-support');

/**
 * Pipes what `reader` reads to `writer`, both locked for it. `streams` and `sinks`: what the libraries of both ends can do.
 * @spec streams#readable-stream-pipe-to
 */
function pipe(reader, writer, { preventClose, preventAbort, preventCancel, signal }, streams, sinks) {
  const source = reader.state;
  const dest = writer.state;
  const done = deferred();
  let reading = false;
  let shuttingDown = false;
  let lastWrite = null;
  let onAbort;

  const finalize = (failed, reason) => {
    sinks.release(writer);
    streams.release(reader);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    if (failed) done.reject(reason);
    else done.resolve(undefined);
  };
  const afterWrites = (steps) => {
    if (shuttingDown) return;
    shuttingDown = true;
    if (dest.state !== 'writable' || sinks.closeQueuedOrInFlight(dest)) steps();
    else if (lastWrite === null) Promise.resolve(undefined).then(steps);
    else lastWrite.then(undefined, nothing).then(steps);
  };
  const shutdown = (failed, reason) => afterWrites(() => finalize(failed, reason));
  const shutdownWith = (action, failed, reason) =>
    afterWrites(() =>
      action().then(
        () => finalize(failed, reason),
        (error) => finalize(true, error),
      ),
    );

  // What the writer's operations give is looked at once more.
  const sourceErrored = (reason) =>
    preventAbort ? shutdown(true, reason) : shutdownWith(() => sinks.abort(dest, reason).then(), true, reason);
  const destErrored = (reason) =>
    preventCancel ? shutdown(true, reason) : shutdownWith(() => streams.cancel(source, reason), true, reason);
  const sourceClosed = () => {
    if (preventClose) shutdown(false);
    else
      shutdownWith(() => {
        if (sinks.closeQueuedOrInFlight(dest) || dest.state === 'closed') return Promise.resolve(undefined);
        return dest.state === 'errored' ? Promise.reject(dest.storedError) : sinks.close(dest).then();
      }, false);
  };

  const next = () => {
    if (shuttingDown) return;
    const room = sinks.desiredSize(dest);
    // An abort is under way: the writer will tell.
    if (room === null) return;
    if (room <= 0) {
      writer.ready.promise.then(next, destErrored);
      return;
    }
    reading = true;
    streams.read(reader, {
      chunk: (chunk) =>
        Promise.resolve(undefined).then(() => {
          reading = false;
          lastWrite = sinks.write(writer, chunk);
          lastWrite.then(undefined, destErrored);
          next();
        }),
      close() {
        reading = false;
        sourceClosed();
      },
      error(reason) {
        reading = false;
        sourceErrored(reason);
      },
    });
  };

  if (signal !== undefined) {
    onAbort = () => {
      const { reason } = signal;
      const actions = [];
      if (!preventAbort)
        actions.push(() => (dest.state === 'writable' ? sinks.abort(dest, reason).then() : Promise.resolve(undefined)));
      if (!preventCancel)
        actions.push(() => (source.state === 'readable' ? streams.cancel(source, reason) : Promise.resolve(undefined)));
      shutdownWith(() => Promise.all(actions.map((action) => action())), true, reason);
    };
    if (signal.aborted) {
      onAbort();
      return done.promise;
    }
    signal.addEventListener('abort', onAbort);
  }
  if (source.state === 'errored') sourceErrored(source.storedError);
  else if (dest.state === 'errored') destErrored(dest.storedError);
  else if (source.state === 'closed') sourceClosed();
  else if (sinks.closeQueuedOrInFlight(dest) || dest.state === 'closed')
    destErrored(invalidState('', 'Destination stream closed'));
  else {
    reader.closed.promise.then(
      () => {
        if (!reading) sourceClosed();
      },
      (reason) => {
        if (!reading) sourceErrored(reason);
      },
    );
    writer.closed.promise.then(nothing, destErrored);
    next();
  }
  return done.promise;
}
module.exports = { pipe };
