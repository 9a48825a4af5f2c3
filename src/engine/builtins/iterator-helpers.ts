import type { Agent } from '../agent';
import { errorThrow, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToBoolean, ToNumber, toInteger } from '../operations/conversion';
import { describeValue, describeWithType } from '../operations/describe';
import {
  CreateIterResultObject,
  DONE,
  GetIteratorDirect,
  GetIteratorFlattenable,
  IteratorClose,
  IteratorCloseThrow,
  IteratorRecord,
  IteratorStepValue,
} from '../operations/iterator';
import { createArray, GetMethod, IsCallable } from '../operations/object';
import type { Realm } from '../realm';
import type { NativeBody } from '../values/function';
import { JSObject, Kind, touch } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, type Value } from '../values/value';
import { constant, method, plainObject, reserveOrder } from './define';
import { throwIncompatible } from './receiver';

/** Internal slots of an iterator helper object. @spec sec-iterator-helper-objects */
class HelperData {
  readonly kind = 'helper';
  state: 'start' | 'suspended' | 'running' | 'completed' = 'start';

  constructor(
    /** Gives the next value, or DONE. */
    readonly step: (agent: Agent) => Steps<Value | typeof DONE>,
    /** Closes the iterators that are open; called by `return`. */
    readonly close: (agent: Agent) => Steps<void>,
  ) {}
}

/** The helper methods of `Iterator.prototype`, and %IteratorHelperPrototype%. */
export function createIteratorMethods(realm: Realm, proto: JSObject): void {
  createHelperPrototype(realm, proto);
  reserveOrder(proto, 'reduce toArray forEach some every find map filter take drop flatMap');
  /** @spec sec-iterator.prototype.drop */
  method(realm, proto, 'drop', 1, countingHelper('drop'));
  /** @spec sec-iterator.prototype.every */
  method(realm, proto, 'every', 1, consumer('every'));
  /** @spec sec-iterator.prototype.filter */
  method(realm, proto, 'filter', 1, function* (agent, thisValue, args) {
    const { record, callback } = yield* open(agent, thisValue, args[0], 'filter');
    let counter = 0;
    return makeHelper(agent, record, function* (current) {
      for (;;) {
        const value = yield* IteratorStepValue(current, record);
        if (value === DONE) return DONE;
        if (ToBoolean(yield* guardedCall(current, record, callback, value as Value, counter++))) return value;
      }
    });
  });
  /** @spec sec-iterator.prototype.find */
  method(realm, proto, 'find', 1, consumer('find'));
  /** @spec sec-iterator.prototype.flatmap */
  method(realm, proto, 'flatMap', 1, flatMap);
  /** @spec sec-iterator.prototype.foreach */
  method(realm, proto, 'forEach', 1, consumer('forEach'));
  /** @spec sec-iterator.prototype.map */
  method(realm, proto, 'map', 1, function* (agent, thisValue, args) {
    const { record, callback } = yield* open(agent, thisValue, args[0], 'map');
    let counter = 0;
    return makeHelper(agent, record, function* (current) {
      const value = yield* IteratorStepValue(current, record);
      if (value === DONE) return DONE;
      return yield* guardedCall(current, record, callback, value as Value, counter++);
    });
  });
  /** @spec sec-iterator.prototype.reduce */
  method(realm, proto, 'reduce', 1, reduce);
  /** @spec sec-iterator.prototype.some */
  method(realm, proto, 'some', 1, consumer('some'));
  /** @spec sec-iterator.prototype.take */
  method(realm, proto, 'take', 1, countingHelper('take'));
  /** @spec sec-iterator.prototype.toarray */
  method(realm, proto, 'toArray', 0, function* (agent, thisValue) {
    const record = yield* GetIteratorDirect(agent, requireIterator(agent, thisValue, 'toArray'));
    const values: Value[] = [];
    for (;;) {
      const value = yield* IteratorStepValue(agent, record);
      if (value === DONE) return createArray(agent.realm, values);
      agent.allocateElements(1);
      values.push(value as Value);
    }
  });
}

export function requireIterator(agent: Agent, value: Value, name: string): JSObject {
  if (!isObject(value)) throwTypeError(agent, `Iterator.prototype.${name} called on non-object`);
  return value;
}

/** The common start of the methods with a callback: a wrong one closes the iterator before anything is read. */
function* open(
  agent: Agent,
  thisValue: Value,
  callback: Value,
  name: string,
): Steps<{ record: IteratorRecord; callback: JSObject }> {
  const iterator = requireIterator(agent, thisValue, name);
  if (!IsCallable(callback)) {
    // V8 tells of this one method what it is called.
    const what = name === 'flatMap' ? 'Iterator.prototype.flatMap' : describeWithType(callback);
    const error = errorThrow(agent, 'TypeError', `${what} is not a function`);
    return yield* IteratorCloseThrow(agent, new IteratorRecord(iterator, undefined), error);
  }
  return { record: yield* GetIteratorDirect(agent, iterator), callback };
}

/** Calls a callback; if it throws, the iterator is closed. */
function* guardedCall(agent: Agent, record: IteratorRecord, callback: JSObject, ...args: Value[]): Steps<Value> {
  try {
    return yield call(callback, undefined, ...args);
  } catch (error) {
    return yield* IteratorCloseThrow(agent, record, error);
  }
}

/** A helper over the iterator of `record`. */
export function makeHelper(
  agent: Agent,
  record: IteratorRecord,
  step: (agent: Agent) => Steps<Value | typeof DONE>,
  close: (agent: Agent) => Steps<void> = (current) => IteratorClose(current, record),
): JSObject {
  return makeHelperOfMany(agent, step, close);
}

/** A helper whose `step` reads, and whose `close` closes, iterators of its own. @spec sec-iterator-helper-objects */
export function makeHelperOfMany(
  agent: Agent,
  step: (agent: Agent) => Steps<Value | typeof DONE>,
  close: (agent: Agent) => Steps<void>,
): JSObject {
  const proto = agent.realm.intrinsics.IteratorHelperPrototype;
  return new JSObject(proto.childShape(), Kind.Iterator, new HelperData(step, close));
}

/** `take` and `drop`. */
function countingHelper(name: 'take' | 'drop'): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    const iterator = requireIterator(agent, thisValue, name);
    let limit: number;
    try {
      const number = yield* ToNumber(agent, args[0]);
      limit = toInteger(number);
      // The bound above is younger than V8 13.
      const tooMuch = limit > Number.MAX_SAFE_INTEGER && limit !== Infinity && agent.hooks.library !== 'V8 13';
      if (Number.isNaN(number) || limit < 0 || tooMuch) {
        throw errorThrow(agent, 'RangeError', `${describeValue(args[0])} must be positive`);
      }
    } catch (error) {
      return yield* IteratorCloseThrow(agent, new IteratorRecord(iterator, undefined), error);
    }
    const record = yield* GetIteratorDirect(agent, iterator);
    let remaining = limit;
    if (name === 'take') {
      return makeHelper(agent, record, function* (current) {
        if (remaining === 0) {
          yield* IteratorClose(current, record);
          return DONE;
        }
        remaining--;
        return yield* IteratorStepValue(current, record);
      });
    }
    return makeHelper(agent, record, function* (current) {
      while (remaining > 0) {
        remaining--;
        if ((yield* IteratorStepValue(current, record)) === DONE) return DONE;
      }
      return yield* IteratorStepValue(current, record);
    });
  };
}

/** `every`, `find`, `forEach` and `some`. */
function consumer(name: 'every' | 'find' | 'forEach' | 'some'): NativeBody {
  return function* (agent, thisValue, args): Steps<Value> {
    const { record, callback } = yield* open(agent, thisValue, args[0], name);
    for (let counter = 0; ; counter++) {
      const value = yield* IteratorStepValue(agent, record);
      if (value === DONE) return name === 'every' ? true : name === 'some' ? false : undefined;
      const answer = yield* guardedCall(agent, record, callback, value as Value, counter);
      if (name === 'forEach' || ToBoolean(answer) !== (name !== 'every')) continue;
      yield* IteratorClose(agent, record);
      return name === 'find' ? (value as Value) : name === 'some';
    }
  };
}

function* reduce(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const { record, callback } = yield* open(agent, thisValue, args[0], 'reduce');
  let accumulator: Value;
  let counter = 0;
  if (args.length < 2) {
    const first = yield* IteratorStepValue(agent, record);
    if (first === DONE) throwTypeError(agent, 'Reduce of a done iterator with no initial value');
    accumulator = first as Value;
    counter = 1;
  } else accumulator = args[1];
  for (; ; counter++) {
    const value = yield* IteratorStepValue(agent, record);
    if (value === DONE) return accumulator;
    accumulator = yield* guardedCall(agent, record, callback, accumulator, value as Value, counter);
  }
}

function* flatMap(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const { record, callback } = yield* open(agent, thisValue, args[0], 'flatMap');
  let counter = 0;
  let inner: IteratorRecord | null = null;
  return makeHelper(
    agent,
    record,
    function* (current) {
      for (;;) {
        if (inner === null) {
          const value = yield* IteratorStepValue(current, record);
          if (value === DONE) return DONE;
          const mapped = yield* guardedCall(current, record, callback, value as Value, counter++);
          try {
            inner = yield* GetIteratorFlattenable(current, mapped, 'reject-primitives', 'Iterator.prototype.flatMap');
          } catch (error) {
            return yield* IteratorCloseThrow(current, record, error);
          }
        }
        let value: Value | typeof DONE;
        try {
          value = yield* IteratorStepValue(current, inner);
        } catch (error) {
          return yield* IteratorCloseThrow(current, record, error);
        }
        if (value !== DONE) return value;
        inner = null;
      }
    },
    function* (current) {
      if (inner !== null) {
        try {
          yield* IteratorClose(current, inner);
        } catch (error) {
          return yield* IteratorCloseThrow(current, record, error);
        }
      }
      yield* IteratorClose(current, record);
    },
  );
}

/** @spec sec-iterator.concat */
export function createIteratorConcat(realm: Realm, iteratorFunction: JSObject): void {
  method(realm, iteratorFunction, 'concat', 0, function* (agent, _this, args) {
    const iterables: { method: JSObject; iterable: JSObject }[] = [];
    for (const item of args) {
      if (!isObject(item)) throwTypeError(agent, `${describeValue(item)} is not an object`);
      const found = yield* GetMethod(agent, item, wellKnown.iterator);
      if (found === undefined) throwTypeError(agent, `${describeValue(item)} is not iterable`);
      iterables.push({ method: found, iterable: item });
    }
    let index = 0;
    let inner: IteratorRecord | null = null;
    const step = function* (current: Agent): Steps<Value | typeof DONE> {
      for (;;) {
        if (inner === null) {
          const next = iterables[index++];
          if (next === undefined) return DONE;
          const iterator = yield call(next.method, next.iterable);
          if (!isObject(iterator)) throwTypeError(current, `${describeValue(iterator)} is not an object`);
          inner = yield* GetIteratorDirect(current, iterator);
        }
        const value = yield* IteratorStepValue(current, inner);
        if (value !== DONE) return value;
        inner = null;
      }
    };
    const close = function* (current: Agent): Steps<void> {
      if (inner !== null) yield* IteratorClose(current, inner);
    };
    return makeHelperOfMany(agent, step, close);
  });
}

/** @spec sec-%iteratorhelperprototype%-object */
function createHelperPrototype(realm: Realm, iteratorPrototype: JSObject): void {
  const proto = plainObject(realm, iteratorPrototype);
  realm.intrinsics.IteratorHelperPrototype = proto;
  /** @spec sec-%iteratorhelperprototype%.next */
  method(realm, proto, 'next', 0, function* (agent, thisValue) {
    const data = helper(agent, thisValue, 'next');
    if (data.state === 'completed') return CreateIterResultObject(agent.realm, undefined, true);
    data.state = 'running';
    let value: Value | typeof DONE;
    try {
      value = yield* data.step(agent);
    } catch (error) {
      if (error instanceof Throw) data.state = 'completed';
      throw error;
    }
    data.state = value === DONE ? 'completed' : 'suspended';
    touch(thisValue as JSObject);
    if (value === DONE) return CreateIterResultObject(agent.realm, undefined, true);
    return CreateIterResultObject(agent.realm, value as Value, false);
  });
  /** @spec sec-%iteratorhelperprototype%.return */
  method(realm, proto, 'return', 0, function* (agent, thisValue) {
    const data = helper(agent, thisValue, 'return');
    if (data.state !== 'completed') {
      const started = data.state === 'suspended';
      // While a started helper closes its iterators it counts as running, as a generator would.
      data.state = started ? 'running' : 'completed';
      try {
        yield* data.close(agent);
      } finally {
        data.state = 'completed';
      }
      touch(thisValue as JSObject);
    }
    return CreateIterResultObject(agent.realm, undefined, true);
  });
  constant(proto, wellKnown.toStringTag, 'Iterator Helper', C);
}

function helper(agent: Agent, value: Value, name: string): HelperData {
  if (!isObject(value) || !(value.data instanceof HelperData)) {
    return throwIncompatible(agent, value, `Iterator Helper.prototype.${name}`);
  }
  if (value.data.state === 'running') throwTypeError(agent, 'Generator is already running');
  return value.data;
}
