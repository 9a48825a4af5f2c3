import type { Heap } from './heap';
import { Grouped } from './index-list';
import type { DrawnBinding, DrawnEnvironment } from './model';
import type { Places } from './places';
import type { Tables } from './tables';

/** Environment records with their bindings as they are at a step. */
export class Environments {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly heap: Heap,
  ) {}

  private get namesOf(): Grouped {
    return this.tables.grouped('nameScope', 'scopeKind');
  }

  /** First binding number of each environment; a binding's number is that plus its slot. */
  private get bindings(): { base: Int32Array; writes: Grouped } {
    return this.tables.once('bindings', () => {
      const count = this.tables.columns.environmentScope.length;
      const base = new Int32Array(count + 2);
      const { namesOf } = this;
      const { environmentScope, bindingEnvironment, bindingSlot } = this.tables.columns;
      for (let e = 1; e <= count; e++) base[e + 1] = base[e]! + namesOf.count(environmentScope[e - 1]!);
      const keys = new Int32Array(bindingEnvironment.length);
      for (let i = 0; i < keys.length; i++) keys[i] = base[bindingEnvironment[i]!]! + bindingSlot[i]!;
      return { base, writes: new Grouped(keys, base[count + 1]! + 1) };
    });
  }

  private title(scope: number, kind: string): string {
    const name = this.tables.text(this.tables.columns.scopeTitle[scope - 1]!);
    const file = name.split('/').pop() ?? name;
    switch (kind) {
      case 'function':
        return `${name === '' ? 'function' : name} scope`;
      case 'module':
        return `${file} module scope`;
      case 'script':
        return 'script scope';
      case 'name':
        return `name of ${name}`;
      default:
        return `${kind} scope`;
    }
  }

  private draw(id: number, step: number): DrawnEnvironment {
    const { columns: c } = this.tables;
    const scope = c.environmentScope[id - 1]!;
    const kind = this.tables.text(c.scopeKind[scope - 1]!);
    const { base, writes } = this.bindings;
    const bindings: DrawnBinding[] = [];
    const names = this.namesOf;
    for (let slot = 0; slot < names.count(scope); slot++) {
      const row = names.row(scope, slot);
      const flags = c.nameFlags[row]!;
      const name = this.tables.text(c.nameText[row]!);
      if (flags & 8 || name.startsWith('%') || name.startsWith('#')) continue;
      const write = writes.lastAt(base[id]! + slot, c.bindingStep, step);
      if (write < 0) continue;
      bindings.push({
        name: name === '*default*' ? 'default' : name,
        value: this.heap.value(c.bindingValue[write]!, step),
        constant: (flags & 1) !== 0,
        changed: c.bindingStep[write] === step && step > 0 && writes.row(base[id]! + slot, 0) !== write,
        writtenAt: Math.max(0, c.bindingStep[write]! - 1),
      });
    }
    return {
      id,
      kind,
      title: this.title(scope, kind),
      bindings,
      place: this.places.at(c.scopePlace[scope - 1]!),
    };
  }

  /** An environment with those around it, innermost first. */
  chain(environment: number, step: number): DrawnEnvironment[] {
    const chain: DrawnEnvironment[] = [];
    for (let id = environment; id > 0 && chain.length < 40; id = this.tables.columns.environmentOuter[id - 1]!)
      chain.push(this.draw(id, step));
    return chain;
  }
}
