import {
  evaluate,
  type JSObject,
  link,
  loadRequestedModules,
  type ModuleRecord,
  type PromiseData,
  performPromiseThen,
  type Steps,
  Throw,
} from '../../engine';
import { nodeError } from './node-error';
import type { NodeHost } from './node-host';

/** Runs the program's main file: CommonJS at once, a module through a microtask, as Node's loader does. */
export function* runMain(host: NodeHost): Steps<void> {
  const { entry } = host;
  if (host.thread !== null && host.modules.textOf(entry) === null)
    throw nodeError(host.agent, 'Error', 'MODULE_NOT_FOUND', `Cannot find module '${entry}'`);
  if (host.modules.formatOf(entry) === 'commonjs') {
    yield* host.modules.commonJs.runMain(entry);
    return;
  }
  host.mainSettled = false;
  host.startsInPoll = true;
  // The loader is asynchronous: the module's code runs inside the microtask queue.
  host.queueMicrotask('module', null, null, function* () {
    yield* evaluateMain(host, entry);
    return undefined;
  });
}

function* evaluateMain(host: NodeHost, entry: string): Steps<void> {
  const { agent } = host;
  let module: ModuleRecord;
  let promise: JSObject;
  try {
    module = yield* host.modules.loadFile(entry);
    yield* loadRequestedModules(agent, module);
    yield* link(agent, module);
    promise = yield* host.asMainModule(evaluate(agent, module));
  } catch (error) {
    yield* host.uncaught(error);
    return;
  }
  performPromiseThen(
    agent,
    promise,
    function* () {
      host.mainSettled = true;
      return undefined;
    },
    function* (_agent, reason) {
      host.mainSettled = true;
      yield* host.uncaught(new Throw(reason), 'unhandledRejection');
      return undefined;
    },
    undefined,
  );
  void (promise.data as PromiseData);
}
