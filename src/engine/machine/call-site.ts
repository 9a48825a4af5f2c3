import type { Closure } from '../values/function';
import { Accessor, type JSObject, Kind, peek } from '../values/object';
import { ACCESSOR } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { TemporalData } from '../values/temporal-data';
import { isObject, type PropertyKey, toKey, type Value } from '../values/value';
import type { Frame } from './frame';

/** How V8 words a context in a stack trace, without the place: `Class.method [as alias]`, `new Class`; empty if it has no name. */
export function describeCall(frame: Frame): string {
  const name = functionName(frame);
  if (isConstructing(frame)) return `new ${name || '<anonymous>'}`;
  if (isTopLevel(frame)) return name;
  const type = typeName(frame.thisValue);
  const method = methodName(frame);
  if (name === '') return `${type}.${method || '<anonymous>'}`;
  const alias = method !== '' && name !== method && !name.endsWith(`.${method}`);
  return `${isIdentifier(name) ? `${type}.` : ''}${name}${alias ? ` [as ${method}]` : ''}`;
}

/** Called by `new`. */
export function isConstructing({ newTarget, code }: Frame): boolean {
  return newTarget !== undefined && code.kind !== 'arrow';
}

/** Called on nothing, or on the global object. */
export function isTopLevel({ thisValue, realm, code }: Frame): boolean {
  return (
    thisValue === undefined ||
    thisValue === null ||
    thisValue === realm.globalObject ||
    thisValue === realm.globalThis ||
    code.kind === 'eval'
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
  return code.name || code.inferredName;
}

/** The class of a receiver: its tag, or the nearest constructor on its prototype chain. */
export function typeName(receiver: Value): string {
  if (!isObject(receiver)) return `${(typeof receiver).charAt(0).toUpperCase()}${(typeof receiver).slice(1)}`;
  if (receiver.kind === Kind.Proxy) return 'Proxy';
  if (receiver.kind === Kind.Closure && (receiver.data as Closure).code.isClassConstructor) {
    const name = peek(receiver, 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  if (receiver.data instanceof TemporalData) return receiver.data.name;
  for (let object: JSObject | null = receiver; object !== null; object = object.proto) {
    const tag = ownValue(object, wellKnown.toStringTag);
    if (typeof tag === 'string') return tag;
    // A prototype's own `constructor` is that of its instances.
    const constructor = object === receiver ? undefined : ownValue(object, 'constructor');
    if (isObject(constructor) && constructor.callable) {
      const name = peek(constructor, 'name');
      if (typeof name === 'string' && name !== '') return name;
    }
    if (object.kind === Kind.Proxy) break;
  }
  return 'Object';
}

/** An own data property's value, without asking anybody; undefined if there's none. */
function ownValue(object: JSObject, key: PropertyKey): Value {
  const slot = object.shape.lookup(key);
  return slot < 0 || object.shape.attributes(slot) & ACCESSOR ? undefined : object.slots[slot];
}

/** The property under which the receiver has the function; empty if it has none, or several. */
export function methodName({ code, fn, thisValue }: Frame): string {
  if (!isObject(thisValue) || fn === null) return '';
  const name = code.name.replace(/^[gs]et /, '');
  if (name !== '' && holds(thisValue, toKey(name), fn)) return name;
  let found = '';
  for (let object: JSObject | null = thisValue; object !== null; object = object.proto) {
    if (object.kind === Kind.Proxy) break;
    const { shape, slots } = object;
    for (let slot = 0; slot < shape.count; slot++) {
      const key = shape.key(slot);
      if (typeof key !== 'string' || !isOrUses(slots[slot], fn)) continue;
      if (found !== '') return '';
      found = key;
    }
  }
  return found;
}

function holds(receiver: JSObject, key: PropertyKey, fn: JSObject): boolean {
  for (let object: JSObject | null = receiver; object !== null; object = object.proto) {
    const slot = object.shape.lookup(key);
    if (slot >= 0) return isOrUses(object.slots[slot], fn);
    if (object.kind === Kind.Proxy) break;
  }
  return false;
}

function isOrUses(value: unknown, fn: JSObject): boolean {
  return value === fn || (value instanceof Accessor && (value.get === fn || value.set === fn));
}
