import type { Grammar } from './grammar';
import { expression, fixed, joined, type Piece } from './piece';

const NAMES = ['a', '#p', '#q', "'s t'", '[Symbol.iterator]', '7', 'constructor', 'get', 'static', 'then'];

/** A member of a class. Computed names do nothing that can be seen: V8 asks for the superclass only after them. */
function member(g: Grammar): Piece {
  const e = () => g.inFunction(() => g.expression());
  const name = g.chance(5)
    ? fixed`[${g.pick(['1 + 1', '`k${2}`', 'Symbol.for("c")', '"__proto__"'])}]`
    : fixed`${g.pick(NAMES)}`;
  return g.pick([
    () => fixed`${name} = ${e()};`,
    () => fixed`static ${name} = ${e()};`,
    () => fixed`${name}(x) { return ${e()}; }`,
    () => fixed`static ${name}(x) { return ${e()}; }`,
    () => fixed`get ${name}() { log('get'); return ${e()}; }`,
    () => fixed`set ${name}(v) { log('set', v); }`,
    () => fixed`static async ${name}() { return ${e()}; }`,
    () => fixed`*${name}() { yield ${e()}; }`,
    () => fixed`static { log('static block', typeof this); this.t = ${e()}; }`,
    () => fixed`static has(o) { return #p in o; } #p;`,
    () => fixed`static read(o) { return o.#r; } static write(o) { o.#r = 1; o.#r += 2; } #r = ${e()};`,
    () => fixed`static call(o) { return o.#m(); } #m() { return ${e()}; }`,
    () => fixed`static got(o) { return o.#g; } get #g() { return ${e()}; }`,
    () => fixed`static put(o) { return (o.#g = 1); } get #g() { return 1; }`,
    () => fixed`static given(o) { return o.#s; } set #s(v) {}`,
    () => fixed`static over(o) { o.#v = 1; } #v() {}`,
    () =>
      fixed`m() { return super.${g.pick(['m?.()', 'toString()', 'missing', 'missing()', 'k = 1', 'constructor.name'])}; }`,
    () => fixed`static m() { return super.${g.pick(['m?.()', 'name', 'toString().length > 0', 'missing()'])}; }`,
  ])();
}

function heritage(g: Grammar): Piece {
  return g.pick([
    () => fixed``,
    () =>
      fixed`extends (class Base { constructor(v) { this.v = v; log(new.target.name); } m() { return 'm'; } static m() { return 's'; } })`,
    () =>
      fixed`extends ${g.pick(['Array', 'Map', 'Error', 'Promise', 'Function', 'Object', 'null', 'Uint8Array', 'Proxy', 'Symbol'])}`,
    () => fixed`extends (${g.odd()})`,
    () => fixed`extends (function () { return ${g.odd()}; })`,
  ])();
}

const CONSTRUCTORS = [
  '',
  '',
  'constructor(...v) { super(...v); this.z = 1; }',
  'constructor() { }',
  'constructor() { return {}; }',
  'constructor() { return 1; }',
  'constructor(x) { const f = () => super(x); f(); log(this); }',
  'constructor(x) { super(x); super(x); }',
  'constructor(x) { log(this); super(x); }',
  'constructor(x) { try { super(x); } finally { log("f"); } }',
];

function aClass(g: Grammar): Piece {
  const members = joined(
    Array.from({ length: g.below(4) }, () => member(g)),
    ' ',
  );
  return expression`class ${g.pick(['', 'N', 'N', 'Named'])} ${heritage(g)} { ${g.pick(CONSTRUCTORS)} ${members} }`;
}

export function classUse(g: Grammar): Piece {
  const made = aClass(g);
  return g.pick([
    () => expression`(${made})`,
    () => expression`new (${made})(${g.args()})`,
    () =>
      expression`new (${made})(${g.args()}).${g.pick(['a', 'm()', 'then', 'get', 'z', 'constructor.name', 'toString()', 'a?.()'])}`,
    () =>
      expression`((C) => C.${g.pick(['has', 'read', 'write', 'call', 'got', 'put', 'given', 'over'])}(${g.pick(['new C()', 'C', '{}', 'null', '1', 'spy(new C())'])}))(${made})`,
    () => expression`((C) => C.${g.pick(['m', 'missing', 'name', 'prototype.m', 'call'])}(${g.args()}))(${made})`,
    () => expression`(${made})(${g.args()})`,
    () => expression`((C) => Reflect.ownKeys(C).concat(Reflect.ownKeys(C.prototype)))(${made})`,
    () => expression`((C) => [C.name, C.length, Object.getPrototypeOf(C) === Function.prototype])(${made})`,
    () => expression`String(${made})`,
  ])();
}
