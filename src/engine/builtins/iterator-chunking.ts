import type { Agent } from '../agent';
import { errorThrow } from '../errors';
import type { Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import {
  DONE,
  GetIteratorDirect,
  IteratorClose,
  IteratorCloseThrow,
  IteratorRecord,
  IteratorStepValue,
} from '../operations/iterator';
import { createArray } from '../operations/object';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import type { Throw, Value } from '../values/value';
import { method } from './define';
import { makeHelper, requireIterator } from './iterator-helpers';

/** `Iterator.prototype.chunks` and `windows`. */
export function createIteratorChunking(realm: Realm): void {
  const proto = realm.intrinsics.IteratorPrototype;
  /** @spec proposal-iterator-chunking#sec-iterator.prototype.chunks */
  method(realm, proto, 'chunks', 1, function* (agent, thisValue, [size]) {
    const iterator = requireIterator(agent, thisValue, 'chunks');
    const wrong = wrongSize(agent, size);
    if (wrong !== null) return yield* refuse(agent, iterator, wrong);
    const record = yield* GetIteratorDirect(agent, iterator);
    let ended = false;
    const step = function* (current: Agent): Steps<Value | typeof DONE> {
      const chunk: Value[] = [];
      while (!ended && chunk.length < (size as number)) {
        const value = yield* IteratorStepValue(current, record);
        if (value === DONE) ended = true;
        else chunk.push(value as Value);
      }
      return chunk.length === 0 ? DONE : createArray(current.realm, chunk);
    };
    return makeHelper(agent, record, step, (current) => closeUnlessEnded(current, record, ended));
  });
  /** @spec proposal-iterator-chunking#sec-iterator.prototype.windows */
  method(realm, proto, 'windows', 1, function* (agent, thisValue, [size, undersized]) {
    const iterator = requireIterator(agent, thisValue, 'windows');
    const wrong = wrongSize(agent, size) ?? wrongUndersized(agent, undersized);
    if (wrong !== null) return yield* refuse(agent, iterator, wrong);
    const record = yield* GetIteratorDirect(agent, iterator);
    const window: Value[] = [];
    let ended = false;
    const step = function* (current: Agent): Steps<Value | typeof DONE> {
      while (!ended) {
        const value = yield* IteratorStepValue(current, record);
        if (value === DONE) {
          ended = true;
          const partial = undersized === 'allow-partial' && window.length > 0 && window.length < (size as number);
          return partial ? createArray(current.realm, window) : DONE;
        }
        if (window.length === size) window.shift();
        window.push(value as Value);
        if (window.length === size) return createArray(current.realm, window.slice());
      }
      return DONE;
    };
    return makeHelper(agent, record, step, (current) => closeUnlessEnded(current, record, ended));
  });
}

/** The error about a size that is not an integral Number from 1 to 2³² - 1, or null. */
function wrongSize(agent: Agent, size: Value): Throw | null {
  if (!Number.isInteger(size)) return errorThrow(agent, 'TypeError', `${describeValue(size)} is not an integer`);
  if ((size as number) >= 1 && (size as number) < 2 ** 32) return null;
  return errorThrow(agent, 'RangeError', `${describeValue(size)} must be positive and less than 2 ** 32`);
}

function wrongUndersized(agent: Agent, undersized: Value): Throw | null {
  if (undersized === undefined || undersized === 'only-full' || undersized === 'allow-partial') return null;
  return errorThrow(agent, 'TypeError', `${describeValue(undersized)} is neither "only-full" nor "allow-partial"`);
}

/** Once its end was met, an iterator is not closed, though the last values may still be on show. */
function* closeUnlessEnded(agent: Agent, record: IteratorRecord, ended: boolean): Steps<void> {
  if (!ended) yield* IteratorClose(agent, record);
}

function refuse(agent: Agent, iterator: JSObject, error: Throw): Steps<never> {
  return IteratorCloseThrow(agent, new IteratorRecord(iterator, undefined), error);
}
