import assert from 'node:assert/strict';
import { printed } from '../../support/traced';

const TEXT = `
  function m() { throw new Error('m'); }
  const line = (f) => {
    try { f(); } catch (error) { console.log(error.stack.split('\\n')[1].trim().replace(/ \\(.*/, '')); }
  };
  for (const receiver of [m, parseInt, Map, { a() {} }.a, class K {}, () => {}, async () => {}, m.bind(), new Function()]) {
    line(() => m.call(receiver));
  }
  class C { get x() { throw new Error('x'); } static get s() { throw new Error('s'); } }
  line(() => new C().x);
  line(() => C.s);
  line(() => Object.fromEntries(1));
`;

describe('Stack traces in a browser', () => {
  it('name functions that are receivers, and getters without an alias', () => {
    const named = 'm parseInt.m Map.m a.m K.m Function.m AsyncFunction.m Function.m Function.m'.split(' ');
    const rest = ['get x', 'get s', 'Object.fromEntries'];
    assert.deepEqual(
      printed(TEXT, 'browser'),
      [...named, ...rest].map((name) => `at ${name}`),
    );
  });
});
