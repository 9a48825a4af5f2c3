import type { ColumnName } from '../format';

/**
 * A group of columns while it grows: the rows lie one behind the other in one typed array, so that a row is written with one
 * check for room.
 */
export class Rows {
  readonly width: number;
  length = 0;
  data: Int32Array;

  constructor(readonly names: readonly ColumnName[]) {
    this.width = names.length;
    this.data = new Int32Array(this.width * 64);
  }

  /** Adds a row of zeros; answers where it begins in `data`. */
  add(): number {
    const at = this.length++ * this.width;
    if (at === this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    return at;
  }

  /** The column number `offset`, as a list of its own. */
  column(offset: number): Int32Array {
    const { data, width, length } = this;
    const column = new Int32Array(length);
    for (let row = 0, at = offset; row < length; row++, at += width) column[row] = data[at]!;
    return column;
  }
}

/** Columns of `steps`. */
export const enum StepColumn {
  Kind,
  Agent,
  Context,
  Place,
  Environment,
  Time,
  Cause,
  Subject,
  Value,
}

export const STEP_COLUMNS: readonly ColumnName[] = [
  'stepKind',
  'stepAgent',
  'stepContext',
  'stepPlace',
  'stepEnvironment',
  'stepTime',
  'stepCause',
  'stepSubject',
  'stepValue',
];

/** Columns of `contexts`. */
export const enum ContextColumn {
  Kind,
  Title,
  Place,
  Provider,
  Flags,
  Realm,
  This,
  NewTarget,
  Function,
  Pushed,
  Agent,
}

export const CONTEXT_COLUMNS: readonly ColumnName[] = [
  'contextKind',
  'contextTitle',
  'contextPlace',
  'contextProvider',
  'contextFlags',
  'contextRealm',
  'contextThis',
  'contextNewTarget',
  'contextFunction',
  'contextPushed',
  'contextAgent',
];

/** Columns of `environments`. */
export const enum EnvironmentColumn {
  Scope,
  Outer,
  Created,
  Object,
}

export const ENVIRONMENT_COLUMNS: readonly ColumnName[] = [
  'environmentScope',
  'environmentOuter',
  'environmentCreated',
  'environmentObject',
];

/** Columns of `bindings`: the writes. */
export const enum BindingColumn {
  Environment,
  Slot,
  Step,
  Value,
}

export const BINDING_COLUMNS: readonly ColumnName[] = [
  'bindingEnvironment',
  'bindingSlot',
  'bindingStep',
  'bindingValue',
];

/** Columns of `writes`: of properties. */
export const enum WriteColumn {
  Property,
  Step,
  Value,
}

export const WRITE_COLUMNS: readonly ColumnName[] = ['writeProperty', 'writeStep', 'writeValue'];

export const LINK_COLUMNS: readonly ColumnName[] = ['linkContext', 'linkStep', 'linkCaller', 'linkObject'];
