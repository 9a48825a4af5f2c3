import {
  CallRequest,
  createArray,
  createObject,
  isObject,
  type JSObject,
  Kind,
  method,
  peek,
  type Steps,
  setHidden,
  Throw,
  WC,
  WEC,
} from '../../engine';
import type { GuestLibraries } from '../guest-library';
import { installWeb } from '../web/binding';
import { documentJson, fragmentJson } from './document-loader';
import type { Task, TaskPriority } from './event-loop';
import { FORM_PROPERTIES } from './form-properties';
import { HTML_LIBRARIES } from './libraries';
import { HTML, NETWORK_LATENCY, PROCESS_LATENCY } from './page-facts';
import type { ScriptEnvironment } from './script-environment';

/** What the browser's process does for a page. */
const ANSWERED_ELSEWHERE: ReadonlySet<string> = new Set(['locks.request', 'locks.query', 'read']);

/** Installs a global's libraries and what they need from their host. */
export function installBinding(self: ScriptEnvironment): GuestLibraries {
  const { realm, loop } = self;
  const libraries = installWeb(
    self,
    {
      isNode: false,
      queueTask(source, api, callback) {
        const latency = ANSWERED_ELSEWHERE.has(api) ? PROCESS_LATENCY : 0;
        self.queueTask(source, api, callback, () => self.invoke(callback, undefined, []), latency);
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
  // A program that speaks of shared memory is served with the headers which allow that.
  bind('isIsolated', (agent) => agent.sources.some((s) => s.provider === null && s.text.includes('SharedArrayBuffer')));
  bind('parseFragment', (_agent, _this, [text, context, namespace]) =>
    fragmentJson(text as string, context as string, namespace as string),
  );
  bind('parseDocument', (_agent, _this, [text]) => documentJson(text as string));
  // A node's own fields, which the tree's library reads and writes; a program does not see them in loops.
  bind('makeNode', (_agent, _this, [node, type, name, document]) => {
    const object = node as JSObject;
    object.kind = Kind.Host;
    object.data = { interface: 'Node' };
    setHidden(object, '_type', type, WC);
    setHidden(object, '_name', name, WC);
    setHidden(object, '_parent', null, WC);
    setHidden(object, '_children', createArray(realm, []), WC);
    setHidden(object, '_document', document, WC);
    setHidden(object, '_at', -1, WC);
    return undefined;
  });
  bind('makeElement', (_agent, _this, [node, local, namespace, prefix, qualified, attributes]) => {
    const object = node as JSObject;
    setHidden(object, '_local', local, WC);
    setHidden(object, '_namespace', namespace, WC);
    setHidden(object, '_prefix', prefix, WC);
    setHidden(object, '_qualified', qualified, WC);
    setHidden(object, '_attributes', attributes, WC);
    if (local === 'form') object.exotic = FORM_PROPERTIES;
    for (const field of ['_attrs', '_shadow', '_style', '_state', '_content']) setHidden(object, field, undefined, WC);
    return undefined;
  });
  // `serialize` and `library`: how a copy of it is made, if one can be.
  bind('markPlatform', (_agent, _this, [object, name, serialize, library]) => {
    (object as JSObject).data ??= { interface: name as string, serialize, library };
    return undefined;
  });
  // Also of other realms: nodes, ports, and the windows of frames.
  bind(
    'isTarget',
    (_agent, _this, [value]) =>
      isObject(value) &&
      (value.data?.interface === 'Node' ||
        value.data?.interface === 'MessagePort' ||
        value.data?.interface === 'BroadcastChannel' ||
        loop.environments.some((other) => other.realm.globalThis === value)),
  );
  bind('construct', function* (_agent, _this, [C]) {
    return yield new CallRequest(C, undefined, [], C as JSObject);
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
  bind('queuePrioritized', (_agent, _this, [callback, priority]) => {
    const handle = createObject(null);
    const run = (): Steps<unknown> => self.guarded(() => self.invoke(callback, undefined, []));
    handle.data = loop.queuePrioritized('scheduler', callback as JSObject, priority as TaskPriority, run);
    return handle;
  });
  bind('reprioritize', (_agent, _this, [handle, priority]) => {
    ((handle as JSObject).data as Task).priority = priority as TaskPriority;
    return undefined;
  });
  bind('dropTask', (_agent, _this, [handle]) => {
    loop.dropTask((handle as JSObject).data as Task);
    return undefined;
  });
  bind('readFile', (_agent, _this, [url]) => self.fileAt(String(url as string)));
  setHidden(binding, 'href', self.href, WEC);
  setHidden(binding, 'scopeName', self.scopeName, WEC);
  setHidden(binding, 'timeOrigin', self.run.options.startTime, WEC);
  bind('workerStart', (_agent, _this, [options, calls]) =>
    self.startWorker(options as JSObject, function* (name, ...args) {
      return yield new CallRequest(peek(calls as JSObject, name), undefined, args, undefined);
    }),
  );
  return libraries;
}
