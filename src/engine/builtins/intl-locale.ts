import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { Get, HasProperty, LengthOfArrayLike } from '../operations/object';
import { ToObject } from '../operations/primitive';
import { isObject, type Value } from '../values/value';
import { indexKey } from './array-elements';
import { guarded } from './host-error';

/** The locale argument as a list of canonical tags. @spec sup-canonicalizelocalelist */
export function* localeList(agent: Agent, locales: Value): Steps<string[]> {
  if (locales === undefined) return [];
  if (locales === null) throwTypeError(agent, 'Cannot convert undefined or null to object');
  if (typeof locales === 'string') return guarded(agent, () => Intl.getCanonicalLocales(locales));
  const object = ToObject(agent, locales);
  if (isLocale(object)) return [(object.data as { host: Intl.Locale }).host.toString()];
  const tags: string[] = [];
  const length = yield* LengthOfArrayLike(agent, object);
  for (let k = 0; k < length; k++) {
    if (!(yield* HasProperty(agent, object, indexKey(k)))) continue;
    const item = yield* Get(agent, object, indexKey(k));
    if (typeof item !== 'string' && !isObject(item)) {
      throwTypeError(agent, 'Language ID should be string or object.');
    }
    const tag = isLocale(item)
      ? ((item as { data: { host: Intl.Locale } }).data.host.toString() as string)
      : yield* ToString(agent, item);
    for (const canonical of guarded(agent, () => Intl.getCanonicalLocales(tag))) {
      if (!tags.includes(canonical)) tags.push(canonical);
    }
  }
  return tags;
}

function isLocale(value: Value): boolean {
  return isObject(value) && value.data?.interface === 'Intl.Locale';
}
