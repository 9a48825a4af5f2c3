// assert: functions that throw an AssertionError.
const util = require('util');
const { coded, invalidArgType } = require('internal/errors');
const { AssertionError } = require('internal/assertion-error');
const { isDeepEqual } = require('internal/comparisons');
const { inspect } = util;

/** Throws the program's own message if it is an error, else an AssertionError. */
function fail(options, generated = false) {
  if (options.message instanceof Error) throw options.message;
  const error = new AssertionError(options);
  if (generated) error.generatedMessage = true;
  throw error;
}

/** The call that runs, as text, for the message of what was found falsy. */
function callText() {
  const text = binding.callText();
  return text === null ? null : `The expression evaluated to a falsy value:\n\n  ${text}\n`;
}
function truthy(fn, args) {
  const [value, message] = args;
  if (value) return;
  if (args.length > 0 && message !== undefined && message !== null)
    fail({ actual: value, expected: true, message, operator: '==', stackStartFn: fn });
  const text = args.length === 0 ? 'No value argument passed to `assert.ok()`' : callText();
  const options = { actual: value, expected: true, operator: '==', stackStartFn: fn };
  fail(text === null ? options : { ...options, message: text }, true);
}
function assert(...args) {
  truthy(assert, args);
}
function ok(...args) {
  truthy(ok, args);
}

function given(count) {
  if (count >= 2) return;
  throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified');
}
/** A comparison of two values. */
function comparison(name, operator, holds) {
  const fn = {
    [name](actual, expected, message) {
      given(arguments.length);
      if (!holds(actual, expected)) fail({ actual, expected, message, operator, stackStartFn: fn });
    },
  }[name];
  return fn;
}
const looselyEqual = (a, b) => a == b || (a !== a && b !== b);
const comparisons = {
  equal: comparison('equal', '==', looselyEqual),
  notEqual: comparison('notEqual', '!=', (a, b) => !looselyEqual(a, b)),
  deepEqual: comparison('deepEqual', 'deepEqual', (a, b) => isDeepEqual(a, b, false)),
  notDeepEqual: comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b, false)),
  deepStrictEqual: comparison('deepStrictEqual', 'deepStrictEqual', (a, b) => isDeepEqual(a, b, true)),
  notDeepStrictEqual: comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepEqual(a, b, true)),
  strictEqual: comparison('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
};

let warned = false;
function failing(actual, expected, message, operator, stackStartFn) {
  if (arguments.length <= 1) {
    const own = arguments.length === 0 || actual === undefined || actual === null ? undefined : actual;
    fail({ message: own ?? 'Failed', operator: 'fail', stackStartFn: failing }, own === undefined);
  }
  if (!warned) {
    warned = true;
    process.emitWarning(
      'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.',
      'DeprecationWarning',
      'DEP0094',
    );
  }
  if (arguments.length === 2) operator = '!=';
  fail({ actual, expected, message, operator: operator ?? 'fail', stackStartFn: stackStartFn ?? failing });
}
Object.defineProperty(failing, 'name', { value: 'fail' });

// Exceptions
const NONE = Symbol('none');

/** Only the properties that an expectation names, under a name of their own. */
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const matched =
        actual !== undefined &&
        typeof actual[key] === 'string' &&
        object[key] instanceof RegExp &&
        object[key].exec(actual[key]) !== null;
      this[key] = matched ? actual[key] : object[key];
    }
  }
}

/** Throws unless `error` is what was expected: a class, a pattern, an object, a function. */
function check(fn, error, expected, message) {
  const operator = fn.name;
  if (expected === undefined) return;
  if (typeof expected !== 'function') {
    if (expected instanceof RegExp) {
      const text = String(error);
      if (expected.exec(text) !== null) return;
      const words = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
      fail({ actual: error, expected, message: message ?? words, operator, stackStartFn: fn }, message === undefined);
    }
    if ((typeof error !== 'object' && typeof error !== 'function') || error === null) {
      const made = new AssertionError({
        actual: error,
        expected,
        message,
        operator: 'deepStrictEqual',
        stackStartFn: fn,
      });
      made.operator = operator;
      throw made;
    }
    const keys = Object.keys(expected);
    if (expected instanceof Error) keys.push('name', 'message');
    for (const key of keys) {
      const wanted = expected[key];
      if (typeof error[key] === 'string' && wanted instanceof RegExp && wanted.exec(error[key]) !== null) continue;
      if (key in error && isDeepEqual(error[key], wanted, true)) continue;
      if (message !== undefined) fail({ actual: error, expected, message, operator, stackStartFn: fn });
      const made = new AssertionError({
        actual: new Comparison(error, keys),
        expected: new Comparison(expected, keys, error),
        operator: 'deepStrictEqual',
        stackStartFn: fn,
      });
      made.actual = error;
      made.expected = expected;
      made.operator = operator;
      throw made;
    }
    return;
  }
  if (expected.prototype !== undefined && error instanceof expected) return;
  let words;
  if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
    const isError = error instanceof Error;
    const received = isError ? `"${error.constructor?.name ?? error.name}"` : `"${inspect(error, { depth: -1 })}"`;
    words = `The error is expected to be an instance of "${expected.name}". Received ${received}`;
    if (isError) words += `\n\nError message:\n\n${error.message}`;
  } else {
    const answer = Reflect.apply(expected, {}, [error]);
    if (answer === true) return;
    const name = expected.name ? `"${expected.name}" ` : '';
    words = `The ${name}validation function is expected to return "true". Received ${inspect(answer)}`;
    if (error instanceof Error) words += `\n\nCaught error:\n\n${error}`;
  }
  fail({ actual: error, expected, message: message ?? words, operator, stackStartFn: fn }, message === undefined);
}

function expectException(fn, caught, expected, message) {
  if (typeof expected === 'string') {
    if (message !== undefined) throw invalidArgType('error', ['Function', 'Error', 'RegExp', 'Object'], expected);
    if (caught !== NONE) {
      const text = typeof caught === 'object' && caught !== null ? caught.message : caught;
      if (text === expected)
        throw coded(
          TypeError,
          'ERR_AMBIGUOUS_ARGUMENT',
          `The "error/message" argument is ambiguous. The error ${typeof caught === 'object' ? 'message ' : ''}"${expected}" is identical to the message.`,
        );
    }
    message = expected;
    expected = undefined;
  } else if (
    expected !== undefined &&
    expected !== null &&
    typeof expected !== 'object' &&
    typeof expected !== 'function'
  )
    throw invalidArgType('error', ['Function', 'Error', 'RegExp', 'Object'], expected);
  else if (
    typeof expected === 'object' &&
    expected !== null &&
    !(expected instanceof RegExp) &&
    !(expected instanceof Error) &&
    Object.keys(expected).length === 0
  )
    throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'error' may not be an empty object. Received {}`);
  if (caught === NONE) {
    const details = `${expected?.name ? ` (${expected.name})` : ''}${message ? `: ${message}` : '.'}`;
    const kind = fn.name === 'rejects' ? 'rejection' : 'exception';
    fail({ expected, operator: fn.name, message: `Missing expected ${kind}${details}`, stackStartFn: fn });
  }
  check(fn, caught, expected ?? undefined, message);
}
function expectNone(fn, caught, expected, message) {
  if (caught === NONE) return;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  const matches =
    !expected || (expected instanceof RegExp ? expected.exec(String(caught)) !== null : matchesClass(caught, expected));
  if (!matches) throw caught;
  const kind = fn.name === 'doesNotReject' ? 'rejection' : 'exception';
  const words = `Got unwanted ${kind}${message ? `: ${message}` : '.'}\nActual message: "${caught?.message}"`;
  fail({ actual: caught, expected, operator: fn.name, message: words, stackStartFn: fn });
}
function matchesClass(error, expected) {
  if (expected.prototype !== undefined && error instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [error]) === true;
}

function outcome(fn) {
  if (typeof fn !== 'function') throw invalidArgType('fn', 'function', fn);
  try {
    fn();
  } catch (error) {
    return error;
  }
  return NONE;
}
const isPromise = (value) =>
  util.types.isPromise(value) ||
  (value !== null &&
    typeof value === 'object' &&
    typeof value.then === 'function' &&
    typeof value.catch === 'function');
async function settled(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isPromise(promise))
      throw coded(
        TypeError,
        'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${binding.received(promise).replace(/^ Received /, '')}.`,
      );
  } else if (isPromise(promiseFn)) promise = promiseFn;
  else throw invalidArgType('promiseFn', ['Function', 'Promise'], promiseFn);
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NONE;
}
function throws(fn, ...rest) {
  expectException(throws, outcome(fn), ...rest);
}
async function rejects(promiseFn, ...rest) {
  expectException(rejects, await settled(promiseFn), ...rest);
}
function doesNotThrow(fn, ...rest) {
  expectNone(doesNotThrow, outcome(fn), ...rest);
}
async function doesNotReject(promiseFn, ...rest) {
  expectNone(doesNotReject, await settled(promiseFn), ...rest);
}

function ifError(value) {
  if (value === null || value === undefined) return;
  let words = 'ifError got unwanted exception: ';
  if (typeof value === 'object' && typeof value.message === 'string')
    words += value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
  else words += inspect(value);
  const error = new AssertionError({
    actual: value,
    expected: null,
    operator: 'ifError',
    message: words,
    stackStartFn: ifError,
  });
  error.generatedMessage = false;
  throw error;
}

/** A text against a pattern. */
function matching(name, wanted, verb) {
  const fn = {
    [name](string, regexp, message) {
      if (!(regexp instanceof RegExp)) throw invalidArgType('regexp', 'RegExp', regexp);
      if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return;
      const words =
        typeof string !== 'string'
          ? `The "string" argument must be of type string.${binding.received(string)}`
          : `The input ${verb} the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
      fail(
        { actual: string, expected: regexp, message: message ?? words, operator: name, stackStartFn: fn },
        message === undefined,
      );
    },
  }[name];
  return fn;
}

const methods = {
  fail: failing,
  AssertionError,
  ok,
  ...comparisons,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  ifError,
  match: matching('match', true, 'did not match'),
  doesNotMatch: matching('doesNotMatch', false, 'was expected to not match'),
};
Object.assign(assert, methods);
function strict(...args) {
  truthy(strict, args);
}
assert.strict = Object.assign(strict, methods, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
module.exports = assert;
