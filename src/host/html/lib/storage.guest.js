// Web storage. @spec webstorage
const idl = require('web-idl');
const { internal } = require('event-target');
const { StorageEvent } = require('ui-events');
const { internal: dom } = require('nodes');
const { internal: collections } = require('collections');
const { DOMException } = require('dom-exception');

/** One area for all windows of an origin. */
const areas = binding.shared('storage areas', () => new Map());
const areaOf = new WeakMap();
const area = (storage) => {
  const found = areaOf.get(storage);
  if (found === undefined) throw new TypeError('Illegal invocation');
  return found;
};
class Storage {
  constructor(key) {
    if (key !== dom.KEY) throw idl.illegal('Storage');
  }
  get length() {
    return area(this).map.size;
  }
  clear() {
    const { map } = area(this);
    if (map.size === 0) return;
    map.clear();
    tell(area(this), null, null, null);
  }
  getItem(key) {
    return area(this).map.get(key) ?? null;
  }
  key(index) {
    return [...area(this).map.keys()][index] ?? null;
  }
  removeItem(key) {
    remove(area(this), key);
  }
  setItem(key, value) {
    write(area(this), key, value);
  }
}
const LIMIT = 5 * 1024 * 1024;
function write(own, key, value) {
  const old = own.map.get(key) ?? null;
  if (old === value) return;
  let size = key.length + value.length;
  for (const [k, v] of own.map) if (k !== key) size += k.length + v.length;
  if (size > LIMIT)
    throw new DOMException(idl.say(`Setting the value of '${key}' exceeded the quota.`), 'QuotaExceededError');
  own.map.set(key, value);
  tell(own, key, old, value);
}
function remove(own, key) {
  const old = own.map.get(key);
  if (old === undefined) return;
  own.map.delete(key);
  tell(own, key, old, null);
}
/** The other windows hear of a change. */
function tell(own, key, oldValue, newValue) {
  for (const other of own.windows) {
    if (other.storage === own.storage) continue;
    other.hear(key, oldValue, newValue, binding.locationHref());
  }
}
idl.define(Storage, 'Storage', {
  getItem: 'DOMString',
  key: 'unsigned long',
  removeItem: 'DOMString',
  setItem: 'DOMString, DOMString',
});
function make(name) {
  if (!areas.has(name)) areas.set(name, { map: new Map(), windows: [] });
  const { map, windows } = areas.get(name);
  const own = { map, windows, storage: null };
  const target = new Storage(dom.KEY);
  const storage = collections.exotic(target, {
    named: (key) => map.get(key),
    names: () => [...map.keys()],
    setNamed(key, value) {
      const text = `${value}`;
      idl.at(`Failed to set a named property '${key}' on 'Storage'`, () => write(own, key, text));
    },
    deleteNamed: (key) => remove(own, key),
  });
  own.storage = storage;
  areaOf.set(target, own);
  areaOf.set(storage, own);
  windows.push({
    storage,
    hear(key, oldValue, newValue, url) {
      binding.queueTask('DOM manipulation', 'storage', () =>
        internal.fire(globalThis, new StorageEvent('storage', { key, oldValue, newValue, url, storageArea: storage })),
      );
    },
  });
  return storage;
}
module.exports = { Storage, internal: { make } };
