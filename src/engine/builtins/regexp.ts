import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { Get, GetPrototypeFromConstructor, Set as SetProperty } from '../operations/object';
import { ToBoolean } from '../operations/primitive';
import { IsRegExp } from '../operations/regexp';
import type { Realm } from '../realm';
import { type JSObject, Kind, touch } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { accessor, constructorFunction, method, plainObject, twoWay } from './define';
import { receiver, throwIncompatible } from './receiver';
import { compileRegExp, createRegExpObject, type RegExpData, RegExpStatics, regExpStatics } from './regexp-create';
import { createMatchArray, execPristine, isPristineRegExp, RegExpBuiltinExec, RegExpExec } from './regexp-exec';
import { createRegExpSymbolMethods } from './regexp-symbols';

/** Flag, and the property that tells whether it is set; in the order of `flags`. */
const FLAG_PROPERTIES: [flag: string, name: string][] = [
  ['d', 'hasIndices'],
  ['g', 'global'],
  ['i', 'ignoreCase'],
  ['m', 'multiline'],
  ['s', 'dotAll'],
  ['u', 'unicode'],
  ['v', 'unicodeSets'],
  ['y', 'sticky'],
];

/** INTEROP: V8 asks for `unicodeSets` last. */
const V8_FLAG_PROPERTIES = FLAG_PROPERTIES.toSorted((a, b) => Number(a[0] === 'v') - Number(b[0] === 'v'));

/** @spec sec-regexp-regular-expression-objects */
export function createRegExp(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.RegExpPrototype = proto;
  const statics = new RegExpStatics();
  const Constructor = constructorFunction(realm, 'RegExp', 2, constructRegExp, proto, { captured: statics });
  intrinsics.RegExp = Constructor;
  /** @spec sec-get-regexp-%symbol.species% */
  accessor(realm, Constructor, wellKnown.species, (_agent, thisValue) => thisValue);

  intrinsics.RegExpPrototypeExec = method(realm, proto, 'exec', 1, twoWay(execFast, exec));
  for (const name of ['dotAll', 'flags', 'global', 'hasIndices', 'ignoreCase', 'multiline'])
    flagGetter(realm, proto, name);
  /** @spec sec-get-regexp.prototype.source */
  accessor(realm, proto, 'source', (agent, thisValue) => {
    if (isObject(thisValue)) {
      if (thisValue.kind === Kind.RegExp) return sourceText(thisValue.data as RegExpData);
      if (thisValue === agent.realm.intrinsics.RegExpPrototype) return '(?:)';
    }
    return throwWrongGetter(agent, thisValue, 'source');
  });
  for (const name of ['sticky', 'unicode', 'unicodeSets']) flagGetter(realm, proto, name);
  method(realm, proto, 'compile', 2, compile);
  method(realm, proto, 'toString', 0, toText);
  method(realm, proto, 'test', 1, twoWay(testFast, test));
  createRegExpSymbolMethods(realm, proto);
  createLegacyProperties(realm, Constructor);
  /** @spec sec-regexp.escape */
  method(realm, Constructor, 'escape', 1, (agent, _thisValue, args) => {
    if (typeof args[0] !== 'string') throwTypeError(agent, 'input argument must be a string');
    return escapeText(args[0]);
  });
  statics.protoShape = proto.shape;
  statics.protoSlots = proto.slots.slice();
}

/** @spec sec-regexp-pattern-flags */
function* constructRegExp(
  agent: Agent,
  _thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
  fn: JSObject,
): Steps<Value> {
  const [pattern, flags] = args;
  const isRegExp = yield* IsRegExp(agent, pattern);
  if (newTarget === undefined && isRegExp && flags === undefined) {
    if ((yield* Get(agent, pattern as JSObject, 'constructor')) === fn) return pattern;
  }
  let source: Value = pattern;
  let flagsValue: Value = flags;
  if (isObject(pattern) && pattern.kind === Kind.RegExp) {
    source = (pattern.data as RegExpData).source;
    if (flags === undefined) flagsValue = (pattern.data as RegExpData).flags;
  } else if (isRegExp) {
    source = yield* Get(agent, pattern as JSObject, 'source');
    if (flags === undefined) flagsValue = yield* Get(agent, pattern as JSObject, 'flags');
  }
  const proto =
    newTarget === undefined || newTarget === fn
      ? undefined
      : yield* GetPrototypeFromConstructor(agent, newTarget, 'RegExpPrototype');
  const data = yield* initialize(agent, source, flagsValue);
  if (proto === undefined) data.legacyRealm = agent.realm;
  return createRegExpObject(agent.realm, data, proto);
}

/** @spec sec-regexpinitialize */
function* initialize(agent: Agent, pattern: Value, flags: Value): Steps<RegExpData> {
  const source = pattern === undefined ? '' : yield* ToString(agent, pattern);
  return compileRegExp(agent, source, flags === undefined ? '' : yield* ToString(agent, flags));
}

/**
 * What is proposed refuses objects of subclasses and of other realms.
 * @spec sec-regexp.prototype.compile
 */
function* compile(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const regexp = receiver(agent, thisValue, Kind.RegExp, 'RegExp.prototype.compile');
  const { legacyRealm } = regexp.data as RegExpData;
  if (agent.hooks.proposals === true && legacyRealm !== agent.realm) {
    throwIncompatible(agent, thisValue, 'RegExp.prototype.compile');
  }
  const [pattern, flags] = args;
  if (isObject(pattern) && pattern.kind === Kind.RegExp) {
    if (flags !== undefined) throwTypeError(agent, 'Cannot supply flags when constructing one RegExp from another');
    const data = pattern.data as RegExpData;
    regexp.data = compileRegExp(agent, data.source, data.flags);
  } else regexp.data = yield* initialize(agent, pattern, flags);
  (regexp.data as RegExpData).legacyRealm = legacyRealm;
  touch(regexp);
  yield* SetProperty(agent, regexp, 'lastIndex', 0, true);
  return regexp;
}

function execFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (typeof args[0] !== 'string' || !isPristineRegExp(agent, thisValue)) return SLOW;
  const match = execPristine(agent, thisValue, args[0]);
  return match === null ? null : createMatchArray(agent, match, args[0]);
}

/** @spec sec-regexp.prototype.exec */
function* exec(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const regexp = receiver(agent, thisValue, Kind.RegExp, 'RegExp.prototype.exec');
  return yield* RegExpBuiltinExec(agent, regexp, yield* ToString(agent, args[0]));
}

function testFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (typeof args[0] !== 'string' || !isPristineRegExp(agent, thisValue)) return SLOW;
  return execPristine(agent, thisValue, args[0]) !== null;
}

/** @spec sec-regexp.prototype.test */
function* test(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = 'RegExp.prototype.test';
  // V8's text doesn't tell the receiver.
  if (!isObject(thisValue)) throwIncompatible(agent, undefined, name);
  return (yield* RegExpExec(agent, thisValue, yield* ToString(agent, args[0]))) !== null;
}

/** @spec sec-regexp.prototype.tostring */
function* toText(agent: Agent, thisValue: Value): Steps<Value> {
  if (!isObject(thisValue)) throwIncompatible(agent, thisValue, 'RegExp.prototype.toString');
  const source = yield* ToString(agent, yield* Get(agent, thisValue, 'source'));
  return `/${source}/${yield* ToString(agent, yield* Get(agent, thisValue, 'flags'))}`;
}

/** @spec sec-escaperegexppattern */
function sourceText(data: RegExpData): string {
  if (data.names === null) return data.matcher.source;
  // The host has compiled a rewritten pattern.
  return data.source.replace(/\\.|\[(?:\\.|[^\]])*\]|[/\n\r\u2028\u2029]/gs, (text) =>
    text.length > 1
      ? text
      : text === '/'
        ? '\\/'
        : `\\${{ '\n': 'n', '\r': 'r' }[text] ?? `u${text.charCodeAt(0).toString(16)}`}`,
  );
}

function throwWrongGetter(agent: Agent, value: Value, name: string): never {
  const getter = `RegExp.prototype.${name} getter called on`;
  if (!isObject(value) && name === 'flags') throwTypeError(agent, `${getter} non-object ${describeValue(value)}`);
  return throwTypeError(agent, `${getter} non-RegExp object`);
}

/** @spec sec-regexphasflag */
function flagGetter(realm: Realm, proto: JSObject, name: string): void {
  if (name === 'flags') {
    accessor(realm, proto, name, flags);
    return;
  }
  const flag = FLAG_PROPERTIES.find((row) => row[1] === name)![0];
  accessor(realm, proto, name, (agent, thisValue) => {
    if (isObject(thisValue)) {
      if (thisValue.kind === Kind.RegExp) return (thisValue.data as RegExpData).flags.includes(flag);
      if (thisValue === agent.realm.intrinsics.RegExpPrototype) return undefined;
    }
    return throwWrongGetter(agent, thisValue, name);
  });
}

/** @spec sec-get-regexp.prototype.flags */
function* flags(agent: Agent, thisValue: Value): Steps<Value> {
  if (!isObject(thisValue)) throwWrongGetter(agent, thisValue, 'flags');
  const isSet: Record<string, boolean> = {};
  for (const [, name] of agent.hooks.library === undefined ? FLAG_PROPERTIES : V8_FLAG_PROPERTIES)
    isSet[name] = ToBoolean(yield* Get(agent, thisValue, name));
  let text = '';
  for (const [flag, name] of FLAG_PROPERTIES) if (isSet[name]) text += flag;
  return text;
}

/** INTEROP: `RegExp.$1` and friends, which every engine has and the standard not yet; V8 answers any receiver. */
function createLegacyProperties(realm: Realm, Constructor: JSObject): void {
  const readers: [names: string[], read: (statics: RegExpStatics) => string][] = [
    [['lastMatch', '$&'], ({ match }) => match?.[0] ?? ''],
    [['lastParen', '$+'], ({ match }) => (match === null || match.length < 2 ? '' : (match[match.length - 1] ?? ''))],
    [['leftContext', '$`'], ({ match, input }) => (match === null ? '' : input.slice(0, match.index))],
    [['rightContext', "$'"], ({ match, input }) => (match === null ? '' : input.slice(match.index + match[0].length))],
  ];
  for (let i = 1; i < 10; i++) readers.push([[`$${i}`], ({ match }) => match?.[i] ?? '']);
  const { proposals } = realm.agent.hooks;
  const check = (agent: Agent, thisValue: Value): void => {
    if (proposals && thisValue !== Constructor) throwTypeError(agent, 'Receiver is not the RegExp constructor');
  };
  for (const name of ['input', '$_']) {
    accessor(
      realm,
      Constructor,
      name,
      (agent, thisValue) => {
        check(agent, thisValue);
        return regExpStatics(agent.realm).input;
      },
      function* (agent, thisValue, args): Steps<Value> {
        check(agent, thisValue);
        regExpStatics(agent.realm).input = yield* ToString(agent, args[0]);
        return undefined;
      },
    );
  }
  for (const [names, read] of readers) {
    for (const name of names) {
      accessor(
        realm,
        Constructor,
        name,
        (agent, thisValue) => {
          check(agent, thisValue);
          return read(regExpStatics(agent.realm));
        },
        proposals ? undefined : () => undefined,
      );
    }
  }
}

/** @spec sec-encodeforregexpescape */
function escapeText(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (result === '' && /^[0-9A-Za-z]$/.test(character)) result += hexEscape(code);
    else if ('^$\\.*+?()[]{}|/'.includes(character)) result += `\\${character}`;
    else if ('\t\n\v\f\r'.includes(character)) result += `\\${'tnvfr'['\t\n\v\f\r'.indexOf(character)]}`;
    else if (/[\s,\-=<>#&!%:;@~'`"\ufeff]/.test(character) || (code >= 0xd800 && code <= 0xdfff)) {
      result += code <= 0xff ? hexEscape(code) : `\\u${code.toString(16).padStart(4, '0')}`;
    } else result += character;
  }
  return result;
}

function hexEscape(code: number): string {
  return `\\x${code.toString(16).padStart(2, '0')}`;
}
