import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { describeKey, describeValue } from '../operations/describe';
import { CreateIterResultObject, GetIteratorFlattenable, type IteratorRecord } from '../operations/iterator';
import {
  CreateDataPropertyOrThrow,
  GetMethod,
  OrdinaryCreateFromConstructor,
  OrdinaryHasInstance,
  objectGetOwnProperty,
  Set as SetProperty,
} from '../operations/object';
import type { Realm } from '../realm';
import { Accessor, JSObject, Kind, setHidden } from '../values/object';
import { ACCESSOR, C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type PropertyKey, type Value } from '../values/value';
import { constructorFunction, method, native, plainObject } from './define';
import { createIteratorConcat, createIteratorMethods } from './iterator-helpers';
import { throwIncompatible, throwRequiresNew } from './receiver';

/** Internal slots of what `Iterator.from` wraps around a foreign iterator. @spec sec-wrapforvaliditeratorprototype-object */
interface WrapData {
  readonly kind: 'wrap-for-valid';
  readonly record: IteratorRecord;
}

/** `Iterator`, its prototype, and the prototypes of helpers and wrappers. @spec sec-iterator-objects */
export function createIterator(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.IteratorPrototype = proto;
  /** @spec sec-iterator */
  const iteratorFunction = constructorFunction(
    realm,
    'Iterator',
    0,
    function* (agent, _this, _args, newTarget, fn) {
      if (newTarget === undefined) throwRequiresNew(agent, 'Iterator');
      if (newTarget === fn) throwTypeError(agent, 'Abstract class Iterator not directly constructable');
      return yield* OrdinaryCreateFromConstructor(agent, newTarget, 'IteratorPrototype');
    },
    proto,
  );
  intrinsics.Iterator = iteratorFunction;

  /** @spec sec-iterator.from */
  method(realm, iteratorFunction, 'from', 1, function* (agent, _this, args) {
    const record = yield* GetIteratorFlattenable(agent, args[0], 'iterate-string-primitives', 'Iterator.from');
    if (yield* OrdinaryHasInstance(agent, agent.realm.intrinsics.Iterator, record.iterator)) return record.iterator;
    const data: WrapData = { kind: 'wrap-for-valid', record };
    return new JSObject(agent.realm.intrinsics.WrapForValidIteratorPrototype.childShape(), Kind.Iterator, data);
  });
  if (realm.agent.hooks.library !== 'V8 13') createIteratorConcat(realm, iteratorFunction);

  createIteratorMethods(realm, proto);
  /** @spec sec-iterator.prototype-%symbol.iterator% */
  method(realm, proto, wellKnown.iterator, 0, (_agent, thisValue) => thisValue);
  /** @spec sec-iterator.prototype-%symbol.tostringtag% */
  weirdAccessor(realm, proto, wellKnown.toStringTag, 'Iterator');
  /** @spec sec-iterator.prototype-%symbol.dispose% */
  method(realm, proto, wellKnown.dispose, 0, function* (agent, thisValue) {
    const close = yield* GetMethod(agent, thisValue, 'return');
    if (close !== undefined) yield call(close, thisValue);
    return undefined;
  });
  /** @spec sec-iterator.prototype.constructor */
  weirdAccessor(realm, proto, 'constructor', iteratorFunction);

  const wrap = plainObject(realm, proto);
  intrinsics.WrapForValidIteratorPrototype = wrap;
  /** @spec sec-wrapforvaliditeratorprototype.next */
  method(realm, wrap, 'next', 0, function* (agent, thisValue) {
    const { iterator, nextMethod } = wrapped(agent, thisValue, 'next');
    return yield call(nextMethod, iterator);
  });
  /** @spec sec-wrapforvaliditeratorprototype.return */
  method(realm, wrap, 'return', 0, function* (agent, thisValue) {
    const { iterator } = wrapped(agent, thisValue, 'return');
    const close = yield* GetMethod(agent, iterator, 'return');
    if (close === undefined) return CreateIterResultObject(agent.realm, undefined, true);
    return yield call(close, iterator);
  });
}

function wrapped(agent: Agent, value: Value, name: string): IteratorRecord {
  if (isObject(value) && value.kind === Kind.Iterator && value.data.kind === 'wrap-for-valid') {
    return (value.data as WrapData).record;
  }
  return throwIncompatible(agent, value, `%WrapForValidIteratorPrototype%.${name}`);
}

/** An accessor that behaves as a data property would, except that the prototype itself keeps its value. */
function weirdAccessor(realm: Realm, home: JSObject, key: string | symbol, value: Value): void {
  const name = typeof key === 'symbol' ? `[${key.description}]` : key;
  const full = `Iterator.prototype${typeof key === 'symbol' ? name : `.${name}`}`;
  const getter = native(realm, `get ${name}`, 0, () => value);
  const setter = native(realm, `set ${name}`, 1, function* (agent, thisValue, args) {
    yield* SetterThatIgnoresPrototypeProperties(agent, thisValue, home, key, args[0], full);
    return undefined;
  });
  setHidden(home, key, new Accessor(getter, setter), C | ACCESSOR);
}

/** @spec sec-setter-that-ignores-prototype-properties */
export function* SetterThatIgnoresPrototypeProperties(
  agent: Agent,
  thisValue: Value,
  home: JSObject,
  key: PropertyKey,
  value: Value,
  name: string,
): Steps<void> {
  if (!isObject(thisValue)) throwTypeError(agent, `set ${name} called on non-object`);
  if (thisValue === home) {
    const place = `object '${describeValue(home)}'`;
    throwTypeError(agent, `Cannot assign to read only property '${describeKey(key)}' of ${place}`);
  }
  if ((yield* objectGetOwnProperty(agent, thisValue, key)) === undefined) {
    yield* CreateDataPropertyOrThrow(agent, thisValue, key, value);
  } else yield* SetProperty(agent, thisValue, key, value, true);
}
