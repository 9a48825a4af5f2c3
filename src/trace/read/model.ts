/**
 * What a trace says at one step, as the panel, the hovers and the command line see it. Plain data, made by a cursor
 * (`Trace.at`) from the recorded columns; nothing here knows the engine.
 */

export type Step = number;

/** The host profile a trace was made with. */
export type HostProfile = 'node' | 'browser' | 'bare';

/** A place in a source text: UTF-16 offsets, and 1-based line and column of the start. */
export interface Place {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface SourceText {
  readonly id: number;
  /** Name as stack traces have it; `file` is the path or URI the request gave, if the text came from a file. */
  readonly name: string;
  readonly file: string | null;
  readonly text: string;
}

/** A sentence for people: words, code, and jumps to steps. */
export type SentencePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'step'; readonly step: Step; readonly text: string };
export type Sentence = readonly SentencePart[];

/** Who provides a function: shown as a small label on built-in frames. */
export type ProviderName = 'ECMAScript' | 'HTML' | 'Node' | 'Loopscope';

/** A value as drawn: its text, and the heap object it refers to. */
export interface DrawnValue {
  readonly text: string;
  readonly kind:
    | 'undefined'
    | 'null'
    | 'boolean'
    | 'number'
    | 'bigint'
    | 'string'
    | 'symbol'
    | 'object'
    | 'function'
    | 'uninitialized';
  /** Number of the heap object, as in `#3`; null for primitives. */
  readonly object: number | null;
}

export interface DrawnBinding {
  readonly name: string;
  readonly value: DrawnValue;
  readonly constant: boolean;
  /** Written by the step being shown. */
  readonly changed: boolean;
  /** Step of its last write, for "who wrote it". */
  readonly writtenAt: Step | null;
}

export interface DrawnEnvironment {
  readonly id: number;
  /** `function`, `block`, `loop`, `catch`, `class`, `script`, `module`, `with`, `eval`, `name`, `global`. */
  readonly kind: string;
  /** `price function scope`, `orders.js script scope`, `global object · window`. */
  readonly title: string;
  readonly bindings: readonly DrawnBinding[];
  readonly place: Place | null;
}

export interface DrawnContext {
  /** Stable number of the execution context within the trace. */
  readonly id: number;
  /** `price('B2')`; scripts and modules show their file's name. */
  readonly title: string;
  /** Text of the statement it stands at, on one line; what it waits for when suspended. */
  readonly detail: string;
  readonly place: Place | null;
  readonly kind: 'script' | 'module' | 'eval' | 'function' | 'builtin';
  readonly provider: ProviderName | null;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly resumed: boolean;
  /** Innermost environment first; the chain of outer environments. */
  readonly scope: readonly DrawnEnvironment[];
  readonly thisValue: DrawnValue | null;
  readonly newTarget: DrawnValue | null;
  readonly args: readonly DrawnValue[];
  readonly realm: number;
  readonly pushedAt: Step;
  /** Steps of suspensions: why a suspended context waits. */
  readonly awaits: { readonly promise: number | null; readonly reason: 'await' | 'yield' | 'start' } | null;
}

/** One entry of a queue, or the job that runs. */
export interface DrawnJob {
  readonly id: number;
  readonly kind: 'task' | 'microtask' | 'nextTick';
  /** `flush`, `resume warm()`, `script`. */
  readonly title: string;
  /** `due 0.09 ms · setTimeout 0 · step 9`. */
  readonly detail: string;
  /** Task source (`timer`, `message`, `user`, …) or Node phase. */
  readonly source: string;
  readonly place: Place | null;
  /** Steps of its life, null while not reached. */
  readonly setAt: Step | null;
  readonly queuedAt: Step | null;
  readonly runsAt: Step | null;
  readonly cause: Step | null;
}

export interface DrawnTimer {
  readonly id: number;
  readonly title: string;
  /** Virtual milliseconds. */
  readonly setTime: number;
  readonly due: number;
  readonly repeat: boolean;
  readonly api: string;
  readonly place: Place | null;
  readonly setAt: Step;
}

/** A stop of the event loop's rail. */
export interface Station {
  /** HTML: `tasks`, `microtasks`, `rendering`; Node: `timers`, `pending`, `idle`, `poll`, `check`, `close`, with `nextTick` and `microtasks` as a spur; bare: `jobs`. */
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly state: 'idle' | 'now' | 'next' | 'waiting' | 'draining';
  /** Entries, oldest first; several queues (task sources) are told apart by `source`. */
  readonly entries: readonly DrawnJob[];
  /** Drawn as a side branch of the station before it (Node's queues between callbacks). */
  readonly spur: boolean;
}

export interface DrawnObject {
  readonly id: number;
  /** `Map(2)`, `Promise pending`, `Generator ids`, `Array(3)`, `Object`, `ƒ price`. */
  readonly title: string;
  readonly kind:
    | 'object'
    | 'array'
    | 'function'
    | 'promise'
    | 'generator'
    | 'map'
    | 'set'
    | 'error'
    | 'environment'
    | 'other';
  /** One line of content. */
  readonly detail: string;
  readonly promise: 'pending' | 'fulfilled' | 'rejected' | null;
  readonly properties: readonly { readonly name: string; readonly value: DrawnValue; readonly changed: boolean }[];
  /** Properties that exist but are not recorded one by one. */
  readonly more: number;
  /** Closures: the environment they keep alive. */
  readonly environment: number | null;
  readonly place: Place | null;
  readonly reachable: boolean;
  readonly createdAt: Step;
}

export interface DrawnRealm {
  readonly id: number;
  readonly title: string;
  readonly running: boolean;
  readonly globalObject: number | null;
}

export interface DrawnAgent {
  readonly id: number;
  /** `window`, `worker w.js`, `main thread`. */
  readonly title: string;
  readonly kind: string;
  readonly realms: readonly DrawnRealm[];
  /** Top of the stack first. */
  readonly stack: readonly DrawnContext[];
  /** The task or job at the stack's foot. */
  readonly running: DrawnJob | null;
  readonly suspended: readonly DrawnContext[];
  readonly stations: readonly Station[];
  /** The first due first. */
  readonly timers: readonly DrawnTimer[];
  /** What the rules say will happen next from this state; never a peek at the trace. */
  readonly next: Sentence;
  /** One word for the loop's phase: `script`, `microtask checkpoint`, `timers`, `idle`, `ended`. */
  readonly phase: string;
}

export interface ConsoleLine {
  readonly step: Step;
  readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug' | 'result' | 'system';
  readonly text: string;
  readonly place: Place | null;
  readonly agent: number;
}

/** Something a person should know about the run as a whole or at this step. */
export interface Notice {
  readonly kind: 'limit' | 'notModelled' | 'error' | 'openOrder' | 'deadlock' | 'starvation';
  readonly text: string;
  readonly step: Step;
  readonly place: Place | null;
}

export interface TraceState {
  readonly step: Step;
  /** Virtual milliseconds since the run began. */
  readonly time: number;
  /** Kind of the step (`statement`, `call`, `return`, `microtask-started`, …). */
  readonly kind: string;
  readonly sentence: Sentence;
  readonly cause: { readonly step: Step; readonly place: Place | null } | null;
  /** The standard's clause behind the step. */
  readonly clause: { readonly title: string; readonly url: string } | null;
  readonly place: Place | null;
  /** The agent the step belongs to. */
  readonly agent: number;
  readonly agents: readonly DrawnAgent[];
  /** Heap objects reached from the shown context, nearest first. */
  heap(context?: number): readonly DrawnObject[];
  /** Console lines printed up to and including this step. */
  readonly console: readonly ConsoleLine[];
  readonly notices: readonly Notice[];
  /** Jobs and frames that left a queue or the stack with this very step (drawn as ghosts). */
  readonly moved: readonly {
    readonly job: number | null;
    readonly context: number | null;
    readonly from: string;
    readonly to: string;
  }[];
}

/** A bar of the timeline strip. */
export interface Episode {
  readonly kind: 'task' | 'microtask' | 'nextTick' | 'rendering' | 'idle';
  readonly agent: number;
  readonly title: string;
  readonly from: Step;
  readonly to: Step;
  readonly fromTime: number;
  readonly toTime: number;
}

export interface StepSummary {
  readonly step: Step;
  readonly kind: string;
  readonly text: string;
  readonly place: Place | null;
  readonly time: number;
}

/** A recorded run, opened for reading. All queries are pure; `at` is fast for any step. */
export interface Trace {
  readonly stepCount: number;
  readonly host: HostProfile;
  readonly entry: string;
  readonly sources: readonly SourceText[];
  /** Why the run ended: `finished`, or which limit was met. */
  readonly ending: {
    readonly kind: 'finished' | 'limit' | 'error' | 'cancelled';
    readonly text: string;
    readonly step: Step;
    readonly place: Place | null;
  };
  readonly exitCode: number;
  readonly notices: readonly Notice[];
  at(step: Step): TraceState;
  summary(step: Step): StepSummary;
  /** Episodes in order of `from`. */
  episodes(): readonly Episode[];
  /** Queued entries per step (tasks plus microtasks plus timers), sampled into `buckets` maxima. */
  queueDepth(buckets: number): readonly number[];
  consoleLines(): readonly ConsoleLine[];
  /** Steps whose place starts on `line` (1-based) of `source`, ascending. */
  visits(source: number, line: number): readonly Step[];
  /** How often each line was visited, index = line; 0 where never. */
  visitCounts(source: number): readonly number[];
  /** The next or previous statement that is no deeper on the stack of its agent. */
  stepOver(step: Step, direction: 1 | -1): Step;
  /** The next or previous step that is less deep. */
  stepOut(step: Step, direction: 1 | -1): Step;
  /** Next or previous start of a task / microtask; the same step if there is none. */
  nextTask(step: Step, direction: 1 | -1): Step;
  nextMicrotask(step: Step, direction: 1 | -1): Step;
  nextVisit(step: Step, direction: 1 | -1): Step;
}
