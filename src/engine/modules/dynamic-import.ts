import type { ImportPhase } from '../../syntax';
import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Frame } from '../machine/frame';
import type { Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { EnumerableOwnProperties, Get } from '../operations/object';
import {
  fulfillPromise,
  newIntrinsicCapability,
  performPromiseThen,
  rejectPromise,
  resolvePromise,
} from '../operations/promise';
import type { Job } from '../records/job';
import type { JSObject } from '../values/object';
import { createObject } from '../values/object';
import { isObject, Throw, type Value } from '../values/value';
import { evaluate } from './cyclic';
import { getDeferredNamespace } from './deferred';
import { asynchronousDependencies } from './dependencies';
import { link, loadRequestedModules, moduleSourceOf } from './linking';
import { getNamespace, type ModuleRecord, type SourceTextModule } from './module';

/** `import.meta`. @spec sec-meta-properties-runtime-semantics-evaluation */
export function importMeta(agent: Agent, frame: Frame): JSObject {
  const module = moduleOf(agent, frame) as SourceTextModule;
  if (module.meta === null) {
    module.meta = createObject(null);
    agent.hooks.importMetaProperties(agent, module, module.meta);
  }
  return module.meta;
}

/** The source text module around `frame`, by its outermost environment record. */
function moduleOf(agent: Agent, frame: Frame): ModuleRecord | null {
  let env = frame.env;
  while (env !== null && env.outer !== null) env = env.outer;
  return env === null ? null : (agent.modulesByEnvironment.get(env) ?? null);
}

/** `import(...)`. @spec sec-evaluate-import-call */
export function* dynamicImport(
  agent: Agent,
  frame: Frame,
  specifier: Value,
  options: Value,
  phase: ImportPhase,
): Steps<Value> {
  const capability = newIntrinsicCapability(agent);
  const referrer = moduleOf(agent, frame) ?? agent.hooks.referrerOf?.(agent, frame.code.source) ?? null;
  try {
    const text = yield* ToString(agent, specifier);
    const attributes = new Map<string, string>();
    if (options !== undefined) {
      if (!isObject(options)) throwTypeError(agent, 'The second argument to import() must be an object');
      const wanted = yield* Get(agent, options, 'with');
      if (wanted !== undefined) {
        if (!isObject(wanted)) throwTypeError(agent, "The 'assert' option must be an object");
        for (const entry of yield* EnumerableOwnProperties(agent, wanted, 'key+value')) {
          const [key, value] = (entry as JSObject).elements as [string, Value];
          if (typeof value !== 'string') throwTypeError(agent, 'Import assertion value must be a string');
          attributes.set(key, value);
        }
      }
    }
    yield* importInto(agent, capability.promise, referrer, text, attributes, phase);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    rejectPromise(agent, capability.promise, error.value);
  }
  return capability.promise;
}

/** Settles `promise` with what is imported, once that has been fetched. */
function* importInto(
  agent: Agent,
  promise: JSObject,
  referrer: ModuleRecord | null,
  specifier: string,
  attributes: Map<string, string>,
  phase: ImportPhase,
): Steps<void> {
  const run = function* (): Steps<Value> {
    try {
      const module = yield* agent.hooks.loadImportedModule(agent, referrer, specifier, attributes, true);
      yield* continueDynamicImport(agent, promise, module, phase);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      rejectPromise(agent, promise, error.value);
    }
    return undefined;
  };
  const rest: Job = {
    kind: 'DynamicImport',
    realm: agent.realm,
    callback: null,
    promise,
    argument: specifier,
    run,
  };
  if (agent.hooks.fetchImportedModule?.(agent, referrer, specifier, rest) !== true) yield* run();
}

/** Loads, links and evaluates `module`, each in its turn, for the promise of an `import(...)`. @spec sec-ContinueDynamicImport */
function* continueDynamicImport(
  agent: Agent,
  promise: JSObject,
  module: ModuleRecord,
  phase: ImportPhase,
): Steps<void> {
  const reject = function* (_agent: Agent, reason: Value): Steps<Value> {
    rejectPromise(agent, promise, reason);
    return undefined;
  };
  if (phase === 'source') {
    fulfillPromise(agent, promise, moduleSourceOf(agent, module));
    return;
  }
  const fulfill = function* (): Steps<Value> {
    if (phase === 'defer') fulfillPromise(agent, promise, getDeferredNamespace(module));
    else resolvePromise(agent, promise, getNamespace(module));
    return undefined;
  };
  const linkAndEvaluate = function* (): Steps<Value> {
    try {
      yield* link(agent, module);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      return yield* reject(agent, error.value);
    }
    const evaluated = yield* phase === 'defer' ? evaluateDependencies(agent, module) : evaluate(agent, module);
    performPromiseThen(agent, evaluated, fulfill, reject, undefined);
    return undefined;
  };
  const loaded = yield* promiseOf(agent, loadRequestedModules(agent, module));
  performPromiseThen(agent, loaded, linkAndEvaluate, reject, undefined);
}

/** Evaluates what awaits below a module imported deferred; answers the promise of all that. */
function* evaluateDependencies(agent: Agent, module: ModuleRecord): Steps<JSObject> {
  const { promise } = newIntrinsicCapability(agent);
  const dependencies = asynchronousDependencies(module);
  let remaining = dependencies.length;
  if (remaining === 0) fulfillPromise(agent, promise, undefined);
  const fulfill = function* (): Steps<Value> {
    if (--remaining === 0) fulfillPromise(agent, promise, undefined);
    return undefined;
  };
  const reject = function* (_agent: Agent, reason: Value): Steps<Value> {
    if (promise.data.state === 'pending') rejectPromise(agent, promise, reason);
    return undefined;
  };
  for (const dependency of dependencies)
    performPromiseThen(agent, yield* evaluate(agent, dependency), fulfill, reject, undefined);
  return promise;
}

/** A promise settled as `steps` end. */
function* promiseOf(agent: Agent, steps: Steps<void>): Steps<JSObject> {
  const { promise } = newIntrinsicCapability(agent);
  try {
    yield* steps;
    fulfillPromise(agent, promise, undefined);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    rejectPromise(agent, promise, error.value);
  }
  return promise;
}

/** As `import(specifier)` without a script or module around it; a promise for the namespace. */
export function* importModule(agent: Agent, specifier: string, attributes: Map<string, string>): Steps<JSObject> {
  const { promise } = newIntrinsicCapability(agent);
  yield* importInto(agent, promise, null, specifier, attributes, 'evaluation');
  return promise;
}
