import type { Steps } from '../machine/request';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import type { Value } from '../values/value';

/** What a job does, for the queues' pictures. */
export type JobKind =
  | 'PromiseReaction'
  | 'PromiseResolveThenable'
  | 'AwaitContinue'
  | 'AsyncGeneratorResume'
  | 'DynamicImport'
  | 'FinalizationCleanup'
  | 'Timeout'
  | 'Generic';

/** A job: an abstract closure that runs when the stack is empty. @spec sec-jobs */
export interface Job {
  readonly kind: JobKind;
  readonly realm: Realm | null;
  /** The guest function it calls, or the function whose context it resumes, as far as there is one. */
  readonly callback: JSObject | null;
  /** The promise whose settling queued it, or which it will resolve. */
  readonly promise: JSObject | null;
  readonly argument: Value;
  run(): Steps<Value>;
}
