import assert from 'node:assert/strict';
import { linesOf } from '../../../support/engine/run-script';

describe('Map, Set and weak collections', () => {
  it('walk on through deletion, clearing and growth', () => {
    assert.deepEqual(
      linesOf(`
        const m = new Map([[1, 'a'], [2, 'b'], [3, 'c']]);
        for (const [key, value] of m) {
          print(key);
          if (value === 'a') { m.delete(1); m.delete(2); m.set(1, 'again'); }
          if (key === 3) m.set(4, 'd');
        }
        const s = new Set([1]);
        const it = s.values();
        s.clear();
        s.add(2);
        print(it.next().value, it.next().done);
        s.add(3);
        print(it.next().done);
      `),
      ['1', '3', '1', '4', '2 true', 'true'],
    );
  });

  it('call an overridden adder, and not the built-in one by another way', () => {
    assert.deepEqual(
      linesOf(`
        class Loud extends Map { set(key, value) { print('set', key); return super.set(key, value); } }
        print(new Loud([[1, 2]]).get(1));
        const add = Set.prototype.add;
        Set.prototype.add = function (value) { print('add', value); return add.call(this, value); };
        print(new Set([1, 2]).size);
      `),
      ['set 1', '2', 'add 1', 'add 2', '2'],
    );
  });

  it('read arrays with holes and getters as their iterator would', () => {
    assert.deepEqual(
      linesOf(`
        Object.defineProperty(Array.prototype, 1, { get: () => 'inherited', configurable: true });
        print([...new Set([1, , 3])]);
        delete Array.prototype[1];
        print([...new Map([[1, 2], new Proxy([3, 4], {})])]);
      `),
      ["[1, 'inherited', 3]", '[[1, 2], [3, 4]]'],
    );
  });

  it('compute what they miss once', () => {
    assert.deepEqual(
      linesOf(`
        const m = new Map();
        print(m.getOrInsert('a', 1), m.getOrInsert('a', 2));
        print(m.getOrInsertComputed('b', (key) => key + '!'), m.getOrInsertComputed('b', () => print('never')));
        const key = {};
        print(new WeakMap([[key, 5]]).getOrInsertComputed(key, () => 6));
      `),
      ['1 1', 'b! b!', '5'],
    );
  });

  it('hold weakly what has an identity only', () => {
    assert.deepEqual(
      linesOf(`
        for (const value of [Symbol('local'), Symbol.for('shared'), Symbol.iterator, 1]) {
          try { print(new WeakSet([value]).has(value)); } catch (error) { print(error.message); }
        }
        const target = {};
        print(new WeakRef(target).deref() === target);
      `),
      ['true', 'Invalid value used in weak set', 'true', 'Invalid value used in weak set', 'true'],
    );
  });
});
