export { plainText } from './explain';
export type * from './model';
export { openTrace, openTraceData } from './open';
