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

/** Appends a column, each block of it in the shortest way. */
export function writeColumn(w: ByteWriter, column: ArrayLike<number>): void {
  w.unsigned(column.length);
  const differences = new Int32Array(Math.min(BLOCK, column.length));
  let last = 0;
  for (let from = 0; from < column.length; from += BLOCK) {
    const count = Math.min(BLOCK, column.length - from);
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const value = column[from + i]!;
      values[i] = value;
      differences[i] = value - last;
      last = value;
    }
    writeBlock(w, values, differences.subarray(0, count));
  }
}

function writeBlock(w: ByteWriter, values: Int32Array, differences: Int32Array): void {
  const { each, runs } = differenceSizes(differences);
  const plain = rangeOf(values);
  const packed = rangeOf(differences);
  const least = Math.min(each, runs, plain.size, packed.size);
  if (least === each) {
    w.byte(Way.Differences);
    for (let i = 0; i < differences.length; i++) w.signed(differences[i]!);
  } else if (least === runs) {
    w.byte(Way.Runs);
    for (let i = 0, end = 0; i < differences.length; i = end) {
      while (end < differences.length && differences[end] === differences[i]) end++;
      w.signed(differences[i]!);
      w.unsigned(end - i);
    }
  } else if (least === plain.size) writePacked(w, Way.Values, values, plain);
  else writePacked(w, Way.PackedDifferences, differences, packed);
}

/** Bytes that differences take one by one, and in runs of equal ones. */
function differenceSizes(differences: Int32Array): { each: number; runs: number } {
  let each = 0;
  let runs = 0;
  let size = 0;
  let run = 0;
  for (let i = 0; i < differences.length; i++) {
    if (run === 0 || differences[i] !== differences[i - 1]) {
      if (run > 0) runs += size + sizeOfUnsigned(run);
      size = sizeOfSigned(differences[i]!);
      run = 0;
    }
    run++;
    each += size;
  }
  return { each, runs: runs + size + sizeOfUnsigned(run) };
}

interface Range {
  readonly least: number;
  readonly bits: number;
  /** Bytes the packed numbers take. */
  readonly size: number;
}

function rangeOf(numbers: Int32Array): Range {
  let least = numbers[0]!;
  let greatest = least;
  for (let i = 1; i < numbers.length; i++) {
    const n = numbers[i]!;
    if (n < least) least = n;
    else if (n > greatest) greatest = n;
  }
  const span = greatest - least;
  const bits = span > 0x7fffffff ? 32 : 32 - Math.clz32(span);
  const size =
    bits > MOST_BITS ? Number.POSITIVE_INFINITY : sizeOfSigned(least) + Math.ceil((bits * numbers.length) / 8);
  return { least, bits, size };
}

function writePacked(w: ByteWriter, way: Way, numbers: Int32Array, { least, bits }: Range): void {
  w.byte(way + bits);
  w.signed(least);
  let kept = 0;
  let room = 0;
  for (let i = 0; i < numbers.length; i++) {
    kept |= (numbers[i]! - least) << room;
    for (room += bits; room >= 8; room -= 8) {
      w.byte(kept & 0xff);
      kept >>>= 8;
    }
  }
  if (room > 0) w.byte(kept & 0xff);
}

/** Reads what `writeColumn` wrote. Throws DamagedTrace on anything that can't have been written. */
export function readColumn(r: ByteReader): Int32Array {
  const length = r.unsigned();
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
