import { CallRequest, isObject, type JSObject, Kind, method, peek, setHidden, Throw, WEC } from '../../engine';
import type { GuestLibraries } from '../guest-library';
import { installWeb } from '../web/binding';
import { fragmentJson } from './document-loader';
import { HTML_LIBRARIES } from './libraries';
import { HTML, NETWORK_LATENCY, type ScriptEnvironment } from './script-environment';

/** Installs a global's libraries and what they need from their host. */
export function installBinding(self: ScriptEnvironment): GuestLibraries {
  const { realm, loop } = self;
  const libraries = installWeb(
    self,
    {
      isNode: false,
      queueTask(source, api, callback) {
        self.queueTask(source, api, callback, () => self.invoke(callback, undefined, []));
      },
      *reportError(error) {
        yield* self.reportException(new Throw(error));
      },
      *checkpoint() {
        yield* loop.microtaskCheckpoint();
      },
      timeout(milliseconds, callback) {
        self.queueTask(
          'timer',
          'AbortSignal.timeout',
          callback,
          () => self.invoke(callback, undefined, []),
          Math.max(0, milliseconds),
        );
      },
      refPort() {},
      unrefPort() {},
    },
    HTML_LIBRARIES,
  );
  const { binding } = libraries;
  const bind = (name: string, body: Parameters<typeof method>[4]): void => {
    method(realm, binding, name, 0, body, HTML);
  };
  setHidden(binding, 'isolated', false, WEC);
  bind('parseFragment', (_agent, _this, [text, context]) => fragmentJson(text as string, context as string));
  bind('markNode', (_agent, _this, [node]) => {
    if (isObject(node)) {
      node.kind = Kind.Host;
      node.data = { interface: 'Node' };
    }
    return undefined;
  });
  bind('isTreeNode', (_agent, _this, [value]) => isObject(value) && value.data?.interface === 'Node');
  bind('queueMutationMicrotask', (_agent, _this, [callback]) => {
    self.queueCallback('MutationObserver', callback as JSObject);
    return undefined;
  });
  bind('network', (_agent, _this, [callback]) => {
    self.queueTask(
      'networking',
      'fetch',
      callback as JSObject,
      () => self.invoke(callback, undefined, []),
      NETWORK_LATENCY,
    );
    return undefined;
  });
  bind('readFile', (_agent, _this, [url]) => self.fileAt(String(url as string)));
  setHidden(binding, 'href', self.href, WEC);
  bind('workerStart', (_agent, _this, [options, calls]) =>
    self.startWorker(options as JSObject, function* (name, ...args) {
      return yield new CallRequest(peek(calls as JSObject, name), undefined, args, undefined);
    }),
  );
  return libraries;
}
