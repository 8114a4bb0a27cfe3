import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsageBatch } from '../domain/usage/usage.ts';
import { MAX_INSTANCES, MAX_NETWORKS_A_DAY, OTHER_NETWORK } from '../domain/usage/usage-bounds.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY = 20_000;
const NOW = TODAY * DAY + 12 * HOUR;

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

const EMPTY: UsageBatch = {
  credentials: [],
  hours: [],
  days: [],
  networks: [],
  instances: [],
  clientDays: [],
};
const add = (batch: Partial<UsageBatch>) => opened.store.usage.add({ ...EMPTY, ...batch });

const credential = (given: Partial<UsageBatch['credentials'][number]> = {}) => ({
  credentialId: 'a',
  clientId: 'rspub_1',
  firstUsedAt: NOW,
  lastUsedAt: NOW,
  lastNetwork: '203.0.113.1',
  lastTokenEndsAt: NOW + 300_000,
  uses: 1,
  ...given,
});
const network = (name: string, given: Partial<UsageBatch['networks'][number]> = {}) => ({
  credentialId: 'a',
  day: TODAY,
  network: name,
  uses: 1,
  lastUsedAt: NOW,
  ...given,
});
const instance = (name: string, given: Partial<UsageBatch['instances'][number]> = {}) => ({
  credentialId: 'a',
  instance: name,
  version: null,
  firstUsedAt: NOW,
  lastUsedAt: NOW,
  uses: 1,
  ...given,
});

describe('batches add up', () => {
  test('to the first and the last use of a credential, in whatever order nodes write them', async () => {
    const early = credential({
      firstUsedAt: NOW - 9,
      lastUsedAt: NOW - 5,
      lastNetwork: '203.0.113.9',
      uses: 2,
    });
    const late = credential({ firstUsedAt: NOW - 4, uses: 3, lastTokenEndsAt: NOW + 1 });
    await add({ credentials: [late] });
    await add({ credentials: [early] });
    const sum = {
      credentialId: 'a',
      clientId: 'rspub_1',
      firstUsedAt: NOW - 9,
      lastUsedAt: NOW,
      lastNetwork: '203.0.113.1',
      lastTokenEndsAt: NOW + 300_000,
      uses: 5,
    };
    expect(await opened.store.usage.ofCredentials(['a', 'nobody'])).toEqual([sum]);
    expect(await opened.store.usage.ofClient('rspub_1')).toEqual([sum]);
  });

  test('to uses by hour and by day, in their order', async () => {
    const rows = [TODAY + 1, TODAY].map((period) => ({ credentialId: 'a', period, uses: 2 }));
    await add({ hours: rows, days: rows });
    await add({ hours: rows, days: rows });
    const sums = [TODAY, TODAY + 1].map((period) => ({ credentialId: 'a', period, uses: 4 }));
    expect(await opened.store.usage.hours(['a'], 0)).toEqual(sums);
    expect(await opened.store.usage.days(['a'], TODAY)).toEqual(sums);
    expect(await opened.store.usage.days(['a'], TODAY + 1)).toEqual(sums.slice(1));
    expect(await opened.store.usage.days([], 0)).toEqual([]);
  });

  test('to uses by network over days, the most used first', async () => {
    await add({ networks: [network('one', { uses: 3 }), network('two', { uses: 2 })] });
    await add({ networks: [network('two', { day: TODAY - 1, uses: 2, lastUsedAt: NOW - DAY })] });
    expect(await opened.store.usage.networks(['a'], TODAY - 1)).toEqual([
      { credentialId: 'a', network: 'two', uses: 4, lastUsedAt: NOW },
      { credentialId: 'a', network: 'one', uses: 3, lastUsedAt: NOW },
    ]);
    expect(await opened.store.usage.networks(['a'], TODAY + 1)).toEqual([]);
  });

  test('to uses by instance, with the version that it said last', async () => {
    await add({ instances: [instance('one', { version: 'sdk/2' })] });
    await add({
      instances: [instance('one', { version: 'sdk/1', firstUsedAt: NOW - 9, lastUsedAt: NOW - 9 })],
    });
    expect(await opened.store.usage.instances(['a'], NOW)).toEqual([
      instance('one', { version: 'sdk/2', firstUsedAt: NOW - 9, uses: 2 }),
    ]);
    expect(await opened.store.usage.instances(['a'], NOW + 1)).toEqual([]);
  });

  test('to days of a client', async () => {
    const day = { clientId: 'rspub_1', day: TODAY, overBudget: 1, outsideNetworks: 2 };
    await add({ clientDays: [day] });
    await add({ clientDays: [day] });
    expect(await opened.store.usage.clientDays('rspub_1', TODAY)).toEqual([
      { ...day, overBudget: 2, outsideNetworks: 4 },
    ]);
  });

  test('whatever their size: 1,000 credentials in one', async () => {
    const credentials = Array.from({ length: 1000 }, (_, index) => credential({ credentialId: `c${index}` }));
    await add({ credentials });
    await add({ credentials });
    const sums = await opened.store.usage.ofClient('rspub_1');
    expect(sums).toHaveLength(1000);
    expect(sums.every(({ uses }) => uses === 2)).toBe(true);
  });

  test('as a whole or not at all', async () => {
    const broken = { credentials: [credential()], hours: [{ credentialId: 'a', period: 1, uses: null }] };
    await expect(add(broken as unknown as UsageBatch)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await opened.store.usage.ofClient('rspub_1')).toEqual([]);
  });
});

describe('bounds', () => {
  const names = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => `n${String(from + index).padStart(5, '0')}`);

  test('64 networks of a credential and day are told apart, the rest are one', async () => {
    await add({ networks: names(60).map((name) => network(name)) });
    await add({ networks: [...names(10, 55).map((name) => network(name)), network(OTHER_NETWORK)] });
    await add({ networks: [network('n00000'), network('new', { uses: 5, lastUsedAt: NOW + 5 })] });
    const kept = await opened.store.usage.networks(['a'], TODAY);
    expect(kept).toHaveLength(MAX_NETWORKS_A_DAY + 1);
    const usesOf = (name: string) => kept.find((use) => use.network === name)?.uses;
    expect(kept.find((use) => use.network === OTHER_NETWORK)).toMatchObject({ uses: 7, lastUsedAt: NOW + 5 });
    expect([usesOf('n00000'), usesOf('n00059'), usesOf('n00063')]).toEqual([2, 2, 1]);
  });

  test('another day and another credential have room of their own', async () => {
    await add({ networks: names(80).map((name) => network(name)) });
    await add({ networks: [network('new', { day: TODAY + 1 }), network('new', { credentialId: 'b' })] });
    const kept = await opened.store.usage.networks(['a', 'b'], TODAY);
    expect(kept.filter((use) => use.network === 'new')).toHaveLength(2);
  });

  test('1,000 instances of a credential are known; those already known go on being counted', async () => {
    await add({ instances: names(MAX_INSTANCES - 1).map((name) => instance(name)) });
    await add({ instances: [instance('n00000'), instance('new'), instance('too many')] });
    const kept = await opened.store.usage.instances(['a'], 0);
    expect(kept).toHaveLength(MAX_INSTANCES);
    expect(kept.find((use) => use.instance === 'n00000')?.uses).toBe(2);
    expect(kept.some((use) => use.instance === 'too many')).toBe(false);
  });
});

test('pruning removes what has had its time, a great deal of it as well, and keeps the first and last use', async () => {
  const old = NOW - 401 * DAY;
  const ids = Array.from({ length: 2500 }, (_, index) => `c${index}`);
  await add({
    credentials: [credential({ firstUsedAt: old, lastUsedAt: old })],
    hours: [...ids, 'a'].map((credentialId) => ({
      credentialId,
      period: Math.floor((credentialId === 'a' ? NOW : old) / HOUR),
      uses: 1,
    })),
    days: [TODAY, TODAY - 401].map((period) => ({ credentialId: 'a', period, uses: 1 })),
    networks: [network('one'), network('one', { day: TODAY - 91 })],
    instances: [instance('one'), instance('two', { lastUsedAt: NOW - 91 * DAY })],
    clientDays: [TODAY, TODAY - 401].map((day) => ({
      clientId: 'rspub_1',
      day,
      overBudget: 1,
      outsideNetworks: 0,
    })),
  });
  const { usage } = opened.store;
  expect(await usage.prune(NOW)).toBe(2500 + 4);
  expect(await usage.prune(NOW)).toBe(0);
  expect(await usage.hours(['a'], 0)).toHaveLength(1);
  expect(await usage.days(['a'], 0)).toHaveLength(1);
  expect(await usage.networks(['a'], 0)).toMatchObject([{ uses: 1 }]);
  expect(await usage.instances(['a'], 0)).toHaveLength(1);
  expect(await usage.clientDays('rspub_1', 0)).toHaveLength(1);
  expect(await usage.ofClient('rspub_1')).toHaveLength(1);
});
