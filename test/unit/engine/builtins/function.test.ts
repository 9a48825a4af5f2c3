import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';
import { printed, traced } from '../../../support/traced';

describe('Function.prototype', () => {
  it('calls, applies and binds', () => {
    assert.deepEqual(
      linesOf(`
        function f(a, b) { return [this.v, a, b]; }
        print(f.call({ v: 1 }, 2), f.apply({ v: 2 }, [3, 4]), f.apply({ v: 3 }, { length: 1, 0: 'x' }), f.bind({ v: 4 }, 5)(6));
        const g = f.bind(null, 1);
        print(g.name, g.length, g.bind().name, Object.hasOwn(g, 'prototype'));
        class A { constructor(x) { this.x = x; this.t = new.target === A; } }
        print(new (A.bind(null, 7))());
      `),
      [
        "[1, 2, undefined] [2, 3, 4] [3, 'x', undefined] [4, 5, 6]",
        'bound f 1 bound bound f false',
        '{ x: 7, t: true }',
      ],
    );
  });

  it('gives source text back as it was written', () => {
    assert.deepEqual(
      linesOf(`
        print((function  foo ( a ) { return a }).toString());
        print((async  x =>  x).toString());
        print({ m() {} }.m, { m() {} }.m.toString());
        class A { static  async  s() {} get  g() { return 1 } static static() {} }
        print(A.s.toString());
        print(A.static.toString());
        print(Object.getOwnPropertyDescriptor(A.prototype, 'g').get.toString());
        print(A.toString());
        print(Math.max.toString(), (() => {}).bind().toString());
      `),
      [
        'function  foo ( a ) { return a }',
        'async  x =>  x',
        '[Function m] m() {}',
        'async  s() {}',
        'static() {}',
        'get  g() { return 1 }',
        'class A { static  async  s() {} get  g() { return 1 } static static() {} }',
        'function max() { [native code] } function () { [native code] }',
      ],
    );
  });

  it("tells a sloppy function's arguments while it runs, with what became of them", () => {
    const text = `
      const list = (f) => f.arguments && [...f.arguments].join();
      function f(a, b) { a = 'A'; return list(f); }
      console.log(f(1, 2, 3), f(), list(f));
      function captured(a) { a = 'A'; return (() => a) && list(captured); }
      console.log(captured(1));
      function outer() { return inner(7); }
      function inner() { return list(outer); }
      console.log(outer('o', 2));
      function rest(a = 5, ...more) { a = 6; return list(rest); }
      console.log(rest(1, 2), [1].map(function callback(x) { return callback.arguments.length; })[0]);
    `;
    const lines = ['A,2,3  null', '1', 'o,2', '1,2 3'];
    assert.deepEqual(printed(text, 'node'), lines);
    const trace = traced(text);
    assert.deepEqual(
      trace.consoleLines().map((line) => line.text),
      lines,
    );
  });

  it('asks Symbol.hasInstance', () => {
    assert.deepEqual(
      linesOf(`
        print(5 instanceof { [Symbol.hasInstance]: (v) => v === 5 });
        class A {}
        print(new A() instanceof A.bind(), Object.create(A.prototype) instanceof A, {} instanceof A);
      `),
      ['true', 'true true false'],
    );
  });

  it('says what is wrong in the words people know', () => {
    const cases: [string, string][] = [
      ['5 instanceof 5', "TypeError: Right-hand side of 'instanceof' is not an object"],
      ['({}) instanceof {}', "TypeError: Right-hand side of 'instanceof' is not callable"],
      ['({}) instanceof (() => {})', "TypeError: Function has non-object prototype 'undefined' in instanceof check"],
      ['Function.prototype.bind.call(5)', 'TypeError: Bind must be called on a function'],
      [
        'Function.prototype.toString.call(5)',
        "TypeError: Function.prototype.toString requires that 'this' be a Function",
      ],
      ['Math.max.apply(null, 5)', 'TypeError: CreateListFromArrayLike called on non-object'],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });
});

describe('a sloppy function', () => {
  it('has properties that tell of its running context', () => {
    assert.deepEqual(
      linesOf(`
        function callee() { return callee.caller && callee.caller.name; }
        function sloppy() { return eval('callee()'); }
        function strict() { 'use strict'; return callee(); }
        print(callee(), sloppy(), strict(), callee.caller);
        function count() { return count.arguments.length + arguments.length; }
        print(count(1, 2), count.arguments);
        print(Object.getOwnPropertyNames(callee), Object.getOwnPropertyNames(strict), Object.getOwnPropertyNames(() => {}));
        print(Object.getOwnPropertyDescriptor(callee, 'caller'), delete callee.caller, callee.caller = 1, callee.caller);
      `),
      [
        'null sloppy null null',
        '4 null',
        "['length', 'name', 'arguments', 'caller', 'prototype'] ['length', 'name', 'prototype'] ['length', 'name']",
        '{ value: null, writable: false, enumerable: false, configurable: false } false 1 null',
      ],
    );
  });
});

describe('an arguments object', () => {
  it('of a sloppy function is an alias of the parameters', () => {
    assert.deepEqual(
      linesOf(`
        function f(a, b) { arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length]; }
        print(f(1, 2, 3), f(1));
        function cut(a) { delete arguments[0]; arguments[0] = 5; return [a, arguments[0]]; }
        print(cut(1));
        function fix(a) { Object.defineProperty(arguments, 0, { writable: false }); a = 2; return arguments[0]; }
        print(fix(1));
        function over(a) { Object.defineProperty(arguments, 0, { value: 2 }); return a; }
        print(over(1));
        function last(a, a) { a = 3; return [...arguments]; }
        print(last(1, 2));
      `),
      ['[9, 8, 3] [9, undefined, 1]', '[1, 5]', '1', '2', '[1, 3]'],
    );
  });

  it('of a strict function, or with other than simple parameters, is not', () => {
    assert.deepEqual(
      linesOf(`
        function f(a) { 'use strict'; a = 2; return arguments[0]; }
        function g(a, b = 1) { a = 2; return arguments[0]; }
        print(f(1), g(1));
      `),
      ['1 1'],
    );
    assert.match(errorOf(`(function () { 'use strict'; arguments.callee; })()`), /may not be accessed on strict mode/);
  });
});
