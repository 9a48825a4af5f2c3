export type { ImportPhase } from './import-phases';
export { childNodes, type Node } from './node';
export { type Language, type ParseOptions, type ParseResult, parseProgram, type SyntaxProblem } from './parse';
export {
  analyzeScopes,
  type Binding,
  type FunctionFacts,
  fieldBody,
  fieldKeyName,
  initializerFunction,
  isFunctionNode,
  isNamedDeclaration,
  lookupBinding,
  patternNames,
  Scope,
  type ScopeTree,
} from './scope';
export { lineStarts, Source } from './source';
export { v8Problem } from './v8-problem';
