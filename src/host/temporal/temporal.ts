import {
  type Accessor,
  type Agent,
  accessor,
  CallRequest,
  CONFIGURABLE,
  constant,
  constructorFunction,
  describeValue,
  GetPrototypeFromConstructor,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  lazyValue,
  method,
  type PlainArguments,
  peek,
  plainObject,
  type Realm,
  type Steps,
  setHidden,
  TemporalData,
  throwRangeError,
  throwTypeError,
  type Value,
  WC,
  wellKnown,
} from '../../engine';
import { NOW, TEMPORAL_CLASSES, type TemporalClass } from './interface';
import { formatWith, runPolyfill } from './library';

/** Gives a realm `Temporal`, made when somebody looks at it. */
export function installTemporal(realm: Realm): void {
  const temporal = new Temporal(realm);
  lazyValue(realm, realm.globalObject, 'Temporal', () => temporal.object);
  /** @spec proposal-temporal#sec-date.prototype.totemporalinstant */
  method(realm, realm.intrinsics.DatePrototype!, 'toTemporalInstant', 0, function* (agent, thisValue) {
    if (!isObject(thisValue) || thisValue.kind !== Kind.Date) {
      throwIncompatible(agent, thisValue, 'Date.prototype.toTemporalInstant');
    }
    const time = thisValue.data as number;
    if (Number.isNaN(time)) {
      throwRangeError(agent, 'The number NaN cannot be converted to a BigInt because it is not an integer');
    }
    return yield* temporal.callStatic('Instant', 'fromEpochMilliseconds', [time]);
  });
}

/** Internal slots of an object of Temporal; the polyfill keeps what it means. */
class Slots extends TemporalData {
  constructor(
    name: string,
    private readonly home: Temporal,
  ) {
    super(name);
  }

  /** Calls the polyfill's method or getter of that name. */
  call(name: string, object: JSObject, args: Value[]): Steps<Value> {
    return this.home.callOn(this.name, name, object, args);
  }

  format(made: PlainArguments, methodName: string, args: Value[]): Steps<Value> {
    return this.home.format(made, methodName, args);
  }
}

/** A realm's `Temporal`: built-in functions in front of the polyfill's, which runs when the first of them is called. */
class Temporal {
  private made: JSObject | null = null;
  private library: JSObject | null = null;
  /** By class. */
  private readonly prototypes = new Map<string, JSObject>();
  /** The slots of what has one of the polyfill's prototypes. */
  private readonly slots = new Map<JSObject, Slots>();

  constructor(private readonly realm: Realm) {}

  get object(): JSObject {
    this.made ??= this.build();
    return this.made;
  }

  /** @spec proposal-temporal#sec-temporal-objects */
  private build(): JSObject {
    const { realm } = this;
    const temporal = plainObject(realm);
    const now = plainObject(realm);
    setHidden(temporal, 'Now', now, WC);
    for (const { name, length } of NOW) {
      method(realm, now, name, length, this.delegateStatic('Now', name));
    }
    constant(now, wellKnown.toStringTag, 'Temporal.Now', CONFIGURABLE);
    for (const type of TEMPORAL_CLASSES) setHidden(temporal, type.name, this.buildClass(type), WC);
    constant(temporal, wellKnown.toStringTag, 'Temporal', CONFIGURABLE);
    return temporal;
  }

  private buildClass({ name, length, statics, getters, methods }: TemporalClass): JSObject {
    const { realm } = this;
    const prototype = plainObject(realm);
    this.prototypes.set(name, prototype);
    realm.intrinsics[`Temporal${name}Prototype`] = prototype;
    const self = this;
    const constructor = constructorFunction(
      realm,
      name,
      length,
      function* (agent, _this, args, newTarget): Steps<Value> {
        if (newTarget === undefined) {
          throwTypeError(agent, `Method invoked on an object that is not Temporal.${name}.`);
        }
        const inner = yield* self.innerClass(name);
        const object = self.adopt(yield new CallRequest(inner, undefined, args, inner)) as JSObject;
        if (newTarget !== constructor) {
          const proto = yield* GetPrototypeFromConstructor(agent, newTarget, `Temporal${name}Prototype`);
          object.shape = proto.childShape();
        }
        return object;
      },
      prototype,
    );
    for (const member of statics) {
      method(realm, constructor, member.name, member.length, this.delegateStatic(name, member.name));
    }
    for (const getter of getters) accessor(realm, prototype, getter, this.delegate(name, getter));
    for (const member of methods) {
      const body = member.name === 'valueOf' ? refuseValueOf(name) : this.delegate(name, member.name);
      method(realm, prototype, member.name, member.length, body);
    }
    constant(prototype, wellKnown.toStringTag, `Temporal.${name}`, CONFIGURABLE);
    return constructor;
  }

  *callStatic(holder: string, name: string, args: Value[]): Steps<Value> {
    const inner = yield* this.innerClass(holder);
    return this.adopt(yield new CallRequest(peek(inner, name), inner, args, undefined));
  }

  *format(made: PlainArguments, methodName: string, args: Value[]): Steps<Value> {
    yield* this.innerClass('Now');
    return yield* formatWith(this.realm, this.library!, made, methodName, args);
  }

  private delegateStatic(holder: string, name: string) {
    const self = this;
    return function* (_agent: Agent, _this: Value, args: Value[]): Steps<Value> {
      return yield* self.callStatic(holder, name, args);
    };
  }

  private delegate(type: string, name: string) {
    return function* (agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
      if (!isObject(thisValue) || !(thisValue.data instanceof Slots) || thisValue.data.name !== type) {
        throwIncompatible(agent, thisValue, `Temporal.${type}.prototype.${name}`);
      }
      if (type === 'Duration' && name === 'toLocaleString') agent.hooks.notModelled(agent, 'Intl.DurationFormat');
      return yield* thisValue.data.call(name, thisValue, args);
    };
  }

  /** Calls the polyfill's method or getter on an object of its own. */
  *callOn(type: string, name: string, object: JSObject, args: Value[]): Steps<Value> {
    const prototype = peek(yield* this.innerClass(type), 'prototype') as JSObject;
    const own = getOwnProperty(prototype, name)!;
    const body = own.isAccessor ? (own.value as Accessor).get : (own.value as Value);
    return this.adopt(yield new CallRequest(body, object, args, undefined));
  }

  /** The polyfill's class, or `Now`. */
  private *innerClass(name: string): Steps<JSObject> {
    if (this.library === null) {
      // What is touched is made, so that results find their prototypes.
      void this.object;
      this.library = yield* runPolyfill(this.realm);
      const temporal = peek(this.library, 'Temporal') as JSObject;
      for (const type of this.prototypes.keys()) {
        const prototype = peek(peek(temporal, type) as JSObject, 'prototype') as JSObject;
        this.slots.set(prototype, new Slots(type, this));
      }
    }
    return peek(peek(this.library, 'Temporal') as JSObject, name) as JSObject;
  }

  /** Makes what the polyfill made an object of this realm's Temporal. */
  private adopt(value: Value): Value {
    if (!isObject(value) || value.shape.proto === null) return value;
    const slots = this.slots.get(value.shape.proto);
    if (slots === undefined) return value;
    value.shape = this.prototypes.get(slots.name)!.childShape();
    value.kind = Kind.Host;
    value.data = slots;
    return value;
  }
}

function refuseValueOf(type: string) {
  return (agent: Agent): Value =>
    throwTypeError(
      agent,
      `Do not use Temporal.${type}.prototype.valueOf; use Temporal.${type}.prototype.compare for comparison.`,
    );
}

function throwIncompatible(agent: Agent, value: Value, name: string): never {
  throwTypeError(agent, `Method ${name} called on incompatible receiver ${describeValue(value)}`);
}
