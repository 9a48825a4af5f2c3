import type { JSObject } from '../values/object';

/** The well-known intrinsic objects of one realm, without the percent signs. @spec sec-well-known-intrinsic-objects */
export interface Intrinsics {
  Object: JSObject;
  ObjectPrototype: JSObject;
  Function: JSObject;
  FunctionPrototype: JSObject;
  Array: JSObject;
  ArrayPrototype: JSObject;
  ArrayPrototypeValues: JSObject;
  Error: JSObject;
  ErrorPrototype: JSObject;
  Promise: JSObject;
  PromisePrototype: JSObject;
  IteratorPrototype: JSObject;
  AsyncIteratorPrototype: JSObject;
  GeneratorFunction: JSObject;
  /** %GeneratorFunction.prototype% */
  GeneratorFunctionPrototype: JSObject;
  /** %GeneratorFunction.prototype.prototype% */
  GeneratorPrototype: JSObject;
  AsyncFunction: JSObject;
  AsyncFunctionPrototype: JSObject;
  AsyncGeneratorFunction: JSObject;
  AsyncGeneratorFunctionPrototype: JSObject;
  AsyncGeneratorPrototype: JSObject;
  AsyncFromSyncIteratorPrototype: JSObject;
  ThrowTypeError: JSObject;
  eval: JSObject;
  /** Any other, by the name of its constructor or `${constructor}Prototype`. */
  [name: string]: JSObject;
}

/** Those properties of the global object that are no intrinsics. @spec sec-value-properties-of-the-global-object */
export const GLOBAL_VALUES: readonly string[] = ['globalThis', 'Infinity', 'NaN', 'undefined'];

/** Properties of the global object, in V8's order; most are intrinsics of the same name. @spec sec-global-object */
export const GLOBALS: readonly string[] = (
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined ' +
  'Boolean String Symbol Date Promise RegExp Error AggregateError EvalError ' +
  'RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math ' +
  'Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array ' +
  'BigUint64Array BigInt64Array Uint8ClampedArray Float32Array Float64Array Float16Array DataView Map BigInt ' +
  'Set Iterator WeakMap WeakSet Proxy Reflect FinalizationRegistry WeakRef DisposableStack ' +
  'AsyncDisposableStack SharedArrayBuffer decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval ' +
  'isFinite isNaN ShadowRealm'
).split(' ');
