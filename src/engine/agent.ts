import type { Source } from '../syntax';
import type { Waiter } from './builtins/data-block';
import type { Environment } from './environment/environment';
import type { HostHooks } from './hooks';
import type { Frame } from './machine/frame';
import type { Thrown } from './machine/thrown';
import type { ModuleRecord } from './modules/module';
import type { Observer } from './observe';
import type { Realm } from './realm';
import type { JSObject } from './values/object';
import { Pristine } from './values/pristine';
import type { Value } from './values/value';

/** Bounds of a run; each ends it (or throws what the real host throws) at a definite point. */
export interface EngineLimits {
  /** Execution contexts on one stack, before a RangeError. */
  stackDepth: number;
  /** UTF-16 code units in one string, before a RangeError. */
  stringLength: number;
  /** Estimated bytes allocated and not known to be free; exceeding ends the run. */
  heapBytes: number;
}

/**
 * Of an array's element. An array of the host's that grows past some 100 million of them ends the host's whole process, so the
 * limit of the heap must come before that.
 */
const ELEMENT_BYTES = 24;

/** A limit of the run was met: not catchable by guest code; ends the trace. */
export class LimitReached {
  constructor(
    readonly limit: 'steps' | 'heap' | 'time' | 'trace' | 'loop',
    readonly detail: string,
  ) {}
}

/**
 * An agent: one execution context stack, its realms, its job queues (kept by the host). Always passed, never a module
 * variable, so that many can be interleaved.
 * @spec sec-agents
 */
export class Agent {
  /** The running execution context, top of the stack. Up to date whenever code outside the machine's inner loop runs. */
  frame: Frame | null = null;
  /** The current realm, for built-ins. @spec current-realm */
  realm!: Realm;
  readonly realms: Realm[] = [];
  /** The global symbol registry; shared by the agents of a run through its creator. @spec sec-symbol.for */
  symbolRegistry = new Map<string, symbol>();
  /** Objects kept alive until the current job ends. @spec sec-addtokeptobjects */
  keptAlive: Set<JSObject | symbol> = new Set();
  canBlock = true;
  /** What an object must be to have a private method or accessor, by private name; in V8's words. */
  readonly privateBrands = new Map<symbol, string>();
  /** Answer to the pending WaitRequest. */
  wakeValue: Value = undefined;
  /** The host's own: what code queued from here on carries along to when it runs. @spec sec-hostmakejobcallback */
  asyncContext: unknown = null;
  /** What was thrown last, and by which code; reports of errors show the line. */
  thrown: Thrown | null = null;
  /** `Error.prepareStackTrace` runs. */
  preparingStack = false;
  /** What an agent that is blocked in `Atomics.wait` waits for; it may go on once that has a result. */
  blockedOn: Waiter | null = null;
  /** Why the machine handed control back, while it did. */
  waiting: 'idle' | 'blocked' | null = null;
  /** Instructions this agent may still execute before the machine hands control back to the scheduler. */
  fuel = 0;
  /** Fuel the current slice began with. */
  granted = 0;
  /** Work of finished slices, in calls and loop rounds. */
  executed = 0;

  /** Work done so far, in calls and loop rounds, the current slice included. */
  get work(): number {
    return this.executed + this.granted - this.fuel;
  }
  observer: Observer | null = null;
  /** Estimated bytes allocated since the run began. */
  allocated = 0;
  /** Every text this run compiled, by `Source.id`; shared by the agents of a run. */
  sources: Source[] = [];
  /** The built-in that runs without a frame of its own, where it wasn't compiled code that called it, and its receiver. */
  builtin: JSObject | null = null;
  builtinThis: Value = undefined;
  /** Objects that a host's libraries share among the realms. */
  readonly shared = new Map<string, JSObject>();
  /** The intrinsics of its realms as they were, for the host's libraries. */
  readonly pristine = new Pristine();
  /** Modules by the environment record of their code, for `import.meta` and `import()`. */
  readonly modulesByEnvironment = new WeakMap<Environment, ModuleRecord>();
  private nextModuleOrder = 0;

  constructor(
    readonly id: number,
    readonly name: string,
    readonly hooks: HostHooks,
    readonly limits: EngineLimits,
  ) {}

  /** Accounts for an allocation of about `bytes`; ends the run when the heap limit is met. */
  allocate(bytes: number): void {
    this.allocated += bytes;
    if (this.allocated > this.limits.heapBytes) {
      throw new LimitReached('heap', `about ${Math.round(this.limits.heapBytes / 1048576)} MB of objects and strings`);
    }
  }

  /** Accounts for `count` more elements of an array, with the room it grows by. */
  allocateElements(count: number): void {
    this.allocate(count * ELEMENT_BYTES);
  }

  /** Numbers a source text. */
  addSource(source: Source): Source {
    source.id = this.sources.push(source) - 1;
    return source;
  }

  /** [[AsyncEvaluationOrder]] counter. @spec sec-IncrementModuleAsyncEvaluationCount */
  nextAsyncEvaluationOrder(): number {
    return this.nextModuleOrder++;
  }
}
