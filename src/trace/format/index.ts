export { DamagedTrace, IntColumn } from './columns';
export {
  COLUMNS,
  type ColumnName,
  decodeTrace,
  encodeTrace,
  FORMAT_VERSION,
  type TraceData,
  type TraceMeta,
} from './data';
export { KIND_NUMBER, STEP_KINDS, type StepKind, Tag } from './kinds';
export { isSmallInteger, numberOfSmallInteger, smallIntegerOf } from './small-integer';
