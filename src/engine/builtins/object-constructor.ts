import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { SameValue } from '../operations/compare';
import { ToPropertyKey, toPropertyKeyPrimitive } from '../operations/conversion';
import { describeValue } from '../operations/describe';

import { DONE, GetIterator, IteratorCloseThrow, IteratorStepValue } from '../operations/iterator';
import {
  CreateDataPropertyOrThrow,
  createArray,
  DefinePropertyOrThrow,
  EnumerableOwnProperties,
  FromPropertyDescriptor,
  Get,
  HasOwnProperty,
  OrdinaryCreateFromConstructor,
  objectGet,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectIsExtensible,
  objectOwnKeys,
  objectPreventExtensions,
  objectSetPrototypeOf,
  peekEnumerableOwnProperties,
  SetIntegrityLevel,
  Set as SetProperty,
  TestIntegrityLevel,
  ToObject,
  ToPropertyDescriptor,
} from '../operations/object';
import type { Realm } from '../realm';
import type { NativeBody } from '../values/function';
import {
  createDataProperty,
  createObject,
  getOwnProperty,
  hasOwn,
  IMMUTABLE_PROTO,
  type JSObject,
  Kind,
  ownPropertyKeys,
  type PropertyDescriptor,
  poke,
} from '../values/object';
import { isObject, keyToValue, type PropertyKey, SLOW, Throw, type Value } from '../values/value';
import { constructorFunction, method, twoWay } from './define';
import { groupBy } from './group-by';

/** `Object` and its functions. @spec sec-object-constructor */
export function createObjectConstructor(realm: Realm): void {
  const { intrinsics } = realm;
  const C = constructorFunction(realm, 'Object', 1, constructObject, intrinsics.ObjectPrototype);
  intrinsics.Object = C;

  /** @spec sec-object.assign */
  method(realm, C, 'assign', 2, assign);
  /** @spec sec-object.getownpropertydescriptor */
  method(realm, C, 'getOwnPropertyDescriptor', 2, function* (agent, _this, args) {
    const object = ToObject(agent, args[0]);
    const key = yield* ToPropertyKey(agent, args[1]);
    return FromPropertyDescriptor(agent, yield* objectGetOwnProperty(agent, object, key));
  });
  /** @spec sec-object.getownpropertydescriptors */
  method(realm, C, 'getOwnPropertyDescriptors', 1, function* (agent, _this, args) {
    const object = ToObject(agent, args[0]);
    const result = createObject(agent.realm.intrinsics.ObjectPrototype);
    for (const key of yield* objectOwnKeys(agent, object)) {
      const own = yield* objectGetOwnProperty(agent, object, key);
      if (own !== undefined) createDataProperty(result, key, FromPropertyDescriptor(agent, own));
    }
    return result;
  });
  /** @spec sec-object.getownpropertynames */
  method(realm, C, 'getOwnPropertyNames', 1, ownKeysMethod(false));
  /** @spec sec-object.getownpropertysymbols */
  method(realm, C, 'getOwnPropertySymbols', 1, ownKeysMethod(true));
  /** @spec sec-object.hasown */
  method(
    realm,
    C,
    'hasOwn',
    2,
    twoWay(
      (agent, _this, args) => {
        const object = ToObject(agent, args[0]);
        if (object.kind === Kind.Proxy || isObject(args[1])) return SLOW;
        return hasOwn(object, toPropertyKeyPrimitive(args[1]));
      },
      function* (agent, _this, args) {
        const object = ToObject(agent, args[0]);
        return yield* HasOwnProperty(agent, object, yield* ToPropertyKey(agent, args[1]));
      },
    ),
  );
  /** @spec sec-object.is */
  method(realm, C, 'is', 2, (_agent, _this, args) => SameValue(args[0], args[1]));
  /** @spec sec-object.preventextensions */
  method(realm, C, 'preventExtensions', 1, function* (agent, _this, args) {
    const object = args[0];
    if (!isObject(object)) return object;
    if (!(yield* objectPreventExtensions(agent, object))) {
      throwTypeError(agent, refusal(object, 'preventExtensions', 'Cannot prevent extensions'));
    }
    return object;
  });
  /** @spec sec-object.seal */
  method(realm, C, 'seal', 1, function* (agent, _this, args) {
    const object = args[0];
    if (!isObject(object)) return object;
    if (!(yield* SetIntegrityLevel(agent, object, 'sealed'))) {
      throwTypeError(agent, refusal(object, 'preventExtensions', 'Cannot seal'));
    }
    return object;
  });
  /** @spec sec-object.create */
  method(realm, C, 'create', 2, function* (agent, _this, args) {
    const proto = args[0];
    if (proto !== null && !isObject(proto)) throwPrototypeError(agent, proto);
    const object = createObject(proto);
    return args[1] === undefined ? object : yield* defineProperties(agent, object, args[1]);
  });
  /** @spec sec-object.defineproperties */
  method(realm, C, 'defineProperties', 2, function* (agent, _this, args) {
    if (!isObject(args[0])) throwTypeError(agent, 'Object.defineProperties called on non-object');
    return yield* defineProperties(agent, args[0], args[1]);
  });
  /** @spec sec-object.defineproperty */
  method(realm, C, 'defineProperty', 3, function* (agent, _this, args) {
    const object = args[0];
    if (!isObject(object)) throwTypeError(agent, 'Object.defineProperty called on non-object');
    const key = yield* ToPropertyKey(agent, args[1]);
    yield* DefinePropertyOrThrow(agent, object, key, yield* ToPropertyDescriptor(agent, args[2]));
    return object;
  });
  /** @spec sec-object.freeze */
  method(realm, C, 'freeze', 1, function* (agent, _this, args) {
    const object = args[0];
    if (!isObject(object)) return object;
    if (object.kind === Kind.TypedArray && object.data !== null && ownPropertyKeys(object).length > 0) {
      if (typeof ownPropertyKeys(object)[0] === 'number') {
        throwTypeError(agent, 'Cannot freeze array buffer views with elements');
      }
    }
    if (!(yield* SetIntegrityLevel(agent, object, 'frozen'))) {
      throwTypeError(agent, refusal(object, 'preventExtensions', 'Cannot freeze'));
    }
    return object;
  });
  /** @spec sec-object.getprototypeof */
  method(
    realm,
    C,
    'getPrototypeOf',
    1,
    twoWay(
      (agent, _this, args) => {
        const object = ToObject(agent, args[0]);
        return object.kind === Kind.Proxy ? SLOW : object.shape.proto;
      },
      function* (agent, _this, args) {
        return yield* objectGetPrototypeOf(agent, ToObject(agent, args[0]));
      },
    ),
  );
  /** @spec sec-object.setprototypeof */
  method(realm, C, 'setPrototypeOf', 2, function* (agent, _this, args) {
    const [object, proto] = args;
    if (object === undefined || object === null) {
      throwTypeError(agent, 'Object.setPrototypeOf called on null or undefined');
    }
    if (proto !== null && !isObject(proto)) throwPrototypeError(agent, proto);
    if (isObject(object)) yield* setPrototypeOrThrow(agent, object, proto);
    return object;
  });
  /** @spec sec-object.isextensible */
  method(realm, C, 'isExtensible', 1, function* (agent, _this, args) {
    return isObject(args[0]) && (yield* objectIsExtensible(agent, args[0]));
  });
  /** @spec sec-object.isfrozen */
  method(realm, C, 'isFrozen', 1, function* (agent, _this, args) {
    return !isObject(args[0]) || (yield* TestIntegrityLevel(agent, args[0], 'frozen'));
  });
  /** @spec sec-object.issealed */
  method(realm, C, 'isSealed', 1, function* (agent, _this, args) {
    return !isObject(args[0]) || (yield* TestIntegrityLevel(agent, args[0], 'sealed'));
  });
  /** @spec sec-object.keys */
  method(realm, C, 'keys', 1, enumerationMethod('key'));
  /** @spec sec-object.entries */
  method(realm, C, 'entries', 1, enumerationMethod('key+value'));
  /** @spec sec-object.fromentries */
  method(realm, C, 'fromEntries', 1, fromEntries);
  /** @spec sec-object.values */
  method(realm, C, 'values', 1, enumerationMethod('value'));
  /** @spec sec-object.groupby */
  method(realm, C, 'groupBy', 2, function* (agent, _this, args) {
    const groups = yield* groupBy(agent, args[0], args[1], 'property');
    const result = createObject(null);
    for (const [key, group] of groups) createDataProperty(result, key as PropertyKey, createArray(agent.realm, group));
    return result;
  });
}

/** @spec sec-object-value */
const constructObject = twoWay(
  (agent, _this, args, newTarget, fn) => {
    if (newTarget !== undefined && newTarget !== fn) return SLOW;
    const value = args[0];
    if (value === undefined || value === null) return createObject(agent.realm.intrinsics.ObjectPrototype);
    return ToObject(agent, value);
  },
  function* (agent, _this, _args, newTarget) {
    return yield* OrdinaryCreateFromConstructor(agent, newTarget!, 'ObjectPrototype');
  },
);

function* assign(agent: Agent, _this: Value, args: Value[]): Steps<Value> {
  const target = ToObject(agent, args[0]);
  for (let i = 1; i < args.length; i++) {
    if (args[i] === undefined || args[i] === null) continue;
    const from = ToObject(agent, args[i]);
    const isProxy = from.kind === Kind.Proxy;
    for (const key of yield* objectOwnKeys(agent, from)) {
      const own = isProxy ? yield* objectGetOwnProperty(agent, from, key) : getOwnProperty(from, key);
      if (own === undefined || !own.enumerable) continue;
      const value = isProxy || own.isAccessor ? yield* objectGet(agent, from, key) : (own.value as Value);
      if (poke(target, key, value) !== true) yield* SetProperty(agent, target, key, value, true);
    }
  }
  return target;
}

function ownKeysMethod(symbols: boolean): NativeBody {
  return function* (agent, _this, args) {
    const keys = yield* objectOwnKeys(agent, ToObject(agent, args[0]));
    const wanted = keys.filter((key) => (typeof key === 'symbol') === symbols);
    return createArray(agent.realm, wanted.map(keyToValue));
  };
}

function enumerationMethod(kind: 'key' | 'value' | 'key+value') {
  return twoWay(
    (agent, _this, args) => {
      const list = peekEnumerableOwnProperties(agent.realm, ToObject(agent, args[0]), kind);
      return list === SLOW ? SLOW : createArray(agent.realm, list as Value[]);
    },
    function* (agent, _this, args) {
      return createArray(agent.realm, yield* EnumerableOwnProperties(agent, ToObject(agent, args[0]), kind));
    },
  );
}

/** @spec sec-objectdefineproperties */
function* defineProperties(agent: Agent, object: JSObject, properties: Value): Steps<JSObject> {
  const props = ToObject(agent, properties);
  const descriptors: [PropertyKey, PropertyDescriptor][] = [];
  for (const key of yield* objectOwnKeys(agent, props)) {
    const own = yield* objectGetOwnProperty(agent, props, key);
    if (own?.enumerable) {
      descriptors.push([key, yield* ToPropertyDescriptor(agent, yield* Get(agent, props, key))]);
    }
  }
  for (const [key, desc] of descriptors) yield* DefinePropertyOrThrow(agent, object, key, desc);
  return object;
}

/** @spec sec-add-entries-from-iterable */
function* fromEntries(agent: Agent, _this: Value, args: Value[]): Steps<Value> {
  const iterable = args[0];
  if (iterable === undefined || iterable === null) throwTypeError(agent, 'undefined is not iterable');
  const object = createObject(agent.realm.intrinsics.ObjectPrototype);
  const record = yield* GetIterator(agent, iterable);
  for (;;) {
    const entry = yield* IteratorStepValue(agent, record);
    if (entry === DONE) return object;
    try {
      if (!isObject(entry as Value)) {
        throwTypeError(agent, `Iterator value ${describeValue(entry as Value)} is not an entry object`);
      }
      const key = yield* Get(agent, entry as JSObject, 0);
      const value = yield* Get(agent, entry as JSObject, 1);
      yield* CreateDataPropertyOrThrow(agent, object, yield* ToPropertyKey(agent, key), value);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      return yield* IteratorCloseThrow(agent, record, error);
    }
  }
}

function throwPrototypeError(agent: Agent, proto: Value): never {
  return throwTypeError(agent, `Object prototype may only be an Object or null: ${describeValue(proto)}`);
}

function refusal(object: JSObject, trap: string, otherwise: string): string {
  return object.kind === Kind.Proxy ? `'${trap}' on proxy: trap returned falsish` : otherwise;
}

/** [[SetPrototypeOf]] that must succeed, with V8's reasons where it doesn't. */
export function* setPrototypeOrThrow(agent: Agent, object: JSObject, proto: JSObject | null): Steps<void> {
  if (yield* objectSetPrototypeOf(agent, object, proto)) return;
  if (object.kind === Kind.Proxy) {
    throwTypeError(agent, `'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'`);
  }
  if (object.flags & IMMUTABLE_PROTO) {
    throwTypeError(agent, `Immutable prototype object 'Object.prototype' cannot have their prototype set`);
  }
  if (!object.extensible) throwTypeError(agent, `${describeValue(object)} is not extensible`);
  throwTypeError(agent, 'Cyclic __proto__ value');
}
