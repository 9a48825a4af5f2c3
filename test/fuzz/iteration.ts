import type { Grammar } from './grammar';
import { expression, type Piece, statement } from './piece';

/** What an iterator's method may do wrong. */
const WRONGS = [
  'next: 1',
  'next: undefined',
  'next() { return 1; }',
  'next() { throw new Error("next"); }',
  'next() { return { get done() { log("done"); return false; }, get value() { throw "value"; } }; }',
  'return: 1',
  'return: null',
  'return() { log("bad return"); return 1; }',
  'return() { throw new Error("return"); }',
  'throw(v) { log("throw", v); return { done: true, value: "thrown" }; }',
  'throw: 2',
  '[Symbol.iterator]: undefined',
  '[Symbol.iterator]() { return 1; }',
  '[Symbol.iterator]() { throw new Error("iterator"); }',
  '[Symbol.asyncIterator]: null',
  '[Symbol.asyncIterator]() { return this.x; }',
];

export function iterable(g: Grammar): Piece {
  const body = g.inFunction(() => g.block(2), { generator: true });
  return g.pick([
    () => expression`(function* () { ${body} })()`,
    () =>
      expression`(function* () { try { yield* ${delegated(g)}; } catch (e) { log(e); yield 'caught'; } finally { yield 'last'; } })()`,
    () => iterator(g),
    () => iterator(g),
    () => expression`'a\\u{1F600}b'`,
    () => expression`new Map([[1, ${g.odd()}]])`,
    () => expression`[1, , 3].entries()`,
    () => expression`(${g.expression()})`,
    () => expression`${g.odd()}`,
  ])();
}

/**
 * What `yield*` is given: nothing broken, for which V8 says as often `(intermediate value)` as there are statements after it.
 */
export function delegated(g: Grammar, iterate = 'iterate'): Piece {
  const thrower = '{ throw(v) { log("throw", v); return { done: true, value: "thrown" }; } }';
  return g.pick([
    () => expression`${iterate}(${g.below(4)})`,
    () => expression`${iterate}(${g.below(4)}, ${thrower})`,
    () => expression`[1, ${g.odd()}]`,
    () => expression`(function* () { ${g.inFunction(() => g.block(2), { generator: true })} })()`,
  ])();
}

function iterator(g: Grammar): Piece {
  return expression`iterate(${g.below(4)}, { ${g.chance(2) ? g.pick(WRONGS) : ''} })`;
}

export function asyncIterable(g: Grammar): Piece {
  const body = g.inFunction(() => g.block(2), { async: true, generator: true });
  return g.pick([
    () => expression`(async function* () { ${body} })()`,
    () =>
      expression`(async function* () { try { yield* ${delegated(g, 'iterateLater')}; } finally { log('last'); await null; yield 'last'; } })()`,
    () => iterableLater(g),
    () => iterableLater(g),
    () => expression`[1, Promise.resolve(2), ${g.odd()}]`,
    () => iterable(g),
  ])();
}

function iterableLater(g: Grammar): Piece {
  return expression`iterateLater(${g.below(4)}, { ${g.chance(2) ? g.pick(WRONGS) : ''} })`;
}

/** Steps of a generator, driven from outside. */
export function generatorSteps(g: Grammar): Piece {
  const isAsync = g.chance(2);
  const body = g.inFunction(() => g.block(3), { async: isAsync, generator: true });
  const step = () => g.pick(['next', 'next', 'next', 'return', 'throw']);
  const steps = Array.from({ length: 4 }, () => `'${step()}'`).join(', ');
  return isAsync
    ? statement`{ const g = (async function* () { try { ${body} return ${g.odd()}; } finally { log('closing'); } })();
for (const step of [${steps}]) g[step](${g.odd()}).then((v) => log(step, v), (error) => log(step, 'rejected', words(error))); }`
    : statement`{ const g = (function* () { try { ${body} return 'r'; } finally { log('closing'); } })();
for (const step of [${steps}]) show(() => g[step](${g.odd()})); }`;
}
