import type { Environment } from '../environment/environment';
import type { Realm } from '../realm';
import {
  Accessor,
  type ExoticMethods,
  FROZEN_ELEMENTS,
  isCompatible,
  JSObject,
  Kind,
  ordinaryDefineOwnProperty,
  Property,
  SEALED_ELEMENTS,
} from '../values/object';
import { ACCESSOR, C, E, W, WC, WEC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { HOLE, type PropertyKey, type Value } from '../values/value';

/** [[ParameterMap]]: index i is an alias of `environment.values[slots[i]]`, unless that is -1. */
class ParameterMap {
  constructor(
    readonly environment: Environment,
    readonly slots: number[],
    readonly realm: Realm,
  ) {}

  write(index: number, value: Value): void {
    const slot = this.slots[index]!;
    this.environment.values[slot] = value;
    const { observer } = this.realm.agent;
    if (observer !== null) observer.bindingWritten(this.environment, slot, value);
  }
}

/** The arguments object of strict functions and those with other than simple parameters; it owns `args`. @spec sec-createunmappedargumentsobject */
export function createUnmappedArguments(realm: Realm, args: Value[]): JSObject {
  const { intrinsics } = realm;
  const shape = intrinsics.ObjectPrototype.childShape()
    .add('length', WC)
    .add(wellKnown.iterator, WC)
    .add('callee', ACCESSOR);
  const callee = new Accessor(intrinsics.ThrowTypeError, intrinsics.ThrowTypeError) as unknown as Value;
  const object = new JSObject(shape, Kind.Arguments, null, [args.length, intrinsics.ArrayPrototypeValues, callee]);
  object.elements = args;
  return object;
}

/** The arguments object of sloppy functions with simple parameters; it owns `args` and `slots`. @spec sec-createmappedargumentsobject */
export function createMappedArguments(
  realm: Realm,
  fn: JSObject,
  args: Value[],
  environment: Environment,
  slots: number[],
): JSObject {
  const { intrinsics } = realm;
  const shape = intrinsics.ObjectPrototype.childShape().add('length', WC).add(wellKnown.iterator, WC).add('callee', WC);
  const object = new JSObject(shape, Kind.Arguments, null, [args.length, intrinsics.ArrayPrototypeValues, fn]);
  object.elements = args;
  // Indices beyond the arguments passed are never mapped.
  const mapped = slots.length > args.length ? slots.slice(0, args.length) : slots;
  if (mapped.some((slot) => slot >= 0)) {
    object.data = new ParameterMap(environment, mapped, realm);
    object.exotic = mappedExotic;
  }
  return object;
}

function mapOf(object: JSObject, key: PropertyKey): ParameterMap | null {
  if (typeof key !== 'number') return null;
  const map = object.data as ParameterMap;
  const slot = map.slots[key];
  return slot !== undefined && slot >= 0 ? map : null;
}

function storedAttributes(object: JSObject, key: number): number {
  if (key < object.elements.length && object.elements[key] !== HOLE) {
    return object.flags & FROZEN_ELEMENTS ? E : object.flags & SEALED_ELEMENTS ? W | E : WEC;
  }
  return object.sparse?.get(key)?.attributes ?? WEC;
}

/** @spec sec-arguments-exotic-objects */
const mappedExotic: ExoticMethods = {
  getOwn(object, key) {
    const map = mapOf(object, key);
    if (map === null) return undefined;
    const value = map.environment.values[map.slots[key as number]!];
    return new Property(value, storedAttributes(object, key as number));
  },
  /** @spec sec-arguments-exotic-objects-defineownproperty-p-desc */
  define(object, key, descriptor) {
    const map = mapOf(object, key);
    if (map === null) return undefined;
    const index = key as number;
    const value = map.environment.values[map.slots[index]!];
    const current = new Property(value, storedAttributes(object, index));
    if (!isCompatible(current, descriptor)) return false;
    const fixes = descriptor.writable === false && !('value' in descriptor);
    if (!ordinaryDefineOwnProperty(object, key, fixes ? { ...descriptor, value } : descriptor)) return false;
    if ('get' in descriptor || 'set' in descriptor) map.slots[index] = -1;
    else {
      if ('value' in descriptor) map.write(index, descriptor.value);
      if (descriptor.writable === false) map.slots[index] = -1;
    }
    return true;
  },
  /** @spec sec-arguments-exotic-objects-set-p-v-receiver */
  set(object, key, value) {
    const map = mapOf(object, key);
    if (map === null) return undefined;
    map.write(key as number, value);
    if (object.watch !== null) object.watch.changed(object, key);
    return true;
  },
  /** @spec sec-arguments-exotic-objects-delete-p */
  delete(object, key) {
    const map = mapOf(object, key);
    if (map === null) return undefined;
    if (!(storedAttributes(object, key as number) & C)) return false;
    map.slots[key as number] = -1;
    return undefined;
  },
};
