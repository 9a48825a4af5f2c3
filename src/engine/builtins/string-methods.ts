import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToNumber, ToString } from '../operations/conversion';
import { clampRelative, toInteger, toNumberPrimitive, toStringPrimitive } from '../operations/primitive';
import { IsRegExp } from '../operations/regexp';
import type { Realm } from '../realm';
import { type JSObject, setHidden } from '../values/object';
import { WC } from '../values/shape';
import { isObject, SLOW, type Value } from '../values/value';
import { method, twoWay } from './define';
import { guarded } from './host-error';
import { localeList } from './intl-locale';
import { collatorFor } from './intl-services';

/** How an argument is converted before the method's own work. */
const enum As {
  /** ToString */
  Text,
  /** ToString, but undefined stays. */
  OptionalText,
  /** ToIntegerOrInfinity */
  Integer,
  /** ToIntegerOrInfinity, but undefined stays. */
  OptionalInteger,
  /** ToNumber */
  Number,
}

type Converted = any;
/** A method's work on the receiver's text and the converted arguments; runs no guest code. */
type TextBody = (agent: Agent, text: string, a: Converted, b: Converted) => Value;

function convert(agent: Agent, value: Value, as: As): Converted {
  switch (as) {
    case As.Text:
      return toStringPrimitive(agent, value);
    case As.OptionalText:
      return value === undefined ? undefined : toStringPrimitive(agent, value);
    case As.Integer:
      return toInteger(toNumberPrimitive(agent, value));
    case As.OptionalInteger:
      return value === undefined ? undefined : toInteger(toNumberPrimitive(agent, value));
    case As.Number:
      return toNumberPrimitive(agent, value);
  }
}

function* convertSteps(agent: Agent, value: Value, as: As): Steps<Converted> {
  if (!isObject(value)) return convert(agent, value, as);
  if (as === As.Text || as === As.OptionalText) return yield* ToString(agent, value);
  const n = yield* ToNumber(agent, value);
  return as === As.Number ? n : toInteger(n);
}

/** ToString(RequireObjectCoercible(this)). */
export function* thisText(agent: Agent, value: Value, name: string): Steps<string> {
  if (typeof value === 'string') return value;
  requireObjectCoercible(agent, value, name);
  return yield* ToString(agent, value);
}

/** @spec sec-requireobjectcoercible */
export function requireObjectCoercible(agent: Agent, value: Value, name: string): void {
  if (value === undefined || value === null) {
    throwTypeError(agent, `String.prototype.${name} called on null or undefined`);
  }
}

/** Adds a method that converts its receiver and arguments in order and then runs no more guest code. */
function textMethod(
  realm: Realm,
  proto: JSObject,
  name: string,
  length: number,
  conversions: As[],
  body: TextBody,
  messageName = name,
): JSObject {
  const [first, second] = conversions;
  return method(
    realm,
    proto,
    name,
    length,
    twoWay(
      (agent, thisValue, args) => {
        if (typeof thisValue !== 'string' || isObject(args[0]) || isObject(args[1])) return SLOW;
        const a = first === undefined ? undefined : convert(agent, args[0], first);
        return body(agent, thisValue, a, second === undefined ? undefined : convert(agent, args[1], second));
      },
      function* (agent, thisValue, args): Steps<Value> {
        const text = yield* thisText(agent, thisValue, messageName);
        const a = first === undefined ? undefined : yield* convertSteps(agent, args[0], first);
        const b = second === undefined ? undefined : yield* convertSteps(agent, args[1], second);
        return body(agent, text, a, b);
      },
    ),
  );
}

/** Checks the length a new string will have, before it is made. */
export function allocateString(agent: Agent, length: number): void {
  if (length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
  agent.allocate(length);
}

/** A text that is long enough asks nothing of the filler. @spec sec-stringpaddingbuiltinsimpl */
function padMethod(realm: Realm, proto: JSObject, name: 'padStart' | 'padEnd'): void {
  const pad = (agent: Agent, text: string, length: number, filler: string | undefined): string => {
    if (filler !== '') allocateString(agent, length);
    return text[name](length, filler);
  };
  method(
    realm,
    proto,
    name,
    1,
    twoWay(
      (agent, thisValue, args) => {
        if (typeof thisValue !== 'string' || isObject(args[0]) || isObject(args[1])) return SLOW;
        const length = convert(agent, args[0], As.Integer);
        if (length <= thisValue.length) return thisValue;
        return pad(agent, thisValue, length, convert(agent, args[1], As.OptionalText));
      },
      function* (agent, thisValue, args): Steps<Value> {
        const text = yield* thisText(agent, thisValue, name);
        const length = yield* convertSteps(agent, args[0], As.Integer);
        if (length <= text.length) return text;
        return pad(agent, text, length, yield* convertSteps(agent, args[1], As.OptionalText));
      },
    ),
  );
}

export function createStringMethods(realm: Realm, proto: JSObject): void {
  const define = (name: string, length: number, conversions: As[], body: TextBody, messageName?: string): JSObject =>
    textMethod(realm, proto, name, length, conversions, body, messageName);

  /** @spec sec-string.prototype.at */
  define('at', 1, [As.Integer], (_agent, text, index) => text[index < 0 ? text.length + index : index]);
  /** @spec sec-string.prototype.charat */
  define('charAt', 1, [As.Integer], (_agent, text, index) => text[index] ?? '');
  /** @spec sec-string.prototype.charcodeat */
  define('charCodeAt', 1, [As.Integer], (_agent, text, index) =>
    index >= 0 && index < text.length ? text.charCodeAt(index) : NaN,
  );
  /** @spec sec-string.prototype.codepointat */
  define('codePointAt', 1, [As.Integer], (_agent, text, index) => text.codePointAt(index));
  /** @spec sec-string.prototype.indexof */
  define('indexOf', 1, [As.Text, As.Integer], (_agent, text, search, from) => text.indexOf(search, from));
  /** @spec sec-string.prototype.lastindexof */
  define('lastIndexOf', 1, [As.Text, As.Number], (_agent, text, search, from) => text.lastIndexOf(search, from));
  /** @spec sec-string.prototype.slice */
  define('slice', 2, [As.Integer, As.OptionalInteger], (_agent, text, start, end) => text.slice(start, end));
  /** @spec sec-string.prototype.substring */
  define('substring', 2, [As.Integer, As.OptionalInteger], (_agent, text, start, end) => text.substring(start, end));
  /** @spec sec-string.prototype.substr */
  define('substr', 2, [As.Integer, As.OptionalInteger], (_agent, text, start, length) => {
    const from = clampRelative(start, text.length);
    const count = length === undefined ? text.length - from : Math.min(Math.max(length, 0), text.length - from);
    return text.slice(from, from + count);
  });
  /** @spec sec-string.prototype.tolowercase */
  define('toLowerCase', 0, [], (_agent, text) => text.toLowerCase());
  /** @spec sec-string.prototype.touppercase */
  define('toUpperCase', 0, [], (_agent, text) => text.toUpperCase());
  /** @spec sec-string.prototype.trim */
  define('trim', 0, [], (_agent, text) => text.trim());
  /** @spec sec-string.prototype.trimstart */
  const trimStart = define('trimStart', 0, [], (_agent, text) => text.trimStart(), 'trimLeft');
  /** @spec sec-string.prototype.trimend */
  const trimEnd = define('trimEnd', 0, [], (_agent, text) => text.trimEnd(), 'trimRight');
  /** @spec String.prototype.trimleft */
  setHidden(proto, 'trimLeft', trimStart, WC);
  /** @spec String.prototype.trimright */
  setHidden(proto, 'trimRight', trimEnd, WC);
  /** @spec sec-string.prototype.padstart */
  padMethod(realm, proto, 'padStart');
  /** @spec sec-string.prototype.padend */
  padMethod(realm, proto, 'padEnd');
  /** @spec sec-string.prototype.repeat */
  define('repeat', 1, [As.Integer], (agent, text, count) => {
    if (count < 0 || count === Infinity) throwRangeError(agent, `Invalid count value: ${count}`);
    if (text === '') return '';
    allocateString(agent, text.length * count);
    return text.repeat(count);
  });
  /** @spec sec-string.prototype.iswellformed */
  define('isWellFormed', 0, [], (_agent, text) => !LONE_SURROGATE.test(text));
  /** @spec sec-string.prototype.towellformed */
  define('toWellFormed', 0, [], (_agent, text) => text.replace(LONE_SURROGATES, '\ufffd'));
  /** @spec sec-string.prototype.normalize */
  define('normalize', 0, [As.OptionalText], (agent, text, form) => {
    if (form !== undefined && !['NFC', 'NFD', 'NFKC', 'NFKD'].includes(form)) {
      throwRangeError(agent, 'The normalization form should be one of NFC, NFD, NFKC, NFKD.');
    }
    return guarded(agent, () => text.normalize(form));
  });

  method(realm, proto, 'concat', 1, twoWay(concatFast, concat));
  method(realm, proto, 'localeCompare', 1, localeCompare);
  /** @spec sup-string.prototype.tolocalelowercase */
  localeCase(realm, proto, 'toLocaleLowerCase', (text, locales) => text.toLocaleLowerCase(locales));
  /** @spec sup-string.prototype.tolocaleuppercase */
  localeCase(realm, proto, 'toLocaleUpperCase', (text, locales) => text.toLocaleUpperCase(locales));

  /** @spec sec-string.prototype.includes */
  searchMethod(realm, proto, 'includes', (text, search, position) => text.includes(search, position));
  /** @spec sec-string.prototype.startswith */
  searchMethod(realm, proto, 'startsWith', (text, search, position) => text.startsWith(search, position));
  /** @spec sec-string.prototype.endswith */
  searchMethod(realm, proto, 'endsWith', (text, search, position) => text.endsWith(search, position));
  createHtmlMethods(realm, proto);
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const LONE_SURROGATES = new RegExp(LONE_SURROGATE, 'g');

function concatFast(agent: Agent, thisValue: Value, args: Value[]): Value {
  if (typeof thisValue !== 'string') return SLOW;
  let text = thisValue;
  for (const value of args) if (isObject(value)) return SLOW;
  for (const value of args) text += toStringPrimitive(agent, value);
  if (text.length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
  return text;
}

/** @spec sec-string.prototype.concat */
function* concat(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  let text = yield* thisText(agent, thisValue, 'concat');
  for (const value of args) {
    text += yield* ToString(agent, value);
    if (text.length > agent.limits.stringLength) throwRangeError(agent, 'Invalid string length');
  }
  return text;
}

/** @spec sup-String.prototype.localeCompare */
function* localeCompare(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const text = yield* thisText(agent, thisValue, 'localeCompare');
  const other = yield* ToString(agent, args[0]);
  return (yield* collatorFor(agent, args[1], args[2])).compare(text, other);
}

function localeCase(
  realm: Realm,
  proto: JSObject,
  name: string,
  change: (text: string, locales: string[]) => string,
): void {
  method(realm, proto, name, 0, function* (agent, thisValue, args): Steps<Value> {
    const text = yield* thisText(agent, thisValue, name);
    const locales = yield* localeList(agent, args[0]);
    return guarded(agent, () => change(text, locales.length > 0 ? locales : [agent.hooks.locale]));
  });
}

/** includes, startsWith and endsWith, which refuse regular expressions. */
function searchMethod(
  realm: Realm,
  proto: JSObject,
  name: string,
  search: (text: string, search: string, position: number | undefined) => boolean,
): void {
  method(
    realm,
    proto,
    name,
    1,
    twoWay(
      (agent, thisValue, args) => {
        if (typeof thisValue !== 'string' || isObject(args[0]) || isObject(args[1])) return SLOW;
        return search(thisValue, toStringPrimitive(agent, args[0]), convert(agent, args[1], As.OptionalInteger));
      },
      function* (agent, thisValue, args): Steps<Value> {
        const text = yield* thisText(agent, thisValue, name);
        if (yield* IsRegExp(agent, args[0])) {
          throwTypeError(agent, `First argument to String.prototype.${name} must not be a regular expression`);
        }
        const wanted = yield* ToString(agent, args[0]);
        return search(text, wanted, yield* convertSteps(agent, args[1], As.OptionalInteger));
      },
    ),
  );
}

/** @spec sec-additional-properties-of-the-string.prototype-object */
function createHtmlMethods(realm: Realm, proto: JSObject): void {
  const table: [name: string, tag: string, attribute: string][] = [
    ['anchor', 'a', 'name'],
    ['big', 'big', ''],
    ['blink', 'blink', ''],
    ['bold', 'b', ''],
    ['fontcolor', 'font', 'color'],
    ['fontsize', 'font', 'size'],
    ['fixed', 'tt', ''],
    ['italics', 'i', ''],
    ['link', 'a', 'href'],
    ['small', 'small', ''],
    ['strike', 'strike', ''],
    ['sub', 'sub', ''],
    ['sup', 'sup', ''],
  ];
  for (const [name, tag, attribute] of table) {
    const conversions = attribute === '' ? [] : [As.Text];
    /** @spec sec-createhtml */
    textMethod(realm, proto, name, conversions.length, conversions, (_agent, text, value) =>
      attribute === ''
        ? `<${tag}>${text}</${tag}>`
        : `<${tag} ${attribute}="${(value as string).replaceAll('"', '&quot;')}">${text}</${tag}>`,
    );
  }
}
