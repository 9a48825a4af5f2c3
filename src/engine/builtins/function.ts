import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { argumentsOf, callerOf } from '../machine/function-context';
import { CallRequest, type Steps } from '../machine/request';
import { toInteger } from '../operations/conversion';
import { describeValue, functionSourceText } from '../operations/describe';
import {
  CreateListFromArrayLike,
  Get,
  HasOwnProperty,
  IsCallable,
  OrdinaryHasInstance,
  objectGetPrototypeOf,
} from '../operations/object';
import type { Realm } from '../realm';
import { BoundFunction, Closure, NativeFunction } from '../values/function';
import {
  Accessor,
  CALLABLE,
  CONSTRUCTOR,
  hasOwn,
  JSObject,
  Kind,
  peek,
  preventExtensions,
  setHidden,
} from '../values/object';
import { ACCESSOR, C, Shape, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import { accessor, method, native, twoWay } from './define';

/** The function object every function inherits from; without its methods yet. @spec sec-properties-of-the-function-prototype-object */
export function makeFunctionPrototype(realm: Realm, objectPrototype: JSObject): JSObject {
  const data = new NativeFunction(() => undefined, false, '', realm, 'ECMAScript');
  const proto = new JSObject(objectPrototype.childShape().toDictionary(), Kind.Native, data);
  proto.flags |= CALLABLE;
  setHidden(proto, 'length', 0, C);
  setHidden(proto, 'name', '', C);
  return proto;
}

/** The methods of `Function.prototype`. @spec sec-properties-of-the-function-prototype-object */
export function createFunctionPrototype(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = intrinsics.FunctionPrototype;

  /** @spec sec-%throwtypeerror% */
  const thrower = native(realm, '', 0, (agent, thisValue) => {
    // INTEROP: V8 gives sloppy functions such properties of their own, null.
    return isSloppy(thisValue) ? null : throwRestricted(agent);
  });
  setHidden(thrower, 'length', 0, 0);
  setHidden(thrower, 'name', '', 0);
  preventExtensions(thrower);
  intrinsics.ThrowTypeError = thrower;
  const { library } = realm.agent.hooks;
  if (library !== 'V8 15') {
    /** @spec sec-addrestrictedfunctionproperties */
    setHidden(proto, 'arguments', new Accessor(thrower, thrower), C | ACCESSOR);
    setHidden(proto, 'caller', new Accessor(thrower, thrower), C | ACCESSOR);
  }

  // Filled in with `Function`; here for its place among the keys.
  setHidden(proto, 'constructor', undefined, WC);

  /** @spec sec-function.prototype.apply */
  intrinsics.FunctionPrototypeApply = method(realm, proto, 'apply', 2, function* (agent, thisValue, args) {
    const list = args[1];
    if (list === undefined || list === null) return yield new CallRequest(thisValue, args[0], [], undefined);
    if (!IsCallable(thisValue)) throwNotApplicable(agent, thisValue);
    return yield new CallRequest(thisValue, args[0], yield* argumentList(agent, list), undefined);
  });
  /** @spec sec-function.prototype.bind */
  method(
    realm,
    proto,
    'bind',
    1,
    twoWay((agent, thisValue, args) => {
      if (!IsCallable(thisValue)) throwTypeError(agent, 'Bind must be called on a function');
      if (thisValue.kind === Kind.Proxy) return SLOW;
      const length = hasOwn(thisValue, 'length') ? peek(thisValue, 'length') : undefined;
      const name = peek(thisValue, 'name');
      if (length === SLOW || name === SLOW) return SLOW;
      return makeBound(thisValue, thisValue.shape.proto, args, length, name);
    }, bindSlowly),
  );
  /** @spec sec-function.prototype.call */
  intrinsics.FunctionPrototypeCall = method(realm, proto, 'call', 1, function* (_agent, thisValue, args) {
    return yield new CallRequest(thisValue, args[0], args.slice(1), undefined);
  });
  /** @spec sec-function.prototype.tostring */
  method(realm, proto, 'toString', 0, (agent, thisValue) => {
    if (!IsCallable(thisValue)) throwTypeError(agent, `Function.prototype.toString requires that 'this' be a Function`);
    return functionSourceText(thisValue);
  });
  if (library === 'V8 15') {
    contextAccessor(realm, proto, 'arguments', argumentsOf);
    contextAccessor(realm, proto, 'caller', callerOf);
  }
  /** @spec sec-function.prototype-%symbol.hasinstance% */
  const hasInstance = native(realm, wellKnown.hasInstance, 1, function* (agent, thisValue, args) {
    return yield* OrdinaryHasInstance(agent, thisValue, args[0]);
  });
  setHidden(proto, wellKnown.hasInstance, hasInstance, 0);
  intrinsics.FunctionPrototypeHasInstance = hasInstance;
}

function isSloppy(value: Value): boolean {
  if (!isObject(value) || !(value.data instanceof Closure)) return false;
  const { code } = value.data;
  return !code.strict && code.kind === 'normal' && !code.async && !code.generator;
}

function throwRestricted(agent: Agent): never {
  return throwTypeError(
    agent,
    `'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them`,
  );
}

/** INTEROP: what a running sloppy function is asked for by the accessors of V8's later versions. */
function contextAccessor(realm: Realm, proto: JSObject, name: string, find: (agent: Agent, fn: Value) => Value): void {
  accessor(
    realm,
    proto,
    name,
    (agent, thisValue) => (isSloppy(thisValue) ? find(agent, thisValue) : throwRestricted(agent)),
    (agent, thisValue) => (isSloppy(thisValue) ? undefined : throwRestricted(agent)),
  );
}

/** What V8 says when there is nothing to apply arguments to. */
export function throwNotApplicable(agent: Agent, value: Value): never {
  const type = value === null ? 'null' : isObject(value) ? 'an object' : `a ${typeof value}`;
  const text = `Function.prototype.apply was called on ${describeValue(value)}, which is ${type} and not a function`;
  return throwTypeError(agent, text);
}

/** The arguments a list-like object holds: a true array's elements at once, others as the standard reads them. */
export function* argumentList(agent: Agent, list: Value): Steps<Value[]> {
  if (isObject(list) && list.kind === Kind.Array && list.exotic === null && list.elements.length === list.length) {
    if (!list.elements.includes(HOLE)) return list.elements.slice();
  }
  return yield* CreateListFromArrayLike(agent, list);
}

function* bindSlowly(agent: Agent, target: Value, args: Value[]): Steps<Value> {
  const fn = target as JSObject;
  const proto = yield* objectGetPrototypeOf(agent, fn);
  const length = (yield* HasOwnProperty(agent, fn, 'length')) ? yield* Get(agent, fn, 'length') : undefined;
  const name = yield* Get(agent, fn, 'name');
  return makeBound(fn, proto, args, length, name);
}

/** @spec sec-boundfunctioncreate */
function makeBound(target: JSObject, proto: JSObject | null, args: Value[], length: Value, name: Value): JSObject {
  const data = new BoundFunction(target, args[0], args.slice(1));
  const bound = new JSObject(proto === null ? Shape.root(null) : proto.childShape(), Kind.Bound, data);
  bound.flags |= CALLABLE | (target.flags & CONSTRUCTOR);
  const count = typeof length === 'number' ? Math.max(toInteger(length) - data.boundArgs.length, 0) : 0;
  setHidden(bound, 'length', count, C);
  setHidden(bound, 'name', `bound ${typeof name === 'string' ? name : ''}`, C);
  return bound;
}
