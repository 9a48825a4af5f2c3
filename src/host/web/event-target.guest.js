// Events and their targets.
const { DOMException } = require('dom-exception');

/** State of an event that only dispatch may touch. */
const states = binding.shared('event states', () => new WeakMap());
const of = (event) => {
  const state = states.get(event);
  if (state === undefined)
    throw worded('ERR_INVALID_THIS', 'Value of "this" must be of type Event', 'Illegal invocation');
  return state;
};

/** An error with what Node says, and its code; elsewhere with what browsers say. */
function worded(code, text, inBrowsers) {
  return binding.isNode ? binding.nodeError(code, text) : new TypeError(inBrowsers);
}
function missing(names, inBrowsers) {
  const list = names.map((name) => `"${name}"`).join(' and ');
  const noun = names.length === 1 ? 'argument' : 'arguments';
  return worded('ERR_MISSING_ARGS', `The ${list} ${noun} must be specified`, inBrowsers);
}
function unsuitable(name, type, value, inBrowsers) {
  const received = binding.isNode ? binding.received(value) : '';
  return worded(
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be an instance of ${type}.${received}`,
    inBrowsers,
  );
}

function notObject(name, value, inBrowsers) {
  const received = binding.isNode ? binding.received(value) : '';
  return worded('ERR_INVALID_ARG_TYPE', `The "${name}" argument must be of type object.${received}`, inBrowsers);
}

class Event {
  constructor(type, init) {
    if (arguments.length === 0)
      throw missing(['type'], "Failed to construct 'Event': 1 argument required, but only 0 present.");
    if (init !== undefined && init !== null && typeof init !== 'object' && typeof init !== 'function') {
      throw notObject('options', init, "Failed to construct 'Event': The provided value is not of type 'EventInit'.");
    }
    states.set(this, {
      type: `${type}`,
      bubbles: Boolean(init?.bubbles),
      cancelable: Boolean(init?.cancelable),
      composed: Boolean(init?.composed),
      target: null,
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
    });
    if (!binding.isNode)
      Object.defineProperty(this, 'isTrusted', { get: trusted, enumerable: true, configurable: false });
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
    return hidden(of(this)) ? null : of(this).currentTarget;
  }
  get eventPhase() {
    return hidden(of(this)) ? 0 : of(this).phase;
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
    return state.currentTarget === null || hidden(state) ? [] : state.path.map((p) => p.target);
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
    state.type = String(type);
    state.bubbles = Boolean(bubbles);
    state.cancelable = Boolean(cancelable);
    state.stop = state.stopImmediate = state.canceled = false;
    state.target = null;
  }
}
function trusted() {
  return of(this).trusted;
}
/** In Node an event is no longer shown as dispatched once its first listener has returned. */
function hidden(state) {
  return binding.isNode && !state.dispatching;
}
if (binding.isNode) {
  Object.defineProperty(Event.prototype, 'isTrusted', { get: trusted, enumerable: true, configurable: true });
  // In Node's order.
  const members =
    'initEvent stopImmediatePropagation preventDefault target currentTarget srcElement type cancelable defaultPrevented timeStamp ' +
    'composedPath returnValue bubbles composed eventPhase cancelBubble stopPropagation isTrusted';
  for (const name of members.split(' ')) {
    const property = Object.getOwnPropertyDescriptor(Event.prototype, name);
    delete Event.prototype[name];
    Object.defineProperty(Event.prototype, name, { ...property, enumerable: true });
  }
  binding.listenersOf = (target, type) =>
    listOf(target)
      .filter((listener) => listener.type === type)
      .map((listener) => listener.callback);
  Object.defineProperty(Event.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      const { name } = this.constructor;
      if (depth < 0) return name;
      const { type, defaultPrevented, cancelable, timeStamp } = this;
      const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
      return `${name} ${inspect({ type, defaultPrevented, cancelable, timeStamp }, inner)}`;
    },
    writable: true,
    configurable: true,
  });
}
for (const [name, value] of Object.entries({ NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 })) {
  for (const target of binding.isNode ? [Event] : [Event, Event.prototype])
    Object.defineProperty(target, name, { value, enumerable: true });
}

/** An event class whose extra fields are copied from its init dictionary. */
function eventClass(name, fields, Base = Event) {
  const values = new WeakMap();
  const made = {
    [name]: class extends Base {
      constructor(type, init = {}) {
        if (arguments.length === 0)
          throw missing(['type'], `Failed to construct '${name}': 1 argument required, but only 0 present.`);
        super(type, init);
        const own = {};
        for (const key of Object.keys(fields)) own[key] = init?.[key] === undefined ? fields[key] : init[key];
        values.set(this, own);
      }
    },
  }[name];
  for (const key of Object.keys(fields)) {
    Object.defineProperty(made.prototype, key, {
      get() {
        return values.get(this)[key];
      },
      enumerable: true,
      configurable: true,
    });
  }
  tag(made, name);
  return made;
}
function tag(constructor, name) {
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
tag(Event, 'Event');

const CustomEvent = eventClass('CustomEvent', { detail: null });
const MessageEvent = eventClass('MessageEvent', {
  data: null,
  origin: '',
  lastEventId: '',
  source: null,
  ports: Object.freeze([]),
});
const ErrorEvent = eventClass('ErrorEvent', { message: '', filename: '', lineno: 0, colno: 0, error: undefined });
const PromiseRejectionEvent = eventClass('PromiseRejectionEvent', { promise: undefined, reason: undefined });
const UIEvent = eventClass('UIEvent', { view: null, detail: 0 });
const MouseEvent = eventClass(
  'MouseEvent',
  {
    clientX: 0,
    clientY: 0,
    screenX: 0,
    screenY: 0,
    button: 0,
    buttons: 0,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    relatedTarget: null,
  },
  UIEvent,
);
const PointerEvent = eventClass('PointerEvent', { pointerId: 0, pointerType: '', isPrimary: false }, MouseEvent);
const KeyboardEvent = eventClass(
  'KeyboardEvent',
  {
    key: '',
    code: '',
    location: 0,
    repeat: false,
    isComposing: false,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
  },
  UIEvent,
);
const FocusEvent = eventClass('FocusEvent', { relatedTarget: null }, UIEvent);
const InputEvent = eventClass('InputEvent', { data: null, inputType: '', isComposing: false }, UIEvent);
const ProgressEvent = eventClass('ProgressEvent', { lengthComputable: false, loaded: 0, total: 0 });
const StorageEvent = eventClass('StorageEvent', {
  key: null,
  oldValue: null,
  newValue: null,
  url: '',
  storageArea: null,
});
const PopStateEvent = eventClass('PopStateEvent', { state: null });
const HashChangeEvent = eventClass('HashChangeEvent', { oldURL: '', newURL: '' });
const CloseEvent = eventClass('CloseEvent', { wasClean: false, code: 0, reason: '' });
const SubmitEvent = eventClass('SubmitEvent', { submitter: null });

const lists = binding.shared('event listeners', () => new WeakMap());
const listOf = (target) => {
  let list = lists.get(target);
  if (list === undefined) lists.set(target, (list = []));
  return list;
};

const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');
/** The target a method was called on. */
function targetOf(value) {
  if (binding.isNode) {
    if (!(value instanceof EventTarget) && value !== globalThis)
      throw binding.nodeError('ERR_INVALID_THIS', 'Value of "this" must be of type EventTarget');
    return value;
  }
  return value === undefined || value === null ? globalThis : value;
}
const limits = new WeakMap();
const warned = new WeakMap();
/** Node warns of a target with many listeners of one type, once for each type. */
function warnOfMany(target, type, list) {
  const count = list.filter((l) => l.type === type).length;
  const most = limits.get(target) ?? binding.defaultMaxListeners?.() ?? 10;
  if (most === 0 || count <= most || warned.get(target)?.has(type)) return;
  if (!warned.has(target)) warned.set(target, new Set());
  warned.get(target).add(type);
  const shown = target instanceof AbortSignalOf() ? '[AbortSignal]' : binding.inspect(target, { depth: -1 });
  binding.warn(
    `Possible EventTarget memory leak detected. ${count} ${type} listeners added to ${shown}. MaxListeners is ${most}. Use events.setMaxListeners() to increase limit`,
    'MaxListenersExceededWarning',
    { target, type, count },
  );
}
function AbortSignalOf() {
  return require('abort').AbortSignal;
}
function warnOfNothing(target, type, callback) {
  binding.warn(`addEventListener called with ${callback} which has no effect.`, 'AddEventListenerArgumentTypeWarning', {
    target,
    type,
  });
}

function flatten(options) {
  if (isObject(options)) {
    return {
      capture: Boolean(options.capture),
      once: Boolean(options.once),
      passive: options.passive,
      signal: options.signal,
    };
  }
  return { capture: Boolean(options), once: false, passive: undefined, signal: undefined };
}

class EventTarget {
  addEventListener(type, callback, options) {
    if (arguments.length < 2) {
      throw missing(
        ['type', 'listener'],
        `Failed to execute 'addEventListener' on 'EventTarget': 2 arguments required, but only ${arguments.length} present.`,
      );
    }
    if (callback !== null && callback !== undefined && typeof callback !== 'object' && typeof callback !== 'function') {
      throw unsuitable(
        'listener',
        'EventListener',
        callback,
        "Failed to execute 'addEventListener' on 'EventTarget': parameter 2 is not of type 'Object'.",
      );
    }
    const target = targetOf(this);
    if (binding.isNode && options !== undefined && typeof options !== 'boolean' && !isObject(options))
      throw notObject('options', options);
    const { capture, once, passive, signal } = flatten(options);
    if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
      throw worded(
        'ERR_INVALID_ARG_TYPE',
        `The "options.signal" property must be an instance of AbortSignal.${binding.isNode ? binding.received(signal) : ''}`,
        "Failed to execute 'addEventListener' on 'EventTarget': Failed to read the 'signal' property from 'AddEventListenerOptions': Failed to convert value to 'AbortSignal'.",
      );
    }
    if (signal?.aborted) return;
    if (callback === null || callback === undefined) {
      if (binding.isNode) warnOfNothing(target, String(type), callback);
      return;
    }
    const name = String(type);
    const list = listOf(target);
    if (list.some((l) => l.type === name && l.callback === callback && l.capture === capture)) return;
    const listener = { type: name, callback, capture, once, passive, removed: false };
    list.push(listener);
    if (binding.isNode) warnOfMany(target, name, list);
    if (signal) signal.addEventListener('abort', () => remove(target, listener), { once: true });
  }
  removeEventListener(type, callback, options) {
    const target = targetOf(this);
    const { capture } = flatten(options);
    const name = String(type);
    const listener = listOf(target).find((l) => l.type === name && l.callback === callback && l.capture === capture);
    if (listener) remove(target, listener);
  }
  dispatchEvent(event) {
    const target = targetOf(this);
    const state = states.get(event);
    if (state === undefined)
      throw unsuitable(
        'event',
        'Event',
        event,
        "Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.",
      );
    if (state.dispatching && binding.isNode)
      throw binding.nodeError('ERR_EVENT_RECURSION', `The event "${state.type}" is already being dispatched`, 'Error');
    if (state.dispatching)
      throw new DOMException(
        "Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.",
        'InvalidStateError',
      );
    state.trusted = false;
    return dispatch(target, event, false);
  }
}
tag(EventTarget, 'EventTarget');
if (binding.isNode) {
  binding.setMaxListenersOf = (target, count) => {
    limits.set(target, count);
  };
  binding.maxListenersOf = (target) => limits.get(target);
  Object.defineProperty(EventTarget.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      const { name } = this.constructor;
      if (depth < 0) return name;
      const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
      return `${name} ${inspect({}, inner)}`;
    },
    writable: true,
    configurable: true,
  });
}
for (const key of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, key, { enumerable: true });
}

function remove(target, listener) {
  listener.removed = true;
  const list = listOf(target);
  const index = list.indexOf(listener);
  if (index >= 0) list.splice(index, 1);
}

/** What a node's library adds: the parent of a target in an event's path, and behaviour before and after dispatch. */
const hooks = { parentOf: () => null, activation: null };

/** @spec dom#concept-event-dispatch. `fromHost`: the stack below is empty, so a checkpoint follows each callback. */
function dispatch(target, event, fromHost) {
  const state = of(event);
  state.dispatching = true;
  state.target = target;
  const path = [{ target }];
  for (
    let parent = hooks.parentOf(target, event);
    parent !== null && parent !== undefined;
    parent = hooks.parentOf(parent, event)
  )
    path.push({ target: parent });
  state.path = path;
  const undo = hooks.activation?.before(path, event);
  for (let i = path.length - 1; i >= 0 && !state.stop; i--) {
    state.phase = i === 0 ? 2 : 1;
    invoke(path[i].target, event, state, true, fromHost);
  }
  for (let i = 0; i < path.length && !state.stop; i++) {
    if (i > 0 && !state.bubbles) break;
    state.phase = i === 0 ? 2 : 3;
    invoke(path[i].target, event, state, false, fromHost);
  }
  state.phase = 0;
  state.currentTarget = null;
  state.dispatching = false;
  if (!binding.isNode) state.stop = state.stopImmediate = false;
  hooks.activation?.after(undo, event, state.canceled);
  return !state.canceled;
}

function invoke(target, event, state, capturing, fromHost) {
  const list = lists.get(target);
  if (list === undefined) return;
  state.currentTarget = target;
  for (const listener of list.slice()) {
    if (listener.removed || listener.type !== state.type || listener.capture !== capturing) continue;
    if (listener.once) remove(target, listener);
    state.passive = listener.passive === true && !binding.isNode;
    try {
      if (binding.isNode) {
        const { callback } = listener;
        const result =
          typeof callback === 'function'
            ? binding.call(callback, target, event)
            : (async () => callback.handleEvent && (await callback.handleEvent(event)))();
        state.dispatching = false;
        // What a listener promises and doesn't keep is thrown from a tick.
        if (result !== undefined && result !== null && typeof result.then === 'function')
          result.then(undefined, (error) => binding.reportError(error));
      } else if (typeof listener.callback === 'function') {
        const result = binding.call(listener.callback, target, event);
        if (listener.handler) handled(listener, event, result);
      } else {
        const method = listener.callback.handleEvent;
        if (typeof method !== 'function') throw new TypeError('EventListener.handleEvent is not a function');
        binding.call(method, listener.callback, event);
      }
    } catch (error) {
      binding.reportError(error);
    }
    state.passive = false;
    if (fromHost) binding.checkpoint();
    if (state.stopImmediate) return;
  }
}

function handled(listener, event, result) {
  if (event.type === 'error' && event instanceof ErrorEvent) {
    if (result === true) event.preventDefault();
  } else if (result === false) event.preventDefault();
}

/** Defines an event handler attribute such as `onclick` on a prototype or object. */
function defineHandler(target, name, type = name.slice(2)) {
  const current = new WeakMap();
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get() {
      return current.get(this ?? globalThis)?.value ?? null;
    },
    set(value) {
      const self = this ?? globalThis;
      const callable = typeof value === 'function' || (typeof value === 'object' && value !== null);
      let entry = current.get(self);
      if (!callable) {
        if (entry) {
          remove(self, entry.listener);
          current.delete(self);
        }
        return;
      }
      if (entry) {
        entry.value = value;
        return;
      }
      entry = { value, listener: null };
      const callback = (event) => {
        const handler = entry.value;
        if (typeof handler !== 'function') return undefined;
        if (type === 'error' && event instanceof ErrorEvent && self === globalThis) {
          return handler.call(self, event.message, event.filename, event.lineno, event.colno, event.error);
        }
        return handler.call(self, event);
      };
      entry.listener = {
        type,
        callback,
        capture: false,
        once: false,
        passive: undefined,
        removed: false,
        handler: true,
      };
      listOf(self).push(entry.listener);
      current.set(self, entry);
    },
  });
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

/** Gives a kind of targets Node's listener methods; `listen` hears how many wait for messages. */
function nodeMethods(prototype, listen) {
  const wrappers = new WeakMap();
  const listOfTarget = (target) => {
    if (!wrappers.has(target)) wrappers.set(target, []);
    return wrappers.get(target);
  };
  const drop = (target, entry) => {
    const list = listOfTarget(target);
    const index = list.indexOf(entry);
    if (index < 0) return;
    list.splice(index, 1);
    EventTarget.prototype.removeEventListener.call(target, entry.type, entry.wrapper);
    if (entry.type === 'message') listen(target, -1);
  };
  const add = (target, type, callback, once) => {
    const entry = { type: String(type), callback, wrapper: null };
    entry.wrapper = function (event) {
      if (once) drop(target, entry);
      return callback.call(this, entry.type === 'message' || entry.type === 'messageerror' ? event.data : event);
    };
    listOfTarget(target).push(entry);
    EventTarget.prototype.addEventListener.call(target, entry.type, entry.wrapper);
    if (entry.type === 'message') listen(target, 1);
    return target;
  };
  const remove = (target, type, callback) => {
    const entry = listOfTarget(target).find((e) => e.type === type && e.callback === callback);
    if (entry) drop(target, entry);
    return target;
  };
  const methods = {
    on(type, callback) {
      return add(this, type, callback, false);
    },
    addListener(type, callback) {
      return add(this, type, callback, false);
    },
    once(type, callback) {
      return add(this, type, callback, true);
    },
    off(type, callback) {
      return remove(this, type, callback);
    },
    removeListener(type, callback) {
      return remove(this, type, callback);
    },
    removeAllListeners(type) {
      for (const entry of [...listOfTarget(this)]) if (type === undefined || entry.type === type) drop(this, entry);
      return this;
    },
    listenerCount(type) {
      return listOf(this).filter((l) => l.type === type).length;
    },
    eventNames() {
      return [...new Set(listOf(this).map((l) => l.type))];
    },
    emit(type, value) {
      const event = type === 'message' ? new MessageEvent(type, { data: value }) : new Event(type);
      return this.dispatchEvent(event);
    },
    setMaxListeners() {
      return this;
    },
    getMaxListeners() {
      return 10;
    },
    addEventListener(type, callback, options) {
      EventTarget.prototype.addEventListener.call(this, type, callback, options);
      if (type === 'message') listen(this, 1);
    },
    removeEventListener(type, callback, options) {
      EventTarget.prototype.removeEventListener.call(this, type, callback, options);
      if (type === 'message') listen(this, -1);
    },
  };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

module.exports = {
  Event,
  EventTarget,
  CustomEvent,
  MessageEvent,
  ErrorEvent,
  PromiseRejectionEvent,
  UIEvent,
  MouseEvent,
  PointerEvent,
  KeyboardEvent,
  FocusEvent,
  InputEvent,
  ProgressEvent,
  StorageEvent,
  PopStateEvent,
  HashChangeEvent,
  CloseEvent,
  SubmitEvent,
  internal: { hooks, dispatch, fire, fireNow, defineHandler, eventClass, tag, states, nodeMethods },
};
