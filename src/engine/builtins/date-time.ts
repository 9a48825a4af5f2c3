// Time values and their parts, by the proleptic Gregorian calendar. @spec sec-time-values-and-time-range

export const MS_PER_SECOND = 1000;
export const MS_PER_MINUTE = 60000;
export const MS_PER_HOUR = 3600000;
export const MS_PER_DAY = 86400000;
const MAX_TIME = 8.64e15;

/** @spec sec-day */
export function Day(t: number): number {
  return Math.floor(t / MS_PER_DAY);
}

/** @spec sec-timewithinday */
export function TimeWithinDay(t: number): number {
  const rest = t % MS_PER_DAY;
  // Not -0.
  return rest < 0 ? rest + MS_PER_DAY : rest + 0;
}

/** Days from 1970-01-01 to the first of a month (0 to 11) of any year. */
function daysToMonth(year: number, month: number): number {
  // Years that begin in March have the leap day at their end.
  const y = month < 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The parts of a time value, month from 0, weekday from Sunday. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
}

/** @spec sec-year-number */
export function partsOf(t: number): DateParts {
  const days = Day(t);
  const time = TimeWithinDay(t);
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (marchMonth + 2) % 12;
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(time / MS_PER_HOUR),
    minute: Math.floor(time / MS_PER_MINUTE) % 60,
    second: Math.floor(time / MS_PER_SECOND) % 60,
    ms: time % 1000,
  };
}

/** @spec sec-maketime */
export function MakeTime(hour: number, minute: number, second: number, ms: number): number {
  if (!Number.isFinite(hour + minute + second + ms)) return NaN;
  return (
    Math.trunc(hour) * MS_PER_HOUR +
    Math.trunc(minute) * MS_PER_MINUTE +
    Math.trunc(second) * MS_PER_SECOND +
    Math.trunc(ms)
  );
}

/** @spec sec-makeday */
export function MakeDay(year: number, month: number, day: number): number {
  if (!Number.isFinite(year + month + day)) return NaN;
  const m = Math.trunc(month);
  const y = Math.trunc(year) + Math.floor(m / 12);
  if (Math.abs(y) > 400000) return NaN;
  return daysToMonth(y, ((m % 12) + 12) % 12) + Math.trunc(day) - 1;
}

/** @spec sec-makedate */
export function MakeDate(day: number, time: number): number {
  const t = day * MS_PER_DAY + time;
  return Number.isFinite(t) ? t : NaN;
}

/** @spec sec-makefullyear */
export function MakeFullYear(year: number): number {
  if (Number.isNaN(year)) return NaN;
  const y = Math.trunc(year);
  return y >= 0 && y <= 99 ? 1900 + y : y;
}

/** @spec sec-timeclip */
export function TimeClip(t: number): number {
  return Number.isFinite(t) && Math.abs(t) <= MAX_TIME ? Math.trunc(t) + 0 : NaN;
}
