import {
  type Agent,
  accessor,
  CONFIGURABLE,
  ENUMERABLE,
  Get,
  type JSObject,
  peek,
  reserveOrder,
  type Steps,
  type Value,
} from '../../engine';
import type { NodeHost } from './node-host';

/** The globals that Node adds to the engine's, in Node's order. */
const NAMES =
  'console process global Buffer clearImmediate setImmediate URL URLSearchParams DOMException AbortController AbortSignal Event ' +
  'EventTarget TextEncoder TextDecoder TransformStream TransformStreamDefaultController WritableStream ' +
  'WritableStreamDefaultController WritableStreamDefaultWriter ReadableStream ReadableStreamDefaultReader ' +
  'ReadableStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy TextEncoderStream TextDecoderStream CompressionStream DecompressionStream clearInterval ' +
  'clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa BroadcastChannel MessageChannel MessagePort ' +
  'MessageEvent Blob File Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver ' +
  'PerformanceObserverEntryList performance fetch FormData Headers Request Response crypto CustomEvent';

/** Those that `Object.keys(globalThis)` lists. */
const LISTED =
  'global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa ' +
  'performance fetch crypto';

/** Those that stay accessors when they have been read. */
export const ACCESSORS: ReadonlySet<string> = new Set(['atob', 'btoa', 'performance', 'crypto']);

export function reserveGlobals(global: JSObject): void {
  reserveOrder(global, NAMES);
}

/** Makes those enumerable that are, once all are there. */
export function enumerateGlobals(global: JSObject): void {
  for (const name of LISTED.split(' ')) {
    const slot = global.shape.lookup(name);
    global.shape = global.shape.withAttributes(slot, global.shape.attributes(slot) | ENUMERABLE);
  }
}

/** What `util.promisify` makes of a function that says so itself: `setTimeout` and `setImmediate` of `timers/promises`. */
export function linkPromisified(host: NodeHost, name: 'setTimeout' | 'setImmediate'): void {
  const { realm, agent } = host;
  const fn = peek(realm.globalObject, name) as JSObject;
  const key = 'nodejs.util.promisify.custom';
  const custom = agent.symbolRegistry.get(key) ?? Symbol(key);
  agent.symbolRegistry.set(key, custom);
  const get = function* (current: Agent): Steps<Value> {
    return yield* Get(current, (yield* host.modules.library('timers/promises'))!, name);
  };
  accessor(realm, fn, custom, get, undefined, { provider: 'Node' });
  const slot = fn.shape.lookup(custom);
  fn.shape = fn.shape.withAttributes(slot, (fn.shape.attributes(slot) | ENUMERABLE) & ~CONFIGURABLE);
}
