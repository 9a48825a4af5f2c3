import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('Error', () => {
  it('has stack, message and cause of its own, in this order', () => {
    assert.deepEqual(
      linesOf(`
        const e = new RangeError('m', { cause: 1 });
        print(Object.getOwnPropertyNames(e), Object.keys(e), e.cause, String(e), e instanceof Error);
        print(Object.getOwnPropertyNames(Error()), Object.prototype.toString.call(e), RangeError.prototype.name, RangeError.length);
      `),
      ["['stack', 'message', 'cause'] [] 1 RangeError: m true", "['stack'] [object Error] RangeError 1"],
    );
  });

  it('starts its stack with the name it has when that is first read, and the message it was made with', () => {
    assert.deepEqual(
      linesOf(`
        class E extends Error { constructor(m) { super(m); this.name = 'E'; } }
        class F extends Error {}
        F.prototype.name = 'F';
        const e = new E('m'), f = new F('m');
        print(String(e), e.stack.split('\\n')[0], f.stack.split('\\n')[0]);
        const o = {};
        Error.captureStackTrace(o);
        print(typeof o.stack, o.stack.split('\\n')[0], Object.keys(o));
        const changed = new Error('was');
        changed.message = 'is';
        print(changed.stack.split('\\n')[0]);
        const d = Object.getOwnPropertyDescriptor(new Error('x'), 'stack');
        print(d.writable, d.get, typeof d.value);
      `),
      ['E: m E: m F: m', 'string Error []', 'Error: was', 'true undefined string'],
    );
  });

  it('comes in kinds with more to tell', () => {
    assert.deepEqual(
      linesOf(`
        const a = new AggregateError([1, 2], 'several');
        print(String(a), a.errors, AggregateError.length, Object.getPrototypeOf(AggregateError) === Error);
        const s = new SuppressedError(1, 2, 'm');
        print(String(s), s.error, s.suppressed);
        print(Error.isError(a), Error.isError({}), Error.isError(Object.create(a)));
      `),
      ['AggregateError: several [1, 2] 2 true', 'SuppressedError: m 1 2', 'true false false'],
    );
  });

  it('prints any object as an error would', () => {
    assert.deepEqual(
      linesOf(`
        const { toString } = Error.prototype;
        print(toString.call({}), toString.call({ name: '', message: 'm' }), toString.call({ name: 'N', message: '' }));
      `),
      ['Error m N'],
    );
    assert.equal(
      errorOf('Error.prototype.toString.call(5)'),
      'TypeError: Method Error.prototype.toString called on incompatible receiver 5',
    );
  });
});
