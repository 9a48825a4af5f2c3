import assert from 'node:assert/strict';
import { printed, traced } from '../../support/traced';

/** Expressions and what Chromium prints for them. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  "Temporal.PlainDate.from('2024-01-31').add({months:1})": '2024-02-29',
  "Temporal.PlainDate.from('2020-02-29').until('2024-03-01',{largestUnit:'years'})": 'P4Y1D',
  "Temporal.Instant.from('2024-03-10T10:00Z').toZonedDateTimeISO('America/New_York')":
    '2024-03-10T06:00:00-04:00[America/New_York]',
  "Temporal.ZonedDateTime.from('2024-03-10T02:30[America/New_York]')": '2024-03-10T03:30:00-04:00[America/New_York]',
  "Temporal.Duration.from({hours:130,minutes:20}).round({largestUnit:'days'})": 'P5DT10H20M',
  "Temporal.Duration.from('P1Y2M').total({unit:'days',relativeTo:'2024-01-01'})": '425',
  "Temporal.Duration.from('P1M').round({largestUnit:'days',relativeTo:Temporal.PlainDate.from('2024-02-01')})": 'P29D',
  "Temporal.PlainTime.from('12:34:56.789').round('minute')": '12:35:00',
  "Temporal.PlainMonthDay.from('02-29').toPlainDate({year:2023})": '2023-02-28',
  "Temporal.PlainDate.from('2024-12-30').weekOfYear + ' ' + Temporal.PlainDate.from('2024-12-30').yearOfWeek": '1 2025',
  '[3,1,2].map(d=>Temporal.PlainDate.from({year:2024,month:1,day:d})).sort(Temporal.PlainDate.compare).join()':
    '2024-01-01,2024-01-02,2024-01-03',
  "Temporal.PlainDate.from('2024-05-01').withCalendar('hebrew').toLocaleString('en-US',{calendar:'hebrew'})":
    '23 Nisan 5784',
  "new Intl.DateTimeFormat('en-US').format(Temporal.PlainDate.from('2024-05-01'))": '5/1/2024',
  "new Intl.DateTimeFormat('de',{dateStyle:'full',timeStyle:'short',timeZone:'Europe/Berlin'}).format(Temporal.Instant.from('2024-05-01T12:00Z'))":
    'Mittwoch, 1. Mai 2024 um 14:00',
  "Temporal.Instant.from('2024-05-01T10:11Z').toLocaleString('en-US',{timeZone:'Asia/Tokyo'})": '5/1/2024, 7:11:00 PM',
  "Temporal.ZonedDateTime.from('2024-05-01T10:11[Asia/Tokyo]').toLocaleString('en-US')": '5/1/2024, 10:11:00 AM GMT+9',
  'new Date(0).toTemporalInstant()': '1970-01-01T00:00:00Z',
  'Temporal.Now.timeZoneId()': 'UTC',
  "(() => {class X extends Temporal.PlainDate{}; const x=new X(2024,1,1); return [x instanceof X, x.add('P1D').constructor.name, x].join()})()":
    'true,PlainDate,2024-01-01',
  "Temporal.ZonedDateTime.from('2024-03-10T00:00[America/New_York]').hoursInDay": '23',
  "Temporal.ZonedDateTime.from('2024-03-01T00:00[America/New_York]').getTimeZoneTransition('next')":
    '2024-03-10T03:00:00-04:00[America/New_York]',
  "new Temporal.PlainDate(2024,1,1).toPlainDateTime('10:00').since(new Temporal.PlainDateTime(2023,12,31))": 'P1DT10H',
  'Temporal.PlainDate.prototype.add.call({})':
    'TypeError: Method Temporal.PlainDate.prototype.add called on incompatible receiver #<Object>',
  "Temporal.PlainDate.from('2024-01-01') + 1":
    'TypeError: Do not use Temporal.PlainDate.prototype.valueOf; use Temporal.PlainDate.prototype.compare for comparison.',
  "Temporal.PlainDate.from('2024-01-01').add({ days: 1.5 })": 'RangeError: Temporal error: Expected finite integer.',
  'new Temporal.PlainDate(1e9, 1, 1)': 'RangeError: Temporal error: Date is not within ISO date time limits.',
  'Object.prototype.toString.call(Temporal.Now) + Temporal.PlainDate.from':
    '[object Temporal.Now]function from() { [native code] }',
  "JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, 'Temporal')) + Object.getOwnPropertyNames(Date.prototype).at(-1)":
    '{"value":{},"writable":true,"enumerable":false,"configurable":true}toTemporalInstant',
};

const PRINT_ALL = Object.keys(EXPRESSIONS)
  .map((text) => `try { console.log(String(${text})); } catch (error) { console.log(String(error)); }`)
  .join('\n');

describe('Temporal', () => {
  for (const host of ['browser', 'bare'] as const) {
    it(`gives in ${host} what it gives in Chromium`, () => {
      const lines = printed(PRINT_ALL, host);
      const entries = Object.keys(EXPRESSIONS).map((text, i) => [text, lines[i]]);
      assert.deepEqual(Object.fromEntries(entries), EXPRESSIONS);
    });
  }

  it('is not in Node', () => assert.deepEqual(printed('console.log(typeof Temporal)', 'node'), ['undefined']));

  it("reads the run's clock", () => {
    const text =
      'console.log(Math.abs(Temporal.Now.instant().epochMilliseconds - Date.now()) < 50, Temporal.Now.timeZoneId())';
    assert.deepEqual(printed(text, 'browser'), ['true UTC']);
  });

  it('leaves no trace of how it is made', () => {
    const text = `
      const before = Reflect.ownKeys(Intl.DateTimeFormat).length;
      try {
        Temporal.PlainDate.from({ year: 2024 });
      } catch (error) {
        console.log(error.stack.split('\\n').slice(1).map((line) => line.trim().split(' ')[1]).join());
      }
      const date = Temporal.PlainDate.from('2024-01-01');
      console.log(Reflect.ownKeys(date).length, Reflect.ownKeys(Intl.DateTimeFormat).length === before);
      console.log(Reflect.ownKeys(Temporal.PlainDate.prototype).slice(0, 4).join(), Object.hasOwn(date.add, 'prototype'));
    `;
    const [stack, ...rest] = printed(text, 'browser');
    assert.match(stack!, /^PlainDate\.from,[^,]*$/);
    assert.deepEqual(rest, ['0 true', 'constructor,era,eraYear,calendarId false']);
  });

  it('shows one context for each of its functions', () => {
    const trace = traced("Temporal.PlainDate.from('2024-01-01').add({ get days() { return 1; } });", {
      profile: 'browser',
    });
    const stackAt = (step: number) =>
      trace
        .at(step)
        .agents.flatMap(({ stack }) => stack)
        .map(({ title }) => title)
        .join(' < ');
    const stacks = new Set(Array.from({ length: trace.stepCount }, (_, step) => stackAt(step)));
    assert.deepEqual(
      [...stacks].filter((stack) => stack.includes('<')),
      ["from('2024-01-01') < main.js", 'add(Object) < main.js', 'get days() < add(Object) < main.js'],
    );
  });
});
