/** What a piece of inspected text is, as `util.inspect.styles` names it. */
export type Style =
  | 'special'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'undefined'
  | 'null'
  | 'string'
  | 'symbol'
  | 'date'
  | 'regexp'
  | 'module'
  | 'name';

/** `util.inspect.styles`: the colour of each style. */
export const STYLES: Readonly<Record<string, string>> = {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

const BRIGHT = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** `util.inspect.colors`: the terminal codes that switch a colour on and off. */
export const COLORS: Readonly<Record<string, readonly [number, number]>> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  ...Object.fromEntries(BRIGHT.map((name, i) => [name, [30 + i, 39]])),
  ...Object.fromEntries(BRIGHT.map((name, i) => [`bg${name[0]!.toUpperCase()}${name.slice(1)}`, [40 + i, 49]])),
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, 39],
  ...Object.fromEntries(BRIGHT.slice(1).map((name, i) => [`${name}Bright`, [91 + i, 39]])),
  bgGray: [100, 49],
  ...Object.fromEntries(
    BRIGHT.slice(1).map((name, i) => [`bg${name[0]!.toUpperCase()}${name.slice(1)}Bright`, [101 + i, 49]]),
  ),
};

/** The text in the colour of its style. */
export function colored(text: string, style: Style): string {
  const color = STYLES[style];
  const codes = color === undefined ? undefined : (COLORS[color] ?? COLORS.gray);
  return codes === undefined ? text : `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
}

/** The text without terminal codes. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return text.replace(/\u001b\[\d+m/g, '');
}
