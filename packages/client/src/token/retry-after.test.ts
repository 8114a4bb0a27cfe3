import { expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 24, 6, 0, 0);

test.each([
  ['a number of seconds', '120', 120_000],
  ['zero seconds', '0', 0],
  ['an IMF-fixdate', 'Tue, 24 Nov 2026 06:01:30 GMT', 90_000],
  ['an RFC 850 date', 'Tuesday, 24-Nov-26 06:00:05 GMT', 5_000],
  ['an asctime date', 'Tue Nov 24 06:00:10 2026', 10_000],
  ['an asctime date of a one-digit day', 'Tue Dec  1 06:00:00 2026', 7 * 86_400_000],
  ['a leap second as the second before it', 'Tue, 24 Nov 2026 06:00:60 GMT', 59_000],
  ['a date that has passed as no delay', 'Tue, 24 Nov 2020 06:00:00 GMT', 0],
  ['a two-digit year more than 50 years ahead as the last century', 'Sunday, 06-Nov-94 08:49:37 GMT', 0],
])('understands %s', (_form, header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test.each([
  ['an absent header', null],
  ['an empty one', ''],
  ['a negative number', '-1'],
  ['a fraction', '1.5'],
  ['a number with a unit', '10s'],
  ['an ISO date', '2026-11-24T06:01:30Z'],
  ['a date of another time zone', 'Tue, 24 Nov 2026 06:01:30 CET'],
  ['a day that does not exist', 'Tue, 31 Feb 2026 06:00:00 GMT'],
  ['an hour that does not exist', 'Tue, 24 Nov 2026 24:00:00 GMT'],
  ['two values', '1, 2'],
])('takes %s for no wish at all', (_form, header) => {
  expect(parseRetryAfter(header, NOW)).toBeUndefined();
});
