// StringDecoder: bytes to text, keeping incomplete characters for the next call.
const encodings = require('internal/encodings');
const { coded, invalidArgType } = require('internal/errors');
const { Buffer } = require('buffer');

/** How many bytes at the end belong to a character that isn't complete. */
function incomplete(name, bytes) {
  if (name === 'base64' || name === 'base64url') return bytes.length % 3;
  if (name === 'utf16le') {
    const odd = bytes.length % 2;
    const at = bytes.length - odd - 1;
    return at >= 1 && (bytes[at] & 0xfc) === 0xd8 ? odd + 2 : odd;
  }
  if (name !== 'utf8') return 0;
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const needed =
      byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

const STATE = Symbol('kNativeDecoder');

class StringDecoder {
  #encoding;
  #rest = Buffer.alloc(0);
  #last = Buffer.alloc(4);
  constructor(encoding) {
    this.#encoding = encodings.find(encoding ?? 'utf8');
    if (this.#encoding === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    this.encoding = this.#encoding.name;
    this[STATE] = this.#state();
  }
  /** Node's own record: four bytes of a character, how many lack, how many there are, the encoding's number. */
  #state() {
    const numbers = { ascii: 0, utf8: 1, base64: 2, utf16le: 3, latin1: 4, hex: 5, buffer: 6, base64url: 7 };
    return Buffer.from([...this.#last, this.lastNeed, this.#rest.length, numbers[this.#encoding.name]]);
  }
  get lastChar() {
    return Buffer.from(this.#last);
  }
  get lastNeed() {
    const first = this.#rest[0];
    if (first === undefined) return 0;
    const { name } = this.#encoding;
    const whole =
      name === 'utf8'
        ? first >= 0xf0
          ? 4
          : first >= 0xe0
            ? 3
            : 2
        : name === 'utf16le'
          ? this.#rest.length > 1
            ? 4
            : 2
          : 3;
    return whole - this.#rest.length;
  }
  get lastTotal() {
    return this.#rest.length + this.lastNeed;
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    if (!ArrayBuffer.isView(chunk)) throw invalidArgType('buf', ['Buffer', 'TypedArray', 'DataView'], chunk);
    const part = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = this.#rest.length === 0 ? part : Buffer.concat([this.#rest, part]);
    const kept = incomplete(this.#encoding.name, bytes);
    this.#rest = Buffer.from(bytes.subarray(bytes.length - kept));
    this.#last.set(this.#rest);
    this[STATE] = this.#state();
    return this.#encoding.decode(bytes.subarray(0, bytes.length - kept));
  }
  end(chunk) {
    let text = chunk === undefined ? '' : this.write(chunk);
    if (this.#rest.length > 0) text += this.#encoding.decode(this.#rest);
    this.#rest = Buffer.alloc(0);
    return text;
  }
}
module.exports = { StringDecoder };
