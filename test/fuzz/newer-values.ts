import type { Grammar } from './grammar';
import type { Feature } from './newer';
import { expression, type Piece, statement } from './piece';

const told = ".then((v) => log('then', v), (error) => log('rejected', words(error)))";

export const errorsAndPromises: readonly Feature[] = [
  {
    test: 'Promise.try',
    make: (g) =>
      statement`await showAsync(() => Promise.try(${g.chance(3) ? g.odd() : g.pick(['(...all) => all.length', '() => { throw new Error("tried"); }', 'async (x) => x', '() => ({ then(f) { log("then"); f(1); } })'])}, ${g.args()}));`,
  },
  {
    test: 'Promise.try',
    make: (g) =>
      statement`show(() => Promise.${g.pick(['try', 'withResolvers'])}.call(${g.pick(['undefined', 'Object', 'class P extends Promise {}', 'function (f) { f(log, log); }', 'function (f) { f(1, 2); }', 'Math.max', '() => {}'])}, () => 1));`,
  },
  {
    test: 'Promise.withResolvers',
    make: (g) =>
      statement`{ const { promise, resolve, reject } = Promise.withResolvers(); promise${told}; ${g.pick(['resolve', 'reject'])}(${g.odd()}); reject(1); resolve(2); log(promise); }`,
  },
  { test: 'Error.isError', make: (g) => statement`show(() => Error.isError(${g.odd()}));` },
  {
    test: 'Error.isError',
    make: (g) =>
      statement`show(() => Error.isError(${g.pick(['Object.create(new Error())', 'new Proxy(new Error(), {})', 'new SuppressedError()', 'new (class extends Error {})()', 'new DOMException("x")', '{ __proto__: Error.prototype }', 'Error.prototype', 'new AggregateError([])', 'Reflect.construct(Error, [], Object)', 'Reflect.construct(Object, [], Error)'])}));`,
  },
  {
    test: 'Error.captureStackTrace',
    make: (g) =>
      statement`show(() => ((o) => [Error.captureStackTrace(o), Object.getOwnPropertyNames(o)])(${g.odd()}));`,
  },
];

const ATOMS = [
  'a',
  'B',
  '.',
  '\\w',
  '^b',
  'c$',
  '$',
  '^',
  '[a-c]',
  '[^A]',
  '\\b',
  '(?<n>a)',
  '(?<m>b)',
  '\\k<n>',
  '\\1',
  'ſ',
  '\\u017f',
  '[^\\W]',
];
const INLINE = [...['i', 'i', 's', 'm', '-i', '-s', 'im-s', 'i-', 's-i', 'ims', '-ims', '', '-', 'ii', 'i-i', 'g']];
const CLASSES = [
  '[a--b]',
  '[\\w--[a-c]]',
  '[\\w&&[aB]]',
  '[[a-z]&&[^b]]',
  '[\\q{ab|c}a]',
  '[^\\q{a}]',
  '[^\\q{ab}]',
  '[\\p{L}--\\p{Lu}]',
  '\\p{RGI_Emoji}',
  '[a&&&b]',
  '[(]',
  '[a-]',
  '[a--b&&c]',
  '[[]]',
  '[\\-]',
  '[^\\P{Lu}]',
  '[&&]',
  '\\P{RGI_Emoji}',
];
const SUBJECTS = [
  '"aAbBcC"',
  '"a\\nb\\nABC"',
  '"ſsSK\\u212a"',
  '"ab\\u{1F600}\\u{1F469}\\u{200D}\\u{1F467}"',
  '"abab"',
  '""',
];

function source(g: Grammar, depth = 2): string {
  const term = (): string => {
    if (depth > 0 && g.chance(2)) return `(?${g.pick(INLINE)}:${source(g, depth - 1)})`;
    if (g.chance(4)) return g.pick(CLASSES);
    if (depth > 0 && g.chance(3)) return `(?:${source(g, depth - 1)}|${source(g, depth - 1)})`;
    return g.pick(ATOMS);
  };
  return Array.from({ length: 1 + g.below(3) }, () => term() + g.pick(['', '', '*', '+?', '?', '{2}'])).join('');
}

function used(g: Grammar): Piece {
  const flags = g.pick(['', '', 'i', 'v', 'v', 'iv', 'u', 'iu', 'm', 's', 'd', 'uv']);
  const text = source(g);
  const regexp = `new RegExp(${JSON.stringify(text)}, '${flags}')`;
  const subject = g.pick(SUBJECTS);
  return g.pick([
    () => expression`${regexp}.exec(${subject})`,
    () =>
      expression`[...${subject}.matchAll(new RegExp(${regexp}, 'g${flags.replace('u', flags.includes('v') ? '' : 'u')}'))]`,
    () => expression`${subject}.replace(${regexp}, '[$<n>|$<m>|$1]')`,
    () => expression`((m) => m && [m.groups, m.index])(${regexp}.exec(${subject}))`,
    () => expression`[${regexp}, ${regexp}.flags, ${regexp}.test(${subject})]`,
  ])();
}

export const modifiers: readonly Feature[] = [
  {
    test: `new RegExp('(?i:a)').test('A') && new RegExp('(?<n>a)|(?<n>b)').test('b')`,
    make: (g) => statement`show(() => ${used(g)});`,
  },
  {
    test: `new RegExp('(?i:a)').test('A') && new RegExp('(?<n>a)|(?<n>b)').test('b')`,
    make: (g) => statement`show(() => ${used(g)});`,
  },
  { test: 'RegExp.escape', make: (g) => statement`show(() => RegExp.escape(${g.odd()}));` },
  {
    test: 'RegExp.escape',
    make: (g) =>
      statement`show(() => RegExp.escape(${JSON.stringify(g.pick(['1a', 'a-b', '^$\\.*+?()[]{}|/', ',-=<>#&!%:;@~\'`"', ' \t\n\v\f\r\u00a0\u2028\ufeff', '\ud800x', 'ünï', '\u{1F600}', '_a', '-1', '\u0000\u0001', 'x1']))}));`,
  },
];

const NUMBERS = [
  '0.1',
  '65504',
  '65519.99',
  '65520',
  '-65520',
  '5.960464477539063e-8',
  '2.98e-8',
  '2.9802322387695313e-8',
  '2.9802322387695312e-8',
  '6.1e-5',
  '1.00048828125',
  '1.0014648',
  '2049',
  '2051',
  'NaN',
  '-0',
  '-Infinity',
  '1e-300',
  '1.0004882812500002',
];

export const floats: readonly Feature[] = [
  {
    test: 'Math.f16round',
    make: (g) => statement`show(() => Math.f16round(${g.chance(2) ? g.odd() : g.pick(NUMBERS)}));`,
  },
  {
    test: 'Float16Array',
    make: (g) =>
      statement`show(() => new Float16Array(${g.chance(2) ? g.odd() : `[${g.pick(NUMBERS)}, ${g.pick(NUMBERS)}, ${g.pick(NUMBERS)}]`}));`,
  },
  {
    test: 'Float16Array',
    make: (g) =>
      statement`show(() => ((f) => [f.${g.pick(['map', 'filter', 'fill', 'with', 'at', 'indexOf', 'includes', 'lastIndexOf', 'sort', 'toSorted', 'toReversed', 'join', 'reduce', 'subarray', 'slice', 'set', 'find', 'toLocaleString', 'copyWithin', 'findLast'])}(${g.args()}), f])(new Float16Array([${g.pick(NUMBERS)}, ${g.pick(NUMBERS)}, 1])));`,
  },
  {
    test: 'Float16Array',
    make: (g) =>
      statement`show(() => ((v) => [v.setFloat16(${g.odd()}, ${g.pick(NUMBERS)}, ${g.odd()}), v.getFloat16(${g.pick(['0', '1', '-1', '7', '"0"', ''])}), v])(new DataView(new ArrayBuffer(4))));`,
  },
];

const LENGTHS = [
  '0',
  '4',
  '8',
  '9',
  '16',
  '-1',
  'undefined',
  '"8"',
  'NaN',
  '2 ** 53',
  '3.7',
  '{ valueOf() { log("length"); return 8; } }',
  '1n',
];

const buffer = (g: Grammar) =>
  g.pick([
    'new ArrayBuffer(8, { maxByteLength: 16 })',
    'new ArrayBuffer(8)',
    'new SharedArrayBuffer(8, { maxByteLength: 16 })',
    'new SharedArrayBuffer(4)',
    'structuredClone(new ArrayBuffer(8, { maxByteLength: 16 }))',
    '((b) => (structuredClone(b, { transfer: [b] }), b))(new ArrayBuffer(8))',
  ]);

const VIEWS = ['Uint8Array', 'Float64Array', 'DataView', 'Int16Array', 'BigInt64Array'];

export const buffers: readonly Feature[] = [
  {
    test: 'ArrayBuffer.prototype.transfer',
    make: (g) =>
      statement`show(() => ((b) => [b.${g.pick(['resize', 'grow', 'transfer', 'transferToFixedLength', 'slice'])}(${g.pick(LENGTHS)}), b, b.resizable, b.growable, b.maxByteLength, b.detached])(${buffer(g)}));`,
  },
  {
    test: 'ArrayBuffer.prototype.transfer',
    make: (g) => {
      const view = g.pick(VIEWS);
      return statement`show(() => { const b = ${buffer(g)}; const v = new ${view}(b${g.pick(['', '', ', 0, 1', ', 8', ', 4', ', 0', ', 1', ', 0, 9', ', "0"'])}); log(v, v.byteLength); b.resize?.(${g.pick(LENGTHS)}); log(v.length, v.byteOffset); ${g.pick(['b.resize?.(12);', 'b.transfer?.();', 'b.grow?.(12);', ''])} show(() => v.byteLength); show(() => v.byteOffset); show(() => v.${g.pick(['fill', 'at', 'getInt8', 'setInt8', 'keys', 'slice', 'subarray', 'with', 'indexOf', 'sort', 'set', 'toReversed', 'join', 'includes'])}?.(${g.args()})); return v; });`;
    },
  },
  {
    test: 'ArrayBuffer.prototype.transfer',
    make: (g) =>
      statement`show(() => new ${g.pick(['ArrayBuffer', 'SharedArrayBuffer'])}(${g.pick(LENGTHS)}, ${g.chance(2) ? g.odd() : `{ maxByteLength: ${g.pick(LENGTHS)} }`}));`,
  },
  {
    test: 'ArrayBuffer.prototype.transfer',
    make: (g) =>
      statement`show(() => ${g.pick(['ArrayBuffer', 'SharedArrayBuffer'])}.prototype.${g.pick(['resize', 'grow', 'transfer', 'transferToFixedLength', 'slice'])}?.call(${g.odd()}, ${g.pick(LENGTHS)}));`,
  },
  {
    test: 'Atomics.waitAsync',
    make: (g) =>
      statement`show(() => Atomics.waitAsync(${g.pick(['new Int32Array(new SharedArrayBuffer(8))', 'new BigInt64Array(new SharedArrayBuffer(8))', 'new Int32Array(2)', 'new Uint8Array(new SharedArrayBuffer(8))', g.pick(['[]', 'undefined'])])}, ${g.pick(['0', '9', '-1', '"0"', '1n', 'undefined'])}, ${g.pick(['0', '1', '0n', '1n', 'undefined'])}, ${g.pick(['0', '1', 'NaN', '-1', 'undefined', '"0"'])}));`,
  },
  { test: 'Atomics.pause', make: (g) => statement`show(() => Atomics.pause(${g.odd()}));` },
  {
    test: 'Atomics.waitAsync',
    make: (g) =>
      statement`show(() => Atomics.${g.pick(['notify', 'load', 'store', 'add', 'exchange', 'compareExchange', 'wait', 'isLockFree', 'and', 'or', 'xor', 'sub'])}(${g.pick(['new Int32Array(new SharedArrayBuffer(8))', 'new BigInt64Array(2)', 'new Int32Array(2)', 'new Float64Array(1)', 'new Uint8ClampedArray(1)', '((a) => (structuredClone(a.buffer, { transfer: [a.buffer] }), a))(new Int8Array(2))'])}, ${g.args()}));`,
  },
];

export const strings: readonly Feature[] = [
  {
    test: '"".isWellFormed',
    make: (g) =>
      statement`show(() => String.prototype.${g.pick(['isWellFormed', 'toWellFormed', 'at'])}.call(${g.odd()}));`,
  },
  {
    test: '"".isWellFormed',
    make: (g) =>
      statement`show(() => ${g.pick(['"\\ud800"', '"a\\udc00b"', '"\\ud83d\\ude00"', '"\\ude00\\ud83d"', '"ok"'])}.${g.pick(['isWellFormed', 'toWellFormed'])}());`,
  },
];

const TEXTS = [
  '"1"',
  '"1.0"',
  '"-0"',
  '"1e1000"',
  '"\\"s\\""',
  '"true"',
  '"{}"',
  '"[1]"',
  '" 1"',
  '"1 "',
  '""',
  '"nul"',
  '"null"',
  '"12345678901234567890"',
  '"\\n1"',
  '"01"',
];
const JSONS = [
  '"{\\"a\\":1.0,\\"b\\":[1,-0,1e3]}"',
  '"[1,{\\"x\\":\\"y\\"},null]"',
  '" 1.50 "',
  '"\\"\\\\u0061\\""',
  '"{\\"a\\":1,\\"a\\":2}"',
  '"{\\"__proto__\\":1}"',
  '"[]"',
  '"[[1.0]]"',
];

export const json: readonly Feature[] = [
  { test: 'JSON.rawJSON', make: (g) => statement`show(() => JSON.rawJSON(${g.chance(2) ? g.odd() : g.pick(TEXTS)}));` },
  {
    test: 'JSON.rawJSON',
    make: (g) =>
      statement`show(() => ((r) => [r, JSON.isRawJSON(r), JSON.stringify({ r, l: [r] }, ${g.pick(['null', '(k, v) => v', '["r"]', '(k, v) => (log(k, v), v)'])}, ${g.pick(['0', '1', '"--"'])})])(JSON.rawJSON(${g.pick(TEXTS)})));`,
  },
  { test: 'JSON.rawJSON', make: (g) => statement`show(() => JSON.isRawJSON(${g.odd()}));` },
  {
    test: 'JSON.rawJSON',
    make: (g) =>
      statement`show(() => JSON.parse(${g.pick(JSONS)}, function (key, value, context) { log(key, value, context, Object.getPrototypeOf(context) === Object.prototype); ${g.pick(['return value;', 'return context.source ?? value;', 'if (key === "a") this.b = 7; return value;', 'if (key === "0") this[1] = 9; return value;', 'if (key === "0") this.length = 1; return value;', 'if (key === "a") delete this.b; return value;', 'if (key === "0" && this[1]) this[1] = { x: "y" }; return value;', 'return undefined;', 'if (key === "a") this.b = [1, 0, 1000]; return value;'])} }));`,
  },
];

export const weak: readonly Feature[] = [
  {
    test: 'new WeakRef(Symbol())',
    make: (g) =>
      statement`show(() => ${g.pick([
        `((r) => [r, r.deref()])(new WeakRef(${g.pick(['{}', 'Symbol("s")', 'Symbol.for("r")', 'Symbol.iterator', '1', 'null', 'function f() {}', 'new Map([[1, 2]])', 'undefined', '"text"'])}))`,
        `new FinalizationRegistry(${g.pick(['() => {}', '1', ''])})`,
        `new FinalizationRegistry(() => {}).register(${g.pick(['{}', '1', 'Symbol()', 'Symbol.for("x")', 'null'])}, 1, ${g.pick(['{}', '1', 'undefined', 'null', 'Symbol.for("x")'])})`,
        `((t) => new FinalizationRegistry(() => {}).register(t, t))({})`,
        `new FinalizationRegistry(() => {}).unregister(${g.pick(['{}', '1', 'Symbol()', 'undefined', 'Symbol.for("x")'])})`,
        `new WeakMap([[${g.pick(['Symbol("k")', 'Symbol.for("k")', '1', '{}'])}, 1]])`,
        `new WeakSet([${g.pick(['Symbol("k")', 'Symbol.for("k")', '1', '{}', 'null'])}])`,
        `new WeakSet().add(${g.pick(['Symbol.for("k")', '"s"', 'undefined'])})`,
        `new WeakMap().set(${g.pick(['Symbol.for("k")', '"s"', 'undefined'])}, 1)`,
        `WeakRef({})`,
        `WeakRef.prototype.deref.call(${g.pick(['{}', '1', 'new WeakMap()'])})`,
      ])});`,
  },
];
