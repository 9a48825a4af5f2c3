// http: servers and clients over the loopback network of `net`.
const EventEmitter = require('events');
const net = require('net');
const { METHODS, STATUS_CODES } = require('internal/constants');
const { coded, invalidArgType } = require('internal/errors');
const {
  IncomingMessage,
  OutgoingMessage,
  ServerResponse,
  Parser,
  checkHeader,
  hangUp,
} = require('internal/http-messages');

/** Fills a message from what its head says. */
function filled(message, { rawHeaders, major, minor, method, url, status, message: text }) {
  message.rawHeaders = rawHeaders;
  message.httpVersionMajor = major;
  message.httpVersionMinor = minor;
  message.httpVersion = `${major}.${minor}`;
  if (method !== undefined) Object.assign(message, { method, url });
  else Object.assign(message, { statusCode: status, statusMessage: text });
  return message;
}

class Server extends net.Server {
  #idle = new Set();
  constructor(options = {}, listener = undefined) {
    if (typeof options === 'function') {
      listener = options;
      options = {};
    } else if (options === null || typeof options !== 'object') throw invalidArgType('options', 'object', options);
    super({ ...options, allowHalfOpen: true });
    this.timeout = 0;
    this.keepAliveTimeout = options.keepAliveTimeout ?? 5000;
    this.headersTimeout = options.headersTimeout ?? 60000;
    this.requestTimeout = options.requestTimeout ?? 300000;
    this.maxHeadersCount = null;
    this.maxRequestsPerSocket = 0;
    this._classes = [options.IncomingMessage ?? IncomingMessage, options.ServerResponse ?? ServerResponse];
    if (listener) this.on('request', listener);
    this.on('connection', (socket) => this.#serve(socket));
  }
  setTimeout(milliseconds, callback) {
    this.timeout = milliseconds;
    if (callback) this.on('timeout', callback);
    return this;
  }
  #serve(socket) {
    const [Request, Response] = this._classes;
    let request = null;
    let response = null;
    let ended = false;
    const parser = new Parser('request', {
      head: (head) => {
        this.#idle.delete(socket);
        socket.setTimeout(this.timeout);
        request = filled(new Request(socket), head);
        response = new Response(request);
        const own = response;
        const asked = request;
        response.shouldKeepAlive = head.keep;
        if (head.keep && this.keepAliveTimeout) response._keepAliveSeconds = Math.floor(this.keepAliveTimeout / 1000);
        response.assignSocket(socket);
        response._sent = () => this.#answered(socket, asked, own, ended);
        response.on('finish', () => {
          process.nextTick(() => {
            if (own.closed) return;
            own.destroyed = true;
            own.emit('close');
          });
        });
        if (/100-continue/i.test(request.headers.expect ?? '')) {
          if (this.listenerCount('checkContinue') > 0) this.emit('checkContinue', request, response);
          else {
            response.writeContinue();
            this.emit('request', request, response);
          }
        } else if (request.headers.upgrade && this.listenerCount('upgrade') > 0) {
          binding.notModelled('upgrades of HTTP connections');
          this.emit('upgrade', request, socket, Buffer.alloc(0));
        } else this.emit('request', request, response);
      },
      body: (part) => request.push(part),
      complete: () => {
        request.complete = true;
        request.push(null);
        request.read(0);
      },
      cut: () => {
        if (request && !request.complete) request.destroy(hangUp('aborted'));
      },
      wrong: () => {
        const error = coded(Error, 'HPE_INVALID_METHOD', 'Parse Error: Invalid method encountered');
        if (!this.emit('clientError', error, socket)) {
          socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
          socket.destroySoon();
        }
      },
    });
    this.#idle.add(socket);
    socket.on('data', (chunk) => parser.feed(chunk));
    socket.on('end', () => {
      ended = true;
      parser.end();
      if (response === null || response.writableFinished) socket.end();
    });
    socket.on('timeout', () => {
      if (!(request && !request.complete && request.emit('timeout', socket)) && !this.emit('timeout', socket))
        socket.destroy();
    });
    socket.on('error', (error) => {
      if (!this.emit('clientError', error, socket)) socket.destroy(error);
    });
    socket.on('close', () => {
      this.#idle.delete(socket);
      if (request && !request.complete && !request.destroyed) request.destroy(hangUp('aborted'));
      if (response && !response.writableFinished && !response.closed) {
        response.destroyed = true;
        response.emit('close');
      }
    });
  }
  /** A response went out: the connection waits for another request, or ends. */
  #answered(socket, request, response, ended) {
    if (!request.complete) request.resume();
    if (!response.shouldKeepAlive || ended) {
      socket.destroySoon();
      return;
    }
    this.#idle.add(socket);
    if (this._closing) socket.destroy();
    else if (this.keepAliveTimeout) socket.setTimeout(this.keepAliveTimeout);
  }
  close(callback) {
    super.close(callback);
    this.closeIdleConnections();
    return this;
  }
  closeIdleConnections() {
    for (const socket of [...this.#idle]) socket.destroy();
  }
  closeAllConnections() {
    for (const socket of [...this._sockets]) socket.destroy();
  }
}

class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.maxTotalSockets = options.maxTotalSockets ?? Infinity;
    this.scheduling = options.scheduling ?? 'lifo';
    this.defaultPort = 80;
    this.protocol = 'http:';
    this.requests = { __proto__: null };
    this.sockets = { __proto__: null };
    this.freeSockets = { __proto__: null };
  }
  getName({ host = 'localhost', port = '', localAddress = '' } = {}) {
    return `${host}:${port}:${localAddress}`;
  }
  createConnection(...args) {
    return net.connect(...args);
  }
  addRequest(request, options) {
    const name = this.getName(options);
    const free = this.freeSockets[name]?.filter((socket) => !socket.destroyed && socket.writable) ?? [];
    const socket = free.shift();
    if (free.length > 0) this.freeSockets[name] = free;
    else delete this.freeSockets[name];
    const list = (this.sockets[name] ??= []);
    if (socket !== undefined) {
      socket.ref();
      list.push(socket);
      request.reusedSocket = true;
      request.onSocket(socket);
    } else if (list.length < this.maxSockets) {
      const made = this.createConnection(options);
      list.push(made);
      made.on('close', () => this.#drop(name, made));
      request.onSocket(made);
    } else (this.requests[name] ??= []).push({ request, options });
  }
  #drop(name, socket) {
    for (const table of [this.sockets, this.freeSockets]) {
      const left = table[name]?.filter((other) => other !== socket);
      if (left?.length > 0) table[name] = left;
      else delete table[name];
    }
    this.#next(name);
  }
  #next(name) {
    const waiting = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) delete this.requests[name];
    if (waiting) this.addRequest(waiting.request, waiting.options);
  }
  /** A socket served its request. */
  release(socket, options) {
    const name = this.getName(options);
    const left = this.sockets[name]?.filter((other) => other !== socket) ?? [];
    if (left.length > 0) this.sockets[name] = left;
    else delete this.sockets[name];
    if (this.requests[name]?.length > 0 || this.keepAlive) {
      (this.freeSockets[name] ??= []).push(socket);
      socket.unref();
      this.emit('free', socket, options);
      this.#next(name);
    } else socket.end();
  }
  destroy() {
    for (const table of [this.sockets, this.freeSockets])
      for (const list of Object.values(table)) for (const socket of list) socket.destroy();
  }
}
const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });

function optionsOf(input, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  let base = {};
  if (typeof input === 'string' || input instanceof URL) {
    const url = new URL(input);
    base = require('url').urlToHttpOptions(url);
  } else {
    callback = typeof options === 'function' ? options : callback;
    options = { ...options, ...input };
  }
  return [{ ...base, ...options }, callback];
}

class ClientRequest extends OutgoingMessage {
  #response = null;
  #done = false;
  constructor(input, given, listener) {
    const [options, callback] = optionsOf(input, given, listener);
    super();
    const protocol = options.protocol ?? 'http:';
    if (protocol !== 'http:') {
      if (protocol === 'https:') binding.notModelled('https');
      throw coded(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "http:"`);
    }
    const path = options.path ?? '/';
    if (/[^\u0021-\u00ff]/.test(path))
      throw coded(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    if (options.method !== undefined && typeof options.method !== 'string')
      throw invalidArgType('options.method', 'string', options.method);
    this.method = (options.method ?? 'GET').toUpperCase();
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(this.method))
      throw coded(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${options.method}"]`);
    this.path = path;
    this.host = options.hostname ?? options.host ?? 'localhost';
    this.protocol = protocol;
    this.aborted = false;
    this.reusedSocket = false;
    this.agent = options.agent === false ? new Agent() : (options.agent ?? globalAgent);
    this.shouldKeepAlive = this.agent.keepAlive || this.agent.maxSockets !== Infinity;
    const port = Number(options.port || options.defaultPort || 80);
    if (callback) this.once('response', callback);
    const { headers } = options;
    if (Array.isArray(headers)) for (let i = 0; i < headers.length; i += 2) this.setHeader(headers[i], headers[i + 1]);
    else for (const name of Object.keys(headers ?? {})) this.setHeader(name, headers[name]);
    if (options.auth && !this.hasHeader('authorization'))
      this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (!this.hasHeader('host') && options.setHost !== false)
      this.setHeader('Host', port === 80 ? this.host : `${this.host}:${port}`);
    this._hasBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
    if (options.timeout) this.setTimeout(options.timeout);
    if (options.signal) {
      const { signal } = options;
      const abort = () =>
        this.destroy(new (require('internal/errors').AbortError)(undefined, { cause: signal.reason }));
      if (signal.aborted) process.nextTick(abort);
      else signal.addEventListener('abort', abort, { once: true });
    }
    this._target = { ...options, host: this.host, port };
    if (typeof options.createConnection === 'function') {
      const socket = options.createConnection(this._target, () => {});
      if (socket) this.onSocket(socket);
    } else this.agent.addRequest(this, this._target);
  }
  _implicitHeader(length) {
    if (!this._hasBody && length > 0) this._hasBody = true;
    this._storeHead(`${this.method} ${this.path} HTTP/1.1`, [], length);
  }
  write(chunk, encoding, callback) {
    if (this._header === null) this._hasBody = true;
    return super.write(chunk, encoding, callback);
  }
  setNoDelay() {}
  setSocketKeepAlive() {}
  onSocket(socket) {
    process.nextTick(() => {
      if (this.destroyed) {
        socket.destroy();
        return;
      }
      this.#listen(socket);
      this.emit('socket', socket);
      if (socket.connecting) socket.once('connect', () => this.assignSocket(socket));
      else this.assignSocket(socket);
      this._pending = socket;
    });
  }
  #listen(socket) {
    let response = null;
    let keep = true;
    const over = () => {
      for (const [name, listener] of Object.entries(listeners)) socket.removeListener(name, listener);
      if (keep && this.shouldKeepAlive && !socket.destroyed) this.agent.release(socket, this._target);
      else socket.destroySoon();
    };
    const closed = () => {
      if (this.#done) return;
      this.#done = true;
      this.destroyed = true;
      this.emit('close');
    };
    const parser = new Parser('response', {
      head: (head) => {
        if (head.status >= 100 && head.status < 200) {
          const { status: statusCode, message: statusMessage, rawHeaders } = head;
          if (head.status === 100) this.emit('continue');
          this.emit('information', { statusCode, statusMessage, rawHeaders });
          return;
        }
        response = filled(new IncomingMessage(socket), head);
        response.req = this;
        this.res = response;
        this.#response = response;
        keep = head.keep;
        if (!this.emit('response', response)) response.resume();
        const { _read: read } = response;
        response._read = read;
      },
      body: (part) => response?.push(part),
      complete: () => {
        if (response === null) return;
        response.complete = true;
        const ended = response;
        response.on('end', () => {
          over();
          process.nextTick(closed);
        });
        ended.push(null);
        ended.read(0);
      },
      cut() {},
      wrong: () => {
        socket.destroy();
        this.#fail(coded(Error, 'HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/'));
      },
    });
    parser.bodiless = this.method === 'HEAD';
    const listeners = {
      data: (chunk) => parser.feed(chunk),
      end: () => {
        parser.end();
        if (response === null && !this.#done) this.#fail(hangUp());
        else if (response !== null && !response.complete) response.destroy(hangUp('aborted'));
        socket.destroy();
      },
      error: (error) => this.#fail(error),
      timeout: () => this.emit('timeout'),
      close: () => {
        if (response === null && !this.#done) this.#fail(hangUp());
        else if (response !== null && !response.complete) {
          response.destroy(hangUp('aborted'));
          closed();
        }
      },
    };
    for (const [name, listener] of Object.entries(listeners)) socket.on(name, listener);
  }
  #fail(error) {
    if (this.#done) return;
    this.#done = true;
    this.destroyed = true;
    this._failed = true;
    if (error) this.emit('error', error);
    process.nextTick(() => this.emit('close'));
  }
  abort() {
    if (this.aborted) return;
    this.aborted = true;
    process.nextTick(() => this.emit('abort'));
    this.destroy();
  }
  destroy(error) {
    if (this.#done || this.destroyed) return this;
    this.#response?.destroy(error);
    const socket = this.socket ?? this._pending;
    const reason = error ?? (this.#response === null ? hangUp() : null);
    if (socket) {
      socket.removeAllListeners('error');
      socket.on('error', () => {});
      socket.destroy();
    }
    process.nextTick(() => this.#fail(reason));
    return this;
  }
}

const request = (input, options, callback) => new ClientRequest(input, options, callback);
module.exports = {
  _connectionListener() {
    binding.notModelled('http._connectionListener');
  },
  METHODS,
  STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer: (options, listener) => new Server(options, listener),
  validateHeaderName: (name) => checkHeader(name, ''),
  validateHeaderValue: checkHeader,
  get(input, options, callback) {
    const made = request(input, options, callback);
    made.end();
    return made;
  },
  request,
  maxHeaderSize: 16384,
  globalAgent,
  setMaxIdleHTTPParsers() {},
};
