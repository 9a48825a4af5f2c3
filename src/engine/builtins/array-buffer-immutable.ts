import { throwRangeError, throwTypeError } from '../errors';
import type { Realm } from '../realm';
import { allocateImmutableBlock, blockOf, createBufferObject, transfer } from './array-buffer';
import { relativeIndex } from './array-elements';
import { accessor, method } from './define';

/** What ArrayBuffers need to be immutable. */
export function createImmutableBuffers(realm: Realm): void {
  const proto = realm.intrinsics.ArrayBufferPrototype!;
  /** @spec proposal-immutable-arraybuffer#sec-get-arraybuffer.prototype.immutable */
  accessor(
    realm,
    proto,
    'immutable',
    (agent, thisValue) => blockOf(agent, thisValue, 'ArrayBuffer', 'get ArrayBuffer.prototype.immutable').immutable,
  );
  /** @spec proposal-immutable-arraybuffer#sec-arraybuffer.prototype.slicetoimmutable */
  method(realm, proto, 'sliceToImmutable', 2, function* (agent, thisValue, [start, end]) {
    const name = 'ArrayBuffer.prototype.sliceToImmutable';
    const block = blockOf(agent, thisValue, 'ArrayBuffer', name);
    const checkAttached = (): void => {
      if (block.detached) throwTypeError(agent, `Cannot perform ${name} on a detached ArrayBuffer`);
    };
    checkAttached();
    const length = block.byteLength;
    const first = yield* relativeIndex(agent, start, length, 0);
    const final = yield* relativeIndex(agent, end, length, length);
    checkAttached();
    if (block.byteLength < final) throwRangeError(agent, 'The buffer shrank below the end of the slice');
    const source = block.bytes.subarray(first);
    return createBufferObject(agent.realm, allocateImmutableBlock(agent, source, Math.max(final - first, 0)));
  });
  /** @spec proposal-immutable-arraybuffer#sec-arraybuffer.prototype.transfertoimmutable */
  method(realm, proto, 'transferToImmutable', 0, function* (agent, thisValue, [newLength]) {
    return yield* transfer(agent, thisValue, newLength, 'transferToImmutable');
  });
}
