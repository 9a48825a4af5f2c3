import {
  type Agent,
  CallRequest,
  compileModule,
  compileScript,
  createArray,
  createObject,
  describeValue,
  type ExoticMethods,
  evaluate,
  Frame,
  Get,
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
  throwSyntaxError,
  throwTypeError,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { type Language, parseProgram, Source } from '../../syntax';
import { formatPlain } from '../console-format';
import type { GuestLibraries } from '../guest-library';
import type { ConsoleLevel } from '../observe';
import type { Run } from '../run';
import { installWeb } from '../web/binding';
import { type FoundScript, fragmentJson, pageChunks } from './document-loader';
import { HtmlEventLoop } from './event-loop';
import { type HtmlTimer, htmlDelay } from './html-timers';
import { HTML_LIBRARIES } from './libraries';

const HTML: NativeOptions = { provider: 'HTML' };
/** Virtual milliseconds a request takes. */
const NETWORK_LATENCY = 3;
const ORIGIN = 'http://localhost';
/** What a module specifier must look like without an import map. */
const IMPORTABLE = /^(\.{0,2}\/|data:|https?:)/;

/** A similar-origin window agent with one window: its document, its event loop. */
export class WindowHost extends HtmlEventLoop {
  private frames: { handle: number; callback: JSObject }[] = [];
  /** Callbacks of the frame being rendered, as far as they aren't cancelled. */
  private running: readonly { handle: number }[] = [];
  private nextFrameHandle = 1;
  /** Rejections nobody handled yet, and those that were reported. @spec html#about-to-be-notified-rejected-promises-list */
  private aboutToBeNotified: JSObject[] = [];
  private readonly outstanding = new Set<JSObject>();
  private readonly modules = new Map<string, ModuleRecord>();
  private window: JSObject | null = null;
  private inErrorReport = false;

  constructor(run: Run) {
    super(run, 'window', 'window');
    run.observer?.realmCreated(this.realm, 'global');
    this.realm.name = 'window';
    const binding = this.install();
    this.libraries = binding;
    this.start(this.loop());
  }

  // Set-up

  private install(): GuestLibraries {
    const { realm, run } = this;
    const global = realm.globalObject;
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
    setHidden(binding, 'href', `${ORIGIN}/${run.options.entry.split('/').pop() ?? ''}`, WEC);
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
    bind('connected', function* (_agent, _this, [element]) {
      yield* self.elementConnected(element as JSObject);
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

    // Timers
    const setTimer = (name: string, repeat: boolean) =>
      function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
        if (args.length === 0)
          throwTypeError(agent, `Failed to execute '${name}' on 'Window': 1 argument required, but only 0 present.`);
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
            "Failed to execute 'queueMicrotask' on 'Window': parameter 1 is not of type 'Function'.",
          );
        }
        this.queueMicrotask('queueMicrotask', callback, null, () => this.invoke(callback, undefined, []));
        return undefined;
      },
      HTML,
    );
    method(
      realm,
      global,
      'requestAnimationFrame',
      1,
      (agent, _this, [callback]) => {
        if (!isObject(callback) || !callback.callable) {
          throwTypeError(
            agent,
            "Failed to execute 'requestAnimationFrame' on 'Window': parameter 1 is not of type 'Function'.",
          );
        }
        const handle = this.nextFrameHandle++;
        this.frames.push({ handle, callback });
        this.requestFrame();
        return handle;
      },
      HTML,
    );
    method(
      realm,
      global,
      'cancelAnimationFrame',
      1,
      (_agent, _this, [handle]) => {
        this.frames = this.frames.filter((f) => f.handle !== handle);
        this.running = this.running.filter((f) => f.handle !== handle);
        return undefined;
      },
      HTML,
    );
    method(
      realm,
      global,
      'requestIdleCallback',
      1,
      (_agent, _this, [callback]) => {
        const deadline = createObject(realm.intrinsics.ObjectPrototype);
        setHidden(deadline, 'didTimeout', false, WEC);
        method(realm, deadline, 'timeRemaining', 0, () => 10, HTML);
        this.queueTask(
          'idle',
          'requestIdleCallback',
          callback as JSObject,
          () => this.invoke(callback, undefined, [deadline]),
          1,
        );
        return 1;
      },
      HTML,
    );
    method(realm, global, 'cancelIdleCallback', 1, () => undefined, HTML);

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
    return libraries;
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

  private *windowCall(name: string, ...args: Value[]): Steps<Value> {
    return yield new CallRequest(peek(this.window!, name), undefined, args, undefined);
  }

  // Loading

  private *loop(): Steps<Value> {
    const { run } = this;
    this.window = yield* this.libraries!.load('window');
    this.exposeNamedElements();
    const isPage = /\.html?$/.test(run.options.entry);
    const load = this.jobFacts('script', isPage ? 'parser' : 'script', null);
    run.observer?.phaseEntered('tasks');
    run.observer?.jobQueued(load);
    run.observer?.jobStarted(load);
    if (isPage) yield* this.loadPage(run.options.text);
    else yield* this.loadScriptFile();
    run.observer?.jobFinished(load);
    yield* this.microtaskCheckpoint();
    return yield* this.processTasks();
  }

  private *loadScriptFile(): Steps<void> {
    const { entry, text } = this.run.options;
    yield* this.windowCall(
      'apply',
      JSON.stringify([['open', 'html', []], ['open', 'head', []], ['close'], ['open', 'body', []]]),
    );
    const source = this.agent.addSource(new Source(entry, text, 0, null, entry));
    if (/\.m[jt]s$/.test(entry)) yield* this.runModule(entry, source);
    else yield* this.guard(() => this.runClassic(source, entry));
    yield* this.microtaskCheckpoint();
    this.finishLoading();
  }

  private *loadPage(html: string): Steps<void> {
    const { entry } = this.run.options;
    const page = this.agent.addSource(new Source(entry, html, 0, null, entry));
    const deferred: (() => Steps<void>)[] = [];
    for (const { operations, script } of pageChunks(html)) {
      const element = yield* this.windowCall('apply', operations);
      if (script === null || script.kind === 'other') continue;
      if (script.kind === 'module') {
        deferred.push(() => this.runModuleScript(script, page));
        continue;
      }
      if (script.src !== null && script.async) {
        this.queueTask(
          'networking',
          'script async',
          null,
          () => this.runScript(script, page, element),
          NETWORK_LATENCY,
        );
        continue;
      }
      if (script.src !== null && script.defer) {
        deferred.push(() => this.runScript(script, page, element));
        continue;
      }
      yield* this.runScript(script, page, element);
      yield* this.microtaskCheckpoint();
    }
    for (const run of deferred) {
      yield* run();
      yield* this.microtaskCheckpoint();
    }
    this.finishLoading();
  }

  /** The document is complete: its events follow as tasks. @spec html#the-end */
  private finishLoading(): void {
    const self = this;
    this.queueTask('DOM manipulation', 'DOMContentLoaded', null, function* () {
      yield* self.windowCall('setState', 'interactive');
      yield* self.windowCall('contentLoaded');
    });
    this.queueTask('DOM manipulation', 'load', null, function* () {
      yield* self.windowCall('setState', 'complete');
      yield* self.windowCall('loaded');
    });
  }

  private *guard(steps: () => Steps<unknown>): Steps<void> {
    try {
      yield* steps();
    } catch (error) {
      yield* this.reportException(error);
    }
  }

  private *runScript(script: FoundScript, page: Source, element: Value): Steps<void> {
    yield* this.windowCall('setScript', element);
    if (script.src === null) {
      // Kept at its place in the page, so that positions are the page's.
      const padded = page.text.slice(0, Math.max(0, script.offset)).replace(/[^\n\r]/g, ' ') + script.text;
      const source = this.agent.addSource(new Source(page.name, padded, 0, null, page.file));
      yield* this.guard(() => this.runClassic(source, page.name));
    } else {
      const path = this.pathOf(script.src);
      const text = path === null ? null : this.textOf(path);
      if (path === null || text === null) {
        this.run.observer?.notModelled(`script ${script.src}: no such file`);
        this.queueTask('DOM manipulation', 'error', null, () => this.windowCall('elementEvent', element, 'error'));
      } else {
        const source = this.agent.addSource(new Source(path, text, 0, null, path));
        yield* this.guard(() => this.runClassic(source, path));
      }
    }
    yield* this.windowCall('setScript', null);
  }

  /** Runs a classic script. @spec html#run-a-classic-script */
  private *runClassic(source: Source, path: string | null): Steps<void> {
    const { realm, run } = this;
    const language: Language =
      path !== null && /\.[mc]?tsx?$/.test(path) ? 'ts' : path !== null && /\.jsx$/.test(path) ? 'jsx' : 'js';
    const parsed = parseProgram(source.text, { type: 'script', language });
    if ('problem' in parsed) {
      run.syntaxProblem ??= { source, problem: parsed.problem };
      throwSyntaxError(this.agent, parsed.problem.message);
    }
    const { code, declarations } = compileScript(source, parsed.program, { observed: run.observer !== null });
    instantiateGlobals(this.agent, realm, declarations);
    yield new RunRequest(
      new Frame(code, code.template.slice(), null, null, realm.globalThis, undefined, null, realm, null),
    );
  }

  /** A script element that script put into the document: inline ones run at once, others when they are loaded. */
  private *elementConnected(element: JSObject): Steps<void> {
    if (peek(element, '_local') !== 'script') return;
    const type = (this.attribute(element, 'type') ?? '').trim().toLowerCase();
    if (type !== '' && !/^(text|application)\/(java|ecma)script$/.test(type)) return;
    const src = this.attribute(element, 'src');
    if (src === null) {
      const text = yield* this.windowText(element);
      yield* this.guard(() => this.runClassic(this.agent.addSource(new Source('', text)), null));
      return;
    }
    const self = this;
    this.queueTask(
      'networking',
      'script',
      null,
      function* () {
        const path = self.pathOf(src);
        const content = path === null ? null : self.textOf(path);
        if (path === null || content === null) {
          yield* self.windowCall('elementEvent', element, 'error');
          return;
        }
        yield* self.guard(() => self.runClassic(self.agent.addSource(new Source(path, content, 0, null, path)), path));
        yield* self.windowCall('elementEvent', element, 'load');
      },
      NETWORK_LATENCY,
    );
  }

  private *windowText(element: JSObject): Steps<string> {
    return yield* ToString(this.agent, yield* Get(this.agent, element, 'text'));
  }

  private attribute(element: JSObject, name: string): string | null {
    const attributes = peek(element, '_attributes');
    const value =
      isObject(attributes) && attributes.kind === Kind.Map
        ? (attributes.data as Map<Value, Value>).get(name)
        : undefined;
    return typeof value === 'string' ? value : null;
  }

  // Modules

  private *runModuleScript(script: FoundScript, page: Source): Steps<void> {
    if (script.src !== null) {
      const path = this.pathOf(script.src);
      if (path !== null) yield* this.runModule(path, null);
      return;
    }
    const padded = page.text.slice(0, Math.max(0, script.offset)).replace(/[^\n\r]/g, ' ') + script.text;
    yield* this.runModule(page.name, this.agent.addSource(new Source(page.name, padded, 0, null, page.file)));
  }

  private *runModule(path: string, inline: Source | null): Steps<void> {
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
      throwSyntaxError(this.agent, parsed.problem.message);
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
  private pathOf(url: string, from = this.run.options.entry): string | null {
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

  private textOf(path: string): string | null {
    if (path === this.run.options.entry) return this.run.options.text;
    const bytes = this.run.options.files.read(path);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  private fileAt(url: string): Value {
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

  /** Elements with an id or name can be reached as properties of the window. @spec html#named-access-on-the-window-object */
  private exposeNamedElements(): void {
    const named = createObject(this.realm.globalObject.proto);
    const methods: ExoticMethods = {
      getOwn: (_object, key) => {
        if (typeof key !== 'string' || this.window === null || key.startsWith('_')) return undefined;
        return this.findNamed(key);
      },
    };
    named.exotic = methods;
    this.realm.globalObject.shape = this.realm.globalObject.shape.withProto(named);
  }

  private findNamed(name: string): ReturnType<NonNullable<ExoticMethods['getOwn']>> {
    const document = peek(this.window!, 'document');
    if (!isObject(document)) return undefined;
    const stack: JSObject[] = [document];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const id = this.attribute(node, 'id');
      const tag = peek(node, '_local');
      const matches =
        id === name ||
        (this.attribute(node, 'name') === name &&
          (tag === 'form' || tag === 'img' || tag === 'iframe' || tag === 'embed' || tag === 'object'));
      if (matches) {
        const slot = createObject(null);
        setHidden(slot, 'value', node, WC);
        return getOwnProperty(slot, 'value');
      }
      const children = peek(node, '_children');
      if (isObject(children))
        for (let i = children.elements.length - 1; i >= 0; i--)
          if (isObject(children.elements[i])) stack.push(children.elements[i] as JSObject);
    }
    return undefined;
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
        handled = (yield* this.windowCall('report', value, text, file, line, column)) === true;
      } finally {
        this.inErrorReport = false;
      }
    }
    if (!handled) this.run.output.stderr(`${text}\n`);
  }

  private *textFor(value: JSObject): Steps<string> {
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
        this.windowCall('rejection', 'rejectionhandled', promise, reason),
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
        const handled = yield* self.windowCall('rejection', 'unhandledrejection', promise, data.result);
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

  // Rendering

  protected wantsFrame(): boolean {
    return this.frames.length > 0;
  }

  /** @spec html#update-the-rendering */
  protected *render(time: number): Steps<void> {
    const callbacks = this.frames;
    this.frames = [];
    this.running = callbacks;
    for (const { handle, callback } of callbacks) {
      // Cancelled by a callback of the same frame.
      if (!this.running.some((f) => f.handle === handle)) continue;
      yield* this.guard(() => this.invoke(callback, undefined, [time]));
      yield* this.microtaskCheckpoint();
    }
    if (this.frames.length > 0) this.requestFrame();
  }

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    this.queueTask('timer', 'timeout', job.callback, () => job.run(), milliseconds);
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
