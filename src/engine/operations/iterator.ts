import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import type { Realm } from '../realm';
import { JSObject, Kind, peek } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, Throw, type Value } from '../values/value';
import { describeValue, describeWithType } from './describe';
import { Get, GetMethod, GetV, objectGet } from './internal-methods';
import { IsCallable, ToBoolean } from './primitive';

/** @spec sec-iterator-records */
export class IteratorRecord {
  done = false;
  constructor(
    readonly iterator: JSObject,
    readonly nextMethod: Value,
  ) {}
}

/** Internal slots of an async-from-sync iterator. @spec sec-properties-of-async-from-sync-iterator-instances */
export interface AsyncFromSyncData {
  readonly kind: 'async-from-sync';
  readonly record: IteratorRecord;
  /** Whether a rejected value closes the iterator: older versions of V8 leave it open. */
  readonly closes: boolean;
}

/** @spec sec-createiterresultobject */
export function CreateIterResultObject(realm: Realm, value: Value, done: boolean): JSObject {
  return new JSObject(realm.iteratorResultShape, Kind.Ordinary, null, [value, done]);
}

/** @spec sec-getiterator */
export function* GetIterator(agent: Agent, value: Value, kind: 'sync' | 'async' = 'sync'): Steps<IteratorRecord> {
  if (kind === 'async') {
    if (value === undefined || value === null) throwNotIterable(agent, value, true);
    const method = yield* GetMethod(agent, value, wellKnown.asyncIterator);
    if (method !== undefined) return yield* GetIteratorFromMethod(agent, value, method, true);
    const syncMethod = yield* GetMethod(agent, value, wellKnown.iterator);
    if (syncMethod === undefined) throwNotIterable(agent, value, true);
    return CreateAsyncFromSyncIterator(agent, yield* GetIteratorFromMethod(agent, value, syncMethod));
  }
  if (value === undefined || value === null) throwNotIterable(agent, value);
  const method = yield* GetV(agent, value, wellKnown.iterator);
  if (!IsCallable(method)) throwNotIterable(agent, value);
  return yield* GetIteratorFromMethod(agent, value, method);
}

function throwNotIterable(agent: Agent, value: Value, async = false): never {
  if (value === undefined)
    throwTypeError(
      agent,
      `undefined is not ${async ? 'async ' : ''}iterable (cannot read property Symbol(Symbol.${async ? 'asyncIterator' : 'iterator'}))`,
    );
  return throwTypeError(
    agent,
    async
      ? `${describeWithType(value)} is not async iterable`
      : `${describeWithType(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`,
  );
}

/** The method that iterates over `value`, which `taker` was given; undefined without one. Throws what V8 says of others. */
export function* iteratorMethodOf(agent: Agent, value: Value, taker: string): Steps<JSObject | undefined> {
  const method = yield* GetV(agent, value, wellKnown.iterator);
  if (method === undefined || method === null) return undefined;
  if (!IsCallable(method)) {
    throwTypeError(
      agent,
      `${taker} requires that the property of the first argument, items[Symbol.iterator], when exists, be a function`,
    );
  }
  return method;
}

/** @spec sec-getiteratorfrommethod */
export function* GetIteratorFromMethod(
  agent: Agent,
  value: Value,
  method: JSObject,
  async = false,
): Steps<IteratorRecord> {
  const iterator = yield call(method, value);
  if (!isObject(iterator)) {
    throwTypeError(agent, `Result of the Symbol.${async ? 'asyncIterator' : 'iterator'} method is not an object`);
  }
  return yield* GetIteratorDirect(agent, iterator);
}

/** @spec sec-getiteratordirect */
export function* GetIteratorDirect(agent: Agent, iterator: JSObject): Steps<IteratorRecord> {
  return new IteratorRecord(iterator, yield* Get(agent, iterator, 'next'));
}

/** @spec sec-getiteratorflattenable */
export function* GetIteratorFlattenable(
  agent: Agent,
  value: Value,
  strings: 'iterate-string-primitives' | 'reject-primitives',
  caller: string,
): Steps<IteratorRecord> {
  if (!isObject(value) && !(strings === 'iterate-string-primitives' && typeof value === 'string')) {
    throwTypeError(agent, `${caller} called on non-object`);
  }
  const method = yield* GetV(agent, value, wellKnown.iterator);
  if (method !== undefined && method !== null && !IsCallable(method)) {
    const place = `property 'Symbol(Symbol.iterator)' of object '${describeValue(value)}'`;
    throwTypeError(agent, `'${describeValue(method)}' returned for ${place} is not a function`);
  }
  const iterator = IsCallable(method) ? yield call(method, value) : value;
  if (!isObject(iterator)) throwTypeError(agent, `${describeValue(value)} is not iterable`);
  return yield* GetIteratorDirect(agent, iterator);
}

/** @spec sec-iteratornext */
export function* IteratorNext(agent: Agent, record: IteratorRecord, ...value: Value[]): Steps<JSObject> {
  let result: Value;
  try {
    if (!IsCallable(record.nextMethod))
      throwTypeError(agent, `${describeWithType(record.nextMethod)} is not a function`);
    result = yield call(record.nextMethod, record.iterator, ...value);
    if (!isObject(result)) throwTypeError(agent, `Iterator result ${describeValue(result)} is not an object`);
  } catch (error) {
    record.done = true;
    throw error;
  }
  return result;
}

/** @spec sec-iteratorcomplete */
export function* IteratorComplete(agent: Agent, result: JSObject): Steps<boolean> {
  const done = peek(result, 'done');
  return ToBoolean(done === SLOW ? yield* objectGet(agent, result, 'done') : done);
}

/** @spec sec-iteratorvalue */
export function* IteratorValue(agent: Agent, result: JSObject): Steps<Value> {
  const value = peek(result, 'value');
  return value === SLOW ? yield* objectGet(agent, result, 'value') : value;
}

/** The next result object, or null at the end. @spec sec-iteratorstep */
export function* IteratorStep(agent: Agent, record: IteratorRecord): Steps<JSObject | null> {
  const result = yield* IteratorNext(agent, record);
  try {
    let done = peek(result, 'done');
    if (done === SLOW) done = yield* objectGet(agent, result, 'done');
    if (!ToBoolean(done)) return result;
  } catch (error) {
    record.done = true;
    throw error;
  }
  record.done = true;
  return null;
}

/** What `IteratorStepValue` answers at the end. */
export const DONE: unique symbol = Symbol('done');

/** The next value, or DONE. @spec sec-iteratorstepvalue */
export function* IteratorStepValue(agent: Agent, record: IteratorRecord): Steps<Value | typeof DONE> {
  const result = yield* IteratorStep(agent, record);
  if (result === null) return DONE;
  const value = peek(result, 'value');
  if (value !== SLOW) return value;
  try {
    return yield* objectGet(agent, result, 'value');
  } catch (error) {
    record.done = true;
    throw error;
  }
}

/**
 * Closes an iterator. With a `completion` (the Throw that passes), that is thrown on afterwards, as {@link IteratorCloseThrow}.
 * @spec sec-iteratorclose
 */
export function* IteratorClose(agent: Agent, record: IteratorRecord, completion?: Throw): Steps<void> {
  if (completion !== undefined) return yield* IteratorCloseThrow(agent, record, completion);
  const method = yield* GetMethod(agent, record.iterator, 'return');
  if (method === undefined) return;
  const result = yield call(method, record.iterator);
  if (!isObject(result)) throwTypeError(agent, `${describeValue(result)} is not an object`);
}

/** Closes an iterator because `error` passes, and throws that on; errors of the closing itself are lost. @spec sec-iteratorclose */
export function* IteratorCloseThrow(agent: Agent, record: IteratorRecord, error: unknown): Steps<never> {
  if (!(error instanceof Throw)) throw error;
  try {
    const method = yield* GetMethod(agent, record.iterator, 'return');
    if (method !== undefined) yield call(method, record.iterator);
  } catch (inner) {
    if (!(inner instanceof Throw)) throw inner;
  }
  throw error;
}

/** Asks an async iterator to close; gives the promise to await, or undefined where it has no `return`. @spec sec-asynciteratorclose */
export function* AsyncIteratorClose(agent: Agent, record: IteratorRecord): Steps<Value | typeof DONE> {
  const method = yield* GetMethod(agent, record.iterator, 'return');
  return method === undefined ? DONE : yield call(method, record.iterator);
}

/** @spec sec-createasyncfromsynciterator */
export function CreateAsyncFromSyncIterator(
  agent: Agent,
  record: IteratorRecord,
  closes = agent.hooks.wording !== 'V8 11',
): IteratorRecord {
  const proto = agent.realm.intrinsics.AsyncFromSyncIteratorPrototype;
  const data: AsyncFromSyncData = { kind: 'async-from-sync', record, closes };
  const iterator = new JSObject(proto.childShape(), Kind.Iterator, data);
  return new IteratorRecord(iterator, peek(proto, 'next'));
}

/** @spec sec-iteratortolist */
export function* IteratorToList(agent: Agent, record: IteratorRecord): Steps<Value[]> {
  const values: Value[] = [];
  for (;;) {
    const value = yield* IteratorStepValue(agent, record);
    if (value === DONE) return values;
    agent.allocateElements(1);
    values.push(value as Value);
  }
}

/**
 * Whether iterating `value` gives just its elements by index, because it is a true array and neither it nor its prototypes'
 * iteration was tampered with. Elements must still be read one by one where a hole could lead to a getter.
 */
export function pristineArrayIteration(agent: Agent, value: Value): value is JSObject {
  if (!isObject(value) || value.kind !== Kind.Array || value.exotic !== null) return false;
  const { intrinsics, arrayShape } = agent.realm;
  if (value.shape !== arrayShape) {
    if (value.shape.proto !== intrinsics.ArrayPrototype) return false;
    if (value.shape.lookup(wellKnown.iterator) >= 0) return false;
  }
  return (
    peek(intrinsics.ArrayPrototype, wellKnown.iterator) === intrinsics.ArrayPrototypeValues &&
    peek(intrinsics.ArrayIteratorPrototype, 'next') === intrinsics.ArrayIteratorPrototypeNext
  );
}
