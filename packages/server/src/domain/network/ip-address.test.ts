import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress } from './ip-address.ts';

const spelling = (text: string) => {
  const address = parseAddress(text);
  return address && formatAddress(address);
};

describe('an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::', '2001:db8::'],
    ['::', '::'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
  ])('%s is spelled %s', (text, canonical) => {
    expect(spelling(text)).toBe(canonical);
  });

  test.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '0203.0.113.7',
    '0xcb.0.113.7',
    '3405803783',
    ' 203.0.113.7',
    '203.0.113.7\n',
    '203.0.113.7:80',
    '203.0.113.7/32',
    '[::1]',
    '::1%eth0',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    '::ffff:0xcb.0.113.7',
    '::ffff:0203.0.113.7',
    `${'0'.repeat(40)}::1`,
  ])('%j is none', (text) => {
    expect(spelling(text)).toBeUndefined();
  });

  test('is what Node takes for one, and what its spelling stays', () => {
    const ipv4 = fc.ipV4();
    const mapped = ipv4.map((text) => `::ffff:${text}`);
    const noise = fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.:.%/ x'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(ipv4, fc.ipV6(), mapped, noise), (text) => {
        const known = isIPv4(text) || (isIPv6(text) && !text.includes('%'));
        const canonical = spelling(text);
        expect(canonical !== undefined).toBe(known);
        if (canonical !== undefined) expect(spelling(canonical)).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });
});
