import { describe, expect, test } from 'vitest';
import { inNetworkList, MAX_NETWORKS, type NetworkList, parseNetworkList } from './network-list.ts';
import { networkOf } from './network-of.ts';

const listOf = (...texts: string[]): NetworkList => {
  const parsed = parseNetworkList(texts);
  return parsed.ok ? parsed.value : expect.fail(parsed.refusal.defect);
};
const defectOf = (text: string) => {
  const parsed = parseNetworkList(['203.0.113.7', text]);
  return parsed.ok ? parsed.value : parsed.refusal;
};

describe('a list of networks', () => {
  test('has one spelling for each, and each once', () => {
    expect(
      listOf('203.0.113.7', '203.0.113.7/32', '198.51.100.0/24', '2001:DB8:0::/48', '::ffff:203.0.113.7'),
    ).toEqual(['203.0.113.7/32', '198.51.100.0/24', '2001:db8::/48']);
  });

  test('is spelled the same once more', () => {
    const list = listOf('203.0.113.7', '2001:DB8::/64', '128.0.0.0/1');
    expect(listOf(...list)).toEqual(list);
  });

  test('may be empty, and is bounded', () => {
    const addresses = Array.from({ length: MAX_NETWORKS + 1 }, (_, index) => `203.0.113.${index}`);
    expect(listOf()).toEqual([]);
    expect(listOf(...addresses.slice(1))).toHaveLength(MAX_NETWORKS);
    expect(parseNetworkList(addresses)).toEqual({ ok: false, refusal: { defect: 'too_many' } });
  });

  test.each([
    ['203.0.113.7/24', 'host_bits'],
    ['203.0.113.1/31', 'host_bits'],
    ['2001:db8::1/64', 'host_bits'],
    ['2001:db8:0:1::/63', 'host_bits'],
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
    ['203.0.113.7/0', 'everything'],
    ['2001:db8::1', 'too_fine'],
    ['2001:db8::/65', 'too_fine'],
    ['203.0.113.0/33', 'malformed'],
    ['2001:db8::/129', 'malformed'],
    ['::ffff:203.0.113.0/120', 'malformed'],
    ['203.0.113.0/', 'malformed'],
    ['203.0.113.0/24/24', 'malformed'],
    ['203.0.113.0/024', 'malformed'],
    ['203.0.113.0/ 24', 'malformed'],
    ['203.0.113.0/-1', 'malformed'],
    ['203.0.113.0/255.255.255.0', 'malformed'],
    ['203.0.113.*', 'malformed'],
    ['example.com', 'malformed'],
    ['', 'malformed'],
  ])('does not take %j: %s', (text, defect) => {
    expect(defectOf(text)).toEqual({ defect, index: 1 });
  });
});

describe('a network', () => {
  const list = [
    '203.0.113.0/24',
    '198.51.100.7/32',
    '2001:db8:1::/48',
    '2001:db8:2:3::/64',
    '192.0.2.128/25',
  ];

  test.each([
    '203.0.113.0',
    '203.0.113.255',
    '198.51.100.7',
    '192.0.2.128',
    '::ffff:203.0.113.9',
    '2001:db8:1:ffff::1',
    '2001:db8:2:3:4:5:6:7',
  ])('is in the list: %s', (address) => {
    expect(inNetworkList(list, networkOf(address))).toBe(true);
  });

  test.each([
    '203.0.112.255',
    '198.51.100.8',
    '192.0.2.127',
    '2001:db8:2:4::1',
    '2001:db9:1::',
    '::1',
    '0.0.0.0',
  ])('is not in the list: %s', (address) => {
    expect(inNetworkList(list, networkOf(address))).toBe(false);
  });

  test('is in no empty list', () => {
    expect(inNetworkList([], '203.0.113.7')).toBe(false);
  });
});
