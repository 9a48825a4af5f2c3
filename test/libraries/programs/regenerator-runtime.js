const regeneratorRuntime = require('regenerator-runtime');
function gen() {
  return regeneratorRuntime.mark(function g(a) {
    return regeneratorRuntime.wrap(
      function g$(c) {
        while (1)
          switch ((c.prev = c.next)) {
            case 0:
              c.prev = 0;
              c.next = 3;
              return a;
            case 3:
              console.log('sent', c.sent);
              c.next = 6;
              return a + 1;
            case 6:
              c.next = 11;
              break;
            case 8:
              c.prev = 8;
              c.t0 = c.catch(0);
              console.log('caught', c.t0);
            case 11:
              return c.abrupt('return', 'end');
            case 12:
            case 'end':
              return c.stop();
          }
      },
      g,
      null,
      [[0, 8]],
    );
  });
}
const it = gen()(5);
console.log(it.next(), it.next('x'), it.next(), it.next(), [...gen()(1)]);
const it2 = gen()(1);
it2.next();
console.log(it2.throw(new Error('boom').message));
regeneratorRuntime
  .async(function f$(c) {
    while (1)
      switch ((c.prev = c.next)) {
        case 0:
          c.next = 2;
          return regeneratorRuntime.awrap(Promise.resolve(7));
        case 2:
          console.log('awaited', c.sent);
          return c.abrupt('return', 'done');
        case 4:
        case 'end':
          return c.stop();
      }
  })
  .then((v) => console.log(v));
console.log(
  Object.prototype.toString.call(it),
  regeneratorRuntime.isGeneratorFunction(function* () {}),
  regeneratorRuntime.keys({ a: 1, b: 2 }).next ? 'iter' : typeof regeneratorRuntime.keys({ a: 1 }),
);
