import type { Agent } from '../agent';
import { makeError, throwReferenceError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { type AsyncSteps, runAsyncSteps } from '../operations/async-steps';
import { describeValue } from '../operations/describe';
import {
  AddDisposableResource,
  type DisposableResource,
  type DisposeHint,
  DisposeResources,
  disposeSynchronously,
} from '../operations/disposal';
import { IsCallable, OrdinaryCreateFromConstructor } from '../operations/object';
import { newIntrinsicCapability, rejectPromise } from '../operations/promise';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden, touch } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, native, plainObject, reserveOrder } from './define';
import { throwIncompatible, throwRequiresNew } from './receiver';

/** Internal slots of a DisposableStack or AsyncDisposableStack. */
export class DisposableStackData {
  disposed = false;
  constructor(
    readonly name: StackName,
    public resources: DisposableResource[] = [],
  ) {}
}

type StackName = 'DisposableStack' | 'AsyncDisposableStack';

/** @spec sec-disposablestack-objects @spec sec-asyncdisposablestack-objects */
export function createDisposableStack(realm: Realm): void {
  createStack(realm, 'DisposableStack', 'sync-dispose');
  createStack(realm, 'AsyncDisposableStack', 'async-dispose');
}

function createStack(realm: Realm, name: StackName, hint: DisposeHint): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  const intrinsic = `${name}Prototype`;
  intrinsics[intrinsic] = proto;
  /**
   * @spec sec-disposablestack
   * @spec sec-asyncdisposablestack
   */
  intrinsics[name] = constructorFunction(
    realm,
    name,
    0,
    function* (agent, _this, _args, newTarget) {
      if (newTarget === undefined) throwRequiresNew(agent, name);
      const data = new DisposableStackData(name);
      return yield* OrdinaryCreateFromConstructor(agent, newTarget, intrinsic, Kind.DisposableStack, data);
    },
    proto,
  );

  /** The stack's data; adding to a disposed one is an error. */
  const openData = (agent: Agent, value: Value, called: string): DisposableStackData => {
    const data = dataOf(agent, value, name, called);
    if (data.disposed) {
      throwReferenceError(agent, `Cannot call ${name}.prototype.${called} on an already-disposed DisposableStack`);
    }
    touch(value as JSObject);
    return data;
  };

  reserveOrder(proto, `use ${hint === 'sync-dispose' ? 'dispose' : 'disposeAsync'} adopt defer move`);
  /**
   * @spec sec-disposablestack.prototype.adopt
   * @spec sec-asyncdisposablestack.prototype.adopt
   */
  method(realm, proto, 'adopt', 2, (agent, thisValue, args) => {
    const data = openData(agent, thisValue, 'adopt');
    const [value, onDispose] = args;
    if (!IsCallable(onDispose)) throwTypeError(agent, `${describeValue(onDispose)} is not a function`);
    const dispose = native(agent.realm, '', 0, function* (): Steps<Value> {
      return yield call(onDispose, undefined, value);
    });
    data.resources.push({ value: undefined, hint, method: dispose });
    return value;
  });
  /**
   * @spec sec-disposablestack.prototype.defer
   * @spec sec-asyncdisposablestack.prototype.defer
   */
  method(realm, proto, 'defer', 1, (agent, thisValue, args) => {
    const data = openData(agent, thisValue, 'defer');
    const onDispose = args[0];
    if (!IsCallable(onDispose)) throwTypeError(agent, `${describeValue(onDispose)} is not a function`);
    data.resources.push({ value: undefined, hint, method: onDispose });
    return undefined;
  });
  const dispose = hint === 'sync-dispose' ? createDispose(realm, proto) : createDisposeAsync(realm, proto);
  /**
   * @spec sec-get-disposablestack.prototype.disposed
   * @spec sec-get-asyncdisposablestack.prototype.disposed
   */
  accessor(realm, proto, 'disposed', (agent, thisValue) => dataOf(agent, thisValue, name, 'disposed', 'get ').disposed);
  /**
   * @spec sec-disposablestack.prototype.move
   * @spec sec-asyncdisposablestack.prototype.move
   */
  method(realm, proto, 'move', 0, (agent, thisValue) => {
    const data = openData(agent, thisValue, 'move');
    const moved = new DisposableStackData(name, data.resources);
    data.resources = [];
    data.disposed = true;
    return new JSObject(agent.realm.intrinsics[intrinsic].childShape(), Kind.DisposableStack, moved);
  });
  /**
   * @spec sec-disposablestack.prototype.use
   * @spec sec-asyncdisposablestack.prototype.use
   */
  method(realm, proto, 'use', 1, function* (agent, thisValue, args) {
    const data = openData(agent, thisValue, 'use');
    yield* AddDisposableResource(agent, data.resources, args[0], hint);
    return args[0];
  });
  setHidden(proto, hint === 'sync-dispose' ? wellKnown.dispose : wellKnown.asyncDispose, dispose, WC);
  constant(proto, wellKnown.toStringTag, name, C);
}

function dataOf(agent: Agent, value: Value, name: StackName, called: string, sort = ''): DisposableStackData {
  if (isObject(value) && value.data instanceof DisposableStackData && value.data.name === name) return value.data;
  return throwIncompatible(agent, value, `${sort}${name}.prototype.${called}`);
}

/** @spec sec-disposablestack.prototype.dispose */
function createDispose(realm: Realm, proto: JSObject): JSObject {
  return method(realm, proto, 'dispose', 0, function* (agent, thisValue) {
    const data = dataOf(agent, thisValue, 'DisposableStack', 'dispose');
    if (data.disposed) return undefined;
    data.disposed = true;
    touch(thisValue as JSObject);
    const failure = yield* disposeSynchronously(agent, data.resources);
    if (failure !== undefined) throw failure;
    return undefined;
  });
}

/** @spec sec-asyncdisposablestack.prototype.disposeAsync */
function createDisposeAsync(realm: Realm, proto: JSObject): JSObject {
  return method(realm, proto, 'disposeAsync', 0, function* (agent, thisValue) {
    const capability = newIntrinsicCapability(agent);
    const valid =
      isObject(thisValue) &&
      thisValue.data instanceof DisposableStackData &&
      thisValue.data.name === 'AsyncDisposableStack';
    if (!valid) {
      rejectPromise(
        agent,
        capability.promise,
        makeError(agent, 'TypeError', 'Receiver is not an AsyncDisposableStack'),
      );
      return capability.promise;
    }
    touch(thisValue);
    return yield* runAsyncSteps(agent, capability, disposeStack(agent, thisValue.data));
  });
}

function* disposeStack(agent: Agent, data: DisposableStackData): AsyncSteps<Value> {
  if (data.disposed) return undefined;
  data.disposed = true;
  const failure = yield* DisposeResources(agent, data.resources);
  if (failure !== undefined) throw failure;
  return undefined;
}
