import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsageBatch } from '../domain/usage/usage.ts';
import { MAX_INSTANCES, MAX_NETWORKS_AN_HOUR, OTHER_NETWORK } from '../domain/usage/usage-bounds.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY = 20_000;
const NOON = TODAY * 24 + 12;
const NOW = NOON * HOUR;

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

const EMPTY: UsageBatch = { credentials: [], networks: [], instances: [], clientDays: [] };
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
  hour: NOON,
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
/** The database refuses it, and it comes after the networks. */
const UNWRITABLE = instance('one', { uses: null as unknown as number });

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
    const hours = [NOON + 24, NOON + 1, NOON];
    const networks = hours.map((hour) => network('one', { hour, uses: 2, lastUsedAt: hour * HOUR }));
    await add({ networks });
    await add({ networks: [...networks, network('two')] });
    const sum = (period: number, uses: number) => ({ credentialId: 'a', period, uses });
    const { usage } = opened.store;
    expect(await usage.hours(['a'], NOON)).toEqual([sum(NOON, 5), sum(NOON + 1, 4), sum(NOON + 24, 4)]);
    expect(await usage.hours(['a'], NOON + 1)).toEqual([sum(NOON + 1, 4), sum(NOON + 24, 4)]);
    expect(await usage.days(['a'], TODAY)).toEqual([sum(TODAY, 9), sum(TODAY + 1, 4)]);
    expect(await usage.days(['a'], TODAY + 1)).toEqual([sum(TODAY + 1, 4)]);
    expect([await usage.hours([], 0), await usage.days([], 0)]).toEqual([[], []]);
  });

  test('to uses by network over days, the most used first', async () => {
    await add({ networks: [network('one', { uses: 3 }), network('two', { uses: 2 })] });
    await add({ networks: [network('two', { hour: NOON - 24, uses: 2, lastUsedAt: NOW - DAY })] });
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
    const broken = add({ credentials: [credential()], networks: [network('one')], instances: [UNWRITABLE] });
    await expect(broken).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await opened.store.usage.ofClient('rspub_1')).toEqual([]);
  });
});

describe('bounds', () => {
  const names = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => `n${String(from + index).padStart(5, '0')}`);

  test('64 networks of a credential and hour are told apart, the rest are one', async () => {
    await add({ networks: names(60).map((name) => network(name)) });
    await add({ networks: [...names(10, 55).map((name) => network(name)), network(OTHER_NETWORK)] });
    await add({ networks: [network('n00000'), network('new', { uses: 5, lastUsedAt: NOW + 5 })] });
    const kept = await opened.store.usage.networks(['a'], TODAY);
    expect(kept).toHaveLength(MAX_NETWORKS_AN_HOUR + 1);
    const usesOf = (name: string) => kept.find((use) => use.network === name)?.uses;
    expect(kept.find((use) => use.network === OTHER_NETWORK)).toMatchObject({ uses: 7, lastUsedAt: NOW + 5 });
    expect([usesOf('n00000'), usesOf('n00059'), usesOf('n00063')]).toEqual([2, 2, 1]);
  });

  test('another hour and another credential have room of their own', async () => {
    await add({ networks: names(80).map((name) => network(name)) });
    await add({ networks: [network('new', { hour: NOON + 1 }), network('new', { credentialId: 'b' })] });
    const kept = await opened.store.usage.networks(['a', 'b'], TODAY);
    expect(kept.filter((use) => use.network === 'new')).toHaveLength(2);
  });

  describe('hold for all nodes together', () => {
    let other: TestStore;
    beforeEach(async () => {
      other = await openTestStore(opened);
    });
    afterEach(() => other.close());
    const addToOther = (networks: UsageBatch['networks']) => other.store.usage.add({ ...EMPTY, networks });
    const usesOf = async (name: string) =>
      (await opened.store.usage.networks(['a'], TODAY)).find((use) => use.network === name)?.uses;

    test('what others have written takes the room as well', async () => {
      await add({ networks: names(60).map((name) => network(name)) });
      await addToOther([...names(10, 55).map((name) => network(name)), network('z')]);
      expect([await usesOf('n00055'), await usesOf('z'), await usesOf(OTHER_NETWORK)]).toEqual([
        2,
        undefined,
        2,
      ]);
    });

    test('what was written before goes on being counted under its name', async () => {
      await add({ networks: [network('first')] });
      await addToOther(names(63).map((name) => network(name)));
      await add({ networks: [network('first'), network('new')] });
      expect([await usesOf('first'), await usesOf('new'), await usesOf(OTHER_NETWORK)]).toEqual([
        2,
        undefined,
        1,
      ]);
    });

    test('what could not be written does not count as written before', async () => {
      await expect(add({ networks: [network('first')], instances: [UNWRITABLE] })).rejects.toThrow();
      await addToOther(names(64).map((name) => network(name)));
      await add({ networks: [network('first')] });
      expect([await usesOf('first'), await usesOf(OTHER_NETWORK)]).toEqual([undefined, 1]);
    });
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
