import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { ACCESSOR, C, E, PRIVATE, Shape, W, WC, WEC } from './shape';
import { HOLE, type PropertyKey, SLOW, type Value } from './value';

/** What an object is: which internal slots `data` holds. Exotic behaviour lies in `exotic`, not in the kind. */
export const enum Kind {
  Ordinary,
  Array,
  /** A function compiled from source text; `data` is a Closure. */
  Closure,
  /** A built-in function; `data` is a NativeFunction. */
  Native,
  Bound,
  Proxy,
  Error,
  Boolean,
  Number,
  String,
  Symbol,
  BigInt,
  Date,
  RegExp,
  Map,
  Set,
  WeakMap,
  WeakSet,
  WeakRef,
  FinalizationRegistry,
  Promise,
  Generator,
  AsyncGenerator,
  Arguments,
  ArrayBuffer,
  SharedArrayBuffer,
  TypedArray,
  DataView,
  ModuleNamespace,
  /** Built-in iterators (array, map, set, string, regexp string, wrap-for-valid, helpers); `data.kind` tells which. */
  Iterator,
  DisposableStack,
  ShadowRealm,
  /** An object of the host with internal slots of its own; `data.interface` names the interface (`EventTarget`, `Timeout`). */
  Host,
}

/** Object flags. */
export const NON_EXTENSIBLE = 1;
export const CALLABLE = 2;
export const CONSTRUCTOR = 4;
/** Serves as prototype of others: a structural change must invalidate inline caches. */
export const IS_PROTO = 8;
/** No dense element is configurable. */
export const SEALED_ELEMENTS = 16;
/** No dense element is writable or configurable. */
export const FROZEN_ELEMENTS = 32;
/** An array's `length` is not writable. */
export const READONLY_LENGTH = 64;
/** `document.all`: falsy, typeof undefined. @spec sec-IsHTMLDDA-internal-slot */
export const IS_HTML_DDA = 128;
/** The prototype never changes. @spec sec-immutable-prototype-exotic-objects */
export const IMMUTABLE_PROTO = 256;

/** Getter and setter of an accessor property; never seen by guest code. */
export class Accessor {
  constructor(
    public get: JSObject | undefined,
    public set: JSObject | undefined,
  ) {}
}

/** A property that to the program is a data property; what it holds is found when somebody looks. */
export abstract class VirtualProperty extends Accessor {
  abstract lookAt(object: JSObject): Property;
}

/**
 * A `stack` nobody has looked at. To the program it is a data property; V8 puts its text together when it's first read.
 */
export class LazyStack extends VirtualProperty {
  /** The contexts, where the program wants to word them itself. */
  sites: readonly unknown[] | null = null;

  constructor(
    get: JSObject,
    set: JSObject,
    /** The lines below the first one. */
    readonly lines: string,
    /** The message at the time of capture, where the host's V8 keeps it. */
    readonly message: string | null,
    /** The first line; null where only guest code can tell it. */
    readonly describe: (object: JSObject, message: string | null) => string | null,
  ) {
    super(get, set);
  }

  /** Makes it the data property it passes for; what guest code will word stays an accessor until it is read. */
  lookAt(object: JSObject, text?: string): Property {
    if (text === undefined) {
      if (this.sites !== null) return new Property(this, C | ACCESSOR);
      const first = this.describe(object, this.message);
      if (first === null) return new Property(this, C | ACCESSOR);
      text = first + this.lines;
    }
    setHidden(object, 'stack', text, WC);
    return new Property(text, WC);
  }
}

/** A fully populated own property, as `getOwnProperty` gives it. `value` is an {@link Accessor} when `attributes & ACCESSOR`. */
export class Property {
  constructor(
    public value: Value | Accessor,
    public attributes: number,
  ) {}

  get isAccessor(): boolean {
    return (this.attributes & ACCESSOR) !== 0;
  }
  get enumerable(): boolean {
    return (this.attributes & E) !== 0;
  }
}

/** The Property Descriptor specification type: absent fields are `undefined` keys not present. */
export interface PropertyDescriptor {
  value?: Value;
  get?: JSObject | undefined;
  set?: JSObject | undefined;
  writable?: boolean;
  enumerable?: boolean;
  configurable?: boolean;
}

/**
 * Exotic internal methods that run no guest code. A method that answers `undefined` declines, and the ordinary one runs.
 * (Proxy objects aren't covered here: theirs run guest code and live in operations/object-operations.)
 */
export interface ExoticMethods {
  getOwn?(object: JSObject, key: PropertyKey): Property | null | undefined;
  define?(object: JSObject, key: PropertyKey, descriptor: PropertyDescriptor): boolean | undefined;
  /** [[Set]] with the receiver being the object itself. */
  set?(object: JSObject, key: PropertyKey, value: Value): boolean | typeof SLOW | undefined;
  delete?(object: JSObject, key: PropertyKey): boolean | undefined;
  /** Whether there is an own property, where that's seen without its value. */
  has?(object: JSObject, key: PropertyKey): boolean | undefined;
  /** Own keys that are not stored as ordinary properties; they come first within their group. */
  keys?(object: JSObject): PropertyKey[];
  /** [[SetPrototypeOf]] that ignores or refuses. */
  setPrototype?(object: JSObject, proto: JSObject | null): boolean | undefined;
  preventExtensions?(object: JSObject): boolean | undefined;
  /** True when a missing own `key` ends the lookup here instead of going on to the prototype (typed arrays). */
  ends?(object: JSObject, key: PropertyKey): boolean;
  /**
   * Brings a value into the form elements have (typed arrays). It may run guest code, so `set` answers SLOW where `value` isn't in
   * that form yet, and is then called again with what `convert` gave.
   */
  convert?(agent: Agent, object: JSObject, key: PropertyKey, value: Value): Steps<Value>;
}

/** Told about changes of one object; the recorder attaches one to each object it has drawn. */
export interface Watch {
  readonly id: number;
  /** The property `key` was written, added or deleted; without a key, anything may have changed. */
  changed(object: JSObject, key?: PropertyKey): void;
}

/**
 * Counts structural changes of prototypes. Inline caches for inherited properties compare it.
 * Not run state: its value decides only whether a cache is asked again, never a result.
 */
export const prototypeEpoch = { count: 0 };

/** Shared by every object without elements; replaced by an own list before the first write (see `ownElements`). */
export const NO_VALUES: Value[] = [];

/** The element list of `object`, made its own so that it may be written. */
export function ownElements(object: JSObject): Value[] {
  if (object.elements === NO_VALUES) object.elements = [];
  return object.elements;
}

/** A guest object of any kind. One host class, so that the machine's property access stays monomorphic. */
export class JSObject {
  shape: Shape;
  slots: Value[];
  /** Index properties 0.. that are plain data with all attributes set (but see SEALED/FROZEN_ELEMENTS); HOLE where absent. */
  elements: Value[] = NO_VALUES;
  /** Index properties that don't fit `elements`: far away or with other attributes. */
  sparse: Map<number, Property> | null = null;
  /** An array's length; at least `elements.length`. */
  length = 0;
  kind: Kind;
  flags = 0;
  exotic: ExoticMethods | null = null;
  /** Internal slots, by kind. */
  data: any;
  watch: Watch | null = null;
  /** The shape new children start with, once this object is a prototype. */
  private children: Shape | null = null;

  constructor(shape: Shape, kind: Kind = Kind.Ordinary, data: any = null, slots: Value[] = []) {
    this.shape = shape;
    this.slots = slots;
    this.kind = kind;
    this.data = data;
  }

  get proto(): JSObject | null {
    return this.shape.proto;
  }

  get callable(): boolean {
    return (this.flags & CALLABLE) !== 0;
  }

  get extensible(): boolean {
    return (this.flags & NON_EXTENSIBLE) === 0;
  }

  /** The empty shape of objects whose prototype is this object. */
  childShape(): Shape {
    if (this.children === null) {
      this.flags |= IS_PROTO;
      this.children = Shape.root(this);
    }
    return this.children;
  }
}

/** Tells a watcher that `object` changed in bulk. Built-ins that write `elements` or `data` directly call it afterwards. */
export function touch(object: JSObject): void {
  if (object.watch !== null) object.watch.changed(object);
}

/** @spec sec-ordinaryobjectcreate */
export function createObject(proto: JSObject | null): JSObject {
  return new JSObject(proto === null ? Shape.root(null) : proto.childShape());
}

function structureChanged(object: JSObject): void {
  if (object.flags & IS_PROTO) prototypeEpoch.count++;
}

const LENGTH = 'length';

/**
 * [[GetOwnProperty]] of every object but proxies. The result is a fresh record; `value` is an Accessor for accessors.
 * @spec sec-ordinarygetownproperty
 */
export function getOwnProperty(object: JSObject, key: PropertyKey): Property | undefined {
  if (object.exotic !== null && object.exotic.getOwn !== undefined) {
    const own = object.exotic.getOwn(object, key);
    if (own === null) return undefined;
    if (own !== undefined) return own;
  }
  if (typeof key === 'number') {
    if (key < object.elements.length) {
      const value = object.elements[key];
      if (value !== HOLE) return new Property(value, elementAttributes(object));
    }
    if (object.sparse !== null) {
      const found = object.sparse.get(key);
      if (found !== undefined) return new Property(found.value, found.attributes);
    }
    return undefined;
  }
  if (key === LENGTH && object.kind === Kind.Array) {
    return new Property(object.length, object.flags & READONLY_LENGTH ? 0 : W);
  }
  const slot = object.shape.lookup(key);
  if (slot < 0) return undefined;
  const attributes = object.shape.attributes(slot);
  const value = object.slots[slot] as Value | Accessor;
  if (attributes & ACCESSOR && value instanceof VirtualProperty) return value.lookAt(object);
  return new Property(value, attributes);
}

function elementAttributes(object: JSObject): number {
  return object.flags & FROZEN_ELEMENTS ? E : object.flags & SEALED_ELEMENTS ? W | E : WEC;
}

/** Whether `object` has the own property `key`; any object but proxies. */
export function hasOwn(object: JSObject, key: PropertyKey): boolean {
  return getOwnProperty(object, key) !== undefined;
}

/**
 * [[Get]] as far as it runs no guest code: the value, or SLOW when a getter or a proxy is met.
 * @spec sec-ordinaryget
 */
export function peek(object: JSObject, key: PropertyKey): Value {
  let holder: JSObject | null = object;
  do {
    if (holder.kind === Kind.Proxy) return SLOW;
    if (holder.exotic !== null) {
      const own = getOwnProperty(holder, key);
      if (own !== undefined) {
        if (!own.isAccessor) return own.value as Value;
        return (own.value as unknown as Accessor).get === undefined ? undefined : SLOW;
      }
      if (holder.exotic.ends?.(holder, key)) return undefined;
    } else if (typeof key === 'number') {
      if (key < holder.elements.length) {
        const value: Value = holder.elements[key];
        if (value !== HOLE) return value;
      }
      if (holder.sparse !== null) {
        const found = holder.sparse.get(key);
        if (found !== undefined) {
          if (!found.isAccessor) return found.value as Value;
          return (found.value as Accessor).get === undefined ? undefined : SLOW;
        }
      }
    } else if (key === LENGTH && holder.kind === Kind.Array) {
      return holder.length;
    } else {
      const slot = holder.shape.lookup(key);
      if (slot >= 0) {
        const value: Value | Accessor = holder.slots[slot];
        if (!(holder.shape.attributes(slot) & ACCESSOR)) return value;
        return (value as unknown as Accessor).get === undefined ? undefined : SLOW;
      }
    }
    holder = holder.shape.proto;
  } while (holder !== null);
  return undefined;
}

/**
 * [[Set]] with the object as receiver, as far as it runs no guest code: true or false as [[Set]] answers, or SLOW.
 * @spec sec-ordinaryset
 */
export function poke(object: JSObject, key: PropertyKey, value: Value): boolean | typeof SLOW {
  // FAST-PATH: an own, plain, writable property.
  if (object.exotic === null && object.kind !== Kind.Proxy) {
    if (typeof key === 'number') {
      if (key < object.elements.length && object.elements[key] !== HOLE) {
        if (object.flags & FROZEN_ELEMENTS) return false;
        object.elements[key] = value;
        if (object.watch !== null) object.watch.changed(object, key);
        return true;
      }
    } else {
      const slot = object.shape.lookup(key);
      if (slot >= 0) {
        const attributes = object.shape.attributes(slot);
        if (attributes & ACCESSOR) return (object.slots[slot] as unknown as Accessor).set === undefined ? false : SLOW;
        if (!(attributes & W)) return false;
        object.slots[slot] = value;
        if (object.watch !== null) object.watch.changed(object, key);
        return true;
      }
    }
  }
  // An array's length may have to be converted.
  if (key === LENGTH && object.kind === Kind.Array && !(typeof value === 'number' && value >>> 0 === value))
    return SLOW;
  let holder: JSObject | null = object;
  do {
    if (holder.kind === Kind.Proxy) return SLOW;
    if (holder.exotic !== null && holder.exotic.set !== undefined && holder === object) {
      const done = holder.exotic.set(holder, key, value);
      if (done !== undefined) return done;
    }
    if (holder.exotic !== null && holder !== object && holder.exotic.ends?.(holder, key)) return SLOW;
    const own = getOwnProperty(holder, key);
    if (own !== undefined) {
      if (own.isAccessor) return (own.value as unknown as Accessor).set === undefined ? false : SLOW;
      if (!(own.attributes & W)) return false;
      if (holder === object) return defineOwnProperty(object, key, { value });
      break;
    }
    if (holder.exotic?.ends?.(holder, key)) return true;
    holder = holder.shape.proto;
  } while (holder !== null);
  return createDataProperty(object, key, value);
}

/** CreateDataProperty for every object but proxies. @spec sec-createdataproperty */
export function createDataProperty(object: JSObject, key: PropertyKey, value: Value): boolean {
  if (object.exotic === null && object.sparse === null && object.extensible) {
    if (typeof key === 'number') {
      const count = object.elements.length;
      if (key < count && !(object.flags & (SEALED_ELEMENTS | FROZEN_ELEMENTS))) {
        object.elements[key] = value;
        if (object.watch !== null) object.watch.changed(object, key);
        return true;
      }
      if (key === count && (object.kind !== Kind.Array || key < object.length || !(object.flags & READONLY_LENGTH))) {
        if (object.flags & IS_PROTO) prototypeEpoch.count++;
        ownElements(object).push(value);
        if (key >= object.length) object.length = key + 1;
        if (object.watch !== null) object.watch.changed(object, key);
        return true;
      }
    } else if (!(object.kind === Kind.Array && key === LENGTH) && object.shape.lookup(key) < 0) {
      addProperty(object, key, value, WEC);
      return true;
    }
  }
  return defineOwnProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Adds an absent named property. For construction of fresh objects and built-ins; no checks. */
export function addProperty(object: JSObject, key: string | symbol, value: Value | Accessor, attributes: number): void {
  if (object.flags & IS_PROTO) prototypeEpoch.count++;
  // Objects used as maps would pile up shapes.
  if (object.shape.count === 512 && !object.shape.dictionary) object.shape = object.shape.toDictionary();
  object.shape = object.shape.add(key, attributes);
  object.slots.push(value as Value);
  if (object.watch !== null) object.watch.changed(object, key);
}

/** Gives an ordinary object these named properties in place of those it has, in their order. For hosts that set objects up. */
export function replaceProperties(
  object: JSObject,
  list: readonly { readonly key: PropertyKey; readonly value: Value | Accessor; readonly attributes: number }[],
): void {
  object.shape = object.proto === null ? Shape.root(null) : object.proto.childShape();
  object.slots = [];
  for (const { key, value, attributes } of list) setHidden(object, key, value, attributes);
  structureChanged(object);
}

/** Defines or overwrites a property of an ordinary object without any check; for setting up built-ins. */
export function setHidden(object: JSObject, key: PropertyKey, value: Value | Accessor, attributes: number): void {
  if (typeof key === 'number') {
    if (attributes === WEC) createDataProperty(object, key, value as Value);
    else (object.sparse ??= new Map()).set(key, new Property(value, attributes));
    return;
  }
  const slot = object.shape.lookup(key);
  if (slot < 0) addProperty(object, key, value, attributes);
  else {
    if (object.shape.attributes(slot) !== attributes) object.shape = object.shape.withAttributes(slot, attributes);
    object.slots[slot] = value as Value;
    structureChanged(object);
  }
}

/** How far beyond the end a write may land and still keep the elements dense. */
const MAX_GAP = 1024;

function storeElement(object: JSObject, key: number, value: Value | Accessor, attributes: number): void {
  const dense = attributes === elementAttributes(object);
  const count = object.elements.length;
  if (dense && key <= count + MAX_GAP && !object.sparse?.has(key)) {
    const elements = ownElements(object);
    while (elements.length < key) elements.push(HOLE);
    elements[key] = value as Value;
    // Elements that were out of reach before may now have become dense neighbours; they stay sparse, which is only slower.
  } else {
    if (key < count) object.elements[key] = HOLE;
    object.sparse ??= new Map();
    const found = object.sparse.get(key);
    if (found === undefined) object.sparse.set(key, new Property(value, attributes));
    else {
      found.value = value;
      found.attributes = attributes;
    }
  }
  if (key >= object.length) object.length = key + 1;
  structureChanged(object);
  if (object.watch !== null) object.watch.changed(object, key);
}

/**
 * [[DefineOwnProperty]] of every object but proxies. An array's `length` must already be a valid length number here.
 * @spec sec-validateandapplypropertydescriptor
 * @spec sec-array-exotic-objects-defineownproperty-p-desc
 */
export function defineOwnProperty(object: JSObject, key: PropertyKey, desc: PropertyDescriptor): boolean {
  if (object.exotic !== null && object.exotic.define !== undefined) {
    const done = object.exotic.define(object, key, desc);
    if (done !== undefined) return done;
  }
  return ordinaryDefineOwnProperty(object, key, desc);
}

/** @spec sec-ordinarydefineownproperty */
export function ordinaryDefineOwnProperty(object: JSObject, key: PropertyKey, desc: PropertyDescriptor): boolean {
  if (object.kind === Kind.Array) {
    if (key === LENGTH) return setArrayLength(object, desc);
    if (typeof key === 'number' && key >= object.length && object.flags & READONLY_LENGTH) return false;
  }
  const current = getOwnProperty(object, key);
  if (current === undefined) {
    if (!object.extensible) return false;
    const isAccessor = 'get' in desc || 'set' in desc;
    const attributes =
      (desc.enumerable ? E : 0) | (desc.configurable ? C : 0) | (isAccessor ? ACCESSOR : desc.writable ? W : 0);
    const value = isAccessor ? new Accessor(desc.get, desc.set) : desc.value;
    if (typeof key === 'number') storeElement(object, key, value, attributes);
    else addProperty(object, key, value, attributes);
    return true;
  }
  if (!isCompatible(current, desc)) return false;
  const attributes = mergeAttributes(current.attributes, desc);
  let value: Value | Accessor;
  if (attributes & ACCESSOR) {
    const old = current.isAccessor ? (current.value as Accessor) : undefined;
    const get = 'get' in desc ? desc.get : old?.get;
    const set = 'set' in desc ? desc.set : old?.set;
    value = new Accessor(get, set);
  } else {
    value = 'value' in desc ? desc.value : current.isAccessor ? undefined : current.value;
  }
  if (typeof key === 'number') {
    storeElement(object, key, value, attributes);
    return true;
  }
  const slot = object.shape.lookup(key);
  if (object.shape.attributes(slot) !== attributes) {
    object.shape = object.shape.withAttributes(slot, attributes);
    structureChanged(object);
  }
  object.slots[slot] = value as Value;
  if (object.watch !== null) object.watch.changed(object, key);
  return true;
}

/** Whether `desc` may be applied over `current`. @spec sec-iscompatiblepropertydescriptor */
export function isCompatible(current: Property, desc: PropertyDescriptor): boolean {
  if (current.attributes & C) return true;
  if (desc.configurable) return false;
  if (desc.enumerable !== undefined && desc.enumerable !== current.enumerable) return false;
  const toAccessor = 'get' in desc || 'set' in desc;
  const toData = 'value' in desc || desc.writable !== undefined;
  if (current.isAccessor) {
    if (toData) return false;
    const old = current.value as Accessor;
    return !('get' in desc && desc.get !== old.get) && !('set' in desc && desc.set !== old.set);
  }
  if (toAccessor) return false;
  if (current.attributes & W) return true;
  return !desc.writable && !('value' in desc && !Object.is(desc.value, current.value));
}

/** The attributes after applying `desc` over `old`. */
export function mergeAttributes(old: number, desc: PropertyDescriptor): number {
  let attributes = old;
  if (desc.enumerable !== undefined) attributes = desc.enumerable ? attributes | E : attributes & ~E;
  if (desc.configurable !== undefined) attributes = desc.configurable ? attributes | C : attributes & ~C;
  if ('get' in desc || 'set' in desc) return (attributes | ACCESSOR) & ~W;
  if ('value' in desc || desc.writable !== undefined) {
    if (attributes & ACCESSOR) attributes &= ~(ACCESSOR | W);
    if (desc.writable !== undefined) attributes = desc.writable ? attributes | W : attributes & ~W;
  }
  return attributes;
}

/** @spec sec-arraysetlength (after the conversions, which may run guest code) */
function setArrayLength(array: JSObject, desc: PropertyDescriptor): boolean {
  if (desc.configurable || desc.enumerable || 'get' in desc || 'set' in desc) return false;
  const readonly = (array.flags & READONLY_LENGTH) !== 0;
  let complete = true;
  if ('value' in desc) {
    const wanted = desc.value as number;
    if (wanted !== array.length) {
      if (readonly) return false;
      complete = truncate(array, wanted);
    }
  }
  if (desc.writable === true && readonly) return false;
  if (desc.writable === false) array.flags |= READONLY_LENGTH;
  touch(array);
  return complete;
}

function truncate(array: JSObject, wanted: number): boolean {
  let length = wanted;
  if (wanted < array.length) {
    if (array.sparse !== null) {
      for (const [index, property] of [...array.sparse].sort((a, b) => b[0] - a[0])) {
        if (index < length) break;
        if (!(property.attributes & C)) {
          length = index + 1;
          break;
        }
        array.sparse.delete(index);
      }
    }
    if (array.flags & (SEALED_ELEMENTS | FROZEN_ELEMENTS)) {
      let last = array.elements.length - 1;
      while (last >= length && array.elements[last] === HOLE) last--;
      if (last >= length) length = last + 1;
    }
    if (array.elements.length > length) array.elements.length = length;
  }
  array.length = length;
  structureChanged(array);
  return length === wanted;
}

/** [[Delete]] of every object but proxies. @spec sec-ordinarydelete */
export function deleteProperty(object: JSObject, key: PropertyKey): boolean {
  if (object.exotic !== null && object.exotic.delete !== undefined) {
    const done = object.exotic.delete(object, key);
    if (done !== undefined) return done;
  }
  const own = getOwnProperty(object, key);
  if (own === undefined) return true;
  if (!(own.attributes & C)) return false;
  if (typeof key === 'number') {
    if (key < object.elements.length && object.elements[key] !== HOLE) {
      if (key === object.elements.length - 1) object.elements.pop();
      else object.elements[key] = HOLE;
    } else object.sparse?.delete(key);
  } else {
    const slot = object.shape.lookup(key);
    object.shape = object.shape.without(slot);
    object.slots[slot] = undefined;
    if (object.shape.wasteful) compact(object);
  }
  structureChanged(object);
  if (object.watch !== null) object.watch.changed(object, key);
  return true;
}

function compact(object: JSObject): void {
  const { shape, slots } = object;
  let next = Shape.root(shape.proto).toDictionary();
  const values: Value[] = [];
  for (let slot = 0; slot < shape.count; slot++) {
    const key = shape.key(slot);
    if (key === undefined) continue;
    next = next.add(key, shape.attributes(slot));
    values.push(slots[slot]);
  }
  object.shape = next;
  object.slots = values;
}

/** [[OwnPropertyKeys]] of every object but proxies: indices ascending, then strings, then symbols. @spec sec-ordinaryownpropertykeys */
export function ownPropertyKeys(object: JSObject): PropertyKey[] {
  const keys: PropertyKey[] = [];
  const symbols: symbol[] = [];
  const extra = object.exotic?.keys?.(object) ?? NO_VALUES;
  for (const key of extra as PropertyKey[]) if (typeof key === 'number') keys.push(key);
  const { elements, sparse, shape } = object;
  const first = keys.length;
  for (let i = 0; i < elements.length; i++) if (elements[i] !== HOLE) keys.push(i);
  if (sparse !== null && sparse.size > 0) {
    for (const index of sparse.keys()) keys.push(index);
    keys.sort((a, b) => (a as number) - (b as number));
  } else if (first > 0 && keys.length > first) {
    keys.sort((a, b) => (a as number) - (b as number));
  }
  if (object.kind === Kind.Array) keys.push(LENGTH);
  for (const key of extra as PropertyKey[]) {
    if (typeof key === 'string') keys.push(key);
    else if (typeof key === 'symbol') symbols.push(key);
  }
  for (let slot = 0; slot < shape.count; slot++) {
    const key = shape.key(slot);
    if (typeof key === 'string') keys.push(key);
    else if (typeof key === 'symbol' && !(shape.attributes(slot) & PRIVATE)) symbols.push(key);
  }
  for (const symbol of symbols) keys.push(symbol);
  return keys;
}

/**
 * [[SetPrototypeOf]] of every object but proxies.
 * @spec sec-ordinarysetprototypeof
 */
export function setPrototypeOf(object: JSObject, proto: JSObject | null): boolean {
  const done = object.exotic?.setPrototype?.(object, proto);
  if (done !== undefined) return done;
  if (object.shape.proto === proto) return true;
  if (object.flags & (NON_EXTENSIBLE | IMMUTABLE_PROTO)) return false;
  for (let p = proto; p !== null && p.kind !== Kind.Proxy; p = p.shape.proto) if (p === object) return false;
  if (proto !== null) proto.flags |= IS_PROTO;
  object.shape = object.shape.withProto(proto);
  structureChanged(object);
  touch(object);
  return true;
}

/** [[PreventExtensions]] of every object but proxies. */
export function preventExtensions(object: JSObject): boolean {
  const done = object.exotic?.preventExtensions?.(object);
  if (done !== undefined) return done;
  object.flags |= NON_EXTENSIBLE;
  // A new identity keeps "add" caches honest: they hold for extensible objects only.
  object.shape = object.shape.toDictionary();
  return true;
}

/**
 * SetIntegrityLevel of every object but proxies; false when an exotic object refuses.
 * @spec sec-setintegritylevel
 */
export function setIntegrityLevel(object: JSObject, level: 'sealed' | 'frozen'): boolean {
  if (!preventExtensions(object)) return false;
  if (object.exotic !== null) {
    for (const key of ownPropertyKeys(object)) {
      // V8 seals a typed array without its elements, which stay configurable.
      if (level === 'sealed' && object.kind === Kind.TypedArray && typeof key === 'number') continue;
      const own = getOwnProperty(object, key);
      if (own === undefined) continue;
      const desc: PropertyDescriptor =
        level === 'sealed' || own.isAccessor ? { configurable: false } : { configurable: false, writable: false };
      if (!defineOwnProperty(object, key, desc)) return false;
    }
    return true;
  }
  object.flags |= level === 'frozen' ? FROZEN_ELEMENTS | SEALED_ELEMENTS : SEALED_ELEMENTS;
  const lower = (attributes: number): number =>
    level === 'frozen' && !(attributes & ACCESSOR) ? attributes & ~(C | W) : attributes & ~C;
  if (object.sparse !== null) for (const p of object.sparse.values()) p.attributes = lower(p.attributes);
  if (level === 'frozen' && object.kind === Kind.Array) object.flags |= READONLY_LENGTH;
  let shape = object.shape;
  for (let slot = 0; slot < shape.count; slot++) {
    const attributes = shape.attributes(slot);
    if (shape.key(slot) !== undefined && !(attributes & PRIVATE)) shape = shape.withAttributes(slot, lower(attributes));
  }
  object.shape = shape;
  structureChanged(object);
  touch(object);
  return true;
}
