import {
  accessor,
  CallRequest,
  createArray,
  createObject,
  isObject,
  type JSObject,
  Kind,
  method,
  type NativeOptions,
  peek,
  type Steps,
  setHidden,
  stackLines,
  Throw,
  type TypedArrayData,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { GuestLibraries } from '../guest-library';
import { endOf, type MessageHome, PortEnd, pack, unpack } from '../message-port';
import { type HostCloning, structuredClone } from '../structured-clone';
import { changeUrl, parseChromiumUrl, parseStandardUrl, URL_PARTS, type UrlPart, type UrlParts } from './chromium-url';
import { InterfaceMembers, requiredArguments } from './interface-members';
import { WEB_GLOBALS, WEB_LIBRARIES } from './libraries';

/** What the shared web libraries need from their host. */
export interface WebHost {
  readonly isNode: boolean;
  /** Global names that stay accessors when they have been read. */
  readonly accessors?: ReadonlySet<string>;
  /** Queues a task that calls `callback`. */
  queueTask(source: string, api: string, callback: JSObject): void;
  /** An exception from an event listener. */
  reportError(error: Value): Steps<void>;
  /** A microtask checkpoint, when nothing of the program is on the stack below. */
  checkpoint(): Steps<void>;
  /** Calls `callback` after a delay, without keeping the loop alive in Node. */
  timeout(milliseconds: number, callback: JSObject): void;
  refPort(port: JSObject): void;
  unrefPort(port: JSObject): void;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
interface HostDecoder {
  readonly encoding: string;
  decode(bytes: Uint8Array, options?: { stream: boolean }): string;
}
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => HostDecoder;

/** Makes the libraries' binding and the global names they provide, loaded when first touched. */
export function installWeb(
  host: MessageHome,
  web: WebHost,
  more: Readonly<Record<string, string>> = {},
  globals: readonly (readonly [string, string])[] = [],
): GuestLibraries {
  const { realm, run, agent } = host;
  const { accessors = new Set<string>() } = web;
  const binding = createObject(null);
  const options: NativeOptions = { provider: web.isNode ? 'Node' : 'HTML' };
  const libraries = new GuestLibraries(realm, { ...WEB_LIBRARIES, ...more }, web.isNode ? 'Node' : 'HTML', binding);
  const bind = (name: string, body: Parameters<typeof method>[4]): void => {
    method(realm, binding, name, 0, body, options);
  };
  host.libraries = libraries;
  setHidden(binding, 'isNode', web.isNode, WEC);
  bind('now', () => run.clock.read());
  bind('notModelled', (_agent, _this, [what]) => {
    run.observer?.notModelled(String(what as string));
    return undefined;
  });
  bind('requiredArguments', (_agent, _this, [signature]) => requiredArguments(signature as string));
  let members: InterfaceMembers | null = null;
  bind('setMemberRunners', (_agent, _this, [operate, read, write]) => {
    members = new InterfaceMembers(realm, options, { operate, read, write });
    return undefined;
  });
  bind('defineMembers', (_agent, _this, [constructor, owner, operations, attributes, belongs]) => {
    members!.define(constructor as JSObject, owner as string, operations, attributes, belongs);
    return undefined;
  });
  bind('operation', (_agent, _this, [fn, name, owner, signature, belongs]) =>
    members!.operation(fn, name as string, owner as string, signature as string, belongs),
  );
  // One for all realms of the agent.
  bind('shared', function* (_agent, _this, [name, make]) {
    const known = agent.shared.get(String(name as string));
    if (known !== undefined) return known;
    const made = (yield new CallRequest(make, undefined, [], undefined)) as JSObject;
    agent.shared.set(String(name as string), made);
    return made;
  });
  bind('isPort', (_agent, _this, [value]) => isObject(value) && value.data?.interface === 'MessagePort');
  bind('markError', (agent, _this, [object, header, serialize]) => {
    if (isObject(object)) {
      object.kind = Kind.Error;
      object.data = { interface: 'DOMException', serialize, library: 'dom-exception' };
      if (header !== null) setHidden(object, 'stack', `${String(header as string)}${stackLines(agent)}`, WC);
    }
    return undefined;
  });
  // Whether the constructor that asks was called by library code.
  bind('isCalledByLibrary', (agent) => {
    let frame = agent.frame;
    while (frame?.native != null) frame = frame.caller;
    frame = frame?.caller ?? null;
    while (frame?.native != null) frame = frame.caller;
    return frame === null || frame.code.library;
  });
  // Calls a listener as the host's algorithms do: the callback shows on the stack without the library's own frames.
  bind('call', function* (_agent, _this, [fn, self, ...args]) {
    return yield new CallRequest(fn, self, args, undefined);
  });
  bind('reportError', function* (_agent, _this, [error]) {
    yield* web.reportError(error);
    return undefined;
  });
  bind('checkpoint', function* () {
    yield* web.checkpoint();
    return undefined;
  });
  bind('queueTask', (_agent, _this, [source, api, callback]) => {
    web.queueTask(String(source as string), String(api as string), callback as JSObject);
    return undefined;
  });
  bind('timeout', (_agent, _this, [milliseconds, callback]) => {
    web.timeout(Number(milliseconds), callback as JSObject);
    return undefined;
  });
  bind('portOpen', (_agent, _this, [port]) => {
    const end = new PortEnd(host);
    end.object = port as JSObject;
    (port as JSObject).data = { interface: 'MessagePort', end };
    return undefined;
  });
  bind('portPair', (_agent, _this, [a, b]) => {
    endOf(a)!.entangle(endOf(b)!);
    return undefined;
  });
  bind('portPost', function* (_agent, _this, [port, message, transfer, place]) {
    const list = (transfer as JSObject).elements.filter(isObject) as JSObject[];
    const missing = new Throw(undefined);
    try {
      const parcel = yield* cloning(
        host,
        (error) => pack(host, message, list, error, endOf(port), web.isNode ? () => missing : null),
        'postMessage',
        (place as string | undefined) ?? 'MessagePort',
      );
      const end = endOf(port);
      end?.post(parcel);
      return end?.closed === false ? true : undefined;
    } catch (error) {
      if (error !== missing) throw error;
      return 'missing';
    }
  });
  bind('portStart', (_agent, _this, [port]) => {
    endOf(port)?.start();
    return undefined;
  });
  const channelOf = (object: Value) => run.broadcasting.find((c) => c.object === object);
  bind('broadcastJoin', (_agent, _this, [object, name]) => {
    (object as JSObject).data = { interface: 'BroadcastChannel' };
    run.broadcasting.push({ name: String(name as string), host, object: object as JSObject, port: run.portId() });
    return undefined;
  });
  bind('broadcastLeave', (_agent, _this, [object]) => {
    const own = channelOf(object);
    if (own !== undefined) run.broadcasting.splice(run.broadcasting.indexOf(own), 1);
    return undefined;
  });
  bind('broadcastPost', function* (_agent, _this, [object, message]) {
    const own = channelOf(object)!;
    const clone = () => cloning(host, (error) => pack(host, message, [], error), 'postMessage', 'BroadcastChannel');
    const others = run.broadcasting.filter((c) => c !== own && c.name === own.name && !c.host.ended);
    // What can't be cloned is told even where nobody listens.
    if (others.length === 0) yield* clone();
    for (const to of others) {
      const parcel = yield* clone();
      to.host.queueMessage(
        'BroadcastChannel',
        function* () {
          const { data } = yield* unpack(to.host, parcel);
          if (run.broadcasting.includes(to)) yield* to.host.portCall('broadcast', to.object, data);
        },
        to.port,
      );
    }
    return undefined;
  });
  bind('portClose', (_agent, _this, [port]) => {
    endOf(port)?.close();
    return undefined;
  });
  bind('refPort', (_agent, _this, [port]) => {
    web.refPort(port as JSObject);
    return undefined;
  });
  bind('unrefPort', (_agent, _this, [port]) => {
    web.unrefPort(port as JSObject);
    return undefined;
  });
  bind('structuredClone', function* (_agent, _this, [value, transfer, api, owner]) {
    const list = isObject(transfer) ? (transfer.elements.filter(isObject) as JSObject[]) : [];
    const steps = web.isNode
      ? (error: HostCloning['error']) => {
          const clone = (object: JSObject): JSObject | null =>
            object.data?.interface === 'MessagePort' && list.includes(object) ? object : null;
          return structuredClone(agent, value, realm, { clone, error, platformErrors: 'plain', isNode: true }, list);
        }
      : function* (error: HostCloning['error']): Steps<Value> {
          return (yield* unpack(host, yield* pack(host, value, list, error))).data;
        };
    return yield* cloning(
      host,
      steps,
      (api as string | undefined) ?? 'structuredClone',
      (owner as string | undefined) ?? 'Window',
    );
  });
  const shownParts = (url: UrlParts | null): Value => {
    if (url === null) return null;
    const parts = createObject(realm.intrinsics.ObjectPrototype);
    for (const part of URL_PARTS) setHidden(parts, part, url[part], WEC);
    setHidden(parts, 'origin', url.origin, WEC);
    return parts;
  };
  const parseUrl = web.isNode ? parseStandardUrl : parseChromiumUrl;
  bind('parseURL', (_agent, _this, [text, base]) =>
    shownParts(parseUrl(text as string, base === undefined ? undefined : (base as string))),
  );
  bind('changeURL', (_agent, _this, [href, part, value]) =>
    shownParts(changeUrl(href as string, part as UrlPart, value as string, !web.isNode)),
  );
  bind('encodeForm', (_agent, _this, [text]) =>
    encodeURIComponent(toWellFormed(text as string))
      .replace(/%20/g, '+')
      .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  );
  bind('decodeForm', (_agent, _this, [text]) => {
    const plain = (text as string).replace(/\+/g, ' ');
    const bytes: number[] = [];
    for (const b of new TextEncoder().encode(plain)) bytes.push(b);
    const out: number[] = [];
    for (let i = 0; i < bytes.length; i++) {
      const hex = bytes[i] === 37 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : '';
      if (/^[0-9a-fA-F]{2}$/.test(hex)) {
        out.push(Number.parseInt(hex, 16));
        i += 2;
      } else out.push(bytes[i]!);
    }
    return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(Uint8Array.from(out));
  });
  bind('encodeUtf8', (_agent, _this, [text]) =>
    createArray(realm, Array.from(new TextEncoder().encode(text as string))),
  );
  bind('decoder', (_agent, _this, [label, fatal, ignoreBOM]) => {
    const made = createObject(null);
    try {
      const decoder = new TextDecoder(label as string, { fatal: fatal === true, ignoreBOM: ignoreBOM === true });
      made.data = decoder;
      setHidden(made, 'encoding', decoder.encoding, WEC);
      return made;
    } catch {
      return null;
    }
  });
  bind('decode', (_agent, _this, [decoder, view, stream]) => {
    try {
      return ((decoder as JSObject).data as HostDecoder).decode(bytesOf(view as JSObject), { stream: stream === true });
    } catch {
      return null;
    }
  });
  for (const [name, library] of [...WEB_GLOBALS, ...globals]) {
    accessor(
      realm,
      realm.globalObject,
      name,
      function* () {
        const value = peek(yield* libraries.load(library), name);
        if (!accessors.has(name)) setHidden(realm.globalObject, name, value, WC);
        return value;
      },
      (_agent, _this, [value]) => {
        setHidden(realm.globalObject, name, value, accessors.has(name) ? WEC : WC);
        return undefined;
      },
      options,
    );
  }
  return libraries;
}

/** Runs steps that clone; what can't be cloned becomes a DataCloneError of the home's realm. */
export function* cloning<T>(
  home: MessageHome,
  steps: (error: (message: string) => Throw) => Steps<T>,
  method: string,
  place = 'Window',
): Steps<T> {
  let failure: Throw | null = null;
  let text = '';
  try {
    return yield* steps((message) => {
      text = message;
      failure = new Throw(message);
      return failure;
    });
  } catch (error) {
    if (failure === null || error !== failure) throw error;
    const libraries = home.libraries!;
    const message =
      peek(libraries.binding, 'isNode') === true ? text : `Failed to execute '${method}' on '${place}': ${text}`;
    const DOMException = peek(yield* libraries.load('dom-exception'), 'DOMException') as JSObject;
    throw new Throw(yield new CallRequest(DOMException, undefined, [message, 'DataCloneError'], DOMException));
  }
}

/** The bytes a guest's Uint8Array shows. */
function bytesOf(view: JSObject): Uint8Array {
  const { buffer, byteOffset, byteLength } = (view.data as TypedArrayData).view as Uint8Array;
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}

function toWellFormed(text: string): string {
  return (text as string & { toWellFormed(): string }).toWellFormed();
}
