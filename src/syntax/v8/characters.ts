const ID_START = /[\p{ID_Start}$_]/u;
const ID_PART = /[\p{ID_Continue}$\u200c\u200d]/u;
const SPACE = /[\s\ufeff]/u;

/** Whether an identifier may start with the character that starts `text`. */
export function isIdentifierStart(text: string): boolean {
  return text !== '' && (text === '\\' || ID_START.test(text));
}

export function isIdentifierPart(text: string): boolean {
  return text !== '' && (text === '\\' || ID_PART.test(text));
}

export function isLineEnd(text: string): boolean {
  return text === '\n' || text === '\r' || text === '\u2028' || text === '\u2029';
}

export function isSpace(text: string): boolean {
  return text !== '' && SPACE.test(text);
}

export function isDigit(text: string): boolean {
  return text >= '0' && text <= '9' && text.length === 1;
}

/** What a digit is worth in the hexadecimal system; -1 for what is none. */
export function hexValue(text: string): number {
  return /^[0-9a-fA-F]$/.test(text) ? Number.parseInt(text, 16) : -1;
}
