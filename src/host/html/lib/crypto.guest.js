// crypto: (seeded) random values. @spec webcrypto
const idl = require('web-idl');
const { DOMException } = require('dom-exception');
const { random, floor } = Math;
const KEY = Symbol('crypto');
const made = new WeakSet();

idl.types.set('ArrayBufferView', (value, place) => {
  if (!ArrayBuffer.isView(value)) throw place.wrong('ArrayBufferView');
  return value;
});
function fill(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = floor(random() * 256);
  return view;
}
const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
class Crypto {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Crypto');
    made.add(this);
  }
  get subtle() {
    return subtle;
  }
  getRandomValues(view) {
    const name = Reflect.apply(tagOf, view, []) ?? 'DataView';
    if (/^(Float|DataView)/.test(name))
      throw new DOMException(
        idl.say(
          `The provided ArrayBufferView is of type '${name.replace(/Array$/, '')}', which is not an integer array type.`,
        ),
        'TypeMismatchError',
      );
    if (view.byteLength > 65536)
      throw new DOMException(
        idl.say(
          `The ArrayBufferView's byte length (${view.byteLength}) exceeds the number of bytes of entropy available via this API (65536).`,
        ),
        'QuotaExceededError',
      );
    return fill(view);
  }
  randomUUID() {
    const b = fill(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
idl.define(
  Crypto,
  'Crypto',
  { getRandomValues: 'ArrayBufferView' },
  {},
  (value) => idl.isObject(value) && made.has(value),
);

class SubtleCrypto {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('SubtleCrypto');
  }
  digest(algorithm, data) {
    const name = (idl.isObject(algorithm) ? `${algorithm.name}` : `${algorithm}`).toUpperCase();
    if (!['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].includes(name))
      throw new DOMException(idl.say('Algorithm: Unrecognized name'), 'NotSupportedError');
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    const copy = bytes.slice();
    return new Promise((resolve) =>
      binding.queueTask('crypto', 'digest', () =>
        resolve(Uint8Array.from(require('hashes')[name.toLowerCase().replace('-', '')].digest(copy)).buffer),
      ),
    );
  }
}
for (const name of [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
])
  SubtleCrypto.prototype[name] = {
    [name]() {
      binding.notModelled(`crypto.subtle.${name}`);
      return Promise.reject(new DOMException(`crypto.subtle.${name} is not modelled`, 'NotSupportedError'));
    },
  }[name];
idl.define(SubtleCrypto, 'SubtleCrypto', { digest: 'Promise any, BufferSource' });
const subtle = new SubtleCrypto(KEY);
module.exports = { Crypto, SubtleCrypto, crypto: new Crypto(KEY) };
