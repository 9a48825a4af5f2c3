// crypto: (seeded) random values.
const { DOMException } = require('dom-exception');
const { random, floor } = Math;

class Crypto {
  getRandomValues(view) {
    const name = view?.constructor?.name ?? '';
    if (!ArrayBuffer.isView(view) || /^(Float|DataView)/.test(name))
      throw new DOMException(
        `Failed to execute 'getRandomValues' on 'Crypto': The provided ArrayBufferView is of type '${name.replace(/Array$/, '')}', which is not an integer array type.`,
        'TypeMismatchError',
      );
    if (view.byteLength > 65536)
      throw new DOMException(
        `Failed to execute 'getRandomValues' on 'Crypto': The ArrayBufferView's byte length (${view.byteLength}) exceeds the number of bytes of entropy available via this API (65536).`,
        'QuotaExceededError',
      );
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = floor(random() * 256);
    return view;
  }
  randomUUID() {
    const b = this.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
module.exports = { Crypto, crypto: new Crypto() };
