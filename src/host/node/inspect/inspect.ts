import {
  type Agent,
  CallRequest,
  Closure,
  type CollectionIteratorData,
  createObject,
  createRegExpObject,
  type DataBlock,
  GetV,
  getOwnProperty,
  HasProperty,
  IsArray,
  isObject,
  isoText,
  type JSObject,
  Kind,
  OrdinaryHasInstance,
  type PropertyKey,
  type ProxyData,
  peek,
  SLOW,
  type Steps,
  setHidden,
  ToBoolean,
  typedArrayLength,
  type Value,
  WEC,
  wellKnown,
} from '../../../engine';
import { builtinName, constructorName, prefixOf } from './class-name';
import {
  type Formatter,
  formatArray,
  formatArrayBuffer,
  formatCollection,
  formatCollectionIterator,
  formatOwnItems,
  formatPromise,
  formatProxiedArray,
  formatTypedArray,
  formatWeak,
  noEntries,
  unknownItems,
} from './contents';
import {
  type Context,
  DEFAULT_OPTIONS,
  formatPrimitive,
  get,
  type InspectOptions,
  ownFunction,
  ownProperty,
  style,
  symbolText,
} from './context';
import { formatError } from './errors';
import { functionBase } from './functions';
import { keysOf, keysOfProxy } from './keys';
import { joinEntries } from './layout';
import { Entry, formatProperty } from './property';
import type { Style } from './styles';

/** What `util.inspect(value, options)` gives. */
export function* inspect(
  agent: Agent,
  value: Value,
  options: Partial<InspectOptions> = {},
  inspectFunction: JSObject | null = null,
): Steps<string> {
  const context: Context = {
    ...DEFAULT_OPTIONS,
    ...options,
    agent,
    seen: [],
    circular: null,
    indentation: 0,
    currentDepth: 0,
    inspectFunction,
    format: formatValue,
  };
  return yield* formatValue(context, value, 0);
}

const CUSTOM = 'nodejs.util.inspect.custom';

/** `Symbol.for('nodejs.util.inspect.custom')`. */
export function customSymbol(agent: Agent): symbol {
  let symbol = agent.symbolRegistry.get(CUSTOM);
  if (symbol === undefined) {
    symbol = Symbol(CUSTOM);
    agent.symbolRegistry.set(CUSTOM, symbol);
  }
  return symbol;
}

function* formatValue(c: Context, value: Value, depth: number, typed = false): Steps<string> {
  if (!isObject(value)) return formatPrimitive(c, value);
  let object = value;
  const original = value;
  if (object.kind === Kind.Proxy) {
    if (c.showProxy) return yield* formatProxy(c, object, depth);
    const { target } = object.data as ProxyData;
    // Node takes a target that has null at 0 for one.
    if (target === null || (yield* get(c, target, 0)) === null) return style(c, '<Revoked Proxy>', 'special');
    object = target;
  }
  if (c.customInspect) {
    const custom = yield* get(c, object, customSymbol(c.agent));
    if (isObject(custom) && custom.callable && custom !== c.inspectFunction) {
      const isMade = ToBoolean(yield* get(c, object, 'constructor'));
      const constructor = isMade ? yield* get(c, object, 'constructor') : undefined;
      const isPrototype = isMade && (yield* GetV(c.agent, constructor, 'prototype')) === object;
      if (!isPrototype) {
        const remaining = c.depth === Number.POSITIVE_INFINITY ? c.depth : c.depth - depth;
        const result = yield new CallRequest(
          custom,
          original,
          [c.endless ? null : remaining, userOptions(c), c.inspectFunction ?? undefined],
          undefined,
        );
        if (result !== original) {
          if (isObject(result)) return yield* formatValue(c, result, depth);
          const text = String(typeof result === 'symbol' ? symbolText(result) : result);
          return text.replaceAll('\n', `\n${' '.repeat(c.indentation)}`);
        }
      }
    }
  }
  if (c.seen.includes(object)) {
    c.circular ??= new Map();
    let index = c.circular.get(object);
    if (index === undefined) {
      index = c.circular.size + 1;
      c.circular.set(object, index);
    }
    return style(c, `[Circular *${index}]`, 'special');
  }
  return yield* formatRaw(c, object, depth, typed);
}

/** The options object a custom inspection function gets. */
function userOptions(c: Context): JSObject {
  const { realm } = c.agent;
  const options = createObject(realm.intrinsics.ObjectPrototype);
  const set = (name: string, value: Value): void => setHidden(options, name, value, WEC);
  set('showHidden', c.showHidden);
  set('depth', c.endless ? null : c.depth);
  set('colors', c.colors);
  set('customInspect', c.customInspect);
  set('showProxy', c.showProxy);
  set('maxArrayLength', c.maxArrayLength);
  set('maxStringLength', c.maxStringLength);
  set('breakLength', c.breakLength);
  set('compact', c.compact);
  set('sorted', c.sorted);
  set('getters', c.getters);
  set('numericSeparator', c.numericSeparator);
  if (c.inspectFunction !== null) {
    const stylize = peek(c.inspectFunction, c.colors ? 'stylizeWithColor' : 'stylizeNoColor');
    if (stylize !== undefined && stylize !== SLOW) set('stylize', stylize);
  }
  return options;
}

function* formatProxy(c: Context, proxy: JSObject, depth: number): Steps<string> {
  const { target, handler } = proxy.data as ProxyData;
  if (target === null) return style(c, '<Revoked Proxy>', 'special');
  if (depth > c.depth) return style(c, 'Proxy [Array]', 'special');
  c.indentation += 2;
  const entries = [yield* formatValue(c, target, depth + 1), yield* formatValue(c, handler, depth + 1)];
  c.indentation -= 2;
  return joinEntries(c, entries, '', ['Proxy [', ']'], true, depth + 1, false);
}

function* formatRaw(c: Context, object: JSObject, depth: number, typed: boolean): Steps<string> {
  const inherited: string[] = [];
  const withInherited = c.showHidden && depth <= c.depth;
  const constructor = yield* constructorName(c, object, depth, withInherited ? inherited : null);
  let tag = '';
  const tagValue = yield* get(c, object, wellKnown.toStringTag);
  if (typeof tagValue === 'string' && tagValue !== '') {
    const own = yield* ownProperty(c, object, wellKnown.toStringTag);
    if (own === undefined || !(c.showHidden || own.enumerable)) tag = tagValue;
  }
  let keys: PropertyKey[];
  let braces: [string, string] = ['{', '}'];
  let base = '';
  let formatter: Formatter = noEntries;
  let array = false;
  // What has lost the way to its iterator is no collection any more.
  const isCollection = (yield* HasProperty(c.agent, object, wellKnown.iterator)) || constructor === null;
  const isProxy = object.kind === Kind.Proxy;
  const hasMore = inherited.length > 0;
  switch (!isCollection ? Kind.Ordinary : isProxy && IsArray(c.agent, object) ? Kind.Array : object.kind) {
    case Kind.Array: {
      keys = isProxy ? yield* keysOfProxy(c, object, true) : keysOf(c, object, true);
      if (!c.showHidden) keys = keys.filter((k) => k !== 'length');
      const isNamed = constructor !== 'Array' || tag !== '';
      const prefix = isNamed ? prefixOf(constructor, tag, 'Array', `(${String(yield* get(c, object, 'length'))})`) : '';
      braces = [`${prefix}[`, ']'];
      if ((yield* get(c, object, 'length')) === 0 && keys.length === 0 && !hasMore) return `${braces[0]}]`;
      array = true;
      formatter = isProxy ? formatProxiedArray : formatArray;
      break;
    }
    case Kind.Set:
    case Kind.Map: {
      const fallback = object.kind === Kind.Set ? 'Set' : 'Map';
      const { size } = object.data as { size: number };
      keys = keysOf(c, object);
      const prefix = prefixOf(constructor, tag, fallback, `(${size})`);
      if (size === 0 && keys.length === 0 && !hasMore) return `${prefix}{}`;
      braces = [`${prefix}{`, '}'];
      formatter = constructor === null ? formatOwnItems : formatCollection;
      break;
    }
    case Kind.TypedArray: {
      keys = keysOf(c, object, true);
      const size = Math.max(0, typedArrayLength(object));
      const prefix = prefixOf(constructor, tag, builtinName(object), `(${size})`);
      braces = [`${prefix}[`, ']'];
      // What inherits from something else may say another length.
      if (keys.length === 0 && !c.showHidden && (yield* get(c, object, 'length')) === 0) return `${braces[0]}]`;
      array = true;
      formatter = formatTypedArray;
      break;
    }
    default: {
      keys = isProxy ? yield* keysOfProxy(c, object, false) : keysOf(c, object);
      const early = yield* formatOther(c, object, depth, constructor, tag, keys, typed, hasMore);
      if (typeof early === 'string') return early;
      ({ base, braces, formatter } = early);
      keys = early.keys;
      array = early.array;
    }
  }
  if (depth > c.depth) {
    const name = prefixOf(constructor, tag, builtinName(object)).slice(0, -1);
    return style(c, constructor === null ? name : `[${name}]`, 'special');
  }
  const inner = depth + 1;
  c.seen.push(object);
  c.currentDepth = inner;
  const output = yield* formatter(c, object, inner);
  for (const key of keys)
    output.push(
      yield* formatProperty(
        c,
        object,
        inner,
        key,
        array ? Entry.ArrayExtra : Entry.Object,
        yield* ownProperty(c, object, key),
      ),
    );
  output.push(...inherited);
  const reference = c.circular?.get(object);
  if (reference !== undefined) {
    const text = style(c, `<ref *${reference}>`, 'special');
    if (c.compact !== true) base = base === '' ? text : `${text} ${base}`;
    else braces[0] = `${text} ${braces[0]}`;
  }
  c.seen.pop();
  if (c.sorted !== false) {
    // Elements of an array stay where they are.
    const start = array ? output.length - keys.length : 0;
    if (isObject(c.sorted as Value)) {
      // A guest comparator: merge in order of insertion.
      for (let i = start + 1; i < output.length; i++) {
        for (let j = i; j > start; j--) {
          const order = yield new CallRequest(c.sorted as JSObject, undefined, [output[j - 1]!, output[j]!], undefined);
          if (!(Number(order) > 0)) break;
          [output[j - 1], output[j]] = [output[j]!, output[j - 1]!];
        }
      }
    } else output.push(...output.splice(start).sort());
  }
  // What stands behind the elements, as the length with `showHidden`, is no number to Node.
  const numeric =
    object.kind === Kind.Array
      ? output.every((_, i) => typeof object.elements[i] === 'number' || typeof object.elements[i] === 'bigint')
      : object.kind === Kind.TypedArray && output.length <= typedArrayLength(object);
  return joinEntries(c, output, base, braces, array, inner, numeric);
}

interface Parts {
  base: string;
  braces: [string, string];
  formatter: Formatter;
  keys: PropertyKey[];
  array: boolean;
}

/** Everything but arrays, maps, sets and typed arrays: the whole text if it's short, or how to go on. */
function* formatOther(
  c: Context,
  object: JSObject,
  depth: number,
  constructor: string | null,
  tag: string,
  keys: PropertyKey[],
  typed: boolean,
  more: boolean,
): Steps<string | Parts> {
  const parts: Parts = { base: '', braces: ['{', '}'], formatter: noEntries, keys, array: false };
  if (object.callable) {
    parts.base = yield* functionBase(c, object, constructor, tag);
    return keys.length === 0 && !more ? style(c, parts.base, 'special') : parts;
  }
  // What was made an ordinary object is shown as one, whatever it was made as.
  const isOrdinary = constructor === 'Object' && object.kind !== Kind.Iterator;
  switch (isOrdinary ? Kind.Ordinary : object.kind) {
    case Kind.Arguments:
      break;
    case Kind.Iterator:
      if (
        (object.data as CollectionIteratorData | null)?.kind === 'map' ||
        (object.data as CollectionIteratorData | null)?.kind === 'set'
      ) {
        const { what } = object.data as CollectionIteratorData;
        parts.braces = [`[${what === 'key+value' ? tag.replace(/ Iterator$/, ' Entries') : tag}] {`, '}'];
        parts.formatter = formatCollectionIterator;
        return parts;
      }
      break;
    case Kind.RegExp: {
      const shown = constructor === null ? createRegExpObject(c.agent.realm, object.data) : object;
      const source = yield* get(c, shown, 'source');
      const flags = yield* get(c, shown, 'flags');
      parts.base = `/${String(source)}/${String(flags)}`;
      const prefix = prefixOf(constructor, tag, 'RegExp');
      if (prefix !== 'RegExp ') parts.base = `${prefix}${parts.base}`;
      return (keys.length === 0 && !more) || depth > c.depth ? style(c, parts.base, 'regexp') : parts;
    }
    case Kind.Date: {
      const time = object.data as number;
      parts.base = Number.isNaN(time) ? 'Invalid Date' : isoText(time);
      const prefix = prefixOf(constructor, tag, 'Date');
      if (prefix !== 'Date ') parts.base = `${prefix}${parts.base}`;
      return keys.length === 0 && !more ? style(c, parts.base, 'date') : parts;
    }
    case Kind.Error:
      parts.base = yield* formatError(c, object, constructor, tag, keys);
      return keys.length === 0 && !more ? parts.base : parts;
    case Kind.ArrayBuffer:
    case Kind.SharedArrayBuffer: {
      const prefix = prefixOf(constructor, tag, object.kind === Kind.ArrayBuffer ? 'ArrayBuffer' : 'SharedArrayBuffer');
      if (typed && keys.length === 0)
        return `${prefix}{ byteLength: ${formatPrimitive(c, (object.data as DataBlock).byteLength)} }`;
      parts.braces = [`${prefix}{`, '}'];
      parts.formatter = formatArrayBuffer;
      parts.keys = ['byteLength', ...keys];
      return parts;
    }
    case Kind.DataView:
      parts.braces = [`${prefixOf(constructor, tag, 'DataView')}{`, '}'];
      parts.keys = ['byteLength', 'byteOffset', 'buffer', ...keys];
      return parts;
    case Kind.Promise:
      parts.braces = [`${prefixOf(constructor, tag, 'Promise')}{`, '}'];
      parts.formatter = formatPromise;
      return parts;
    case Kind.WeakSet:
    case Kind.WeakMap:
      parts.braces = [`${prefixOf(constructor, tag, object.kind === Kind.WeakSet ? 'WeakSet' : 'WeakMap')}{`, '}'];
      parts.formatter = c.showHidden ? formatWeak : unknownItems;
      return parts;
    case Kind.ModuleNamespace:
      parts.braces = [`${prefixOf(constructor, tag, 'Module')}{`, '}'];
      return parts;
    case Kind.Boolean:
    case Kind.Number:
    case Kind.String:
    case Kind.BigInt:
    case Kind.Symbol: {
      parts.base = boxedBase(c, object, constructor, tag);
      if (object.kind === Kind.String) parts.keys = keys.filter((k) => typeof k !== 'number');
      return parts.keys.length === 0 && !more ? style(c, parts.base, typeof object.data as Style) : parts;
    }
  }
  if (constructor === 'Object') {
    if (object.kind === Kind.Arguments) parts.braces = ['[Arguments] {', '}'];
    else if (tag !== '') parts.braces = [`${prefixOf(constructor, tag, 'Object')}{`, '}'];
    if (keys.length === 0 && !more) return `${parts.braces[0]}}`;
    return parts;
  }
  // What inherits from Error passes for one.
  if (yield* OrdinaryHasInstance(c.agent, c.agent.realm.intrinsics.Error!, object)) {
    parts.base = yield* formatError(c, object, constructor, tag, keys);
    return keys.length === 0 && !more ? parts.base : parts;
  }
  const href = yield* hrefOf(c, object);
  const address = depth > c.depth ? null : href;
  if (address !== null) parts.base = address;
  else parts.braces = [`${prefixOf(constructor, tag, builtinName(object))}{`, '}'];
  if (keys.length === 0 && !more) return address ?? `${parts.braces[0]}}`;
  return parts;
}

/** The address of a URL of the host's class, or of one that extends it; null for others. */
function* hrefOf(c: Context, object: JSObject): Steps<string | null> {
  const href = yield* get(c, object, 'href');
  if (typeof href !== 'string') return null;
  for (let o = object.proto; o !== null && o.kind !== Kind.Proxy; o = o.proto) {
    const data = ownFunction(getOwnProperty(o, 'constructor'))?.data;
    if (data instanceof Closure && data.code.library && data.code.name === 'URL') return href;
  }
  return null;
}

function boxedBase(c: Context, object: JSObject, constructor: string | null, tag: string): string {
  const type =
    object.kind === Kind.Boolean
      ? 'Boolean'
      : object.kind === Kind.Number
        ? 'Number'
        : object.kind === Kind.String
          ? 'String'
          : object.kind === Kind.BigInt
            ? 'BigInt'
            : 'Symbol';
  let base = `[${type}`;
  if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive({ ...c, breakLength: Number.POSITIVE_INFINITY, colors: false }, object.data)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return base;
}
