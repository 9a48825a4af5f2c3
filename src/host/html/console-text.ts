import {
  type Accessor,
  type Agent,
  Closure,
  type DataBlock,
  type DataViewData,
  dateTimeText,
  describeValue,
  functionSourceText,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  ownPropertyKeys,
  type PropertyKey,
  type ProxyData,
  peek,
  type Steps,
  ToString,
  typedArrayLength,
  type Value,
  wellKnown,
} from '../../engine';

/** Properties of an object that its short form has. */
const MOST_PROPERTIES = 5;
const MOST_ELEMENTS = 100;
/** UTF-16 code units of a string inside a short form. */
const MOST_TEXT = 100;

/**
 * What Chromium tells who listens of the arguments of `console.log`: strings as they are, objects in the short form in which its
 * console first shows them. No code of the program runs for it, but a DOMException's `toString`.
 */
export function* consoleText(agent: Agent, args: readonly Value[]): Steps<string> {
  const texts: string[] = [];
  for (const value of args) {
    if (!isObject(value)) texts.push(primitiveText(value));
    else if (isException(value)) texts.push(ownText(value, 'stack') || (yield* ToString(agent, value)));
    else texts.push(objectText(agent, value));
  }
  return texts.join(' ');
}

function isException({ data }: JSObject): boolean {
  return data?.interface === 'DOMException';
}

function primitiveText(value: Exclude<Value, JSObject>): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : typeof value === 'symbol' ? describeValue(value) : String(value);
}

function objectText(agent: Agent, object: JSObject): string {
  if (object.kind === Kind.Array || object.kind === Kind.Arguments) return listText(agent, object);
  const description = describe(agent, object);
  return description === 'Object' ? `{${propertyTexts(agent, object).join(', ')}}` : description;
}

function propertyTexts(agent: Agent, object: JSObject): string[] {
  const texts: string[] = [];
  for (const key of ownPropertyKeys(object)) {
    const own = getOwnProperty(object, key);
    if (own === undefined || !own.enumerable) continue;
    if (own.isAccessor && (own.value as Accessor).get === undefined) continue;
    if (texts.length === MOST_PROPERTIES) break;
    const name = typeof key === 'symbol' ? describeValue(key) : String(key);
    texts.push(`${name}: ${own.isAccessor ? '(...)' : partText(agent, own.value as Value)}`);
  }
  return texts;
}

/** The elements; holes between them are counted. */
function listText(agent: Agent, list: JSObject): string {
  const texts: string[] = [];
  let next = 0;
  for (const key of ownPropertyKeys(list)) {
    if (typeof key !== 'number' || next >= MOST_ELEMENTS) break;
    const own = getOwnProperty(list, key)!;
    if (key > next) texts.push(key === next + 1 ? 'empty' : `empty x ${key - next}`);
    texts.push(own.isAccessor ? '(...)' : partText(agent, own.value as Value));
    next = key + 1;
  }
  return `[${texts.join(', ')}]`;
}

/** A value inside an object. */
function partText(agent: Agent, value: Value): string {
  if (typeof value === 'string' && value.length > MOST_TEXT)
    return `${value.slice(0, MOST_TEXT / 2)}…${value.slice(1 - MOST_TEXT / 2)}`;
  if (!isObject(value)) return primitiveText(value);
  return value.callable && value.kind !== Kind.Proxy ? '' : describe(agent, value);
}

/** What an object is called in one go: its class, with how much is in it, or the text it stands for. */
function describe(agent: Agent, object: JSObject): string {
  const { kind, data } = object;
  if (kind === Kind.Proxy) {
    const { target, handler } = data as ProxyData;
    // Some platform objects are proxies here, which nobody can tell.
    if (target !== null && isLibrary(handler)) return className(target);
    return `Proxy(${target === null ? 'null' : target.callable ? 'Function' : target.kind === Kind.Array ? 'Array' : className(target)})`;
  }
  if (object.callable) return functionSourceText(object);
  switch (kind) {
    case Kind.Date:
      return dateTimeText(agent, data as number);
    case Kind.RegExp:
      return `/${String(data.source)}/${String(data.flags)}`;
    case Kind.Array:
      return `${className(object)}(${object.length})`;
    case Kind.Map:
    case Kind.Set:
      return `${className(object)}(${(data as Set<Value>).size})`;
    case Kind.TypedArray:
      return `${className(object)}(${typedArrayLength(object)})`;
    case Kind.ArrayBuffer:
    case Kind.SharedArrayBuffer:
      return `${className(object)}(${(data as DataBlock).byteLength})`;
    case Kind.DataView:
      return `${className(object)}(${viewLength(data as DataViewData)})`;
    case Kind.Error:
      return errorText(object);
  }
  return (isException(object) && ownText(object, 'stack')) || className(object);
}

function viewLength({ fixedLength, block, byteOffset }: DataViewData): number {
  return fixedLength ?? Math.max(0, block.byteLength - byteOffset);
}

/** The stack, of a class that extends an error's with its own name. */
function errorText(error: JSObject): string {
  const stack = ownText(error, 'stack') ?? describeValue(error);
  const message = ownText(error, 'message') ?? '';
  const name = className(error);
  const at = message === '' ? -1 : stack.indexOf(message);
  return stack.startsWith(name) || at < 0 ? stack : `${name}: ${stack.slice(at)}`;
}

function isLibrary(handler: JSObject | null): boolean {
  return (
    handler !== null &&
    ownPropertyKeys(handler).some((key) => {
      const trap = getOwnProperty(handler, key)?.value as Value;
      return isObject(trap) && trap.data instanceof Closure && trap.data.code.library;
    })
  );
}

function ownText(object: JSObject, key: PropertyKey): string | null {
  const own = getOwnProperty(object, key);
  return own !== undefined && !own.isAccessor && typeof own.value === 'string' ? own.value : null;
}

/** The nearest constructor's name but `Object`, else the tag, else `Object`. */
function className(object: JSObject): string {
  for (let o: JSObject | null = object; o !== null && o.kind !== Kind.Proxy; o = o.proto) {
    const own = getOwnProperty(o, 'constructor');
    const constructor = own === undefined || own.isAccessor ? undefined : (own.value as Value);
    const name = isObject(constructor) && constructor.callable ? ownText(constructor, 'name') : null;
    if (name !== null && name !== '' && name !== 'Object') return name;
  }
  const tag = peek(object, wellKnown.toStringTag);
  return typeof tag === 'string' && tag !== '' ? tag.replace(/^(Map|Set) /, '$1') : 'Object';
}
