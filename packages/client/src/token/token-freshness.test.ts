import { expect, test } from 'vitest';
import { freshness } from './token-freshness.ts';

const SECOND = 1000;
const fiveMinutes = { obtainedAt: 0, expiresAt: 300 * SECOND };

test.each([
  ['is fresh when it was just obtained', 0, 'fresh'],
  ['is fresh while more than a minute remains', 239, 'fresh'],
  ['ages when a minute remains', 240, 'aging'],
  ['still serves six seconds before its end', 294, 'aging'],
  ['is unusable five seconds before its end, since a call takes time to arrive', 295, 'unusable'],
  ['is unusable past its end', 301, 'unusable'],
  ['is unusable when the clock was set back before the moment it was obtained', -1, 'unusable'],
] as const)('a five-minute token %s', (_rule, seconds, expected) => {
  expect(freshness(fiveMinutes, seconds * SECOND)).toBe(expected);
});

test('a token of ten seconds serves eight of them before it is renewed, and nine in all', () => {
  const short = { obtainedAt: 0, expiresAt: 10 * SECOND };
  expect([7, 8, 9].map((second) => freshness(short, second * SECOND))).toEqual([
    'fresh',
    'aging',
    'unusable',
  ]);
});
