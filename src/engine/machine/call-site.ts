import type { HostHooks } from '../hooks';
import type { Closure } from '../values/function';
import { Accessor, type JSObject, Kind, peek } from '../values/object';
import { ACCESSOR } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type PropertyKey, toKey, type Value } from '../values/value';
import type { Frame } from './frame';

/** How V8 words a context in a stack trace, without the place: `Class.method [as alias]`, `new Class`; empty if it has no name. */
export function describeCall(frame: Frame): string {
  const name = functionName(frame);
  if (isConstructing(frame)) return `new ${name || '<anonymous>'}`;
  if (isTopLevel(frame)) return name;
  const type = typeName(frame.thisValue, frame.realm.agent.hooks.wording);
  const method = methodName(frame);
  if (name === '') return `${type}.${method || '<anonymous>'}`;
  const alias = method !== '' && name !== method && !name.endsWith(`.${method}`);
  const prefix = isIdentifier(name) && name !== type ? `${type}.` : '';
  return `${prefix}${name}${alias ? ` [as ${method}]` : ''}`;
}

/** Called by `new`. */
export function isConstructing({ newTarget, code }: Frame): boolean {
  return newTarget !== undefined && code.kind !== 'arrow' && code.kind !== 'eval';
}

/** Called on nothing, or on the global object. */
export function isTopLevel({ thisValue, realm, code }: Frame): boolean {
  return (
    thisValue === undefined ||
    thisValue === null ||
    thisValue === realm.globalObject ||
    thisValue === realm.globalThis ||
    code.kind === 'eval' ||
    // It's called on nothing: what it makes comes later.
    code.kind === 'derivedConstructor'
  );
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*$/u.test(name);
}

/** The function's `name` if that is a text, else what its place in the source text suggests. */
export function functionName({ code, fn, native }: Frame): string {
  if (code.kind === 'eval') return 'eval';
  if (code.kind === 'initializer') return code.name;
  const own = fn === null ? code.name : peek(fn, 'name');
  if (typeof own === 'string' && own !== '') return native === null && code.isDynamic ? 'eval' : own;
  if (code.isClassConstructor) return 'constructor';
  return code.name || code.inferredName || (code.source.origin === null ? '' : 'eval');
}

/** The class of a receiver: its constructor, its tag, or the nearest constructor on its prototype chain. */
export function typeName(receiver: Value, wording: HostHooks['wording']): string {
  if (typeof receiver === 'bigint') return 'BigInt';
  if (!isObject(receiver)) return `${(typeof receiver).charAt(0).toUpperCase()}${(typeof receiver).slice(1)}`;
  if (receiver.kind === Kind.Proxy) return 'Proxy';
  if (receiver.kind === Kind.Arguments) return 'Arguments';
  if (isNamedType(receiver, wording)) {
    const name = peek(receiver, 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  const made = receiver.proto === null ? '' : constructorName(receiver.proto, true);
  if (made !== '' && made !== 'Object') return made;
  for (let object: JSObject | null = receiver; object !== null; object = object.proto) {
    const tag = ownValue(object, wellKnown.toStringTag);
    if (typeof tag === 'string') return tag;
    // A prototype's own `constructor` is that of its instances.
    const name = object === receiver ? '' : constructorName(object, false);
    if (name !== '') return name;
    if (object.kind === Kind.Proxy) break;
  }
  return 'Object';
}

/** Whether what a function holds is its type's: of classes, and since V8 13 of all functions that are not async. */
function isNamedType({ kind, data }: JSObject, wording: HostHooks['wording']): boolean {
  if (kind === Kind.Native) return wording !== 'V8 11';
  if (kind !== Kind.Closure) return false;
  const { code } = data as Closure;
  return code.isClassConstructor || (wording !== 'V8 11' && !code.async && !code.generator && !code.isDynamic);
}

/** The name of a prototype's constructor, of one whose prototype it is if `own`; empty if there is none. */
function constructorName(prototype: JSObject, own: boolean): string {
  const constructor = ownValue(prototype, 'constructor');
  if (!isObject(constructor) || !constructor.callable) return '';
  if (own && ownValue(constructor, 'prototype') !== prototype) return '';
  const name = peek(constructor, 'name');
  return typeof name === 'string' ? name : '';
}

/** An own data property's value, without asking anybody; undefined if there's none. */
function ownValue(object: JSObject, key: PropertyKey): Value {
  const slot = object.shape.lookup(key);
  return slot < 0 || object.shape.attributes(slot) & ACCESSOR ? undefined : object.slots[slot];
}

/** The property under which the receiver has the function; empty if it has none, or several. Up to V8 11 accessors tell theirs. */
export function methodName({ code, fn, thisValue, realm }: Frame): string {
  if (!isObject(thisValue) || fn === null) return '';
  const name = code.name.replace(/^[gs]et /, '');
  if (name !== '' && holds(thisValue, toKey(name), fn, realm.agent.hooks.wording === 'V8 11')) return name;
  let found = '';
  for (let object: JSObject | null = thisValue; object !== null; object = object.proto) {
    if (object.kind === Kind.Proxy) break;
    const { shape, slots } = object;
    for (let slot = 0; slot < shape.count; slot++) {
      const key = shape.key(slot);
      if (typeof key !== 'string' || slots[slot] !== fn) continue;
      if (found !== '') return '';
      found = key;
    }
  }
  return found;
}

function holds(receiver: JSObject, key: PropertyKey, fn: JSObject, accessors: boolean): boolean {
  for (let object: JSObject | null = receiver; object !== null; object = object.proto) {
    const slot = object.shape.lookup(key);
    const value = slot < 0 ? undefined : object.slots[slot];
    if (slot >= 0)
      return value === fn || (accessors && value instanceof Accessor && (value.get === fn || value.set === fn));
    if (object.kind === Kind.Proxy) break;
  }
  return false;
}
