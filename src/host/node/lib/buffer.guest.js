// Buffer: bytes with encodings.
const { coded, codedOutside, invalidArgType, outOfRange } = require('internal/errors');
const encoding = require('internal/encodings');
const { numbers } = require('internal/buffer-numbers');
const custom = binding.inspect.custom;
const MAX_LENGTH = 4294967296;
const LIMIT = 50;

class FastBuffer extends Uint8Array {}

function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') throw invalidArgType('string', 'string', value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
Object.defineProperty(Buffer, Symbol.species, { configurable: true, get: () => FastBuffer });

function sizeOf(size, name = 'size') {
  if (typeof size !== 'number') throw invalidArgType(name, 'number', size);
  if (!(size >= 0 && size <= MAX_LENGTH)) throw outOfRange(name, `>= 0 && <= ${MAX_LENGTH}`, size);
  return size;
}
function encodingOf(name, fallback = 'utf8') {
  if (name === undefined || name === null || name === '') return encoding.find(fallback);
  const found = typeof name === 'string' ? encoding.find(name) : undefined;
  if (found === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', binding.format('Unknown encoding: %s', name));
  return found;
}
const view = (buffer, offset, length) => new FastBuffer(buffer, offset, length);

function fromArrayLike(list) {
  const length = Number(list.length);
  if (!(length > 0)) return new FastBuffer();
  const bytes = new FastBuffer(length);
  for (let i = 0; i < length; i++) bytes[i] = list[i];
  return bytes;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    const bytes = encodingOf(typeof encodingOrOffset === 'string' ? encodingOrOffset : '').encode(value);
    return view(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  if (typeof value === 'object' && value !== null) {
    const kind = binding.kindOf(value);
    if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') {
      const offset = encodingOrOffset === undefined ? 0 : Number(encodingOrOffset) || 0;
      const most = value.byteLength - offset;
      if (most < 0) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
      if (length !== undefined && length > most)
        throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
      return view(value, offset, length === undefined ? most : Math.max(0, Number(length) || 0));
    }
    const plain = value.valueOf?.();
    if (
      plain !== null &&
      plain !== undefined &&
      plain !== value &&
      (typeof plain === 'string' || typeof plain === 'object')
    )
      return from(plain, encodingOrOffset, length);
    if (value.length !== undefined || kind === 'ArrayBuffer')
      return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer();
    if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') return from(primitive, encodingOrOffset);
    }
  }
  throw invalidArgType('first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};
Buffer.alloc = function alloc(size, fill, enc) {
  const bytes = new FastBuffer(sizeOf(size));
  return fill !== undefined && fill !== 0 && size > 0 ? bytes.fill(fill, enc) : bytes;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  return new FastBuffer(sizeOf(size));
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  return new FastBuffer(sizeOf(size));
};
Buffer.poolSize = 8192;
Buffer.isBuffer = function isBuffer(value) {
  return value instanceof FastBuffer;
};
Buffer.isEncoding = function isEncoding(name) {
  return typeof name === 'string' && name.length !== 0 && encoding.find(name) !== undefined;
};
Buffer.byteLength = function byteLength(value, enc) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || /ArrayBuffer$/.test(binding.kindOf(value))) return value.byteLength;
    throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }
  return (encoding.find(enc ?? 'utf8') ?? encoding.find('utf8')).encode(value).length;
};
Buffer.compare = function compare(a, b) {
  for (const [name, value] of [
    ['buf1', a],
    ['buf2', b],
  ])
    if (!(value instanceof Uint8Array)) throw invalidArgType(name, ['Buffer', 'Uint8Array'], value);
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
};
Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw invalidArgType('list', 'Array', list);
  if (list.length === 0) return new FastBuffer();
  const total = length === undefined ? list.reduce((sum, b) => sum + (b?.length ?? 0), 0) : sizeOf(length, 'length');
  const bytes = Buffer.alloc(total);
  let at = 0;
  list.forEach((part, i) => {
    if (!(part instanceof Uint8Array)) throw invalidArgType(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    if (at >= total) return;
    bytes.set(part.length > total - at ? part.subarray(0, total - at) : part, at);
    at += part.length;
  });
  return bytes;
};
Buffer.of = function of(...items) {
  return fromArrayLike(items);
};
Buffer.copyBytesFrom = function copyBytesFrom(source, offset = 0, length = source?.length - offset) {
  if (!ArrayBuffer.isView(source) || source instanceof DataView) throw invalidArgType('view', 'TypedArray', source);
  const part = source.subarray(offset, offset + length);
  return Buffer.from(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
};

const clamp = (value, fallback, most) => {
  if (value === undefined) return fallback;
  const n = Math.trunc(Number(value)) || 0;
  return n < 0 ? 0 : Math.min(n, most);
};

function search(self, value, from, enc, last) {
  if (typeof from === 'string') [from, enc] = [undefined, from];
  let start = from === undefined ? (last ? self.length : 0) : Math.trunc(Number(from));
  if (Number.isNaN(start)) start = last ? self.length : 0;
  if (start < 0) start += self.length;
  if (typeof value === 'number') {
    const byte = value & 255;
    return last
      ? Uint8Array.prototype.lastIndexOf.call(self, byte, start)
      : Uint8Array.prototype.indexOf.call(self, byte, Math.max(0, start));
  }
  if (typeof value === 'string') value = encodingOf(enc).encode(value);
  else if (!(value instanceof Uint8Array))
    throw invalidArgType('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  const step = last ? -1 : 1;
  if (value.length === 0) return last ? Math.min(start, self.length) : Math.min(Math.max(0, start), self.length);
  for (
    let i = last ? Math.min(start, self.length - value.length) : Math.max(0, start);
    i >= 0 && i + value.length <= self.length;
    i += step
  ) {
    let same = 0;
    while (same < value.length && self[i + same] === value[same]) same++;
    if (same === value.length) return i;
  }
  return -1;
}

const methods = {
  toString(enc, start, end) {
    if (arguments.length === 0) return encoding.find('utf8').decode(this);
    const from = start === undefined || start <= 0 ? 0 : Math.trunc(start) || 0;
    const to = end === undefined || end > this.length ? this.length : Math.trunc(end) || 0;
    if (enc === null) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', 'Unknown encoding: null');
    return to <= from ? '' : encodingOf(enc).decode(from === 0 && to === this.length ? this : this.subarray(from, to));
  },
  toLocaleString(enc, start, end) {
    return this.toString(enc, start, end);
  },
  toJSON() {
    return { type: 'Buffer', data: Array.from(this) };
  },
  equals(other) {
    if (!(other instanceof Uint8Array)) throw invalidArgType('otherBuffer', ['Buffer', 'Uint8Array'], other);
    return this === other || Buffer.compare(this, other) === 0;
  },
  compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
    return Buffer.compare(
      this.subarray(clamp(sourceStart, 0, this.length), clamp(sourceEnd, this.length, this.length)),
      target.subarray(clamp(targetStart, 0, target.length), clamp(targetEnd, target.length, target.length)),
    );
  },
  indexOf(value, from, enc) {
    return search(this, value, from, enc, false);
  },
  lastIndexOf(value, from, enc) {
    return search(this, value, from, enc, true);
  },
  includes(value, from, enc) {
    return this.indexOf(value, from, enc) !== -1;
  },
  fill(value, offset, end, enc) {
    if (typeof value === 'string') {
      if (typeof offset === 'string') [offset, end, enc] = [undefined, undefined, offset];
      else if (typeof end === 'string') [end, enc] = [undefined, end];
    }
    for (const [name, at, most] of [
      ['offset', offset, MAX_LENGTH],
      ['end', end, this.length],
    ]) {
      if (at === undefined) continue;
      if (typeof at !== 'number') throw invalidArgType(name, 'number', at);
      if (at < 0 || at > most) throw outOfRange(name, `>= 0 && <= ${most}`, at);
    }
    const from = offset === undefined ? 0 : offset;
    const to = end === undefined ? this.length : end;
    let bytes = value;
    if (typeof value === 'string') bytes = encodingOf(enc).encode(value);
    else if (!(value instanceof Uint8Array)) bytes = [value & 255];
    if (bytes.length === 0) {
      if (value !== '')
        throw coded(
          TypeError,
          'ERR_INVALID_ARG_VALUE',
          `The argument 'value' is invalid. Received ${binding.inspect(value)}`,
        );
      bytes = [0];
    }
    for (let i = from; i < to; i++) this[i] = bytes[(i - from) % bytes.length];
    return this;
  },
  write(text, offset, length, enc) {
    if (length === undefined && typeof offset === 'string') [offset, enc] = [undefined, offset];
    else if (offset !== undefined) {
      if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
      if (!(offset >= 0 && offset <= this.length)) throw outOfRange('offset', `>= 0 && <= ${this.length}`, offset);
      if (typeof length === 'string') [length, enc] = [undefined, length];
      else if (length !== undefined && typeof length !== 'number') throw invalidArgType('length', 'number', length);
    }
    const at = offset === undefined ? 0 : offset;
    if (typeof text !== 'string') throw codedOutside(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
    const coding = encodingOf(enc);
    const room = Math.min(length ?? this.length - at, this.length - at);
    const bytes = coding.encode(text);
    let count = Math.min(bytes.length, room);
    // Only whole characters.
    if (coding.name === 'utf8') while (count > 0 && count < bytes.length && (bytes[count] & 0xc0) === 0x80) count--;
    if (coding.name === 'utf16le') count -= count % 2;
    this.set(bytes.subarray(0, count), at);
    return count;
  },
  slice(start, end) {
    return this.subarray(start, end);
  },
  subarray(start, end) {
    const part = Uint8Array.prototype.subarray.call(this, start, end);
    return part instanceof FastBuffer ? part : view(part.buffer, part.byteOffset, part.length);
  },
  copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.length) {
    if (!(target instanceof Uint8Array)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
    if (targetStart < 0) throw outOfRange('targetStart', '>= 0', targetStart);
    if (sourceStart < 0 || sourceStart > this.length)
      throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
    if (sourceEnd < 0) throw outOfRange('sourceEnd', '>= 0', sourceEnd);
    if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
    const count = Math.min(sourceEnd - sourceStart, target.length - targetStart, this.length - sourceStart);
    target.set(Uint8Array.prototype.subarray.call(this, sourceStart, sourceStart + count), targetStart);
    return count;
  },
  inspect(depth, options) {
    return this[custom](depth, options ?? {});
  },
  [custom](_depth, options) {
    const shown = Array.from(Uint8Array.prototype.subarray.call(this, 0, LIMIT), (b) =>
      b.toString(16).padStart(2, '0'),
    ).join(' ');
    const more = this.length - LIMIT;
    let text = shown + (more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : '');
    const extras = {};
    for (const key of Object.keys(this)) if (!/^\d+$/.test(key)) extras[key] = this[key];
    if (Object.keys(extras).length > 0)
      text += `${this.length === 0 ? '' : ', '}${binding
        .inspect(extras, { ...options, breakLength: Infinity, compact: true })
        .slice(1, -1)
        .trim()}`;
    return `<${this.constructor.name} ${text}>`;
  },
};
for (const width of [2, 4, 8]) {
  methods[`swap${width * 8}`] = function swap() {
    if (this.length % width !== 0)
      throw coded(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${width * 8}-bits`);
    for (let i = 0; i < this.length; i += width) Uint8Array.prototype.subarray.call(this, i, i + width).reverse();
    return this;
  };
}
Object.assign(methods, numbers);
for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) {
  methods[`${name}Slice`] = function (start, end) {
    return methods.toString.call(this, name, start, end);
  };
  methods[`${name}Write`] = function (text, offset, length) {
    return methods.write.call(this, text, offset ?? 0, length, name);
  };
}
methods.toLocaleString = methods.toString;
for (const key of Reflect.ownKeys(methods))
  Object.defineProperty(FastBuffer.prototype, key, {
    value: methods[key],
    writable: true,
    enumerable: true,
    configurable: true,
  });
for (const name of ['parent', 'offset']) {
  Object.defineProperty(FastBuffer.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this instanceof FastBuffer ? (name === 'parent' ? this.buffer : this.byteOffset) : undefined;
    },
  });
}

/** The bytes of what must be a typed array or an array buffer. */
function bytesOf(input) {
  if (ArrayBuffer.isView(input) && !(input instanceof DataView))
    return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (/ArrayBuffer$/.test(binding.kindOf(input))) return new Uint8Array(input);
  throw invalidArgType('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

const exported = {
  Buffer,
  SlowBuffer: Buffer.allocUnsafeSlow,
  transcode(source, from, to) {
    if (!(source instanceof Uint8Array)) throw invalidArgType('source', ['Buffer', 'Uint8Array'], source);
    const name = (label) => label.toLowerCase().replace('-', '');
    const single = /^(latin1|binary|ascii)$/.test(name(to));
    const text = Buffer.from(source).toString(from);
    return Buffer.from(single ? text.replace(/[^\u0000-\u00ff]/gu, '?') : text, to);
  },
  isUtf8(input) {
    const bytes = bytesOf(input);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  },
  isAscii: (input) => bytesOf(input).every((b) => b < 128),
  kMaxLength: MAX_LENGTH,
  kStringMaxLength: 536870888,
  btoa: globalThis.btoa,
  atob: globalThis.atob,
  constants: { MAX_LENGTH, MAX_STRING_LENGTH: 536870888 },
  INSPECT_MAX_BYTES: LIMIT,
};
module.exports = exported;
const { Blob, resolveObjectURL, File } = require('internal/blob');
Object.assign(exported, { Blob, resolveObjectURL, File });
