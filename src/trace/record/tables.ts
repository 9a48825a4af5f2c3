import { COLUMNS, type ColumnName, IntColumn, type Tag, type TraceData, type TraceMeta } from '../format';

/** Interns texts, numbers and values, and holds the columns while recording. */
export class Tables {
  readonly columns = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, new IntColumn()])) as Record<
    ColumnName,
    IntColumn
  >;
  private readonly texts: string[] = [''];
  private readonly textIndex = new Map<string, number>([['', 0]]);
  private readonly numbers: number[] = [];
  private readonly numberIndex = new Map<number, number>();
  private readonly valueIndex = new Map<number, number>();
  private readonly placeIndex = new Map<number, number>();
  private negativeZero = -1;

  text(value: string): number {
    let index = this.textIndex.get(value);
    if (index === undefined) {
      index = this.texts.push(value) - 1;
      this.textIndex.set(value, index);
    }
    return index;
  }

  textAt(index: number): string {
    return this.texts[index]!;
  }

  number(value: number): number {
    if (Object.is(value, -0)) {
      if (this.negativeZero < 0) this.negativeZero = this.numbers.push(-0) - 1;
      return this.negativeZero;
    }
    let index = this.numberIndex.get(value);
    if (index === undefined) {
      index = this.numbers.push(value) - 1;
      this.numberIndex.set(value, index);
    }
    return index;
  }

  /** Number of a value: index into the value columns plus one. */
  value(tag: Tag, payload: number): number {
    const key = payload * 16 + tag;
    let index = this.valueIndex.get(key);
    if (index === undefined) {
      this.columns.valueTag.push(tag);
      index = this.columns.valuePayload.push(payload) + 1;
      this.valueIndex.set(key, index);
    }
    return index;
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
    return { meta, texts: this.texts, numbers: Float64Array.from(this.numbers), columns };
  }
}
