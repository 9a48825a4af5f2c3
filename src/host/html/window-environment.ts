import {
  type Agent,
  accessor,
  createObject,
  createRealm,
  type ExoticMethods,
  isObject,
  type JSObject,
  method,
  Property,
  peek,
  type Realm,
  type Steps,
  setHidden,
  throwTypeError,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { Source } from '../../syntax';
import { pack, unpack } from '../message-port';
import { cloning } from '../web/binding';
import { DocumentLoader } from './document';
import { installBinding } from './environment-binding';
import { installGlobals } from './environment-globals';
import { attribute } from './form-properties';
import { HTML, NETWORK_LATENCY } from './page-facts';
import { ScriptEnvironment } from './script-environment';
import { UnmodelledNames } from './unmodelled';
import type { WindowHost } from './window-host';
import { startWorker } from './worker-host';

/** The realm of the program's code that runs. @spec html#concept-incumbent-everything */
function incumbent(agent: Agent): Realm | null {
  for (let frame = agent.frame; frame !== null; frame = frame.caller)
    if (frame.native === null && !frame.code.library) return frame.realm;
  return null;
}

/** The sizes of a page's view, and of that of a frame. */
const VIEWPORT = { width: 1280, height: 720 };
const FRAME_SIZE = { width: 300, height: 150 };

/** What a frame's window has around it. */
interface Embedding {
  readonly parent: WindowEnvironment;
  readonly element: JSObject;
}

/** A window with its document. @spec html#the-window-object */
export class WindowEnvironment extends ScriptEnvironment {
  readonly scopeName = 'Window';
  readonly document: DocumentLoader;
  href: string;
  private callbacks: { handle: number; callback: JSObject }[] = [];
  /** Callbacks of the frame being rendered, as far as they aren't cancelled. */
  private running: readonly { handle: number }[] = [];
  private nextFrameHandle = 1;
  /** Its libraries want a frame, and the frame that runs is for them. */
  private renders = false;
  private rendering = false;
  /** Its document is still the first, empty one. @spec html#is-initial-about:blank */
  private initial = true;

  constructor(
    override readonly loop: WindowHost,
    realm: Realm,
    file: string,
    private readonly embedding: Embedding | null,
  ) {
    super(loop, realm, file);
    this.href = embedding === null ? this.urlOf(file) : 'about:blank';
    this.document = new DocumentLoader(this);
    this.install();
  }

  private install(): void {
    const { realm, embedding } = this;
    const global = realm.globalObject;
    const self = this;
    const { binding } = installBinding(this);
    const bind = (name: string, body: Parameters<typeof method>[4]): void => {
      method(realm, binding, name, 1, body, HTML);
    };
    let top: WindowEnvironment = this;
    while (top.embedding !== null) top = top.embedding.parent;
    setHidden(binding, 'top', top.realm.globalThis, WEC);
    setHidden(binding, 'parent', (embedding?.parent ?? this).realm.globalThis, WEC);
    setHidden(binding, 'frameElement', embedding?.element ?? null, WEC);
    setHidden(binding, 'fallbackBase', embedding?.parent.href ?? this.href, WEC);
    bind('connected', function* (_agent, _this, [element]) {
      if (peek(element as JSObject, '_local') === 'iframe') yield* self.frameConnected(element as JSObject);
      else if (peek(element as JSObject, '_local') === 'script')
        yield* self.document.scriptConnected(element as JSObject);
      return undefined;
    });
    bind('evaluate', function* (_agent, _this, [text]) {
      yield* self.guard(() => self.runClassic(self.agent.addSource(new Source(self.href, text as string)), null));
      return undefined;
    });
    bind('delayLoad', (_agent, _this, [by]) => {
      this.document.delay(by === 1 ? 1 : -1);
      return undefined;
    });
    bind('whenIdle', (_agent, _this, [callback]) => {
      const facts = this.loop.jobFacts('idle', 'requestIdleCallback', callback as JSObject);
      this.loop.idle.push({ facts, run: () => this.guard(() => this.invoke(callback, undefined, [])) });
      return undefined;
    });
    bind('requestFrame', () => {
      this.renders = true;
      this.loop.requestFrame();
      return undefined;
    });
    const viewport = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(viewport, 'width', embedding === null ? VIEWPORT.width : FRAME_SIZE.width, WEC);
    setHidden(viewport, 'height', embedding === null ? VIEWPORT.height : FRAME_SIZE.height, WEC);
    setHidden(binding, 'viewport', viewport, WEC);
    bind('frameRemoved', (_agent, _this, [element]) => {
      this.loop.frames.get(element as JSObject)?.discard();
      return undefined;
    });
    bind('isDiscarded', () => this.ended);
    bind('frameChanged', (_agent, _this, [element]) => {
      this.loop.frames.get(element as JSObject)?.follow(element as JSObject);
      return undefined;
    });
    bind(
      'frameWindow',
      (_agent, _this, [element]) => this.loop.frames.get(element as JSObject)?.realm.globalThis ?? null,
    );
    bind('windowPost', function* (agent, _this, [message, transfer]) {
      const list = (transfer as JSObject).elements as JSObject[];
      const parcel = yield* cloning(self, (error) => pack(self, message, list, error), 'postMessage', 'Window');
      const source = incumbent(agent)?.globalThis ?? realm.globalThis;
      self.queueTask('posted message', 'postMessage', null, function* () {
        const { data, ports } = yield* unpack(self, parcel);
        yield* self.scopeCall('deliver', data, ports, source);
      });
      return undefined;
    });
    installGlobals(this);
    accessor(realm, global, 'length', () => this.frames.length, undefined, HTML);
    method(
      realm,
      global,
      'requestAnimationFrame',
      1,
      (agent, receiver, args) => {
        this.checkReceiver(agent, receiver);
        if (args.length === 0) throwTypeError(agent, tooFew('requestAnimationFrame'));
        const callback = args[0];
        if (!isObject(callback) || !callback.callable) {
          throwTypeError(
            agent,
            "Failed to execute 'requestAnimationFrame' on 'Window': parameter 1 is not of type 'Function'.",
          );
        }
        const handle = this.nextFrameHandle++;
        this.callbacks.push({ handle, callback });
        this.loop.requestFrame();
        return handle;
      },
      HTML,
    );
    method(
      realm,
      global,
      'cancelAnimationFrame',
      1,
      (agent, receiver, args) => {
        this.checkReceiver(agent, receiver);
        if (args.length === 0) throwTypeError(agent, tooFew('cancelAnimationFrame'));
        const handle = args[0];
        this.callbacks = this.callbacks.filter((f) => f.handle !== handle);
        this.running = this.running.filter((f) => f.handle !== handle);
        return undefined;
      },
      HTML,
    );
  }

  /** Its operations are called on a window, or on nothing. */
  private checkReceiver(agent: Agent, receiver: Value): void {
    if (receiver === undefined || receiver === null) return;
    if (!this.loop.environments.some((e) => e.realm.globalThis === receiver))
      throwTypeError(agent, 'Illegal invocation');
  }

  startWorker(options: JSObject, call: (name: string, ...args: Value[]) => Steps<Value>): JSObject {
    return startWorker(this, options, call);
  }

  /** Runs what the window is made of, before any script. */
  *begin(): Steps<void> {
    this.scope = yield* this.libraries!.load('window');
    this.exposeNamedElements();
  }

  override get baseUrl(): string {
    return this.href.startsWith('about:') && this.embedding !== null ? this.embedding.parent.baseUrl : this.href;
  }

  // Frames

  get frames(): WindowEnvironment[] {
    return [...this.loop.frames.values()].filter((frame) => frame.embedding?.parent === this);
  }

  /** @spec html#the-iframe-element (insertion) */
  private *frameConnected(element: JSObject): Steps<void> {
    const { loop } = this;
    if (loop.frames.has(element)) return;
    const realm = createRealm(this.agent);
    realm.name = 'iframe';
    this.agent.pristine.keep(Object.values(realm.intrinsics));
    this.run.observer?.realmCreated(realm, 'iframe');
    const frame = new WindowEnvironment(loop, realm, this.file, { parent: this, element });
    loop.environments.push(frame);
    loop.frames.set(element, frame);
    yield* frame.begin();
    yield* frame.scopeCall('applyLater', BLANK);
    yield* frame.scopeCall('setState', 'complete');
    if (!frame.follow(element)) yield* this.scopeCall('elementEvent', element, 'load');
  }

  /** Starts loading what a frame's attributes ask for; false when that is the empty document. */
  follow(element: JSObject): boolean {
    const srcdoc = attribute(element, 'srcdoc');
    const src = attribute(element, 'src');
    const sandbox = attribute(element, 'sandbox');
    const allowed = sandbox?.toLowerCase().split(/\s+/) ?? null;
    if (allowed !== null && !(allowed.includes('allow-scripts') && allowed.includes('allow-same-origin')))
      this.run.observer?.notModelled('a sandboxed iframe: it has the origin of its parent, and runs scripts');
    if (srcdoc !== null) this.navigate('about:srcdoc', () => srcdoc, null);
    else if (src === null || src === '' || src === 'about:blank') return false;
    else {
      const path = this.embedding!.parent.pathOf(src);
      if (path === null) {
        this.run.observer?.notModelled(`iframe with ${src}`);
        return false;
      }
      this.navigate(this.urlOf(path) + (/[?#].*$/.exec(src)?.[0] ?? ''), () => this.textOf(path) ?? '', path);
    }
    return true;
  }

  /** @spec html#navigate, as far as it concerns a frame's first document */
  private navigate(href: string, text: () => string, file: string | null): void {
    const { document } = this.embedding!.parent;
    if (!this.initial) this.run.observer?.notModelled('navigating a frame again: its window stays the same');
    this.initial = false;
    const self = this;
    document.delay(1);
    this.queueTask(
      'navigation and traversal',
      'iframe',
      null,
      function* () {
        self.href = href;
        if (file !== null) self.file = file;
        yield* self.scopeCall('renew', href);
        yield* self.document.loadPage(text(), file);
      },
      file === null ? 0 : NETWORK_LATENCY,
    );
  }

  /** The document has loaded: so has the frame it is in. @spec html#iframe-load-event-steps */
  *loaded(): Steps<void> {
    if (this.embedding === null) return;
    const { parent, element } = this.embedding;
    yield* parent.guard(() => parent.scopeCall('elementEvent', element, 'load'));
    parent.document.delay(-1);
  }

  /** The frame's element has left its document. */
  private discard(): void {
    for (const frame of this.frames) frame.discard();
    this.ended = true;
    this.callbacks = [];
    this.loop.frames.delete(this.embedding!.element);
    this.loop.environments.splice(this.loop.environments.indexOf(this), 1);
  }

  /**
   * Elements with an id or name can be reached as properties of the window, and behind them what is not modelled.
   * @spec html#named-access-on-the-window-object
   */
  private exposeNamedElements(): void {
    const named = createObject(this.realm.globalObject.proto);
    const unmodelled = new UnmodelledNames(this);
    const methods: ExoticMethods = {
      getOwn: (_object, key) => {
        if (typeof key === 'number' && key < this.frames.length) return holding(this.frames[key]!.realm.globalThis);
        if (typeof key !== 'string' || this.scope === null || key.startsWith('_')) return undefined;
        const found = this.findNamed(key);
        if (found !== undefined) return found;
        const value = unmodelled.valueOf(key);
        return value === undefined ? undefined : holding(value);
      },
    };
    named.exotic = methods;
    this.realm.globalObject.shape = this.realm.globalObject.shape.withProto(named);
  }

  private findNamed(name: string): Property | undefined {
    const document = peek(this.scope!, 'document');
    if (!isObject(document)) return undefined;
    const stack: JSObject[] = [document];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const id = attribute(node, 'id');
      const tag = peek(node, '_local');
      const matches =
        id === name ||
        (attribute(node, 'name') === name &&
          (tag === 'form' || tag === 'img' || tag === 'iframe' || tag === 'embed' || tag === 'object'));
      if (matches) return holding(this.loop.frames.get(node)?.realm.globalThis ?? node);
      const children = peek(node, '_children');
      if (isObject(children))
        for (let i = children.elements.length - 1; i >= 0; i--)
          if (isObject(children.elements[i])) stack.push(children.elements[i] as JSObject);
    }
    return undefined;
  }

  // Rendering

  get wantsFrame(): boolean {
    return this.renders || this.callbacks.length > 0;
  }

  /** What a frame begins with: scrolling, animations. @spec html#update-the-rendering */
  *beforeFrame(time: number): Steps<void> {
    this.rendering = this.renders;
    this.renders = false;
    if (this.rendering) yield* this.guard(() => this.scopeCall('beforeFrame', time));
  }

  /** What a frame ends with: the observers of sizes and places. */
  *afterFrame(time: number): Steps<void> {
    if (this.rendering || this.renders) {
      yield* this.guard(() => this.scopeCall('afterFrame', time));
      yield* this.loop.microtaskCheckpoint();
    }
  }

  /** @spec html#run-the-animation-frame-callbacks */
  *runAnimationFrames(time: number): Steps<void> {
    const { callbacks } = this;
    this.callbacks = [];
    this.running = callbacks;
    for (const { handle, callback } of callbacks) {
      // Cancelled by a callback of the same frame.
      if (!this.running.some((f) => f.handle === handle)) continue;
      yield* this.callBack(callback, undefined, [time]);
      yield* this.loop.microtaskCheckpoint();
    }
  }
}

const tooFew = (name: string): string =>
  `Failed to execute '${name}' on 'Window': 1 argument required, but only 0 present.`;

/** A property with this value. */
function holding(value: Value): Property {
  return new Property(value, WC);
}

/** What a document without text consists of, for the document's library. */
const BLANK = JSON.stringify([
  ['open', 'html', []],
  ['open', 'head', []],
  ['close'],
  ['open', 'body', []],
  ['close'],
  ['close'],
]);
