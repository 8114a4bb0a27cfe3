import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url } from './base64url.ts';

function decode(text: string) {
  return decodeBase64url(Buffer.from(text));
}

describe('decodeBase64url', () => {
  it('reads back whatever was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decode(Buffer.from(bytes).toString('base64url'))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('accepts no text but the one that encoding gives (RFC 7515 §2)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgwz09-_+/= \n.é'), maxLength: 12 }), (text) => {
        const decoded = decode(text);
        if (decoded !== undefined) expect(Buffer.from(decoded).toString('base64url')).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['padding', 'QQ=='],
    ['the other alphabet', '+/+/'],
    ['white space', 'QU JD'],
    ['a line end', 'QUJD\n'],
    ['unused bits that are set', 'QR'],
    ['a lone character', 'QUJDR'],
    ['a character outside ASCII', 'QUJ\u0141'],
  ])('refuses %s', (_what, text) => {
    expect(decode(text)).toBeUndefined();
  });
});
