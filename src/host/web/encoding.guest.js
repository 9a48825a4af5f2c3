// TextEncoder, TextDecoder, atob, btoa.
const { DOMException } = require('dom-exception');
class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return options.stylize('[TextEncoder]', 'special');
    return inspect({ encoding: this.encoding }, options);
  }
  encode(text = '') {
    return new Uint8Array(binding.encodeUtf8(String(text)));
  }
  encodeInto(text, target) {
    let read = 0;
    let written = 0;
    for (const character of String(text)) {
      const bytes = this.encode(character);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      read += character.length;
      written += bytes.length;
    }
    return { read, written };
  }
}
class TextDecoder {
  #decoder;
  #fatal;
  #ignoreBOM;
  constructor(label = 'utf-8', options) {
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    this.#decoder = binding.decoder(String(label), this.#fatal, this.#ignoreBOM);
    if (this.#decoder !== null) return;
    const error = new RangeError(
      binding.isNode
        ? `The "${label}" encoding is not supported`
        : `Failed to construct 'TextDecoder': The encoding label provided ('${label}') is invalid.`,
    );
    if (binding.isNode) error.code = 'ERR_ENCODING_NOT_SUPPORTED';
    throw error;
  }
  get encoding() {
    return this.#decoder.encoding;
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return options.stylize('[TextDecoder]', 'special');
    const { encoding, fatal, ignoreBOM } = this;
    return `TextDecoder ${inspect({ encoding, fatal, ignoreBOM })}`;
  }
  decode(input, options) {
    const view =
      input === undefined
        ? new Uint8Array(0)
        : ArrayBuffer.isView(input)
          ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
          : new Uint8Array(input);
    const text = binding.decode(this.#decoder, view, Boolean(options?.stream));
    if (text !== null) return text;
    if (!binding.isNode)
      throw new TypeError("Failed to execute 'decode' on 'TextDecoder': The encoded data was not valid.");
    const error = new TypeError(`The encoded data was not valid for encoding ${this.encoding}`);
    error.code = 'ERR_ENCODING_INVALID_ENCODED_DATA';
    throw error;
  }
}
for (const [c, name] of [
  [TextEncoder, 'TextEncoder'],
  [TextDecoder, 'TextDecoder'],
])
  Object.defineProperty(c.prototype, Symbol.toStringTag, { value: name, configurable: true });
for (const member of ['encoding', 'encode', 'encodeInto'])
  Object.defineProperty(TextEncoder.prototype, member, { enumerable: true });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function btoa(text) {
  text = String(text);
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const codes = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (codes.some((c) => c > 255))
      throw new DOMException(
        binding.isNode
          ? 'Invalid character'
          : "Failed to execute 'btoa' on 'Window': The string to be encoded contains characters outside of the Latin1 range.",
        'InvalidCharacterError',
      );
    const n = (codes[0] << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0);
    result +=
      ALPHABET[n >> 18] +
      ALPHABET[(n >> 12) & 63] +
      (i + 1 < text.length ? ALPHABET[(n >> 6) & 63] : '=') +
      (i + 2 < text.length ? ALPHABET[n & 63] : '=');
  }
  return result;
}
function atob(text) {
  text = String(text)
    .replace(/[\t\n\f\r ]/g, '')
    .replace(/={1,2}$/, '');
  const wrong = /[^A-Za-z0-9+/]/.test(text);
  if (text.length % 4 === 1 || wrong)
    throw new DOMException(
      !binding.isNode
        ? "Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded."
        : wrong
          ? 'Invalid character'
          : 'The string to be decoded is not correctly encoded.',
      'InvalidCharacterError',
    );
  let result = '';
  let bits = 0;
  let count = 0;
  for (const c of text) {
    bits = (bits << 6) | ALPHABET.indexOf(c);
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += String.fromCharCode((bits >> count) & 255);
    }
  }
  return result;
}
module.exports = { TextEncoder, TextDecoder, atob, btoa };
