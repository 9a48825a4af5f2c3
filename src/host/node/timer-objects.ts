import {
  type Agent,
  CallRequest,
  createArray,
  createObject,
  isObject,
  type JSObject,
  Kind,
  method,
  type NativeOptions,
  native,
  type Steps,
  setHidden,
  ToNumber,
  throwTypeError,
  type Value,
  WC,
  WEC,
  wellKnown,
} from '../../engine';
import { inspectSymbol } from './inspect';
import { nodeError, received } from './node-error';
import type { NodeHost } from './node-host';
import { delayWarning, NodeTimer, nodeDelay } from './timers';

const NODE: NativeOptions = { provider: 'Node' };

/** Keys of what Node keeps on its timers. */
const REFED = Symbol('refed');
const HAS_PRIMITIVE = Symbol('kHasPrimitive');
const ASYNC_ID = Symbol('asyncId');
const TRIGGER_ID = Symbol('triggerId');

export function requireCallback(agent: Agent, value: Value): JSObject {
  if (isObject(value) && value.callable) return value;
  throw nodeError(
    agent,
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `The "callback" argument must be of type function.${received(value)}`,
  );
}

/** A class whose instances programs can see but not make. */
function createClass(host: NodeHost, name: string): JSObject {
  const { realm } = host;
  const prototype = createObject(realm.intrinsics.ObjectPrototype);
  const constructor = native(realm, name, 0, () => undefined, NODE);
  setHidden(prototype, 'constructor', constructor, WC);
  setHidden(constructor, 'prototype', prototype, WC);
  return prototype;
}

function setAll(object: JSObject, properties: Readonly<Record<string | symbol, Value>>): void {
  for (const key of Reflect.ownKeys(properties)) setHidden(object, key, properties[key as string], WEC);
}

/** Makes objects of one shape, as fast as that can be: properties in their order, all writable and enumerable. */
function maker(prototype: JSObject, keys: readonly (string | symbol)[]): (values: Value[]) => JSObject {
  const first = createObject(prototype);
  for (const key of keys) setHidden(first, key, undefined, WEC);
  const { shape } = first;
  return (values) => {
    const object = createObject(prototype);
    object.kind = Kind.Host;
    object.shape = shape;
    object.slots = values;
    return object;
  };
}

/** A timer that runs no more shows so. */
function showStopped(timer: NodeTimer, cleared: boolean): void {
  const { object } = timer;
  if (object === null) return;
  const set = (name: string, value: Value): void => setHidden(object, name, value, WEC);
  if (cleared) {
    set('_idleTimeout', -1);
    set('_onTimeout', null);
  }
  set('_idlePrev', null);
  set('_idleNext', null);
  set('_destroyed', true);
}

/** A timer is over by itself. */
export function showEnded(timer: NodeTimer): void {
  showStopped(timer, false);
}

/** `setTimeout` and its kin, with the objects they answer. */
export function bindTimers(host: NodeHost): void {
  bindTimeouts(host);
  bindImmediates(host);
}

function bindTimeouts(host: NodeHost): void {
  const { realm, run } = host;
  const global = realm.globalObject;
  const prototype = createClass(host, 'Timeout');
  const listPrototype = createClass(host, 'TimersList');
  const lists = new Map<number, JSObject>();
  /** What the timers of a duration say they are listed in. INTEROP: the list does not tell of them, nor they of each other. */
  const listOf = (delay: number): JSObject => {
    let list = lists.get(delay);
    if (list === undefined) {
      list = createObject(listPrototype);
      lists.set(delay, list);
      const id = Number.MIN_SAFE_INTEGER + lists.size - 1;
      const expiry = host.now + delay;
      setAll(list, { _idleNext: null, _idlePrev: null, expiry, id, msecs: delay, priorityQueuePosition: 1 });
    }
    return list;
  };
  const known = new Map<number, NodeTimer>();
  // Stack traces name the callback by its property.
  const make = maker(prototype, [
    '_idleTimeout',
    '_idlePrev',
    '_idleNext',
    '_idleStart',
    '_onTimeout',
    '_timerArgs',
    '_repeat',
    '_destroyed',
    REFED,
    HAS_PRIMITIVE,
    ASYNC_ID,
    TRIGGER_ID,
  ]);
  const on = (name: string | symbol, body: (agent: Agent, timer: NodeTimer, self: JSObject) => Value): void => {
    method(
      realm,
      prototype,
      name,
      0,
      (agent, self) => {
        if (!isObject(self) || !(self.data instanceof NodeTimer)) return throwTypeError(agent, 'Illegal invocation');
        return body(agent, self.data, self);
      },
      NODE,
    );
  };

  const start = (name: string, repeat: boolean) =>
    function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
      const callback = requireCallback(agent, args[0]);
      const after = args[1] === undefined ? 1 : yield* ToNumber(agent, args[1]);
      const delay = nodeDelay(after);
      const warning = delayWarning(after);
      if (warning !== null) yield* host.globals.warn(warning, 'TimeoutOverflowWarning');
      const given = args.slice(2);
      const shown = given.length === 0 ? undefined : createArray(realm, given);
      const { now } = host;
      const interval = repeat ? delay : null;
      const list = listOf(delay);
      const object = make([
        delay,
        list,
        list,
        now,
        callback,
        shown,
        interval,
        false,
        true,
        false,
        host.nextAsyncId++,
        1,
      ]);
      const timer = new NodeTimer(host.nextTimerId++, callback, given, delay, repeat, object, agent.asyncContext);
      object.data = timer;
      timer.facts = host.timerFacts(name, callback, delay, repeat);
      run.observer?.timerSet(timer.facts);
      host.timers.insert(timer, now);
      return object;
    };
  const stop = (value: Value): void => {
    const timer =
      isObject(value) && value.data instanceof NodeTimer
        ? value.data
        : typeof value === 'number' || typeof value === 'string'
          ? known.get(Number(value))
          : undefined;
    if (timer === undefined) return;
    if (timer.active) run.observer?.timerCleared(timer.facts!);
    if (!timer.destroyed) showStopped(timer, true);
    timer.destroyed = true;
    host.timers.remove(timer);
  };
  method(realm, global, 'setTimeout', 5, start('setTimeout', false), NODE);
  method(realm, global, 'setInterval', 5, start('setInterval', true), NODE);
  for (const name of ['clearTimeout', 'clearInterval']) {
    method(
      realm,
      global,
      name,
      1,
      (_agent, _this, [value]) => {
        stop(value);
        return undefined;
      },
      NODE,
    );
  }

  showShallow(host, prototype);
  on('refresh', (_agent, timer, self) => {
    if (!timer.destroyed || timer.active) {
      host.timers.remove(timer);
      host.timers.insert(timer, host.now);
    }
    return self;
  });
  const refer = (referenced: boolean) => (_agent: Agent, timer: NodeTimer, self: JSObject) => {
    timer.referenced = referenced;
    setHidden(self, REFED, referenced, WEC);
    return self;
  };
  on('unref', refer(false));
  on('ref', refer(true));
  on('hasRef', (_agent, timer) => timer.referenced);
  on('close', (_agent, _timer, self) => {
    stop(self);
    return self;
  });
  on(wellKnown.dispose, (_agent, _timer, self) => {
    stop(self);
    return undefined;
  });
  on(wellKnown.toPrimitive, (_agent, timer, self) => {
    known.set(timer.id, timer);
    setHidden(self, HAS_PRIMITIVE, true, WEC);
    return timer.id;
  });
}

function bindImmediates(host: NodeHost): void {
  const { realm, run } = host;
  const global = realm.globalObject;
  const prototype = createClass(host, 'Immediate');
  const make = maker(prototype, [
    '_idleNext',
    '_idlePrev',
    '_onImmediate',
    '_argv',
    '_destroyed',
    REFED,
    ASYNC_ID,
    TRIGGER_ID,
  ]);
  method(
    realm,
    global,
    'setImmediate',
    4,
    (agent, _this, args) => {
      const callback = requireCallback(agent, args[0]);
      const given = args.slice(1);
      const shown = given.length === 0 ? undefined : createArray(realm, given);
      const object = make([null, null, callback, shown, false, true, host.nextAsyncId++, 1]);
      const facts = host.jobFacts('immediate', 'setImmediate', callback);
      const immediate = { facts, callback, args: given, referenced: true, cleared: false, object };
      object.data = { immediate };
      run.observer?.jobQueued(facts);
      host.immediates.push(immediate);
      return object;
    },
    NODE,
  );
  const clear = (value: Value): void => {
    const immediate = isObject(value) ? value.data?.immediate : undefined;
    if (immediate === undefined || immediate.cleared) return;
    immediate.cleared = true;
    setAll(value as JSObject, { _onImmediate: null, _destroyed: true });
    run.observer?.jobDropped(immediate.facts);
  };
  method(
    realm,
    global,
    'clearImmediate',
    1,
    (_agent, _this, [value]) => {
      clear(value);
      return undefined;
    },
    NODE,
  );
  showShallow(host, prototype);
  for (const [name, referenced] of [
    ['ref', true],
    ['unref', false],
  ] as const) {
    method(
      realm,
      prototype,
      name,
      0,
      (_agent, self) => {
        if (!isObject(self) || !self.data?.immediate) return self;
        self.data.immediate.referenced = referenced;
        setHidden(self, REFED, referenced, WEC);
        return self;
      },
      NODE,
    );
  }
  method(
    realm,
    prototype,
    'hasRef',
    0,
    (_agent, self) => isObject(self) && self.data?.immediate?.referenced === true,
    NODE,
  );
  method(
    realm,
    prototype,
    wellKnown.dispose,
    0,
    (_agent, self) => {
      clear(self);
      return undefined;
    },
    NODE,
  );
}

/** Node's timers show their own properties alone, whatever the depth. */
function showShallow(host: NodeHost, prototype: JSObject): void {
  const { realm } = host;
  method(
    realm,
    prototype,
    inspectSymbol(host.agent),
    2,
    function* (_agent, self, [, options, inspect]) {
      const own = createObject(isObject(options) ? options : null);
      setHidden(own, 'depth', 0, WEC);
      setHidden(own, 'customInspect', false, WEC);
      return yield new CallRequest(inspect, undefined, [self, own], undefined);
    },
    NODE,
  );
}
