import type { Realm } from '../realm';
import { type JSObject, Property, setHidden, VirtualProperty } from '../values/object';
import { ACCESSOR, C, WC } from '../values/shape';
import type { Value } from '../values/value';
import { native } from './define';

class LazyValue extends VirtualProperty {
  constructor(
    get: JSObject,
    set: JSObject,
    private readonly find: () => Value,
  ) {
    super(get, set);
  }

  lookAt(): Property {
    return new Property(this.find(), WC);
  }
}

/** Adds a data property whose value is made when somebody first looks at it. */
export function lazyValue(realm: Realm, holder: JSObject, name: string, make: () => Value): void {
  const settle = (value: Value): Value => {
    setHidden(holder, name, value, WC);
    return value;
  };
  const find = () => settle(make());
  const get = native(realm, name, 0, find);
  const set = native(realm, name, 1, (_agent, _this, [value]) => settle(value));
  setHidden(holder, name, new LazyValue(get, set, find), C | ACCESSOR);
}
