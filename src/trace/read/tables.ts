import type { ColumnName, TraceData } from '../format';
import { Grouped } from './index-list';
import type { HostProfile, SourceText } from './model';

/** The tables of an open trace, and what is made of them when it is first asked for. */
export class Tables {
  readonly columns: Readonly<Record<ColumnName, Int32Array>>;
  readonly stepCount: number;
  readonly host: HostProfile;
  readonly entry: string;
  readonly sources: readonly SourceText[];
  private readonly made = new Map<string, unknown>();

  constructor(readonly data: TraceData) {
    this.columns = data.columns;
    this.stepCount = data.columns.stepKind.length;
    this.host = data.meta.host as HostProfile;
    this.entry = data.meta.entry;
    this.sources = data.meta.sources.map((s, id) => ({ id, name: s.name, file: s.file, text: s.text }));
  }

  text(index: number): string {
    return this.data.texts[index] ?? '';
  }

  /** The rows of `column`'s group by its values: numbers of the group that `of` belongs to. */
  grouped(column: ColumnName, of: ColumnName): Grouped {
    return this.once(column, () => new Grouped(this.columns[column], this.columns[of].length + 1));
  }

  /** What `make` gives, made once for each name. */
  once<T>(name: string, make: () => T): T {
    let value = this.made.get(name) as T | undefined;
    if (value === undefined) {
      value = make();
      this.made.set(name, value);
    }
    return value;
  }
}
