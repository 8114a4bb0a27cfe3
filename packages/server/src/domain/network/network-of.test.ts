import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarseNetwork, networkOf } from './network-of.ts';

describe('the network of an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8::/64', '2001:db8::/48'],
    ['::1', '::/64', '::/48'],
    ['fe80::1234', 'fe80::/64', 'fe80::/48'],
    ['0:1:2:3:ffff::', '0:1:2:3::/64', '0:1:2::/48'],
  ])('%s is %s, and for display %s', (address, network, coarse) => {
    expect(networkOf(address)).toBe(network);
    expect(coarseNetwork(network)).toBe(coarse);
  });

  test('is the same for all hosts of 64 bits, and another one beside them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 }), (parts) => {
        const address = parts.map((part) => part.toString(16)).join(':');
        const neighbour = [...parts.slice(0, 4), 1, 2, 3, 4].map((part) => part.toString(16)).join(':');
        const other = [...parts];
        other[3] = (other[3] as number) ^ 1;
        fc.pre(parts.slice(0, 5).some((part) => part !== 0));
        expect(networkOf(neighbour)).toBe(networkOf(address));
        expect(networkOf(other.map((part) => part.toString(16)).join(':'))).not.toBe(networkOf(address));
      }),
    );
  });

  test('stays the same for any number of callers', () => {
    for (let round = 0; round < 2; round++) {
      for (let host = 0; host < 2000; host++) {
        expect(networkOf(`2001:db8:0:${host.toString(16)}::1`)).toBe(
          host === 0 ? '2001:db8::/64' : `2001:db8:0:${host.toString(16)}::/64`,
        );
      }
    }
  });

  test('is asked for of an address only', () => {
    expect(() => networkOf('a:b')).toThrow(TypeError);
  });
});
