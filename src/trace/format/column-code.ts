import { type ByteReader, type ByteWriter, DamagedTrace, sizeOfSigned, sizeOfUnsigned } from './columns';

/** Rows that are written in one way; another way may be shorter for the next ones. */
const BLOCK = 4096;
/** More rows than any trace has. */
const MOST_ROWS = 2 ** 27;
/** Wider numbers than this are not packed: a row and what is left of the one before fit into 32 bits. */
const MOST_BITS = 24;

/**
 * How the rows of a block are written, as its first byte. The two last ways have the number of bits added to them.
 */
const enum Way {
  /** The difference from each row to the next. */
  Differences = 0,
  /** Runs of equal differences: the difference, how often. */
  Runs = 1,
  /** Values in as few bits as the greatest needs, from the least on. */
  Values = 2,
  /** Differences in the same way. */
  PackedDifferences = 27,
}

/** Appends a column's rows, each block of them in the shortest way. Their number is the reader's to know. */
export function writeColumn(w: ByteWriter, column: Int32Array): void {
  for (let from = 0; from < column.length; from += BLOCK) {
    writeBlock(w, column.subarray(from, from + BLOCK), from === 0 ? 0 : column[from - 1]!);
  }
}

function writeBlock(w: ByteWriter, values: Int32Array, before: number): void {
  const differences = new Int32Array(values.length);
  const sizes = measure(values, before, differences);
  const least = Math.min(sizes.each, sizes.runs, sizes.values.size, sizes.differences.size);
  if (least === sizes.each) {
    w.byte(Way.Differences);
    w.eachSigned(differences);
  } else if (least === sizes.runs) {
    w.byte(Way.Runs);
    for (let i = 0, end = 0; i < differences.length; i = end) {
      while (end < differences.length && differences[end] === differences[i]) end++;
      w.signed(differences[i]!);
      w.unsigned(end - i);
    }
  } else if (least === sizes.values.size) writePacked(w, Way.Values, values, sizes.values);
  else writePacked(w, Way.PackedDifferences, differences, sizes.differences);
}

/** Bytes that a block takes in each way. */
interface Sizes {
  readonly each: number;
  readonly runs: number;
  readonly values: Packing;
  readonly differences: Packing;
}

/** How numbers are packed into few bits. */
interface Packing {
  readonly least: number;
  readonly bits: number;
  /** Bytes they take. */
  readonly size: number;
}

/** Fills in the differences. All in one pass: an edit's trace is written by code that V8 has not made fast yet. */
function measure(values: Int32Array, before: number, differences: Int32Array): Sizes {
  let least = values[0]!;
  let greatest = least;
  let leastDifference = (least - before) | 0;
  let greatestDifference = leastDifference;
  let each = 0;
  let runs = 0;
  let size = 0;
  let run = 0;
  let last = before;
  let lastDifference = leastDifference;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const difference = (value - last) | 0;
    differences[i] = difference;
    last = value;
    if (value < least) least = value;
    else if (value > greatest) greatest = value;
    if (run === 0 || difference !== lastDifference) {
      if (run > 0) runs += size + sizeOfUnsigned(run);
      if (difference < leastDifference) leastDifference = difference;
      else if (difference > greatestDifference) greatestDifference = difference;
      size = sizeOfSigned(difference);
      lastDifference = difference;
      run = 0;
    }
    run++;
    each += size;
  }
  return {
    each,
    runs: runs + size + sizeOfUnsigned(run),
    values: packing(least, greatest, values.length),
    differences: packing(leastDifference, greatestDifference, values.length),
  };
}

function packing(least: number, greatest: number, count: number): Packing {
  const span = greatest - least;
  const bits = span > 0x7fffffff ? 32 : 32 - Math.clz32(span);
  const size = bits > MOST_BITS ? Number.POSITIVE_INFINITY : sizeOfSigned(least) + Math.ceil((bits * count) / 8);
  return { least, bits, size };
}

function writePacked(w: ByteWriter, way: Way, numbers: Int32Array, { least, bits }: Packing): void {
  w.byte(way + bits);
  w.signed(least);
  const bytes = new Uint8Array(Math.ceil((bits * numbers.length) / 8));
  let at = 0;
  let kept = 0;
  let room = 0;
  for (let i = 0; i < numbers.length; i++) {
    kept |= (numbers[i]! - least) << room;
    for (room += bits; room >= 8; room -= 8) {
      bytes[at++] = kept;
      kept >>>= 8;
    }
  }
  if (room > 0) bytes[at] = kept;
  w.raw(bytes);
}

/** Reads `length` rows that `writeColumn` wrote. Throws DamagedTrace on anything that can't have been written. */
export function readColumn(r: ByteReader, length: number): Int32Array {
  // A block takes two bytes or more, however many rows it has.
  if (length > MOST_ROWS || Math.ceil(length / BLOCK) > r.left) {
    throw new DamagedTrace(`a column of ${length} rows at byte ${r.position} is longer than can be`);
  }
  const column = new Int32Array(length);
  let last = 0;
  for (let from = 0; from < length; from += BLOCK) {
    const rows = column.subarray(from, Math.min(length, from + BLOCK));
    const way = r.byte();
    const packed = way >= Way.Values;
    const areValues = packed && way < Way.PackedDifferences;
    if (packed) readPacked(r, rows, way - (areValues ? Way.Values : Way.PackedDifferences));
    else if (way === Way.Runs) readRuns(r, rows);
    else for (let i = 0; i < rows.length; i++) rows[i] = r.signed();
    if (!areValues) for (let i = 0; i < rows.length; i++) last = rows[i] = (last + rows[i]!) | 0;
    last = rows[rows.length - 1]!;
  }
  return column;
}

function readRuns(r: ByteReader, rows: Int32Array): void {
  for (let i = 0; i < rows.length; ) {
    const difference = r.signed();
    const count = r.unsigned();
    if (count === 0 || count > rows.length - i) throw new DamagedTrace(`no run at byte ${r.position}`);
    rows.fill(difference, i, i + count);
    i += count;
  }
}

function readPacked(r: ByteReader, rows: Int32Array, bits: number): void {
  const least = r.signed();
  if (bits > MOST_BITS) throw new DamagedTrace(`no packed numbers at byte ${r.position}`);
  const mask = 2 ** bits - 1;
  let kept = 0;
  let room = 0;
  for (let i = 0; i < rows.length; i++) {
    for (; room < bits; room += 8) kept |= r.byte() << room;
    rows[i] = least + (kept & mask);
    kept >>>= bits;
    room -= bits;
  }
}
