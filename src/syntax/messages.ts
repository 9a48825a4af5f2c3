/**
 * The words V8 has for what acorn reports in its own. Exact texts first, then patterns.
 * People search for V8's words, and programs that print `error.message` must print them.
 */
const TEXTS: Record<string, string> = {
  'Unterminated string constant': 'Invalid or unexpected token',
  'Unterminated template': 'Unterminated template literal',
  'Unterminated regular expression': 'Invalid regular expression: missing /',
  'Unterminated comment': 'Invalid or unexpected token',
  'Complex binding patterns require an initialization value': 'Missing initializer in destructuring declaration',
  "'return' outside of function": 'Illegal return statement',
  "'super' keyword outside a method": "'super' keyword unexpected here",
  'super() call outside constructor of a subclass': "'super' keyword unexpected here",
  'Assigning to rvalue': 'Invalid left-hand side in assignment',
  'Binding rvalue': 'Invalid destructuring assignment target',
  'Deleting local variable in strict mode': 'Delete of an unqualified identifier in strict mode.',
  'Octal literal in strict mode': 'Octal escape sequences are not allowed in strict mode.',
  "Classes can't have a static field named 'prototype'": "Classes may not have a static property named 'prototype'",
  'Unexpected token': '`...` must be followed by an assignable reference in assignment contexts',
  'Optional chaining cannot appear in left-hand side': 'Invalid left-hand side in assignment',
  'Duplicate regular expression flag': 'Invalid regular expression flags',
  'Cannot use await in class static initialization block': 'Unexpected reserved word',
  "Cannot use 'await' as identifier inside an async function": 'Unexpected reserved word',
  "Cannot use 'yield' as identifier inside a generator": "Unexpected identifier 'yield'",
  'Invalid number': 'Invalid or unexpected token',
  'Identifier directly after number': 'Invalid or unexpected token',
  "Cannot use keyword 'await' outside an async function":
    'await is only valid in async functions and the top level bodies of modules',
  "'with' in strict mode": 'Strict mode code may not include a with statement',
  'Duplicate constructor in the same class': 'A class may only have one constructor',
  'Argument name clash': 'Duplicate parameter name not allowed in this context',
  'Multiple default clauses': 'More than one default clause in switch statement',
  'Missing catch or finally clause': 'Missing catch or finally after try',
  'Shorthand property assignments are valid only in destructuring patterns': 'Invalid shorthand property initializer',
  'Redefinition of __proto__ property': 'Duplicate __proto__ fields are not allowed in object literals',
  'getter should have no params': 'Getter must not have any formal parameters.',
  'setter should have exactly one param': 'Setter must have exactly one formal parameter.',
  'Setter cannot use rest params': 'Setter function argument must not be a rest parameter',
  'Comma is not permitted after the rest element': 'Rest element must be last element',
  "'new.target' can only be used in functions and class static block": 'new.target expression is not allowed here',
  'Optional chaining cannot appear in the callee of new expressions': 'Invalid optional chain from new expression',
  'Optional chaining cannot appear in the tag of tagged template expressions':
    'Invalid tagged template on optional chain',
  'Generators cannot have getter or setter': 'Unexpected token',
  "Constructor can't be a generator": 'Class constructor may not be a generator',
  "Constructor can't be an async method": 'Class constructor may not be an async method',
  "Constructor can't have get/set modifier": 'Class constructor may not be an accessor',
  "Classes can't have a field named 'constructor'": "Classes may not have a field named 'constructor'",
  "Classes can't have an element named '#constructor'": "Classes may not have a field named 'constructor'",
  'Classes may not have a static property named prototype': "Classes may not have a static property named 'prototype'",
  'Invalid escape sequence in template': 'Invalid escape sequence in template',
  'Bad character escape sequence': 'Invalid hexadecimal escape sequence',
  'Invalid Unicode escape': 'Invalid or unexpected token',
  'Expecting Unicode escape sequence \\uXXXX': 'Invalid or unexpected token',
  'Code point out of bounds': 'Undefined Unicode code-point',
  'Invalid regular expression flag': 'Invalid regular expression flags',
  'Yield expression cannot be a default value': 'Yield expression not allowed in formal parameter',
  'Await expression cannot be a default value': 'Illegal await-expression in formal parameters of async function',
  "Can not use 'arguments' in class field initializer or static initialization block":
    "'arguments' is not allowed in class field initializer or static initialization block",
  "Cannot use 'arguments' in class field initializer":
    "'arguments' is not allowed in class field initializer or static initialization block",
  'Private elements cannot be deleted': 'Private fields can not be deleted',
  'Private fields can not be deleted': 'Private fields can not be deleted',
  'Function declarations in strict mode are only allowed at the top level of a script, module, function, block, or switch case':
    'In strict mode code, functions can only be declared at top level or inside a block.',
  'Async functions can only be declared at the top level or inside a block':
    'Async functions can only be declared at the top level or inside a block.',
  'Parenthesized pattern': 'Invalid destructuring assignment target',
};

const PATTERNS: [RegExp, string][] = [
  [/^Label '(.+)' is already declared$/, "Label '$1' has already been declared"],
  [/^(?:Binding|Assigning to) (?:eval|arguments) in strict mode$/, 'Unexpected eval or arguments in strict mode'],
  [/^Duplicate export '(.+)'$/, "Duplicate export of '$1'"],
  [/^Export '(.+)' is not defined$/, "Export '$1' is not defined in module"],
  [/^Unexpected character '(?:.|\n)+'$/u, 'Invalid or unexpected token'],
  [/^The keyword '(await|enum)' is reserved$/, 'Unexpected reserved word'],
  [
    /^The keyword '(implements|interface|let|package|private|protected|public|static|yield)' is reserved$/,
    'Unexpected strict mode reserved word',
  ],
  [/^The keyword '(.+)' is reserved$/, "Unexpected token '$1'"],
  [/^Unexpected token `(.+)`.*$/, "Unexpected token '$1'"],
  [/^Expected number in radix .*$/, 'Invalid or unexpected token'],
  [/^Numeric separator.* exactly one.*$/, 'Only one underscore is allowed as numeric separator'],
  [/^Numeric separator.* legacy octal.*$/, 'Numeric separator can not be used after leading 0.'],
  [/^Numeric separator.*$/, 'Numeric separators are not allowed at the end of numeric literals'],
  [/^Unexpected keyword 'enum'$/, 'Unexpected reserved word'],
  [/^Unexpected keyword '(.+)'$/, "Unexpected token '$1'"],
  [/^Escape sequence in keyword .*$/, 'Keyword must not contain escaped characters'],
  [/^(for-(?:in|of) loop variable declaration may not have an initializer)$/, '$1.'],
  [
    /^Binding (implements|interface|let|package|private|protected|public|static|yield) in strict mode$/,
    'Unexpected strict mode reserved word',
  ],
  [/^(Invalid regular expression: .*)Invalid unicode escape$/s, '$1Invalid Unicode escape'],
];

/** V8's words for an acorn message (without the position acorn appends). */
export function likeV8(message: string): string {
  const text = message.replace(/ \(\d+:\d+\)$/, '');
  const exact = TEXTS[text];
  if (exact !== undefined) return exact;
  for (const [pattern, words] of PATTERNS) if (pattern.test(text)) return text.replace(pattern, words);
  return text;
}

/** What's wrong with the first bad escape sequence of a template's text. */
export function missedEscape(text: string): string {
  for (const [escape] of text.matchAll(/\\(?:u\{[0-9a-f]*\}?|u[0-9a-f]{0,4}|x[0-9a-f]{0,2}|[\s\S])/gi)) {
    if (/^\\x(?![0-9a-f]{2})/i.test(escape)) return 'Invalid hexadecimal escape sequence';
    if (/^\\u\{[0-9a-f]+\}$/i.test(escape) && Number.parseInt(escape.slice(3), 16) > 0x10ffff)
      return 'Undefined Unicode code-point';
    if (/^\\u(?!\{[0-9a-f]+\}$|[0-9a-f]{4}$)/i.test(escape)) return 'Invalid Unicode escape sequence';
    if (/^\\[89]/.test(escape)) return '\\8 and \\9 are not allowed in template strings.';
  }
  return 'Octal escape sequences are not allowed in template strings.';
}
