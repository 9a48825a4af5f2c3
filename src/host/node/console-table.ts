import {
  type Agent,
  CollectionIteratorData,
  EnumerableOwnProperties,
  Get,
  HasOwnProperty,
  isObject,
  type JSObject,
  Kind,
  type PropertyKey,
  type Steps,
  toKey,
  type Value,
} from '../../engine';
import { inspectValue } from './inspect';
import { contentsOf } from './inspect/collections';
import { stringWidth } from './inspect/strings';

function* keysOf(agent: Agent, object: JSObject): Steps<PropertyKey[]> {
  return (yield* EnumerableOwnProperties(agent, object, 'key')).map((key) => toKey(key as string));
}

/** How a cell is shown: objects with more than two properties in short. */
function* cell(agent: Agent, value: Value): Steps<string> {
  const isShort = isObject(value) && !value.callable && value.kind !== Kind.Array && value.kind !== Kind.TypedArray;
  return yield* inspectValue(agent, value, {
    maxArrayLength: 3,
    depth: isShort && (yield* keysOf(agent, value)).length > 2 ? -1 : 0,
    breakLength: Number.POSITIVE_INFINITY,
  });
}

function* cells(agent: Agent, values: Iterable<Value>): Steps<string[]> {
  const texts: string[] = [];
  for (const value of values) texts.push(yield* cell(agent, value));
  return texts;
}

function render(head: readonly string[], columns: readonly (readonly string[])[]): string {
  const widths = columns.map((column, i) => Math.max(stringWidth(head[i]!), ...column.map(stringWidth)) + 2);
  const row = (cells: readonly string[]): string =>
    `│${cells
      .map((text, i) => {
        return ` ${text}${' '.repeat(widths[i]! - stringWidth(text) - 1)}`;
      })
      .join('│')}│`;
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((w) => '─'.repeat(w)).join(middle) + right;
  const count = Math.max(0, ...columns.map((c) => c.length));
  const rows: string[] = [];
  for (let i = 0; i < count; i++) rows.push(row(columns.map((c) => c[i] ?? '')));
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...rows, line('└', '┴', '┘')].join('\n');
}

/** The keys and values of a collection or of what is left of its iterator; null for other objects. Sets have no keys. */
function* collected(
  agent: Agent,
  data: JSObject,
): Steps<{ keys: readonly Value[] | null; values: readonly Value[] } | null> {
  if (data.kind === Kind.Map || data.kind === Kind.Set) {
    const { items } = yield* contentsOf(agent, data, Number.POSITIVE_INFINITY, 'tabularData');
    return data.kind === Kind.Map ? halves(items) : { keys: null, values: items };
  }
  if (data.kind !== Kind.Iterator || !(data.data instanceof CollectionIteratorData)) return null;
  const values = data.data.preview();
  // Of a set's entries nobody sees that there are two of each.
  return data.data.what !== 'key+value' || data.data.kind === 'set' ? { keys: null, values } : halves(values);
}

/** Keys and values that follow each other in turn. */
function halves(items: readonly Value[]): { keys: readonly Value[]; values: readonly Value[] } {
  return { keys: items.filter((_, i) => i % 2 === 0), values: items.filter((_, i) => i % 2 === 1) };
}

/** `console.table` of an object, with the columns that `wanted` names or all. */
export function* formatTable(agent: Agent, data: JSObject, wanted: readonly Value[] | null): Steps<string> {
  const collection = yield* collected(agent, data);
  if (collection !== null) {
    const { keys, values } = collection;
    const numbers = values.map((_, i) => String(i));
    const shown = yield* cells(agent, values);
    return keys === null
      ? render(['(iteration index)', 'Values'], [numbers, shown])
      : render(['(iteration index)', 'Key', 'Values'], [numbers, yield* cells(agent, keys), shown]);
  }
  const rowKeys = yield* keysOf(agent, data);
  // An ordinary object of the host has keys in the order in which the columns stand.
  const columns: Record<string, string[]> = Object.create(null);
  const values: string[] = [];
  let hasValues = false;
  for (const [row, key] of rowKeys.entries()) {
    const item = yield* Get(agent, data, key);
    if (!isObject(item) && wanted === null) {
      hasValues = true;
      values[row] = yield* cell(agent, item);
      continue;
    }
    for (const name of wanted?.map((value) => toKey(String(value))) ?? (yield* keysOf(agent, item as JSObject))) {
      columns[String(name)] ??= [];
      columns[String(name)]![row] =
        isObject(item) && (yield* HasOwnProperty(agent, item, name))
          ? yield* cell(agent, yield* Get(agent, item, name))
          : '';
    }
  }
  const fill = (column: string[]): string[] => Array.from(rowKeys, (_, i) => column[i] ?? '');
  const head = ['(index)', ...Object.keys(columns)];
  const body = [rowKeys.map(String), ...Object.values(columns).map(fill)];
  if (hasValues) {
    head.push('Values');
    body.push(fill(values));
  }
  return render(head, body);
}
