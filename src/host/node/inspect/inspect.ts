import {
  type Accessor,
  type Agent,
  CallRequest,
  Closure,
  CollectionIteratorData,
  createObject,
  createRegExpObject,
  type DataBlock,
  ENUMERABLE,
  EnumerableOwnProperties,
  functionSourceText,
  Get,
  GetV,
  getOwnProperty,
  HasProperty,
  InstanceofOperator,
  IsArray,
  isObject,
  isoText,
  type JSObject,
  Kind,
  makeError,
  OrdinaryHasInstance,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectOwnKeys,
  ownPropertyKeys,
  type PromiseData,
  type Property,
  type PropertyKey,
  type ProxyData,
  peek,
  SLOW,
  type Steps,
  setHidden,
  Throw,
  ToBoolean,
  ToString,
  type TypedArrayData,
  throwTypeError,
  toKey,
  typedArrayGet,
  typedArrayLength,
  type Value,
  WEC,
  wellKnown,
} from '../../../engine';
import { contentsOf, ownItems } from './collections';
import { markFrames } from './frames';
import { joinEntries, type Layout } from './layout';
import { escapeText, formatBigInt, formatNumber, quoteString, stringWidth } from './strings';
import { colored, plain, type Style } from './styles';

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
interface Context extends InspectOptions, Layout {
  readonly agent: Agent;
  readonly seen: JSObject[];
  circular: Map<JSObject, number> | null;
  /** The guest's `util.inspect`, handed to custom inspection. */
  readonly inspectFunction: JSObject | null;
}

function style(c: Context, text: string, kind: Style): string {
  return c.colors ? colored(text, kind) : text;
}

const enum Entry {
  Object,
  ArrayElement,
  ArrayExtra,
}

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
  };
  return yield* formatValue(context, value, 0);
}

function* get(c: Context, object: JSObject, key: PropertyKey): Steps<Value> {
  const value = peek(object, key);
  return value === SLOW ? yield* Get(c.agent, object, key) : value;
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

function formatPrimitive(c: Context, value: Exclude<Value, JSObject>): string {
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

function symbolText(value: symbol): string {
  return `Symbol(${value.description ?? ''})`;
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

/** The name to show for an object's class; null for objects without a prototype. Proxies for prototypes see it asked. */
function* constructorName(
  c: Context,
  object: JSObject,
  depth: number,
  inherited: string[] | null = null,
): Steps<string | null> {
  const { agent } = c;
  let first: JSObject | null | undefined;
  for (let o: JSObject | null = object; o !== null; ) {
    const known = yield* wellKnownName(agent, o, object);
    if (known !== null) {
      if (inherited !== null && first !== o) yield* inheritedProperties(c, object, first ?? object, depth, inherited);
      return known;
    }
    const constructor = ownFunction(yield* objectGetOwnProperty(agent, o, 'constructor'));
    if (constructor !== null) {
      const name = yield* get(c, constructor, 'name');
      if (name !== '' && (yield* isInstance(agent, object, constructor))) {
        const shown = yield* get(c, constructor, 'name');
        const text = typeof shown === 'symbol' ? symbolText(shown) : yield* ToString(agent, shown);
        if (inherited !== null && (first !== o || !isBuiltin(agent, text)))
          yield* inheritedProperties(c, object, first ?? object, depth, inherited);
        return text;
      }
    }
    o = yield* objectGetPrototypeOf(agent, o);
    if (first === undefined) first = o;
  }
  if (first === null || first === undefined) return null;
  const own = builtinName(object);
  if (depth > c.depth) return `${own} <Complex prototype>`;
  const outer = yield* constructorName(c, first, depth + 1, inherited);
  if (outer === null) {
    const text = yield* formatValue(
      { ...c, seen: [], circular: null, indentation: 0, currentDepth: 0, customInspect: false, depth: -1 },
      first,
      0,
    );
    return `${own} <${text}>`;
  }
  return `${own} <${outer}>`;
}

/** The name of two prototypes, which nothing a program does can take from them; null for others. */
function* wellKnownName(agent: Agent, prototype: JSObject, object: JSObject): Steps<string | null> {
  const { ObjectPrototype, FunctionPrototype, Object: ofObject, Function: ofFunction } = agent.realm.intrinsics;
  if (prototype !== ObjectPrototype && prototype !== FunctionPrototype) return null;
  const constructor = prototype === ObjectPrototype ? ofObject : ofFunction;
  if (!(yield* OrdinaryHasInstance(agent, constructor, object))) return null;
  return prototype === ObjectPrototype ? 'Object' : 'Function';
}

/** Whether a global of this name was there from the start. */
export function isBuiltin(agent: Agent, name: string): boolean {
  return (
    /^(?!TypedArray|SharedArrayBuffer|(Async)?(Generator)?Function$)|^Function$/.test(name) &&
    /^[A-Z]/.test(name) &&
    agent.realm.intrinsics[name] !== undefined
  );
}

/** With `showHidden`, what up to three prototypes of the program's own add, methods aside. */
function* inheritedProperties(
  c: Context,
  main: JSObject,
  from: JSObject,
  depth: number,
  output: string[],
): Steps<void> {
  const known = new Set<PropertyKey>();
  let o: JSObject | null = from;
  for (let layer = 0; layer < 3; layer++) {
    if (layer !== 0 || main === o) {
      o = yield* objectGetPrototypeOf(c.agent, o!);
      if (o === null) return;
      const constructor = ownFunction(yield* objectGetOwnProperty(c.agent, o, 'constructor'));
      const name = constructor === null ? '' : yield* get(c, constructor, 'name');
      if (typeof name === 'string' && isBuiltin(c.agent, name)) return;
    }
    const keys: PropertyKey[] = yield* objectOwnKeys(c.agent, o!);
    c.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || getOwnProperty(main, key) !== undefined || known.has(key)) continue;
      const own = yield* objectGetOwnProperty(c.agent, o!, key);
      if (own === undefined) throwTypeError(c.agent, "Cannot read properties of undefined (reading 'value')");
      if (ownFunction(own) !== null) continue;
      const text = yield* formatProperty(c, o!, depth, key, Entry.Object, own, main);
      output.push(c.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    c.seen.pop();
    for (const key of keys) known.add(key);
  }
}

/** The function that a property holds itself; null if it holds none. */
function ownFunction(own: Property | undefined): JSObject | null {
  const value = own === undefined || own.isAccessor ? undefined : (own.value as Value);
  return isObject(value) && value.callable ? value : null;
}

/** Whether an object is an instance of a function, as far as that can be told without an error. */
function* isInstance(agent: Agent, object: JSObject, constructor: JSObject): Steps<boolean> {
  try {
    return yield* InstanceofOperator(agent, object, constructor);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    return false;
  }
}

/** The name V8 gives an object of this kind when no constructor tells. */
function builtinName(object: JSObject): string {
  const known = BUILT_IN_NAMES.get(object.kind);
  if (known !== undefined) return known;
  if (object.kind === Kind.TypedArray) return (object.data as TypedArrayData).type.name;
  if (object.data instanceof CollectionIteratorData) return object.data.kind === 'map' ? 'MapIterator' : 'SetIterator';
  const tag = peek(object, wellKnown.toStringTag);
  return typeof tag === 'string' && tag !== '' ? tag : object.callable ? 'Function' : 'Object';
}

/** What V8 calls objects by what they were made as. */
const BUILT_IN_NAMES: ReadonlyMap<Kind, string> = new Map([
  [Kind.Array, 'Array'],
  [Kind.Map, 'Map'],
  [Kind.Set, 'Set'],
  [Kind.WeakMap, 'WeakMap'],
  [Kind.WeakSet, 'WeakSet'],
  [Kind.WeakRef, 'WeakRef'],
  [Kind.Error, 'Error'],
  [Kind.Promise, 'Promise'],
  [Kind.RegExp, 'RegExp'],
  [Kind.Date, 'Date'],
  [Kind.Arguments, 'Arguments'],
  [Kind.Generator, 'Generator'],
  [Kind.AsyncGenerator, 'AsyncGenerator'],
  [Kind.ArrayBuffer, 'ArrayBuffer'],
  [Kind.SharedArrayBuffer, 'SharedArrayBuffer'],
  [Kind.DataView, 'DataView'],
]);

function prefixOf(constructor: string | null, tag: string, fallback: string, size = ''): string {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag) return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== '' && constructor !== tag) return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}

function keysOf(c: Context, object: JSObject, skipIndices = false): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (const key of ownPropertyKeys(object)) {
    if (skipIndices && typeof key === 'number') continue;
    if (c.showHidden) {
      keys.push(key);
      continue;
    }
    const own = getOwnProperty(object, key);
    if (own?.enumerable) keys.push(key);
  }
  return keys;
}

/** The keys of a proxy that is another one's target: it is asked as any object is. */
function* keysOfProxy(c: Context, proxy: JSObject, isArray: boolean): Steps<PropertyKey[]> {
  const keys = yield* objectOwnKeys(c.agent, proxy);
  // Symbols and names are asked for one after the other.
  if (!isArray) yield* objectOwnKeys(c.agent, proxy);
  if (c.showHidden) return keys;
  const shown: PropertyKey[] = [];
  for (const key of keys) {
    if (isArray && typeof key === 'number') continue;
    if ((yield* ownProperty(c, proxy, key))?.enumerable) shown.push(key);
  }
  return shown;
}

function* ownProperty(c: Context, object: JSObject, key: PropertyKey): Steps<Property | undefined> {
  return object.kind === Kind.Proxy ? yield* objectGetOwnProperty(c.agent, object, key) : getOwnProperty(object, key);
}

type Formatter = (c: Context, object: JSObject, depth: number) => Steps<string[]>;

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

function* noEntries(): Steps<string[]> {
  return [];
}

function* unknownItems(c: Context): Steps<string[]> {
  return [style(c, '<items unknown>', 'special')];
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

/** Whether Node takes a function's text for that of a class: a parenthesis before the body leads it astray. */
function looksLikeClass(text: string): boolean {
  if (!text.startsWith('class') || !text.endsWith('}')) return false;
  const inside = text.slice(5, -1);
  const head = inside.slice(0, Math.max(0, inside.indexOf('{')));
  return !head.includes('(') || /^\s+[^(]*?\s*\{/.test(inside.replace(/\/\/.*?\n|\/\*[\s\S]*?\*\//g, ''));
}

function* functionBase(c: Context, fn: JSObject, constructor: string | null, tag: string): Steps<string> {
  const code = fn.data instanceof Closure ? fn.data.code : null;
  if ((code === null || code.isClassConstructor) && fn.kind !== Kind.Proxy && looksLikeClass(functionSourceText(fn))) {
    const own = getOwnProperty(fn, 'name');
    const name = own === undefined ? '' : yield* get(c, fn, 'name');
    let base = `class ${ToBoolean(name) ? yield* ToString(c.agent, name) : '(anonymous)'}`;
    if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
    if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
    if (constructor !== null) {
      const parent = fn.proto === null ? '' : yield* get(c, fn.proto, 'name');
      if (ToBoolean(parent)) base += ` extends ${yield* ToString(c.agent, parent)}`;
    } else base += ' extends [null prototype]';
    return `[${base}]`;
  }
  let type = 'Function';
  if (code?.generator) type = `Generator${type}`;
  if (code?.async) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base +=
    (yield* get(c, fn, 'name')) === '' ? ' (anonymous)' : `: ${yield* ToString(c.agent, yield* get(c, fn, 'name'))}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function* errorText(c: Context, error: JSObject): Steps<string> {
  const stack = yield* get(c, error, 'stack');
  if (typeof stack === 'string' && stack !== '') return stack;
  if (isObject(stack)) return yield* ToString(c.agent, stack);
  const name = yield* get(c, error, 'name');
  const message = yield* get(c, error, 'message');
  const n = name === undefined ? 'Error' : String(name as string);
  const m = message === undefined ? '' : String(message as string);
  return n === '' ? m : m === '' ? n : `${n}: ${m}`;
}

function* formatError(
  c: Context,
  error: JSObject,
  constructor: string | null,
  tag: string,
  keys: PropertyKey[],
): Steps<string> {
  let stack = yield* errorText(c, error);
  const name = yield* get(c, error, 'name');
  const message = yield* get(c, error, 'message');
  if (!c.showHidden && keys.length > 0) {
    for (const key of ['name', 'message', 'stack']) {
      const index = keys.indexOf(key);
      if (index < 0) continue;
      const value = yield* get(c, error, key);
      if (typeof value !== 'string' || stack.includes(value)) keys.splice(index, 1);
    }
  }
  if ((yield* HasProperty(c.agent, error, 'cause')) && !keys.includes('cause')) keys.push('cause');
  if (IsArray(c.agent, yield* get(c, error, 'errors')) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, typeof name === 'string' ? name : 'Error', tag);
  const text = typeof message === 'string' ? message : '';
  let position = text === '' ? -1 : stack.indexOf(text);
  if (position !== -1) position += text.length;
  const frames = stack.indexOf('\n    at', position === -1 ? 0 : position);
  if (frames === -1) stack = `[${stack}]`;
  else {
    const told = yield* withoutCommonFrames(c, error, stack.slice(frames));
    stack = `${stack.slice(0, frames)}${c.colors ? markFrames(c.agent, told) : told}`;
  }
  if (c.indentation !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(c.indentation)}`);
  return stack;
}

/** Frames that the error shares with its cause are told once. */
function* withoutCommonFrames(c: Context, error: JSObject, frames: string): Steps<string> {
  const cause = getOwnProperty(error, 'cause');
  const value = cause?.isAccessor ? undefined : (cause?.value as Value);
  if (!isObject(value) || value.kind !== Kind.Error) return frames;
  const stack = yield* errorText(c, value);
  const at = stack.indexOf('\n    at');
  if (at === -1) return frames;
  const own = frames.slice(1).split('\n');
  const theirs = stack.slice(at + 1).split('\n');
  for (const [start, frame] of own.entries()) {
    const other = theirs.indexOf(frame);
    if (other === -1) continue;
    let common = 1;
    while (start + common < own.length && own[start + common] === theirs[other + common]) common++;
    if (common <= 3) continue;
    // The first and the last of them stay.
    const told = `    ... ${common - 2} lines matching cause stack trace ...`;
    own.splice(start + 1, common - 2, style(c, told, 'undefined'));
    break;
  }
  return `\n${own.join('\n')}`;
}

/** Names the class in the first line when the stack doesn't. */
function improveStack(stack: string, constructor: string | null, name: string, tag: string): string {
  let length = name.length;
  if (
    constructor !== null &&
    !(
      name.endsWith('Error') &&
      stack.startsWith(name) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n')
    )
  )
    return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start?.[1] ?? '';
    length = fallback.length;
    fallback = fallback === '' ? 'Error' : fallback;
  }
  const prefix = prefixOf(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (prefix.includes(name)) return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
  return `${prefix} [${name}]${stack.slice(length)}`;
}

function more(remaining: number, what = 'item'): string {
  return `... ${remaining} more ${what}${remaining > 1 ? 's' : ''}`;
}

function* formatArray(c: Context, array: JSObject, depth: number): Steps<string[]> {
  const output: string[] = [];
  const limit = Math.min(Math.max(0, c.maxArrayLength), array.length);
  let index = 0;
  while (index < array.length && output.length < limit) {
    if (getOwnProperty(array, index) === undefined) {
      const start = index;
      if (array.sparse === null && index >= array.elements.length) index = array.length;
      else while (index < array.length && getOwnProperty(array, index) === undefined) index++;
      output.push(emptyItems(c, index - start));
      continue;
    }
    output.push(yield* formatProperty(c, array, depth, index, Entry.ArrayElement));
    index++;
  }
  const remaining = array.length - index;
  if (remaining > 0) output.push(more(remaining));
  return output;
}

/** As {@link formatArray}, of a proxy that is another one's target. */
function* formatProxiedArray(c: Context, proxy: JSObject, depth: number): Steps<string[]> {
  const output: string[] = [];
  const length = Number(yield* get(c, proxy, 'length'));
  const limit = Math.min(Math.max(0, c.maxArrayLength), length);
  const add = function* (key: PropertyKey): Steps<void> {
    output.push(yield* formatProperty(c, proxy, depth, key, Entry.ArrayElement, yield* ownProperty(c, proxy, key)));
  };
  for (let i = 0; i < limit; i++) {
    if ((yield* ownProperty(c, proxy, i)) !== undefined) {
      yield* add(i);
      continue;
    }
    // From the first hole on Node goes by the keys.
    let index = i;
    const keys = yield* EnumerableOwnProperties(c.agent, proxy, 'key');
    for (const text of keys.slice(i)) {
      const key = toKey(text as string);
      if (output.length >= limit || typeof key !== 'number') break;
      if (key !== index) output.push(emptyItems(c, key - index));
      index = key;
      if (output.length >= limit) break;
      yield* add(key);
      index++;
    }
    const rest = Number(yield* get(c, proxy, 'length')) - index;
    if (rest > 0) output.push(output.length < limit ? emptyItems(c, rest) : more(rest));
    return output;
  }
  if (length > limit) output.push(more(length - limit));
  return output;
}

function emptyItems(c: Context, count: number): string {
  return style(c, `<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
}

function* formatTypedArray(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const length = typedArrayLength(object);
  const limit = Math.min(Math.max(0, c.maxArrayLength), length);
  const output: string[] = [];
  for (let i = 0; i < limit; i++) output.push(formatPrimitive(c, typedArrayGet(object, i)));
  if (length > limit) output.push(more(length - limit));
  if (c.showHidden) {
    c.indentation += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${yield* formatValue(c, yield* get(c, object, key), depth, true)}`);
    }
    c.indentation -= 2;
  }
  return output;
}

/** What a Map or Set says that it holds; of one without prototype all that it does: Node counts what has no count. */
function* formatCollection(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const limit = Math.max(0, c.maxArrayLength);
  const { items, size } = yield* contentsOf(c.agent, object, limit, 'value');
  const output = yield* formatItems(c, items, limit, object.kind === Kind.Map, depth);
  const rest = Number(size) - Math.min(limit, Number(size));
  if (rest > 0) output.push(more(rest));
  return output;
}

function* formatOwnItems(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const isMap = object.kind === Kind.Map || object.kind === Kind.WeakMap;
  return yield* formatItems(c, ownItems(object), Number.POSITIVE_INFINITY, isMap, depth);
}

/** The first values, or keys and values in turn. */
function* formatItems(
  c: Context,
  items: readonly Value[],
  limit: number,
  isMap: boolean,
  depth: number,
): Steps<string[]> {
  const output: string[] = [];
  const step = isMap ? 2 : 1;
  c.indentation += 2;
  for (let i = 0; i < items.length && output.length < limit; i += step) {
    const text = yield* formatValue(c, items[i]!, depth);
    output.push(isMap ? `${text} => ${yield* formatValue(c, items[i + 1]!, depth)}` : text);
  }
  c.indentation -= 2;
  return output;
}

/** What a weak collection holds, in the order of the texts: it has none of its own. */
function* formatWeak(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const { size } = object.data as Set<Value>;
  const limit = Math.min(Math.max(0, c.maxArrayLength), size);
  const output = (yield* formatOwnItems(c, object, depth)).slice(0, limit);
  if (!c.sorted) output.sort();
  if (size > limit) output.push(more(size - limit));
  return output;
}

function* formatCollectionIterator(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const data = object.data as CollectionIteratorData;
  const values = data.preview();
  const size = data.what === 'key+value' ? 2 : 1;
  const count = values.length / size;
  const limit = Math.min(Math.max(c.maxArrayLength, 0), count);
  const output: string[] = [];
  c.indentation += 2;
  for (let i = 0; i < limit; i++) {
    const texts: string[] = [];
    for (let j = 0; j < size; j++) texts.push(yield* formatValue(c, values[i * size + j], depth));
    output.push(size === 1 ? texts[0]! : joinEntries(c, texts, '', ['[', ']'], true, depth, false));
  }
  c.indentation -= 2;
  if (count > limit) output.push(more(count - limit));
  return output;
}

function* formatArrayBuffer(c: Context, object: JSObject): Steps<string[]> {
  const block = object.data as DataBlock;
  if (block.detached) return [style(c, '(detached)', 'special')];
  const limit = Math.max(0, c.maxArrayLength);
  const bytes = block.bytes;
  const hex = Array.from(bytes.subarray(0, limit), (b) => b.toString(16).padStart(2, '0')).join(' ');
  const rest = bytes.length > limit ? ` ${more(bytes.length - limit, 'byte')}` : '';
  return [`${style(c, '[Uint8Contents]', 'special')}: <${hex}${rest}>`];
}

function* formatPromise(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const { state, result } = object.data as PromiseData;
  if (state === 'pending') return [style(c, '<pending>', 'special')];
  c.indentation += 2;
  const text = yield* formatValue(c, result, depth);
  c.indentation -= 2;
  return [state === 'rejected' ? `${style(c, '<rejected>', 'special')} ${text}` : text];
}

/** What a getter answers. */
function* formatGot(c: Context, object: JSObject, getter: JSObject, label: string, depth: number): Steps<string> {
  const said = (inner: string): string => `${style(c, `[${label}:`, 'special')} ${inner}${style(c, ']', 'special')}`;
  try {
    const value = yield new CallRequest(getter, object, [], undefined);
    c.indentation += 2;
    // Node takes a function for a symbol, and stays indented.
    if (isObject(value) && value.callable) throw new Throw(makeError(c.agent, 'TypeError', NO_SYMBOL));
    const inner = yield* formatValue(c, value, depth);
    c.indentation -= 2;
    return isObject(value) ? `${style(c, `[${label}]`, 'special')} ${inner}` : said(inner);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    const message = isObject(error.value) ? yield* get(c, error.value, 'message') : undefined;
    return said(`<Inspection threw (${yield* ToString(c.agent, message)})>`);
  }
}

const NO_SYMBOL = "Symbol.prototype.toString requires that 'this' be a Symbol";

/** `receiver`: what getters are called on. */
function* formatProperty(
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
    text = yield* formatValue(c, value, depth);
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
