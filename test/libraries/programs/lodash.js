const _ = require('lodash');
console.log(
  _.VERSION,
  _.chunk([1, 2, 3, 4, 5], 2),
  _.groupBy([1.2, 1.3, 2.1], Math.floor),
  _.sortBy([{ a: 2 }, { a: 1 }], 'a'),
);
console.log(_.cloneDeep({ a: [1, { b: new Date(0) }], m: new Map([[1, { c: 2 }]]), r: /x/g, s: new Set([1]) }));
console.log(
  _.merge({ a: { b: 1 } }, { a: { c: 2 } }),
  _.get({ a: [{ b: 3 }] }, 'a[0].b'),
  _.set({}, 'x.y[1].z', 5),
  _.isEqual({ a: [1, 2] }, { a: [1, 2] }),
);
console.log(
  _.template('hi <%= name %> <% _.each(l, function(x) { %>[<%- x %>]<% }) %>')({ name: 'bob', l: [1, '<'] }),
  _.camelCase('foo bar-baz'),
  _.kebabCase('fooBar'),
  _.startCase('--foo-bar--'),
  _.deburr('déjà vu'),
  _.words('fred, barney, & pebbles'),
);
console.log(
  _([1, 2, 3, 4])
    .map((x) => x * x)
    .filter((x) => x % 2)
    .take(1)
    .value(),
  _.range(5),
  _.zip([1, 2], ['a', 'b']),
  _.partition([1, 2, 3], (n) => n % 2),
  _.uniqBy([2.1, 1.2, 2.3], Math.floor),
  _.orderBy(
    [
      { a: 1, b: 2 },
      { a: 1, b: 1 },
    ],
    ['a', 'b'],
    ['asc', 'desc'],
  ),
);
const d = _.debounce((x) => console.log('debounced', x), 30);
d(1);
d(2);
setTimeout(() => d(3), 10);
const t = _.throttle((x) => console.log('throttled', x), 20);
t('a');
t('b');
setTimeout(() => t('c'), 50);
_.defer(() => console.log('deferred'));
_.delay(() => console.log('delayed'), 100);
const m = _.memoize((x) => {
  console.log('calc', x);
  return x * 2;
});
m(2);
m(2);
console.log(m.cache.size);
const c = _.curry((a, b, c) => a + b + c);
console.log(
  c(1)(2)(3),
  c(1, 2)(3),
  _.flow([(x) => x + 1, (x) => x * 2])(3),
  _.isPlainObject(Object.create(null)),
  _.isArguments(
    (function () {
      return arguments;
    })(),
  ),
  _.toPairs(new Map([[1, 2]])),
  _.size('abc'),
  _.inRange(3, 2, 4),
  _.padStart('5', 3, '0'),
  _.truncate('hello world foo', { length: 10 }),
  _.escape('<a>'),
  _.random(5, 5),
  _.times(3, String),
  _.isTypedArray(new Uint8Array()),
  _.isMap(new Map()),
  _.isWeakMap(new WeakMap()),
  _.isNative(Array.prototype.push),
  _.isBuffer(Buffer.alloc(2)),
);
