import { throwTypeError } from '../errors';
import { describeValue } from '../operations/describe';
import type { Realm } from '../realm';
import { Kind } from '../values/object';
import { isObject } from '../values/value';
import { accessor } from './define';
import { SetterThatIgnoresPrototypeProperties } from './iterator';

/** `Error.prototype.stack`, in place of a property of each error. */
export function createErrorStack(realm: Realm): void {
  const home = realm.intrinsics.ErrorPrototype;
  accessor(
    realm,
    home,
    'stack',
    /** @spec proposal-error-stack-accessor#sec-get-error.prototype-stack */
    (agent, thisValue) => {
      if (!isObject(thisValue)) throwTypeError(agent, `${describeValue(thisValue)} is not an object`);
      return thisValue.kind === Kind.Error ? (thisValue.data ?? '') : undefined;
    },
    /** @spec proposal-error-stack-accessor#sec-set-error.prototype-stack */
    function* (agent, thisValue, [value]) {
      if (!isObject(thisValue)) throwTypeError(agent, `${describeValue(thisValue)} is not an object`);
      if (typeof value !== 'string') throwTypeError(agent, `${describeValue(value)} is not a string`);
      yield* SetterThatIgnoresPrototypeProperties(agent, thisValue, home, 'stack', value, 'Error.prototype.stack');
      return undefined;
    },
  );
}
