import type { Grammar } from './grammar';
import { expression, fixed, type Piece } from './piece';

/** A target of a declaration or of parameters, with the names p and q. */
export function pattern(g: Grammar): Piece {
  const e = () => g.inFunction(() => g.expression());
  return g.pick([
    () => fixed`p`,
    () => fixed`{ k: p = ${e()}, ...q }`,
    () => fixed`[p, q = ${e()}]`,
    () => fixed`{ length: p, [${e()}]: q = ${e()} }`,
    () => fixed`[, p, ...q]`,
    () => fixed`[{ k: p } = ${e()}, [q] = ${g.odd()}]`,
    () => fixed`{ p, k: { q } }`,
    () => fixed`[...[p, q]]`,
    () => fixed`{ k: [p] = [], 'a b': q = p }`,
    () => fixed`{ ...p }`,
    () => fixed`[]`,
    () => fixed`{}`,
  ])();
}

export function functionCall(g: Grammar): Piece {
  const target = pattern(g);
  const body = g.inFunction(() => g.expression());
  return g.pick([
    () => expression`((${target} = ${g.odd()}) => ${body})(${g.args()})`,
    () => expression`(function (${target}, ...rest) { return [rest.length, ${body}]; })(${g.args()})`,
    () => expression`(function f(n) { return n > 0 ? f(n - 1) : ${body}; })(2)`,
    () => expression`(() => { try { return ${body}; } finally { log('finally'); } })()`,
    () => expression`(() => { for (const x of [1, 2]) try { return ${body}; } finally { if (x < 2) continue; } })()`,
    () => expression`(function () { return arguments.length + ${body}; })(${g.args()})`,
    () => expression`(function () { 'use strict'; return [this, ${body}]; }).call(${g.odd()})`,
    () => expression`(function () { return typeof this; }).call(${g.odd()})`,
    () => expression`new (function F(x) { this.x = x; log(new.target === F); return ${body}; })(${g.args()})`,
    () => expression`((f) => [f.name, f.length, String(f)])(${aFunction(g)})`,
    () => expression`((p, q) => { [p, q] = ${g.odd()}; ({ k: p, ...q } = ${g.odd()}); return [p, q]; })()`,
    () =>
      expression`((o) => { [o.x, o[${g.odd()}]] = ${g.odd()}; ({ k: o.y = ${body} } = ${g.odd()}); return o; })({})`,
    () => expression`((x, f = () => x, g = (v) => { x = v; }) => { var x; g(${body}); return [x, f()]; })(${g.args()})`,
    () =>
      expression`((c) => { c = c.then(${g.callback()}, ${g.callback()}).finally(${g.callback()}); return 'later'; })(Promise.resolve(${g.odd()}))`,
  ])();
}

/** Any form of function. */
export function aFunction(g: Grammar): Piece {
  const target = pattern(g);
  const body = g.inFunction(() => g.expression());
  return g.pick([
    () => expression`(${target}, b = 2) => ${body}`,
    () => expression`function (${target}) { return ${body}; }`,
    () => expression`async (${target}) => { return ${body}; }`,
    () => expression`{ m(${target}) { return ${body}; } }.m`,
    () => expression`{ async *m(${target}) { yield ${body}; } }.m`,
    () => expression`Object.getOwnPropertyDescriptor({ get k() { return ${body}; } }, 'k').get`,
    () => expression`class { static /* c */ m ( ) { return ${body}; } }.m`,
    () => expression`function* named(${target}) { yield ${body}; }`,
    () => expression`(function f(a, b) {}).bind(${g.odd()}, 1)`,
    () => expression`{ [${g.odd()}]: () => ${body} }[${g.odd()}]`,
  ])();
}
