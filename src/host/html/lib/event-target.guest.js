// Events and their targets.
const { DOMException } = require('dom-exception');
const idl = require('web-idl');

/** State of an event that only dispatch may touch. */
const states = binding.shared('event states', () => new WeakMap());
const of = (event) => {
  const state = states.get(event);
  if (state === undefined) throw new TypeError('Illegal invocation');
  return state;
};

class Event {
  constructor(type, init) {
    if (init?.[CONVERTED] === undefined) [type, init] = idl.constructing('Event', 'DOMString, EventInit=', arguments);
    states.set(this, {
      type: `${type}`,
      bubbles: Boolean(init?.bubbles),
      cancelable: Boolean(init?.cancelable),
      composed: Boolean(init?.composed),
      target: null,
      related: null,
      currentTarget: null,
      phase: 0,
      stop: false,
      stopImmediate: false,
      canceled: false,
      passive: false,
      dispatching: false,
      trusted: false,
      path: [],
      time: binding.now(),
      initialized: true,
    });
    Object.defineProperty(this, 'isTrusted', trustedProperty);
  }
  get type() {
    return of(this).type;
  }
  get target() {
    return of(this).target;
  }
  get srcElement() {
    return of(this).target;
  }
  get currentTarget() {
    return of(this).currentTarget;
  }
  get eventPhase() {
    return of(this).phase;
  }
  get bubbles() {
    return of(this).bubbles;
  }
  get cancelable() {
    return of(this).cancelable;
  }
  get composed() {
    return of(this).composed;
  }
  get defaultPrevented() {
    return of(this).canceled;
  }
  get timeStamp() {
    return of(this).time;
  }
  get cancelBubble() {
    return of(this).stop;
  }
  set cancelBubble(value) {
    if (value) of(this).stop = true;
  }
  get returnValue() {
    return !of(this).canceled;
  }
  set returnValue(value) {
    if (!value) this.preventDefault();
  }
  composedPath() {
    const state = of(this);
    return state.currentTarget === null ? [] : visiblePath(state);
  }
  stopPropagation() {
    of(this).stop = true;
  }
  stopImmediatePropagation() {
    const state = of(this);
    state.stop = true;
    state.stopImmediate = true;
  }
  preventDefault() {
    const state = of(this);
    if (state.cancelable && !state.passive) state.canceled = true;
  }
  initEvent(type, bubbles = false, cancelable = false) {
    const state = of(this);
    if (state.dispatching) return;
    state.initialized = true;
    state.trusted = false;
    state.type = String(type);
    state.bubbles = Boolean(bubbles);
    state.cancelable = Boolean(cancelable);
    state.stop = state.stopImmediate = state.canceled = false;
    state.target = null;
  }
}
const trustedProperty = {
  get: Object.getOwnPropertyDescriptor(
    {
      get isTrusted() {
        return of(this).trusted;
      },
    },
    'isTrusted',
  ).get,
  enumerable: true,
  configurable: false,
};
for (const [name, value] of Object.entries({ NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 })) {
  for (const target of [Event, Event.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
}

/** Marks an init dictionary that a subclass has converted. */
const CONVERTED = Symbol('converted');
idl.dictionary('EventInit', {
  bubbles: ['boolean', false],
  cancelable: ['boolean', false],
  composed: ['boolean', false],
});

/**
 * An event class whose extra fields come from its init dictionary. `fields`: name to default, or to [type, default].
 */
function eventClass(name, fields, Base = Event, requiresInit = false) {
  const values = new WeakMap();
  const initials = {};
  const typed = {};
  for (const key of Object.keys(fields)) {
    const [type, initial] =
      Array.isArray(fields[key]) && !Object.isFrozen(fields[key]) ? fields[key] : ['any', fields[key]];
    initials[key] = initial;
    typed[key] = initial === undefined ? type : [type, initial];
  }
  const inits = `${name}Init`;
  idl.dictionary(inits, typed, Base === Event ? 'EventInit' : `${Base.name}Init`);
  const made = {
    [name]: class extends Base {
      constructor(type, init = {}) {
        if (init?.[CONVERTED] === undefined) {
          const signature = requiresInit ? `DOMString, ${inits}` : `DOMString, ${inits}=`;
          [type, init] = idl.constructing(name, signature, arguments);
          init ??= { ...initials };
          init[CONVERTED] = true;
        }
        super(type, init);
        const own = {};
        for (const key of Object.keys(initials)) own[key] = init?.[key] === undefined ? initials[key] : init[key];
        if (own.ports !== undefined) Object.freeze(own.ports);
        values.set(this, own);
        if ('relatedTarget' in own) states.get(this).related = own.relatedTarget;
      }
      static _values(event) {
        return values.get(event);
      }
    },
  }[name];
  Object.defineProperty(made, '_values', { enumerable: false });
  const get = (self, key) => {
    const own = values.get(self);
    if (own === undefined) throw new TypeError('Illegal invocation');
    return key === 'relatedTarget' ? states.get(self).related : own[key];
  };
  for (const key of Object.keys(initials))
    Object.defineProperty(
      made.prototype,
      key,
      Object.getOwnPropertyDescriptor(
        {
          get [key]() {
            return get(this, key);
          },
        },
        key,
      ),
    );
  tag(made, name);
  Object.defineProperty(made, 'length', { value: requiresInit ? 2 : 1, configurable: true });
  return made;
}
function tag(constructor, name) {
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
tag(Event, 'Event');
idl.interfaceType('Event', (value) => states.has(value));
for (const key of Object.getOwnPropertyNames(Event.prototype))
  if (key !== 'constructor') Object.defineProperty(Event.prototype, key, { enumerable: true });
Object.defineProperty(Event, 'length', { value: 1, configurable: true });
for (const [type, belongs] of Object.entries({
  EventTarget: (value) => isTarget(value),
  Window: (value) => value === globalThis || (idl.isObject(value) && value.window === value),
  MessageEventSource: (value) => isTarget(value),
  MessagePort: (value) => binding.isPort(value),
}))
  idl.interfaceType(type, belongs);

const CustomEvent = eventClass('CustomEvent', { detail: null });
const MessageEvent = eventClass('MessageEvent', {
  data: null,
  origin: ['USVString', ''],
  lastEventId: ['DOMString', ''],
  source: ['MessageEventSource?', null],
  ports: ['sequence<MessagePort>', Object.freeze([])],
});
const ErrorEvent = eventClass('ErrorEvent', {
  message: ['DOMString', ''],
  filename: ['USVString', ''],
  lineno: ['unsigned long', 0],
  colno: ['unsigned long', 0],
  error: undefined,
});
const PromiseRejectionEvent = eventClass(
  'PromiseRejectionEvent',
  { promise: ['any', idl.REQUIRED], reason: undefined },
  Event,
  true,
);
const ProgressEvent = eventClass('ProgressEvent', {
  lengthComputable: ['boolean', false],
  loaded: ['double', 0],
  total: ['double', 0],
});
const CloseEvent = eventClass('CloseEvent', {
  wasClean: ['boolean', false],
  code: ['unsigned short', 0],
  reason: ['USVString', ''],
});
Object.defineProperty(CustomEvent.prototype, 'initCustomEvent', {
  value: {
    initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
      if (states.get(this).dispatching) return;
      this.initEvent(type, bubbles, cancelable);
      CustomEvent._values(this).detail = detail;
    },
  }.initCustomEvent,
  writable: true,
  enumerable: true,
  configurable: true,
});

const lists = binding.shared('event listeners', () => new WeakMap());
/** Whether anybody listens there. */
const hasListeners = (target) => (lists.get(target)?.length ?? 0) > 0;
const listOf = (target) => {
  let list = lists.get(target);
  if (list === undefined) lists.set(target, (list = []));
  return list;
};

function flatten(options) {
  if (idl.isObject(options)) {
    return {
      capture: Boolean(options.capture),
      once: Boolean(options.once),
      passive: options.passive,
      signal: options.signal,
    };
  }
  return { capture: Boolean(options), once: false, passive: undefined, signal: undefined };
}

/** Objects that take listeners. */
function isTarget(value) {
  if (value === null || typeof value !== 'object') return false;
  return value === globalThis || value instanceof EventTarget || binding.isTarget(value);
}
/** The target that a method of EventTarget was called on. */
function receiver(self) {
  if (self === undefined || self === null) return globalThis;
  if (!isTarget(self)) throw new TypeError('Illegal invocation');
  return self;
}
/** What is said of too few or unsuitable arguments. */
function check(method, args, required) {
  if (args.length < required)
    throw new TypeError(
      `Failed to execute '${method}' on 'EventTarget': ${required} argument${required > 1 ? 's' : ''} required, but only ${args.length} present.`,
    );
  const callback = args[1];
  if (required === 2 && callback !== null && callback !== undefined && !idl.isObject(callback))
    throw new TypeError(`Failed to execute '${method}' on 'EventTarget': parameter 2 is not of type 'Object'.`);
}

class EventTarget {
  addEventListener(type, callback, options) {
    const target = receiver(this);
    check('addEventListener', arguments, 2);
    const name = `${type}`;
    const { capture, once, passive, signal } = flatten(options);
    if (signal !== undefined && !hooks.isSignal(signal)) {
      throw new TypeError(
        "Failed to execute 'addEventListener' on 'EventTarget': Failed to read the 'signal' property from 'AddEventListenerOptions': Failed to convert value to 'AbortSignal'.",
      );
    }
    if (signal?.aborted) return;
    if (callback === null || callback === undefined) return;
    const list = listOf(target);
    if (list.some((l) => l.type === name && l.callback === callback && l.capture === capture)) return;
    const listener = {
      type: name,
      callback,
      capture,
      once,
      passive: passive ?? hooks.passiveByDefault(target, name),
      removed: false,
    };
    list.push(listener);
    if (signal) hooks.onAbort(signal, () => remove(target, listener));
  }
  dispatchEvent(event) {
    const target = receiver(this);
    check('dispatchEvent', arguments, 1);
    const state = states.get(event);
    if (state === undefined)
      throw new TypeError("Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.");
    if (state.dispatching || !state.initialized)
      throw new DOMException(
        `Failed to execute 'dispatchEvent' on 'EventTarget': The event ${state.dispatching ? 'is already being dispatched' : 'provided is uninitialized'}.`,
        'InvalidStateError',
      );
    state.trusted = false;
    return dispatch(target, event, false);
  }
  removeEventListener(type, callback, options) {
    const target = receiver(this);
    check('removeEventListener', arguments, 2);
    const name = `${type}`;
    const capture = Boolean(idl.isObject(options) ? options.capture : options);
    const listener = listOf(target).find((l) => l.type === name && l.callback === callback && l.capture === capture);
    if (listener) remove(target, listener);
  }
}
for (const [name, length] of Object.entries({ addEventListener: 2, dispatchEvent: 1, removeEventListener: 2 }))
  Object.defineProperty(EventTarget.prototype[name], 'length', { value: length, configurable: true });
tag(EventTarget, 'EventTarget');
for (const key of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, key, { enumerable: true });
}

function remove(target, listener) {
  listener.removed = true;
  const list = listOf(target);
  const index = list.indexOf(listener);
  if (index >= 0) list.splice(index, 1);
}

/**
 * What other libraries add: the parent of a target in an event's path, retargeting, activation behaviour, and signals.
 */
const hooks = {
  parentOf: () => null,
  retarget: (target) => target,
  isClosed: () => false,
  /** Whether a target is within a shadow tree. */
  isHidden: () => false,
  passiveByDefault: () => undefined,
  activation: null,
  isSignal: () => false,
  onAbort: null,
  /** The event whose listeners run, as `window.event` shows it. */
  current: undefined,
};

/** The path of an event with, for each target, what a listener there sees. @spec dom#concept-event-dispatch */
function pathOf(first, event, state) {
  let target = first;
  const own = hooks.retarget(state.related, first);
  if (first === own && first !== state.related) return [];
  const path = [{ target: first, adjusted: first, related: own, at: true }];
  let parent = hooks.parentOf(first, event, first);
  while (parent !== null && parent !== undefined) {
    const related = hooks.retarget(state.related, parent);
    const at = hooks.retarget(target, parent) !== target;
    if (at) {
      if (parent === related) break;
      target = parent;
    }
    path.push({ target: parent, adjusted: target, related, at });
    parent = hooks.parentOf(parent, event, first);
  }
  return path;
}
/** The path as the current target may see it: without what closed shadow trees hide. @spec dom#dom-event-composedpath */
function visiblePath(state) {
  const { path, currentTarget } = state;
  return path.map((p) => p.target).filter((target) => !hooks.isClosed(target, currentTarget));
}

/** @spec dom#concept-event-dispatch. `fromHost`: the stack below is empty, so a checkpoint follows each callback. */
function dispatch(target, event, fromHost, override = null) {
  const state = of(event);
  state.dispatching = true;
  state.target = override ?? target;
  const path = pathOf(target, event, state);
  if (override !== null) for (const item of path) item.adjusted = override;
  state.path = path;
  const activation = hooks.activation?.(path, event) ?? null;
  activation?.before?.();
  const show = (i) => {
    state.target = path[i].adjusted;
    state.related = path[i].related;
  };
  // A target that is no node calls its listeners in one go, as they were added.
  const alone = path.length === 1 && !binding.isTreeNode(target);
  for (let i = alone ? -1 : path.length - 1; i >= 0 && !state.stop; i--) {
    state.phase = path[i].at ? 2 : 1;
    show(i);
    invoke(path[i].target, event, state, true, fromHost);
  }
  for (let i = 0; i < path.length && !state.stop; i++) {
    const { at } = path[i];
    if (!at && !state.bubbles) continue;
    state.phase = at ? 2 : 3;
    show(i);
    invoke(path[i].target, event, state, alone ? null : false, fromHost);
  }
  if (path.length > 0) {
    show(path.length - 1);
    if (hooks.isHidden(state.target)) state.target = state.related = null;
  }
  state.phase = 0;
  state.currentTarget = null;
  state.dispatching = false;
  state.stop = false;
  state.stopImmediate = false;
  state.path = [];
  if (activation !== null) {
    if (state.canceled) activation.canceled?.();
    else activation.after?.();
  }
  return !state.canceled;
}

function invoke(target, event, state, capturing, fromHost) {
  const list = lists.get(target);
  if (list === undefined || list.length === 0) return;
  state.currentTarget = target;
  for (const listener of list.slice()) {
    if (listener.removed || listener.type !== state.type) continue;
    if (capturing !== null && listener.capture !== capturing) continue;
    if (listener.once) remove(target, listener);
    state.passive = listener.passive === true;
    const outer = hooks.current;
    hooks.current = hooks.isHidden(target) ? undefined : event;
    try {
      if (typeof listener.callback === 'function') {
        const result = binding.call(listener.callback, target, event);
        if (listener.handler) handled(listener, event, result);
      } else {
        const method = listener.callback.handleEvent;
        if (typeof method === 'function') binding.call(method, listener.callback, event);
      }
    } catch (error) {
      binding.reportError(error);
    }
    hooks.current = outer;
    state.passive = false;
    if (fromHost) binding.checkpoint();
    if (state.stopImmediate) return;
  }
}

function handled(listener, event, result) {
  if (event.type === 'error' && event instanceof ErrorEvent) {
    if (result === true) event.preventDefault();
  } else if (event.type === 'beforeunload' && event.returnValue === '') {
    if (result !== null && result !== undefined) event.preventDefault();
  } else if (result === false) event.preventDefault();
}

/** The handlers of each target, by type. */
const handlers = binding.shared('event handlers', () => new WeakMap());
/** Sets the handler of a target for a type, as `onclick = …` does. */
function setHandler(self, type, value) {
  let map = handlers.get(self);
  const entry = map?.get(type);
  const callable = typeof value === 'function' || (typeof value === 'object' && value !== null);
  if (!callable) {
    if (entry) {
      remove(self, entry.listener);
      map.delete(type);
    }
    return;
  }
  if (entry) {
    entry.value = value;
    return;
  }
  const made = { value, listener: null };
  const callback = (event) => {
    if (typeof made.value === 'object' && made.value !== null && hooks.compileHandler)
      hooks.compileHandler(self, type, made);
    const handler = made.value;
    if (typeof handler !== 'function') return undefined;
    const on = event.currentTarget ?? self;
    if (type === 'error' && event instanceof ErrorEvent && hooks.isGlobal(self))
      return binding.call(handler, on, event.message, event.filename, event.lineno, event.colno, event.error);
    return binding.call(handler, on, event);
  };
  made.listener = {
    type,
    callback,
    capture: false,
    once: false,
    passive: hooks.passiveByDefault(self, type),
    removed: false,
    handler: true,
  };
  if (map === undefined) handlers.set(self, (map = new Map()));
  map.set(type, made);
  listOf(self).push(made.listener);
}
function getHandler(self, type) {
  const entry = handlers.get(self)?.get(type);
  if (entry === undefined) return null;
  if (typeof entry.value === 'object' && entry.value !== null && hooks.compileHandler)
    hooks.compileHandler(self, type, entry);
  return entry.value ?? null;
}
hooks.isGlobal = (self) => self === globalThis;
/** Defines an event handler attribute such as `onclick` on a prototype or object. `forward`: whose handler it really is. */
function defineHandler(target, name, type = name.slice(2), forward = null) {
  const { get, set } = Object.getOwnPropertyDescriptor(
    {
      get [name]() {
        return getHandler(forward?.(this) ?? this ?? globalThis, type);
      },
      set [name](value) {
        setHandler(forward?.(this) ?? this ?? globalThis, type, value);
      },
    },
    name,
  );
  Object.defineProperty(target, name, { configurable: true, enumerable: true, get, set });
}

/** An event from the host: trusted, and dispatched with nothing on the stack. */
function fire(target, event) {
  of(event).trusted = true;
  return dispatch(target, event, true);
}
/** A trusted event dispatched while script runs (`click()`, `abort()`). */
function fireNow(target, event) {
  of(event).trusted = true;
  return dispatch(target, event, false);
}

/** A window's load event shows its document as the target. @spec dom#concept-event-dispatch (legacy target override) */
function fireLoad(target, event, shown) {
  of(event).trusted = true;
  return dispatch(target, event, true, shown);
}

module.exports = {
  Event,
  EventTarget,
  CustomEvent,
  MessageEvent,
  ErrorEvent,
  PromiseRejectionEvent,
  ProgressEvent,
  CloseEvent,
  internal: {
    hooks,
    dispatch,
    fire,
    fireLoad,
    fireNow,
    defineHandler,
    setHandler,
    getHandler,
    eventClass,
    isTarget,
    hasListeners,
    listOf,
    tag,
    states,
  },
};
