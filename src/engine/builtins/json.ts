import type { Agent } from '../agent';
import { throwSyntaxError } from '../errors';
import { call, type Request, type Steps } from '../machine/request';
import { SameValue } from '../operations/compare';
import { ToString } from '../operations/conversion';
import {
  CreateDataProperty,
  createRecord,
  EnumerableOwnProperties,
  Get,
  IsArray,
  LengthOfArrayLike,
  objectDelete,
} from '../operations/object';
import { IsCallable, toStringPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { createDataProperty, createObject, type JSObject, setIntegrityLevel } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, keyToValue, type PropertyKey, SLOW, toKey, type Value } from '../values/value';
import { indexKey } from './array-elements';
import { type DeepSteps, Descend, runDeepSteps } from './deep-steps';
import { constant, method, plainObject, twoWay } from './define';
import { JSONParser, type ParseRecord } from './json-parse';
import { JSONStringifier, RawJSON } from './json-stringify';

/** @spec sec-json-object */
export function createJSON(realm: Realm): void {
  const json = plainObject(realm);
  realm.intrinsics.JSON = json;
  realm.intrinsics.JSONParse = method(realm, json, 'parse', 2, twoWay(parseFast, parse));
  realm.intrinsics.JSONStringify = method(realm, json, 'stringify', 3, twoWay(stringifyFast, stringify));
  method(realm, json, 'rawJSON', 1, rawJSON);
  /** @spec sec-json.israwjson */
  method(
    realm,
    json,
    'isRawJSON',
    1,
    (_agent, _thisValue, args) => isObject(args[0]) && args[0].data instanceof RawJSON,
  );
  constant(json, wellKnown.toStringTag, 'JSON', C);
}

function parseFast(agent: Agent, _thisValue: Value, args: Value[]): Value {
  if (isObject(args[0]) || isObject(args[1])) return SLOW;
  return new JSONParser(agent, toStringPrimitive(agent, args[0]), false).parse().value;
}

/** @spec sec-json.parse */
function* parse(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const text = yield* ToString(agent, args[0]);
  const reviver = args[1];
  if (!IsCallable(reviver)) return new JSONParser(agent, text, false).parse().value;
  const record = new JSONParser(agent, text, true).parse();
  const root = createRecord(agent.realm, { '': record.value });
  return (yield* runDeepSteps(internalize(agent, root, '', reviver, record))) as Value;
}

/** @spec sec-internalizejsonproperty */
function* internalize(
  agent: Agent,
  holder: JSObject,
  name: PropertyKey,
  reviver: JSObject,
  record: ParseRecord | undefined,
): DeepSteps {
  const value: Value = yield* Get(agent, holder, name);
  // What the reviver changed has no source text any more.
  const known = record !== undefined && SameValue(record.value, value) ? record : undefined;
  if (isObject(value)) {
    if (IsArray(agent, value)) {
      const length = yield* LengthOfArrayLike(agent, value);
      for (let i = 0; i < length; i++) yield* reviveProperty(agent, value, indexKey(i), reviver, known?.elements?.[i]);
    } else {
      for (const key of yield* EnumerableOwnProperties(agent, value, 'key')) {
        const inner = known?.entries?.get(key as string);
        yield* reviveProperty(agent, value, toKey(key as string), reviver, inner);
      }
    }
  }
  const context = createObject(agent.realm.intrinsics.ObjectPrototype);
  if (known?.source !== undefined && !isObject(value)) createDataProperty(context, 'source', known.source);
  return yield call(reviver, holder, keyToValue(name), value, context);
}

function* reviveProperty(
  agent: Agent,
  object: JSObject,
  key: PropertyKey,
  reviver: JSObject,
  record: ParseRecord | undefined,
): Generator<Request | Descend, void, any> {
  const revived: Value = yield new Descend(internalize(agent, object, key, reviver, record));
  if (revived === undefined) yield* objectDelete(agent, object, key);
  else yield* CreateDataProperty(agent, object, key, revived);
}

function stringifyFast(agent: Agent, _thisValue: Value, args: Value[]): Value {
  return new JSONStringifier(agent).fast(args[0], args[1], args[2]);
}

/** @spec sec-json.stringify */
function* stringify(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  return yield* new JSONStringifier(agent).run(args[0], args[1], args[2]);
}

/** @spec sec-json.rawjson */
function* rawJSON(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const text = yield* ToString(agent, args[0]);
  const invalid = 'Invalid value for JSON.rawJSON';
  const first = text[0] ?? '';
  if (text !== '[object Object]' && /^[\t\n\r {[]/.test(first)) {
    throwSyntaxError(agent, `Unexpected token '${first}', "${text}" is not valid JSON`);
  }
  if (text === '' || /[\t\n\r ]$/.test(text)) throwSyntaxError(agent, invalid);
  new JSONParser(agent, text, false, invalid, true).parse();
  const object = createObject(null);
  object.data = new RawJSON(text);
  createDataProperty(object, 'rawJSON', text);
  setIntegrityLevel(object, 'frozen');
  return object;
}
