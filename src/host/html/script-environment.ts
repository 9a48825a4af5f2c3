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
  type NativeOptions,
  native,
  type PromiseData,
  peek,
  performPromiseThen,
  type Realm,
  RunRequest,
  SourceTextModule,
  type Steps,
  SyntheticModule,
  setHidden,
  Throw,
  ToString,
  throwProblem,
  throwTypeError,
  type Value,
  WEC,
} from '../../engine';
import { type Language, parseProgram, Source } from '../../syntax';
import type { GuestLibraries } from '../guest-library';
import { callLibrary, type MessageHome } from '../message-port';
import type { Run } from '../run';
import { type HtmlTimer, htmlDelay, type TimerOwner } from './html-timers';
import type { ScriptHost } from './script-host';

export const HTML: NativeOptions = { provider: 'HTML' };
/** Virtual milliseconds a request takes. */
export const NETWORK_LATENCY = 3;
export const ORIGIN = 'http://localhost';
/** What a module specifier must look like without an import map. */
const IMPORTABLE = /^(\.{0,2}\/|data:|https?:)/;

/**
 * A global with its realm: its libraries, modules, URL, and what it was told of rejections. Several share one event loop.
 * @spec html#environment-settings-objects
 */
export abstract class ScriptEnvironment implements MessageHome, TimerOwner {
  /** The interface of the global object, as errors name it. */
  abstract readonly scopeName: string;
  /** The global object's URL. */
  abstract readonly href: string;
  libraries: GuestLibraries | null = null;
  /** What its realm's library for the global object exports, once it has run. */
  scope: JSObject | null = null;
  /** Nothing of it runs any more. */
  ended = false;
  /** Rejections nobody handled yet, and those that were reported. @spec html#about-to-be-notified-rejected-promises-list */
  protected aboutToBeNotified: JSObject[] = [];
  protected readonly outstanding = new Set<JSObject>();
  protected readonly modules = new Map<string, ModuleRecord>();
  private inErrorReport = false;

  constructor(
    readonly loop: ScriptHost,
    readonly realm: Realm,
    /** The file it begins with: relative URLs start at its folder. */
    public file: string,
  ) {
    realm.host = this;
  }

  get agent(): Agent {
    return this.loop.agent;
  }

  get run(): Run {
    return this.loop.run;
  }

  /** Starts a dedicated worker; answers what its Worker object needs. */
  abstract startWorker(options: JSObject, call: (name: string, ...args: Value[]) => Steps<Value>): JSObject;

  /** Queues a task of this global; what it throws is reported here. @spec html#queue-a-global-task */
  queueTask(source: string, api: string, callback: JSObject | null, steps: () => Steps<unknown>, delay = 0): void {
    const self = this;
    this.loop.queueTask(
      source,
      api,
      callback,
      function* () {
        if (!self.ended) yield* self.guard(steps);
      },
      delay,
    );
  }

  queueMessage(api: string, steps: () => Steps<unknown>): void {
    this.queueTask('posted message', api, null, steps);
  }

  *portCall(name: string, ...args: Value[]): Steps<Value> {
    return yield* callLibrary(yield* this.libraries!.load('messaging'), name, args);
  }

  /** Queues a microtask that calls `callback`. */
  queueCallback(api: string, callback: JSObject): void {
    const self = this;
    this.loop.queueMicrotask(api, callback, null, function* () {
      yield* self.guard(() => self.invoke(callback, undefined, []));
      return undefined;
    });
  }

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
      handle: reuse ?? this.loop.timers.handle(),
      handler,
      args,
      repeat,
      timeout: delay,
      nesting,
      facts: this.loop.timerFacts(name, callback, delay, repeat),
      cleared: false,
      owner: this,
    };
    this.run.observer?.timerSet(timer.facts);
    this.loop.timers.add(timer, timer.facts.due);
    return timer.handle;
  }

  *runTimer(timer: HtmlTimer): Steps<void> {
    if (timer.cleared || this.ended) return;
    this.loop.timerNesting = timer.nesting;
    const { handler, args } = timer;
    yield* this.guard(() =>
      isObject(handler)
        ? this.invoke(handler, this.realm.globalThis, args)
        : this.runClassic(new Source('', String(handler as string)), null),
    );
    if (timer.repeat && !timer.cleared) {
      this.setTimer(timer.facts.api, timer.handler, timer.timeout, timer.args, true, timer.nesting + 1, timer.handle);
    } else if (!timer.repeat) this.loop.timers.active.delete(timer.handle);
  }

  *invoke(fn: Value, thisValue: Value, args: Value[]): Steps<Value> {
    return yield new CallRequest(fn, thisValue, args, undefined);
  }

  *scopeCall(name: string, ...args: Value[]): Steps<Value> {
    return yield new CallRequest(peek(this.scope!, name), undefined, args, undefined);
  }

  *guard(steps: () => Steps<unknown>): Steps<void> {
    try {
      yield* steps();
    } catch (error) {
      yield* this.reportException(error);
    }
  }

  /** Runs a classic script. @spec html#run-a-classic-script */
  *runClassic(source: Source, path: string | null): Steps<void> {
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

  *runModule(path: string, inline: Source | null): Steps<void> {
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

  private moduleOf(source: Source, path: string): SourceTextModule {
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

  private *loadModule(path: string): Steps<ModuleRecord> {
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

  private fileOf(referrer: ModuleRecord | null): string {
    return referrer instanceof SourceTextModule && typeof referrer.host === 'string' ? referrer.host : this.file;
  }

  fetchImportedModule(referrer: ModuleRecord | null, specifier: string, rest: Job): boolean {
    if (!IMPORTABLE.test(specifier)) return false;
    const path = this.pathOf(specifier, this.fileOf(referrer));
    if (path !== null && this.modules.has(path)) return false;
    this.queueTask('networking', 'import()', null, () => rest.run(), NETWORK_LATENCY);
    return true;
  }

  importMetaProperties(module: ModuleRecord, meta: JSObject): void {
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
  pathOf(url: string, from = this.file): string | null {
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

  textOf(path: string): string | null {
    if (path === this.run.options.entry) return this.run.options.text;
    const bytes = this.run.options.files.read(path);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  fileAt(url: string): Value {
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
        const { file, line, column } = placeOf(value, this.href);
        handled = (yield* this.scopeCall('report', value, text, file, line, column)) === true;
      } finally {
        this.inErrorReport = false;
      }
    }
    if (handled) return;
    const { file, line, column } = placeOf(value, this.href);
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

  private *textFor(value: JSObject): Steps<string> {
    try {
      return yield* ToString(this.agent, value);
    } catch (error) {
      if (error instanceof Throw) return '#<Object>';
      throw error;
    }
  }

  /** @spec html#the-hostpromiserejectiontracker-implementation */
  rejectionChanged(promise: JSObject, operation: 'reject' | 'handle'): void {
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
  *notifyRejectedPromises(): Steps<void> {
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
}

function describeError(error: JSObject): string {
  const name = peek(error, 'name');
  const message = peek(error, 'message');
  const n = typeof name === 'string' ? name : 'Error';
  return typeof message === 'string' && message !== '' ? `${n}: ${message}` : n;
}

/** Where an error was made, from its stack. */
function placeOf(value: Value, href: string): { file: string; line: number; column: number } {
  const stack = isObject(value) ? getOwnProperty(value, 'stack')?.value : undefined;
  const match = typeof stack === 'string' ? /:(\d+):(\d+)\)?$/m.exec(stack) : null;
  return {
    file: href,
    line: match ? Number(match[1]) : 1,
    column: match ? Number(match[2]) : 1,
  };
}
