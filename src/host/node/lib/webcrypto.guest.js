// Web Cryptography: digests, HMAC, PBKDF2 and HKDF. Ciphers and key pairs are named where they are used.
const { coded, invalidArgType } = require('internal/errors');
const custom = Symbol.for('nodejs.util.inspect.custom');
const crypto = () => require('crypto');
const keys = new WeakMap();
const HASHES = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
const JWK = { 'SHA-1': 'HS1', 'SHA-256': 'HS256', 'SHA-384': 'HS384', 'SHA-512': 'HS512' };
const UNMODELLED = /^(RSA|ECDSA|ECDH|Ed|X\d|AES)/i;

const problem = (message, name) => new DOMException(message, name);
function bytesOf(value, method, place) {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return Buffer.from(value);
  throw coded(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `Failed to execute '${method}' on 'SubtleCrypto': ${place} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
  );
}
function need(method, args, count) {
  if (args.length < count)
    throw coded(
      TypeError,
      'ERR_MISSING_ARGS',
      `Failed to execute '${method}' on 'SubtleCrypto': ${count} arguments required, but only ${args.length} present.`,
    );
}
function nameOf(algorithm, known) {
  const given = `${algorithm?.name ?? algorithm}`;
  const found = known.find((name) => name.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  if (UNMODELLED.test(given)) {
    binding.notModelled(`crypto.subtle with ${given}`);
    throw problem(`${given} is not modelled`, 'NotSupportedError');
  }
  throw problem('Unrecognized algorithm name', 'NotSupportedError');
}
const hashOf = (algorithm) => nameOf(algorithm, Object.keys(HASHES));
const bufferOf = (bytes) => new Uint8Array(bytes).buffer;
/** What a thread of its own does is there by the next poll. */
function later(work) {
  return new Promise((resolve, reject) => {
    binding.complete(
      'SubtleCrypto',
      null,
      () => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      },
      1,
    );
  });
}

class CryptoKey {
  constructor() {
    throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  get type() {
    return keys.get(this).type;
  }
  get extractable() {
    return keys.get(this).extractable;
  }
  get algorithm() {
    return keys.get(this).algorithm;
  }
  get usages() {
    return keys.get(this).usages;
  }
  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    const { type, extractable, algorithm, usages } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, inner)}`;
  }
}
function makeKey(bytes, algorithm, extractable, usages) {
  const key = Object.create(CryptoKey.prototype);
  keys.set(key, { type: 'secret', bytes, algorithm, extractable: !!extractable, usages: [...new Set(usages)] });
  return key;
}
function useKey(key, name, usage) {
  const state = keys.get(key);
  if (state === undefined) throw invalidArgType('key', 'CryptoKey', key);
  if (state.algorithm.name !== name) throw problem('Key algorithm mismatch', 'InvalidAccessError');
  if (!state.usages.includes(usage)) throw problem(`Unable to use this key to ${usage}`, 'InvalidAccessError');
  return state;
}
const hmac = (state, data) =>
  crypto().createHmac(state.algorithm.hash.name.replace('-', ''), state.bytes).update(data).digest();
function derived(algorithm, key, length, usage) {
  const name = nameOf(algorithm, ['PBKDF2', 'HKDF']);
  const state = useKey(key, name, usage);
  if (length === null || length === undefined) throw problem('length cannot be null', 'OperationError');
  if (length % 8 !== 0) throw problem('length must be a multiple of 8', 'OperationError');
  const hash = hashOf(algorithm.hash).replace('-', '');
  const salt = bytesOf(algorithm.salt, 'deriveBits', 'salt');
  const bytes =
    name === 'PBKDF2'
      ? crypto().pbkdf2Sync(state.bytes, salt, algorithm.iterations, length / 8, hash)
      : crypto().hkdfSync(hash, state.bytes, salt, bytesOf(algorithm.info, 'deriveBits', 'info'), length / 8);
  return bufferOf(bytes);
}

class SubtleCrypto {
  async digest(algorithm, data) {
    need('digest', arguments, 2);
    const bytes = Buffer.from(bytesOf(data, 'digest', '2nd argument'));
    const name = hashOf(algorithm);
    return later(() => bufferOf(crypto().createHash(name.replace('-', '')).update(bytes).digest()));
  }
  async importKey(format, data, algorithm, extractable, usages) {
    need('importKey', arguments, 5);
    const name = nameOf(algorithm, ['HMAC', 'PBKDF2', 'HKDF']);
    let bytes;
    if (format === 'raw') bytes = Buffer.from(bytesOf(data, 'importKey', '2nd argument'));
    else if (format === 'jwk' && name === 'HMAC') bytes = Buffer.from(data.k, 'base64url');
    else throw problem(`Unable to import ${name} key with format ${format}`, 'NotSupportedError');
    if (name === 'HMAC') {
      const hash = hashOf(algorithm.hash);
      if (usages.some((usage) => usage !== 'sign' && usage !== 'verify'))
        throw problem('Unsupported key usage for an HMAC key', 'SyntaxError');
      if (usages.length === 0) throw problem('Usages cannot be empty when importing a secret key.', 'SyntaxError');
      return makeKey(bytes, { name, hash: { name: hash }, length: bytes.length * 8 }, extractable, usages);
    }
    if (extractable) throw problem(`${name} keys are not extractable`, 'SyntaxError');
    if (usages.length === 0) throw problem('Usages cannot be empty when importing a secret key.', 'SyntaxError');
    return makeKey(bytes, { name }, false, usages);
  }
  async exportKey(format, key) {
    need('exportKey', arguments, 2);
    const state = keys.get(key);
    if (state === undefined) throw invalidArgType('key', 'CryptoKey', key);
    if (!state.extractable) throw problem('key is not extractable', 'InvalidAccessException');
    if (format === 'raw') return bufferOf(state.bytes);
    if (format !== 'jwk') throw problem(`Unable to export a raw secret key to ${format} format`, 'NotSupportedError');
    return {
      key_ops: state.usages,
      ext: true,
      kty: 'oct',
      k: state.bytes.toString('base64url'),
      alg: JWK[state.algorithm.hash.name],
    };
  }
  async generateKey(algorithm, extractable, usages) {
    need('generateKey', arguments, 3);
    const name = nameOf(algorithm, ['HMAC']);
    const hash = hashOf(algorithm.hash);
    if (usages.length === 0) throw problem('Usages cannot be empty when creating a key.', 'SyntaxError');
    const length = algorithm.length ?? HASHES[hash];
    const bytes = crypto().randomBytes(length / 8);
    return later(() => makeKey(bytes, { name, length, hash: { name: hash } }, extractable, usages));
  }
  async sign(algorithm, key, data) {
    need('sign', arguments, 3);
    const state = useKey(key, nameOf(algorithm, ['HMAC']), 'sign');
    const bytes = Buffer.from(bytesOf(data, 'sign', '3rd argument'));
    return later(() => bufferOf(hmac(state, bytes)));
  }
  async verify(algorithm, key, signature, data) {
    need('verify', arguments, 4);
    const state = useKey(key, nameOf(algorithm, ['HMAC']), 'verify');
    const bytes = Buffer.from(bytesOf(data, 'verify', '4th argument'));
    const given = Buffer.from(bytesOf(signature, 'verify', '3rd argument'));
    return later(() => hmac(state, bytes).equals(given));
  }
  async deriveBits(algorithm, key, length) {
    need('deriveBits', arguments, 2);
    return later(() => derived(algorithm, key, length, 'deriveBits'));
  }
  async deriveKey(algorithm, key, target, extractable, usages) {
    need('deriveKey', arguments, 5);
    nameOf(target, ['HMAC']);
    const length = target.length ?? HASHES[hashOf(target.hash)];
    const bits = await later(() => derived(algorithm, key, length, 'deriveKey'));
    return this.importKey('raw', bits, target, extractable, usages);
  }
}
for (const name of ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'])
  Object.defineProperty(SubtleCrypto.prototype, name, {
    value: {
      async [name](algorithm) {
        binding.notModelled(`crypto.subtle.${name}`);
        throw problem(`${algorithm?.name ?? algorithm} is not modelled`, 'NotSupportedError');
      },
    }[name],
    writable: true,
    configurable: true,
  });
for (const Class of [SubtleCrypto, CryptoKey])
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
for (const name of Object.getOwnPropertyNames(SubtleCrypto.prototype))
  if (name !== 'constructor') Object.defineProperty(SubtleCrypto.prototype, name, { enumerable: true });
module.exports = { SubtleCrypto, CryptoKey, subtle: new SubtleCrypto() };
