import { Accessor, getOwnProperty, type JSObject, Kind, type Property, prototypeEpoch, type Watch } from './object';
import { ACCESSOR, type Shape } from './shape';
import { type PropertyKey, SLOW, type Value } from './value';

/** What of an object a program can change. */
interface State {
  shape: Shape;
  slots: Value[];
  elements: Value[];
  sparse: Map<number, Property> | null;
}

function exchange(object: JSObject, state: State): void {
  const { shape, slots, elements, sparse } = object;
  object.shape = state.shape;
  object.slots = state.slots;
  object.elements = state.elements;
  object.sparse = state.sparse;
  state.shape = shape;
  state.slots = slots;
  state.elements = elements;
  state.sparse = sparse;
}

/**
 * Intrinsics as they were before the program ran. A host's own libraries go by these, so that a program that replaces
 * `Array.prototype.push` replaces it for itself alone, as it does in hosts that are not written in JavaScript.
 */
export class Pristine implements Watch {
  readonly id = 0;
  /** Whether the program has changed an intrinsic. */
  touched = false;
  private readonly kept = new Map<JSObject, State>();
  private readonly altered = new Map<JSObject, State>();

  keep(objects: Iterable<JSObject>): void {
    for (const object of objects) {
      if (this.kept.has(object)) continue;
      const shape = object.shape.dictionary ? object.shape.copy() : object.shape;
      const { slots, elements, sparse } = object;
      this.kept.set(object, {
        shape,
        slots: slots.slice(),
        elements: elements.slice(),
        sparse: sparse && new Map(sparse),
      });
      object.watch = this;
    }
  }

  changed(object: JSObject, key?: PropertyKey): void {
    if (this.altered.has(object) || key === 'stackTraceLimit' || key === 'prepareStackTrace') return;
    this.altered.set(object, this.kept.get(object)!);
    this.touched = true;
    // Inline caches of libraries, which hold for what was there, must be asked again.
    object.shape = object.shape.toDictionary();
    prototypeEpoch.count++;
  }

  /** Whether `object` is one of them. */
  keeps(object: JSObject): boolean {
    return this.kept.has(object);
  }

  /** Runs `work`, which must not run guest code, with all intrinsics as they were. */
  within<T>(work: () => T): T {
    for (const [object, state] of this.altered) exchange(object, state);
    try {
      return work();
    } finally {
      for (const [object, state] of this.altered) exchange(object, state);
    }
  }

  /** [[Get]] among the intrinsics as they were: the value, or SLOW where a proxy or an accessor is met. */
  peek(object: JSObject, key: PropertyKey): Value {
    const found = this.find(object, key);
    return found instanceof Accessor ? (found.get === undefined ? undefined : SLOW) : found;
  }

  private find(object: JSObject, key: PropertyKey): Value | Accessor {
    for (let holder: JSObject | null = object; holder !== null; ) {
      const kept = this.altered.get(holder);
      if (kept !== undefined) {
        const slot = kept.shape.lookup(key);
        if (slot >= 0) return kept.slots[slot];
        holder = kept.shape.proto;
        continue;
      }
      if (holder.kind === Kind.Proxy) return SLOW;
      const own = getOwnProperty(holder, key);
      if (own !== undefined) return own.attributes & ACCESSOR ? own.value : (own.value as Value);
      if (holder.exotic?.ends?.(holder, key)) return undefined;
      holder = holder.shape.proto;
    }
    return undefined;
  }
}
