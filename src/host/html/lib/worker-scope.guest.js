// The global object of a worker. @spec html#workers
const idl = require('web-idl');
const events = require('event-target');
const { EventTarget, Event, ErrorEvent, MessageEvent, PromiseRejectionEvent, internal } = events;
const { DOMException } = require('dom-exception');
const { fire, defineHandler } = internal;
const shared = binding.workerKind === 'shared';
const scopeName = shared ? 'SharedWorkerGlobalScope' : 'DedicatedWorkerGlobalScope';

class WorkerGlobalScope extends EventTarget {
  constructor() {
    throw idl.illegal('WorkerGlobalScope');
  }
}
const Scope = {
  [scopeName]: class extends WorkerGlobalScope {},
}[scopeName];
idl.define(WorkerGlobalScope, 'WorkerGlobalScope');
idl.define(Scope, scopeName);
Object.setPrototypeOf(globalThis, Scope.prototype);
const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
const isScope = (self) => self === undefined || self === null || self === globalThis;
function operation(name, fn, signature = '', owner = 'WorkerGlobalScope') {
  Object.defineProperty(globalThis, name, {
    value: idl.operation(fn, name, owner, signature, isScope),
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
function attribute(name, get) {
  Object.defineProperty(globalThis, name, {
    get: Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return get();
        },
      },
      name,
    ).get,
    set: Object.getOwnPropertyDescriptor(
      {
        set [name](value) {
          Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
        },
      },
      name,
    ).set,
    enumerable: true,
    configurable: true,
  });
}
define('WorkerGlobalScope', WorkerGlobalScope);
define(scopeName, Scope);
for (const type of [
  'error',
  'languagechange',
  'offline',
  'online',
  'rejectionhandled',
  'unhandledrejection',
  ...(shared ? ['connect'] : ['message', 'messageerror']),
])
  defineHandler(globalThis, `on${type}`);
for (const [name, value] of Object.entries(events)) if (name !== 'internal') define(name, value);
attribute('self', () => globalThis);

binding.baseURL = () => (/^(blob|data):/.test(binding.href) ? 'http://localhost/' : binding.href);
const url = binding.parseURL(binding.href, undefined) ?? {};
class WorkerLocation {
  constructor() {
    throw idl.illegal('WorkerLocation');
  }
  toString() {
    return binding.href;
  }
}
for (const part of ['origin', 'href', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'])
  Object.defineProperty(
    WorkerLocation.prototype,
    part,
    Object.getOwnPropertyDescriptor(
      {
        get [part]() {
          return part === 'origin' ? 'http://localhost' : (url[part] ?? '');
        },
      },
      part,
    ),
  );
idl.define(WorkerLocation, 'WorkerLocation');
define('WorkerLocation', WorkerLocation);
const location = Object.create(WorkerLocation.prototype);
attribute('location', () => location);

for (const [library, names] of Object.entries(require('lazy-names').worker))
  for (const name of names)
    Object.defineProperty(globalThis, name, {
      get: Object.getOwnPropertyDescriptor(
        {
          get [name]() {
            const value = require(library)[name];
            define(name, value);
            return value;
          },
        },
        name,
      ).get,
      set: (value) => define(name, value),
      configurable: true,
    });
attribute('name', () => binding.workerName);
attribute('origin', () => 'http://localhost');
attribute('isSecureContext', () => true);
attribute('crossOriginIsolated', () => binding.isIsolated());
class WorkerNavigator {
  constructor() {
    throw idl.illegal('WorkerNavigator');
  }
}
const { navigator } = require('navigator');
for (const name of [
  'hardwareConcurrency',
  'appCodeName',
  'appName',
  'appVersion',
  'platform',
  'product',
  'userAgent',
  'language',
  'languages',
  'onLine',
  'deviceMemory',
  'locks',
])
  Object.defineProperty(
    WorkerNavigator.prototype,
    name,
    Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return navigator[name];
        },
      },
      name,
    ),
  );
idl.define(WorkerNavigator, 'WorkerNavigator');
define('WorkerNavigator', WorkerNavigator);
const own = Object.create(WorkerNavigator.prototype);
attribute('navigator', () => own);

/** What a message takes along: a list, or options that hold one. */
function transferOf(value, place) {
  if (value === undefined || value === null) return [];
  if (idl.isObject(value) && typeof value[Symbol.iterator] === 'function')
    return idl.converter('sequence<object>')(value, place);
  return idl.converter('StructuredSerializeOptions')(value, place).transfer;
}
idl.dictionary('StructuredSerializeOptions', { transfer: ['sequence<object>', []] });
if (!shared)
  operation(
    'postMessage',
    (message, options) =>
      binding.workerPost(
        message,
        transferOf(options, new idl.Place("Failed to execute 'postMessage' on 'DedicatedWorkerGlobalScope'", 0)),
      ),
    'any, any=',
    scopeName,
  );
operation('close', () => binding.closeWorker(), '', scopeName);
operation(
  'importScripts',
  (...urls) => {
    if (binding.workerType === 'module') throw new TypeError(idl.say("Module scripts don't support importScripts()."));
    for (const u of urls) {
      const parsed = binding.parseURL(u, binding.baseURL());
      if (parsed === null) throw new DOMException(idl.say(`The URL '${u}' is invalid.`), 'SyntaxError');
      require('files');
      const { href } = parsed;
      const text = /^(blob|data):/.test(href) ? binding.textOfURL(href) : null;
      if (!binding.importScript(href, text))
        throw new DOMException(idl.say(`The script at '${parsed.href}' failed to load.`), 'NetworkError');
    }
  },
  '...USVString',
);
operation('reportError', (error) => binding.reportError(error), 'any');
attribute('performance', () => require('performance').performance);
attribute('scheduler', () => require('scheduling').scheduler);
const { Crypto, SubtleCrypto, crypto } = require('crypto');
define('Crypto', Crypto);
define('SubtleCrypto', SubtleCrypto);
attribute('crypto', () => crypto);

module.exports = {
  textOfURL(url) {
    require('files');
    return binding.textOfURL(url);
  },
  listen(port) {
    port.onmessage = ({ data, ports }) =>
      fire(globalThis, new MessageEvent('message', { data, ports: Object.freeze([...ports]) }));
  },
  connect(port) {
    fire(globalThis, new MessageEvent('connect', { data: null, ports: Object.freeze([port]), source: port }));
  },
  report: (error, message, filename, lineno, colno) =>
    !internal.fireNow(
      globalThis,
      new ErrorEvent('error', { message, filename, lineno, colno, error, cancelable: true }),
    ),
  rejection: (type, promise, reason) =>
    !fire(globalThis, new PromiseRejectionEvent(type, { promise, reason, cancelable: type === 'unhandledrejection' })),
};
void Event;
