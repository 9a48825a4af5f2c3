// What readable, writable and transform streams share: queues with sizes, promises, the hosts' words.
const { isNode } = binding;

/** An error in the words of the host that runs. */
function wrong(Base, code, nodeText, pageText) {
  const error = new Base(isNode ? nodeText : pageText);
  if (!isNode || code === undefined) return error;
  const { stack } = error;
  Object.defineProperty(error, 'stack', {
    value: stack.replace(Base.name, `${Base.name} [${code}]`),
    writable: true,
    configurable: true,
  });
  error.code = code;
  return error;
}
const invalidState = (nodeText, pageText) =>
  wrong(TypeError, 'ERR_INVALID_STATE', `Invalid state: ${nodeText}`, pageText);
function wrongThis(name) {
  return wrong(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`, 'Illegal invocation');
}
const illegal = (name) =>
  wrong(
    TypeError,
    'ERR_ILLEGAL_CONSTRUCTOR',
    'Illegal constructor',
    `Failed to construct '${name}': Illegal constructor`,
  );

/** A promise with its functions; `handled` keeps a rejection from being reported. */
function deferred(handled = false) {
  const made = { pending: true };
  made.promise = new Promise((resolve, reject) => {
    made.resolve = (value) => {
      made.pending = false;
      resolve(value);
    };
    made.reject = (reason) => {
      made.pending = false;
      reject(reason);
    };
  });
  if (handled) silence(made.promise);
  return made;
}
function nothing() {}
function silence(promise) {
  promise.then(undefined, nothing);
  return promise;
}
function rejected(reason, handled = false) {
  const made = deferred(handled);
  made.reject(reason);
  return made;
}
function resolved(value) {
  const made = deferred();
  made.resolve(value);
  return made;
}
/** A value as a promise: Node makes a new one of it, Chromium takes a promise for what it is. */
const settledBy = (value) => (isNode ? new Promise((resolve) => resolve(value)) : Promise.resolve(value));
/** The result of an algorithm as a promise. */
function promiseOf(steps) {
  try {
    return settledBy(steps());
  } catch (error) {
    return Promise.reject(error);
  }
}
/** Runs one of a stream's callbacks; those of the platform give promises already. */
function run(callbacks, name, ...args) {
  if (!callbacks.platform) return promiseOf(() => invoke(callbacks, name, ...args));
  try {
    return Promise.resolve(invoke(callbacks, name, ...args));
  } catch (error) {
    return Promise.reject(error);
  }
}
function invoke(object, name, ...args) {
  const method = object[name];
  return method === undefined ? undefined : Reflect.apply(method, object.source, args);
}

/** A queue whose chunks have sizes. @spec streams#queue-with-sizes */
class SizedQueue {
  chunks = [];
  total = 0;
  get length() {
    return this.chunks.length;
  }
  add(value, size) {
    const number = Number(size);
    if (!(number >= 0) || number === Infinity)
      throw wrong(
        RangeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'size' is invalid. Received ${String(size)}`,
        "The return value of a queuing strategy's size function must be a finite, non-NaN, non-negative number",
      );
    this.chunks.push({ value, size: number });
    this.total += number;
  }
  take() {
    const { value, size } = this.chunks.shift();
    this.total = Math.max(0, this.total - size);
    return value;
  }
  get first() {
    return this.chunks[0].value;
  }
  clear() {
    this.chunks = [];
    this.total = 0;
  }
}

/** The high water mark and size function of a strategy. */
function strategyOf(strategy, standard, what) {
  const given = strategy ?? {};
  const { size, highWaterMark } = given;
  if (size !== undefined && typeof size !== 'function')
    throw wrong(
      TypeError,
      'ERR_INVALID_ARG_TYPE',
      `The "strategy.size" property must be of type function.${received(size)}`,
      `Failed to construct '${what}': A queuing strategy's size property must be a function`,
    );
  if (highWaterMark === undefined) return { size: size ?? (() => 1), mark: standard };
  const mark = Number(highWaterMark);
  if (Number.isNaN(mark) || mark < 0)
    throw wrong(
      RangeError,
      'ERR_INVALID_ARG_VALUE',
      `The property 'strategy.highWaterMark' is invalid. Received ${mark}`,
      `Failed to construct '${what}': A queuing strategy's highWaterMark property must be a nonnegative, non-NaN number`,
    );
  return { size: size ?? (() => 1), mark };
}
function received(value) {
  if (value === undefined || value === null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') return ` Received an instance of ${value.constructor?.name ?? 'Object'}`;
  return ` Received type ${typeof value} (${typeof value === 'string' ? `'${value}'` : String(value)})`;
}
/** Callbacks of an underlying source, sink or transformer, read once and in order. */
function callbacksOf(source, names, what) {
  const callbacks = { source };
  for (const name of names) {
    const value = source?.[name];
    if (value !== undefined && typeof value !== 'function')
      throw isNode
        ? new TypeError('Bind must be called on a function')
        : new TypeError(`Failed to construct '${what[0]}': ${what[1]}.${name} must be a function or undefined`);
    callbacks[name] = value;
  }
  return callbacks;
}

/** How Node shows a stream. */
function shown(Class, fields) {
  if (!isNode) return;
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      if (depth < 0) return this;
      const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
      return `${Class.name} ${inspect(fields(this), inner)}`;
    },
    writable: true,
    configurable: true,
  });
}
/** Members are enumerable, as Web IDL has them. */
function finish(...classes) {
  for (const C of classes) {
    for (const [holder, keys] of [
      [C.prototype, Object.getOwnPropertyNames(C.prototype).filter((key) => key !== 'constructor')],
    ])
      for (const key of keys)
        Object.defineProperty(holder, key, { ...Object.getOwnPropertyDescriptor(holder, key), enumerable: true });
    Object.defineProperty(C.prototype, Symbol.toStringTag, { value: C.name, configurable: true });
  }
}

/** `CountQueuingStrategy` and `ByteLengthQueuingStrategy`. */
function strategyClass(name, size) {
  const C = {
    [name]: class {
      #mark;
      constructor(init) {
        if (init === undefined || init === null || typeof init !== 'object')
          throw wrong(
            TypeError,
            'ERR_INVALID_ARG_TYPE',
            `The "init" argument must be of type object.${received(init)}`,
            `Failed to construct '${name}': 1 argument required, but only 0 present.`,
          );
        if (init.highWaterMark === undefined)
          throw wrong(
            TypeError,
            'ERR_MISSING_OPTION',
            'init.highWaterMark is required',
            `Failed to construct '${name}': Failed to read the 'highWaterMark' property from 'QueuingStrategyInit': Required member is undefined.`,
          );
        this.#mark = Number(init.highWaterMark);
      }
      get highWaterMark() {
        return this.#mark;
      }
      get size() {
        return size;
      }
    },
  }[name];
  finish(C);
  shown(C, (self) => ({ highWaterMark: self.highWaterMark }));
  return C;
}
const CountQueuingStrategy = strategyClass('CountQueuingStrategy', function size() {
  return 1;
});
const ByteLengthQueuingStrategy = strategyClass('ByteLengthQueuingStrategy', function size(chunk) {
  return chunk.byteLength;
});

module.exports = {
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
  nothing,
  SizedQueue,
  strategyOf,
  received,
  callbacksOf,
  shown,
  finish,
  CountQueuingStrategy,
  ByteLengthQueuingStrategy,
};
