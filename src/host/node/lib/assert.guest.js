// assert.
const util = require('util');
const { equal: deepEqual } = util.internal;

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message);
    this.generatedMessage = false;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
}
Object.defineProperty(AssertionError.prototype, 'name', {
  value: 'AssertionError',
  writable: true,
  configurable: true,
});

function fail(message, text, actual, expected, operator) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: message === undefined ? text : message, actual, expected, operator });
  error.generatedMessage = message === undefined;
  throw error;
}
const show = (v) => util.inspect(v);
function assert(value, message) {
  if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '==');
}
Object.assign(assert, {
  AssertionError,
  ok(value, message) {
    if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '==');
  },
  fail(message = 'Failed') {
    fail(message, 'Failed', undefined, undefined, 'fail');
  },
  equal(a, b, message) {
    if (!(a == b || (a !== a && b !== b))) fail(message, `${show(a)} == ${show(b)}`, a, b, '==');
  },
  notEqual(a, b, message) {
    if (a == b) fail(message, `${show(a)} != ${show(b)}`, a, b, '!=');
  },
  strictEqual(a, b, message) {
    if (!Object.is(a, b))
      fail(message, `Expected values to be strictly equal:\n\n${show(a)} !== ${show(b)}\n`, a, b, 'strictEqual');
  },
  notStrictEqual(a, b, message) {
    if (Object.is(a, b))
      fail(message, `Expected "actual" to be strictly unequal to: ${show(b)}`, a, b, 'notStrictEqual');
  },
  deepEqual(a, b, message) {
    if (!deepEqual(a, b, false, []))
      fail(
        message,
        `Expected values to be loosely deep-equal:\n\n${show(a)}\n\nshould loosely deep-equal\n\n${show(b)}`,
        a,
        b,
        'deepEqual',
      );
  },
  deepStrictEqual(a, b, message) {
    if (!deepEqual(a, b, true, []))
      fail(
        message,
        `Expected values to be strictly deep-equal:\n${show(a)}\n\nshould equal\n\n${show(b)}`,
        a,
        b,
        'deepStrictEqual',
      );
  },
  notDeepStrictEqual(a, b, message) {
    if (deepEqual(a, b, true, []))
      fail(message, `Expected "actual" not to be strictly deep-equal to: ${show(b)}`, a, b, 'notDeepStrictEqual');
  },
  notDeepEqual(a, b, message) {
    if (deepEqual(a, b, false, []))
      fail(message, `Expected "actual" not to be loosely deep-equal to: ${show(b)}`, a, b, 'notDeepEqual');
  },
  throws(fn, expected, message) {
    let thrown;
    try {
      fn();
    } catch (error) {
      thrown = { error };
    }
    if (!thrown) fail(message, 'Missing expected exception.', undefined, expected, 'throws');
    matches(thrown.error, expected, message);
  },
  doesNotThrow(fn, message) {
    try {
      fn();
    } catch (error) {
      fail(
        typeof message === 'string' ? message : undefined,
        `Got unwanted exception.\nActual message: "${error?.message}"`,
        error,
        undefined,
        'doesNotThrow',
      );
    }
  },
  async rejects(promise, expected, message) {
    let thrown;
    try {
      await (typeof promise === 'function' ? promise() : promise);
    } catch (error) {
      thrown = { error };
    }
    if (!thrown) fail(message, 'Missing expected rejection.', undefined, expected, 'rejects');
    matches(thrown.error, expected, message);
  },
  async doesNotReject(promise) {
    await (typeof promise === 'function' ? promise() : promise);
  },
  match(text, pattern, message) {
    if (!pattern.test(text))
      fail(
        message,
        `The input did not match the regular expression ${show(pattern)}. Input:\n\n${show(text)}\n`,
        text,
        pattern,
        'match',
      );
  },
  doesNotMatch(text, pattern, message) {
    if (pattern.test(text))
      fail(
        message,
        `The input was expected to not match the regular expression ${show(pattern)}. Input:\n\n${show(text)}\n`,
        text,
        pattern,
        'doesNotMatch',
      );
  },
  ifError(value) {
    if (value !== null && value !== undefined) throw value;
  },
});
function matches(error, expected, message) {
  if (expected === undefined || typeof expected === 'string') return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error)))
      fail(
        message,
        `The input did not match the regular expression ${show(expected)}. Input:\n\n${show(String(error))}\n`,
        error,
        expected,
        'throws',
      );
  } else if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) throw error;
    if (expected.call({}, error) !== true)
      fail(message, 'The validation function is expected to return "true".', error, expected, 'throws');
  } else {
    for (const key of Object.keys(expected)) {
      const want = expected[key];
      if (
        want instanceof RegExp && typeof error[key] === 'string'
          ? !want.test(error[key])
          : !deepEqual(error[key], want, true, [])
      ) {
        fail(
          message,
          `Expected values to be strictly deep-equal:\n${show(error)}\n\nshould equal\n\n${show(expected)}`,
          error,
          expected,
          'throws',
        );
      }
    }
  }
}
assert.strict = Object.assign((...args) => assert(...args), assert, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
module.exports = assert;
