import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import {
  CreateIterResultObject,
  DONE,
  GetIterator,
  IteratorCloseThrow,
  IteratorStepValue,
  pristineArrayIteration,
} from '../operations/iterator';
import { createArray, Get, GetPrototypeFromConstructor } from '../operations/object';
import { IsCallable } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, peek, setHidden, touch } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, SLOW, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, plainObject } from './define';
import { groupBy } from './group-by';
import { callback, callbackWithType, receiver, throwIncompatible, throwRequiresNew } from './receiver';

// [[MapData]] is a host Map: its keys compare by SameValueZero, it turns -0 into 0, keeps insertion order, and its
// iterators live on through deletion, clearing and growth exactly as the standard's do.

/** Estimated bytes of one entry of a Map or Set. */
export const ENTRY_BYTES = 40;

/** Internal slots of a map or set iterator; `iterator` is null once it ended. */
export class CollectionIteratorData {
  constructor(
    readonly kind: 'map' | 'set',
    public iterator: Iterator<[Value, Value]> | null,
    readonly what: 'key' | 'value' | 'key+value',
    private readonly source: Iterable<[Value, Value]>,
  ) {}
  private taken = 0;
  private last: Value = undefined;

  /** The next entry, or null at the end. */
  next(): [Value, Value] | null {
    if (this.iterator === null) return null;
    const step = this.iterator.next();
    if (step.done) {
      this.iterator = null;
      return null;
    }
    this.taken++;
    this.last = step.value[0];
    return step.value;
  }

  /** What is still to come, without taking it; for showing the iterator. */
  preview(): Value[] {
    if (this.iterator === null) return [];
    const entries = [...this.source];
    const at = entries.findIndex(([key]) => Object.is(key, this.last));
    const rest = this.taken === 0 ? entries : entries.slice(at >= 0 ? at + 1 : this.taken);
    return this.what === 'key+value' ? rest.flat() : rest.map(([key, value]) => (this.what === 'key' ? key : value));
  }
}

/** @spec sec-map-objects */
export function createMap(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.MapPrototype = proto;
  const Constructor = constructorFunction(realm, 'Map', 0, constructMap, proto);
  intrinsics.Map = Constructor;
  /** @spec sec-get-map-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);
  /** @spec sec-map.groupby */
  method(realm, Constructor, 'groupBy', 2, function* (agent, _thisValue, args) {
    const groups = yield* groupBy(agent, args[0], args[1], 'collection');
    const data = new Map<Value, Value>();
    for (const [key, values] of groups) data.set(key, createArray(agent.realm, values));
    return new JSObject(agent.realm.intrinsics.MapPrototype.childShape(), Kind.Map, data);
  });

  /** @spec sec-map.prototype.get */
  method(realm, proto, 'get', 1, (agent, thisValue, args) => mapData(agent, thisValue, 'get').get(args[0]));
  /** @spec sec-map.prototype.set */
  intrinsics.MapPrototypeSet = method(realm, proto, 'set', 2, (agent, thisValue, args) => {
    const data = mapData(agent, thisValue, 'set');
    const before = data.size;
    data.set(args[0], args[1]);
    if (data.size !== before) agent.allocate(ENTRY_BYTES);
    touch(thisValue as JSObject);
    return thisValue;
  });
  /** @spec sec-map.prototype.has */
  method(realm, proto, 'has', 1, (agent, thisValue, args) => mapData(agent, thisValue, 'has').has(args[0]));
  /** @spec sec-map.prototype.delete */
  method(realm, proto, 'delete', 1, (agent, thisValue, args) => {
    const deleted = mapData(agent, thisValue, 'delete').delete(args[0]);
    if (deleted) touch(thisValue as JSObject);
    return deleted;
  });
  /** @spec sec-map.prototype.clear */
  method(realm, proto, 'clear', 0, (agent, thisValue) => {
    mapData(agent, thisValue, 'clear').clear();
    touch(thisValue as JSObject);
    return undefined;
  });
  const iteratorMethod = (name: string, what: 'key' | 'value' | 'key+value'): JSObject =>
    method(realm, proto, name, 0, (agent, thisValue) =>
      createIterator(agent, 'map', mapData(agent, thisValue, name), what),
    );
  /** @spec sec-map.prototype.entries */
  const entries = iteratorMethod('entries', 'key+value');
  method(realm, proto, 'forEach', 1, forEach);
  /** @spec sec-map.prototype.keys */
  iteratorMethod('keys', 'key');
  /** @spec sec-get-map.prototype.size */
  intrinsics.MapPrototypeSize = accessor(realm, proto, 'size', (agent, thisValue) => {
    if (isObject(thisValue) && thisValue.kind === Kind.Map) return thisValue.data.size;
    return throwIncompatible(agent, thisValue, 'get Map.prototype.size');
  })!;
  /** @spec sec-map.prototype.values */
  iteratorMethod('values', 'value');
  if (realm.agent.hooks.library !== 'V8 13') createGetOrInsert(realm, proto);
  constant(proto, wellKnown.toStringTag, 'Map', C);
  /** @spec sec-map.prototype-%symbol.iterator% */
  setHidden(proto, wellKnown.iterator, entries, WC);
  intrinsics.MapPrototypeEntries = entries;

  createIteratorPrototype(realm, 'map', 'Map Iterator');
}

/** @spec sec-map-iterable */
function* constructMap(agent: Agent, _thisValue: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'Map');
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'MapPrototype');
  const data = new Map<Value, Value>();
  const map = new JSObject(proto.childShape(), Kind.Map, data);
  const iterable = args[0];
  if (iterable === undefined || iterable === null) return map;
  yield* addEntriesFromIterable(agent, map, iterable, 'set', agent.realm.intrinsics.MapPrototypeSet, (key, value) => {
    agent.allocate(ENTRY_BYTES);
    data.set(key, value);
  });
  return map;
}

/**
 * Calls the adder named `name` for each entry. When it is the built-in `plainAdder`, which nobody can see being called,
 * `add` does its work.
 * @spec sec-add-entries-from-iterable
 */
export function* addEntriesFromIterable(
  agent: Agent,
  target: JSObject,
  iterable: Value,
  name: string,
  plainAdder: JSObject,
  add: (key: Value, value: Value) => void,
): Steps<void> {
  const adder = yield* Get(agent, target, name);
  if (!IsCallable(adder)) {
    throwTypeError(
      agent,
      `'${describeValue(adder)}' returned for property '${name}' of object '${describeValue(target)}' is not a function`,
    );
  }
  const plain = adder === plainAdder;
  let start = 0;
  if (plain && pristineArrayIteration(agent, iterable)) {
    // FAST-PATH: entries that are plain arrays themselves run no guest code.
    for (; start < iterable.length; start++) {
      const entry = iterable.elements[start];
      if (entry === HOLE || !isObject(entry)) break;
      const key = peek(entry, 0);
      const value = peek(entry, 1);
      if (key === SLOW || value === SLOW) break;
      add(key, value);
    }
    if (start >= iterable.length) return;
  }
  const iterator = yield* GetIterator(agent, iterable);
  for (let i = 0; ; i++) {
    const next = yield* IteratorStepValue(agent, iterator);
    if (next === DONE) return;
    if (i < start) continue;
    try {
      const entry = next as Value;
      if (!isObject(entry)) throwTypeError(agent, `Iterator value ${describeValue(entry)} is not an entry object`);
      const key = yield* Get(agent, entry, 0);
      const value = yield* Get(agent, entry, 1);
      if (plain) add(key, value);
      else yield call(adder, target, key, value);
    } catch (error) {
      yield* IteratorCloseThrow(agent, iterator, error);
    }
  }
}

/** @spec sec-map.prototype.foreach */
function* forEach(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const map = receiver(agent, thisValue, Kind.Map, 'Map.prototype.forEach');
  const f = callbackWithType(agent, args[0]);
  for (const [key, value] of map.data as Map<Value, Value>) yield call(f, args[1], value, key, map);
  return undefined;
}

/** @spec sec-createmapiterator */
export function createIterator(
  agent: Agent,
  kind: 'map' | 'set',
  source: Map<Value, Value> | Set<Value>,
  what: 'key' | 'value' | 'key+value',
): JSObject {
  const { intrinsics } = agent.realm;
  const proto = kind === 'map' ? intrinsics.MapIteratorPrototype : intrinsics.SetIteratorPrototype;
  return new JSObject(
    proto.childShape(),
    Kind.Iterator,
    new CollectionIteratorData(kind, source.entries(), what, { [Symbol.iterator]: () => source.entries() }),
  );
}

/**
 * @spec sec-%mapiteratorprototype%-object
 * @spec sec-%setiteratorprototype%-object
 */
export function createIteratorPrototype(realm: Realm, kind: 'map' | 'set', tag: string): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm, intrinsics.IteratorPrototype);
  intrinsics[kind === 'map' ? 'MapIteratorPrototype' : 'SetIteratorPrototype'] = proto;
  const next = method(realm, proto, 'next', 0, (agent, thisValue) => {
    const data = isObject(thisValue) ? thisValue.data : null;
    if (!(data instanceof CollectionIteratorData) || data.kind !== kind) {
      throwIncompatible(agent, thisValue, `${tag}.prototype.next`);
    }
    const value = nextOfCollection(agent, data);
    return CreateIterResultObject(agent.realm, value === DONE ? undefined : (value as Value), value === DONE);
  });
  intrinsics[kind === 'map' ? 'MapIteratorPrototypeNext' : 'SetIteratorPrototypeNext'] = next;
  constant(proto, wellKnown.toStringTag, tag, C);
}

/** The next value of a map or set iterator, or DONE; runs no guest code. */
export function nextOfCollection(agent: Agent, data: CollectionIteratorData): Value | typeof DONE {
  const entry = data.next();
  if (entry === null) return DONE;
  const [key, value] = entry;
  if (data.what === 'key') return key;
  return data.what === 'value' ? value : createArray(agent.realm, [key, value]);
}

function createGetOrInsert(realm: Realm, proto: JSObject): void {
  /** @spec sec-map.prototype.getorinsert */
  method(realm, proto, 'getOrInsert', 2, (agent, thisValue, args) => {
    const data = mapData(agent, thisValue, 'getOrInsert');
    if (data.has(args[0])) return data.get(args[0]);
    agent.allocate(ENTRY_BYTES);
    data.set(args[0], args[1]);
    touch(thisValue as JSObject);
    return args[1];
  });
  /** @spec sec-map.prototype.getorinsertcomputed */
  method(realm, proto, 'getOrInsertComputed', 2, function* (agent, thisValue, args): Steps<Value> {
    const data = mapData(agent, thisValue, 'getOrInsertComputed');
    const f = callback(agent, args[1]);
    const key = args[0] === 0 ? 0 : args[0];
    if (data.has(key)) return data.get(key);
    const value = yield call(f, undefined, key);
    agent.allocate(ENTRY_BYTES);
    data.set(key, value);
    touch(thisValue as JSObject);
    return value;
  });
}

function mapData(agent: Agent, value: Value, name: string): Map<Value, Value> {
  return receiver(agent, value, Kind.Map, `Map.prototype.${name}`).data;
}
