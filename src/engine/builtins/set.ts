import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToNumber } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import {
  DONE,
  GetIterator,
  GetIteratorDirect,
  IteratorClose,
  IteratorCloseThrow,
  type IteratorRecord,
  IteratorStepValue,
  pristineArrayIteration,
} from '../operations/iterator';
import { Get, GetPrototypeFromConstructor } from '../operations/object';
import { IsCallable, ToBoolean, toInteger } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden, touch } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { HOLE, isObject, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, plainObject } from './define';
import { createIterator, createIteratorPrototype, ENTRY_BYTES } from './map';
import { callbackWithType, receiver, throwIncompatible, throwRequiresNew } from './receiver';

// [[SetData]] is a host Set, for the reasons given in map.ts.

/** Property order of V8, which programs print. */
const METHOD_ORDER =
  'has, add, delete, difference, clear, entries, forEach, intersection, isSubsetOf, isSupersetOf, isDisjointFrom, size, ' +
  'symmetricDifference, union, values, keys';

/** @spec sec-set-objects */
export function createSet(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.SetPrototype = proto;
  const Constructor = constructorFunction(realm, 'Set', 0, constructSet, proto);
  intrinsics.Set = Constructor;
  /** @spec sec-get-set-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);

  for (const name of METHOD_ORDER.split(', ')) setHidden(proto, name, undefined, WC);
  /** @spec sec-set.prototype.has */
  method(realm, proto, 'has', 1, (agent, thisValue, args) => setData(agent, thisValue, 'has').has(args[0]));
  /** @spec sec-set.prototype.add */
  intrinsics.SetPrototypeAdd = method(realm, proto, 'add', 1, (agent, thisValue, args) => {
    const data = setData(agent, thisValue, 'add');
    const before = data.size;
    data.add(args[0]);
    if (data.size !== before) {
      agent.allocate(ENTRY_BYTES);
      touch(thisValue as JSObject);
    }
    return thisValue;
  });
  /** @spec sec-set.prototype.delete */
  method(realm, proto, 'delete', 1, (agent, thisValue, args) => {
    const deleted = setData(agent, thisValue, 'delete').delete(args[0]);
    if (deleted) touch(thisValue as JSObject);
    return deleted;
  });
  /** @spec sec-set.prototype.clear */
  method(realm, proto, 'clear', 0, (agent, thisValue) => {
    setData(agent, thisValue, 'clear').clear();
    touch(thisValue as JSObject);
    return undefined;
  });
  /** @spec sec-set.prototype.entries */
  method(realm, proto, 'entries', 0, (agent, thisValue) =>
    createIterator(agent, 'set', setData(agent, thisValue, 'entries'), 'key+value'),
  );
  method(realm, proto, 'forEach', 1, forEach);
  /** @spec sec-get-set.prototype.size */
  intrinsics.SetPrototypeSize = accessor(realm, proto, 'size', (agent, thisValue) => {
    if (isObject(thisValue) && thisValue.kind === Kind.Set) return thisValue.data.size;
    return throwIncompatible(agent, thisValue, 'get Set.prototype.size');
  })!;
  /** @spec sec-set.prototype.values */
  const values = method(realm, proto, 'values', 0, (agent, thisValue) =>
    createIterator(agent, 'set', setData(agent, thisValue, 'values'), 'value'),
  );
  intrinsics.SetPrototypeValues = values;
  /** @spec sec-set.prototype.keys */
  setHidden(proto, 'keys', values, WC);
  constant(proto, wellKnown.toStringTag, 'Set', C);
  /** @spec sec-set.prototype-%symbol.iterator% */
  setHidden(proto, wellKnown.iterator, values, WC);

  method(realm, proto, 'union', 1, union);
  method(realm, proto, 'intersection', 1, intersection);
  method(realm, proto, 'difference', 1, difference);
  method(realm, proto, 'symmetricDifference', 1, symmetricDifference);
  method(realm, proto, 'isSubsetOf', 1, isSubsetOf);
  method(realm, proto, 'isSupersetOf', 1, isSupersetOf);
  method(realm, proto, 'isDisjointFrom', 1, isDisjointFrom);

  createIteratorPrototype(realm, 'set', 'Set Iterator');
}

function setData(agent: Agent, value: Value, name: string): Set<Value> {
  return receiver(agent, value, Kind.Set, `Set.prototype.${name}`).data;
}

/** @spec sec-set-iterable */
function* constructSet(agent: Agent, _thisValue: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget === undefined) throwRequiresNew(agent, 'Set');
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'SetPrototype');
  const data = new Set<Value>();
  const set = new JSObject(proto.childShape(), Kind.Set, data);
  const iterable = args[0];
  if (iterable === undefined || iterable === null) return set;
  yield* addValuesFromIterable(agent, set, iterable, agent.realm.intrinsics.SetPrototypeAdd, (value) => {
    agent.allocate(ENTRY_BYTES);
    data.add(value);
  });
  return set;
}

/** Calls the `add` method for each value, or `add` in its place where nobody can see the difference. */
export function* addValuesFromIterable(
  agent: Agent,
  target: JSObject,
  iterable: Value,
  plainAdder: JSObject,
  add: (value: Value) => void,
): Steps<void> {
  const adder = yield* Get(agent, target, 'add');
  if (!IsCallable(adder)) {
    throwTypeError(
      agent,
      `'${describeValue(adder)}' returned for property 'add' of object '${describeValue(target)}' is not a function`,
    );
  }
  const plain = adder === plainAdder;
  let start = 0;
  if (plain && pristineArrayIteration(agent, iterable)) {
    for (; start < iterable.length && start < iterable.elements.length; start++) {
      const value = iterable.elements[start];
      if (value === HOLE) break;
      add(value);
    }
    if (start >= iterable.length) return;
  }
  const iterator = yield* GetIterator(agent, iterable);
  for (let i = 0; ; i++) {
    const value = yield* IteratorStepValue(agent, iterator);
    if (value === DONE) return;
    if (i < start) continue;
    try {
      if (plain) add(value as Value);
      else yield call(adder, target, value as Value);
    } catch (error) {
      yield* IteratorCloseThrow(agent, iterator, error);
    }
  }
}

/** @spec sec-set.prototype.foreach */
function* forEach(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const set = receiver(agent, thisValue, Kind.Set, 'Set.prototype.forEach');
  const f = callbackWithType(agent, args[0]);
  for (const value of set.data as Set<Value>) yield call(f, args[1], value, value, set);
  return undefined;
}

/** @spec sec-set-records */
interface SetRecord {
  readonly object: JSObject;
  readonly size: number;
  readonly has: JSObject;
  readonly keys: JSObject;
}

/** @spec sec-getsetrecord */
function* getSetRecord(agent: Agent, value: Value, method: string): Steps<SetRecord> {
  if (!isObject(value)) throwTypeError(agent, `Set.prototype.${method} argument must be an object`);
  const size = yield* ToNumber(agent, yield* Get(agent, value, 'size'));
  if (Number.isNaN(size)) throwTypeError(agent, 'The .size property is NaN');
  const integer = toInteger(size);
  if (integer < 0) throwRangeError(agent, `'${integer}' is an invalid size`);
  const has = yield* Get(agent, value, 'has');
  if (!IsCallable(has)) throwTypeError(agent, 'string "has" is not a function');
  const keys = yield* Get(agent, value, 'keys');
  if (!IsCallable(keys)) throwTypeError(agent, 'string "keys" is not a function');
  return { object: value, size: integer, has, keys };
}

/** @spec sec-getiteratorfromsetrecord */
function* keysOf(agent: Agent, other: SetRecord): Steps<IteratorRecord> {
  const iterator = yield call(other.keys, other.object);
  if (!isObject(iterator)) throwTypeError(agent, 'Result of the keys method is not an object');
  const record = yield* GetIteratorDirect(agent, iterator);
  if (!IsCallable(record.nextMethod)) throwTypeError(agent, 'string "next" is not a function');
  return record;
}

function* includes(other: SetRecord, value: Value): Steps<boolean> {
  return ToBoolean(yield call(other.has, other.object, value));
}

function createSetFrom(agent: Agent, data: Set<Value>): JSObject {
  agent.allocate(data.size * ENTRY_BYTES);
  return new JSObject(agent.realm.intrinsics.SetPrototype.childShape(), Kind.Set, data);
}

/** @spec sec-set.prototype.union */
function* union(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'union');
  const other = yield* getSetRecord(agent, args[0], 'union');
  const keys = yield* keysOf(agent, other);
  const result = new Set(data);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return createSetFrom(agent, result);
    result.add(next as Value);
  }
}

/** @spec sec-set.prototype.intersection */
function* intersection(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'intersection');
  const other = yield* getSetRecord(agent, args[0], 'intersection');
  const result = new Set<Value>();
  if (data.size <= other.size) {
    for (const value of data) if (yield* includes(other, value)) result.add(value);
    return createSetFrom(agent, result);
  }
  const keys = yield* keysOf(agent, other);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return createSetFrom(agent, result);
    if (data.has(next as Value)) result.add(next as Value);
  }
}

/** @spec sec-set.prototype.difference */
function* difference(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'difference');
  const other = yield* getSetRecord(agent, args[0], 'difference');
  const result = new Set(data);
  if (data.size <= other.size) {
    for (const value of data) if (yield* includes(other, value)) result.delete(value);
    return createSetFrom(agent, result);
  }
  const keys = yield* keysOf(agent, other);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return createSetFrom(agent, result);
    result.delete(next as Value);
  }
}

/** @spec sec-set.prototype.symmetricdifference */
function* symmetricDifference(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'symmetricDifference');
  const other = yield* getSetRecord(agent, args[0], 'symmetricDifference');
  const keys = yield* keysOf(agent, other);
  const result = new Set(data);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return createSetFrom(agent, result);
    // Membership is asked of the set as it is now: the iterator may change it.
    if (data.has(next as Value)) result.delete(next as Value);
    else result.add(next as Value);
  }
}

/** @spec sec-set.prototype.issubsetof */
function* isSubsetOf(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'isSubsetOf');
  const other = yield* getSetRecord(agent, args[0], 'isSubsetOf');
  if (data.size > other.size) return false;
  for (const value of data) if (!(yield* includes(other, value))) return false;
  return true;
}

/** @spec sec-set.prototype.issupersetof */
function* isSupersetOf(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'isSupersetOf');
  const other = yield* getSetRecord(agent, args[0], 'isSupersetOf');
  if (data.size < other.size) return false;
  const keys = yield* keysOf(agent, other);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return true;
    if (!data.has(next as Value)) {
      yield* IteratorClose(agent, keys);
      return false;
    }
  }
}

/** @spec sec-set.prototype.isdisjointfrom */
function* isDisjointFrom(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const data = setData(agent, thisValue, 'isDisjointFrom');
  const other = yield* getSetRecord(agent, args[0], 'isDisjointFrom');
  if (data.size <= other.size) {
    for (const value of data) if (yield* includes(other, value)) return false;
    return true;
  }
  const keys = yield* keysOf(agent, other);
  for (;;) {
    const next = yield* IteratorStepValue(agent, keys);
    if (next === DONE) return true;
    if (data.has(next as Value)) {
      yield* IteratorClose(agent, keys);
      return false;
    }
  }
}
