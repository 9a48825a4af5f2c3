// Custom elements: definitions, upgrades and reactions. @spec html#custom-elements
const idl = require('web-idl');
const { DOMException } = require('dom-exception');
const { internal: dom } = require('nodes');
const { KEY, HTML } = dom;

const definitions = { byName: new Map(), byConstructor: new Map() };
const RESERVED =
  'annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name missing-glyph'.split(
    ' ',
  );
const isCustomName = (name) =>
  /^[a-z][^A-Z\0\t\n\f\r />]*$/.test(name) && name.includes('-') && !RESERVED.includes(name);

// Reactions @spec html#custom-element-reactions-stack

const stack = [];
let backup = null;
const reactions = {
  push() {
    stack.push(null);
  },
  pop() {
    const queue = stack.pop();
    if (queue !== null) invokeAll(queue);
  },
};
function enqueue(element, run) {
  (element._reactions ?? dom.hide(element, '_reactions', [])).push(run);
  if (stack.length > 0) {
    (stack[stack.length - 1] ??= []).push(element);
    return;
  }
  if (backup === null) {
    backup = [];
    binding.queueMutationMicrotask(() => {
      const queue = backup;
      backup = null;
      invokeAll(queue);
    });
  }
  backup.push(element);
}
function invokeAll(queue) {
  for (const element of queue) {
    const list = element._reactions;
    while (list !== undefined && list.length > 0) {
      const run = list.shift();
      try {
        run();
      } catch (error) {
        binding.reportError(error);
      }
    }
  }
}
function callback(element, name, args) {
  const fn = element._definition?.callbacks[name];
  if (fn === undefined) return;
  enqueue(element, () => binding.call(fn, element, ...args));
}

/** @spec html#concept-upgrade-an-element */
function upgrade(element, definition) {
  if (element._state !== 'undefined') return;
  dom.hide(element, '_definition', definition);
  dom.hide(element, '_state', 'failed');
  const before = element._reactions ?? dom.hide(element, '_reactions', []);
  for (const [name, value] of element._attributes) {
    if (!definition.observed.includes(name)) continue;
    const fn = definition.callbacks.attributeChangedCallback;
    before.push(() => binding.call(fn, element, name, null, value, null));
  }
  if (dom.isConnected(element) && definition.callbacks.connectedCallback !== undefined) {
    const fn = definition.callbacks.connectedCallback;
    before.push(() => binding.call(fn, element));
  }
  definition.constructing.push(element);
  try {
    if (definition.disableShadow && element._shadow)
      throw new DOMException(
        'The element already has a ShadowRoot though it is disabled by disabledFeatures static field.',
        'NotSupportedError',
      );
    dom.hide(element, '_state', 'precustomized');
    const made = binding.construct(definition.constructor);
    if (made !== element)
      throw new TypeError('The custom element constructor did not produce the element being upgraded.');
  } catch (error) {
    dom.hide(element, '_definition', null);
    dom.hide(element, '_state', 'failed');
    element._reactions.length = 0;
    throw error;
  } finally {
    definition.constructing.pop();
  }
  dom.hide(element, '_state', 'custom');
  dom.formAssociated?.(element);
}
function lookup(document, namespace, local, is) {
  if (namespace !== HTML || !dom.viewOf(document)) return null;
  const own = definitions.byName.get(local);
  if (own !== undefined && own.localName === local) return own;
  const named = is === null ? undefined : definitions.byName.get(is);
  return named !== undefined && named.localName === local ? named : null;
}
function tryUpgrade(element) {
  if (element._state !== 'undefined') return;
  const definition = lookup(element._document, element._namespace, element._local, element._is ?? null);
  if (definition !== null) enqueue(element, () => upgrade(element, definition));
}

/** @spec html#html-element-constructors */
dom.constructed = (Base, newTarget) => {
  const definition = definitions.byConstructor.get(newTarget);
  if (definition === undefined) throw idl.illegal(Base.name);
  const wanted = dom.classFor(definition.localName);
  if (definition.localName === definition.name ? Base !== dom.HTMLElement : wanted !== Base)
    throw idl.illegal(Base.name);
  const { constructing } = definition;
  if (constructing.length === 0) return { definition, element: null };
  const element = constructing[constructing.length - 1];
  if (element === null) throw new TypeError(`Failed to construct '${Base.name}': This instance is already constructed`);
  Object.setPrototypeOf(element, newTarget.prototype);
  constructing[constructing.length - 1] = null;
  return { definition, element };
};

/** @spec dom#concept-create-element */
dom.createElement = (document, local, namespace, prefix, is = null, synchronous = false) => {
  const definition = definitions.byName.size === 0 ? null : lookup(document, namespace, local, is);
  if (definition !== null && definition.name === local) {
    if (synchronous) return constructNow(document, definition, local);
    const element = new dom.HTMLElement(KEY, local, namespace, document, prefix);
    dom.hide(element, '_state', 'undefined');
    enqueue(element, () => upgrade(element, definition));
    return element;
  }
  const element = dom.makeElement(document, local, namespace, prefix);
  if (namespace === HTML && (is !== null || (prefix === null && isCustomName(local)))) {
    dom.hide(element, '_state', 'undefined');
    if (is !== null) dom.hide(element, '_is', is);
    if (definition === null) return element;
    if (synchronous) {
      try {
        upgrade(element, definition);
      } catch (error) {
        binding.reportError(error);
      }
    } else enqueue(element, () => upgrade(element, definition));
  }
  return element;
};
function constructNow(document, definition, local) {
  try {
    const made = binding.construct(definition.constructor);
    if (!dom.isNode(made) || made._type !== 1 || made._namespace !== HTML)
      throw new TypeError("Failed to construct 'CustomElement': The result must implement HTMLElement interface");
    const problem =
      made._attributes.size > 0
        ? 'The result must not have attributes'
        : made._children.length > 0
          ? 'The result must not have children'
          : made._parent !== null
            ? 'The result must not have a parent'
            : made._document !== document
              ? 'The result must be in the same document'
              : made._local !== local
                ? 'The result must have the same localName'
                : null;
    if (problem !== null)
      throw new DOMException(`Failed to construct 'CustomElement': ${problem}`, 'NotSupportedError');
    return made;
  } catch (error) {
    binding.reportError(error);
    const element = new dom.HTMLUnknownElement(KEY, local, HTML, document);
    dom.hide(element, '_state', 'failed');
    return element;
  }
}

// What happens to elements

let moving = false;
/** Moves a node within its tree: its custom elements are told of that, if they listen for it. @spec dom#concept-node-move */
dom.moveInto = (parent, node, child) => {
  moving = dom.isConnected(node) && dom.isConnected(parent);
  try {
    dom.preInsert(parent, node, child);
  } finally {
    moving = false;
  }
};
const movesQuietly = (element) => moving && element._definition?.callbacks.connectedMoveCallback !== undefined;
dom.connected = (element) => {
  if (movesQuietly(element)) callback(element, 'connectedMoveCallback', []);
  else if (element._definition && element._state === 'custom') callback(element, 'connectedCallback', []);
  else if (element._state === 'undefined') tryUpgrade(element);
};
dom.disconnected = (element) => {
  if (!movesQuietly(element)) callback(element, 'disconnectedCallback', []);
  dom.leftDocument?.(element);
};
dom.adopted = (element, old, now) => callback(element, 'adoptedCallback', [old, now]);
dom.attributeReaction = (element, name, old, value, namespace) => {
  const definition = element._definition;
  if (definition && element._state === 'custom' && definition.observed.includes(name))
    callback(element, 'attributeChangedCallback', [name, old, value, namespace]);
};
dom.formReaction = (element, name, ...args) => callback(element, name, args);

class CustomElementRegistry {
  #waiting = new Map();
  constructor(key) {
    if (key !== KEY) binding.notModelled('scoped custom element registries');
  }
  define(name, constructor, options) {
    return define(name, constructor, options, this.#waiting);
  }
  get(name) {
    return definitions.byName.get(name)?.constructor;
  }
  getName(constructor) {
    return definitions.byConstructor.get(constructor)?.name ?? null;
  }
  upgrade(root) {
    for (const node of dom.walkComposed(root)) if (node._type === 1) tryUpgrade(node);
  }
  whenDefined(name) {
    if (!isCustomName(name))
      return Promise.reject(dom.fault('SyntaxError', `"${name}" is not a valid custom element name`));
    const definition = definitions.byName.get(name);
    if (definition !== undefined) return Promise.resolve(definition.constructor);
    if (!this.#waiting.has(name)) this.#waiting.set(name, Promise.withResolvers());
    return this.#waiting.get(name).promise;
  }
}
const CALLBACKS = [
  'connectedCallback',
  'disconnectedCallback',
  'connectedMoveCallback',
  'adoptedCallback',
  'attributeChangedCallback',
];
const FORM_CALLBACKS = [
  'formAssociatedCallback',
  'formResetCallback',
  'formDisabledCallback',
  'formStateRestoreCallback',
];
let defining = false;
/** @spec html#dom-customelementregistry-define */
function define(name, constructor, options, waiting) {
  if (!isConstructor(constructor)) throw new TypeError(idl.say('constructor argument is not a constructor'));
  if (!isCustomName(name)) throw dom.fault('SyntaxError', `"${name}" is not a valid custom element name`);
  if (definitions.byName.has(name))
    throw dom.fault('NotSupportedError', `the name "${name}" has already been used with this registry`);
  if (definitions.byConstructor.has(constructor))
    throw dom.fault('NotSupportedError', 'this constructor has already been used with this registry');
  let localName = name;
  if (options?.extends !== undefined) {
    localName = `${options.extends}`;
    if (isCustomName(localName)) throw dom.fault('NotSupportedError', `"${localName}" is a valid custom element name`);
    if (dom.classFor(localName) === dom.HTMLUnknownElement)
      throw dom.fault('NotSupportedError', `"${localName}" is an HTMLUnknownElement`);
  }
  if (defining) throw dom.fault('NotSupportedError', 'an element definition is already being processed');
  defining = true;
  const definition = {
    name,
    localName,
    constructor,
    observed: [],
    callbacks: {},
    constructing: [],
    disableShadow: false,
  };
  try {
    const { prototype } = constructor;
    if (!idl.isObject(prototype)) throw new TypeError(idl.say('constructor prototype is not an object'));
    const take = (key) => {
      const fn = prototype[key];
      if (fn === undefined) return;
      if (typeof fn !== 'function') throw new TypeError(idl.say(`"${key}" is not a callable object`));
      definition.callbacks[key] = fn;
    };
    CALLBACKS.forEach(take);
    if (definition.callbacks.attributeChangedCallback !== undefined) {
      const observed = constructor.observedAttributes;
      if (observed !== undefined) definition.observed = [...observed].map((n) => `${n}`);
    }
    const disabled = constructor.disabledFeatures;
    const features = disabled === undefined ? [] : [...disabled].map((n) => `${n}`);
    definition.disableShadow = features.includes('shadow');
    definition.disableInternals = features.includes('internals');
    definition.formAssociated = Boolean(constructor.formAssociated);
    if (definition.formAssociated) FORM_CALLBACKS.forEach(take);
  } finally {
    defining = false;
  }
  definitions.byName.set(name, definition);
  definitions.byConstructor.set(constructor, definition);
  if (idl.hooks.reactions === null) {
    idl.hooks.reactions = reactions;
    // The operation that runs began before there was anything to gather.
    reactions.push();
    try {
      upgradeAll(definition);
    } finally {
      reactions.pop();
    }
  } else upgradeAll(definition);
  const entry = waiting.get(name);
  waiting.delete(name);
  entry?.resolve(constructor);
}
function upgradeAll(definition) {
  for (const node of dom.walkComposed(globalThis.document))
    if (
      node._type === 1 &&
      node._namespace === HTML &&
      node._local === definition.localName &&
      (definition.localName === definition.name || node._is === definition.name)
    )
      tryUpgrade(node);
}
function isConstructor(value) {
  if (typeof value !== 'function') return false;
  try {
    Reflect.construct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}
idl.dictionary('ElementDefinitionOptions', { extends: 'DOMString' });
idl.define(CustomElementRegistry, 'CustomElementRegistry', {
  constructor: '',
  define: 'DOMString, Function, ElementDefinitionOptions=',
  get: 'DOMString',
  getName: 'Function',
  upgrade: 'Node',
  whenDefined: 'Promise DOMString',
});
dom.isCustomName = isCustomName;
dom.isDefined = (element) => element._state === undefined || element._state === 'custom';
module.exports = {
  CustomElementRegistry,
  customElements: new CustomElementRegistry(KEY),
  internal: { enqueue, reactions, upgrade },
};
