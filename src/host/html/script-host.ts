import type { Agent, Job, JSObject, ModuleRecord, Realm, Steps } from '../../engine';
import type { Source } from '../../syntax';
import { HtmlEventLoop } from './event-loop';
import { NETWORK_LATENCY } from './page-facts';
import type { ScriptEnvironment } from './script-environment';

/** An event loop that runs scripts of one or more globals, which share its agent. */
export abstract class ScriptHost extends HtmlEventLoop {
  /** Its globals, the first one first. */
  readonly environments: ScriptEnvironment[] = [];

  private environmentOf(realm: Realm): ScriptEnvironment {
    return (realm.host as ScriptEnvironment | null) ?? this.environments[0]!;
  }

  private loading(agent: Agent, referrer: ModuleRecord | null): ScriptEnvironment {
    return this.environmentOf(referrer === null ? agent.realm : referrer.realm);
  }

  loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
    dynamic: boolean,
  ): Steps<ModuleRecord> {
    return this.loading(agent, referrer).modules.loadImported(referrer, specifier, attributes, dynamic);
  }

  referrerOf(agent: Agent, source: Source): ModuleRecord | null {
    return this.environmentOf(agent.realm).modules.referrerFor(source);
  }

  fetchImportedModule(agent: Agent, referrer: ModuleRecord | null, specifier: string, rest: Job): boolean {
    const environment = this.loading(agent, referrer);
    if (environment.modules.isFetched(referrer, specifier)) return false;
    environment.queueTask('networking', 'import()', null, () => rest.run(), NETWORK_LATENCY);
    return true;
  }

  importMetaProperties(_agent: Agent, module: ModuleRecord, meta: JSObject): void {
    this.environmentOf(module.realm).modules.describe(module, meta);
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
