import assert from 'node:assert/strict';
import { traceOf } from '../support/trace-text';

/** What each step of a program's own code stands at: its kind, and the text that is marked. */
function stepsOf(program: string): string[] {
  // The script itself returns at its last character.
  const text = `${program}\n`;
  const trace = traceOf(text);
  const rows: string[] = [];
  for (let step = 0; step < trace.stepCount; step++) {
    const { kind, place } = trace.summary(step);
    const marked = place === null ? '' : text.slice(place.start, place.end);
    if (/^(statement|call|return|throw|catch|await|yield|resume)$/.test(kind)) rows.push(`${kind}: ${marked}`);
  }
  return rows.slice(1).filter((row) => row !== 'return: \n');
}

const PROGRAMS: readonly (readonly [what: string, program: string, steps: readonly string[]])[] = [
  [
    'default values',
    'const f = (a = one(), { b = 2 } = {}) => a + b; function one() { return 1 } f();',
    [
      'statement: f = (a = one(), { b = 2 } = {}) => a + b',
      'statement: f();',
      'call: (a = one(), { b = 2 } = {}) =>',
      'statement: one()',
      'call: function one()',
      'statement: return 1',
      'return: return 1',
      'statement: {}',
      'statement: 2',
      'statement: a + b',
      'return: a + b',
    ],
  ],
  [
    'getters, setters and traps',
    "const o = { get g() { return 1 }, set g(v) { v } }; o.g = o.g; 'x' in new Proxy(o, { has(t, k) { return true } });",
    [
      'statement: o = { get g() { return 1 }, set g(v) { v } }',
      'statement: o.g = o.g;',
      'call: get g()',
      'statement: return 1',
      'return: return 1',
      'call: set g(v)',
      'statement: v',
      'return: }',
      "statement: 'x' in new Proxy(o, { has(t, k) { return true } });",
      'call: has(t, k)',
      'statement: return true',
      'return: return true',
    ],
  ],
  [
    'iterators that are left early',
    'const it = { [Symbol.iterator]() { return this }, next() { return { value: 1 } }, return() { return {} } }; for (const v of it) { break }',
    [
      'statement: it = { [Symbol.iterator]() { return this }, next() { return { value: 1 } }, return() { return {} } }',
      'statement: it',
      'call: [Symbol.iterator]()',
      'statement: return this',
      'return: return this',
      'call: next()',
      'statement: return { value: 1 }',
      'return: return { value: 1 }',
      'statement: const v',
      'statement: break',
      'call: return()',
      'statement: return {}',
      'return: return {}',
    ],
  ],
  [
    'fields, static blocks and constructors',
    'class A { x = 1; static y = 2; static { 3 } constructor() { 4 } } class B extends A {} new B();',
    [
      'statement: class A { x = 1; static y = 2; static { 3 } constructor() { 4 } }',
      'call: static y = 2;',
      'return: 2',
      'call: static',
      'statement: 3',
      'return: }',
      'statement: class B extends A {}',
      'statement: A',
      'statement: new B();',
      'call: class B extends A',
      'call: constructor()',
      'call: x = 1;',
      'return: 1',
      'statement: 4',
      'return: }',
      'return: class B extends A {}',
    ],
  ],
  [
    'loops and switches',
    'for (let i = 0; i < 1; i++) i; switch (2) { case 1: 3; default: 4 }',
    [
      'statement: i = 0',
      'statement: i < 1',
      'statement: i;',
      'statement: i++',
      'statement: i < 1',
      'statement: 2',
      'statement: 1',
      'statement: 4',
    ],
  ],
  [
    'what is thrown and caught',
    'try { try { throw 1 } finally { 2 } } catch ({ message: m }) { 3 }',
    [
      'statement: throw 1',
      'throw: throw 1',
      'catch: finally',
      'statement: 2',
      'catch: catch ({ message: m })',
      'statement: 3',
    ],
  ],
  [
    'resources at the end of their block',
    '{ using r = { [Symbol.dispose]() { 1 } }; 2 }',
    [
      'statement: r = { [Symbol.dispose]() { 1 } }',
      'statement: 2',
      'statement: }',
      'call: [Symbol.dispose]()',
      'statement: 1',
      'return: }',
    ],
  ],
  [
    'generators and async functions',
    'function* g() { const a = yield 1; return a } const i = g(); i.next(); i.next(2); async function f() { await null; return 3 } f();',
    [
      'statement: i = g()',
      'call: function* g()',
      'statement: i.next();',
      'call: i.next()',
      'resume: i.next()',
      'statement: a = yield 1',
      'yield: yield 1',
      'return: i.next()',
      'statement: i.next(2);',
      'call: i.next(2)',
      'resume: yield 1',
      'statement: return a',
      'return: return a',
      'return: i.next(2)',
      'statement: f();',
      'call: async function f()',
      'statement: await null;',
      'await: await null',
      'resume: await null',
      'statement: return 3',
      'return: return 3',
    ],
  ],
];

describe('steps', () => {
  for (const [what, program, steps] of PROGRAMS) it(`of ${what}`, () => assert.deepEqual(stepsOf(program), steps));
});
