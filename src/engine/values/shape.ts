import type { JSObject } from './object';
import type { PropertyKey } from './value';

/** Attribute bits of a property. */
export const W = 1;
export const E = 2;
export const C = 4;
/** The slot holds an {@link Accessor} instead of a value. */
export const ACCESSOR = 8;
/** A private name's element: found by its key only, never listed, frozen or trapped. */
export const PRIVATE = 16;
export const WEC = W | E | C;
/** Attributes of a built-in method: writable and configurable, not enumerable. */
export const WC = W | C;

/** Names and attributes in order of creation. Several shapes of one lineage share a table and see its first `count` rows. */
class PropertyTable {
  readonly index = new Map<PropertyKey, number>();
  readonly keys: (PropertyKey | undefined)[] = [];
  readonly attributes: number[] = [];

  copy(count: number): PropertyTable {
    const table = new PropertyTable();
    for (let i = 0; i < count; i++) {
      const key = this.keys[i];
      table.keys.push(key);
      table.attributes.push(this.attributes[i]!);
      if (key !== undefined) table.index.set(key, i);
    }
    return table;
  }
}

/**
 * A hidden class: the prototype and the named properties an object has, in which slot and with which attributes.
 * Shared shapes are immutable; objects that grow alike share them, so an inline cache may compare shapes by identity.
 * A dictionary shape belongs to one object and changes in place, but gets a new identity whenever a cached hit on one of its
 * rows could become wrong (deletion, change of attributes, change of prototype).
 */
export class Shape {
  private transitions: Map<PropertyKey, Shape | Map<number, Shape>> | null = null;

  private constructor(
    readonly proto: JSObject | null,
    private table: PropertyTable,
    public count: number,
    readonly dictionary: boolean,
  ) {}

  static root(proto: JSObject | null): Shape {
    return new Shape(proto, new PropertyTable(), 0, false);
  }

  /** The slot of `key`, or -1. */
  lookup(key: PropertyKey): number {
    const slot = this.table.index.get(key);
    return slot !== undefined && slot < this.count ? slot : -1;
  }

  attributes(slot: number): number {
    return this.table.attributes[slot]!;
  }

  /** The key in `slot`; undefined where a dictionary's property was deleted. */
  key(slot: number): PropertyKey | undefined {
    return this.table.keys[slot];
  }

  /** The shape after adding `key` (which must be absent) in slot `count`. A dictionary shape is changed in place. */
  add(key: PropertyKey, attributes: number): Shape {
    if (this.dictionary) {
      this.append(this.table, key, attributes);
      this.count++;
      return this;
    }
    this.transitions ??= new Map();
    let byAttributes = this.transitions.get(key);
    if (byAttributes instanceof Shape) {
      if (byAttributes.attributes(this.count) === attributes) return byAttributes;
      byAttributes = new Map([[byAttributes.attributes(this.count), byAttributes]]);
      this.transitions.set(key, byAttributes);
    } else if (byAttributes !== undefined) {
      const known = byAttributes.get(attributes);
      if (known !== undefined) return known;
    }
    const table = this.table.keys.length === this.count ? this.table : this.table.copy(this.count);
    this.append(table, key, attributes);
    const next = new Shape(this.proto, table, this.count + 1, false);
    if (byAttributes === undefined) this.transitions.set(key, next);
    else byAttributes.set(attributes, next);
    return next;
  }

  private append(table: PropertyTable, key: PropertyKey, attributes: number): void {
    table.index.set(key, table.keys.length);
    table.keys.push(key);
    table.attributes.push(attributes);
  }

  /** The same rows in a table of their own. */
  copy(): Shape {
    return new Shape(this.proto, this.table.copy(this.count), this.count, this.dictionary);
  }

  /** A dictionary shape with the same rows. */
  toDictionary(): Shape {
    return new Shape(this.proto, this.dictionary ? this.table : this.table.copy(this.count), this.count, true);
  }

  /** A dictionary shape in which `slot` has other attributes. */
  withAttributes(slot: number, attributes: number): Shape {
    const next = this.toDictionary();
    next.table.attributes[slot] = attributes;
    return next;
  }

  /** A dictionary shape without the row `slot`; the slot stays, unused, until the owner compacts. */
  without(slot: number): Shape {
    const next = this.toDictionary();
    const key = next.table.keys[slot];
    if (key !== undefined) next.table.index.delete(key);
    next.table.keys[slot] = undefined;
    return next;
  }

  /** A shape with the same rows and another prototype. */
  withProto(proto: JSObject | null): Shape {
    if (this.dictionary) return new Shape(proto, this.table, this.count, true);
    let shape = proto === null ? Shape.root(null) : proto.childShape();
    for (let slot = 0; slot < this.count; slot++) shape = shape.add(this.key(slot)!, this.attributes(slot));
    return shape;
  }

  /** Whether a dictionary's deleted rows outnumber the living ones. */
  get wasteful(): boolean {
    return this.dictionary && this.count > 16 && this.table.index.size * 2 < this.count;
  }
}
