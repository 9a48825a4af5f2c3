import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { CallRequest, call, type Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import {
  createRecord,
  GetPrototypeFromConstructor,
  hasPristineSpecies,
  Invoke,
  IsCallable,
  SpeciesConstructor,
} from '../operations/object';
import {
  CreateResolvingFunctions,
  IsPromise,
  NewPromiseCapability,
  newIntrinsicCapability,
  newPromise,
  PromiseResolve,
  performPromiseThen,
  promiseResolve,
  type ReactionHandler,
  rejectCapability,
  rejectPromise,
  resolveCapability,
} from '../operations/promise';
import type { Realm } from '../realm';
import { type JSObject, peek } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, Throw, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, native, plainObject, twoWay } from './define';
import { throwNotApplicable } from './function';
import { createPromiseCombinators } from './promise-combinators';
import { throwIncompatible } from './receiver';

/** `Promise`, its functions but the combinators, and its prototype. @spec sec-promise-objects */
export function createPromise(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.PromisePrototype = proto;
  const promiseFunction = constructorFunction(realm, 'Promise', 1, constructPromise, proto);
  intrinsics.Promise = promiseFunction;

  createPromiseCombinators(realm, promiseFunction);
  /** @spec sec-promise.resolve */
  intrinsics.PromiseResolve = method(
    realm,
    promiseFunction,
    'resolve',
    1,
    twoWay(
      (agent, thisValue, args) =>
        thisValue === agent.realm.intrinsics.Promise ? promiseResolve(agent, args[0]) : SLOW,
      function* (agent, thisValue, args) {
        if (!isObject(thisValue)) throwTypeError(agent, 'PromiseResolve called on non-object');
        return yield* PromiseResolve(agent, thisValue, args[0]);
      },
    ),
  );
  /** @spec sec-promise.reject */
  method(
    realm,
    promiseFunction,
    'reject',
    1,
    twoWay(
      (agent, thisValue, args) => {
        if (thisValue !== agent.realm.intrinsics.Promise) return SLOW;
        const promise = newPromise(agent.realm);
        rejectPromise(agent, promise, args[0]);
        return promise;
      },
      function* (agent, thisValue, args) {
        if (!isObject(thisValue)) throwTypeError(agent, 'PromiseReject called on non-object');
        const capability = yield* NewPromiseCapability(agent, thisValue);
        yield* rejectCapability(agent, capability, args[0]);
        return capability.promise;
      },
    ),
  );
  /** @spec sec-promise.withResolvers */
  method(realm, promiseFunction, 'withResolvers', 0, function* (agent, thisValue) {
    if (!isObject(thisValue)) throwTypeError(agent, 'Promise.withResolvers called on non-object');
    const { promise, resolve, reject } = yield* NewPromiseCapability(agent, thisValue);
    return createRecord(agent.realm, { promise, resolve, reject });
  });
  /** @spec sec-promise.try */
  method(realm, promiseFunction, 'try', 1, function* (agent, thisValue, args) {
    if (!isObject(thisValue)) throwTypeError(agent, 'Promise.try called on non-object');
    const capability = yield* NewPromiseCapability(agent, thisValue);
    let result: Value;
    try {
      if (args.length > 1 && !IsCallable(args[0])) throwNotApplicable(agent, args[0]);
      result = yield new CallRequest(args[0], undefined, args.slice(1), undefined);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(agent, capability, error.value);
      return capability.promise;
    }
    yield* resolveCapability(agent, capability, result);
    return capability.promise;
  });
  /** @spec sec-get-promise-%symbol.species% */
  accessor(realm, promiseFunction, wellKnown.species, (_agent, thisValue) => thisValue);

  constant(proto, wellKnown.toStringTag, 'Promise', C);
  /** @spec sec-promise.prototype.then */
  intrinsics.PromisePrototypeThen = method(
    realm,
    proto,
    'then',
    2,
    twoWay((agent, thisValue, args) => {
      if (!IsPromise(thisValue)) throwIncompatible(agent, thisValue, 'Promise.prototype.then');
      return thenAtOnce(agent, thisValue, args[0], args[1]);
    }, thenSlowly),
  );
  /** @spec sec-promise.prototype.catch */
  method(
    realm,
    proto,
    'catch',
    1,
    twoWay(
      (agent, thisValue, args) => {
        // FAST-PATH: the `then` that would be invoked is the built-in one.
        if (!IsPromise(thisValue)) return SLOW;
        if (peek(thisValue, 'then') !== agent.realm.intrinsics.PromisePrototypeThen) return SLOW;
        return thenAtOnce(agent, thisValue, undefined, args[0]);
      },
      function* (agent, thisValue, args) {
        return yield* Invoke(agent, thisValue, 'then', undefined, args[0]);
      },
    ),
  );
  /** @spec sec-promise.prototype.finally */
  method(realm, proto, 'finally', 1, function* (agent, thisValue, args) {
    if (!isObject(thisValue)) throwTypeError(agent, 'Promise.prototype.finally called on non-object');
    const onFinally = args[0];
    const target = yield* SpeciesConstructor(agent, thisValue, agent.realm.intrinsics.Promise);
    if (!IsCallable(onFinally)) return yield* Invoke(agent, thisValue, 'then', onFinally, onFinally);
    const captured: FinallyState = { onFinally, target };
    const thenFinally = native(agent.realm, '', 1, thenFinallyBody, { captured });
    const catchFinally = native(agent.realm, '', 1, catchFinallyBody, { captured });
    return yield* Invoke(agent, thisValue, 'then', thenFinally, catchFinally);
  });
}

/** @spec sec-promise-executor */
function* constructPromise(agent: Agent, _this: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget === undefined) throwTypeError(agent, `Promise constructor cannot be invoked without 'new'`);
  const executor = args[0];
  if (!IsCallable(executor)) {
    throwTypeError(agent, `Promise resolver ${describeValue(executor)} is not a function`);
  }
  const { realm } = agent;
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'PromisePrototype');
  const promise = newPromise(realm, proto);
  const { resolve, reject } = CreateResolvingFunctions(realm, promise);
  try {
    yield call(executor, undefined, resolve, reject);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    yield call(reject, undefined, error.value);
  }
  return promise;
}

/** `then` on a promise whose constructor is the intrinsic one, untouched; else SLOW. */
function thenAtOnce(agent: Agent, promise: JSObject, onFulfilled: Value, onRejected: Value): Value {
  const found = peek(promise, 'constructor');
  if (found !== agent.realm.intrinsics.Promise || !hasPristineSpecies(found as JSObject)) return SLOW;
  const capability = newIntrinsicCapability(agent);
  performPromiseThen(agent, promise, handlerOf(onFulfilled), handlerOf(onRejected), capability);
  return capability.promise;
}

function* thenSlowly(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const promise = thisValue as JSObject;
  const target = yield* SpeciesConstructor(agent, promise, agent.realm.intrinsics.Promise);
  const capability = yield* NewPromiseCapability(agent, target);
  performPromiseThen(agent, promise, handlerOf(args[0]), handlerOf(args[1]), capability);
  return capability.promise;
}

function handlerOf(value: Value): ReactionHandler {
  return IsCallable(value) ? value : undefined;
}

interface FinallyState {
  readonly onFinally: JSObject;
  readonly target: JSObject;
}

/** @spec sec-thenfinallyfunctions */
function* thenFinallyBody(
  agent: Agent,
  _this: Value,
  args: Value[],
  _newTarget: JSObject | undefined,
  fn: JSObject,
): Steps<Value> {
  const { onFinally, target } = fn.data.captured as FinallyState;
  const result = yield call(onFinally, undefined);
  const promise = yield* PromiseResolve(agent, target, result);
  const valueThunk = native(agent.realm, '', 0, () => args[0]);
  return yield* Invoke(agent, promise, 'then', valueThunk);
}

/** @spec sec-catchfinallyfunctions */
function* catchFinallyBody(
  agent: Agent,
  _this: Value,
  args: Value[],
  _newTarget: JSObject | undefined,
  fn: JSObject,
): Steps<Value> {
  const { onFinally, target } = fn.data.captured as FinallyState;
  const result = yield call(onFinally, undefined);
  const promise = yield* PromiseResolve(agent, target, result);
  const thrower = native(agent.realm, '', 0, () => {
    throw new Throw(args[0]);
  });
  return yield* Invoke(agent, promise, 'then', thrower);
}
