import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextMap } from '../../../src/extension/text-map';

function mapped(...changes: [number, number, number][]): TextMap {
  const map = new TextMap();
  changes.forEach(([offset, removed, inserted], i) => {
    map.add(i + 1, { offset, removed, inserted });
  });
  return map;
}

describe('TextMap', () => {
  it('carries places over insertions and removals, in both directions', () => {
    const map = mapped([10, 0, 5], [2, 4, 0]);
    assert.deepEqual(
      [0, 2, 4, 8, 10, 20].map((at) => map.toNow(at)),
      [0, 2, 2, 4, 11, 21],
    );
    assert.deepEqual(
      [0, 4, 11, 21].map((at) => map.toThen(at)),
      [0, 8, 10, 20],
    );
  });

  it('pushes a statement on when a line is put right before it', () => {
    assert.equal(mapped([7, 0, 3]).toNow(7), 10);
  });

  it('knows only the edits since a version', () => {
    const map = mapped([0, 0, 1], [0, 0, 10], [0, 0, 100]);
    assert.equal(map.since(2).toNow(0), 100);
    assert.equal(map.toNow(0, 2), 11);
    assert.equal(map.since(3).changed, false);
  });

  it('finds the way back from any place that was not replaced', () => {
    const change = fc.tuple(fc.nat(50), fc.nat(10), fc.nat(10));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(80), (changes, at) => {
        const map = mapped(...changes);
        const now = map.toNow(at);
        // Back and forth again is the same place: what was removed has one place, its edge.
        assert.equal(map.toNow(map.toThen(now)) >= now, true);
      }),
    );
  });
});
