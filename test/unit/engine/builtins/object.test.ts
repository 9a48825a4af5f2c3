import assert from 'node:assert/strict';
import { errorOf, linesOf } from '../../../support/engine/run-script';

describe('Object', () => {
  it('lists indices first, then names in order of creation, then symbols', () => {
    assert.deepEqual(
      linesOf(`
        const o = { b: 1, 2: 2, a: 3, 0: 4, [Symbol('s')]: 5 };
        print(Object.keys(o), Object.entries(o), Reflect.ownKeys(o).map(String));
      `),
      ["['0', '2', 'b', 'a'] [['0', 4], ['2', 2], ['b', 1], ['a', 3]] ['0', '2', 'b', 'a', 'Symbol(s)']"],
    );
  });

  it('reads getters while enumerating, and skips what they delete', () => {
    assert.deepEqual(
      linesOf(`
        const o = { get a() { delete this.b; return 1; }, b: 2, c: 3 };
        print(Object.entries(o));
      `),
      ["[['a', 1], ['c', 3]]"],
    );
  });

  it('assigns through setters and stops at the first failure', () => {
    assert.deepEqual(
      linesOf(`
        const target = { set a(v) { print('set', v); } };
        Object.assign(target, { a: 1 }, null, 'xy', { b: 2 });
        print(Object.keys(target), target.b);
        try { Object.assign(Object.freeze({ x: 1 }), { x: 2, y: 3 }); } catch (e) { print(e); }
      `),
      ['set 1', "['0', '1', 'a', 'b'] 2", "TypeError: Cannot assign to read only property 'x' of object '#<Object>'"],
    );
  });

  it('freezes arrays, objects and accessors', () => {
    assert.deepEqual(
      linesOf(`
        const o = Object.freeze({ list: [1], get g() { return 1; } });
        const list = Object.freeze([1, 2]);
        o.list.push(2);
        o.x = 1;
        list[0] = 9;
        print(o.list, Object.isFrozen(o), o.x, list, Object.isFrozen(list), Object.isSealed(list));
        print(Object.isFrozen(Object.seal({ a: 1 })), Object.isFrozen('a'), Object.isExtensible(o));
      `),
      ['[1, 2] true undefined [1, 2] true true', 'false true false'],
    );
  });

  it('groups and builds from entries', () => {
    assert.deepEqual(
      linesOf(`
        print(Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')));
        print(Object.fromEntries(new Map([['a', 1], ['b', [2]]])));
      `),
      ['{ odd: [1, 3], even: [2] }', '{ a: 1, b: [2] }'],
    );
  });

  it('has the prototype methods of old', () => {
    assert.deepEqual(
      linesOf(`
        const o = {};
        o.__defineGetter__('x', () => 4);
        print(o.x, typeof o.__lookupGetter__('x'), o.__proto__ === Object.prototype, { __proto__: null } instanceof Object);
        print([1].toString(), String({}), Object.prototype.toString.call(null), \`\${[]}\`, String(function* () {}()));
      `),
      ['4 function true false', '1 [object Object] [object Null]  [object Generator]'],
    );
  });

  it('says what is wrong in the words people know', () => {
    const cases: [string, string][] = [
      ['Object.defineProperty(1, "x", {})', 'TypeError: Object.defineProperty called on non-object'],
      ['Object.defineProperty({}, "x", 5)', 'TypeError: Property description must be an object: 5'],
      ['Object.defineProperty({}, "x", { get: 5 })', 'TypeError: Getter must be a function: 5'],
      ['Object.defineProperty(Object.freeze({ x: 1 }), "x", { value: 2 })', 'TypeError: Cannot redefine property: x'],
      [
        'Object.defineProperty(Object.freeze({}), "x", {})',
        'TypeError: Cannot define property x, object is not extensible',
      ],
      ['Object.setPrototypeOf({}, 5)', 'TypeError: Object prototype may only be an Object or null: 5'],
      ['const a = {}; Object.setPrototypeOf(a, Object.create(a))', 'TypeError: Cyclic __proto__ value'],
      [
        'Object.setPrototypeOf(Object.prototype, {})',
        "TypeError: Immutable prototype object 'Object.prototype' cannot have their prototype set",
      ],
      ['Object.fromEntries([5])', 'TypeError: Iterator value 5 is not an entry object'],
      ['Object.keys(null)', 'TypeError: Cannot convert undefined or null to object'],
      ['"use strict"; Object.freeze([1]).push(2)', 'TypeError: Cannot add property 1, object is not extensible'],
      [
        '"use strict"; Object.defineProperty([1, 2], 1, { configurable: false }).length = 0',
        "TypeError: Cannot delete property '1' of [object Array]",
      ],
      ['"use strict"; "abc"[0] = "x"', "TypeError: Cannot assign to read only property '0' of string 'abc'"],
      ['"use strict"; (5).x = 1', "TypeError: Cannot create property 'x' on number '5'"],
    ];
    for (const [text, message] of cases) assert.equal(errorOf(text), message, text);
  });
});
