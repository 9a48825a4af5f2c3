import type { JSObject } from '../values/object';

/** What the function that takes one element's result knows, for stack traces: of which combinator, and its result. */
export class CombinatorElement {
  constructor(
    readonly combinator: string,
    readonly index: number,
    readonly result: JSObject,
  ) {}
}
