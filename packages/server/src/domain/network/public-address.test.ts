import { describe, expect, test } from 'vitest';
import { parseAddress } from './ip-address.ts';
import { isPublicAddress } from './public-address.ts';

function isPublic(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) expect.fail(`${text} is no address`);
  return isPublicAddress(address);
}

describe('a public address', () => {
  test.each([
    '8.8.8.8',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
  ])('%s', (text) => {
    expect(isPublic(text)).toBe(true);
  });
  test.each(['2606:4700:4700::1111', '2a00:1450:4001:800::200e', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    '%s',
    (text) => {
      expect(isPublic(text)).toBe(true);
    },
  );
});

describe('no public address', () => {
  test.each([
    ['this network', ['0.0.0.0', '0.255.255.255', '::']],
    ['loopback', ['127.0.0.1', '127.255.255.255', '::1']],
    [
      'private',
      ['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
    ],
    ['unique local', ['fc00::', 'fc00::1', 'fd12:3456:789a::1', 'fdff:ffff::1']],
    [
      'link-local, cloud metadata among them',
      ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1', 'fd00:ec2::254'],
    ],
    ['site-local, deprecated', ['fec0::1']],
    ['shared between carriers', ['100.64.0.0', '100.127.255.255']],
    ['protocol assignments', ['192.0.0.1', '192.0.0.192']],
    ['documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1']],
    ['benchmarks', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
    ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1']],
    ['reserved and broadcast', ['240.0.0.1', '255.255.255.255']],
    ['IPv4 in IPv6', ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '::ffff:0:127.0.0.1']],
    ['IPv4 behind a translator', ['64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1']],
    ['IPv4 in a tunnel', ['2002:7f00:1::', '2002:808:808::1', '2001::1']],
    ['discard, and what is assigned to nobody', ['100::1', '4000::1', '1::1', '5f00::1', 'e000::1']],
  ])('%s', (_what, addresses) => {
    for (const address of addresses) expect(isPublic(address), address).toBe(false);
  });
});
