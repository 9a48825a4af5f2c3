import type { Agent } from '../agent';
import type { Code } from '../compile/code';
import type { Environment } from '../environment/environment';
import { throwTypeError } from '../errors';
import { describeValue } from '../operations/describe';
import { CreateDataPropertyOrThrow, createArray, Get } from '../operations/object';
import type { Realm } from '../realm';
import { Closure } from '../values/function';
import {
  Accessor,
  addProperty,
  CALLABLE,
  CONSTRUCTOR,
  createObject,
  defineOwnProperty,
  JSObject,
  Kind,
  setHidden,
  setIntegrityLevel,
} from '../values/object';
import { ACCESSOR, C, PRIVATE, type Shape, W, WC } from '../values/shape';
import { HOLE, isObject, type PropertyKey, toKey, type Value } from '../values/value';
import type { Frame } from './frame';
import { ContextProperty } from './function-context';
import { CallRequest, type Steps } from './request';

/** Shapes of fresh function objects, by kind; kept with the realm. */
interface FunctionShapes {
  readonly plain: Shape;
  readonly withPrototype: Shape;
  /** With `arguments` and `caller` of their own, where the prototype doesn't have them for all. */
  readonly sloppy: Shape | null;
  readonly prototype: Shape;
  /** What fresh sloppy functions have in place of `arguments` and `caller`. */
  readonly context: readonly [arguments: Value, caller: Value];
}

const shapes = new WeakMap<Realm, FunctionShapes>();

function shapesOf(realm: Realm): FunctionShapes {
  let known = shapes.get(realm);
  if (known === undefined) {
    const plain = realm.intrinsics.FunctionPrototype.childShape().add('length', C).add('name', C);
    known = {
      plain,
      withPrototype: plain.add('prototype', W),
      sloppy:
        realm.agent.hooks.library === 'V8 15'
          ? null
          : plain.add('arguments', ACCESSOR).add('caller', ACCESSOR).add('prototype', W),
      prototype: realm.intrinsics.ObjectPrototype.childShape().add('constructor', WC),
      context: [new ContextProperty(realm, 'arguments') as never, new ContextProperty(realm, 'caller') as never],
    };
    shapes.set(realm, known);
  }
  return known;
}

/** Makes a function object of compiled code. @spec sec-instantiateordinaryfunctionobject */
export function makeClosure(realm: Realm, code: Code, env: Environment | null): JSObject {
  const { plain, withPrototype, sloppy, prototype, context } = shapesOf(realm);
  const closure = new Closure(code, env, realm);
  if (code.kind === 'normal' && !code.async && !code.generator) {
    const own = new JSObject(prototype, Kind.Ordinary, null, [undefined]);
    const fn =
      code.strict || sloppy === null
        ? new JSObject(withPrototype, Kind.Closure, closure, [code.length, code.name, own])
        : new JSObject(sloppy, Kind.Closure, closure, [code.length, code.name, context[0], context[1], own]);
    fn.flags = CALLABLE | CONSTRUCTOR;
    own.slots[0] = fn;
    return fn;
  }
  if (!code.async && !code.generator) {
    const fn = new JSObject(plain, Kind.Closure, closure, [code.length, code.name]);
    fn.flags = CALLABLE;
    return fn;
  }
  const { intrinsics } = realm;
  const proto = code.generator
    ? code.async
      ? intrinsics.AsyncGeneratorFunctionPrototype
      : intrinsics.GeneratorFunctionPrototype
    : intrinsics.AsyncFunctionPrototype;
  const fn = new JSObject(proto.childShape(), Kind.Closure, closure);
  fn.flags = CALLABLE;
  addProperty(fn, 'length', code.length, C);
  addProperty(fn, 'name', code.name, C);
  if (code.generator) {
    addProperty(
      fn,
      'prototype',
      createObject(code.async ? intrinsics.AsyncGeneratorPrototype : intrinsics.GeneratorPrototype),
      W,
    );
  }
  return fn;
}

/** @spec sec-setfunctionname */
export function setFunctionName(fn: JSObject, key: string | symbol | number, prefix: number): void {
  const name =
    typeof key === 'symbol'
      ? key.description === undefined
        ? ''
        : key.description.startsWith('#')
          ? key.description
          : `[${key.description}]`
      : String(key);
  const text = prefix === 1 ? `get ${name}` : prefix === 2 ? `set ${name}` : name;
  // A class with a static member called `name` keeps it.
  const slot = fn.shape.lookup('name');
  if (slot >= 0 && fn.shape.attributes(slot) === C) fn.slots[slot] = text;
  else if (slot < 0) addProperty(fn, 'name', text, C);
  const closure = fn.data;
  if (closure instanceof Closure && closure.code.name === '') closure.code.name = text;
}

/**
 * The constructor and prototype of a class; the prototype goes to register `protoRegister`.
 * @spec sec-runtime-semantics-classdefinitionevaluation
 */
export function* makeClass(
  agent: Agent,
  frame: Frame,
  code: Code,
  env: Environment | null,
  parent: Value,
  protoRegister: number,
): Steps<Value> {
  const { realm } = frame;
  let protoParent: JSObject | null = realm.intrinsics.ObjectPrototype;
  let constructorParent = realm.intrinsics.FunctionPrototype;
  if (parent === null) protoParent = null;
  else if (parent !== HOLE) {
    if (!isObject(parent) || !(parent.flags & CONSTRUCTOR)) {
      throwTypeError(agent, `Class extends value ${describeValue(parent)} is not a constructor or null`);
    }
    const proto = yield* Get(agent, parent, 'prototype');
    if (proto !== null && !isObject(proto)) {
      throwTypeError(agent, `Class extends value does not have valid prototype property ${describeValue(proto)}`);
    }
    protoParent = proto;
    constructorParent = parent;
  }
  const proto = createObject(protoParent);
  const closure = new Closure(code, env, realm);
  closure.homeObject = proto;
  const shape = constructorParent.childShape().add('length', C).add('name', C).add('prototype', 0);
  const fn = new JSObject(shape, Kind.Closure, closure, [code.length, code.name, proto]);
  fn.flags = CALLABLE | CONSTRUCTOR;
  setHidden(proto, 'constructor', fn, WC);
  frame.registers[protoRegister] = proto;
  return fn;
}

// Private names

/** A private name as the compiler knows it: with what V8 asks of an object that lacks the method or accessor; '' for fields. */
export interface PrivateNameFacts {
  readonly id: string;
  readonly brand: string;
}

/** A fresh private name. As a symbol it can key a shape; the PRIVATE attribute hides it from everything else. */
export function newPrivateName(agent: Agent, { id, brand }: PrivateNameFacts): symbol {
  const name = Symbol(id);
  if (brand !== '') agent.privateBrands.set(name, brand);
  return name;
}

function throwMissing(
  agent: Agent,
  object: Value,
  key: symbol,
  verb: 'read' | 'write',
  preposition: 'from' | 'to',
): never {
  const brand = agent.privateBrands.get(key);
  if ((object === undefined || object === null) && brand?.startsWith('class ') !== true) {
    // What V8 looks for in the object is the class's mark, of its name.
    if (brand !== undefined)
      throwTypeError(
        agent,
        `Cannot read properties of ${object} (reading '${brand.replace(/^an instance of class /, '')}')`,
      );
    const [words, mark] = verb === 'read' ? ['read', 'reading'] : ['set', 'setting'];
    throwTypeError(agent, `Cannot ${words} properties of ${object} (${mark} '${key.description}')`);
  }
  if (brand !== undefined) throwTypeError(agent, `Receiver must be ${brand}`);
  return throwTypeError(
    agent,
    `Cannot ${verb} private member ${key.description} ${preposition} an object whose class did not declare it`,
  );
}

function privateSlot(object: Value, key: symbol): number {
  return isObject(object) ? object.shape.lookup(key) : -1;
}

/** The element's value, or its Accessor (with a getter). @spec sec-privateget */
export function getPrivate(agent: Agent, object: Value, key: symbol): Value | Accessor {
  const slot = privateSlot(object, key);
  if (slot < 0) throwMissing(agent, object, key, 'read', 'from');
  const value = (object as JSObject).slots[slot] as Value | Accessor;
  if (value instanceof Accessor && value.get === undefined)
    throwTypeError(agent, `'${key.description}' was defined without a getter`);
  return value;
}

/** Sets a private field; gives the setter to call, if it's an accessor. @spec sec-privateset */
export function setPrivate(agent: Agent, object: Value, key: symbol, value: Value): JSObject | null {
  const slot = privateSlot(object, key);
  if (slot < 0) throwMissing(agent, object, key, 'write', 'to');
  const target = object as JSObject;
  const attributes = target.shape.attributes(slot);
  if (attributes & ACCESSOR) {
    const { set } = target.slots[slot] as unknown as Accessor;
    if (set === undefined) throwTypeError(agent, `'${key.description}' was defined without a setter`);
    return set;
  }
  if (!(attributes & W)) throwTypeError(agent, `Private method '${key.description}' is not writable`);
  target.slots[slot] = value;
  if (target.watch !== null) target.watch.changed(target, key);
  return null;
}

export function hasPrivate(agent: Agent, object: Value, key: symbol): boolean {
  if (!isObject(object))
    throwTypeError(
      agent,
      `Cannot use 'in' operator to search for '${key.description}' in ${typeof object === 'symbol' ? 'Symbol()' : String(object)}`,
    );
  return privateSlot(object, key) >= 0;
}

function addPrivate(agent: Agent, object: JSObject, key: symbol, value: Value | Accessor, attributes: number): void {
  const slot = object.shape.lookup(key);
  if (slot >= 0) {
    const old = object.slots[slot] as unknown;
    // A getter and a setter of one name make one accessor.
    if (old instanceof Accessor && value instanceof Accessor && (old.get === undefined) !== (value.get === undefined)) {
      object.slots[slot] = new Accessor(old.get ?? value.get, old.set ?? value.set) as unknown as Value;
      return;
    }
    throwTypeError(agent, `Cannot initialize ${key.description} twice on the same object`);
  }
  if (!object.extensible && agent.hooks.proposals)
    throwTypeError(agent, `Cannot define property ${key.description}, object is not extensible`);
  addProperty(object, key, value, attributes | PRIVATE);
}

/** A private method or accessor, on the class itself (static) or on an instance. `flags`: 1 getter, 2 setter. */
export function definePrivateMethod(agent: Agent, object: JSObject, key: symbol, fn: JSObject, flags: number): void {
  if (flags & 1) addPrivate(agent, object, key, new Accessor(fn, undefined), ACCESSOR);
  else if (flags & 2) addPrivate(agent, object, key, new Accessor(undefined, fn), ACCESSOR);
  else addPrivate(agent, object, key, fn, 0);
}

// Fields

/** A field or private method that constructing an instance defines. */
export interface ClassField {
  readonly key: string | symbol;
  readonly initializer: JSObject | undefined;
  /** 4 private field, 8 private method (1 getter, 2 setter), 16: the value, an anonymous function, is named after the key. */
  readonly flags: number;
}

export function addField(
  list: ClassField[],
  key: string | symbol | number,
  initializer: JSObject | undefined,
  flags: number,
): void {
  list.push({ key: typeof key === 'number' ? String(key) : key, initializer, flags });
}

/** Private methods first, then fields in order. @spec sec-initializeinstanceelements */
export function* initializeFields(agent: Agent, list: readonly ClassField[], self: JSObject): Steps<Value> {
  for (const field of list)
    if (field.flags & 8) definePrivateMethod(agent, self, field.key as symbol, field.initializer!, field.flags & 3);
  yield* runFields(agent, list, self);
  return undefined;
}

/** Defines the fields of a list on `self`. @spec sec-definefield */
export function* runFields(agent: Agent, list: readonly ClassField[], self: JSObject): Steps<Value> {
  for (const { key, initializer, flags } of list) {
    if (flags & 8) continue;
    const value = initializer === undefined ? undefined : yield new CallRequest(initializer, self, [], undefined);
    if (flags & 16 && isObject(value)) setFunctionName(value, key, 0);
    refusePrototype(agent, self, key);
    if (flags & 4) addPrivate(agent, self, key as symbol, value, W);
    else yield* CreateDataPropertyOrThrow(agent, self, typeof key === 'string' ? toKey(key) : key, value);
  }
  return undefined;
}

/** A method, getter or setter of an object literal or class. `flags`: 1 getter, 2 setter, 4 enumerable. */
export function defineMethod(agent: Agent, object: JSObject, key: PropertyKey, fn: JSObject, flags: number): void {
  const enumerable = (flags & 4) !== 0;
  const desc =
    flags & 1
      ? { get: fn, enumerable, configurable: true }
      : flags & 2
        ? { set: fn, enumerable, configurable: true }
        : { value: fn, writable: true, enumerable, configurable: true };
  refusePrototype(agent, object, key);
  if (!defineOwnProperty(object, key, desc)) throwTypeError(agent, `Cannot redefine property: ${String(key)}`);
}

/** A computed name may turn out to be one that no static member of a class may have. */
function refusePrototype(agent: Agent, object: JSObject, key: PropertyKey): void {
  if (key === 'prototype' && object.data instanceof Closure && object.data.code.isClassConstructor)
    throwTypeError(agent, "Classes may not have a static property named 'prototype'");
}

interface TemplateSite {
  readonly cooked: (string | undefined)[];
  readonly raw: string[];
}

/** The template object of a site, one per site and realm. @spec sec-gettemplateobject */
export function makeTemplate(realm: Realm, site: TemplateSite): JSObject {
  let template = realm.templates.get(site);
  if (template === undefined) {
    template = createArray(realm, site.cooked.slice());
    const raw = createArray(realm, site.raw.slice());
    setIntegrityLevel(raw, 'frozen');
    setHidden(template, 'raw', raw, 0);
    setIntegrityLevel(template, 'frozen');
    realm.templates.set(site, template);
  }
  return template;
}
