/** A class of Temporal: its members in V8's order, a number after the name being the `length` where it isn't 0. */
export interface TemporalClass {
  readonly name: string;
  readonly length: number;
  readonly statics: readonly Member[];
  readonly getters: readonly string[];
  readonly methods: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly length: number;
}

const ERA = 'era eraYear';
const DATE = 'year month monthCode day';
const TIME = 'hour minute second millisecond microsecond nanosecond';
const YEAR_LENGTHS = 'monthsInYear inLeapYear';
const WEEK = 'dayOfWeek dayOfYear weekOfYear yearOfWeek';
const DAY_LENGTHS = `daysInWeek daysInMonth daysInYear ${YEAR_LENGTHS}`;
const ARITHMETIC = 'add/1 subtract/1';
const DIFFERENCE = 'until/1 since/1';
const TEXTS = 'toLocaleString toString toJSON valueOf';
const FROM = 'from/1 compare/2';

/** @spec proposal-temporal#sec-temporal-objects */
export const TEMPORAL_CLASSES: readonly TemporalClass[] = [
  temporalClass(
    'PlainDate/3',
    FROM,
    `${ERA} calendarId ${DATE} ${WEEK} ${DAY_LENGTHS}`,
    `toPlainYearMonth toPlainMonthDay ${ARITHMETIC} with/1 withCalendar/1 ${DIFFERENCE} equals/1 toPlainDateTime ` +
      'toZonedDateTime/1 toString toLocaleString toJSON valueOf',
  ),
  temporalClass('PlainTime', FROM, TIME, `${ARITHMETIC} with/1 ${DIFFERENCE} round/1 equals/1 ${TEXTS}`),
  temporalClass(
    'PlainDateTime/3',
    FROM,
    `calendarId ${ERA} ${DATE} ${TIME} ${WEEK} ${DAY_LENGTHS}`,
    `with/1 withCalendar/1 withPlainTime ${ARITHMETIC} ${DIFFERENCE} round/1 equals/1 toLocaleString toJSON toString ` +
      'valueOf toZonedDateTime/1 toPlainDate toPlainTime',
  ),
  temporalClass(
    'ZonedDateTime/2',
    FROM,
    `timeZoneId calendarId ${ERA} ${DATE} ${TIME} epochMilliseconds epochNanoseconds ${WEEK} hoursInDay ${DAY_LENGTHS} ` +
      'offsetNanoseconds offset',
    `with/1 withCalendar/1 withPlainTime withTimeZone/1 ${ARITHMETIC} ${DIFFERENCE} round/1 equals/1 ${TEXTS} startOfDay ` +
      'getTimeZoneTransition/1 toInstant toPlainDate toPlainTime toPlainDateTime',
  ),
  temporalClass(
    'Duration',
    FROM,
    'years months weeks days hours minutes seconds milliseconds microseconds nanoseconds sign blank',
    `with/1 negated abs ${ARITHMETIC} round/1 total/1 ${TEXTS}`,
  ),
  temporalClass(
    'Instant/1',
    'from/1 fromEpochMilliseconds/1 fromEpochNanoseconds/1 compare/2',
    'epochMilliseconds epochNanoseconds',
    `${ARITHMETIC} ${DIFFERENCE} round/1 equals/1 ${TEXTS} toZonedDateTimeISO/1`,
  ),
  temporalClass(
    'PlainYearMonth/2',
    FROM,
    `calendarId ${ERA} year month monthCode daysInYear daysInMonth ${YEAR_LENGTHS}`,
    `with/1 ${ARITHMETIC} ${DIFFERENCE} equals/1 ${TEXTS} toPlainDate/1`,
  ),
  temporalClass('PlainMonthDay/2', 'from/1', 'calendarId monthCode day', `with/1 equals/1 ${TEXTS} toPlainDate/1`),
];

/** @spec proposal-temporal#sec-temporal-now-object */
export const NOW = members('instant timeZoneId plainDateTimeISO zonedDateTimeISO plainDateISO plainTimeISO');

function temporalClass(head: string, statics: string, getters: string, methods: string): TemporalClass {
  return {
    ...members(head)[0]!,
    statics: members(statics),
    getters: getters.split(' '),
    methods: members(methods),
  };
}

function members(text: string): Member[] {
  return text.split(' ').map((member) => {
    const [name, length] = member.split('/');
    return { name: name!, length: Number(length ?? 0) };
  });
}
