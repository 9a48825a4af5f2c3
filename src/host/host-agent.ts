import {
  Agent,
  createRealm,
  describeValue,
  expireWait,
  type HostHooks,
  type Job,
  type JSObject,
  LimitReached,
  type ModuleRecord,
  PromiseReactionJob,
  type Realm,
  type Steps,
  type StopReason,
  startAgent,
  Throw,
  type Value,
} from '../engine';
import type { GuestLibraries } from './guest-library';
import { callLibrary } from './message-port';
import type { JobFacts, TimerFacts } from './observe';
import type { Run } from './run';
import { installTemporal } from './temporal/temporal';

/** A microtask in the queue: what the observers know of it, and what it does. */
export interface Microtask {
  readonly facts: JobFacts;
  run(): Steps<Value>;
}

/** What a job was made by, in the words a person knows. */
function apiOf(job: Job): string {
  switch (job.kind) {
    case 'AwaitContinue':
      return 'await';
    case 'PromiseReaction':
      return 'then';
    case 'PromiseResolveThenable':
      return 'thenable';
    default:
      return job.kind;
  }
}

/** What no step of an event loop caught ends the run, with its words, instead of being lost. */
function* endingInWords(loop: Steps<Value>): Steps<Value> {
  try {
    return yield* loop;
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    throw new LimitReached('loop', `the event loop met ${describeValue(error.value)}`);
  }
}

/** An agent with its host: the engine's hooks, a realm, and an event loop at the base of its stack. */
export abstract class HostAgent implements HostHooks {
  readonly agent: Agent;
  readonly realm: Realm;
  readonly microtasks: Microtask[] = [];
  ended = false;
  /** The machine gave control back because this agent waits. */
  protected waiting: StopReason = 'fuel';
  /** Virtual time at which a blocked agent gives up waiting. */
  private deadline = Number.POSITIVE_INFINITY;
  readonly timeZoneName: string;
  readonly locale: string;
  readonly stackMessage: 'captured' | 'current' = 'captured';
  readonly wording: 'V8 11' | 'V8 13' = 'V8 13';

  constructor(
    readonly run: Run,
    readonly kind: string,
    readonly title: string,
  ) {
    const { options } = run;
    this.timeZoneName = options.timeZone;
    this.locale = options.locale;
    this.agent = new Agent(run.agentId(), title, this, {
      stackDepth: options.limits.stackDepth,
      stringLength: options.limits.stringLength,
      heapBytes: options.limits.heapBytes,
    });
    this.agent.sources = run.sources;
    this.agent.observer = run.observer;
    run.observer?.agentCreated(this.agent, kind, title);
    this.realm = createRealm(this.agent);
  }

  /** Begins the agent's event loop. */
  protected start(loop: Steps<Value>): void {
    this.agent.pristine.keep(Object.values(this.realm.intrinsics));
    startAgent(this.agent, this.realm, endingInWords(loop));
    this.run.add(this);
  }

  /** Whether the agent can run now. */
  ready(): boolean {
    if (this.waiting !== 'blocked') return this.waiting === 'fuel' || this.hasWork();
    if (this.run.clock.now >= this.deadline) expireWait(this.agent);
    return this.agent.blockedOn?.result !== null;
  }

  /** Virtual time of the next moment the agent can go on by itself; infinity if never. */
  nextWake(): number {
    return this.waiting === 'blocked' ? this.deadline : this.nextDue();
  }

  /** Whether an idle loop would find something to do at the current time. */
  protected abstract hasWork(): boolean;

  /** Virtual time of the next moment an idle loop has something to do; infinity if never. */
  abstract nextDue(): number;

  /** The machine stopped running this agent. */
  stopped(reason: StopReason): void {
    this.waiting = reason;
    if (reason === 'blocked') this.deadline = this.run.clock.now + (this.agent.blockedOn?.timeout ?? 0);
    if (reason === 'done') this.end('finished');
  }

  protected end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    this.run.observer?.agentEnded(this.agent, reason);
  }

  // Microtasks

  queueMicrotask(
    api: string,
    callback: JSObject | null,
    promise: JSObject | null,
    run: () => Steps<Value>,
    context = 0,
    asyncContext = this.agent.asyncContext,
  ): void {
    const facts: JobFacts = {
      id: this.run.jobId(),
      kind: 'microtask',
      source: 'microtask',
      api,
      callback,
      promise,
      context,
      asyncContext,
    };
    this.microtasks.push({ facts, run });
    this.run.observer?.jobQueued(facts);
  }

  enqueuePromiseJob(_agent: Agent, job: Job): void {
    if (!(job instanceof PromiseReactionJob)) {
      this.queueMicrotask(apiOf(job), job.callback, job.promise, () => job.run());
      return;
    }
    const { handler, asyncContext } = job.reaction;
    const context = typeof handler === 'object' && 'registers' in handler ? handler.id : 0;
    this.queueMicrotask(apiOf(job), job.callback, job.promise, () => job.run(), context, asyncContext);
  }

  /** Runs microtasks until none is left. `report` gets what a microtask throws. */
  protected *runMicrotasks(report: (error: unknown) => Steps<void>): Steps<void> {
    const { observer } = this.run;
    let count = 0;
    for (;;) {
      const microtask = this.microtasks.shift();
      if (microtask === undefined) return;
      if (++count > this.run.options.limits.microtasks) this.run.starving(count);
      observer?.jobStarted(microtask.facts);
      this.agent.asyncContext = microtask.facts.asyncContext;
      try {
        yield* microtask.run();
      } catch (error) {
        yield* report(error);
      }
      observer?.jobFinished(microtask.facts);
      if (this.run.stopped) return;
    }
  }

  jobFacts(source: string, api: string, callback: JSObject | null, kind: JobFacts['kind'] = 'task'): JobFacts {
    const { asyncContext } = this.agent;
    return { id: this.run.jobId(), kind, source, api, callback, promise: null, context: 0, asyncContext };
  }

  timerFacts(api: string, callback: JSObject | null, delay: number, repeat: boolean): TimerFacts {
    return { id: this.run.timerId(), api, callback, delay, due: this.run.clock.now + delay, repeat };
  }

  // Messages

  /** The realm's web libraries; set when they are installed. */
  libraries: GuestLibraries | null = null;

  /** Queues what a message from outside does; hosts without messages drop it. */
  queueMessage(_api: string, _run: () => Steps<unknown>, _port?: number): void {}

  /** Calls a function of the messaging library. */
  *portCall(name: string, ...args: Value[]): Steps<Value> {
    return yield* callLibrary(yield* this.libraries!.load('messaging'), name, args);
  }

  // Other hooks

  get library(): 'V8 13' | 'V8 15' | undefined {
    return undefined;
  }

  get proposals(): boolean {
    return this.kind === 'bare';
  }

  abstract promiseRejectionTracker(agent: Agent, promise: JSObject, operation: 'reject' | 'handle'): void;
  abstract loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
    dynamic: boolean,
  ): Steps<ModuleRecord>;
  abstract importMetaProperties(agent: Agent, module: ModuleRecord, meta: JSObject): void;

  realmCreated(realm: Realm): void {
    if (this.library !== 'V8 13') installTemporal(realm);
  }

  initializeShadowRealm(_agent: Agent, realm: Realm): void {
    realm.name = 'ShadowRealm';
    this.run.observer?.realmCreated(realm, realm.name);
  }

  ensureCanCompileStrings(): void {}

  enqueueFinalizationRegistryCleanupJob(): void {}

  enqueueGenericJob(_agent: Agent, job: Job): void {
    this.queueMicrotask(apiOf(job), job.callback, job.promise, () => job.run());
  }

  abstract enqueueTimeoutJob(agent: Agent, job: Job, milliseconds: number): void;

  currentTime(): number {
    return this.run.clock.readWall();
  }

  random(): number {
    return this.run.random.next();
  }

  timeZoneOffset(): number {
    return 0;
  }

  operationBegins(agent: Agent): void {
    this.run.output.operationBegins?.(agent);
  }

  operationEnded(): void {
    this.run.output.operationEnded?.();
  }

  notModelled(_agent: Agent, what: string): void {
    this.run.observer?.notModelled(what);
  }

  stackTraceTail(): readonly string[] {
    return [];
  }
}
