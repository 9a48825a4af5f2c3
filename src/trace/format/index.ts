export { DamagedTrace, IntColumn } from './columns';
export { COLUMNS, type ColumnName, FORMAT_VERSION, type TraceData, type TraceMeta, decodeTrace, encodeTrace } from './data';
export { KIND_NUMBER, STEP_KINDS, type StepKind, Tag } from './kinds';
