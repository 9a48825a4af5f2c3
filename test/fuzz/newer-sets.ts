import type { Grammar } from './grammar';
import type { Feature } from './newer';
import { expression, type Piece, statement } from './piece';

const METHODS = [
  'union',
  'intersection',
  'difference',
  'symmetricDifference',
  'isSubsetOf',
  'isSupersetOf',
  'isDisjointFrom',
];

/** What something like a set may have wrong, or unusual. */
const PARTS = [
  [
    'size: 2',
    'size: 0',
    'size: 9',
    'size: NaN',
    'size: undefined',
    'size: -1',
    'size: "3"',
    'size: 1n',
    'get size() { log("size"); return { valueOf() { log("valueOf"); return 2; } }; }',
    'size: Infinity',
    'size: 1.5',
  ],
  [
    'has: (x) => (log("has", x), x === 2)',
    'has() { return this.yes; }',
    'has: 1',
    'has: undefined',
    'has() { throw new Error("has"); }',
    'has: () => "true"',
    'get has() { log("get has"); return () => 0; }',
    'has(x) { set.delete(x); return true; }',
    'has(x) { set.add(x + 10); return x < 20; }',
  ],
  [
    'keys: () => [1, 2].values()',
    'keys() { return iterate(3); }',
    'keys() { return iterate(3, { next: 1 }); }',
    'keys: () => ({ next() { log("next"); return { done: true }; } })',
    'keys: () => 1',
    'keys: undefined',
    'keys() { throw new Error("keys"); }',
    'keys: () => iterate(4, { next() { return 1; } })',
    'keys: () => iterate(5, { return() { throw new Error("return"); } })',
    '*keys() { try { yield -0; yield 7; set.clear(); yield 8; } finally { log("closed"); } }',
    'get keys() { log("get keys"); return function* () { yield 2; yield 2; }; }',
  ],
] as const;

function like(g: Grammar): Piece {
  return g.pick([
    () => expression`{ ${g.pick(PARTS[0])}, ${g.pick(PARTS[1])}, ${g.pick(PARTS[2])} }`,
    () => expression`{ ${g.pick(PARTS[0])}, ${g.pick(PARTS[1])}, ${g.pick(PARTS[2])} }`,
    () =>
      expression`{ ${g.pick(PARTS[0].slice(0, 3))}, ${g.pick(PARTS[1].slice(0, 2))}, ${g.pick(PARTS[2].slice(0, 2))} }`,
    () => expression`new Set([2, ${g.odd()}, 3])`,
    () => expression`new Map([[2, 'two'], [NaN, 'nan']])`,
    () =>
      expression`new (class extends Set { has(x) { log('own has', x); return super.has(x); } keys() { log('own keys'); return super.keys(); } get size() { log('own size'); return super.size; } })([1, 5])`,
    () => expression`(${g.odd()})`,
    () => expression`set`,
    () => expression`spy({ size: 1, has: () => true, keys: () => [1].values() })`,
  ])();
}

export const sets: readonly Feature[] = [
  {
    test: 'Set.prototype.union',
    make: (g) =>
      statement`{ const set = new Set(${g.pick(['[1, 2, 3]', '[]', '[NaN, -0, "a"]', '[3, 2, 1, 0, 7, 8]'])}); show(() => set.${g.pick(METHODS)}(${like(g)})); log(set); }`,
  },
  {
    test: 'Set.prototype.union',
    make: (g) => statement`show(() => Set.prototype.${g.pick(METHODS)}.call(${g.odd()}, ${g.odd()}));`,
  },
];
