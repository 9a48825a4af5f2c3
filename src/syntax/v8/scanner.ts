import { hexValue, isDigit, isIdentifierPart, isIdentifierStart, isLineEnd, isSpace } from './characters';
import { type Token, type TokenType, wordType } from './token';
import type { Finding, Wrong } from './words';

/** Signs, the longest first. */
const SIGN =
  /\.\.\.|>>>=|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.]/y;
const RADIXES: Readonly<Record<string, RegExp>> = { x: /[0-9a-f]/i, o: /[0-7]/, b: /[01]/ };

const NONE: Token = { type: 'none', start: 0, end: 0, afterLineEnd: false, value: '', escaped: false, problem: null };

/** Reads tokens as V8 does, who tells of a token that is none only once the parser meets it. */
export class Scanner {
  current: Token = NONE;
  /** What made the last token none. */
  problem: Finding | null = null;
  /** What strict code may not have: the last octal number or escape sequence. */
  octal: Finding | null = null;
  private ahead: Token[] = [];
  private pos = 0;
  private failed = false;
  private afterLineEnd = true;

  constructor(
    readonly text: string,
    private readonly isModule: boolean,
  ) {
    if (text.startsWith('#!')) this.skipLine();
  }

  next(): Token {
    this.current = this.ahead.shift() ?? this.scan();
    if (this.ahead.length === 0) this.ahead.push(this.scan());
    return this.current;
  }

  peek(): Token {
    if (this.ahead.length === 0) this.ahead.push(this.scan());
    return this.ahead[0]!;
  }

  peekAhead(): Token {
    this.peek();
    if (this.ahead.length === 1) this.ahead.push(this.scan());
    return this.ahead[1]!;
  }

  /** From here on nothing is a token. */
  fail(): void {
    if (this.failed) return;
    this.failed = true;
    this.pos = this.text.length;
    this.current = { ...this.current, type: 'illegal' };
    this.ahead = this.ahead.map((token) => ({ ...token, type: 'illegal' }));
  }

  /** Takes the next token, a slash, for the start of a regular expression; null if that doesn't end. */
  regexp(): { source: string; flags: string | null } | null {
    const { start, afterLineEnd } = this.peek();
    if (this.failed) return null;
    this.pos = start + 1;
    const finish = (type: TokenType) => {
      this.ahead = [this.token(type, start, afterLineEnd)];
    };
    for (let inClass = false; ; this.pos++) {
      const c = this.text[this.pos] ?? '\n';
      if (isLineEnd(c)) {
        finish('regexp');
        return null;
      }
      if (c === '/' && !inClass) break;
      if (c === '\\') {
        this.pos++;
        if (isLineEnd(this.text[this.pos] ?? '\n')) {
          finish('regexp');
          return null;
        }
      } else if (c === '[') inClass = true;
      else if (c === ']') inClass = false;
    }
    const source = this.text.slice(start + 1, this.pos++);
    let flags = '';
    let isKnown = true;
    while (isIdentifierPart(this.at()) && this.at() !== '\\') {
      const flag = this.at();
      if (!/[dgimsuvy]/.test(flag) || flags.includes(flag)) {
        isKnown = false;
        break;
      }
      flags += flag;
      this.pos++;
    }
    finish('regexp');
    return { source, flags: isKnown ? flags : null };
  }

  /** Takes the next token, a brace, for the end of what a template holds: the next is then the template's next part. */
  templateContinuation(): void {
    const { start, afterLineEnd } = this.peek();
    if (this.failed) return;
    this.pos = start + 1;
    this.ahead = [this.templatePart(start, afterLineEnd)];
  }

  /** The character at the position, both halves of a pair; empty at the end. */
  private at(): string {
    const code = this.text.codePointAt(this.pos);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private say(wrong: Wrong, start: number, end = start + 1): void {
    this.problem ??= { wrong, start, end };
  }

  private scan(): Token {
    if (this.failed) return this.token('illegal', this.text.length, false);
    this.afterLineEnd = this.pos === 0 || this.afterLineEnd;
    const isComplete = this.skipSpace();
    const { afterLineEnd } = this;
    this.afterLineEnd = false;
    const start = this.pos;
    if (!isComplete) {
      this.pos = this.text.length;
      return this.token('illegal', start, afterLineEnd);
    }
    const c = this.at();
    if (c === '') return this.token('end', start, afterLineEnd);
    if (c === '"' || c === "'") return this.string(c, start, afterLineEnd);
    if (c === '`') {
      this.pos++;
      return this.templatePart(start, afterLineEnd);
    }
    if (isDigit(c) || (c === '.' && isDigit(this.text[this.pos + 1] ?? ''))) return this.number(start, afterLineEnd);
    if (c === '#') {
      this.pos++;
      if (isIdentifierStart(this.at())) {
        const word = this.word(start, afterLineEnd);
        return word.type === 'illegal' ? word : { ...word, type: 'private', value: `#${word.value}` };
      }
      this.say('InvalidOrUnexpectedToken', this.pos - 1);
      return this.token('illegal', start, afterLineEnd);
    }
    if (isIdentifierStart(c)) return this.word(start, afterLineEnd);
    SIGN.lastIndex = start;
    const sign = SIGN.exec(this.text)?.[0];
    this.pos += sign?.length ?? c.length;
    return this.token(sign ?? 'illegal', start, afterLineEnd);
  }

  private token(type: TokenType, start: number, afterLineEnd: boolean, value = '', escaped = false): Token {
    return { type, start, end: this.pos, afterLineEnd, value, escaped, problem: null };
  }

  /** Goes past white space and comments; false if a comment doesn't end. */
  private skipSpace(): boolean {
    for (;;) {
      const c = this.at();
      if (isLineEnd(c)) {
        this.afterLineEnd = true;
        this.pos++;
      } else if (isSpace(c)) this.pos++;
      else if (this.text.startsWith('//', this.pos)) this.skipLine();
      else if (this.text.startsWith('/*', this.pos)) {
        const end = this.text.indexOf('*/', this.pos + 2);
        if (end < 0) return false;
        if (/[\n\r\u2028\u2029]/.test(this.text.slice(this.pos, end))) this.afterLineEnd = true;
        this.pos = end + 2;
      } else if (
        this.text.startsWith('<!--', this.pos) ||
        (this.afterLineEnd && this.text.startsWith('-->', this.pos))
      ) {
        if (this.isModule && c === '<') {
          this.say('HtmlCommentInModule', this.pos, this.pos + 4);
          return false;
        }
        if (this.isModule) return true;
        this.skipLine();
      } else return true;
    }
  }

  private skipLine(): void {
    while (this.pos < this.text.length && !isLineEnd(this.text[this.pos]!)) this.pos++;
  }

  private word(start: number, afterLineEnd: boolean): Token {
    let value = '';
    let escaped = false;
    while (isIdentifierPart(this.at())) {
      let c = this.at();
      if (c === '\\') {
        escaped = true;
        this.pos++;
        if (this.at() !== 'u') return this.token('illegal', start, afterLineEnd);
        this.pos++;
        const code = this.unicodeEscape();
        c = code < 0 ? '' : String.fromCodePoint(code);
        const fits = value === '' ? isIdentifierStart(c) : isIdentifierPart(c);
        if (!fits || c === '\\') return this.token('illegal', start, afterLineEnd);
      } else this.pos += c.length;
      value += c;
    }
    return this.token(wordType(value, escaped), start, afterLineEnd, value, escaped);
  }

  // Numbers

  private number(start: number, afterLineEnd: boolean): Token {
    const end = (type: TokenType) => this.token(type, start, afterLineEnd, this.text.slice(start, this.pos));
    const radix = this.text[this.pos] === '0' ? (this.text[this.pos + 1] ?? '').toLowerCase() : '';
    let kind: 'decimal' | 'radix' | 'octal' | 'leading zero' = 'decimal';
    let hasPeriod = false;
    if (RADIXES[radix] !== undefined) {
      kind = 'radix';
      this.pos += 2;
      if (!RADIXES[radix].test(this.at()) || !this.digits(RADIXES[radix])) return end('illegal');
    } else if (isDigit(radix)) {
      kind = /^0[0-7]+(?!\d)/.test(this.text.slice(start)) ? 'octal' : 'leading zero';
      const digits = /^\d+/.exec(this.text.slice(start))![0];
      this.pos += digits.length;
      if (kind === 'octal') this.octal = { wrong: 'StrictOctalLiteral', start, end: this.pos };
      else if (this.at() === '_') {
        this.say('InvalidOrUnexpectedToken', this.pos);
        return end('illegal');
      }
    } else if (radix === '_') {
      this.pos++;
      this.say('ZeroDigitNumericSeparator', this.pos);
      return end('illegal');
    } else if (this.at() !== '.' && !this.digits(/\d/)) return end('illegal');
    if (this.at() === '.' && (kind === 'decimal' || kind === 'leading zero')) {
      hasPeriod = true;
      this.pos++;
      if (this.at() === '_' || !this.digits(/\d/)) return end('illegal');
    }
    if (this.at() === 'n' && !hasPeriod && (kind === 'decimal' || kind === 'radix')) this.pos++;
    else if (this.at().toLowerCase() === 'e' && kind !== 'radix') {
      if (kind === 'octal') return end('illegal');
      this.pos++;
      if (/[+-]/.test(this.at())) this.pos++;
      if (!isDigit(this.at()) || !this.digits(/\d/)) return end('illegal');
    } else if (this.at().toLowerCase() === 'e') return end('illegal');
    if (isDigit(this.at()) || isIdentifierStart(this.at())) return end('illegal');
    if (kind === 'leading zero') this.octal = { wrong: 'StrictDecimalWithLeadingZero', start, end: this.pos };
    return end('number');
  }

  /** Digits with single separators between. */
  private digits(digit: RegExp): boolean {
    for (let separated = false; ; this.pos++) {
      const c = this.at();
      if (c === '_') {
        if (this.text[this.pos + 1] === '_') {
          this.pos++;
          this.say('ContinuousNumericSeparator', this.pos);
          return false;
        }
        separated = true;
      } else if (c !== '' && digit.test(c)) separated = false;
      else if (separated) {
        this.say('TrailingNumericSeparator', this.pos);
        return false;
      } else return true;
    }
  }

  // Strings and templates

  private string(quote: string, start: number, afterLineEnd: boolean): Token {
    let value = '';
    let escaped = false;
    this.pos++;
    for (;;) {
      const c = this.at();
      if (c === quote) break;
      if (c === '' || c === '\n' || c === '\r') return this.token('illegal', start, afterLineEnd);
      this.pos += c.length;
      if (c === '\\') {
        escaped = true;
        if (this.at() === '') return this.token('illegal', start, afterLineEnd);
        const part = this.escape(false);
        if (part === null) return this.token('illegal', start, afterLineEnd);
        value += part;
      } else value += c;
    }
    this.pos++;
    return this.token('string', start, afterLineEnd, value, escaped);
  }

  /** A template's text up to what it holds or its end; one that doesn't end is as if it held something. */
  private templatePart(start: number, afterLineEnd: boolean): Token {
    const { problem, octal } = this;
    let first: Finding | null = null;
    const end = (type: TokenType) => ({ ...this.token(type, start, afterLineEnd), problem: first });
    for (;;) {
      const c = this.at();
      if (c === '') return end('template span');
      this.pos += c.length;
      if (c === '`') return end('template tail');
      if (c === '$' && this.at() === '{') {
        this.pos++;
        return end('template span');
      }
      if (c === '\\' && this.at() !== '') {
        this.problem = null;
        this.octal = null;
        this.escape(true);
        first ??= this.problem ?? this.octal;
        this.problem = problem;
        this.octal = octal;
      }
    }
  }

  /** What the escape sequence after a backslash stands for; null if it's none. */
  private escape(inTemplate: boolean): string | null {
    const c = this.at();
    this.pos += c.length;
    if (c === '\r' && this.at() === '\n') this.pos++;
    if (isLineEnd(c)) return '';
    const start = this.pos - 2;
    switch (c) {
      case 'u': {
        const code = this.unicodeEscape();
        return code < 0 ? null : String.fromCodePoint(code);
      }
      case 'x': {
        const code = this.hexNumber(2, 'InvalidHexEscapeSequence');
        return code < 0 ? null : String.fromCharCode(code);
      }
      case '8':
      case '9':
        this.octal = { wrong: inTemplate ? 'Template8Or9Escape' : 'Strict8Or9Escape', start, end: start + 1 };
        return c;
    }
    if (!/[0-7]/.test(c)) return c;
    const digits = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(this.text.slice(this.pos - 1))![0];
    this.pos += digits.length - 1;
    if (digits !== '0' || /[89]/.test(this.at())) {
      const wrong = inTemplate ? 'TemplateOctalLiteral' : 'StrictOctalEscapeSequence';
      this.octal = { wrong, start: this.pos - 2, end: this.pos - 1 };
    }
    return String.fromCharCode(Number.parseInt(digits, 8));
  }

  /** The code point after `\u`; -1 if there is none. */
  private unicodeEscape(): number {
    if (this.at() !== '{') return this.hexNumber(4, 'InvalidUnicodeEscapeSequence');
    const start = this.pos - 2;
    this.pos++;
    let code = 0;
    let digits = 0;
    for (let d = hexValue(this.at()); d >= 0; d = hexValue(this.at())) {
      code = code * 16 + d;
      if (code > 0x10ffff) {
        this.say('UndefinedUnicodeCodePoint', start, this.pos + 1);
        return -1;
      }
      digits++;
      this.pos++;
    }
    if (digits === 0 || this.at() !== '}') {
      this.say('InvalidUnicodeEscapeSequence', this.pos);
      return -1;
    }
    this.pos++;
    return code;
  }

  private hexNumber(length: number, wrong: Wrong): number {
    const start = this.pos - 2;
    let code = 0;
    for (let i = 0; i < length; i++) {
      const d = hexValue(this.at());
      if (d < 0) {
        this.say(wrong, start, start + length + 2);
        return -1;
      }
      code = code * 16 + d;
      this.pos++;
    }
    return code;
  }
}
