// zlib: deflate in its three wrappings. The work itself is the host's.
const { Transform } = require('stream');
const { coded, invalidArgType, outOfRange } = require('internal/errors');
const { zlib: constants } = require('internal/constants');
const {
  Z_NO_FLUSH,
  Z_FULL_FLUSH,
  Z_FINISH,
  Z_BLOCK,
  Z_SYNC_FLUSH,
  Z_DEFAULT_CHUNK,
  Z_DEFAULT_WINDOWBITS,
  Z_DEFAULT_MEMLEVEL,
  Z_DEFAULT_STRATEGY,
} = constants;
const CODES = [
  ...['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR'],
  'Z_VERSION_ERROR',
];
const codes = Object.fromEntries(CODES.map((name) => [name, constants[name]]));
for (const [name, value] of Object.entries(codes)) codes[value] = name;
Object.freeze(codes);
const FLUSH = Symbol('kFlushFlag');
/** How far each kind of flush goes. */
const RANK = [0, 2, 3, 4, 5, 1];
const further = (a, b) => (RANK[a] > RANK[b] ? a : b);

function ranged(options, name, low, high, fallback) {
  const value = options?.[name];
  if (value === undefined || Number.isNaN(value)) return fallback;
  if (typeof value !== 'number') throw invalidArgType(`options.${name}`, 'number', value);
  if (value < low || value > high)
    throw outOfRange(`options.${name}`, high === Infinity ? `>= ${low}` : `>= ${low} and <= ${high}`, value);
  return value;
}
function bytesOf(value, name) {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return Buffer.from(value);
  throw invalidArgType(name, ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], value);
}
function failure({ message, errno }) {
  const error = new Error(message);
  error.errno = errno;
  error.code = codes[errno];
  return error;
}
function tooLarge(limit) {
  return coded(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${limit} bytes`);
}

/** What the kinds differ in: whether they compress, and how the window's bits say which wrapping there is. */
const KINDS = {
  Deflate: { compresses: true, bits: (n) => n },
  Inflate: { compresses: false, bits: (n) => n },
  Gzip: { compresses: true, bits: (n) => n + 16 },
  Gunzip: { compresses: false, many: true, bits: (n) => n + 16 },
  DeflateRaw: { compresses: true, bits: (n) => -(n === 8 ? 9 : n) },
  InflateRaw: { compresses: false, bits: (n) => -n },
  Unzip: { compresses: false, many: true, bits: (n) => n + 32 },
};

class ZlibBase extends Transform {
  #handle;
  #open;
  constructor(kind, options) {
    const chunkSize = ranged(options, 'chunkSize', constants.Z_MIN_CHUNK, Infinity, Z_DEFAULT_CHUNK);
    const flush = ranged(options, 'flush', Z_NO_FLUSH, Z_BLOCK, Z_NO_FLUSH);
    const finishFlush = ranged(options, 'finishFlush', Z_NO_FLUSH, Z_BLOCK, Z_FINISH);
    const most = ranged(options, 'maxOutputLength', 1, 2 ** 53, require('buffer').kMaxLength);
    const { compresses, many, bits } = KINDS[kind];
    const low = compresses && kind !== 'Gzip' ? 8 : kind === 'Gzip' ? 9 : 8;
    const zero = !compresses && (options?.windowBits === undefined || options.windowBits === 0);
    const windowBits = zero ? Z_DEFAULT_WINDOWBITS : ranged(options, 'windowBits', low, 15, Z_DEFAULT_WINDOWBITS);
    const level = ranged(options, 'level', -1, 9, -1);
    const memLevel = ranged(options, 'memLevel', 1, 9, Z_DEFAULT_MEMLEVEL);
    const strategy = ranged(options, 'strategy', 0, 4, Z_DEFAULT_STRATEGY);
    const dictionary =
      options?.dictionary === undefined ? undefined : bytesOf(options.dictionary, 'options.dictionary');
    super({ autoDestroy: true, ...options });
    this.#open = (nextLevel, nextStrategy) =>
      binding.zlibOpen(compresses, !!many, bits(windowBits), nextLevel, memLevel, nextStrategy, chunkSize, dictionary);
    this.#handle = this.#open(level, strategy);
    this.bytesWritten = 0;
    this._chunkSize = chunkSize;
    this._defaultFlushFlag = flush;
    this._finishFlushFlag = finishFlush;
    this._defaultFullFlushFlag = Z_FULL_FLUSH;
    this._level = level;
    this._strategy = strategy;
    this._maxOutputLength = most;
  }
  get _closed() {
    return this.#handle === null;
  }
  /** All at once. */
  static sync(engine, input) {
    const parts = ZlibBase.work(engine, input, engine._finishFlushFlag);
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    if (total > engine._maxOutputLength) throw tooLarge(engine._maxOutputLength);
    engine.#handle = null;
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }
  static work(engine, input, flush) {
    const answer = binding.zlibWrite(engine.#handle, input, flush);
    engine.bytesWritten += input.length;
    const pieces = answer.pieces.map((piece) => Buffer.from(piece));
    if (answer.message !== undefined) throw Object.assign(failure(answer), { [FLUSH]: pieces });
    return pieces;
  }
  _transform(chunk, _encoding, callback) {
    let flush = this._defaultFlushFlag;
    if (typeof chunk[FLUSH] === 'number') flush = chunk[FLUSH];
    else if (this.writableEnded && this.writableLength === chunk.byteLength)
      flush = further(flush, this._finishFlushFlag);
    // The work is done elsewhere, and over by the next poll.
    binding.complete(
      'zlib',
      null,
      () => {
        if (this.#handle === null) return;
        let pieces;
        try {
          pieces = ZlibBase.work(this, chunk, flush);
        } catch (error) {
          for (const piece of error[FLUSH] ?? []) this.push(piece);
          delete error[FLUSH];
          this.destroy(error);
          return;
        }
        for (const piece of pieces) this.push(piece);
        callback();
      },
      1,
    );
  }
  _flush(callback) {
    this._transform(Buffer.alloc(0), '', callback);
  }
  _final(callback) {
    callback();
  }
  _destroy(error, callback) {
    this.#handle = null;
    callback(error);
  }
  flush(kind, callback) {
    if (typeof kind === 'function' || (kind === undefined && !callback)) [kind, callback] = [Z_FULL_FLUSH, kind];
    if (this.writableFinished) {
      if (callback) process.nextTick(callback);
    } else if (this.writableEnded) {
      if (callback) this.once('end', callback);
    } else this.write(Object.assign(Buffer.alloc(0), { [FLUSH]: kind }), '', callback);
  }
  close(callback) {
    if (callback) {
      if (this.closed) process.nextTick(callback);
      else this.once('close', callback);
    }
    this.destroy();
  }
  reset() {
    this.#handle = this.#open(this._level, this._strategy);
  }
  params(level, strategy, callback) {
    if (level === this._level && strategy === this._strategy) {
      process.nextTick(callback);
      return;
    }
    this.flush(Z_SYNC_FLUSH, () => {
      binding.notModelled('zlib.params in the middle of a stream');
      this._level = level;
      this._strategy = strategy;
      callback?.();
    });
  }
}

function whole(engine, input, callback) {
  const parts = [];
  let total = 0;
  engine.on('data', (part) => {
    parts.push(part);
    total += part.length;
    if (total > engine._maxOutputLength) engine.destroy(tooLarge(engine._maxOutputLength));
  });
  engine.on('error', (error) => {
    callback(error);
  });
  engine.on('end', () => {
    const result = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    engine.close();
    callback(null, result);
  });
  engine.end(input);
}
const TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
function crc32(data, value = 0) {
  let crc = ~value;
  for (const byte of bytesOf(data, 'data')) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const exported = { crc32, constants: { ...constants }, codes };
for (const kind of Object.keys(KINDS)) {
  // Classes that may be called without `new`, as Node's may.
  const { [kind]: Class } = {
    [kind]: function (options) {
      return Reflect.construct(Engine, [options], new.target ?? Class);
    },
  };
  class Engine extends ZlibBase {
    constructor(options) {
      super(kind, options);
    }
  }
  Object.setPrototypeOf(Class, ZlibBase);
  Class.prototype = Object.create(ZlibBase.prototype, {
    constructor: { value: Class, writable: true, configurable: true },
  });
  const name = kind[0].toLowerCase() + kind.slice(1);
  const { [name]: later } = {
    [name](buffer, options, callback) {
      if (typeof options === 'function') [callback, options] = [options, {}];
      if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
      whole(new Class(options), bytesOf(buffer, 'buffer'), callback);
    },
  };
  const { [`${name}Sync`]: now } = {
    [`${name}Sync`](buffer, options) {
      return ZlibBase.sync(new Class(options), bytesOf(buffer, 'buffer'));
    },
  };
  exported[kind] = Class;
  exported[name] = later;
  exported[`${name}Sync`] = now;
  exported[`create${kind}`] = (options) => new Class(options);
}
for (const name of CODES) Object.defineProperty(exported, name, { value: constants[name], enumerable: false });
module.exports = exported;
