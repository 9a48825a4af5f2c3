import type { Grammar } from './grammar';
import type { Feature } from './newer';
import { statement } from './piece';

const LOCALES = [
  'undefined',
  '"en-US"',
  '"de"',
  '"fr-FR"',
  '"ja"',
  '"ar-EG"',
  '"en-GB"',
  '["es", "en"]',
  '"hi-IN"',
  '[]',
  '"x"',
  '"en_US"',
  'null',
  '1',
  '{}',
  '"pt-BR"',
  '"en-u-nu-thai"',
];
const NUMBERS = [
  '1234567.891',
  '0.5',
  '-12',
  '1e21',
  'NaN',
  '-0',
  '123456789012345678901234567890n',
  '"1234.5"',
  'Infinity',
  '0.000001',
  '2.5',
  '999999',
];
const NUMBER_OPTIONS = [
  '{ style: "currency", currency: "EUR" }',
  '{ style: "currency", currency: "JPY", currencyDisplay: "name" }',
  '{ style: "currency" }',
  '{ style: "percent" }',
  '{ style: "unit", unit: "kilometer-per-hour", unitDisplay: "long" }',
  '{ style: "unit", unit: "bogus" }',
  '{ notation: "compact" }',
  '{ notation: "compact", compactDisplay: "long" }',
  '{ notation: "scientific" }',
  '{ notation: "engineering" }',
  '{ minimumFractionDigits: 2 }',
  '{ maximumFractionDigits: 0 }',
  '{ minimumFractionDigits: 5, maximumFractionDigits: 2 }',
  '{ maximumSignificantDigits: 3 }',
  '{ minimumIntegerDigits: 4 }',
  '{ minimumIntegerDigits: 99 }',
  '{ useGrouping: false }',
  '{ useGrouping: "min2" }',
  '{ signDisplay: "always" }',
  '{ signDisplay: "exceptZero" }',
  '{ signDisplay: "bogus" }',
  '{ roundingMode: "floor", maximumFractionDigits: 0 }',
  '{ roundingIncrement: 5, maximumFractionDigits: 2, minimumFractionDigits: 2 }',
  '{ currency: "E" }',
  'null',
  'undefined',
];
const DATES = ['new Date(0)', 'new Date(1718454896789)', 'new Date(NaN)', 'new Date(-1e12)', '86400000'];
const DATE_OPTIONS = [
  '{ dateStyle: "full" }',
  '{ dateStyle: "medium", timeStyle: "short" }',
  '{ timeStyle: "long", timeZone: "UTC" }',
  '{ timeZone: "America/New_York", hour: "numeric", minute: "2-digit" }',
  '{ timeZone: "Bogus/Zone" }',
  '{ weekday: "long", month: "short", day: "numeric" }',
  '{ year: "2-digit", month: "2-digit", day: "2-digit" }',
  '{ hour12: false, hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 }',
  '{ era: "short", year: "numeric" }',
  '{ dayPeriod: "long", hour: "numeric" }',
  '{ month: "narrow" }',
  '{ month: "bogus" }',
  '{ timeZoneName: "short" }',
  '{ dateStyle: "full", year: "numeric" }',
  'undefined',
  'null',
  '{ calendar: "buddhist" }',
  '{ hourCycle: "h24", hour: "numeric" }',
];
const KINDS = [
  'NumberFormat',
  'DateTimeFormat',
  'Collator',
  'PluralRules',
  'RelativeTimeFormat',
  'ListFormat',
  'DisplayNames',
  'Segmenter',
  'Locale',
  'DurationFormat',
];

/** Numbers, dates and texts as people read them. */
const EVERYDAY = (g: Grammar): string =>
  g.pick([
    () => `(${g.pick(NUMBERS)}).toLocaleString(${g.pick(LOCALES)}, ${g.pick(NUMBER_OPTIONS)})`,
    () => `new Intl.NumberFormat(${g.pick(LOCALES)}, ${g.pick(NUMBER_OPTIONS)}).format(${g.pick(NUMBERS)})`,
    () => `new Intl.NumberFormat(${g.pick(LOCALES)}, ${g.pick(NUMBER_OPTIONS)}).formatToParts(${g.pick(NUMBERS)})`,
    () => `new Intl.NumberFormat(${g.pick(LOCALES)}, ${g.pick(NUMBER_OPTIONS)}).resolvedOptions()`,
    () => `new Intl.NumberFormat('en').formatRange(${g.pick(NUMBERS)}, ${g.pick(NUMBERS)})`,
    () =>
      `(${g.pick(DATES)}).${g.pick(['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])}?.(${g.pick(LOCALES)}, ${g.pick(DATE_OPTIONS)})`,
    () =>
      `new Intl.DateTimeFormat(${g.pick(LOCALES)}, ${g.pick(DATE_OPTIONS)}).${g.pick(['format', 'formatToParts'])}(${g.pick(DATES)})`,
    () => `new Intl.DateTimeFormat(${g.pick(LOCALES)}, ${g.pick(DATE_OPTIONS)}).resolvedOptions()`,
    () => `new Intl.DateTimeFormat('en', ${g.pick(DATE_OPTIONS)}).formatRange(${g.pick(DATES)}, ${g.pick(DATES)})`,
    () =>
      `["b", "a", "Z", "ä", "10", "2"].sort(new Intl.Collator(${g.pick(LOCALES)}, ${g.pick(['{ numeric: true }', '{ sensitivity: "base" }', '{ caseFirst: "upper" }', 'undefined', '{ usage: "x" }', 'null'])}).compare)`,
    () =>
      `"a".localeCompare(${g.pick(['"b"', '"A"', '"ä"', 'undefined', '1'])}, ${g.pick(LOCALES)}, ${g.pick(['{ numeric: true }', '{ sensitivity: "base" }', 'undefined', 'null'])})`,
    () =>
      `new Intl.PluralRules(${g.pick(LOCALES)}, ${g.pick(['{ type: "ordinal" }', 'undefined', '{ type: 1 }'])}).select(${g.pick(NUMBERS)})`,
    () =>
      `new Intl.RelativeTimeFormat(${g.pick(LOCALES)}, ${g.pick(['{ numeric: "auto" }', 'undefined', '{ style: "short" }', '1'])}).format(${g.pick(['-1', '1', '3', '0', '-0', 'NaN', '"2"', '1n'])}, ${g.pick(['"day"', '"hours"', '"quarter"', '"bogus"', 'undefined'])})`,
    () =>
      `new Intl.ListFormat(${g.pick(LOCALES)}, ${g.pick(['{ type: "disjunction" }', '{ style: "narrow", type: "unit" }', 'undefined', '{ type: "x" }'])}).format(${g.pick(['["a", "b", "c"]', '[]', '["a"]', '[1]', 'undefined', '"ab"', 'new Set(["x", "y"])'])})`,
    () =>
      `new Intl.DisplayNames(${g.pick(LOCALES)}, ${g.pick(['{ type: "region" }', '{ type: "language" }', '{ type: "currency" }', '{}', 'undefined', '{ type: "script", fallback: "none" }'])}).of(${g.pick(['"US"', '"EUR"', '"fr"', '"zz"', '"bogus code"', '"Latn"', 'undefined'])})`,
    () =>
      `[...new Intl.Segmenter(${g.pick(LOCALES)}, { granularity: ${g.pick(['"word"', '"grapheme"', '"sentence"', '"x"'])} }).segment(${g.pick(['"Hi there. You!"', '"\\u{1F469}\\u200D\\u{1F467}e\\u0301"', 'undefined', '""'])})]`,
    () =>
      `new Intl.Locale(${g.pick(['"en-Latn-US"', '"de-DE-u-co-phonebk"', '"x"', '1', 'undefined', '"zh-Hant"', '""'])}, ${g.pick(['undefined', '{ region: "GB" }', '{ hourCycle: "h12" }', '{ language: "1" }', 'null'])}).${g.pick(['toString()', 'maximize().toString()', 'minimize().toString()', 'language', 'region', 'baseName', 'hourCycle', 'calendar'])}`,
    () =>
      `Intl.${g.pick(['getCanonicalLocales', 'supportedValuesOf'])}(${g.pick(['"EN-us"', '"bogus"', 'undefined', '["de", "DE"]', '"x_y"', '1'])})`,
    () =>
      `Intl.${g.pick(KINDS)}.supportedLocalesOf?.(${g.pick(LOCALES)}, ${g.pick(['undefined', '{ localeMatcher: "x" }', 'null'])})`,
    () => `${g.pick(['new ', ''])}Intl.${g.pick(KINDS)}(${g.pick(LOCALES)})`,
    () => `Intl.${g.pick(KINDS)}.prototype`,
    () =>
      `Intl.${g.pick(KINDS.slice(0, 8))}.prototype.${g.pick(['resolvedOptions', 'format', 'compare', 'select', 'of', 'segment', 'formatToParts'])}?.call(${g.pick(['{}', '1', 'undefined'])})`,
    () =>
      `${g.pick(['[1234.5, new Date(0), null, [undefined, 7n]]', 'new Float64Array([1234.5, 2])', 'new Uint8Array(2)', '1234n', '({})', 'Symbol("s")', '[{}]'])}.toLocaleString(${g.pick(LOCALES)}, ${g.pick(NUMBER_OPTIONS)})`,
    () =>
      `"${g.pick(['Iiİı', 'ß', 'ǅ'])}".${g.pick(['toLocaleUpperCase', 'toLocaleLowerCase'])}(${g.pick([...LOCALES, '"tr"', '"lt"'])})`,
  ])();

const durations = (g: Grammar): string =>
  `new Intl.DurationFormat(${g.pick(LOCALES)}, ${g.pick(['undefined', '{ style: "digital" }', '{ style: "long" }', '{ style: "x" }'])}).${g.pick(['format', 'formatToParts'])}(${g.pick(['{ hours: 1, minutes: 2, seconds: 3 }', '{}', '{ hours: 1.5 }', '{ years: -1, months: 2 }', '"PT1H"', 'undefined', '{ days: 40, milliseconds: 5 }'])})`;

/** What it says comes out of its data, which are those of this process here. */
const SAME_DATA = `icu === '${process.versions.icu}'`;

export const intl: readonly Feature[] = [
  { test: SAME_DATA, make: (g) => statement`show(() => ${EVERYDAY(g)});` },
  { test: SAME_DATA, make: (g) => statement`show(() => ${EVERYDAY(g)});` },
  { test: 'Intl.DurationFormat', make: (g) => statement`show(() => ${durations(g)});` },
];
