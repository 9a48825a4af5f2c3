import type { Agent } from '../agent';
import { throwRangeError } from '../errors';
import { call, construct, type Steps } from '../machine/request';
import {
  DONE,
  GetIteratorFromMethod,
  IteratorCloseThrow,
  IteratorStepValue,
  iteratorMethodOf,
  pristineArrayIteration,
} from '../operations/iterator';
import {
  CreateDataPropertyOrThrow,
  createArray,
  GetPrototypeFromConstructor,
  IsArray,
  IsConstructor,
  LengthOfArrayLike,
  Set as SetProperty,
} from '../operations/object';
import { ToObject } from '../operations/primitive';
import type { Realm } from '../realm';
import { createDataProperty, createObject, JSObject, Kind, setHidden } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { SLOW, type Value } from '../values/value';
import { createArrayCopying } from './array-copying';
import { ArrayCreate, elementAt, getElement, indexKey } from './array-elements';
import { fromAsync } from './array-from-async';
import { createArrayIteration } from './array-iteration';
import { createArrayIterators } from './array-iterator';
import { createArrayMutation } from './array-mutation';
import { createArraySearch } from './array-search';
import { accessor, constructorFunction, method, twoWay } from './define';
import { callback } from './receiver';

/** Property order of V8, which programs print. */
const METHOD_ORDER = [
  'at, concat, copyWithin, fill, find, findIndex, findLast, findLastIndex, lastIndexOf, pop, push, reverse, shift, unshift',
  'slice, sort, splice, includes, indexOf, join, keys, entries, values, forEach, filter, flat, flatMap, map, every, some',
  'reduce, reduceRight, toReversed, toSorted, toSpliced, with, toLocaleString, toString',
];

/** @spec sec-array-objects */
export function createArrayObject(realm: Realm): void {
  const { intrinsics } = realm;
  intrinsics.ArrayPrototype ??= new JSObject(intrinsics.ObjectPrototype.childShape().toDictionary(), Kind.Array);
  const proto = intrinsics.ArrayPrototype;
  const Constructor = constructorFunction(realm, 'Array', 1, twoWay(arrayFast, constructArray), proto);
  intrinsics.Array = Constructor;
  /** @spec sec-array.isarray */
  method(realm, Constructor, 'isArray', 1, (agent, _thisValue, args) => IsArray(agent, args[0]));
  method(realm, Constructor, 'from', 1, from);
  method(realm, Constructor, 'fromAsync', 1, fromAsync);
  method(realm, Constructor, 'of', 0, of);
  /** @spec sec-get-array-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);

  for (const name of METHOD_ORDER.join(', ').split(', ')) setHidden(proto, name, undefined, WC);
  createArrayMutation(realm, proto);
  createArraySearch(realm, proto);
  createArrayCopying(realm, proto);
  createArrayIteration(realm, proto);
  createArrayIterators(realm, proto);

  /** @spec sec-array.prototype-%symbol.unscopables% */
  const unscopables = createObject(null);
  const names =
    'at,copyWithin,entries,fill,find,findIndex,findLast,findLastIndex,flat,flatMap,includes,keys,toReversed,toSorted,toSpliced,values';
  for (const name of names.split(',')) createDataProperty(unscopables, name, true);
  setHidden(proto, wellKnown.unscopables, unscopables, C);
}

function arrayFast(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
  fn: JSObject,
): Value {
  if (newTarget !== undefined && newTarget !== fn) return SLOW;
  return fill(agent, ArrayCreate(agent, 0), args);
}

/** @spec sec-array */
function* constructArray(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
  fn: JSObject,
): Steps<Value> {
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget ?? fn, 'ArrayPrototype');
  return fill(agent, ArrayCreate(agent, 0, proto), args);
}

function fill(agent: Agent, array: JSObject, args: Value[]): JSObject {
  if (args.length === 1) {
    const length = args[0];
    if (typeof length === 'number') {
      if (length >>> 0 !== length) throwRangeError(agent, 'Invalid array length');
      array.length = length;
      return array;
    }
  }
  array.elements = args;
  array.length = args.length;
  return array;
}

/** @spec sec-array.of */
function* of(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const { intrinsics } = agent.realm;
  if (!IsConstructor(thisValue) || thisValue === intrinsics.Array) return createArray(agent.realm, args);
  const array = (yield construct(thisValue, [args.length])) as JSObject;
  for (let k = 0; k < args.length; k++) yield* CreateDataPropertyOrThrow(agent, array, k, args[k]);
  yield* SetProperty(agent, array, 'length', args.length, true);
  return array;
}

/** @spec sec-array.from */
function* from(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const [items, mapper, thisArg] = args;
  const { realm } = agent;
  const mapping = mapper === undefined ? undefined : callback(agent, mapper);
  // FAST-PATH: a plain result is collected in a host list; nobody can see it before it is complete.
  const Constructor = IsConstructor(thisValue) && thisValue !== realm.intrinsics.Array ? thisValue : undefined;
  const values: Value[] = [];
  if (pristineArrayIteration(agent, items) && Constructor === undefined) {
    for (let k = 0; k < items.length; k++) {
      let value = elementAt(items, k);
      if (value === SLOW) value = yield* getElement(agent, items, k);
      values.push(mapping === undefined ? value : yield call(mapping, thisArg, value, k));
    }
    agent.allocateElements(values.length);
    return createArray(realm, values);
  }
  const method = yield* iteratorMethodOf(agent, items, '%Array%.from');
  if (method !== undefined) {
    const array = Constructor === undefined ? undefined : ((yield construct(Constructor, [])) as JSObject);
    const iterator = yield* GetIteratorFromMethod(agent, items, method);
    for (let k = 0; ; k++) {
      const next = yield* IteratorStepValue(agent, iterator);
      if (next === DONE) {
        if (array === undefined) return createArray(realm, values);
        yield* SetProperty(agent, array, 'length', k, true);
        return array;
      }
      try {
        const value = mapping === undefined ? (next as Value) : yield call(mapping, thisArg, next as Value, k);
        agent.allocateElements(1);
        if (array === undefined) values.push(value);
        else yield* CreateDataPropertyOrThrow(agent, array, indexKey(k), value);
      } catch (error) {
        yield* IteratorCloseThrow(agent, iterator, error);
      }
    }
  }
  const arrayLike = ToObject(agent, items);
  const length = yield* LengthOfArrayLike(agent, arrayLike);
  let array: JSObject | undefined;
  if (Constructor !== undefined) array = (yield construct(Constructor, [length])) as JSObject;
  else if (length > 4294967295) throwRangeError(agent, 'Invalid array length');
  agent.allocateElements(length);
  for (let k = 0; k < length; k++) {
    let value = elementAt(arrayLike, k);
    if (value === SLOW) value = yield* getElement(agent, arrayLike, k);
    if (mapping !== undefined) value = yield call(mapping, thisArg, value, k);
    if (array === undefined) values.push(value);
    else yield* CreateDataPropertyOrThrow(agent, array, indexKey(k), value);
  }
  if (array === undefined) return createArray(realm, values);
  yield* SetProperty(agent, array, 'length', length, true);
  return array;
}
