import {
  type Agent,
  type Job,
  type JSObject,
  type ModuleRecord,
  type Realm,
  SourceTextModule,
  type Steps,
} from '../../engine';
import { HtmlEventLoop } from './event-loop';
import type { ScriptEnvironment } from './script-environment';

/** An event loop that runs scripts of one or more globals, which share its agent. */
export abstract class ScriptHost extends HtmlEventLoop {
  /** Its globals, the first one first. */
  readonly environments: ScriptEnvironment[] = [];

  private environmentOf(realm: Realm): ScriptEnvironment {
    return (realm.host as ScriptEnvironment | null) ?? this.environments[0]!;
  }

  private loading(agent: Agent, referrer: ModuleRecord | null): ScriptEnvironment {
    return this.environmentOf(referrer instanceof SourceTextModule ? referrer.realm : agent.realm);
  }

  loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
  ): Steps<ModuleRecord> {
    return this.loading(agent, referrer).loadImportedModule(agent, referrer, specifier, attributes);
  }

  fetchImportedModule(agent: Agent, referrer: ModuleRecord | null, specifier: string, rest: Job): boolean {
    return this.loading(agent, referrer).fetchImportedModule(referrer, specifier, rest);
  }

  importMetaProperties(_agent: Agent, module: ModuleRecord, meta: JSObject): void {
    this.environmentOf(module.realm).importMetaProperties(module, meta);
  }

  promiseRejectionTracker(agent: Agent, promise: JSObject, operation: 'reject' | 'handle'): void {
    this.environmentOf(agent.realm).rejectionChanged(promise, operation);
  }

  protected *notifyRejectedPromises(): Steps<void> {
    for (const environment of this.environments) yield* environment.notifyRejectedPromises();
  }

  reportException(error: unknown): Steps<void> {
    return this.environments[0]!.reportException(error);
  }

  override enqueueGenericJob(_agent: Agent, job: Job): void {
    this.queueTask('shared memory', 'waitAsync', job.callback, () => job.run());
  }

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    this.queueTask('timer', 'timeout', job.callback, () => job.run(), milliseconds);
  }
}
