import {
  type Accessor,
  CallRequest,
  ENUMERABLE,
  getOwnProperty,
  isObject,
  type JSObject,
  makeError,
  type PropertyKey,
  type Steps,
  Throw,
  ToString,
  type Value,
} from '../../../engine';
import { type Context, get, style, symbolText } from './context';
import { escapeText, quoteString, stringWidth } from './strings';
import { plain } from './styles';

/** Where a property stands, which decides how it is written. */
export const enum Entry {
  Object,
  ArrayElement,
  ArrayExtra,
}

/** A property as `key: value`, or its value alone. `own` is what it is, `receiver` what a getter is called on. */
export function* formatProperty(
  c: Context,
  object: JSObject,
  depth: number,
  key: PropertyKey,
  entry: Entry,
  own = getOwnProperty(object, key),
  receiver = object,
): Steps<string> {
  let text: string;
  let gap = ' ';
  const enumerable = own === undefined || (own.attributes & ENUMERABLE) !== 0;
  if (own?.isAccessor) {
    const { get: getter, set } = own.value as Accessor;
    if (getter !== undefined) {
      const label = set !== undefined ? 'Getter/Setter' : 'Getter';
      if (
        c.getters === true ||
        (c.getters === 'get' && set === undefined) ||
        (c.getters === 'set' && set !== undefined)
      ) {
        text = yield* formatGot(c, receiver, getter, label, depth);
      } else text = style(c, `[${label}]`, 'special');
    } else text = set !== undefined ? style(c, '[Setter]', 'special') : style(c, 'undefined', 'undefined');
  } else {
    const value = own === undefined ? yield* get(c, object, key) : (own.value as Value);
    const step = c.compact !== true || entry !== Entry.Object ? 2 : 3;
    c.indentation += step;
    text = yield* c.format(c, value, depth);
    if (step === 3 && value !== undefined && c.breakLength < stringWidth(c.colors ? plain(text) : text))
      gap = `\n${' '.repeat(c.indentation)}`;
    c.indentation -= step;
  }
  if (entry === Entry.ArrayElement) return text;
  let name: string;
  if (typeof key === 'symbol') name = `[${style(c, escapeText(symbolText(key)), 'symbol')}]`;
  else if (key === '__proto__') name = "['__proto__']";
  else if (!enumerable) name = `[${escapeText(String(key))}]`;
  else if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(String(key))) name = String(key);
  else name = style(c, quoteString(String(key)), 'string');
  return `${name}:${gap}${text}`;
}

/** What a getter answers. */
function* formatGot(c: Context, object: JSObject, getter: JSObject, label: string, depth: number): Steps<string> {
  const said = (inner: string): string => `${style(c, `[${label}:`, 'special')} ${inner}${style(c, ']', 'special')}`;
  try {
    const value = yield new CallRequest(getter, object, [], undefined);
    c.indentation += 2;
    // Node takes a function for a symbol, and stays indented.
    if (isObject(value) && value.callable) throw new Throw(makeError(c.agent, 'TypeError', NO_SYMBOL));
    const inner = yield* c.format(c, value, depth);
    c.indentation -= 2;
    return isObject(value) ? `${style(c, `[${label}]`, 'special')} ${inner}` : said(inner);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    const message = isObject(error.value) ? yield* get(c, error.value, 'message') : undefined;
    return said(`<Inspection threw (${yield* ToString(c.agent, message)})>`);
  }
}

const NO_SYMBOL = "Symbol.prototype.toString requires that 'this' be a Symbol";
