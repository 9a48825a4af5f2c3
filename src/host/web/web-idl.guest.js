// Web IDL's JavaScript binding: receivers, argument counts and conversions of operations and attributes, in Chromium's words.

/** Types by name: how a value becomes one, or an error at a place. */
const types = new Map();
/** Where an error happens, of the operation that runs: `Failed to execute 'm' on 'I'`. */
let running = null;
/** Who gathers custom element reactions; null while no custom element is defined. */
const hooks = { reactions: null };

/** A place that errors name, and the number of the parameter there. */
class Place {
  constructor(text, parameter) {
    this.text = text;
    this.parameter = parameter;
  }
  error(message) {
    return new TypeError(`${this.text}: ${message}`);
  }
  /** The error for a value that is no platform object of `type`. */
  wrong(type) {
    return this.error(
      this.parameter > 0
        ? `parameter ${this.parameter} is not of type '${type}'.`
        : `Failed to convert value to '${type}'.`,
    );
  }
  member(name, dictionary) {
    return new Place(`${this.text}: Failed to read the '${name}' property from '${dictionary}'`, 0);
  }
}

/** Strings and numbers of values; of what can be neither, the place is told. */
function text(value, place) {
  if (typeof value === 'symbol' && place !== undefined) throw place.error('Cannot convert a Symbol value to a string');
  return `${value}`;
}
function numeric(value, place) {
  if (typeof value === 'number') return value;
  if ((typeof value === 'symbol' || typeof value === 'bigint') && place !== undefined)
    throw place.error(`Cannot convert a ${typeof value === 'symbol' ? 'Symbol' : 'BigInt'} value to a number`);
  return +value;
}
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
function finite(value, place, name) {
  const number = numeric(value, place);
  if (!Number.isFinite(number)) throw place.error(`The provided ${name} value is non-finite.`);
  return number;
}
function enforced(name, low, high) {
  return (value, place) => {
    const number = numeric(value, place);
    if (!Number.isFinite(number)) throw place.error(`Value is not of type '${name}'.`);
    const whole = Math.trunc(number) + 0;
    if (whole < low || whole > high) throw place.error(`Value is outside the '${name}' value range.`);
    return whole;
  };
}
const whole = (value, place) => {
  const number = Math.trunc(numeric(value, place));
  return Number.isFinite(number) ? number + 0 : 0;
};
for (const [name, convert] of Object.entries({
  any: (value) => value,
  undefined: (value) => value,
  boolean: Boolean,
  DOMString: text,
  USVString: (value, place) => text(value, place).toWellFormed(),
  ByteString(value, place) {
    const string = text(value, place);
    if (/[^\0-\u00ff]/.test(string)) throw place.error('String contains non ISO-8859-1 code point.');
    return string;
  },
  'DOMString or null as empty': (value, place) => (value === null ? '' : text(value, place)),
  long: (value, place) => numeric(value, place) | 0,
  'unsigned long': (value, place) => numeric(value, place) >>> 0,
  short: (value, place) => (numeric(value, place) << 16) >> 16,
  'unsigned short': (value, place) => numeric(value, place) & 0xffff,
  'long long': whole,
  'unsigned long long': (value, place) => {
    const number = whole(value, place);
    return number < 0 ? number + 2 ** 64 : number;
  },
  '[Clamp] long long': (value, place) => {
    const number = numeric(value, place);
    return Number.isNaN(number) ? 0 : Math.max(-(2 ** 53 - 1), Math.min(2 ** 53 - 1, Math.round(number)));
  },
  '[EnforceRange] unsigned long': enforced('unsigned long', 0, 2 ** 32 - 1),
  '[EnforceRange] unsigned long long': enforced('unsigned long long', 0, 2 ** 53 - 1),
  '[EnforceRange] unsigned short': enforced('unsigned short', 0, 65535),
  double: (value, place) => finite(value, place, 'double'),
  float: (value, place) => Math.fround(finite(value, place, 'float')),
  'unrestricted double': numeric,
  object(value, place) {
    if (!isObject(value)) throw place.wrong('object');
    return value;
  },
  Function(value, place) {
    if (typeof value !== 'function') throw place.wrong('Function');
    return value;
  },
  /** A callback interface: any object will do. */
  callback(value, place) {
    if (!isObject(value)) throw place.wrong('Object');
    return value;
  },
  BufferSource(value, place) {
    if (!ArrayBuffer.isView(value) && !isBuffer(value))
      throw place.error("The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.");
    return value;
  },
}))
  types.set(name, convert);

function isBuffer(value) {
  return (
    isObject(value) &&
    /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value)) &&
    (value instanceof ArrayBuffer || typeof value.byteLength === 'number')
  );
}

/** How values become `type`: a name, `T?`, or `sequence<T>`. */
function converter(type) {
  let known = types.get(type);
  if (known !== undefined) return known;
  if (type.endsWith('?')) {
    const inner = converter(type.slice(0, -1));
    known = (value, place) => (value === null || value === undefined ? null : inner(value, place));
  } else if (type.startsWith('sequence<')) known = sequenceOf(converter(type.slice(9, -1)));
  else if (type.startsWith('record<')) known = recordOf(converter(type.slice(type.indexOf(' ') + 1, -1)));
  else throw new Error(`no type ${type}`);
  types.set(type, known);
  return known;
}
function sequenceOf(inner) {
  return (value, place) => {
    if (!isObject(value)) throw place.error('The provided value cannot be converted to a sequence.');
    const method = value[Symbol.iterator];
    if (typeof method !== 'function') throw place.error('The object must have a callable @@iterator property.');
    const list = [];
    for (const item of { [Symbol.iterator]: () => Reflect.apply(method, value, []) })
      list.push(inner(item, new Place(place.text, 0)));
    return list;
  };
}
function recordOf(inner) {
  return (value, place) => {
    if (!isObject(value)) throw place.error('The provided value is not of type record.');
    const pairs = [];
    for (const key of Reflect.ownKeys(value)) {
      if (!Reflect.getOwnPropertyDescriptor(value, key)?.enumerable) continue;
      pairs.push([`${key}`, inner(value[key], place)]);
    }
    return pairs;
  };
}

/** Platform objects of one interface. */
function interfaceType(name, belongs) {
  types.set(name, (value, place) => {
    if (!belongs(value)) throw place.wrong(name);
    return value;
  });
}
function enumeration(name, values) {
  types.set(name, (value, place) => {
    const string = text(value, place);
    if (!values.includes(string))
      throw place.error(`The provided value '${string}' is not a valid enum value of type ${name}.`);
    return string;
  });
}
/** An enumeration that an attribute takes in silence: other values leave it as it is. */
const known = (values, value) => values.includes(value);

/** `members`: name to type, or [type, default]; a default of REQUIRED makes it required. Parents' members are read first. */
const REQUIRED = Symbol('required');
const dictionaries = new Map();
function dictionary(name, members, parent = null) {
  const list = parent === null ? [] : dictionaries.get(parent).slice();
  for (const key of Object.keys(members).sort()) {
    const [type, initial] = Array.isArray(members[key]) ? members[key] : [members[key], undefined];
    list.push({ key, type, initial, owner: name });
  }
  dictionaries.set(name, list);
  types.set(name, (value, place) => {
    if (value !== undefined && value !== null && !isObject(value))
      throw place.error(`The provided value is not of type '${name}'.`);
    const made = {};
    for (const { key, type, initial, owner } of list) {
      const given = value === undefined || value === null ? undefined : value[key];
      if (given !== undefined) made[key] = converter(type)(given, place.member(key, owner));
      else if (initial === REQUIRED)
        throw place.error(`Failed to read the '${key}' property from '${owner}': Required member is undefined.`);
      else if (initial !== undefined) made[key] = initial;
    }
    return made;
  });
}

/** `A, B=, ...C`: required, optional and any number of parameters. */
function parametersOf(signature) {
  if (signature === '') return [];
  return signature.split(', ').map((part) => {
    const many = part.startsWith('...');
    const optional = part.endsWith('=');
    return { type: many ? part.slice(3) : optional ? part.slice(0, -1) : part, many, optional: many || optional };
  });
}
const needed = binding.requiredArguments;

function tooFew(place, required, given) {
  return new TypeError(`${place}: ${required} argument${required > 1 ? 's' : ''} required, but only ${given} present.`);
}
/** Brings arguments into the form a signature asks for; those beyond it are dropped. */
function convertAll(args, parameters, required, place) {
  if (args.length < required) throw tooFew(place, required, args.length);
  const many = parameters.length > 0 && parameters[parameters.length - 1].many;
  const count = many ? args.length : Math.min(args.length, parameters.length);
  const made = [];
  for (let i = 0; i < count; i++) {
    const parameter = parameters[Math.min(i, parameters.length - 1)];
    const value = args[i];
    made.push(
      value === undefined && parameter.optional && !parameter.many
        ? undefined
        : converter(parameter.type)(value, new Place(place, i + 1)),
    );
  }
  return made;
}

function hidden(fn, length) {
  Object.defineProperty(fn, 'length', { value: length, configurable: true });
  return fn;
}
const operationFacts = new WeakMap();
/** What is known of an operation by its signature; one that starts with `Promise ` makes errors rejections. */
function factsOf(operation, name, owner, signature) {
  let facts = operationFacts.get(operation);
  if (facts === undefined) {
    const promised = signature.startsWith('Promise ');
    const shape = promised ? signature.slice(8) : signature;
    const place = `Failed to execute '${name}' on '${owner}'`;
    facts = { promised, place, required: needed(shape), parameters: parametersOf(shape) };
    operationFacts.set(operation, facts);
  }
  return facts;
}
function run(self, args, fn, { place, required, parameters }, belongs) {
  if (belongs !== null && !belongs(self)) throw new TypeError('Illegal invocation');
  const outer = running;
  const { reactions } = hooks;
  running = place;
  reactions?.push();
  try {
    return Reflect.apply(fn, self, convertAll(args, parameters, required, place));
  } finally {
    running = outer;
    reactions?.pop();
  }
}
/** What an operation does when it is called: `fn` with what Web IDL asks for before it. */
function operate(self, args, fn, operation, name, owner, signature, belongs) {
  const facts = factsOf(operation, name, owner, signature);
  if (!facts.promised) return run(self, args, fn, facts, belongs);
  try {
    return run(self, args, fn, facts, belongs);
  } catch (error) {
    return Promise.reject(error);
  }
}
function read(self, get, belongs) {
  if (!belongs(self)) throw new TypeError('Illegal invocation');
  return Reflect.apply(get, self, []);
}
function write(self, value, set, name, owner, type, belongs) {
  if (!belongs(self)) throw new TypeError('Illegal invocation');
  const outer = running;
  const { reactions } = hooks;
  const place = `Failed to set the '${name}' property on '${owner}'`;
  running = place;
  reactions?.push();
  try {
    Reflect.apply(set, self, [type === undefined ? value : converter(type)(value, new Place(place, 0))]);
  } finally {
    running = outer;
    reactions?.pop();
  }
}
binding.setMemberRunners(operate, read, write);
/** An operation alone: `fn` with what Web IDL asks for before it. */
const operation = (fn, name, owner, signature, belongs) => binding.operation(fn, name, owner, signature, belongs);

const ownValue = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
/**
 * Gives a class the shape of an interface: its operations by their signatures, its attributes by the types of what is written to
 * them, everything enumerable. `belongs` tells its platform objects.
 */
function define(C, name, operations = {}, attributes = {}, belongs = (value) => value instanceof C) {
  interfaceType(name, belongs);
  binding.defineMembers(C, name, operations, attributes, belongs);
  Object.defineProperty(C.prototype, Symbol.toStringTag, { value: name, configurable: true });
  const signature = ownValue(operations, 'constructor');
  hidden(C, typeof signature === 'string' ? needed(signature) : 0);
  Object.defineProperty(C, 'name', { value: name, configurable: true });
  return C;
}
/** Arguments of a constructor, converted. */
function constructing(name, signature, args) {
  return convertAll([...args], parametersOf(signature), needed(signature), `Failed to construct '${name}'`);
}
function illegal(name) {
  return new TypeError(`Failed to construct '${name}': Illegal constructor`);
}
function constants(C, values) {
  for (const target of [C, C.prototype])
    for (const [name, value] of Object.entries(values))
      Object.defineProperty(target, name, { value, enumerable: true });
}
/** Makes an interface iterable over pairs, or over values. @spec webidl#js-iterable */
function iterable(C, name, pairsOf) {
  const kind = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  const states = new WeakMap();
  const prototype = Object.create(kind, {
    [Symbol.toStringTag]: { value: `${name} Iterator`, configurable: true },
  });
  const next = {
    next() {
      const state = states.get(this);
      if (state === undefined) throw new TypeError('Illegal invocation');
      const pair = state.target === null ? undefined : pairsOf(state.target)[state.at++];
      if (pair === undefined) {
        state.target = null;
        return { value: undefined, done: true };
      }
      return {
        value: state.what === 'entries' ? [pair[0], pair[1]] : pair[state.what === 'keys' ? 0 : 1],
        done: false,
      };
    },
  }.next;
  Object.defineProperty(prototype, 'next', { value: next, writable: true, enumerable: true, configurable: true });
  const iterate = (target, what) => {
    const made = Object.create(prototype);
    states.set(made, { target, what, at: 0 });
    return made;
  };
  for (const what of ['entries', 'keys', 'values'])
    C.prototype[what] = {
      [what]() {
        return iterate(this, what);
      },
    }[what];
  C.prototype.forEach = function forEach(callback, self) {
    for (let i = 0; i < pairsOf(this).length; i++) {
      const [key, value] = pairsOf(this)[i];
      Reflect.apply(callback, self, [value, key, this]);
    }
  };
}
/** The iterator of an interface made iterable, once it is defined. */
function iterates(C, what) {
  Object.defineProperty(C.prototype, Symbol.iterator, {
    value: C.prototype[what],
    writable: true,
    configurable: true,
  });
}

/** Runs `steps` as the operation `name` of `owner`. */
function at(place, steps) {
  const outer = running;
  running = place;
  try {
    return steps();
  } finally {
    running = outer;
  }
}

module.exports = {
  Place,
  REQUIRED,
  at,
  constants,
  constructing,
  converter,
  define,
  dictionary,
  enumeration,
  hooks,
  illegal,
  interfaceType,
  isObject,
  iterable,
  iterates,
  known,
  operation,
  types,
  /** The place of the operation that runs. */
  get place() {
    return running;
  },
  /** An error's message, with the operation that runs before it. */
  say: (message) => (running === null ? message : `${running}: ${message}`),
};
