import {
  CallRequest,
  constructorFunction,
  createArray,
  createObject,
  Get,
  type JSObject,
  makeClosure,
  makeError,
  type PlainArguments,
  peek,
  plainObject,
  type Realm,
  type Steps,
  setHidden,
  type Value,
  WEC,
} from '../../engine';
import { Source } from '../../syntax';
import { libraryCode } from '../library-code';
import polyfill from './polyfill';

/**
 * The polyfill installs what it makes on globals: here on stand-ins, so that the program's own stay as they are. A process among
 * them keeps it from marking its objects for a debugger.
 */
const TEXT = `
  const scope = { process: true };
  const intl = { DateTimeFormat: Intl.DateTimeFormat };
  (function (globalThis, Intl, Date, RangeError, TypeError) {
    ${polyfill}
  })(scope, intl, class extends Date {}, makeRangeError, makeTypeError);
  return { Temporal: scope.Temporal, DateTimeFormat: intl.DateTimeFormat };
`;

/** Runs the polyfill in `realm`; gives an object with its `Temporal` and `DateTimeFormat`. */
export function* runPolyfill(realm: Realm): Steps<JSObject> {
  const { agent } = realm;
  const source = agent.addSource(new Source('temporal', TEXT, 0, 'ECMAScript'));
  const code = libraryCode(source, ['makeRangeError', 'makeTypeError']);
  const errors = [errorMaker(realm, 'RangeError'), errorMaker(realm, 'TypeError')];
  return (yield new CallRequest(makeClosure(realm, code, null), undefined, errors, undefined)) as JSObject;
}

/** Stands for an error's constructor in the polyfill, and gives its errors V8's words. */
function errorMaker(realm: Realm, name: 'RangeError' | 'TypeError'): JSObject {
  return constructorFunction(
    realm,
    name,
    1,
    (agent, _this, [text]) => makeError(agent, name, wordsOf(realm, String(text as string)), realm),
    plainObject(realm),
  );
}

/** V8's words where those of the polyfill tell which they are. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Out-of-bounds date.*/s, 'Temporal error: Date is not within ISO date time limits.'],
  [/^Non-(finite|integer) .*/s, 'Temporal error: Expected finite integer.'],
  [/^Cannot mix duration signs.*/s, 'Temporal error: Duration was not valid.'],
  [/^No valid fields: days,.*/s, 'Temporal error: Did not provide any valid Duration fields.'],
  [/^Missing relativeTo.*/s, 'Temporal error: '],
  [/^Invalid bigint: (.*)/s, 'Cannot convert $1 to a BigInt'],
  [/^Cannot format (ZonedDateTime)/, 'Invalid argument for Temporal [object Temporal.$1]'],
];

function wordsOf(realm: Realm, text: string): string {
  for (const [pattern, words] of WORDS) if (pattern.test(text)) return text.replace(pattern, words);
  realm.agent.hooks.notModelled(realm.agent, "the words of Temporal's errors");
  return `Temporal error: ${text}`;
}

/** Formats Temporal's objects as `Intl.DateTimeFormat` does, with the options it was made with. */
export function* formatWith(
  realm: Realm,
  library: JSObject,
  { locales, options }: PlainArguments,
  method: string,
  args: Value[],
): Steps<Value> {
  const plain = createObject(realm.intrinsics.ObjectPrototype);
  for (const [name, value] of Object.entries(options)) setHidden(plain, name, value as Value, WEC);
  const DateTimeFormat = peek(library, 'DateTimeFormat') as JSObject;
  const format = (yield new CallRequest(
    DateTimeFormat,
    undefined,
    [createArray(realm, [...locales]), plain],
    DateTimeFormat,
  )) as JSObject;
  return yield new CallRequest(yield* Get(realm.agent, format, method), format, args, undefined);
}
