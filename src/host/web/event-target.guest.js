// Events and their targets.
const { DOMException } = require('dom-exception');

/** State of an event that only dispatch may touch. */
const states = binding.shared('event states', () => new WeakMap());
const of = (event) => {
  const state = states.get(event);
  if (state === undefined) throw new TypeError('Illegal invocation');
  return state;
};

/** An error with what Node says, and its code; elsewhere with what browsers say. */
function worded(code, text, inBrowsers) {
  const error = new TypeError(binding.isNode ? text : inBrowsers);
  if (binding.isNode) error.code = code;
  return error;
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

class Event {
  constructor(type, init) {
    if (arguments.length === 0)
      throw missing(['type'], "Failed to construct 'Event': 1 argument required, but only 0 present.");
    if (init !== undefined && init !== null && typeof init !== 'object' && typeof init !== 'function') {
      throw new TypeError("Failed to construct 'Event': The provided value is not of type 'EventInit'.");
    }
    states.set(this, {
      type: String(type),
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
    return state.currentTarget === null ? [] : state.path.map((p) => p.target);
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
if (binding.isNode) {
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
  for (const target of [Event, Event.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
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

function flatten(options) {
  if (options !== null && (typeof options === 'object' || typeof options === 'function')) {
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
    const target = this === undefined || this === null ? globalThis : this;
    const { capture, once, passive, signal } = flatten(options);
    if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
      throw new TypeError(
        "Failed to execute 'addEventListener' on 'EventTarget': Failed to read the 'signal' property from 'AddEventListenerOptions': Failed to convert value to 'AbortSignal'.",
      );
    }
    if (signal?.aborted) return;
    if (callback === null || callback === undefined) return;
    const name = String(type);
    const list = listOf(target);
    if (list.some((l) => l.type === name && l.callback === callback && l.capture === capture)) return;
    const listener = { type: name, callback, capture, once, passive, removed: false };
    list.push(listener);
    if (signal) signal.addEventListener('abort', () => remove(target, listener), { once: true });
  }
  removeEventListener(type, callback, options) {
    const target = this === undefined || this === null ? globalThis : this;
    const { capture } = flatten(options);
    const name = String(type);
    const listener = listOf(target).find((l) => l.type === name && l.callback === callback && l.capture === capture);
    if (listener) remove(target, listener);
  }
  dispatchEvent(event) {
    const target = this === undefined || this === null ? globalThis : this;
    const state = states.get(event);
    if (state === undefined)
      throw unsuitable(
        'event',
        'Event',
        event,
        "Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.",
      );
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
  state.stop = false;
  state.stopImmediate = false;
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
    state.passive = listener.passive === true;
    try {
      if (typeof listener.callback === 'function') {
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
