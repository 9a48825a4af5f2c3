// What readable streams share with iterator helpers: map, filter, toArray and so on.
const { invalidArgType, outOfRange, AbortError } = require('internal/errors');

function check(fn, options) {
  if (typeof fn !== 'function') throw invalidArgType('fn', ['Function', 'AsyncFunction'], fn);
  if (options !== undefined && options !== null && typeof options !== 'object')
    throw invalidArgType('options', 'Object', options);
}
function count(n) {
  n = Number(n);
  if (Number.isNaN(n)) return 0;
  if (n < 0) throw outOfRange('number', '>= 0', n);
  return n;
}
function aborted(options) {
  if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
}

async function* map(stream, fn, options) {
  const width = options?.concurrency ?? 1;
  const running = [];
  const source = stream[Symbol.asyncIterator]();
  let done = false;
  for (;;) {
    aborted(options);
    while (!done && running.length < width) {
      const step = await source.next();
      if (step.done) done = true;
      else running.push(fn(step.value, { signal: options?.signal ?? new AbortController().signal }));
    }
    if (running.length === 0) return;
    yield await running.shift();
  }
}

const toStreams = {
  map,
  async *filter(stream, fn, options) {
    for await (const [keep, value] of map(stream, async (v, o) => [await fn(v, o), v], options)) if (keep) yield value;
  },
  async *flatMap(stream, fn, options) {
    for await (const part of map(stream, fn, options)) yield* part;
  },
  async *take(stream, n) {
    let left = n;
    if (left === 0) return;
    for await (const value of stream) {
      if (left-- > 0) yield value;
      if (left <= 0) return;
    }
  },
  async *drop(stream, n) {
    let left = n;
    for await (const value of stream) if (left-- <= 0) yield value;
  },
  async *asIndexedPairs(stream) {
    let i = 0;
    for await (const value of stream) yield [i++, value];
  },
};
const toPromises = {
  async forEach(fn, options) {
    check(fn, options);
    for await (const _ of map(this, async (v, o) => void (await fn(v, o)), options));
  },
  async toArray(options) {
    const list = [];
    for await (const value of this) {
      aborted(options);
      list.push(value);
    }
    return list;
  },
  async some(fn, options) {
    check(fn, options);
    for await (const _ of toStreams.filter(this, fn, options)) return true;
    return false;
  },
  async every(fn, options) {
    check(fn, options);
    return !(await toPromises.some.call(this, async (...args) => !(await fn(...args)), options));
  },
  async find(fn, options) {
    check(fn, options);
    for await (const value of toStreams.filter(this, fn, options)) return value;
    return undefined;
  },
  async reduce(fn, initial, options) {
    check(fn, options);
    let has = arguments.length > 1;
    let value = initial;
    for await (const item of this) {
      if (has) value = await fn(value, item, { signal: options?.signal });
      else [has, value] = [true, item];
    }
    if (!has) {
      const error = new TypeError('Reduce of an empty stream requires an initial value');
      error.code = 'ERR_MISSING_ARGS';
      throw error;
    }
    return value;
  },
};

module.exports = (Readable) => {
  for (const [name, fn] of Object.entries(toStreams)) {
    const value = {
      [name](...args) {
        if (name === 'take' || name === 'drop') args[0] = count(args[0]);
        else if (name !== 'asIndexedPairs') check(args[0], args[1]);
        return Readable.from(fn(this, ...args));
      },
    }[name];
    Object.defineProperty(Readable.prototype, name, { value, writable: true, configurable: true });
  }
  for (const [name, value] of Object.entries(toPromises))
    Object.defineProperty(Readable.prototype, name, { value, writable: true, configurable: true });
};
