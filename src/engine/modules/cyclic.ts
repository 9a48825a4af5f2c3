import type { Agent } from '../agent';
import { ResumeMode, ResumeRequest, type Steps } from '../machine/request';
import type { PromiseData } from '../operations/promise';
import {
  fulfillPromise,
  newIntrinsicCapability,
  newPromise,
  performPromiseThen,
  rejectPromise,
} from '../operations/promise';
import type { JSObject } from '../values/object';
import { Throw, type Value } from '../values/value';
import { asynchronousDependencies } from './dependencies';
import { type ModuleRecord, SourceTextModule, SyntheticModule } from './module';

/** Evaluates a linked module; answers its promise. @spec sec-moduleevaluation */
export function* evaluate(agent: Agent, start: ModuleRecord): Steps<JSObject> {
  if (start instanceof SyntheticModule) return yield* start.evaluate(agent);
  let module = start as SourceTextModule;
  if (module.status === 'evaluating-async' || module.status === 'evaluated') module = module.cycleRoot ?? module;
  if (module.topLevelCapability !== null) return module.topLevelCapability.promise;
  const stack: SourceTextModule[] = [];
  const capability = newIntrinsicCapability(agent);
  module.topLevelCapability = capability;
  try {
    yield* innerEvaluate(agent, module, stack, 0);
    if (module.asyncEvaluationOrder === 'unset' || module.asyncEvaluationOrder === 'done') {
      if (module.status !== 'evaluating-async') fulfillPromise(agent, capability.promise, undefined);
    }
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    for (const m of stack) {
      m.status = 'evaluated';
      m.evaluationError = error;
    }
    rejectPromise(agent, capability.promise, error.value);
  }
  return capability.promise;
}

function* innerEvaluate(agent: Agent, module: ModuleRecord, stack: SourceTextModule[], index: number): Steps<number> {
  if (!(module instanceof SourceTextModule)) {
    const promise = yield* (module as SyntheticModule).evaluate(agent);
    const data = promise.data as PromiseData;
    if (data.state === 'rejected') {
      data.handled = true;
      throw new Throw(data.result);
    }
    return index;
  }
  if (module.status === 'evaluating-async' || module.status === 'evaluated') {
    if (module.evaluationError !== null) throw module.evaluationError;
    return index;
  }
  if (module.status === 'evaluating') return index;
  module.status = 'evaluating';
  module.dfsIndex = module.dfsAncestorIndex = index++;
  module.pendingAsyncDependencies = 0;
  stack.push(module);
  for (const record of evaluationList(module)) {
    index = yield* innerEvaluate(agent, record, stack, index);
    if (!(record instanceof SourceTextModule)) continue;
    let required = record;
    if (required.status === 'evaluating') {
      module.dfsAncestorIndex = Math.min(module.dfsAncestorIndex, required.dfsAncestorIndex);
    } else {
      required = required.cycleRoot!;
      if (required.evaluationError !== null) throw required.evaluationError;
    }
    if (typeof required.asyncEvaluationOrder === 'number') {
      module.pendingAsyncDependencies++;
      required.asyncParents.push(module);
    }
  }
  if (module.pendingAsyncDependencies > 0 || module.compiled.hasTopLevelAwait) {
    module.asyncEvaluationOrder = agent.nextAsyncEvaluationOrder();
    if (module.pendingAsyncDependencies === 0) yield* executeAsync(agent, module);
  } else yield* executeSync(module);
  if (module.dfsAncestorIndex === module.dfsIndex) {
    let done: SourceTextModule;
    do {
      done = stack.pop()!;
      done.status = done.asyncEvaluationOrder === 'unset' ? 'evaluated' : 'evaluating-async';
      done.cycleRoot = module;
    } while (done !== module);
  }
  return index;
}

/** What is evaluated before `module`: of modules imported deferred, only what awaits. */
function evaluationList(module: SourceTextModule): Set<ModuleRecord> {
  const list = new Set<ModuleRecord>();
  for (const { record, phase } of module.dependencies()) {
    if (phase === 'evaluation') list.add(record);
    else if (phase === 'defer') for (const dependency of asynchronousDependencies(record)) list.add(dependency);
  }
  return list;
}

function* executeSync(module: SourceTextModule): Steps<void> {
  yield new ResumeRequest(module.frame!, ResumeMode.Next, undefined);
}

/** @spec sec-execute-async-module */
function* executeAsync(agent: Agent, module: SourceTextModule): Steps<void> {
  const promise = newPromise(module.realm);
  module.frame!.owner = promise;
  performPromiseThen(
    agent,
    promise,
    function* (): Steps<Value> {
      yield* asyncFulfilled(agent, module);
      return undefined;
    },
    function* (_agent: Agent, reason: Value): Steps<Value> {
      asyncRejected(agent, module, new Throw(reason));
      return undefined;
    },
    undefined,
  );
  yield new ResumeRequest(module.frame!, ResumeMode.Next, undefined);
}

/** Parents that can run now that `module` is done. @spec sec-gather-available-ancestors */
function gatherAvailable(module: SourceTextModule, list: SourceTextModule[]): void {
  for (const parent of module.asyncParents) {
    if (list.includes(parent) || parent.cycleRoot?.evaluationError != null) continue;
    if (--parent.pendingAsyncDependencies === 0) {
      list.push(parent);
      if (!parent.compiled.hasTopLevelAwait) gatherAvailable(parent, list);
    }
  }
}

/** @spec sec-async-module-execution-fulfilled */
function* asyncFulfilled(agent: Agent, module: SourceTextModule): Steps<void> {
  if (module.status === 'evaluated') return;
  module.asyncEvaluationOrder = 'done';
  module.status = 'evaluated';
  if (module.topLevelCapability !== null) fulfillPromise(agent, module.topLevelCapability.promise, undefined);
  const list: SourceTextModule[] = [];
  gatherAvailable(module, list);
  list.sort((a, b) => (a.asyncEvaluationOrder as number) - (b.asyncEvaluationOrder as number));
  for (const m of list) {
    if (m.status === 'evaluated') continue;
    if (m.compiled.hasTopLevelAwait) {
      yield* executeAsync(agent, m);
      continue;
    }
    try {
      yield* executeSync(m);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      asyncRejected(agent, m, error);
      continue;
    }
    m.asyncEvaluationOrder = 'done';
    m.status = 'evaluated';
    if (m.topLevelCapability !== null) fulfillPromise(agent, m.topLevelCapability.promise, undefined);
  }
}

/** @spec sec-async-module-execution-rejected */
function asyncRejected(agent: Agent, module: SourceTextModule, error: Throw): void {
  if (module.status === 'evaluated') return;
  module.evaluationError = error;
  module.status = 'evaluated';
  module.asyncEvaluationOrder = 'done';
  if (module.topLevelCapability !== null) rejectPromise(agent, module.topLevelCapability.promise, error.value);
  for (const parent of module.asyncParents) asyncRejected(agent, parent, error);
}
