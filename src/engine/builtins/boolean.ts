import type { Agent } from '../agent';
import { ToBoolean } from '../operations/conversion';
import { OrdinaryCreateFromConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { SLOW, type Value } from '../values/value';
import { constructorFunction, method, twoWay } from './define';
import { isKind, throwNotGeneric } from './receiver';

/** @spec sec-boolean-objects */
export function createBoolean(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = new JSObject(intrinsics.ObjectPrototype.childShape().toDictionary(), Kind.Boolean, false);
  const body = twoWay(
    (_agent, _this, args, newTarget, fn) => {
      if (newTarget === undefined) return ToBoolean(args[0]);
      if (newTarget !== fn) return SLOW;
      return new JSObject(proto.childShape(), Kind.Boolean, ToBoolean(args[0]));
    },
    function* (agent, _this, args, newTarget) {
      const value = ToBoolean(args[0]);
      return yield* OrdinaryCreateFromConstructor(agent, newTarget!, 'BooleanPrototype', Kind.Boolean, value);
    },
  );
  intrinsics.Boolean = constructorFunction(realm, 'Boolean', 1, body, proto);
  intrinsics.BooleanPrototype = proto;
  /** @spec sec-boolean.prototype.tostring */
  method(realm, proto, 'toString', 0, (agent, thisValue) => String(thisBooleanValue(agent, thisValue, 'toString')));
  /** @spec sec-boolean.prototype.valueof */
  method(realm, proto, 'valueOf', 0, (agent, thisValue) => thisBooleanValue(agent, thisValue, 'valueOf'));
}

/** @spec sec-thisbooleanvalue */
function thisBooleanValue(agent: Agent, value: Value, name: string): boolean {
  if (typeof value === 'boolean') return value;
  if (isKind(value, Kind.Boolean)) return value.data;
  return throwNotGeneric(agent, `Boolean.prototype.${name}`, 'Boolean');
}
