import type { Accessor, Closure, JSObject, NativeFunction, PropertyKey, Realm, Value, Watch } from '../../engine';
import { IntColumn, numberOfSmallInteger, Tag } from '../format';
import { WriteColumn } from './rows';
import { Constant, type Tables } from './tables';

/** Properties of one object that are recorded one by one; beyond them only the number is kept. */
export const MAX_PROPERTIES = 50;
/** Characters of a string that are kept. */
const MAX_TEXT = 400;
/** Long strings that are kept at hand. */
const LONG_STRINGS = 4;
/** The pseudo-property that counts the properties beyond. */
const MORE = '…';

/** Kinds of JSObject the recorder tells apart; the engine's enumeration, repeated so that no run-time import is needed. */
export interface ObjectFacts {
  kindOf(object: JSObject): string;
  /**
   * Gives `visit` the own properties worth showing, in order, without running guest code: at most `max`. Answers how many there
   * are in all.
   */
  properties(object: JSObject, max: number, visit: (name: string, value: Value | Accessor) => void): number;
  /** About how many own properties there are; in constant time. */
  total(object: JSObject): number;
  /** An array's length; -1 for anything else. */
  lengthOf(object: JSObject): number;
  /** One property's current value; a hole when it's gone. */
  property(object: JSObject, key: PropertyKey): Value | Accessor;
  nameOf(object: JSObject, key: PropertyKey): string;
  titleOf(object: JSObject): string;
  isHole(value: unknown): boolean;
  isUninitialized(value: unknown): boolean;
  isAccessor(value: unknown): value is Accessor;
}

/** An object that was drawn: its number, and its properties, a list of rows in the property columns. */
class Node implements Watch {
  /** Row of the first property plus one; the others follow by `nextProperty`. 0: none. */
  first = 0;
  last = 0;
  count = 0;
  /** Row plus one of the pseudo-property that counts the properties beyond; 0: none. */
  more = 0;
  /** Row plus one of an array's length; 0: not an array. */
  length = 0;
  /** For a promise: the step that settled it, plus one; 0 while pending. */
  settled = 0;

  constructor(
    readonly id: number,
    /** Its number as a value. */
    readonly value: number,
    readonly heap: HeapRecorder,
    /** Who else wants to know. */
    readonly under: Watch | null,
  ) {}

  changed(object: JSObject, key?: PropertyKey): void {
    this.under?.changed(object, key);
    this.heap.changed(this, object, key);
  }
}

/** Records the heap objects that values refer to: content when first met, then each change. */
export class HeapRecorder {
  private readonly builtins = new Map<JSObject, string>();
  private readonly nodes: JSObject[] = [];
  private readonly pending: JSObject[] = [];
  private busy = false;
  // By property row: the next property of its object (row plus one), where it was last written (row of the writes plus one), and
  // the look at its object that saw it last.
  private readonly nextProperty = new IntColumn();
  private readonly lastWrite = new IntColumn();
  private readonly seenBy = new IntColumn();
  private looks = 0;
  /** The object that is looked at, and the property that is expected next. */
  private node!: Node;
  private expected = 0;
  /** The last long string's beginning, and the number of that. */
  private longText = '';
  private longNumber = 0;
  /** The last long strings, and their numbers. */
  private readonly longStrings: string[] = [];
  private readonly longNumbers: number[] = [];
  private nextLong = 0;

  constructor(
    private readonly tables: Tables,
    private readonly facts: ObjectFacts,
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

  /** Number of a value. */
  value(value: Value): number {
    const { tables } = this;
    switch (typeof value) {
      case 'undefined':
        return Constant.Undefined;
      case 'boolean':
        return value ? Constant.True : Constant.False;
      case 'number':
        return tables.number(value);
      case 'string':
        return value.length > MAX_TEXT ? this.longString(value) : tables.string(value);
      case 'bigint':
        return tables.bigint(shortened(String(value)));
      case 'symbol':
        if (this.facts.isUninitialized(value)) return Constant.Uninitialized;
        if (this.facts.isHole(value)) return Constant.Absent;
        return tables.symbol(value.description ?? '');
      default:
        if (value === null) return Constant.Null;
        // The machine's own records (iterators, references) can stand in registers, never in bindings; imports can.
        if (!('shape' in value)) {
          const read = (value as { read?: () => Value }).read;
          return typeof read === 'function' ? this.value(read.call(value)) : Constant.Undefined;
        }
        return this.nodeOf(value).value;
    }
  }

  /** A few long strings come again and again; others mostly grow at their end, so that what is kept of them stays the same. */
  private longString(value: string): number {
    const { longStrings, longNumbers } = this;
    const known = longStrings.indexOf(value);
    if (known >= 0) return longNumbers[known]!;
    if (this.longText === '' || !value.startsWith(this.longText)) {
      this.longText = value.slice(0, MAX_TEXT);
      this.longNumber = this.tables.string(`${this.longText}…`);
    }
    longStrings[this.nextLong] = value;
    longNumbers[this.nextLong] = this.longNumber;
    this.nextLong = (this.nextLong + 1) % LONG_STRINGS;
    return this.longNumber;
  }

  /** A promise is settled from the step `step` on. */
  settle(promise: JSObject, step: number): void {
    this.nodeOf(promise).settled = step + 1;
    promise.watch?.changed(promise);
  }

  /** The step that settled a promise, plus one; 0 if none did. */
  settledAt(promise: JSObject): number {
    return promise.watch instanceof Node ? promise.watch.settled : 0;
  }

  /** Number of an object; its content is recorded when it's met for the first time. */
  object(object: JSObject): number {
    return this.nodeOf(object).id;
  }

  private nodeOf(object: JSObject): Node {
    if (object.watch instanceof Node) return object.watch;
    const { columns } = this.tables;
    const kind = this.facts.kindOf(object);
    const isFunction = kind === 'function';
    const id = columns.objectKind.length + 1;
    const value = this.tables.addValue(isFunction ? Tag.Function : Tag.Object, id);
    const node = new Node(id, value, this, object.watch);
    object.watch = node;
    this.nodes.push(object);
    const closure = isFunction ? (object.data as Closure | NativeFunction | null) : null;
    const compiled = closure !== null && 'code' in closure && closure.code.source.provider === null ? closure : null;
    // Functions that aren't the program's are known by name, like the intrinsics.
    const builtin =
      this.builtins.get(object) ?? (isFunction && compiled === null ? this.facts.titleOf(object) : undefined);
    columns.objectKind.push(this.tables.text(builtin === undefined ? kind : `builtin ${kind}`));
    columns.objectTitle.push(this.tables.text(builtin ?? this.facts.titleOf(object)));
    columns.objectCreated.push(this.tables.steps.length);
    columns.objectPlace.push(compiled ? this.placeOf(compiled) : 0);
    columns.objectEnvironment.push(compiled ? this.environmentId(compiled) : 0);
    columns.objectRealm.push(closure !== null && 'realm' in closure ? this.realmId(closure.realm) : 0);
    if (builtin === undefined) {
      this.pending.push(object);
      this.drain();
    }
    return node;
  }

  /** Content of objects met meanwhile; a loop, so that long chains don't nest. */
  private drain(): void {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop())
      this.snapshot(next.watch as Node, next);
    this.busy = false;
  }

  private snapshot(node: Node, object: JSObject): void {
    this.node = node;
    this.expected = node.first;
    const known = node.last;
    const look = ++this.looks;
    const total = this.facts.properties(object, MAX_PROPERTIES, this.visit);
    if (known > 0) {
      for (let row = node.first; row !== 0; row = this.nextProperty.get(row - 1)) {
        if (this.seenBy.get(row - 1) !== look && row !== node.more && row !== node.length)
          this.write(row, Constant.Absent);
      }
    }
    this.writeLength(node, object);
    const more = total - MAX_PROPERTIES;
    if (more > 0 || node.more > 0) this.writeMore(node, more);
  }

  private readonly visit = (name: string, value: Value | Accessor): void => {
    const { node, expected } = this;
    const key = this.tables.text(name);
    // Nearly always they come in the same order as before.
    let row =
      expected > 0 && this.tables.columns.propertyKey.get(expected - 1) === key ? expected : this.find(node, key);
    if (row === 0) row = this.add(node, key);
    this.expected = this.nextProperty.get(row - 1);
    this.seenBy.set(row - 1, this.looks);
    this.write(row, this.property(value));
  };

  /** Row plus one of the property whose name is text number `key`; 0 if there's none. */
  private find(node: Node, key: number): number {
    const { propertyKey } = this.tables.columns;
    let row = node.first;
    while (row !== 0 && propertyKey.get(row - 1) !== key) row = this.nextProperty.get(row - 1);
    return row;
  }

  private property(value: Value | Accessor): number {
    if (typeof value === 'object' && this.facts.isAccessor(value)) {
      return this.tables.symbol(value.get === undefined ? 'setter' : 'getter');
    }
    return this.value(value as Value);
  }

  /** An object changed: one property, or anything. */
  changed(node: Node, object: JSObject, property?: PropertyKey): void {
    if (property === undefined || this.busy) {
      this.pending.push(object);
      this.drain();
      return;
    }
    const key = this.tables.text(this.facts.nameOf(object, property));
    const value = this.facts.property(object, property);
    let row = this.find(node, key);
    if (node.length > 0) this.writeLength(node, object);
    if (row === 0) {
      if (this.facts.isHole(value)) return;
      if (node.count - (node.length > 0 ? 1 : 0) >= MAX_PROPERTIES) {
        this.writeMore(node, Math.max(1, this.facts.total(object) - MAX_PROPERTIES));
        return;
      }
      row = this.add(node, key);
    }
    this.write(row, this.property(value));
    this.drain();
  }

  /** Adds a property to an object; its row plus one. */
  private add(node: Node, key: number): number {
    const { columns } = this.tables;
    columns.propertyObject.push(node.id);
    const row = columns.propertyKey.push(key) + 1;
    this.nextProperty.push(0);
    this.lastWrite.push(0);
    this.seenBy.push(this.looks);
    if (node.first === 0) node.first = row;
    else this.nextProperty.set(node.last - 1, row);
    node.last = row;
    node.count++;
    return row;
  }

  private writeLength(node: Node, object: JSObject): void {
    const length = this.facts.lengthOf(object);
    if (length < 0) return;
    if (node.length === 0) node.length = this.add(node, this.tables.text('length'));
    this.write(node.length, this.tables.number(length));
  }

  private writeMore(node: Node, count: number): void {
    if (node.more === 0) node.more = this.add(node, this.tables.text(MORE));
    this.write(node.more, numberOfSmallInteger(count));
  }

  private write(row: number, value: number): void {
    const { writes, steps } = this.tables;
    const last = this.lastWrite.get(row - 1);
    const step = steps.length;
    if (last !== 0) {
      const at = (last - 1) * writes.width;
      if (writes.data[at + WriteColumn.Value] === value) return;
      // Several writes between two steps: only the last can be seen.
      if (writes.data[at + WriteColumn.Step] === step) {
        writes.data[at + WriteColumn.Value] = value;
        return;
      }
    }
    const at = writes.add();
    writes.data[at + WriteColumn.Property] = row - 1;
    writes.data[at + WriteColumn.Step] = step;
    writes.data[at + WriteColumn.Value] = value;
    this.lastWrite.set(row - 1, writes.length);
  }

  /** Takes the watches off, so that nothing of the run keeps the recorder. */
  release(): void {
    for (const object of this.nodes) object.watch = (object.watch as Node).under;
  }
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
