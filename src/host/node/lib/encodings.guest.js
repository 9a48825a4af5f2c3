// Encodings of Buffer: text to bytes and back.
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromCodes(bytes, mask) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) {
    const part = Array.from(Uint8Array.prototype.subarray.call(bytes, i, i + 4096));
    text += String.fromCharCode(...(mask === 255 ? part : part.map((b) => b & mask)));
  }
  return text;
}

function decode64(text) {
  const bytes = [];
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '=') break;
    const digit = DIGITS.indexOf(c === '-' ? '+' : c === '_' ? '/' : c);
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

function encode64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += DIGITS[n >> 18] + DIGITS[(n >> 12) & 63];
    text += i + 1 < bytes.length ? DIGITS[(n >> 6) & 63] : '=';
    text += i + 2 < bytes.length ? DIGITS[n & 63] : '=';
  }
  return text;
}

const latin1 = {
  name: 'latin1',
  encode: (text) => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
  decode: (bytes) => fromCodes(bytes, 255),
};
const all = {
  utf8: { name: 'utf8', encode: (text) => utf8Encoder.encode(text), decode: (bytes) => utf8Decoder.decode(bytes) },
  latin1,
  ascii: { name: 'ascii', encode: latin1.encode, decode: (bytes) => fromCodes(bytes, 127) },
  hex: {
    name: 'hex',
    encode(text) {
      const pairs = /^(?:[0-9a-f]{2})*/i.exec(text)[0];
      return Uint8Array.from({ length: pairs.length / 2 }, (_, i) =>
        Number.parseInt(pairs.slice(2 * i, 2 * i + 2), 16),
      );
    },
    decode: (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join(''),
  },
  base64: { name: 'base64', encode: decode64, decode: encode64 },
  base64url: {
    name: 'base64url',
    encode: decode64,
    decode: (bytes) => encode64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  },
  utf16le: {
    name: 'utf16le',
    encode: (text) =>
      Uint8Array.from({ length: text.length * 2 }, (_, i) => (text.charCodeAt(i >> 1) >> (i & 1 ? 8 : 0)) & 255),
    decode(bytes) {
      let text = '';
      for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
      return text;
    },
  },
};
const names = { 'utf-8': 'utf8', binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le', 'utf-16le': 'utf16le' };

/** The encoding of a name in any case; undefined if there's none. */
function find(name) {
  const key = String(name).toLowerCase();
  const own = names[key] ?? key;
  return Object.hasOwn(all, own) ? all[own] : undefined;
}
module.exports = { find };
