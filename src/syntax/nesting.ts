import type { Parser } from 'acorn';
import { Problem, type State } from './problem';

/** How many of the constructs below may enclose each other. V8 ends at some 1,500 parentheses or 3,600 `else if`. */
const MOST_NESTED = 5_000;
/**
 * Where the host's stack is smaller, it must not be used up: near its end V8 finds no room to compile a regular expression of
 * the parser's, and ends the whole process. So every few levels it is tried whether there is room for some more.
 */
const LEVELS_BETWEEN = 16;
/** So many levels fit on every host's stack: trying takes longer than parsing, and nearly all texts nest less deep. */
const LEVELS_UNTRIED = 128;
const FRAMES_TO_SPARE = 1_500;

/** Needs some 170 bytes of stack for each round. */
function descend(n: number, ...wide: number[]): number {
  return n === 0 ? wide.length : descend(n - 1, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n);
}

function hasRoom(): boolean {
  try {
    return descend(FRAMES_TO_SPARE) > 0;
  } catch {
    return false;
  }
}

/** Methods that parse what may enclose itself; some languages lack some. */
const ENCLOSING = [
  'parseStatement',
  'parseMaybeAssign',
  'parseMaybeUnary',
  'parseBindingAtom',
  'regexp_disjunction',
  'regexp_eatNestedClass',
  'jsx_parseElementAt',
  'tsParseType',
  'tsParseNonArrayType',
];

/** Makes a parser refuse texts that nest too deep, with V8's RangeError. */
export function withNestingLimit(Base: typeof Parser): typeof Parser {
  const Limited: State = class extends (Base as State) {
    nesting = 0;
  };
  for (const name of ENCLOSING) {
    const parse = Limited.prototype[name];
    if (parse === undefined) continue;
    Limited.prototype[name] = function (this: State, a: State, b: State, c: State, d: State): State {
      const depth = ++this.nesting;
      if (depth > MOST_NESTED || (depth > LEVELS_UNTRIED && depth % LEVELS_BETWEEN === 0 && !hasRoom())) {
        throw new Problem('Maximum call stack size exceeded', this.start, this.end, 'RangeError');
      }
      try {
        return parse.call(this, a, b, c, d);
      } finally {
        this.nesting--;
      }
    };
  }
  return Limited;
}
