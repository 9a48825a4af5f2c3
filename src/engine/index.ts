export { Agent, type EngineLimits, LimitReached } from './agent';
export { createBufferObject } from './builtins/array-buffer';
export { expireWait } from './builtins/atomics';
export { cloneDataBlock, createDataBlock, DataBlock, transferDataBlock, type Waiter } from './builtins/data-block';
export type { DataViewData } from './builtins/data-view';
export { dateTimeText, isoText } from './builtins/date-format';
export {
  accessor,
  constant,
  constructorFunction,
  method,
  type NativeOptions,
  native,
  plainObject,
  reserveOrder,
  twoWay,
} from './builtins/define';
export { lazyValue } from './builtins/lazy-value';
export { CollectionIteratorData } from './builtins/map';
export { createRealm } from './builtins/realm-setup';
export { createRegExpObject } from './builtins/regexp-create';
export { createView } from './builtins/typed-array';
export { TypedArrayData, typedArrayGet, typedArrayLength } from './builtins/typed-array-access';
export type { Code } from './compile/code';
export type { CompileOptions } from './compile/compiler';
export { compileModule, compileScript, compileWrapped } from './compile/program';
export type { Environment, ScopeInfo } from './environment/environment';
export {
  errorThrow,
  makeError,
  throwProblem,
  throwRangeError,
  throwReferenceError,
  throwSyntaxError,
  throwTypeError,
} from './errors';
export type { HostHooks } from './hooks';
export { makeClosure } from './machine/classes';
export { Frame } from './machine/frame';
export { callTextOf, position as positionOf, position } from './machine/frame-line';
export type { AsyncGeneratorData, GeneratorData } from './machine/generator-state';
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
export { run, type StopReason, startAgent } from './machine/run';
export { stackLines } from './machine/stack-trace';
export { evaluate } from './modules/cyclic';
export { link, loadRequestedModules } from './modules/linking';
export { getNamespace, ModuleRecord, SourceTextModule, SyntheticModule } from './modules/module';
export { peekExport } from './modules/namespace';
export type { Observer, SuspendReason } from './observe';
export * from './operations/conversion';
export { describeValue, functionSourceText } from './operations/describe';
export { GetV, objectGetOwnProperty, objectGetPrototypeOf, objectOwnKeys } from './operations/internal-methods';
export { DONE as NO_MORE, GetIterator, IteratorClose, IteratorStepValue } from './operations/iterator';
export {
  createArray,
  EnumerableOwnProperties,
  Get,
  GetFunctionRealm,
  GetMethod,
  GetPrototypeFromConstructor,
  HasOwnProperty,
  HasProperty,
  InstanceofOperator,
  Invoke,
  IsArray,
  OrdinaryHasInstance,
  Set,
} from './operations/object';
export { ToBoolean } from './operations/primitive';
export {
  newPromise,
  type PromiseData,
  PromiseReactionJob,
  performPromiseThen,
  rejectPromise,
  resolvePromise,
} from './operations/promise';
export { Realm } from './realm';
export type { Job } from './records/job';
export type { NativeFunction, Provider } from './values/function';
export { BoundFunction, Closure, ProxyData } from './values/function';
export type { Watch } from './values/object';
export {
  Accessor,
  createObject,
  defineOwnProperty,
  deleteProperty,
  type ExoticMethods,
  getOwnProperty,
  JSObject,
  Kind,
  LazyStack,
  ownPropertyKeys,
  Property,
  type PropertyDescriptor,
  peek,
  poke,
  replaceProperties,
  setHidden,
  touch,
} from './values/object';
export { ACCESSOR, C as CONFIGURABLE, E as ENUMERABLE, PRIVATE, W as WRITABLE, WC, WEC } from './values/shape';
export { wellKnown } from './values/symbols';
export { type PlainArguments, TemporalData } from './values/temporal-data';
export {
  HOLE as HOLE_VALUE,
  isObject,
  keyToValue,
  type PropertyKey,
  SLOW,
  Throw,
  toKey,
  UNINITIALIZED as UNINITIALIZED_VALUE,
  type Value,
} from './values/value';
