import type { Grammar } from './grammar';
import type { Feature } from './newer';
import { expression, type Piece, statement } from './piece';

const RESOURCES = [
  '{ [Symbol.dispose]() { log("dispose"); } }',
  '{ [Symbol.dispose]() { throw new Error("dispose"); } }',
  '{ [Symbol.dispose]() { throw 7; } }',
  '{ get [Symbol.dispose]() { log("get dispose"); return () => log("got"); } }',
  '{ get [Symbol.dispose]() { throw new RangeError("getter"); } }',
  '{ [Symbol.dispose]: 1 }',
  '{ [Symbol.dispose]: null }',
  '{ [Symbol.asyncDispose]() { log("async dispose"); } }',
  '{ async [Symbol.asyncDispose]() { log("later"); await null; log("latest"); } }',
  '{ async [Symbol.asyncDispose]() { throw new Error("async"); } }',
  '{ [Symbol.asyncDispose]: undefined, [Symbol.dispose]() { log("sync instead"); return Promise.reject(1); } }',
  '{ [Symbol.asyncDispose]() { return { then(f, r) { log("then"); r(8); } }; } }',
  '{ [Symbol.asyncDispose]: 1 }',
  'null',
  'undefined',
  'Object.assign(() => {}, { [Symbol.dispose]() { log("function"); } })',
  'new (class Res { #n = 1; [Symbol.dispose]() { log("class", this.#n); } })()',
  '(function* () { try { yield 1; } finally { log("generator"); } })()',
  'new DisposableStack()',
  'new AsyncDisposableStack()',
];

function resource(g: Grammar): Piece {
  return g.chance(6) ? g.odd() : expression`(${g.pick(RESOURCES)})`;
}

const ENDS = ['', '', 'throw new Error("body");', 'throw 5;', 'return "returned";'];

function body(g: Grammar, word: string): Piece {
  const declarations = Array.from({ length: 1 + g.below(3) }, (_, i) => statement`${word} r${i} = ${resource(g)}; `);
  return {
    kind: 'fixed',
    parts: [...declarations, `log('body', typeof r0); ${g.pick(ENDS)}`],
  };
}

const STACK = 'DisposableStack';

function stackCall(g: Grammar): Piece {
  return g.pick([
    () => statement`show(() => stack.use(${resource(g)}));`,
    () => statement`show(() => stack.use(${resource(g)}));`,
    () =>
      statement`show(() => stack.adopt(${g.odd()}, ${g.chance(3) ? g.odd() : '(v) => { log("adopted", v); throw v; }'}));`,
    () => statement`show(() => stack.defer(${g.chance(3) ? g.odd() : '(...all) => log("deferred", all.length)'}));`,
    () => statement`show(() => stack.defer(() => { throw new Error("deferred"); }));`,
    () => statement`show(() => stack.disposed);`,
    () => statement`{ const moved = stack.move(); log(moved, stack.disposed); show(() => moved.dispose?.()); }`,
    () => statement`show(() => stack.dispose?.());`,
    () => statement`await showAsync(() => stack.disposeAsync?.());`,
    () => statement`show(() => stack[Symbol.dispose]?.());`,
    () => statement`show(() => stack);`,
  ])();
}

// The head of a plain `for` has none: Node 24 disposes of them twice.
export const disposal: readonly Feature[] = [
  { test: `(eval('{ using r = null; }'), true)`, make: (g) => statement`show(() => { ${body(g, 'using')} });` },
  {
    test: `(eval('{ using r = null; }'), true)`,
    make: (g) => statement`await showAsync(async () => { ${body(g, g.pick(['using', 'await using']))} });`,
  },
  {
    test: `(eval('{ using r = null; }'), true)`,
    make: (g) => statement`await showAsync(async () => { ${body(g, 'await using')} });`,
  },
  {
    test: `(eval('{ using r = null; }'), true)`,
    make: (g) =>
      statement`await showAsync(async () => { for (${g.pick(['using', 'await using'])} r of [${resource(g)}, ${resource(g)}]) { log('round', typeof r); ${g.pick(['', 'break;', 'continue;', 'throw new Error("round");', 'return 3;'])} } });`,
  },
  {
    test: `(eval('{ using r = null; }'), true)`,
    make: (g) =>
      statement`await showAsync(async () => { ${g.pick([
        `switch (1) { case 0: using s = null; case 1: using r = ${g.pick(RESOURCES)}; log('case'); }`,
        `l: { using r = ${g.pick(RESOURCES)}; break l; }`,
        `const f = function* () { using r = ${g.pick(RESOURCES)}; yield 1; log('on'); }; const i = f(); log(i.next()); log(i.return(4)); log(i.next());`,
        `const f = async function* () { await using r = ${g.pick(RESOURCES)}; yield 1; }; for await (const x of f()) { log(x); }`,
        `{ using r = { [Symbol.dispose]() { log(typeof later); } }; let later = 1; }`,
        `try { using r = ${g.pick(RESOURCES)}; throw 'try'; } catch (e) { log('caught', e); } finally { log('f'); }`,
        `{ using x = ${g.pick(RESOURCES)}; x = 1; }`,
        `{ x; using x = null; }`,
        `using using_ = null; var using = 3; using; log(using);`,
      ])} });`,
  },
  {
    test: 'DisposableStack',
    make: (g) =>
      statement`{ const stack = new ${g.pick([STACK, `Async${STACK}`])}(); ${{ kind: 'fixed', parts: Array.from({ length: 2 + g.below(4) }, () => stackCall(g)) }} }`,
  },
  {
    test: 'DisposableStack',
    make: (g) =>
      statement`show(() => ${g.pick([STACK, `Async${STACK}`])}.prototype.${g.pick(['use', 'adopt', 'defer', 'move', 'dispose', 'disposeAsync', 'disposed'])}${g.pick(['', '?.call'])}(${g.odd()}));`,
  },
  {
    test: 'DisposableStack',
    make: (g) =>
      statement`await showAsync(() => AsyncDisposableStack.prototype.${g.pick(['use', 'adopt', 'defer', 'move', 'disposeAsync'])}.call(${g.odd()}, ${g.odd()}));`,
  },
  {
    test: 'SuppressedError',
    make: (g) =>
      statement`show(() => ((e) => [e, e.error, e.suppressed, Object.keys(e), Object.getOwnPropertyNames(e)])(${g.pick(['new ', ''])}SuppressedError(${g.args()})));`,
  },
];
