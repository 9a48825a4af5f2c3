// net: sockets and servers on a loopback network inside the run. Nothing leaves it.
const EventEmitter = require('events');
const { Duplex } = require('stream');
const { isIP, isIPv4, isIPv6 } = require('internal/network');
const { coded, invalidArgType } = require('internal/errors');
const { os } = require('internal/constants');

/** Listening servers by port. */
const listening = new Map();
let nextPort = 40000;
/** What the network does by the next poll. */
const soon = (api, work) => binding.complete(api, null, work, 1);

const TEXTS = { EADDRINUSE: 'address already in use' };
function failure(code, syscall, address, port) {
  const place = address ? ` ${address}${port ? `:${port}` : ''}` : '';
  const text = TEXTS[code] ? `${code}: ${TEXTS[code]}` : code;
  const error = new Error(`${syscall} ${text}${place}`);
  Object.defineProperty(error, 'stack', { value: `Error: ${error.message}`, writable: true, configurable: true });
  Object.assign(error, { errno: -os.errno[code], code, syscall });
  if (address) error.address = address;
  if (port) error.port = port;
  return error;
}
function checkPort(port, name = 'Port') {
  const number = typeof port === 'string' && port.trim() !== '' ? Number(port) : port;
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw coded(RangeError, 'ERR_SOCKET_BAD_PORT', `${name} should be >= 0 and < 65536.${binding.received(port)}.`);
  return number;
}
const isLocal = (host) => !host || /^(localhost|127(\.\d+){3}|::1|::|0\.0\.0\.0)$/.test(host);

class Socket extends Duplex {
  #peer = null;
  #incoming = [];
  #arriving = false;
  #ended = false;
  #held = false;
  #timer = null;
  #idle = 0;
  #names = null;
  constructor(options = {}) {
    super({
      allowHalfOpen: options.allowHalfOpen ?? false,
      emitClose: false,
      autoDestroy: true,
      decodeStrings: true,
      signal: options.signal,
    });
    this.connecting = false;
    this._host = null;
    this.bytesRead = 0;
    this._sent = 0;
    this.server = null;
    this.on('end', () => {
      if (!this.allowHalfOpen) this.write = writeAfterEnd;
    });
  }
  /** Two sockets that hear each other; what the network keeps of them is out of the program's sight. */
  static join(client, server, names) {
    client.#names = names;
    server.#names = { local: names.remote, remote: names.local, family: names.family };
    client.#peer = server;
    server.#peer = client;
    server.#hold(true);
  }
  #hold(value) {
    if (this.#held === value) return;
    this.#held = value;
    binding.hold(value ? 1 : -1);
  }
  connect(...args) {
    const [options, callback] = normalize(args);
    if (options.path !== undefined) binding.notModelled('net.connect to a path');
    if (options.port === undefined && options.path === undefined)
      throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
    const port = checkPort(options.port);
    const host = options.host ?? 'localhost';
    if (callback) this.once('connect', callback);
    this.connecting = true;
    this.#hold(true);
    const attempt = () => {
      if (this.destroyed) return;
      const address = isIP(host) ? host : '127.0.0.1';
      const server = listening.get(port);
      const reached = isLocal(host) && server?.listening;
      if (reached)
        soon('connection', () => {
          if (!this.destroyed) Server.accept(server, this, address, port);
        });
      soon('connect', () => {
        if (this.destroyed) return;
        if (!isLocal(host)) {
          binding.notModelled(`a network beyond this process (${host})`);
          this.destroy(Object.assign(new Error(`${host} is not modelled: there is no network`), { code: 'ENOTFOUND' }));
        } else if (!reached) this.destroy(failure('ECONNREFUSED', 'connect', address, port));
        else this.#connected();
      });
    };
    if (isIP(host)) attempt();
    else
      soon('lookup', () => {
        if (isLocal(host)) this.emit('lookup', null, '127.0.0.1', 4, host);
        attempt();
      });
    return this;
  }
  #connected() {
    this.connecting = false;
    this.emit('connect');
    this.emit('ready');
    this.#touch();
    this.read(0);
  }
  _read() {
    this.#give();
  }
  #deliver(part) {
    if (this.destroyed) return;
    this.#incoming.push(part);
    this.#arrive();
  }
  #arrive() {
    if (this.#arriving) return;
    this.#arriving = true;
    soon('read', () => {
      this.#arriving = false;
      this.#give();
    });
  }
  /** What arrived goes to the program in one piece, and the end of it by itself. */
  #give() {
    if (this.#arriving || this.destroyed || this.#incoming.length === 0 || this.connecting) return;
    const ends = this.#incoming.includes(null);
    const parts = this.#incoming.splice(0).filter((part) => part !== null);
    if (parts.length > 0 && ends) {
      this.#incoming.push(null);
      this.#arrive();
    }
    if (parts.length > 0) {
      const chunk = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      this.bytesRead += chunk.length;
      this.#touch();
      this.push(chunk);
    } else if (!this.#ended) {
      this.#ended = true;
      this.push(null);
      this.read(0);
    }
  }
  _write(chunk, encoding, callback) {
    if (this.connecting) {
      this.once('connect', () => this._write(chunk, encoding, callback));
      return;
    }
    const peer = this.#peer;
    if (peer === null || peer.destroyed) {
      callback(failure(peer === null ? 'ENOTCONN' : 'EPIPE', 'write'));
      return;
    }
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    this._sent += bytes.length;
    this.#touch();
    peer.#deliver(bytes);
    callback();
  }
  _writev(chunks, callback) {
    const bytes = chunks.map(({ chunk, encoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    this._write(Buffer.concat(bytes), 'buffer', callback);
  }
  _final(callback) {
    if (this.connecting) {
      this.once('connect', () => this._final(callback));
      return;
    }
    if (this.#peer === null) {
      callback();
      return;
    }
    // Over before anything is read.
    binding.complete('shutdown', null, callback, 1, true);
    this.#peer.#deliver(null);
  }
  _destroy(error, callback) {
    this.connecting = false;
    this.setTimeout(0);
    const peer = this.#peer;
    if (peer !== null && !peer.destroyed && !this.writableFinished) peer.#deliver(null);
    if (peer !== null && !peer.destroyed && this.#incoming.some((part) => part !== null))
      soon('reset', () => peer.destroy(failure('ECONNRESET', 'read')));
    this.#hold(false);
    callback(error);
    binding.closeLater('close', () => {
      this.emit('close', Boolean(error));
      if (this.server !== null) Server.left(this.server, this);
    });
  }
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  }
  resetAndDestroy() {
    const peer = this.#peer;
    if (peer !== null && !peer.destroyed) soon('reset', () => peer.destroy(failure('ECONNRESET', 'read')));
    return this.destroy();
  }
  #touch() {
    if (this.#timer !== null) this.#timer.refresh();
  }
  setTimeout(milliseconds, callback) {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#idle = milliseconds;
    if (milliseconds > 0) {
      this.#timer = setTimeout(() => this.emit('timeout'), milliseconds);
      this.#timer.unref();
      if (callback) this.once('timeout', callback);
    } else if (callback) this.removeListener('timeout', callback);
    return this;
  }
  get timeout() {
    return this.#idle || undefined;
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
  ref() {
    if (!this.destroyed && (this.#peer !== null || this.connecting)) this.#hold(true);
    return this;
  }
  unref() {
    this.#hold(false);
    return this;
  }
  address() {
    const names = this.#names;
    return names === null ? {} : { address: names.local.address, family: names.family, port: names.local.port };
  }
  get pending() {
    return this.#peer === null || this.connecting;
  }
  get readyState() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable) return 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  }
  get bufferSize() {
    return this.writableLength;
  }
  get bytesWritten() {
    return this._sent + this.writableLength;
  }
  get remoteAddress() {
    return this.#names?.remote.address;
  }
  get remotePort() {
    return this.#names?.remote.port;
  }
  get remoteFamily() {
    return this.#names?.family;
  }
  get localAddress() {
    return this.#names?.local.address;
  }
  get localPort() {
    return this.#names?.local.port;
  }
  get localFamily() {
    return this.#names?.family;
  }
}
function writeAfterEnd(_chunk, encoding, callback = encoding) {
  const error = coded(Error, 'EPIPE', 'This socket has been ended by the other party');
  if (typeof callback === 'function') process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

function normalize(args) {
  const last = args[args.length - 1];
  const callback = typeof last === 'function' ? last : undefined;
  const [first, second] = args;
  if (first !== null && typeof first === 'object') return [first, callback];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, callback];
  return [{ port: first, ...(typeof second === 'string' && { host: second }) }, callback];
}

class Server extends EventEmitter {
  #address = null;
  #open = new Set();
  #held = false;
  constructor(options = {}, listener = undefined) {
    super();
    if (typeof options === 'function') {
      listener = options;
      options = {};
    } else if (options === null || typeof options !== 'object') throw invalidArgType('options', 'Object', options);
    this.allowHalfOpen = options.allowHalfOpen ?? false;
    this.pauseOnConnect = !!options.pauseOnConnect;
    this._make = () => new Socket({ allowHalfOpen: this.allowHalfOpen });
    if (listener) this.on('connection', listener);
  }
  /** A client reaches the server. */
  static accept(server, client, address, port) {
    const family = isIPv6(address) ? 'IPv6' : 'IPv4';
    if (server.maxConnections && server.#open.size >= server.maxConnections) {
      server.emit('drop', { localPort: port });
      soon('reset', () => client.destroy(failure('ECONNRESET', 'read')));
      return;
    }
    const socket = server._make();
    // A server on all addresses sees those of the older kind in the newer's words.
    const shown = server.#address.address === '::' && family === 'IPv4' ? `::ffff:${address}` : address;
    const from = nextPort++;
    Socket.join(client, socket, { local: { address, port: from }, remote: { address, port }, family });
    if (shown !== address)
      Object.defineProperties(socket, {
        remoteAddress: { get: () => shown, configurable: true },
        remoteFamily: { get: () => 'IPv6', configurable: true },
        localAddress: { get: () => shown, configurable: true },
        localFamily: { get: () => 'IPv6', configurable: true },
      });
    socket.server = server;
    server.#open.add(socket);
    server.emit('connection', socket);
    socket.read(0);
  }
  static left(server, socket) {
    server.#open.delete(socket);
    server.#ended();
  }
  #ended() {
    if (this.#address === null && this.#open.size === 0 && this._closing) {
      this._closing = false;
      process.nextTick(() => this.emit('close'));
    }
  }
  listen(...args) {
    const [options, callback] = normalize(args);
    if (this.#address !== null)
      throw coded(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    if (options.path !== undefined) {
      binding.notModelled('server.listen on a path');
      throw new Error('server.listen on a path is not modelled');
    }
    let port = options.port === undefined || options.port === null ? 0 : checkPort(options.port, 'options.port');
    if (callback) this.once('listening', callback);
    const host = options.host;
    if (port !== 0 && listening.has(port)) {
      const error = failure('EADDRINUSE', 'listen', host ?? '::', port);
      process.nextTick(() => this.emit('error', error));
      return this;
    }
    while (port === 0) {
      port = nextPort++;
      if (listening.has(port)) port = 0;
    }
    const address = !host ? '::' : host === 'localhost' ? '127.0.0.1' : host;
    this.#address = { address, family: isIPv4(address) ? 'IPv4' : 'IPv6', port };
    listening.set(port, this);
    this.#hold(true);
    const told = () => {
      if (this.#address !== null) this.emit('listening');
    };
    if (host && !isIP(host)) soon('lookup', told);
    else process.nextTick(told);
    options.signal?.addEventListener('abort', () => this.close(), { once: true });
    return this;
  }
  #hold(value) {
    if (this.#held === value) return;
    this.#held = value;
    binding.hold(value ? 1 : -1);
  }
  get listening() {
    return this.#address !== null;
  }
  address() {
    return this.#address === null ? null : { ...this.#address };
  }
  close(callback) {
    if (typeof callback === 'function') {
      if (this.#address === null)
        this.once('close', () => callback(coded(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
      else this.once('close', callback);
    }
    if (this.#address !== null) {
      listening.delete(this.#address.port);
      this.#address = null;
      this.#hold(false);
    }
    this._closing = true;
    this.#ended();
    return this;
  }
  async [Symbol.asyncDispose]() {
    if (this.#address !== null) await new Promise((resolve, reject) => this.close((e) => (e ? reject(e) : resolve())));
  }
  getConnections(callback) {
    process.nextTick(callback, null, this.#open.size);
    return this;
  }
  get _sockets() {
    return this.#open;
  }
  ref() {
    if (this.#address !== null) this.#hold(true);
    return this;
  }
  unref() {
    this.#hold(false);
    return this;
  }
}
for (const name of ['allowHalfOpen', 'server'])
  if (Object.hasOwn(Socket.prototype, name)) delete Socket.prototype[name];

const connect = (...args) => {
  const [options] = normalize(args);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(...args);
};
module.exports = {
  connect,
  createConnection: connect,
  createServer: (options, listener) => new Server(options, listener),
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily: () => true,
  setDefaultAutoSelectFamily() {},
  getDefaultAutoSelectFamilyAttemptTimeout: () => 250,
  setDefaultAutoSelectFamilyAttemptTimeout() {},
};
