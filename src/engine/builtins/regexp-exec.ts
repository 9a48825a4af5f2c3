import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToLength } from '../operations/conversion';
import { createArray, Get, Set as SetProperty } from '../operations/object';
import { IsCallable } from '../operations/primitive';
import { createDataProperty, createObject, type JSObject, Kind } from '../values/object';
import { isObject, toKey, type Value } from '../values/value';
import { throwIncompatible } from './receiver';
import { type RegExpData, regExpStatics } from './regexp-create';

/** Matches at or after `index` (at it, if sticky); remembers a success for the legacy properties. */
export function execHost(agent: Agent, data: RegExpData, text: string, index: number): RegExpExecArray | null {
  const { matcher } = data;
  agent.hooks.operationBegins?.(agent);
  matcher.lastIndex = index;
  const match = matcher.exec(text);
  agent.hooks.operationEnded?.();
  if (match !== null) {
    if (data.names !== null) joinGroups(match, data.names);
    const statics = regExpStatics(agent.realm);
    statics.match = match;
    statics.input = text;
  }
  return match;
}

/** Gives groups that share a name one entry: that of the one that took part. */
function joinGroups(match: RegExpExecArray, names: Map<string, string[]>): void {
  const join = <T>(groups: Record<string, T>): Record<string, T> => {
    const joined: Record<string, T> = Object.create(null);
    for (const [name, list] of names) joined[name] = groups[list.find((own) => groups[own] !== undefined) ?? name]!;
    return joined;
  };
  if (match.groups !== undefined) match.groups = join(match.groups);
  if (match.indices?.groups !== undefined) match.indices.groups = join(match.indices.groups);
}

/** Where a match ends. */
export function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

/** The array `exec` gives for a match. @spec sec-regexpbuiltinexec */
export function createMatchArray(agent: Agent, match: RegExpExecArray, text: string): JSObject {
  const values: Value[] = [];
  for (let i = 0; i < match.length; i++) values.push(match[i]);
  agent.allocate(values.length * 8 + 40);
  const array = createArray(agent.realm, values);
  createDataProperty(array, 'index', match.index);
  createDataProperty(array, 'input', text);
  createDataProperty(
    array,
    'groups',
    groupsObject(match.groups, (value) => value),
  );
  const { indices } = match;
  if (indices !== undefined) {
    const pair = (range: [number, number] | undefined): Value =>
      range === undefined ? undefined : createArray(agent.realm, [range[0], range[1]]);
    const pairs: Value[] = [];
    for (let i = 0; i < indices.length; i++) pairs.push(pair(indices[i]));
    const indicesArray = createArray(agent.realm, pairs);
    createDataProperty(indicesArray, 'groups', groupsObject(indices.groups, pair));
    createDataProperty(array, 'indices', indicesArray);
  }
  return array;
}

/** The named groups as a guest object without prototype; undefined when the pattern has none. */
export function groupsObject<T>(groups: Record<string, T> | undefined, toValue: (item: T) => Value): Value {
  if (groups === undefined) return undefined;
  const object = createObject(null);
  for (const name of Object.keys(groups)) createDataProperty(object, toKey(name), toValue(groups[name]!));
  return object;
}

/** Whether `value` is a regular expression whose own and inherited properties are all as made: nobody can watch it. */
export function isPristineRegExp(agent: Agent, value: Value): value is JSObject {
  if (!isObject(value) || value.kind !== Kind.RegExp || typeof value.slots[0] !== 'number') return false;
  const statics = regExpStatics(agent.realm);
  if (value.shape !== statics.shape) return false;
  const proto = value.shape.proto!;
  if (proto.shape !== statics.protoShape) return false;
  const { protoSlots } = statics;
  for (let i = 0; i < protoSlots.length; i++) if (proto.slots[i] !== protoSlots[i]) return false;
  return true;
}

/** `lastIndex` of a pristine regular expression as ToLength gives it. */
export function lastIndexOf(regexp: JSObject): number {
  const n = regexp.slots[0] as number;
  return n > 0 ? Math.min(Math.floor(n), Number.MAX_SAFE_INTEGER) : 0;
}

export function setLastIndex(regexp: JSObject, index: number): void {
  if (Object.is(regexp.slots[0], index)) return;
  regexp.slots[0] = index;
  if (regexp.watch !== null) regexp.watch.changed(regexp, 'lastIndex');
}

/** RegExpBuiltinExec of a pristine regular expression, without making the array. @spec sec-regexpbuiltinexec */
export function execPristine(agent: Agent, regexp: JSObject, text: string): RegExpExecArray | null {
  const data = regexp.data as RegExpData;
  const moving = data.global || data.sticky;
  const index = moving ? lastIndexOf(regexp) : 0;
  const match = index > text.length ? null : execHost(agent, data, text, index);
  if (moving) setLastIndex(regexp, match === null ? 0 : endOf(match));
  return match;
}

/** @spec sec-regexpbuiltinexec */
export function* RegExpBuiltinExec(agent: Agent, regexp: JSObject, text: string): Steps<JSObject | null> {
  const lastIndex = yield* ToLength(agent, yield* Get(agent, regexp, 'lastIndex'));
  const data = regexp.data as RegExpData;
  const moving = data.global || data.sticky;
  const index = moving ? lastIndex : 0;
  const match = index > text.length ? null : execHost(agent, data, text, index);
  if (moving) yield* SetProperty(agent, regexp, 'lastIndex', match === null ? 0 : endOf(match), true);
  return match === null ? null : createMatchArray(agent, match, text);
}

/** @spec sec-regexpexec */
export function* RegExpExec(agent: Agent, regexp: JSObject, text: string): Steps<JSObject | null> {
  if (isPristineRegExp(agent, regexp)) {
    const match = execPristine(agent, regexp, text);
    return match === null ? null : createMatchArray(agent, match, text);
  }
  const exec = yield* Get(agent, regexp, 'exec');
  if (IsCallable(exec) && exec !== agent.realm.intrinsics.RegExpPrototypeExec) {
    const result = yield call(exec, regexp, text);
    if (result !== null && !isObject(result)) {
      throwTypeError(agent, 'RegExp exec method returned something other than an Object or null');
    }
    return result;
  }
  if ((regexp as JSObject).kind !== Kind.RegExp) throwIncompatible(agent, regexp, 'RegExp.prototype.exec');
  return yield* RegExpBuiltinExec(agent, regexp, text);
}

/** The next index, past a whole code point in Unicode mode. @spec sec-advancestringindex */
export function AdvanceStringIndex(text: string, index: number, unicode: boolean): number {
  return index + (unicode && index + 1 < text.length && text.codePointAt(index)! > 0xffff ? 2 : 1);
}
