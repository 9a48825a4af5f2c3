import assert from 'node:assert/strict';
import { SeededRandom } from '../../../src/base';
import { readColumn, writeColumn } from '../../../src/trace/format/column-code';
import { ByteReader, ByteWriter, DamagedTrace } from '../../../src/trace/format/columns';

const random = new SeededRandom(3);
const below = (n: number): number => Math.floor(random.next() * n);

const kinds: Record<string, (i: number) => number> = {
  constant: () => 7,
  ascending: (i) => 3 * i - 5,
  small: () => below(13) - 2,
  wide: () => below(2 ** 32) - 2 ** 31,
  steps: (i) => Math.floor(i / 50) * 1_000_000,
  'mostly still': () => (below(40) === 0 ? below(100_000) : 0),
  extremes: (i) => [-(2 ** 31), 2 ** 31 - 1, 0, -1][i % 4]!,
};

function written(column: Int32Array): Uint8Array {
  const w = new ByteWriter();
  writeColumn(w, column);
  return w.done();
}

describe('columns as bytes', () => {
  it('come back as they were', () => {
    for (const [name, make] of Object.entries(kinds)) {
      for (const length of [0, 1, 2, 100, 4096, 4097, 9000]) {
        const column = Int32Array.from({ length }, (_, i) => make(i));
        const reader = new ByteReader(written(column));
        assert.deepEqual(readColumn(reader, length), column, `${name}, ${length}`);
        assert.equal(reader.left, 0);
      }
    }
  });

  it('take the shortest way', () => {
    const size = (make: (i: number) => number): number =>
      written(Int32Array.from({ length: 4000 }, (_, i) => make(i))).length;
    assert.ok(size(kinds.constant!) < 10);
    assert.ok(size(kinds.ascending!) < 10);
    assert.ok(size(kinds.small!) <= 2000 + 10);
    assert.ok(size(kinds['mostly still']!) < 1000);
  });

  it('are refused when damaged', () => {
    for (const make of Object.values(kinds)) {
      const bytes = written(Int32Array.from({ length: 300 }, (_, i) => make(i)));
      for (let i = 0; i < 200; i++) {
        const damaged = bytes.slice(0, 1 + below(bytes.length));
        damaged[below(damaged.length)] = below(256);
        try {
          readColumn(new ByteReader(damaged), 300);
        } catch (error) {
          assert.ok(error instanceof DamagedTrace, String(error));
        }
      }
    }
  });
});
