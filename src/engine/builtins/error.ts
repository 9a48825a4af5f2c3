import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { CapturedSite } from '../machine/captured-site';
import { call, type Steps } from '../machine/request';
import { captureStack, reserveStack } from '../machine/stack-trace';
import { ToString } from '../operations/conversion';
import { DONE, GetIterator, IteratorStepValue } from '../operations/iterator';
import {
  createArray,
  Get,
  GetPrototypeFromConstructor,
  objectHas,
  peekPrototypeFromConstructor,
} from '../operations/object';
import type { Realm } from '../realm';
import { JSObject, Kind, LazyStack, setHidden } from '../values/object';
import { WC, WEC } from '../values/shape';
import { isObject, SLOW, type Value } from '../values/value';
import { callSite, createCallSite } from './call-site';
import { constant, constructorFunction, method, native, plainObject, twoWay } from './define';
import { throwIncompatible } from './receiver';

const NATIVE_ERRORS = ['EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'] as const;

/** `Error` and its kin. @spec sec-error-objects */
export function createError(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  const C = makeErrorConstructor(realm, 'Error', proto, intrinsics.FunctionPrototype);

  // How V8's `stack` is read and written before it is text.
  intrinsics.StackGetter = native(realm, 'stack', 0, function* (agent, thisValue) {
    const [holder, stack] = lazyStackOf(thisValue);
    if (holder === null) return undefined;
    if (stack!.sites !== null) {
      const prepared = yield* prepareStackTrace(agent, holder, stack!);
      if (prepared !== NOT_PREPARED) return prepared;
    }
    const name = yield* Get(agent, holder, 'name');
    const message = stack!.message ?? (yield* Get(agent, holder, 'message'));
    const n = name === undefined ? 'Error' : yield* ToString(agent, name);
    const m = message === undefined ? '' : yield* ToString(agent, message);
    return stack!.lookAt(holder, `${n === '' ? m : m === '' ? n : `${n}: ${m}`}${stack!.lines}`).value as Value;
  });
  intrinsics.StackSetter = native(realm, 'stack', 1, (_agent, thisValue, args) => {
    if (!isObject(thisValue)) return undefined;
    const own = lazyStackOf(thisValue)[0] === thisValue;
    if (own || thisValue.extensible) setHidden(thisValue, 'stack', args[0], own ? WC : WEC);
    return undefined;
  });

  // V8's addition, which hosts and libraries rely on.
  /** @spec sec-error-constructor */
  method(realm, C, 'captureStackTrace', 2, (agent, _this, args) => {
    const [object, below] = args;
    if (!isObject(object) || object.kind === Kind.Proxy) throwTypeError(agent, 'invalid_argument');
    if (!object.extensible && object.shape.lookup('stack') < 0) {
      throwTypeError(agent, 'Cannot define property stack, object is not extensible');
    }
    captureStack(agent, object, isObject(below) && below.callable ? below : null);
    return undefined;
  });
  /** @spec sec-error.iserror */
  method(realm, C, 'isError', 1, (_agent, _this, args) => isObject(args[0]) && args[0].kind === Kind.Error);
  constant(C, 'stackTraceLimit', 10, WEC);
  createCallSite(realm);

  /** @spec sec-error.prototype.tostring */
  intrinsics.ErrorPrototypeToString = method(realm, proto, 'toString', 0, function* (agent, thisValue) {
    if (!isObject(thisValue)) throwIncompatible(agent, thisValue, 'Error.prototype.toString');
    const name = yield* Get(agent, thisValue, 'name');
    const nameText = name === undefined ? 'Error' : yield* ToString(agent, name);
    const message = yield* Get(agent, thisValue, 'message');
    const messageText = message === undefined ? '' : yield* ToString(agent, message);
    if (nameText === '') return messageText;
    return messageText === '' ? nameText : `${nameText}: ${messageText}`;
  });

  /** @spec sec-native-error-types-used-in-this-standard */
  for (const name of NATIVE_ERRORS) makeErrorConstructor(realm, name, plainObject(realm, proto), C);
  createAggregateError(realm, C, proto);
  createSuppressedError(realm, C, proto);
}

const NOT_PREPARED = Symbol('not prepared');

/**
 * Lets `Error.prepareStackTrace` word the stack, unless that is what runs already; its answer becomes the property.
 * Throws what it throws.
 */
function* prepareStackTrace(agent: Agent, error: JSObject, stack: LazyStack): Steps<Value | typeof NOT_PREPARED> {
  const { realm } = agent;
  const C = realm.intrinsics.Error!;
  const prepare = yield* Get(agent, C, 'prepareStackTrace');
  if (!isObject(prepare) || !prepare.callable || agent.preparingStack) return NOT_PREPARED;
  const sites = (stack.sites as readonly CapturedSite[]).map((site) => callSite(realm, site));
  agent.preparingStack = true;
  try {
    const value: Value = yield call(prepare, C, error, createArray(realm, sites));
    if (lazyStackOf(error)[1] === stack) setHidden(error, 'stack', value, WC);
    return value;
  } finally {
    agent.preparingStack = false;
  }
}

/** The nearest object with a stack that isn't text yet, as inheritance goes. */
function lazyStackOf(value: Value): [JSObject, LazyStack] | [null, null] {
  for (let o = isObject(value) ? value : null; o !== null; o = o.proto) {
    const slot = o.shape.lookup('stack');
    if (slot >= 0) {
      const own: unknown = o.slots[slot];
      return own instanceof LazyStack ? [o, own] : [null, null];
    }
  }
  return [null, null];
}

function finishPrototype(proto: JSObject, name: string): void {
  constant(proto, 'name', name, WC);
  constant(proto, 'message', '', WC);
}

/** @spec sec-error-constructor */
function makeErrorConstructor(realm: Realm, name: string, proto: JSObject, parent: JSObject): JSObject {
  const intrinsic = `${name}Prototype`;
  const body = twoWay(
    (agent, _this, args, newTarget, fn) => {
      const [message, options] = args;
      if (isObject(message) || typeof message === 'symbol' || isObject(options)) return SLOW;
      const prototype = peekPrototypeFromConstructor(agent, newTarget ?? fn, intrinsic);
      if (prototype === SLOW) return SLOW;
      const error = makeErrorObject(agent, prototype as JSObject);
      if (message !== undefined) setHidden(error, 'message', String(message), WC);
      // V8 leaves out the contexts down to the class that was constructed.
      captureStack(agent, error, newTarget === fn ? null : (newTarget ?? null));
      return error;
    },
    function* (agent, _this, args, newTarget, fn) {
      const error = makeErrorObject(agent, yield* GetPrototypeFromConstructor(agent, newTarget ?? fn, intrinsic));
      yield* installMessageAndCause(agent, error, args[0], args[1]);
      captureStack(agent, error, newTarget ?? fn);
      return error;
    },
  );
  const C = constructorFunction(realm, name, 1, body, proto, { proto: parent });
  finishPrototype(proto, name);
  realm.intrinsics[name] = C;
  realm.intrinsics[intrinsic] = proto;
  return C;
}

/** An error object whose `stack` comes first among its properties, as in V8. */
function makeErrorObject(agent: Agent, proto: JSObject): JSObject {
  const error = new JSObject(proto.childShape(), Kind.Error);
  reserveStack(agent, error);
  return error;
}

/** @spec sec-installerrorcause */
function* installMessageAndCause(agent: Agent, error: JSObject, message: Value, options: Value): Steps<void> {
  if (message !== undefined) setHidden(error, 'message', yield* ToString(agent, message), WC);
  if (isObject(options) && (yield* objectHas(agent, options, 'cause'))) {
    setHidden(error, 'cause', yield* Get(agent, options, 'cause'), WC);
  }
}

/** @spec sec-aggregate-error-constructor */
function createAggregateError(realm: Realm, parent: JSObject, errorPrototype: JSObject): void {
  const proto = plainObject(realm, errorPrototype);
  const C = constructorFunction(
    realm,
    'AggregateError',
    2,
    function* (agent, _this, args, newTarget, fn) {
      const [errors, message, options] = args;
      const error = makeErrorObject(
        agent,
        yield* GetPrototypeFromConstructor(agent, newTarget ?? fn, 'AggregateErrorPrototype'),
      );
      yield* installMessageAndCause(agent, error, message, options);
      const record = yield* GetIterator(agent, errors);
      const list: Value[] = [];
      for (;;) {
        const value = yield* IteratorStepValue(agent, record);
        if (value === DONE) break;
        list.push(value as Value);
      }
      setHidden(error, 'errors', createArray(agent.realm, list), WC);
      captureStack(agent, error, newTarget ?? fn);
      return error;
    },
    proto,
    { proto: parent },
  );
  finishPrototype(proto, 'AggregateError');
  realm.intrinsics.AggregateError = C;
  realm.intrinsics.AggregateErrorPrototype = proto;
}

/** The error of `Promise.any` and the like: made by the engine, without guest code. */
export function makeAggregateError(agent: Agent, message: string, errors: Value[]): JSObject {
  const error = makeErrorObject(agent, agent.realm.intrinsics.AggregateErrorPrototype);
  setHidden(error, 'message', message, WC);
  setHidden(error, 'errors', createArray(agent.realm, errors), WC);
  // V8 makes it where no context is.
  setHidden(error, 'stack', `AggregateError: ${message}`, WC);
  return error;
}

/** @spec sec-suppressederror-constructor */
function createSuppressedError(realm: Realm, parent: JSObject, errorPrototype: JSObject): void {
  const proto = plainObject(realm, errorPrototype);
  const C = constructorFunction(
    realm,
    'SuppressedError',
    3,
    function* (agent, _this, args, newTarget, fn) {
      const [inner, suppressed, message] = args;
      const error = makeErrorObject(
        agent,
        yield* GetPrototypeFromConstructor(agent, newTarget ?? fn, 'SuppressedErrorPrototype'),
      );
      if (message !== undefined) setHidden(error, 'message', yield* ToString(agent, message), WC);
      setHidden(error, 'error', inner, WC);
      setHidden(error, 'suppressed', suppressed, WC);
      captureStack(agent, error, newTarget ?? fn);
      return error;
    },
    proto,
    { proto: parent },
  );
  finishPrototype(proto, 'SuppressedError');
  realm.intrinsics.SuppressedError = C;
  realm.intrinsics.SuppressedErrorPrototype = proto;
}
