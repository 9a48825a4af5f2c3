import {
  Accessor,
  getOwnProperty,
  HOLE_VALUE,
  type JSObject,
  Kind,
  ownPropertyKeys,
  PRIVATE,
  type PromiseData,
  type PropertyKey,
  peek,
  peekExport,
  UNINITIALIZED_VALUE,
  type Value,
  WRITABLE,
} from '../engine';
import type { ObjectFacts } from '../trace/record';

/** A property's name as source text would have it: `[description]` for symbols, `#name` for private fields. */
function keyName(object: JSObject, key: PropertyKey): string {
  if (typeof key !== 'symbol') return String(key);
  const slot = object.shape.lookup(key);
  const isPrivate = slot >= 0 && (object.shape.attributes(slot) & PRIVATE) !== 0;
  return isPrivate ? (key.description ?? '') : `[${key.description ?? ''}]`;
}

function constructorName(object: JSObject): string {
  if (object.kind === Kind.ModuleNamespace) return 'Module';
  const constructor = peek(object, 'constructor');
  if (typeof constructor === 'object' && constructor !== null) {
    const name = peek(constructor, 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  return object.proto === null ? '[null prototype]' : 'Object';
}

type Visit = (name: string, value: Value | Accessor) => void;

/** Internal slots worth showing as pseudo-properties; answers how many there are in all. */
function visitInternal(object: JSObject, max: number, visit: Visit): number {
  switch (object.kind) {
    case Kind.Promise: {
      const { state, result } = object.data as PromiseData;
      visit('[[state]]', state);
      if (state === 'pending') return 1;
      visit('[[result]]', result);
      return 2;
    }
    case Kind.Set: {
      let at = 0;
      for (const value of object.data as Set<Value>) {
        if (at >= max) break;
        visit(String(at++), value);
      }
      return object.data.size;
    }
    case Kind.Map: {
      let at = 0;
      for (const [key, value] of object.data as Map<Value, Value>) {
        if (at >= max) break;
        visit(`${entryName(key, at++)} →`, value);
      }
      return object.data.size;
    }
    default:
      return 0;
  }
}

function entryName(key: Value, at: number): string {
  if (typeof key === 'string') return `'${key}'`;
  return typeof key === 'object' && key !== null ? `key ${at}` : String(key as unknown);
}

/** Properties that every function has, and that say nothing. */
function isPlainOfFunction(key: PropertyKey): boolean {
  return key === 'length' || key === 'name' || key === 'prototype' || key === 'arguments' || key === 'caller';
}

/** Private methods and accessors belong to the class; only fields are an object's own business. */
function isPrivateMethod(attributes: number): boolean {
  return (attributes & PRIVATE) !== 0 && (attributes & WRITABLE) === 0;
}

/** Own properties of an object that keeps all of them in elements and slots. */
function visitOrdinary(object: JSObject, max: number, visit: Visit): number {
  const { elements, shape, slots, callable } = object;
  let count = 0;
  for (let i = 0; i < elements.length && count < max; i++) {
    const value = elements[i];
    if (value === HOLE_VALUE) continue;
    visit(String(i), value);
    count++;
  }
  if (count === max) return max + elements.length - count + shape.count;
  let unshown = 0;
  for (let symbols = 0; symbols < 2; symbols++) {
    for (let slot = 0; slot < shape.count; slot++) {
      const key = shape.key(slot);
      if (key === undefined || (typeof key === 'symbol') !== (symbols === 1)) continue;
      if (isPrivateMethod(shape.attributes(slot)) || (callable && isPlainOfFunction(key))) continue;
      if (key === 'stack' && object.kind === Kind.Error) continue;
      if (count < max) {
        visit(keyName(object, key), slots[slot]);
        count++;
      } else unshown++;
    }
  }
  return count + unshown;
}

/** Own properties of any other object but proxies. */
function visitExotic(object: JSObject, max: number, visit: Visit): number {
  const keys = ownPropertyKeys(object).filter(
    (key) =>
      !(key === 'length' && object.kind === Kind.Array) &&
      !(key === 'stack' && object.kind === Kind.Error) &&
      !(object.callable && isPlainOfFunction(key)),
  );
  for (const key of keys.slice(0, max)) {
    const own = ownValue(object, key);
    if (own !== HOLE_VALUE) visit(keyName(object, key), own);
  }
  return keys.length;
}

/** What an own property holds; an export of a module may be uninitialised. */
function ownValue(object: JSObject, key: PropertyKey): Value | Accessor {
  if (object.kind === Kind.ModuleNamespace && typeof key !== 'symbol') return peekExport(object, key);
  const own = getOwnProperty(object, key);
  return own === undefined ? HOLE_VALUE : own.value;
}

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
  properties(object, max, visit) {
    if (object.kind === Kind.Proxy) return 0;
    const internal = visitInternal(object, max, visit);
    const left = Math.max(0, max - internal);
    const ordinary = object.exotic === null && object.sparse === null;
    const own = ordinary ? visitOrdinary(object, left, visit) : visitExotic(object, left, visit);
    return internal + own;
  },
  total(object) {
    return object.elements.length + object.shape.count + (object.sparse?.size ?? 0);
  },
  lengthOf: (object) => (object.kind === Kind.Array ? object.length : -1),
  property(object, key) {
    if (object.kind === Kind.Proxy) return HOLE_VALUE;
    if (object.exotic === null && object.sparse === null) {
      if (typeof key === 'number') return key < object.elements.length ? object.elements[key] : HOLE_VALUE;
      const slot = object.shape.lookup(key);
      if (slot >= 0) return isPrivateMethod(object.shape.attributes(slot)) ? HOLE_VALUE : object.slots[slot];
    }
    return ownValue(object, key);
  },
  nameOf: keyName,
  isHole: (value) => value === HOLE_VALUE,
  isUninitialized: (value) => value === UNINITIALIZED_VALUE,
  isAccessor: (value): value is Accessor => value instanceof Accessor,
};
