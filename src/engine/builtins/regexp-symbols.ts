import type { Agent } from '../agent';
import { throwRangeError } from '../errors';
import { CallRequest, construct, type Steps } from '../machine/request';
import { SameValue } from '../operations/compare';
import { ToIntegerOrInfinity, ToLength, ToString, ToUint32 } from '../operations/conversion';
import { CreateIterResultObject } from '../operations/iterator';
import {
  createArray,
  Get,
  hasPristineSpecies,
  LengthOfArrayLike,
  Set as SetProperty,
  SpeciesConstructor,
} from '../operations/object';
import { IsCallable, ToBoolean, ToObject } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { constant, method, plainObject } from './define';
import { throwIncompatible } from './receiver';
import type { RegExpData } from './regexp-create';
import {
  AdvanceStringIndex,
  endOf,
  execHost,
  execPristine,
  groupsObject,
  isPristineRegExp,
  RegExpExec,
  setLastIndex,
} from './regexp-exec';
import { GetSubstitution, substitute } from './substitution';

export function createRegExpSymbolMethods(realm: Realm, proto: JSObject): void {
  method(realm, proto, wellKnown.match, 1, match);
  method(realm, proto, wellKnown.matchAll, 1, matchAll);
  method(realm, proto, wellKnown.replace, 2, replace);
  method(realm, proto, wellKnown.search, 1, search);
  method(realm, proto, wellKnown.split, 2, split);
  createRegExpStringIterator(realm);
}

function receiverObject(agent: Agent, value: Value, name: string): JSObject {
  return isObject(value) ? value : throwIncompatible(agent, value, `RegExp.prototype.${name}`);
}

/** What `match` and `replace` ask of flags; older versions of V8 ask for one after the other. */
function* searchMode(agent: Agent, regexp: JSObject): Steps<{ global: boolean; unicode: boolean }> {
  if (agent.hooks.wording === 'V8 11') {
    const global = ToBoolean(yield* Get(agent, regexp, 'global'));
    return { global, unicode: global && ToBoolean(yield* Get(agent, regexp, 'unicode')) };
  }
  const flags = yield* ToString(agent, yield* Get(agent, regexp, 'flags'));
  return { global: flags.includes('g'), unicode: flags.includes('u') || flags.includes('v') };
}

/** All matches of a pristine global regular expression, from the beginning. */
function allMatches(agent: Agent, regexp: JSObject, text: string): RegExpExecArray[] {
  const data = regexp.data as RegExpData;
  const matches: RegExpExecArray[] = [];
  let index = 0;
  while (index <= text.length) {
    const found = execHost(agent, data, text, index);
    if (found === null) break;
    agent.allocate(32);
    matches.push(found);
    index = endOf(found);
    if (found[0] === '') index = AdvanceStringIndex(text, index, data.unicode);
  }
  setLastIndex(regexp, 0);
  return matches;
}

/** @spec sec-regexp.prototype-%symbol.match% */
function* match(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const _name = 'RegExp.prototype.@@match';
  const regexp = receiverObject(agent, thisValue, '@@match');
  const text = yield* ToString(agent, args[0]);
  if (isPristineRegExp(agent, regexp) && (regexp.data as RegExpData).global) {
    const texts: Value[] = allMatches(agent, regexp, text).map((found) => found[0]);
    return texts.length === 0 ? null : createArray(agent.realm, texts);
  }
  const { global, unicode } = yield* searchMode(agent, regexp);
  if (!global) return yield* RegExpExec(agent, regexp, text);
  yield* SetProperty(agent, regexp, 'lastIndex', 0, true);
  const texts: Value[] = [];
  for (;;) {
    const result = yield* RegExpExec(agent, regexp, text);
    if (result === null) return texts.length === 0 ? null : createArray(agent.realm, texts);
    const matched = yield* ToString(agent, yield* Get(agent, result, 0));
    texts.push(matched);
    if (matched === '') yield* advanceLastIndex(agent, regexp, text, unicode);
  }
}

function* advanceLastIndex(agent: Agent, regexp: JSObject, text: string, unicode: boolean): Steps<void> {
  const index = yield* ToLength(agent, yield* Get(agent, regexp, 'lastIndex'));
  yield* SetProperty(agent, regexp, 'lastIndex', AdvanceStringIndex(text, index, unicode), true);
}

/** @spec sec-regexp-prototype-%symbol.matchall% */
function* matchAll(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const regexp = receiverObject(agent, thisValue, '@@matchAll');
  const text = yield* ToString(agent, args[0]);
  const Constructor = yield* SpeciesConstructor(agent, regexp, agent.realm.intrinsics.RegExp!);
  const flags = yield* ToString(agent, yield* Get(agent, regexp, 'flags'));
  const matcher = (yield construct(Constructor, [regexp, flags])) as JSObject;
  const lastIndex = yield* ToLength(agent, yield* Get(agent, regexp, 'lastIndex'));
  yield* SetProperty(agent, matcher, 'lastIndex', lastIndex, true);
  const data = new RegExpStringIteratorData(
    matcher,
    text,
    flags.includes('g'),
    flags.includes('u') || flags.includes('v'),
  );
  return new JSObject(agent.realm.intrinsics.RegExpStringIteratorPrototype!.childShape(), Kind.Iterator, data);
}

/** Internal slots of a RegExp string iterator. @spec sec-regexp-string-iterator-objects */
export class RegExpStringIteratorData {
  readonly kind = 'regexp-string';
  done = false;
  constructor(
    readonly matcher: JSObject,
    readonly text: string,
    readonly global: boolean,
    readonly unicode: boolean,
  ) {}
}

/** @spec sec-%regexpstringiteratorprototype%-object */
function createRegExpStringIterator(realm: Realm): void {
  const proto = plainObject(realm, realm.intrinsics.IteratorPrototype);
  realm.intrinsics.RegExpStringIteratorPrototype = proto;
  /** @spec sec-%regexpstringiteratorprototype%.next */
  method(realm, proto, 'next', 0, function* (agent, thisValue): Steps<Value> {
    const name = '%RegExpStringIterator%.prototype.next';
    const data = isObject(thisValue) ? thisValue.data : null;
    if (!(data instanceof RegExpStringIteratorData)) throwIncompatible(agent, thisValue, name);
    if (data.done) return CreateIterResultObject(agent.realm, undefined, true);
    const result = yield* RegExpExec(agent, data.matcher, data.text);
    if (result === null) {
      data.done = true;
      return CreateIterResultObject(agent.realm, undefined, true);
    }
    if (!data.global) data.done = true;
    else if ((yield* ToString(agent, yield* Get(agent, result, 0))) === '') {
      yield* advanceLastIndex(agent, data.matcher, data.text, data.unicode);
    }
    return CreateIterResultObject(agent.realm, result, false);
  });
  constant(proto, wellKnown.toStringTag, 'RegExp String Iterator', C);
}

/** Collects the result of a replacement; each match's text replaces it, from left to right. */
class Replaced {
  text = '';
  next = 0;
  constructor(
    private readonly agent: Agent,
    private readonly source: string,
  ) {}

  add(position: number, matched: number, replacement: string): void {
    if (position < this.next) return;
    this.text += this.source.slice(this.next, position) + replacement;
    this.next = position + matched;
    if (this.text.length > this.agent.limits.stringLength) throwRangeError(this.agent, 'Invalid string length');
  }

  finish(): string {
    const text = this.next >= this.source.length ? this.text : this.text + this.source.slice(this.next);
    if (text.length > this.agent.limits.stringLength) throwRangeError(this.agent, 'Invalid string length');
    this.agent.allocate(text.length);
    return text;
  }
}

/** @spec sec-regexp.prototype-%symbol.replace% */
function* replace(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = 'RegExp.prototype.@@replace';
  // V8's text doesn't tell the receiver.
  const regexp = isObject(thisValue) ? thisValue : throwIncompatible(agent, undefined, name);
  const text = yield* ToString(agent, args[0]);
  const replacer = IsCallable(args[1]) ? args[1] : undefined;
  const template = replacer === undefined ? yield* ToString(agent, args[1]) : '';
  if (isPristineRegExp(agent, regexp)) return yield* replacePristine(agent, regexp, text, replacer, template);
  const { global, unicode } = yield* searchMode(agent, regexp);
  if (global) yield* SetProperty(agent, regexp, 'lastIndex', 0, true);
  const results: JSObject[] = [];
  for (;;) {
    const result = yield* RegExpExec(agent, regexp, text);
    if (result === null) break;
    results.push(result);
    if (!global) break;
    if ((yield* ToString(agent, yield* Get(agent, result, 0))) === '') {
      yield* advanceLastIndex(agent, regexp, text, unicode);
    }
  }
  const replaced = new Replaced(agent, text);
  for (const result of results) {
    const count = yield* LengthOfArrayLike(agent, result);
    const matched = yield* ToString(agent, yield* Get(agent, result, 0));
    const index = yield* ToIntegerOrInfinity(agent, yield* Get(agent, result, 'index'));
    const position = Math.max(Math.min(index, text.length), 0);
    const captures: Value[] = [];
    // V8 reads the match once more, among its captures.
    for (let n = agent.hooks.followsStandard ? 1 : 0; n < count; n++) {
      const capture = yield* Get(agent, result, n);
      const captured = capture === undefined ? undefined : yield* ToString(agent, capture);
      if (n > 0) captures.push(captured);
    }
    const groups = yield* Get(agent, result, 'groups');
    let replacement: string;
    if (replacer !== undefined) {
      const callArgs = [matched, ...captures, position, text];
      if (groups !== undefined) callArgs.push(groups);
      replacement = yield* ToString(agent, yield new CallRequest(replacer, undefined, callArgs, undefined));
    } else {
      const named = groups === undefined ? undefined : ToObject(agent, groups);
      replacement = yield* GetSubstitution(agent, matched, text, position, captures, named, template);
    }
    replaced.add(position, matched.length, replacement);
  }
  return replaced.finish();
}

/** FAST-PATH: all matches are found before the first call, as the standard has it, so nothing can change them. */
function* replacePristine(
  agent: Agent,
  regexp: JSObject,
  text: string,
  replacer: JSObject | undefined,
  template: string,
): Steps<string> {
  let matches: RegExpExecArray[];
  if ((regexp.data as RegExpData).global) matches = allMatches(agent, regexp, text);
  else {
    const found = execPristine(agent, regexp, text);
    matches = found === null ? [] : [found];
  }
  if (matches.length === 0) return text;
  const replaced = new Replaced(agent, text);
  for (const found of matches) {
    const captures = found.slice(1);
    let replacement: string;
    if (replacer !== undefined) {
      const callArgs: Value[] = [...found, found.index, text];
      if (found.groups !== undefined) callArgs.push(groupsObject(found.groups, (value) => value));
      const result = yield new CallRequest(replacer, undefined, callArgs, undefined);
      replacement = typeof result === 'string' ? result : yield* ToString(agent, result);
    } else replacement = substitute(found[0], text, found.index, captures, found.groups, template);
    replaced.add(found.index, found[0].length, replacement);
  }
  return replaced.finish();
}

/** @spec sec-regexp.prototype-%symbol.search% */
function* search(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const regexp = receiverObject(agent, thisValue, '@@search');
  const text = yield* ToString(agent, args[0]);
  if (isPristineRegExp(agent, regexp)) {
    const found = execHost(agent, regexp.data as RegExpData, text, 0);
    return found === null ? -1 : found.index;
  }
  const before = yield* Get(agent, regexp, 'lastIndex');
  if (!SameValue(before, 0)) yield* SetProperty(agent, regexp, 'lastIndex', 0, true);
  const result = yield* RegExpExec(agent, regexp, text);
  const after = yield* Get(agent, regexp, 'lastIndex');
  if (!SameValue(after, before)) yield* SetProperty(agent, regexp, 'lastIndex', before, true);
  return result === null ? -1 : yield* Get(agent, result, 'index');
}

/** @spec sec-regexp.prototype-%symbol.split% */
function* split(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const _name = 'RegExp.prototype.@@split';
  const regexp = receiverObject(agent, thisValue, '@@split');
  const text = yield* ToString(agent, args[0]);
  const { realm } = agent;
  const intrinsic = realm.intrinsics.RegExp!;
  if (isPristineRegExp(agent, regexp) && hasPristineSpecies(intrinsic) && !isObject(args[1])) {
    const limit = args[1] === undefined ? 4294967295 : yield* ToUint32(agent, args[1]);
    return createArray(realm, splitPristine(agent, regexp, text, limit));
  }
  const Constructor = yield* SpeciesConstructor(agent, regexp, intrinsic);
  const flags = yield* ToString(agent, yield* Get(agent, regexp, 'flags'));
  const unicode = flags.includes('u') || flags.includes('v');
  const newFlags = flags.includes('y') ? flags : `${flags}y`;
  const splitter = (yield construct(Constructor, [regexp, newFlags])) as JSObject;
  const limit = args[1] === undefined ? 4294967295 : yield* ToUint32(agent, args[1]);
  if (limit === 0) return createArray(realm, []);
  if (text === '') {
    const result = yield* RegExpExec(agent, splitter, text);
    return createArray(realm, result === null ? [text] : []);
  }
  const parts: Value[] = [];
  let p = 0;
  let q = 0;
  while (q < text.length) {
    yield* SetProperty(agent, splitter, 'lastIndex', q, true);
    const result = yield* RegExpExec(agent, splitter, text);
    if (result === null) {
      q = AdvanceStringIndex(text, q, unicode);
      continue;
    }
    const end = Math.min(yield* ToLength(agent, yield* Get(agent, splitter, 'lastIndex')), text.length);
    if (end === p) {
      q = AdvanceStringIndex(text, q, unicode);
      continue;
    }
    agent.allocateElements(1);
    parts.push(text.slice(p, q));
    if (parts.length === limit) return createArray(realm, parts);
    p = end;
    const count = Math.max((yield* LengthOfArrayLike(agent, result)) - 1, 0);
    for (let i = 1; i <= count; i++) {
      parts.push(yield* Get(agent, result, i));
      if (parts.length === limit) return createArray(realm, parts);
    }
    q = p;
  }
  parts.push(text.slice(p));
  return createArray(realm, parts);
}

/** FAST-PATH: searches onwards instead of trying each position. */
function splitPristine(agent: Agent, regexp: JSObject, text: string, limit: number): Value[] {
  const data = regexp.data as RegExpData;
  if (limit === 0) return [];
  const searcher = data.sticky ? new RegExp(data.matcher.source, data.matcher.flags.replace('y', 'g')) : data.matcher;
  const find = (index: number): RegExpExecArray | null => {
    agent.hooks.operationBegins?.(agent);
    searcher.lastIndex = index;
    const found = searcher.exec(text);
    agent.hooks.operationEnded?.();
    return found;
  };
  if (text === '') return find(0) === null ? [text] : [];
  const parts: Value[] = [];
  let p = 0;
  let q = 0;
  while (q < text.length) {
    const found = find(q);
    if (found === null || found.index >= text.length) break;
    const end = Math.min(endOf(found), text.length);
    if (end === p) {
      q = AdvanceStringIndex(text, q, data.unicode);
      continue;
    }
    agent.allocateElements(found.length);
    parts.push(text.slice(p, found.index));
    if (parts.length === limit) return parts;
    p = end;
    for (let i = 1; i < found.length; i++) {
      parts.push(found[i]);
      if (parts.length === limit) return parts;
    }
    q = p;
  }
  parts.push(text.slice(p));
  return parts;
}
