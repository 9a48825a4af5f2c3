export { Agent, type EngineLimits, LimitReached } from './agent';
export { createRealm } from './builtins/realm-setup';
export type { CompileOptions } from './compile/compiler';
export { compileModule, compileScript, compileWrapped } from './compile/program';
export { makeError } from './errors';
export type { HostHooks } from './hooks';
export { makeClosure } from './machine/classes';
export { Frame } from './machine/frame';
export { instantiateGlobals } from './machine/globals';
export {
  CallRequest,
  call,
  construct,
  type Request,
  ResumeMode,
  ResumeRequest,
  RunRequest,
  type Steps,
  WaitRequest,
} from './machine/request';
export { run, type StopReason } from './machine/run';
export type { Observer } from './observe';
export { Realm } from './realm';
export type { Job } from './records/job';
export { JSObject, Kind } from './values/object';
export { isObject, Throw, type Value } from './values/value';
