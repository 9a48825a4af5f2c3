// What goes to and fro over HTTP/1.1: reading messages off a socket, and writing them.
const { Readable, Writable } = require('stream');
const { coded, invalidArgType } = require('internal/errors');
const { STATUS_CODES } = require('internal/constants');

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const SINGLE = new Set(
  'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(
    ' ',
  ),
);

class IncomingMessage extends Readable {
  constructor(socket) {
    super({ highWaterMark: socket?.readableHighWaterMark });
    this.httpVersionMajor = null;
    this.httpVersionMinor = null;
    this.httpVersion = null;
    this.complete = false;
    this.rawHeaders = [];
    this.rawTrailers = [];
    this.aborted = false;
    this.upgrade = null;
    this.url = '';
    this.method = null;
    this.statusCode = null;
    this.statusMessage = null;
    this.socket = socket;
    this._headers = null;
  }
  get connection() {
    return this.socket;
  }
  get headers() {
    if (this._headers !== null) return this._headers;
    const headers = {};
    for (let i = 0; i < this.rawHeaders.length; i += 2) {
      const name = this.rawHeaders[i].toLowerCase();
      const value = this.rawHeaders[i + 1];
      if (name === 'set-cookie') (headers[name] ??= []).push(value);
      else if (headers[name] === undefined) headers[name] = value;
      else if (!SINGLE.has(name)) headers[name] += (name === 'cookie' ? '; ' : ', ') + value;
    }
    this._headers = headers;
    return headers;
  }
  set headers(value) {
    this._headers = value;
  }
  get headersDistinct() {
    const headers = { __proto__: null };
    for (let i = 0; i < this.rawHeaders.length; i += 2)
      (headers[this.rawHeaders[i].toLowerCase()] ??= []).push(this.rawHeaders[i + 1]);
    return headers;
  }
  get trailers() {
    return {};
  }
  setTimeout(milliseconds, callback) {
    if (callback) this.on('timeout', callback);
    this.socket.setTimeout(milliseconds);
    return this;
  }
  _read() {
    this.socket?.resume();
  }
  _destroy(error, callback) {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    if (this.socket && !this.socket.destroyed && this.aborted) this.socket.destroy(error);
    if (!error && this.aborted && this.listenerCount('error') > 0) error = hangUp('aborted');
    process.nextTick(callback, error);
  }
}
function hangUp(message = 'socket hang up') {
  return coded(Error, 'ECONNRESET', message);
}

/** Takes messages out of bytes as they come. */
class Parser {
  #bytes = Buffer.alloc(0);
  #state = 'head';
  #left = 0;
  constructor(kind, hears) {
    this.kind = kind;
    this.hears = hears;
    /** Of a response to HEAD there is no body. */
    this.bodiless = false;
  }
  get idle() {
    return this.#state === 'head' && this.#bytes.length === 0;
  }
  feed(chunk) {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    while (this.#step());
  }
  /** The other side says no more. */
  end() {
    if (this.#state === 'until close') {
      this.#state = 'head';
      this.hears.complete();
    } else if (!this.idle) this.hears.cut();
  }
  #take(count) {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
  #line() {
    const at = this.#bytes.indexOf('\r\n');
    if (at < 0) return null;
    const line = this.#take(at + 2).subarray(0, at);
    return line.toString('latin1');
  }
  #step() {
    switch (this.#state) {
      case 'head': {
        const at = this.#bytes.indexOf('\r\n\r\n');
        if (at < 0) return false;
        return this.#head(
          this.#take(at + 4)
            .subarray(0, at)
            .toString('latin1'),
        );
      }
      case 'body':
      case 'chunk': {
        if (this.#bytes.length === 0) return false;
        const part = this.#take(Math.min(this.#left, this.#bytes.length));
        this.#left -= part.length;
        this.hears.body(part);
        if (this.#left > 0) return true;
        if (this.#state === 'chunk') this.#state = 'chunk end';
        else this.#complete();
        return true;
      }
      case 'until close':
        if (this.#bytes.length > 0) this.hears.body(this.#take(this.#bytes.length));
        return false;
      case 'size': {
        const line = this.#line();
        if (line === null) return false;
        this.#left = Number.parseInt(line, 16);
        this.#state = this.#left === 0 ? 'trailer' : 'chunk';
        return true;
      }
      case 'chunk end':
        if (this.#line() === null) return false;
        this.#state = 'size';
        return true;
      default: {
        const line = this.#line();
        if (line === null) return false;
        if (line === '') this.#complete();
        return true;
      }
    }
  }
  #complete() {
    this.#state = 'head';
    this.hears.complete();
  }
  #head(text) {
    const [first, ...lines] = text.split('\r\n');
    const pattern = this.kind === 'request' ? /^(\S+) (\S+) HTTP\/(\d)\.(\d)$/ : /^HTTP\/(\d)\.(\d) (\d{3}) ?(.*)$/;
    const match = pattern.exec(first);
    if (match === null) {
      this.#bytes = Buffer.alloc(0);
      this.hears.wrong();
      return false;
    }
    const rawHeaders = [];
    for (const line of lines) {
      const at = line.indexOf(':');
      rawHeaders.push(line.slice(0, at), line.slice(at + 1).trim());
    }
    const value = (name) => {
      const i = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
      return i < 0 ? undefined : rawHeaders[i + 1];
    };
    const chunked = /chunked/i.test(value('transfer-encoding') ?? '');
    const length = value('content-length');
    const isRequest = this.kind === 'request';
    const [major, minor] = isRequest ? match.slice(3) : match.slice(1);
    const status = isRequest ? 0 : Number(match[3]);
    const keep =
      minor === '0' ? /keep-alive/i.test(value('connection') ?? '') : !/close/i.test(value('connection') ?? '');
    const none = this.bodiless || status === 204 || status === 304 || (status >= 100 && status < 200);
    if (none) this.#left = 0;
    else if (chunked) this.#state = 'size';
    else if (length !== undefined && Number(length) > 0) {
      this.#state = 'body';
      this.#left = Number(length);
    } else if (length === undefined && !isRequest) this.#state = 'until close';
    this.hears.head({
      rawHeaders,
      major: Number(major),
      minor: Number(minor),
      keep,
      ...(isRequest ? { method: match[1], url: match[2] } : { status, message: match[4] }),
    });
    if (this.#state === 'head') this.#complete();
    return true;
  }
}

function checkHeader(name, value) {
  if (typeof name !== 'string' || !TOKEN.test(name))
    throw coded(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
  if (value === undefined)
    throw coded(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`);
  for (const text of Array.isArray(value) ? value : [value])
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(`${text}`))
      throw coded(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
}

class OutgoingMessage extends Writable {
  #names = new Map();
  #waiting = [];
  constructor(options) {
    super({ decodeStrings: false, highWaterMark: options?.highWaterMark, autoDestroy: false, emitClose: false });
    this.outputData = [];
    this.chunkedEncoding = false;
    this.shouldKeepAlive = true;
    this.sendDate = false;
    this.finished = false;
    this._header = null;
    this._hasBody = true;
    this.socket = null;
  }
  get connection() {
    return this.socket;
  }
  get headersSent() {
    return this._header !== null;
  }
  #unsent(verb) {
    if (this._header !== null)
      throw coded(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${verb} headers after they are sent to the client`);
  }
  setHeader(name, value) {
    this.#unsent('set');
    checkHeader(name, value);
    this.#names.set(name.toLowerCase(), { name, value });
    return this;
  }
  setHeaders(headers) {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }
  appendHeader(name, value) {
    const known = this.getHeader(name);
    return this.setHeader(name, known === undefined ? value : [known, value].flat());
  }
  getHeader(name) {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    return this.#names.get(name.toLowerCase())?.value;
  }
  getHeaderNames() {
    return [...this.#names.keys()];
  }
  getRawHeaderNames() {
    return [...this.#names.values()].map(({ name }) => name);
  }
  getHeaders() {
    const headers = { __proto__: null };
    for (const [key, { value }] of this.#names) headers[key] = value;
    return headers;
  }
  hasHeader(name) {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    return this.#names.has(name.toLowerCase());
  }
  removeHeader(name) {
    if (typeof name !== 'string') throw invalidArgType('name', 'string', name);
    this.#unsent('remove');
    this.#names.delete(name.toLowerCase());
  }
  setTimeout(milliseconds, callback) {
    if (callback) this.on('timeout', callback);
    if (this.socket) this.socket.setTimeout(milliseconds);
    else this.once('socket', (socket) => socket.setTimeout(milliseconds));
    return this;
  }
  addTrailers() {
    binding.notModelled('trailers of HTTP messages');
  }
  flushHeaders() {
    if (this._header === null) this._implicitHeader();
    this._send('');
  }
  /** Puts the head together; what was written is `length` bytes in all, if that is known. */
  _storeHead(first, more, length) {
    const lines = [first];
    const has = (name) => this.#names.has(name);
    for (const { name, value } of this.#names.values()) {
      const values = Array.isArray(value) && !/^cookie$/i.test(name) ? value : [value];
      for (const text of values) lines.push(`${name}: ${Array.isArray(text) ? text.join('; ') : text}`);
    }
    if (this.sendDate && !has('date')) lines.push(`Date: ${new Date().toUTCString()}`);
    for (const line of more) lines.push(line);
    if (!has('connection')) {
      lines.push(`Connection: ${this.shouldKeepAlive ? 'keep-alive' : 'close'}`);
      if (this.shouldKeepAlive && this._keepAliveSeconds) lines.push(`Keep-Alive: timeout=${this._keepAliveSeconds}`);
    } else if (/close/i.test(`${this.getHeader('connection')}`)) this.shouldKeepAlive = false;
    if (this._hasBody && !has('content-length') && !has('transfer-encoding')) {
      if (length !== undefined) lines.push(`Content-Length: ${length}`);
      else if (this._mayChunk !== false) {
        lines.push('Transfer-Encoding: chunked');
        this.chunkedEncoding = true;
      }
    } else if (/chunked/i.test(`${this.getHeader('transfer-encoding') ?? ''}`)) this.chunkedEncoding = this._hasBody;
    this._header = `${lines.join('\r\n')}\r\n\r\n`;
    this.#waiting.push(Buffer.from(this._header, 'latin1'));
  }
  /** Sends bytes, with the head before them, as soon as there is a socket. */
  _send(chunk, callback) {
    if (chunk.length > 0) this.#waiting.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    if (this.socket === null) {
      if (callback) this.once('socket assigned', callback);
      return;
    }
    if (this.#waiting.length === 0) {
      callback?.();
      return;
    }
    const all = Buffer.concat(this.#waiting.splice(0));
    if (this.socket.destroyed) callback?.();
    else this.socket.write(all, callback ? () => callback() : undefined);
  }
  assignSocket(socket) {
    this.socket = socket;
    this._send('');
    this.emit('socket assigned');
  }
  #encode(chunk, encoding) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    if (!this.chunkedEncoding) return bytes;
    return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  }
  _write(chunk, encoding, callback) {
    if (this._header === null) this._implicitHeader();
    if (this._hasBody) this._send(this.#encode(chunk, encoding), callback);
    else callback();
  }
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [chunk, encoding, callback] = [undefined, undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (this._header === null && !this.writableEnded) {
      const bytes = chunk === undefined || chunk === null ? 0 : Buffer.byteLength(chunk, encoding);
      this._implicitHeader(this.writableLength === 0 ? bytes : undefined);
    }
    this.finished = true;
    return super.end(chunk, encoding, callback);
  }
  _final(callback) {
    this._send(this.chunkedEncoding ? '0\r\n\r\n' : '', () => {
      callback();
      this._sent?.();
    });
  }
  _destroy(error, callback) {
    if (this.socket && !this.socket.destroyed && !this.writableFinished) this.socket.destroy(error);
    callback(error);
  }
}

class ServerResponse extends OutgoingMessage {
  statusCode = 200;
  statusMessage = undefined;
  constructor(request, options) {
    super(options);
    this.req = request;
    this.sendDate = true;
    this._hasBody = request?.method !== 'HEAD';
    if (request && request.httpVersionMinor < 1) this._mayChunk = false;
  }
  writeHead(status, reason, headers) {
    if (this._header !== null)
      throw coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    const code = status | 0;
    if (code < 100 || code > 999)
      throw coded(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
    if (typeof reason === 'string') this.statusMessage = reason;
    else headers = reason;
    this.statusCode = code;
    if (Array.isArray(headers)) {
      const pairs = Array.isArray(headers[0]) ? headers : [];
      if (pairs.length === 0) for (let i = 0; i < headers.length; i += 2) pairs.push([headers[i], headers[i + 1]]);
      for (const [name, value] of pairs) this.appendHeader(name, value);
    } else for (const name of Object.keys(headers ?? {})) this.setHeader(name, headers[name]);
    this._decided = true;
    return this;
  }
  _implicitHeader(length) {
    const status = this.statusCode;
    this.statusMessage ??= STATUS_CODES[status] ?? 'unknown';
    if (status === 204 || status === 304 || (status >= 100 && status < 200)) this._hasBody = false;
    this._storeHead(`HTTP/1.1 ${status} ${this.statusMessage}`, [], length);
  }
  get headersSent() {
    return this._header !== null || this._decided === true;
  }
  writeContinue(callback) {
    this.socket.write('HTTP/1.1 100 Continue\r\n\r\n', callback);
  }
  writeProcessing(callback) {
    this.socket.write('HTTP/1.1 102 Processing\r\n\r\n', callback);
  }
}
module.exports = { IncomingMessage, OutgoingMessage, ServerResponse, Parser, checkHeader, hangUp };
