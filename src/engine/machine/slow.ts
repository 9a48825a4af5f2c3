import type { Agent } from '../agent';
import type { Environment } from '../environment/environment';
import { BindingFlag } from '../environment/environment';
import { errorThrow, throwReferenceError, throwTypeError } from '../errors';
import { IsLessThan, IsLooselyEqual } from '../operations/compare';
import { ToNumeric, ToPrimitive, ToPropertyKey, ToString } from '../operations/conversion';
import { describeAccess, describeKey, describeValue, describeWithType } from '../operations/describe';
import {
  CreateAsyncFromSyncIterator,
  GetIteratorFromMethod,
  type IteratorRecord,
  pristineArrayIteration,
} from '../operations/iterator';
import {
  CopyDataProperties,
  CreateDataPropertyOrThrow,
  failedDeleteMessage,
  failedSetMessage,
  Get,
  GetV,
  HasProperty,
  InstanceofOperator,
  objectDelete,
  objectGetFor,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectOwnKeys,
  objectSet,
  objectSetFor,
  Set as SetProperty,
} from '../operations/object';
import { prototypeOfPrimitive, ToBoolean, ToObject } from '../operations/primitive';
import { Closure, NativeFunction } from '../values/function';
import { getOwnProperty, hasOwn, type JSObject, Kind, peek } from '../values/object';
import { wellKnown } from '../values/symbols';
import {
  HOLE,
  isObject,
  keyToValue,
  numberToKey,
  type PropertyKey,
  SLOW,
  toKey,
  UNINITIALIZED,
  type Value,
} from '../values/value';
import { tampered } from './calls';
import type { Frame } from './frame';
import { isPassedOver } from './implicit-constructor';
import { notDelegatedMessage, notIterableMessage } from './messages';
import { CallRequest, call, type Steps } from './request';

/** An iterator in use by compiled code; lives in a register, never seen by guest code. */
export class IteratorState {
  done = false;
  index = 0;
  constructor(
    /** Iterating a true array whose iteration nobody has changed: by index. */
    readonly array: JSObject | null,
    readonly iterator: Value,
    readonly nextMethod: Value,
  ) {}
}

// Properties

function unreadable(agent: Agent, object: undefined | null, key: PropertyKey): never {
  return throwTypeError(agent, `Cannot read properties of ${object} (reading '${describeKey(key)}')`);
}

/** The canonical key of a primitive, or SLOW for an object. */
export function keyOf(value: Value): PropertyKey | typeof SLOW {
  switch (typeof value) {
    case 'string':
      return toKey(value);
    case 'number':
      return numberToKey(value);
    case 'bigint':
      return toKey(String(value));
    case 'symbol':
      return value;
    case 'object':
      return value === null ? 'null' : SLOW;
    default:
      return String(value);
  }
}

/** GetV where no guest code is needed: the value, or SLOW. Throws on undefined and null. */
export function getValue(agent: Agent, frame: Frame, object: Value, key: PropertyKey): Value {
  const asBefore = tampered(agent, frame);
  if (isObject(object)) return asBefore ? agent.pristine.peek(object, key) : peek(object, key);
  if (typeof object === 'string') {
    if (key === 'length') return object.length;
    if (typeof key === 'number' && key < object.length) return object[key];
  } else if (object === undefined || object === null) return unreadable(agent, object, key);
  const proto = prototypeOfPrimitive(frame.realm, object)!;
  return asBefore ? agent.pristine.peek(proto, key) : peek(proto, key);
}

export function* getSlowly(agent: Agent, object: Value, key: PropertyKey): Steps<Value> {
  return yield* GetV(agent, object, key);
}

export function* getElementSlowly(agent: Agent, object: Value, key: Value): Steps<Value> {
  if (object === undefined || object === null) {
    if (key === wellKnown.iterator)
      throwTypeError(
        agent,
        `${describeWithType(object)} is not iterable (cannot read property Symbol(Symbol.iterator))`,
      );
    throwTypeError(agent, `Cannot read properties of ${object}${describeAccess('reading', key)}`);
  }
  return yield* GetV(agent, object, yield* ToPropertyKey(agent, key));
}

export function setFailed(agent: Agent, object: Value, key: PropertyKey): never {
  return throwTypeError(agent, failedSetMessage(agent, object, key));
}

/** A set that needs guest code, or whose target is a primitive. */
export function* setSlowly(agent: Agent, object: Value, key: PropertyKey, value: Value, strict: boolean): Steps<Value> {
  if (object === undefined || object === null) {
    throwTypeError(agent, `Cannot set properties of ${object} (setting '${describeKey(key)}')`);
  }
  if (isObject(object)) {
    if (!(yield* objectSet(agent, object, key, value)) && strict) setFailed(agent, object, key);
    return undefined;
  }
  const target = ToObject(agent, object);
  // The receiver is the primitive itself: a plain set can't succeed, only a setter may run.
  const done = yield* objectSetFor(agent, target, key, value, object);
  if (!done && strict) setFailed(agent, object, key);
  return undefined;
}

export function* setElementSlowly(
  agent: Agent,
  object: Value,
  key: Value,
  value: Value,
  strict: boolean,
): Steps<Value> {
  if (object === undefined || object === null) {
    throwTypeError(agent, `Cannot set properties of ${object}${describeAccess('setting', key)}`);
  }
  return yield* setSlowly(agent, object, yield* ToPropertyKey(agent, key), value, strict);
}

export function* convertKey(agent: Agent, key: Value): Steps<Value> {
  return keyToValue(yield* ToPropertyKey(agent, key));
}

export function* deleteSlowly(agent: Agent, object: Value, key: Value, strict: boolean): Steps<Value> {
  if (object === undefined || object === null) throwTypeError(agent, 'Cannot convert undefined or null to object');
  const target = ToObject(agent, object);
  const name = yield* ToPropertyKey(agent, key);
  const done = yield* objectDelete(agent, target, name);
  if (!done && strict) throwTypeError(agent, failedDeleteMessage(target, name));
  return done;
}

/** Where `super` looks properties up. @spec sec-getsuperbase */
export function superBase(fn: JSObject): JSObject | null {
  // Home objects are ordinary: no guest code is asked.
  return (fn.data as Closure).homeObject?.proto ?? null;
}

export function* getSuper(agent: Agent, self: Value, base: JSObject | null, key: Value): Steps<Value> {
  if (base === null) throwTypeError(agent, `Cannot read properties of null${describeAccess('reading', key)}`);
  return yield* objectGetFor(agent, base, yield* ToPropertyKey(agent, key), self);
}

export function* setSuper(
  agent: Agent,
  self: Value,
  base: JSObject | null,
  key: Value,
  value: Value,
  strict: boolean,
): Steps<Value> {
  if (base === null) throwTypeError(agent, `Cannot set properties of null${describeAccess('setting', key)}`);
  const name = yield* ToPropertyKey(agent, key);
  const done = yield* objectSetFor(agent, base, name, value, self);
  if (!done && strict) setFailed(agent, self, name);
  return undefined;
}

export function* copyProperties(agent: Agent, target: JSObject, source: Value, excluded: Value): Steps<Value> {
  const keys = isObject(excluded)
    ? excluded.elements.map((k) => (typeof k === 'string' ? toKey(k) : (k as PropertyKey)))
    : [];
  yield* CopyDataProperties(agent, target, source, keys);
  return undefined;
}

export function* defineElement(agent: Agent, object: JSObject, key: PropertyKey, value: Value): Steps<Value> {
  yield* CreateDataPropertyOrThrow(agent, object, key, value);
  return undefined;
}

// Operators

export const enum Binary {
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  Exp,
  BitAnd,
  BitOr,
  BitXor,
  Shl,
  Shr,
  Ushr,
}

/** @spec sec-applystringornumericbinaryoperator */
export function* binarySlowly(agent: Agent, operator: Binary, a: Value, b: Value): Steps<Value> {
  if (operator === Binary.Add) {
    a = yield* ToPrimitive(agent, a);
    b = yield* ToPrimitive(agent, b);
    if (typeof a === 'string' || typeof b === 'string') {
      const left = typeof a === 'string' ? a : yield* ToString(agent, a);
      const right = typeof b === 'string' ? b : yield* ToString(agent, b);
      return concatenate(agent, left, right);
    }
  }
  const left = yield* ToNumeric(agent, a);
  const right = yield* ToNumeric(agent, b);
  return numericBinary(agent, operator, left, right);
}

export function concatenate(agent: Agent, left: string, right: string): string {
  if (left.length + right.length > agent.limits.stringLength)
    throw errorThrow(agent, 'RangeError', 'Invalid string length');
  return left + right;
}

export function numericBinary(agent: Agent, operator: Binary, a: number | bigint, b: number | bigint): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    switch (operator) {
      case Binary.Add:
        return a + b;
      case Binary.Sub:
        return a - b;
      case Binary.Mul:
        return a * b;
      case Binary.Div:
        return a / b;
      case Binary.Mod:
        return a % b;
      case Binary.Exp:
        return a ** b;
      case Binary.BitAnd:
        return a & b;
      case Binary.BitOr:
        return a | b;
      case Binary.BitXor:
        return a ^ b;
      case Binary.Shl:
        return a << b;
      case Binary.Shr:
        return a >> b;
      case Binary.Ushr:
        return a >>> b;
    }
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return bigintBinary(agent, operator, a, b);
  return throwTypeError(agent, 'Cannot mix BigInt and other types, use explicit conversions');
}

/** Bits a BigInt may have, as V8 has it. */
const MAX_BIGINT_BITS = 1n << 30n;

function bigintBinary(agent: Agent, operator: Binary, a: bigint, b: bigint): bigint {
  const tooBig = (): never => {
    throw errorThrow(agent, 'RangeError', 'Maximum BigInt size exceeded');
  };
  switch (operator) {
    case Binary.Add:
      return a + b;
    case Binary.Sub:
      return a - b;
    case Binary.Mul:
      agent.allocate(16);
      return a * b;
    case Binary.Div:
    case Binary.Mod:
      if (b === 0n) throw errorThrow(agent, 'RangeError', 'Division by zero');
      return operator === Binary.Div ? a / b : a % b;
    case Binary.Exp:
      if (b < 0n) throw errorThrow(agent, 'RangeError', 'undefined must be positive');
      if (a > 1n || a < -1n) {
        const bits = BigInt(a.toString(16).length * 4) * b;
        if (bits > MAX_BIGINT_BITS) tooBig();
        agent.allocate(Number(bits / 8n));
      }
      return a ** b;
    case Binary.BitAnd:
      return a & b;
    case Binary.BitOr:
      return a | b;
    case Binary.BitXor:
      return a ^ b;
    case Binary.Shl:
    case Binary.Shr: {
      const shift = operator === Binary.Shl ? b : -b;
      if (shift > 0n && a !== 0n) {
        if (shift > MAX_BIGINT_BITS) tooBig();
        agent.allocate(Number(shift / 8n));
      }
      if (shift < -MAX_BIGINT_BITS) return a < 0n ? -1n : 0n;
      return shift >= 0n ? a << shift : a >> -shift;
    }
    case Binary.Ushr:
      return throwTypeError(agent, 'BigInts have no unsigned right shift, use >> instead');
  }
}

export const enum Compare {
  Lt,
  Le,
  Gt,
  Ge,
}

/** @spec sec-islessthan */
export function* compareSlowly(agent: Agent, operator: Compare, a: Value, b: Value): Steps<Value> {
  switch (operator) {
    case Compare.Lt:
      return (yield* IsLessThan(agent, a, b, true)) === true;
    case Compare.Gt:
      return (yield* IsLessThan(agent, b, a, false)) === true;
    case Compare.Le:
      return (yield* IsLessThan(agent, b, a, false)) === false;
    default:
      return (yield* IsLessThan(agent, a, b, true)) === false;
  }
}

/** As `compareSlowly`, for operands that need no guest code; SLOW otherwise. */
export function compareQuickly(operator: Compare, a: Value, b: Value): boolean | typeof SLOW {
  if ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) {
    switch (operator) {
      case Compare.Lt:
        return a < b;
      case Compare.Le:
        return a <= b;
      case Compare.Gt:
        return a > b;
      default:
        return a >= b;
    }
  }
  return SLOW;
}

export function* equalsSlowly(agent: Agent, a: Value, b: Value, negate: boolean): Steps<Value> {
  return (yield* IsLooselyEqual(agent, a, b)) !== negate;
}

export function* inSlowly(agent: Agent, key: Value, object: Value): Steps<Value> {
  if (!isObject(object)) {
    const text = isObject(key) ? describeValue(key) : typeof key === 'symbol' ? describeKey(key) : String(key);
    throwTypeError(
      agent,
      `Cannot use 'in' operator to search for '${text}' in ${isObject(object) ? '' : typeof object === 'symbol' ? describeKey(object) : String(object)}`,
    );
  }
  return yield* HasProperty(agent, object, yield* ToPropertyKey(agent, key));
}

export function* instanceOf(agent: Agent, value: Value, target: Value): Steps<Value> {
  return yield* InstanceofOperator(agent, value, target);
}

export function* unarySlowly(
  agent: Agent,
  operator: 'inc' | 'dec' | 'numeric' | 'neg' | 'plus' | 'not',
  value: Value,
): Steps<Value> {
  if (operator === 'plus') {
    const primitive = yield* ToPrimitive(agent, value, 'number');
    if (typeof primitive === 'bigint') throwTypeError(agent, 'Cannot convert a BigInt value to a number');
    return (yield* ToNumeric(agent, primitive)) as number;
  }
  const n = yield* ToNumeric(agent, value);
  switch (operator) {
    case 'inc':
      return typeof n === 'number' ? n + 1 : n + 1n;
    case 'dec':
      return typeof n === 'number' ? n - 1 : n - 1n;
    case 'neg':
      return -n;
    case 'not':
      return ~n;
    default:
      return n;
  }
}

export function* toStringSlowly(agent: Agent, value: Value): Steps<Value> {
  return yield* ToString(agent, value);
}

// Iteration

/** @spec sec-getiterator */
export function* openIterator(agent: Agent, frame: Frame, value: Value, isAsync: boolean): Steps<Value> {
  let record: IteratorRecord;
  if (isAsync) {
    const method = yield* iteratorMethod(agent, value, wellKnown.asyncIterator);
    if (method === undefined || method === null) {
      const sync = requireIterator(agent, frame, value, true, yield* iteratorMethod(agent, value, wellKnown.iterator));
      record = CreateAsyncFromSyncIterator(agent, yield* GetIteratorFromMethod(agent, value, sync));
    } else {
      const found = requireIterator(agent, frame, value, true, method);
      record = yield* GetIteratorFromMethod(agent, value, found, true);
    }
  } else {
    const method = requireIterator(agent, frame, value, false, yield* iteratorMethod(agent, value, wellKnown.iterator));
    record = yield* GetIteratorFromMethod(agent, value, method);
  }
  return new IteratorState(null, record.iterator, record.nextMethod) as unknown as Value;
}

function* iteratorMethod(agent: Agent, value: Value, key: symbol): Steps<Value> {
  return value === undefined || value === null ? undefined : yield* GetV(agent, value, key);
}

function requireIterator(agent: Agent, frame: Frame, value: Value, isAsync: boolean, method: Value): JSObject {
  if (!isObject(method) || !method.callable) throwTypeError(agent, notIterableMessage(frame, value, isAsync, method));
  return method;
}

/** A state for iterating `value` without guest code, or null. */
export function openQuickly(agent: Agent, frame: Frame, value: Value): IteratorState | null {
  return isObject(value) && value.kind === Kind.Array && (frame.code.library || pristineArrayIteration(agent, value))
    ? new IteratorState(value, undefined, undefined)
    : null;
}

/** The next value of an array iterated by index: HOLE at the end, SLOW when a getter or prototype must be asked. */
export function nextOfArray(state: IteratorState): Value {
  const array = state.array!;
  const { index } = state;
  if (index >= array.length) {
    state.done = true;
    return HOLE;
  }
  state.index = index + 1;
  if (index < array.elements.length) {
    const value = array.elements[index];
    if (value !== HOLE) return value;
  }
  return peek(array, index);
}

/** The next value; HOLE when the iterator is exhausted. Marks the state done when `next` itself fails. */
export function* nextSlowly(agent: Agent, state: IteratorState): Steps<Value> {
  if (state.array !== null) return yield* Get(agent, state.array, state.index - 1);
  try {
    const result = yield new CallRequest(state.nextMethod, state.iterator, [], undefined);
    if (!isObject(result)) throwTypeError(agent, `Iterator result ${describeValue(result)} is not an object`);
    if (ToBoolean(yield* Get(agent, result, 'done'))) {
      state.done = true;
      return HOLE;
    }
    return yield* Get(agent, result, 'value');
  } catch (error) {
    state.done = true;
    throw error;
  }
}

/** Like `nextSlowly`, undefined instead of HOLE at the end (array destructuring). */
export function* stepSlowly(agent: Agent, state: IteratorState): Steps<Value> {
  if (state.done) return undefined;
  const value = yield* nextSlowly(agent, state);
  return value === HOLE ? undefined : value;
}

export function* restOf(agent: Agent, state: IteratorState, array: JSObject): Steps<Value> {
  while (!state.done) {
    let value: Value = state.array !== null ? nextOfArray(state) : SLOW;
    if (value === SLOW) value = yield* nextSlowly(agent, state);
    if (value === HOLE) break;
    pushElement(agent, array, value);
  }
  return array;
}

/** Adds an element at an array's end; every so often, many are accounted for at once. */
export function pushElement(agent: Agent, array: JSObject, value: Value): void {
  array.length = array.elements.push(value);
  if ((array.length & 0x3ff) === 0) agent.allocateElements(0x400);
}

/** GetMethod as compiled code does it: V8 says of what is no function that it can't be called. @spec sec-getmethod */
function* calledMethod(agent: Agent, object: Value, key: string, delegating?: Frame): Steps<JSObject | undefined> {
  const method = yield* GetV(agent, object, key);
  if (method === undefined || method === null) return undefined;
  if (!isObject(method) || !method.callable)
    throwTypeError(
      agent,
      delegating === undefined
        ? `${describeWithType(method)} is not a function`
        : notDelegatedMessage(delegating, method),
    );
  return method;
}

/** @spec sec-iteratorclose */
export function* closeIterator(agent: Agent, state: IteratorState, quiet: boolean): Steps<Value> {
  state.done = true;
  if (state.array !== null) return undefined;
  const { iterator } = state;
  let method: Value;
  try {
    method = yield* calledMethod(agent, iterator, 'return');
    if (method === undefined) return undefined;
    const result = yield call(method, iterator);
    if (!quiet && !isObject(result)) throwTypeError(agent, `Iterator result ${describeValue(result)} is not an object`);
  } catch (error) {
    if (!quiet) throw error;
  }
  return undefined;
}

/** Calls `return` of an async iterator, if it has one; HOLE otherwise. */
export function* callReturn(agent: Agent, state: IteratorState): Steps<Value> {
  if (state.done) return HOLE;
  state.done = true;
  const method = yield* calledMethod(agent, state.iterator, 'return');
  if (method === undefined) return HOLE;
  return yield call(method, state.iterator);
}

/** The value of an async iterator's awaited result; HOLE when done. */
export function* unwrapResult(agent: Agent, state: IteratorState, result: Value): Steps<Value> {
  if (!isObject(result)) throwTypeError(agent, `Iterator result ${describeValue(result)} is not an object`);
  try {
    if (ToBoolean(yield* Get(agent, result, 'done'))) {
      state.done = true;
      return HOLE;
    }
    return yield* Get(agent, result, 'value');
  } catch (error) {
    state.done = true;
    throw error;
  }
}

/** What the `return` of an asynchronous iterator gave that has no `throw`: it's awaited before the error. */
export class DelegateClosing {
  constructor(readonly result: Value) {}
}

function noThrowMethod(agent: Agent, closed: Value): never {
  if (!isObject(closed)) throwTypeError(agent, `${describeValue(closed)} is not an object`);
  return throwTypeError(agent, "The iterator does not provide a 'throw' method.");
}

/** One exchange of `yield*` with its inner iterator. @spec sec-generator-function-definitions-runtime-semantics-evaluation */
export function* delegateCall(
  agent: Agent,
  frame: Frame,
  state: IteratorState,
  received: Value,
  mode: number,
): Steps<Value> {
  const { iterator } = state;
  if (mode === 0) return yield new CallRequest(state.nextMethod, iterator, [received], undefined);
  if (mode === 1) {
    const method = yield* calledMethod(agent, iterator, 'throw', frame);
    if (method !== undefined) return yield call(method, iterator, received);
    const closing = yield* calledMethod(agent, iterator, 'return', frame);
    const result = closing === undefined ? iterator : yield call(closing, iterator);
    if (closing !== undefined && frame.code.async) return new DelegateClosing(result) as unknown as Value;
    return noThrowMethod(agent, result);
  }
  if (mode === 4) return noThrowMethod(agent, received);
  const method = yield* calledMethod(agent, iterator, 'return', frame);
  if (method === undefined) return HOLE;
  return yield call(method, iterator, received);
}

export function* isDone(agent: Agent, result: JSObject): Steps<Value> {
  return ToBoolean(yield* Get(agent, result, 'done'));
}

/** State of a for-in loop. @spec sec-enumerate-object-properties */
export class ForInState {
  keys: PropertyKey[] = [];
  index = 0;
  object: JSObject | null;
  readonly visited = new Set<PropertyKey>();
  /** Behind it there is a proxy: all keys were asked for at once, as V8 does. */
  receiver: JSObject | null = null;
  constructor(object: JSObject | null) {
    this.object = object;
  }
}

/** The next key as a string, HOLE at the end, SLOW if a proxy must be asked. */
export function forInQuickly(state: ForInState): Value {
  for (;;) {
    const { object } = state;
    if (object === null) return HOLE;
    if (object.kind === Kind.Proxy) return SLOW;
    if (state.index === 0 && state.keys.length === 0) return SLOW;
    while (state.index < state.keys.length) {
      const key = state.keys[state.index++]!;
      if (typeof key === 'symbol' || state.visited.has(key)) continue;
      const own = getOwnProperty(object, key);
      if (own === undefined) continue;
      state.visited.add(key);
      if (own.enumerable) return String(key);
    }
    return SLOW;
  }
}

export function* forInSlowly(agent: Agent, state: ForInState): Steps<Value> {
  for (;;) {
    const { object } = state;
    if (object === null) return HOLE;
    if (state.receiver !== null) return yield* nextCollected(agent, state, state.receiver);
    if (state.keys.length === 0) {
      const proxy = proxyBehind(object);
      if (proxy !== null) {
        yield* collectKeys(agent, state, object);
        state.object = proxy;
        continue;
      }
      state.keys = yield* objectOwnKeys(agent, object);
    }
    while (state.index < state.keys.length) {
      const key = state.keys[state.index++]!;
      if (typeof key === 'symbol' || state.visited.has(key)) continue;
      const own = yield* objectGetOwnProperty(agent, object, key);
      if (own === undefined) continue;
      state.visited.add(key);
      if (own.enumerable) return String(key);
    }
    state.object = yield* objectGetPrototypeOf(agent, object);
    state.keys = [];
    state.index = 0;
  }
}

/** The first proxy among an object and its prototypes. */
function proxyBehind(object: JSObject): JSObject | null {
  let o: JSObject | null = object;
  while (o !== null && o.kind !== Kind.Proxy) o = o.proto;
  return o;
}

function* collectKeys(agent: Agent, state: ForInState, object: JSObject): Steps<void> {
  state.receiver = object;
  for (let o: JSObject | null = object; o !== null; o = yield* objectGetPrototypeOf(agent, o))
    for (const key of yield* objectOwnKeys(agent, o)) {
      if (typeof key === 'symbol' || state.visited.has(key)) continue;
      state.visited.add(key);
      if (o.kind === Kind.Proxy || getOwnProperty(o, key)?.enumerable) state.keys.push(key);
    }
}

/** The next key that is, when its turn comes, that of an enumerable property. */
function* nextCollected(agent: Agent, state: ForInState, receiver: JSObject): Steps<Value> {
  while (state.index < state.keys.length) {
    const key = state.keys[state.index++]!;
    for (let o: JSObject | null = receiver; o !== null; o = yield* objectGetPrototypeOf(agent, o)) {
      const own = yield* objectGetOwnProperty(agent, o, key);
      if (own === undefined) continue;
      if (own.enumerable) return String(key);
      break;
    }
  }
  state.object = null;
  return HOLE;
}

// Names that must be looked up while running

/** What a name was found in, before its value is read or written. */
export class Resolved {
  constructor(
    readonly environment: Environment | null,
    /** Slot of the environment; -1: its `extra` variables; -2: its `with` object; -3: the global object; -4: nowhere. */
    readonly slot: number,
  ) {}
}

/** @spec sec-getidentifierreference */
export function* resolveName(agent: Agent, frame: Frame, name: string): Steps<Resolved> {
  for (let env = frame.env; env !== null; env = env.outer) {
    if (env.object !== null) {
      if (yield* HasProperty(agent, env.object, toKey(name))) {
        const unscopables = yield* Get(agent, env.object, wellKnown.unscopables);
        if (!isObject(unscopables) || !ToBoolean(yield* Get(agent, unscopables, toKey(name))))
          return new Resolved(env, -2);
      }
    }
    if (env.extra?.has(name)) return new Resolved(env, -1);
    const slot = env.info.names.indexOf(name);
    if (slot >= 0 && env.info.kind !== 'script') return new Resolved(env, slot);
  }
  const { realm } = frame;
  const slot = realm.scriptNames.get(name);
  if (slot !== undefined) return new Resolved(realm.scriptScope, slot);
  return new Resolved(null, (yield* HasProperty(agent, realm.globalObject, toKey(name))) ? -3 : -4);
}

export function* resolveForRegister(agent: Agent, frame: Frame, name: string): Steps<Value> {
  return (yield* resolveName(agent, frame, name)) as unknown as Value;
}

export function* readResolved(
  agent: Agent,
  frame: Frame,
  resolved: Resolved,
  name: string,
  typeOf: boolean,
  strict: boolean,
): Steps<Value> {
  const { environment, slot } = resolved;
  if (slot >= 0) {
    let value = environment!.values[slot];
    if (value instanceof ImportBinding) value = value.read();
    if (value === UNINITIALIZED) {
      throwReferenceError(agent, `Cannot access '${name}' before initialization`);
    }
    return value;
  }
  if (slot === -1) return environment!.extra!.get(name);
  if (slot === -2) {
    const object = environment!.object!;
    if (!(yield* HasProperty(agent, object, toKey(name)))) {
      if (!strict) return undefined;
      throwReferenceError(agent, `${name} is not defined`);
    }
    return yield* Get(agent, object, toKey(name));
  }
  if (slot === -3) return yield* Get(agent, frame.realm.globalObject, toKey(name));
  if (typeOf) return undefined;
  return throwReferenceError(agent, `${name} is not defined`);
}

export const SUPER_FIRST =
  "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";

/** A derived constructor ended without an object. Its context is no longer the running one, so the error is of the caller's realm. @spec sec-ecmascript-function-objects-construct-argumentslist-newtarget */
export function derivedFailed(agent: Agent, frame: Frame, value: Value): never {
  agent.realm = frame.caller?.realm ?? frame.realm;
  if (value !== undefined) throwTypeError(agent, 'Derived constructors may only return object or undefined');
  return throwReferenceError(agent, SUPER_FIRST);
}

export function* readDynamic(agent: Agent, frame: Frame, name: string, typeOf: boolean): Steps<Value> {
  return yield* readResolved(agent, frame, yield* resolveName(agent, frame, name), name, typeOf, frame.code.strict);
}

export function* writeResolved(
  agent: Agent,
  frame: Frame,
  resolved: Resolved,
  name: string,
  value: Value,
): Steps<Value> {
  const { environment, slot } = resolved;
  const { strict } = frame.code;
  if (slot >= 0) {
    const flags = environment!.info.flags[slot]!;
    if (environment!.values[slot] === UNINITIALIZED)
      throwReferenceError(agent, `Cannot access '${name}' before initialization`);
    if (flags & BindingFlag.Fixed) {
      if (strict) throwTypeError(agent, 'Assignment to constant variable.');
      return undefined;
    }
    if (flags & BindingFlag.Const || environment!.values[slot] instanceof ImportBinding)
      throwTypeError(agent, 'Assignment to constant variable.');
    environment!.values[slot] = value;
    if (agent.observer !== null) agent.observer.bindingWritten(environment!, slot, value);
    return undefined;
  }
  if (slot === -1) {
    environment!.extra!.set(name, value);
    if (agent.observer !== null) agent.observer.globalWritten(frame, name, value);
    return undefined;
  }
  if (slot === -2) {
    const object = environment!.object!;
    const still = yield* HasProperty(agent, object, toKey(name));
    if (!still && strict) throwReferenceError(agent, `${name} is not defined`);
    yield* SetProperty(agent, object, toKey(name), value, strict);
    return undefined;
  }
  const global = frame.realm.globalObject;
  if (slot === -4) {
    if (strict) throwReferenceError(agent, `${name} is not defined`);
    yield* SetProperty(agent, global, toKey(name), value, false);
  } else {
    if (strict && !(yield* HasProperty(agent, global, toKey(name))))
      throwReferenceError(agent, `${name} is not defined`);
    yield* SetProperty(agent, global, toKey(name), value, strict);
  }
  if (agent.observer !== null) agent.observer.globalWritten(frame, name, value);
  return undefined;
}

export function* deleteName(agent: Agent, frame: Frame, name: string): Steps<Value> {
  const { environment, slot } = yield* resolveName(agent, frame, name);
  if (slot >= 0) return false;
  if (slot === -1) return environment!.extra!.delete(name);
  if (slot === -2) return yield* objectDelete(agent, environment!.object!, toKey(name));
  if (slot === -3) return yield* objectDelete(agent, frame.realm.globalObject, toKey(name));
  return true;
}

/** An imported binding: a view of another module's. */
export class ImportBinding {
  constructor(
    readonly environment: Environment,
    readonly slot: number,
  ) {}
  read(): Value {
    return this.environment.values[this.slot];
  }
}

/** A read of a global name that the inline cache doesn't know. */
export function globalValue(agent: Agent, frame: Frame, name: string, typeOf: boolean): Value {
  const { realm } = frame;
  const slot = realm.scriptNames.get(name);
  if (slot !== undefined) {
    const value = realm.scriptScope.values[slot];
    if (value === UNINITIALIZED) throwReferenceError(agent, `Cannot access '${name}' before initialization`);
    return value;
  }
  const key = toKey(name);
  const global = realm.globalObject;
  const value = peek(global, key);
  if (value === SLOW) return SLOW;
  if (value === undefined && !typeOf) {
    for (let o: JSObject | null = global; o !== null; o = o.proto) {
      if (o.kind === Kind.Proxy) return SLOW;
      if (hasOwn(o, key)) return undefined;
    }
    throwReferenceError(agent, `${name} is not defined`);
  }
  return value;
}

export function* globalSlowly(agent: Agent, frame: Frame, name: string, typeOf: boolean): Steps<Value> {
  const { globalObject } = frame.realm;
  if (!(yield* HasProperty(agent, globalObject, toKey(name)))) {
    if (typeOf) return undefined;
    throwReferenceError(agent, `${name} is not defined`);
  }
  return yield* Get(agent, globalObject, toKey(name));
}

export function* setGlobalSlowly(agent: Agent, frame: Frame, name: string, value: Value): Steps<Value> {
  const { globalObject } = frame.realm;
  const key = toKey(name);
  const exists = yield* HasProperty(agent, globalObject, key);
  if (!exists && frame.code.strict) throwReferenceError(agent, `${name} is not defined`);
  yield* SetProperty(agent, globalObject, key, value, frame.code.strict);
  return undefined;
}

/** What `super(...)` calls is no constructor. */
export function throwNoSuperConstructor(agent: Agent, frame: Frame, parent: Value): never {
  let caller = frame;
  while (isPassedOver(caller)) caller = caller.caller!;
  const { name } = caller.code;
  const words = (isObject(parent) ? nameInCode(parent) : null) ?? describeValue(parent);
  throwTypeError(
    agent,
    `Super constructor ${words || 'null'} of ${name === '' ? 'anonymous class' : name} is not a constructor`,
  );
}

/** The name that a function's code has; null for other objects. */
function nameInCode({ data }: JSObject): string | null {
  if (data instanceof Closure) return data.code.name;
  return data instanceof NativeFunction ? data.name : null;
}
