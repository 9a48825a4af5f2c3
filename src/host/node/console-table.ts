import {
  type Agent,
  Get,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  ownPropertyKeys,
  type PropertyKey,
  type Steps,
  toKey,
  type Value,
} from '../../engine';
import { inspectValue } from './inspect';
import { stringWidth } from './inspect/strings';

/** How a cell is shown: nested objects in short. */
function* cell(agent: Agent, value: Value): Steps<string> {
  return yield* inspectValue(agent, value, {
    maxArrayLength: 3,
    depth: isObject(value) && !value.callable && nested(value) ? -1 : 0,
    breakLength: Number.POSITIVE_INFINITY,
  });
}

/** Whether a cell's object holds objects itself. */
function nested(object: JSObject): boolean {
  return ownPropertyKeys(object).some((key) => {
    const own = getOwnProperty(object, key);
    return own?.enumerable && !own.isAccessor && isObject(own.value as Value);
  });
}

function enumerableKeys(object: JSObject): PropertyKey[] {
  return ownPropertyKeys(object).filter(
    (key) => typeof key !== 'symbol' && getOwnProperty(object, key)?.enumerable === true,
  );
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

/** `console.table`; null when the value is no table. */
export function* formatTable(agent: Agent, data: JSObject, wanted: Value): Steps<string> {
  const index: string[] = [];
  const rows: Value[] = [];
  let indexTitle = '(index)';
  if (data.kind === Kind.Map) {
    indexTitle = '(iteration index)';
    const keys: string[] = [];
    const values: string[] = [];
    let i = 0;
    for (const [key, value] of data.data as Map<Value, Value>) {
      index.push(String(i++));
      keys.push(yield* cell(agent, key));
      values.push(yield* cell(agent, value));
    }
    return render([indexTitle, 'Key', 'Values'], [index, keys, values]);
  }
  if (data.kind === Kind.Set) {
    indexTitle = '(iteration index)';
    let i = 0;
    const values: string[] = [];
    for (const value of data.data as Set<Value>) {
      index.push(String(i++));
      values.push(yield* cell(agent, value));
    }
    return render([indexTitle, 'Values'], [index, values]);
  }
  for (const key of enumerableKeys(data)) {
    index.push(String(key));
    rows.push(yield* Get(agent, data, key));
  }
  const names: string[] = [];
  const cells = new Map<string, string[]>();
  const values: string[] = [];
  let hasValues = false;
  const columns = isObject(wanted) ? (wanted.elements as string[]) : null;
  for (let r = 0; r < rows.length; r++) {
    const value = rows[r];
    if (!isObject(value) || value.callable) {
      hasValues = true;
      values[r] = yield* cell(agent, value);
      continue;
    }
    for (const key of columns ?? enumerableKeys(value).map(String)) {
      let column = cells.get(key);
      if (column === undefined) {
        column = [];
        cells.set(key, column);
        names.push(key);
      }
      column[r] =
        getOwnProperty(value, toKey(key)) === undefined ? '' : yield* cell(agent, yield* Get(agent, value, toKey(key)));
    }
  }
  const fill = (column: string[]): string[] => Array.from({ length: rows.length }, (_none, i) => column[i] ?? '');
  const head = [indexTitle, ...names];
  const body = [index, ...names.map((n) => fill(cells.get(n)!))];
  if (hasValues) {
    head.push('Values');
    body.push(fill(values));
  }
  return render(head, body);
}
