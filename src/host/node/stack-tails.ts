/** Node's own functions below the program's in stack traces, as Node 20 words them. */

const LOADER = [
  'Module._compile (node:internal/modules/cjs/loader:1521:14)',
  'Module._extensions..js (node:internal/modules/cjs/loader:1623:10)',
  'Module.load (node:internal/modules/cjs/loader:1266:32)',
  'Module._load (node:internal/modules/cjs/loader:1091:12)',
];

export const MAIN_SCRIPT: readonly string[] = [
  ...LOADER,
  'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
  'node:internal/main/run_main_module:28:49',
];
export const REQUIRE: readonly string[] = [
  ...LOADER,
  'Module.require (node:internal/modules/cjs/loader:1289:19)',
  'require (node:internal/modules/helpers:182:18)',
];
const RESOLVING = 'Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)';
/** Above `require`, when what it looks for is not there. */
export const LOAD_FAILURE: readonly string[] = [
  RESOLVING,
  'Module._load (node:internal/modules/cjs/loader:1038:27)',
  ...REQUIRE.slice(-2),
];
export const RESOLVE_FAILURE: readonly string[] = [
  RESOLVING,
  'Function.resolve (node:internal/modules/helpers:193:19)',
];
/** The script of a worker thread. */
export const WORKER_SCRIPT: readonly string[] = [
  LOADER[0]!,
  'Object..js (node:internal/modules/cjs/loader:1623:10)',
  LOADER[2]!,
  'Function._load (node:internal/modules/cjs/loader:1091:12)',
  'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
  'MessagePort.<anonymous> (node:internal/main/worker_thread:192:26)',
  '[nodejs.internal.kHybridDispatch] (node:internal/event_target:831:20)',
  'MessagePort.<anonymous> (node:internal/per_context/messageport:23:28)',
];
/** The main module of a program that is an ES module, until its first `await`. */
export const MAIN_MODULE: readonly string[] = [
  'ModuleJob.run (node:internal/modules/esm/module_job:325:25)',
  'async ModuleLoader.import (node:internal/modules/esm/loader:606:24)',
  'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
];

const PROCESS_TIMERS = 'process.processTimers (node:internal/timers:519:7)';
export const TIMER: readonly string[] = ['listOnTimeout (node:internal/timers:581:17)', PROCESS_TIMERS];
export const TIMER_WITH_ARGUMENTS: readonly string[] = ['listOnTimeout (node:internal/timers:583:11)', PROCESS_TIMERS];
/** Between two timers' callbacks. */
export const LIST_ON_TIMEOUT: readonly string[] = ['listOnTimeout (node:internal/timers:545:9)', PROCESS_TIMERS];

export const IMMEDIATE: readonly string[] = ['process.processImmediate (node:internal/timers:483:21)'];
export const IMMEDIATE_WITH_ARGUMENTS: readonly string[] = ['process.processImmediate (node:internal/timers:485:21)'];
export const BETWEEN_IMMEDIATES: readonly string[] = ['process.processImmediate (node:internal/timers:454:9)'];

/** What `queueMicrotask` wraps a callback in. */
export const QUEUED_MICROTASK: readonly string[] = [
  'node:internal/process/task_queues:140:7',
  'AsyncResource.runInAsyncScope (node:async_hooks:206:9)',
  'AsyncResource.runMicrotask (node:internal/process/task_queues:137:8)',
];

/** Where the error for a rejection nobody handled is made. */
export const UNHANDLED_REJECTION: readonly string[] = [
  'throwUnhandledRejectionsMode (node:internal/process/promises:389:7)',
  'processPromiseRejections (node:internal/process/promises:470:17)',
  'process.processTicksAndRejections (node:internal/process/task_queues:96:32)',
];
