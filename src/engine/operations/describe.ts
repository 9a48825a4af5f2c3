import { Closure, NativeFunction, type ProxyData } from '../values/function';
import { getOwnProperty, type JSObject, Kind, peek } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, type PropertyKey, SLOW, type Value } from '../values/value';

/**
 * A value as V8's messages show it, found without running guest code: `#<Object>`, `[object Array]`, `Symbol(x)`.
 * Strings appear without quotes.
 */
export function describeValue(value: Value): string {
  if (!isObject(value)) return typeof value === 'symbol' ? value.toString() : String(value);
  if (value.callable && value.kind !== Kind.Proxy) return abridged(functionSourceText(value));
  if (value.kind === Kind.Proxy) {
    const target: JSObject | null = (value.data as ProxyData).target;
    return target === null ? 'null' : describeValue(target);
  }
  if (value.kind === Kind.Error) return errorWords(value);
  const method = peek(value, 'toString');
  if (isObject(method) && method.data instanceof NativeFunction) {
    const { name, realm } = method.data;
    if (method === realm.intrinsics.ErrorPrototypeToString) return errorWords(value);
    if (name === 'toString' && method === realm.intrinsics.ObjectPrototypeToString) {
      const C = peek(value, 'constructor');
      if (isObject(C) && C.callable) {
        const constructorName = functionName(C);
        if (constructorName !== '') return `#<${constructorName}>`;
      }
      // Iterators had no constructor of their own in that V8.
      if (realm.agent.hooks.wording === 'V8 11' && inheritsConstructor(value, realm.intrinsics.IteratorPrototype))
        return '#<Object>';
    }
  }
  const tag = peek(value, wellKnown.toStringTag);
  return `[object ${typeof tag === 'string' ? tag : className(value)}]`;
}

/** Whether `holder` is where an object's `constructor` is found. */
function inheritsConstructor(object: JSObject, holder: JSObject | undefined): boolean {
  let o: JSObject | null = object.proto;
  while (o !== null && o !== holder && o.kind !== Kind.Proxy && getOwnProperty(o, 'constructor') === undefined)
    o = o.proto;
  return o !== null && o === holder && getOwnProperty(object, 'constructor') === undefined;
}

/** The end of what is said of a property of undefined or null: `(reading 'k')`; empty for keys that V8 has no words for. */
export function describeAccess(verb: 'reading' | 'setting', key: Value): string {
  const text = describeValue(key);
  return isObject(key) && text.startsWith('[object ') && key.kind !== Kind.Proxy ? '' : ` (${verb} '${text}')`;
}

/** A function's text, which V8 shortens in messages when it is long. */
function abridged(text: string): string {
  return text.length > 128 ? `${text.slice(0, 111)}...<omitted>...${text.slice(-2)}` : text;
}

/** An error inside a message: its name and message as far as they are strings. */
function errorWords(error: JSObject): string {
  const [name, message] = [peek(error, 'name'), peek(error, 'message')].map((words) =>
    typeof words === 'string' ? words : '',
  );
  return name === '' || message === '' ? `${name}${message}` : `${name}: ${message}`;
}

/** What a stack trace starts with: the error's name and message. @spec sec-error.prototype.tostring */
export function describeError(error: JSObject, captured: string | null = null): string {
  const name = peek(error, 'name');
  const message = captured ?? peek(error, 'message');
  const nameText = name === undefined || isObject(name) || typeof name === 'symbol' ? 'Error' : String(name);
  const messageText = message === undefined || isObject(message) || typeof message === 'symbol' ? '' : String(message);
  return nameText === '' ? messageText : messageText === '' ? nameText : `${nameText}: ${messageText}`;
}

/** As {@link describeError}; null where a getter of the program's tells name or message. */
export function describeKnownError(error: JSObject, captured: string | null): string | null {
  if (peek(error, 'name') === SLOW || (captured === null && peek(error, 'message') === SLOW)) return null;
  return describeError(error, captured);
}

/** A key as messages show it. */
export function describeKey(key: PropertyKey): string {
  return typeof key === 'symbol' ? key.toString() : String(key);
}

/** The class V8 gives an object without a tag of its own. */
export function className(object: JSObject): string {
  switch (object.kind) {
    case Kind.Array:
      return 'Array';
    case Kind.Arguments:
      return 'Arguments';
    case Kind.Error:
      return 'Error';
    case Kind.Boolean:
      return 'Boolean';
    case Kind.Number:
      return 'Number';
    case Kind.String:
      return 'String';
    case Kind.Date:
      return 'Date';
    case Kind.RegExp:
      return 'RegExp';
    case Kind.TypedArray:
      return (object.data as { type: { name: string } }).type.name;
    default:
      return object.callable ? 'Function' : 'Object';
  }
}

/** The name of a function as far as a plain data property tells it. */
export function functionName(fn: JSObject): string {
  const name = peek(fn, 'name');
  if (typeof name === 'string') return name;
  if (fn.data instanceof Closure) return fn.data.code.name;
  return fn.data instanceof NativeFunction ? fn.data.name : '';
}

/** @spec sec-function.prototype.tostring */
export function functionSourceText(fn: JSObject): string {
  const { data } = fn;
  if (data instanceof Closure) {
    const { code } = data;
    const node = code.classNode ?? code.node;
    // A method's text begins at its definition, before the name, but after `static`.
    if (node !== null) return code.source.text.slice(code.textStart ?? node.start, node.end);
    return `function ${code.name}() { [native code] }`;
  }
  if (data instanceof NativeFunction) return `function ${data.name}() { [native code] }`;
  return 'function () { [native code] }';
}

/** How a value that no expression names is introduced: `number 5`, `object null`, `string "a"`. */
export function describeWithType(value: Value): string {
  if (isObject(value)) return value.callable ? 'function' : 'object';
  if (typeof value === 'string') return `string "${value.length > 100 ? `${value.slice(0, 100)}<...>` : value}"`;
  if (value === null) return 'object null';
  if (typeof value === 'boolean' || typeof value === 'number') return `${typeof value} ${value}`;
  return typeof value;
}
