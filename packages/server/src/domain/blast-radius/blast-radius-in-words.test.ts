import { expect, test } from 'vitest';
import type { BlastRadius } from './blast-radius.ts';
import { blastRadiusInWords } from './blast-radius-in-words.ts';

const NOW = Date.parse('2026-11-24T14:02:00Z');
const radius: BlastRadius = {
  clientIds: ['rspub_1'],
  uses: 1204,
  instances: 6,
  lastUsedAt: NOW - 120_000,
  lastNetwork: '203.0.113.7',
  tokensEndAt: NOW + 180_000,
  descendantIds: [],
  descendantsGo: false,
  liveSecretsLeft: null,
};

test.each<[string, Partial<BlastRadius>]>([
  ['used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC', {}],
  [
    'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC; the client has no other live secret',
    { liveSecretsLeft: 0 },
  ],
  [
    'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC; 2 other live secrets stay',
    { liveSecretsLeft: 2 },
  ],
  [
    'used once in 24 h, last 2 minutes ago from 203.0.113.0/24; no live tokens; 2 other live secrets stay, 1 of them made with it',
    { uses: 1, tokensEndAt: null, descendantIds: ['b'], liveSecretsLeft: 2 },
  ],
  [
    'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC; 1 live secret made with it goes, too; 1 other live secret stays',
    { descendantIds: ['b'], descendantsGo: true, liveSecretsLeft: 1 },
  ],
  [
    'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC; 2 live secrets made with it go, too; the client has no other live secret',
    { descendantIds: ['b', 'c'], descendantsGo: true, liveSecretsLeft: 0 },
  ],
  [
    'not used in 24 h, last 3 days ago from 2001:db8:1::/48; no live tokens; 3 clients affected',
    {
      clientIds: ['a', 'b', 'c'],
      uses: 0,
      lastUsedAt: NOW - 3 * 86_400_000,
      lastNetwork: '2001:db8:1:2::/64',
      tokensEndAt: null,
    },
  ],
  ['never seen in use; no live tokens', { uses: 0, lastUsedAt: null, lastNetwork: null, tokensEndAt: null }],
])('%s', (words, more) => {
  expect(blastRadiusInWords({ ...radius, ...more }, NOW)).toBe(words);
});
