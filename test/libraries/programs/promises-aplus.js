// The Promises/A+ tests under a runner with mocha's interface; also for a promise of the old kind.
const queue = [];
let path = [];
let hooks = [];
global.describe = (title, body) => {
  const [outerPath, outerHooks] = [path, hooks];
  path = [...path, title];
  hooks = [...hooks, { before: [], after: [] }];
  body();
  [path, hooks] = [outerPath, outerHooks];
};
global.specify = global.it = (title, body) => queue.push({ title: [...path, title].join(' > '), body, hooks });
global.before = global.beforeEach = (body) => hooks[hooks.length - 1].before.push(body);
global.after = global.afterEach = (body) => hooks[hooks.length - 1].after.push(body);
process.on('unhandledRejection', () => {});

global.adapter = {
  resolved: (value) => Promise.resolve(value),
  rejected: (reason) => Promise.reject(reason),
  deferred() {
    const d = {};
    d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }));
    return d;
  },
};
for (const clause of [
  '2.1.2',
  '2.1.3',
  '2.2.1',
  '2.2.2',
  '2.2.3',
  '2.2.4',
  '2.2.5',
  '2.2.6',
  '2.2.7',
  '2.3.1',
  '2.3.2',
  '2.3.3',
  '2.3.4',
])
  require(`promises-aplus-tests/lib/tests/${clause}.js`);

const run = (body) =>
  new Promise((resolve, reject) => {
    try {
      if (body.length === 0) return resolve(body());
      body((error) => (error ? reject(error) : resolve()));
    } catch (error) {
      reject(error);
    }
  });
(async () => {
  let passed = 0;
  const failed = [];
  for (const { title, body, hooks } of queue) {
    try {
      for (const h of hooks) for (const b of h.before) await run(b);
      await Promise.race([
        run(body),
        new Promise((_, reject) => setTimeout(reject, 1000, new Error('too slow')).unref()),
      ]);
      for (const h of hooks) for (const a of h.after) await run(a);
      passed++;
    } catch (error) {
      failed.push(`${title}: ${error?.message}`);
    }
  }
  console.log(`${passed} passed, ${failed.length} failed of ${queue.length}`);
  failed.slice(0, 10).forEach((f) => console.log(f));
})();
