import type { Agent } from '../agent';
import { throwSyntaxError } from '../errors';
import { createArray } from '../operations/object';
import { createDataProperty, JSObject } from '../values/object';
import { toKey, type Value } from '../values/value';

/** What was parsed where, for a reviver that wants the source text. @spec sec-json-parse-record */
export interface ParseRecord {
  readonly value: Value;
  /** Source text of a primitive. */
  readonly source: string | undefined;
  readonly elements: ParseRecord[] | undefined;
  readonly entries: Map<string, ParseRecord> | undefined;
}

/** A container that is not complete yet. */
interface Level {
  /** Null for an array. */
  readonly object: JSObject | null;
  readonly values: Value[];
  key: string;
  readonly elements: ParseRecord[];
  readonly entries: Map<string, ParseRecord>;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Characters after a backslash that stand for one other. */
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Builds guest values from JSON text; says what is wrong in V8's words. @spec sec-json.parse */
export class JSONParser {
  private pos = 0;

  constructor(
    private readonly agent: Agent,
    private readonly text: string,
    private readonly keepRecords: boolean,
    /** What is said of a text that goes on after its value, if not where. */
    private readonly goesOn: string | null = null,
    /** Whether lines and columns are told, as V8 has done since it has had `JSON.rawJSON`. */
    private readonly tellsLines = agent.hooks.wording !== 'V8 11',
  ) {}

  /** The record of the value of the whole text; without `keepRecords` only its value means anything. */
  parse(): ParseRecord {
    const { agent, text } = this;
    const { realm } = agent;
    const levels: Level[] = [];
    for (;;) {
      this.skipWhitespace();
      const start = this.pos;
      let value: Value;
      let level: Level | undefined;
      const code = text.charCodeAt(this.pos);
      if (code === QUOTE) value = this.parseString();
      else if (code === 123) {
        this.pos++;
        this.skipWhitespace();
        value = new JSObject(realm.objectShape);
        agent.allocate(48);
        if (text.charCodeAt(this.pos) === 125) this.pos++;
        else {
          if (text.charCodeAt(this.pos) !== QUOTE) this.fail("Expected property name or '}' in JSON");
          const key = this.parseKey();
          levels.push({ object: value as JSObject, values: [], key, elements: [], entries: new Map() });
          continue;
        }
      } else if (code === 91) {
        this.pos++;
        this.skipWhitespace();
        if (text.charCodeAt(this.pos) === 93) {
          this.pos++;
          value = createArray(realm, []);
        } else {
          levels.push({ object: null, values: [], key: '', elements: [], entries: new Map() });
          continue;
        }
      } else value = this.parseLiteral(code);
      let record = this.keepRecords ? this.record(value, start, undefined) : undefined;
      // The value may complete containers around it.
      for (;;) {
        level = levels[levels.length - 1];
        if (level === undefined) {
          this.skipWhitespace();
          if (this.pos < text.length && this.goesOn !== null) throwSyntaxError(agent, this.goesOn);
          if (this.pos < text.length) this.fail('Unexpected non-whitespace character after JSON');
          return record ?? { value, source: undefined, elements: undefined, entries: undefined };
        }
        const { object } = level;
        if (object === null) {
          level.values.push(value);
          if (record !== undefined) level.elements.push(record);
          agent.allocateElements(1);
        } else {
          createDataProperty(object, toKey(level.key), value);
          if (record !== undefined) level.entries.set(level.key, record);
          agent.allocate(8);
        }
        this.skipWhitespace();
        const next = text.charCodeAt(this.pos);
        if (next === 44) {
          this.pos++;
          if (object !== null) {
            this.skipWhitespace();
            if (text.charCodeAt(this.pos) !== QUOTE) this.fail('Expected double-quoted property name in JSON');
            level.key = this.parseKey();
          }
          break;
        }
        if (next !== (object === null ? 93 : 125)) {
          this.fail(
            object === null
              ? "Expected ',' or ']' after array element in JSON"
              : "Expected ',' or '}' after property value in JSON",
          );
        }
        this.pos++;
        levels.pop();
        value = object ?? createArray(realm, level.values);
        if (record !== undefined) record = this.record(value, start, level);
      }
    }
  }

  private record(value: Value, start: number, level: Level | undefined): ParseRecord {
    const source = typeof value === 'object' && value !== null ? undefined : this.text.slice(start, this.pos);
    const elements = level?.object === null ? level.elements : undefined;
    return { value, source, elements, entries: level?.entries };
  }

  private skipWhitespace(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.pos++;
    }
  }

  private parseKey(): string {
    const key = this.parseString();
    this.skipWhitespace();
    if (this.text.charCodeAt(this.pos) !== 58) this.fail("Expected ':' after property name in JSON");
    this.pos++;
    return key;
  }

  private parseString(): string {
    const { text } = this;
    let start = ++this.pos;
    let result = '';
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === QUOTE) {
        const end = this.pos++;
        return result === '' ? text.slice(start, end) : result + text.slice(start, end);
      }
      if (code === BACKSLASH) {
        result += text.slice(start, this.pos++) + this.parseEscape();
        start = this.pos;
      } else if (code < 32) this.fail('Bad control character in string literal in JSON');
      else if (this.pos >= text.length) this.fail('Unterminated string in JSON');
      else this.pos++;
    }
  }

  /** The character a backslash stands for; `pos` is after the backslash. */
  private parseEscape(): string {
    const { text } = this;
    if (this.pos >= text.length) this.failAtToken();
    const character = text[this.pos]!;
    if (character !== 'u') {
      const plain = ESCAPES[character];
      if (plain === undefined) this.fail('Bad escaped character in JSON');
      this.pos++;
      return plain;
    }
    this.pos++;
    let code = 0;
    for (let i = 0; i < 4; i++) {
      const digit = this.pos < text.length ? Number.parseInt(text[this.pos]!, 16) : NaN;
      if (Number.isNaN(digit)) this.fail('Bad Unicode escape in JSON');
      code = code * 16 + digit;
      this.pos++;
    }
    return String.fromCharCode(code);
  }

  private parseLiteral(code: number): Value {
    if (code === 45 || (code >= 48 && code <= 57)) return this.parseNumber();
    if (code === 116) return this.parseWord('true', true);
    if (code === 102) return this.parseWord('false', false);
    if (code === 110) return this.parseWord('null', null);
    return this.failAtToken();
  }

  private parseWord(word: string, value: Value): Value {
    for (let i = 0; i < word.length; i++) {
      if (this.text[this.pos] !== word[i]) this.failAtToken();
      this.pos++;
    }
    return value;
  }

  private isDigit(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return code >= 48 && code <= 57;
  }

  private parseNumber(): number {
    const { text } = this;
    const start = this.pos;
    if (text.charCodeAt(this.pos) === 45) {
      this.pos++;
      if (!this.isDigit()) this.fail('No number after minus sign in JSON');
    }
    if (text.charCodeAt(this.pos) === 48) {
      this.pos++;
      if (this.isDigit()) this.fail('Unexpected number in JSON');
    } else while (this.isDigit()) this.pos++;
    if (text.charCodeAt(this.pos) === 46) {
      this.pos++;
      if (!this.isDigit()) this.fail('Unterminated fractional number in JSON');
      while (this.isDigit()) this.pos++;
    }
    const exponent = text.charCodeAt(this.pos);
    if (exponent === 101 || exponent === 69) {
      this.pos++;
      const sign = text.charCodeAt(this.pos);
      if (sign === 43 || sign === 45) this.pos++;
      if (!this.isDigit()) this.fail('Exponent part is missing a number in JSON');
      while (this.isDigit()) this.pos++;
    }
    return Number(text.slice(start, this.pos));
  }

  /** Throws the SyntaxError for something wrong at `pos`. */
  private fail(message: string): never {
    if (!this.tellsLines) return throwSyntaxError(this.agent, `${message} at position ${this.pos}`);
    const before = this.text.slice(0, this.pos).split(/\r\n|[\r\n]/);
    const column = before[before.length - 1]!.length + 1;
    return throwSyntaxError(this.agent, `${message} at position ${this.pos} (line ${before.length} column ${column})`);
  }

  /** Throws the SyntaxError for a token that can't be where it is. */
  private failAtToken(): never {
    const { agent, text, pos } = this;
    if (pos >= text.length) throwSyntaxError(agent, 'Unexpected end of JSON input');
    const code = text.charCodeAt(pos);
    if (code === QUOTE) this.fail('Unexpected string in JSON');
    if (code === 45 || (code >= 48 && code <= 57)) this.fail('Unexpected number in JSON');
    if (['undefined', 'NaN', 'Infinity', '[object Object]'].includes(text)) {
      throwSyntaxError(agent, `"${text}" is not valid JSON`);
    }
    const context = 10;
    const short = text.length <= 2 * context;
    const start = short || pos < context ? 0 : pos - context;
    const end = short || pos >= text.length - context ? text.length : pos + context;
    const before = start > 0 ? '...' : '';
    const after = end < text.length ? '...' : '';
    return throwSyntaxError(
      agent,
      `Unexpected token '${text[pos]}', ${before}"${text.slice(start, end)}"${after} is not valid JSON`,
    );
  }
}
