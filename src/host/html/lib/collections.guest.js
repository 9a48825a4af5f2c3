// Lists of nodes and elements. @spec dom#old-style-collections
const idl = require('web-idl');
const { internal: dom } = require('nodes');

const INDEX = /^(0|[1-9]\d*)$/;
const isIndex = (key) => typeof key === 'string' && INDEX.test(key);
/** What each list shows now. */
const sources = new WeakMap();
const itemsOf = (list) => {
  const source = sources.get(list);
  if (source === undefined) throw new TypeError('Illegal invocation');
  return Array.isArray(source) ? source : source();
};

/**
 * A platform object with indexed and named properties. `items` gives the indexed ones; `named` finds one by name and `names` lists
 * them. @spec webidl#legacy-platform-object-property-access
 */
function exotic(
  target,
  {
    items = () => [],
    named = null,
    names = () => [],
    setNamed = null,
    deleteNamed = null,
    setIndexed = null,
    overrides = false,
  },
) {
  const visible = (key) =>
    named !== null && typeof key === 'string' && (overrides || !Reflect.has(target, key)) ? named(key) : undefined;
  return new Proxy(target, {
    get(_target, key, receiver) {
      if (isIndex(key) && named === null) return items()[key];
      if (isIndex(key)) {
        const item = items()[key];
        if (item !== undefined) return item;
      }
      const found = visible(key);
      return found === undefined ? Reflect.get(target, key, receiver) : found;
    },
    has(_target, key) {
      if (isIndex(key) && Number(key) < items().length) return true;
      return Reflect.has(target, key) || visible(key) !== undefined;
    },
    set(_target, key, value, receiver) {
      if (isIndex(key) && setIndexed !== null) {
        setIndexed(Number(key), value);
        return true;
      }
      if (isIndex(key) && named === null) return false;
      if (setNamed !== null && typeof key === 'string' && (overrides || !Reflect.has(target, key))) {
        setNamed(key, value);
        return true;
      }
      if (setNamed === null && visible(key) !== undefined) return false;
      return Reflect.set(target, key, value, receiver === undefined ? target : receiver);
    },
    defineProperty(_target, key, descriptor) {
      if (setNamed !== null && typeof key === 'string' && (overrides || !Reflect.has(target, key))) {
        if ('value' in descriptor) setNamed(key, descriptor.value);
        return true;
      }
      if (isIndex(key)) return false;
      return Reflect.defineProperty(target, key, descriptor);
    },
    deleteProperty(_target, key) {
      if (isIndex(key) && named === null) return Number(key) >= items().length;
      if (deleteNamed !== null && typeof key === 'string' && visible(key) !== undefined) {
        deleteNamed(key);
        return true;
      }
      if (deleteNamed === null && visible(key) !== undefined) return false;
      return Reflect.deleteProperty(target, key);
    },
    ownKeys: () => [...new Set([...items().map((_item, i) => String(i)), ...names(), ...Reflect.ownKeys(target)])],
    getOwnPropertyDescriptor(_target, key) {
      if (isIndex(key) && Number(key) < items().length)
        return { value: items()[key], writable: setIndexed !== null, enumerable: true, configurable: true };
      const found = visible(key);
      if (found !== undefined)
        return {
          value: found,
          writable: setNamed !== null,
          enumerable: setNamed !== null || overrides,
          configurable: true,
        };
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    preventExtensions: () => false,
  });
}
/** Remembers what `find` gave until a tree changes. */
function remembered(find) {
  let version = -1;
  let list = null;
  return () => {
    if (version === dom.version) return list;
    list = find();
    version = dom.version;
    return list;
  };
}
/** An interface whose objects are walked like arrays. */
function arrayLike(C, more = []) {
  for (const name of ['entries', 'forEach', 'keys', 'values'].filter((n) => more.includes(n)))
    Object.defineProperty(C.prototype, name, {
      value: Array.prototype[name],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  Object.defineProperty(C.prototype, Symbol.iterator, {
    value: Array.prototype.values,
    writable: true,
    configurable: true,
  });
}
const ALL = ['entries', 'forEach', 'keys', 'values'];

class NodeList {
  constructor(key) {
    if (key !== dom.KEY) throw idl.illegal('NodeList');
  }
  get length() {
    return itemsOf(this).length;
  }
  item(index) {
    return itemsOf(this)[index] ?? null;
  }
}
idl.define(NodeList, 'NodeList', { item: 'unsigned long' });
arrayLike(NodeList, ALL);
/** A list that stays as it is. */
function staticList(items, C = NodeList) {
  const list = new C(dom.KEY);
  sources.set(list, items);
  for (let i = 0; i < items.length; i++)
    Object.defineProperty(list, i, { value: items[i], enumerable: true, configurable: true });
  return list;
}
function liveList(find, C = NodeList, more = {}) {
  const items = remembered(find);
  const target = new C(dom.KEY);
  const list = exotic(target, { items, ...more });
  sources.set(target, items);
  sources.set(list, items);
  return list;
}
dom.childList = (node) => {
  const target = new NodeList(dom.KEY);
  const items = () => node._children;
  const list = exotic(target, { items });
  sources.set(target, items);
  sources.set(list, items);
  return list;
};

class HTMLCollection {
  constructor(key) {
    if (key !== dom.KEY) throw idl.illegal('HTMLCollection');
  }
  get length() {
    return itemsOf(this).length;
  }
  item(index) {
    return itemsOf(this)[index] ?? null;
  }
  namedItem(name) {
    return byName(itemsOf(this), name) ?? null;
  }
}
idl.define(HTMLCollection, 'HTMLCollection', { item: 'unsigned long', namedItem: 'DOMString' });
arrayLike(HTMLCollection);
const nameOf = (element) => (element._namespace === dom.HTML ? element._attributes.get('name') : undefined);
function byName(items, name) {
  if (name === '') return undefined;
  return items.find((e) => e._attributes.get('id') === name) ?? items.find((e) => nameOf(e) === name);
}
function collection(find, C = HTMLCollection, more = {}) {
  const items = remembered(find);
  const names = () => [
    ...new Set(
      items().flatMap((e) => [e._attributes.get('id'), nameOf(e)].filter((name) => name !== undefined && name !== '')),
    ),
  ];
  const target = new C(dom.KEY);
  const list = exotic(target, { items, named: (name) => byName(items(), name), names, ...more });
  sources.set(target, items);
  sources.set(list, items);
  return list;
}

class RadioNodeList extends NodeList {
  get value() {
    const on = itemsOf(this).find((e) => e._local === 'input' && e.type === 'radio' && e.checked);
    return on === undefined ? '' : on.value;
  }
  set value(text) {
    const on = itemsOf(this).find((e) => e._local === 'input' && e.type === 'radio' && e.value === text);
    if (on !== undefined) on.checked = true;
  }
}
idl.define(RadioNodeList, 'RadioNodeList', {}, { value: 'DOMString' });

module.exports = {
  HTMLCollection,
  NodeList,
  RadioNodeList,
  internal: { arrayLike, byName, collection, exotic, isIndex, itemsOf, liveList, remembered, sources, staticList },
};
