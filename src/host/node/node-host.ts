import {
  type Agent,
  CallRequest,
  type Job,
  type JSObject,
  type ModuleRecord,
  type Steps,
  SyntheticModule,
  setHidden,
  Throw,
  type Value,
  WaitRequest,
  WEC,
} from '../../engine';
import type { Source } from '../../syntax';
import { HostAgent } from '../host-agent';
import type { Parcel, PortEnd } from '../message-port';
import type { JobFacts } from '../observe';
import type { Run } from '../run';
import { reportHead } from './error-report';
import { createNodeGlobals, type NodeGlobals } from './globals';
import { runMain } from './main-module';
import { NodeModules } from './modules';
import { RejectedPromises } from './rejected-promises';
import {
  BETWEEN_IMMEDIATES,
  IMMEDIATE,
  IMMEDIATE_WITH_ARGUMENTS,
  LIST_ON_TIMEOUT,
  MAIN_MODULE,
  MAIN_SCRIPT,
  QUEUED_MICROTASK,
  TIMER,
  TIMER_WITH_ARGUMENTS,
  WORKER_SCRIPT,
} from './stack-tails';
import { showEnded } from './timer-objects';
import { type NodeTimer, NodeTimers } from './timers';

/** Evaluates a module record that only stands for a file. */
function* nothing(): Steps<Value> {
  return undefined;
}

/** A callback of the poll, pending or close phase: an operation of the system that completes at a time. */
export interface Completion {
  readonly facts: JobFacts;
  readonly due: number;
  /** For files: how often the system still has to be asked. Each time is over at the next poll. */
  trips?: number;
  /** For messages: the number of the port. Ports take turns in the order they were made. */
  readonly port?: number;
  run(): Steps<Value>;
}

/** What a thread of worker_threads begins with. */
export interface ThreadSetup {
  readonly threadId: number;
  readonly entry: string;
  /** The program itself, for `eval`. */
  readonly text: string | null;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workerData: Parcel;
  readonly port: PortEnd;
  /** Earliest virtual time the thread's program starts. */
  readonly start: number;
  online(): void;
  /** Text for the parent's stdout or stderr. */
  write(level: 'log' | 'error', text: string): void;
  /** An error ends the thread; `head` is what a report of it begins with. */
  failed(error: Value, head: string): Steps<void>;
  exited(code: number): void;
}

/** A callback of process.nextTick. */
export interface Tick {
  readonly facts: JobFacts;
  readonly callback: JSObject;
  readonly args: Value[];
}

/** A callback of setImmediate. */
export interface Immediate {
  readonly facts: JobFacts | null;
  /** Null for a turn of the loop alone. */
  readonly callback: JSObject | null;
  readonly args: Value[];
  referenced: boolean;
  cleared: boolean;
  object: JSObject | null;
}

/** Virtual milliseconds it takes to ask the system for something of a file. */
const FILE_LATENCY = 0.05;
/** How often the system is asked to read a whole file: to open it, for its size, for what it holds, and to close it. */
const FILE_READ = 4;

const VERSION = '\n\nNode.js v20.20.2\n';

const ANOTHER_TURN: Immediate = {
  facts: null,
  callback: null,
  args: [],
  referenced: true,
  cleared: false,
  object: null,
};

/** Virtual milliseconds between the end of the main script and the loop's first turn. */
const LOOP_START = 1.2;

/** Node's event loop with its phases, and the queues between callbacks. */
export class NodeHost extends HostAgent {
  override readonly stackMessage = 'current';
  override readonly wording = 'V8 11';
  /** Node 24 adds to the intrinsics of Node 20 and changes none, so that programs for either find what they need. */
  override get library(): 'V8 13' {
    return 'V8 13';
  }

  readonly timers = new NodeTimers();
  readonly ticks: Tick[] = [];
  immediates: Immediate[] = [];
  readonly completions: Completion[] = [];
  readonly closing: Completion[] = [];
  readonly rejected: RejectedPromises;
  readonly modules: NodeModules;
  readonly globals: NodeGlobals;
  /** Operations and handles outside timers that keep the loop alive (ports, workers, servers). */
  handles = 0;
  /** Numbers of the next timer and of the next asynchronous resource. */
  nextTimerId = 1;
  nextAsyncId = 2;
  private inTicks = false;
  /** The streams of the process were opened, which Node finishes in a tick of its own. */
  private output: 'unopened' | 'opening' | 'open' = 'unopened';
  /** Node's own functions at the bottom of the stack. */
  private tail: readonly string[] = [];
  /** The main module finished evaluating; a process that ends before has an unsettled top-level await. */
  mainSettled = true;

  /** The main script runs, and nothing it left for later. */
  inMainScript = false;
  /** The main file is a module: its text came in the poll phase, so that the check phase is the next. */
  startsInPoll = false;

  /** This process or thread is over: nothing of it runs any more. */
  private over = false;
  private ownCode = 0;
  /** A thread's program has started. */
  begun = false;

  constructor(
    run: Run,
    readonly thread: ThreadSetup | null = null,
  ) {
    super(run, thread === null ? 'node' : 'worker', thread === null ? 'main thread' : `worker ${thread.threadId}`);
    this.rejected = new RejectedPromises(this);
    this.modules = new NodeModules(this);
    run.observer?.realmCreated(this.realm, 'global');
    this.globals = createNodeGlobals(this);
    this.start(this.loop());
  }

  /** libuv's clock: whole milliseconds. */
  get now(): number {
    return Math.floor(this.run.clock.now);
  }

  /** A thread of this process, with an agent of its own. */
  startThread(setup: ThreadSetup): NodeHost {
    return new NodeHost(this.run, setup);
  }

  get entry(): string {
    return this.thread?.entry ?? this.run.options.entry;
  }

  get halted(): boolean {
    return this.over || this.run.stopped;
  }

  /** Ends the process, or the thread alone. */
  halt(): void {
    if (this.over) return;
    this.over = true;
    if (this.thread === null) this.run.stopped = true;
    else {
      this.end('finished');
      this.thread.exited(this.code);
    }
  }

  get code(): number {
    return this.thread === null ? this.run.exitCode : this.ownCode;
  }

  set code(code: number) {
    if (this.thread === null) this.run.exitCode = code;
    else this.ownCode = code;
  }

  // The loop

  private *loop(): Steps<Value> {
    const { run } = this;
    const { observer } = run;
    const script = this.jobFacts('script', 'main module', null);
    while (this.thread !== null && run.clock.now < this.thread.start) yield new WaitRequest('idle');
    this.begun = true;
    this.thread?.online();
    observer?.phaseEntered('script');
    observer?.jobQueued(script);
    observer?.jobStarted(script);
    // What a program changes of the built-ins is not to reach the code that completes `process`.
    if (/\bprocess\b/.test(this.modules.textOf(this.entry) ?? '')) yield* this.modules.setUp();
    this.inMainScript = true;
    yield* this.within(this.thread === null ? MAIN_SCRIPT : WORKER_SCRIPT, () => runMain(this));
    this.inMainScript = false;
    this.finished(script);
    yield* this.drainTicks();
    // Whether a timer of 1 ms is due on the first turn depends on how fast the process got here.
    const tight = this.timers.nextExpiry() <= this.now + 1 && this.immediates.length > 0;
    if (!tight || run.choices.pick('first loop turn', ['timers are due', 'timers are not due yet']) === 0)
      run.clock.spend(LOOP_START);
    if (this.startsInPoll && !this.halted) {
      yield* this.runImmediates();
      yield* this.runClosing();
    }
    let first = true;
    for (;;) {
      while (!this.halted && this.alive) {
        if (first) {
          yield* this.runTimers();
          first = false;
        }
        yield* this.runCompletions('pending', () => false);
        yield* this.poll();
        yield* this.runImmediates();
        yield* this.runClosing();
        yield* this.runTimers();
      }
      if (this.halted) break;
      // 'beforeExit' may start something new.
      yield* this.guard(() => this.emitProcess('beforeExit', this.globals.exitCode() ?? this.code));
      yield* this.drainTicks();
      if (!this.alive || this.halted) break;
    }
    if (!this.halted) yield* this.exit();
    observer?.phaseEntered('ended');
    return undefined;
  }

  private get alive(): boolean {
    return (
      this.timers.alive ||
      this.handles > 0 ||
      this.completions.length > 0 ||
      this.closing.length > 0 ||
      this.immediates.some((i) => i.referenced && !i.cleared)
    );
  }

  private enter(phase: string): void {
    this.run.observer?.phaseEntered(phase);
  }

  private *runTimers(): Steps<void> {
    const { now } = this;
    if (this.timers.dueList(now) === null) return;
    this.enter('timers');
    let ran = false;
    for (let list = this.timers.dueList(now); list !== null && !this.halted; list = this.timers.dueList(now)) {
      for (;;) {
        const timer = this.timers.takeFrom(list, now);
        if (timer === null) break;
        // Where a callback threw, the next one runs before what it queued.
        if (ran) ran = !(yield* this.drainTicks(LIST_ON_TIMEOUT));
        if (this.halted) return;
        if (timer.destroyed) continue;
        ran = !(yield* this.runTimer(timer));
      }
    }
    yield* this.drainTicks();
  }

  /** True if the callback threw. */
  private *runTimer(timer: NodeTimer): Steps<boolean> {
    const { observer } = this.run;
    const start = this.now;
    // An interval goes on with what its last turn entered.
    this.agent.asyncContext = timer.asyncContext;
    const job = this.jobFacts('timers', timer.facts!.api, timer.callback);
    observer?.timerFired(timer.facts!);
    observer?.jobQueued(job);
    this.began(job);
    const tail = timer.args.length === 0 ? TIMER : TIMER_WITH_ARGUMENTS;
    const threw = yield* this.within(tail, () => this.invoke(timer.callback, timer.object ?? undefined, timer.args));
    timer.asyncContext = this.agent.asyncContext;
    this.finished(job);
    if (timer.repeat && !timer.destroyed) {
      timer.facts = this.timerFacts(timer.facts!.api, timer.callback, timer.delay, true);
      observer?.timerSet(timer.facts);
      this.timers.insert(timer, start);
    } else if (!timer.active && !timer.destroyed) {
      timer.destroyed = true;
      showEnded(timer);
    }
    return threw;
  }

  /** Runs what completed; waits, when nothing else is to do, for the next completion or timer. */
  private *poll(): Steps<void> {
    this.enter('poll');
    this.askFiles();
    yield* this.runCompletions('poll', () => true);
    while (!this.halted && this.immediates.length === 0 && this.closing.length === 0) {
      if (!this.alive) return;
      const due = Math.min(this.timers.nextExpiry(), this.nextCompletion());
      if (due <= this.run.clock.now) break;
      this.enter('idle');
      yield new WaitRequest('idle');
      this.enter('poll');
      const before = this.completions.length;
      yield* this.runCompletions('poll', () => true);
      if (this.timers.nextExpiry() <= this.now || this.completions.length !== before) break;
    }
  }

  /** What was asked of files is answered. */
  private askFiles(): void {
    const asked = this.completions.filter((c) => c.trips !== undefined && c.trips > 0);
    if (asked.length === 0) return;
    this.run.clock.spend(FILE_LATENCY);
    for (const c of asked) c.trips!--;
  }

  private nextCompletion(): number {
    let due = Number.POSITIVE_INFINITY;
    for (const c of this.completions) due = Math.min(due, c.trips === undefined ? c.due : 0);
    return due;
  }

  private *runCompletions(phase: string, takes: (c: Completion) => boolean): Steps<void> {
    const { now } = this.run.clock;
    // What completes while callbacks run waits for the next turn.
    const ready = this.completions
      .filter((c) => c.port === undefined && (c.trips === undefined ? c.due <= now : c.trips === 0) && takes(c))
      .sort((a, b) => a.due - b.due);
    for (const c of ready) yield* this.runCompletion(c);
    if (phase === 'pending') return;
    // A message for a port whose turn is still to come arrives in the same round; not one for a port whose message failed.
    const failed = new Set<number>();
    for (let port = 0; !this.halted; ) {
      let next: Completion | null = null;
      for (const c of this.completions)
        if (
          c.port !== undefined &&
          c.port >= port &&
          c.due <= now &&
          c.port < (next?.port ?? Number.POSITIVE_INFINITY) &&
          !failed.has(c.port)
        )
          next = c;
      if (next === null) return;
      port = next.port!;
      if (yield* this.runCompletion(next)) failed.add(port);
    }
  }

  /** True if it threw, or what it left to do at once. */
  private *runCompletion(completion: Completion): Steps<boolean> {
    if (this.halted) return false;
    this.completions.splice(this.completions.indexOf(completion), 1);
    this.run.observer?.jobQueued(completion.facts);
    this.began(completion.facts);
    const threw = yield* this.guard(() => completion.run());
    this.finished(completion.facts);
    return threw || (yield* this.drainTicks());
  }

  private *runImmediates(): Steps<void> {
    // What is left where a callback threw.
    yield* this.drainTicks();
    if (this.immediates.length === 0 || this.halted) return;
    this.enter('check');
    // Immediates set from here on belong to the next turn; but to this one if the last of it throws.
    let threw: boolean;
    do threw = yield* this.runBatch(this.immediates.splice(0));
    while (threw && !this.halted);
    yield* this.drainTicks();
  }

  /** True if the last callback threw. What was queued by one that threw waits until the next has run. */
  private *runBatch(batch: readonly Immediate[]): Steps<boolean> {
    let ran = false;
    let threw = false;
    for (const immediate of batch) {
      if (immediate.cleared) continue;
      if (ran) ran = !(yield* this.drainTicks(BETWEEN_IMMEDIATES));
      if (this.halted) return false;
      if (immediate.cleared) continue;
      const { facts, callback, args, object } = immediate;
      threw = false;
      if (callback !== null) {
        this.began(facts!);
        const tail = args.length === 0 ? IMMEDIATE : IMMEDIATE_WITH_ARGUMENTS;
        threw = yield* this.within(tail, () => this.invoke(callback, object ?? undefined, args));
        this.finished(facts!);
      }
      ran = !threw;
    }
    return threw;
  }

  private *runClosing(): Steps<void> {
    if (this.closing.length === 0) return;
    this.enter('close');
    for (const c of this.closing.splice(0)) {
      if (this.halted) return;
      this.began(c.facts);
      const threw = yield* this.guard(() => c.run());
      this.finished(c.facts);
      if (!threw) yield* this.drainTicks();
    }
  }

  /** Calls a guest function from the loop. */
  *invoke(fn: Value, thisValue: Value, args: Value[]): Steps<Value> {
    return yield new CallRequest(fn, thisValue, args, undefined);
  }

  /** The program prints for the first time: from then on a tick is due. */
  openOutput(): void {
    if (this.output === 'unopened') this.output = 'opening';
  }

  /** Calls what `queueMicrotask` was given. */
  *invokeQueued(callback: Value): Steps<Value> {
    const { tail } = this;
    this.tail = [...QUEUED_MICROTASK, ...tail];
    try {
      return yield* this.invoke(callback, undefined, []);
    } finally {
      this.tail = tail;
    }
  }

  /** Runs steps of the loader's, as stack traces show them. */
  *asMainModule<T>(steps: Steps<T>): Steps<T> {
    const { tail } = this;
    this.tail = MAIN_MODULE;
    try {
      return yield* steps;
    } finally {
      this.tail = tail;
    }
  }

  // Between callbacks

  /**
   * nextTick callbacks and microtasks until both queues are empty, then rejections nobody handled. `below` are Node's functions
   * that ask for it, where it is not asked for from outside JavaScript. True if a callback threw: then the rest waits.
   */
  *drainTicks(below: readonly string[] = []): Steps<boolean> {
    if (this.inTicks) return false;
    this.inTicks = true;
    const inner = below.length > 0;
    const process = inner ? 'processTicksAndRejections' : 'process.processTicksAndRejections';
    const queues = `node:internal/process/task_queues`;
    const ticking = inner ? [`runNextTicks (${queues}:64:3)`, ...below] : below;
    try {
      if (this.ticks.length === 0 && this.output !== 'opening') {
        this.tail = inner ? [`runNextTicks (${queues}:60:5)`, ...below] : below;
        yield* this.microtaskCheckpoint();
      }
      do {
        for (let tick = this.ticks.shift(); tick !== undefined; tick = this.ticks.shift()) {
          if (this.halted) return false;
          const { facts, callback, args } = tick;
          this.began(facts);
          const at = args.length === 0 ? '77:11' : `${80 + args.length}:21`;
          const threw = yield* this.within([`${process} (${queues}:${at})`, ...ticking], () =>
            this.invoke(callback, undefined, args),
          );
          this.finished(facts);
          if (threw) return true;
        }
        this.tail = [`${process} (${queues}:95:5)`, ...ticking];
        yield* this.microtaskCheckpoint();
      } while (!this.halted && (this.ticks.length > 0 || (yield* this.rejected.process())));
    } finally {
      this.inTicks = false;
      if (this.output === 'opening') this.output = 'open';
      this.tail = [];
    }
    return false;
  }

  private *microtaskCheckpoint(): Steps<void> {
    if (this.microtasks.length === 0) return;
    const { observer } = this.run;
    observer?.checkpointBegan();
    yield* this.runMicrotasks((error) => this.uncaught(error));
    this.agent.asyncContext = null;
    observer?.checkpointEnded();
  }

  /** A job runs from here on, in the async context it was queued in. */
  private began(facts: JobFacts): void {
    this.agent.asyncContext = facts.asyncContext;
    this.run.observer?.jobStarted(facts);
  }

  private finished(facts: JobFacts): void {
    this.agent.asyncContext = null;
    this.run.observer?.jobFinished(facts);
  }

  /** Runs `steps`; what it throws is an uncaught exception. True if something was thrown. */
  *guard(steps: () => Steps<unknown>): Steps<boolean> {
    try {
      yield* steps();
      return false;
    } catch (error) {
      yield* this.uncaught(error);
      return true;
    }
  }

  /** As `guard`, with Node's functions that call, as stack traces name them. */
  private *within(tail: readonly string[], steps: () => Steps<unknown>): Steps<boolean> {
    const { tail: before } = this;
    this.tail = tail;
    const threw = yield* this.guard(steps);
    this.tail = before;
    return threw;
  }

  // Errors and exit

  /** An exception nobody caught: listeners first, else the report and the end of the process. */
  *uncaught(error: unknown, origin = 'uncaughtException'): Steps<void> {
    if (!(error instanceof Throw)) throw error;
    const { value } = error;
    try {
      if (yield* this.globals.emitUncaught(value, origin)) {
        // Node makes sure of another turn, for what is left in the queues.
        this.immediates.push({ ...ANOTHER_TURN });
        return;
      }
    } catch (inner) {
      if (!(inner instanceof Throw)) throw inner;
      // A handler that throws ends the process with code 7.
      yield* this.fatal(inner.value, 7);
      return;
    }
    if (this.halted) return;
    yield* this.fatal(value, 1, origin);
  }

  *fatal(value: Value, code: number, origin = 'uncaughtException'): Steps<void> {
    const { run } = this;
    const head = reportHead(this, value, origin === 'unhandledRejection');
    const text = yield* this.globals.describeUncaught(value);
    run.observer?.errorReported('uncaught', value, `${text}${VERSION}`);
    if (this.thread === null) run.output.stderr(`${head}${text}${VERSION}`);
    else yield* this.thread.failed(value, origin === 'unhandledRejection' ? '' : head);
    this.code = code;
    if (code === 7) {
      // A handler that fails ends the process at once.
      this.halt();
      return;
    }
    this.globals.setExitCode(code);
    try {
      yield* this.emitProcess('exit', code);
    } catch (inner) {
      if (!(inner instanceof Throw)) throw inner;
      this.code = 7;
    }
    this.code = this.globals.exitCode() ?? this.code;
    this.halt();
  }

  /** The process ends by itself: 'exit' listeners run, then nothing more. */
  *exit(): Steps<void> {
    const { run } = this;
    // 13: a top-level await that nothing will ever settle.
    if (!this.mainSettled) run.output.stderr('Warning: Detected unsettled top-level await\n');
    const code = this.globals.exitCode() ?? this.code;
    if (!this.mainSettled && this.globals.exitCode() === null) this.globals.setExitCode(13);
    this.code = this.globals.exitCode() ?? this.code;
    try {
      setHidden(this.globals.process, '_exiting', true, WEC);
      yield* this.emitProcess('exit', code);
      // What the listeners left in the microtask queue still runs; ticks don't.
      yield* this.runMicrotasks((error) => this.thrownAtExit(error));
      this.code = this.globals.exitCode() ?? this.code;
    } catch (error) {
      yield* this.thrownAtExit(error);
    }
    this.halt();
  }

  private *thrownAtExit(error: unknown): Steps<void> {
    if (!(error instanceof Throw)) throw error;
    const { value } = error;
    if (yield* this.globals.emitUncaught(value, 'uncaughtException')) return;
    const head = reportHead(this, value, false);
    const text = yield* this.globals.describeUncaught(value);
    this.run.output.stderr(`${head}${text}${VERSION}`);
    if (this.globals.exitCode() === null) this.globals.setExitCode(1);
    this.code = this.globals.exitCode() ?? 1;
    this.halt();
  }

  *emitProcess(event: string, ...args: Value[]): Steps<Value> {
    return yield* this.globals.emit(event, args);
  }

  // Messages

  override queueMessage(api: string, run: () => Steps<unknown>, port = 0): void {
    if (this.halted) return;
    // A message comes from elsewhere: nothing of where this agent is goes along.
    const facts = { ...this.jobFacts('poll', api, null), asyncContext: null };
    const { now } = this.run.clock;
    this.completions.push({
      facts,
      due: now,
      port,
      *run() {
        yield* run();
        return undefined;
      },
    });
  }

  // Hooks

  protected hasWork(): boolean {
    const { now } = this.run.clock;
    if (this.thread !== null && !this.begun) return now >= this.thread.start;
    return this.timers.nextExpiry() <= now || this.nextCompletion() <= now || this.closing.length > 0;
  }

  nextDue(): number {
    const { thread } = this;
    if (thread !== null && !this.begun) return thread.start;
    return Math.min(this.timers.nextExpiry(), this.nextCompletion());
  }

  promiseRejectionTracker(_agent: Agent, promise: JSObject, operation: 'reject' | 'handle'): void {
    this.rejected.track(promise, operation);
  }

  *loadImportedModule(
    _agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
  ): Steps<ModuleRecord> {
    return yield* this.modules.load(referrer, specifier, attributes);
  }

  fetchImportedModule(_agent: Agent, referrer: ModuleRecord | null, specifier: string, rest: Job): boolean {
    const delay = this.modules.importDelay(referrer, specifier);
    if (delay === 'file') {
      const facts = this.jobFacts('poll', 'import()', null);
      this.completions.push({ facts, due: this.run.clock.now, trips: FILE_READ, run: () => rest.run() });
    } else this.runAfterMicrotasks(delay, rest);
    return true;
  }

  private runAfterMicrotasks(count: number, job: Job): void {
    const self = this;
    this.queueMicrotask('import()', null, job.promise, function* () {
      if (count === 1) yield* job.run();
      else self.runAfterMicrotasks(count - 1, job);
      return undefined;
    });
  }

  referrerOf(_agent: Agent, source: Source): ModuleRecord | null {
    return source.file === null ? null : new SyntheticModule(this.realm, source.file, [], nothing);
  }

  importMetaProperties(_agent: Agent, module: ModuleRecord, meta: JSObject): void {
    this.modules.importMeta(module, meta);
  }

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    const facts = this.jobFacts('poll', 'timeout', job.callback);
    this.completions.push({ facts, due: this.run.clock.now + milliseconds, run: () => job.run() });
  }

  override enqueueGenericJob(_agent: Agent, job: Job): void {
    const facts = this.jobFacts('poll', 'waitAsync', job.callback);
    this.completions.push({ facts, due: this.run.clock.now, run: () => job.run() });
  }

  override stackTraceTail(): readonly string[] {
    return this.tail;
  }

  /** Node's errors don't show who made them. */
  isLeftOutOfTraces(source: string): boolean {
    return source === 'node:internal/errors' || source === 'node:internal/fs-entries';
  }

  stackTraceOf(fn: JSObject): readonly string[] | null {
    return this.modules.commonJs.linesOf(fn);
  }
}
