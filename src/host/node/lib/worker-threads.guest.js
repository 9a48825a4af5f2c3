// worker_threads: threads with a port to their parent.
const EventEmitter = require('events');
const { inspect } = require('util');
const { coded, invalidArgType } = require('internal/errors');
const path = require('path');
const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

function locate(filename, options) {
  if (options.eval) {
    if (typeof filename !== 'string')
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The property 'options.eval' must be false when 'filename' is not a string. Received ${inspect(options.eval)}`,
      );
    return { entry: path.join(process.cwd(), '[worker eval]'), text: filename };
  }
  if (filename instanceof URL) {
    const url = filename;
    if (url.protocol === 'data:') {
      const [, head, body] = /^data:([^,]*),(.*)$/s.exec(url.href);
      const text = /;base64$/.test(head) ? Buffer.from(body, 'base64').toString() : decodeURIComponent(body);
      return { entry: path.join(process.cwd(), '[data].mjs'), text };
    }
    if (url.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return { entry: decodeURIComponent(url.pathname), text: null };
  }
  if (typeof filename !== 'string') throw invalidArgType('filename', ['string', 'URL'], filename);
  if (!path.isAbsolute(filename) && !/^\.\.?[/\\]/.test(filename))
    throw coded(
      TypeError,
      'ERR_WORKER_PATH',
      `The worker script or module filename must be an absolute path or a relative path starting with './' or '../'.${
        /^(?:file:\/\/|data:)/.test(filename)
          ? ` Wrap ${/^file/.test(filename) ? 'file://' : 'data:'} URLs with \`new URL\`.`
          : ''
      } Received "${filename}"`,
    );
  return { entry: path.resolve(filename), text: null };
}

class Worker extends EventEmitter {
  #thread;
  #port;
  #exited = null;
  constructor(filename, options = {}) {
    super();
    for (const name of ['argv', 'execArgv'])
      if (options[name] && !Array.isArray(options[name]))
        throw invalidArgType(`options.${name}`, 'Array', options[name]);
    const { entry, text } = locate(filename, options);
    const reserved = binding.reservePort();
    const { port1, port2 } = new MessageChannel();
    const sinks = {};
    if (options.stdout) sinks.log = this.stdout = sink();
    if (options.stderr) sinks.error = this.stderr = sink();
    if (options.name !== undefined && typeof options.name !== 'string' && options.name)
      throw invalidArgType('options.name', 'string', options.name);
    if (typeof options.env !== 'object' && options.env !== undefined && options.env !== SHARE_ENV)
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "options.env" property must be of type object or one of undefined, null, or worker_threads.SHARE_ENV.${binding.received(options.env)}`,
      );
    const env =
      options.env === SHARE_ENV || options.env === undefined || options.env === null ? process.env : options.env;
    this.#thread = binding.threadStart(
      {
        entry,
        text,
        reserved,
        argv: [process.execPath, options.eval ? '[worker eval]' : entry, ...(options.argv ?? []).map(String)],
        env: Object.entries(env).map(([name, value]) => [name, String(value)]),
        workerData: { data: options.workerData, environment: environmentData },
        transferList: options.transferList,
        port: port2,
      },
      {
        online: () => this.emit('online'),
        error: (error) => this.emit('error', error),
        write(level, chunk) {
          if (sinks[level]) sinks[level].push(chunk);
          else binding.write(level === 'log' ? 1 : 2, chunk);
        },
        exit: (code) => {
          for (const s of Object.values(sinks)) s.push(null);
          this.#exited = code;
          this.threadId = -1;
          port1.close();
          this.emit('exit', code);
        },
      },
    );
    this.threadId = this.#thread.threadId;
    this.resourceLimits = {
      maxYoungGenerationSizeMb: -1,
      maxOldGenerationSizeMb: -1,
      codeRangeSizeMb: -1,
      stackSizeMb: 4,
      ...options.resourceLimits,
    };
    this.#port = port1;
    port1.on('message', (message) => this.emit('message', message));
    port1.on('messageerror', (error) => this.emit('messageerror', error));
    // The thread keeps its parent alive, not the port.
    port1.unref();
  }
  postMessage(message, transfer) {
    if (this.#exited === null) this.#port.postMessage(message, transfer);
  }
  terminate() {
    if (this.#exited !== null) return Promise.resolve();
    this.#thread.terminate();
    return new Promise((resolve) => this.once('exit', resolve));
  }
  ref() {
    if (this.#exited === null) this.#thread.ref();
    return this;
  }
  unref() {
    if (this.#exited === null) this.#thread.unref();
    return this;
  }
}

function checkPort(port) {
  if (!(port instanceof MessagePort))
    throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
}

function sink() {
  const { Readable } = require('stream');
  return new Readable({ read() {} });
}

const [given, port] = binding.threadData() ?? [{ data: null, environment: new Map() }, null];
const { data, environment: environmentData } = given;
module.exports = {
  isMainThread: binding.threadId === 0,
  threadId: binding.threadId,
  parentPort: port,
  workerData: data,
  resourceLimits: {},
  SHARE_ENV,
  Worker,
  MessageChannel,
  MessagePort,
  BroadcastChannel,
  receiveMessageOnPort(from) {
    checkPort(from);
    const taken = binding.takeMessage(from);
    return taken === undefined ? undefined : { message: taken[0] };
  },
  markAsUntransferable(object) {
    if (Object(object) === object) binding.messaging().untransferable.add(object);
  },
  isMarkedAsUntransferable: (object) => binding.messaging().untransferable.has(object),
  moveMessagePortToContext(from) {
    checkPort(from);
    binding.notModelled('worker_threads.moveMessagePortToContext');
  },
  setEnvironmentData(key, value) {
    if (value === undefined) environmentData.delete(key);
    else environmentData.set(key, value);
  },
  getEnvironmentData: (key) => environmentData.get(key),
};
