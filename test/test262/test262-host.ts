import {
  type Agent,
  CallRequest,
  type CompileOptions,
  compileModule,
  compileScript,
  createBufferObject,
  createObject,
  createRealm,
  errorThrow,
  evaluate,
  Frame,
  Get,
  instantiateGlobals,
  isObject,
  type Job,
  type JSObject,
  link,
  loadRequestedModules,
  type ModuleRecord,
  method,
  native,
  type Realm,
  RunRequest,
  SourceTextModule,
  type Steps,
  type StopReason,
  SyntheticModule,
  setHidden,
  Throw,
  ToNumber,
  ToString,
  throwProblem,
  throwTypeError,
  type Value,
  WaitRequest,
  WC,
} from '../../src/engine';
import { createDataBlock, detachDataBlock, Waiter } from '../../src/engine/builtins/data-block';
import { IS_HTML_DDA, peek } from '../../src/engine/values/object';
import { HostAgent } from '../../src/host/host-agent';
import type { Run } from '../../src/host/run';
import { parseProgram, Source } from '../../src/syntax';

/** What the agents of one test share. */
export interface Shared {
  readonly reports: string[];
  readonly printed: string[];
  readonly workers: WorkerAgent[];
}

/** Virtual milliseconds that using up a turn takes besides: an agent that spins waits for others. */
const SPINNING = 10;

interface Timeout {
  readonly due: number;
  run(): Steps<Value>;
}

/** An agent with the suite's host-defined functions, and an event loop of jobs and timeouts. */
abstract class Test262Agent extends HostAgent {
  readonly inbox: [Value, Value][] = [];
  receiver: Value = undefined;
  private readonly timeouts: Timeout[] = [];

  constructor(
    run: Run,
    protected readonly shared: Shared,
    title: string,
  ) {
    super(run, 'bare', title);
    this.define262(this.realm);
    this.start(this.loop());
  }

  protected abstract main(): Steps<void>;

  protected get compileOptions(): CompileOptions {
    const observed = this.run.observer !== null;
    return { observed, tailCalls: !observed };
  }

  get followsStandard(): boolean {
    return true;
  }

  private *loop(): Steps<Value> {
    const ignore = function* (error: unknown): Steps<void> {
      if (!(error instanceof Throw)) throw error;
    };
    yield* this.main();
    for (;;) {
      yield* this.runMicrotasks(ignore);
      if (this.finished()) {
        this.run.stopped = true;
        return undefined;
      }
      const due = this.nextDue();
      if (due <= this.run.clock.now) {
        const at = this.timeouts.findIndex((timeout) => timeout.due === due);
        yield* this.timeouts.splice(at, 1)[0]!.run();
      } else if (this.receiver !== undefined && this.inbox.length > 0) {
        yield new CallRequest(this.receiver, undefined, this.inbox.shift()!, undefined);
      } else yield new WaitRequest('idle');
    }
  }

  protected finished(): boolean {
    return false;
  }

  protected hasWork(): boolean {
    return (
      this.microtasks.length > 0 ||
      (this.receiver !== undefined && this.inbox.length > 0) ||
      this.nextDue() <= this.run.clock.now
    );
  }

  nextDue(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.timeouts.map(({ due }) => due));
  }

  override stopped(reason: StopReason): void {
    super.stopped(reason);
    if (reason === 'fuel') this.run.clock.spend(SPINNING);
  }

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    this.timeouts.push({ due: this.run.clock.now + milliseconds, run: () => job.run() });
  }

  promiseRejectionTracker(): void {}
  importMetaProperties(): void {}

  *loadImportedModule(
    agent: Agent,
    _referrer: ModuleRecord | null,
    specifier: string,
    _attributes: Map<string, string>,
  ): Steps<ModuleRecord> {
    throw errorThrow(agent, 'SyntaxError', `No module '${specifier}'`);
  }

  /** Runs a script in a realm; throws a SyntaxError there if it is none. */
  *runScript(realm: Realm, name: string, text: string): Steps<Value> {
    const { agent } = this;
    const source = agent.addSource(new Source(name, text, 0, null, name));
    const parsed = parseProgram(text, { type: 'script', followsStandard: true, importPhases: true });
    if ('problem' in parsed) throwProblem(agent, parsed.problem);
    const { code, declarations } = compileScript(source, parsed.program, this.compileOptions);
    instantiateGlobals(agent, realm, declarations);
    return yield new RunRequest(
      new Frame(code, code.template.slice(), realm.scriptScope, null, realm.globalThis, undefined, null, realm, null),
    );
  }

  /** Blocks the agent for some virtual time. */
  protected *sleep(agent: Agent, milliseconds: number): Steps<Value> {
    agent.blockedOn = new Waiter(agent, createDataBlock(0, undefined, true), 0, milliseconds, null);
    yield new WaitRequest('blocked');
    agent.blockedOn = null;
    return undefined;
  }

  /** `$262` and `print` of a realm. */
  protected define262(realm: Realm): JSObject {
    const { shared } = this;
    const self = this;
    const api = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(api, 'global', realm.globalObject, WC);
    const abstractModuleSource = (realm.intrinsics as { AbstractModuleSource?: JSObject }).AbstractModuleSource;
    if (abstractModuleSource !== undefined) setHidden(api, 'AbstractModuleSource', abstractModuleSource, WC);
    const htmlDDA = native(realm, '', 0, () => null);
    htmlDDA.flags |= IS_HTML_DDA;
    setHidden(api, 'IsHTMLDDA', htmlDDA, WC);
    method(realm, api, 'createRealm', 0, (agent) => this.define262(createRealm(agent)));
    method(realm, api, 'detachArrayBuffer', 1, (_agent, _this, [buffer]) => {
      detachDataBlock((buffer as JSObject).data);
      return null;
    });
    method(realm, api, 'evalScript', 1, function* (agent, _this, [text]): Steps<Value> {
      return yield* self.runScript(realm, '<evalScript>', yield* ToString(agent, text));
    });
    method(realm, realm.globalObject, 'print', 1, function* (agent, _this, [text]): Steps<Value> {
      shared.printed.push(yield* ToString(agent, text));
      return undefined;
    });
    method(realm, realm.globalObject, 'setTimeout', 2, function* (agent, _this, [callback, delay]): Steps<Value> {
      const milliseconds = Math.max(yield* ToNumber(agent, delay), 0) || 0;
      const run = function* (): Steps<Value> {
        return yield new CallRequest(callback, undefined, [], undefined);
      };
      self.timeouts.push({ due: self.run.clock.now + milliseconds, run });
      return undefined;
    });
    setHidden(api, 'agent', this.agentFunctions(realm), WC);
    setHidden(realm.globalObject, '$262', api, WC);
    return api;
  }

  private agentFunctions(realm: Realm): JSObject {
    const { shared, run } = this;
    const self = this;
    const api = createObject(realm.intrinsics.ObjectPrototype);
    method(realm, api, 'start', 1, function* (agent, _this, [text]): Steps<Value> {
      shared.workers.push(new WorkerAgent(run, shared, yield* ToString(agent, text)));
      return undefined;
    });
    method(realm, api, 'broadcast', 2, (_agent, _this, [buffer, number]) => {
      for (const worker of shared.workers) worker.receive(buffer as JSObject, number);
      return undefined;
    });
    method(realm, api, 'receiveBroadcast', 1, (_agent, _this, [receiver]) => {
      self.receiver = receiver;
      return undefined;
    });
    method(realm, api, 'report', 1, function* (agent, _this, [text]): Steps<Value> {
      shared.reports.push(yield* ToString(agent, text));
      return undefined;
    });
    method(realm, api, 'getReport', 0, () => shared.reports.shift() ?? null);
    method(realm, api, 'sleep', 1, function* (agent, _this, [milliseconds]): Steps<Value> {
      return yield* self.sleep(agent, yield* ToNumber(agent, milliseconds));
    });
    method(realm, api, 'leaving', 0, () => undefined);
    method(realm, api, 'monotonicNow', 0, () => run.clock.read());
    return api;
  }
}

/** An agent that `$262.agent.start` began. */
class WorkerAgent extends Test262Agent {
  constructor(
    run: Run,
    shared: Shared,
    private readonly text: string,
  ) {
    super(run, shared, 'worker');
  }

  protected *main(): Steps<void> {
    yield* this.runScript(this.realm, 'worker.js', this.text);
  }

  /** Puts a message where `receiveBroadcast` finds it: the same shared block, in an object of this agent's. */
  receive(buffer: JSObject, number: Value): void {
    this.inbox.push([createBufferObject(this.realm, buffer.data), number]);
  }
}

/** What a test's scripts and modules are, and how it ended. */
export interface Program {
  /** Path below the suite's `test` folder. */
  readonly path: string;
  readonly text: string;
  readonly kind: 'script' | 'module';
  /** Names and texts that run before it. */
  readonly harness: readonly (readonly [name: string, text: string])[];
  readonly isAsync: boolean;
  readonly canBlock: boolean;
  /** The text of a file beside the test; null if there is none. */
  read(path: string): Uint8Array | null;
}

/** An error a program ended with. */
export interface Failure {
  readonly phase: 'parse' | 'resolution' | 'runtime';
  /** Name of its constructor. */
  readonly type: string;
  readonly message: string;
}

/** The main agent of a test. */
export class MainAgent extends Test262Agent {
  failure: Failure | null = null;
  private phase: Failure['phase'] = 'runtime';
  private readonly modules = new Map<string, ModuleRecord>();

  constructor(
    run: Run,
    shared: Shared,
    private readonly program: Program,
  ) {
    super(run, shared, 'main');
    this.agent.canBlock = program.canBlock;
  }

  protected override finished(): boolean {
    return (
      this.shared.printed.some((text) => text.startsWith('Test262:')) || (!this.program.isAsync && !this.hasWork())
    );
  }

  protected *main(): Steps<void> {
    const { program, realm } = this;
    try {
      for (const [name, text] of program.harness) yield* this.runScript(realm, name, text);
      if (program.kind === 'module') yield* this.runModule();
      else yield* this.runTest();
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      this.failure = yield* this.describe(error.value);
    }
  }

  private *runTest(): Steps<void> {
    const { path, text } = this.program;
    this.phase = 'parse';
    const parsed = parseProgram(text, { type: 'script', followsStandard: true, importPhases: true });
    if ('problem' in parsed) throwProblem(this.agent, parsed.problem);
    this.phase = 'runtime';
    yield* this.runScript(this.realm, path, text);
  }

  private *runModule(): Steps<void> {
    const { agent } = this;
    this.phase = 'parse';
    const module = this.parseModule(this.program.path, this.program.text);
    this.modules.set(this.program.path, module);
    this.phase = 'resolution';
    yield* loadRequestedModules(agent, module);
    yield* link(agent, module);
    this.phase = 'runtime';
    const promise = yield* evaluate(agent, module);
    yield* this.runMicrotasks(function* () {});
    const { state, result } = promise.data;
    if (state === 'rejected') throw new Throw(result);
  }

  private parseModule(path: string, text: string): ModuleRecord {
    const { agent } = this;
    const source = agent.addSource(new Source(path, text, 0, null, path));
    const parsed = parseProgram(text, { type: 'module', importPhases: true });
    if ('problem' in parsed) throwProblem(agent, parsed.problem);
    return new SourceTextModule(this.realm, source, compileModule(source, parsed.program, this.compileOptions));
  }

  override *loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
  ): Steps<ModuleRecord> {
    if (specifier === '<module source>') return (this.sourceModule ??= this.makeSourceModule());
    const folder = (referrer?.name ?? this.program.path).replace(/[^/]*$/, '');
    const path = normalize(folder + specifier);
    const type = attributes.get('type') ?? '';
    const key = type === '' ? path : `${path} as ${type}`;
    let module = this.modules.get(key);
    if (module !== undefined) return module;
    const bytes = this.program.read(path);
    if (bytes === null) throwTypeError(agent, `No module '${path}'`);
    const text = new TextDecoder().decode(bytes);
    if (type === '') module = this.parseModule(path, text);
    else {
      const value =
        type === 'json' ? yield* this.parseJson(text) : type === 'bytes' ? yield* this.makeBytes(bytes) : text;
      module = new SyntheticModule(this.realm, path, ['default'], function* (self) {
        self.setExport('default', value);
        return undefined;
      });
    }
    this.modules.set(key, module);
    return module;
  }

  /** An array of bytes over a buffer that does not change. */
  private *makeBytes(bytes: Uint8Array): Steps<Value> {
    const { agent, realm } = this;
    const block = createDataBlock(bytes.length, undefined, false);
    new Uint8Array(block.buffer).set(bytes);
    const buffer = createBufferObject(realm, block);
    const freeze = yield* Get(agent, buffer, 'transferToImmutable');
    const immutable = yield new CallRequest(freeze, buffer, [], undefined);
    const Constructor = (yield* Get(agent, realm.globalObject, 'Uint8Array')) as JSObject;
    return yield new CallRequest(Constructor, undefined, [immutable], Constructor);
  }

  private sourceModule: ModuleRecord | null = null;

  /** What `import source` takes apart from files: a module that only has a source. */
  private makeSourceModule(): ModuleRecord {
    const { realm } = this;
    const module = new SyntheticModule(realm, '<module source>', [], function* () {
      return undefined;
    });
    module.moduleSource = createObject(peek(realm.intrinsics.AbstractModuleSource!, 'prototype') as JSObject);
    return module;
  }

  private *parseJson(text: string): Steps<Value> {
    const json = (yield* Get(this.agent, this.realm.globalObject, 'JSON')) as JSObject;
    return yield new CallRequest(yield* Get(this.agent, json, 'parse'), json, [text], undefined);
  }

  /** Names in an error's message. */
  private *describe(error: Value): Steps<Failure> {
    const { agent, phase } = this;
    try {
      if (!isObject(error)) return { phase, type: typeof error, message: `threw ${yield* ToString(agent, error)}` };
      const constructor = yield* Get(agent, error, 'constructor');
      const type = isObject(constructor) ? yield* ToString(agent, yield* Get(agent, constructor, 'name')) : 'none';
      return { phase, type, message: `${type}: ${yield* ToString(agent, yield* Get(agent, error, 'message'))}` };
    } catch (other) {
      if (!(other instanceof Throw)) throw other;
      return { phase, type: 'unknown', message: 'an error that cannot be described' };
    }
  }
}
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
