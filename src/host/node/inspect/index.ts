import {
  type Agent,
  CallRequest,
  Get,
  getOwnProperty,
  isObject,
  type JSObject,
  Kind,
  type ProxyData,
  peek,
  SLOW,
  type Steps,
  Throw,
  ToNumeric,
  ToString,
  type Value,
  wellKnown,
} from '../../../engine';
import { isBuiltin } from './class-name';
import { DEFAULT_OPTIONS, type InspectOptions } from './context';
import { inspect } from './inspect';
import { formatBigInt, formatNumber } from './strings';

export { DEFAULT_OPTIONS, type InspectOptions } from './context';
export { customSymbol as inspectSymbol, inspect } from './inspect';

/** The guest's `util.inspect`, handed to custom inspection functions, and its `defaultOptions`; by agent. */
const inspectFunctions = new WeakMap<Agent, { readonly fn: JSObject; readonly defaults: JSObject }>();

export function setInspectFunction(agent: Agent, fn: JSObject, defaults: JSObject): void {
  inspectFunctions.set(agent, { fn, defaults });
}

/** What the program has set as defaults. */
function defaultsOf(defaults: JSObject | undefined): Partial<InspectOptions> {
  if (defaults === undefined) return {};
  const options: Record<string, unknown> = {};
  for (const name of Object.keys(DEFAULT_OPTIONS)) {
    const value = peek(defaults, name);
    if (value === undefined || value === DEFAULT_OPTIONS[name as keyof InspectOptions]) continue;
    options[name] = value ?? Number.POSITIVE_INFINITY;
    if (value === null && name === 'depth') options.endless = true;
  }
  return options;
}

export function* inspectValue(agent: Agent, value: Value, options: Partial<InspectOptions> = {}): Steps<string> {
  const own = inspectFunctions.get(agent);
  return yield* inspect(agent, value, { ...defaultsOf(own?.defaults), ...options }, own?.fn ?? null);
}

/** Reads the options of `util.inspect` from a guest object. */
export function* readOptions(agent: Agent, value: Value): Steps<Partial<InspectOptions>> {
  const options: Record<string, unknown> = {};
  if (!isObject(value)) return options;
  for (const name of Object.keys(DEFAULT_OPTIONS)) {
    if (name === 'endless') continue;
    const own = yield* Get(agent, value, name);
    if (own === undefined) continue;
    const limit = name === 'depth' || name === 'maxArrayLength' || name === 'maxStringLength';
    if (own === null && name === 'depth') options.endless = true;
    options[name] = own === null && limit ? Number.POSITIVE_INFINITY : own;
  }
  return options;
}

/** Whether an object's text is its own: `%s` uses a conversion the program wrote. */
function hasOwnText(agent: Agent, value: JSObject): boolean {
  let object = value;
  while (object.kind === Kind.Proxy) {
    const { target } = object.data as ProxyData;
    if (target === null) return false;
    object = target;
  }
  const convert = peek(object, wellKnown.toPrimitive);
  if (isObject(convert) && convert.callable && convert.kind !== Kind.Native) return true;
  const method = peek(object, 'toString');
  if (method !== SLOW && (!isObject(method) || !method.callable)) return false;
  let holder: JSObject | null = object;
  while (holder !== null && getOwnProperty(holder, 'toString') === undefined) holder = holder.proto;
  if (holder === object || holder === null) return true;
  const own = getOwnProperty(holder, 'constructor');
  const constructor = own?.isAccessor ? undefined : own?.value;
  const name = isObject(constructor as Value) ? peek(constructor as JSObject, 'name') : null;
  return typeof name !== 'string' || !isBuiltin(agent, name);
}

/** What `util.format` makes of `args`. */
export function* formatLog(agent: Agent, args: readonly Value[], options: Partial<InspectOptions> = {}): Steps<string> {
  const [first] = args;
  if (args.length === 1 && typeof first === 'string') return first;
  let text = '';
  let used = 0;
  if (typeof first === 'string') {
    used = 1;
    if (args.length > 1) {
      let last = 0;
      for (let i = 0; i < first.length - 1; i++) {
        if (first.charCodeAt(i) !== 37) continue;
        const code = first[++i];
        if (code === '%') {
          text += first.slice(last, i);
          last = i + 1;
          continue;
        }
        if (used === args.length) continue;
        const piece = yield* formatDirective(agent, code!, args[used], options);
        if (piece === null) continue;
        used++;
        text += first.slice(last, i - 1) + piece;
        last = i + 1;
      }
      text += first.slice(last);
    } else text = first;
  }
  while (used < args.length) {
    const value = args[used];
    if (used > 0) text += ' ';
    text += typeof value === 'string' ? value : yield* inspectValue(agent, value, options);
    used++;
  }
  return text;
}

function* formatDirective(
  agent: Agent,
  code: string,
  value: Value,
  options: Partial<InspectOptions>,
): Steps<string | null> {
  const separated = options.numericSeparator === true;
  switch (code) {
    case 's':
      if (typeof value === 'number') return formatNumber(value, separated);
      if (typeof value === 'bigint') return formatBigInt(value, separated);
      if (isObject(value) && value.callable) return yield* ToString(agent, value);
      if (!isObject(value)) return typeof value === 'symbol' ? `Symbol(${value.description ?? ''})` : String(value);
      return hasOwnText(agent, value)
        ? yield* ToString(agent, value)
        : yield* inspectValue(agent, value, { ...options, depth: 0, colors: false, compact: 3 });
    case 'd':
      if (typeof value === 'bigint') return formatBigInt(value, separated);
      if (typeof value === 'symbol') return 'NaN';
      return formatNumber(Number(yield* ToNumeric(agent, value)), separated);
    case 'i':
      if (typeof value === 'bigint') return formatBigInt(value, separated);
      if (typeof value === 'symbol') return 'NaN';
      // biome-ignore lint/correctness/useParseIntRadix: Node gives none: hexadecimal texts count
      return formatNumber(Number.parseInt(isObject(value) ? yield* ToString(agent, value) : String(value)), separated);
    case 'f':
      if (typeof value === 'symbol') return 'NaN';
      return formatNumber(
        Number.parseFloat(isObject(value) ? yield* ToString(agent, value) : String(value)),
        separated,
      );
    case 'j':
      return yield* json(agent, value);
    case 'o':
      return yield* inspectValue(agent, value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'O':
      return yield* inspectValue(agent, value, options);
    case 'c':
      return '';
    default:
      return null;
  }
}

function* json(agent: Agent, value: Value): Steps<string> {
  const { JSONStringify } = agent.realm.intrinsics;
  try {
    return String((yield new CallRequest(JSONStringify!, undefined, [value], undefined)) as string);
  } catch (error) {
    if (
      error instanceof Throw &&
      isObject(error.value) &&
      /circular/.test(String(peek(error.value, 'message') as string))
    )
      return '[Circular]';
    throw error;
  }
}
