import type { Agent } from '../agent';
import { native, twoWay } from '../builtins/define';
import { makeError, throwTypeError } from '../errors';
import { Frame } from '../machine/frame';
import { call, construct, ResumeMode, ResumeRequest, type Steps } from '../machine/request';
import type { Realm } from '../realm';
import type { Job, JobKind } from '../records/job';
import { JSObject, Kind, peek, touch } from '../values/object';
import { isObject, SLOW, Throw, type Value } from '../values/value';
import { describeValue } from './describe';
import { Get } from './internal-methods';
import { GetFunctionRealm, IsConstructor } from './object';
import { IsCallable } from './primitive';

export type PromiseState = 'pending' | 'fulfilled' | 'rejected';

/** Internal slots of a promise. @spec sec-properties-of-promise-instances */
export class PromiseData {
  state: PromiseState = 'pending';
  result: Value = undefined;
  /** Null once settled. */
  fulfillReactions: PromiseReaction[] | null = [];
  rejectReactions: PromiseReaction[] | null = [];
  handled = false;
}

/** Engine code that runs in a job with the settled promise's result. */
export type InternalHandler = (agent: Agent, value: Value) => Steps<Value>;

/** What a reaction runs: a guest function, an awaiting context to put back on the stack, or engine code. */
export type ReactionHandler = JSObject | Frame | InternalHandler | undefined;

/** @spec sec-promisereaction-records */
export class PromiseReaction {
  constructor(
    readonly capability: PromiseCapability | undefined,
    readonly type: 'Fulfill' | 'Reject',
    readonly handler: ReactionHandler,
    /** Where engine code given as handler runs. */
    readonly realm: Realm,
    /** `Agent.asyncContext` where the reaction was made. */
    readonly asyncContext: unknown,
  ) {}
}

/**
 * A promise and the means to settle it. For a promise the engine itself made (`functions` null) these need not be function
 * objects; they are made when somebody wants to see them.
 * @spec sec-promisecapability-records
 */
export class PromiseCapability {
  constructor(
    readonly promise: JSObject,
    private functions: { resolve: JSObject; reject: JSObject } | null,
    private readonly realm: Realm,
  ) {}

  /** Whether settling it needs no call. */
  get direct(): boolean {
    return this.functions === null;
  }

  get resolve(): JSObject {
    return (this.functions ??= CreateResolvingFunctions(this.realm, this.promise)).resolve;
  }

  get reject(): JSObject {
    return (this.functions ??= CreateResolvingFunctions(this.realm, this.promise)).reject;
  }
}

/** A fresh pending promise. */
export function newPromise(realm: Realm, proto: JSObject = realm.intrinsics.PromisePrototype): JSObject {
  const promise = new JSObject(proto.childShape(), Kind.Promise, new PromiseData());
  const { observer } = realm.agent;
  if (observer !== null) observer.promiseCreated(promise);
  return promise;
}

/** @spec sec-ispromise */
export function IsPromise(value: Value): value is JSObject {
  return isObject(value) && value.kind === Kind.Promise;
}

/** A capability for a fresh promise of the current realm's %Promise%. */
export function newIntrinsicCapability(agent: Agent): PromiseCapability {
  return new PromiseCapability(newPromise(agent.realm), null, agent.realm);
}

/** @spec sec-newpromisecapability */
export function* NewPromiseCapability(agent: Agent, C: Value): Steps<PromiseCapability> {
  // FAST-PATH: nobody can watch %Promise% run its own executor.
  if (C === agent.realm.intrinsics.Promise) return newIntrinsicCapability(agent);
  if (!IsConstructor(C)) throwTypeError(agent, `${describeValue(C)} is not a constructor`);
  const captured: { resolve: Value; reject: Value } = { resolve: undefined, reject: undefined };
  const executor = native(agent.realm, '', 2, capabilityExecutor, { captured });
  const promise = (yield construct(C, [executor])) as JSObject;
  const { resolve, reject } = captured;
  if (!IsCallable(resolve) || !IsCallable(reject)) {
    throwTypeError(agent, 'Promise resolve or reject function is not callable');
  }
  return new PromiseCapability(promise, { resolve, reject }, agent.realm);
}

function capabilityExecutor(agent: Agent, _this: Value, args: Value[], _newTarget: unknown, fn: JSObject): Value {
  const { captured } = fn.data;
  if (captured.resolve !== undefined || captured.reject !== undefined) {
    throwTypeError(agent, 'Promise executor has already been invoked with non-undefined arguments');
  }
  captured.resolve = args[0];
  captured.reject = args[1];
  return undefined;
}

interface ResolvingState {
  readonly promise: JSObject;
  alreadyResolved: boolean;
}

/** @spec sec-createresolvingfunctions */
export function CreateResolvingFunctions(realm: Realm, promise: JSObject): { resolve: JSObject; reject: JSObject } {
  const captured: ResolvingState = { promise, alreadyResolved: false };
  return {
    resolve: native(realm, '', 1, resolveFunctionBody, { captured }),
    reject: native(realm, '', 1, rejectFunctionBody, { captured }),
  };
}

/** @spec sec-promise-resolve-functions */
const resolveFunctionBody = twoWay(
  (agent, _this, args, _newTarget, fn) => {
    const state = fn.data.captured as ResolvingState;
    if (state.alreadyResolved) return undefined;
    if (resolvePromise(agent, state.promise, args[0]) === SLOW) return SLOW;
    state.alreadyResolved = true;
    return undefined;
  },
  function* (agent, _this, args, _newTarget, fn) {
    const state = fn.data.captured as ResolvingState;
    state.alreadyResolved = true;
    yield* resolvePromiseSteps(agent, state.promise, args[0]);
    return undefined;
  },
);

/** @spec sec-promise-reject-functions */
function rejectFunctionBody(agent: Agent, _this: Value, args: Value[], _newTarget: unknown, fn: JSObject): Value {
  const state = fn.data.captured as ResolvingState;
  if (state.alreadyResolved) return undefined;
  state.alreadyResolved = true;
  rejectPromise(agent, state.promise, args[0]);
  return undefined;
}

/**
 * Resolves `promise` as its resolve function would; SLOW, with nothing done, when looking up `then` needs guest code.
 * @spec sec-promise-resolve-functions
 */
export function resolvePromise(agent: Agent, promise: JSObject, resolution: Value): true | typeof SLOW {
  if (!isObject(resolution)) fulfillPromise(agent, promise, resolution);
  else if (resolution === promise) rejectSelfResolution(agent, promise);
  else {
    const then = peek(resolution, 'then');
    if (then === SLOW) return SLOW;
    adopt(agent, promise, resolution, then);
  }
  return true;
}

/** As {@link resolvePromise}, for every case. @spec sec-promise-resolve-functions */
export function* resolvePromiseSteps(agent: Agent, promise: JSObject, resolution: Value): Steps<void> {
  if (resolvePromise(agent, promise, resolution) !== SLOW) return;
  let then: Value;
  try {
    then = yield* Get(agent, resolution as JSObject, 'then');
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    rejectPromise(agent, promise, error.value);
    return;
  }
  adopt(agent, promise, resolution as JSObject, then);
}

function rejectSelfResolution(agent: Agent, promise: JSObject): void {
  const text = `Chaining cycle detected for promise ${describeValue(promise)}`;
  rejectPromise(agent, promise, makeError(agent, 'TypeError', text));
}

function adopt(agent: Agent, promise: JSObject, thenable: JSObject, then: Value): void {
  if (!IsCallable(then)) {
    fulfillPromise(agent, promise, thenable);
    return;
  }
  if (agent.observer !== null) agent.observer.promiseResolvedTo(promise, thenable);
  agent.hooks.enqueuePromiseJob(agent, NewPromiseResolveThenableJob(agent, promise, thenable, then));
}

/** @spec sec-fulfillpromise */
export function fulfillPromise(agent: Agent, promise: JSObject, value: Value): void {
  settle(agent, promise, 'fulfilled', value);
}

/** @spec sec-rejectpromise */
export function rejectPromise(agent: Agent, promise: JSObject, reason: Value): void {
  settle(agent, promise, 'rejected', reason);
}

function settle(agent: Agent, promise: JSObject, state: PromiseState, result: Value): void {
  const data = promise.data as PromiseData;
  const reactions = state === 'fulfilled' ? data.fulfillReactions : data.rejectReactions;
  data.state = state;
  data.result = result;
  data.fulfillReactions = null;
  data.rejectReactions = null;
  touch(promise);
  if (agent.observer !== null) agent.observer.promiseSettled(promise);
  if (state === 'rejected' && !data.handled) agent.hooks.promiseRejectionTracker(agent, promise, 'reject');
  if (reactions !== null && reactions.length > 0) TriggerPromiseReactions(agent, reactions, result, promise);
}

/** @spec sec-triggerpromisereactions */
export function TriggerPromiseReactions(
  agent: Agent,
  reactions: readonly PromiseReaction[],
  argument: Value,
  promise: JSObject,
): void {
  for (const reaction of reactions) {
    agent.hooks.enqueuePromiseJob(agent, NewPromiseReactionJob(agent, reaction, argument, promise));
  }
}

/** Realm of a callback's job: the callback's own, or the current one where that can't be told. */
function realmOfCallback(agent: Agent, callback: JSObject): Realm {
  try {
    return GetFunctionRealm(agent, callback);
  } catch (error) {
    if (!(error instanceof Throw)) throw error;
    return agent.realm;
  }
}

/** @spec sec-newpromisereactionjob */
export class PromiseReactionJob implements Job {
  readonly kind: JobKind;
  readonly callback: JSObject | null;

  constructor(
    private readonly agent: Agent,
    readonly reaction: PromiseReaction,
    readonly argument: Value,
    /** The promise whose settling queued the job. */
    readonly promise: JSObject,
    readonly realm: Realm | null,
  ) {
    const { handler } = reaction;
    this.kind = handler instanceof Frame ? 'AwaitContinue' : 'PromiseReaction';
    this.callback = handler instanceof Frame ? handler.fn : handler instanceof JSObject ? handler : null;
  }

  /** The promise the job will settle, if there is one. */
  get derived(): JSObject | null {
    return this.reaction.capability?.promise ?? null;
  }

  *run(): Steps<Value> {
    const { agent, argument } = this;
    const { capability, type, handler } = this.reaction;
    if (handler instanceof Frame) {
      yield new ResumeRequest(handler, type === 'Fulfill' ? ResumeMode.Next : ResumeMode.Throw, argument);
      return undefined;
    }
    let result: Value;
    try {
      if (handler === undefined) {
        if (type === 'Reject') throw new Throw(argument);
        result = argument;
      } else if (handler instanceof JSObject) result = yield call(handler, undefined, argument);
      else result = yield* handler(agent, argument);
    } catch (error) {
      if (!(error instanceof Throw) || capability === undefined) throw error;
      if (capability.direct) rejectPromise(agent, capability.promise, error.value);
      else yield call(capability.reject, undefined, error.value);
      return undefined;
    }
    if (capability !== undefined) yield* resolveCapability(agent, capability, result);
    return undefined;
  }
}

export function NewPromiseReactionJob(
  agent: Agent,
  reaction: PromiseReaction,
  argument: Value,
  promise: JSObject,
): PromiseReactionJob {
  const { handler } = reaction;
  let realm: Realm | null = null;
  if (handler instanceof Frame) realm = handler.realm;
  else if (handler instanceof JSObject) realm = realmOfCallback(agent, handler);
  else if (handler !== undefined) realm = reaction.realm;
  return new PromiseReactionJob(agent, reaction, argument, promise, realm);
}

/** Lets `promiseToResolve` follow a thenable, one job later. @spec sec-newpromiseresolvethenablejob */
export class PromiseResolveThenableJob implements Job {
  readonly kind: JobKind = 'PromiseResolveThenable';

  constructor(
    private readonly agent: Agent,
    /** The promise that will follow. */
    readonly promise: JSObject,
    /** The thenable. */
    readonly argument: JSObject,
    /** Its `then` method. */
    readonly callback: JSObject,
    readonly realm: Realm,
  ) {}

  *run(): Steps<Value> {
    const { agent, promise } = this;
    const { resolve, reject } = CreateResolvingFunctions(agent.realm, promise);
    try {
      yield call(this.callback, this.argument, resolve, reject);
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      yield call(reject, undefined, error.value);
    }
    return undefined;
  }
}

export function NewPromiseResolveThenableJob(
  agent: Agent,
  promiseToResolve: JSObject,
  thenable: JSObject,
  then: JSObject,
): PromiseResolveThenableJob {
  return new PromiseResolveThenableJob(agent, promiseToResolve, thenable, then, realmOfCallback(agent, then));
}

/** Calls the capability's resolve function, or does as it would. */
export function* resolveCapability(agent: Agent, capability: PromiseCapability, value: Value): Steps<void> {
  if (!capability.direct) yield call(capability.resolve, undefined, value);
  else if (resolvePromise(agent, capability.promise, value) === SLOW) {
    yield* resolvePromiseSteps(agent, capability.promise, value);
  }
}

/** Calls the capability's reject function, or does as it would. */
export function* rejectCapability(agent: Agent, capability: PromiseCapability, reason: Value): Steps<void> {
  if (!capability.direct) yield call(capability.reject, undefined, reason);
  else rejectPromise(agent, capability.promise, reason);
}

/** @spec sec-promise-resolve */
export function* PromiseResolve(agent: Agent, C: JSObject, value: Value): Steps<JSObject> {
  if (IsPromise(value) && (yield* Get(agent, value, 'constructor')) === C) return value;
  const capability = yield* NewPromiseCapability(agent, C);
  yield* resolveCapability(agent, capability, value);
  return capability.promise;
}

/** PromiseResolve with the current realm's %Promise%; SLOW, with nothing done, when guest code would run. @spec sec-promise-resolve */
export function promiseResolve(agent: Agent, value: Value): JSObject | typeof SLOW {
  const { realm } = agent;
  if (!isObject(value)) {
    const promise = newPromise(realm);
    fulfillPromise(agent, promise, value);
    return promise;
  }
  if (value.kind === Kind.Promise) {
    const C = peek(value, 'constructor');
    if (C === SLOW) return SLOW;
    if (C === realm.intrinsics.Promise) return value;
  }
  const then = peek(value, 'then');
  if (then === SLOW) return SLOW;
  const promise = newPromise(realm);
  adopt(agent, promise, value, then);
  return promise;
}

/** @spec sec-performpromisethen */
export function performPromiseThen(
  agent: Agent,
  promise: JSObject,
  onFulfilled: ReactionHandler,
  onRejected: ReactionHandler,
  capability?: PromiseCapability,
): void {
  const data = promise.data as PromiseData;
  const fulfill = new PromiseReaction(capability, 'Fulfill', onFulfilled, agent.realm, agent.asyncContext);
  const reject = new PromiseReaction(capability, 'Reject', onRejected, agent.realm, agent.asyncContext);
  if (data.state === 'pending') {
    data.fulfillReactions!.push(fulfill);
    data.rejectReactions!.push(reject);
    touch(promise);
  } else if (data.state === 'fulfilled') {
    agent.hooks.enqueuePromiseJob(agent, NewPromiseReactionJob(agent, fulfill, data.result, promise));
  } else {
    if (!data.handled) agent.hooks.promiseRejectionTracker(agent, promise, 'handle');
    agent.hooks.enqueuePromiseJob(agent, NewPromiseReactionJob(agent, reject, data.result, promise));
  }
  data.handled = true;
}
