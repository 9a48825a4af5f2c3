import vm from 'node:vm';
import type { Grammar } from './grammar';
import { expression, type Piece } from './piece';

/**
 * What tells the time, is random, waits, depends on the data of a locale, or is no part of the language; what tells of the last
 * match, which in Node may be one of its own; and what tells of a function's calls, which in V8 the function has, not its prototype.
 */
const LEFT_OUT =
  /^(RegExp\.(\$.|input|last\w+|\w+Context)|Intl|Function\.prototype\.(arguments|caller)|WebAssembly|console|Atomics\.wait(Async)?|Date(\.now)?|Math\.random|Error\.captureStackTrace)$|^((Date|Number|BigInt|Array|TypedArray)\.prototype\.toLocale\w*|String\.prototype\.(toLocale\w*|localeCompare))$/;
/** Objects of the language that have no global name. */
const UNNAMED: Readonly<Record<string, string>> = {
  TypedArray: 'Object.getPrototypeOf(Int8Array)',
  GeneratorFunction: '(function* () {}).constructor',
  AsyncFunction: '(async () => {}).constructor',
  AsyncGeneratorFunction: '(async function* () {}).constructor',
};
const UNNAMED_PROTOTYPES: Readonly<Record<string, string>> = {
  Generator: 'Object.getPrototypeOf(function* () {}).prototype',
  AsyncGenerator: 'Object.getPrototypeOf(async function* () {}).prototype',
  ArrayIterator: 'Object.getPrototypeOf([].values())',
  MapIterator: 'Object.getPrototypeOf(new Map().keys())',
  SetIterator: 'Object.getPrototypeOf(new Set().keys())',
  StringIterator: 'Object.getPrototypeOf(""[Symbol.iterator]())',
  RegExpStringIterator: 'Object.getPrototypeOf("".matchAll(/a/g))',
};

/** A function of the language, or an accessor's. */
interface BuiltIn {
  /** The object that has it: an expression. */
  readonly holder: string;
  /** As it follows the holder: `.at`, `[Symbol.iterator]`; empty: the holder is the function. */
  readonly access: string;
  readonly isAccessor: boolean;
  /** The name of the class whose prototype has it; null for other functions. */
  readonly receiver: string | null;
}

/** Values that methods of a class are made for. */
const RECEIVERS: Readonly<Record<string, readonly string[]>> = {
  Array: [
    '[3, 1, 2]',
    "['b', , 'a']",
    '[]',
    '[1, [2, [3, [4]]]]',
    '[undefined, null, NaN]',
    'spy([1, 2])',
    'Object.freeze([2, 1])',
    'new (class L extends Array {})(1, 2)',
    'Object.assign([1, 2], { constructor: { [Symbol.species]: function () { return {}; } } })',
    '({ length: 2, 0: 1, 1: 0 })',
  ],
  String: ["'hello'", "'a-b-a'", "''", "'\\u00e9\\u{1F600}\\ud800'", 'Object("boxed")', "' \\t\\ufeffx '", '123'],
  Number: ['0', '1.005', '-12.5', '1e21', '255', 'NaN', '123456789.123', '0.000001', '5e-324', 'Object(7)'].map(
    (number) => `(${number})`,
  ),
  BigInt: ['(10n)', '(-255n)', 'Object(2n)'],
  Boolean: ['true', 'Object(false)'],
  Symbol: ["Symbol('s')", 'Symbol.iterator', "Object(Symbol.for('t'))", 'Symbol()'],
  Map: ["new Map([[1, 'x'], ['k', { v: 1 }]])", 'new (class M extends Map {})([[NaN, -0]])', 'new Map()'],
  Set: ["new Set([1, 'x', [2]])", 'new Set()'],
  WeakMap: ['new WeakMap([[Array, 1]])'],
  WeakSet: ['new WeakSet([Array])'],
  WeakRef: ['new WeakRef(Array)'],
  FinalizationRegistry: ['new FinalizationRegistry(() => {})'],
  Date: [
    ...['0', '1e12', 'NaN', "'2020-02-30'", "'2021-03-04T05:06:07.089Z'", '2020, 1, 29', '-1, 0', '99, 11'],
    ...['8.64e15', "'Tue Mar 01 2022 10:00:00 GMT+0100'", "'2020'", "'1/2/3'", "'x'"],
  ].map((value) => `new Date(${value})`),
  RegExp: ['/a(?<n>b)?/g', '/(.)(.)/', '/^x|l+/gi', '/[^a-y]/y', '/(?=l)/d', '/\\d+/u', '/a|/g', 'spy(/a/g)'],
  Function: [
    '(function f(a, b = 1, ...r) { return [typeof this, a, b, r]; })',
    '((x) => x)',
    '(class C { constructor(a) { this.a = a; } })',
    'Math.max',
    '(async function* named() {})',
    '(function () {}).bind(null, 1)',
    '({ get [Symbol.for("s")]() { return 1; } }).method',
  ],
  Object: ['({ k: 1, toString() { return "o"; } })', '[1]', 'Object.create(null)', '"text"', '5', 'spy({ k: 1 })'],
  Error: ['new Error("e")', 'Object.assign(new TypeError("t"), { name: "N" })', '({ name: "x", message: 1 })'],
  Promise: ['Promise.resolve(1)', 'Promise.reject(2)', 'new Promise(() => {})', '({ then(a, b) { return [a, b]; } })'],
  ArrayBuffer: ['new ArrayBuffer(8)', 'new ArrayBuffer(2, { maxByteLength: 6 })'],
  SharedArrayBuffer: ['new SharedArrayBuffer(8)', 'new SharedArrayBuffer(2, { maxByteLength: 6 })'],
  DataView: ['new DataView(new ArrayBuffer(16), 2)', 'new DataView(new Uint8Array([1, 2, 3, 4, 250]).buffer)'],
  TypedArray: [
    'new Uint8Array([5, 1, 300])',
    'new Int32Array([-1, 7])',
    'new Float64Array([0.5, -0, NaN])',
    'new Uint8ClampedArray([300, -5, 1.5])',
    'new BigUint64Array([1n, 5n])',
    'new Float32Array(new ArrayBuffer(8, { maxByteLength: 16 }))',
  ],
  Generator: ['(function* () { const x = yield 1; log(x); yield x; })()'],
  AsyncGenerator: ['(async function* () { const x = yield 1; log(x); yield x; })()'],
  ArrayIterator: ['[1, 2].values()', '"ab".split("").entries()', 'new Uint8Array(1).keys()'],
  MapIterator: ['new Map([[1, 2]]).entries()'],
  SetIterator: ['new Set([1]).values()'],
  StringIterator: ['"a\\u{1F600}"[Symbol.iterator]()'],
  RegExpStringIterator: ['"abab".matchAll(/b/g)'],
  AggregateError: ['new AggregateError([1, 2])'],
};

/** Every function of the language that this Node has. */
function collect(): BuiltIn[] {
  const found: BuiltIn[] = [];
  const realm = vm.createContext({});
  const evaluate = (text: string) => vm.runInContext(text, realm);
  const members = (holder: string, receiver: string | null, owner: string) => {
    const object: object = evaluate(holder);
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Object.getOwnPropertyDescriptor(object, key)!;
      if (key === 'constructor' || (typeof value !== 'function' && get === undefined)) continue;
      if (LEFT_OUT.test(`${owner}.${String(key)}`)) continue;
      const access = typeof key === 'symbol' ? `[${key.description}]` : `.${key}`;
      found.push({ holder, access, isAccessor: get !== undefined, receiver });
    }
  };
  const whole = (name: string, text: string) => {
    const value = evaluate(text);
    if (typeof value === 'function') found.push({ holder: text, access: '', isAccessor: false, receiver: null });
    if (value === null || !/^(function|object)$/.test(typeof value) || LEFT_OUT.test(name)) return;
    members(text, null, name);
    if (value.prototype) members(`${text}.prototype`, name, `${name}.prototype`);
  };
  for (const name of evaluate('Object.getOwnPropertyNames(globalThis)'))
    if (!LEFT_OUT.test(name) && name !== 'globalThis') whole(name, name);
  // Called as a function, or with nothing, it would tell the time.
  members('Date', null, 'Date');
  members('Date.prototype', 'Date', 'Date.prototype');
  for (const [name, text] of Object.entries(UNNAMED)) whole(name, text);
  for (const [name, text] of Object.entries(UNNAMED_PROTOTYPES)) members(text, name, name);
  return found;
}

const BUILT_INS = collect();
const METHODS = BUILT_INS.filter(({ receiver, isAccessor }) => receiver !== null && !isAccessor);
const WITHOUT_RECEIVER = BUILT_INS.filter(({ receiver }) => receiver === null);

/** A call of any function of the language, as it's meant to be called or otherwise. */
export function builtInCall(g: Grammar): Piece {
  return g.pick([fittingCall, fittingCall, fittingCall, staticCall, staticCall, oddCall, accessor, dateOf])(g);
}

function fittingCall(g: Grammar): Piece {
  const { access, receiver } = g.pick(METHODS);
  const fitting = RECEIVERS[receiver!] ?? (/Array$/.test(receiver!) ? RECEIVERS.TypedArray! : RECEIVERS.Error!);
  return expression`${g.pick(fitting)}${access}(${g.args()})`;
}

function staticCall(g: Grammar): Piece {
  const { holder, access } = g.pick(WITHOUT_RECEIVER);
  const isClass = access === '' && !/^[a-z]/.test(holder);
  return expression`${isClass && !g.chance(4) ? 'new ' : ''}${/^\(|\)$/.test(holder) ? `(${holder})` : holder}${access}(${g.args()})`;
}

function oddCall(g: Grammar): Piece {
  const { holder, access, isAccessor } = g.pick(BUILT_INS);
  if (isAccessor) return accessor(g);
  return g.pick([
    () => expression`${holder}${access}.call(${g.odd()}, ${g.args()})`,
    () => expression`Reflect.apply(${holder}${access}, ${g.odd()}, [${g.args()}])`,
    () => expression`Reflect.construct(${holder}${access}, [${g.args()}], ${g.odd()})`,
    () => expression`new (${holder}${access})(${g.args()})`,
  ])();
}

function accessor(g: Grammar): Piece {
  const { holder, access, receiver } = g.pick(BUILT_INS.filter(({ isAccessor }) => isAccessor));
  const key = access.startsWith('.') ? `'${access.slice(1)}'` : access.slice(1, -1);
  const fitting = RECEIVERS[receiver ?? ''] ?? ['({})'];
  return g.pick([
    () => expression`Reflect.get(${holder}, ${key}, ${g.odd()})`,
    () => expression`Reflect.set(${holder}, ${key}, ${g.odd()}, ${g.odd()})`,
    () => expression`(${g.pick(fitting)})${access}`,
  ])();
}

function dateOf(g: Grammar): Piece {
  return expression`new Date(${g.chance(2) ? g.pick(['2020', '0', '99', "'2020-01-01'"]) : g.odd()}, ${g.odd()})`;
}
