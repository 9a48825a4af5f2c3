import type { Agent } from '../agent';
import { throwRangeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToNumber, ToString } from '../operations/conversion';
import { Get, GetPrototypeFromConstructor, LengthOfArrayLike } from '../operations/object';
import { StringCreate, ToObject, toNumberPrimitive, toStringPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind, peek, setHidden } from '../values/object';
import { WC } from '../values/shape';
import { isObject, SLOW, type Value } from '../values/value';
import { indexKey } from './array-elements';
import { constructorFunction, method, twoWay } from './define';
import { throwNotGeneric } from './receiver';
import { createStringIterator } from './string-iterator';
import { createStringMethods } from './string-methods';
import { createStringPatternMethods } from './string-pattern';

/** Property order of V8, which programs print. */
const METHOD_ORDER = [
  'anchor, at, big, blink, bold, charAt, charCodeAt, codePointAt, concat, endsWith, fontcolor, fontsize, fixed, includes',
  'indexOf, isWellFormed, italics, lastIndexOf, link, localeCompare, match, matchAll, normalize, padEnd, padStart, repeat',
  'replace, replaceAll, search, slice, small, split, strike, sub, substr, substring, sup, startsWith, toString',
  'toWellFormed, trim, trimStart, trimLeft, trimEnd, trimRight, toLocaleLowerCase, toLocaleUpperCase, toLowerCase',
  'toUpperCase, valueOf',
];

/** @spec sec-string-objects */
export function createString(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = StringCreate(realm, '', intrinsics.ObjectPrototype);
  proto.shape = proto.shape.toDictionary();
  intrinsics.StringPrototype = proto;
  const Constructor = constructorFunction(realm, 'String', 1, twoWay(stringFast, constructString), proto);
  intrinsics.String = Constructor;
  method(realm, Constructor, 'fromCharCode', 1, twoWay(fromCharCodeFast, fromCharCode));
  method(realm, Constructor, 'fromCodePoint', 1, fromCodePoint);
  method(realm, Constructor, 'raw', 1, raw);

  for (const name of METHOD_ORDER.join(', ').split(', ')) setHidden(proto, name, undefined, WC);
  for (const name of ['toString', 'valueOf']) {
    /**
     * @spec sec-string.prototype.tostring
     * @spec sec-string.prototype.valueof
     */
    method(realm, proto, name, 0, (agent, thisValue) => {
      if (typeof thisValue === 'string') return thisValue;
      if (isObject(thisValue) && thisValue.kind === Kind.String) return thisValue.data as string;
      return throwNotGeneric(agent, `String.prototype.${name}`, 'String');
    });
  }
  createStringMethods(realm, proto);
  createStringPatternMethods(realm, proto);
  createStringIterator(realm, proto);
}

function stringFast(agent: Agent, _thisValue: Value, args: Value[], newTarget: JSObject | undefined): Value {
  if (newTarget !== undefined || isObject(args[0])) return SLOW;
  if (args.length === 0) return '';
  return typeof args[0] === 'symbol' ? args[0].toString() : toStringPrimitive(agent, args[0]);
}

/** @spec sec-string-constructor-string-value */
function* constructString(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
): Steps<Value> {
  const text = args.length === 0 ? '' : yield* ToString(agent, args[0]);
  if (newTarget === undefined) return text;
  return StringCreate(agent.realm, text, yield* GetPrototypeFromConstructor(agent, newTarget, 'StringPrototype'));
}

function fromCharCodeFast(_agent: Agent, _thisValue: Value, args: Value[]): Value {
  if (args.length === 1 && typeof args[0] === 'number') return String.fromCharCode(args[0]);
  for (const code of args) if (typeof code !== 'number') return SLOW;
  let text = '';
  for (const code of args) text += String.fromCharCode(code as number);
  return text;
}

/** @spec sec-string.fromcharcode */
function* fromCharCode(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  let text = '';
  for (const code of args) text += String.fromCharCode(yield* ToNumber(agent, code));
  return text;
}

/** @spec sec-string.fromcodepoint */
function* fromCodePoint(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  let text = '';
  for (const value of args) {
    const code = isObject(value) ? yield* ToNumber(agent, value) : toNumberPrimitive(agent, value);
    if (!Number.isInteger(code) || code < 0 || code > 0x10ffff) {
      throwRangeError(agent, `Invalid code point ${code}`);
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

/** @spec sec-string.raw */
function* raw(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const cooked = ToObject(agent, args[0]);
  const literals = ToObject(agent, yield* Get(agent, cooked, 'raw'));
  const length = yield* LengthOfArrayLike(agent, literals);
  let text = '';
  for (let k = 0; k < length; k++) {
    const key = indexKey(k);
    const literal = peek(literals, key);
    text += yield* ToString(agent, literal === SLOW ? yield* Get(agent, literals, key) : literal);
    if (k + 1 < length && k + 1 < args.length) text += yield* ToString(agent, args[k + 1]);
  }
  return text;
}
