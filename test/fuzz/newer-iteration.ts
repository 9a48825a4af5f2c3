import type { Grammar } from './grammar';
import type { Feature } from './newer';
import { expression, joined, type Piece, statement } from './piece';

const WRONGS = [
  'next: 1',
  'next: undefined',
  'next() { return 1; }',
  'next() { throw new Error("next"); }',
  'next() { return { get done() { log("done"); return false; }, get value() { throw "value"; } }; }',
  'get next() { log("get next"); return function () { return { done: true, get value() { log("value"); } }; }; }',
  'return: 1',
  'return: null',
  'get return() { throw new Error("get return"); }',
  'return() { log("bad return"); return 1; }',
  'return() { throw new Error("return"); }',
  '[Symbol.iterator]: undefined',
  '[Symbol.iterator]: null',
  '[Symbol.iterator]() { return 1; }',
  '[Symbol.iterator]() { throw new Error("iterator"); }',
  '[Symbol.asyncIterator]: null',
];

const FUNCTIONS = [
  '(x) => x',
  '(x) => x > 1',
  '(x, i) => (log("called", x, i), i < 2)',
  '(x, i) => [x, i]',
  '(x) => "s" + String(x)',
  '(x) => iterate(2)',
  '() => 1',
  '() => { throw new RangeError("called"); }',
  '(x) => new String("boxed")',
  '(x) => ({ [Symbol.iterator]: null, next() { return { done: true }; } })',
  'function () { "use strict"; return [this]; }',
  'async (x) => x',
  '(...all) => all.length',
];

const COUNTS = [
  '0',
  '1',
  '2',
  '3',
  '-0',
  '-1',
  '-0.5',
  '1.9',
  'NaN',
  'Infinity',
  '-Infinity',
  '"2"',
  'undefined',
  '1n',
  'Symbol()',
  '{ valueOf() { log("valueOf"); return 2; } }',
  '[]',
  '[1]',
  '2 ** 53',
];

export function source(g: Grammar): Piece {
  return g.pick([
    () => expression`iterate(${g.below(5)}, { ${g.chance(2) ? g.pick(WRONGS) : ''} })`,
    () => expression`[1, 2, 3].values()`,
    () => expression`new Set([3, 4]).entries()`,
    () => expression`'ab'[Symbol.iterator]()`,
    () => expression`(function* () { try { yield 1; yield 2; return 3; } finally { log('closed'); } })()`,
    () => expression`(function* () { yield ${g.odd()}; throw new Error('in generator'); })()`,
    () =>
      expression`Iterator.from(${g.chance(2) ? g.odd() : expression`iterate(${g.below(3)}, { ${g.pick(WRONGS)} })`})`,
    () => expression`(${g.odd()})`,
    () => expression`${helped(g)}`,
  ])();
}

function counted(g: Grammar): string {
  return g.chance(6) ? '' : g.pick(COUNTS);
}

function called(g: Grammar): Piece {
  return g.chance(5) ? g.odd() : expression`(${g.pick(FUNCTIONS)})`;
}

function helped(g: Grammar): Piece {
  const from = source(g);
  return g.pick([
    () => expression`Iterator.prototype.${g.pick(['map', 'filter', 'flatMap'])}.call(${from}, ${called(g)})`,
    () => expression`Iterator.prototype.${g.pick(['take', 'drop'])}.call(${from}, ${counted(g)})`,
    () => expression`Iterator.from(${from}).${g.pick(['map', 'filter', 'flatMap'])}(${called(g)})`,
    () => expression`${from}.${g.pick(['map', 'filter', 'flatMap'])}(${called(g)})`,
    () => expression`${from}.${g.pick(['take', 'drop'])}(${counted(g)})`,
  ])();
}

function finished(g: Grammar): Piece {
  const from = helped(g);
  return g.pick([
    () => expression`${from}.toArray()`,
    () => expression`[...${from}]`,
    () => expression`${from}.reduce(${g.chance(4) ? g.odd() : '(a, b) => [a, b]'}${g.chance(2) ? ', 0' : ''})`,
    () => expression`${from}.${g.pick(['some', 'every', 'find', 'forEach'])}(${called(g)})`,
    () =>
      expression`Iterator.prototype.${g.pick(['some', 'every', 'find', 'forEach', 'toArray', 'reduce'])}.call(${source(g)}, ${called(g)})`,
    () =>
      expression`((i) => [${joined(
        Array.from({ length: 3 }, () => step(g)),
        ', ',
      )}])(${from})`,
    () => expression`new Map(${from})`,
    () => expression`(([x, y] = ${from}) => [x, y])()`,
    () => from,
  ])();
}

function step(g: Grammar): Piece {
  return g.pick([
    () => expression`i.next(${g.odd()})`,
    () => expression`i.next()`,
    () => expression`i.return(${g.odd()})`,
    () => expression`Object.getPrototypeOf(i).next.call(${g.odd()})`,
  ])();
}

export const helpers: readonly Feature[] = [
  { test: 'Iterator.prototype.map', make: (g) => statement`show(() => ${finished(g)});` },
  { test: 'Iterator.prototype.map', make: (g) => statement`show(() => ${finished(g)});` },
  {
    test: 'Iterator.prototype.map',
    make: (g) =>
      statement`show(() => { for (const x of ${helped(g)}) { log(x); ${g.pick(['break;', '', 'throw new Error("body");', 'if (x) continue;'])} } });`,
  },
  {
    test: 'Iterator.prototype.map',
    make: (g) =>
      statement`show(() => ${g.pick([
        'new Iterator()',
        'Iterator()',
        'new (class E extends Iterator {})()',
        '(Iterator.prototype[Symbol.toStringTag] = "x")',
        'Object.assign(Object.create(Iterator.prototype), { [Symbol.toStringTag]: "own" })',
        'Reflect.construct(Iterator, [], Object)',
        '[].values().map((x) => x)[Symbol.toStringTag]',
        'Object.getOwnPropertyNames(Object.getPrototypeOf([].values().map((x) => x)))',
        'Object.getPrototypeOf(Iterator.from({ next() {} }))',
        'Iterator.from("text").toArray()',
        'Iterator.from({ next() { return { done: true }; } })',
        '(() => { const i = [1].values().map(() => i.next()); return i.next(); })()',
        '(() => { const i = iterate(3).constructor; return i; })()',
        '[1, 2].values().drop(1).take(1).map(String)',
      ])});`,
  },
];

const LATER_WRONGS = [
  ...WRONGS,
  '[Symbol.asyncIterator]: undefined',
  '[Symbol.asyncIterator]() { return 1; }',
  '[Symbol.asyncIterator]: 1',
];

function laterSource(g: Grammar): Piece {
  return g.pick([
    () => expression`iterateLater(${g.below(3)}, { ${g.chance(2) ? g.pick(LATER_WRONGS) : ''} })`,
    () => expression`iterate(${g.below(3)}, { ${g.chance(2) ? g.pick(WRONGS) : ''} })`,
    () => expression`[1, Promise.resolve(2), ${g.odd()}]`,
    () => expression`[Promise.reject(new Error('r')), 1]`,
    () =>
      expression`{ length: ${g.pick(['2', '-1', '"1"', 'NaN', '{}'])}, 0: Promise.resolve('zero'), 1: { then(f) { log('then'); f(1); } } }`,
    () => expression`(async function* () { try { yield 1; yield Promise.reject(2); } finally { log('closed'); } })()`,
    () => expression`(${g.odd()})`,
  ])();
}

const GROUPED = [
  '(x) => x',
  '(x, i) => i % 2',
  '(x) => typeof x',
  '() => Symbol.for("s")',
  '() => -0',
  '() => ({})',
  '() => { throw new Error("key"); }',
  '() => "__proto__"',
];

export const laterArrays: readonly Feature[] = [
  {
    test: 'Array.fromAsync',
    make: (g) =>
      statement`await showAsync(() => Array.fromAsync(${laterSource(g)}${g.chance(2) ? '' : expression`, ${called(g)}`}${g.chance(3) ? ', "this"' : ''}));`,
  },
  {
    test: 'Array.fromAsync',
    make: (g) =>
      statement`await showAsync(() => Array.fromAsync.call(${g.pick(['undefined', 'Object', 'class extends Array {}', 'class { constructor(n) { log("made", n); } set length(n) { log("length", n); } }', 'class { constructor() { return Object.freeze({}); } }', 'class { constructor() { throw new Error("ctor"); } }'])}, ${laterSource(g)}));`,
  },
  {
    test: 'Object.groupBy',
    make: (g) =>
      statement`show(() => ${g.pick(['Object', 'Map'])}.groupBy(${source(g)}, ${g.chance(4) ? g.odd() : g.pick(GROUPED)}));`,
  },
  {
    test: '[].toSorted',
    make: (g) =>
      statement`show(() => ${g.pick(['[3, 1, , 2]', 'new Uint8Array([3, 1])', 'Array.prototype', '({ length: 2, 0: "x" })'])}.${g.pick(['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex', 'at'])}?.(${g.args()}));`,
  },
  {
    test: '[].toSorted',
    make: (g) =>
      statement`show(() => Array.prototype.${g.pick(['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex', 'at'])}.call(${g.odd()}, ${g.args()}));`,
  },
];
