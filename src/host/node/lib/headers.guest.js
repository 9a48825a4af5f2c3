// Headers of the fetch standard, in the words of Node's own implementation.
const custom = Symbol.for('nodejs.util.inspect.custom');
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function need(name, count, args) {
  if (args.length >= count) return;
  const found = args.length === 0 ? '0 found' : `only ${args.length} found`;
  throw new TypeError(`${name}: ${count} argument${count === 1 ? '' : 's'} required, but ${found}.`);
}
function byteString(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255)
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${i} has a value of ${text.charCodeAt(i)} which is greater than 255.`,
      );
  }
  return text;
}
const trimmed = (value) => value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
const lists = new WeakMap();
function of(headers) {
  const list = lists.get(headers);
  if (list === undefined) throw require('internal/errors').coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
  return list;
}
function checked(method, name) {
  if (!TOKEN.test(name)) throw new TypeError(`Headers.${method}: "${name}" is an invalid header name.`);
}
function append(list, name, value) {
  const text = trimmed(value);
  checked('append', name);
  if (/[\0\r\n]/.test(text)) throw new TypeError(`Headers.append: "${text}" is an invalid header value.`);
  if (list.guard === 'immutable') throw new TypeError('immutable');
  const key = name.toLowerCase();
  const known = list.map.get(key);
  if (key === 'set-cookie') list.cookies.push(text);
  if (known === undefined) list.map.set(key, { name, value: text });
  else known.value += (key === 'cookie' ? '; ' : ', ') + text;
}
function fill(list, init) {
  if (init === null || (typeof init !== 'object' && typeof init !== 'function') || typeof init === 'function')
    throw new TypeError(
      'Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.',
    );
  if (lists.has(init)) {
    const other = of(init);
    for (const [key, { name, value }] of other.map) {
      if (key === 'set-cookie') for (const cookie of other.cookies) append(list, name, cookie);
      else append(list, name, value);
    }
  } else if (typeof init[Symbol.iterator] === 'function') {
    for (const pair of init) {
      const two = [...pair];
      if (two.length !== 2)
        throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${two.length}.`);
      append(list, byteString(two[0]), byteString(two[1]));
    }
  } else {
    for (const key of Reflect.ownKeys(init))
      if (Object.prototype.propertyIsEnumerable.call(init, key)) append(list, byteString(key), byteString(init[key]));
  }
}
function sorted(list) {
  const pairs = [];
  for (const key of [...list.map.keys()].sort()) {
    if (key === 'set-cookie') for (const cookie of list.cookies) pairs.push([key, cookie]);
    else pairs.push([key, list.map.get(key).value]);
  }
  return pairs;
}

/** Iterators over what `pairs` gives, shown as `name`. */
function iteration(Class, name, pairs) {
  const prototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
  const states = new WeakMap();
  const make = (target, kind) => {
    pairs(target);
    const iterator = Object.create(prototype);
    states.set(iterator, { target, kind, at: 0 });
    return iterator;
  };
  Object.defineProperties(prototype, {
    next: {
      value: function next() {
        const state = states.get(this);
        if (state === undefined)
          throw new TypeError(`'next' called on an object that does not implement interface ${name} Iterator.`);
        const pair = pairs(state.target)[state.at++];
        if (pair === undefined) return { value: undefined, done: true };
        return { value: state.kind === 'key' ? pair[0] : state.kind === 'value' ? pair[1] : pair, done: false };
      },
      writable: true,
      enumerable: true,
      configurable: true,
    },
    [Symbol.toStringTag]: { value: `${name} Iterator`, configurable: true },
  });
  const methods = {
    keys() {
      return make(this, 'key');
    },
    values() {
      return make(this, 'value');
    },
    entries() {
      return make(this, 'key+value');
    },
    forEach(callback, self = globalThis) {
      need(`${name}.forEach`, 1, arguments);
      if (typeof callback !== 'function')
        throw new TypeError(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`);
      for (const [key, value] of make(this, 'key+value')) callback.call(self, value, key, this);
    },
  };
  for (const [key, value] of Object.entries(methods))
    Object.defineProperty(Class.prototype, key, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(Class.prototype, Symbol.iterator, {
    value: Class.prototype.entries,
    writable: true,
    configurable: true,
  });
}

class Headers {
  constructor(init = undefined) {
    const list = { map: new Map(), cookies: [], guard: 'none' };
    lists.set(this, list);
    if (init !== undefined) fill(list, init);
  }
  append(name, value) {
    need('Headers.append', 2, arguments);
    append(of(this), byteString(name), byteString(value));
  }
  delete(name) {
    need('Headers.delete', 1, arguments);
    const list = of(this);
    const key = byteString(name);
    checked('delete', key);
    if (list.guard === 'immutable') throw new TypeError('immutable');
    if (key.toLowerCase() === 'set-cookie') list.cookies = [];
    list.map.delete(key.toLowerCase());
  }
  get(name) {
    need('Headers.get', 1, arguments);
    const key = byteString(name);
    checked('get', key);
    return of(this).map.get(key.toLowerCase())?.value ?? null;
  }
  has(name) {
    need('Headers.has', 1, arguments);
    const key = byteString(name);
    checked('has', key);
    return of(this).map.has(key.toLowerCase());
  }
  set(name, value) {
    need('Headers.set', 2, arguments);
    const list = of(this);
    const text = byteString(name);
    const plain = trimmed(byteString(value));
    checked('set', text);
    if (/[\0\r\n]/.test(plain)) throw new TypeError(`Headers.set: "${plain}" is an invalid header value.`);
    if (list.guard === 'immutable') throw new TypeError('immutable');
    const key = text.toLowerCase();
    if (key === 'set-cookie') list.cookies = [plain];
    list.map.set(key, { name: text, value: plain });
  }
  getSetCookie() {
    return [...of(this).cookies];
  }
  [custom](_depth, options, inspect) {
    const shown = {};
    for (const { name, value } of of(this).map.values()) shown[name] = value;
    return `Headers ${inspect(shown, options)}`;
  }
}
for (const name of ['append', 'delete', 'get', 'has', 'set', 'getSetCookie'])
  Object.defineProperty(Headers.prototype, name, { enumerable: true });
iteration(Headers, 'Headers', (headers) => sorted(of(headers)));
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });
const guard = (headers, kind) => {
  of(headers).guard = kind;
  return headers;
};
/** Name as it was given and value of each header, in their order. */
const raw = (headers) => [...of(headers).map.values()];
module.exports = { Headers, need, iteration, guard, raw, byteString };
