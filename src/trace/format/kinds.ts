/** What a step is. The numbers are part of the format: append only. */
export const STEP_KINDS = [
  'start',
  'statement',
  'call',
  'return',
  'unwind',
  'throw',
  'catch',
  'await',
  'yield',
  'generator-created',
  'resume',
  'builtin',
  'job-queued',
  'job-started',
  'job-finished',
  'job-dropped',
  'checkpoint-began',
  'checkpoint-ended',
  'timer-set',
  'timer-fired',
  'timer-cleared',
  'promise-settled',
  'promise-followed',
  'printed',
  'phase',
  'rendered',
  'message-sent',
  'message-received',
  'agent-created',
  'agent-ended',
  'agent-blocked',
  'agent-woken',
  'realm-created',
  'error-reported',
  'not-modelled',
  'ended',
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

export const KIND_NUMBER: Readonly<Record<StepKind, number>> = Object.fromEntries(
  STEP_KINDS.map((kind, i) => [kind, i]),
) as Record<StepKind, number>;

/** How a value is stored: a tag and a number. */
export const enum Tag {
  Undefined,
  Null,
  False,
  True,
  /** Index into the number table. */
  Number,
  /** Index into the text table. */
  String,
  BigInt,
  Symbol,
  /** Number of a heap object. */
  Object,
  Function,
  Uninitialized,
  /** The property or binding isn't there (any more). */
  Absent,
}
