import { KIND_NUMBER } from '../format';
import type { Grouped } from './index-list';
import type { DrawnContext, DrawnObject, DrawnValue } from './model';
import type { Places } from './places';
import type { Tables } from './tables';
import { drawValue, isAbsent } from './values';

/** Parameters of the function Node puts around a CommonJS file. */
const WRAPPER = new Set(['exports', 'require', 'module', '__filename', '__dirname']);

/** Objects shown at most in the heap view; the nearest first. */
const MAX_OBJECTS = 60;
const MAX_DETAIL = 6;

/** Values and heap objects as they are at a step. */
export class Heap {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
  ) {}

  private get propertiesOf(): Grouped {
    return this.tables.grouped('propertyObject', 'objectKind');
  }

  private get writesOf(): Grouped {
    return this.tables.grouped('writeProperty', 'propertyKey');
  }

  /**
   * Heap objects are shown by numbers of their own: the program's objects first, in order of appearance; what the host made
   * before the program began comes after them.
   */
  private get numbering(): { shown: Int32Array; raw: Int32Array } {
    return this.tables.once('numbering', () => {
      const { objectKind, objectCreated, stepKind } = this.tables.columns;
      const count = objectKind.length;
      const begin = stepKind.indexOf(KIND_NUMBER.statement);
      const builtin = new Map<number, boolean>();
      const isOwn = (id: number): boolean => {
        const kind = objectKind[id - 1]!;
        let known = builtin.get(kind);
        if (known === undefined) builtin.set(kind, (known = this.tables.text(kind).startsWith('builtin ')));
        return !known && begin >= 0 && objectCreated[id - 1]! >= begin;
      };
      const shown = new Int32Array(count + 1);
      const raw = new Int32Array(count + 1);
      let next = 1;
      for (let id = 1; id <= count; id++) if (isOwn(id)) raw[next++] = id;
      for (let id = 1; id <= count; id++) if (!isOwn(id)) raw[next++] = id;
      for (let number = 1; number <= count; number++) shown[raw[number]!] = number;
      return { shown, raw };
    });
  }

  /** The number an object is shown by. */
  numberOf(id: number): number {
    return this.numbering.shown[id]!;
  }

  /** The value with a number (small-integer.ts) as it is at `step`. */
  value(number: number, step: number): DrawnValue {
    const drawn = drawValue(this.tables.data, number, (object) => this.title(object, step));
    return drawn.object === null ? drawn : { ...drawn, object: this.numberOf(drawn.object) };
  }

  private propertyValue(object: number, name: string, step: number): number {
    const { propertiesOf, writesOf } = this;
    const { propertyKey, writeStep, writeValue } = this.tables.columns;
    for (let i = propertiesOf.count(object) - 1; i >= 0; i--) {
      const property = propertiesOf.row(object, i);
      if (this.tables.text(propertyKey[property]!) !== name) continue;
      const write = writesOf.lastAt(property, writeStep, step);
      return write < 0 ? 0 : writeValue[write]!;
    }
    return 0;
  }

  promiseState(object: number, step: number): 'pending' | 'fulfilled' | 'rejected' {
    const text = drawValue(this.tables.data, this.propertyValue(object, '[[state]]', step), () => '').text;
    return text === "'fulfilled'" ? 'fulfilled' : text === "'rejected'" ? 'rejected' : 'pending';
  }

  title(object: number, step: number): string {
    const kind = this.tables.text(this.tables.columns.objectKind[object - 1]!);
    const title = this.tables.text(this.tables.columns.objectTitle[object - 1]!);
    if (kind === 'promise') return `${title} ${this.promiseState(object, step)}`;
    if (kind === 'array') {
      const length = this.propertyValue(object, 'length', step);
      return length !== 0 ? `${title}(${drawValue(this.tables.data, length, () => '').text})` : title;
    }
    if (kind === 'map' || kind === 'set') return `${title}(${this.propertyList(object, step).list.length})`;
    return title === '' ? kind : title;
  }

  /** Living properties of an object at `step`, in order of creation. */
  private propertyList(
    object: number,
    step: number,
  ): { list: { name: string; value: number; write: number }[]; more: number } {
    const { propertiesOf, writesOf } = this;
    const { propertyKey, writeStep, writeValue } = this.tables.columns;
    const list: { name: string; value: number; write: number }[] = [];
    let more = 0;
    for (let i = 0; i < propertiesOf.count(object); i++) {
      const property = propertiesOf.row(object, i);
      const write = writesOf.lastAt(property, writeStep, step);
      if (write < 0) continue;
      const value = writeValue[write]!;
      if (isAbsent(this.tables.data, value)) continue;
      const name = this.tables.text(propertyKey[property]!);
      if (name === '…') more = Number(drawValue(this.tables.data, value, () => '').text);
      else list.push({ name, value, write });
    }
    return { list, more };
  }

  private draw(object: number, step: number, reachable: boolean): DrawnObject {
    const { columns: c } = this.tables;
    const recorded = this.tables.text(c.objectKind[object - 1]!);
    const builtin = recorded.startsWith('builtin ');
    const kind = recorded.replace('builtin ', '') as DrawnObject['kind'];
    const { list, more } = this.propertyList(object, step);
    const shown = list.filter((p) => !(kind === 'array' && p.name === 'length') && !p.name.startsWith('[['));
    const properties = shown.map((p) => ({
      name: p.name,
      value: this.value(p.value, step),
      changed: c.writeStep[p.write] === step,
    }));
    const promise = kind === 'promise' ? this.promiseState(object, step) : null;
    let detail = builtin ? 'built in' : '';
    if (promise !== null) {
      const result = this.propertyValue(object, '[[result]]', step);
      detail = promise === 'pending' ? '' : this.value(result, step).text;
    } else if (kind === 'function') {
      detail = this.places.snippet(this.places.at(c.objectPlace[object - 1]!), 40);
    } else if (properties.length > 0) {
      const numbered = kind === 'array' || kind === 'set';
      detail = properties
        .slice(0, MAX_DETAIL)
        .map((p) =>
          numbered && /^\d+$/.test(p.name)
            ? p.value.text
            : `${p.name}${p.name.endsWith('→') ? ' ' : ': '}${p.value.text}`,
        )
        .join(', ');
      if (properties.length > MAX_DETAIL || more > 0) detail += ', …';
    }
    return {
      id: this.numberOf(object),
      title: kind === 'function' ? `ƒ ${this.tables.text(c.objectTitle[object - 1]!)}` : this.title(object, step),
      kind: kind as DrawnObject['kind'],
      detail,
      promise,
      properties,
      more,
      environment: c.objectEnvironment[object - 1]! || null,
      place: this.places.at(c.objectPlace[object - 1]!),
      reachable,
      createdAt: c.objectCreated[object - 1]!,
    };
  }

  /** Objects reached from a context's scopes, `this` and arguments, nearest first. */
  reachedFrom(context: DrawnContext | undefined, step: number): DrawnObject[] {
    const queue: number[] = [];
    const seen = new Set<number>();
    const add = (v: DrawnValue | null): void => {
      if (v !== null && v.object !== null && !seen.has(v.object)) {
        seen.add(v.object);
        queue.push(v.object);
      }
    };
    if (context !== undefined) {
      for (const e of context.scope)
        for (const b of e.bindings) if (b.value.kind !== 'function' && !WRAPPER.has(b.name)) add(b.value);
      // A CommonJS file's own arguments are the host's, and nobody's concern.
      const wrapper =
        context.scope.some((e) => e.bindings.some((b) => b.name === '__filename')) && context.args.length === 5;
      if (!wrapper) {
        add(context.thisValue);
        for (const a of context.args) if (a.kind !== 'function') add(a);
      }
      for (const e of context.scope)
        for (const b of e.bindings) if (b.value.kind === 'function' && !WRAPPER.has(b.name)) add(b.value);
    }
    const drawn: DrawnObject[] = [];
    while (queue.length > 0 && drawn.length < MAX_OBJECTS) {
      const id = this.numbering.raw[queue.shift()!]!;
      if (this.tables.text(this.tables.columns.objectKind[id - 1]!).startsWith('builtin ')) continue;
      const object = this.draw(id, step, true);
      drawn.push(object);
      for (const p of object.properties) add(p.value);
    }
    return drawn;
  }
}
