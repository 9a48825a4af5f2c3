import type { Agent } from '../agent';
import { throwRangeError, throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { ToIntegerOrInfinity, ToNumber, ToString } from '../operations/conversion';
import { className, functionName } from '../operations/describe';
import {
  createRecord,
  EnumerableOwnProperties,
  Get,
  GetV,
  IsArray,
  LengthOfArrayLike,
  peekEnumerableOwnProperties,
} from '../operations/object';
import { IsCallable } from '../operations/primitive';
import { type JSObject, Kind, peek } from '../values/object';
import { isObject, type PropertyKey, SLOW, toKey, type Value } from '../values/value';
import { elementAt, indexKey } from './array-elements';
import { type DeepSteps, Descend, runDeepSteps } from './deep-steps';

/** Internal slot of the objects JSON.rawJSON makes. @spec sec-json.rawjson */
export class RawJSON {
  constructor(readonly text: string) {}
}

/** @spec sec-quotejsonstring */
function quote(text: string): string {
  return JSON.stringify(text);
}

/** The text of a value that is no object, or undefined. */
function primitiveText(agent: Agent, value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return throwTypeError(agent, 'Do not know how to serialize a BigInt');
    default:
      return value === null ? 'null' : undefined;
  }
}

/** One object being written, and the key that led to it. */
interface Nested {
  readonly object: JSObject;
  readonly key: string | number;
}

/** @spec sec-json.stringify */
export class JSONStringifier {
  private replacer: JSObject | undefined;
  private keys: PropertyKey[] | undefined;
  private gap = '';
  private indent = '';
  private readonly nested: Nested[] = [];
  private size = 0;

  constructor(private readonly agent: Agent) {}

  /** FAST-PATH: the result when no guest code would run, else SLOW. */
  fast(value: Value, replacer: Value, space: Value): Value {
    if (isObject(replacer) || isObject(space)) return SLOW;
    this.setGap(space);
    const text = this.fastProperty(value, '', 0);
    return text;
  }

  private setGap(space: Value): void {
    if (typeof space === 'number') this.gap = ' '.repeat(Math.max(0, Math.min(10, Math.trunc(space) || 0)));
    else if (typeof space === 'string') this.gap = space.slice(0, 10);
  }

  private fastProperty(value: Value, key: string | number, depth: number): string | undefined | typeof SLOW {
    if (!isObject(value)) {
      if (typeof value === 'bigint') return SLOW;
      return primitiveText(this.agent, value);
    }
    if (value.kind === Kind.Proxy || depth > 200) return SLOW;
    const toJSON = peek(value, 'toJSON');
    if (toJSON === SLOW || IsCallable(toJSON)) return SLOW;
    if (value.callable) return undefined;
    switch (value.kind) {
      case Kind.Number:
      case Kind.String:
      case Kind.Boolean:
      case Kind.BigInt:
        return SLOW;
      default:
        if (value.data instanceof RawJSON) return value.data.text;
    }
    this.enter(value, key);
    const inner = this.indent;
    const parts: string[] = [];
    if (value.kind === Kind.Array) {
      for (let i = 0; i < value.length; i++) {
        let item = elementAt(value, i);
        if (item === SLOW) item = peek(value, i);
        if (item === SLOW) return SLOW;
        const text = this.fastProperty(item, i, depth + 1);
        if (text === SLOW) return SLOW;
        parts.push((text as string | undefined) ?? 'null');
      }
    } else {
      const entries = peekEnumerableOwnProperties(this.agent.realm, value, 'key');
      if (entries === SLOW) return SLOW;
      for (const name of entries as string[]) {
        const item = peek(value, toKey(name));
        if (item === SLOW) return SLOW;
        const text = this.fastProperty(item, name, depth + 1);
        if (text === SLOW) return SLOW;
        if (text !== undefined) parts.push(this.member(name, text as string));
      }
    }
    return this.leave(value.kind === Kind.Array ? '[]' : '{}', parts, inner);
  }

  private member(name: string, text: string): string {
    return quote(name) + (this.gap === '' ? ':' : ': ') + text;
  }

  private enter(object: JSObject, key: string | number): void {
    const { nested } = this;
    for (let i = 0; i < nested.length; i++) if (nested[i]!.object === object) this.throwCircular(i, key);
    if (nested.length > this.agent.limits.stackDepth) throwRangeError(this.agent, 'Maximum call stack size exceeded');
    nested.push({ object, key });
    this.indent += this.gap;
  }

  private leave(brackets: string, parts: string[], inner: string): string {
    this.nested.pop();
    this.indent = inner.slice(this.gap.length);
    if (parts.length === 0) return brackets;
    const text =
      this.gap === ''
        ? brackets[0] + parts.join(',') + brackets[1]
        : `${brackets[0]}\n${inner}${parts.join(`,\n${inner}`)}\n${this.indent}${brackets[1]}`;
    const { limits } = this.agent;
    this.size += parts.length * 8;
    if (text.length > limits.stringLength) throwRangeError(this.agent, 'Invalid string length');
    if (this.size > 65536) {
      this.agent.allocate(this.size);
      this.size = 0;
    }
    return text;
  }

  private throwCircular(start: number, key: string | number): never {
    const keyText = (of: string | number): string =>
      typeof of === 'number' ? `index ${of}` : of === '' ? '<anonymous>' : `property '${of}'`;
    const objectText = ({ object }: Nested): string => `object with constructor '${constructorName(object)}'`;
    const circle = this.nested.slice(start);
    const lines = [`\n    --> starting at ${objectText(circle[0]!)}`];
    for (let i = 1; i < circle.length; i++) {
      if (i > 2 && i < circle.length - 1) {
        if (i === 3) lines.push('|     ...');
      } else lines.push(`|     ${keyText(circle[i]!.key)} -> ${objectText(circle[i]!)}`);
    }
    lines.push(`--- ${keyText(key)} closes the circle`);
    return throwTypeError(this.agent, `Converting circular structure to JSON${lines.join('\n    ')}`);
  }

  *run(value: Value, replacer: Value, space: Value): Steps<Value> {
    const { agent } = this;
    if (isObject(replacer)) {
      if (IsCallable(replacer)) this.replacer = replacer;
      else if (IsArray(agent, replacer)) this.keys = yield* this.readKeys(replacer);
    }
    if (isObject(space)) {
      if (space.kind === Kind.Number) this.setGap(yield* ToIntegerOrInfinity(agent, space));
      else if (space.kind === Kind.String) this.setGap(yield* ToString(agent, space));
    } else this.setGap(space);
    const holder = createRecord(agent.realm, { '': value });
    return (yield* runDeepSteps(this.property(holder, ''))) as Value;
  }

  private *readKeys(list: JSObject): Steps<PropertyKey[]> {
    const { agent } = this;
    const keys = new Set<PropertyKey>();
    const length = yield* LengthOfArrayLike(agent, list);
    for (let k = 0; k < length; k++) {
      const item = yield* Get(agent, list, indexKey(k));
      if (typeof item === 'string') keys.add(toKey(item));
      else if (
        typeof item === 'number' ||
        (isObject(item) && (item.kind === Kind.Number || item.kind === Kind.String))
      ) {
        keys.add(toKey(yield* ToString(agent, item)));
      }
    }
    return [...keys];
  }

  /** @spec sec-serializejsonproperty */
  private *property(holder: JSObject, key: PropertyKey): DeepSteps {
    const { agent } = this;
    let value: Value = yield* Get(agent, holder, key);
    if (isObject(value) || typeof value === 'bigint') {
      const toJSON = yield* GetV(agent, value, 'toJSON');
      if (IsCallable(toJSON)) value = yield call(toJSON, value, String(key));
    }
    if (this.replacer !== undefined) value = yield call(this.replacer, holder, String(key), value);
    if (!isObject(value)) return primitiveText(agent, value);
    if (value.data instanceof RawJSON) return value.data.text;
    switch (value.kind) {
      case Kind.Number:
        return primitiveText(agent, yield* ToNumber(agent, value));
      case Kind.String:
        return quote(yield* ToString(agent, value));
      case Kind.Boolean:
      case Kind.BigInt:
        return primitiveText(agent, value.data as Value);
    }
    if (value.callable) return undefined;
    const isArray = IsArray(agent, value);
    this.enter(value, holder.kind === Kind.Array && typeof key === 'number' ? key : String(key));
    return yield new Descend(isArray ? this.array(value) : this.object(value));
  }

  /** @spec sec-serializejsonarray */
  private *array(array: JSObject): DeepSteps {
    const inner = this.indent;
    const parts: string[] = [];
    const length = yield* LengthOfArrayLike(this.agent, array);
    for (let i = 0; i < length; i++) parts.push((yield new Descend(this.property(array, indexKey(i)))) ?? 'null');
    return this.leave('[]', parts, inner);
  }

  /** @spec sec-serializejsonobject */
  private *object(object: JSObject): DeepSteps {
    const inner = this.indent;
    const parts: string[] = [];
    const keys =
      this.keys ?? (yield* EnumerableOwnProperties(this.agent, object, 'key')).map((k) => toKey(k as string));
    for (const key of keys) {
      const text: string | undefined = yield new Descend(this.property(object, key));
      if (text !== undefined) parts.push(this.member(String(key), text));
    }
    return this.leave('{}', parts, inner);
  }
}

function constructorName(object: JSObject): string {
  const found = peek(object, 'constructor');
  if (found !== SLOW && isObject(found) && found.callable) {
    const name = functionName(found);
    if (name !== '') return name;
  }
  return className(object);
}
