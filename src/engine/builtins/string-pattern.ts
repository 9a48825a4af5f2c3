import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToString, ToUint32 } from '../operations/conversion';
import { createArray, Get, GetMethod, Invoke } from '../operations/object';
import { IsCallable, toStringPrimitive } from '../operations/primitive';
import { IsRegExp } from '../operations/regexp';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { method, twoWay } from './define';
import { RegExpCreate } from './regexp-create';
import { allocateString, requireObjectCoercible } from './string-methods';
import { substitute } from './substitution';

/** The methods of String.prototype that hand over to their argument's `Symbol.…` method. */
export function createStringPatternMethods(realm: Realm, proto: JSObject): void {
  /** @spec sec-string.prototype.match */
  method(realm, proto, 'match', 1, function* (agent, thisValue, args): Steps<Value> {
    return yield* viaRegExp(agent, thisValue, args, 'match', '');
  });
  method(realm, proto, 'matchAll', 1, matchAll);
  /** @spec sec-string.prototype.search */
  method(realm, proto, 'search', 1, function* (agent, thisValue, args): Steps<Value> {
    return yield* viaRegExp(agent, thisValue, args, 'search', '');
  });
  method(realm, proto, 'replace', 2, replace);
  method(realm, proto, 'replaceAll', 2, replaceAll);
  method(realm, proto, 'split', 2, twoWay(splitFast, split));
}

/** The argument's own method for `symbol`; a primitive is never asked. */
function* patternMethod(agent: Agent, value: Value, symbol: symbol): Steps<JSObject | undefined> {
  return isObject(value) ? yield* GetMethod(agent, value, symbol) : undefined;
}

function* viaRegExp(
  agent: Agent,
  thisValue: Value,
  args: Value[],
  name: 'match' | 'search',
  flags: string,
): Steps<Value> {
  requireObjectCoercible(agent, thisValue, name);
  const symbol = wellKnown[name];
  const own = yield* patternMethod(agent, args[0], symbol);
  if (own !== undefined) return yield call(own, args[0], thisValue);
  const text = yield* ToString(agent, thisValue);
  const pattern = args[0] === undefined ? '' : yield* ToString(agent, args[0]);
  return yield* Invoke(agent, RegExpCreate(agent, pattern, flags), symbol, text);
}

/** A regular expression given to matchAll or replaceAll must be global. */
function* checkGlobal(agent: Agent, value: Value, name: string): Steps<void> {
  if (!(yield* IsRegExp(agent, value))) return;
  const flags = yield* Get(agent, value as JSObject, 'flags');
  if (flags === undefined || flags === null) {
    throwTypeError(agent, `String.prototype.${name} called with a non-global RegExp argument`);
  }
  if (!(yield* ToString(agent, flags)).includes('g')) {
    throwTypeError(agent, `String.prototype.${name} called with a non-global RegExp argument`);
  }
}

/** @spec sec-string.prototype.matchall */
function* matchAll(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  requireObjectCoercible(agent, thisValue, 'matchAll');
  if (args[0] !== undefined && args[0] !== null) {
    yield* checkGlobal(agent, args[0], 'matchAll');
    const own = yield* patternMethod(agent, args[0], wellKnown.matchAll);
    if (own !== undefined) return yield call(own, args[0], thisValue);
  }
  const text = yield* ToString(agent, thisValue);
  const pattern = args[0] === undefined ? '' : yield* ToString(agent, args[0]);
  return yield* Invoke(agent, RegExpCreate(agent, pattern, 'g'), wellKnown.matchAll, text);
}

/** @spec sec-string.prototype.replace */
function* replace(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  requireObjectCoercible(agent, thisValue, 'replace');
  const own = yield* patternMethod(agent, args[0], wellKnown.replace);
  if (own !== undefined) return yield call(own, args[0], thisValue, args[1]);
  const text = yield* ToString(agent, thisValue);
  const wanted = yield* ToString(agent, args[0]);
  const replacer = IsCallable(args[1]) ? args[1] : undefined;
  const template = replacer === undefined ? yield* ToString(agent, args[1]) : '';
  const position = text.indexOf(wanted);
  if (position < 0) return text;
  return yield* replaceAt(agent, text, wanted, [position], replacer, template);
}

/** @spec sec-string.prototype.replaceall */
function* replaceAll(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  requireObjectCoercible(agent, thisValue, 'replaceAll');
  if (args[0] !== undefined && args[0] !== null) {
    yield* checkGlobal(agent, args[0], 'replaceAll');
    const own = yield* patternMethod(agent, args[0], wellKnown.replace);
    if (own !== undefined) return yield call(own, args[0], thisValue, args[1]);
  }
  const text = yield* ToString(agent, thisValue);
  const wanted = yield* ToString(agent, args[0]);
  const replacer = IsCallable(args[1]) ? args[1] : undefined;
  const template = replacer === undefined ? yield* ToString(agent, args[1]) : '';
  const positions: number[] = [];
  const step = Math.max(1, wanted.length);
  // `indexOf` never answers more than the length, where an empty text is found again and again.
  for (let at = text.indexOf(wanted); at >= 0; at = at + step > text.length ? -1 : text.indexOf(wanted, at + step)) {
    positions.push(at);
    agent.allocateElements(1);
  }
  return yield* replaceAt(agent, text, wanted, positions, replacer, template);
}

function* replaceAt(
  agent: Agent,
  text: string,
  wanted: string,
  positions: number[],
  replacer: JSObject | undefined,
  template: string,
): Steps<string> {
  let result = '';
  let end = 0;
  for (const position of positions) {
    const replacement =
      replacer === undefined
        ? substitute(wanted, text, position, [], undefined, template)
        : yield* ToString(agent, yield call(replacer, undefined, wanted, position, text));
    result += text.slice(end, position) + replacement;
    if (result.length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
    end = position + wanted.length;
  }
  result += text.slice(end);
  allocateString(agent, result.length);
  return result;
}

function splitFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  const [separator, limit] = args;
  if (typeof thisValue !== 'string' || isObject(separator) || isObject(limit)) return SLOW;
  if (limit !== undefined && typeof limit !== 'number') return SLOW;
  return splitText(agent, thisValue, separator, limit === undefined ? 4294967295 : limit >>> 0);
}

function splitText(agent: Agent, text: string, separator: Value, limit: number): JSObject {
  const { realm } = agent;
  if (limit === 0) return createArray(realm, []);
  if (separator === undefined) return createArray(realm, [text]);
  const wanted = toStringPrimitive(agent, separator);
  // The host makes them all at once: of a long text it must be known before whether there is room.
  const long = text.length > 0x10000;
  if (long) agent.allocateElements(Math.min(limit, countParts(text, wanted)));
  const parts = text.split(wanted, limit);
  if (!long) agent.allocateElements(parts.length);
  return createArray(realm, parts);
}

/** How many parts a split gives. */
function countParts(text: string, separator: string): number {
  if (separator === '') return text.length;
  let count = 1;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length)) count++;
  return count;
}

/** @spec sec-string.prototype.split */
function* split(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  requireObjectCoercible(agent, thisValue, 'split');
  const [separator, limit] = args;
  const own = yield* patternMethod(agent, separator, wellKnown.split);
  if (own !== undefined) return yield call(own, separator, thisValue, limit);
  const text = yield* ToString(agent, thisValue);
  const count = limit === undefined ? 4294967295 : yield* ToUint32(agent, limit);
  const wanted = yield* ToString(agent, separator);
  return splitText(agent, text, separator === undefined ? undefined : wanted, count);
}
