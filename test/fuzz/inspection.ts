import type { Grammar } from './grammar';
import { expression, type Piece } from './piece';

/**
 * Values of all sorts. Left out are: objects of Node's own classes (URL, TextEncoder, AbortSignal), of which Node shows
 * what it keeps in them where there is no custom inspection; buffers that share their memory with Node's own, which say where they
 * begin in it.
 */
const LEAVES = [
  '"short"',
  '"it\'s"',
  '"\'\\"`"',
  '"a\\nb\\tc"',
  '"l".repeat(90)',
  '"line\\n".repeat(4)',
  '-0',
  '123456789.123',
  '12345678901234567890n',
  'Symbol("s y")',
  'null',
  'undefined',
  'true',
  'new Date(0)',
  'new Date(NaN)',
  'Object.assign(new Date(0), { x: 1 })',
  '/re/g',
  'Object.assign(/re/, { x: 1 })',
  '() => {}',
  'function named() {}',
  'Object.assign(function () {}, { a: 1, b: { c: 2 } })',
  'class A { static s = 1; static m() {} }',
  'class B extends Map { static [Symbol("t")] = 1; }',
  'class extends null {}',
  'Object.setPrototypeOf(function f() {}, null)',
  'Object.assign(async () => {}, { k: 1 })',
  'function* gen() {}',
  '(function* gen() {})()',
  '(async function* () {})()',
  'Promise.resolve([1])',
  'new Promise(() => {})',
  'Promise.resolve(new Promise(() => {}))',
  'new WeakRef({ a: 1 })',
  'new Uint8Array(3)',
  'Object.assign(new Float32Array([1.5, -0]), { x: 1 })',
  'new BigInt64Array(2)',
  'new Uint16Array(120)',
  'new ArrayBuffer(5)',
  'new SharedArrayBuffer(2)',
  'new DataView(new ArrayBuffer(4), 1)',
  'Buffer.alloc(3, "abc")',
  'new WeakSet([log])',
  'new WeakMap([[log, { a: 1 }]])',
  'Math',
  'Reflect',
  'Atomics',
  'JSON',
  'Object("boxed")',
  'Object.assign(Object("boxed"), { x: 1 })',
  'Object(1n)',
  'Object(Symbol("b"))',
  'new Number(-0)',
  'new (class Text extends String {})("t")',
  'new Error("plain")',
  'new TypeError("multi\\nline")',
  'new Error("why", { cause: new RangeError("inner") })',
  'Object.assign(new Error("props"), { code: "E", at: { x: 1 } })',
  'new AggregateError([new Error("one"), 2], "agg")',
  'Object.assign(new Error("renamed"), { name: "Custom" })',
  'Object.assign(new Error("gone"), { stack: undefined })',
  'Object.assign(new Error("text"), { stack: "text stack" })',
  'new (class Own extends Error { name = "Mine"; })("own")',
  'new (class Kind extends TypeError {})("kind")',
  'Object.create(null)',
  'Object.create({ a: 1 })',
  'Object.create(Array.prototype)',
  'Object.setPrototypeOf([1, 2], null)',
  'Object.setPrototypeOf(new Map([[1, 2]]), null)',
  'Object.create(Object.create(null), { [Symbol.toStringTag]: { value: "T" } })',
  '{ [Symbol.toStringTag]: "Tag", a: 1 }',
  'new (class Tagged { get [Symbol.toStringTag]() { return "Other"; } })()',
  'new (class Point { x = 1; #y = 2; get z() { return 3; } })()',
  'new (class extends Array {})(3)',
  'new (class Deep extends (class Base extends Set {}) {})([1])',
  'new (class Maps extends Map { constructor() { super(); this.extra = 1; } })()',
  'new (function Old() { this.a = 1; })()',
  'Object.assign(Object.create({ constructor: { name: "Fake" } }), { a: 1 })',
  '[, "a", , , 2, ,]',
  'Array(5)',
  'Array.from({ length: 130 }, (_, i) => i)',
  'Array.from({ length: 30 }, (_, i) => "item " + i)',
  'Array.from({ length: 8 }, (_, i) => ({ id: i }))',
  'Array.from({ length: 27 }, (_, i) => i * 37 % 1000)',
  'Object.assign([1, 2], { x: 1, [-1]: 2 })',
  'new Set(Array.from({ length: 110 }, (_, i) => i))',
  '[1.5, -2, 3e30].entries()',
  'new Map([[1, { a: 2 }]]).entries()',
  'new Set(["v"]).values()',
  '"abc"[Symbol.iterator]()',
  '"aa".matchAll(/a/g)',
  '(function () { return arguments; })(1, "b")',
  'new Proxy({ a: 1 }, { get() { throw 1; } })',
  'new Proxy(function f() {}, {})',
  'new Proxy(class P {}, {})',
  'Object.defineProperty({}, "hidden", { value: 1 })',
  'Object.defineProperty([1], "hidden", { value: 1 })',
  '{ get a() { return { b: 1 }; }, set a(v) {}, get c() { throw new Error("getter"); }, set d(v) {} }',
  '{ "a-b": 1, 3: 2, [Symbol("key")]: 3, "": 4, ["new\\nline"]: 5, constructor: 6, __proto__: null }',
  '{ [util.inspect.custom](depth, options) { return "custom " + depth + " " + options.compact; } }',
  '{ [util.inspect.custom]() { return { instead: [1] }; } }',
  '{ inspect() { return "old"; }, toString() { return "text"; } }',
  '((o) => { o.self = o; o.list = [o, { o }]; return o; })({ a: 1 })',
  '((m) => m.set("self", m).set(m, 1))(new Map())',
  '((a, b) => { a.b = b; b.a = a; return [a, b]; })({}, {})',
];

const OPTIONS = [
  ...['depth: 0', 'depth: 1', 'depth: null', 'depth: 5', 'compact: false', 'compact: true', 'compact: 0', 'compact: 1'],
  ...['compact: 5', 'breakLength: 20', 'breakLength: 40', 'breakLength: Infinity', 'sorted: true', 'getters: true'],
  ...["getters: 'get'", "getters: 'set'", 'showHidden: true', 'showProxy: true', 'maxArrayLength: 2', 'colors: true'],
  ...['maxArrayLength: 0', 'maxArrayLength: null', 'maxStringLength: 5', 'maxStringLength: 0', 'customInspect: false'],
  ...['numericSeparator: true', 'sorted: (a, b) => (a < b ? 1 : -1)', 'breakLength: 3'],
];

const FORMATS = ['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%x', '%', 'a%sb', '%s %s', '%d|%i|%f', '%o %s'];

/** A value to be shown, with values inside. */
export function shown(g: Grammar, depth = 3): Piece {
  const inner = () => (depth === 0 || g.chance(3) ? expression`(${g.pick(LEAVES)})` : shown(g, depth - 1));
  const maybe = (make: () => Piece) => (g.chance(2) ? make() : expression`1`);
  return g.pick([
    () => expression`(${g.pick(LEAVES)})`,
    () => expression`({ k: ${inner()}, 'l m': ${maybe(inner)} })`,
    () =>
      expression`({ aLongerName: ${inner()}, [Symbol('s')]: ${inner()}, andAnotherLongName: ${maybe(inner)}, x: ${maybe(inner)} })`,
    () => expression`[${inner()}, ${maybe(inner)}]`,
    () => expression`[${inner()}, ${inner()}, ${inner()}, 'text', 5, null, 7]`,
    () => expression`new Map([[${inner()}, ${maybe(inner)}], ['k', ${inner()}]])`,
    () => expression`new Set([${inner()}, ${maybe(inner)}])`,
    () =>
      expression`new (class ${g.pick(['C', 'Longer', ''])} { a = ${inner()}; [Symbol.for('b')] = ${maybe(inner)}; static s = 1; })()`,
    () =>
      expression`Object.assign(${g.pick(['() => {}', 'class Z {}', '[1]', 'new Error("with")', 'Object.create(null)', 'new Map()', '/r/'])}, { p: ${inner()}, q: ${maybe(inner)} })`,
    () => expression`({ get g() { return ${inner()}; }, v: ${maybe(inner)} })`,
    () => expression`new Error('caused', { cause: ${inner()} })`,
    () =>
      expression`new Proxy(${g.pick(['{ t: 1 }', '[1, 2]', 'new Map()', 'class Q {}'])}, { get: ${g.pick(['undefined', '(o, key) => (typeof key === "symbol" ? undefined : 5)'])} })`,
    () => expression`Promise.resolve(${inner()})`,
  ])();
}

/** The same value in one of the ways of printing it. */
export function inspection(g: Grammar): Piece {
  const value = shown(g);
  const options = Array.from({ length: g.below(4) }, () => g.pick(OPTIONS)).join(', ');
  return g.pick([
    () => expression`util.inspect(${value}, { ${options} })`,
    () => expression`util.inspect(${value}, { ${options} })`,
    () => expression`util.inspect(${value}, { ${options} })`,
    () => value,
    () => value,
    () => expression`util.format(${value}, ${shown(g, 1)})`,
    () => expression`util.format('${g.pick(FORMATS)}', ${value}, ${g.odd()})`,
    () => expression`util.format('${g.pick(FORMATS)}', ${g.odd()}, ${g.odd()})`,
    () => expression`util.formatWithOptions({ ${options} }, '${g.pick(FORMATS)} %O', ${value}, ${g.odd()})`,
    () => expression`console.dir(${value}, { ${options} })`,
    () => expression`console.table(${value})`,
    () =>
      expression`console.table(${g.pick(['[{ a: 1, b: 2 }, { a: 3, c: [4] }]', '[[1, 2], [3]]', 'new Map([["k", 1]])', 'new Set([1])', '[1, "a", { b: 2 }]'])}, ${g.pick(['undefined', '["a"]', '["x"]'])})`,
    () => expression`(console.group(${value}), log('in\\nside', ${shown(g, 0)}), console.groupEnd())`,
  ])();
}
