import { type JSObject, method, type NativeOptions, type Value } from '../../engine';
import type { NodeHost } from './node-host';

/** What AsyncLocalStorages hold, by storage. Never changed: whoever enters a store goes on with a copy. */
type AsyncContext = ReadonlyMap<JSObject, Value>;

const NODE: NativeOptions = { provider: 'Node' };

/** What `async_hooks` is made of: reading and replacing the stores of the current async context. */
export function bindAsyncContext(host: NodeHost, binding: JSObject): void {
  const { realm, agent } = host;
  /** What resources keep, out of the guest's sight. */
  const kept = new WeakMap<JSObject, AsyncContext | null>();
  const current = (): AsyncContext | null => agent.asyncContext as AsyncContext | null;
  method(realm, binding, 'storeOf', 1, (_agent, _this, [storage]) => current()?.get(storage as JSObject), NODE);
  method(
    realm,
    binding,
    'enterStore',
    2,
    (_agent, _this, [storage, store]) => {
      const next = new Map(current());
      if (store === undefined) next.delete(storage as JSObject);
      else next.set(storage as JSObject, store);
      agent.asyncContext = next.size === 0 ? null : next;
      return undefined;
    },
    NODE,
  );
  method(
    realm,
    binding,
    'keepContext',
    1,
    (_agent, _this, [resource]) => {
      kept.set(resource as JSObject, current());
      return undefined;
    },
    NODE,
  );
  method(
    realm,
    binding,
    'swapContext',
    1,
    (_agent, _this, [resource]) => {
      const mine = kept.get(resource as JSObject) ?? null;
      kept.set(resource as JSObject, current());
      agent.asyncContext = mine;
      return undefined;
    },
    NODE,
  );
}
