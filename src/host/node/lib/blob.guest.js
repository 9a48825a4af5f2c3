// Blob and File.
const { coded, invalidArgType } = require('internal/errors');
const custom = Symbol.for('nodejs.util.inspect.custom');
const bytesOf = new WeakMap();
const byteStreams = (binding.web.byteStreams ??= new WeakSet());
const encoder = new TextEncoder();

function bytes(part, endings) {
  if (bytesOf.has(part)) return bytesOf.get(part);
  if (part instanceof ArrayBuffer || part instanceof SharedArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice();
  const text = `${part}`;
  return encoder.encode(endings === 'native' ? text.replace(/\r\n|\r|\n/g, '\n') : text);
}
function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
const normalized = (type) => (/[^\u0020-\u007e]/.test(type) ? '' : type.toLowerCase());
function wrongThis(name) {
  return coded(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
}
const facts = new WeakMap();
function of(blob) {
  const found = facts.get(blob);
  if (found === undefined) throw wrongThis('Blob');
  return found;
}
/** The parts of a blob, each read in a microtask of its own. */
async function read(blob) {
  const { chunks } = of(blob);
  for (let i = 0; i < chunks.length * 2 - 1; i++) await undefined;
  return bytesOf.get(blob).slice().buffer;
}

class Blob {
  constructor(sources = [], options = undefined) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function')
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "sources" argument must be a sequence.${binding.received(sources)}`,
      );
    if (options !== undefined && options !== null && typeof options !== 'object')
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "options" argument must be a dictionary.${binding.received(options)}`,
      );
    const type = `${options?.type ?? ''}`;
    const chunks = [...sources].map((part) => bytes(part, options?.endings)).filter((part) => part.length > 0);
    bytesOf.set(this, join(chunks));
    facts.set(this, { type: normalized(type), chunks });
  }
  get type() {
    return of(this).type;
  }
  get size() {
    of(this);
    return bytesOf.get(this).length;
  }
  slice(start, end, type = '') {
    of(this);
    return new Blob([bytesOf.get(this).slice(start, end)], { type });
  }
  arrayBuffer() {
    return read(this);
  }
  async text() {
    return new TextDecoder().decode(await read(this));
  }
  bytes() {
    return read(this).then((buffer) => new Uint8Array(buffer));
  }
  stream() {
    const { chunks } = of(this);
    const left = chunks.map((part) => part.slice());
    const stream = new ReadableStream(
      {
        pull(controller) {
          if (left.length > 0) controller.enqueue(left.shift());
          if (left.length === 0) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    byteStreams.add(stream);
    return stream;
  }
  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    const { size, type } = this;
    return `Blob ${inspect({ size, type }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}

class File extends Blob {
  #name;
  #lastModified;
  constructor(fileBits, fileName, options = undefined) {
    if (arguments.length < 2)
      throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
    super(fileBits, options);
    const { lastModified } = options ?? {};
    this.#lastModified = lastModified === undefined ? Date.now() : Math.trunc(Number(lastModified)) || 0;
    this.#name = `${fileName}`.toWellFormed();
  }
  get name() {
    return this.#name;
  }
  get lastModified() {
    return this.#lastModified;
  }
  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    const { size, type, name, lastModified } = this;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `File ${inspect({ size, type, name, lastModified }, inner)}`;
  }
}
const expose = (Class, names) => {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
};
expose(Blob, ['type', 'size', 'slice', 'arrayBuffer', 'text', 'stream']);
expose(File, ['name', 'lastModified']);

// URLs of blobs
const stored = new Map();
binding.web.createObjectURL = (blob) => {
  if (!(blob instanceof Blob)) throw invalidArgType('obj', 'Blob', blob);
  const url = `blob:nodedata:${require('crypto').randomUUID()}`;
  stored.set(url, blob);
  return url;
};
binding.web.revokeObjectURL = (url) => {
  stored.delete(url);
};
const resolveObjectURL = (url) => stored.get(`${url}`);

module.exports = { Blob, File, resolveObjectURL, internal: { bytesOf, byteStreams } };
