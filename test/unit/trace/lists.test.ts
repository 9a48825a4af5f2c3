import assert from 'node:assert/strict';
import { SeededRandom } from '../../../src/base';
import { Grouped } from '../../../src/trace/read/index-list';
import { lazyList } from '../../../src/trace/read/lazy-list';
import { LiveSets } from '../../../src/trace/read/live-set';

describe('lists of a trace', () => {
  it('knows what lives at every step, in the wished order', () => {
    const random = new SeededRandom(1);
    const upTo = (n: number): number => Math.floor(random.next() * n);
    const from = Array.from({ length: 700 }, () => upTo(50) - 5);
    const to = from.map((step) => (upTo(4) === 0 ? -1 : step + upTo(30)));
    const owners = from.map(() => upTo(2));
    const order = from.map((_, i) => i).sort((a, b) => to[a]! - to[b]! || a - b);
    const sets = new LiveSets(from, to, owners, order);
    for (let step = 0; step < 80; step++) {
      for (const owner of [0, 1, 2]) {
        const wanted = order.filter(
          (i) => owners[i] === owner && from[i]! >= 0 && from[i]! <= step && (to[i]! < 0 || to[i]! > step),
        );
        assert.deepEqual([...sets.at(owner, step)], wanted);
      }
    }
  });

  it('groups rows by key, leaving out negative ones', () => {
    const grouped = new Grouped([2, 0, -1, 2, 1, 2], 3);
    const rows = [0, 1, 2, 3].map((key) => Array.from({ length: grouped.count(key) }, (_, n) => grouped.row(key, n)));
    assert.deepEqual(rows, [[1], [4], [0, 3, 5], []]);
    assert.deepEqual([grouped.lastRow(2, 4), grouped.lastRow(2, -1), grouped.lastRow(3, 9)], [3, -1, -1]);
  });

  it('makes an item of a long list when it is asked for, once', () => {
    const made: number[] = [];
    const list = lazyList(100_000, (i) => {
      made.push(i);
      return { i };
    });
    assert.equal(list.length, 100_000);
    assert.deepEqual(
      [list[3]?.i, list.at(-1)?.i, list[100_000], list.slice(2, 4).map(({ i }) => i)],
      [3, 99_999, undefined, [2, 3]],
    );
    assert.equal(list.find(({ i }) => i === 4)?.i, 4);
    assert.equal(list[3], list[3]);
    assert.deepEqual(made, [3, 99_999, 2, 0, 1, 4]);
    assert.deepEqual([...lazyList(3, String)], ['0', '1', '2']);
    assert.deepEqual(lazyList(2, String), ['0', '1']);
    assert.equal(JSON.stringify(lazyList(2, (i) => i)), '[0,1]');
  });
});
