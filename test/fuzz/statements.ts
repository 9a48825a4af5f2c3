import { pattern } from './functions';
import type { Grammar } from './grammar';
import { asyncIterable, generatorSteps, iterable } from './iteration';
import { expression, type Piece, statement } from './piece';
import { sloppyStatement } from './sloppy';

type Maker = (g: Grammar) => Piece;

const body = (g: Grammar) => g.block(3);
const loopBody = (g: Grammar) => g.inLoopBody(() => g.block(3));

/** Forms of statements, each with how often it's chosen. */
const FORMS: readonly (readonly [number, Maker])[] = [
  [10, print],
  [1, (g) => statement`if (${g.expression()}) { ${body(g)} } else { ${body(g)} }`],
  [1, (g) => statement`for (let i = 0; i < ${1 + g.below(3)}; i++) { log(i); ${loopBody(g)} }`],
  [
    1,
    (g) =>
      statement`try { ${body(g)} throw ${g.expression()}; } catch (error) { show(() => error); ${body(g)} } finally { log('f'); ${body(g)} }`,
  ],
  [
    3,
    (g) =>
      statement`try { for (const ${pattern(g)} of ${iterable(g)}) { ${loopBody(g)} } } catch (error) { show(() => words(error)); }`,
  ],
  [
    1,
    (g) =>
      statement`try { for (${g.pick(['a', 'b.x', '[a, b]', '{ k: a }', 'var v', 'let w', 'c[0]'])} of ${iterable(g)}) { ${loopBody(g)} } } catch (error) { show(() => words(error)); }`,
  ],
  [2, awaiting],
  [1, labelled],
  [
    1,
    (g) =>
      statement`switch (${g.expression()}) { case ${g.expression()}: ${body(g)} break; default: ${body(g)} case 3: log('through'); }`,
  ],
  [
    2,
    (g) =>
      statement`try { const ${pattern(g)} = ${g.expression()}; show(() => p); } catch (error) { show(() => words(error)); }`,
  ],
  [
    1,
    (g) =>
      statement`{ const f = []; for (${g.pick(['let', 'var'])} i = 0; i < 2; i++) f.push(() => i); show(() => f.map((g) => g())); }`,
  ],
  [
    1,
    (g) =>
      statement`(async () => { ${g.inFunction(() => body(g), { async: true })} })().then((v) => log('then', v), (error) => show(() => words(error)));`,
  ],
  [1, (g) => (g.inLoop ? statement`if (${g.expression()}) { ${g.pick(['break', 'continue'])}; }` : print(g))],
  [2, generatorSteps],
  [2, promises],
  [1, (g) => statement`for (const key in ${expression`(${g.expression()})`}) { log('key', key); ${loopBody(g)} }`],
  [3, sloppyStatement],
];

const TOTAL = FORMS.reduce((sum, [weight]) => sum + weight, 0);

export function statementForm(g: Grammar): Piece {
  let at = g.below(TOTAL);
  for (const [weight, make] of FORMS) {
    at -= weight;
    if (at < 0) return make(g);
  }
  return print(g);
}

export function print(g: Grammar): Piece {
  if (g.inAsync && g.chance(3)) {
    const value = g.inFunction(() => g.expression(), { async: true });
    return statement`${g.inGenerator ? '' : 'await '}showAsync(async () => ${expression`(${value})`});`;
  }
  return statement`show(() => ${expression`(${g.inFunction(() => g.expression())})`});`;
}

function awaiting(g: Grammar): Piece {
  if (!g.inAsync) return print(g);
  return g.pick([
    () =>
      statement`try { for await (const ${pattern(g)} of ${asyncIterable(g)}) { ${loopBody(g)} } } catch (error) { show(() => words(error)); }`,
    () =>
      statement`try { const ${pattern(g)} = await ${g.expression()}; show(() => p); } catch (error) { show(() => words(error)); }`,
    () => statement`await null; log('after');`,
    () =>
      statement`await new Promise((resolve) => { ${g.pick(['setImmediate', 'queueMicrotask', 'process.nextTick'])}(resolve); }); log('resumed');`,
  ])();
}

function labelled(g: Grammar): Piece {
  const label = g.newLabel();
  const jump = g.pick(['break', 'continue']);
  return g.pick([
    () => statement`${label}: for (const x of [1, 2]) { for (const y of iterate(2)) { log(x, y); ${jump} ${label}; } }`,
    () =>
      statement`${label}: for (const x of iterate(2)) { try { ${body(g)} ${jump} ${label}; } finally { log('f', x); } }`,
    () => statement`${label}: { ${body(g)} if (${g.expression()}) break ${label}; log('not left'); }`,
    () => statement`${label}: do { for (const k in { x: 1, y: 2 }) { log(k); ${jump} ${label}; } } while (false);`,
    () =>
      statement`${label}: for (let i = 0; i < 2; i++) switch (i) { case 0: ${jump} ${label}; default: log('other'); }`,
  ])();
}

function promises(g: Grammar): Piece {
  const told = ".then((v) => log('then', v), (error) => log('rejected', words(error)))";
  return g.pick([
    () =>
      statement`Promise.${g.pick(['all', 'allSettled', 'race', 'any'])}([${g.expression()}, Promise.reject(${g.odd()})])${told};`,
    () => statement`Promise.${g.pick(['all', 'allSettled', 'race', 'any'])}(${iterable(g)})${told};`,
    () =>
      statement`show(() => Promise.${g.pick(['all', 'race', 'resolve', 'reject'])}.call(${g.pick(['class P extends Promise {}', 'function (f) { f(log, log); }', 'Object', 'undefined'])}, ${g.odd()}));`,
    () =>
      statement`new Promise((resolve, reject) => { ${g.pick(['resolve', 'reject'])}(${g.expression()}); resolve(1); throw 2; })${told};`,
    () =>
      statement`Promise.resolve({ then(f, r) { log('then called'); ${g.pick(['f(1); f(2);', 'r(3);', 'throw 4;', 'f({ then(g) { g(5); } });'])} } })${told};`,
    () => statement`Promise.resolve(1).then(${g.odd()})${told};`,
    () => statement`Promise.reject(${g.odd()}).finally(${g.callback()}).catch(${g.callback()})${told};`,
    () =>
      statement`setImmediate(() => { log('immediate'); }); process.nextTick(() => log('tick')); Promise.resolve().then(() => log('micro'));`,
  ])();
}
