import type { Agent, JSObject, Observer, Realm, Value } from '../engine';

/** A task, microtask or nextTick callback from the moment it exists until it ran or was dropped. */
export interface JobFacts {
  /** Unique within the run. */
  readonly id: number;
  readonly kind: 'task' | 'microtask' | 'nextTick';
  /** Task source (`timer`, `message`, `user interaction`, `networking`, `script`, `immediate`, `poll`, `close` …) or `microtask`, `nextTick`. */
  readonly source: string;
  /** The API that made it: `setTimeout`, `then`, `await`, `queueMicrotask`, `process.nextTick`, `script` … */
  readonly api: string;
  /** The guest function it will call, or the function it resumes, if any. */
  readonly callback: JSObject | null;
  /** A promise job's promise (the one that settled), if any. */
  readonly promise: JSObject | null;
  /** For resumptions: number of the context that goes on; 0 otherwise. */
  readonly context: number;
  /** What the host put into `Agent.asyncContext` and finds there again when the job runs. */
  readonly asyncContext: unknown;
}

export interface TimerFacts {
  readonly id: number;
  /** `setTimeout`, `setInterval`, `setImmediate`, `requestAnimationFrame`, `AbortSignal.timeout` … */
  readonly api: string;
  readonly callback: JSObject | null;
  /** Virtual milliseconds from now, after the host's clamping. */
  readonly delay: number;
  /** Virtual time it's due. */
  readonly due: number;
  readonly repeat: boolean;
}

export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug' | 'system';

/** The engine's facts, plus what the host does around the engine. Order of calls is the order of events. */
export interface RunObserver extends Observer {
  /** Everything reported until the next call belongs to this agent; the first call introduces it. */
  agentRunning(agent: Agent): void;
  agentCreated(agent: Agent, kind: string, title: string): void;
  agentEnded(agent: Agent, reason: string): void;
  agentBlocked(agent: Agent, reason: string): void;
  agentWoken(agent: Agent): void;
  realmCreated(realm: Realm, title: string): void;
  /** The clock moved; virtual milliseconds since the run began. */
  timeIs(milliseconds: number): void;

  /** The event loop reached a station (see `Station.id` of trace/read): `tasks`, `microtasks`, `timers`, `poll`, `idle`, `ended` … */
  phaseEntered(phase: string): void;
  jobQueued(job: JobFacts): void;
  /** Taken from its queue; its callback runs until `jobFinished`. */
  jobStarted(job: JobFacts): void;
  jobFinished(job: JobFacts): void;
  /** Taken back before it ran (clearImmediate, a terminated worker). */
  jobDropped(job: JobFacts): void;
  checkpointBegan(): void;
  checkpointEnded(): void;
  timerSet(timer: TimerFacts): void;
  /** The timer is due: its task `job` follows (null where the host runs it in place). */
  timerFired(timer: TimerFacts): void;
  timerCleared(timer: TimerFacts): void;

  consolePrinted(level: ConsoleLevel, text: string): void;
  /** A message left (`postMessage`); `to` is the receiving agent's id or -1 while unknown. */
  messageSent(id: number, to: number, description: string): void;
  messageReceived(id: number, description: string): void;
  rendered(description: string): void;
  /** An exception nobody caught, or a rejection nobody handled, as the host reports it. */
  errorReported(kind: 'uncaught' | 'unhandledRejection' | 'handledLate', value: Value, text: string): void;
  notModelled(what: string): void;
}
