// timers/promises.
function abortError(signal) {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}
function check(options) {
  const { invalidArgType } = require('internal/errors');
  if (options === undefined) return;
  if (options === null || typeof options !== 'object') throw invalidArgType('options', 'object', options);
  const { signal, ref } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw invalidArgType('options.signal', 'AbortSignal', signal);
  if (ref !== undefined && typeof ref !== 'boolean') throw invalidArgType('options.ref', 'boolean', ref);
}
function checkDelay(delay) {
  if (delay !== undefined && typeof delay !== 'number')
    throw require('internal/errors').invalidArgType('delay', 'number', delay);
}
function wait(start, stop, delay) {
  return (value, options) => {
    try {
      checkDelay(delay);
      check(options);
    } catch (error) {
      return Promise.reject(error);
    }
    const signal = options?.signal;
    if (signal?.aborted) return Promise.reject(abortError(signal));
    let handle;
    let cancel;
    const waited = new Promise((resolve, reject) => {
      handle = start(() => resolve(value));
      if (options?.ref === false) handle.unref();
      cancel = () => {
        if (handle._destroyed) return;
        stop(handle);
        reject(abortError(signal));
      };
    });
    if (signal === undefined) return waited;
    signal.addEventListener('abort', cancel);
    return settled(waited, () => signal.removeEventListener('abort', cancel));
  };
}
/** A promise like another one, after `done`; it takes as many microtasks for that as Node's does. */
function settled(promise, done) {
  return new Promise((resolve, reject) =>
    new Promise((pass, fail) => promise.then(pass, fail)).finally(done).then(resolve, reject),
  );
}
module.exports = {
  setTimeout: (delay, value, options) => wait((done) => setTimeout(done, delay), clearTimeout, delay)(value, options),
  setImmediate: (value, options) => wait((done) => setImmediate(done), clearImmediate)(value, options),
  async *setInterval(delay, value, options) {
    checkDelay(delay);
    check(options);
    const signal = options?.signal;
    if (signal?.aborted) throw abortError(signal);
    let waiting = null;
    let due = 0;
    const handle = setInterval(() => {
      due++;
      waiting?.();
      waiting = null;
    }, delay);
    signal?.addEventListener(
      'abort',
      () => {
        clearInterval(handle);
        waiting?.(Promise.reject(abortError(signal)));
        waiting = null;
      },
      { once: true },
    );
    try {
      while (!signal?.aborted) {
        if (due === 0) await new Promise((resolve) => (waiting = resolve));
        for (; due > 0; due--) yield value;
      }
      throw abortError(signal);
    } finally {
      clearInterval(handle);
    }
  },
  scheduler: {
    wait: (delay, options) => wait((done) => setTimeout(done, delay), clearTimeout)(undefined, options),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  },
};
