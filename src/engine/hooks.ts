import type { Source } from '../syntax';
import type { Agent } from './agent';
import type { Steps } from './machine/request';
import type { ModuleRecord } from './modules/module';
import type { Realm } from './realm';
import type { Job } from './records/job';
import type { JSObject } from './values/object';

/** The standard's Host* operations, and the few facts about the outside the engine may ask for. */
export interface HostHooks {
  /** @spec sec-hostenqueuepromisejob */
  enqueuePromiseJob(agent: Agent, job: Job): void;
  /** @spec sec-host-promise-rejection-tracker */
  promiseRejectionTracker(agent: Agent, promise: JSObject, operation: 'reject' | 'handle'): void;
  /** Throws a `Throw` to forbid. @spec sec-hostensurecancompilestrings */
  ensureCanCompileStrings(agent: Agent, realm: Realm): void;
  /**
   * Loads and links nothing: finds the record, or throws a `Throw`. `dynamic`: for an `import()`.
   * @spec sec-HostLoadImportedModule
   */
  loadImportedModule(
    agent: Agent,
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: Map<string, string>,
    dynamic: boolean,
  ): Steps<ModuleRecord>;
  /**
   * Queues the rest of an `import()` until its module has been fetched. False: there is nothing to wait for.
   * @spec sec-HostLoadImportedModule
   */
  fetchImportedModule?(agent: Agent, referrer: ModuleRecord | null, specifier: string, rest: Job): boolean;
  /** The module record standing for a script or CommonJS file as a referrer. @spec sec-getactivescriptormodule */
  referrerOf?(agent: Agent, source: Source): ModuleRecord | null;
  /** @spec sec-hostgetimportmetaproperties */
  importMetaProperties(agent: Agent, module: ModuleRecord, meta: JSObject): void;
  /** A realm has its intrinsics and its global object: the host adds what it provides of the standard. */
  realmCreated?(realm: Realm): void;
  /** @spec proposal-shadowrealm#sec-hostinitializeshadowrealm */
  initializeShadowRealm?(agent: Agent, realm: Realm): void;
  /** @spec sec-host-cleanup-finalization-registry */
  enqueueFinalizationRegistryCleanupJob(agent: Agent, registry: JSObject): void;
  /** @spec sec-hostenqueuegenericjob */
  enqueueGenericJob(agent: Agent, job: Job): void;
  /** Milliseconds of virtual time. @spec sec-hostenqueuetimeoutjob */
  enqueueTimeoutJob(agent: Agent, job: Job, milliseconds: number): void;
  /** Virtual wall clock in milliseconds since 1970 UTC; each reading moves it on a little. */
  currentTime(agent: Agent): number;
  /** Seeded, in [0, 1). */
  random(agent: Agent): number;
  /** Offset of local time from UTC, in minutes, at a UTC time value. */
  timeZoneOffset(utc: number): number;
  /**
   * The V8 whose intrinsics realms have, in its order: Node 24 carries version 13, Chromium of 2026 version 15. Without it, all that
   * is in the standard.
   */
  readonly library?: 'V8 13' | 'V8 15' | undefined;
  /** Whether realms also have what TC39 has only proposed; a host that stands for a real one has what that has. */
  readonly proposals?: boolean;
  readonly timeZoneName: string;
  readonly locale: string;
  /**
   * An operation begins of which nobody can say how long it takes, and that nothing can interrupt: a match of a regular
   * expression. May throw LimitReached.
   */
  operationBegins?(agent: Agent): void;
  operationEnded?(): void;
  /** Something the standard has and Loopscope hasn't; reported at the current line, never silently. */
  notModelled(agent: Agent, what: string): void;
  /** Lines a real host's stack traces end with: its own functions below the guest's (`node:internal/…`). */
  stackTraceTail(agent: Agent): readonly string[];
  /** The lines that stand for a built-in of the host in stack traces; without them it has one of its own. */
  stackTraceOf?(fn: JSObject): readonly string[] | null;
  /** Whether functions of this source leave no line in stack traces. */
  isLeftOutOfTraces?(source: string): boolean;
  /** Whether an error's `stack` begins with the message it was made with, or the one it has when `stack` is first read. */
  readonly stackMessage: 'captured' | 'current';
  /** The V8 whose words errors have: Node 20 carries version 11, browsers of today have those of 13 and later. */
  readonly wording: 'V8 11' | 'V8 13';
  /** Where V8 does otherwise than the standard, follow the standard: for conformance tests. Hosts show what V8 does. */
  readonly followsStandard?: boolean;
}
