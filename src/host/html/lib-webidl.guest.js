// What Web IDL asks of every operation: the right receiver, and enough arguments.
const REQUIRED = {
  EventTarget: {},
  Node: {
    appendChild: 1,
    insertBefore: 2,
    removeChild: 1,
    replaceChild: 2,
    contains: 1,
    isEqualNode: 1,
    isSameNode: 1,
    compareDocumentPosition: 1,
  },
  Document: {
    createElement: 1,
    createElementNS: 2,
    createTextNode: 1,
    createComment: 1,
    createAttribute: 1,
    createEvent: 1,
    createRange: 0,
    createTreeWalker: 1,
    getElementById: 1,
    getElementsByTagName: 1,
    getElementsByClassName: 1,
    getElementsByName: 1,
    querySelector: 1,
    querySelectorAll: 1,
    importNode: 1,
    adoptNode: 1,
  },
  Element: {
    getAttribute: 1,
    setAttribute: 2,
    removeAttribute: 1,
    hasAttribute: 1,
    toggleAttribute: 1,
    closest: 1,
    matches: 1,
    querySelector: 1,
    querySelectorAll: 1,
    getElementsByTagName: 1,
    getElementsByClassName: 1,
    insertAdjacentHTML: 2,
    insertAdjacentElement: 2,
    insertAdjacentText: 2,
    attachShadow: 1,
  },
  DOMTokenList: { item: 1, contains: 1, toggle: 1, replace: 2, supports: 1 },
  CharacterData: { appendData: 1, insertData: 2, deleteData: 2, replaceData: 3, substringData: 2 },
  Storage: { getItem: 1, setItem: 2, removeItem: 1, key: 1 },
  Headers: { append: 2, set: 2, get: 1, has: 1, delete: 1 },
  FormData: { append: 2, set: 2, get: 1, getAll: 1, has: 1, delete: 1 },
  Range: { setStart: 2, setEnd: 2, selectNode: 1, selectNodeContents: 1, insertNode: 1, surroundContents: 1 },
  XMLHttpRequest: { open: 2, setRequestHeader: 2, getResponseHeader: 1 },
  MutationObserver: { observe: 1 },
};
const WINDOW = {
  getComputedStyle: 1,
  postMessage: 1,
  matchMedia: 1,
  alert: 0,
};

function missing(method, owner, required, given) {
  return new TypeError(
    `Failed to execute '${method}' on '${owner}': ${required} argument${required > 1 ? 's' : ''} required, but only ${given} present.`,
  );
}
function guarded(fn, owner, name, required, belongs) {
  const method = {
    [name](...args) {
      if (!belongs(this)) throw new TypeError('Illegal invocation');
      if (args.length < required) throw missing(name, owner, required, args.length);
      return Reflect.apply(fn, this, args);
    },
  }[name];
  Object.defineProperty(method, 'length', { value: required, configurable: true });
  return method;
}

module.exports = (define) => {
  for (const [owner, methods] of Object.entries(REQUIRED)) {
    const C = globalThis[owner];
    if (typeof C !== 'function') continue;
    for (const [name, required] of Object.entries(methods)) {
      const own = Object.getOwnPropertyDescriptor(C.prototype, name);
      if (typeof own?.value === 'function')
        Object.defineProperty(C.prototype, name, {
          ...own,
          value: guarded(own.value, owner, name, required, (self) => self instanceof C),
        });
    }
  }
  // Getters of nodes know their kind.
  for (const owner of ['Node', 'Element', 'Document', 'CharacterData']) {
    const C = globalThis[owner];
    for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(C.prototype))) {
      if (own.get === undefined) continue;
      const { get } = own;
      Object.defineProperty(C.prototype, name, {
        ...own,
        get() {
          if (this === null || typeof this !== 'object' || !(this instanceof C))
            throw new TypeError('Illegal invocation');
          return Reflect.apply(get, this, []);
        },
      });
    }
  }
  const own = (self) => self === undefined || self === null || self === globalThis;
  for (const [name, required] of Object.entries(WINDOW))
    if (typeof globalThis[name] === 'function') define(name, guarded(globalThis[name], 'Window', name, required, own));
};
