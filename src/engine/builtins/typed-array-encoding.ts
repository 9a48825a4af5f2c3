import type { Agent } from '../agent';
import { throwSyntaxError, throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { createRecord, Get } from '../operations/object';
import { ToBoolean } from '../operations/primitive';
import type { Realm } from '../realm';
import { type JSObject, Kind, touch } from '../values/object';
import { isObject, type Value } from '../values/value';
import { checkMutable } from './array-buffer';
import { method } from './define';
import { allocateTypedArray, validateTypedArray } from './typed-array';
import { ELEMENT_TYPES, type TypedArrayData } from './typed-array-access';

// Uint8Array to and from base64 and hexadecimal text.

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BYTES = ELEMENT_TYPES.find((type) => type.name === 'Uint8Array')!;

type LastChunkHandling = 'loose' | 'strict' | 'stop-before-partial';

/** Bytes decoded up to the end or to an error. */
interface Decoded {
  readonly read: number;
  readonly bytes: number[];
  readonly error?: string;
}

export function createUint8ArrayEncoding(realm: Realm): void {
  if (realm.agent.hooks.library === 'V8 13') return;
  const Constructor = realm.intrinsics.Uint8Array!;
  const proto = realm.intrinsics.Uint8ArrayPrototype!;
  method(realm, Constructor, 'fromBase64', 1, fromBase64);
  method(realm, Constructor, 'fromHex', 1, fromHex);
  method(realm, proto, 'toBase64', 0, toBase64);
  method(realm, proto, 'setFromBase64', 1, setFromBase64);
  method(realm, proto, 'toHex', 0, toHex);
  method(realm, proto, 'setFromHex', 1, setFromHex);
}

/** @spec sec-validateuint8array */
function validateUint8Array(agent: Agent, value: Value, name: string): JSObject {
  if (!isObject(value) || value.kind !== Kind.TypedArray || (value.data as TypedArrayData).type !== BYTES) {
    throwTypeError(agent, `${name}: this is not a Uint8Array`);
  }
  return value;
}

function checkText(agent: Agent, value: Value): string {
  return typeof value === 'string' ? value : throwTypeError(agent, 'input argument must be a string');
}

/** @spec sec-getoptionsobject */
function optionsObject(agent: Agent, value: Value): JSObject | undefined {
  if (value === undefined || isObject(value)) return value;
  return throwTypeError(agent, 'options argument must be an object');
}

function* choice<T extends string>(
  agent: Agent,
  options: JSObject | undefined,
  name: string,
  allowed: readonly T[],
): Steps<T> {
  const value = options === undefined ? undefined : yield* Get(agent, options, name);
  if (value === undefined) return allowed[0]!;
  if (allowed.includes(value as T)) return value as T;
  return throwTypeError(agent, `${name} must be one of ${allowed.map((item) => `"${item}"`).join(', ')}`);
}

function* decodingOptions(
  agent: Agent,
  value: Value,
): Steps<{ alphabet: 'base64' | 'base64url'; lastChunk: LastChunkHandling }> {
  const options = optionsObject(agent, value);
  const alphabet = yield* choice(agent, options, 'alphabet', ['base64', 'base64url']);
  const lastChunk = yield* choice(agent, options, 'lastChunkHandling', ['loose', 'strict', 'stop-before-partial']);
  return { alphabet, lastChunk };
}

function createBytes(agent: Agent, bytes: number[]): JSObject {
  const array = allocateTypedArray(agent, BYTES, bytes.length);
  (array.data as TypedArrayData).block.bytes.set(bytes);
  return array;
}

function writeBytes(agent: Agent, into: JSObject, decoded: Decoded): JSObject {
  const { view } = into.data as TypedArrayData;
  (view as Uint8Array).set(decoded.bytes);
  touch(into);
  if (decoded.error !== undefined) throwSyntaxError(agent, decoded.error);
  return createRecord(agent.realm, { read: decoded.read, written: decoded.bytes.length });
}

/** @spec sec-uint8array.frombase64 */
function* fromBase64(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const text = checkText(agent, args[0]);
  const { alphabet, lastChunk } = yield* decodingOptions(agent, args[1]);
  const decoded = decodeBase64(text, alphabet, lastChunk, Number.MAX_SAFE_INTEGER);
  if (decoded.error !== undefined) throwSyntaxError(agent, decoded.error);
  return createBytes(agent, decoded.bytes);
}

/** @spec sec-uint8array.prototype.setfrombase64 */
function* setFromBase64(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = 'Uint8Array.prototype.setFromBase64';
  const into = validateUint8Array(agent, thisValue, name);
  checkMutable(agent, (into.data as TypedArrayData).block, name);
  const text = checkText(agent, args[0]);
  const { alphabet, lastChunk } = yield* decodingOptions(agent, args[1]);
  validateTypedArray(agent, into, name);
  const { view } = into.data as TypedArrayData;
  return writeBytes(agent, into, decodeBase64(text, alphabet, lastChunk, view.length));
}

/** @spec sec-uint8array.fromhex */
function fromHex(agent: Agent, _thisValue: Value, args: Value[]): Value {
  const decoded = decodeHex(checkText(agent, args[0]), Number.MAX_SAFE_INTEGER);
  if (decoded.error !== undefined) throwSyntaxError(agent, decoded.error);
  return createBytes(agent, decoded.bytes);
}

/** @spec sec-uint8array.prototype.setfromhex */
function setFromHex(agent: Agent, thisValue: Value, args: Value[]): Value {
  const name = 'Uint8Array.prototype.setFromHex';
  const into = validateUint8Array(agent, thisValue, name);
  checkMutable(agent, (into.data as TypedArrayData).block, name);
  const text = checkText(agent, args[0]);
  validateTypedArray(agent, into, name);
  return writeBytes(agent, into, decodeHex(text, (into.data as TypedArrayData).view.length));
}

/** @spec sec-uint8array.prototype.tobase64 */
function* toBase64(agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
  const name = 'Uint8Array.prototype.toBase64';
  const array = validateUint8Array(agent, thisValue, name);
  const options = optionsObject(agent, args[0]);
  const alphabet = yield* choice(agent, options, 'alphabet', ['base64', 'base64url']);
  const omitPadding = options !== undefined && ToBoolean(yield* Get(agent, options, 'omitPadding'));
  validateTypedArray(agent, array, name);
  const bytes = (array.data as TypedArrayData).view as Uint8Array;
  agent.allocate(bytes.length * 2);
  const letters = alphabet === 'base64' ? STANDARD : URL_SAFE;
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const count = Math.min(3, bytes.length - i);
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k <= count; k++) text += letters[(bits >> (18 - 6 * k)) & 63];
    if (!omitPadding) text += '='.repeat(3 - count);
  }
  return text;
}

/** @spec sec-uint8array.prototype.tohex */
function toHex(agent: Agent, thisValue: Value): Value {
  const name = 'Uint8Array.prototype.toHex';
  const array = validateTypedArray(agent, validateUint8Array(agent, thisValue, name), name);
  const bytes = (array.data as TypedArrayData).view as Uint8Array;
  agent.allocate(bytes.length * 4);
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** @spec sec-fromhex */
function decodeHex(text: string, limit: number): Decoded {
  const bytes: number[] = [];
  if (text.length % 2 !== 0)
    return { read: 0, bytes, error: 'Input string must contain hex characters in even length' };
  let read = 0;
  while (read < text.length && bytes.length < limit) {
    const pair = text.slice(read, read + 2);
    if (!/^[0-9a-fA-F]{2}$/.test(pair)) {
      return { read, bytes, error: 'Input string contains non-hex characters' };
    }
    read += 2;
    bytes.push(Number.parseInt(pair, 16));
  }
  return { read, bytes };
}

const INVALID_CHARACTER = 'Found a character that cannot be part of a valid base64 string.';
const INVALID_END = 'The base64 input terminates with an incomplete or wrongly padded chunk.';
const EXTRA_BITS = 'The last base64 chunk has non-zero padding bits.';

/** @spec sec-frombase64 */
function decodeBase64(
  text: string,
  alphabet: 'base64' | 'base64url',
  lastChunk: LastChunkHandling,
  limit: number,
): Decoded {
  const bytes: number[] = [];
  if (limit === 0) return { read: 0, bytes };
  const letters = alphabet === 'base64' ? STANDARD : URL_SAFE;
  let read = 0;
  let chunk: number[] = [];
  let index = 0;
  const skipWhitespace = (): void => {
    while (index < text.length && '\t\n\f\r '.includes(text[index]!)) index++;
  };
  /** Adds the bytes of a full or partial chunk; false when bits that mean nothing are set and that matters. */
  const decodeChunk = (strict: boolean): boolean => {
    const [a, b, c = 0, d = 0] = chunk as [number, number, number?, number?];
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    const count = chunk.length - 1;
    if (strict && bits & (0xffffff >> (8 * count)) && count < 3) return false;
    for (let k = 0; k < count; k++) bytes.push((bits >> (16 - 8 * k)) & 255);
    return true;
  };
  for (;;) {
    skipWhitespace();
    if (index === text.length) {
      if (chunk.length > 0) {
        if (lastChunk === 'stop-before-partial') return { read, bytes };
        if (lastChunk === 'strict' || chunk.length === 1) return { read, bytes, error: INVALID_END };
        decodeChunk(false);
      }
      return { read: text.length, bytes };
    }
    const character = text[index++]!;
    if (character === '=') {
      if (chunk.length < 2) return { read, bytes, error: INVALID_END };
      skipWhitespace();
      if (chunk.length === 2) {
        if (index === text.length) {
          return lastChunk === 'stop-before-partial' ? { read, bytes } : { read, bytes, error: INVALID_END };
        }
        if (text[index] === '=') {
          index++;
          skipWhitespace();
        }
      }
      if (index < text.length) return { read, bytes, error: INVALID_CHARACTER };
      if (!decodeChunk(lastChunk === 'strict')) return { read, bytes, error: EXTRA_BITS };
      return { read: text.length, bytes };
    }
    const digit = letters.indexOf(character);
    if (digit < 0) return { read, bytes, error: INVALID_CHARACTER };
    const remaining = limit - bytes.length;
    if ((remaining === 1 && chunk.length === 2) || (remaining === 2 && chunk.length === 3)) return { read, bytes };
    chunk.push(digit);
    if (chunk.length === 4) {
      decodeChunk(false);
      chunk = [];
      read = index;
      if (bytes.length === limit) return { read, bytes };
    }
  }
}
