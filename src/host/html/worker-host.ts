import {
  CallRequest,
  createObject,
  type JSObject,
  method,
  peek,
  type Steps,
  setHidden,
  type Value,
  WaitRequest,
  WEC,
} from '../../engine';
import { Source } from '../../syntax';
import { endOf, type PortEnd, unpack } from '../message-port';
import { installBinding } from './environment-binding';
import { installGlobals } from './environment-globals';
import { HTML } from './page-facts';
import { ScriptEnvironment } from './script-environment';
import { ScriptHost } from './script-host';

/** Virtual milliseconds a worker takes to start. */
const START_LATENCY = 10;

/** What a worker begins with. */
interface WorkerSetup {
  /** Its script's URL, as it was asked for. */
  readonly url: string;
  /** The script itself, for blob and data URLs. */
  readonly text: string | null;
  readonly type: string;
  readonly name: string;
  readonly kind: 'dedicated' | 'shared';
  readonly port: PortEnd;
  readonly parent: ScriptEnvironment;
  readonly call: (name: string, ...args: Value[]) => Steps<Value>;
}

/** The global of a dedicated worker. @spec html#dedicatedworkerglobalscope */
class WorkerEnvironment extends ScriptEnvironment {
  readonly scopeName = 'WorkerGlobalScope';

  constructor(
    readonly host: WorkerHost,
    readonly setup: WorkerSetup,
  ) {
    super(host, host.realm, setup.parent.file);
    host.libraries = installBinding(this);
    const { binding } = host.libraries;
    setHidden(binding, 'workerName', setup.name, WEC);
    setHidden(binding, 'workerKind', setup.kind, WEC);
    setHidden(binding, 'workerType', setup.type, WEC);
    installGlobals(this);
    const bind = (name: string, body: Parameters<typeof method>[4]): void => {
      method(this.realm, binding, name, 1, body, HTML);
    };
    const self = this;
    bind('workerPost', function* (_agent, _this, [message, transfer]) {
      const own = createObject(null);
      own.data = { interface: 'MessagePort', end: setup.port };
      const post = peek(binding, 'portPost');
      return yield new CallRequest(post, undefined, [own, message, transfer, 'DedicatedWorkerGlobalScope'], undefined);
    });
    bind('closeWorker', () => {
      host.close();
      return undefined;
    });
    bind('importScript', function* (agent, _this, [url, given]) {
      const href = String(url as string);
      const path = typeof given === 'string' ? null : self.pathOf(href);
      const text = typeof given === 'string' ? given : path === null ? null : self.textOf(path);
      if (text === null) return false;
      yield* self.runClassic(agent.addSource(new Source(href, text, 0, null, path)), path);
      return true;
    });
  }

  get href(): string {
    return /^(blob|data):/.test(this.setup.url) ? this.setup.url : new URL(this.setup.url, this.setup.parent.href).href;
  }

  override get baseUrl(): string {
    return /^(blob|data):/.test(this.href) ? this.setup.parent.baseUrl : this.href;
  }

  /** Runs the worker's script; false when there is none. */
  *runScript(): Steps<boolean> {
    const { run, setup, host } = this;
    this.scope = yield* this.libraries!.load('worker-scope');
    const text = setup.text ?? this.textAt(setup.url);
    if (text === null) {
      setup.parent.queueMessage('error', () => setup.call('failed'));
      return false;
    }
    const path = setup.text === null ? this.pathOf(setup.url) : null;
    if (path !== null) this.file = path;
    const facts = host.jobFacts('script', 'worker', null);
    run.observer?.phaseEntered('tasks');
    run.observer?.jobQueued(facts);
    run.observer?.jobStarted(facts);
    const source = this.agent.addSource(new Source(this.href, text, 0, null, path));
    if (setup.type === 'module') yield* this.runModule(this.href, source);
    else yield* this.guard(() => this.runClassic(source, path));
    run.observer?.jobFinished(facts);
    yield* host.microtaskCheckpoint();
    // Messages are heard once the script has run.
    if (setup.kind === 'shared') {
      this.ready = true;
      for (const port of this.waiting.splice(0)) yield* this.connectNow(port);
      return true;
    }
    const { ports } = yield* unpack(this, { value: undefined, ports: [setup.port] });
    yield* this.scopeCall('listen', ports.elements[0]);
    return true;
  }

  /** Ports of those who asked for a shared worker before its script had run. */
  private readonly waiting: PortEnd[] = [];
  private ready = false;

  /** Another SharedWorker object wants to talk. @spec html#shared-workers-and-the-sharedworker-interface */
  connect(port: PortEnd): void {
    port.object = null;
    port.host = this;
    if (this.ready) this.queueTask('DOM manipulation', 'connect', null, () => this.connectNow(port));
    else this.waiting.push(port);
  }

  private *connectNow(port: PortEnd): Steps<void> {
    const { ports } = yield* unpack(this, { value: undefined, ports: [port] });
    yield* this.scopeCall('connect', ports.elements[0]);
  }

  /** An error nobody in the worker handled is its Worker object's, then the parent's. */
  protected override *unhandled(text: string, file: string, line: number, column: number): Steps<void> {
    const { parent, call } = this.setup;
    parent.queueMessage('error', function* () {
      const handled = yield* call('error', text, file, line, column);
      if (handled !== true) yield* parent.reportText(text, file, line, column);
    });
  }

  startWorker(options: JSObject, call: (name: string, ...args: Value[]) => Steps<Value>): JSObject {
    return startWorker(this, options, call);
  }
}

/** A dedicated worker's agent. @spec html#run-a-worker */
export class WorkerHost extends ScriptHost {
  private readonly begin: number;
  private begun = false;
  readonly environment: WorkerEnvironment;

  constructor(setup: WorkerSetup) {
    const { run } = setup.parent;
    super(run, 'worker', setup.name === '' ? 'worker' : `worker ${setup.name}`);
    run.observer?.realmCreated(this.realm, 'global');
    this.realm.name = 'worker';
    this.begin = run.clock.now + START_LATENCY;
    // Only its end or its parent's ends a worker.
    this.pending = 1;
    this.environment = new WorkerEnvironment(this, setup);
    this.environments.push(this.environment);
    this.start(this.loop());
  }

  private *loop(): Steps<Value> {
    while (this.run.clock.now < this.begin) yield new WaitRequest('idle');
    this.begun = true;
    if (!(yield* this.environment.runScript())) return undefined;
    const result = yield* this.processTasks();
    this.end('finished');
    return result;
  }

  close(): void {
    this.closing = true;
    this.tasks.length = 0;
  }

  terminate(): void {
    this.end('terminated');
  }

  protected wantsFrame(): boolean {
    return false;
  }

  protected *render(): Steps<void> {}

  protected override hasWork(): boolean {
    return this.begun ? super.hasWork() : this.run.clock.now >= this.begin;
  }

  override nextDue(): number {
    return this.begun ? super.nextDue() : this.begin;
  }
}

declare const URL: new (url: string, base?: string) => { readonly href: string };

/** Starts a worker for the script a Worker object names. */
export function startWorker(
  parent: ScriptEnvironment,
  options: JSObject,
  call: (name: string, ...args: Value[]) => Steps<Value>,
): JSObject {
  const get = (name: string): Value => peek(options, name);
  const port = endOf(get('port'))!;
  port.object = null;
  // A worker and its object send each message as a task of its own.
  if (get('kind') === 'dedicated') port.pipe = port.other!.pipe = false;
  parent.loop.pending++;
  const text = get('text');
  const worker = new WorkerHost({
    url: String(get('url') as string),
    text: typeof text === 'string' ? text : null,
    type: String(get('type') as string),
    name: String(get('name') as string),
    kind: get('kind') === 'shared' ? 'shared' : 'dedicated',
    port,
    parent,
    call,
  });
  port.host = worker.environment;
  const handle = createObject(parent.realm.intrinsics.ObjectPrototype);
  method(
    parent.realm,
    handle,
    'terminate',
    0,
    () => {
      worker.terminate();
      return undefined;
    },
    HTML,
  );
  method(
    parent.realm,
    handle,
    'connect',
    1,
    (_agent, _this, [other]) => {
      worker.environment.connect(endOf(other)!);
      return undefined;
    },
    HTML,
  );
  return handle;
}
