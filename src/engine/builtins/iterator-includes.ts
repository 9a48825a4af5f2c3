import type { Agent } from '../agent';
import { errorThrow, throwRangeError } from '../errors';
import type { Steps } from '../machine/request';
import { SameValueZero } from '../operations/compare';
import { ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import {
  DONE,
  GetIteratorDirect,
  IteratorClose,
  IteratorCloseThrow,
  IteratorRecord,
  IteratorStepValue,
} from '../operations/iterator';
import type { Realm } from '../realm';
import type { Throw, Value } from '../values/value';
import { method } from './define';
import { requireIterator } from './iterator-helpers';

/** `Iterator.prototype.includes` and `join`. */
export function createIteratorIncludes(realm: Realm): void {
  const proto = realm.intrinsics.IteratorPrototype;
  /** @spec proposal-iterator-join#sec-iterator.prototype.join */
  method(realm, proto, 'join', 1, function* (agent, thisValue, [separator]): Steps<Value> {
    const iterator = requireIterator(agent, thisValue, 'join');
    const unread = new IteratorRecord(iterator, undefined);
    const between = separator === undefined ? ',' : yield* textOf(agent, unread, separator);
    const record = yield* GetIteratorDirect(agent, iterator);
    let text = '';
    for (let first = true; ; first = false) {
      const value = yield* IteratorStepValue(agent, record);
      if (value === DONE) return text;
      if (!first) text += between;
      if (value !== undefined && value !== null) text += yield* textOf(agent, record, value as Value);
      if (text.length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
    }
  });
  /** @spec proposal-iterator-includes#sec-iterator.prototype.includes */
  method(realm, proto, 'includes', 1, function* (agent, thisValue, [searchElement, skippedElements]) {
    const iterator = requireIterator(agent, thisValue, 'includes');
    const wrong = wrongSkip(agent, skippedElements);
    if (wrong !== null) return yield* IteratorCloseThrow(agent, new IteratorRecord(iterator, undefined), wrong);
    const record = yield* GetIteratorDirect(agent, iterator);
    let toSkip = (skippedElements as number | undefined) ?? 0;
    for (;;) {
      const value = yield* IteratorStepValue(agent, record);
      if (value === DONE) return false;
      if (toSkip > 0) toSkip--;
      else if (SameValueZero(value as Value, searchElement)) {
        yield* IteratorClose(agent, record);
        return true;
      }
    }
  });
}

/** ToString; if it throws, the iterator is closed. */
function* textOf(agent: Agent, record: IteratorRecord, value: Value): Steps<string> {
  try {
    return yield* ToString(agent, value);
  } catch (error) {
    return yield* IteratorCloseThrow(agent, record, error);
  }
}

/** The error about a count of elements to skip that is none, or null. */
function wrongSkip(agent: Agent, count: Value): Throw | null {
  if (count === undefined) return null;
  if (!Number.isInteger(count) && count !== Infinity && count !== -Infinity) {
    return errorThrow(agent, 'TypeError', `${describeValue(count)} is not an integer`);
  }
  const number = count as number;
  if (number >= 0 && (number <= Number.MAX_SAFE_INTEGER || number === Infinity)) return null;
  return errorThrow(agent, 'RangeError', `${describeValue(count)} must be positive`);
}
