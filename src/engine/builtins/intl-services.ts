import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToNumber, ToString } from '../operations/conversion';
import { Get } from '../operations/object';
import { ToBoolean, ToObject } from '../operations/primitive';
import type { PlainArguments } from '../values/temporal-data';
import type { Value } from '../values/value';
import { guarded } from './host-error';
import { localeList } from './intl-locale';

// The host's Intl does the work: locales and options are projected to plain host values, and what is left out is the run's own
// locale and time zone, never the machine's.

type OptionType = 'string' | 'number' | 'boolean' | 'string|boolean';
/** Option names in the order they are read. */
type OptionTable = Record<string, OptionType>;

const DIGITS: OptionTable = {
  minimumIntegerDigits: 'number',
  minimumFractionDigits: 'number',
  maximumFractionDigits: 'number',
  minimumSignificantDigits: 'number',
  maximumSignificantDigits: 'number',
  roundingIncrement: 'number',
  roundingMode: 'string',
  roundingPriority: 'string',
  trailingZeroDisplay: 'string',
};

export const SERVICE_OPTIONS = {
  Collator: {
    usage: 'string',
    localeMatcher: 'string',
    collation: 'string',
    numeric: 'boolean',
    caseFirst: 'string',
    sensitivity: 'string',
    ignorePunctuation: 'boolean',
  },
  NumberFormat: {
    localeMatcher: 'string',
    numberingSystem: 'string',
    style: 'string',
    currency: 'string',
    currencyDisplay: 'string',
    currencySign: 'string',
    unit: 'string',
    unitDisplay: 'string',
    notation: 'string',
    ...DIGITS,
    compactDisplay: 'string',
    useGrouping: 'string|boolean',
    signDisplay: 'string',
  },
  DateTimeFormat: {
    localeMatcher: 'string',
    calendar: 'string',
    numberingSystem: 'string',
    hour12: 'boolean',
    hourCycle: 'string',
    timeZone: 'string',
    weekday: 'string',
    era: 'string',
    year: 'string',
    month: 'string',
    day: 'string',
    dayPeriod: 'string',
    hour: 'string',
    minute: 'string',
    second: 'string',
    fractionalSecondDigits: 'number',
    timeZoneName: 'string',
    formatMatcher: 'string',
    dateStyle: 'string',
    timeStyle: 'string',
  },
  PluralRules: { localeMatcher: 'string', type: 'string', ...DIGITS },
  RelativeTimeFormat: { localeMatcher: 'string', numberingSystem: 'string', style: 'string', numeric: 'string' },
  ListFormat: { localeMatcher: 'string', type: 'string', style: 'string' },
  Segmenter: { localeMatcher: 'string', granularity: 'string' },
  DisplayNames: {
    localeMatcher: 'string',
    style: 'string',
    type: 'string',
    fallback: 'string',
    languageDisplay: 'string',
  },
} satisfies Record<string, OptionTable>;

export type ServiceName = keyof typeof SERVICE_OPTIONS;

/** The options as plain host values. */
export function* readOptions(agent: Agent, value: Value, table: OptionTable): Steps<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  if (value === undefined) return options;
  const object = ToObject(agent, value);
  for (const [name, type] of Object.entries(table)) {
    const option = yield* Get(agent, object, name);
    if (option === undefined) continue;
    if (type === 'number') options[name] = yield* ToNumber(agent, option);
    else if (type === 'boolean' || (type === 'string|boolean' && (option === true || !ToBoolean(option)))) {
      options[name] = ToBoolean(option);
    } else options[name] = yield* ToString(agent, option);
  }
  return options;
}

/** Locales and options of a service, completed from the run. */
export function* readArguments(agent: Agent, name: ServiceName, locales: Value, options: Value): Steps<PlainArguments> {
  const tags = yield* localeList(agent, locales);
  const plain = yield* readOptions(agent, options, SERVICE_OPTIONS[name]);
  if (name === 'DateTimeFormat') plain.timeZone ??= agent.hooks.timeZoneName;
  return { locales: tags.length > 0 ? tags : [agent.hooks.locale], options: plain };
}

/** Services without options, by locale and time zone: making one is slow. Nothing of a run is kept here. */
const defaults = new Map<string, MadeService>();

interface MadeService {
  readonly host: any;
  readonly made: PlainArguments;
}

/** V8's words for null as options, which `caller` was given. */
function refuseNull(agent: Agent, name: ServiceName, caller: string): void {
  if (name === 'DateTimeFormat') return;
  const strict = name === 'ListFormat' || name === 'Segmenter' || name === 'DisplayNames';
  throwTypeError(agent, strict ? 'invalid_argument' : `${caller} called on null or undefined`);
}

/** The host's service object, and what it was made with, by `caller`. */
export function* createService(
  agent: Agent,
  name: ServiceName,
  locales: Value,
  options: Value,
  caller = `Intl.${name}`,
): Steps<MadeService> {
  const { hooks } = agent;
  const key = `${name} ${hooks.locale} ${hooks.timeZoneName}`;
  const isDefault = locales === undefined && options === undefined;
  const known = isDefault ? defaults.get(key) : undefined;
  if (known !== undefined) return known;
  if (options === null) refuseNull(agent, name, caller);
  const made = yield* readArguments(agent, name, locales, options);
  const Service = Intl[name] as unknown as new (locales: readonly string[], options: object) => object;
  const service = {
    host: guarded(agent, () => newService(caller, () => new Service(made.locales, made.options))),
    made,
  };
  if (isDefault) defaults.set(key, service);
  return service;
}

/** What `make` makes; its errors name `caller`. */
function newService<T>(caller: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replace(/\bIntl\.\w+/, caller);
    throw error;
  }
}

export function* createNumberFormat(
  agent: Agent,
  locales: Value,
  options: Value,
  caller: string,
): Steps<Intl.NumberFormat> {
  return (yield* createService(agent, 'NumberFormat', locales, options, caller)).host;
}

export function* collatorFor(agent: Agent, locales: Value, options: Value): Steps<Intl.Collator> {
  return (yield* createService(agent, 'Collator', locales, options, 'String.prototype.localeCompare')).host;
}
