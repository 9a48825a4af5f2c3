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
const MEMORY = 41943040;
const COUNTERS = [
  'sharedMemorySize',
  'unsharedDataSize',
  'unsharedStackSize',
  'minorPageFault',
  'majorPageFault',
  'swappedOut',
  'fsRead',
  'fsWrite',
  'ipcSent',
  'ipcReceived',
  'signalsCount',
  'voluntaryContextSwitches',
  'involuntaryContextSwitches',
];
const errors = () => require('internal/errors');

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
  env: undefined,
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
    return binding.now() / 1000;
  },
  memoryUsage: Object.assign(
    function memoryUsage() {
      return { rss: MEMORY, heapTotal: 6291456, heapUsed: 4718592, external: 1048576, arrayBuffers: 10240 };
    },
    { rss: () => MEMORY },
  ),
  resourceUsage() {
    const usage = { userCPUTime: Math.round(binding.now() * 1000), systemCPUTime: 0, maxRSS: MEMORY / 1024 };
    for (const name of COUNTERS) usage[name] = 0;
    return usage;
  },
  constrainedMemory: () => 0,
  availableMemory: () => 4294967296,
  cpuUsage(previous) {
    for (const name of previous === undefined ? [] : ['user', 'system']) {
      if (typeof previous[name] !== 'number')
        throw errors().invalidArgType(`prevValue.${name}`, 'number', previous[name]);
      if (!(previous[name] >= 0))
        throw errors().coded(
          RangeError,
          'ERR_INVALID_ARG_VALUE',
          `The property 'prevValue.${name}' is invalid. Received ${binding.inspect(previous[name])}`,
        );
    }
    return { user: Math.round(binding.now() * 1000) - (previous?.user ?? 0), system: 0 };
  },
  umask() {
    return 18;
  },
  getuid: () => 1000,
  geteuid: () => 1000,
  getgid: () => 1000,
  getegid: () => 1000,
  getgroups: () => [1000],
  kill(pid, signal = 'SIGTERM') {
    if (typeof pid !== 'number') throw errors().invalidArgType('pid', 'number', pid);
    const { signals } = require('internal/constants').os;
    if (typeof signal !== 'number' && signals[signal] === undefined)
      throw errors().coded(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
    if (signal !== 0) binding.notModelled('process.kill');
    return true;
  },
  abort() {
    binding.notModelled('process.abort');
    binding.exit(134);
  },
  chdir(directory) {
    if (typeof directory !== 'string') throw errors().invalidArgType('directory', 'string', directory);
    const target = require('path').resolve(directory);
    const facts = binding.diskStat(target);
    if (facts === null || facts.isFile) {
      const [code, errno, text] =
        facts === null ? ['ENOENT', -2, 'no such file or directory'] : ['ENOTDIR', -20, 'not a directory'];
      const error = new Error(`${code}: ${text}, chdir '${binding.cwd}' -> '${directory}'`);
      throw Object.assign(error, { errno, code, syscall: 'chdir', path: binding.cwd, dest: directory });
    }
    binding.cwd = target;
  },
  getActiveResourcesInfo: () => binding.activeResources(),
  getBuiltinModule(id) {
    if (typeof id !== 'string') throw errors().invalidArgType('id', 'string', id);
    return binding.isLibrary(id) ? require(id) : undefined;
  },
  loadEnvFile(path = '.env') {
    const found = require('util').parseEnv(require('fs').readFileSync(path, 'utf8'));
    for (const name of Object.keys(found)) if (process.env[name] === undefined) process.env[name] = found[name];
  },
  setSourceMapsEnabled() {},
  sourceMapsEnabled: false,
  debugPort: 9229,
  emitWarning(warning, type, code, ctor) {
    if (typeof warning !== 'string' && !(warning instanceof Error))
      throw errors().invalidArgType('warning', ['string', 'Error'], warning);
    let detail;
    if (type !== null && typeof type === 'object' && !Array.isArray(type)) ({ type, code, detail, ctor } = type);
    else if (typeof type === 'function') {
      ctor = type;
      type = code = undefined;
    }
    if (typeof code === 'function') {
      ctor = code;
      code = undefined;
    }
    if (type !== undefined && typeof type !== 'string') throw errors().invalidArgType('type', 'string', type);
    if (code !== undefined && typeof code !== 'string') throw errors().invalidArgType('code', 'string', code);
    if (typeof warning === 'string') {
      const message = warning;
      warning = new Error(message);
      warning.name = String(type || 'Warning');
      if (code !== undefined) warning.code = code;
      if (typeof detail === 'string') warning.detail = detail;
      Error.captureStackTrace(warning, ctor || process.emitWarning);
    }
    if (warning.name === 'DeprecationWarning') {
      if (process.noDeprecation) return;
      if (process.throwDeprecation) {
        process.nextTick(() => {
          throw warning;
        });
        return;
      }
    }
    process.nextTick(() => process.emit('warning', warning));
  },
  hrtime: Object.assign(
    function hrtime(previous) {
      if (previous !== undefined && !Array.isArray(previous)) throw errors().invalidArgType('time', 'Array', previous);
      if (previous !== undefined && previous.length !== 2) throw errors().outOfRange('time', 2, previous.length);
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
    return binding.uncaughtCapture !== undefined && binding.uncaughtCapture !== null;
  },
  setUncaughtExceptionCaptureCallback(callback) {
    if (callback !== null && typeof callback !== 'function')
      throw errors().invalidArgType('fn', ['Function', 'null'], callback);
    if (callback !== null && process.hasUncaughtExceptionCaptureCallback())
      throw errors().coded(
        Error,
        'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
        '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
      );
    binding.uncaughtCapture = callback;
  },
  _getActiveHandles: () => [],
  _getActiveRequests: () => [],
  features: {
    inspector: true,
    debug: false,
    uv: true,
    ipv6: true,
    tls_alpn: true,
    tls_sni: true,
    tls_ocsp: true,
    tls: true,
    cached_builtins: true,
  },
  config: { target_defaults: {}, variables: {} },
  allowedNodeEnvironmentFlags: new Set(['--max-old-space-size', '--require', '--import', '--no-warnings']),
});
/** How Node tells of a warning: unless the program takes this listener away. */
let helped = false;
function onWarning(warning) {
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation) return;
  let text = `(node:${process.pid}) ${warning.code ? `[${warning.code}] ` : ''}${warning}`;
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!helped)
    text += `\n(Use \`node --trace-${isDeprecation ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)`;
  helped = true;
  binding.write(2, `${text}\n`);
}
process.on('warning', onWarning);
/** Kept where the host finds it: an integer, or undefined. */
Object.defineProperty(process, 'exitCode', {
  configurable: true,
  enumerable: true,
  get: () => binding.exitCode,
  set(value) {
    if (value !== undefined && value !== null) {
      const number = typeof value === 'string' && value !== '' ? Number(value) : value;
      if (typeof number !== 'number' || (Number.isNaN(number) && typeof value !== 'number'))
        throw errors().invalidArgType('code', 'number', value);
      if (!Number.isInteger(number)) throw errors().outOfRange('code', 'an integer', value);
    }
    binding.exitCode = value;
  },
});
/** Values of the environment are texts. */
process.env = new Proxy(binding.env, {
  set(target, name, value) {
    if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    return Reflect.set(target, name, `${value}`);
  },
  defineProperty(target, name, descriptor) {
    if (!('value' in descriptor))
      throw errors().coded(
        TypeError,
        'ERR_INVALID_OBJECT_DEFINE_PROPERTY',
        "'process.env' does not accept an accessor(getter/setter) descriptor",
      );
    const existing = Object.hasOwn(target, name);
    const { writable = existing, enumerable = existing, configurable = existing } = descriptor;
    if (!writable || !enumerable || !configurable)
      throw errors().coded(
        TypeError,
        'ERR_INVALID_OBJECT_DEFINE_PROPERTY',
        "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
      );
    return Reflect.defineProperty(target, name, { ...descriptor, value: `${descriptor.value}` });
  },
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
