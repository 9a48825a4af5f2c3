import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import type { PromiseData } from '../operations/promise';
import { ProxyData } from '../values/function';
import { createObject, JSObject, Kind, NON_EXTENSIBLE } from '../values/object';
import { Shape } from '../values/shape';
import { type PropertyKey, Throw } from '../values/value';
import { evaluate } from './cyclic';
import { isReady } from './dependencies';
import { exportedBindings, type ModuleRecord, readExport } from './module';
import { createNamespace } from './namespace';

/** What can be asked of a deferred namespace without evaluating its module. */
const HARMLESS = new Set(['getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'preventExtensions', 'set']);

/**
 * The namespace of `import defer`: evaluates its module when first asked for an export. It is a proxy whose traps are
 * the engine's, so that evaluation can run guest code.
 * @spec sec-getmodulenamespace
 */
export function getDeferredNamespace(module: ModuleRecord): JSObject {
  if (module.deferredNamespace === null) {
    const { realm } = module;
    // As with symbols, nothing is evaluated to see whether the namespace is a thenable: it never is.
    const names = exportedBindings(module).filter((name) => name !== 'then');
    const target = createNamespace(realm, module, names, (name) => readExport(module, name), 'Deferred Module');
    const prepare = function* (agent: Agent, trap: string, key: PropertyKey | undefined): Steps<void> {
      if (HARMLESS.has(trap) || typeof key === 'symbol' || key === 'then') return;
      yield* evaluateSync(agent, module);
    };
    const proxy = new JSObject(Shape.root(null), Kind.Proxy, new ProxyData(target, createObject(null), prepare));
    proxy.flags |= NON_EXTENSIBLE;
    module.deferredNamespace = proxy;
  }
  return module.deferredNamespace;
}

/** Evaluates a module whose code and dependencies do not await, and throws its error. @spec sec-EvaluateModuleSync */
function* evaluateSync(agent: Agent, module: ModuleRecord): Steps<void> {
  if (!isReady(module)) throwTypeError(agent, `Cannot evaluate module '${module.name}' now: it is being evaluated`);
  const promise = yield* evaluate(agent, module);
  const data = promise.data as PromiseData;
  if (data.state !== 'rejected') return;
  if (!data.handled) agent.hooks.promiseRejectionTracker(agent, promise, 'handle');
  data.handled = true;
  throw new Throw(data.result);
}
