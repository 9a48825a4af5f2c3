import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { ToIntegerOrInfinity, ToString } from '../operations/conversion';
import { CreateIterResultObject } from '../operations/iterator';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { constant, method, plainObject } from './define';
import { IntlData, intlData, toGuest } from './intl-data';
import { throwIncompatible } from './receiver';

/** Internal slots of a segment iterator. */
class SegmentIteratorData {
  readonly kind = 'segment';
  constructor(readonly iterator: Iterator<Intl.SegmentData>) {}
}

/** Segmenter.prototype.segment and what it gives. @spec sup-intl.segmenter */
export function createSegments(realm: Realm): void {
  const segmentsProto = plainObject(realm);
  const iteratorProto = plainObject(realm, realm.intrinsics.IteratorPrototype);
  method(
    realm,
    realm.intrinsics.IntlSegmenterPrototype!,
    'segment',
    1,
    function* (agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
      const { host } = intlData(agent, thisValue, 'Segmenter', 'Intl.Segmenter.prototype.segment');
      const segments = host.segment(yield* ToString(agent, args[0]));
      return new JSObject(segmentsProto.childShape(), Kind.Host, new IntlData('Segments', segments));
    },
  );
  method(realm, segmentsProto, 'containing', 1, function* (agent, thisValue, args): Steps<Value> {
    const { host } = intlData(agent, thisValue, 'Segments', '%SegmentsPrototype%.containing');
    return toGuest(agent.realm, host.containing(yield* ToIntegerOrInfinity(agent, args[0])));
  });
  method(realm, segmentsProto, wellKnown.iterator, 0, (agent, thisValue) => {
    const { host } = intlData(agent, thisValue, 'Segments', '%SegmentsPrototype%[Symbol.iterator]');
    const data = new SegmentIteratorData(host[Symbol.iterator]());
    return new JSObject(iteratorProto.childShape(), Kind.Iterator, data);
  });
  method(realm, iteratorProto, 'next', 0, (agent, thisValue) => {
    const data = isObject(thisValue) ? thisValue.data : null;
    if (!(data instanceof SegmentIteratorData)) {
      throwIncompatible(agent, thisValue, '%SegmentIterator.prototype%.next');
    }
    const step = data.iterator.next();
    if (step.done) return CreateIterResultObject(agent.realm, undefined, true);
    return CreateIterResultObject(agent.realm, toGuest(agent.realm, step.value), false);
  });
  constant(iteratorProto, wellKnown.toStringTag, 'Segmenter String Iterator', C);
}
