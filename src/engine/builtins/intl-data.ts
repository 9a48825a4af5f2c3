import type { Agent } from '../agent';
import { createArray } from '../operations/object';
import type { Realm } from '../realm';
import { createDataProperty, createObject, type JSObject } from '../values/object';
import type { PlainArguments } from '../values/temporal-data';
import { isObject, type Value } from '../values/value';
import { throwIncompatible } from './receiver';

/** Internal slots of an Intl object: the host's service behind it. */
export class IntlData {
  readonly interface: string;
  /** The bound function the `format` or `compare` getter gives. */
  bound: JSObject | null = null;
  constructor(
    readonly name: string,
    readonly host: any,
    /** What the service was made with. */
    readonly made: PlainArguments | null = null,
  ) {
    this.interface = `Intl.${name}`;
  }
}

export function intlData(agent: Agent, value: Value, name: string, full: string): IntlData {
  if (isObject(value) && value.data instanceof IntlData && value.data.name === name) return value.data;
  return throwIncompatible(agent, value, full);
}

/** Host values to guest values: for options resolved and parts formatted. */
export function toGuest(realm: Realm, value: unknown): Value {
  if (Array.isArray(value)) {
    return createArray(
      realm,
      value.map((item) => toGuest(realm, item)),
    );
  }
  if (typeof value === 'object' && value !== null) {
    const object = createObject(realm.intrinsics.ObjectPrototype);
    for (const [name, item] of Object.entries(value)) createDataProperty(object, name, toGuest(realm, item));
    return object;
  }
  return value as Value;
}
