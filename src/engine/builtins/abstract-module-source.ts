import { throwTypeError } from '../errors';
import type { Realm } from '../realm';
import { wellKnown } from '../values/symbols';
import { accessor, constructorFunction, plainObject } from './define';

/** %AbstractModuleSource%, which no name leads to. No module has a source representation yet. */
export function createAbstractModuleSource(realm: Realm): void {
  const proto = plainObject(realm);
  /** @spec proposal-source-phase-imports#sec-%abstractmodulesource% */
  realm.intrinsics.AbstractModuleSource = constructorFunction(
    realm,
    'AbstractModuleSource',
    0,
    (agent) => throwTypeError(agent, 'Abstract class AbstractModuleSource not directly constructable'),
    proto,
  );
  /** @spec proposal-source-phase-imports#sec-get-%abstractmodulesource%.prototype.@@tostringtag */
  accessor(realm, proto, wellKnown.toStringTag, () => undefined);
}
