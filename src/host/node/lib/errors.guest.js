// Errors with codes, as Node words them.
function coded(Base, code, message) {
  const error = new Base(message);
  const { stack } = error;
  Object.defineProperty(error, 'stack', {
    value: stack.replace(Base.name, `${Base.name} [${code}]`),
    writable: true,
    configurable: true,
  });
  error.code = code;
  return error;
}

/** The same of a function outside JavaScript: its stack does not tell the code. */
function codedOutside(Base, code, message) {
  return Object.assign(new Base(message), { code });
}

/** `A, B or C`. */
function oneOf(names) {
  if (names.length === 1) return names[0];
  if (names.length === 2) return `${names[0]} or ${names[1]}`;
  return `${names.slice(0, -1).join(', ')}, or ${names[names.length - 1]}`;
}

/** What an argument may be: primitive types first, then classes. */
function expectation(expected) {
  const list = Array.isArray(expected) ? expected : [expected];
  const types = list.filter((t) => /^(bigint|boolean|function|number|object|string|symbol|Function|Object)$/.test(t));
  const classes = list.filter((t) => !types.includes(t) && /^[A-Z]\w*$/.test(t));
  // Beside classes an object is one of them.
  const object = types.findIndex((t) => /^object$/i.test(t));
  if (object >= 0 && classes.length > 0) {
    types.splice(object, 1);
    classes.push('Object');
  }
  const others = list.filter((t) => !types.includes(t) && !classes.includes(t));
  const parts = [];
  if (types.length > 0)
    parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${oneOf(types.map((t) => t.toLowerCase()))}`);
  if (classes.length > 0) parts.push(`an instance of ${oneOf(classes)}`);
  for (const other of others) parts.push(/^[A-Z]/.test(other) ? `an ${other}` : other);
  return parts.join(' or ');
}

function invalidArgType(name, expected, value) {
  const subject = / argument$/.test(name)
    ? `The ${name}`
    : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return coded(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `${subject} must be ${expectation(expected)}.${binding.received(value)}`,
  );
}

function grouped(value) {
  const text = typeof value === 'bigint' ? `${value}` : String(value);
  if (!/^-?\d+$/.test(text) || Math.abs(Number(text)) <= 2 ** 32) return typeof value === 'bigint' ? `${text}n` : text;
  return `${text.replace(/\B(?=(\d{3})+(?!\d))/g, '_')}${typeof value === 'bigint' ? 'n' : ''}`;
}

function outOfRange(name, range, value) {
  const received = typeof value === 'number' || typeof value === 'bigint' ? grouped(value) : binding.inspect(value);
  return coded(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${received}`,
  );
}

function invalidArgValue(name, value, reason = 'is invalid') {
  let shown = binding.inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  const kind = name.includes('.') ? 'property' : 'argument';
  return coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

module.exports = { coded, codedOutside, invalidArgType, invalidArgValue, outOfRange, AbortError };
