import { MakeDate, MakeDay, MakeTime } from './date-time';

// Date strings as V8 reads them: the standard's format first, and then anything that looks like a date.

/** A parsed date: a time value, which is local time when the text names no zone. */
export interface ParsedDate {
  readonly time: number;
  readonly local: boolean;
}

type Token =
  | { readonly type: 'number'; readonly value: number; readonly length: number }
  | { readonly type: 'word'; readonly meaning: Meaning; readonly value: number; readonly length: number }
  | { readonly type: 'symbol'; readonly symbol: string }
  | { readonly type: 'space' | 'other' | 'end' };

type Meaning = 'month' | 'half' | 'zone' | 'separator' | 'none';

const END: Token = { type: 'end' };
const WORDS = new Map<string, [Meaning, number]>([
  ['am', ['half', 0]],
  ['pm', ['half', 12]],
  ['ut', ['zone', 0]],
  ['utc', ['zone', 0]],
  ['z', ['zone', 0]],
  ['gmt', ['zone', 0]],
  ['cdt', ['zone', -5]],
  ['cst', ['zone', -6]],
  ['edt', ['zone', -4]],
  ['est', ['zone', -5]],
  ['mdt', ['zone', -6]],
  ['mst', ['zone', -7]],
  ['pdt', ['zone', -7]],
  ['pst', ['zone', -8]],
  ['t', ['separator', 0]],
]);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
for (const [i, name] of MONTHS.entries()) WORDS.set(name, ['month', i + 1]);

const isBetween = (n: number, low: number, high: number): boolean => n >= low && n <= high;
const isSpace = (text: string): boolean => /[\s\ufeff]/.test(text);
const isWordCharacter = (text: string): boolean => text >= 'A' && !isSpace(text);

class Scanner {
  private pos = 0;
  private token: Token;

  constructor(private readonly text: string) {
    this.token = this.scan();
  }

  peek(): Token {
    return this.token;
  }

  next(): Token {
    const { token } = this;
    this.token = this.scan();
    return token;
  }

  isSymbol(symbol: string): boolean {
    return this.token.type === 'symbol' && this.token.symbol === symbol;
  }

  skip(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.next();
    return true;
  }

  /** The value of the next token if it is a number of exactly `length` digits, else -1. */
  fixed(length: number): number {
    return this.token.type === 'number' && this.token.length === length ? this.token.value : -1;
  }

  private scan(): Token {
    const { text } = this;
    if (this.pos >= text.length) return END;
    const start = this.pos;
    const character = text[start]!;
    if (character >= '0' && character <= '9') {
      while (this.pos < text.length && text[this.pos]! >= '0' && text[this.pos]! <= '9') this.pos++;
      // No more than nine digits count.
      const digits = text.slice(start, this.pos).replace(/^0+/, '').slice(0, 9);
      return { type: 'number', value: Number(digits), length: this.pos - start };
    }
    if (':-+.)'.includes(character)) {
      this.pos++;
      return { type: 'symbol', symbol: character };
    }
    if (isWordCharacter(character)) {
      while (this.pos < text.length && isWordCharacter(text[this.pos]!)) this.pos++;
      const length = this.pos - start;
      const known = WORDS.get(text.slice(start, Math.min(this.pos, start + 3)).toLowerCase());
      // Only names of months may go on after three letters.
      const [meaning, value] =
        known !== undefined && (length <= 3 || known[0] === 'month') ? known : (['none', 0] as const);
      return { type: 'word', meaning, value, length };
    }
    if (isSpace(character)) {
      this.pos++;
      return { type: 'space' };
    }
    if (character === '(') {
      let depth = 0;
      do {
        if (text[this.pos] === '(') depth++;
        else if (text[this.pos] === ')') depth--;
        this.pos++;
      } while (depth > 0 && this.pos < text.length);
      return { type: 'other' };
    }
    this.pos++;
    return { type: 'other' };
  }
}

/** A fraction of a second, of any length, in milliseconds. */
function milliseconds(token: Token): number {
  if (token.type !== 'number') return -1;
  const { value, length } = token;
  if (length < 3) return value * 10 ** (3 - length);
  return Math.floor(value / 10 ** (Math.min(length, 9) - 3));
}

class DateReader {
  private readonly days: number[] = [];
  private readonly times: number[] = [];
  private namedMonth = 0;
  private halfDay = -1;
  private iso = false;
  private zoneSign = 0;
  private zoneHour = -1;
  private zoneMinute = -1;
  private readonly scanner: Scanner;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  read(): ParsedDate | undefined {
    const { scanner } = this;
    let token = this.readStandard();
    if (token === undefined) return undefined;
    let hasNumber = this.days.length > 0;
    for (token = token.type === 'end' ? scanner.next() : token; token.type !== 'end'; token = scanner.next()) {
      if (token.type === 'number') {
        hasNumber = true;
        if (!this.readNumber(token.value)) return undefined;
      } else if (token.type === 'word') {
        if (token.meaning === 'half' && this.times.length > 0) this.halfDay = token.value;
        else if (token.meaning === 'month') {
          this.namedMonth = token.value;
          scanner.skip('-');
        } else if (token.meaning === 'zone' && hasNumber) this.setZone(token.value);
        else if (hasNumber || scanner.peek().type === 'number') return undefined;
      } else if (token.type === 'symbol') {
        const isSign = token.symbol === '+' || token.symbol === '-';
        if (isSign && (this.isUTC() || this.times.length > 0)) {
          hasNumber = true;
          if (!this.readOffset(token.symbol === '-' ? -1 : 1)) return undefined;
        } else if ((isSign || token.symbol === ')') && hasNumber) return undefined;
      }
    }
    return this.finish();
  }

  private setZone(hours: number): void {
    this.zoneSign = hours < 0 ? -1 : 1;
    this.zoneHour = Math.abs(hours);
    this.zoneMinute = 0;
  }

  private isUTC(): boolean {
    return this.zoneHour === 0 && this.zoneMinute === 0;
  }

  /** Whether `n` may be the next part of the time. */
  private timeExpects(n: number): boolean {
    const count = this.times.length;
    return ((count === 1 || count === 2) && isBetween(n, 0, 59)) || (count === 3 && isBetween(n, 0, 999));
  }

  private endTime(n: number): void {
    this.times.push(n);
    while (this.times.length < 4) this.times.push(0);
  }

  private addTime(n: number): boolean {
    return this.times.length < 4 && this.times.push(n) > 0;
  }

  private addDay(n: number): boolean {
    return this.days.length < 3 && this.days.push(n) > 0;
  }

  private readNumber(n: number): boolean {
    const { scanner } = this;
    if (scanner.skip(':')) {
      if (scanner.skip(':')) {
        if (this.times.length > 0) return false;
        this.times.push(n, 0);
        return true;
      }
      if (!this.addTime(n)) return false;
      if (scanner.isSymbol('.')) scanner.next();
      return true;
    }
    if (scanner.skip('.') && this.timeExpects(n)) {
      this.times.push(n);
      const ms = milliseconds(scanner.peek());
      if (ms < 0) return false;
      scanner.next();
      this.endTime(ms);
      return true;
    }
    if (this.zoneHour >= 0 && this.zoneMinute < 0 && isBetween(n, 0, 59)) {
      this.zoneMinute = n;
      return true;
    }
    if (this.timeExpects(n)) {
      this.endTime(n);
      const next = scanner.peek();
      if (next.type === 'end' || next.type === 'space') return true;
      if (next.type === 'word') return next.meaning === 'zone' && next.length === 1;
      return next.type === 'symbol' && (next.symbol === '+' || next.symbol === '-');
    }
    if (!this.addDay(n)) return false;
    scanner.skip('-');
    return true;
  }

  /** What follows a sign: `hh`, `hhmm` or `hh:mm`. */
  private readOffset(sign: number): boolean {
    const { scanner } = this;
    this.zoneSign = sign;
    const token = scanner.peek();
    let n = 0;
    let length = 0;
    if (token.type === 'number') {
      scanner.next();
      n = token.value;
      length = token.length;
    }
    if (scanner.isSymbol(':')) {
      this.zoneHour = n;
      this.zoneMinute = -1;
    } else if (length === 1 || length === 2) {
      this.zoneHour = n;
      this.zoneMinute = 0;
    } else if (length === 3 || length === 4) {
      this.zoneHour = Math.floor(n / 100);
      this.zoneMinute = n % 100;
    } else return false;
    return true;
  }

  /**
   * Reads the standard's format. The end token means success; another one, that it is for the tolerant reader to go on with it;
   * undefined, that the text is no date. @spec sec-date-time-string-format
   */
  private readStandard(): Token | undefined {
    const { scanner, days } = this;
    if (scanner.isSymbol('+') || scanner.isSymbol('-')) {
      const sign = scanner.next();
      const year = scanner.fixed(6);
      const negative = sign.type === 'symbol' && sign.symbol === '-';
      if (year < 0) return sign;
      scanner.next();
      if (negative && year === 0) return sign;
      days.push(negative ? -year : year);
    } else if (scanner.fixed(4) >= 0) {
      days.push(scanner.fixed(4));
      scanner.next();
    } else return scanner.next();
    if (scanner.skip('-')) {
      if (!isBetween(scanner.fixed(2), 1, 12)) return scanner.next();
      days.push(scanner.fixed(2));
      scanner.next();
      if (scanner.skip('-')) {
        if (!isBetween(scanner.fixed(2), 1, 31)) return scanner.next();
        days.push(scanner.fixed(2));
        scanner.next();
      }
    }
    const next = scanner.peek();
    if (next.type === 'word' && next.meaning === 'separator') {
      scanner.next();
      if (!this.readStandardTime() || scanner.peek().type !== 'end') return undefined;
    } else if (next.type !== 'end') return scanner.next();
    // Dates without time are UTC, dates with time local.
    if (this.zoneHour < 0 && this.times.length === 0) this.setZone(0);
    this.iso = true;
    return END;
  }

  private readStandardTime(): boolean {
    const { scanner, times } = this;
    const take = (high: number): boolean => {
      const n = scanner.fixed(2);
      if (!isBetween(n, 0, high)) return false;
      times.push(n);
      scanner.next();
      return true;
    };
    if (!take(24)) return false;
    // 24:00 is the only time after 23:59:59.999.
    const most = times[0] === 24 ? 0 : 59;
    if (!scanner.skip(':') || !take(most)) return false;
    if (scanner.skip(':')) {
      if (!take(most)) return false;
      if (scanner.skip('.')) {
        const ms = milliseconds(scanner.peek());
        if (ms < 0 || (most === 0 && ms > 0)) return false;
        scanner.next();
        times.push(ms);
      }
    }
    const zone = scanner.peek();
    if (zone.type === 'word' && zone.meaning === 'zone' && zone.length === 1) {
      scanner.next();
      this.setZone(0);
    } else if (scanner.isSymbol('+') || scanner.isSymbol('-')) {
      this.zoneSign = scanner.isSymbol('-') ? -1 : 1;
      scanner.next();
      const both = scanner.fixed(4);
      if (both >= 0) {
        scanner.next();
        this.zoneHour = Math.floor(both / 100);
        this.zoneMinute = both % 100;
      } else {
        this.zoneHour = scanner.fixed(2);
        if (this.zoneHour < 0) return false;
        scanner.next();
        if (!scanner.skip(':')) return false;
        this.zoneMinute = scanner.fixed(2);
        scanner.next();
      }
      if (!isBetween(this.zoneHour, 0, 23) || !isBetween(this.zoneMinute, 0, 59)) return false;
    }
    return true;
  }

  private finish(): ParsedDate | undefined {
    const { days, times, namedMonth, iso } = this;
    if (days.length < 1) return undefined;
    while (days.length < 3) days.push(1);
    const [a, b, c] = days as [number, number, number];
    const isDay = isBetween(a, 1, 31);
    let year: number;
    let month: number;
    let day: number;
    if (namedMonth > 0) {
      month = namedMonth;
      [day, year] = isDay ? [a, b] : [b, a];
    } else if (iso || !isDay) [year, month, day] = [a, b, c];
    else [month, day, year] = [a, b, c];
    if (!iso && isBetween(year, 0, 99)) year += year < 50 ? 2000 : 1900;
    if (!isBetween(month, 1, 12) || !isBetween(day, 1, 31)) return undefined;
    while (times.length < 4) times.push(0);
    let [hour] = times as [number];
    const [, minute, second, ms] = times as [number, number, number, number];
    if (this.halfDay >= 0) {
      if (!isBetween(hour, 0, 12)) return undefined;
      hour = (hour % 12) + this.halfDay;
    }
    const valid =
      isBetween(hour, 0, 23) && isBetween(minute, 0, 59) && isBetween(second, 0, 59) && isBetween(ms, 0, 999);
    if (!valid && (hour !== 24 || minute > 0 || second > 0 || ms > 0)) return undefined;
    const time = MakeDate(MakeDay(year, month - 1, day), MakeTime(hour, minute, second, ms));
    if (this.zoneSign === 0) return { time, local: true };
    const offset = this.zoneSign * (Math.max(this.zoneHour, 0) * 60 + Math.max(this.zoneMinute, 0));
    return { time: time - offset * 60000, local: false };
  }
}

/** Undefined when the text is no date. @spec sec-date.parse */
export function parseDate(text: string): ParsedDate | undefined {
  return new DateReader(text).read();
}
