import type { SeededRandom } from '../../src/base';
import { expressionForm } from './expressions';
import { shown } from './inspection';
import { ODD } from './odd-values';
import { expression, fixed, joined, type Piece, statement } from './piece';
import { print, statementForm } from './statements';

/** Writes random programs that end, and that print all they find out. Equal seeds give equal programs. */
export class Grammar {
  inAsync = false;
  inGenerator = false;
  inLoop = false;
  private depth = 0;
  private labels = 0;

  constructor(private readonly random: SeededRandom) {}

  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    return this.random.below(bound);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** True once in `one` times. */
  chance(one: number): boolean {
    return this.below(one) === 0;
  }

  /** A whole program: the body of an async function. */
  program(): Piece {
    if (this.chance(6)) return this.printingProgram();
    this.inAsync = true;
    const directive = this.chance(8) ? '"use strict";' : '';
    const body = this.block(6);
    return fixed`${directive} Error.stackTraceLimit = 0;
let a = ${this.odd()}, b = ${this.odd()}, c = [1, 2, 3], d = 'text';
${body}
show(() => [a, b, c, d]);`;
  }

  /** Prints values in which errors have their stack traces: a program that looks into those would see file names. */
  private printingProgram(): Piece {
    const values = Array.from({ length: 6 }, () => statement`console.log(${shown(this)});`);
    return fixed`Error.stackTraceLimit = 10;\n${joined(values, '\n')}`;
  }

  block(most: number): Piece {
    const statements = Array.from({ length: 1 + this.below(most) }, () => this.statement());
    return joined(statements, '\n');
  }

  statement(): Piece {
    return this.deeper(() => (this.depth > 4 ? print(this) : statementForm(this)));
  }

  expression(): Piece {
    if (this.depth > 5) return this.chance(3) ? expression`${this.pick(['a', 'b', 'c', 'd'])}` : this.odd();
    return this.deeper(() => expressionForm(this));
  }

  /** A value, in parentheses. */
  odd(): Piece {
    return expression`(${this.pick(ODD)})`;
  }

  args(): Piece {
    const argument = () =>
      this.pick([() => this.callback(), () => this.expression(), () => this.odd(), () => this.odd()])();
    return joined(Array.from({ length: this.below(4) }, argument), ', ');
  }

  callback(): Piece {
    const body = this.inFunction(() => this.expression());
    return this.pick([
      expression`(x, y) => ${expression`(${body})`}`,
      expression`function (x) { log('called', x); return ${body}; }`,
      expression`(x, y) => { log(typeof x, typeof y); return x < y ? 1 : -1; }`,
      expression`async (x) => ${expression`(${body})`}`,
    ]);
  }

  newLabel(): string {
    return `l${this.labels++}`;
  }

  /** Makes what stands inside a function. */
  inFunction<T>(make: () => T, { async = false, generator = false } = {}): T {
    const { inAsync, inGenerator, inLoop } = this;
    Object.assign(this, { inAsync: async, inGenerator: generator, inLoop: false });
    const made = this.deeper(make);
    Object.assign(this, { inAsync, inGenerator, inLoop });
    return made;
  }

  inLoopBody<T>(make: () => T): T {
    const { inLoop } = this;
    this.inLoop = true;
    const made = make();
    this.inLoop = inLoop;
    return made;
  }

  private deeper<T>(make: () => T): T {
    this.depth++;
    const made = make();
    this.depth--;
    return made;
  }
}
