import { type Agent, isObject, method, type Steps, ToNumber, ToString, throwTypeError, type Value } from '../../engine';
import { installConsole } from './console';
import { HTML } from './page-facts';
import type { ScriptEnvironment } from './script-environment';

/** What windows and workers have alike: timers, microtasks, console, performance. */
export function installGlobals(self: ScriptEnvironment): void {
  const { realm, run, loop, scopeName } = self;
  const global = realm.globalObject;
  /** @spec webidl#es-operations, step "illegal invocation" */
  const own = (agent: Agent, receiver: Value): void => {
    if (receiver !== undefined && receiver !== null && !loop.environments.some((e) => e.realm.globalThis === receiver))
      throwTypeError(agent, 'Illegal invocation');
  };
  // Timers
  const setTimer = (name: string, repeat: boolean) =>
    function* (agent: Agent, receiver: Value, args: Value[]): Steps<Value> {
      own(agent, receiver);
      if (args.length === 0)
        throwTypeError(
          agent,
          `Failed to execute '${name}' on '${scopeName}': 1 argument required, but only 0 present.`,
        );
      const handler = isObject(args[0]) && args[0].callable ? args[0] : yield* ToString(agent, args[0]);
      const timeout = args[1] === undefined ? 0 : yield* ToNumber(agent, args[1]);
      return self.setTimer(name, handler, timeout, args.slice(2), repeat, loop.timerNesting + 1);
    };
  method(realm, global, 'setTimeout', 1, setTimer('setTimeout', false), HTML);
  method(realm, global, 'setInterval', 1, setTimer('setInterval', true), HTML);
  for (const name of ['clearTimeout', 'clearInterval']) {
    method(
      realm,
      global,
      name,
      0,
      function* (agent, receiver, [handle]) {
        own(agent, receiver);
        const timer = loop.timers.clear(handle === undefined ? 0 : (yield* ToNumber(agent, handle)) | 0);
        if (timer !== undefined) run.observer?.timerCleared(timer.facts);
        return undefined;
      },
      HTML,
    );
  }
  method(
    realm,
    global,
    'queueMicrotask',
    1,
    (agent, receiver, args) => {
      own(agent, receiver);
      if (args.length === 0)
        throwTypeError(
          agent,
          `Failed to execute 'queueMicrotask' on '${scopeName}': 1 argument required, but only 0 present.`,
        );
      const callback = args[0];
      if (!isObject(callback) || !callback.callable) {
        throwTypeError(
          agent,
          `Failed to execute 'queueMicrotask' on '${scopeName}': parameter 1 is not of type 'Function'.`,
        );
      }
      self.queueCallback('queueMicrotask', callback);
      return undefined;
    },
    HTML,
  );
  installConsole(self);
}
