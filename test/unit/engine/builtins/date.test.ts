import assert from 'node:assert/strict';
import { linesOf, runScript } from '../../../support/engine/run-script';

describe('Date', () => {
  it('knows local time by the host only', () => {
    // Two hours ahead in July and August, one otherwise.
    const summer = (utc: number): number => {
      const month = new Date(utc).getUTCMonth();
      return month === 6 || month === 7 ? 120 : 60;
    };
    assert.deepEqual(
      runScript(
        `
        print(new Date(2024, 0, 1, 12).toISOString(), new Date(2024, 6, 15, 12).toISOString());
        print(new Date('2024-07-15').getHours(), new Date('2024-07-15T00:00').getTime() === Date.UTC(2024, 6, 14, 22));
        print(new Date(0).getTimezoneOffset());
        // The clocks go from 01:00 to 02:00 and, at the end, from 02:00 back to 01:00.
        print(new Date(2024, 6, 1, 1, 30).toISOString(), new Date(2024, 8, 1, 1, 30).toISOString());
        const d = new Date(Date.UTC(2024, 6, 15));
        d.setHours(0);
        print(d.toISOString());
        print(d.toString());
      `,
        (realm) => {
          Object.assign(realm.agent.hooks, { timeZoneOffset: summer, timeZoneName: 'Europe/Berlin' });
        },
      ).lines,
      [
        '2024-01-01T11:00:00.000Z 2024-07-15T10:00:00.000Z',
        '2 true',
        '-60',
        '2024-07-01T00:30:00.000Z 2024-08-31T23:30:00.000Z',
        '2024-07-14T22:00:00.000Z',
        'Mon Jul 15 2024 00:00:00 GMT+0200 (Central European Summer Time)',
      ],
    );
  });

  it('takes arguments in order, of an invalid date only the first, as V8 11 does', () => {
    assert.deepEqual(
      linesOf(`
        const n = (name, value) => ({ valueOf() { print(name); return value; } });
        print(new Date(NaN).setHours(n('h', 1), n('m', 2)));
        print(new Date(0).setUTCFullYear(n('y', 2000), n('mo', 1), n('d', 29)));
        const d = new Date(0);
        d.setUTCHours({ valueOf() { d.setTime(1e12); return 5; } });
        print(d.getTime());
      `),
      ['h', 'NaN', 'y', 'mo', 'd', '951782400000', '18000000'],
    );
  });
});
