import type { Agent } from '../agent';
import { errorThrow, throwTypeError } from '../errors';
import { evalContext } from '../machine/eval';
import { call, RunRequest, type Steps } from '../machine/request';
import { importModule } from '../modules/dynamic-import';
import { ToString, toInteger } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { Get, GetFunctionRealm, HasOwnProperty, IsCallable, OrdinaryCreateFromConstructor } from '../operations/object';
import { newIntrinsicCapability, performPromiseThen, rejectPromise, resolvePromise } from '../operations/promise';
import type { Realm } from '../realm';
import { type JSObject, Kind, setHidden } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, toKey, type Value } from '../values/value';
import { constant, constructorFunction, method, native, plainObject } from './define';
import { receiver, throwRequiresNew } from './receiver';

/** `ShadowRealm`: a realm of the same agent that shares only primitives and wrapped functions with its maker. */
export function createShadowRealm(realm: Realm, createRealm: (agent: Agent) => Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.ShadowRealmPrototype = proto;
  /** @spec proposal-shadowrealm#sec-shadowrealm */
  intrinsics.ShadowRealm = constructorFunction(
    realm,
    'ShadowRealm',
    0,
    function* (agent, _this, _args, newTarget) {
      if (newTarget === undefined) throwRequiresNew(agent, 'ShadowRealm');
      const inner = createRealm(agent);
      agent.hooks.initializeShadowRealm?.(agent, inner);
      return yield* OrdinaryCreateFromConstructor(agent, newTarget, 'ShadowRealmPrototype', Kind.ShadowRealm, inner);
    },
    proto,
  );
  /** @spec proposal-shadowrealm#sec-shadowrealm.prototype.evaluate */
  method(realm, proto, 'evaluate', 1, function* (agent, thisValue, [text]) {
    const inner = receiver(agent, thisValue, Kind.ShadowRealm, 'ShadowRealm.prototype.evaluate').data as Realm;
    if (typeof text !== 'string') throwTypeError(agent, `${describeValue(text)} is not a string`);
    const frame = evalContext(agent, inner, text, null, null, null);
    return yield* getWrappedValue(agent, yield* throwingHere(agent, yieldRun(new RunRequest(frame))));
  });
  /** @spec proposal-shadowrealm#sec-shadowrealm.prototype.importvalue */
  method(realm, proto, 'importValue', 2, function* (agent, thisValue, [specifier, exportName]) {
    const inner = receiver(agent, thisValue, Kind.ShadowRealm, 'ShadowRealm.prototype.importValue').data as Realm;
    const text = yield* ToString(agent, specifier);
    if (typeof exportName !== 'string') throwTypeError(agent, `${describeValue(exportName)} is not a string`);
    return yield* importValue(agent, inner, text, exportName);
  });
  constant(proto, wellKnown.toStringTag, 'ShadowRealm', C);
}

function* yieldRun(request: RunRequest): Steps<Value> {
  return yield request;
}

function* yieldCall(fn: JSObject, thisValue: Value, args: Value[]): Steps<Value> {
  return yield call(fn, thisValue, ...args);
}

/** Does `steps`, which run in another realm; an error of theirs becomes a TypeError of the current one. */
function* throwingHere(agent: Agent, steps: Steps<Value>): Steps<Value> {
  try {
    return yield* steps;
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    throw errorThrow(agent, 'TypeError', `ShadowRealm evaluation threw (${describeValue(error.value)})`);
  }
}

/** @spec proposal-shadowrealm#sec-shadowrealmimportvalue */
function* importValue(agent: Agent, inner: Realm, specifier: string, exportName: string): Steps<Value> {
  const capability = newIntrinsicCapability(agent);
  // A function of the other realm, so that the module is made there.
  const load = native(inner, '', 0, function* (current) {
    return yield* importModule(current, specifier, new Map());
  });
  const imported = (yield call(load, undefined)) as JSObject;
  performPromiseThen(
    agent,
    imported,
    function* (current, exports): Steps<Value> {
      const namespace = exports as JSObject;
      const key = toKey(exportName);
      try {
        if (!(yield* HasOwnProperty(current, namespace, key))) {
          throwTypeError(current, `The module has no export named '${exportName}'`);
        }
        const value = yield* getWrappedValue(current, yield* Get(current, namespace, key));
        resolvePromise(current, capability.promise, value);
      } catch (error) {
        if (!(error instanceof Throw)) throw error;
        rejectPromise(current, capability.promise, error.value);
      }
      return undefined;
    },
    function* (current, reason): Steps<Value> {
      const error = errorThrow(current, 'TypeError', `Cannot import in the ShadowRealm (${describeValue(reason)})`);
      rejectPromise(current, capability.promise, error.value);
      return undefined;
    },
    undefined,
  );
  return capability.promise;
}

/** What of another realm's value may be seen in the current one. @spec proposal-shadowrealm#sec-getwrappedvalue */
function* getWrappedValue(agent: Agent, value: Value, realm: Realm = agent.realm): Steps<Value> {
  if (!isObject(value)) return value;
  if (!IsCallable(value)) throwTypeError(agent, `${describeValue(value)} is neither a primitive nor a function`);
  return yield* WrappedFunctionCreate(agent, realm, value);
}

/** @spec proposal-shadowrealm#sec-wrappedfunctioncreate */
function* WrappedFunctionCreate(agent: Agent, realm: Realm, target: JSObject): Steps<JSObject> {
  const wrapped = native(realm, '', 0, wrappedFunctionCall, { captured: target });
  try {
    const has = yield* HasOwnProperty(agent, target, 'length');
    const length = has ? yield* Get(agent, target, 'length') : 0;
    setHidden(wrapped, 'length', typeof length === 'number' ? Math.max(toInteger(length), 0) : 0, C);
    const name = yield* Get(agent, target, 'name');
    setHidden(wrapped, 'name', typeof name === 'string' ? name : '', C);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    throwTypeError(agent, `Cannot wrap a function of another realm (${describeValue(error.value)})`);
  }
  return wrapped;
}

/** @spec proposal-shadowrealm#sec-ordinary-wrapped-function-call */
function* wrappedFunctionCall(
  agent: Agent,
  thisValue: Value,
  args: Value[],
  _newTarget: JSObject | undefined,
  fn: JSObject,
): Steps<Value> {
  const target = fn.data.captured as JSObject;
  const targetRealm = GetFunctionRealm(agent, target);
  const wrappedArgs: Value[] = [];
  for (const arg of args) wrappedArgs.push(yield* getWrappedValue(agent, arg, targetRealm));
  const wrappedThis = yield* getWrappedValue(agent, thisValue, targetRealm);
  return yield* getWrappedValue(agent, yield* throwingHere(agent, yieldCall(target, wrappedThis, wrappedArgs)));
}
