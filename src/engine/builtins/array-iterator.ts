import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { CreateIterResultObject } from '../operations/iterator';
import { createArray, LengthOfArrayLike } from '../operations/object';
import { ToObject } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { elementAt, getElement } from './array-elements';
import { constant, method, plainObject, twoWay } from './define';
import { throwIncompatible } from './receiver';
import { typedArrayLength } from './typed-array-access';

export type IterationKind = 'key' | 'value' | 'key+value';

/** Internal slots of an array iterator; `target` is null once it ended. @spec sec-array-iterator-objects */
export class ArrayIteratorData {
  readonly kind = 'array';
  index = 0;
  constructor(
    public target: JSObject | null,
    readonly what: IterationKind,
  ) {}
}

/** @spec sec-createarrayiterator */
export function CreateArrayIterator(realm: Realm, target: JSObject, what: IterationKind): JSObject {
  const proto = realm.intrinsics.ArrayIteratorPrototype;
  return new JSObject(proto.childShape(), Kind.Iterator, new ArrayIteratorData(target, what));
}

export function createArrayIterators(realm: Realm, proto: JSObject): void {
  const { intrinsics } = realm;
  const iteratorPrototype = plainObject(realm, intrinsics.IteratorPrototype);
  intrinsics.ArrayIteratorPrototype = iteratorPrototype;
  intrinsics.ArrayIteratorPrototypeNext = method(realm, iteratorPrototype, 'next', 0, twoWay(nextFast, next));
  constant(iteratorPrototype, wellKnown.toStringTag, 'Array Iterator', C);

  const iteratorMethod = (name: string, what: IterationKind): JSObject =>
    method(realm, proto, name, 0, (agent, thisValue) =>
      CreateArrayIterator(agent.realm, ToObject(agent, thisValue), what),
    );
  /** @spec sec-array.prototype.keys */
  iteratorMethod('keys', 'key');
  /** @spec sec-array.prototype.entries */
  iteratorMethod('entries', 'key+value');
  /** @spec sec-array.prototype.values */
  intrinsics.ArrayPrototypeValues = iteratorMethod('values', 'value');
  /** @spec sec-array.prototype-%symbol.iterator% */
  setHidden(proto, wellKnown.iterator, intrinsics.ArrayPrototypeValues, WC);
}

function iteratorData(agent: Agent, value: Value): ArrayIteratorData {
  if (isObject(value) && value.data instanceof ArrayIteratorData) return value.data;
  return throwIncompatible(agent, value, 'Array Iterator.prototype.next');
}

function result(agent: Agent, data: ArrayIteratorData, index: number, value: Value): JSObject {
  data.index = index + 1;
  const what = data.what === 'value' ? value : data.what === 'key' ? index : createArray(agent.realm, [index, value]);
  return CreateIterResultObject(agent.realm, what, false);
}

function end(agent: Agent, data: ArrayIteratorData): JSObject {
  data.target = null;
  return CreateIterResultObject(agent.realm, undefined, true);
}

function nextFast(agent: Agent, thisValue: Value): Value {
  const data = iteratorData(agent, thisValue);
  const { target, index } = data;
  if (target === null) return end(agent, data);
  if (target.kind !== Kind.Array) return SLOW;
  if (index >= target.length) return end(agent, data);
  const value = data.what === 'key' ? undefined : elementAt(target, index);
  return value === SLOW ? SLOW : result(agent, data, index, value);
}

/** @spec sec-%arrayiteratorprototype%.next */
function* next(agent: Agent, thisValue: Value): Steps<Value> {
  const data = iteratorData(agent, thisValue);
  const { target, index } = data;
  if (target === null) return end(agent, data);
  let length: number;
  if (target.kind === Kind.TypedArray) {
    length = typedArrayLength(target);
    if (length < 0) throwTypeError(agent, 'Cannot perform Array Iterator.prototype.next on a detached ArrayBuffer');
  } else length = yield* LengthOfArrayLike(agent, target);
  if (index >= length) return end(agent, data);
  data.index = index + 1;
  return result(agent, data, index, data.what === 'key' ? undefined : yield* getElement(agent, target, index));
}
