import { lastIndexAt } from './index-list';
import type { Place } from './model';
import type { Tables } from './tables';

/** Ranges of the sources: what line they are on, what stands there. */
export class Places {
  private readonly starts: (Int32Array | undefined)[] = [];

  constructor(private readonly tables: Tables) {}

  /** The place in a row of the place table, counted from 1; null for none. */
  at(row: number): Place | null {
    if (row <= 0) return null;
    const { placeSource, placeStart, placeEnd } = this.tables.columns;
    const source = placeSource[row - 1]!;
    const start = placeStart[row - 1]!;
    const end = placeEnd[row - 1]!;
    const starts = this.lines(source);
    const line = lastIndexAt(starts, start);
    return { source, start, end, line: line + 1, column: start - starts[Math.max(0, line)]! + 1 };
  }

  /** Where each line of a source begins. */
  lines(source: number): Int32Array {
    let starts = this.starts[source];
    if (starts === undefined) {
      const { text } = this.tables.sources[source]!;
      const list = [0];
      for (let i = 0; i < text.length; i++) {
        const ch = text.charCodeAt(i);
        if (ch === 13 && text.charCodeAt(i + 1) === 10) continue;
        if (ch === 10 || ch === 13 || ch === 0x2028 || ch === 0x2029) list.push(i + 1);
      }
      starts = Int32Array.from(list);
      this.starts[source] = starts;
    }
    return starts;
  }

  /** The source text there, on one line, with `…` after `length` characters. */
  snippet(place: Place | null, length = 60): string {
    if (place === null) return '';
    const end = Math.min(place.end, place.start + length * 3);
    const text = this.tables.sources[place.source]!.text.slice(place.start, end).replace(/\s+/g, ' ').trim();
    return text.length > length ? `${text.slice(0, length - 1)}…` : text.replace(/;$/, '');
  }

  /** Whether a place is in a text of the program, not in one of its host. */
  isProgram(row: number): boolean {
    return row > 0 && this.tables.data.meta.sources[this.tables.columns.placeSource[row - 1]!]?.provider === null;
  }
}

/** A virtual time in microseconds as milliseconds: `1.5`. */
export function milliseconds(microseconds: number): string {
  return String(Number((microseconds / 1000).toFixed(3)));
}
