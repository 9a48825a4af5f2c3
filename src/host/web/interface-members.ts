import {
  ACCESSOR,
  Accessor,
  CallRequest,
  CONFIGURABLE,
  createArray,
  ENUMERABLE,
  getOwnProperty,
  isObject,
  type JSObject,
  type NativeOptions,
  native,
  ownPropertyKeys,
  type PropertyKey,
  peek,
  type Realm,
  replaceProperties,
  setHidden,
  type Value,
  WEC,
} from '../../engine';

/** What library code does when a member is used: guest functions. */
export interface MemberRunners {
  /** Called with receiver, arguments, function, the operation itself, its name, interface, signature, and the test of receivers. */
  readonly operate: Value;
  /** Called with receiver, getter, and the test of receivers. */
  readonly read: Value;
  /** Called with receiver, value, setter, name, interface, type, and the test of receivers. */
  readonly write: Value;
}

interface Member {
  readonly key: PropertyKey;
  readonly value: Value | Accessor;
  readonly attributes: number;
  /** Attributes come first, then operations, those of iterables last. */
  readonly rank: number;
}

/** Operations that make an interface iterable. */
const ITERATING = new Set(['entries', 'forEach', 'keys', 'values']);

/** How many arguments a signature requires: `A, B=, ...C`. */
export function requiredArguments(signature: string): number {
  const list = signature.replace(/^Promise /, '');
  return list === '' ? 0 : list.split(', ').filter((part) => !part.startsWith('...') && !part.endsWith('=')).length;
}

const textOf = (table: Value, key: string): string | undefined => {
  const own = isObject(table) ? getOwnProperty(table, key)?.value : undefined;
  return typeof own === 'string' ? own : undefined;
};
const isFunction = (value: Value | Accessor): value is JSObject =>
  isObject(value as Value) && (value as JSObject).callable;

/** Makes members of interfaces: built-in functions that hand over to library code. */
export class InterfaceMembers {
  constructor(
    private readonly realm: Realm,
    private readonly options: NativeOptions,
    private readonly runners: MemberRunners,
  ) {}

  /** @spec webidl#es-operations */
  operation(fn: Value, name: string, owner: string, signature: string, belongs: Value): JSObject {
    const { operate } = this.runners;
    const { realm } = this;
    const made: JSObject = native(
      realm,
      name,
      requiredArguments(signature),
      function* (_agent, self, args) {
        const given = [self, createArray(realm, args), fn, made, name, owner, signature, belongs];
        return yield new CallRequest(operate, undefined, given, undefined);
      },
      this.options,
    );
    return made;
  }

  /** @spec webidl#es-attributes */
  private attribute({ get, set }: Accessor, name: string, owner: string, type: Value, belongs: Value): Accessor {
    const { read, write } = this.runners;
    const getter = native(
      this.realm,
      `get ${name}`,
      0,
      function* (_agent, self) {
        return yield new CallRequest(read, undefined, [self, get, belongs], undefined);
      },
      this.options,
    );
    if (set === undefined) return new Accessor(getter, undefined);
    const setter = native(
      this.realm,
      `set ${name}`,
      1,
      function* (_agent, self, [value]) {
        return yield new CallRequest(write, undefined, [self, value, set, name, owner, type, belongs], undefined);
      },
      this.options,
    );
    return new Accessor(getter, setter);
  }

  /**
   * Puts what Web IDL asks for around the members of a class, makes them enumerable, and brings them into the order browsers have.
   * `operations` has signatures and `attributes` the types of what is written, by name. Names with a `_` are the library's own.
   */
  define(constructor: JSObject, owner: string, operations: Value, attributes: Value, belongs: Value): void {
    const prototype = peek(constructor, 'prototype') as JSObject;
    const kept: Member[] = [];
    const members: Member[] = [];
    let last: Member[] = [];
    const keys = ownPropertyKeys(prototype);
    const iterates = keys.includes('entries');
    for (const key of keys) {
      const own = getOwnProperty(prototype, key)!;
      const { value } = own;
      const isMember = typeof key === 'string' && !key.startsWith('_');
      if (key === 'constructor') last = [{ key, value, attributes: own.attributes, rank: 0 }];
      else if (isMember && own.isAccessor && (value as Accessor).get !== undefined) {
        const made = this.attribute(value as Accessor, key, owner, textOf(attributes, key), belongs);
        members.push({ key, value: made, attributes: CONFIGURABLE | ENUMERABLE | ACCESSOR, rank: 0 });
      } else if (isMember && isFunction(value)) {
        const made = this.operation(value, key, owner, textOf(operations, key) ?? '', belongs);
        members.push({ key, value: made, attributes: WEC, rank: iterates && ITERATING.has(key) ? 2 : 1 });
      } else kept.push({ key, value, attributes: own.attributes, rank: 0 });
    }
    members.sort((a, b) => a.rank - b.rank || (a.rank === 0 ? 0 : String(a.key) < String(b.key) ? -1 : 1));
    replaceProperties(prototype, [...kept, ...members, ...last]);
    for (const key of ownPropertyKeys(constructor)) {
      const { value, attributes: own } = getOwnProperty(constructor, key)!;
      if (typeof key !== 'string' || key === 'prototype' || key.startsWith('_') || !isFunction(value)) continue;
      const made = this.operation(value, key, owner, textOf(operations, `static ${key}`) ?? '', null);
      setHidden(constructor, key, made, own | ENUMERABLE);
    }
  }
}
