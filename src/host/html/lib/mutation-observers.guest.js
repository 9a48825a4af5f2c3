// Mutation observers and the microtask that also tells slots. @spec dom#mutation-observers
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const { internal: collections } = require('collections');
const { internal: events, Event } = require('event-target');

/** Registered observers of each node. */
const registered = new WeakMap();
const observers = [];
let slots = [];
let queued = false;

class MutationRecord {
  constructor(key, type, target, change) {
    if (key !== dom.KEY) throw idl.illegal('MutationRecord');
    dom.hide(this, '_record', {
      type,
      target,
      attributeName: null,
      attributeNamespace: null,
      oldValue: null,
      previousSibling: null,
      nextSibling: null,
      ...change,
    });
  }
  get type() {
    return this._record.type;
  }
  get target() {
    return this._record.target;
  }
  get addedNodes() {
    return (this._record.added ??= collections.staticList(this._record.addedNodes ?? []));
  }
  get removedNodes() {
    return (this._record.removed ??= collections.staticList(this._record.removedNodes ?? []));
  }
  get previousSibling() {
    return this._record.previousSibling;
  }
  get nextSibling() {
    return this._record.nextSibling;
  }
  get attributeName() {
    return this._record.attributeName;
  }
  get attributeNamespace() {
    return this._record.attributeNamespace;
  }
  get oldValue() {
    return this._record.oldValue;
  }
}
idl.define(MutationRecord, 'MutationRecord');

class MutationObserver {
  #callback;
  #records = [];
  #nodes = new Set();
  constructor(callback) {
    [callback] = idl.constructing('MutationObserver', 'Function', arguments);
    this.#callback = callback;
    observers.push(this);
  }
  disconnect() {
    for (const node of this.#nodes) {
      const list = registered.get(node);
      if (list !== undefined)
        registered.set(
          node,
          list.filter((r) => r.observer !== this),
        );
    }
    this.#nodes.clear();
    this.#records = [];
  }
  observe(target, options = {}) {
    const o = { ...options };
    if ((o.attributeOldValue !== undefined || o.attributeFilter !== undefined) && o.attributes === undefined)
      o.attributes = true;
    if (o.characterDataOldValue !== undefined && o.characterData === undefined) o.characterData = true;
    if (o.attributeOldValue && !o.attributes)
      throw new TypeError(
        idl.say(
          "The options object may only set 'attributeOldValue' to true when 'attributes' is true or not present.",
        ),
      );
    if (o.attributeFilter !== undefined && !o.attributes)
      throw new TypeError(
        idl.say("The options object may only set 'attributeFilter' when 'attributes' is true or not present."),
      );
    if (o.characterDataOldValue && !o.characterData)
      throw new TypeError(
        idl.say(
          "The options object may only set 'characterDataOldValue' to true when 'characterData' is true or not present.",
        ),
      );
    const list = registered.get(target) ?? [];
    const known = list.find((r) => r.observer === this && r.source === null);
    if (!o.childList && !o.attributes && !o.characterData)
      throw new TypeError(
        idl.say("The options object must set at least one of 'attributes', 'characterData', or 'childList' to true."),
      );
    if (known !== undefined) {
      known.options = o;
      // What was watched through this registration is let go.
      for (const node of this.#nodes) {
        const others = registered.get(node);
        if (others?.some((r) => r.source === known))
          registered.set(
            node,
            others.filter((r) => r.source !== known),
          );
      }
      return;
    }
    registered.set(target, [...list, { observer: this, options: o, source: null }]);
    this.#nodes.add(target);
  }
  takeRecords() {
    return this.#records.splice(0);
  }
  _push(record) {
    this.#records.push(record);
  }
  _watch(node) {
    this.#nodes.add(node);
  }
  _deliver() {
    for (const node of this.#nodes) {
      const list = registered.get(node);
      if (list?.some((r) => r.observer === this && r.source !== null)) {
        registered.set(
          node,
          list.filter((r) => r.observer !== this || r.source === null),
        );
      }
    }
    const records = this.takeRecords();
    if (records.length > 0) binding.call(this.#callback, this, records, this);
  }
}
for (const name of ['_push', '_watch', '_deliver'])
  Object.defineProperty(MutationObserver.prototype, name, { enumerable: false });
idl.dictionary('MutationObserverInit', {
  attributeFilter: 'sequence<DOMString>',
  attributeOldValue: 'boolean',
  attributes: 'boolean',
  characterData: 'boolean',
  characterDataOldValue: 'boolean',
  childList: ['boolean', false],
  subtree: ['boolean', false],
});
idl.define(MutationObserver, 'MutationObserver', { constructor: 'Function', observe: 'Node, MutationObserverInit=' });

/** @spec dom#queue-a-mutation-record */
dom.mutated = (type, target, change) => {
  if (observers.length === 0) return;
  const interested = new Map();
  for (let node = target; node !== null; node = node._parent) {
    const list = registered.get(node);
    if (list === undefined) continue;
    for (const { observer, options } of list) {
      if (node !== target && !options.subtree) continue;
      if (!options[type]) continue;
      if (
        type === 'attributes' &&
        options.attributeFilter !== undefined &&
        (!options.attributeFilter.includes(change.attributeName) || change.attributeNamespace !== null)
      )
        continue;
      const wantsOld =
        (type === 'characterData' && options.characterDataOldValue) ||
        (type === 'attributes' && options.attributeOldValue);
      if (!interested.has(observer) || wantsOld) interested.set(observer, wantsOld ? change.oldValue : null);
    }
  }
  for (const [observer, oldValue] of interested)
    observer._push(new MutationRecord(dom.KEY, type, target, { ...change, oldValue }));
  if (interested.size > 0) queue();
};
/** A removed node stays watched until the microtask. */
dom.transient = (node, parent) => {
  if (observers.length === 0) return;
  for (let n = parent; n !== null; n = n._parent) {
    for (const r of registered.get(n) ?? []) {
      if (!r.options.subtree) continue;
      registered.set(node, [...(registered.get(node) ?? []), { observer: r.observer, options: r.options, source: r }]);
      r.observer._watch(node);
    }
  }
};
/** @spec dom#signal-a-slot-change */
dom.signalSlot = (slot) => {
  if (!slots.includes(slot)) slots.push(slot);
  queue();
};
function queue() {
  if (queued) return;
  queued = true;
  binding.queueMutationMicrotask(() => {
    queued = false;
    const signalled = slots;
    slots = [];
    for (const observer of observers.slice()) {
      try {
        observer._deliver();
      } catch (error) {
        binding.reportError(error);
      }
    }
    for (const slot of signalled) events.fireNow(slot, new Event('slotchange', { bubbles: true }));
  });
}
module.exports = { MutationObserver, MutationRecord };
