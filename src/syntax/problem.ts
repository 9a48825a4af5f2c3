/** Thrown out of acorn. */
export class Problem {
  constructor(
    readonly message: string,
    readonly start: number,
    readonly end: number,
    readonly type: 'SyntaxError' | 'RangeError' = 'SyntaxError',
  ) {}
}

// biome-ignore lint/suspicious/noExplicitAny: acorn's parser state isn't typed for subclasses
export type State = any;
