import {
  type Agent,
  CallRequest,
  compileModule,
  compileScript,
  createArray,
  createObject,
  describeValue,
  evaluate,
  Frame,
  getOwnProperty,
  instantiateGlobals,
  isObject,
  type Job,
  type JSObject,
  Kind,
  link,
  loadRequestedModules,
  type ModuleRecord,
  method,
  type NativeOptions,
  native,
  type PromiseData,
  peek,
  performPromiseThen,
  RunRequest,
  SourceTextModule,
  type Steps,
  SyntheticModule,
  setHidden,
  Throw,
  ToNumber,
  ToString,
  throwProblem,
  throwTypeError,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { type Language, parseProgram, Source } from '../../syntax';
import { formatPlain } from '../console-format';
import type { GuestLibraries } from '../guest-library';
import type { ConsoleLevel } from '../observe';
import { installWeb } from '../web/binding';
import { fragmentJson } from './document-loader';
import { HtmlEventLoop } from './event-loop';
import { type HtmlTimer, htmlDelay } from './html-timers';
import { HTML_LIBRARIES } from './libraries';

export const HTML: NativeOptions = { provider: 'HTML' };
/** Virtual milliseconds a request takes. */
export const NETWORK_LATENCY = 3;
export const ORIGIN = 'http://localhost';
/** What a module specifier must look like without an import map. */
const IMPORTABLE = /^(\.{0,2}\/|data:|https?:)/;

/** An event loop that runs scripts of a page's origin: of a window or of a worker. */
export abstract class ScriptHost extends HtmlEventLoop {
  /** The interface of the global object, as errors name it. */
  protected abstract readonly scopeName: string;
  /** Rejections nobody handled yet, and those that were reported. @spec html#about-to-be-notified-rejected-promises-list */
  protected aboutToBeNotified: JSObject[] = [];
  protected readonly outstanding = new Set<JSObject>();
  protected readonly modules = new Map<string, ModuleRecord>();
  protected scope: JSObject | null = null;
  protected inErrorReport = false;

  setTimer(
    name: string,
    handler: Value,
    timeout: number,
    args: Value[],
    repeat: boolean,
    nesting: number,
    reuse?: number,
  ): number {
    const delay = htmlDelay(Number.isNaN(timeout) ? 0 : timeout, nesting - 1);
    const callback = isObject(handler) ? handler : null;
    const timer: HtmlTimer = {
      handle: reuse ?? this.timers.handle(),
      handler,
      args,
      repeat,
      timeout: delay,
      nesting,
      facts: this.timerFacts(name, callback, delay, repeat),
      cleared: false,
    };
    this.run.observer?.timerSet(timer.facts);
    this.timers.add(timer, timer.facts.due);
    return timer.handle;
  }

  protected *runTimer(timer: HtmlTimer): Steps<void> {
    if (timer.cleared) return;
    this.timerNesting = timer.nesting;
    if (isObject(timer.handler)) yield* this.invoke(timer.handler, this.realm.globalThis, timer.args);
    else yield* this.runClassic(new Source('', String(timer.handler as string)), null);
    if (timer.repeat && !timer.cleared) {
      this.setTimer(timer.facts.api, timer.handler, timer.timeout, timer.args, true, timer.nesting + 1, timer.handle);
    } else if (!timer.repeat) this.timers.active.delete(timer.handle);
  }

  *invoke(fn: Value, thisValue: Value, args: Value[]): Steps<Value> {
    return yield new CallRequest(fn, thisValue, args, undefined);
  }

  protected *scopeCall(name: string, ...args: Value[]): Steps<Value> {
    return yield new CallRequest(peek(this.scope!, name), undefined, args, undefined);
  }

  protected *guard(steps: () => Steps<unknown>): Steps<void> {
    try {
      yield* steps();
    } catch (error) {
      yield* this.reportException(error);
    }
  }

  /** Runs a classic script. @spec html#run-a-classic-script */
  protected *runClassic(source: Source, path: string | null): Steps<void> {
    const { realm, run } = this;
    const language: Language =
      path !== null && /\.[mc]?tsx?$/.test(path) ? 'ts' : path !== null && /\.jsx$/.test(path) ? 'jsx' : 'js';
    const parsed = parseProgram(source.text, { type: 'script', language });
    if ('problem' in parsed) {
      run.syntaxProblem ??= { source, problem: parsed.problem };
      throwProblem(this.agent, parsed.problem);
    }
    const { code, declarations } = compileScript(source, parsed.program, { observed: run.observer !== null });
    instantiateGlobals(this.agent, realm, declarations);
    yield new RunRequest(
      new Frame(code, code.template.slice(), null, null, realm.globalThis, undefined, null, realm, null),
    );
  }

  protected *runModule(path: string, inline: Source | null): Steps<void> {
    const { agent } = this;
    const self = this;
    try {
      const module = inline === null ? yield* this.loadModule(path) : this.moduleOf(inline, path);
      yield* loadRequestedModules(agent, module);
      yield* link(agent, module);
      const promise = yield* evaluate(agent, module);
      performPromiseThen(
        agent,
        promise,
        undefined,
        function* (_agent, reason) {
          yield* self.reportException(new Throw(reason));
          return undefined;
        },
        undefined,
      );
    } catch (error) {
      yield* this.reportException(error);
    }
  }

  protected moduleOf(source: Source, path: string): SourceTextModule {
    const parsed = parseProgram(source.text, { type: 'module', language: /\.m?ts$/.test(path) ? 'ts' : 'js' });
    if ('problem' in parsed) {
      this.run.syntaxProblem ??= { source, problem: parsed.problem };
      throwProblem(this.agent, parsed.problem);
    }
    return new SourceTextModule(
      this.realm,
      source,
      compileModule(source, parsed.program, { observed: this.run.observer !== null }),
      path,
    );
  }

  protected *loadModule(path: string): Steps<ModuleRecord> {
    const known = this.modules.get(path);
    if (known !== undefined) return known;
    const text = this.textOf(path);
    if (text === null) throwTypeError(this.agent, `Failed to fetch dynamically imported module: ${ORIGIN}${path}`);
    const record = this.moduleOf(this.agent.addSource(new Source(path, text, 0, null, path)), path);
    this.modules.set(path, record);
    return record;
  }

  *loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
  ): Steps<ModuleRecord> {
    if (!IMPORTABLE.test(specifier)) {
      throwTypeError(
        agent,
        `Failed to resolve module specifier "${specifier}". Relative references must start with either "/", "./", or "../".`,
      );
    }
    if (specifier.startsWith('data:')) {
      const text = decodeURIComponent(specifier.replace(/^data:[^,]*,/, ''));
      return this.moduleOf(this.agent.addSource(new Source(specifier, text)), specifier);
    }
    const path = this.pathOf(specifier, this.fileOf(referrer));
    if (path === null || this.textOf(path) === null)
      throwTypeError(
        agent,
        `Failed to fetch dynamically imported module: ${ORIGIN}/${specifier.replace(/^[./]+/, '')}`,
      );
    if (attributes.get('type') === 'json') {
      const text = this.textOf(path)!;
      const { realm } = this;
      return new SyntheticModule(realm, path, ['default'], function* (module) {
        const json = peek(realm.globalObject, 'JSON') as JSObject;
        module.setExport('default', yield new CallRequest(peek(json, 'parse'), json, [text], undefined));
        return undefined;
      });
    }
    return yield* this.loadModule(path);
  }

  protected fileOf(referrer: ModuleRecord | null): string {
    return referrer instanceof SourceTextModule && typeof referrer.host === 'string'
      ? referrer.host
      : this.run.options.entry;
  }

  fetchImportedModule(_agent: Agent, referrer: ModuleRecord | null, specifier: string, rest: Job): boolean {
    if (!IMPORTABLE.test(specifier)) return false;
    const path = this.pathOf(specifier, this.fileOf(referrer));
    if (path !== null && this.modules.has(path)) return false;
    this.queueTask('networking', 'import()', null, () => rest.run(), NETWORK_LATENCY);
    return true;
  }

  importMetaProperties(_agent: Agent, module: ModuleRecord, meta: JSObject): void {
    const resolve = native(
      this.realm,
      'resolve',
      1,
      (_a, _t, [specifier]) => `${ORIGIN}/${String(specifier as string).replace(/^\.?\//, '')}`,
      HTML,
    );
    setHidden(meta, 'resolve', resolve, WEC);
    setHidden(meta, 'url', `${ORIGIN}/${module.name.split('/').pop() ?? ''}`, WEC);
  }

  // Files

  /** The file a URL of the page's origin stands for. */
  protected pathOf(url: string, from = this.run.options.entry): string | null {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const root = this.run.options.entry.slice(0, this.run.options.entry.lastIndexOf('/') + 1);
    const plain = url.replace(/[?#].*$/, '');
    if (/^https?:/.test(plain)) return plain.startsWith(`${ORIGIN}/`) ? root + plain.slice(ORIGIN.length + 1) : null;
    const joined = plain.startsWith('/') ? root + plain.slice(1) : folder + plain;
    const parts: string[] = [];
    for (const part of joined.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  protected textOf(path: string): string | null {
    if (path === this.run.options.entry) return this.run.options.text;
    const bytes = this.run.options.files.read(path);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  protected fileAt(url: string): Value {
    const path = this.pathOf(url);
    const bytes = path === null ? null : this.run.options.files.read(path);
    if (path === null || bytes === null) return null;
    const { realm } = this;
    const file = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(file, 'bytes', createArray(realm, Array.from(bytes)), WEC);
    const types: Record<string, string> = {
      json: 'application/json',
      html: 'text/html',
      js: 'text/javascript',
      css: 'text/css',
      txt: 'text/plain',
    };
    setHidden(file, 'type', types[path.split('.').pop() ?? ''] ?? 'application/octet-stream', WEC);
    return file;
  }

  // Errors and rejections

  *reportException(error: unknown): Steps<void> {
    if (!(error instanceof Throw)) throw error;
    const { value } = error;
    const text = `Uncaught ${isObject(value) && value.kind === Kind.Error ? describeError(value) : isObject(value) ? yield* this.textFor(value) : describeValue(value).replace(/^"(.*)"$/s, '$1')}`;
    this.run.observer?.errorReported('uncaught', value, text);
    let handled = false;
    if (!this.inErrorReport) {
      this.inErrorReport = true;
      try {
        const { file, line, column } = placeOf(value, this.run.options.entry);
        handled = (yield* this.scopeCall('report', value, text, file, line, column)) === true;
      } finally {
        this.inErrorReport = false;
      }
    }
    if (handled) return;
    const { file, line, column } = placeOf(value, this.run.options.entry);
    yield* this.unhandled(text, file, line, column);
  }

  /** An error no listener took. */
  protected *unhandled(text: string, _file: string, _line: number, _column: number): Steps<void> {
    this.run.output.stderr(`${text}\n`);
  }

  /** Reports an error of a worker, of which only the text is known. */
  *reportText(text: string, file: string, line: number, column: number): Steps<void> {
    const handled = yield* this.scopeCall('report', null, text, file, line, column);
    if (handled !== true) yield* this.unhandled(text, file, line, column);
  }

  protected *textFor(value: JSObject): Steps<string> {
    try {
      return yield* ToString(this.agent, value);
    } catch (error) {
      if (error instanceof Throw) return '#<Object>';
      throw error;
    }
  }

  promiseRejectionTracker(_agent: Agent, promise: JSObject, operation: 'reject' | 'handle'): void {
    if (operation === 'reject') {
      this.aboutToBeNotified.push(promise);
      return;
    }
    const index = this.aboutToBeNotified.indexOf(promise);
    if (index >= 0) this.aboutToBeNotified.splice(index, 1);
    else if (this.outstanding.delete(promise)) {
      const reason = (promise.data as PromiseData).result;
      this.run.observer?.errorReported('handledLate', reason, '');
      this.queueTask('DOM manipulation', 'rejectionhandled', null, () =>
        this.scopeCall('rejection', 'rejectionhandled', promise, reason),
      );
    }
  }

  /** @spec html#notify-about-rejected-promises */
  protected *notifyRejectedPromises(): Steps<void> {
    if (this.aboutToBeNotified.length === 0) return;
    const list = this.aboutToBeNotified;
    this.aboutToBeNotified = [];
    const self = this;
    this.queueTask('DOM manipulation', 'unhandledrejection', null, function* () {
      for (const promise of list) {
        const data = promise.data as PromiseData;
        if (data.handled) continue;
        const handled = yield* self.scopeCall('rejection', 'unhandledrejection', promise, data.result);
        if (handled !== true) {
          self.run.observer?.errorReported(
            'unhandledRejection',
            data.result,
            `Uncaught (in promise) ${describeValue(data.result)}`,
          );
          self.run.output.stderr(`Uncaught (in promise) ${describeValue(data.result)}\n`);
        }
        if (!data.handled) self.outstanding.add(promise);
      }
    });
  }

  override enqueueGenericJob(_agent: Agent, job: Job): void {
    this.queueTask('shared memory', 'waitAsync', job.callback, () => job.run());
  }

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    this.queueTask('timer', 'timeout', job.callback, () => job.run(), milliseconds);
  }
  /** Installs the libraries and what they need from their host. */
  protected installBinding(): GuestLibraries {
    const { realm, run } = this;
    const self = this;
    const libraries = installWeb(
      this,
      {
        isNode: false,
        queueTask(source, api, callback) {
          self.queueTask(source, api, callback, () => self.invoke(callback, undefined, []));
        },
        *reportError(error) {
          yield* self.reportException(new Throw(error));
        },
        *checkpoint() {
          yield* self.microtaskCheckpoint();
        },
        timeout(milliseconds, callback) {
          self.queueTask(
            'timer',
            'AbortSignal.timeout',
            callback,
            () => self.invoke(callback, undefined, []),
            Math.max(0, milliseconds),
          );
        },
        refPort() {},
        unrefPort() {},
      },
      HTML_LIBRARIES,
    );
    const { binding } = libraries;
    const bind = (name: string, body: Parameters<typeof method>[4]): void => {
      method(realm, binding, name, 0, body, HTML);
    };
    setHidden(binding, 'isolated', false, WEC);
    setHidden(binding, 'top', null, WEC);
    setHidden(binding, 'parent', null, WEC);
    bind('parseFragment', (_agent, _this, [text, context]) => fragmentJson(text as string, context as string));
    bind('notModelled', (_agent, _this, [what]) => {
      run.observer?.notModelled(String(what as string));
      return undefined;
    });
    bind('markNode', (_agent, _this, [node]) => {
      if (isObject(node)) {
        node.kind = Kind.Host;
        node.data = { interface: 'Node' };
      }
      return undefined;
    });
    bind('queueMutationMicrotask', (_agent, _this, [callback]) => {
      this.queueMicrotask('MutationObserver', callback as JSObject, null, () => this.invoke(callback, undefined, []));
      return undefined;
    });
    bind('network', (_agent, _this, [callback]) => {
      this.queueTask(
        'networking',
        'fetch',
        callback as JSObject,
        () => this.invoke(callback, undefined, []),
        NETWORK_LATENCY,
      );
      return undefined;
    });
    bind('readFile', (_agent, _this, [url]) => this.fileAt(String(url as string)));
    setHidden(binding, 'href', this.href, WEC);
    const startWorker = this.startWorker.bind(this);
    bind('workerStart', (_agent, _this, [options, calls]) =>
      startWorker(options as JSObject, function* (name, ...args) {
        return yield new CallRequest(peek(calls as JSObject, name), undefined, args, undefined);
      }),
    );
    return libraries;
  }

  /** The global object's URL. */
  get href(): string {
    return `${ORIGIN}/${this.run.options.entry.split('/').pop() ?? ''}`;
  }

  /** Starts a dedicated worker; answers what its Worker object needs. */
  protected abstract startWorker(options: JSObject, call: (name: string, ...args: Value[]) => Steps<Value>): JSObject;

  /** What windows and workers have alike: timers, microtasks, console, performance. */
  protected installGlobals(): void {
    const { realm, run, scopeName } = this;
    const global = realm.globalObject;
    const self = this;
    // Timers
    const setTimer = (name: string, repeat: boolean) =>
      function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
        if (args.length === 0)
          throwTypeError(
            agent,
            `Failed to execute '${name}' on '${scopeName}': 1 argument required, but only 0 present.`,
          );
        const handler = isObject(args[0]) && args[0].callable ? args[0] : yield* ToString(agent, args[0]);
        const timeout = args[1] === undefined ? 0 : yield* ToNumber(agent, args[1]);
        return self.setTimer(name, handler, timeout, args.slice(2), repeat, self.timerNesting + 1);
      };
    method(realm, global, 'setTimeout', 1, setTimer('setTimeout', false), HTML);
    method(realm, global, 'setInterval', 1, setTimer('setInterval', true), HTML);
    for (const name of ['clearTimeout', 'clearInterval']) {
      method(
        realm,
        global,
        name,
        0,
        (_agent, _this, [handle]) => {
          const timer = this.timers.clear(Number(handle as number));
          if (timer !== undefined) run.observer?.timerCleared(timer.facts);
          return undefined;
        },
        HTML,
      );
    }
    method(
      realm,
      global,
      'queueMicrotask',
      1,
      (agent, _this, [callback]) => {
        if (!isObject(callback) || !callback.callable) {
          throwTypeError(
            agent,
            `Failed to execute 'queueMicrotask' on '${scopeName}': parameter 1 is not of type 'Function'.`,
          );
        }
        this.queueMicrotask('queueMicrotask', callback, null, () => this.invoke(callback, undefined, []));
        return undefined;
      },
      HTML,
    );
    // Console and performance
    const console = createObject(realm.intrinsics.ObjectPrototype);
    const levels: Record<string, ConsoleLevel> = {
      log: 'log',
      info: 'info',
      debug: 'debug',
      warn: 'warn',
      error: 'error',
      trace: 'log',
      dir: 'log',
      table: 'log',
      group: 'log',
      groupCollapsed: 'log',
    };
    for (const [name, level] of Object.entries(levels)) {
      method(
        realm,
        console,
        name,
        0,
        function* (agent, _this, args) {
          const text = yield* formatPlain(agent, args);
          run.observer?.consolePrinted(level, text);
          if (level === 'log') run.output.stdout(`${text}\n`);
          else run.output.stderr(`${text}\n`);
          return undefined;
        },
        HTML,
      );
    }
    for (const name of ['groupEnd', 'time', 'timeEnd', 'timeLog', 'count', 'countReset', 'assert', 'clear'])
      method(realm, console, name, 0, () => undefined, HTML);
    setHidden(global, 'console', console, WC);
    const performance = createObject(realm.intrinsics.ObjectPrototype);
    method(realm, performance, 'now', 0, () => run.clock.read(), HTML);
    for (const name of ['mark', 'measure', 'clearMarks', 'clearMeasures'])
      method(realm, performance, name, 0, () => undefined, HTML);
    method(realm, performance, 'getEntriesByName', 1, () => createArray(realm, []), HTML);
    setHidden(performance, 'timeOrigin', run.options.startTime, WEC);
    setHidden(global, 'performance', performance, WC);
  }
}

function describeError(error: JSObject): string {
  const name = peek(error, 'name');
  const message = peek(error, 'message');
  const n = typeof name === 'string' ? name : 'Error';
  return typeof message === 'string' && message !== '' ? `${n}: ${message}` : n;
}

/** Where an error was made, from its stack. */
function placeOf(value: Value, entry: string): { file: string; line: number; column: number } {
  const stack = isObject(value) ? getOwnProperty(value, 'stack')?.value : undefined;
  const match = typeof stack === 'string' ? /:(\d+):(\d+)\)?$/m.exec(stack) : null;
  return {
    file: `${ORIGIN}/${entry.split('/').pop() ?? ''}`,
    line: match ? Number(match[1]) : 1,
    column: match ? Number(match[2]) : 1,
  };
}
