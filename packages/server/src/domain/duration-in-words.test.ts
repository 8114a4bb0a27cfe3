import { expect, test } from 'vitest';
import { agoInWords, counted, durationInWords } from './duration-in-words.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, '0 seconds'],
  [-5 * SECOND, '0 seconds'],
  [1999, '1 second'],
  [59 * SECOND, '59 seconds'],
  [MINUTE, '1 minute'],
  [2 * HOUR - 1, '1 hour'],
  [47 * HOUR, '1 day'],
  [3 * DAY, '3 days'],
])('%i ms are told in the largest unit that they fill: %s', (milliseconds, words) => {
  expect(durationInWords(milliseconds)).toBe(words);
});

test('a moment of this second, or of a clock ahead of ours, was just now', () => {
  expect(agoInWords(1000, 1999)).toBe('just now');
  expect(agoInWords(5000, 1000)).toBe('just now');
  expect(agoInWords(0, MINUTE)).toBe('1 minute ago');
});

test('counts have separators and a plural', () => {
  expect([counted(1, 'time'), counted(1204, 'time')]).toEqual(['1 time', '1,204 times']);
});
