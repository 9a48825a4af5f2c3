import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Value } from '../../src/engine';
import { native } from '../../src/engine/builtins/define';
import { JSObject, setHidden } from '../../src/engine/values/object';
import type { HostProfile } from '../../src/host';
import { runScript } from '../support/engine/run-script';
import { printed, traceOf } from '../support/trace-text';
import { runUnrecorded } from '../support/unrecorded';

/** The host's objects that an escape would reach for. */
const HOST_OBJECTS: readonly object[] = [
  globalThis,
  Object.prototype,
  Function.prototype,
  Array.prototype,
  Promise.prototype,
  Error.prototype,
  Error,
  Map.prototype,
  RegExp.prototype,
  Object.getPrototypeOf(function* () {}),
  Object.getPrototypeOf(async () => {}),
  process,
];

/** Node makes these when they are first used, which is no change. */
void [TextEncoder, TextDecoder, structuredClone, URL];

/** What the host's objects are made of. */
function hostState(): ReadonlyMap<PropertyKey, PropertyDescriptor>[] {
  return HOST_OBJECTS.map(
    (object) => new Map(Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)!])),
  );
}

/** The keys of host objects that are no longer what they were. */
function changes(before: ReturnType<typeof hostState>): string[] {
  return hostState().flatMap((now, i) => {
    const then = before[i]!;
    const keys = new Set([...then.keys(), ...now.keys()]);
    const same = (key: PropertyKey): boolean => {
      const [a, b] = [then.get(key), now.get(key)];
      return Object.is(a?.value, b?.value) && a?.get === b?.get && a?.set === b?.set;
    };
    return [...keys].filter((key) => !same(key)).map((key) => `object ${i}: ${String(key)}`);
  });
}

/** Runs a guest script in which `probe(value)` tells the host of a value; gives the values that are no guest's. */
function strangers(script: string): { found: string[]; probed: number } {
  const found: string[] = [];
  let probed = 0;
  const { uncaught } = runScript(script, (realm) => {
    const probe = native(realm, 'probe', 1, (_agent, _this, [value]) => {
      probed++;
      if (!isGuest(value)) found.push(`${typeof value} ${String((value as { constructor?: unknown }).constructor)}`);
      return undefined;
    });
    setHidden(realm.globalObject, 'probe', probe, 7);
  });
  assert.deepEqual(uncaught, []);
  return { found, probed };
}

function isGuest(value: Value): boolean {
  return (typeof value !== 'object' && typeof value !== 'function') || value === null || value instanceof JSObject;
}

/** Walks whatever can be reached: properties, prototypes, accessors, results of calls, what is thrown. */
const WALK = `
const seen = new Set(), queue = [];
let random = SEED;
const next = (n) => (random = (random * 1103515245 + 12345) % 2147483648) % n;
function reach(value) {
  probe(value);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  queue.push(value);
}
const odd = () => {
  const pick = [undefined, null, 0, -1, 2, 'abc', '', {}, [1, 2], () => {}, Symbol.iterator, 1n, /a/g, new Proxy({}, {}), new Map(),
    { get [Symbol.species]() { return Array; }, valueOf() { reach(this); return 1; }, then(f, r) { reach(f); reach(r); } },
    new Proxy(function () {}, new Proxy({}, { get(t, trap) { return (...args) => { args.forEach(reach); return Reflect[trap](...args); }; } })),
    function* () { reach(this); reach(arguments); yield 1; }, async () => {}, class { static [Symbol.hasInstance](v) { reach(v); return true; } }];
  return pick[next(pick.length)];
};
const attempt = (make) => { try { const value = make(); reach(value); return value; } catch (error) { reach(error); attemptStack(error); } };
const attemptStack = (error) => { try { reach(error.stack); reach(error.constructor); reach(error.cause); } catch (other) { reach(other); } };
Error.prepareStackTrace = (error, sites) => { reach(error); reach(sites); for (const site of sites ?? []) reach(site); return sites; };
reach(globalThis);
for (const text of ['(function*(){yield 1})()', '(async function*(){yield 1})()', '(async()=>{})()', '[].values()', 'new Map().entries()',
  '"a".matchAll(/a/g)', '(function(){return arguments})(1)', 'new Proxy({}, {})', 'Function("return this")()', '(0, eval)("this")',
  'new (Object.getPrototypeOf(function*(){}).constructor)("yield this")()', 'new Intl.NumberFormat()',
  'Iterator.from({ next() { return { done: true } } })', 'new WeakRef({})', 'Promise.withResolvers()', 'structuredClone']) attempt(() => (0, eval)(text));
for (let steps = 0; queue.length > 0 && steps < 3000; steps++) {
  const value = queue.splice(next(Math.min(queue.length, 20)), 1)[0];
  attempt(() => Object.getPrototypeOf(value));
  for (const key of attempt(() => Reflect.ownKeys(value)) ?? []) {
    const own = attempt(() => Reflect.getOwnPropertyDescriptor(value, key));
    if (own === undefined) continue;
    if (own.get !== undefined) reach(own.get);
    attempt(() => value[key]);
  }
  if (typeof value !== 'function' || value === probe) continue;
  if (['Atomics.wait', 'wait'].includes(value.name)) continue;
  attempt(() => value(odd(), odd()));
  attempt(() => value.call(odd(), odd(), odd(), odd()));
  attempt(() => new value(odd(), odd()));
}
`;

/** The host's own, by the names programs reach for. */
const ESCAPES = [
  `this.constructor.constructor('return typeof process')()`,
  `(() => {}).constructor('return typeof require')()`,
  `(function* () {}).constructor('yield typeof process')().next().value`,
  `new (class extends Function {})('return typeof globalThis.process')()`,
  `(0, eval)('typeof process')`,
  `Reflect.construct(Function, ['return typeof process'])()`,
  `Function.prototype.constructor.apply(null, ['return typeof process'])()`,
  `[].constructor.constructor('return typeof setTimeout')()`,
  `JSON.parse('{"__proto__": {"x": 1}}').constructor.constructor('return typeof process')()`,
  `(() => { try { null.x } catch (e) { return e.constructor.constructor('return typeof process')() } })()`,
  `(() => { try { (function f() { f() })() } catch (e) { return e.constructor.constructor('return typeof process')() } })()`,
  `(() => { try { 'x'.repeat(2 ** 30) } catch (e) { return e.constructor.constructor('return typeof process')() } })()`,
  `(() => { try { new RegExp('(') } catch (e) { return e.constructor.constructor('return typeof process')() } })()`,
  `'a'.replace(/a/, (...all) => all.constructor.constructor('return typeof process')())`,
  `Promise.resolve().constructor.constructor('return typeof process')()`,
  `(async () => {})().constructor.constructor('return typeof process')()`,
  `Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').get.constructor('return typeof process')()`,
  `Symbol.prototype[Symbol.toPrimitive].constructor('return typeof process')()`,
  `new Date().constructor.constructor('return typeof process')()`,
];

/** A program's prelude that changes its own built-ins, and must change nothing else. */
const POLLUTIONS = [
  `Object.prototype.polluted = 1; Object.prototype.get = () => { throw 1 }; Object.prototype.value = 9; Object.prototype.writable = false;`,
  `Array.prototype.push = Array.prototype.map = Array.prototype.slice = () => { throw new Error('stolen') };`,
  `Array.prototype[Symbol.iterator] = function* () { yield 'stolen' };`,
  `Promise.prototype.then = () => { throw new Error('stolen') }; Promise.resolve = Promise.reject = null;`,
  `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 'stolen';`,
  `String.prototype.split = String.prototype.replace = RegExp.prototype.exec = () => { throw 1 };`,
  `Object.defineProperty(Object.prototype, 0, { get() { throw new Error('read') }, set() { throw new Error('written') } });`,
  `Map.prototype.get = Map.prototype.set = Set.prototype.add = WeakMap.prototype.set = () => { throw 1 };`,
  `Error.prototype.toString = () => { throw 1 }; Error.prepareStackTrace = () => { throw 1 }; Error.stackTraceLimit = { valueOf() { throw 1 } };`,
  `Object.defineProperty(Object.prototype, 'then', { get() { throw new Error('then') }, configurable: true });`,
  `JSON.stringify = Object.keys = Object.create = Reflect.apply = Symbol.for = () => { throw 1 };`,
  `Object.defineProperty(Array.prototype, 'constructor', { get() { throw 1 } }); Object.prototype.toString = Object.prototype.valueOf = () => { throw 1 };`,
];

const ORDINARY = `
function add(a, b) { return a + b; }
const list = [1, 2]; const o = { k: 'v', list };
let total = 0;
for (let i = 0; i < 3; i++) total = add(total, i);
class A { #x = 1; get x() { return this.#x; } }
console.log('total', total, new A().x, o.k, list[1]);
setTimeout(() => console.log('timer'));
queueMicrotask(() => console.log('microtask'));
`;

/** Uses the hosts' own libraries after the built-ins have changed. */
const LIBRARIES = `
const target = new EventTarget();
target.addEventListener('a', (event) => console.log(event.type), { once: true });
target.dispatchEvent(new Event('a'));
const controller = new AbortController();
controller.signal.onabort = () => console.log('aborted');
controller.abort();
console.log(new URL('http://a.example/b?c=1').searchParams.get('c'));
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log(data); port2.close(); };
port1.postMessage('sent');
`;
const NODE_LIBRARIES = `
const emitter = new (require('events'))();
emitter.once('x', (value) => console.log('once', value));
emitter.emit('x', 1);
console.log(require('util').format('%s %i', 'a', 2), require('path').join('a', '../b'), Buffer.from('abc').toString('hex'));
`;
const PAGE_LIBRARIES = `
const list = document.createElement('ul');
list.append('a', document.createElement('li'));
list.firstElementChild.addEventListener('click', () => console.log('clicked', list.childNodes.length));
list.firstElementChild.click();
console.log(list.querySelector('li').tagName);
requestAnimationFrame(() => console.log('frame'));
`;

describe('The sandbox', () => {
  it('shows guest code nothing but guest values, wherever it looks', () => {
    const before = hostState();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const { found, probed } = strangers(WALK.replace('SEED', String(seed)));
        assert.deepEqual(found, []);
        assert.ok(probed > 5000, `only ${probed} values were reached`);
      }),
      { numRuns: 5 },
    );
    assert.deepEqual(changes(before), []);
  }).timeout(240_000);

  for (const escape of ESCAPES) {
    it(`has no way out by ${escape.slice(0, 60)}`, () => {
      const { lines, uncaught } = runScript(`print(${escape})`);
      assert.deepEqual({ lines, uncaught }, { lines: ['undefined'], uncaught: [] });
    });
  }

  for (const pollution of POLLUTIONS) {
    it(`goes on when the program does ${pollution.slice(0, 60)}`, () => {
      const before = hostState();
      const trace = traceOf(`${pollution}\n${ORDINARY}`);
      assert.deepEqual(printed(trace), ['total 3 1 v 2', 'microtask', 'timer']);
      for (let step = 0; step < trace.stepCount; step += 7) trace.at(step).heap();
      assert.deepEqual(changes(before), []);
    });

    it(`keeps the hosts' libraries whole when the program does ${pollution.slice(0, 60)}`, () => {
      const run = (profile: HostProfile, text: string): string =>
        runUnrecorded(text, { profile, onStderr: (part) => part }).output;
      for (const [profile, text] of [
        ['node', LIBRARIES + NODE_LIBRARIES],
        ['browser', LIBRARIES + PAGE_LIBRARIES],
      ] as const) {
        assert.equal(run(profile, `${pollution}\n${text}`), run(profile, text));
      }
    });
  }
});
