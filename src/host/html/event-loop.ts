import { type JSObject, type Steps, type Value, WaitRequest } from '../../engine';
import { HostAgent } from '../host-agent';
import type { JobFacts } from '../observe';
import type { Run } from '../run';
import { HtmlTimers } from './html-timers';

/** A task: its source is `facts.source`. @spec html#concept-task */
export interface Task {
  readonly facts: JobFacts;
  /** Earliest virtual time it may run. */
  readonly due: number;
  /** Its place among tasks of its priority: those with smaller numbers go first. */
  readonly order: number;
  priority: TaskPriority;
  run(): Steps<unknown>;
}

/** How urgent tasks are. What nobody gave a priority is as urgent as what is visible to the user. @spec scheduling-apis#sec-scheduler */
export enum TaskPriority {
  UserBlockingContinuation,
  UserBlocking,
  UserVisibleContinuation,
  Normal,
  BackgroundContinuation,
  Background,
}

/** Virtual milliseconds between rendering opportunities. */
export const FRAME = 1000 / 60;

/** An event loop as HTML has it: tasks by source, microtask checkpoints, rendering; shared by windows and workers. */
export abstract class HtmlEventLoop extends HostAgent {
  override get library(): 'V8 15' {
    return 'V8 15';
  }

  /** What browsers provide leaves no frames. */
  isLeftOutOfTraces(source: string): boolean {
    return source.startsWith('html:');
  }

  /** Queued tasks in order of arrival. */
  readonly tasks: Task[] = [];
  readonly timers = new HtmlTimers();
  /** What runs when there is nothing else to do. @spec requestidlecallback#start-an-idle-period-algorithm */
  readonly idle: { readonly facts: JobFacts; run(): Steps<unknown> }[] = [];
  /** Handles outside the queues that may still bring tasks (workers, ports, network); idle doesn't end the loop while set. */
  pending = 0;
  /** Nesting level of the timer task that runs. */
  timerNesting = 0;
  private performingCheckpoint = false;
  private nextOrder = 0;
  private frameTime = 0;
  protected closing = false;

  constructor(run: Run, kind: string, title: string) {
    super(run, kind, title);
  }

  /** Queues a task. @spec html#queue-a-task */
  queueTask(source: string, api: string, callback: JSObject | null, run: () => Steps<unknown>, delay = 0): JobFacts {
    return this.addTask(source, api, callback, run, delay, TaskPriority.Normal, this.order()).facts;
  }

  /** Queues a task that has a priority, which may still change. */
  queuePrioritized(api: string, callback: JSObject, priority: TaskPriority, run: () => Steps<unknown>): Task {
    return this.addTask('posted task', api, callback, run, 0, priority, this.order());
  }

  /** Takes a task back that has not run. */
  dropTask(task: Task): void {
    const at = this.tasks.indexOf(task);
    if (at >= 0) this.tasks.splice(at, 1);
  }

  /** The next place in the queue. */
  order(): number {
    return this.nextOrder++;
  }

  private addTask(
    source: string,
    api: string,
    callback: JSObject | null,
    run: () => Steps<unknown>,
    delay: number,
    priority: TaskPriority,
    order: number,
  ): Task {
    const facts = this.jobFacts(source, api, callback);
    const task: Task = { facts, due: this.run.clock.now + delay, order, priority, run };
    let at = this.tasks.length;
    while (at > 0 && this.tasks[at - 1]!.order > order) at--;
    this.tasks.splice(at, 0, task);
    if (delay === 0) this.run.observer?.jobQueued(facts);
    return task;
  }

  override queueMessage(api: string, run: () => Steps<unknown>): void {
    this.queueTask('posted message', api, null, run);
  }

  /** @spec html#event-loop-processing-model */
  protected *processTasks(): Steps<Value> {
    const { run } = this;
    for (;;) {
      if (run.stopped || this.closing) break;
      this.queueDueTimers();
      const task = this.chooseTask();
      if (task !== null) {
        yield* this.runTask(task);
        continue;
      }
      if (this.wantsFrame() && run.clock.now >= this.nextFrame()) {
        yield* this.updateRendering();
        continue;
      }
      const idle = this.wantsFrame() ? undefined : this.idle.shift();
      if (idle !== undefined) {
        run.observer?.jobQueued(idle.facts);
        yield* this.runTask({ due: 0, order: 0, priority: TaskPriority.Background, ...idle, run: () => idle.run() });
        continue;
      }
      if (this.nextDue() === Number.POSITIVE_INFINITY && this.pending === 0) break;
      run.observer?.phaseEntered('idle');
      yield new WaitRequest('idle');
      run.observer?.phaseEntered('tasks');
    }
    run.observer?.phaseEntered('ended');
    return undefined;
  }

  /** Timers that are due become tasks of the timer task source. @spec html#run-steps-after-a-timeout */
  private queueDueTimers(): void {
    for (
      let timer = this.timers.take(this.run.clock.now);
      timer !== null;
      timer = this.timers.take(this.run.clock.now)
    ) {
      const due = timer;
      this.run.observer?.timerFired(due.facts);
      const callback = typeof due.handler === 'object' ? due.handler : null;
      // Without a delay, it has its place in the queue since it was set.
      const order = due.timeout === 0 ? due.order : this.order();
      this.addTask('timer', due.facts.api, callback, () => due.owner.runTimer(due), 0, TaskPriority.Normal, order);
    }
  }

  /** The oldest of the most urgent runnable tasks. Which queue comes first is open; browsers mostly go by age. */
  private chooseTask(): Task | null {
    const { now } = this.run.clock;
    let best: Task | null = null;
    for (const task of this.tasks) {
      if (task.due > now || (best !== null && task.priority >= best.priority)) continue;
      best = task;
      if (task.priority === TaskPriority.UserBlockingContinuation) break;
    }
    if (best !== null) this.tasks.splice(this.tasks.indexOf(best), 1);
    return best;
  }

  protected *runTask(task: Task): Steps<void> {
    const { observer } = this.run;
    observer?.jobStarted(task.facts);
    try {
      yield* task.run();
    } catch (error) {
      yield* this.reportException(error);
    }
    observer?.jobFinished(task.facts);
    yield* this.microtaskCheckpoint();
    this.timerNesting = 0;
  }

  /** @spec html#perform-a-microtask-checkpoint */
  *microtaskCheckpoint(): Steps<void> {
    if (this.performingCheckpoint) return;
    this.performingCheckpoint = true;
    const { observer } = this.run;
    if (this.microtasks.length > 0) {
      observer?.checkpointBegan();
      yield* this.runMicrotasks((error) => this.reportException(error));
      observer?.checkpointEnded();
    }
    yield* this.notifyRejectedPromises();
    this.performingCheckpoint = false;
  }

  protected abstract notifyRejectedPromises(): Steps<void>;

  /** @spec html#report-an-exception */
  abstract reportException(error: unknown): Steps<void>;

  // Rendering

  /** Whether something waits for the next rendering opportunity. */
  protected abstract wantsFrame(): boolean;

  /** The steps of a rendering opportunity: animation frame callbacks, observers, paint. */
  protected abstract render(time: number): Steps<void>;

  /** Virtual time of the next rendering opportunity. */
  private nextFrame(): number {
    return this.frameTime;
  }

  /** Somebody asked for a frame: the next opportunity is at the next multiple of the frame time. */
  requestFrame(): void {
    const { now } = this.run.clock;
    if (this.frameTime <= now) this.frameTime = (Math.floor(now / FRAME) + 1) * FRAME;
  }

  private *updateRendering(): Steps<void> {
    const { observer } = this.run;
    const time = this.frameTime;
    this.frameTime = time + FRAME;
    const facts = this.jobFacts('rendering', 'update the rendering', null);
    observer?.phaseEntered('rendering');
    observer?.jobQueued(facts);
    observer?.jobStarted(facts);
    yield* this.render(time);
    observer?.rendered('');
    observer?.jobFinished(facts);
    observer?.phaseEntered('tasks');
  }

  // Waiting

  protected hasWork(): boolean {
    return this.nextDue() <= this.run.clock.now || this.closing;
  }

  nextDue(): number {
    let due = this.timers.nextDue();
    for (const task of this.tasks) due = Math.min(due, task.due);
    if (this.wantsFrame()) due = Math.min(due, this.nextFrame());
    return due;
  }
}
