import { expect, test } from 'vitest';
import { isInstanceId, makeInstanceId } from './instance-id.ts';

test('an instance id is 128 bits in 22 characters of base64url', () => {
  expect(makeInstanceId((length) => new Uint8Array(length).fill(255))).toBe('_____________________w');
});

test.each(['', 'web-1', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}+`, `${'A'.repeat(22)}\n`])(
  'no other text is one: %j',
  (text) => {
    expect(isInstanceId(text)).toBe(false);
  },
);
