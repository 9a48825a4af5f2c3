import {
  type Accessor,
  type Agent,
  Get,
  GetIterator,
  GetV,
  getOwnProperty,
  IteratorClose,
  IteratorStepValue,
  isObject,
  type JSObject,
  Kind,
  NO_MORE,
  type Steps,
  throwTypeError,
  type Value,
  wellKnown,
} from '../../../engine';

/** What a Map or Set is said to hold: by itself, or by what a program's class says of it. */
export interface Contents {
  /** A Set's values, or keys and values of a Map in turn. */
  readonly items: Value[];
  /** How many entries there are said to be. */
  readonly size: Value;
}

/** Its first entries, at most `most`, as a loop over it finds them; `name` is what messages call it. Runs guest code. */
export function* contentsOf(agent: Agent, collection: JSObject, most: number, name: string): Steps<Contents> {
  if (isPristine(agent, collection)) {
    return { items: ownItems(collection), size: (collection.data as Set<Value>).size };
  }
  const size = yield* Get(agent, collection, 'size');
  const method = yield* Get(agent, collection, wellKnown.iterator);
  if (!isObject(method) || !method.callable) throwTypeError(agent, `${name} is not iterable`);
  const limit = Math.min(most, Number(size));
  const record = yield* GetIterator(agent, collection);
  const items: Value[] = [];
  for (let i = 0; ; i++) {
    const item = yield* IteratorStepValue(agent, record);
    if (item === NO_MORE) break;
    const entry = collection.kind === Kind.Map ? yield* entryOf(agent, item) : [item];
    // Node asks for one more than it shows.
    if (i >= limit) {
      yield* IteratorClose(agent, record);
      break;
    }
    items.push(...entry);
  }
  return { items, size };
}

/** All that a collection holds, weak or not: values, or keys and values in turn. */
export function ownItems({ kind, data }: JSObject): Value[] {
  const isMap = kind === Kind.Map || kind === Kind.WeakMap;
  return isMap ? [...(data as Map<Value, Value>)].flat() : [...(data as Set<Value>)];
}

function* entryOf(agent: Agent, item: Value): Steps<[Value, Value]> {
  if (item === undefined || item === null)
    throwTypeError(agent, `Cannot destructure property '0' of '.for' as it is ${item}.`);
  return [yield* GetV(agent, item, 0), yield* GetV(agent, item, 1)];
}

/** Whether a loop over a collection gives just its entries, and nothing a program wrote is asked. */
function isPristine(agent: Agent, collection: JSObject): boolean {
  const { intrinsics } = agent.realm;
  const [own, values, iterators, next] =
    collection.kind === Kind.Map
      ? (['MapPrototype', 'MapPrototypeEntries', 'MapIteratorPrototype', 'MapIteratorPrototypeNext'] as const)
      : (['SetPrototype', 'SetPrototypeValues', 'SetIteratorPrototype', 'SetIteratorPrototypeNext'] as const);
  if (getOwnProperty(intrinsics[iterators]!, 'next')?.value !== intrinsics[next]) return false;
  for (let o: JSObject | null = collection; o !== null && o.kind !== Kind.Proxy; o = o.proto) {
    if (o === intrinsics[own])
      return (
        getOwnProperty(o, wellKnown.iterator)?.value === intrinsics[values] &&
        (getOwnProperty(o, 'size')?.value as Accessor | undefined)?.get === intrinsics[`${own}Size`]
      );
    if (getOwnProperty(o, wellKnown.iterator) !== undefined || getOwnProperty(o, 'size') !== undefined) return false;
  }
  return false;
}
