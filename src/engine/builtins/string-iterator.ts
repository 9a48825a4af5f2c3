import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { CreateIterResultObject } from '../operations/iterator';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { constant, method, plainObject, twoWay } from './define';
import { throwIncompatible } from './receiver';
import { thisText } from './string-methods';

/** Internal slots of a string iterator. */
export class StringIteratorData {
  readonly kind = 'string';
  position = 0;
  constructor(readonly text: string) {}
}

/** @spec sec-string-iterator-objects */
export function createStringIterator(realm: Realm, proto: JSObject): void {
  const { intrinsics } = realm;
  const iteratorProto = plainObject(realm, intrinsics.IteratorPrototype);
  intrinsics.StringIteratorPrototype = iteratorProto;
  /** @spec sec-%stringiteratorprototype%.next */
  intrinsics.StringIteratorPrototypeNext = method(realm, iteratorProto, 'next', 0, (agent, thisValue) => {
    const data = isObject(thisValue) ? thisValue.data : null;
    if (!(data instanceof StringIteratorData)) {
      throwIncompatible(agent, thisValue, 'String Iterator.prototype.next');
    }
    const { text, position } = data;
    if (position >= text.length) return CreateIterResultObject(agent.realm, undefined, true);
    const code = text.codePointAt(position)!;
    const character = code > 0xffff ? text.slice(position, position + 2) : text[position]!;
    data.position += character.length;
    return CreateIterResultObject(agent.realm, character, false);
  });
  constant(iteratorProto, wellKnown.toStringTag, 'String Iterator', C);

  const create = (text: string): JSObject =>
    new JSObject(iteratorProto.childShape(), Kind.Iterator, new StringIteratorData(text));
  /** @spec sec-string.prototype-%symbol.iterator% */
  intrinsics.StringPrototypeIterator = method(
    realm,
    proto,
    wellKnown.iterator,
    0,
    twoWay(
      (_agent, thisValue) => (typeof thisValue === 'string' ? create(thisValue) : SLOW),
      function* (agent, thisValue): Steps<Value> {
        if (thisValue === undefined || thisValue === null) {
          throwTypeError(agent, 'String.prototype[Symbol.iterator] called on null or undefined');
        }
        return create(yield* thisText(agent, thisValue, '[Symbol.iterator]'));
      },
    ),
  );
}
