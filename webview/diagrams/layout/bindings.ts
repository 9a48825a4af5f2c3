/** Which bindings and heap objects are drawn, and in what order. */

import type { DrawnBinding, DrawnEnvironment, DrawnObject } from '../../../src/trace/read';

/** Names that Node's module wrapper adds to every CommonJS module. */
const WRAPPER = new Set(['exports', 'require', 'module', '__filename', '__dirname']);
const BINDINGS_SHOWN = 14;

export interface BindingRows {
  readonly shown: readonly DrawnBinding[];
  /** Names of functions, told in one line. */
  readonly functions: readonly string[];
  /** Names of the module wrapper, told in one line. */
  readonly wrapper: readonly string[];
  readonly more: number;
}

/**
 * Rows of one environment: what the program computes comes first and one by one, what only its declarations and its
 * module bring is folded. A changed binding is never folded.
 */
export function bindingRows(bindings: readonly DrawnBinding[], open: boolean): BindingRows {
  if (open) return { shown: bindings, functions: [], wrapper: [], more: 0 };
  const isWrapper = bindings.filter((b) => WRAPPER.has(b.name)).length === WRAPPER.size;
  const wrapper = bindings.filter((b) => isWrapper && WRAPPER.has(b.name) && !b.changed);
  const declared = bindings.filter(
    (b) => !wrapper.includes(b) && b.value.kind === 'function' && !b.changed && b.value.text.endsWith(b.name),
  );
  const functions = declared.length > 1 ? declared : [];
  const rest = bindings.filter((b) => !wrapper.includes(b) && !functions.includes(b));
  const changed = rest.filter((b, i) => i >= BINDINGS_SHOWN && b.changed);
  const shown = [...rest.slice(0, BINDINGS_SHOWN), ...changed];
  return {
    shown,
    functions: functions.map((b) => b.name),
    wrapper: wrapper.map((b) => b.name),
    more: rest.length - shown.length,
  };
}

/** Heap objects in the order of the bindings that lead to them, so that arrows seldom cross; then the others. */
export function heapOrder(objects: readonly DrawnObject[], scope: readonly DrawnEnvironment[]): DrawnObject[] {
  const rank = new Map<number, number>();
  for (const environment of scope) {
    for (const { value } of bindingRows(environment.bindings, false).shown) {
      if (value.object !== null && !rank.has(value.object)) rank.set(value.object, rank.size);
    }
  }
  const folded = new Set(
    scope.flatMap((e) => e.bindings.map((b) => b.value.object)).filter((id) => id !== null && !rank.has(id)),
  );
  const weight = (object: DrawnObject): number =>
    rank.get(object.id) ?? (folded.has(object.id) ? 2_000_000 : 1_000_000) + (object.kind === 'function' ? 500_000 : 0);
  return [...objects].sort((a, b) => weight(a) - weight(b));
}
