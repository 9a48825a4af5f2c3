require('core-js/actual');
console.log(
  [1, 2, 3, 1].group?.call ? 'g' : 'n',
  Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even')),
  [3, 1, 2].toSorted(),
  new Set([1, 2]).union(new Set([3])),
  Array.fromAsync ? 'fa' : '',
  Promise.try ? 'pt' : '',
  structuredClone({ a: new Map([[1, 2]]) }),
  'abc'.at(-1),
  Iterator.from([1, 2, 3])
    .map((x) => x * 2)
    .toArray(),
  new URL('https://a.b/c?d=1#e').searchParams.get('d'),
  [1, [2, [3]]].flat(Infinity),
);
Promise.any([Promise.reject(1), Promise.resolve(2)]).then((v) => console.log(v));
Promise.allSettled([1, Promise.reject(2)]).then((v) => console.log(v));
queueMicrotask(() => console.log('mt'));
setImmediate(() => console.log('imm'));
