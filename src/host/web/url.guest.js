// URL and URLSearchParams; parsing is the host's.
const idl = binding.isNode ? null : require('web-idl');
const KEY = Symbol('list');

/** An error with what Node says, and its code; elsewhere with what browsers say. */
function worded(code, text, inBrowsers) {
  return binding.isNode ? binding.nodeError(code, text) : new TypeError(inBrowsers);
}
/** In Node a method says itself what it can't be called on. */
function mine(isParams) {
  if (!isParams && binding.isNode)
    throw binding.nodeError('ERR_INVALID_THIS', 'Value of "this" must be of type URLSearchParams');
}
/** In Node a method says itself which arguments it misses. */
function need(args, ...names) {
  if (!binding.isNode || args.length >= names.length) return;
  const list = names.map((name) => `"${name}"`).join(' and ');
  throw binding.nodeError('ERR_MISSING_ARGS', `The ${list} argument${names.length === 1 ? '' : 's'} must be specified`);
}
function decode(text) {
  return binding.decodeForm(text);
}
function encode(text) {
  return binding.encodeForm(text);
}
function parse(text) {
  const list = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    list.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
  }
  return list;
}

const iterations = new WeakMap();
const URLSearchParamsIterator = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
  next: {
    value: function next() {
      const state = iterations.get(this);
      if (state === undefined)
        throw worded(
          'ERR_INVALID_THIS',
          'Value of "this" must be of type URLSearchParamsIterator',
          'Illegal invocation',
        );
      const pair = state.list()[state.at];
      if (pair === undefined) return { value: undefined, done: true };
      state.at++;
      return { value: state.make(pair), done: false };
    },
    writable: true,
    enumerable: true,
    configurable: true,
  },
  [Symbol.toStringTag]: { value: 'URLSearchParams Iterator', configurable: true },
});
if (binding.isNode)
  Object.defineProperty(URLSearchParamsIterator, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      if (depth < 0) return options.stylize('[Object]', 'special');
      const { list, at, make } = iterations.get(this);
      const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
      const shown = list()
        .slice(at)
        .map((pair) => inspect(make(pair), inner));
      const text = shown.join(', ');
      const lines = shown.length > 0 && (text.length > (options.breakLength ?? 80) || text.includes('\n'));
      return `URLSearchParams Iterator {${lines ? `\n  ${shown.join(',\n  ').replace(/\n(?! )/g, '\n  ')}\n` : ` ${text} `}}`;
    },
    writable: true,
    configurable: true,
  });
function iterate(list, make) {
  const iterator = Object.create(URLSearchParamsIterator);
  iterations.set(iterator, { list, make, at: 0 });
  return iterator;
}

class URLSearchParams {
  #list = [];
  #url = null;
  constructor(init = '') {
    if (init === null && binding.isNode) return;
    if (idl !== null && (init === null || typeof init !== 'object' || init[KEY] === undefined))
      [init = ''] = idl.constructing('URLSearchParams', 'URLSearchParamsInit=', arguments);
    if (init !== null && (typeof init === 'object' || typeof init === 'function')) {
      if (init[KEY]) {
        this.#url = init[KEY];
        this.#list = parse(init.text);
      } else if (typeof init[Symbol.iterator] === 'function') {
        for (const pair of init) {
          const two = [...pair];
          if (two.length !== 2)
            throw worded(
              'ERR_INVALID_TUPLE',
              'Each query pair must be an iterable [name, value] tuple',
              "Failed to construct 'URLSearchParams': Sequence initializer must only contain pair elements",
            );
          this.#list.push([String(two[0]), String(two[1])]);
        }
      } else
        for (const key of Reflect.ownKeys(init)) {
          if (typeof key === 'string' && Object.prototype.propertyIsEnumerable.call(init, key))
            this.#list.push([key, String(init[key])]);
        }
    } else {
      const text = `${init}`;
      this.#list = parse(text.startsWith('?') ? text.slice(1) : text);
    }
  }
  static #isParams(value) {
    return ((typeof value === 'object' && value !== null) || typeof value === 'function') && #list in value;
  }
  #update() {
    if (this.#url) this.#url(this.toString());
  }
  [KEY](text) {
    this.#list = parse(text);
  }
  get size() {
    mine(URLSearchParams.#isParams(this));
    return this.#list.length;
  }
  append(name, value) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name', 'value');
    this.#list.push([`${name}`, `${value}`]);
    this.#update();
  }
  delete(name, value) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name');
    name = `${name}`;
    this.#list = this.#list.filter((p) => !(p[0] === name && (value === undefined || p[1] === String(value))));
    this.#update();
  }
  get(name) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name');
    name = `${name}`;
    const found = this.#list.find((p) => p[0] === name);
    return found ? found[1] : null;
  }
  getAll(name) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name');
    name = `${name}`;
    return this.#list.filter((p) => p[0] === name).map((p) => p[1]);
  }
  has(name, value) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name');
    name = `${name}`;
    return this.#list.some((p) => p[0] === name && (value === undefined || p[1] === String(value)));
  }
  set(name, value) {
    mine(URLSearchParams.#isParams(this));
    need(arguments, 'name', 'value');
    name = `${name}`;
    const at = this.#list.findIndex((p) => p[0] === name);
    if (at < 0) this.#list.push([name, String(value)]);
    else {
      this.#list[at][1] = String(value);
      this.#list = this.#list.filter((p, i) => i <= at || p[0] !== name);
    }
    this.#update();
  }
  sort() {
    mine(URLSearchParams.#isParams(this));
    this.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#update();
  }
  forEach(callback, self) {
    mine(URLSearchParams.#isParams(this));
    if (binding.isNode && typeof callback !== 'function')
      throw binding.nodeError(
        'ERR_INVALID_ARG_TYPE',
        `The "callback" argument must be of type function.${binding.received(callback)}`,
      );
    for (let i = 0; i < this.#list.length; i++) callback.call(self, this.#list[i][1], this.#list[i][0], this);
  }
  entries() {
    mine(URLSearchParams.#isParams(this));
    return iterate(
      () => this.#list,
      (pair) => [pair[0], pair[1]],
    );
  }
  keys() {
    mine(URLSearchParams.#isParams(this));
    return iterate(
      () => this.#list,
      (pair) => pair[0],
    );
  }
  values() {
    mine(URLSearchParams.#isParams(this));
    return iterate(
      () => this.#list,
      (pair) => pair[1],
    );
  }
  toString() {
    mine(URLSearchParams.#isParams(this));
    return this.#list.map((p) => `${encode(p[0])}=${encode(p[1])}`).join('&');
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return options.stylize('[Object]', 'special');
    const inner = { ...options, depth: depth == null ? null : depth - 1 };
    const shown = this.#list.map(([name, value]) => `${inspect(name, inner)} => ${inspect(value, inner)}`);
    const { name } = this.constructor;
    if (shown.length === 0) return `${name} {}`;
    const plain = this.#list.map((pair) => pair.map((text) => inspect(text, { ...inner, colors: false })).join(' => '));
    return plain.join(', ').length > options.breakLength
      ? `${name} {\n  ${shown.join(',\n  ')} }`
      : `${name} { ${shown.join(', ')} }`;
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
  value: URLSearchParams.prototype.entries,
  writable: true,
  configurable: true,
});
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

if (idl !== null) {
  const isPair = (place) => (pair) => {
    if (pair.length !== 2) throw place.error(`${place.text}: Sequence initializer must only contain pair elements`);
    return pair;
  };
  idl.types.set('URLSearchParamsInit', (value, place) => {
    if (!idl.isObject(value)) return `${value}`.toWellFormed();
    const method = value[Symbol.iterator];
    return method === undefined || method === null
      ? idl.converter('record<USVString, USVString>')(value, place)
      : idl.converter('sequence<sequence<USVString>>')(value, place).map(isPair(place));
  });
  idl.define(URLSearchParams, 'URLSearchParams', {
    constructor: '',
    append: 'USVString, USVString',
    delete: 'USVString, USVString=',
    forEach: 'Function, any=',
    get: 'USVString',
    getAll: 'USVString',
    has: 'USVString, USVString=',
    set: 'USVString, USVString',
  });
  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
    value: URLSearchParams.prototype.entries,
    writable: true,
    configurable: true,
  });
}

const PARTS = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];

/** The nearest constructor that an object or what it inherits from names. */
function constructorOf(url) {
  for (let object = url; object !== null; object = Object.getPrototypeOf(object)) {
    const own = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (typeof own?.value === 'function' && own.value.name !== '') return own.value;
  }
  return URL;
}

function invalid(input, base) {
  if (binding.isNode) {
    const error = new TypeError('Invalid URL');
    error.code = 'ERR_INVALID_URL';
    error.input = input;
    if (base !== undefined) error.base = base;
    return error;
  }
  return new TypeError(
    base === undefined
      ? "Failed to construct 'URL': Invalid URL"
      : binding.parseURL(base) === null
        ? "Failed to construct 'URL': Invalid base URL"
        : "Failed to construct 'URL': Invalid URL",
  );
}

class URL {
  #context;
  #searchParams = null;
  constructor(url, base) {
    if (arguments.length === 0)
      throw worded(
        'ERR_MISSING_ARGS',
        'The "url" argument must be specified',
        "Failed to construct 'URL': 1 argument required, but only 0 present.",
      );
    const text = `${url}`;
    const parts = base === undefined ? binding.parseURL(text) : binding.parseURL(text, String(base));
    if (parts === null) throw invalid(text, base === undefined ? undefined : String(base));
    this.#context = parts;
  }
  static parse(url, base) {
    need(arguments, 'url');
    url = `${url}`;
    try {
      return new URL(url, base);
    } catch {
      return null;
    }
  }
  static canParse(url, base) {
    need(arguments, 'url');
    return (base === undefined ? binding.parseURL(`${url}`) : binding.parseURL(`${url}`, `${base}`)) !== null;
  }
  static createObjectURL(blob) {
    return binding.createObjectURL(blob);
  }
  static revokeObjectURL(url) {
    binding.revokeObjectURL(String(url));
  }
  get origin() {
    return this.#context.origin;
  }
  get searchParams() {
    return (this.#searchParams ??= new URLSearchParams({
      [KEY]: (text) => {
        this.#context = binding.changeURL(this.#context.href, 'search', text);
      },
      text: this.#context.search.slice(1),
    }));
  }
  // What is asked of another object fails with the words of a private method.
  #part(name) {
    return this.#context[name];
  }
  toString() {
    return this.#part('href');
  }
  toJSON() {
    return this.#part('href');
  }
  static {
    for (const part of PARTS) {
      const asksMethod = part === 'href' || part === 'search';
      const accessors = {
        get [part]() {
          return asksMethod ? this.#part(part) : this.#context[part];
        },
        set [part](value) {
          const changed = binding.changeURL(this.#context.href, part, String(value));
          if (changed === null) throw idl === null ? invalid(String(value)) : new TypeError(idl.say('Invalid URL'));
          this.#context = changed;
          if (this.#searchParams && asksMethod) this.#searchParams[KEY](this.#context.search.slice(1));
        },
      };
      Object.defineProperty(URL.prototype, part, Object.getOwnPropertyDescriptor(accessors, part));
    }
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return this;
    const shown = {};
    for (const part of [
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
    ])
      shown[part] = this[part];
    shown.searchParams = this.searchParams;
    shown.hash = this.hash;
    return `${constructorOf(this).name} ${inspect(shown, options)}`;
  }
}
if (binding.isNode) {
  const own = Object.getOwnPropertyDescriptors(URL.prototype);
  const order =
    'toString href origin protocol username password host hostname port pathname search searchParams hash toJSON';
  for (const name of order.split(' ')) {
    delete URL.prototype[name];
    Object.defineProperty(URL.prototype, name, { ...own[name], enumerable: true });
  }
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });
for (const name of idl === null ? ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL'] : [])
  Object.defineProperty(URL, name, { enumerable: true });
if (idl !== null) {
  idl.types.set('MediaSource or Blob', (value, place) => {
    if (binding.isBlob?.(value) !== true) throw place.error('Overload resolution failed.');
    return value;
  });
  const attributes = Object.fromEntries(PARTS.map((part) => [part, 'USVString']));
  idl.define(
    URL,
    'URL',
    {
      constructor: 'USVString',
      'static canParse': 'USVString, USVString=',
      'static createObjectURL': 'MediaSource or Blob',
      'static parse': 'USVString, USVString=',
      'static revokeObjectURL': 'USVString',
    },
    attributes,
  );
}
module.exports = { URL, URLSearchParams };
