// The scheduler and idle callbacks. @spec scheduling-apis, requestidlecallback
const idl = require('web-idl');
const { Event, internal } = require('event-target');
const { AbortController, AbortSignal, internal: abort } = require('abort');
const KEY = Symbol('scheduling');

// Prioritized tasks
const PRIORITIES = ['user-blocking', 'user-visible', 'background'];
idl.enumeration('TaskPriority', PRIORITIES);
/** How urgent a task is to the event loop; what continues goes before what begins. */
const urgency = (task) =>
  task.priority() === 'user-visible' && !task.continuation
    ? 3
    : PRIORITIES.indexOf(task.priority()) * 2 + (task.continuation ? 0 : 1);
/** Queued tasks of each signal, whose priority may change. */
const bySignal = new WeakMap();
function add(task, signal) {
  task.handle = binding.queuePrioritized(() => {
    bySignal.get(signal)?.delete(task);
    task.run();
  }, urgency(task));
  if (signal === undefined || !prioritiesOf.has(signal)) return;
  if (!bySignal.has(signal)) bySignal.set(signal, new Set());
  bySignal.get(signal).add(task);
}
class TaskPriorityChangeEvent extends Event {
  #previous;
  constructor(type, init) {
    super(type, init);
    this.#previous = init.previousPriority;
  }
  get previousPriority() {
    return this.#previous;
  }
}
idl.define(TaskPriorityChangeEvent, 'TaskPriorityChangeEvent', { constructor: 'DOMString, any' });
const prioritiesOf = new WeakMap();
class TaskSignal extends AbortSignal {
  constructor() {
    throw idl.illegal('TaskSignal');
  }
  get priority() {
    return prioritiesOf.get(this);
  }
  static any(signals, init) {
    const made = AbortSignal.any(signals);
    Object.setPrototypeOf(made, TaskSignal.prototype);
    const from = init?.priority;
    prioritiesOf.set(made, typeof from === 'object' && from !== null ? from.priority : (from ?? 'user-visible'));
    return made;
  }
}
internal.defineHandler(TaskSignal.prototype, 'onprioritychange');
idl.define(TaskSignal, 'TaskSignal', { 'static any': 'sequence<any>, any=' });
class TaskController extends AbortController {
  constructor(init) {
    super();
    const priority =
      init?.priority === undefined
        ? 'user-visible'
        : idl.converter('TaskPriority')(
            init.priority,
            new idl.Place(
              "Failed to construct 'TaskController': Failed to read the 'priority' property from 'TaskControllerInit'",
              0,
            ),
          );
    Object.setPrototypeOf(this.signal, TaskSignal.prototype);
    prioritiesOf.set(this.signal, priority);
  }
  setPriority(priority) {
    const previousPriority = prioritiesOf.get(this.signal);
    if (previousPriority === priority) return;
    prioritiesOf.set(this.signal, priority);
    for (const task of bySignal.get(this.signal) ?? []) binding.reprioritize(task.handle, urgency(task));
    internal.fireNow(this.signal, new TaskPriorityChangeEvent('prioritychange', { previousPriority }));
  }
}
idl.define(TaskController, 'TaskController', { constructor: '', setPriority: 'TaskPriority' });

idl.types.set('Scheduling signal', (value, place) => {
  if (!internal.hooks.isSignal(value)) throw place.wrong('AbortSignal');
  return value;
});
idl.dictionary('SchedulerPostTaskOptions', {
  delay: ['[EnforceRange] unsigned long long', 0],
  priority: 'TaskPriority',
  signal: 'Scheduling signal',
});
/** What the task that runs was posted with, for `yield`. */
let current = null;
class Scheduler {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Scheduler');
  }
  postTask(callback, options = { delay: 0 }) {
    const { signal, delay } = options;
    const { promise, resolve, reject } = Promise.withResolvers();
    if (signal?.aborted) {
      reject(signal.reason);
      return promise;
    }
    const priority = () => options.priority ?? (signal && prioritiesOf.get(signal)) ?? 'user-visible';
    let state = 'waiting';
    const task = {
      priority,
      continuation: false,
      run() {
        if (state !== 'waiting') return;
        state = 'running';
        const outer = current;
        current = { priority, signal };
        try {
          resolve(binding.call(callback, undefined));
        } catch (error) {
          reject(error);
        }
        current = outer;
      },
    };
    if (signal)
      internal.hooks.onAbort(signal, () => {
        if (state === 'waiting') {
          state = 'aborted';
          bySignal.get(signal)?.delete(task);
          if (task.handle !== undefined) binding.dropTask(task.handle);
        }
        reject(signal.reason);
      });
    if (delay > 0) globalTimeout(() => state === 'waiting' && add(task, signal), delay);
    else add(task, signal);
    return promise;
  }
  yield() {
    const from = current;
    const { promise, resolve, reject } = Promise.withResolvers();
    if (from?.signal?.aborted) {
      reject(from.signal.reason);
      return promise;
    }
    const task = {
      priority: from?.priority ?? (() => 'user-visible'),
      continuation: true,
      run() {
        if (from?.signal?.aborted) reject(from.signal.reason);
        else resolve();
      },
    };
    add(task, from?.signal);
    return promise;
  }
}
const globalTimeout = (callback, delay) => binding.timeout(delay, callback);
idl.define(Scheduler, 'Scheduler', { postTask: 'Promise Function, SchedulerPostTaskOptions=', yield: 'Promise ' });

// Idle callbacks
class IdleDeadline {
  #timedOut;
  #end;
  constructor(key, timedOut, end) {
    if (key !== KEY) throw idl.illegal('IdleDeadline');
    this.#timedOut = timedOut;
    this.#end = end;
  }
  get didTimeout() {
    return this.#timedOut;
  }
  timeRemaining() {
    return this.#timedOut ? 0 : Math.max(0, this.#end - binding.now());
  }
}
idl.define(IdleDeadline, 'IdleDeadline');
idl.dictionary('IdleRequestOptions', { timeout: 'unsigned long' });
const idle = new Map();
let handle = 0;
function run(id, timedOut) {
  const callback = idle.get(id);
  if (callback === undefined) return;
  idle.delete(id);
  binding.call(callback, undefined, new IdleDeadline(KEY, timedOut, binding.now() + 49));
}
function requestIdleCallback(callback, options) {
  const id = ++handle;
  idle.set(id, callback);
  binding.whenIdle(() => run(id, false));
  if (options?.timeout > 0) binding.timeout(options.timeout, () => run(id, true));
  return id;
}
function cancelIdleCallback(id) {
  idle.delete(id);
}
void abort;
module.exports = {
  IdleDeadline,
  Scheduler,
  TaskController,
  TaskPriorityChangeEvent,
  TaskSignal,
  scheduler: new Scheduler(KEY),
  internal: { requestIdleCallback, cancelIdleCallback },
};
