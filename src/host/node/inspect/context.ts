import {
  type Agent,
  Get,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  objectGetOwnProperty,
  type Property,
  type PropertyKey,
  peek,
  SLOW,
  type Steps,
  type Value,
} from '../../../engine';
import type { Layout } from './layout';
import { formatBigInt, formatNumber, quoteString } from './strings';
import { colored, type Style } from './styles';

/** Options of `util.inspect`, as numbers; infinity where Node has null. */
export interface InspectOptions {
  showHidden: boolean;
  depth: number;
  customInspect: boolean;
  showProxy: boolean;
  maxArrayLength: number;
  maxStringLength: number;
  breakLength: number;
  compact: number | boolean;
  sorted: boolean | JSObject;
  getters: boolean | 'get' | 'set';
  numericSeparator: boolean;
  colors: boolean;
  /** The program said `depth: null`. */
  endless: boolean;
}

export const DEFAULT_OPTIONS: InspectOptions = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
  endless: false,
};

/** State of one call. */
export interface Context extends InspectOptions, Layout {
  readonly agent: Agent;
  readonly seen: JSObject[];
  circular: Map<JSObject, number> | null;
  /** The guest's `util.inspect`, handed to custom inspection. */
  readonly inspectFunction: JSObject | null;
  /** Any value as text, at a depth: what its parts are formatted with. */
  readonly format: (c: Context, value: Value, depth: number, typed?: boolean) => Steps<string>;
}

/** A text in the colour of a style, if colours are asked for. */
export function style(c: Context, text: string, kind: Style): string {
  return c.colors ? colored(text, kind) : text;
}

/** A property, without a step where no code of the program is asked. */
export function* get(c: Context, object: JSObject, key: PropertyKey): Steps<Value> {
  const value = peek(object, key);
  return value === SLOW ? yield* Get(c.agent, object, key) : value;
}

/** An own property; only a proxy is asked for it. */
export function* ownProperty(c: Context, object: JSObject, key: PropertyKey): Steps<Property | undefined> {
  return object.kind === Kind.Proxy ? yield* objectGetOwnProperty(c.agent, object, key) : getOwnProperty(object, key);
}

/** The function that a property holds itself; null if it holds none. */
export function ownFunction(own: Property | undefined): JSObject | null {
  const value = own === undefined || own.isAccessor ? undefined : (own.value as Value);
  return isObject(value) && value.callable ? value : null;
}

/** A symbol as `Symbol(words)`. */
export function symbolText(value: symbol): string {
  return `Symbol(${value.description ?? ''})`;
}

/** A primitive value; long strings are shortened, and broken at their line ends. */
export function formatPrimitive(c: Context, value: Exclude<Value, JSObject>): string {
  if (typeof value === 'string') {
    let trailer = '';
    let text = value;
    if (text.length > c.maxStringLength) {
      const remaining = text.length - c.maxStringLength;
      text = text.slice(0, c.maxStringLength);
      trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`;
    }
    if (c.compact !== true && text.length > 16 && text.length > c.breakLength - c.indentation - 4) {
      const lines = text.split(/(?<=\n)/);
      return (
        lines.map((line) => style(c, quoteString(line), 'string')).join(` +\n${' '.repeat(c.indentation + 2)}`) +
        trailer
      );
    }
    return style(c, quoteString(text), 'string') + trailer;
  }
  if (typeof value === 'number') return style(c, formatNumber(value, c.numericSeparator), 'number');
  if (typeof value === 'bigint') return style(c, formatBigInt(value, c.numericSeparator), 'bigint');
  if (typeof value === 'symbol') return style(c, symbolText(value), 'symbol');
  return style(c, String(value), value === undefined ? 'undefined' : value === null ? 'null' : 'boolean');
}
