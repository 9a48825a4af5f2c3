import { builtInCall } from './built-ins';
import { classUse } from './classes';
import { functionCall } from './functions';
import type { Grammar } from './grammar';
import { inspection } from './inspection';
import { delegated, iterable } from './iteration';
import { KEYS } from './odd-values';
import { expression, type Piece } from './piece';
import { regexpUse } from './regexps';
import { brokenText } from './texts';

const OPERATORS = [
  ...['+', '-', '*', '/', '%', '**', '<', '>=', '==', '===', '!=', '&', '|', '^', '<<', '>>>', '>>'],
  ...['&&', '||', '??', ',', 'in', 'instanceof'],
];
const ASSIGNMENTS = ['=', '+=', '??=', '||=', '&&=', '-=', '**=', '>>>='];
const VARIABLES = ['a', 'b', 'c', 'd'];

/** Called with nothing, the constructor of a date tells the time. */
const METHODS = KEYS.filter((name) => name !== 'constructor');

type Maker = (g: Grammar) => Piece;

/** Forms of expressions, each with how often it's chosen. */
const FORMS: readonly (readonly [number, Maker])[] = [
  [2, (g) => g.odd()],
  [1, (g) => expression`${g.pick(VARIABLES)}`],
  [2, binary],
  // In parentheses: of a failed call right at its start V8 says that the conditional is not iterable, where that is iterated.
  [1, (g) => expression`((${g.expression()}) ? ${g.expression()} : ${g.expression()})`],
  [1, list],
  [1, object],
  [3, access],
  [
    1,
    (g) => expression`(${g.pick(['typeof', 'void', '!', '-', '+', '~', 'delete'])} ${expression`(${g.expression()})`})`,
  ],
  [5, builtInCall],
  [1, (g) => expression`\`<\${${g.expression()}}|\${${g.expression()}}>\``],
  [1, assignment],
  [2, functionCall],
  [2, classUse],
  [1, (g) => expression`[...${iterable(g)}]`],
  [
    1,
    (g) =>
      expression`${g.pick(['Math.max', 'log', 'new Set', 'Array.of', '(0).missing', 'a.b.c'])}(${g.expression()}, ...${iterable(g)})`,
  ],
  [1, suspension],
  [1, template],
  [2, regexpUse],
  [4, inspection],
  [2, brokenText],
  [1, call],
];

const TOTAL = FORMS.reduce((sum, [weight]) => sum + weight, 0);

export function expressionForm(g: Grammar): Piece {
  let at = g.below(TOTAL);
  for (const [weight, make] of FORMS) {
    at -= weight;
    if (at < 0) return make(g);
  }
  return g.odd();
}

function binary(g: Grammar): Piece {
  return expression`((${g.expression()}) ${g.pick(OPERATORS)} (${g.expression()}))`;
}

function list(g: Grammar): Piece {
  return g.chance(2)
    ? expression`[${g.expression()}, ...${g.expression()}]`
    : expression`[${g.expression()}, , ${g.expression()}]`;
}

function object(g: Grammar): Piece {
  return g.pick([
    () =>
      expression`({ k: ${g.expression()}, [${g.expression()}]: ${g.expression()}, get g() { return ${g.inFunction(() => g.expression())}; } })`,
    () => expression`({ k: 0, ...${g.expression()}, m() { return super.toString; }, 1: 2 })`,
    () => expression`({ __proto__: ${g.expression()}, ['__proto__']: 1, "x y": 2, async *[${g.odd()}]() {} })`,
  ])();
}

function access(g: Grammar): Piece {
  const key = g.pick(KEYS);
  const method = g.pick(METHODS);
  return g.pick([
    () =>
      expression`(${g.expression()})?.${g.pick([key, `[${JSON.stringify(key)}]`, `${method}?.()`, `${key}.k`, `${method}()`])}`,
    () => expression`(${g.expression()}).${g.pick([key, `${key}.${g.pick(KEYS)}`, `${method}()`, `${key}.call(1)`])}`,
    () => expression`(${g.expression()})[${g.odd()}]`,
    () => expression`${g.pick(VARIABLES)}.${key}.${g.pick(KEYS)}(${g.args()})`,
  ])();
}

function assignment(g: Grammar): Piece {
  const name = g.pick(VARIABLES);
  return g.pick([
    () => expression`(${name} ${g.pick(ASSIGNMENTS)} ${g.expression()})`,
    () => expression`((${g.expression()}).${g.pick(KEYS)} ${g.pick(ASSIGNMENTS)} ${g.expression()})`,
    () => expression`((${g.expression()})[${JSON.stringify(g.pick(KEYS))}]${g.pick(['++', '--'])})`,
    () => expression`([${name} = ${g.expression()}, ...b] = ${g.expression()})`,
    () => expression`({ k: ${name}, length: c.x = 3 } = ${g.expression()})`,
    () => expression`(${g.pick(['++', '--'])}(${g.expression()}).${g.pick(KEYS)})`,
  ])();
}

function suspension(g: Grammar): Piece {
  if (g.inGenerator) {
    const source = g.inAsync && g.chance(2) ? 'iterateLater' : 'iterate';
    return g.chance(3) ? expression`(yield* ${delegated(g, source)})` : expression`(yield ${g.expression()})`;
  }
  return g.inAsync ? expression`(await ${g.expression()})` : g.expression();
}

function template(g: Grammar): Piece {
  return g.pick([
    () => expression`tag\`x\${${g.expression()}}\\y\${${g.expression()}}\``,
    () => expression`String.raw\`\\u{\${${g.expression()}}\\x\``,
    () => expression`(${g.expression()})\`x\${${g.expression()}}\``,
    () => expression`((f) => f() === f())(() => ((s) => s)\`a\${${g.odd()}}\`)`,
    () => expression`new (${g.expression()})\`x\``,
  ])();
}

/** Calls of what is seldom a function. */
function call(g: Grammar): Piece {
  return g.pick([
    () => expression`(${g.expression()})(${g.args()})`,
    () => expression`new (${g.expression()})(${g.args()})`,
    () => expression`(${g.expression()}).${g.pick(METHODS)}(${g.args()})`,
    () => expression`${g.pick(VARIABLES)}(${g.args()})`,
    () => expression`new ${g.pick(VARIABLES)}.${g.pick(KEYS)}(${g.args()})`,
    () => expression`${g.pick(VARIABLES)}?.[${g.odd()}](${g.args()})`,
  ])();
}
