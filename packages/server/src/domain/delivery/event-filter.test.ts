import { expect, test } from 'vitest';
import { isEventFilter, isWanted } from './event-filter.ts';

test.each(['secret.expiring', 'secret.*', 'client_key.*', '*'])('%s names events', (filter) => {
  expect(isEventFilter(filter)).toBe(true);
});

test.each([
  '',
  '.*',
  'secret',
  'secret.',
  'secret*',
  'sec*',
  'secret.exp*',
  '*.expiring',
  'secret.**',
  'mac_key.created',
  'nothing.*',
  'toString',
])('%j names none', (filter) => {
  expect(isEventFilter(filter)).toBe(false);
});

test('a beginning ends at the dot', () => {
  expect(isWanted(['client.*'], 'client.created')).toBe(true);
  expect(isWanted(['client.*'], 'client_key.created')).toBe(false);
  expect(isWanted(['client.disabled', 'secret.*'], 'secret.created')).toBe(true);
  expect(isWanted([], 'secret.created')).toBe(false);
});
