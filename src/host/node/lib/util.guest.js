// util.
const { invalidArgType } = require('internal/errors');
const custom = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  if (typeof original !== 'function') throw invalidArgType('original', 'function', original);
  if (original[custom]) {
    const fn = original[custom];
    if (typeof fn !== 'function') throw invalidArgType('util.promisify.custom', 'function', fn);
    return Object.defineProperty(fn, custom, { value: fn, enumerable: false, writable: false, configurable: true });
  }
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [
        ...args,
        (error, ...values) => {
          if (error) reject(error);
          else resolve(values[0]);
        },
      ]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, custom, { value: fn, enumerable: false, writable: false, configurable: true });
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = custom;

function callbackify(original) {
  if (typeof original !== 'function') throw invalidArgType('original', 'function', original);
  function callbackified(...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('last argument', 'function', callback);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (reason) => {
        if (!reason) {
          const error = new Error('Promise was rejected with falsy value');
          error.code = 'ERR_FALSY_VALUE_REJECTION';
          error.reason = reason;
          reason = error;
        }
        process.nextTick(callback, reason);
      },
    );
  }
  Object.defineProperty(callbackified, 'name', { value: `${original.name}Callbackified`, configurable: true });
  Object.defineProperty(callbackified, 'length', { value: original.length + 1, configurable: true });
  return callbackified;
}

function inherits(constructor, parent) {
  const check = (name, value) => {
    if (value === undefined || value === null) throw invalidArgType(name, 'function', value);
  };
  check('ctor', constructor);
  check('superCtor', parent);
  if (parent.prototype === undefined) throw invalidArgType('superCtor.prototype', 'Object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

/** Codes told of. */
const deprecations = new Set();
function deprecate(fn, message, code) {
  if (code !== undefined && typeof code !== 'string') throw invalidArgType('code', 'string', code);
  let warned = false;
  function deprecated(...args) {
    if (!warned) {
      warned = true;
      if (code === undefined || !deprecations.has(code))
        process.emitWarning(message, 'DeprecationWarning', code, deprecated);
      if (code !== undefined) deprecations.add(code);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  if (process.noDeprecation === true) return fn;
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

const types = {};
for (const kind of [
  'Date',
  'RegExp',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'Proxy',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'TypedArray',
]) {
  types[`is${kind}`] = (value) => binding.kindOf(value) === kind;
}
Object.assign(types, {
  isNativeError: (value) => binding.kindOf(value) === 'Error',
  isAnyArrayBuffer: (value) => types.isArrayBuffer(value) || types.isSharedArrayBuffer(value),
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isUint8Array: (value) => value instanceof Uint8Array,
  isAsyncFunction: (value) => typeof value === 'function' && /^async\b/.test(Function.prototype.toString.call(value)),
  isGeneratorFunction: (value) =>
    typeof value === 'function' && /^(async\s+)?(function\s*\*|\*)/.test(Function.prototype.toString.call(value)),
  isGeneratorObject: (value) => binding.kindOf(value) === 'Generator',
  isArgumentsObject: (value) => binding.kindOf(value) === 'Arguments',
  isBoxedPrimitive: (value) => ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'].includes(binding.kindOf(value)),
  isExternal: () => false,
  isKeyObject: (value) => value instanceof require('crypto').KeyObject,
  isCryptoKey: (value) => typeof CryptoKey === 'function' && value instanceof CryptoKey,
  isModuleNamespaceObject: (value) => binding.kindOf(value) === 'ModuleNamespace',
});

const arrayTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
for (const name of [
  'Int8',
  'Uint8',
  'Uint8Clamped',
  'Int16',
  'Uint16',
  'Int32',
  'Uint32',
  'Float32',
  'Float64',
  'BigInt64',
  'BigUint64',
])
  types[`is${name}Array`] = (value) => ArrayBuffer.isView(value) && arrayTag.call(value) === `${name}Array`;
for (const kind of ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'])
  types[`is${kind}Object`] = (value) => binding.kindOf(value) === kind;
for (const kind of ['Map', 'Set'])
  types[`is${kind}Iterator`] = (value) => Object.prototype.toString.call(value) === `[object ${kind} Iterator]`;

/** In Node's order. */
const TYPES = `
  External Date ArgumentsObject BigIntObject BooleanObject NumberObject StringObject SymbolObject NativeError RegExp
  AsyncFunction GeneratorFunction GeneratorObject Promise Map Set MapIterator SetIterator WeakMap WeakSet ArrayBuffer
  DataView SharedArrayBuffer Proxy ModuleNamespaceObject AnyArrayBuffer BoxedPrimitive ArrayBufferView TypedArray
  Uint8Array Uint8ClampedArray Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array
  BigInt64Array BigUint64Array KeyObject CryptoKey`;
for (const name of TYPES.trim().split(/\s+/)) {
  const test = types[`is${name}`];
  delete types[`is${name}`];
  types[`is${name}`] = test;
}

const { inspect } = binding;

/** Text in terminal styles, whatever the terminal is. */
function styleText(format, text, { validateStream = true } = {}) {
  if (typeof text !== 'string') throw invalidArgType('text', 'string', text);
  let [before, after] = ['', ''];
  for (const name of Array.isArray(format) ? format : [format]) {
    const codes = inspect.colors[name];
    if (codes === undefined) {
      const list = Object.keys(inspect.colors)
        .map((n) => `'${n}'`)
        .join(', ');
      throw require('internal/errors').invalidArgValue('format', name, `must be one of: ${list}`);
    }
    before += `\u001b[${codes[0]}m`;
    after = `\u001b[${codes[1]}m${after}`;
  }
  // A single style is left out where the stream shows none.
  return validateStream && !Array.isArray(format) ? String(text) : `${before}${text}${after}`;
}

// Kept from old times.
const old = {
  isBoolean: (v) => typeof v === 'boolean',
  isBuffer: (v) => v instanceof Buffer,
  isDate: types.isDate,
  isError: (v) => types.isNativeError(v) || v instanceof Error,
  isFunction: (v) => typeof v === 'function',
  isNull: (v) => v === null,
  isNullOrUndefined: (v) => v === null || v === undefined,
  isNumber: (v) => typeof v === 'number',
  isObject: (v) => v !== null && typeof v === 'object',
  isPrimitive: (v) => v === null || (typeof v !== 'object' && typeof v !== 'function'),
  isRegExp: types.isRegExp,
  isString: (v) => typeof v === 'string',
  isSymbol: (v) => typeof v === 'symbol',
  isUndefined: (v) => v === undefined,
};

/** Silent, as nobody sets NODE_DEBUG. */
function debuglog() {
  return Object.defineProperty(function logger() {}, 'enabled', { value: false, configurable: true, enumerable: true });
}

async function aborted(signal, resource) {
  if (signal === undefined || typeof signal?.aborted !== 'boolean')
    throw invalidArgType('signal', 'AbortSignal', signal);
  if (resource === null || (typeof resource !== 'object' && typeof resource !== 'function'))
    throw invalidArgType('resource', 'Object', resource);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** The text of an environment file. */
function parseEnv(content) {
  if (typeof content !== 'string') throw invalidArgType('content', 'string', content);
  const found = {};
  const line = /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*(?:'([^']*)'|"([^"]*)"|`([^`]*)`|([^\n#]*))/gm;
  for (const [, name, single, double, back, plain] of content.matchAll(line))
    found[name] = single ?? (double === undefined ? (back ?? plain.trim()) : double.replaceAll('\\n', '\n'));
  return found;
}

const ERROR_TEXTS = {
  E2BIG: 'argument list too long',
  EACCES: 'permission denied',
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'address not available',
  EAGAIN: 'resource temporarily unavailable',
  EALREADY: 'connection already in progress',
  EBADF: 'bad file descriptor',
  EBUSY: 'resource busy or locked',
  ECANCELED: 'operation canceled',
  ECONNABORTED: 'software caused connection abort',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EEXIST: 'file already exists',
  EFAULT: 'bad address in system call argument',
  EFBIG: 'file too large',
  EHOSTUNREACH: 'host is unreachable',
  EINTR: 'interrupted system call',
  EINVAL: 'invalid argument',
  EIO: 'i/o error',
  EISCONN: 'socket is already connected',
  EISDIR: 'illegal operation on a directory',
  ELOOP: 'too many symbolic links encountered',
  EMFILE: 'too many open files',
  EMLINK: 'too many links',
  ENAMETOOLONG: 'name too long',
  ENETUNREACH: 'network is unreachable',
  ENOENT: 'no such file or directory',
  ENOMEM: 'not enough memory',
  ENOSPC: 'no space left on device',
  ENOSYS: 'function not implemented',
  ENOTCONN: 'socket is not connected',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  ENOTSUP: 'operation not supported on socket',
  ENOTTY: 'inappropriate ioctl for device',
  EPERM: 'operation not permitted',
  EPIPE: 'broken pipe',
  ERANGE: 'result too large',
  EROFS: 'read-only file system',
  ESPIPE: 'invalid seek',
  ESRCH: 'no such process',
  ETIMEDOUT: 'connection timed out',
  ETXTBSY: 'text file is busy',
  EXDEV: 'cross-device link not permitted',
};
function getSystemErrorMap() {
  const { errno } = require('internal/constants').os;
  return new Map(Object.entries(ERROR_TEXTS).map(([name, text]) => [-errno[name], [name, text]]));
}
function getSystemErrorName(err) {
  const { outOfRange } = require('internal/errors');
  if (typeof err !== 'number') throw invalidArgType('err', 'number', err);
  if (err >= 0 || !Number.isSafeInteger(err)) throw outOfRange('err', 'a negative integer', err);
  return getSystemErrorMap().get(err)?.[0] ?? `Unknown system error ${err}`;
}

module.exports = {
  ...old,
  styleText,
  inspect,
  format: binding.format,
  formatWithOptions(options, ...args) {
    if (typeof options !== 'object' || options === null) throw invalidArgType('inspectOptions', 'Object', options);
    return binding.formatWithOptions(options, args);
  },
  promisify,
  callbackify,
  inherits,
  deprecate,
  types,
  isDeepStrictEqual(a, b) {
    return require('internal/comparisons').isDeepEqual(a, b, true);
  },
  isArray: Array.isArray,
  stripVTControlCharacters(str) {
    if (typeof str !== 'string') throw invalidArgType('str', 'string', str);
    return str.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
  },
  toUSVString: (text) => `${text}`.toWellFormed(),
  get TextEncoder() {
    return globalThis.TextEncoder;
  },
  get TextDecoder() {
    return globalThis.TextDecoder;
  },
  aborted,
  debug: debuglog,
  debuglog,
  parseEnv,
  getSystemErrorName,
  getSystemErrorMap,
  _extend(target, source) {
    return source === null || typeof source !== 'object' ? target : Object.assign(target, source);
  },
  get parseArgs() {
    return require('internal/parse-args').parseArgs;
  },
  get MIMEType() {
    return require('internal/mime').MIMEType;
  },
  get MIMEParams() {
    return require('internal/mime').MIMEParams;
  },
};
