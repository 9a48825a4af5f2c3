import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { Kind } from '../values/object';
import { isObject, type Value } from '../values/value';
import { MS_PER_DAY, MS_PER_MINUTE } from './date-time';
import { throwIncompatible } from './receiver';

/** The time value of a Date object; `method` is what V8's message names, if it does. @spec sec-thistimevalue */
export function thisTime(agent: Agent, value: Value, method?: string): number {
  if (isObject(value) && value.kind === Kind.Date) return value.data as number;
  if (method !== undefined) throwIncompatible(agent, value, `Date.prototype.${method}`);
  return throwTypeError(agent, 'this is not a Date object.');
}

/** @spec sec-localtime */
export function LocalTime(agent: Agent, t: number): number {
  return t + agent.hooks.timeZoneOffset(t) * MS_PER_MINUTE;
}

/**
 * UTC for a local time: a repeated local time is the earlier one, a skipped one counts with the offset before the change.
 * @spec sec-utc-t
 */
export function UTC(agent: Agent, t: number): number {
  if (!Number.isFinite(t)) return NaN;
  const { hooks } = agent;
  const before = hooks.timeZoneOffset(t - MS_PER_DAY);
  const after = hooks.timeZoneOffset(t + MS_PER_DAY);
  const early = t - before * MS_PER_MINUTE;
  if (before === after || hooks.timeZoneOffset(early) === before) return early;
  const late = t - after * MS_PER_MINUTE;
  return hooks.timeZoneOffset(late) === after ? late : early;
}
