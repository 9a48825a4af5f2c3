import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { CallRequest, construct } from '../machine/request';
import { ToPropertyKey } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import {
  createArray,
  FromPropertyDescriptor,
  IsCallable,
  IsConstructor,
  objectDefineOwnProperty,
  objectDelete,
  objectGetFor,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectHas,
  objectIsExtensible,
  objectOwnKeys,
  objectPreventExtensions,
  objectSetFor,
  objectSetPrototypeOf,
  ToPropertyDescriptor,
} from '../operations/object';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, keyToValue, type Value } from '../values/value';
import { constant, method, plainObject } from './define';
import { argumentList, throwNotApplicable } from './function';

/** @spec sec-reflect-object */
export function createReflect(realm: Realm): void {
  const reflect = plainObject(realm);
  realm.intrinsics.Reflect = reflect;
  /** @spec sec-reflect.defineproperty */
  method(realm, reflect, 'defineProperty', 3, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'defineProperty');
    const key = yield* ToPropertyKey(agent, args[1]);
    return yield* objectDefineOwnProperty(agent, target, key, yield* ToPropertyDescriptor(agent, args[2]));
  });
  /** @spec sec-reflect.deleteproperty */
  method(realm, reflect, 'deleteProperty', 2, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'deleteProperty');
    return yield* objectDelete(agent, target, yield* ToPropertyKey(agent, args[1]));
  });
  /** @spec sec-reflect.apply */
  realm.intrinsics.ReflectApply = method(realm, reflect, 'apply', 3, function* (agent, _this, args) {
    const target = args[0];
    if (!IsCallable(target)) throwNotApplicable(agent, target);
    return yield new CallRequest(target, args[1], yield* argumentList(agent, args[2]), undefined);
  });
  /** @spec sec-reflect.construct */
  method(realm, reflect, 'construct', 2, function* (agent, _this, args) {
    const target = args[0];
    if (!IsConstructor(target)) throwTypeError(agent, `${describeValue(target)} is not a constructor`);
    const newTarget = args.length < 3 ? target : args[2];
    if (!IsConstructor(newTarget)) throwTypeError(agent, `${describeValue(newTarget)} is not a constructor`);
    return yield construct(target, yield* argumentList(agent, args[1]), newTarget);
  });
  /** @spec sec-reflect.get */
  method(realm, reflect, 'get', 2, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'get');
    const key = yield* ToPropertyKey(agent, args[1]);
    return yield* objectGetFor(agent, target, key, args.length < 3 ? target : args[2]);
  });
  /** @spec sec-reflect.getownpropertydescriptor */
  method(realm, reflect, 'getOwnPropertyDescriptor', 2, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'getOwnPropertyDescriptor');
    const key = yield* ToPropertyKey(agent, args[1]);
    return FromPropertyDescriptor(agent, yield* objectGetOwnProperty(agent, target, key));
  });
  /** @spec sec-reflect.getprototypeof */
  method(realm, reflect, 'getPrototypeOf', 1, function* (agent, _this, args) {
    return yield* objectGetPrototypeOf(agent, targetOf(agent, args[0], 'getPrototypeOf'));
  });
  /** @spec sec-reflect.has */
  method(realm, reflect, 'has', 2, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'has');
    return yield* objectHas(agent, target, yield* ToPropertyKey(agent, args[1]));
  });
  /** @spec sec-reflect.isextensible */
  method(realm, reflect, 'isExtensible', 1, function* (agent, _this, args) {
    return yield* objectIsExtensible(agent, targetOf(agent, args[0], 'isExtensible'));
  });
  /** @spec sec-reflect.ownkeys */
  method(realm, reflect, 'ownKeys', 1, function* (agent, _this, args) {
    const keys = yield* objectOwnKeys(agent, targetOf(agent, args[0], 'ownKeys'));
    return createArray(agent.realm, keys.map(keyToValue));
  });
  /** @spec sec-reflect.preventextensions */
  method(realm, reflect, 'preventExtensions', 1, function* (agent, _this, args) {
    return yield* objectPreventExtensions(agent, targetOf(agent, args[0], 'preventExtensions'));
  });
  /** @spec sec-reflect.set */
  method(realm, reflect, 'set', 3, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'set');
    const key = yield* ToPropertyKey(agent, args[1]);
    return yield* objectSetFor(agent, target, key, args[2], args.length < 4 ? target : args[3]);
  });
  /** @spec sec-reflect.setprototypeof */
  method(realm, reflect, 'setPrototypeOf', 2, function* (agent, _this, args) {
    const target = targetOf(agent, args[0], 'setPrototypeOf');
    const proto = args[1];
    if (proto !== null && !isObject(proto)) {
      throwTypeError(agent, `Object prototype may only be an Object or null: ${describeValue(proto)}`);
    }
    return yield* objectSetPrototypeOf(agent, target, proto);
  });
  constant(reflect, wellKnown.toStringTag, 'Reflect', C);
}

function targetOf(agent: Agent, value: Value, name: string): JSObject {
  if (isObject(value)) return value;
  return throwTypeError(agent, `Reflect.${name} called on non-object`);
}
