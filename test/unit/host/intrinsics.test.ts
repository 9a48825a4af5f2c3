import assert from 'node:assert/strict';
import type { HostProfile } from '../../../src/host';
import { printed } from '../../support/traced';

const KEYS = `
  const keys = (object) => Reflect.ownKeys(object).map(String).join(' ');
  console.log(keys(Iterator), '|', keys(Map.prototype), '|', keys(Uint8Array), '|', Math.sumPrecise === undefined);
  console.log(['defer', 'source'].map((phase) => {
    try { Function('return import.' + phase + '("x")'); return 'parses'; } catch (error) { return error.name; }
  }).join(' '));
`;

const MAP = 'constructor get set has delete clear entries forEach keys size values';
const SYMBOLS = 'Symbol(Symbol.toStringTag) Symbol(Symbol.iterator)';
const TYPED = 'length name prototype BYTES_PER_ELEMENT';

/** What each host has of the newest standard, in the order in which its V8 lists it. */
const HOSTS: Record<HostProfile, readonly string[]> = {
  node: [`length name prototype from | ${MAP} ${SYMBOLS} | ${TYPED} | true`, 'SyntaxError SyntaxError'],
  browser: [
    `length name prototype from concat zip zipKeyed | ${MAP} getOrInsert getOrInsertComputed ${SYMBOLS} | ${TYPED} fromBase64 fromHex | false`,
    'SyntaxError SyntaxError',
  ],
  bare: [
    `length name prototype from concat zip zipKeyed | ${MAP} getOrInsert getOrInsertComputed ${SYMBOLS} | ${TYPED} fromBase64 fromHex | false`,
    'parses parses',
  ],
};

describe('intrinsics', () => {
  for (const [host, lines] of Object.entries(HOSTS)) {
    it(`of ${host}`, () => assert.deepEqual(printed(KEYS, host as HostProfile), lines));
  }

  it('of Node stand in its global object as Node lists them, each with a value', () => {
    const text = `
      console.log(Object.keys(globalThis).join(' '));
      console.log(Object.getOwnPropertyNames(globalThis).filter((name) => globalThis[name] === undefined));
      console.log(Object.prototype.toString.call(globalThis), performance !== undefined, 'get' in Object.getOwnPropertyDescriptor(globalThis, 'performance'));
      performance = 1;
      console.log(performance, structuredClone([1]));
      require('util').promisify(setTimeout)(5, 'later').then(console.log);
    `;
    assert.deepEqual(printed(text, 'node'), [
      'global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa performance fetch crypto',
      "[ 'undefined' ]",
      '[object global] true true',
      '1 [ 1 ]',
      'later',
    ]);
  });

  it('keep what tells of a running function where their V8 keeps it', () => {
    const text = `
      function f(a) { return f.arguments.length; }
      console.log(Object.getOwnPropertyNames(f).join(' '), f(1, 2), f.arguments);
      console.log(Object.getOwnPropertyDescriptor(Function.prototype, 'arguments').get.name);
    `;
    assert.deepEqual(printed(text, 'node'), ['length name arguments caller prototype 2 null', '']);
    assert.deepEqual(printed(text, 'browser'), ['length name prototype 2 null', 'get arguments']);
  });
});
