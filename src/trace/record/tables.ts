import {
  COLUMNS,
  type ColumnName,
  IntColumn,
  isSmallInteger,
  numberOfSmallInteger,
  Tag,
  type TraceData,
  type TraceMeta,
} from '../format';
import {
  BINDING_COLUMNS,
  CONTEXT_COLUMNS,
  ENVIRONMENT_COLUMNS,
  LINK_COLUMNS,
  Rows,
  STEP_COLUMNS,
  WRITE_COLUMNS,
} from './rows';

/** Numbers of the values that every trace has, in the order they are made. */
export const enum Constant {
  None,
  Undefined,
  Null,
  False,
  True,
  Absent,
  Uninitialized,
}

const CONSTANTS = [Tag.Undefined, Tag.Null, Tag.False, Tag.True, Tag.Absent, Tag.Uninitialized];

/** Interns texts, values and places, and holds the columns while recording. */
export class Tables {
  readonly steps = new Rows(STEP_COLUMNS);
  readonly contexts = new Rows(CONTEXT_COLUMNS);
  readonly links = new Rows(LINK_COLUMNS);
  readonly environments = new Rows(ENVIRONMENT_COLUMNS);
  readonly bindings = new Rows(BINDING_COLUMNS);
  readonly writes = new Rows(WRITE_COLUMNS);
  /** The columns that are not part of a group above. */
  readonly columns = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, new IntColumn()])) as Record<
    ColumnName,
    IntColumn
  >;
  private readonly texts: string[] = [''];
  private readonly textIndex = new Map<string, number>([['', 0]]);
  private readonly numbers: number[] = [];
  private readonly doubles = new Map<number, number>();
  private readonly strings = new Map<string, number>();
  private readonly symbols = new Map<string, number>();
  private readonly bigints = new Map<string, number>();
  private negativeZero = Constant.None as number;
  private readonly placeIndex = new Map<number, number>();

  constructor() {
    for (const tag of CONSTANTS) this.addValue(tag, 0);
  }

  text(value: string): number {
    let index = this.textIndex.get(value);
    if (index === undefined) {
      index = this.texts.push(value) - 1;
      this.textIndex.set(value, index);
    }
    return index;
  }

  // Values, by number.

  /** A value of its own: objects and functions, which are not interned. */
  addValue(tag: Tag, payload: number): number {
    this.columns.valueTag.push(tag);
    return this.columns.valuePayload.push(payload) + 1;
  }

  number(value: number): number {
    if (isSmallInteger(value)) return numberOfSmallInteger(value);
    if (value === 0) {
      if (this.negativeZero === Constant.None) {
        this.negativeZero = this.addValue(Tag.Number, this.numbers.push(value) - 1);
      }
      return this.negativeZero;
    }
    let number = this.doubles.get(value);
    if (number === undefined) {
      number = this.addValue(Tag.Number, this.numbers.push(value) - 1);
      this.doubles.set(value, number);
    }
    return number;
  }

  string(value: string): number {
    return this.texted(this.strings, Tag.String, value);
  }

  bigint(digits: string): number {
    return this.texted(this.bigints, Tag.BigInt, digits);
  }

  symbol(description: string): number {
    return this.texted(this.symbols, Tag.Symbol, description);
  }

  private texted(known: Map<string, number>, tag: Tag, text: string): number {
    let number = known.get(text);
    if (number === undefined) {
      number = this.addValue(tag, this.text(text));
      known.set(text, number);
    }
    return number;
  }

  /** Number of a place: row plus one. */
  place(source: number, start: number, end: number): number {
    // Sources are few and offsets below 2^24 in practice; larger ones only share less.
    const key = (source * 16777216 + start) * 4096 + ((end - start) & 4095);
    let index = this.placeIndex.get(key);
    if (index === undefined || this.columns.placeEnd.get(index - 1) !== end) {
      this.columns.placeSource.push(source);
      this.columns.placeStart.push(start);
      index = this.columns.placeEnd.push(end) + 1;
      this.placeIndex.set(key, index);
    }
    return index;
  }

  finish(meta: TraceMeta): TraceData {
    const columns = Object.fromEntries(Object.entries(this.columns).map(([name, c]) => [name, c.toArray()])) as Record<
      ColumnName,
      Int32Array
    >;
    for (const rows of [this.steps, this.contexts, this.links, this.environments, this.bindings, this.writes]) {
      rows.names.forEach((name, offset) => {
        columns[name] = rows.column(offset);
      });
    }
    return { meta, texts: this.texts, numbers: Float64Array.from(this.numbers), columns };
  }
}
