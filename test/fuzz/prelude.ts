/** What every program may use. */
export const PRELUDE = `function log(...values) { console.log(...values); }
const util = require('node:util');
function words(error) { return error instanceof Error ? error.name + ': ' + error.message : error; }
function show(make) { try { console.log(make()); } catch (error) { console.log('threw', words(error)); } }
async function showAsync(make) { try { console.log(await make()); } catch (error) { console.log('rejected', words(error)); } }
function tag(strings, ...values) { return [strings.raw.join('|'), ...values]; }
function iterate(n, more) {
  let i = 0;
  return { [Symbol.iterator]() { log('iterator'); return this; },
    next(v) { log('next', i, v); return { value: i, done: i++ >= n }; },
    return(v) { log('return', v); return {}; }, ...more };
}
function iterateLater(n, more) {
  let i = 0;
  return { [Symbol.asyncIterator]() { log('async iterator'); return this; },
    async next(v) { log('next', i, v); return { value: i, done: i++ >= n }; },
    async return(v) { log('return', v); return { value: v, done: true }; }, ...more };
}
function spy(target) {
  const told = (name) => function (...all) {
    log(name, ...all.slice(1).map((value) => (typeof value === 'symbol' || typeof value === 'string' ? value : typeof value)));
    return Reflect[name](...all);
  };
  return new Proxy(target, Object.fromEntries(Reflect.ownKeys(Reflect).filter((name) => typeof name === 'string').map((name) => [name, told(name)])));
}
`;
