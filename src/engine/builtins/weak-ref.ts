import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import { IsCallable, OrdinaryCreateFromConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { type JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { constant, constructorFunction, method, plainObject } from './define';
import { receiver, throwRequiresNew } from './receiver';
import { isRegistered } from './symbol';

/** Internal slots of a WeakRef. Objects are never collected during a run, so that a run stays a pure function. */
export interface WeakRefData {
  target: JSObject | symbol | undefined;
}

/** A cell of a finalization registry. */
export interface FinalizationCell {
  target: JSObject | symbol | undefined;
  readonly heldValue: Value;
  readonly unregisterToken: JSObject | symbol | undefined;
}

/** Internal slots of a FinalizationRegistry. */
export interface FinalizationRegistryData {
  readonly cleanupCallback: JSObject;
  cells: FinalizationCell[];
}

/** @spec sec-canbeheldweakly */
export function CanBeHeldWeakly(agent: Agent, value: Value): value is JSObject | symbol {
  return isObject(value) || (typeof value === 'symbol' && !isRegistered(agent, value));
}

/** `WeakRef` and `FinalizationRegistry`. @spec sec-managing-memory */
export function createWeakRef(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.WeakRefPrototype = proto;
  intrinsics.WeakRef = constructorFunction(realm, 'WeakRef', 1, constructWeakRef, proto);
  /** @spec sec-weak-ref.prototype.deref */
  method(realm, proto, 'deref', 0, (agent, thisValue) => {
    const { target } = receiver(agent, thisValue, Kind.WeakRef, 'WeakRef.prototype.deref').data as WeakRefData;
    if (target !== undefined) agent.keptAlive.add(target);
    return target;
  });
  constant(proto, wellKnown.toStringTag, 'WeakRef', C);
  createFinalizationRegistry(realm);
}

/** @spec sec-weak-ref-target */
function* constructWeakRef(agent: Agent, _this: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'WeakRef');
  const target = args[0];
  if (!CanBeHeldWeakly(agent, target)) throwTypeError(agent, 'WeakRef: invalid target');
  const data: WeakRefData = { target };
  const ref = yield* OrdinaryCreateFromConstructor(agent, newTarget, 'WeakRefPrototype', Kind.WeakRef, data);
  agent.keptAlive.add(target);
  return ref;
}

/** @spec sec-finalization-registry-objects */
function createFinalizationRegistry(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  const name = 'FinalizationRegistry';
  const dataOf = (agent: Agent, value: Value, called: string): FinalizationRegistryData =>
    receiver(agent, value, Kind.FinalizationRegistry, `${name}.prototype.${called}`).data;
  intrinsics.FinalizationRegistryPrototype = proto;
  /** @spec sec-finalization-registry-cleanup-callback */
  intrinsics.FinalizationRegistry = constructorFunction(
    realm,
    name,
    1,
    function* (agent, _this, args, newTarget) {
      if (newTarget === undefined) throwRequiresNew(agent, name);
      const cleanupCallback = args[0];
      if (!IsCallable(cleanupCallback)) throwTypeError(agent, `${name}: cleanup must be callable`);
      const data: FinalizationRegistryData = { cleanupCallback, cells: [] };
      const intrinsic = 'FinalizationRegistryPrototype';
      return yield* OrdinaryCreateFromConstructor(agent, newTarget, intrinsic, Kind.FinalizationRegistry, data);
    },
    proto,
  );
  /** @spec sec-finalization-registry.prototype.register */
  method(realm, proto, 'register', 2, (agent, thisValue, args) => {
    const data = dataOf(agent, thisValue, 'register');
    const [target, heldValue, unregisterToken] = args;
    if (!CanBeHeldWeakly(agent, target)) throwTypeError(agent, `${name}.prototype.register: invalid target`);
    if (target === heldValue) {
      throwTypeError(agent, `${name}.prototype.register: target and holdings must not be same`);
    }
    let token: JSObject | symbol | undefined;
    if (CanBeHeldWeakly(agent, unregisterToken)) token = unregisterToken;
    else if (unregisterToken !== undefined) throwInvalidToken(agent, unregisterToken);
    data.cells.push({ target, heldValue, unregisterToken: token });
    touch(thisValue as JSObject);
    return undefined;
  });
  /** @spec sec-finalization-registry.prototype.unregister */
  method(realm, proto, 'unregister', 1, (agent, thisValue, args) => {
    const data = dataOf(agent, thisValue, 'unregister');
    const token = args[0];
    if (!CanBeHeldWeakly(agent, token)) throwInvalidToken(agent, token);
    const kept = data.cells.filter((cell) => cell.unregisterToken !== token);
    const removed = kept.length < data.cells.length;
    data.cells = kept;
    if (removed) touch(thisValue as JSObject);
    return removed;
  });
  constant(proto, wellKnown.toStringTag, name, C);
}

function throwInvalidToken(agent: Agent, token: Value): never {
  return throwTypeError(agent, `Invalid unregisterToken ('${describeValue(token)}')`);
}
