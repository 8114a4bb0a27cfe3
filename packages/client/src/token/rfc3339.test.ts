import { expect, test } from 'vitest';
import { parseRfc3339 } from './rfc3339.ts';

test.each([
  ['with seconds', '2026-12-24T06:00:00Z', Date.UTC(2026, 11, 24, 6)],
  ['with milliseconds', '2026-12-24T06:00:00.250Z', Date.UTC(2026, 11, 24, 6, 0, 0, 250)],
  ['in small letters', '2026-12-24t06:00:00z', Date.UTC(2026, 11, 24, 6)],
  ['of another zone', '2026-12-24T01:30:00-04:30', Date.UTC(2026, 11, 24, 6)],
  ['on a leap day', '2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
])('reads a moment %s', (_form, text, expected) => {
  expect(parseRfc3339(text)).toBe(expected);
});

test.each([
  '',
  'soon',
  '2026-12-24',
  '2026-12-24T06:00:00',
  '2026-12-24 06:00:00Z',
  '2026-02-31T06:00:00Z',
  '2026-13-01T06:00:00Z',
  '2026-12-24T24:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-12-24T06:00:00+24:00',
  'Thu, 24 Dec 2026 06:00:00 GMT',
  '1798092000',
  '2026-12-24T06:00:00Z, 2026-12-25T06:00:00Z',
])('takes %j for none', (text) => {
  expect(parseRfc3339(text)).toBeUndefined();
});
