import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToPropertyKey, toPropertyKeyPrimitive } from '../operations/conversion';
import { className } from '../operations/describe';
import {
  DefinePropertyOrThrow,
  Get,
  HasOwnProperty,
  Invoke,
  IsArray,
  IsCallable,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  ToObject,
} from '../operations/object';
import type { Realm } from '../realm';
import type { NativeBody } from '../values/function';
import { type Accessor, getOwnProperty, hasOwn, type JSObject, Kind, peek } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { accessor, method, twoWay } from './define';
import { setPrototypeOrThrow } from './object-constructor';

/** The methods of `Object.prototype`. @spec sec-properties-of-the-object-prototype-object */
export function createObjectPrototype(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = intrinsics.ObjectPrototype;

  /** @spec sec-object.prototype.__defineGetter__ */
  method(realm, proto, '__defineGetter__', 2, defineAccessor('get'));
  /** @spec sec-object.prototype.__defineSetter__ */
  method(realm, proto, '__defineSetter__', 2, defineAccessor('set'));
  /** @spec sec-object.prototype.hasownproperty */
  method(
    realm,
    proto,
    'hasOwnProperty',
    1,
    twoWay(
      (agent, thisValue, args) => {
        if (isObject(args[0])) return SLOW;
        const key = toPropertyKeyPrimitive(args[0]);
        const object = ToObject(agent, thisValue);
        return object.kind === Kind.Proxy ? SLOW : hasOwn(object, key);
      },
      function* (agent, thisValue, args) {
        const key = yield* ToPropertyKey(agent, args[0]);
        return yield* HasOwnProperty(agent, ToObject(agent, thisValue), key);
      },
    ),
  );
  /** @spec sec-object.prototype.__lookupGetter__ */
  method(realm, proto, '__lookupGetter__', 1, lookupAccessor('get'));
  /** @spec sec-object.prototype.__lookupSetter__ */
  method(realm, proto, '__lookupSetter__', 1, lookupAccessor('set'));
  /** @spec sec-object.prototype.isprototypeof */
  method(realm, proto, 'isPrototypeOf', 1, function* (agent, thisValue, args) {
    if (!isObject(args[0])) return false;
    const object = ToObject(agent, thisValue);
    let value: JSObject | null = args[0];
    for (;;) {
      value = value.kind === Kind.Proxy ? yield* objectGetPrototypeOf(agent, value) : value.shape.proto;
      if (value === null) return false;
      if (value === object) return true;
    }
  });
  /** @spec sec-object.prototype.propertyisenumerable */
  method(realm, proto, 'propertyIsEnumerable', 1, function* (agent, thisValue, args) {
    const key = yield* ToPropertyKey(agent, args[0]);
    const own = yield* objectGetOwnProperty(agent, ToObject(agent, thisValue), key);
    return own?.enumerable === true;
  });
  /** @spec sec-object.prototype.tostring */
  intrinsics.ObjectPrototypeToString = method(
    realm,
    proto,
    'toString',
    0,
    twoWay(
      (agent, thisValue) => {
        if (thisValue === undefined) return '[object Undefined]';
        if (thisValue === null) return '[object Null]';
        const object = ToObject(agent, thisValue);
        const builtinTag = tagOf(agent, object);
        const tag = peek(object, wellKnown.toStringTag);
        return tag === SLOW ? SLOW : `[object ${typeof tag === 'string' ? tag : builtinTag}]`;
      },
      function* (agent, thisValue) {
        const object = ToObject(agent, thisValue);
        const builtinTag = tagOf(agent, object);
        const tag = yield* Get(agent, object, wellKnown.toStringTag);
        return `[object ${typeof tag === 'string' ? tag : builtinTag}]`;
      },
    ),
  );
  /** @spec sec-object.prototype.valueof */
  method(realm, proto, 'valueOf', 0, (agent, thisValue) => ToObject(agent, thisValue));
  /** @spec sec-object.prototype.__proto__ */
  accessor(
    realm,
    proto,
    '__proto__',
    function* (agent, thisValue) {
      return yield* objectGetPrototypeOf(agent, ToObject(agent, thisValue));
    },
    function* (agent, thisValue, args) {
      if (thisValue === undefined || thisValue === null) {
        throwTypeError(agent, 'set Object.prototype.__proto__ called on null or undefined');
      }
      const value = args[0];
      if (isObject(thisValue) && (value === null || isObject(value))) {
        yield* setPrototypeOrThrow(agent, thisValue, value);
      }
      return undefined;
    },
  );
  /** @spec sec-object.prototype.tolocalestring */
  method(realm, proto, 'toLocaleString', 0, function* (agent, thisValue) {
    if (thisValue === undefined || thisValue === null) {
      throwTypeError(agent, 'Object.prototype.toLocaleString called on null or undefined');
    }
    return yield* Invoke(agent, thisValue, 'toString');
  });
}

function tagOf(agent: Agent, object: JSObject): string {
  return IsArray(agent, object, 'Object.prototype.toString') ? 'Array' : className(object);
}

function defineAccessor(field: 'get' | 'set'): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    const object = ToObject(agent, thisValue);
    const fn = args[1];
    if (!IsCallable(fn)) {
      throwTypeError(agent, `Object.prototype.__define${field === 'get' ? 'Getter' : 'Setter'}__: Expecting function`);
    }
    const key = yield* ToPropertyKey(agent, args[0]);
    yield* DefinePropertyOrThrow(agent, object, key, { [field]: fn, enumerable: true, configurable: true });
    return undefined;
  };
}

function lookupAccessor(field: 'get' | 'set'): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    let object: JSObject | null = ToObject(agent, thisValue);
    const key = yield* ToPropertyKey(agent, args[0]);
    while (object !== null) {
      const isProxy: boolean = object.kind === Kind.Proxy;
      const own = isProxy ? yield* objectGetOwnProperty(agent, object, key) : getOwnProperty(object, key);
      if (own !== undefined) return own.isAccessor ? (own.value as Accessor)[field] : undefined;
      object = isProxy ? yield* objectGetPrototypeOf(agent, object) : object.shape.proto;
    }
    return undefined;
  };
}
