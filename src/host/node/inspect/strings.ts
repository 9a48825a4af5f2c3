const ESCAPES: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};

/** A string in the quotes Node prefers: single, or double or backtick if that saves escapes. */
export function quoteString(text: string): string {
  let quote = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) quote = '"';
    else if (!text.includes('`') && !text.includes('${')) quote = '`';
  }
  return quote + escapeText(text, quote) + quote;
}

/** A text with escapes for what can't be seen, for the backslash and for a quote. */
export function escapeText(text: string, quote = "'"): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const code = text.charCodeAt(i);
    if (char === quote) result += `\\${char}`;
    else if (ESCAPES[char] !== undefined) result += ESCAPES[char];
    else if (code < 0x20 || (code >= 0x7f && code <= 0x9f))
      result += `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    else if (code >= 0xd800 && code <= 0xdfff) {
      const next = text.charCodeAt(i + 1);
      if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) result += char + text[++i]!;
      else result += `\\u${code.toString(16)}`;
    } else result += char;
  }
  return result;
}

export function formatNumber(n: number, separator: boolean): string {
  if (Object.is(n, -0)) return separator ? '0' : '-0';
  const text = String(n);
  return separator ? withSeparators(text) : text;
}

/** A BigInt as source text has it. */
export function formatBigInt(n: bigint, separator: boolean): string {
  return `${separator ? withSeparators(String(n)) : n}n`;
}

function withSeparators(text: string): string {
  if (/NaN|Infinity|^-?\d[\d.]*e\+/.test(text)) return text;
  const point = text.indexOf('.');
  const [whole, fraction] =
    point >= 0
      ? [text.slice(0, point), text.slice(point + 1)]
      : // Node looks for a point in all that is no whole number.
        text.includes('e-')
        ? [text.slice(0, -1), text]
        : [text, undefined];
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = whole.slice(sign.length).replace(/(?<=.)(?=(?:.{3})+$)/g, '_');
  return sign + digits + (fraction === undefined ? '' : `.${fraction.replace(/(.{3})(?=.)/g, '$1_')}`);
}

/** Columns a text takes on a terminal: wide characters take two, marks and what controls or formats none. */
export function stringWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0)!;
    if (isWide(code)) width += 2;
    else if (code === SOFT_HYPHEN || !WITHOUT_WIDTH.test(char)) width++;
  }
  return width;
}

const SOFT_HYPHEN = 0xad;
const WITHOUT_WIDTH = /[\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u;

/**
 * Where ranges of characters that are wide, or shown as emoji, start and end, in turn: each the distance from the one before,
 * to the base of 36 (Unicode's East_Asian_Width and Emoji_Presentation).
 */
const WIDE = `
  3cw 2o 3i2 2 d 2 5a 4 3 1 2 1 eh 2 l 2 q 8 g c 17 1 a 6 3 1 d 1 8 2 h 2 5 2 8 1 5 1 l 1 7 2 1 1 4 1 2 1 7 1 4 2
  s 1 z 1 1 1 4 3 1 1 1p 3 o 1 e 1 nv 2 1f 1 4 1 mi q 1 2h c 5y q 27 2 2e 2 2v 5 17 1 2m 1 2e 9 1c 1 14 8 mkd 3 1j
  wp t hv 8mc 6l8 e8 ls a m z 1 j 1 4 45 2o 3j 7 m49 5 b 7 9 5p2 15 w 2p 37 6pp 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8
  b0 602 2 2j 2 8z 2f 9 n 5n1 1 5m 1 5a 1 2 a 23 t d 18 4 9 7 2 e 6 4a x c 9 1 1y 1 m c 17 4 5 c h 3 1 3 1z 1 1 1
  57 2 1r d 4 1 o i 1 q 2 d 1 2e 2d 1c 1y 6 1 3 3 2 4 3 4 b 2 7 9 6b c 4 1 7v 1b 1 a 1 55 34 d 3 b 3 1l 1 1 4 g 2
  c 4 a zr 1eke 2 1eke`;
let edges: number[] | null = null;

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  if (edges === null) {
    let at = 0;
    edges = WIDE.trim()
      .split(/\s+/)
      .map((distance) => (at += Number.parseInt(distance, 36)));
  }
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= code) low = middle + 1;
    else high = middle;
  }
  // Behind an odd number of edges lies the inside of a range.
  return low % 2 === 1;
}
