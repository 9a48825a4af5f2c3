const orders = new Map([['A1', 3], ['B2', 5]]);

function* ids() {
  for (const id of orders.keys()) yield id;
}

function price(id) {
  return orders.get(id) * 2;
}

function wait(ms) {
  return new Promise(done => setTimeout(done, ms, 1.5));
}

async function load(id) {
  console.log('load', id);
  const rate = await wait(10);
  return price(id) * rate;
}

async function warm() {
  await null;
  console.log('warm');
}

const next = ids();
setTimeout(function flush() {
  console.log('flush');
}, 0);
const total = load(next.next().value);
Promise.resolve('ok')
  .then(function note(v) { console.log('note', v); })
  .then(function audit() { console.log('audit'); });
warm();
queueMicrotask(function sweep() { console.log('sweep', price('B2')); });
total.then(function show(v) { console.log('total', v); });
console.log('script ends');
