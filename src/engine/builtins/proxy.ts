import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { createRecord } from '../operations/object';
import type { Realm } from '../realm';
import { ProxyData } from '../values/function';
import { CALLABLE, CONSTRUCTOR, JSObject, Kind, touch } from '../values/object';
import { Shape } from '../values/shape';
import { isObject, type Value } from '../values/value';
import { method, native } from './define';
import { throwRequiresNew } from './receiver';

/** @spec sec-proxy-constructor */
export function createProxy(realm: Realm): void {
  const proxyFunction = native(
    realm,
    'Proxy',
    2,
    (agent, _this, args, newTarget) => {
      if (newTarget === undefined) throwRequiresNew(agent, 'Proxy');
      return ProxyCreate(agent, args[0], args[1]);
    },
    { isConstructor: true },
  );
  realm.intrinsics.Proxy = proxyFunction;
  /** @spec sec-proxy.revocable */
  method(realm, proxyFunction, 'revocable', 2, (agent, _this, args) => {
    const proxy = ProxyCreate(agent, args[0], args[1]);
    const revoke = native(agent.realm, '', 0, () => {
      const data = proxy.data as ProxyData;
      data.target = null;
      data.handler = null;
      touch(proxy);
      return undefined;
    });
    return createRecord(agent.realm, { proxy, revoke });
  });
}

/** @spec sec-proxycreate */
function ProxyCreate(agent: Agent, target: Value, handler: Value): JSObject {
  if (!isObject(target) || !isObject(handler)) {
    throwTypeError(agent, 'Cannot create proxy with a non-object as target or handler');
  }
  const proxy = new JSObject(Shape.root(null), Kind.Proxy, new ProxyData(target, handler));
  proxy.flags |= target.flags & (CALLABLE | CONSTRUCTOR);
  return proxy;
}
