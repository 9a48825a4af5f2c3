import assert from 'node:assert/strict';
import { linesOf } from '../../../support/engine/run-script';

describe('a realm', () => {
  it('has the global properties of the standard, none of them enumerable', () => {
    assert.deepEqual(
      linesOf(`
        const missing = ['Array', 'Object', 'Function', 'Promise', 'Map', 'JSON', 'Math', 'Reflect', 'Proxy', 'Iterator', 'globalThis', 'NaN', 'eval', 'parseInt', 'escape']
          .filter((name) => !(name in globalThis) || Object.getOwnPropertyDescriptor(globalThis, name).enumerable);
        print(missing, Object.getOwnPropertyDescriptor(globalThis, 'undefined').writable, globalThis.globalThis === this);
      `),
      ['[] false true'],
    );
  });

  it('has functions for methods: named, without prototype, not constructors', () => {
    assert.deepEqual(
      linesOf(`
        print(Object.getOwnPropertyNames(Object.keys), Object.keys.name, Object.keys.length);
        try { new Object.keys(); } catch (e) { print(e); }
        print(Object.getOwnPropertyDescriptor(Promise, Symbol.species).get.name, Promise.prototype.constructor === Promise);
      `),
      ["['length', 'name'] keys 1", 'TypeError: Object.keys is not a constructor', 'get [Symbol.species] true'],
    );
  });

  it('has the text and number functions', () => {
    assert.deepEqual(
      linesOf(`
        print(parseInt('12px'), parseInt('0x1f'), parseInt('z', 36), parseFloat('3.14abc'), isNaN('x'), isFinite('5'));
        print(encodeURIComponent('a b&ü€'), decodeURIComponent('%E2%82%AC'), escape('ü€ a'), unescape('%FC%u20AC%U'));
        try { decodeURIComponent('%'); } catch (e) { print(e); }
      `),
      ['12 31 35 3.14 true true', 'a%20b%26%C3%BC%E2%82%AC € %FC%u20AC%20a ü€%U', 'URIError: URI malformed'],
    );
  });
});

describe('Symbol', () => {
  it('describes and registers', () => {
    assert.deepEqual(
      linesOf(`
        print(Symbol('x').toString(), Symbol('x').description, Symbol().description, Symbol.for('a') === Symbol.for('a'));
        print(Symbol.keyFor(Symbol.for('a')), Symbol.keyFor(Symbol('a')), Symbol.keyFor(Symbol.iterator), Object(Symbol.iterator) == Symbol.iterator);
        try { new Symbol(); } catch (e) { print(e); }
        try { Symbol() + ''; } catch (e) { print(e); }
      `),
      [
        'Symbol(x) x undefined true',
        'a undefined undefined true',
        'TypeError: Symbol is not a constructor',
        'TypeError: Cannot convert a Symbol value to a string',
      ],
    );
  });
});
