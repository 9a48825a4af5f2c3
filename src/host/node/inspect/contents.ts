import {
  type CollectionIteratorData,
  type DataBlock,
  EnumerableOwnProperties,
  getOwnProperty,
  type JSObject,
  Kind,
  type PromiseData,
  type PropertyKey,
  type Steps,
  toKey,
  typedArrayGet,
  typedArrayLength,
  type Value,
} from '../../../engine';
import { contentsOf, ownItems } from './collections';
import { type Context, formatPrimitive, get, ownProperty, style } from './context';
import { joinEntries } from './layout';
import { Entry, formatProperty } from './property';

/** What stands inside an object's braces, entry by entry. */
export type Formatter = (c: Context, object: JSObject, depth: number) => Steps<string[]>;

/** Of objects that hold nothing but properties. */
export function* noEntries(): Steps<string[]> {
  return [];
}

/** Of weak collections, which nobody may look into. */
export function* unknownItems(c: Context): Steps<string[]> {
  return [style(c, '<items unknown>', 'special')];
}

export function more(remaining: number, what = 'item'): string {
  return `... ${remaining} more ${what}${remaining > 1 ? 's' : ''}`;
}

function emptyItems(c: Context, count: number): string {
  return style(c, `<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined');
}

/** The elements of an array; holes that follow each other are one entry. */
export function* formatArray(c: Context, array: JSObject, depth: number): Steps<string[]> {
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
export function* formatProxiedArray(c: Context, proxy: JSObject, depth: number): Steps<string[]> {
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

/** The elements, and with `showHidden` the views of the buffer. */
export function* formatTypedArray(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const length = typedArrayLength(object);
  const limit = Math.min(Math.max(0, c.maxArrayLength), length);
  const output: string[] = [];
  for (let i = 0; i < limit; i++) output.push(formatPrimitive(c, typedArrayGet(object, i)));
  if (length > limit) output.push(more(length - limit));
  if (c.showHidden) {
    c.indentation += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${yield* c.format(c, yield* get(c, object, key), depth, true)}`);
    }
    c.indentation -= 2;
  }
  return output;
}

/** What a Map or Set says that it holds; of one without prototype all that it does: Node counts what has no count. */
export function* formatCollection(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const limit = Math.max(0, c.maxArrayLength);
  const { items, size } = yield* contentsOf(c.agent, object, limit, 'value');
  const output = yield* formatItems(c, items, limit, object.kind === Kind.Map, depth);
  const rest = Number(size) - Math.min(limit, Number(size));
  if (rest > 0) output.push(more(rest));
  return output;
}

/** All that a collection really holds. */
export function* formatOwnItems(c: Context, object: JSObject, depth: number): Steps<string[]> {
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
    const text = yield* c.format(c, items[i]!, depth);
    output.push(isMap ? `${text} => ${yield* c.format(c, items[i + 1]!, depth)}` : text);
  }
  c.indentation -= 2;
  return output;
}

/** What a weak collection holds, in the order of the texts: it has none of its own. */
export function* formatWeak(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const { size } = object.data as Set<Value>;
  const limit = Math.min(Math.max(0, c.maxArrayLength), size);
  const output = (yield* formatOwnItems(c, object, depth)).slice(0, limit);
  if (!c.sorted) output.sort();
  if (size > limit) output.push(more(size - limit));
  return output;
}

/** What an iterator over a Map or Set has still to give. */
export function* formatCollectionIterator(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const data = object.data as CollectionIteratorData;
  const values = data.preview();
  const size = data.what === 'key+value' ? 2 : 1;
  const count = values.length / size;
  const limit = Math.min(Math.max(c.maxArrayLength, 0), count);
  const output: string[] = [];
  c.indentation += 2;
  for (let i = 0; i < limit; i++) {
    const texts: string[] = [];
    for (let j = 0; j < size; j++) texts.push(yield* c.format(c, values[i * size + j], depth));
    output.push(size === 1 ? texts[0]! : joinEntries(c, texts, '', ['[', ']'], true, depth, false));
  }
  c.indentation -= 2;
  if (count > limit) output.push(more(count - limit));
  return output;
}

/** The first bytes, in hexadecimal. */
export function* formatArrayBuffer(c: Context, object: JSObject): Steps<string[]> {
  const block = object.data as DataBlock;
  if (block.detached) return [style(c, '(detached)', 'special')];
  const limit = Math.max(0, c.maxArrayLength);
  const bytes = block.bytes;
  const hex = Array.from(bytes.subarray(0, limit), (b) => b.toString(16).padStart(2, '0')).join(' ');
  const rest = bytes.length > limit ? ` ${more(bytes.length - limit, 'byte')}` : '';
  return [`${style(c, '[Uint8Contents]', 'special')}: <${hex}${rest}>`];
}

/** What a promise has come to. */
export function* formatPromise(c: Context, object: JSObject, depth: number): Steps<string[]> {
  const { state, result } = object.data as PromiseData;
  if (state === 'pending') return [style(c, '<pending>', 'special')];
  c.indentation += 2;
  const text = yield* c.format(c, result, depth);
  c.indentation -= 2;
  return [state === 'rejected' ? `${style(c, '<rejected>', 'special')} ${text}` : text];
}
