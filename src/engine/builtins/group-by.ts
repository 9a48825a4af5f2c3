import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToPropertyKey } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { DONE, GetIterator, IteratorCloseThrow, IteratorStepValue } from '../operations/iterator';
import { IsCallable, toPropertyKeyPrimitive } from '../operations/primitive';
import { isObject, type PropertyKey, type Value } from '../values/value';

export function groupBy(
  agent: Agent,
  items: Value,
  callbackFn: Value,
  coercion: 'property',
): Steps<Map<PropertyKey, Value[]>>;
export function groupBy(
  agent: Agent,
  items: Value,
  callbackFn: Value,
  coercion: 'collection',
): Steps<Map<Value, Value[]>>;
/**
 * Groups in order of first appearance; for `property` the keys are canonical property keys.
 * @spec sec-groupby
 */
export function* groupBy(
  agent: Agent,
  items: Value,
  callbackFn: Value,
  coercion: 'property' | 'collection',
): Steps<Map<any, Value[]>> {
  if (items === undefined || items === null) {
    throwTypeError(agent, `${coercion === 'property' ? 'Object' : 'Map'}.groupBy called on null or undefined`);
  }
  if (!IsCallable(callbackFn)) throwTypeError(agent, `${describeValue(callbackFn)} is not a function`);
  const groups = new Map<Value | PropertyKey, Value[]>();
  const iterator = yield* GetIterator(agent, items);
  for (let k = 0; ; k++) {
    const value = yield* IteratorStepValue(agent, iterator);
    if (value === DONE) return groups;
    try {
      let key: Value | PropertyKey = yield call(callbackFn, undefined, value as Value, k);
      if (coercion === 'property') key = isObject(key) ? yield* ToPropertyKey(agent, key) : toPropertyKeyPrimitive(key);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value as Value]);
      else group.push(value as Value);
    } catch (error) {
      yield* IteratorCloseThrow(agent, iterator, error);
    }
  }
}
