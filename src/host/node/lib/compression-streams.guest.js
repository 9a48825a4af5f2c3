// CompressionStream and DecompressionStream, over zlib's streams.
const zlib = require('zlib');
const { invalidArgValue } = require('internal/errors');
const { duplexToWeb } = require('internal/stream-web');
const custom = Symbol.for('nodejs.util.inspect.custom');

function streamClass(name, makers) {
  const pairs = new WeakMap();
  const { [name]: Class } = {
    [name]: class {
      constructor(format) {
        if (arguments.length === 0 || !Object.hasOwn(makers, format)) throw invalidArgValue('format', format);
        pairs.set(this, duplexToWeb(makers[format]()));
      }
      get readable() {
        return pairs.get(this).readable;
      }
      get writable() {
        return pairs.get(this).writable;
      }
      [custom](depth, options, inspect) {
        if (depth < 0) return this;
        const { readable, writable } = this;
        return `${name} ${inspect({ readable, writable }, { ...options, depth: options.depth - 1 })}`;
      }
    },
  };
  for (const member of ['readable', 'writable']) Object.defineProperty(Class.prototype, member, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  return Class;
}
module.exports = {
  CompressionStream: streamClass('CompressionStream', {
    deflate: zlib.createDeflate,
    'deflate-raw': zlib.createDeflateRaw,
    gzip: zlib.createGzip,
  }),
  DecompressionStream: streamClass('DecompressionStream', {
    deflate: zlib.createInflate,
    'deflate-raw': zlib.createInflateRaw,
    gzip: zlib.createGunzip,
  }),
};
