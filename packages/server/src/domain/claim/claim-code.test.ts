import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeClaimCode, readClaimCode } from './claim-code.ts';

describe('a claim code', () => {
  test('has three groups of four characters, none of which is taken for another', () => {
    for (let count = 0; count < 100; count++) {
      expect(makeClaimCode(randomBytes)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-?\b){3}$/);
    }
  });

  test('holds 60 bits: each byte gives one of 32 characters, evenly', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const [first = ''] = makeClaimCode((length) => new Uint8Array(length).fill(byte));
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect([counts.size, new Set(counts.values())]).toEqual([32, new Set([8])]);
  });

  test.each([
    ['as it was told', '01AB-CDEF-GH23'],
    ['in small letters', '01ab-cdef-gh23'],
    ['without hyphens', '01ABCDEFGH23'],
    ['with spaces, and a line’s end', ' 01AB CDEF GH23\n'],
    ['with O for 0, and I or L for 1', 'oIab-cdef-gh23'],
  ])('is read %s', (_how, text) => {
    expect(readClaimCode(text)).toBe('01AB-CDEF-GH23');
  });

  test.each(['', '01AB-CDEF-GH2', '01AB-CDEF-GH234', '01AB-CDEF-GHU3', '01AB-CDEF-GH2é', '01AB_CDEF_GH23'])(
    'is none: %j',
    (text) => {
      expect(readClaimCode(text)).toBeUndefined();
    },
  );
});
