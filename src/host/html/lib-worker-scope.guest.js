// The global object of a dedicated worker.
const events = require('event-target');
const { EventTarget, ErrorEvent, MessageEvent, PromiseRejectionEvent, internal } = events;
const { DOMException } = require('dom-exception');
const { fire, tag, defineHandler } = internal;

class WorkerGlobalScope extends EventTarget {
  constructor() {
    throw new TypeError('Illegal constructor');
  }
}
class DedicatedWorkerGlobalScope extends WorkerGlobalScope {}
tag(WorkerGlobalScope, 'WorkerGlobalScope');
tag(DedicatedWorkerGlobalScope, 'DedicatedWorkerGlobalScope');
Object.setPrototypeOf(globalThis, DedicatedWorkerGlobalScope.prototype);
const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
define('WorkerGlobalScope', WorkerGlobalScope);
define('DedicatedWorkerGlobalScope', DedicatedWorkerGlobalScope);
for (const type of ['message', 'messageerror', 'error', 'unhandledrejection', 'rejectionhandled', 'online', 'offline'])
  defineHandler(globalThis, `on${type}`);
const SHOWN = /^(Event|EventTarget|CustomEvent|MessageEvent|ErrorEvent|PromiseRejectionEvent|ProgressEvent)$/;
for (const [name, value] of Object.entries(events)) if (SHOWN.test(name)) define(name, value);
Object.defineProperty(globalThis, 'self', {
  get: () => globalThis,
  set: (v) => define('self', v),
  enumerable: true,
  configurable: true,
});

binding.baseURL = () => binding.href;
const url = binding.parseURL(binding.href, undefined) ?? {};
class WorkerLocation {
  toString() {
    return this.href;
  }
}
tag(WorkerLocation, 'WorkerLocation');
const location = new WorkerLocation();
for (const part of ['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'])
  Object.defineProperty(location, part, {
    value: part === 'origin' ? 'http://localhost' : (url[part] ?? ''),
    enumerable: true,
  });
Object.defineProperty(globalThis, 'location', { get: () => location, enumerable: true, configurable: true });

const more = require('dom-more');
for (const name of [
  'Headers',
  'Request',
  'Response',
  'Blob',
  'File',
  'FileReader',
  'FormData',
  'XMLHttpRequest',
  'fetch',
])
  if (name in more) define(name, more[name]);
define('Worker', require('workers').Worker);
define('name', binding.workerName);
define('origin', 'http://localhost');
define('isSecureContext', true);
define('crossOriginIsolated', binding.isolated);
class WorkerNavigator {}
tag(WorkerNavigator, 'WorkerNavigator');
define('WorkerNavigator', WorkerNavigator);
define(
  'navigator',
  Object.assign(new WorkerNavigator(), {
    onLine: true,
    hardwareConcurrency: 4,
    language: 'en-US',
    languages: ['en-US'],
    userAgent: 'Mozilla/5.0',
  }),
);
Object.defineProperty(URL, 'createObjectURL', {
  value: (blob) => binding.createObjectURL(blob),
  configurable: true,
  writable: true,
});
Object.defineProperty(URL, 'revokeObjectURL', {
  value: (u) => binding.revokeObjectURL(u),
  configurable: true,
  writable: true,
});

define('postMessage', function postMessage(message, transfer) {
  if (arguments.length === 0)
    throw new TypeError(
      "Failed to execute 'postMessage' on 'DedicatedWorkerGlobalScope': 1 argument required, but only 0 present.",
    );
  binding.workerPost(message, Array.isArray(transfer) ? transfer : [...(transfer?.transfer ?? [])]);
});
define('close', function close() {
  binding.closeWorker();
});
define('importScripts', function importScripts(...urls) {
  for (const u of urls) {
    const text = /^(blob|data):/.test(String(u)) ? binding.textOfURL(String(u)) : null;
    if (!binding.importScript(String(u), text))
      throw new DOMException(
        `Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '${binding.parseURL(String(u), location.href)?.href ?? u}' failed to load.`,
        'NetworkError',
      );
  }
});
define('reportError', (error) => binding.reportError(error));

for (const name of ['Crypto', 'crypto']) define(name, require('crypto')[name]);

module.exports = {
  listen(own) {
    own.onmessage = ({ data, ports }) => fire(globalThis, new MessageEvent('message', { data, ports }));
  },
  report: (error, message, filename, lineno, colno) =>
    !fire(globalThis, new ErrorEvent('error', { message, filename, lineno, colno, error, cancelable: true })),
  rejection: (type, promise, reason) =>
    !fire(globalThis, new PromiseRejectionEvent(type, { promise, reason, cancelable: type === 'unhandledrejection' })),
};
