import { expect, test } from 'vitest';
import { OTHER_NETWORK } from '../usage/usage-bounds.ts';
import { networkReport } from './network-report.ts';

const list = ['203.0.113.0/24', '2001:db8:1::/48'];
const use = (network: string, uses: number, lastUsedAt = 0) => ({ network, uses, lastUsedAt });

test('a report counts what came from outside the list, and names the networks', () => {
  const uses = [
    use('203.0.113.7', 9000),
    use('2001:db8:1:2::/64', 400),
    use('198.51.100.1', 3, 10),
    use('2001:db8:2:2::/64', 9, 20),
  ];
  expect(networkReport(list, uses)).toEqual({
    listed: 2,
    requests: 9412,
    outside: 12,
    unknown: 0,
    networks: [
      { network: '2001:db8:2:2::/64', requests: 9, lastUsedAt: 20 },
      { network: '198.51.100.1', requests: 3, lastUsedAt: 10 },
    ],
  });
});

test('a network that several credentials used is told once, with its last use', () => {
  const uses = [use('198.51.100.1', 3, 30), use('198.51.100.2', 4, 10), use('198.51.100.1', 2, 20)];
  expect(networkReport(list, uses).networks).toEqual([
    { network: '198.51.100.1', requests: 5, lastUsedAt: 30 },
    { network: '198.51.100.2', requests: 4, lastUsedAt: 10 },
  ]);
});

test('what could not be told apart is neither inside nor outside', () => {
  const report = networkReport(list, [use('203.0.113.7', 1), use(OTHER_NETWORK, 5)]);
  expect(report).toEqual({ listed: 2, requests: 6, outside: 0, unknown: 5, networks: [] });
});

test('an empty list refuses nobody', () => {
  expect(networkReport([], [use('203.0.113.7', 2)])).toMatchObject({ listed: 0, requests: 2, outside: 0 });
});
