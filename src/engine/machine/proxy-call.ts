import type { Agent } from '../agent';
import { errorThrow } from '../errors';
import { describeValue } from '../operations/describe';
import { createArray, GetMethod } from '../operations/object';
import type { ProxyData } from '../values/function';
import type { JSObject } from '../values/object';
import { isObject, type Value } from '../values/value';
import { CallRequest, type Steps } from './request';

function revoked(agent: Agent, trap: string): never {
  throw errorThrow(agent, 'TypeError', `Cannot perform '${trap}' on a proxy that has been revoked`);
}

/** @spec sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist */
export function* proxyCall(agent: Agent, proxy: JSObject, thisValue: Value, args: Value[]): Steps<Value> {
  const { target, handler } = proxy.data as ProxyData;
  if (target === null || handler === null) revoked(agent, 'apply');
  const trap = yield* GetMethod(agent, handler, 'apply');
  if (trap === undefined) return yield new CallRequest(target, thisValue, args, undefined);
  return yield new CallRequest(trap, handler, [target, thisValue, createArray(agent.realm, args)], undefined);
}

/** @spec sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget */
export function* proxyConstruct(agent: Agent, proxy: JSObject, args: Value[], newTarget: JSObject): Steps<Value> {
  const { target, handler } = proxy.data as ProxyData;
  if (target === null || handler === null) revoked(agent, 'construct');
  const trap = yield* GetMethod(agent, handler, 'construct');
  if (trap === undefined) return yield new CallRequest(target, undefined, args, newTarget);
  const result = yield new CallRequest(trap, handler, [target, createArray(agent.realm, args), newTarget], undefined);
  if (!isObject(result))
    throw errorThrow(agent, 'TypeError', `'construct' on proxy: trap returned non-object ('${describeValue(result)}')`);
  return result;
}
