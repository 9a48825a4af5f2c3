import type { Agent } from '../agent';
import { errorThrow } from '../errors';
import type { Steps } from '../machine/request';
import { ToNumber } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { DONE, GetIterator, IteratorCloseThrow, IteratorStepValue } from '../operations/iterator';
import { toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { constant, method, plainObject, reserveOrder, twoWay } from './define';
import { roundToFloat16 } from './float16';

const unary: Record<string, (x: number) => number> = {
  /** @spec sec-math.abs */
  abs: Math.abs,
  /** @spec sec-math.acos */
  acos: Math.acos,
  /** @spec sec-math.acosh */
  acosh: Math.acosh,
  /** @spec sec-math.asin */
  asin: Math.asin,
  /** @spec sec-math.asinh */
  asinh: Math.asinh,
  /** @spec sec-math.atan */
  atan: Math.atan,
  /** @spec sec-math.atanh */
  atanh: Math.atanh,
  /** @spec sec-math.cbrt */
  cbrt: Math.cbrt,
  /** @spec sec-math.ceil */
  ceil: Math.ceil,
  /** @spec sec-math.clz32 */
  clz32: Math.clz32,
  /** @spec sec-math.cos */
  cos: Math.cos,
  /** @spec sec-math.cosh */
  cosh: Math.cosh,
  /** @spec sec-math.exp */
  exp: Math.exp,
  /** @spec sec-math.expm1 */
  expm1: Math.expm1,
  /** @spec sec-math.floor */
  floor: Math.floor,
  /** @spec sec-math.fround */
  fround: Math.fround,
  /** @spec sec-math.f16round */
  f16round: roundToFloat16,
  /** @spec sec-math.log */
  log: Math.log,
  /** @spec sec-math.log1p */
  log1p: Math.log1p,
  /** @spec sec-math.log10 */
  log10: Math.log10,
  /** @spec sec-math.log2 */
  log2: Math.log2,
  /** @spec sec-math.round */
  round: Math.round,
  /** @spec sec-math.sign */
  sign: Math.sign,
  /** @spec sec-math.sin */
  sin: Math.sin,
  /** @spec sec-math.sinh */
  sinh: Math.sinh,
  /** @spec sec-math.sqrt */
  sqrt: Math.sqrt,
  /** @spec sec-math.tan */
  tan: Math.tan,
  /** @spec sec-math.tanh */
  tanh: Math.tanh,
  /** @spec sec-math.trunc */
  trunc: Math.trunc,
};

const binary: Record<string, (x: number, y: number) => number> = {
  /** @spec sec-math.atan2 */
  atan2: Math.atan2,
  /** @spec sec-math.imul */
  imul: Math.imul,
  /** @spec sec-math.pow */
  pow: Math.pow,
};

const variadic: Record<string, (...numbers: number[]) => number> = {
  /** @spec sec-math.hypot */
  hypot: (...numbers) => fold(numbers, hypot),
  /** @spec sec-math.max */
  max: (...numbers) => fold(numbers, Math.max),
  /** @spec sec-math.min */
  min: (...numbers) => fold(numbers, Math.min),
};

function hypot(...numbers: number[]): number {
  return Math.hypot(...numbers);
}

/** Applies `f` to any count of numbers: a very long list would not fit the host's stack. */
function fold(numbers: number[], f: (...numbers: number[]) => number): number {
  if (numbers.length < 30000) return f(...numbers);
  let result = f();
  for (let i = 0; i < numbers.length; i += 30000) result = f(result, ...numbers.slice(i, i + 30000));
  return result;
}

/** Property order of V8; in parentheses what version 13 has later or not at all. */
const METHOD_ORDER =
  'abs acos acosh asin asinh atan atanh atan2 ceil cbrt expm1 clz32 cos cosh exp floor (f16round) fround hypot imul ' +
  'log log1p log2 log10 max min pow random round sign sin sinh sqrt (sumPrecise) tan tanh trunc';

/** @spec sec-math-object */
export function createMath(realm: Realm): void {
  const math = plainObject(realm);
  realm.intrinsics.Math = math;
  const { library } = realm.agent.hooks;
  reserveOrder(math, library === 'V8 13' ? METHOD_ORDER.replace(/ \(\w+\)/g, '') : METHOD_ORDER.replace(/[()]/g, ''));
  for (const name of ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const) {
    constant(math, name, Math[name]);
  }
  constant(math, wellKnown.toStringTag, 'Math', C);

  for (const [name, f] of Object.entries(unary)) {
    method(
      realm,
      math,
      name,
      1,
      twoWay(
        (agent, _thisValue, args) => {
          const x = args[0];
          if (typeof x === 'number') return f(x);
          return isObject(x) ? SLOW : f(toNumberPrimitive(agent, x));
        },
        function* (agent, _thisValue, args) {
          return f(yield* ToNumber(agent, args[0]));
        },
      ),
    );
  }
  for (const [name, f] of Object.entries(binary)) {
    method(
      realm,
      math,
      name,
      2,
      twoWay(
        (agent, _thisValue, args) => {
          const [x, y] = args;
          if (isObject(x) || isObject(y)) return SLOW;
          return f(toNumberPrimitive(agent, x), toNumberPrimitive(agent, y));
        },
        function* (agent, _thisValue, args) {
          const x = yield* ToNumber(agent, args[0]);
          return f(x, yield* ToNumber(agent, args[1]));
        },
      ),
    );
  }
  for (const [name, f] of Object.entries(variadic)) {
    method(
      realm,
      math,
      name,
      2,
      twoWay(
        (_agent, _thisValue, args) => {
          for (const x of args) if (typeof x !== 'number') return SLOW;
          return f(...(args.length < 30000 ? (args as number[]) : [fold(args as number[], f)]));
        },
        function* (agent, _thisValue, args) {
          const numbers: number[] = [];
          for (const x of args) numbers.push(yield* ToNumber(agent, x));
          return fold(numbers, f);
        },
      ),
    );
  }
  /** @spec sec-math.random */
  method(realm, math, 'random', 0, (agent) => agent.hooks.random(agent));
  if (library !== 'V8 13') method(realm, math, 'sumPrecise', 1, sumPrecise);
}

/** @spec sec-math.sumprecise */
function* sumPrecise(agent: Agent, _thisValue: Value, args: Value[]): Steps<Value> {
  const iterator = yield* GetIterator(agent, args[0]);
  let state: 'minus-zero' | 'finite' | 'infinite' | 'minus-infinite' | 'nan' = 'minus-zero';
  // The exact sum in units of 2^-1074, the smallest number.
  let sum = 0n;
  for (let count = 0; ; count++) {
    const next = yield* IteratorStepValue(agent, iterator);
    if (next === DONE) break;
    if (typeof next !== 'number') {
      const error = errorThrow(agent, 'TypeError', `${describeValue(next as Value)} is not a number`);
      return yield* IteratorCloseThrow(agent, iterator, error);
    }
    if (count === Number.MAX_SAFE_INTEGER) {
      return yield* IteratorCloseThrow(agent, iterator, errorThrow(agent, 'RangeError', 'Too many numbers to sum'));
    }
    if (state === 'nan') continue;
    if (Number.isNaN(next)) state = 'nan';
    else if (next === Infinity) state = state === 'minus-infinite' ? 'nan' : 'infinite';
    else if (next === -Infinity) state = state === 'infinite' ? 'nan' : 'minus-infinite';
    else if (!Object.is(next, -0) && (state === 'minus-zero' || state === 'finite')) {
      state = 'finite';
      sum += toUnits(next);
    }
  }
  switch (state) {
    case 'nan':
      return NaN;
    case 'infinite':
      return Infinity;
    case 'minus-infinite':
      return -Infinity;
    case 'minus-zero':
      return -0;
    default:
      return fromUnits(sum);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** A finite number in units of 2^-1074. */
function toUnits(n: number): bigint {
  scratch.setFloat64(0, n);
  const bits = scratch.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return n < 0 ? -size : size;
}

/** The number nearest to so many units of 2^-1074, ties to even. */
function fromUnits(units: bigint): number {
  const size = units < 0n ? -units : units;
  const width = size.toString(16).length * 4;
  let n: number;
  if (width <= 60) n = scale(Number(size), -1074);
  else {
    // The top bits, of which the lowest one also says whether anything was cut off.
    const shift = BigInt(width - 60);
    const top = size >> shift;
    const exact = top << shift === size;
    n = scale(Number(exact ? top : top | 1n), width - 60 - 1074);
  }
  return units < 0n ? -n : n;
}

function scale(n: number, exponent: number): number {
  return exponent < -1000 ? n * 2 ** -1000 * 2 ** (exponent + 1000) : n * 2 ** exponent;
}
