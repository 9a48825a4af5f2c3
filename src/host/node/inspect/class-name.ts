import {
  type Agent,
  CollectionIteratorData,
  getOwnProperty,
  InstanceofOperator,
  type JSObject,
  Kind,
  OrdinaryHasInstance,
  objectGetOwnProperty,
  objectGetPrototypeOf,
  objectOwnKeys,
  type PropertyKey,
  peek,
  type Steps,
  Throw,
  ToString,
  type TypedArrayData,
  throwTypeError,
  wellKnown,
} from '../../../engine';
import { type Context, get, ownFunction, symbolText } from './context';
import { Entry, formatProperty } from './property';

/** The name to show for an object's class; null for objects without a prototype. Proxies for prototypes see it asked. */
export function* constructorName(
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
    const text = yield* c.format(
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
export function builtinName(object: JSObject): string {
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

/** What stands before the braces: class, size, tag. */
export function prefixOf(constructor: string | null, tag: string, fallback: string, size = ''): string {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag) return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== '' && constructor !== tag) return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}
