import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import type { ProxyData } from '../values/function';
import {
  Accessor,
  createDataProperty,
  createObject,
  defineOwnProperty,
  deleteProperty,
  getOwnProperty,
  isCompatible,
  type JSObject,
  Kind,
  NON_EXTENSIBLE,
  ownPropertyKeys,
  Property,
  type PropertyDescriptor,
  peek,
  poke,
  preventExtensions,
  setPrototypeOf,
} from '../values/object';
import { ACCESSOR, C, E, W } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, keyToValue, type PropertyKey, SLOW, toKey, type Value } from '../values/value';
import { describeKey, describeValue, describeWithType } from './describe';
import { IsCallable, prototypeOfPrimitive, ToBoolean, toLengthNumber, toNumberPrimitive } from './primitive';

// The internal methods of all objects, proxies included, and the operations proxies need for their invariants: these call
// each other, so they share a file.

type TrapName =
  | 'get'
  | 'set'
  | 'has'
  | 'deleteProperty'
  | 'defineProperty'
  | 'getOwnPropertyDescriptor'
  | 'getPrototypeOf'
  | 'setPrototypeOf'
  | 'isExtensible'
  | 'preventExtensions'
  | 'ownKeys';

/** Whether two values are the same; as primitive `Object.is`. @spec sec-samevalue */
export function SameValue(a: Value, b: Value): boolean {
  return Object.is(a, b);
}

/** The trap's function, or undefined when the proxy's target is to be asked. @spec sec-validatenonrevokedproxy */
function* getTrap(agent: Agent, proxy: JSObject, name: TrapName, key?: PropertyKey): Steps<JSObject | undefined> {
  const { handler, prepare } = proxy.data as ProxyData;
  if (handler === null) throwTypeError(agent, `Cannot perform '${name}' on a proxy that has been revoked`);
  if (prepare !== null) {
    yield* prepare(agent, name, key);
    return undefined;
  }
  return yield* GetMethod(agent, handler, name);
}

/** @spec sec-getmethod */
export function* GetMethod(agent: Agent, value: Value, key: PropertyKey): Steps<JSObject | undefined> {
  const found = yield* GetV(agent, value, key);
  if (found === undefined || found === null) return undefined;
  if (!IsCallable(found)) {
    throwTypeError(
      agent,
      typeof key === 'symbol'
        ? `${describeWithType(found)} is not a function`
        : `'${describeValue(found)}' returned for property '${describeKey(key)}' of object '${describeValue(value)}' is not a function`,
    );
  }
  return found;
}

/** @spec sec-get-o-p */
export function* Get(agent: Agent, object: JSObject, key: PropertyKey): Steps<Value> {
  const value = peek(object, key);
  return value === SLOW ? yield* objectGet(agent, object, key) : value;
}

/** @spec sec-getv */
export function* GetV(agent: Agent, value: Value, key: PropertyKey): Steps<Value> {
  if (isObject(value)) {
    const found = peek(value, key);
    return found === SLOW ? yield* objectGet(agent, value, key) : found;
  }
  if (typeof value === 'string') {
    if (key === 'length') return value.length;
    if (typeof key === 'number' && key < value.length) return value[key];
  }
  const proto = prototypeOfPrimitive(agent.realm, value);
  if (proto === null) {
    throwTypeError(
      agent,
      key === wellKnown.iterator
        ? `${describeWithType(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`
        : `Cannot read properties of ${String(value)} (reading '${describeKey(key)}')`,
    );
  }
  const found = peek(proto, key);
  return found === SLOW ? yield* objectGetFor(agent, proto, key, value) : found;
}

/** [[Get]] with the object as receiver. @spec sec-ordinaryget */
export function objectGet(agent: Agent, object: JSObject, key: PropertyKey): Steps<Value> {
  return objectGetFor(agent, object, key, object);
}

/** [[Get]]. @spec sec-ordinaryget */
export function* objectGetFor(agent: Agent, object: JSObject, key: PropertyKey, receiver: Value): Steps<Value> {
  let holder: JSObject | null = object;
  do {
    if (holder.kind === Kind.Proxy) {
      const { target, handler } = holder.data as ProxyData;
      const trap: JSObject | undefined = yield* getTrap(agent, holder, 'get', key);
      if (trap === undefined) {
        holder = target!;
        continue;
      }
      return yield* proxyGet(agent, trap, target!, handler!, key, receiver);
    }
    const own: Property | undefined = getOwnProperty(holder, key);
    if (own !== undefined) {
      if (!own.isAccessor) return own.value as Value;
      const getter = (own.value as Accessor).get;
      return getter === undefined ? undefined : yield call(getter, receiver);
    }
    if (holder.exotic?.ends?.(holder, key)) return undefined;
    holder = holder.shape.proto;
  } while (holder !== null);
  return undefined;
}

/** @spec sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver */
function* proxyGet(
  agent: Agent,
  trap: JSObject,
  target: JSObject,
  handler: JSObject,
  key: PropertyKey,
  receiver: Value,
): Steps<Value> {
  const value = yield call(trap, handler, target, keyToValue(key), receiver);
  const own = yield* objectGetOwnProperty(agent, target, key);
  if (own === undefined || own.attributes & C) return value;
  const name = describeKey(key);
  if (own.isAccessor) {
    if ((own.value as Accessor).get === undefined && value !== undefined) {
      throwTypeError(
        agent,
        `'get' on proxy: property '${name}' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '${describeValue(value)}')`,
      );
    }
  } else if (!(own.attributes & W) && !SameValue(own.value as Value, value)) {
    throwTypeError(
      agent,
      `'get' on proxy: property '${name}' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '${describeValue(own.value as Value)}' but got '${describeValue(value)}')`,
    );
  }
  return value;
}

/** [[Set]] with the object as receiver. @spec sec-ordinaryset */
export function objectSet(agent: Agent, object: JSObject, key: PropertyKey, value: Value): Steps<boolean> {
  return objectSetFor(agent, object, key, value, object);
}

/** [[Set]]. @spec sec-ordinaryset */
export function* objectSetFor(
  agent: Agent,
  object: JSObject,
  key: PropertyKey,
  value: Value,
  receiver: Value,
): Steps<boolean> {
  if (receiver === object) {
    const done = poke(object, key, value);
    if (done !== SLOW) return done as boolean;
  }
  let holder: JSObject | null = object;
  do {
    if (holder.kind === Kind.Proxy) {
      const { target, handler } = holder.data as ProxyData;
      const trap: JSObject | undefined = yield* getTrap(agent, holder, 'set');
      if (trap === undefined) {
        holder = target!;
        continue;
      }
      return yield* proxySet(agent, trap, target!, handler!, key, value, receiver);
    }
    const { exotic }: JSObject = holder;
    if (exotic !== null) {
      if (holder.kind === Kind.ModuleNamespace) return false;
      if (exotic.ends?.(holder, key)) {
        if (holder === receiver) {
          const converted: Value = exotic.convert ? yield* exotic.convert(agent, holder, key, value) : value;
          return exotic.set?.(holder, key, converted) !== false;
        }
        if (getOwnProperty(holder, key) === undefined) return true;
      } else if (exotic.set !== undefined && holder === receiver) {
        const done = exotic.set(holder, key, value);
        if (typeof done === 'boolean') return done;
      }
    }
    const own: Property | undefined = getOwnProperty(holder, key);
    if (own !== undefined) return yield* setOverOwn(agent, own, key, value, receiver);
    holder = holder.shape.proto;
  } while (holder !== null);
  return yield* setOverOwn(agent, undefined, key, value, receiver);
}

/** @spec sec-ordinarysetwithowndescriptor */
function* setOverOwn(
  agent: Agent,
  own: Property | undefined,
  key: PropertyKey,
  value: Value,
  receiver: Value,
): Steps<boolean> {
  if (own !== undefined) {
    if (own.isAccessor) {
      const setter = (own.value as Accessor).set;
      if (setter === undefined) return false;
      yield call(setter, receiver, value);
      return true;
    }
    if (!(own.attributes & W)) return false;
  }
  if (!isObject(receiver)) return false;
  const existing = yield* objectGetOwnProperty(agent, receiver, key);
  if (existing === undefined) return yield* CreateDataProperty(agent, receiver, key, value);
  if (existing.isAccessor || !(existing.attributes & W)) return false;
  return yield* objectDefineOwnProperty(agent, receiver, key, { value });
}

/** @spec sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver */
function* proxySet(
  agent: Agent,
  trap: JSObject,
  target: JSObject,
  handler: JSObject,
  key: PropertyKey,
  value: Value,
  receiver: Value,
): Steps<boolean> {
  if (!ToBoolean(yield call(trap, handler, target, keyToValue(key), value, receiver))) return false;
  const own = yield* objectGetOwnProperty(agent, target, key);
  if (own === undefined || own.attributes & C) return true;
  const prefix = `'set' on proxy: trap returned truish for property '${describeKey(key)}' which exists in the proxy target as a non-configurable and non-writable`;
  if (own.isAccessor) {
    if ((own.value as Accessor).set === undefined)
      throwTypeError(agent, `${prefix} accessor property without a setter`);
  } else if (!(own.attributes & W) && !SameValue(own.value as Value, value)) {
    throwTypeError(agent, `${prefix} data property with a different value`);
  }
  return true;
}

/** [[HasProperty]]. @spec sec-ordinaryhasproperty */
export function* objectHas(agent: Agent, object: JSObject, key: PropertyKey): Steps<boolean> {
  let holder: JSObject | null = object;
  do {
    if (holder.kind === Kind.Proxy) {
      const { target, handler } = holder.data as ProxyData;
      const trap: JSObject | undefined = yield* getTrap(agent, holder, 'has', key);
      if (trap === undefined) {
        holder = target!;
        continue;
      }
      return yield* proxyHas(agent, trap, target!, handler!, key);
    }
    if (holder.exotic?.has?.(holder, key) ?? getOwnProperty(holder, key) !== undefined) return true;
    if (holder.exotic?.ends?.(holder, key)) return false;
    holder = holder.shape.proto;
  } while (holder !== null);
  return false;
}

/** @spec sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p */
function* proxyHas(
  agent: Agent,
  trap: JSObject,
  target: JSObject,
  handler: JSObject,
  key: PropertyKey,
): Steps<boolean> {
  if (ToBoolean(yield call(trap, handler, target, keyToValue(key)))) return true;
  const own = yield* objectGetOwnProperty(agent, target, key);
  if (own !== undefined) {
    const prefix = `'has' on proxy: trap returned falsish for property '${describeKey(key)}'`;
    if (!(own.attributes & C)) throwTypeError(agent, `${prefix} which exists in the proxy target as non-configurable`);
    if (!(yield* objectIsExtensible(agent, target))) {
      throwTypeError(agent, `${prefix} but the proxy target is not extensible`);
    }
  }
  return false;
}

/** [[Delete]]. @spec sec-proxy-object-internal-methods-and-internal-slots-delete-p */
export function* objectDelete(agent: Agent, object: JSObject, key: PropertyKey): Steps<boolean> {
  if (object.kind !== Kind.Proxy) return deleteProperty(object, key);
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'deleteProperty', key);
  if (trap === undefined) return yield* objectDelete(agent, target!, key);
  if (!ToBoolean(yield call(trap, handler, target, keyToValue(key)))) return false;
  const own = yield* objectGetOwnProperty(agent, target!, key);
  if (own !== undefined) {
    const prefix = `'deleteProperty' on proxy: trap returned truish for property '${describeKey(key)}'`;
    if (!(own.attributes & C)) throwTypeError(agent, `${prefix} which is non-configurable in the proxy target`);
    if (!(yield* objectIsExtensible(agent, target!))) {
      throwTypeError(agent, `${prefix} but the proxy target is non-extensible`);
    }
  }
  return true;
}

/** [[GetOwnProperty]]. @spec sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p */
export function* objectGetOwnProperty(agent: Agent, object: JSObject, key: PropertyKey): Steps<Property | undefined> {
  if (object.kind !== Kind.Proxy) return getOwnProperty(object, key);
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'getOwnPropertyDescriptor', key);
  if (trap === undefined) return yield* objectGetOwnProperty(agent, target!, key);
  const result = yield call(trap, handler, target, keyToValue(key));
  const name = describeKey(key);
  const prefix = `'getOwnPropertyDescriptor' on proxy: trap`;
  if (result !== undefined && !isObject(result)) {
    throwTypeError(agent, `${prefix} returned neither object nor undefined for property '${name}'`);
  }
  const own = yield* objectGetOwnProperty(agent, target!, key);
  if (result === undefined) {
    if (own === undefined) return undefined;
    if (!(own.attributes & C)) {
      throwTypeError(
        agent,
        `${prefix} returned undefined for property '${name}' which is non-configurable in the proxy target`,
      );
    }
    if (!(yield* objectIsExtensible(agent, target!))) {
      throwTypeError(
        agent,
        `${prefix} returned undefined for property '${name}' which exists in the non-extensible proxy target`,
      );
    }
    return undefined;
  }
  const extensible = yield* objectIsExtensible(agent, target!);
  const property = completeDescriptor(yield* ToPropertyDescriptor(agent, result));
  if (own === undefined ? !extensible : !isCompatible(own, toDescriptor(property))) {
    throwTypeError(
      agent,
      `${prefix} returned descriptor for property '${name}' that is incompatible with the existing property in the proxy target`,
    );
  }
  if (!(property.attributes & C)) {
    if (own === undefined || own.attributes & C) {
      throwTypeError(
        agent,
        `${prefix} reported non-configurability for property '${name}' which is either non-existent or configurable in the proxy target`,
      );
    }
    if (!property.isAccessor && !(property.attributes & W) && own.attributes & W) {
      throwTypeError(
        agent,
        `${prefix} reported non-configurable and writable for property '${name}' which is non-configurable, non-writable in the proxy target`,
      );
    }
  }
  return property;
}

/** [[DefineOwnProperty]]. @spec sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc */
export function* objectDefineOwnProperty(
  agent: Agent,
  object: JSObject,
  key: PropertyKey,
  desc: PropertyDescriptor,
): Steps<boolean> {
  if (object.kind !== Kind.Proxy) {
    if (object.kind === Kind.Array && key === 'length' && 'value' in desc) {
      return defineOwnProperty(object, key, { ...desc, value: yield* toArrayLength(agent, desc.value) });
    }
    const { exotic } = object;
    if (exotic?.convert !== undefined && 'value' in desc && exotic.ends?.(object, key)) {
      if (getOwnProperty(object, key) === undefined || 'get' in desc || 'set' in desc) return false;
      if (desc.configurable === false || desc.enumerable === false || desc.writable === false) return false;
      exotic.set?.(object, key, yield* exotic.convert(agent, object, key, desc.value));
      return true;
    }
    return defineOwnProperty(object, key, desc);
  }
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'defineProperty', key);
  if (trap === undefined) return yield* objectDefineOwnProperty(agent, target!, key, desc);
  const given = fromDescriptor(agent, desc);
  if (!ToBoolean(yield call(trap, handler, target, keyToValue(key), given))) return false;
  const own = yield* objectGetOwnProperty(agent, target!, key);
  const extensible = yield* objectIsExtensible(agent, target!);
  const prefix = `'defineProperty' on proxy: trap returned truish for`;
  const name = describeKey(key);
  const fixes = desc.configurable === false;
  if (own === undefined) {
    if (!extensible) {
      throwTypeError(agent, `${prefix} adding property '${name}'  to the non-extensible proxy target`);
    }
    if (fixes) {
      throwTypeError(
        agent,
        `${prefix} defining non-configurable property '${name}' which is either non-existent or configurable in the proxy target`,
      );
    }
    return true;
  }
  if (!isCompatible(own, desc)) {
    throwTypeError(
      agent,
      `${prefix} adding property '${name}'  that is incompatible with the existing property in the proxy target`,
    );
  }
  if (fixes && own.attributes & C) {
    throwTypeError(
      agent,
      `${prefix} defining non-configurable property '${name}' which is either non-existent or configurable in the proxy target`,
    );
  }
  if (!own.isAccessor && !(own.attributes & C) && own.attributes & W && desc.writable === false) {
    throwTypeError(agent, `${prefix} defining non-configurable property '${name}' which cannot be non-writable`);
  }
  return true;
}

/** The conversions of ArraySetLength: both are observable. @spec sec-arraysetlength */
export function* toArrayLength(agent: Agent, value: Value): Steps<number> {
  if (!isObject(value)) {
    const n = toNumberPrimitive(agent, value);
    return n >>> 0 === n ? n >>> 0 : throwRangeError(agent, 'Invalid array length');
  }
  const length = toNumberPrimitive(agent, yield* ToPrimitive(agent, value, 'number')) >>> 0;
  const n = toNumberPrimitive(agent, yield* ToPrimitive(agent, value, 'number'));
  return length === n ? length : throwRangeError(agent, 'Invalid array length');
}

/** [[OwnPropertyKeys]]. @spec sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys */
export function* objectOwnKeys(agent: Agent, object: JSObject): Steps<PropertyKey[]> {
  if (object.kind !== Kind.Proxy) return ownPropertyKeys(object);
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'ownKeys');
  if (trap === undefined) return yield* objectOwnKeys(agent, target!);
  const result = yield call(trap, handler, target);
  const list = yield* CreateListFromArrayLike(agent, result, true);
  const keys = list.map((key) => (typeof key === 'string' ? toKey(key) : (key as symbol)));
  const unchecked = new Set<PropertyKey>(keys);
  if (unchecked.size !== keys.length) {
    throwTypeError(agent, `'ownKeys' on proxy: trap returned duplicate entries`);
  }
  const extensible = yield* objectIsExtensible(agent, target!);
  const targetKeys = yield* objectOwnKeys(agent, target!);
  const configurable: PropertyKey[] = [];
  const fixed: PropertyKey[] = [];
  for (const key of targetKeys) {
    const own = yield* objectGetOwnProperty(agent, target!, key);
    (own !== undefined && !(own.attributes & C) ? fixed : configurable).push(key);
  }
  if (extensible && fixed.length === 0) return keys;
  for (const key of fixed) if (!unchecked.delete(key)) throwMissingKey(agent, key);
  if (extensible) return keys;
  for (const key of configurable) if (!unchecked.delete(key)) throwMissingKey(agent, key);
  if (unchecked.size > 0) {
    throwTypeError(agent, `'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible`);
  }
  return keys;
}

function throwMissingKey(agent: Agent, key: PropertyKey): never {
  return throwTypeError(agent, `'ownKeys' on proxy: trap result did not include '${describeKey(key)}'`);
}

/** [[GetPrototypeOf]]. @spec sec-proxy-object-internal-methods-and-internal-slots-getprototypeof */
export function* objectGetPrototypeOf(agent: Agent, object: JSObject): Steps<JSObject | null> {
  if (object.kind !== Kind.Proxy) return object.shape.proto;
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'getPrototypeOf');
  if (trap === undefined) return yield* objectGetPrototypeOf(agent, target!);
  const proto = yield call(trap, handler, target);
  if (proto !== null && !isObject(proto)) {
    throwTypeError(agent, `'getPrototypeOf' on proxy: trap returned neither object nor null`);
  }
  if (yield* objectIsExtensible(agent, target!)) return proto;
  if ((yield* objectGetPrototypeOf(agent, target!)) !== proto) {
    throwTypeError(
      agent,
      `'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype`,
    );
  }
  return proto;
}

/** [[SetPrototypeOf]]. @spec sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v */
export function* objectSetPrototypeOf(agent: Agent, object: JSObject, proto: JSObject | null): Steps<boolean> {
  if (object.kind !== Kind.Proxy) return setPrototypeOf(object, proto);
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'setPrototypeOf');
  if (trap === undefined) return yield* objectSetPrototypeOf(agent, target!, proto);
  if (!ToBoolean(yield call(trap, handler, target, proto))) return false;
  if (yield* objectIsExtensible(agent, target!)) return true;
  if ((yield* objectGetPrototypeOf(agent, target!)) !== proto) {
    throwTypeError(
      agent,
      `'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target`,
    );
  }
  return true;
}

/** [[IsExtensible]]. @spec sec-proxy-object-internal-methods-and-internal-slots-isextensible */
export function* objectIsExtensible(agent: Agent, object: JSObject): Steps<boolean> {
  if (object.kind !== Kind.Proxy) return (object.flags & NON_EXTENSIBLE) === 0;
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'isExtensible');
  if (trap === undefined) return yield* objectIsExtensible(agent, target!);
  const answer = ToBoolean(yield call(trap, handler, target));
  const actual = yield* objectIsExtensible(agent, target!);
  if (answer !== actual) {
    throwTypeError(
      agent,
      `'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '${actual}')`,
    );
  }
  return answer;
}

/** [[PreventExtensions]]. @spec sec-proxy-object-internal-methods-and-internal-slots-preventextensions */
export function* objectPreventExtensions(agent: Agent, object: JSObject): Steps<boolean> {
  if (object.kind !== Kind.Proxy) return preventExtensions(object);
  const { target, handler } = object.data as ProxyData;
  const trap = yield* getTrap(agent, object, 'preventExtensions');
  if (trap === undefined) return yield* objectPreventExtensions(agent, target!);
  const answer = ToBoolean(yield call(trap, handler, target));
  if (answer && (yield* objectIsExtensible(agent, target!))) {
    throwTypeError(agent, `'preventExtensions' on proxy: trap returned truish but the proxy target is extensible`);
  }
  return answer;
}

/** @spec sec-createdataproperty */
export function* CreateDataProperty(agent: Agent, object: JSObject, key: PropertyKey, value: Value): Steps<boolean> {
  if (object.exotic === null && object.kind !== Kind.Proxy && key !== 'length') {
    return createDataProperty(object, key, value);
  }
  const desc = { value, writable: true, enumerable: true, configurable: true };
  return yield* objectDefineOwnProperty(agent, object, key, desc);
}

/** @spec sec-toprimitive */
export function* ToPrimitive(
  agent: Agent,
  input: Value,
  hint: 'default' | 'string' | 'number' = 'default',
): Steps<Value> {
  if (!isObject(input)) return input;
  const exotic = yield* GetMethod(agent, input, wellKnown.toPrimitive);
  if (exotic !== undefined) {
    const result = yield call(exotic, input, hint);
    if (!isObject(result)) return result;
    throwTypeError(agent, 'Cannot convert object to primitive value');
  }
  return yield* OrdinaryToPrimitive(agent, input, hint === 'string' ? 'string' : 'number');
}

/** @spec sec-ordinarytoprimitive */
export function* OrdinaryToPrimitive(agent: Agent, object: JSObject, hint: 'string' | 'number'): Steps<Value> {
  for (let turn = 0; turn < 2; turn++) {
    const name = (turn === 0) === (hint === 'string') ? 'toString' : 'valueOf';
    const method = yield* Get(agent, object, name);
    if (IsCallable(method)) {
      const result = yield call(method, object);
      if (!isObject(result)) return result;
    }
  }
  return throwTypeError(agent, 'Cannot convert object to primitive value');
}

/** @spec sec-lengthofarraylike */
export function* LengthOfArrayLike(agent: Agent, object: JSObject): Steps<number> {
  if (object.kind === Kind.Array) return object.length;
  let length = yield* Get(agent, object, 'length');
  if (isObject(length)) length = yield* ToPrimitive(agent, length, 'number');
  return toLengthNumber(toNumberPrimitive(agent, length));
}

/** With `keysOnly`, only strings and symbols are accepted. @spec sec-createlistfromarraylike */
export function* CreateListFromArrayLike(agent: Agent, value: Value, keysOnly = false): Steps<Value[]> {
  if (!isObject(value)) throwTypeError(agent, 'CreateListFromArrayLike called on non-object');
  const length = yield* LengthOfArrayLike(agent, value);
  if (length > 65535) agent.allocateElements(length);
  const list: Value[] = [];
  for (let i = 0; i < length; i++) {
    const key = i < 4294967295 ? i : String(i);
    let item = peek(value, key);
    if (item === SLOW) item = yield* objectGet(agent, value, key);
    if (keysOnly && typeof item !== 'string' && typeof item !== 'symbol') {
      throwTypeError(agent, `${describeValue(item)} is not a valid property name`);
    }
    list.push(item);
  }
  return list;
}

/** @spec sec-topropertydescriptor */
export function* ToPropertyDescriptor(agent: Agent, value: Value): Steps<PropertyDescriptor> {
  if (!isObject(value)) throwTypeError(agent, `Property description must be an object: ${describeValue(value)}`);
  const desc: PropertyDescriptor = {};
  if (yield* objectHas(agent, value, 'enumerable')) desc.enumerable = ToBoolean(yield* Get(agent, value, 'enumerable'));
  if (yield* objectHas(agent, value, 'configurable')) {
    desc.configurable = ToBoolean(yield* Get(agent, value, 'configurable'));
  }
  if (yield* objectHas(agent, value, 'value')) desc.value = yield* Get(agent, value, 'value');
  if (yield* objectHas(agent, value, 'writable')) desc.writable = ToBoolean(yield* Get(agent, value, 'writable'));
  if (yield* objectHas(agent, value, 'get')) {
    const getter = yield* Get(agent, value, 'get');
    if (getter !== undefined && !IsCallable(getter)) {
      throwTypeError(agent, `Getter must be a function: ${describeValue(getter)}`);
    }
    desc.get = getter;
  }
  if (yield* objectHas(agent, value, 'set')) {
    const setter = yield* Get(agent, value, 'set');
    if (setter !== undefined && !IsCallable(setter)) {
      throwTypeError(agent, `Setter must be a function: ${describeValue(setter)}`);
    }
    desc.set = setter;
  }
  if (('get' in desc || 'set' in desc) && ('value' in desc || 'writable' in desc)) {
    throwTypeError(
      agent,
      `Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, ${describeValue(value)}`,
    );
  }
  return desc;
}

/** @spec sec-completepropertydescriptor */
export function completeDescriptor(desc: PropertyDescriptor): Property {
  const attributes = (desc.enumerable ? E : 0) | (desc.configurable ? C : 0);
  if ('get' in desc || 'set' in desc) return new Property(new Accessor(desc.get, desc.set), attributes | ACCESSOR);
  return new Property(desc.value, attributes | (desc.writable ? W : 0));
}

/** The fully populated descriptor of a property. */
export function toDescriptor(property: Property): PropertyDescriptor {
  const enumerable = (property.attributes & E) !== 0;
  const configurable = (property.attributes & C) !== 0;
  if (property.isAccessor) {
    const { get, set } = property.value as Accessor;
    return { get, set, enumerable, configurable };
  }
  return { value: property.value as Value, writable: (property.attributes & W) !== 0, enumerable, configurable };
}

/** FromPropertyDescriptor of a descriptor record. @spec sec-frompropertydescriptor */
export function fromDescriptor(agent: Agent, desc: PropertyDescriptor): JSObject {
  const object = createObject(agent.realm.intrinsics.ObjectPrototype);
  for (const field of ['value', 'writable', 'get', 'set', 'enumerable', 'configurable'] as const) {
    if (field in desc) createDataProperty(object, field, desc[field]);
  }
  return object;
}
