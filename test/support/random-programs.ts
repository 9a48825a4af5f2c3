import fc from 'fast-check';

/** Random programs that end: closures, loops, promises, async functions, generators, timers, exceptions; all printing. */
const name = fc.constantFrom('a', 'b', 'c');
const number = fc.integer({ min: -3, max: 9 });

const { expression, statement } = fc.letrec<{ expression: string; statement: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number.map(String),
    name,
    fc.constantFrom("'x'", 'null', 'undefined', '[1, 2]', '({ k: 1 })', 'typeof a'),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '<', '===', '&&', '||', '??'), tie('expression'))
      .map(([l, o, r]) => (o === '??' ? `((${l}) ?? (${r}))` : `(${l} ${o} ${r})`)),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([t, x, y]) => `(${t} ? ${x} : ${y})`),
    tie('expression').map((e) => `call(() => ${e.startsWith('{') ? `(${e})` : e})`),
    fc.tuple(name, tie('expression')).map(([n, e]) => `(${n} = ${e})`),
    tie('expression').map((e) => `[...[${e}, 2]].map((v) => v)`),
    tie('expression').map((e) => `[...gen(${e})].length`),
  ),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('expression').map((e) => `log(${e});`),
    fc.tuple(name, tie('expression')).map(([n, e]) => `${n} = ${e};`),
    fc
      .tuple(tie('expression'), tie('statement'), tie('statement'))
      .map(([t, x, y]) => `if (${t}) { ${x} } else { ${y} }`),
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), tie('statement'))
      .map(([n, s]) => `for (let i = 0; i < ${n}; i++) { log('i', i); ${s} }`),
    fc
      .tuple(tie('statement'), tie('expression'))
      .map(
        ([s, e]) =>
          `try { ${s} throw ${e}; } catch (error) { log('caught', typeof error); } finally { log('finally'); }`,
      ),
    tie('statement').map((s) => `Promise.resolve().then(() => { ${s} });`),
    tie('statement').map((s) => `queueMicrotask(() => { ${s} });`),
    fc
      .tuple(fc.integer({ min: 0, max: 4 }), tie('statement'))
      .map(([d, s]) => `setTimeout(() => { ${s} }, ${d * 20});`),
    fc
      .tuple(tie('statement'), tie('expression'))
      .map(([s, e]) => `(async () => { ${s} log('await', typeof await (${e})); ${s} })();`),
    fc.tuple(tie('statement'), tie('statement')).map(([x, y]) => `{ let a = 1; ${x} ${y} }`),
    tie('expression').map(
      (e) => `{ const { k = ${e}, ...rest } = { z: 1 }; log(typeof k, Object.keys(rest).length); }`,
    ),
    tie('expression')
      .map((e) => `class C { #v = ${e}; get v() { return this.#v; } } log(typeof new C().v);`)
      .map((s) => `{ ${s} }`),
  ),
}));
void expression;

const PRELUDE = `let a = 1, b = 'b', c = null;
function log(...values) { console.log(...values.map((v) => (typeof v === 'object' && v !== null ? 'object' : typeof v === 'function' ? 'function' : String(v)))); }
function call(f) { return f(); }
function* gen(n) { yield n; yield a; }
`;

/** The text of a random program. */
export const program = fc.array(statement, { minLength: 1, maxLength: 6 }).map((list) => PRELUDE + list.join('\n'));
