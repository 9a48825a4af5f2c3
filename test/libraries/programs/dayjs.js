const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/utc'));
dayjs.extend(require('dayjs/plugin/relativeTime'));
dayjs.extend(require('dayjs/plugin/customParseFormat'));
dayjs.extend(require('dayjs/plugin/duration'));
const d = dayjs.utc('2024-02-28T23:59:58.123Z');
console.log(
  d.format('YYYY-MM-DD HH:mm:ss.SSS ddd MMMM D A'),
  d.add(2, 'day').format(),
  d.endOf('month').toISOString(),
  d.diff(dayjs.utc('2023-01-01'), 'day'),
  d.from(dayjs.utc('2024-03-01')),
  dayjs('05/02/69 1:02:03 PM', 'MM/DD/YY h:mm:ss A').year(),
  dayjs.duration(3661, 's').format('HH:mm:ss'),
  d.isBefore(d.add(1)),
  d.toJSON(),
  d.day(),
  d.set('hour', 5).hour(),
  dayjs('nope').isValid(),
  d,
);
require('dayjs/locale/de');
console.log(d.locale('de').format('dddd, D. MMMM'), d.unix(), d.valueOf(), dayjs.isDayjs(d));
