import type { Realm } from '../realm';
import { BoundFunction, type NativeBody, NativeFunction, type Provider } from '../values/function';
import { Accessor, CALLABLE, CONSTRUCTOR, JSObject, Kind, setHidden } from '../values/object';
import { ACCESSOR, C, Shape, WC } from '../values/shape';
import type { Value } from '../values/value';

const GeneratorFunctionPrototype = Object.getPrototypeOf(function* () {});

/**
 * A built-in that needs no guest code in the common case: `fast` is a plain body that answers SLOW when it would have to run
 * some and has changed nothing yet; then the machine runs `slow`, a host generator, with the same arguments.
 */
export class TwoWay {
  constructor(
    readonly fast: NativeBody,
    readonly slow: NativeBody,
  ) {}
}

export function twoWay(fast: NativeBody, slow: NativeBody): TwoWay {
  return new TwoWay(fast, slow);
}

/** What the functions below take as a body. */
export type Body = NativeBody | TwoWay;

/** How a built-in function differs from the default. */
export interface NativeOptions {
  proto?: JSObject;
  provider?: Provider;
  /** Values the function closes over; found in `fn.data.captured`. */
  captured?: unknown;
  isConstructor?: boolean;
}

/**
 * Makes a built-in function object. Its kind follows from `body`: a host generator function may run guest code.
 * @spec sec-createbuiltinfunction
 */
export function native(
  realm: Realm,
  name: string | symbol,
  length: number,
  body: Body,
  options: NativeOptions = {},
): JSObject {
  const text = typeof name === 'symbol' ? `[${name.description}]` : name;
  const fast = body instanceof TwoWay ? body.fast : body;
  const slow = body instanceof TwoWay ? body.slow : null;
  const steps = Object.getPrototypeOf(fast) === GeneratorFunctionPrototype;
  const provider = options.provider ?? 'ECMAScript';
  const data = new NativeFunction(fast, steps, text, realm, provider, options.captured ?? null, slow);
  const proto = options.proto ?? realm.intrinsics.FunctionPrototype;
  const shape = proto.childShape().add('length', C).add('name', C);
  const fn = new JSObject(shape, Kind.Native, data, [length, text]);
  fn.flags |= CALLABLE | (options.isConstructor === true ? CONSTRUCTOR : 0);
  return fn;
}

/** Adds a built-in method to `target` and gives it back. */
export function method(
  realm: Realm,
  target: JSObject,
  name: string | symbol,
  length: number,
  body: Body,
  options?: NativeOptions,
): JSObject {
  const fn = native(realm, name, length, body, options);
  setHidden(target, name, fn, WC);
  return fn;
}

/** Adds a built-in accessor property (`get x`, `set x`). */
export function accessor(
  realm: Realm,
  target: JSObject,
  name: string | symbol,
  get: Body | undefined,
  set?: Body,
  options?: NativeOptions,
): JSObject | undefined {
  const text = typeof name === 'symbol' ? `[${name.description}]` : name;
  const getter = get && native(realm, `get ${text}`, 0, get, options);
  const setter = set && native(realm, `set ${text}`, 1, set, options);
  setHidden(target, name, new Accessor(getter, setter), C | ACCESSOR);
  return getter;
}

/** Takes the places of an object's properties, in the order in which programs print them; what they hold is defined later. */
export function reserveOrder(object: JSObject, names: string): void {
  for (const name of names.split(' ')) setHidden(object, name, undefined, WC);
}

/** Adds a data property with the given attributes (default: none, as for constants). */
export function constant(target: JSObject, name: string | symbol, value: Value, attributes = 0): void {
  setHidden(target, name, value, attributes);
}

/**
 * Makes a constructor with its `prototype` object linked both ways. `body` sees `newTarget` undefined when called as function.
 */
export function constructorFunction(
  realm: Realm,
  name: string,
  length: number,
  body: Body,
  prototype: JSObject,
  options: NativeOptions = {},
): JSObject {
  const fn = native(realm, name, length, body, { ...options, isConstructor: true });
  fn.shape = fn.shape.toDictionary();
  setHidden(fn, 'prototype', prototype, 0);
  setHidden(prototype, 'constructor', fn, WC);
  return fn;
}

/** A plain object for a namespace or prototype; nothing else has its layout, so it is a dictionary from the start. */
export function plainObject(realm: Realm, proto: JSObject | null = realm.intrinsics.ObjectPrototype): JSObject {
  const shape = proto === null ? Shape.root(null) : proto.childShape();
  return new JSObject(shape.toDictionary());
}

/** The NativeFunction or BoundFunction data of a function object, or undefined. */
export function nativeData(fn: JSObject): NativeFunction | undefined {
  return fn.data instanceof NativeFunction ? fn.data : undefined;
}

export { BoundFunction };
