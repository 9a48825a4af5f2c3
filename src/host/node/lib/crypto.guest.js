// crypto: digests and (seeded) random values.
const { Buffer } = require('buffer');
const { Transform } = require('stream');
const { coded, codedOutside, invalidArgType, outOfRange } = require('internal/errors');
const hashes = require('internal/hashes');

const OTHERS = /^(rsa-)?(sha-?1|md5|sha-?(224|256|384|512))$/;
/** The digests of OpenSSL that are not here. */
const UNMODELLED = /^(blake2[bs]\d+|ripemd(160)?|rmd160|sm3|md5-sha1|sha512-2(24|56)|ssl3-.*)$/;
function find(name) {
  const text = String(name).toLowerCase();
  if (OTHERS.test(text)) return hashes[text.replace(/^rsa-/, '').replace('-', '')];
  if (/^(rsa-)?sha3-|^shake/.test(text)) return require('internal/keccak')[text.replace(/^rsa-/, '')];
  if (UNMODELLED.test(text)) {
    binding.notModelled(`the digest ${text}`);
    throw new Error(`The digest ${text} is not modelled`);
  }
  return undefined;
}
const bytesOf = (data, encoding) => {
  if (typeof data === 'string') {
    if (encoding === 'hex' && data.length % 2 === 1)
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'encoding' is invalid for data of length ${data.length}. Received 'hex'`,
      );
    return Buffer.from(data, encoding);
  }
  if (!ArrayBuffer.isView(data)) throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
};

/** The bytes of secret keys. */
const secrets = new WeakMap();
const kind = Symbol('kKeyType');
class KeyObject {
  constructor(type, handle) {
    if (!/^(secret|public|private)$/.test(type))
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'type' is invalid. Received ${binding.inspect(type)}`,
      );
    if (!secrets.has(handle)) throw invalidArgType('handle', 'object', handle);
    this[kind] = type;
    secrets.set(this, secrets.get(handle));
  }
  get type() {
    return this[kind];
  }
  equals(other) {
    if (!(other instanceof KeyObject)) throw invalidArgType('otherKeyObject', 'KeyObject', other);
    return this.type === other.type && secrets.get(this).equals(secrets.get(other));
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });
class SecretKeyObject extends KeyObject {
  get symmetricKeySize() {
    return secrets.get(this).length;
  }
  export(options) {
    const bytes = secrets.get(this);
    return options?.format === 'jwk' ? { kty: 'oct', k: bytes.toString('base64url') } : Buffer.from(bytes);
  }
}
function createSecretKey(key, encoding) {
  const handle = {};
  secrets.set(handle, Buffer.from(bytesOf(key, encoding)));
  return new SecretKeyObject('secret', handle);
}

class Digest extends Transform {
  #parts = [];
  #done = false;
  update(data, encoding) {
    if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#parts.push(Buffer.from(bytesOf(data, encoding)));
    return this;
  }
  digest(encoding) {
    if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    const result = Buffer.from(this._compute(Buffer.concat(this.#parts)));
    return Buffer.isEncoding(encoding) ? result.toString(encoding) : result;
  }
  get _parts() {
    return this.#parts;
  }
  set _parts(parts) {
    this.#parts = parts;
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(this.digest());
    callback();
  }
}
class Hash extends Digest {
  constructor(name, options) {
    if (typeof name !== 'string') throw invalidArgType('algorithm', 'string', name);
    super();
    this.algorithm = name;
    const hash = find(name);
    if (hash === undefined) throw new Error('Digest method not supported');
    Object.defineProperty(this, 'algorithm', { enumerable: false });
    Object.defineProperty(this, '_compute', {
      value: (bytes) => hash.digest(bytes, hash.variable ? options?.outputLength : undefined),
    });
    Object.defineProperty(this, '_options', { value: options });
  }
  copy(options = this._options) {
    const copy = new Hash(this.algorithm, options);
    copy._parts = [...this._parts];
    return copy;
  }
}
class Hmac extends Digest {
  constructor(name, key) {
    if (typeof name !== 'string') throw invalidArgType('hmac', 'string', name);
    super();
    const hash = find(name);
    if (hash === undefined) throw codedOutside(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
    if (
      typeof key !== 'string' &&
      !ArrayBuffer.isView(key) &&
      !/ArrayBuffer$/.test(binding.kindOf(key)) &&
      !(key instanceof KeyObject)
    )
      throw invalidArgType(
        'key',
        ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'],
        key,
      );
    let bytes =
      key instanceof KeyObject ? secrets.get(key) : bytesOf(key instanceof ArrayBuffer ? Buffer.from(key) : key);
    if (bytes.length > hash.block) bytes = Buffer.from(hash.digest(bytes));
    const padded = Buffer.alloc(hash.block);
    padded.set(bytes);
    Object.defineProperty(this, '_compute', {
      value: (data) => {
        const inner = hash.digest(Buffer.concat([padded.map((b) => b ^ 0x36), data]));
        return hash.digest(Buffer.concat([padded.map((b) => b ^ 0x5c), inner]));
      },
    });
  }
}

function fill(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(binding.random() * 256);
  return view;
}
function randomBytes(size, callback) {
  if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
  if (!(size >= 0 && size <= 2 ** 31 - 1)) throw outOfRange('size', '>= 0 && <= 2147483647', size);
  const bytes = fill(Buffer.alloc(size));
  if (callback === undefined) return bytes;
  binding.complete('randomBytes', callback, () => callback(null, bytes));
}
function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max];
  if (!(max > min)) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const value = min + Math.floor(binding.random() * (max - min));
  if (callback === undefined) return value;
  process.nextTick(callback, undefined, value);
}
function randomUUID() {
  const b = fill(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  return Buffer.from(b.buffer)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
function timingSafeEqual(a, b) {
  for (const [name, value] of Object.entries({ buf1: a, buf2: b }))
    if (!ArrayBuffer.isView(value) && !/ArrayBuffer$/.test(binding.kindOf(value)))
      throw codedOutside(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
      );
  if (a.byteLength !== b.byteLength)
    throw codedOutside(
      RangeError,
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
    );
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}
function checkPbkdf2(iterations, length, name) {
  if (typeof name !== 'string') throw invalidArgType('digest', 'string', name);
  for (const [what, least, value] of [
    ['iterations', 1, iterations],
    ['keylen', 0, length],
  ]) {
    if (typeof value !== 'number') throw invalidArgType(what, 'number', value);
    if (!Number.isInteger(value)) throw outOfRange(what, 'an integer', value);
    if (value < least || value > 2 ** 31 - 1) throw outOfRange(what, `>= ${least} && <= 2147483647`, value);
  }
  if (find(name) === undefined) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
}
function pbkdf2Sync(password, salt, iterations, length, name) {
  checkPbkdf2(iterations, length, name);
  const out = [];
  for (let block = 1; out.length < length; block++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(block);
    let u = new Hmac(name, password).update(salt).update(number).digest();
    const t = Buffer.from(u);
    for (let i = 1; i < iterations; i++) {
      u = new Hmac(name, password).update(u).digest();
      for (let j = 0; j < t.length; j++) t[j] ^= u[j];
    }
    out.push(...t);
  }
  return Buffer.from(out.slice(0, length));
}
function hkdfSync(name, key, salt, info, length) {
  const secret = new Hmac(name, bytesOf(salt)).update(key instanceof KeyObject ? secrets.get(key) : key).digest();
  const out = [];
  let block = Buffer.alloc(0);
  for (let i = 1; out.length < length; i++) {
    block = new Hmac(name, secret)
      .update(block)
      .update(bytesOf(info))
      .update(Buffer.from([i]))
      .digest();
    out.push(...block);
  }
  return Uint8Array.from(out.slice(0, length)).buffer;
}
/** Of types with integers only, and not too much at once. */
function getWebRandomValues(view) {
  if (!ArrayBuffer.isView(view) || /^(Float|Data)/.test(Object.prototype.toString.call(view).slice(8)))
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  if (view.byteLength > 65536)
    throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
  return fill(view);
}
const subtle = () => require('internal/webcrypto').subtle;
const webcrypto = {
  getRandomValues: getWebRandomValues,
  randomUUID,
  get subtle() {
    return subtle();
  },
};

module.exports = {
  createHash: (name, options) => new Hash(name, options),
  createHmac: (name, key) => new Hmac(name, key),
  hash: (name, data, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  Hash,
  Hmac,
  getHashes: () => [...Object.keys(hashes), ...Object.keys(require('internal/keccak'))].sort(),
  randomBytes,
  pseudoRandomBytes: randomBytes,
  randomInt,
  randomUUID,
  randomFillSync: fill,
  randomFill(view, callback) {
    binding.complete('randomFill', callback, () => callback(null, fill(view)));
  },
  getRandomValues: getWebRandomValues,
  timingSafeEqual,
  KeyObject,
  createSecretKey,
  hkdfSync,
  hkdf(name, key, salt, info, length, callback) {
    binding.complete('hkdf', callback, () => callback(null, hkdfSync(name, key, salt, info, length)));
  },
  getFips: () => 0,
  getCiphers: () => [],
  getCurves: () => [],
  pbkdf2Sync,
  pbkdf2(password, salt, iterations, length, name, callback) {
    if (typeof name === 'function') [name, callback] = [undefined, name];
    checkPbkdf2(iterations, length, name);
    if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
    binding.complete('pbkdf2', callback, () => callback(null, pbkdf2Sync(password, salt, iterations, length, name)));
  },
  webcrypto,
  get subtle() {
    return subtle();
  },
  constants: { ...require('internal/constants').crypto },
};
