import { smallIntegerOf, Tag, type TraceData } from '../format';
import type { DrawnValue } from './model';

/** A string as source text would have it, in single quotes. */
export function quote(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}'`;
}

/** Draws the value with number `number` (0: none). `title` names heap objects. */
export function drawValue(data: TraceData, number: number, title: (object: number) => string): DrawnValue {
  const { columns, texts, numbers } = data;
  if (number === 0) return { text: '', kind: 'undefined', object: null };
  if (number < 0) return { text: String(smallIntegerOf(number)), kind: 'number', object: null };
  const tag = columns.valueTag[number - 1]! as Tag;
  const payload = columns.valuePayload[number - 1]!;
  switch (tag) {
    case Tag.Undefined:
      return { text: 'undefined', kind: 'undefined', object: null };
    case Tag.Null:
      return { text: 'null', kind: 'null', object: null };
    case Tag.False:
      return { text: 'false', kind: 'boolean', object: null };
    case Tag.True:
      return { text: 'true', kind: 'boolean', object: null };
    case Tag.Number: {
      const n = numbers[payload]!;
      return { text: Object.is(n, -0) ? '-0' : String(n), kind: 'number', object: null };
    }
    case Tag.String:
      return { text: quote(texts[payload]!), kind: 'string', object: null };
    case Tag.BigInt:
      return { text: `${texts[payload]}n`, kind: 'bigint', object: null };
    case Tag.Symbol:
      return { text: `Symbol(${texts[payload]})`, kind: 'symbol', object: null };
    case Tag.Object:
      return { text: title(payload), kind: 'object', object: payload };
    case Tag.Function:
      return { text: `ƒ ${title(payload)}`, kind: 'function', object: payload };
    case Tag.Uninitialized:
      return { text: 'not initialised yet', kind: 'uninitialized', object: null };
    default:
      return { text: '', kind: 'undefined', object: null };
  }
}

/** Whether a property's value says that it isn't there. */
export function isAbsent(data: TraceData, number: number): boolean {
  return number > 0 && data.columns.valueTag[number - 1] === Tag.Absent;
}
