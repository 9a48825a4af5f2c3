import type { Accessor, Closure, JSObject, NativeFunction, PropertyKey, Realm, Value, Watch } from '../../engine';
import { Tag } from '../format';
import type { Tables } from './tables';

/** Properties of one object that are recorded one by one; beyond them only the number is kept. */
export const MAX_PROPERTIES = 50;
/** Characters of a string that are kept. */
const MAX_TEXT = 400;

/** Kinds of JSObject the recorder tells apart; the engine's enumeration, repeated so that no run-time import is needed. */
export interface ObjectFacts {
  kindOf(object: JSObject): string;
  /** Own properties worth showing, in order, without running guest code: at most `max`; and how many there are in all. */
  properties(object: JSObject, max: number): { entries: [string, Value | Accessor][]; total: number };
  /** About how many own properties there are; in constant time. */
  total(object: JSObject): number;
  /** One property's current value; undefined when it's gone. */
  property(object: JSObject, key: PropertyKey): { name: string; value: Value | Accessor } | undefined;
  titleOf(object: JSObject): string;
  isHole(value: unknown): boolean;
  isUninitialized(value: unknown): boolean;
  isAccessor(value: unknown): value is Accessor;
}

/** An object that was drawn: its number, and the last write of each property. */
class Node implements Watch {
  readonly last = new Map<string, { property: number; write: number; value: number }>();
  extra = 0;
  constructor(
    readonly id: number,
    readonly heap: HeapRecorder,
  ) {}

  changed(object: JSObject, key?: PropertyKey): void {
    this.heap.changed(this, object, key);
  }
}

/** Records the heap objects that values refer to: content when first met, then each change. */
export class HeapRecorder {
  private readonly builtins = new Map<JSObject, string>();
  private readonly nodes: JSObject[] = [];
  private readonly pending: { node: Node; object: JSObject }[] = [];
  private busy = false;

  constructor(
    private readonly tables: Tables,
    private readonly facts: ObjectFacts,
    /** Number of the step that the next change belongs to. */
    private readonly now: () => number,
    private readonly environmentId: (closure: Closure) => number,
    private readonly placeOf: (closure: Closure) => number,
    private readonly realmId: (realm: Realm) => number,
  ) {}

  /** Objects that belong to a realm from the start are known by name and not looked into. */
  adopt(realm: Realm): void {
    for (const [name, object] of Object.entries(realm.intrinsics)) {
      if (object && !this.builtins.has(object)) this.builtins.set(object, name.replace(/Prototype$/, '.prototype'));
    }
    if (realm.globalObject) this.builtins.set(realm.globalObject, 'global object');
  }

  value(value: Value): number {
    const { tables } = this;
    switch (typeof value) {
      case 'undefined':
        return tables.value(Tag.Undefined, 0);
      case 'boolean':
        return tables.value(value ? Tag.True : Tag.False, 0);
      case 'number':
        if ((value | 0) === value && value > -1073741824 && value < 1073741824 && !Object.is(value, -0))
          return tables.value(Tag.Integer, value);
        return tables.value(Tag.Number, tables.number(value));
      case 'string':
        return tables.value(Tag.String, tables.text(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value));
      case 'bigint': {
        const text = String(value);
        return tables.value(Tag.BigInt, tables.text(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text));
      }
      case 'symbol':
        if (this.facts.isUninitialized(value)) return tables.value(Tag.Uninitialized, 0);
        if (this.facts.isHole(value)) return tables.value(Tag.Absent, 0);
        return tables.value(Tag.Symbol, tables.text(value.description ?? ''));
      default:
        if (value === null) return tables.value(Tag.Null, 0);
        // The machine's own records (iterators, references) can stand in registers, never in bindings; imports can.
        if (!('shape' in value)) {
          const read = (value as { read?: () => Value }).read;
          return typeof read === 'function' ? this.value(read.call(value)) : tables.value(Tag.Undefined, 0);
        }
        return tables.value(this.facts.kindOf(value) === 'function' ? Tag.Function : Tag.Object, this.object(value));
    }
  }

  /** Number of an object; its content is recorded when it's met for the first time. */
  object(object: JSObject): number {
    if (object.watch instanceof Node) return object.watch.id;
    const { columns } = this.tables;
    const id = columns.objectKind.length + 1;
    const node = new Node(id, this);
    object.watch = node;
    this.nodes.push(object);
    const kind = this.facts.kindOf(object);
    const closure = kind === 'function' ? (object.data as Closure | NativeFunction | null) : null;
    const compiled = closure !== null && 'code' in closure ? closure : null;
    // Functions that aren't the program's are known by name, like the intrinsics.
    const builtin =
      this.builtins.get(object) ?? (kind === 'function' && compiled === null ? this.facts.titleOf(object) : undefined);
    columns.objectKind.push(this.tables.text(builtin === undefined ? kind : `builtin ${kind}`));
    columns.objectTitle.push(this.tables.text(builtin ?? this.facts.titleOf(object)));
    columns.objectCreated.push(this.now());
    columns.objectPlace.push(compiled ? this.placeOf(compiled) : 0);
    columns.objectEnvironment.push(compiled ? this.environmentId(compiled) : 0);
    columns.objectRealm.push(closure !== null && 'realm' in closure ? this.realmId(closure.realm) : 0);
    if (builtin === undefined) {
      this.pending.push({ node, object });
      this.drain();
    }
    return id;
  }

  /** Content of objects met meanwhile; a loop, so that long chains don't nest. */
  private drain(): void {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop())
      this.snapshot(next.node, next.object);
    this.busy = false;
  }

  private snapshot(node: Node, object: JSObject): void {
    const { entries, total } = this.facts.properties(object, MAX_PROPERTIES);
    const seen = new Set<string>();
    for (const [name, value] of entries) {
      seen.add(name);
      this.write(node, name, this.property(value));
    }
    for (const name of node.last.keys()) {
      if (!seen.has(name) && name !== '…') this.write(node, name, this.tables.value(Tag.Absent, 0));
    }
    const more = total - entries.length;
    if (more > 0 || node.last.has('…')) this.write(node, '…', this.tables.value(Tag.Integer, more));
  }

  private property(value: Value | Accessor): number {
    if (this.facts.isAccessor(value)) {
      const { get } = value;
      return get === undefined
        ? this.tables.value(Tag.Symbol, this.tables.text('setter'))
        : this.tables.value(Tag.Symbol, this.tables.text('getter'));
    }
    return this.value(value);
  }

  /** An object changed: one property, or anything. */
  changed(node: Node, object: JSObject, key?: PropertyKey): void {
    if (key === undefined || this.busy) {
      this.pending.push({ node, object });
      this.drain();
      return;
    }
    const found = this.facts.property(object, key);
    if (found === undefined) {
      const name = typeof key === 'symbol' ? `[${key.description ?? ''}]` : String(key);
      if (node.last.has(name)) this.write(node, name, this.tables.value(Tag.Absent, 0));
      return;
    }
    if (!node.last.has(found.name) && node.last.size >= MAX_PROPERTIES) {
      this.write(node, '…', this.tables.value(Tag.Integer, Math.max(1, this.facts.total(object) - MAX_PROPERTIES)));
      return;
    }
    this.write(node, found.name, this.property(found.value));
    this.drain();
  }

  private write(node: Node, name: string, value: number): void {
    const { columns } = this.tables;
    const known = node.last.get(name);
    if (known !== undefined && known.value === value) return;
    const step = this.now();
    if (known === undefined) {
      columns.propertyObject.push(node.id);
      const property = columns.propertyKey.push(this.tables.text(name));
      columns.writeProperty.push(property);
      columns.writeStep.push(step);
      node.last.set(name, { property, write: columns.writeValue.push(value), value });
      return;
    }
    known.value = value;
    // Several writes between two steps: only the last can be seen.
    if (columns.writeStep.get(known.write) === step) columns.writeValue.set(known.write, value);
    else {
      columns.writeProperty.push(known.property);
      columns.writeStep.push(step);
      known.write = columns.writeValue.push(value);
    }
  }

  /** Takes the watches off, so that nothing of the run keeps the recorder. */
  release(): void {
    for (const object of this.nodes) object.watch = null;
  }
}
