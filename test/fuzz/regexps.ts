import type { Grammar } from './grammar';
import { expression, type Piece } from './piece';

const ATOMS = [
  ...['a', 'b', '.', '\\d', '\\w', '\\W', '\\s', '\\b', '\\B', '^', '$', '[ab]', '[^a]', '[a-c\\d]', '[]', '[^]'],
  ...[
    '\\1',
    '\\2',
    '\\k<n>',
    '\\u0061',
    '\\u{62}',
    '\\x61',
    '\\cA',
    '\\0',
    '-',
    ' ',
    '\\p{L}',
    '\\P{Lu}',
    '\\u{1F600}',
  ],
];
const GROUPS = ['(', '(?:', '(?<n>', '(?=', '(?!', '(?<=', '(?<!'];
const QUANTIFIERS = ['', '', '', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?', '??', '{1,3}?'];
const FLAGS = ['', '', 'g', 'i', 'y', 'gi', 'u', 's', 'm', 'd', 'gu', 'gy', 'v', 'iu', 'dgimsuy'];
const SUBJECTS = [
  ...[
    '"aab-bAB 12"',
    '"ab\\nba"',
    '"\\u{1F600}a\\u{1F600}"',
    '""',
    '"abcabc"',
    '"\\u00e9\\u017f\\u212a K s"',
    '"aaaa"',
  ],
];

function pattern(g: Grammar, depth: number): string {
  const terms = Array.from({ length: 1 + g.below(3) }, () => {
    const atom = depth > 0 && g.chance(3) ? `${g.pick(GROUPS)}${pattern(g, depth - 1)})` : g.pick(ATOMS);
    return atom + g.pick(QUANTIFIERS);
  });
  return terms.join(g.chance(4) ? '|' : '');
}

/** A random pattern used in one of the ways of using one; seldom a pattern that is none. */
export function regexpUse(g: Grammar): Piece {
  // Groups may share a name here, as in newer Nodes.
  let source = pattern(g, 2).replace(/(?<=\(\?<n>.*)\(\?<n>/gs, '(');
  if (g.chance(8)) source = source.slice(g.below(3), source.length - g.below(3));
  const regexp = `new RegExp(${JSON.stringify(source)}, '${g.pick(FLAGS)}')`;
  const subject = g.pick(SUBJECTS);
  return g.pick([
    () => expression`${regexp}.exec(${subject})`,
    () => expression`${subject}.match(${regexp})`,
    () => expression`[...${subject}.matchAll(${regexp})]`,
    () =>
      expression`${subject}.replace(${regexp}, ${g.pick(["'[$&|$1|$<n>|$`]'", "(...all) => '<' + all.length + '>'", 'undefined'])})`,
    () => expression`${subject}.replaceAll(${regexp}, '-')`,
    () => expression`${subject}.split(${regexp}, ${g.pick(['undefined', '2', '-1', '0'])})`,
    () => expression`${subject}.search(${regexp})`,
    () =>
      expression`((r) => [r.test(${subject}), r.lastIndex, r.test(${subject}), r.lastIndex, r.source, r.flags])(${regexp})`,
    () => expression`((r) => { r.lastIndex = ${g.odd()}; return [r.exec(${subject}), r.lastIndex]; })(${regexp})`,
    () =>
      expression`((r, calls = 0) => { r.exec = function (s) { log('exec', s, this.lastIndex); return calls++ > 2 ? null : ${g.odd()}; }; return [r.test('a'), 'a'.replace(r, 'x')]; })(${regexp})`,
  ])();
}
