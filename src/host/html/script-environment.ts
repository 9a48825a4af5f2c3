import {
  type Agent,
  CallRequest,
  compileScript,
  createArray,
  createObject,
  describeValue,
  evaluate,
  Frame,
  GetFunctionRealm,
  getOwnProperty,
  instantiateGlobals,
  isObject,
  type JSObject,
  Kind,
  LazyStack,
  link,
  loadRequestedModules,
  type PromiseData,
  peek,
  performPromiseThen,
  type Realm,
  RunRequest,
  type Steps,
  setHidden,
  stackLines,
  Throw,
  ToString,
  throwProblem,
  type Value,
  WEC,
} from '../../engine';
import { type Language, parseProgram, Source, type SyntaxProblem } from '../../syntax';
import type { GuestLibraries } from '../guest-library';
import { callLibrary, type MessageHome } from '../message-port';
import type { Run } from '../run';
import { type HtmlTimer, htmlDelay, type TimerOwner } from './html-timers';
import { ModuleMap } from './module-map';
import { ORIGIN } from './page-facts';
import type { ScriptHost } from './script-host';

/** A place in a text. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

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
  readonly readsPipes = true;
  /** Rejections nobody handled yet, and those that were reported. @spec html#about-to-be-notified-rejected-promises-list */
  protected aboutToBeNotified: JSObject[] = [];
  protected readonly outstanding = new Set<JSObject>();
  readonly modules = new ModuleMap(this);
  /** Where texts did not parse, by the error that tells of it. */
  private readonly problems = new WeakMap<JSObject, Place>();
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
    this.loop.queueTask(source, api, callback, () => this.guarded(steps), delay);
  }

  /** What a task of this global does: nothing once it has ended. */
  *guarded(steps: () => Steps<unknown>): Steps<void> {
    if (!this.ended) yield* this.guard(steps);
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
      yield* self.callBack(callback, undefined, []);
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
      order: this.loop.order(),
      facts: this.loop.timerFacts(name, callback, delay, repeat),
      cleared: false,
      owner: this,
    };
    this.run.observer?.timerSet(timer.facts);
    this.loop.timers.add(timer, timer.facts.due);
    return timer.handle;
  }

  /** The global that hears of what a callback throws. @spec html#report-an-exception */
  private reporterOf(callback: Value): ScriptEnvironment {
    if (!isObject(callback) || !callback.callable) return this;
    const { host } = GetFunctionRealm(this.agent, callback);
    return host instanceof ScriptEnvironment && !host.ended ? host : this;
  }

  /** Calls a callback of the program; what it throws is reported where the callback comes from. */
  *callBack(callback: Value, thisValue: Value, args: Value[]): Steps<void> {
    yield* this.reporterOf(callback).guard(() => this.invoke(callback, thisValue, args));
  }

  *runTimer(timer: HtmlTimer): Steps<void> {
    if (timer.cleared || this.ended) return;
    this.loop.timerNesting = timer.nesting;
    const { handler, args } = timer;
    if (isObject(handler)) yield* this.callBack(handler, this.realm.globalThis, args);
    else yield* this.guard(() => this.runClassic(new Source('', String(handler as string)), null));
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
    if ('problem' in parsed) this.throwProblem(source, parsed.problem);
    const { code, declarations } = compileScript(source, parsed.program, { observed: run.observer !== null });
    instantiateGlobals(this.agent, realm, declarations);
    yield new RunRequest(
      new Frame(code, code.template.slice(), null, null, realm.globalThis, undefined, null, realm, null),
    );
  }

  /** Runs a module script; false when it, or what it imports, could not be fetched. @spec html#run-a-module-script */
  *runModule(url: string, inline: Source | null): Steps<boolean> {
    const { agent } = this;
    const self = this;
    try {
      const module = inline === null ? yield* this.modules.load(url) : this.modules.make(inline, url);
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
      if (error instanceof Throw && this.modules.isFailure(error)) return false;
      yield* this.reportException(error);
    }
    return true;
  }

  /** Throws what a text that does not parse gives, and remembers where. */
  throwProblem(source: Source, problem: SyntaxProblem): never {
    this.run.syntaxProblem ??= { source, problem };
    try {
      throwProblem(this.agent, problem);
    } catch (error) {
      if (error instanceof Throw)
        this.problems.set(error.value as JSObject, {
          file: source.name || this.href,
          ...source.position(problem.start),
        });
      throw error;
    }
  }

  // Files

  /** The URL that relative ones start at. */
  get baseUrl(): string {
    return this.href;
  }

  /** The text behind a data or blob URL. */
  *textOfUrl(url: string): Steps<string | null> {
    const text = yield* this.scopeCall('textOfURL', url);
    return typeof text === 'string' ? text : null;
  }

  /** The URL of a file. */
  urlOf(path: string): string {
    const { entry } = this.run.options;
    const root = entry.slice(0, entry.lastIndexOf('/') + 1);
    const rest = path.startsWith(root) ? path.slice(root.length) : path.replace(/^\//, '');
    return `${ORIGIN}/${rest.split('/').map(encodeURIComponent).join('/')}`;
  }

  /** The text of the file behind a URL of the page's origin. */
  textAt(url: string): string | null {
    const path = this.pathOf(url);
    return path === null ? null : this.textOf(path);
  }

  /** The file a URL of the page's origin stands for. */
  pathOf(url: string, from = this.file): string | null {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const root = this.run.options.entry.slice(0, this.run.options.entry.lastIndexOf('/') + 1);
    const plain = decoded(url.replace(/[?#].*$/, ''));
    if (/^https?:/.test(plain)) {
      if (!plain.startsWith(`${ORIGIN}/`)) return null;
      const rest = plain.slice(ORIGIN.length + 1);
      // A file outside the page's folder has its whole path in its URL.
      return this.run.disk.stat(root + rest) !== 'file' && this.run.disk.stat(`/${rest}`) === 'file'
        ? `/${rest}`
        : root + rest;
    }
    if (/^[a-z][a-z\d+.-]*:/i.test(plain)) return null;
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
    const text = `Uncaught ${isObject(value) && value.kind === Kind.Error && value.data?.interface !== 'DOMException' ? describeError(value) : isObject(value) ? yield* this.textFor(value) : describeValue(value).replace(/^"(.*)"$/s, '$1')}`;
    this.run.observer?.errorReported('uncaught', value, text);
    const { file, line, column } = this.placeOf(value);
    let handled = false;
    if (!this.inErrorReport) {
      this.inErrorReport = true;
      try {
        handled = (yield* this.scopeCall('report', value, text, file, line, column)) === true;
      } finally {
        this.inErrorReport = false;
      }
    }
    if (handled) return;
    yield* this.unhandled(text, file, line, column);
  }

  /** Where an error was made, from its stack; for any other value, where it was thrown. */
  private placeOf(value: Value): Place {
    const problem = isObject(value) ? this.problems.get(value) : undefined;
    if (problem !== undefined) return problem;
    const { thrown } = this.agent;
    const own = isObject(value) ? getOwnProperty(value, 'stack')?.value : undefined;
    const reported = thrown === null || thrown.value !== value ? stackLines(this.agent) : undefined;
    const text = own instanceof LazyStack ? own.lines : (own ?? reported);
    const match = typeof text === 'string' ? /(?:\(|at |, )([^\s()]*):(\d+):(\d+)\)?$/m.exec(text) : null;
    if (match !== null) return { file: fileNamed(match[1]!), line: Number(match[2]), column: Number(match[3]) };
    if (thrown === null || thrown.value !== value) return { file: this.href, line: 0, column: 0 };
    const { source } = thrown.code;
    return { file: fileNamed(source.name), ...source.position(thrown.offset) };
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

  /** What is said of a rejection's reason. */
  private *describe(value: Value): Steps<string> {
    return isObject(value) && value.data?.interface === 'DOMException'
      ? yield* this.textFor(value)
      : describeValue(value);
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
          const text = `Uncaught (in promise) ${yield* self.describe(data.result)}`;
          self.run.observer?.errorReported('unhandledRejection', data.result, text);
          self.run.output.stderr(`${text}\n`);
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

/** The file that a source is reported as: texts made at run time have none. */
const fileNamed = (name: string): string => (name === '<anonymous>' ? '' : name);

/** A URL's characters; as it is when they are none. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
