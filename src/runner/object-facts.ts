import {
  Accessor,
  getOwnProperty,
  HOLE_VALUE,
  type JSObject,
  Kind,
  ownPropertyKeys,
  type PromiseData,
  type PropertyKey,
  peek,
  UNINITIALIZED_VALUE,
  type Value,
} from '../engine';
import type { ObjectFacts } from '../trace/record';

function keyName(key: PropertyKey): string {
  return typeof key === 'symbol' ? `[${key.description ?? ''}]` : String(key);
}

function constructorName(object: JSObject): string {
  const constructor = peek(object, 'constructor');
  if (typeof constructor === 'object' && constructor !== null) {
    const name = peek(constructor, 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  return object.proto === null ? '[null prototype]' : 'Object';
}

function entriesOf(object: JSObject): [string, Value][] {
  switch (object.kind) {
    case Kind.Promise: {
      const data = object.data as PromiseData;
      return data.state === 'pending'
        ? [['[[state]]', 'pending']]
        : [
            ['[[state]]', data.state],
            ['[[result]]', data.result],
          ];
    }
    case Kind.Map:
    case Kind.Set:
      return collectionEntries(object);
    default:
      return [];
  }
}

/** Entries of a Map or Set as pseudo-properties. */
function collectionEntries(object: JSObject): [string, Value][] {
  const list: [string, Value][] = [];
  if (object.kind === Kind.Set) {
    for (const value of object.data as Set<Value>) {
      if (list.length >= MAX_ENTRIES) break;
      list.push([String(list.length), value]);
    }
    return list;
  }
  for (const [key, value] of object.data as Map<Value, Value>) {
    if (list.length >= MAX_ENTRIES) break;
    const name =
      typeof key === 'string'
        ? `'${key}'`
        : typeof key === 'object' && key !== null
          ? `key ${list.length}`
          : String(key as unknown);
    list.push([`${name} →`, value]);
  }
  return list;
}

/** Entries of one collection that are recorded. */
const MAX_ENTRIES = 50;

/** How the recorder looks at objects: their data, never through guest code. */
export const objectFacts: ObjectFacts = {
  kindOf(object) {
    if (object.callable) return 'function';
    switch (object.kind) {
      case Kind.Array:
      case Kind.TypedArray:
      case Kind.Arguments:
        return 'array';
      case Kind.Promise:
        return 'promise';
      case Kind.Generator:
      case Kind.AsyncGenerator:
        return 'generator';
      case Kind.Map:
      case Kind.WeakMap:
        return 'map';
      case Kind.Set:
      case Kind.WeakSet:
        return 'set';
      case Kind.Error:
        return 'error';
      case Kind.Host:
        return 'other';
      default:
        return 'object';
    }
  },
  titleOf(object) {
    if (object.callable) {
      const name = peek(object, 'name');
      return typeof name === 'string' && name !== '' ? name : '(anonymous)';
    }
    switch (object.kind) {
      case Kind.Generator:
      case Kind.AsyncGenerator: {
        const name = object.data?.frame?.code?.name;
        return `${object.kind === Kind.Generator ? 'Generator' : 'AsyncGenerator'}${name ? ` ${name}` : ''}`;
      }
      case Kind.Proxy:
        return 'Proxy';
      case Kind.Error: {
        const name = peek(object, 'name');
        return typeof name === 'string' ? name : 'Error';
      }
      default:
        return constructorName(object);
    }
  },
  properties(object, max) {
    if (object.kind === Kind.Proxy) return { entries: [], total: 0 };
    const internal = entriesOf(object);
    const keys = ownPropertyKeys(object).filter(
      (k) =>
        !(k === 'length' && object.kind === Kind.Array) &&
        !(object.callable && (k === 'length' || k === 'name' || k === 'prototype')),
    );
    const total = keys.length + internal.length;
    const entries: ReturnType<ObjectFacts['properties']>['entries'] = internal.slice(0, max);
    for (const key of keys) {
      if (entries.length >= max) break;
      if (key === 'stack' && object.kind === Kind.Error) continue;
      const own = getOwnProperty(object, key);
      if (own !== undefined) entries.push([keyName(key), own.value]);
    }
    if (object.kind === Kind.Array) entries.push(['length', object.length]);
    return { entries, total };
  },
  total(object) {
    return object.elements.length + object.shape.count + (object.sparse?.size ?? 0);
  },
  property(object, key) {
    if (object.kind === Kind.Proxy) return undefined;
    const own = getOwnProperty(object, key);
    return own === undefined ? undefined : { name: keyName(key), value: own.value };
  },
  isHole: (value) => value === HOLE_VALUE,
  isUninitialized: (value) => value === UNINITIALIZED_VALUE,
  isAccessor: (value): value is Accessor => value instanceof Accessor,
};
