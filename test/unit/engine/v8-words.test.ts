import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../support/engine/run-script';

/** Texts that are no programs, and what V8 says of them. */
const SYNTAX: readonly (readonly [string, string])[] = [
  ['({a: 1} = 1)', 'Invalid destructuring assignment target'],
  ['(a + b) => 1', 'Invalid destructuring assignment target'],
  ['a++ = 1', 'Invalid left-hand side in assignment'],
  ['() => await x', 'await is only valid in async functions and the top level bodies of modules'],
  ['f(await x)', 'missing ) after argument list'],
  ['(...a, b) => 1', 'Rest parameter must be last formal parameter'],
  ['let [...a, b] = c', 'Rest element must be last element'],
  ['function (a) {}', 'Function statements require a function name'],
  ['a ?? b || c', "Unexpected token '||'"],
  ['var if', "Unexpected token 'if'"],
  ['if (1) let x', 'Lexical declaration cannot appear in a single-statement context'],
  ['"use strict"; 010', 'Octal literals are not allowed in strict mode.'],
  ['"\\u{"', 'Invalid Unicode escape sequence'],
  ['1__0', 'Only one underscore is allowed as numeric separator'],
  ['/(/u', 'Invalid regular expression: /(/u: Unterminated group'],
  ['({ /(/ })', "Unexpected token '/'"],
  ['a get', "Unexpected token 'get'"],
  ['a implements', "Unexpected identifier 'undefined'"],
  ['a \\u0062', "Unexpected identifier 'b'"],
  ['a await b', 'Unexpected reserved word'],
  ['a #p', "Unexpected identifier '#p'"],
  ['#p', "Private field '#p' must be declared in an enclosing class"],
  ['f(import)', 'Cannot use import statement outside a module'],
  ['a + 1 => 1', 'Malformed arrow function parameter list'],
  ['new.get', "Unexpected token 'get'"],
  ['/(?<=a)+/', 'Invalid regular expression: /(?<=a)+/: Invalid quantifier'],
  ['let { a, ...void } = b', "Unexpected token '}'"],
  ['let { ...5 } = a', 'Invalid destructuring assignment target'],
  ['let { ...a b } = c', 'Rest element must be last element'],
  ['(a, ...b + 1)', "Unexpected token '...'"],
  ['(a, { b = 1 }, ...c) {}', 'Invalid shorthand property initializer'],
  ['({ import a })', "Unexpected identifier 'a'"],
  ['"use strict"; a 01', 'Unexpected number'],
  ['"use strict"; 01 + 09 +', 'Decimals with leading zeros are not allowed in strict mode.'],
  ['a++++', "Unexpected token '++'"],
  ['1n1', 'Invalid or unexpected token'],
  ['let { ...a @', 'Rest element must be last element'],
  ['const a @', 'Missing initializer in const declaration'],
  ['async of', "Unexpected identifier 'of'"],
  ['`${a b}`', 'Missing } in template expression'],
  ['break of a', "Undefined label 'of'"],
  ['class A { #p; static { #p = 1 } }', "Unexpected identifier '#p'"],
  ['"use strict"; let null', 'Unexpected strict mode reserved word'],
  ['async () => { for await (a const b of c) ; }', "Unexpected token 'const'"],
  ['switch (1) { case 1: using a = null }', "Unexpected identifier 'a'"],
  ['/\\00/u', 'Invalid regular expression: /\\00/u: Invalid decimal escape'],
];

const TYPE: readonly (readonly [string, string])[] = [
  ['const [a] = {}', '{} is not iterable'],
  ['const [[a]] = [5]', 'number 5 is not iterable (cannot read property Symbol(Symbol.iterator))'],
  ['const u = undefined; Math.max(...u)', 'u is not iterable (cannot read property undefined)'],
  ['Math.max(...5)', 'Spread syntax requires ...iterable[Symbol.iterator] to be a function'],
  ['let a; for (const x of [a] = 0) ;', '[a] is not iterable'],
  ['let a; const [b] = ([a] = 0)', '[a] is not iterable'],
  ['let a; for (const x of (0, [a] = 0)) ;', '(0 , [a]) is not iterable'],
  ['[...(0 != 0)]', '(!(0 == 0)) is not iterable'],
  ['[...!10n]', 'false is not iterable'],
  ['for (const x of (class extends Array {})) ;', '(intermediate value) is not iterable'],
  ['const f = () => {}; for (const x of f()) ;', 'f is not a function or its return value is not iterable'],
  ['for (const [a] of [1]) ;', '.for is not iterable'],
  ['const { a = 1 } = null', "Cannot read properties of null (reading 'a')"],
  ['(({ a }) => a)(null)', "Cannot destructure property 'a' of 'object null' as it is null."],
  ['parseInt.call.call(1)', 'parseInt.call.call is not a function'],
  ['{ using a = null; a++ }', 'Assignment to using variable.'],
  ['(() => { using a = null; a = 1 })()', 'Assignment to using variable.'],
  ['{ using a = 1 }', 'An object is expected with `using` declarations'],
  ['{ using a = { [Symbol.dispose]: 1 } }', 'Symbol(Symbol.dispose) is not a function'],
  ['new Set([1]).union({ size: 1, has() {}, keys: () => ({}) })', 'string "next" is not a function'],
  ['Object.groupBy([1], null)', 'null is not a function'],
  [
    'Iterator.prototype.constructor = 1',
    "Cannot assign to read only property 'constructor' of object '[object Object]'",
  ],
  ['new (class extends null {})()', 'Super constructor null of anonymous class is not a constructor'],
];

describe("V8's words", () => {
  for (const [text, words] of SYNTAX)
    it(`for ${text}`, () =>
      assert.deepEqual(linesOf(`try { Function(${JSON.stringify(text)}) } catch (e) { print(e.message) }`), [words]));
  for (const [text, words] of TYPE) it(`for ${text}`, () => assert.equal(errorOf(text).replace(/^\w+: /, ''), words));
});

describe('Calls as assignment targets', () => {
  it('fail when they run, after the call', () => {
    const text =
      'f = () => print("called"); for (const s of ["f() = 1", "f()++", "for (f() of [1]);"]) try { Function(s)() } catch (e) { print(e.name) }';
    assert.deepEqual(linesOf(text), [
      'called',
      'ReferenceError',
      'called',
      'ReferenceError',
      'called',
      'ReferenceError',
    ]);
  });
});

describe('Derived constructors', () => {
  it('must call super() even when their text says nothing of this', () => {
    assert.match(errorOf('new (class extends Object { constructor() {} })()'), /^ReferenceError: Must call super/);
  });
});
