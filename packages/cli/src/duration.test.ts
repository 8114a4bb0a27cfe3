import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { durationSeconds, durationText } from './duration.ts';

test.each([
  ['90s', 90],
  ['15m', 900],
  ['24h', 86_400],
  ['7d', 604_800],
  ['0s', 0],
  ['007d', 604_800],
])('%s are %i seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each(['1m', '90s', '36h', '7d', '365d'])('%s is written as it was typed', (text) => {
  expect(durationText(durationSeconds(text))).toBe(text);
});

test.each([
  '',
  '7',
  'd',
  '-7d',
  '+7d',
  '1.5h',
  '7 d',
  '7D',
  '7w',
  '7d12h',
  ' 7d',
  '7d\n',
  '1234567s',
  '٧d',
  'P7D',
])('%j is no duration', (text) => {
  expect(() => durationSeconds(text)).toThrow(InvalidArgumentError);
});
