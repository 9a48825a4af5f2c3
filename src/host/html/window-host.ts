import {
  createObject,
  type ExoticMethods,
  Get,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  method,
  peek,
  type Steps,
  setHidden,
  ToString,
  throwTypeError,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { Source } from '../../syntax';
import type { GuestLibraries } from '../guest-library';
import type { Run } from '../run';
import { type FoundScript, pageChunks } from './document-loader';
import { HTML, NETWORK_LATENCY, ScriptHost } from './script-host';
import { startWorker } from './worker-host';

/** A similar-origin window agent with one window: its document, its event loop. */
export class WindowHost extends ScriptHost {
  protected readonly scopeName = 'Window';
  private frames: { handle: number; callback: JSObject }[] = [];
  /** Callbacks of the frame being rendered, as far as they aren't cancelled. */
  private running: readonly { handle: number }[] = [];
  private nextFrameHandle = 1;

  constructor(run: Run) {
    super(run, 'window', 'window');
    this.agent.canBlock = false;
    run.observer?.realmCreated(this.realm, 'global');
    this.realm.name = 'window';
    const binding = this.install();
    this.libraries = binding;
    this.start(this.loop());
  }

  // Set-up

  private install(): GuestLibraries {
    const { realm } = this;
    const global = realm.globalObject;
    const self = this;
    const libraries = this.installBinding();
    method(
      realm,
      libraries.binding,
      'connected',
      1,
      function* (_agent, _this, [element]) {
        yield* self.elementConnected(element as JSObject);
        return undefined;
      },
      HTML,
    );
    this.installGlobals();
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

    return libraries;
  }

  // Loading

  protected startWorker(options: JSObject, call: (name: string, ...args: Value[]) => Steps<Value>): JSObject {
    return startWorker(this, options, call);
  }

  private *loop(): Steps<Value> {
    const { run } = this;
    this.scope = yield* this.libraries!.load('window');
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
    yield* this.scopeCall(
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
      const element = yield* this.scopeCall('apply', operations);
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
      yield* self.scopeCall('setState', 'interactive');
      yield* self.scopeCall('contentLoaded');
    });
    this.queueTask('DOM manipulation', 'load', null, function* () {
      yield* self.scopeCall('setState', 'complete');
      yield* self.scopeCall('loaded');
    });
  }

  private *runScript(script: FoundScript, page: Source, element: Value): Steps<void> {
    yield* this.scopeCall('setScript', element);
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
        this.queueTask('DOM manipulation', 'error', null, () => this.scopeCall('elementEvent', element, 'error'));
      } else {
        const source = this.agent.addSource(new Source(path, text, 0, null, path));
        yield* this.guard(() => this.runClassic(source, path));
      }
    }
    yield* this.scopeCall('setScript', null);
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
          yield* self.scopeCall('elementEvent', element, 'error');
          return;
        }
        yield* self.guard(() => self.runClassic(self.agent.addSource(new Source(path, content, 0, null, path)), path));
        yield* self.scopeCall('elementEvent', element, 'load');
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

  /** Elements with an id or name can be reached as properties of the window. @spec html#named-access-on-the-window-object */
  private exposeNamedElements(): void {
    const named = createObject(this.realm.globalObject.proto);
    const methods: ExoticMethods = {
      getOwn: (_object, key) => {
        if (typeof key !== 'string' || this.scope === null || key.startsWith('_')) return undefined;
        return this.findNamed(key);
      },
    };
    named.exotic = methods;
    this.realm.globalObject.shape = this.realm.globalObject.shape.withProto(named);
  }

  private findNamed(name: string): ReturnType<NonNullable<ExoticMethods['getOwn']>> {
    const document = peek(this.scope!, 'document');
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
}
