import type { Agent } from '../agent';
import { native } from '../builtins/define';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { captureStack, reserveStack } from '../machine/stack-trace';
import { JSObject, Kind, setHidden } from '../values/object';
import { WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, type Value } from '../values/value';
import { type AsyncSteps, Await } from './async-steps';
import { Get } from './internal-methods';
import { IsCallable } from './primitive';
import { newIntrinsicCapability, rejectCapability, resolveCapability } from './promise';

export type DisposeHint = 'sync-dispose' | 'async-dispose';

/** @spec sec-disposableresource-records */
export interface DisposableResource {
  readonly value: Value;
  readonly hint: DisposeHint;
  /** Undefined for `await using x = null`, which only awaits. */
  readonly method: JSObject | undefined;
}

/** @spec sec-adddisposableresource */
export function* AddDisposableResource(
  agent: Agent,
  resources: DisposableResource[],
  value: Value,
  hint: DisposeHint,
  method?: JSObject,
): Steps<void> {
  if (method !== undefined) {
    resources.push({ value: undefined, hint, method });
    return;
  }
  if (value === undefined || value === null) {
    if (hint === 'async-dispose') resources.push({ value: undefined, hint, method: undefined });
    return;
  }
  if (!isObject(value)) throwTypeError(agent, 'An object is expected with `using` declarations');
  resources.push({ value, hint, method: yield* GetDisposeMethod(agent, value, hint) });
}

/** Without a method this is the TypeError. @spec sec-getdisposemethod */
function* GetDisposeMethod(agent: Agent, value: JSObject, hint: DisposeHint): Steps<JSObject> {
  if (hint === 'async-dispose') {
    const asynchronous = yield* Get(agent, value, wellKnown.asyncDispose);
    if (asynchronous !== undefined && asynchronous !== null) return disposer(agent, asynchronous, 'asyncDispose');
  }
  const synchronous = disposer(agent, yield* Get(agent, value, wellKnown.dispose), 'dispose');
  if (hint === 'sync-dispose') return synchronous;
  // What the method returns isn't awaited: it was made for `using`.
  return native(agent.realm, '', 0, function* (current, thisValue) {
    const capability = newIntrinsicCapability(current);
    try {
      yield call(synchronous, thisValue);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield* rejectCapability(current, capability, error.value);
      return capability.promise;
    }
    yield* resolveCapability(current, capability, undefined);
    return capability.promise;
  });
}

function disposer(agent: Agent, method: Value, name: string): JSObject {
  // V8 13 takes plain functions alone.
  const plain = isObject(method) && method.kind !== Kind.Proxy && method.kind !== Kind.Bound;
  if (IsCallable(method) && (plain || agent.hooks.library !== 'V8 13')) return method;
  return throwTypeError(agent, `Symbol(Symbol.${name}) is not a function`);
}

/**
 * Disposes in reverse order, each resource even when an earlier one failed; empties the list. `completion` is the throw that
 * is already on its way, the answer the throw to go on with. Awaits only for resources with the hint async-dispose.
 * @spec sec-disposeresources
 */
export function* DisposeResources(
  agent: Agent,
  resources: DisposableResource[],
  completion?: Throw,
): AsyncSteps<Throw | undefined> {
  let needsAwait = false;
  let hasAwaited = false;
  for (let resource = resources.pop(); resource !== undefined; resource = resources.pop()) {
    const { value, hint, method } = resource;
    if (hint === 'sync-dispose' && needsAwait && !hasAwaited) {
      yield new Await(undefined);
      needsAwait = false;
    }
    if (method === undefined) {
      needsAwait = true;
      continue;
    }
    try {
      const result = yield call(method, value);
      if (hint === 'async-dispose') {
        hasAwaited = true;
        yield new Await(result);
      }
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      completion =
        completion === undefined ? error : new Throw(makeSuppressedError(agent, error.value, completion.value));
    }
  }
  if (needsAwait && !hasAwaited) yield new Await(undefined);
  return completion;
}

/** DisposeResources where every hint is sync-dispose. @spec sec-disposeresources */
export function disposeSynchronously(
  agent: Agent,
  resources: DisposableResource[],
  completion?: Throw,
): Steps<Throw | undefined> {
  return DisposeResources(agent, resources, completion) as Steps<Throw | undefined>;
}

/** What is thrown when disposing fails while another error is on its way. */
export function makeSuppressedError(agent: Agent, error: Value, suppressed: Value): JSObject {
  const object = new JSObject(agent.realm.intrinsics.SuppressedErrorPrototype.childShape(), Kind.Error);
  const message = 'An error was suppressed during disposal';
  reserveStack(agent, object);
  setHidden(object, 'message', message, WC);
  setHidden(object, 'error', error, WC);
  setHidden(object, 'suppressed', suppressed, WC);
  captureStack(agent, object);
  return object;
}
