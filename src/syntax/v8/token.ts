import type { Finding } from './words';

/**
 * What V8's scanner takes a word or sign for: the text itself for signs and keywords, a class otherwise. `escaped keyword` and
 * `escaped strict` are words that are reserved, in strict code at least, and written with escape sequences.
 */
export type TokenType = string;

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** A line ends somewhere between the token before and this one. */
  readonly afterLineEnd: boolean;
  /** Of names and strings: the value. */
  readonly value: string;
  readonly escaped: boolean;
  /** Of a template's part: its first bad escape sequence. */
  readonly problem: Finding | null;
}

/** Words that are tokens of their own. Others that look like names are names. */
const KEYWORDS = new Set(
  (
    'async await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function get if import in instanceof let new null return set static super switch this throw true try typeof var void ' +
    'while with yield'
  ).split(' '),
);
const FUTURE_STRICT = new Set(['implements', 'interface', 'package', 'private', 'protected', 'public']);

/** The token that a word is. */
export function wordType(word: string, escaped: boolean): TokenType {
  if (FUTURE_STRICT.has(word)) return escaped ? 'escaped strict' : 'future strict';
  if (!KEYWORDS.has(word)) return 'name';
  if (!escaped || /^(get|set|async|await|yield)$/.test(word)) return word;
  return word === 'let' || word === 'static' ? 'escaped strict' : 'escaped keyword';
}

const ANY_IDENTIFIERS = new Set([
  ...['name', 'get', 'set', 'async', 'await', 'yield', 'let', 'static', 'escaped strict', 'future strict'],
]);

export function isAnyIdentifier(type: TokenType): boolean {
  return ANY_IDENTIFIERS.has(type);
}

export function isStrictReserved(type: TokenType): boolean {
  return /^(yield|let|static|escaped strict|future strict)$/.test(type);
}

/** Whether `type` may stand after a dot. */
export function isPropertyName(type: TokenType): boolean {
  return ANY_IDENTIFIERS.has(type) || KEYWORDS.has(type) || type === 'escaped keyword';
}

export function isLiteral(type: TokenType): boolean {
  return /^(null|true|false|number|string)$/.test(type);
}

export function isTemplate(type: TokenType): boolean {
  return type === 'template span' || type === 'template tail';
}

export function isMember(type: TokenType): boolean {
  return type === '.' || type === '[' || isTemplate(type);
}

export function isPropertyOrCall(type: TokenType): boolean {
  return isMember(type) || type === '?.' || type === '(';
}

export function isUnary(type: TokenType): boolean {
  return /^([!~+-]|delete|typeof|void)$/.test(type);
}

export function isCount(type: TokenType): boolean {
  return type === '++' || type === '--';
}

export function isAssignment(type: TokenType): boolean {
  return /^([-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=$/.test(type);
}

/** Where a semicolon may be left out. */
export function isAutoSemicolon(type: TokenType): boolean {
  return type === ';' || type === '}' || type === 'end';
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '??': 3,
  '||': 4,
  '&&': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '==': 9,
  '!=': 9,
  '===': 9,
  '!==': 9,
  '<': 10,
  '>': 10,
  '<=': 10,
  '>=': 10,
  instanceof: 10,
  in: 10,
  '<<': 11,
  '>>': 11,
  '>>>': 11,
  '+': 12,
  '-': 12,
  '*': 13,
  '/': 13,
  '%': 13,
  '**': 14,
};

/** How strongly an operator binds; 0 for what is none. */
export function precedence(type: TokenType, acceptIn: boolean): number {
  return type === 'in' && !acceptIn ? 0 : (PRECEDENCE[type] ?? 0);
}
