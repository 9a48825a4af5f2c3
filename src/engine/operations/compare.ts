import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { IS_HTML_DDA } from '../values/object';
import { isObject, type Value } from '../values/value';
import { ToPrimitive } from './internal-methods';
import { StringToBigInt, toNumericPrimitive } from './primitive';

export { SameValue } from './internal-methods';

/** @spec sec-samevaluezero */
export function SameValueZero(a: Value, b: Value): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b));
}

/** @spec sec-isstrictlyequal */
export function IsStrictlyEqual(a: Value, b: Value): boolean {
  return a === b;
}

/** IsLooselyEqual of two values neither of which needs ToPrimitive. */
function looselyEqualPrimitives(a: Value, b: Value): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: guest primitives are host primitives
  return a == b;
}

/** @spec sec-islooselyequal */
export function* IsLooselyEqual(agent: Agent, a: Value, b: Value): Steps<boolean> {
  const left = isObject(a);
  const right = isObject(b);
  if (left && right) return a === b;
  if (left) {
    if (b === undefined || b === null) return (a.flags & IS_HTML_DDA) !== 0;
    return looselyEqualPrimitives(yield* ToPrimitive(agent, a), b);
  }
  if (right) {
    if (a === undefined || a === null) return (b.flags & IS_HTML_DDA) !== 0;
    return looselyEqualPrimitives(a, yield* ToPrimitive(agent, b));
  }
  return looselyEqualPrimitives(a, b);
}

/** Whether `a < b`; undefined when a NaN is involved. `leftFirst` is the order of the conversions. @spec sec-islessthan */
export function* IsLessThan(agent: Agent, a: Value, b: Value, leftFirst = true): Steps<boolean | undefined> {
  if (isObject(a) || isObject(b)) {
    if (leftFirst) {
      a = yield* ToPrimitive(agent, a, 'number');
      b = yield* ToPrimitive(agent, b, 'number');
    } else {
      b = yield* ToPrimitive(agent, b, 'number');
      a = yield* ToPrimitive(agent, a, 'number');
    }
  }
  return lessThanPrimitives(agent, a, b);
}

/** IsLessThan of primitives. @spec sec-islessthan */
export function lessThanPrimitives(agent: Agent, a: Value, b: Value): boolean | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  if (typeof a === 'bigint' && typeof b === 'string') {
    const other = StringToBigInt(b);
    return other === undefined ? undefined : a < other;
  }
  if (typeof a === 'string' && typeof b === 'bigint') {
    const other = StringToBigInt(a);
    return other === undefined ? undefined : other < b;
  }
  const x = toNumericPrimitive(agent, a);
  const y = toNumericPrimitive(agent, b);
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : x < y;
}
