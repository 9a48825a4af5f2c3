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
