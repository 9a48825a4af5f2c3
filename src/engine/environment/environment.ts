import type { JSObject } from '../values/object';
import type { Value } from '../values/value';

export type ScopeKind =
  | 'function'
  | 'block'
  | 'loop'
  | 'catch'
  | 'class'
  | 'script'
  | 'module'
  | 'with'
  | 'eval'
  | 'name';

/** Flags of a binding. */
export const enum BindingFlag {
  /** Assignment throws. */
  Const = 1,
  /** Assignment is ignored in sloppy code, throws in strict code (a function expression's own name). */
  Fixed = 2,
  /** Starts uninitialised. */
  Lexical = 4,
  /** Made for the engine's own use (`this` of arrow functions, home objects); not shown. */
  Hidden = 8,
  /** No `var` of direct eval code below may have the name. */
  Unique = 16,
}

/** What is known about the scope of an environment record when it is compiled; shared by all records of that scope. */
export interface ScopeInfo {
  readonly kind: ScopeKind;
  /** Name to show: the function's or the file's. */
  readonly name: string;
  readonly names: string[];
  readonly flags: number[];
  /** Variables that sloppy direct eval declares below belong here. */
  readonly holdsVariables: boolean;
  /** Source range, UTF-16 offsets into the source the code came from. */
  readonly start: number;
  readonly end: number;
}

/**
 * An environment record. Bindings live in `values` by slot; the compiler knows the slots. A `with` scope has an `object`;
 * a function scope into which direct eval declared variables has `extra`.
 * @spec sec-environment-records
 */
export class Environment {
  /** Bindings that direct eval added. */
  extra: Map<string, Value> | null = null;
  /** The binding object of a `with` statement. */
  object: JSObject | null = null;
  /** Number the recorder gave to this record; 0 while unseen. */
  id = 0;

  constructor(
    public readonly outer: Environment | null,
    readonly info: ScopeInfo,
    readonly values: Value[],
  ) {}
}
