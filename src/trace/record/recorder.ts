import type {
  Agent,
  Closure,
  Environment,
  Frame,
  JSObject,
  NativeFunction,
  Realm,
  ScopeInfo,
  SuspendReason,
  Value,
} from '../../engine';
import type { ConsoleLevel, JobFacts, RunObserver, TimerFacts } from '../../host';
import { KIND_NUMBER, type StepKind, type TraceData, type TraceMeta } from '../format';
import { HeapRecorder, type ObjectFacts } from './heap';
import { Tables } from './tables';

/** Context flags. */
export const FLAG_ASYNC = 1;
export const FLAG_GENERATOR = 2;

/** What the recorder needs from whoever starts the run. */
export interface RecorderOptions {
  /** Steps after which recording stops by throwing what `limit` makes. */
  readonly maxSteps: number;
  limit(steps: number): unknown;
  /** Called now and then with the number of steps so far; may throw to cancel. */
  progress?(steps: number): void;
  readonly facts: ObjectFacts;
  /** Virtual milliseconds since the run began. */
  now(): number;
}

/** Turns the observers' calls into columns. */
export class Recorder implements RunObserver {
  private readonly tables = new Tables();
  private readonly heap: HeapRecorder;
  private readonly scopes = new Map<ScopeInfo, number>();
  private readonly realms = new Map<Realm, number>();
  private readonly agents = new Map<number, number>();
  private readonly jobRows = new Map<number, number>();
  private readonly timerRows = new Map<number, number>();
  private readonly settledAt = new Map<JSObject, number>();
  private agent = 0;
  /** Running context by agent, as a stack of numbers would be wrong across suspensions: the frame itself. */
  private frame: Frame | null = null;
  private place = 0;
  private lastTimer = 0;
  private readonly bindingWrite = new Map<number, number>();

  constructor(private readonly options: RecorderOptions) {
    this.heap = new HeapRecorder(
      this.tables,
      options.facts,
      () => this.steps,
      (closure) => (closure.env === null ? 0 : this.environment(closure.env)),
      (closure) => this.codePlace(closure),
      (realm) => this.realms.get(realm) ?? 0,
    );
    this.step('start', null, 0, 0, 0);
  }

  /** Steps recorded so far; the number of the next one. */
  get steps(): number {
    return this.tables.columns.stepKind.length;
  }

  private step(kind: StepKind, frame: Frame | null, place: number, subject: number, value: number, cause = 0): number {
    const { columns } = this.tables;
    const number = columns.stepKind.push(KIND_NUMBER[kind]);
    columns.stepAgent.push(this.agent);
    const visible = frame === null ? null : this.visible(frame);
    columns.stepContext.push(visible === null ? 0 : visible.id);
    columns.stepPlace.push(place);
    columns.stepEnvironment.push(
      visible === null || visible.code.source.provider !== null ? 0 : this.environmentOf(visible),
    );
    columns.stepTime.push(Math.round(this.options.now() * 1000));
    columns.stepCause.push(cause);
    columns.stepSubject.push(subject);
    columns.stepValue.push(value);
    if ((number & 0xff) === 0xff) this.options.progress?.(number + 1);
    if (number + 1 >= this.options.maxSteps) throw this.options.limit(number + 1);
    return number;
  }

  /** The running environment of a frame; at the top level of scripts that is the realm's script scope. */
  private environmentOf(frame: Frame): number {
    if (frame.env !== null) return this.environment(frame.env);
    const { scriptScope } = frame.realm;
    return frame.native !== null || scriptScope.values.length === 0 ? 0 : this.environment(scriptScope);
  }

  /** The nearest frame at or below `frame` that is part of the picture. */
  private visible(frame: Frame | null): Frame | null {
    while (frame !== null && frame.id === 0) frame = frame.caller;
    return frame;
  }

  private placeOfFrame(frame: Frame): number {
    for (let f: Frame | null = frame; f !== null; f = f.caller) {
      if (f.native !== null || f.code.source.provider !== null) continue;
      const row = f.code.positionRow(f.pc);
      if (row < 0) continue;
      return this.tables.place(f.code.source.id, f.code.positions[row + 1]!, f.code.positions[row + 2]!);
    }
    return 0;
  }

  private codePlace(closure: Closure): number {
    const { code } = closure;
    if (code.node === null || code.source.provider !== null) return 0;
    return this.tables.place(code.source.id, code.node.start, code.node.end);
  }

  private functionPlace(fn: JSObject | null): number {
    if (fn === null) return 0;
    const data = fn.data as Closure | { target?: JSObject } | null;
    if (data !== null && 'code' in data) return this.codePlace(data);
    if (data !== null && 'target' in data && data.target) return this.functionPlace(data.target);
    return 0;
  }

  private functionTitle(fn: JSObject | null): string {
    if (fn === null) return '';
    return this.options.facts.titleOf(fn).replace(/^ƒ /, '');
  }

  // Environments

  private scope(info: ScopeInfo, source: number): number {
    let number = this.scopes.get(info);
    if (number === undefined) {
      const { columns } = this.tables;
      number = columns.scopeKind.push(this.tables.text(info.kind)) + 1;
      this.scopes.set(info, number);
      columns.scopeTitle.push(this.tables.text(info.name));
      columns.scopePlace.push(source < 0 ? 0 : this.tables.place(source, info.start, info.end));
    }
    return number;
  }

  private environment(env: Environment): number {
    if (env.id > 0) return env.id;
    const { columns } = this.tables;
    // What has no outer record lies in the script scope, unless it is one or belongs to a module.
    const script = this.frame?.realm.scriptScope;
    const top =
      env.outer === null &&
      env.info.kind !== 'module' &&
      script !== undefined &&
      script !== env &&
      script.values.length > 0;
    const outer = env.outer !== null ? this.environment(env.outer) : top ? this.environment(script) : 0;
    const source = this.frame?.code.source.provider === null ? this.frame.code.source.id : -1;
    const scope = this.scope(env.info, source);
    env.id = columns.environmentScope.push(scope) + 1;
    columns.environmentOuter.push(outer);
    columns.environmentCreated.push(this.steps);
    columns.environmentObject.push(0);
    if (env.object !== null) columns.environmentObject.set(env.id - 1, this.heap.object(env.object));
    for (let slot = 0; slot < env.values.length; slot++) {
      if (!(env.info.flags[slot]! & 8)) this.binding(env, slot, env.values[slot]);
    }
    return env.id;
  }

  private nameRow(env: Environment, slot: number): void {
    // Script scopes grow; names are listed by scope, in order of slot.
    const known = this.namesListed.get(env.info) ?? 0;
    if (slot < known) return;
    const { columns } = this.tables;
    const scope = this.scopes.get(env.info)!;
    for (let i = known; i <= slot; i++) {
      columns.nameScope.push(scope);
      columns.nameText.push(this.tables.text(env.info.names[i]!));
      columns.nameFlags.push(env.info.flags[i]!);
    }
    this.namesListed.set(env.info, slot + 1);
  }
  private readonly namesListed = new Map<ScopeInfo, number>();

  private binding(env: Environment, slot: number, value: Value): void {
    this.nameRow(env, slot);
    const { columns } = this.tables;
    const number = this.heap.value(value);
    const key = env.id * 4096 + slot;
    const last = this.bindingWrite.get(key);
    if (last !== undefined) {
      if (columns.bindingStep.get(last) === this.steps) {
        columns.bindingValue.set(last, number);
        return;
      }
      if (columns.bindingValue.get(last) === number) return;
    }
    columns.bindingEnvironment.push(env.id);
    columns.bindingSlot.push(slot);
    columns.bindingStep.push(this.steps);
    this.bindingWrite.set(key, columns.bindingValue.push(number));
  }

  bindingWritten(env: Environment, slot: number, value: Value): void {
    if (env.info.flags[slot]! & 8) return;
    if (env.id === 0) this.environment(env);
    this.binding(env, slot, value);
  }

  environmentChanged(frame: Frame): void {
    this.frame = frame;
  }

  globalWritten(): void {}

  // Contexts

  private context(frame: Frame, kind: string, title: string, place: number, provider: string, flags: number): number {
    const { columns } = this.tables;
    const id = columns.contextKind.push(this.tables.text(kind)) + 1;
    columns.contextTitle.push(this.tables.text(title));
    columns.contextPlace.push(place);
    columns.contextProvider.push(this.tables.text(provider));
    columns.contextFlags.push(flags);
    columns.contextRealm.push(this.realms.get(frame.realm) ?? 0);
    columns.contextThis.push(this.heap.value(frame.thisValue));
    columns.contextNewTarget.push(frame.newTarget === undefined ? 0 : this.heap.value(frame.newTarget));
    columns.contextFunction.push(frame.fn === null ? 0 : this.heap.object(frame.fn));
    columns.contextPushed.push(this.steps);
    columns.contextAgent.push(this.agent);
    return id;
  }

  private link(context: number, caller: number, object: number): void {
    const { columns } = this.tables;
    columns.linkContext.push(context);
    columns.linkStep.push(this.steps);
    columns.linkCaller.push(caller);
    columns.linkObject.push(object);
  }

  /**
   * Whether a frame stays out of the picture: library code that runs for itself. What the program calls in a library shows
   * once; what that calls in turn shows only where it's the program's code again.
   */
  private hidden(frame: Frame): boolean {
    const own = frame.native === null && frame.code.source.provider === null;
    if (own) return false;
    if (frame.native !== null && frame.fn === null) return true;
    for (let below = frame.caller; below !== null; below = below.caller) {
      if (below.internal) continue;
      // Called by the program, or by a built-in that the program called.
      return below.code.source.provider !== null || (below.native !== null && below.id === 0);
    }
    // Called by the event loop: a built-in as a callback shows, library code doesn't.
    return frame.native === null || !this.programStarted;
  }

  /** The program's own code has begun; before that, hosts set themselves up. */
  private programStarted = false;

  contextPushed(frame: Frame): void {
    if (this.hidden(frame)) return;
    this.frame = frame;
    const { code, fn } = frame;
    if (frame.native === null && code.source.provider === null) this.programStarted = true;
    const builtin = frame.native !== null || code.source.provider !== null;
    const provider = frame.native !== null ? (fn!.data as NativeFunction).provider : (code.source.provider ?? '');
    const kind = builtin
      ? 'builtin'
      : code.kind === 'script' || code.kind === 'module' || code.kind === 'eval'
        ? code.kind
        : 'function';
    const title =
      kind === 'script' || kind === 'module' ? code.source.name : kind === 'eval' ? 'eval' : this.functionTitle(fn);
    const place = builtin
      ? frame.caller === null
        ? 0
        : this.placeOfFrame(frame.caller)
      : code.node === null
        ? 0
        : this.tables.place(code.source.id, code.node.start, headEnd(code.node));
    const flags = (code.async ? FLAG_ASYNC : 0) | (code.generator ? FLAG_GENERATOR : 0);
    frame.id = this.context(frame, kind, title, place, provider, flags);
    const { columns } = this.tables;
    const args =
      frame.args ??
      (frame.native === null && !builtin ? frame.registers.slice(0, Math.min(code.parameterCount, 8)) : []);
    for (const a of args.slice(0, 8)) {
      columns.argumentContext.push(frame.id);
      columns.argumentValue.push(this.heap.value(a));
    }
    const caller = this.visible(frame.caller);
    this.link(frame.id, caller === null ? 0 : caller.id, 0);
    this.step('call', frame, place, frame.id, 0);
  }

  contextReturned(frame: Frame, value: Value): void {
    if (frame.id === 0) return;
    this.frame = frame;
    const number = this.heap.value(value);
    const place = this.placeOfFrame(frame);
    // The step shows the context for the last time; it's gone from the next step on.
    this.step('return', frame, place, frame.id, number);
    this.link(frame.id, -2, 0);
    this.frame = frame.caller;
  }

  contextUnwound(frame: Frame, value: Value): void {
    if (frame.id === 0) return;
    this.step('unwind', frame, this.placeOfFrame(frame), frame.id, this.heap.value(value));
    this.link(frame.id, -2, 0);
    this.frame = frame.caller;
  }

  contextSuspended(frame: Frame, reason: SuspendReason, value: Value): void {
    if (frame.id === 0) return;
    const number = this.heap.value(value);
    const object =
      typeof value === 'object' && value !== null && 'shape' in value && reason === 'await'
        ? this.heap.object(value)
        : 0;
    this.step(
      reason === 'await' ? 'await' : reason === 'yield' ? 'yield' : 'generator-created',
      frame,
      this.placeOfFrame(frame),
      frame.id,
      number,
    );
    this.link(frame.id, -1, reason === 'await' ? object : reason === 'yield' ? -1 : -2);
    this.frame = frame.caller;
  }

  contextResumed(frame: Frame, value: Value): void {
    if (frame.id === 0) {
      // A generator that was made before recording saw it: show it from here.
      this.contextPushed(frame);
      return;
    }
    this.frame = frame;
    const caller = this.visible(frame.caller);
    this.link(frame.id, caller === null ? 0 : caller.id, 0);
    this.step('resume', frame, this.placeOfFrame(frame), frame.id, this.heap.value(value));
  }

  positionReached(frame: Frame, start: number, end: number): void {
    if (frame.id === 0) return;
    this.frame = frame;
    this.place = this.tables.place(frame.code.source.id, start, end);
    this.step('statement', frame, this.place, 0, 0);
  }

  thrown(frame: Frame, value: Value): void {
    const visible = this.visible(frame);
    if (visible === null) return;
    this.step('throw', visible, this.placeOfFrame(visible), visible.id, this.heap.value(value));
  }

  caught(frame: Frame, value: Value, start: number, end: number): void {
    if (frame.id === 0) return;
    this.step('catch', frame, this.tables.place(frame.code.source.id, start, end), frame.id, this.heap.value(value));
  }

  builtinCalled(frame: Frame, fn: JSObject, thisValue: Value, args: Value[], result: Value): void {
    if (frame.id === 0 || frame.native !== null || frame.code.source.provider !== null) return;
    const { columns } = this.tables;
    const data = fn.data as NativeFunction;
    const place = this.placeOfFrame(frame);
    const id = columns.contextKind.push(this.tables.text('builtin')) + 1;
    columns.contextTitle.push(this.tables.text(this.functionTitle(fn)));
    columns.contextPlace.push(place);
    columns.contextProvider.push(this.tables.text(data.provider));
    columns.contextFlags.push(0);
    columns.contextRealm.push(this.realms.get(data.realm) ?? 0);
    columns.contextThis.push(this.heap.value(thisValue));
    columns.contextNewTarget.push(0);
    columns.contextFunction.push(this.heap.object(fn));
    columns.contextPushed.push(this.steps);
    columns.contextAgent.push(this.agent);
    for (const a of args.slice(0, 8)) {
      columns.argumentContext.push(id);
      columns.argumentValue.push(this.heap.value(a));
    }
    this.link(id, frame.id, 0);
    const number = this.heap.value(result);
    const step = this.step('builtin', frame, place, id, number);
    columns.stepContext.set(step, id);
    this.link(id, -2, 0);
  }

  // Promises

  promiseCreated(): void {}

  promiseSettled(promise: JSObject): void {
    if (!this.programStarted) return;
    const settled = this.step(
      'promise-settled',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.heap.object(promise),
      0,
    );
    this.settledAt.set(promise, settled + 1);
    this.heap.object(promise);
    promise.watch?.changed(promise);
  }

  promiseResolvedTo(promise: JSObject, target: Value): void {
    this.step(
      'promise-followed',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.heap.object(promise),
      this.heap.value(target),
    );
  }

  // The host

  agentRunning(agent: Agent): void {
    // Loops may go round for long without a step: whoever watches the run looks here too.
    this.options.progress?.(this.steps);
    const number = this.agents.get(agent.id);
    if (number === undefined || number === this.agent) return;
    this.agent = number;
    this.frame = agent.frame;
  }

  agentCreated(agent: Agent, kind: string, title: string): void {
    const { columns } = this.tables;
    const number = columns.agentKind.push(this.tables.text(kind));
    columns.agentTitle.push(this.tables.text(title));
    columns.agentCreated.push(this.steps);
    columns.agentEnded.push(-1);
    this.agents.set(agent.id, number);
    if (number > 0)
      this.step('agent-created', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), number, 0);
  }

  agentEnded(agent: Agent): void {
    const number = this.agents.get(agent.id)!;
    this.tables.columns.agentEnded.set(number, this.steps);
    if (number > 0) this.step('agent-ended', null, 0, number, 0);
  }

  agentBlocked(agent: Agent, reason: string): void {
    this.step(
      'agent-blocked',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.agents.get(agent.id)!,
      this.tables.text(reason),
    );
  }

  agentWoken(agent: Agent): void {
    this.step('agent-woken', null, 0, this.agents.get(agent.id)!, 0);
  }

  realmCreated(realm: Realm, title: string): void {
    const { columns } = this.tables;
    columns.realmAgent.push(this.agents.get(realm.agent.id) ?? 0);
    const number = columns.realmTitle.push(this.tables.text(title));
    columns.realmCreated.push(this.steps);
    columns.realmGlobal.push(0);
    this.realms.set(realm, number);
    this.heap.adopt(realm);
    if (number > 0) this.step('realm-created', this.frame, 0, number, 0);
  }

  timeIs(): void {}

  phaseEntered(phase: string): void {
    const { columns } = this.tables;
    columns.phaseStep.push(this.steps);
    columns.phaseAgent.push(this.agent);
    columns.phaseName.push(this.tables.text(phase));
    this.step(phase === 'ended' ? 'ended' : 'phase', null, 0, this.tables.text(phase), 0);
  }

  jobQueued(job: JobFacts): void {
    const { columns } = this.tables;
    const row = columns.jobKind.push(this.tables.text(job.kind));
    this.jobRows.set(job.id, row);
    columns.jobSource.push(this.tables.text(job.source));
    columns.jobApi.push(this.tables.text(job.api));
    columns.jobTitle.push(this.tables.text(this.functionTitle(job.callback)));
    columns.jobPlace.push(this.functionPlace(job.callback));
    columns.jobQueued.push(this.steps);
    columns.jobStarted.push(-1);
    columns.jobFinished.push(-1);
    columns.jobAgent.push(this.agent);
    columns.jobContext.push(job.context);
    columns.jobTimer.push(job.source === 'timers' || job.source === 'timer' ? this.lastTimer : 0);
    columns.jobPromise.push(job.promise === null ? 0 : this.heap.object(job.promise));
    const cause = job.promise === null ? 0 : (this.settledAt.get(job.promise) ?? 0);
    this.step('job-queued', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), row + 1, 0, cause);
  }

  jobStarted(job: JobFacts): void {
    const row = this.jobRows.get(job.id)!;
    const { columns } = this.tables;
    columns.jobStarted.set(row, this.steps);
    this.frame = null;
    this.step('job-started', null, columns.jobPlace.get(row), row + 1, 0, columns.jobQueued.get(row) + 1);
  }

  jobFinished(job: JobFacts): void {
    const row = this.jobRows.get(job.id)!;
    this.tables.columns.jobFinished.set(row, this.steps);
    this.frame = null;
    this.step('job-finished', null, 0, row + 1, 0, this.tables.columns.jobStarted.get(row) + 1);
  }

  jobDropped(job: JobFacts): void {
    const row = this.jobRows.get(job.id)!;
    this.tables.columns.jobStarted.set(row, this.steps);
    this.tables.columns.jobFinished.set(row, this.steps);
    this.step('job-dropped', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), row + 1, 0);
  }

  checkpointBegan(): void {
    this.step('checkpoint-began', null, 0, 0, 0);
  }

  checkpointEnded(): void {
    this.step('checkpoint-ended', null, 0, 0, 0);
  }

  timerSet(timer: TimerFacts): void {
    const { columns } = this.tables;
    const row = columns.timerApi.push(this.tables.text(timer.api));
    this.timerRows.set(timer.id, row);
    columns.timerTitle.push(this.tables.text(this.functionTitle(timer.callback)));
    columns.timerPlace.push(this.functionPlace(timer.callback));
    columns.timerSet.push(this.steps);
    columns.timerGone.push(-1);
    columns.timerSetTime.push(Math.round(this.options.now() * 1000));
    columns.timerDue.push(Math.min(2147483647, Math.round(timer.due * 1000)));
    columns.timerRepeat.push(timer.repeat ? 1 : 0);
    columns.timerAgent.push(this.agent);
    this.step('timer-set', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), row + 1, 0);
  }

  timerFired(timer: TimerFacts): void {
    const row = this.timerRows.get(timer.id)!;
    this.tables.columns.timerGone.set(row, this.steps);
    this.lastTimer = row + 1;
    this.frame = null;
    this.step(
      'timer-fired',
      null,
      this.tables.columns.timerPlace.get(row),
      row + 1,
      0,
      this.tables.columns.timerSet.get(row) + 1,
    );
  }

  timerCleared(timer: TimerFacts): void {
    const row = this.timerRows.get(timer.id)!;
    this.tables.columns.timerGone.set(row, this.steps);
    this.step('timer-cleared', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), row + 1, 0);
  }

  consolePrinted(level: ConsoleLevel, text: string): void {
    const { columns } = this.tables;
    columns.printStep.push(this.steps);
    columns.printLevel.push(this.tables.text(level));
    const row = columns.printText.push(this.tables.text(text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text));
    this.step('printed', this.frame, this.frame === null ? 0 : this.placeOfFrame(this.frame), row + 1, 0);
  }

  messageSent(_id: number, _to: number, description: string): void {
    this.step(
      'message-sent',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.tables.text(description),
      0,
    );
  }

  messageReceived(_id: number, description: string): void {
    this.step('message-received', null, 0, this.tables.text(description), 0);
  }

  rendered(description: string): void {
    this.step('rendered', null, 0, this.tables.text(description), 0);
  }

  private notice(kind: string, text: string): void {
    const { columns } = this.tables;
    columns.noticeKind.push(this.tables.text(kind));
    columns.noticeText.push(this.tables.text(text));
    columns.noticeStep.push(this.steps);
  }

  errorReported(kind: 'uncaught' | 'unhandledRejection' | 'handledLate', value: Value, text: string): void {
    if (kind !== 'handledLate') this.notice('error', text.trim().split('\n').slice(0, 3).join('\n'));
    this.step(
      'error-reported',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.tables.text(kind),
      this.heap.value(value),
    );
  }

  notModelled(what: string): void {
    this.notice('notModelled', what);
    this.step(
      'not-modelled',
      this.frame,
      this.frame === null ? 0 : this.placeOfFrame(this.frame),
      this.tables.text(what),
      0,
    );
  }

  /** Ends the recording; a limit or error becomes the last step. */
  finish(meta: TraceMeta): TraceData {
    if (meta.ending.kind !== 'finished') {
      this.notice(meta.ending.kind === 'limit' ? 'limit' : 'error', meta.ending.text);
    }
    const { columns } = this.tables;
    const last = columns.stepKind.length - 1;
    if (columns.stepKind.get(last) !== KIND_NUMBER.ended) {
      columns.stepKind.push(KIND_NUMBER.ended);
      columns.stepAgent.push(this.agent);
      columns.stepContext.push(columns.stepContext.get(last));
      columns.stepPlace.push(meta.ending.kind === 'finished' ? 0 : this.place);
      columns.stepEnvironment.push(columns.stepEnvironment.get(last));
      columns.stepTime.push(columns.stepTime.get(last));
      columns.stepCause.push(0);
      columns.stepSubject.push(0);
      columns.stepValue.push(0);
    }
    this.heap.release();
    return this.tables.finish(meta);
  }
}

/** End of a function's head: up to its body. */
function headEnd(node: { start: number; end: number; body?: { start: number } | unknown[] }): number {
  const { body } = node;
  return body !== undefined &&
    body !== null &&
    !Array.isArray(body) &&
    typeof (body as { start: number }).start === 'number'
    ? Math.max(node.start + 1, (body as { start: number }).start)
    : Math.min(node.end, node.start + 1);
}
