import type { Code } from '../compile/code';
import type { Value } from '../values/value';

/** A value on its way to who catches it. */
export class Thrown {
  constructor(
    readonly value: Value,
    readonly code: Code,
    private readonly pc: number,
  ) {}

  /** Where it was thrown, in the text of `code`. */
  get offset(): number {
    const row = this.code.positionRow(this.pc);
    return row < 0 ? (this.code.node?.start ?? 0) : this.code.positions[row + 3]!;
  }
}
