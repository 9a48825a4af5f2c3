import {
  applyPatches,
  createDraft,
  current,
  enableMapSet,
  enablePatches,
  finishDraft,
  isDraft,
  original,
  produce,
  produceWithPatches,
} from 'immer';

enablePatches();
enableMapSet();
const base = { a: { b: [1, 2, { c: 3 }] }, d: 1, m: new Map([['k', { v: 1 }]]), s: new Set([1]) };
const next = produce(base, (d) => {
  d.a.b[2].c = 4;
  d.a.b.push(5);
  d.m.get('k').v = 2;
  d.s.add(2);
  console.log(isDraft(d.a), original(d.a) === base.a, current(d.a));
});
console.log(base, next, base.a === next.a, Object.isFrozen(next));
const [n2, p, inv] = produceWithPatches(base, (d) => {
  d.d = 2;
  delete d.a.b;
});
console.log(n2, p, inv, applyPatches(n2, inv));
try {
  ('use strict');
  next.d = 5;
} catch (e) {
  console.log(e.message);
}
try {
  produce(base, (d) => {
    d.d = 1;
    return { x: 1 };
  });
} catch (e) {
  console.log(e.message);
}
console.log(
  produce([3, 1, 2], (d) => {
    d.sort();
    d.unshift(0);
  }),
  produce(base, () => {}) === base,
);
const dr = createDraft({ q: 1 });
dr.q++;
console.log(finishDraft(dr));
class Im {
  static [Symbol.for('immer-draftable')] = true;
  x = 1;
}
const I = new Im();
console.log(
  produce(I, (d) => {
    d.x = 2;
  }),
);
const curried = produce((d, y) => {
  d.y = y;
});
console.log(curried({}, 5));
console.log(
  await Promise.resolve(
    produce({ a: 1 }, (d) => {
      d.a = 3;
    }),
  ),
);
