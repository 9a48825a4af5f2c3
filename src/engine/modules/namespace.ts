import { makeError } from '../errors';
import type { Realm } from '../realm';
import { addProperty, type ExoticMethods, JSObject, Kind, NON_EXTENSIBLE, Property } from '../values/object';
import { E, Shape, W } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { keyToValue, type PropertyKey, Throw, UNINITIALIZED, type Value } from '../values/value';

interface NamespaceData {
  readonly module: unknown;
  readonly exports: Set<PropertyKey>;
  readonly order: PropertyKey[];
  readonly read: (name: string) => Value;
  readonly realm: Realm;
}

const methods: ExoticMethods = {
  getOwn(object, key) {
    if (typeof key === 'symbol') return undefined;
    const data = object.data as NamespaceData;
    if (!data.exports.has(key)) return null;
    const value = data.read(String(key));
    if (value === UNINITIALIZED) {
      throw new Throw(
        makeError(
          data.realm.agent,
          'ReferenceError',
          `Cannot access '${String(key)}' before initialization`,
          data.realm,
        ),
      );
    }
    return new Property(value, W | E);
  },
  define(object, key, desc) {
    if (typeof key === 'symbol') return undefined;
    const own = this.getOwn!(object, key);
    if (own === null || own === undefined) return false;
    if (
      desc.configurable === true ||
      desc.enumerable === false ||
      'get' in desc ||
      'set' in desc ||
      desc.writable === false
    )
      return false;
    return !('value' in desc) || Object.is(desc.value, own.value);
  },
  set: () => false,
  delete(object, key) {
    if (typeof key === 'symbol') return undefined;
    return !(object.data as NamespaceData).exports.has(key);
  },
  has: (object, key) => (typeof key === 'symbol' ? undefined : (object.data as NamespaceData).exports.has(key)),
  keys: (object) => [...(object.data as NamespaceData).order],
  setPrototype: (_object, proto) => proto === null,
};

/** The value of an export, or UNINITIALIZED; undefined if there's none of that name. */
export function peekExport(namespace: JSObject, key: PropertyKey): Value {
  const { exports, read } = namespace.data as NamespaceData;
  return exports.has(key) ? read(String(key)) : undefined;
}

/** A module namespace object. @spec sec-module-namespace-exotic-objects */
export function createNamespace(
  realm: Realm,
  module: unknown,
  names: readonly string[],
  read: (name: string) => Value,
  tag: 'Module' | 'Deferred Module',
): JSObject {
  const order = names
    .map((n) => toNamespaceKey(n))
    .sort((a, b) => {
      const x = String(keyToValue(a));
      const y = String(keyToValue(b));
      return x < y ? -1 : x > y ? 1 : 0;
    });
  const data: NamespaceData = { module, exports: new Set(order), order, read, realm };
  const object = new JSObject(Shape.root(null), Kind.ModuleNamespace, data);
  addProperty(object, wellKnown.toStringTag, tag, 0);
  object.flags |= NON_EXTENSIBLE;
  object.exotic = methods;
  return object;
}

function toNamespaceKey(name: string): PropertyKey {
  const index = Number(name);
  return String(index >>> 0) === name && index >>> 0 !== 4294967295 ? index >>> 0 : name;
}
