import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import type { Realm } from '../realm';
import { type BoundFunction, Closure, NativeFunction, type ProxyData } from '../values/function';
import {
  type Accessor,
  CONSTRUCTOR,
  createDataProperty,
  createObject,
  getOwnProperty,
  JSObject,
  Kind,
  ownPropertyKeys,
  type Property,
  type PropertyDescriptor,
  peek,
  setIntegrityLevel,
} from '../values/object';
import { ACCESSOR, C, E, W } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, keyToValue, type PropertyKey, SLOW, type Value } from '../values/value';
import { describeKey, describeValue, describeWithType } from './describe';
import {
  CreateDataProperty,
  fromDescriptor,
  Get,
  GetMethod,
  GetV,
  objectDefineOwnProperty,
  objectDelete,
  objectGet,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectHas,
  objectIsExtensible,
  objectOwnKeys,
  objectPreventExtensions,
  objectSet,
  toDescriptor,
} from './internal-methods';
import { CanonicalNumericIndexString, IsCallable, prototypeOfPrimitive, ToBoolean, ToObject } from './primitive';

export {
  CreateDataProperty,
  CreateListFromArrayLike,
  completeDescriptor,
  fromDescriptor,
  Get,
  GetMethod,
  GetV,
  LengthOfArrayLike,
  objectDefineOwnProperty,
  objectDelete,
  objectGet,
  objectGetFor,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectHas,
  objectIsExtensible,
  objectOwnKeys,
  objectPreventExtensions,
  objectSet,
  objectSetFor,
  objectSetPrototypeOf,
  ToPropertyDescriptor,
  toDescriptor,
} from './internal-methods';
export { IsCallable, ToObject } from './primitive';

/** @spec sec-hasproperty */
export function* HasProperty(agent: Agent, object: JSObject, key: PropertyKey): Steps<boolean> {
  return yield* objectHas(agent, object, key);
}

/** @spec sec-hasownproperty */
export function* HasOwnProperty(agent: Agent, object: JSObject, key: PropertyKey): Steps<boolean> {
  return (yield* objectGetOwnProperty(agent, object, key)) !== undefined;
}

/** @spec sec-set-o-p-v-throw */
export function* Set(agent: Agent, object: JSObject, key: PropertyKey, value: Value, throwFlag = true): Steps<boolean> {
  const done = yield* objectSet(agent, object, key, value);
  if (!done && throwFlag) throwTypeError(agent, failedSetMessage(agent, object, key));
  return done;
}

/** Why a [[Set]] answered false, as V8 says it. Runs no guest code; a proxy on the way is the answer. */
export function failedSetMessage(agent: Agent, target: Value, key: PropertyKey): string {
  const name = describeKey(key);
  if (!isObject(target)) {
    const own = typeof target === 'string' && (key === 'length' || (typeof key === 'number' && key < target.length));
    const place = `${typeof target} '${describeValue(target)}'`;
    if (own) return `Cannot assign to read only property '${name}' of ${place}`;
    for (let holder = prototypeOfPrimitive(agent.realm, target); holder !== null; holder = holder.shape.proto) {
      if (getOwnProperty(holder, key)?.isAccessor) return onlyGetter(name, holder);
    }
    return `Cannot create property '${name}' on ${place}`;
  }
  for (let holder: JSObject | null = target; holder !== null; holder = holder.shape.proto) {
    if (holder.kind === Kind.Proxy) {
      const { target: inner, handler } = holder.data as ProxyData;
      const passes = inner !== null && handler !== null && peek(handler, 'set') === undefined;
      const words = passes ? failedSetMessage(agent, inner, key) : '';
      return passes
        ? holder === target
          ? words.replace(/^Cannot add/, 'Cannot define')
          : words
        : `'set' on proxy: trap returned falsish for property '${name}'`;
    }
    const own = getOwnProperty(holder, key);
    if (own === undefined) continue;
    if (holder.kind === Kind.ModuleNamespace) {
      return agent.hooks.wording === 'V8 11'
        ? `Cannot assign to read only property '${name}' of object '[object Module]'`
        : `Cannot assign to property '${name}' of [object Module]`;
    }
    if (own.isAccessor) return onlyGetter(name, holder);
    if (own.attributes & W) {
      // The new length was refused by the last element that can't be deleted.
      if (holder === target && target.kind === Kind.Array && key === 'length') {
        return `Cannot delete property '${target.length - 1}' of ${describeValue(target)}`;
      }
      break;
    }
    const type = target.callable ? 'function' : 'object';
    return `Cannot assign to read only property '${name}' of ${type} '${describeValue(target)}'`;
  }
  return `Cannot add property ${name}, object is not extensible`;
}

function onlyGetter(name: string, holder: JSObject): string {
  return `Cannot set property ${name} of ${describeValue(holder)} which has only a getter`;
}

/** Why a [[Delete]] answered false. */
export function failedDeleteMessage(object: JSObject, key: PropertyKey): string {
  const name = describeKey(key);
  if (object.kind === Kind.Proxy) {
    const { target, handler } = object.data as ProxyData;
    const passes = target !== null && handler !== null && peek(handler, 'deleteProperty') === undefined;
    return passes
      ? failedDeleteMessage(target, key)
      : `'deleteProperty' on proxy: trap returned falsish for property '${name}'`;
  }
  return `Cannot delete property '${name}' of ${describeValue(object)}`;
}

/** Why a [[DefineOwnProperty]] answered false. */
export function failedDefineMessage(object: JSObject, key: PropertyKey): string {
  const name = describeKey(key);
  if (object.kind === Kind.Proxy) {
    const { target, handler } = object.data as ProxyData;
    const passes = target !== null && handler !== null && peek(handler, 'defineProperty') === undefined;
    return passes
      ? failedDefineMessage(target, key)
      : `'defineProperty' on proxy: trap returned falsish for property '${name}'`;
  }
  if (isOutside(object, key)) return 'Invalid typed array index';
  if (object.kind === Kind.ModuleNamespace) return `Cannot redefine property: ${name}`;
  if (getOwnProperty(object, key) === undefined) return `Cannot define property ${name}, object is not extensible`;
  return `Cannot redefine property: ${name}`;
}

/** Whether a key is a number that is no index of a typed array. */
function isOutside(object: JSObject, key: PropertyKey): boolean {
  if (object.kind !== Kind.TypedArray || getOwnProperty(object, key) !== undefined) return false;
  return typeof key === 'number' || (typeof key === 'string' && CanonicalNumericIndexString(key) !== undefined);
}

/** @spec sec-definepropertyorthrow */
export function* DefinePropertyOrThrow(
  agent: Agent,
  object: JSObject,
  key: PropertyKey,
  desc: PropertyDescriptor,
): Steps<void> {
  if (!(yield* objectDefineOwnProperty(agent, object, key, desc))) {
    throwTypeError(agent, failedDefineMessage(object, key));
  }
}

/** @spec sec-createdatapropertyorthrow */
export function* CreateDataPropertyOrThrow(
  agent: Agent,
  object: JSObject,
  key: PropertyKey,
  value: Value,
): Steps<void> {
  if (yield* CreateDataProperty(agent, object, key, value)) return;
  throwTypeError(
    agent,
    isOutside(object, key) ? `Cannot redefine property: ${describeKey(key)}` : failedDefineMessage(object, key),
  );
}

/** @spec sec-deletepropertyorthrow */
export function* DeletePropertyOrThrow(agent: Agent, object: JSObject, key: PropertyKey): Steps<void> {
  if (!(yield* objectDelete(agent, object, key))) throwTypeError(agent, failedDeleteMessage(object, key));
}

/** @spec sec-isconstructor */
export function IsConstructor(value: Value): value is JSObject {
  return isObject(value) && (value.flags & CONSTRUCTOR) !== 0;
}

/** @spec sec-isarray */
export function IsArray(agent: Agent, value: Value, operation = 'IsArray'): boolean {
  if (!isObject(value)) return false;
  let object: JSObject = value;
  while (object.kind === Kind.Proxy) {
    const { target } = object.data as ProxyData;
    if (target === null) throwTypeError(agent, `Cannot perform '${operation}' on a proxy that has been revoked`);
    object = target;
  }
  return object.kind === Kind.Array;
}

/** @spec sec-speciesconstructor */
export function* SpeciesConstructor(agent: Agent, object: JSObject, fallback: JSObject): Steps<JSObject> {
  const C = yield* Get(agent, object, 'constructor');
  if (C === undefined) return fallback;
  if (!isObject(C)) throwTypeError(agent, 'The .constructor property is not an object');
  // FAST-PATH: the built-in constructors' own species getter gives the constructor itself.
  if (C === fallback && hasPristineSpecies(C)) return fallback;
  const species = yield* Get(agent, C, wellKnown.species);
  if (species === undefined || species === null) return fallback;
  if (IsConstructor(species)) return species;
  return throwTypeError(agent, 'object.constructor[Symbol.species] is not a constructor');
}

/** Whether a built-in constructor still has the `Symbol.species` getter it was made with. */
export function hasPristineSpecies(C: JSObject): boolean {
  if (C.kind !== Kind.Native) return false;
  const slot = C.shape.lookup(wellKnown.species);
  if (slot < 0) return false;
  const getter = (C.slots[slot] as unknown as Accessor | undefined)?.get;
  return getter?.data instanceof NativeFunction && getter.data.name === 'get [Symbol.species]';
}

/** @spec sec-invoke */
export function* Invoke(agent: Agent, value: Value, key: PropertyKey, ...args: Value[]): Steps<Value> {
  const fn = yield* GetV(agent, value, key);
  if (!IsCallable(fn)) throwTypeError(agent, `${describeWithType(fn)} is not a function`);
  return yield call(fn, value, ...args);
}

/** @spec sec-enumerableownproperties */
export function* EnumerableOwnProperties(
  agent: Agent,
  object: JSObject,
  kind: 'key' | 'value' | 'key+value',
): Steps<Value[]> {
  const { realm } = agent;
  const result: Value[] = [];
  for (const key of yield* objectOwnKeys(agent, object)) {
    if (typeof key === 'symbol') continue;
    const own =
      object.kind === Kind.Proxy ? yield* objectGetOwnProperty(agent, object, key) : getOwnProperty(object, key);
    if (own === undefined || !(own.attributes & E)) continue;
    if (kind === 'key') {
      result.push(keyToValue(key));
      continue;
    }
    const value =
      own.isAccessor || object.kind === Kind.Proxy ? yield* objectGet(agent, object, key) : (own.value as Value);
    result.push(kind === 'value' ? value : createArray(realm, [keyToValue(key), value]));
  }
  return result;
}

/** EnumerableOwnProperties when no guest code can run; SLOW otherwise. @spec sec-enumerableownproperties */
export function peekEnumerableOwnProperties(
  realm: Realm,
  object: JSObject,
  kind: 'key' | 'value' | 'key+value',
): Value[] | typeof SLOW {
  if (object.kind === Kind.Proxy) return SLOW;
  const result: Value[] = [];
  const { elements, shape } = object;
  if (object.exotic === null && object.sparse === null) {
    // FAST-PATH: dense elements and the rows of the shape, in order.
    for (let i = 0; i < elements.length; i++) {
      const value = elements[i];
      if (value !== HOLE) addEntry(realm, result, kind, String(i), value);
    }
    for (let slot = 0; slot < shape.count; slot++) {
      const key = shape.key(slot);
      if (typeof key !== 'string' || !(shape.attributes(slot) & E)) continue;
      const value = object.slots[slot];
      if (kind !== 'key' && shape.attributes(slot) & ACCESSOR) {
        if ((value as unknown as Accessor).get !== undefined) return SLOW;
        addEntry(realm, result, kind, key, undefined);
      } else addEntry(realm, result, kind, key, value);
    }
    return result;
  }
  for (const key of ownPropertyKeys(object)) {
    if (typeof key === 'symbol') continue;
    const own = getOwnProperty(object, key);
    if (own === undefined || !own.enumerable) continue;
    if (own.isAccessor && kind !== 'key') {
      if ((own.value as Accessor).get !== undefined) return SLOW;
      addEntry(realm, result, kind, String(key), undefined);
    } else addEntry(realm, result, kind, String(key), own.value as Value);
  }
  return result;
}

function addEntry(realm: Realm, result: Value[], kind: 'key' | 'value' | 'key+value', key: string, value: Value): void {
  result.push(kind === 'key' ? key : kind === 'value' ? value : createArray(realm, [key, value]));
}

/** @spec sec-setintegritylevel */
export function* SetIntegrityLevel(agent: Agent, object: JSObject, level: 'sealed' | 'frozen'): Steps<boolean> {
  if (object.kind !== Kind.Proxy) return setIntegrityLevel(object, level);
  if (!(yield* objectPreventExtensions(agent, object))) return false;
  for (const key of yield* objectOwnKeys(agent, object)) {
    let desc: PropertyDescriptor = { configurable: false };
    if (level === 'frozen') {
      const own = yield* objectGetOwnProperty(agent, object, key);
      if (own === undefined) continue;
      if (!own.isAccessor) desc = { configurable: false, writable: false };
    }
    yield* DefinePropertyOrThrow(agent, object, key, desc);
  }
  return true;
}

/** @spec sec-testintegritylevel */
export function* TestIntegrityLevel(agent: Agent, object: JSObject, level: 'sealed' | 'frozen'): Steps<boolean> {
  if (yield* objectIsExtensible(agent, object)) return false;
  for (const key of yield* objectOwnKeys(agent, object)) {
    const own = yield* objectGetOwnProperty(agent, object, key);
    if (own === undefined) continue;
    // V8 takes the elements of a typed array for sealed.
    if (level === 'sealed' && object.kind === Kind.TypedArray && typeof key === 'number') continue;
    if (own.attributes & C) return false;
    if (level === 'frozen' && !own.isAccessor && own.attributes & W) return false;
  }
  return true;
}

/** @spec sec-copydataproperties */
export function* CopyDataProperties(
  agent: Agent,
  target: JSObject,
  source: Value,
  excluded: readonly PropertyKey[] = [],
): Steps<JSObject> {
  if (source === undefined || source === null) return target;
  const from = ToObject(agent, source);
  for (const key of yield* objectOwnKeys(agent, from)) {
    if (excluded.length > 0 && excluded.includes(key)) continue;
    const own: Property | undefined =
      from.kind === Kind.Proxy ? yield* objectGetOwnProperty(agent, from, key) : getOwnProperty(from, key);
    if (own === undefined || !(own.attributes & E)) continue;
    const value =
      own.isAccessor || from.kind === Kind.Proxy ? yield* objectGet(agent, from, key) : (own.value as Value);
    createDataProperty(target, key, value);
  }
  return target;
}

/** The object that `constructor.prototype` names, or the intrinsic of its realm. @spec sec-getprototypefromconstructor */
export function* GetPrototypeFromConstructor(agent: Agent, C: JSObject, intrinsic: string): Steps<JSObject> {
  const proto = yield* Get(agent, C, 'prototype');
  if (isObject(proto)) return proto;
  return GetFunctionRealm(agent, C).intrinsics[intrinsic];
}

/** GetPrototypeFromConstructor when no guest code can run; else SLOW. */
export function peekPrototypeFromConstructor(agent: Agent, C: JSObject, intrinsic: string): JSObject | typeof SLOW {
  const proto = peek(C, 'prototype');
  if (isObject(proto)) return proto;
  return proto === SLOW ? SLOW : GetFunctionRealm(agent, C).intrinsics[intrinsic];
}

/** @spec sec-ordinarycreatefromconstructor */
export function* OrdinaryCreateFromConstructor(
  agent: Agent,
  C: JSObject,
  intrinsic: string,
  kind: Kind = Kind.Ordinary,
  data: unknown = null,
): Steps<JSObject> {
  const proto = yield* GetPrototypeFromConstructor(agent, C, intrinsic);
  return new JSObject(proto.childShape(), kind, data);
}

/** @spec sec-getfunctionrealm */
export function GetFunctionRealm(agent: Agent, fn: JSObject): Realm {
  let object = fn;
  for (;;) {
    const { data } = object;
    if (data instanceof Closure || data instanceof NativeFunction) return data.realm;
    if (object.kind === Kind.Bound) object = (data as BoundFunction).target;
    else if (object.kind === Kind.Proxy) {
      const { target } = data as ProxyData;
      if (target === null) throwTypeError(agent, `Cannot perform 'get' on a proxy that has been revoked`);
      object = target;
    } else return agent.realm;
  }
}

/** @spec sec-ordinaryhasinstance */
export function* OrdinaryHasInstance(agent: Agent, C: Value, value: Value): Steps<boolean> {
  if (!IsCallable(C)) return false;
  if (C.kind === Kind.Bound) {
    return yield* InstanceofOperator(agent, value, (C.data as BoundFunction).target);
  }
  if (!isObject(value)) return false;
  const proto = yield* Get(agent, C, 'prototype');
  if (!isObject(proto)) {
    throwTypeError(agent, `Function has non-object prototype '${describeValue(proto)}' in instanceof check`);
  }
  let object: JSObject | null = value;
  for (;;) {
    object = object.kind === Kind.Proxy ? yield* objectGetPrototypeOf(agent, object) : object.shape.proto;
    if (object === null) return false;
    if (object === proto) return true;
  }
}

/** @spec sec-instanceofoperator */
export function* InstanceofOperator(agent: Agent, value: Value, target: Value): Steps<boolean> {
  if (!isObject(target)) throwTypeError(agent, `Right-hand side of 'instanceof' is not an object`);
  const handler = yield* GetMethod(agent, target, wellKnown.hasInstance);
  if (handler !== undefined) {
    if (
      handler.data instanceof NativeFunction &&
      handler === handler.data.realm.intrinsics.FunctionPrototypeHasInstance
    ) {
      return yield* OrdinaryHasInstance(agent, target, value);
    }
    return ToBoolean(yield call(handler, target, value));
  }
  if (!IsCallable(target)) throwTypeError(agent, `Right-hand side of 'instanceof' is not callable`);
  return yield* OrdinaryHasInstance(agent, target, value);
}

/** @spec sec-frompropertydescriptor */
export function FromPropertyDescriptor(agent: Agent, property: Property | undefined): JSObject | undefined {
  return property === undefined ? undefined : fromDescriptor(agent, toDescriptor(property));
}

/** An array that has `values` as its elements; it owns that list from now on. @spec sec-createarrayfromlist */
export function createArray(realm: Realm, values: Value[]): JSObject {
  const array = new JSObject(realm.arrayShape, Kind.Array);
  array.elements = values;
  array.length = values.length;
  return array;
}

/** An array without elements. @spec sec-arraycreate */
export function createArrayFromLength(
  realm: Realm,
  length: number,
  proto: JSObject = realm.intrinsics.ArrayPrototype,
): JSObject {
  const array = new JSObject(proto.childShape(), Kind.Array);
  array.length = length;
  return array;
}

/** An object of Object.prototype with these data properties. */
export function createRecord(realm: Realm, fields: Record<string, Value>): JSObject {
  const object = createObject(realm.intrinsics.ObjectPrototype);
  for (const name in fields) createDataProperty(object, name, fields[name]);
  return object;
}
