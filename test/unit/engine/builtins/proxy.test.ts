import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

const LOGGING = `
  const handler = new Proxy({}, { get: (_t, trap) => (...args) => { log.push(trap); return Reflect[trap](...args); } });
  const log = [];
  const flush = () => print(log.splice(0).join(' '));
`;

describe('Proxy', () => {
  it('traps each operation', () => {
    assert.deepEqual(
      linesOf(`${LOGGING}
        const p = new Proxy({ a: 1 }, handler);
        p.a; p.b = 1; 'a' in p; delete p.b; flush();
        Object.keys(p); flush();
        ({ ...p }); flush();
        Object.assign({}, p); flush();
        Object.freeze(p); flush();
        Object.isFrozen(p); flush();
      `),
      [
        'get set getOwnPropertyDescriptor defineProperty has deleteProperty',
        'ownKeys getOwnPropertyDescriptor',
        'ownKeys getOwnPropertyDescriptor get',
        'ownKeys getOwnPropertyDescriptor get',
        'preventExtensions ownKeys getOwnPropertyDescriptor defineProperty',
        'isExtensible ownKeys getOwnPropertyDescriptor',
      ],
    );
  });

  it('is called and constructed', () => {
    assert.deepEqual(
      linesOf(`${LOGGING}
        const f = new Proxy(function (a) { this.a = a; }, handler);
        f.call({}, 1); flush();
        print(new f(2)); flush();
        print(typeof f, typeof new Proxy({}, {}));
      `),
      ['get apply', '{ a: 2 }', 'construct get', 'function object'],
    );
  });

  it('lies in prototype chains', () => {
    assert.deepEqual(
      linesOf(`
        const o = Object.create(new Proxy({}, { get: (_t, key, receiver) => [key, receiver === o], set(_t, key, value) { print('set', key, value); return true; } }));
        print(o.x);
        o.y = 1;
        print(Object.keys(o));
      `),
      ["['x', true]", 'set y 1', '[]'],
    );
  });

  it('must keep to the invariants', () => {
    const frozen = 'const t = Object.freeze({ x: 1 });';
    const cases: [string, string][] = [
      [
        `${frozen} new Proxy(t, { get: () => 2 }).x`,
        "TypeError: 'get' on proxy: property 'x' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')",
      ],
      [
        `${frozen} 'x' in new Proxy(t, { has: () => false })`,
        "TypeError: 'has' on proxy: trap returned falsish for property 'x' which exists in the proxy target as non-configurable",
      ],
      [
        `${frozen} Object.keys(new Proxy(t, { ownKeys: () => [] }))`,
        "TypeError: 'ownKeys' on proxy: trap result did not include 'x'",
      ],
      [
        `${frozen} Object.keys(new Proxy(t, { ownKeys: () => ['x', 'y'] }))`,
        "TypeError: 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible",
      ],
      [
        `${frozen} Object.getPrototypeOf(new Proxy(t, { getPrototypeOf: () => ({}) }))`,
        "TypeError: 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype",
      ],
      [
        `Object.defineProperty(new Proxy({}, { defineProperty: () => true }), 'y', { configurable: false })`,
        "TypeError: 'defineProperty' on proxy: trap returned truish for defining non-configurable property 'y' which is either non-existent or configurable in the proxy target",
      ],
      [
        `'use strict'; new Proxy({}, { set: () => false }).x = 1`,
        "TypeError: 'set' on proxy: trap returned falsish for property 'x'",
      ],
      [
        `'use strict'; delete new Proxy({}, { deleteProperty: () => false }).x`,
        "TypeError: 'deleteProperty' on proxy: trap returned falsish for property 'x'",
      ],
      [
        `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy.x`,
        "TypeError: Cannot perform 'get' on a proxy that has been revoked",
      ],
      [`new Proxy(5, {})`, 'TypeError: Cannot create proxy with a non-object as target or handler'],
      [
        `new Proxy({}, { get: 5 }).x`,
        "TypeError: '5' returned for property 'get' of object '#<Object>' is not a function",
      ],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });

  it('looks into deep chains of proxies', () => {
    assert.deepEqual(
      linesOf(
        `let p = { x: 1 }; for (let i = 0; i < 1000; i++) p = new Proxy(p, {}); print(p.x, 'x' in p, Object.keys(p));`,
      ),
      ["1 true ['x']"],
    );
  });

  it('are used for the last time by the operation that revokes them', () => {
    assert.deepEqual(
      linesOf(`
        const once = (target) => {
          const { proxy, revoke } = Proxy.revocable(target, new Proxy({}, { get() { revoke(); } }));
          return proxy;
        };
        print(Object.getPrototypeOf(once([])) === Array.prototype, Object.isExtensible(once({})), once({ a: 5 }).a, 'a' in once({ a: 5 }));
        print(Object.getOwnPropertyNames(once({ a: 5 })), once(() => 'called')(), delete once({}).a);
      `),
      ['true true 5 true', "['a'] called true"],
    );
  });
});

describe('Reflect', () => {
  it('does what the operators do, and answers instead of throwing', () => {
    assert.deepEqual(
      linesOf(`
        print(Reflect.set(Object.freeze({}), 'a', 1), Reflect.defineProperty(Object.freeze({}), 'a', {}), Reflect.has({ a: 1 }, 'a'));
        print(Reflect.get({ get a() { return this.z; } }, 'a', { z: 7 }), Reflect.ownKeys({ b: 1, 1: 1 }), Reflect.apply(Math.max, null, [1, 2]));
        const receiver = {};
        print(Reflect.set({}, 'a', 1, receiver), receiver, Reflect.set({}, 'a', 1, 5));
        class A { constructor() { this.t = new.target.name; } }
        print(Reflect.construct(A, [], class B {}), Reflect.setPrototypeOf(Object.prototype, {}));
      `),
      ['false false true', "7 ['1', 'b'] 2", 'true { a: 1 } false', "{ t: 'B' } false"],
    );
    assert.equal(errorOf('Reflect.get(5)'), 'TypeError: Reflect.get called on non-object');
  });

  it('takes an undefined receiver for what it is', () => {
    assert.deepEqual(
      linesOf(`
        print(Reflect.get({ get a() { 'use strict'; return this; } }, 'a', undefined), Reflect.set({}, 'a', 1, undefined));
        const home = { __proto__: { get a() { 'use strict'; return this; } }, read() { 'use strict'; return super.a; } };
        print(home.read.call(undefined));
      `),
      ['undefined false', 'undefined'],
    );
  });
});
