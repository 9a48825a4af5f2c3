import {
  type Agent,
  Closure,
  cloneDataBlock,
  createArray,
  createBufferObject,
  createDataBlock,
  createObject,
  createRegExpObject,
  createView,
  type DataBlock,
  describeValue,
  Get,
  getOwnProperty,
  isObject,
  JSObject,
  Kind,
  ownPropertyKeys,
  type PropertyKey,
  peek,
  type Realm,
  type Steps,
  setHidden,
  type Throw,
  type TypedArrayData,
  transferDataBlock,
  type Value,
  WC,
  WEC,
  wellKnown,
} from '../engine';

/** How a host clones objects of its own (ports, blobs); keyed by the interface name in `data.interface`. */
export interface HostCloning {
  /** Answers the clone in `realm`, or null when such objects can't be cloned. */
  clone(object: JSObject, realm: Realm): JSObject | null;
  /** Clones a serializable object of the platform; null for any other. @spec html#serializable-objects */
  platform?(object: JSObject): Steps<JSObject | null>;
  /** Why an object of the transfer list can't be transferred; null if it can. */
  refusal?(object: JSObject, index: number): string | null;
  /** Whether a DOMException is to the host's V8 an object like any other, as it is to Node's. */
  readonly platformErrors?: 'plain';
  /** Whether the host is Node, which takes a detached buffer for an empty one, and has words of its own. */
  readonly isNode?: boolean;
  /** The error to throw: a DataCloneError with `message`. */
  error(message: string): Throw;
}

/**
 * StructuredSerialize followed by StructuredDeserialize into `realm`. Reading properties may run getters.
 * @spec html#structuredserializeinternal
 * @spec html#structureddeserialize
 */
export function* structuredClone(
  agent: Agent,
  value: Value,
  realm: Realm,
  host: HostCloning,
  transfer: readonly JSObject[] = [],
): Steps<Value> {
  const memory = new Map<JSObject, JSObject>();
  for (const [index, object] of transfer.entries()) {
    const refusal = host.refusal?.(object, index) ?? null;
    if (refusal !== null) throw host.error(refusal);
  }
  for (const object of transfer) {
    if (object.kind === Kind.ArrayBuffer) {
      const block = object.data as DataBlock;
      const index = transfer.lastIndexOf(object);
      if (index !== transfer.indexOf(object))
        throw host.error(
          host.isNode === true
            ? 'Transfer list contains duplicate ArrayBuffer'
            : `ArrayBuffer at index ${index} is a duplicate of an earlier ArrayBuffer.`,
        );
      if (block.detached && host.isNode !== true)
        throw host.error(`ArrayBuffer at index ${index} is already detached.`);
      memory.set(
        object,
        createBufferObject(realm, block.detached ? createDataBlock(0, undefined, false) : transferDataBlock(block)),
      );
    } else {
      const moved = host.clone(object, realm);
      if (moved === null)
        throw host.error(`Value at index ${transfer.indexOf(object)} does not have a transferable type.`);
      memory.set(object, moved);
    }
  }
  return yield* cloneValue(agent, value, realm, host, memory);
}

function* cloneValue(
  agent: Agent,
  value: Value,
  realm: Realm,
  host: HostCloning,
  memory: Map<JSObject, JSObject>,
): Steps<Value> {
  if (!isObject(value)) {
    if (typeof value === 'symbol') throw host.error(`${describeValue(value)} could not be cloned.`);
    return value;
  }
  const known = memory.get(value);
  if (known !== undefined) return known;
  const { intrinsics } = realm;
  const make = (proto: string, kind: Kind, data: unknown): JSObject => {
    const copy = new JSObject(intrinsics[proto]!.childShape(), kind, data);
    memory.set(value, copy);
    return copy;
  };
  if (value.callable) throw host.error(`${describeValue(value)} could not be cloned.`);
  const made = host.platform === undefined ? null : yield* host.platform(value);
  if (made !== null) {
    memory.set(value, made);
    return made;
  }
  switch (value.kind) {
    case Kind.Arguments:
      throw host.error(`${platformName(value) ?? describeValue(value)} could not be cloned.`);
    case Kind.Boolean:
      return make('BooleanPrototype', Kind.Boolean, value.data);
    case Kind.Number:
      return make('NumberPrototype', Kind.Number, value.data);
    case Kind.BigInt:
      return make('BigIntPrototype', Kind.BigInt, value.data);
    case Kind.String: {
      const copy = make('StringPrototype', Kind.String, value.data);
      copy.exotic = value.exotic;
      return copy;
    }
    case Kind.Date:
      return make('DatePrototype', Kind.Date, value.data);
    case Kind.RegExp: {
      const copy = createRegExpObject(realm, value.data);
      memory.set(value, copy);
      return copy;
    }
    case Kind.SharedArrayBuffer:
      return make('SharedArrayBufferPrototype', Kind.SharedArrayBuffer, value.data);
    case Kind.ArrayBuffer: {
      const block = value.data as DataBlock;
      if (block.detached) throw host.error('An ArrayBuffer is detached and could not be cloned.');
      return make('ArrayBufferPrototype', Kind.ArrayBuffer, cloneDataBlock(block));
    }
    case Kind.TypedArray:
    case Kind.DataView: {
      const data = value.data as TypedArrayData;
      const buffer = (yield* cloneValue(agent, data.buffer, realm, host, memory)) as JSObject;
      let copy: JSObject;
      if (value.kind === Kind.TypedArray)
        copy = createView(realm, data.type, buffer, data.byteOffset, data.fixedLength);
      else {
        const view = Object.assign(Object.create(Object.getPrototypeOf(data)), data, { buffer });
        copy = new JSObject(intrinsics.DataViewPrototype!.childShape(), Kind.DataView, view);
      }
      memory.set(value, copy);
      return copy;
    }
    case Kind.Map: {
      const entries = [...(value.data as Map<Value, Value>)];
      const data = new Map<Value, Value>();
      const copy = make('MapPrototype', Kind.Map, data);
      for (const [k, v] of entries)
        data.set(yield* cloneValue(agent, k, realm, host, memory), yield* cloneValue(agent, v, realm, host, memory));
      return copy;
    }
    case Kind.Set: {
      const entries = [...(value.data as Set<Value>)];
      const data = new Set<Value>();
      const copy = make('SetPrototype', Kind.Set, data);
      for (const v of entries) data.add(yield* cloneValue(agent, v, realm, host, memory));
      return copy;
    }
    case Kind.Error: {
      if (value.data?.interface === 'DOMException' && host.platformErrors === 'plain')
        return make('ObjectPrototype', Kind.Ordinary, null);
      const name = yield* Get(agent, value, 'name');
      const known = ['EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'];
      const type = typeof name === 'string' && known.includes(name) ? name : 'Error';
      const copy = make(`${type}Prototype`, Kind.Error, null);
      const stack = getOwnProperty(value, 'stack')?.value;
      if (typeof stack === 'string') setHidden(copy, 'stack', stack, WC);
      const message = getOwnProperty(value, 'message');
      if (message !== undefined && !message.isAccessor) setHidden(copy, 'message', String(message.value as string), WC);
      const cause = getOwnProperty(value, 'cause');
      if (cause !== undefined && !cause.isAccessor)
        setHidden(copy, 'cause', yield* cloneValue(agent, cause.value as Value, realm, host, memory), WC);
      return copy;
    }
    case Kind.Array:
    case Kind.Ordinary:
      break;
    case Kind.Host: {
      const copy = host.clone(value, realm);
      if (copy !== null) {
        memory.set(value, copy);
        return copy;
      }
      throw host.error(
        value.data?.interface === 'MessagePort' && host.isNode !== true
          ? 'A MessagePort could not be cloned because it was not transferred.'
          : `${platformName(value) ?? describeValue(value)} could not be cloned.`,
      );
    }
    default:
      throw host.error(`${platformName(value) ?? describeValue(value)} could not be cloned.`);
  }
  if (value.kind === Kind.Ordinary) {
    // Blobs never change, so that one serves as its own copy.
    if (value.data?.interface === 'Blob' && agent === realm.agent) return value;
    const copied = host.clone(value, realm);
    if (copied !== null) {
      memory.set(value, copied);
      return copied;
    }
    if (value.data?.interface === 'MessagePort' && host.isNode !== true)
      throw host.error('A MessagePort could not be cloned because it was not transferred.');
    const name = platformName(value);
    if (name !== null) throw host.error(`${name} could not be cloned.`);
  }
  const copy = value.kind === Kind.Array ? createArray(realm, []) : createObject(intrinsics.ObjectPrototype);
  memory.set(value, copy);
  if (value.kind === Kind.Array) copy.length = value.length;
  for (const key of ownPropertyKeys(value)) {
    if (typeof key === 'symbol' || (key === 'length' && value.kind === Kind.Array)) continue;
    const own = getOwnProperty(value, key as PropertyKey);
    if (own === undefined || !own.enumerable) continue;
    setHidden(copy, key, yield* cloneValue(agent, yield* Get(agent, value, key), realm, host, memory), WEC);
  }
  return copy;
}

/** What a platform object is called that can't be cloned: one whose interface is a browser's; null for any other object. */
function platformName(object: JSObject): string | null {
  // Collections are proxies here.
  if (object.kind === Kind.Proxy && isObject(object.data.target)) return platformName(object.data.target);
  for (let proto = object.proto; proto !== null; proto = proto.proto) {
    const C = peek(proto, 'constructor');
    if (!isObject(C) || !(C.data instanceof Closure) || C.data.code.source.provider !== 'HTML') continue;
    const tag = peek(object, wellKnown.toStringTag);
    if (tag === 'Window') return '#<Window>';
    return typeof tag === 'string' ? `${tag} object` : null;
  }
  return null;
}
