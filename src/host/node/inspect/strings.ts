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
  let result = quote;
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
  return result + quote;
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

/** Columns a text takes on a terminal: wide characters take two, combining ones none. */
export function stringWidth(text: string): number {
  let width = 0;
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0)!;
    if (isWide(code)) width += 2;
    else if (!isZeroWidth(code)) width++;
  }
  return width;
}

function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      code === 0x2329 ||
      code === 0x232a ||
      (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) ||
      (code >= 0x3250 && code <= 0x4dbf) ||
      (code >= 0x4e00 && code <= 0xa4c6) ||
      (code >= 0xa960 && code <= 0xa97c) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe10 && code <= 0xfe19) ||
      (code >= 0xfe30 && code <= 0xfe6b) ||
      (code >= 0xff01 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1b000 && code <= 0x1b001) ||
      (code >= 0x1f200 && code <= 0x1f251) ||
      (code >= 0x1f300 && code <= 0x1f64f) ||
      (code >= 0x1f900 && code <= 0x1f9ff) ||
      (code >= 0x20000 && code <= 0x3fffd))
  );
}

function isZeroWidth(code: number): boolean {
  return (
    code <= 0x1f ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}
