export { DiskLoader } from './disk';
export { DEFAULT_LIMITS, DEFAULT_MAX_STEPS, profileOf, START_TIME, TRACE_LIMITS, type TraceRequest } from './request';
export { runFile } from './run-file';
export { type TraceOutcome, type TraceProblem, traceProgram } from './trace-program';
