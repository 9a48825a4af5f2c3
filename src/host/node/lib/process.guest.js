// Completes the `process` object.
const EventEmitter = require('events');

Object.setPrototypeOf(
  process,
  Object.create(EventEmitter.prototype, {
    constructor: { value: function process() {}, writable: true, configurable: true },
    [Symbol.toStringTag]: { value: 'process', configurable: true },
  }),
);
EventEmitter.call(process);
const started = binding.now();

Object.assign(process, {
  version: 'v20.20.2',
  versions: { node: '20.20.2', v8: '11.3.244.8-node.30', uv: '1.46.0', modules: '115' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Iron' },
  title: 'node',
  pid: 4242,
  ppid: 4241,
  execPath: '/usr/local/bin/node',
  execArgv: [],
  argv: binding.argv,
  argv0: 'node',
  env: binding.env,
  exitCode: undefined,
  nextTick: binding.nextTick,
  cwd() {
    return binding.cwd;
  },
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    if (!process._exiting) {
      process._exiting = true;
      process.emit('exit', process.exitCode || 0);
    }
    binding.exit(process.exitCode || 0);
  },
  uptime() {
    return (binding.now() - started) / 1000;
  },
  memoryUsage() {
    return { rss: 41943040, heapTotal: 6291456, heapUsed: 4718592, external: 1048576, arrayBuffers: 10240 };
  },
  cpuUsage() {
    const user = Math.round(binding.now() * 1000);
    return { user, system: 0 };
  },
  umask() {
    return 18;
  },
  emitWarning(warning, type, code) {
    if (type !== null && typeof type === 'object') ({ type, code } = type);
    if (typeof warning === 'string') {
      const message = warning;
      warning = new Error(message);
      warning.name = String(type || 'Warning');
      if (code !== undefined) warning.code = code;
    }
    process.nextTick(() => {
      process.emit('warning', warning);
      binding.write(
        2,
        `(node:${process.pid}) ${warning.code ? `[${warning.code}] ` : ''}${warning.name}: ${warning.message}\n`,
      );
    });
  },
  hrtime: Object.assign(
    function hrtime(previous) {
      const now = binding.now();
      let seconds = Math.floor(now / 1000);
      let nanoseconds = Math.floor((now % 1000) * 1e6);
      if (previous) {
        seconds -= previous[0];
        nanoseconds -= previous[1];
        if (nanoseconds < 0) {
          seconds--;
          nanoseconds += 1e9;
        }
      }
      return [seconds, nanoseconds];
    },
    {
      bigint() {
        return BigInt(Math.floor(binding.now() * 1e6));
      },
    },
  ),
  hasUncaughtExceptionCaptureCallback() {
    return false;
  },
  features: {},
  config: {},
});

function stream(fd) {
  const { Writable } = require('stream');
  const out = new Writable({
    decodeStrings: false,
    emitClose: false,
    write(chunk, encoding, callback) {
      binding.write(
        fd,
        typeof chunk === 'string' && encoding !== 'hex' && encoding !== 'base64'
          ? chunk
          : Buffer.from(chunk, encoding).toString(),
      );
      callback();
    },
  });
  out._type = 'pipe';
  out.fd = fd;
  out._isStdio = true;
  out.destroySoon = out.destroy;
  out._destroy = (error, callback) => callback(error);
  return out;
}
// Real streams, made when somebody asks.
for (const [name, fd] of [
  ['stdout', 1],
  ['stderr', 2],
]) {
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = stream(fd);
      Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
      return value;
    },
  });
}
/** Standard input is empty: it ends when it is first read. */
Object.defineProperty(process, 'stdin', {
  configurable: true,
  enumerable: true,
  get() {
    const { Readable } = require('stream');
    const value = new Readable({
      read() {
        binding.complete('stdin', null, () => this.push(null));
      },
    });
    value.fd = 0;
    Object.defineProperty(process, 'stdin', { value, enumerable: true, configurable: true });
    return value;
  },
});
module.exports = process;
