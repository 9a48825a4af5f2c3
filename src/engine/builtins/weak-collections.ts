import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import { GetPrototypeFromConstructor } from '../operations/object';
import { IsCallable } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { constant, constructorFunction, method, plainObject } from './define';
import { addEntriesFromIterable, ENTRY_BYTES } from './map';
import { callback, receiver, throwRequiresNew } from './receiver';
import { addValuesFromIterable } from './set';

// A run must not depend on when the host collects garbage. So the engine holds everything strongly: entries of weak
// collections can be shown, and a WeakRef's target is empty only once a host decides on a collection and says so.

/** What a WeakRef or a registry's cell holds; empty after a collection. */
export type WeakTarget = JSObject | symbol | undefined;

/** Internal slots of a WeakRef. */
export interface WeakRefData {
  target: WeakTarget;
}

/** One registration. @spec sec-properties-of-finalization-registry-instances */
export interface RegistryCell {
  target: WeakTarget;
  readonly heldValue: Value;
  readonly token: WeakTarget;
}

/** Internal slots of a FinalizationRegistry. */
export interface RegistryData {
  readonly cleanup: JSObject;
  cells: RegistryCell[];
}

/** @spec sec-canbeheldweakly */
export function CanBeHeldWeakly(agent: Agent, value: Value): value is JSObject | symbol {
  if (isObject(value)) return true;
  return typeof value === 'symbol' && agent.symbolRegistry.get(value.description ?? '') !== value;
}

/**
 * @spec sec-weakmap-objects
 * @spec sec-weakset-objects
 * @spec sec-weak-ref-objects
 * @spec sec-finalization-registry-objects
 */
export function createWeakCollections(realm: Realm): void {
  createWeakMap(realm);
  createWeakSet(realm);
  createWeakRef(realm);
  createFinalizationRegistry(realm);
}

function createWeakMap(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.WeakMapPrototype = proto;
  intrinsics.WeakMap = constructorFunction(realm, 'WeakMap', 0, constructWeakMap, proto);
  /** @spec sec-weakmap.prototype.delete */
  method(realm, proto, 'delete', 1, (agent, thisValue, args) => {
    const deleted = weakMapData(agent, thisValue, 'delete').delete(args[0]);
    if (deleted) touch(thisValue as JSObject);
    return deleted;
  });
  /** @spec sec-weakmap.prototype.get */
  method(realm, proto, 'get', 1, (agent, thisValue, args) => weakMapData(agent, thisValue, 'get').get(args[0]));
  /** @spec sec-weakmap.prototype.set */
  intrinsics.WeakMapPrototypeSet = method(realm, proto, 'set', 2, (agent, thisValue, args) => {
    const data = weakMapData(agent, thisValue, 'set');
    setWeakly(agent, data, args[0], args[1]);
    touch(thisValue as JSObject);
    return thisValue;
  });
  /** @spec sec-weakmap.prototype.has */
  method(realm, proto, 'has', 1, (agent, thisValue, args) => weakMapData(agent, thisValue, 'has').has(args[0]));
  if (realm.agent.hooks.library !== 'V8 13') createGetOrInsert(realm, proto);
  constant(proto, wellKnown.toStringTag, 'WeakMap', C);
}

function weakMapData(agent: Agent, value: Value, name: string): Map<Value, Value> {
  return receiver(agent, value, Kind.WeakMap, `WeakMap.prototype.${name}`).data;
}

function createGetOrInsert(realm: Realm, proto: JSObject): void {
  /** @spec sec-weakmap.prototype.getorinsert */
  method(realm, proto, 'getOrInsert', 2, (agent, thisValue, args) => {
    const data = weakMapData(agent, thisValue, 'getOrInsert');
    if (data.has(args[0])) return data.get(args[0]);
    setWeakly(agent, data, args[0], args[1]);
    touch(thisValue as JSObject);
    return args[1];
  });
  /** @spec sec-weakmap.prototype.getorinsertcomputed */
  method(realm, proto, 'getOrInsertComputed', 2, function* (agent, thisValue, args): Steps<Value> {
    const data = weakMapData(agent, thisValue, 'getOrInsertComputed');
    if (!CanBeHeldWeakly(agent, args[0])) throwTypeError(agent, 'Invalid value used as weak map key');
    const f = callback(agent, args[1]);
    if (data.has(args[0])) return data.get(args[0]);
    const value = yield call(f, undefined, args[0]);
    setWeakly(agent, data, args[0], value);
    touch(thisValue as JSObject);
    return value;
  });
}

function setWeakly(agent: Agent, data: Map<Value, Value>, key: Value, value: Value): void {
  if (!CanBeHeldWeakly(agent, key)) throwTypeError(agent, 'Invalid value used as weak map key');
  agent.allocate(ENTRY_BYTES);
  data.set(key, value);
}

/** @spec sec-weakmap-iterable */
function* constructWeakMap(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'WeakMap');
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'WeakMapPrototype');
  const data = new Map<Value, Value>();
  const map = new JSObject(proto.childShape(), Kind.WeakMap, data);
  const iterable = args[0];
  if (iterable === undefined || iterable === null) return map;
  const plainAdder = agent.realm.intrinsics.WeakMapPrototypeSet;
  yield* addEntriesFromIterable(agent, map, iterable, 'set', plainAdder, (key, value) =>
    setWeakly(agent, data, key, value),
  );
  return map;
}

function createWeakSet(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.WeakSetPrototype = proto;
  intrinsics.WeakSet = constructorFunction(realm, 'WeakSet', 0, constructWeakSet, proto);
  const weakSetData = (agent: Agent, value: Value, name: string): Set<Value> =>
    receiver(agent, value, Kind.WeakSet, `WeakSet.prototype.${name}`).data;
  /** @spec sec-weakset.prototype.delete */
  method(realm, proto, 'delete', 1, (agent, thisValue, args) => {
    const deleted = weakSetData(agent, thisValue, 'delete').delete(args[0]);
    if (deleted) touch(thisValue as JSObject);
    return deleted;
  });
  /** @spec sec-weakset.prototype.has */
  method(realm, proto, 'has', 1, (agent, thisValue, args) => weakSetData(agent, thisValue, 'has').has(args[0]));
  /** @spec sec-weakset.prototype.add */
  intrinsics.WeakSetPrototypeAdd = method(realm, proto, 'add', 1, (agent, thisValue, args) => {
    const data = weakSetData(agent, thisValue, 'add');
    addWeakly(agent, data, args[0]);
    touch(thisValue as JSObject);
    return thisValue;
  });
  constant(proto, wellKnown.toStringTag, 'WeakSet', C);
}

function addWeakly(agent: Agent, data: Set<Value>, value: Value): void {
  if (!CanBeHeldWeakly(agent, value)) throwTypeError(agent, 'Invalid value used in weak set');
  agent.allocate(ENTRY_BYTES);
  data.add(value);
}

/** @spec sec-weakset-iterable */
function* constructWeakSet(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'WeakSet');
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'WeakSetPrototype');
  const data = new Set<Value>();
  const set = new JSObject(proto.childShape(), Kind.WeakSet, data);
  const iterable = args[0];
  if (iterable === undefined || iterable === null) return set;
  const plainAdder = agent.realm.intrinsics.WeakSetPrototypeAdd;
  yield* addValuesFromIterable(agent, set, iterable, plainAdder, (value) => addWeakly(agent, data, value));
  return set;
}

function createWeakRef(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.WeakRefPrototype = proto;
  /** @spec sec-weak-ref-target */
  intrinsics.WeakRef = constructorFunction(
    realm,
    'WeakRef',
    1,
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      if (newTarget === undefined) throwRequiresNew(agent, 'WeakRef');
      const target = args[0];
      if (!CanBeHeldWeakly(agent, target)) throwTypeError(agent, 'WeakRef: invalid target');
      const prototype = yield* GetPrototypeFromConstructor(agent, newTarget, 'WeakRefPrototype');
      agent.keptAlive.add(target);
      const data: WeakRefData = { target };
      return new JSObject(prototype.childShape(), Kind.WeakRef, data);
    },
    proto,
  );
  /** @spec sec-weak-ref.prototype.deref */
  method(realm, proto, 'deref', 0, (agent, thisValue) => {
    const { target } = receiver(agent, thisValue, Kind.WeakRef, 'WeakRef.prototype.deref').data as WeakRefData;
    if (target !== undefined) agent.keptAlive.add(target);
    return target;
  });
  constant(proto, wellKnown.toStringTag, 'WeakRef', C);
}

function createFinalizationRegistry(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.FinalizationRegistryPrototype = proto;
  /** @spec sec-finalization-registry-cleanup-callback */
  intrinsics.FinalizationRegistry = constructorFunction(
    realm,
    'FinalizationRegistry',
    1,
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      if (newTarget === undefined) throwRequiresNew(agent, 'FinalizationRegistry');
      const cleanup = args[0];
      if (!IsCallable(cleanup)) throwTypeError(agent, 'FinalizationRegistry: cleanup must be callable');
      const prototype = yield* GetPrototypeFromConstructor(agent, newTarget, 'FinalizationRegistryPrototype');
      const data: RegistryData = { cleanup, cells: [] };
      return new JSObject(prototype.childShape(), Kind.FinalizationRegistry, data);
    },
    proto,
  );
  const registryData = (agent: Agent, value: Value, name: string): RegistryData =>
    receiver(agent, value, Kind.FinalizationRegistry, `FinalizationRegistry.prototype.${name}`).data;
  /** @spec sec-finalization-registry.prototype.register */
  method(realm, proto, 'register', 2, (agent, thisValue, args) => {
    const data = registryData(agent, thisValue, 'register');
    const [target, heldValue, token] = args;
    if (!CanBeHeldWeakly(agent, target)) {
      throwTypeError(agent, 'FinalizationRegistry.prototype.register: invalid target');
    }
    if (target === heldValue) {
      throwTypeError(agent, 'FinalizationRegistry.prototype.register: target and holdings must not be same');
    }
    if (token !== undefined && !CanBeHeldWeakly(agent, token)) {
      throwTypeError(agent, `Invalid unregisterToken ('${describeValue(token)}')`);
    }
    agent.allocate(ENTRY_BYTES);
    data.cells.push({ target, heldValue, token });
    touch(thisValue as JSObject);
    return undefined;
  });
  /** @spec sec-finalization-registry.prototype.unregister */
  method(realm, proto, 'unregister', 1, (agent, thisValue, args) => {
    const data = registryData(agent, thisValue, 'unregister');
    const token = args[0];
    if (!CanBeHeldWeakly(agent, token)) throwTypeError(agent, `Invalid unregisterToken ('${describeValue(token)}')`);
    const before = data.cells.length;
    data.cells = data.cells.filter((cell) => cell.token !== token);
    touch(thisValue as JSObject);
    return data.cells.length !== before;
  });
  constant(proto, wellKnown.toStringTag, 'FinalizationRegistry', C);
}

/** Calls the callback for each cell whose target is gone. @spec sec-cleanup-finalization-registry */
export function* CleanupFinalizationRegistry(registry: JSObject): Steps<Value> {
  const data = registry.data as RegistryData;
  for (;;) {
    const at = data.cells.findIndex((cell) => cell.target === undefined);
    if (at < 0) return undefined;
    const [cell] = data.cells.splice(at, 1);
    touch(registry);
    yield call(data.cleanup, undefined, cell!.heldValue);
  }
}
