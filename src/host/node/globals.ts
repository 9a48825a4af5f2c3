import {
  ACCESSOR,
  Accessor,
  accessor,
  CallRequest,
  CONFIGURABLE,
  callTextOf,
  constant,
  createArray,
  createObject,
  describeValue,
  Get,
  isObject,
  type JSObject,
  Kind,
  makeError,
  method,
  type NativeFunction,
  type NativeOptions,
  native,
  ownPropertyKeys,
  peek,
  type Steps,
  setHidden,
  Throw,
  ToString,
  type Value,
  WaitRequest,
  WC,
  WEC,
  wellKnown,
} from '../../engine';
import { endOf, unpack } from '../message-port';
import { installWeb } from '../web/binding';
import { bindAsyncContext } from './async-context';
import { bindCompression } from './compression';
import { createConsole } from './console';
import { bindContexts } from './contexts';
import { bindFiles } from './files';
import { ACCESSORS, enumerateGlobals, linkPromisified, reserveGlobals } from './global-names';
import {
  DEFAULT_OPTIONS,
  formatLog,
  type InspectOptions,
  inspectSymbol,
  inspectValue,
  readOptions,
  setInspectFunction,
} from './inspect';
import { setProcessBinding } from './inspect/frames';
import { COLORS, colored, STYLES, type Style } from './inspect/styles';
import { nodeError, received } from './node-error';
import type { NodeHost } from './node-host';
import { UNHANDLED_REJECTION } from './stack-tails';
import { bindThreads } from './threads';
import { bindTimers, requireCallback } from './timer-objects';
import { NodeTimer, nodeDelay } from './timers';
import { addUnmodelledGlobals } from './unmodelled';

/** What the loop asks of the globals. */
export interface NodeGlobals {
  readonly process: JSObject;
  /** `process.emit(event, ...args)`. */
  emit(event: string, args: Value[]): Steps<Value>;
  /** Whether a listener took an uncaught exception. */
  emitUncaught(value: Value, origin: string): Steps<boolean>;
  /** The report Node prints for an uncaught exception. */
  describeUncaught(value: Value): Steps<string>;
  /** The error for a rejection nobody handled: the reason itself, or one that wraps it. */
  unhandledRejectionError(reason: Value): Steps<Value>;
  exitCode(): number | null;
  setExitCode(code: number): void;
  /** `process.emitWarning(message, name)`. */
  warn(message: string, name: string): Steps<void>;
}

const NODE: NativeOptions = { provider: 'Node' };

/** The global `process`, an accessor in Node: complete for whoever looks at it. */
function defineProcess(host: NodeHost, process: JSObject): void {
  const { realm, modules } = host;
  let current: Value = process;
  const get = native(
    realm,
    'get',
    0,
    function* () {
      yield* modules.setUp();
      return current;
    },
    NODE,
  );
  const set = native(
    realm,
    'set',
    1,
    (_agent, _this, [value]) => {
      current = value;
      return undefined;
    },
    NODE,
  );
  setHidden(realm.globalObject, 'process', new Accessor(get, set), CONFIGURABLE | ACCESSOR);
}

const LIBRARY_GLOBALS = [
  ['Buffer', 'buffer', 'Buffer'],
  ['Blob', 'buffer', 'Blob'],
  ['File', 'buffer', 'File'],
  ['CompressionStream', 'internal/compression-streams', 'CompressionStream'],
  ['DecompressionStream', 'internal/compression-streams', 'DecompressionStream'],
  ['CryptoKey', 'internal/webcrypto', 'CryptoKey'],
  ['SubtleCrypto', 'internal/webcrypto', 'SubtleCrypto'],
  ['fetch', 'internal/fetch', 'fetch'],
  ['Headers', 'internal/fetch', 'Headers'],
  ['Request', 'internal/fetch', 'Request'],
  ['Response', 'internal/fetch', 'Response'],
  ['FormData', 'internal/fetch', 'FormData'],
  ['crypto', 'crypto', 'webcrypto'],
  ['performance', 'perf_hooks', 'performance'],
  ['Performance', 'perf_hooks', 'Performance'],
  ['PerformanceEntry', 'perf_hooks', 'PerformanceEntry'],
  ['PerformanceMark', 'perf_hooks', 'PerformanceMark'],
  ['PerformanceMeasure', 'perf_hooks', 'PerformanceMeasure'],
  ['PerformanceObserver', 'perf_hooks', 'PerformanceObserver'],
  ['PerformanceObserverEntryList', 'perf_hooks', 'PerformanceObserverEntryList'],
] as const;

/** The kind of an object, by the name of its class in the standard. */
function kindName(object: JSObject): string {
  switch (object.kind) {
    case Kind.Date:
      return 'Date';
    case Kind.RegExp:
      return 'RegExp';
    case Kind.Map:
      return 'Map';
    case Kind.Set:
      return 'Set';
    case Kind.WeakMap:
      return 'WeakMap';
    case Kind.WeakSet:
      return 'WeakSet';
    case Kind.Promise:
      return 'Promise';
    case Kind.Proxy:
      return 'Proxy';
    case Kind.Error:
      return 'Error';
    case Kind.ArrayBuffer:
      return 'ArrayBuffer';
    case Kind.SharedArrayBuffer:
      return 'SharedArrayBuffer';
    case Kind.DataView:
      return 'DataView';
    case Kind.TypedArray:
      return 'TypedArray';
    case Kind.Boolean:
      return 'Boolean';
    case Kind.Number:
      return 'Number';
    case Kind.String:
      return 'String';
    case Kind.BigInt:
      return 'BigInt';
    case Kind.Symbol:
      return 'Symbol';
    case Kind.Generator:
    case Kind.AsyncGenerator:
      return 'Generator';
    case Kind.Arguments:
      return 'Arguments';
    case Kind.ModuleNamespace:
      return 'ModuleNamespace';
    default:
      return '';
  }
}

/** Installs Node's globals in the host's realm. */
export function createNodeGlobals(host: NodeHost): NodeGlobals {
  const { realm, run, agent } = host;
  const global = realm.globalObject;
  const define = (name: string, value: Value): void => setHidden(global, name, value, WC);
  reserveGlobals(global);
  define('global', global);

  bindTimers(host);
  method(
    realm,
    global,
    'queueMicrotask',
    1,
    (agent, _this, [value]) => {
      const callback = requireCallback(agent, value);
      host.queueMicrotask('queueMicrotask', callback, null, () => host.invokeQueued(callback));
      return undefined;
    },
    NODE,
  );

  // Streams of the process
  const write = (level: 'log' | 'error', text: string): void => {
    host.openOutput();
    if (host.thread !== null) host.thread.write(level, text);
    else if (level === 'log') run.output.stdout(text);
    else run.output.stderr(text);
  };
  define(
    'console',
    createConsole(host, write, () => process),
  );

  // process: made by library code on top of this binding
  const binding = createObject(null);
  const bind = (name: string, length: number, body: Parameters<typeof method>[4]): JSObject =>
    method(realm, binding, name, length, body, NODE);
  const nextTick = native(
    realm,
    'nextTick',
    1,
    (agent, _this, args) => {
      const callback = requireCallback(agent, args[0]);
      const facts = host.jobFacts('nextTick', 'process.nextTick', callback, 'nextTick');
      run.observer?.jobQueued(facts);
      host.ticks.push({ facts, callback, args: args.slice(1) });
      return undefined;
    },
    NODE,
  );
  setHidden(binding, 'nextTick', nextTick, WEC);
  bind('exit', 1, function* (_agent, _this, [code]) {
    host.code = typeof code === 'number' ? code : Number(code) || 0;
    host.halt();
    // Nothing of this agent runs any more.
    for (;;) yield new WaitRequest('idle');
  });
  bind('write', 2, function* (agent, _this, [stream, text]) {
    const string = yield* ToString(agent, text);
    run.observer?.consolePrinted(stream === 1 ? 'log' : 'error', string);
    write(stream === 1 ? 'log' : 'error', string);
    return true;
  });
  bind('now', 0, () => run.clock.read());
  bind('format', 0, function* (agent, _this, args) {
    return yield* formatLog(agent, args);
  });
  const inspectFunction = native(
    realm,
    'inspect',
    2,
    function* (agent, _this, [value, options, depth, colors]) {
      const given = isObject(options) ? yield* readOptions(agent, options) : { showHidden: options === true };
      // Its old signature.
      const read: Partial<InspectOptions> = { ...given };
      if (depth === null) Object.assign(read, { depth: Number.POSITIVE_INFINITY, endless: true });
      else if (depth !== undefined) Object.assign(read, { depth });
      if (colors !== undefined) Object.assign(read, { colors });
      return yield* inspectValue(agent, value, read);
    },
    NODE,
  );
  setHidden(inspectFunction, 'custom', inspectSymbol(agent), WEC);
  const defaults = createObject(realm.intrinsics.ObjectPrototype);
  for (const [name, value] of Object.entries(DEFAULT_OPTIONS))
    if (name !== 'endless') setHidden(defaults, name, value, WEC);
  accessor(
    realm,
    inspectFunction,
    'defaultOptions',
    () => defaults,
    function* (agent, _this, [given]) {
      if (!isObject(given))
        throw nodeError(
          agent,
          'TypeError',
          'ERR_INVALID_ARG_TYPE',
          `The "options" argument must be of type object.${received(given)}`,
        );
      for (const name of Object.keys(DEFAULT_OPTIONS)) {
        const value = yield* Get(agent, given, name);
        if (value !== undefined) setHidden(defaults, name, value, WEC);
      }
      return undefined;
    },
    NODE,
  );
  setHidden(
    inspectFunction,
    'stylizeNoColor',
    native(realm, 'stylizeNoColor', 1, (_agent, _this, [text]) => text, NODE),
    WC,
  );
  setHidden(
    inspectFunction,
    'stylizeWithColor',
    native(
      realm,
      'stylizeWithColor',
      2,
      (_agent, _this, [text, kind]) => colored(String(text as string), kind as Style),
      NODE,
    ),
    WC,
  );
  const styles = createObject(null);
  for (const [name, color] of Object.entries(STYLES)) setHidden(styles, name, color, WEC);
  setHidden(inspectFunction, 'styles', styles, WEC);
  const colors = createObject(null);
  for (const [name, codes] of Object.entries(COLORS)) setHidden(colors, name, createArray(realm, [...codes]), WEC);
  setHidden(inspectFunction, 'colors', colors, WEC);
  setInspectFunction(agent, inspectFunction, defaults);
  setHidden(binding, 'inspect', inspectFunction, WEC);
  const formatFunction = bind('formatWithOptions', 2, function* (agent, _this, [options, args]) {
    const read = yield* readOptions(agent, options);
    return yield* formatLog(agent, (args as JSObject).elements.slice(), read);
  });
  for (const fn of [inspectFunction, formatFunction]) (fn.data as NativeFunction).looksAsIs = true;
  bind('received', 1, (_agent, _this, [value]) => received(value));
  bind('kindOf', 1, (_agent, _this, [value]) => (isObject(value) ? kindName(value) : ''));
  bindFiles(host, binding);
  bind('notModelled', 1, (_agent, _this, [what]) => {
    run.observer?.notModelled(String(what as string));
    return undefined;
  });
  bind('complete', 5, (_agent, _this, [api, callback, work, trips, early]) => {
    const facts = host.jobFacts('poll', String(api as string), isObject(callback) ? callback : null);
    host.completions.push({
      facts,
      due: early === true ? 0 : run.clock.now,
      trips: typeof trips === 'number' ? trips : 1,
      run: () => host.invoke(work, undefined, []),
    });
    return undefined;
  });
  bind('hold', 1, (_agent, _this, [count]) => {
    host.handles += Number(count);
    return undefined;
  });
  bind('closeLater', 2, (_agent, _this, [api, callback]) => {
    const facts = host.jobFacts('close', String(api as string), callback as JSObject);
    host.closing.push({ facts, due: run.clock.now, run: () => host.invoke(callback, undefined, []) });
    return undefined;
  });
  const { options } = run;
  setHidden(
    binding,
    'argv',
    createArray(realm, [...(host.thread?.argv ?? ['/usr/local/bin/node', options.entry, ...options.args])]),
    WEC,
  );
  const env = createObject(realm.intrinsics.ObjectPrototype);
  for (const [name, value] of Object.entries(host.thread?.env ?? options.env)) setHidden(env, name, value, WEC);
  setHidden(binding, 'env', env, WEC);
  const folder = options.entry.slice(0, Math.max(1, options.entry.lastIndexOf('/')));
  setHidden(binding, 'cwd', options.cwd ?? folder, WEC);
  setProcessBinding(agent, binding);

  bind('isMainScript', 0, () => host.inMainScript);
  bind('random', 0, () => run.random.next());
  bind('messaging', 0, function* () {
    return yield* host.libraries!.load('messaging');
  });
  bind('takeMessage', 1, function* (_agent, _this, [port]) {
    const parcel = endOf(port)?.queue.shift();
    return parcel === undefined ? undefined : createArray(realm, [(yield* unpack(host, parcel)).data]);
  });
  bind('callText', 0, (agent) => {
    let { frame } = agent;
    while (frame !== null && (frame.native !== null || frame.code.library)) frame = frame.caller;
    return frame === null ? null : callTextOf(frame);
  });
  bind('activeResources', 0, () => {
    const timers = host.timers.waiting().filter((timer) => timer.referenced);
    const immediates = host.immediates.filter((immediate) => immediate.referenced && !immediate.cleared);
    return createArray(realm, [...timers.map(() => 'Timeout'), ...immediates.map(() => 'Immediate')]);
  });
  bindThreads(host, binding);
  bindCompression(host, binding);
  bindContexts(host, binding);
  bindAsyncContext(host, binding);
  bind('libraryNames', 0, () => createArray(realm, host.modules.libraryNames()));
  bind('isLibrary', 1, (_agent, _this, [name]) => host.modules.isLibrary(String(name as string)) !== null);
  // Globals that libraries provide, loaded when first touched.
  for (const [name, library, property] of LIBRARY_GLOBALS) {
    accessor(
      realm,
      global,
      name,
      function* () {
        const exports = (yield* host.modules.library(library))!;
        const value = yield* Get(agent, exports, property);
        if (!ACCESSORS.has(name)) define(name, value);
        return value;
      },
      name === 'crypto'
        ? undefined
        : (_agent, _this, [value]) => {
            setHidden(global, name, value, ACCESSORS.has(name) ? WEC : WC);
            return undefined;
          },
      NODE,
    );
  }
  const process = host.modules.bootstrap(binding);
  defineProcess(host, process);
  setHidden(binding, 'timeOrigin', options.startTime, WEC);
  constant(global, wellKnown.toStringTag, 'global', CONFIGURABLE);
  const web = installWeb(host, {
    isNode: true,
    accessors: ACCESSORS,
    queueTask(source, api, callback) {
      const facts = host.jobFacts('poll', api, callback);
      void source;
      host.completions.push({ facts, due: run.clock.now, run: () => host.invoke(callback, undefined, []) });
    },
    *reportError(error) {
      // Node throws what a listener throws from a tick of its own.
      const rethrow = native(
        realm,
        '',
        0,
        () => {
          throw new Throw(error);
        },
        NODE,
      );
      const facts = host.jobFacts('nextTick', 'process.nextTick', rethrow, 'nextTick');
      run.observer?.jobQueued(facts);
      host.ticks.push({ facts, callback: rethrow, args: [] });
    },
    *checkpoint() {},
    timeout(milliseconds, callback) {
      const timer = new NodeTimer(
        host.nextTimerId++,
        callback,
        [],
        nodeDelay(milliseconds),
        false,
        null,
        agent.asyncContext,
      );
      timer.referenced = false;
      timer.facts = host.timerFacts('AbortSignal.timeout', callback, timer.delay, false);
      run.observer?.timerSet(timer.facts);
      host.timers.insert(timer, host.now);
    },
    refPort(port) {
      if (!port.data.referenced) host.handles++;
      port.data.referenced = true;
    },
    unrefPort(port) {
      if (port.data.referenced) host.handles--;
      port.data.referenced = false;
    },
  });

  setHidden(web.binding, 'received', peek(binding, 'received'), WEC);
  setHidden(web.binding, 'inspect', inspectFunction, WEC);
  method(
    realm,
    web.binding,
    'nodeError',
    3,
    (agent, _this, [code, message, type]) =>
      nodeError(agent, (type as 'Error' | undefined) ?? 'TypeError', String(code as string), String(message as string))
        .value,
    NODE,
  );
  method(
    realm,
    web.binding,
    'warn',
    3,
    function* (agent, _this, [message, name, details]) {
      const warning = makeError(agent, 'Error', String(message as string));
      setHidden(warning, 'name', name, WEC);
      for (const key of ownPropertyKeys(details as JSObject))
        setHidden(warning, key, peek(details as JSObject, key as string), WEC);
      yield* host.modules.setUp();
      const emitWarning = yield* Get(agent, process, 'emitWarning');
      return yield new CallRequest(emitWarning, process, [warning], undefined);
    },
    NODE,
  );
  method(
    realm,
    global,
    'structuredClone',
    0,
    function* (_agent, _this, args) {
      const clone = peek(yield* web.load('messaging'), 'structuredClone');
      return yield new CallRequest(clone, undefined, args, undefined);
    },
    NODE,
  );
  linkPromisified(host, 'setTimeout');
  linkPromisified(host, 'setImmediate');
  enumerateGlobals(global);
  addUnmodelledGlobals(host);

  setHidden(binding, 'web', web.binding, WEC);

  const emit = function* (event: string, args: Value[]): Steps<Value> {
    // Nobody can listen yet.
    if (!host.modules.isSetUp) return false;
    const fn = yield* Get(agent, process, 'emit');
    return yield new CallRequest(fn, process, [event, ...args], undefined);
  };
  const listens = function* (event: string): Steps<boolean> {
    if (!host.modules.isSetUp) return false;
    const fn = yield* Get(agent, process, 'listenerCount');
    const count = yield new CallRequest(fn, process, [event], undefined);
    return typeof count === 'number' && count > 0;
  };
  return {
    process,
    emit,
    *emitUncaught(value, origin) {
      yield* emit('uncaughtExceptionMonitor', [value, origin]);
      const capture = peek(binding, 'uncaughtCapture');
      if (isObject(capture)) {
        yield new CallRequest(capture, undefined, [value], undefined);
        return true;
      }
      if (!(yield* listens('uncaughtException'))) return false;
      yield* emit('uncaughtException', [value, origin]);
      return true;
    },
    *describeUncaught(value) {
      const text = yield* formatLog(agent, [value]);
      // What is thrown as it is has no stack to show.
      if (isObject(value)) return text;
      const shown = typeof value === 'symbol' ? '' : text;
      return `${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
    },
    *unhandledRejectionError(reason) {
      if (isObject(reason) && reason.kind === Kind.Error) return reason;
      const error = nodeError(
        agent,
        'Error',
        'ERR_UNHANDLED_REJECTION',
        `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${describeValue(reason)}".`,
      ).value as JSObject;
      const stack = String(peek(error, 'stack') as string).replace(/^.*?: /, 'UnhandledPromiseRejection: ');
      const at = stack.search(/\n {4}at /);
      const lines = UNHANDLED_REJECTION.map((line) => `\n    at ${line}`).join('');
      setHidden(error, 'stack', (at < 0 ? stack : stack.slice(0, at)) + lines, WC);
      setHidden(error, 'name', 'UnhandledPromiseRejection', WC);
      return error;
    },
    exitCode() {
      const code = peek(binding, 'exitCode');
      return code === undefined || code === null ? null : Number(code);
    },
    setExitCode(code) {
      setHidden(binding, 'exitCode', code, WEC);
    },
    *warn(message, name) {
      yield* host.modules.setUp();
      const emitWarning = yield* Get(agent, process, 'emitWarning');
      yield new CallRequest(emitWarning, process, [message, name], undefined);
    },
  };
}
