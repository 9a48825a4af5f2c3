import type { SeededRandom } from '../../src/base';
import { expression, fixed, joined, type Piece, statement } from './piece';

/** Values that built-ins are seldom given. */
const ODD = [
  'undefined',
  'null',
  'true',
  'NaN',
  '-0',
  '-1',
  '0.5',
  '3',
  'Infinity',
  "''",
  "'7'",
  "'abc'",
  "'ab-ab'",
  '[]',
  '[1, 2]',
  '[3, [4, [5]]]',
  '{}',
  '10n',
  '-3n',
  "Symbol('s')",
  '/b+/g',
  'new Date(86400000)',
  '(x) => x',
  'function f(a, b) {}',
  '{ valueOf() { log("valueOf"); return 2; } }',
  '{ toString() { log("toString"); return "t"; } }',
  '{ length: 2, 0: "l" }',
  'new Map([[1, 2]])',
  'new Set([1, NaN])',
  'class K { #p = 1; static s = 2 }',
  'Object.create(null)',
  '[, 1, , 2]',
  '1e21',
  '123.456',
  '-1e-7',
  '"\\u{1F600}x"',
  'new Error("e")',
  'new Uint8Array([1, 255])',
  'Object(1n)',
  'new String("st")',
];

/** Methods by the kind of value that has them; some are given callbacks. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  array: [
    'at',
    'concat',
    'copyWithin',
    'every',
    'fill',
    'filter',
    'find',
    'findIndex',
    'findLast',
    'findLastIndex',
    'flat',
    'flatMap',
    'forEach',
    'includes',
    'indexOf',
    'join',
    'lastIndexOf',
    'map',
    'pop',
    'push',
    'reduce',
    'reduceRight',
    'reverse',
    'shift',
    'slice',
    'some',
    'sort',
    'splice',
    'toReversed',
    'toSorted',
    'toSpliced',
    'toString',
    'unshift',
    'with',
    'keys',
    'entries',
    'toLocaleString',
  ],
  string: [
    'at',
    'charAt',
    'charCodeAt',
    'codePointAt',
    'concat',
    'endsWith',
    'includes',
    'indexOf',
    'lastIndexOf',
    'localeCompare',
    'match',
    'matchAll',
    'normalize',
    'padEnd',
    'padStart',
    'repeat',
    'replace',
    'replaceAll',
    'search',
    'slice',
    'split',
    'startsWith',
    'substring',
    'substr',
    'toLowerCase',
    'toUpperCase',
    'trim',
    'trimEnd',
    'isWellFormed',
    'anchor',
  ],
  number: ['toFixed', 'toPrecision', 'toExponential', 'toString', 'toLocaleString', 'valueOf'],
  map: ['get', 'set', 'has', 'delete', 'forEach', 'entries', 'keys', 'values', 'clear'],
  set: ['add', 'has', 'delete', 'forEach', 'entries', 'values'],
  typed: [
    'at',
    'fill',
    'map',
    'filter',
    'set',
    'slice',
    'subarray',
    'sort',
    'join',
    'indexOf',
    'with',
    'toReversed',
    'reduce',
  ],
  object: [
    'hasOwnProperty',
    'isPrototypeOf',
    'propertyIsEnumerable',
    'toString',
    'valueOf',
    'toLocaleString',
    'missing',
  ],
  function: ['call', 'apply', 'bind', 'toString'],
  regexp: ['exec', 'test', 'toString', 'compile'],
  date: [
    'toISOString',
    'getTime',
    'getDay',
    'setMonth',
    'setHours',
    'toJSON',
    'getTimezoneOffset',
    'toUTCString',
    'setTime',
  ],
};

const STATICS = [
  'Object.keys',
  'Object.values',
  'Object.entries',
  'Object.assign',
  'Object.freeze',
  'Object.fromEntries',
  'Object.getOwnPropertyNames',
  'Object.getOwnPropertyDescriptors',
  'Object.create',
  'Object.is',
  'Object.defineProperty',
  'Object.setPrototypeOf',
  'Object.getPrototypeOf',
  'Object.isFrozen',
  'Object.seal',
  'Array.from',
  'Array.of',
  'Array.isArray',
  'Array',
  'new Array',
  'String',
  'String.raw',
  'String.fromCharCode',
  'String.fromCodePoint',
  'Number',
  'Number.isInteger',
  'Number.parseFloat',
  'parseInt',
  'parseFloat',
  'isNaN',
  'Boolean',
  'BigInt',
  'BigInt.asIntN',
  'Symbol',
  'Symbol.for',
  'Math.max',
  'Math.round',
  'Math.trunc',
  'Math.sign',
  'Math.hypot',
  'Math.pow',
  'Math.clz32',
  'Math.imul',
  'Math.fround',
  'JSON.stringify',
  'JSON.parse',
  'Reflect.ownKeys',
  'Reflect.get',
  'Reflect.has',
  'Reflect.construct',
  'Reflect.apply',
  'Reflect.getPrototypeOf',
  'Date.UTC',
  'Date.parse',
  // Without an argument it would tell the time.
  '((v = 0) => new Date(v))',
  'new Map',
  'new Set',
  'new WeakMap',
  'new Uint8Array',
  'new Int16Array',
  'new Float64Array',
  'new RegExp',
  'new Error',
  'new AggregateError',
  'new Proxy',
  'new Promise',
  'Promise.resolve',
  'structuredClone',
  'encodeURIComponent',
  'decodeURIComponent',
  'escape',
  'unescape',
  'new Function',
  'Object',
  'new Boolean',
  'new Number',
];

const OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '<',
  '>=',
  '==',
  '===',
  '!=',
  '&',
  '|',
  '^',
  '<<',
  '>>>',
  '>>',
  '&&',
  '||',
  '??',
  ',',
  'in',
  'instanceof',
];
const NAMES = ['a', 'b', 'c', 'd'];

/** Writes random programs that end, and that print all they find out. Equal seeds give equal programs. */
export class Grammar {
  private depth = 0;
  private inAsync = false;
  private inGenerator = false;
  private inLoop = false;
  private labels = 0;

  constructor(private readonly random: SeededRandom) {}

  private pick<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)]!;
  }

  private chance(one: number): boolean {
    return this.random.below(one) === 0;
  }

  /** A whole program: the body of an async function. */
  program(): Piece {
    this.inAsync = true;
    const body = this.block(2 + this.random.below(6));
    return fixed`let a = ${this.odd()}, b = ${this.odd()}, c = [1, 2, 3], d = 'text';
${body}
show(() => [a, b, c, d]);`;
  }

  private block(most: number): Piece {
    const statements = Array.from({ length: 1 + this.random.below(most) }, () => this.statement());
    return joined(statements, '\n');
  }

  private odd(): Piece {
    return expression`(${this.pick(ODD)})`;
  }

  // Expressions

  private expression(): Piece {
    if (this.depth > 4) return this.chance(3) ? this.odd() : expression`${this.pick(NAMES)}`;
    this.depth++;
    const made = this.compound();
    this.depth--;
    return made;
  }

  private compound(): Piece {
    const e = () => this.expression();
    switch (this.random.below(24)) {
      case 0:
      case 1:
        return this.odd();
      case 2:
        return expression`${this.pick(NAMES)}`;
      case 3:
      case 4:
        return this.binary();
      case 5:
        return expression`(${e()} ? ${e()} : ${e()})`;
      case 6:
        return expression`[${e()}, ...${e()}]`;
      case 7:
        return expression`{ k: ${e()}, [${e()}]: ${e()}, ...${e()} }`.parts.length > 0
          ? expression`({ k: ${e()}, [${e()}]: ${e()}, get g() { return ${e()}; } })`
          : e();
      case 8:
        return expression`(${e()})?.${this.pick(['k', 'length', '[0]', 'constructor?.name', 'g', 'size', 'name'])}`;
      case 9:
        return expression`(${this.pick(['typeof', 'void', '!', '-', '+', '~', 'delete'])} ${expression`(${e()})`})`;
      case 10:
      case 11:
      case 12:
        return this.method();
      case 13:
      case 14:
      case 15:
        return expression`${this.pick(STATICS)}(${this.args()})`;
      case 16:
        return expression`\`<\${${e()}}|\${${e()}}>\``;
      case 17:
        return expression`(${this.pick(NAMES)} ${this.pick(['=', '+=', '??=', '||=', '&&=', '-=', '**='])} ${e()})`;
      case 18:
        return this.functionCall();
      case 19:
        return this.classUse();
      case 20:
        return expression`[...${this.iterable()}]`;
      case 21:
        return this.inAsync ? expression`(await ${e()})` : this.inGenerator ? expression`(yield ${e()})` : e();
      case 22:
        return expression`tag\`x\${${e()}}y\${${e()}}\``;
      default:
        return expression`(${e()}).${this.pick(['toString', 'valueOf', 'constructor', 'length', 'k', '__proto__', 'name'])}`;
    }
  }

  private binary(): Piece {
    const operator = this.pick(OPERATORS);
    return operator === '??'
      ? expression`((${this.expression()}) ?? (${this.expression()}))`
      : expression`((${this.expression()}) ${operator} (${this.expression()}))`;
  }

  private args(): Piece {
    const list = Array.from({ length: this.random.below(4) }, () =>
      this.chance(4) ? this.callback() : this.chance(3) ? this.expression() : this.odd(),
    );
    return joined(list, ', ');
  }

  private callback(): Piece {
    const body = this.inFunction(() => this.expression());
    return this.pick([
      expression`(x, y) => ${body}`,
      expression`function (x) { log('called', x); return ${body}; }`,
      expression`(x, y) => { log(typeof x, typeof y); return x < y ? 1 : -1; }`,
    ]);
  }

  /** Inside a function that is neither async nor a generator. */
  private inFunction<T>(make: () => T, { async = false, generator = false } = {}): T {
    const { inAsync, inGenerator, inLoop } = this;
    Object.assign(this, { inAsync: async, inGenerator: generator, inLoop: false });
    const made = make();
    Object.assign(this, { inAsync, inGenerator, inLoop });
    return made;
  }

  private method(): Piece {
    const kind = this.pick(Object.keys(METHODS));
    const receiver = {
      array: () =>
        expression`${this.pick(['[3, 1, 2]', "['b', , 'a']", 'c', '[]', '[1, [2, [3]]]', '[undefined, null, NaN]'])}`,
      string: () => expression`${this.pick(["'hello'", 'd', "''", "'a-b-a'", "'\\u00e9\\u{1F600}'"])}`,
      number: () =>
        expression`(${this.pick(['0', '1.005', '-12.5', '1e21', '255', 'NaN', '123456789.123', '0.000001'])})`,
      map: () => expression`new Map([[1, 'x'], ['k', ${this.odd()}]])`,
      set: () => expression`new Set([1, 'x', ${this.odd()}])`,
      typed: () =>
        expression`new ${this.pick(['Uint8Array', 'Int32Array', 'Float64Array', 'Uint8ClampedArray'])}([5, 1, 300])`,
      object: () => expression`({ k: 1, toString() { return 'o'; } })`,
      function: () => expression`(function f(a, b = 1, ...r) { return [this === undefined, a, b, r]; })`,
      regexp: () =>
        expression`/${this.pick(['a(?<n>b)?', '(.)(.)', '^x|l+', '[^a-y]', '(?=l)', '\\d+'])}/${this.pick(['', 'g', 'gi', 'y', 'd', 'u'])}`,
      date: () =>
        expression`new Date(${this.pick(['0', '1e12', 'NaN', "'2020-02-30'", "'2021-03-04T05:06:07Z'", '2020, 1, 29'])})`,
    }[kind]!();
    return expression`${receiver}.${this.pick(METHODS[kind]!)}(${this.args()})`;
  }

  private functionCall(): Piece {
    const pattern = this.pattern();
    const body = this.inFunction(() => this.expression());
    return this.pick([
      () => expression`((${pattern} = ${this.odd()}) => ${body})(${this.args()})`,
      () => expression`(function (${pattern}, ...rest) { return [rest.length, ${body}]; })(${this.args()})`,
      () => expression`(function f(n) { return n > 0 ? f(n - 1) : ${body}; })(2)`,
      () => expression`(() => { try { return ${body}; } finally { log('finally'); } })()`,
      () => expression`(function () { return arguments.length + ${body}; })(${this.args()})`,
    ])();
  }

  private pattern(): Piece {
    const e = () => this.inFunction(() => this.expression());
    return this.pick([
      () => fixed`p`,
      () => fixed`{ k: p = ${e()}, ...q }`,
      () => fixed`[p, q = ${e()}]`,
      () => fixed`{ length: p, [${e()}]: q = ${e()} }`,
      () => fixed`[, p, ...q]`,
    ])();
  }

  private classUse(): Piece {
    const e = () => this.inFunction(() => this.expression());
    return this.pick([
      () => expression`new (class { x = ${e()}; #y = ${e()}; get y() { return this.#y; } })().y`,
      () => expression`new (class extends (class { constructor(v) { this.v = v; log(new.target.name); } m() { return 'm'; } }) {
  f = log('field'); m() { return super.m() + ${e()}; } })(${this.args()}).m()`,
      () =>
        expression`class N { static #c = 0; static { this.t = ${e()}; } static has(o) { return #c in o; } }.has(${e()})`,
      () => expression`new (class Named extends Array { constructor(...v) { super(...v); this.z = ${e()}; } })(1, 2)`,
      () => expression`Object.getOwnPropertyNames(class { static a() {} [${e()}]() {} })`,
      () => expression`String(class Q { ${this.pick(['get', 'set', 'static', 'async', '*'])} m(x) {} })`,
    ])();
  }

  private iterable(): Piece {
    const body = this.inFunction(() => this.block(2), { generator: true });
    return this.pick([
      () => expression`(function* () { ${body} })()`,
      () => expression`iterate(${this.random.below(4)})`,
      () => expression`'a\\u{1F600}b'`,
      () => expression`new Map([[1, ${this.odd()}]])`,
      () => expression`[1, , 3].entries()`,
      () => expression`(${this.expression()})`,
    ])();
  }

  // Statements

  private statement(): Piece {
    if (this.depth > 3) return this.print();
    this.depth++;
    const made = this.compoundStatement();
    this.depth--;
    return made;
  }

  private print(): Piece {
    if (this.inAsync && this.chance(3)) return statement`await showAsync(async () => ${this.expression()});`;
    const value = this.inFunction(() => this.expression());
    return statement`show(() => ${this.pick(['', '', 'new.target, '].slice(0, 2))}${value});`;
  }

  private compoundStatement(): Piece {
    const e = () => this.expression();
    const s = () => this.block(3);
    const loop = <T>(make: () => T): T => {
      const { inLoop } = this;
      this.inLoop = true;
      const made = make();
      this.inLoop = inLoop;
      return made;
    };
    switch (this.random.below(20)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
      case 5:
      case 6:
        return this.print();
      case 7:
        return statement`if (${e()}) { ${s()} } else { ${s()} }`;
      case 8:
        return statement`for (let i = 0; i < ${1 + this.random.below(3)}; i++) { log(i); ${loop(s)} }`;
      case 9:
        return statement`try { ${s()} throw ${e()}; } catch (error) { show(() => error); ${s()} } finally { log('f'); ${s()} }`;
      case 10:
        return statement`try { for (const ${this.pattern()} of ${this.iterable()}) { ${loop(s)} } } catch (error) { show(() => error); }`;
      case 11: {
        const label = `l${this.labels++}`;
        return statement`${label}: for (const x of [1, 2]) { for (const y of iterate(2)) { log(x, y); ${this.pick(['break', 'continue'])} ${label}; } }`;
      }
      case 12:
        return statement`switch (${e()}) { case ${e()}: ${s()} break; default: ${s()} case 3: log('through'); }`;
      case 13:
        return statement`try { const ${this.pattern()} = ${e()}; show(() => p); } catch (error) { show(() => error); }`;
      case 14:
        return statement`{ const f = []; for (${this.pick(['let', 'var'])} i = 0; i < 2; i++) f.push(() => i); show(() => f.map((g) => g())); }`;
      case 15: {
        const body = this.inFunction(s, { async: true });
        return statement`(async () => { ${body} })().then((v) => log('then', v), (error) => show(() => error));`;
      }
      case 16:
        return this.inLoop ? statement`if (${e()}) { ${this.pick(['break', 'continue'])}; }` : this.print();
      case 17: {
        const body = this.inFunction(s, { generator: true });
        return statement`{ const g = (function* () { try { ${body} return 'r'; } finally { log('closing'); } })();
for (const step of ['next', 'next', '${this.pick(['next', 'return', 'throw'])}', 'next']) show(() => g[step](${this.odd()})); }`;
      }
      case 18:
        return statement`Promise.${this.pick(['all', 'allSettled', 'race', 'any'])}([${e()}, Promise.reject(${this.odd()})]).then((v) => show(() => v), (error) => show(() => error));`;
      default:
        return statement`for (const key in ${expression`(${e()})`}) { log('key', key); ${loop(s)} }`;
    }
  }
}

/** What every program may use. */
export const PRELUDE = `function log(...values) { console.log(...values); }
function show(make) { try { console.log(make()); } catch (error) { console.log('threw', error instanceof Error ? error.name + ': ' + error.message : error); } }
async function showAsync(make) { try { console.log(await make()); } catch (error) { console.log('rejected', error instanceof Error ? error.name + ': ' + error.message : error); } }
function tag(strings, ...values) { return [strings.raw.join('|'), ...values]; }
function iterate(n) {
  let i = 0;
  return { [Symbol.iterator]() { log('iterator'); return this; },
    next() { log('next', i); return { value: i, done: i++ >= n }; },
    return(v) { log('return', v); return {}; } };
}
`;
