import type { Grammar } from './grammar';
import { disposal } from './newer-disposal';
import { intl } from './newer-intl';
import { helpers, laterArrays } from './newer-iteration';
import { sets } from './newer-sets';
import { buffers, errorsAndPromises, floats, json, modifiers, strings, weak } from './newer-values';
import { fixed, joined, type Piece } from './piece';

/** A part of the language that a peer may be too old for: how to ask it, in its own words, and statements that use it. */
export interface Feature {
  /** An expression that is true where the part is there; what throws, or is no program, says no. `icu` is its version. */
  readonly test: string;
  readonly make: (g: Grammar) => Piece;
}

export const FEATURES: readonly Feature[] = [
  ...helpers,
  ...laterArrays,
  ...sets,
  ...disposal,
  ...errorsAndPromises,
  ...modifiers,
  ...floats,
  ...buffers,
  ...strings,
  ...json,
  ...weak,
  ...intl,
];

/** A program of the features that the peer has. */
export function newerProgram(g: Grammar, features: readonly Feature[]): Piece {
  g.inAsync = true;
  const statements = Array.from({ length: 1 + g.below(6) }, () => g.pick(features).make(g));
  return fixed`Error.stackTraceLimit = 0;
let a = ${g.odd()}, b = ${g.odd()}, c = [1, 2, 3], d = 'text';
${joined(statements, '\n')}`;
}
