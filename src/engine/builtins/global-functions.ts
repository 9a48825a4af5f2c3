import type { Agent } from '../agent';
import { errorThrow } from '../errors';
import { ToNumber, ToString, toNumberPrimitive, toStringPrimitive } from '../operations/conversion';
import type { Realm } from '../realm';
import { isObject, SLOW, type Value } from '../values/value';
import { type Body, native, twoWay } from './define';

/** Function properties of the global object. @spec sec-function-properties-of-the-global-object */
export function createGlobalFunctions(realm: Realm): void {
  const define = (name: string, length: number, body: Body): void => {
    realm.intrinsics[name] = native(realm, name, length, body);
  };
  /** @spec sec-isfinite-number */
  define('isFinite', 1, ofNumber(Number.isFinite));
  /** @spec sec-isnan-number */
  define('isNaN', 1, ofNumber(Number.isNaN));
  /** @spec sec-parsefloat-string */
  define(
    'parseFloat',
    1,
    ofString((_agent, text) => parseFloat(text)),
  );
  /** @spec sec-parseint-string-radix */
  define(
    'parseInt',
    2,
    twoWay(
      (agent, _this, args) => {
        const [text, radix] = args;
        if (isObject(text) || isObject(radix)) return SLOW;
        return parseInt(toStringPrimitive(agent, text), toNumberPrimitive(agent, radix));
      },
      function* (agent, _this, args) {
        const text = yield* ToString(agent, args[0]);
        return parseInt(text, yield* ToNumber(agent, args[1]));
      },
    ),
  );
  /** @spec sec-decodeuri-encodeduri */
  define('decodeURI', 1, ofString(uri(decodeURI)));
  /** @spec sec-decodeuricomponent-encodeduricomponent */
  define('decodeURIComponent', 1, ofString(uri(decodeURIComponent)));
  /** @spec sec-encodeuri-uri */
  define('encodeURI', 1, ofString(uri(encodeURI)));
  /** @spec sec-encodeuricomponent-uricomponent */
  define('encodeURIComponent', 1, ofString(uri(encodeURIComponent)));
  /** @spec sec-escape-string */
  define(
    'escape',
    1,
    ofString((_agent, text) => escapeText(text)),
  );
  /** @spec sec-unescape-string */
  define(
    'unescape',
    1,
    ofString((_agent, text) => unescapeText(text)),
  );
}

function ofNumber(test: (n: number) => boolean): Body {
  return twoWay(
    (agent, _this, args) => (isObject(args[0]) ? SLOW : test(toNumberPrimitive(agent, args[0]))),
    function* (agent, _this, args) {
      return test(yield* ToNumber(agent, args[0]));
    },
  );
}

function ofString(compute: (agent: Agent, text: string) => Value): Body {
  return twoWay(
    (agent, _this, args) => (isObject(args[0]) ? SLOW : compute(agent, toStringPrimitive(agent, args[0]))),
    function* (agent, _this, args) {
      return compute(agent, yield* ToString(agent, args[0]));
    },
  );
}

/** Runs a pure host function on text; its URIError becomes the guest's. */
function uri(compute: (text: string) => string) {
  return (agent: Agent, text: string): string => {
    try {
      return compute(text);
    } catch (error) {
      throw error instanceof URIError ? errorThrow(agent, 'URIError', 'URI malformed') : error;
    }
  };
}

const UNESCAPED = /[A-Za-z0-9@*_+\-./]/;

function escapeText(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 256 && UNESCAPED.test(text[i]!)) result += text[i];
    else if (unit < 256) result += `%${unit.toString(16).toUpperCase().padStart(2, '0')}`;
    else result += `%u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return result;
}

function unescapeText(text: string): string {
  return text.replace(
    /%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})/g,
    (_all, long: string | undefined, short: string | undefined) => String.fromCharCode(parseInt(long ?? short!, 16)),
  );
}
