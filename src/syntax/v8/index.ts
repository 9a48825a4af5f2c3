export { verdictOf } from './programs';
export type { Surroundings, Verdict } from './reader';
export type { FunctionKind } from './scope';
