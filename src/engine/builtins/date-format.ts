import type { Agent } from '../agent';
import { throwRangeError } from '../errors';
import type { Steps } from '../machine/request';
import type { Realm } from '../realm';
import { type JSObject, setHidden } from '../values/object';
import { WC } from '../values/shape';
import type { Value } from '../values/value';
import { LocalTime, thisTime } from './date-local';
import { type DateParts, MS_PER_MINUTE, partsOf } from './date-time';
import { method } from './define';
import { guarded } from './host-error';
import { readArguments } from './intl-services';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const INVALID = 'Invalid Date';

type LocaleFormat = (date: Date, locales: readonly string[], options: Intl.DateTimeFormatOptions) => string;

export function createDateFormats(realm: Realm, proto: JSObject): void {
  const formats: Record<string, (agent: Agent, t: number) => string> = {
    /** @spec sec-date.prototype.tostring */
    toString: dateTimeText,
    /** @spec sec-date.prototype.todatestring */
    toDateString: (agent, t) => dateText(partsOf(LocalTime(agent, t))),
    /** @spec sec-date.prototype.totimestring */
    toTimeString: (agent, t) => `${timeText(partsOf(LocalTime(agent, t)))}${zoneText(agent, t)}`,
    /** @spec sec-date.prototype.toutcstring */
    toUTCString: (_agent, t) => {
      const parts = partsOf(t);
      const date = `${twoDigits(parts.day)} ${MONTHS[parts.month]} ${yearText(parts.year)}`;
      return `${WEEKDAYS[parts.weekday]}, ${date} ${timeText(parts)} GMT`;
    },
  };
  for (const [name, format] of Object.entries(formats)) {
    const fn = method(realm, proto, name, 0, (agent, thisValue) => {
      const t = thisTime(agent, thisValue, name);
      return Number.isNaN(t) ? INVALID : format(agent, t);
    });
    /** @spec sec-date.prototype.togmtstring */
    if (name === 'toUTCString') setHidden(proto, 'toGMTString', fn, WC);
  }
  /** @spec sec-date.prototype.toisostring */
  method(realm, proto, 'toISOString', 0, (agent, thisValue) => {
    const t = thisTime(agent, thisValue, 'toISOString');
    if (Number.isNaN(t)) throwRangeError(agent, 'Invalid time value');
    return isoText(t);
  });
  const localeFormats: [name: string, format: LocaleFormat][] = [
    /** @spec sup-date.prototype.tolocalestring */
    ['toLocaleString', (date, locales, options) => date.toLocaleString(locales, options)],
    /** @spec sup-date.prototype.tolocaledatestring */
    ['toLocaleDateString', (date, locales, options) => date.toLocaleDateString(locales, options)],
    /** @spec sup-date.prototype.tolocaletimestring */
    ['toLocaleTimeString', (date, locales, options) => date.toLocaleTimeString(locales, options)],
  ];
  for (const [name, format] of localeFormats) {
    method(realm, proto, name, 0, function* (agent, thisValue, args): Steps<Value> {
      const t = thisTime(agent, thisValue, name);
      const { locales, options } = yield* readArguments(agent, 'DateTimeFormat', args[0], args[1]);
      if (Number.isNaN(t)) return INVALID;
      return guarded(agent, () => format(new Date(t), locales, options));
    });
  }
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

/** @spec sec-datestring */
function dateText(parts: DateParts): string {
  return `${WEEKDAYS[parts.weekday]} ${MONTHS[parts.month]} ${twoDigits(parts.day)} ${yearText(parts.year)}`;
}

/** @spec sec-timestring */
function timeText(parts: DateParts): string {
  return `${twoDigits(parts.hour)}:${twoDigits(parts.minute)}:${twoDigits(parts.second)}`;
}

/** @spec sec-timezoneestring */
function zoneText(agent: Agent, t: number): string {
  const offset = Math.trunc((LocalTime(agent, t) - t) / MS_PER_MINUTE);
  const size = Math.abs(offset);
  const digits = twoDigits(Math.floor(size / 60)) + twoDigits(size % 60);
  return ` GMT${offset < 0 ? '-' : '+'}${digits} (${zoneName(agent, t)})`;
}

/** Formatters by locale and zone: making one is slow. Nothing of a run is kept here. */
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneName(agent: Agent, t: number): string {
  const { locale, timeZoneName } = agent.hooks;
  if (timeZoneName === 'UTC') return 'Coordinated Universal Time';
  const key = `${locale} ${timeZoneName}`;
  let format = zoneFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { timeZone: timeZoneName, timeZoneName: 'long' });
    zoneFormats.set(key, format);
  }
  return format.formatToParts(t).find((part) => part.type === 'timeZoneName')?.value ?? timeZoneName;
}

/** @spec sec-todatestring */
export function dateTimeText(agent: Agent, t: number): string {
  if (Number.isNaN(t)) return INVALID;
  const parts = partsOf(LocalTime(agent, t));
  return `${dateText(parts)} ${timeText(parts)}${zoneText(agent, t)}`;
}

/** The standard's format, in UTC. @spec sec-date-time-string-format */
export function isoText(t: number): string {
  const parts = partsOf(t);
  const { year } = parts;
  const yearPart =
    year >= 0 && year <= 9999
      ? String(year).padStart(4, '0')
      : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
  const date = `${yearPart}-${twoDigits(parts.month + 1)}-${twoDigits(parts.day)}`;
  return `${date}T${timeText(parts)}.${String(parts.ms).padStart(3, '0')}Z`;
}
