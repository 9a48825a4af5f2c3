import type { Grammar } from './grammar';
import { type Piece, statement } from './piece';

/**
 * Statements that only sloppy code has, or that it takes differently. No proxy is given to `with`: V8 looks names up once where
 * the standard has them looked up twice.
 */
export function sloppyStatement(g: Grammar): Piece {
  const e = () => g.inFunction(() => g.expression());
  const s = () => g.inFunction(() => g.block(2));
  return g.pick([
    () =>
      statement`try { with (${g.pick(['{ k: 1 }', '[1]', '"text"', 'null', '5', 'function f() {}', 'new Map()'])}) { log(typeof k, typeof length); k = 1; } } catch (error) { show(() => error); }`,
    () =>
      statement`show(() => (function (x, y) { arguments[0] = ${e()}; y = 'y'; delete arguments[1]; return [x, arguments]; })(1, 2, 3));`,
    () =>
      statement`show(() => (function (x, y) { 'use strict'; arguments[0] = 5; y = 'y'; return [x, arguments]; })(1, 2));`,
    () =>
      statement`show(() => (function (x, y = 2) { arguments[0] = 5; return [x, arguments, arguments.length]; })(1));`,
    () =>
      statement`show(() => (function f(x) { return [arguments.callee === f, f.caller === null, f.arguments === null]; })(1));`,
    () =>
      statement`show(() => (function () { 'use strict'; return arguments.${g.pick(['callee', 'length', 'caller'])}; })());`,
    () =>
      statement`show(() => (function () { log(typeof h); { function h() {} } log(typeof h); if (true) function j() {} return [typeof h, typeof j]; })());`,
    () => statement`show(() => (function (h) { { function h() {} h = 5; } return typeof h; })(1));`,
    () =>
      statement`show(() => { ${g.pick(['eval', '(0, eval)', 'eval?.'])}(${g.pick([...EVALS])}); return [typeof v, typeof w]; });`,
    () => statement`show(() => (function () { 'use strict'; return eval(${g.pick([...EVALS])}); })());`,
    () => statement`show(() => eval(${g.pick([...VALUES])}));`,
    () => statement`show(() => { ${g.pick([...ASSIGNMENTS])} });`,
    () => statement`show(() => { 'use strict'; ${g.pick([...ASSIGNMENTS])} });`,
    () => statement`show(() => { ${g.pick([...ZONES])} });`,
    () => statement`show(() => { var x = 1; { ${s()} } try { throw 2; } catch (x) { var x = 3; } return x; });`,
  ])();
}

const EVALS = [
  '"var v = 1; let w = 2; typeof v"',
  '"function v() {} this === undefined"',
  '"const v = 1; v = 2"',
  '"{ function w() {} } typeof w"',
  '"new.target"',
  '"super.x"',
  '"arguments.length"',
  '"await 1"',
  '"yield"',
  '"let v; var v"',
  '"return 1"',
  '"\'use strict\'; undeclared = 1"',
  '"v = () => this; typeof v()"',
  '"#p in {}"',
];

/** Texts whose completion value is asked for. */
const VALUES = [
  '"1; if (0) 2;"',
  '"1; do { 2; break; } while (0)"',
  '"l: { 3; break l; }"',
  '"1; { }"',
  '"1; var x = 2;"',
  '"1; function f() {}"',
  '"switch (1) { case 1: 4; break; }"',
  '"try { 5 } finally { 6 }"',
  '"1; for (var i of [7, 8]) i;"',
  '"({}) + 1"',
  '"{} + 1"',
  '"1; while (false);"',
  '"9; with ({}) { }"',
  '"class C {}"',
  '"`${1}`"',
  '"<!-- comment"',
  '"010 + 08"',
  '"\'\\\\07\'.length"',
];

const ASSIGNMENTS = [
  'undefined = 1; return undefined;',
  'NaN++; return NaN;',
  'Object.freeze([1])[0] = 2; return 1;',
  '"text".length = 1; return 1;',
  '"text"[0] = "T"; return 1;',
  '(5).x = 1; return (5).x;',
  'Symbol.iterator.x = 1; return 1;',
  'const o = { get x() { return 1; } }; o.x = 2; return o.x;',
  'const o = Object.freeze({ x: 1 }); o.y = 2; return o;',
  'const o = Object.seal({ x: 1 }); return delete o.x;',
  'return delete [].length;',
  'return (function F() { F = 1; return typeof F; })();',
  'undeclaredName = 1; return delete undeclaredName;',
  'return typeof undeclaredName;',
  'return undeclaredName;',
  'undeclaredName += 1;',
  'null.x = 1;',
  'undefined[Symbol("k")] = 1;',
  'const c = 1; c++;',
  'const c = 1; [c] = [2];',
  'for (const c of [1]) c = 2;',
  'new Proxy({}, { set: () => false }).x = 1; return 1;',
  'return delete new Proxy({}, { deleteProperty: () => false }).x;',
  '[].length = -1;',
  'Object.defineProperty([], "length", { writable: false }).push(1);',
  'Object.prototype.__proto__ = {};',
  '({}).__proto__ = 1; return 1;',
  'Object.preventExtensions({}).__proto__ = [];',
  'const a = {}; a.__proto__ = Object.create(a);',
];

/** Bindings used before their declaration. */
const ZONES = [
  'x; let x;',
  'typeof x; const x = 1;',
  'x = 1; let x;',
  'const x = x;',
  'let [y = x, x] = [];',
  '((y = x, x) => y)();',
  'new C(); class C {}',
  'class C extends C {}',
  'class C { static [C.name] = 1; }',
  'return class C { static x = C.name; }.x;',
  'for (const x of [x]);',
  'for (let x in { x });',
  'switch (1) { case 0: let x; break; case 1: x; }',
  'f(); let x; function f() { return x; }',
  '(() => x)(); let x;',
  'try { throw 1; } catch ([x = y, y]) {}',
  'return (function () { return typeof x; let x; })();',
  'eval("x"); let x;',
];
