import type {
  Agent,
  Closure,
  Code,
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
import { BindingColumn, ContextColumn, EnvironmentColumn, StepColumn } from './rows';
import { Tables } from './tables';

/** Context flags. */
export const FLAG_ASYNC = 1;
export const FLAG_GENERATOR = 2;

/** Arguments of one call that are kept. */
const MAX_ARGUMENTS = 8;

/** What is noted for each instruction of a piece of code; instruction 0 begins no statement and is no position. */
const enum Note {
  /** The place of the statement that begins here. */
  Statement,
  /** The place that the table of positions gives. */
  Position,
}

/** Where the place of a function's head is noted: no statement begins at instruction 0. */
const HEAD = 0;

function notesOf(code: Code): Int32Array {
  code.notes ??= new Int32Array(2 * (code.instructions?.length ?? 0) + 2);
  return code.notes;
}

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
  private agent = 0;
  /** Running context by agent, as a stack of numbers would be wrong across suspensions: the frame itself. */
  private frame: Frame | null = null;
  private place = 0;
  private lastTimer = 0;
  /** Names listed so far, by scope number. */
  private readonly namesListed: number[] = [0];
  /** Where the last writes of an environment's bindings begin in `lastWrites`, by environment number. */
  private readonly firstWrite: number[] = [0, 0];
  /** The last write of each binding: row plus one, 0 for none. */
  private readonly lastWrites: number[] = [];
  /** Those of bindings that a scope got after it was first seen. */
  private readonly lateWrites = new Map<string, number>();

  constructor(private readonly options: RecorderOptions) {
    this.heap = new HeapRecorder(
      this.tables,
      options.facts,
      (closure) => (closure.env === null ? 0 : this.environment(closure.env)),
      (closure) => this.codePlace(closure),
      (realm) => this.realms.get(realm) ?? 0,
    );
    this.step('start', null, 0, 0, 0);
  }

  /** Steps recorded so far; the number of the next one. */
  get steps(): number {
    return this.tables.steps.length;
  }

  private step(kind: StepKind, frame: Frame | null, place: number, subject: number, value: number, cause = 0): number {
    const { steps } = this.tables;
    let context = 0;
    let environment = 0;
    const visible = frame === null ? null : this.visible(frame);
    if (visible !== null) {
      context = visible.id;
      if (visible.code.source.provider === null) environment = this.environmentOf(visible);
    }
    const number = steps.length;
    const at = steps.add();
    const { data } = steps;
    data[at + StepColumn.Kind] = KIND_NUMBER[kind];
    data[at + StepColumn.Agent] = this.agent;
    data[at + StepColumn.Context] = context;
    data[at + StepColumn.Place] = place;
    data[at + StepColumn.Environment] = environment;
    data[at + StepColumn.Time] = Math.round(this.options.now() * 1000);
    data[at + StepColumn.Cause] = cause;
    data[at + StepColumn.Subject] = subject;
    data[at + StepColumn.Value] = value;
    if ((number & 0xff) === 0xff) this.options.progress?.(number + 1);
    if (number + 1 >= this.options.maxSteps) throw this.options.limit(number + 1);
    return number;
  }

  /** The running environment of a frame; at the top level of scripts that is the realm's script scope. */
  private environmentOf(frame: Frame): number {
    const { env } = frame;
    if (env !== null) return env.id > 0 ? env.id : this.environment(env);
    const { scriptScope } = frame.realm;
    return frame.native !== null || scriptScope.values.length === 0 ? 0 : this.environment(scriptScope);
  }

  /** The nearest frame at or below `frame` that is part of the picture. */
  private visible(frame: Frame | null): Frame | null {
    while (frame !== null && frame.id === 0) frame = frame.caller;
    return frame;
  }

  /** The range a frame is at, as its code's table of positions has it. */
  private placeOfFrame(frame: Frame): number {
    for (let f: Frame | null = frame; f !== null; f = f.caller) {
      const { code, pc } = f;
      if (f.native !== null || code.source.provider !== null) continue;
      const notes = notesOf(code);
      const known = notes[2 * pc + Note.Position]!;
      if (known > 0) return known;
      const row = code.positionRow(pc);
      if (row < 0) continue;
      const place = this.tables.place(code.source.id, code.positions[row + 1]!, code.positions[row + 2]!);
      notes[2 * pc + Note.Position] = place;
      return place;
    }
    return 0;
  }

  private codePlace(closure: Closure): number {
    const { code } = closure;
    if (code.node === null || code.source.provider !== null) return 0;
    return this.tables.place(code.source.id, startOf(code), code.node.end);
  }

  /** The head of a function: where a person sees that it is called. */
  private headPlace(code: Code): number {
    if (code.node === null) return 0;
    const notes = notesOf(code);
    if (notes[HEAD] === 0) {
      const { start, end } = headOf(code);
      notes[HEAD] = this.tables.place(code.source.id, start, end);
    }
    return notes[HEAD]!;
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
    return this.options.facts.titleOf(fn);
  }

  // Environments

  private scope(info: ScopeInfo, source: number): number {
    let number = this.scopes.get(info);
    if (number === undefined) {
      const { columns } = this.tables;
      number = columns.scopeKind.push(this.tables.text(info.kind)) + 1;
      this.scopes.set(info, number);
      this.namesListed.push(0);
      columns.scopeTitle.push(this.tables.text(info.name));
      columns.scopePlace.push(source < 0 ? 0 : this.tables.place(source, info.start, info.end));
    }
    return number;
  }

  private environment(env: Environment): number {
    if (env.id > 0) return env.id;
    const { environments } = this.tables;
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
    const at = environments.add();
    environments.data[at + EnvironmentColumn.Scope] = scope;
    environments.data[at + EnvironmentColumn.Outer] = outer;
    environments.data[at + EnvironmentColumn.Created] = this.steps;
    env.id = environments.length;
    const slots = env.values.length;
    for (let slot = 0; slot < slots; slot++) this.lastWrites.push(0);
    this.firstWrite.push(this.lastWrites.length);
    if (env.object !== null) environments.data[at + EnvironmentColumn.Object] = this.heap.object(env.object);
    for (let slot = 0; slot < slots; slot++) {
      if (!(env.info.flags[slot]! & 8)) this.binding(env, slot, env.values[slot]);
    }
    return env.id;
  }

  /** Script scopes grow; names are listed by scope, in order of slot. */
  private listNames(info: ScopeInfo, scope: number, slot: number): void {
    const { columns } = this.tables;
    for (let i = this.namesListed[scope]!; i <= slot; i++) {
      columns.nameScope.push(scope);
      columns.nameText.push(this.tables.text(info.names[i]!));
      columns.nameFlags.push(info.flags[i]!);
    }
    this.namesListed[scope] = slot + 1;
  }

  private binding(env: Environment, slot: number, value: Value): void {
    const { bindings, environments, steps } = this.tables;
    const scope = environments.data[(env.id - 1) * environments.width + EnvironmentColumn.Scope]!;
    if (slot >= this.namesListed[scope]!) this.listNames(env.info, scope, slot);
    const number = this.heap.value(value);
    const write = this.firstWrite[env.id]! + slot;
    const late = write >= this.firstWrite[env.id + 1]!;
    const last = late ? (this.lateWrites.get(`${env.id} ${slot}`) ?? 0) : this.lastWrites[write]!;
    if (last !== 0) {
      const at = (last - 1) * bindings.width;
      if (bindings.data[at + BindingColumn.Step] === steps.length) {
        bindings.data[at + BindingColumn.Value] = number;
        return;
      }
      if (bindings.data[at + BindingColumn.Value] === number) return;
    }
    const at = bindings.add();
    const { data } = bindings;
    data[at + BindingColumn.Environment] = env.id;
    data[at + BindingColumn.Slot] = slot;
    data[at + BindingColumn.Step] = steps.length;
    data[at + BindingColumn.Value] = number;
    if (late) this.lateWrites.set(`${env.id} ${slot}`, bindings.length);
    else this.lastWrites[write] = bindings.length;
  }

  bindingWritten(env: Environment, slot: number, value: Value): void {
    if (env.info.flags[slot]! & 8) return;
    // What no step has shown yet is taken down whole when one does; most of a host's own records never are.
    if (env.id !== 0) this.binding(env, slot, value);
  }

  environmentChanged(frame: Frame): void {
    this.frame = frame;
  }

  globalWritten(): void {}

  // Contexts

  /** A new context's row; `This`, `NewTarget` and what else the frame knows is for the caller to fill in. */
  private context(
    kind: string,
    title: string,
    place: number,
    provider: string,
    realm: Realm,
    fn: JSObject | null,
  ): number {
    const { tables } = this;
    const { contexts } = tables;
    const realmNumber = this.realms.get(realm) ?? 0;
    const functionNumber = fn === null ? 0 : this.heap.object(fn);
    const at = contexts.add();
    const { data } = contexts;
    data[at + ContextColumn.Kind] = tables.text(kind);
    data[at + ContextColumn.Title] = tables.text(title);
    data[at + ContextColumn.Place] = place;
    data[at + ContextColumn.Provider] = tables.text(provider);
    data[at + ContextColumn.Realm] = realmNumber;
    data[at + ContextColumn.Function] = functionNumber;
    data[at + ContextColumn.Pushed] = this.steps;
    data[at + ContextColumn.Agent] = this.agent;
    return at;
  }

  private arguments(context: number, values: readonly Value[], count: number): void {
    const { columns } = this.tables;
    for (let i = 0; i < count && i < MAX_ARGUMENTS; i++) {
      columns.argumentContext.push(context);
      columns.argumentValue.push(this.heap.value(values[i]));
    }
  }

  private link(context: number, caller: number, object: number): void {
    const { links } = this.tables;
    const at = links.add();
    links.data[at] = context;
    links.data[at + 1] = this.steps;
    links.data[at + 2] = caller;
    links.data[at + 3] = object;
  }

  /**
   * Whether a frame stays out of the picture: library code that runs for itself. What the program calls in a library shows
   * once; what that calls in turn shows only where it's the program's code again.
   */
  private hidden(frame: Frame): boolean {
    const own = frame.native === null && frame.code.source.provider === null;
    if (own) return false;
    if (frame.native !== null && frame.fn === null) return true;
    // What built-ins of the standard do within themselves.
    if (frame.native === null && frame.code.source.provider === 'ECMAScript') return true;
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
    const place = !builtin ? this.headPlace(code) : frame.caller === null ? 0 : this.placeOfFrame(frame.caller);
    const thisNumber = this.heap.value(frame.thisValue);
    const targetNumber = frame.newTarget === undefined ? 0 : this.heap.value(frame.newTarget);
    const at = this.context(kind, title, place, provider, frame.realm, fn);
    const { contexts } = this.tables;
    contexts.data[at + ContextColumn.Flags] = (code.async ? FLAG_ASYNC : 0) | (code.generator ? FLAG_GENERATOR : 0);
    contexts.data[at + ContextColumn.This] = thisNumber;
    contexts.data[at + ContextColumn.NewTarget] = targetNumber;
    frame.id = contexts.length;
    if (frame.args !== null) this.arguments(frame.id, frame.args, frame.args.length);
    else if (!builtin) this.arguments(frame.id, frame.registers, code.parameterCount);
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
    const notes = notesOf(frame.code);
    const note = 2 * frame.pc + Note.Statement;
    if (notes[note] === 0) notes[note] = this.tables.place(frame.code.source.id, start, end);
    this.place = notes[note]!;
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
    const data = fn.data as NativeFunction;
    const place = this.placeOfFrame(frame);
    const thisNumber = this.heap.value(thisValue);
    const at = this.context('builtin', this.functionTitle(fn), place, data.provider, data.realm, fn);
    const { contexts, steps } = this.tables;
    contexts.data[at + ContextColumn.This] = thisNumber;
    const id = contexts.length;
    this.arguments(id, args, args.length);
    this.link(id, frame.id, 0);
    const number = this.heap.value(result);
    const step = this.step('builtin', frame, place, id, number);
    steps.data[step * steps.width + StepColumn.Context] = id;
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
    this.heap.settle(promise, settled);
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
    const cause = job.promise === null ? 0 : this.heap.settledAt(job.promise);
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

  /** Should the run end here, its last step is to show where `frame` is. */
  standsAt(frame: Frame): void {
    this.place = this.placeOfFrame(frame);
  }

  /** Ends the recording; a limit or error becomes the last step. */
  finish(meta: TraceMeta): TraceData {
    if (meta.ending.kind !== 'finished') {
      this.notice(meta.ending.kind === 'limit' ? 'limit' : 'error', meta.ending.text);
    }
    const { steps } = this.tables;
    const last = (steps.length - 1) * steps.width;
    if (steps.data[last + StepColumn.Kind] !== KIND_NUMBER.ended) {
      const at = steps.add();
      const { data } = steps;
      data[at + StepColumn.Kind] = KIND_NUMBER.ended;
      data[at + StepColumn.Agent] = this.agent;
      data[at + StepColumn.Context] = data[last + StepColumn.Context]!;
      data[at + StepColumn.Place] = meta.ending.kind === 'finished' ? 0 : this.place;
      data[at + StepColumn.Environment] = data[last + StepColumn.Environment]!;
      data[at + StepColumn.Time] = data[last + StepColumn.Time]!;
    }
    this.heap.release();
    return this.tables.finish(meta);
  }
}

/** A function's head: all of it up to its body; a field's initialiser goes by the field. */
function headOf(code: Code): { start: number; end: number } {
  const { node, source } = code;
  const { head, body, end } = node!;
  if (head !== undefined) return head;
  const from = startOf(code);
  if (!Number.isInteger(body?.start)) return { start: from, end: Math.min(end, from + 1) };
  const text = source.text.slice(from, Math.max(from + 1, body.start)).trimEnd();
  return { start: from, end: from + text.length };
}

/** Where a function begins for a person: a method's at its name. */
function startOf({ node, source, textStart, isClassConstructor }: Code): number {
  const { start, type } = node!;
  if (!isClassConstructor) return textStart ?? start;
  return type === 'FunctionExpression' ? source.text.lastIndexOf('constructor', start) : start;
}
