import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { NetworkInHour, UsageBatch } from '../domain/usage/usage.ts';
import { MAX_NETWORKS_AN_HOUR, OTHER_NETWORK } from '../domain/usage/usage-bounds.ts';
import { noteUses } from '../testing/note-uses.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY = 20_000;
const NOW = TODAY * DAY + 12 * HOUR;
/** The latest day whose hours are no longer needed. */
const OLD_DAY = TODAY - 4;

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

const EMPTY: UsageBatch = { credentials: [], networks: [], instances: [], clientDays: [] };
const add = (batch: Partial<UsageBatch>) => opened.store.usage.add({ ...EMPTY, ...batch });
const prune = () => opened.store.usage.prune(NOW);
const rows = () => opened.databases.reader.selectFrom('credential_use_network').selectAll().execute();
const days = () => opened.store.usage.days(['a', 'b'], 0);
const networks = () => opened.store.usage.networks(['a', 'b'], 0);

/** One use in the middle of an hour. */
const use = (day: number, hourOfDay: number, given: Partial<NetworkInHour> = {}): NetworkInHour => {
  const hour = day * 24 + hourOfDay;
  return { credentialId: 'a', hour, network: 'one', uses: 1, lastUsedAt: hour * HOUR + HOUR / 2, ...given };
};

describe('pruning removes', () => {
  test('what has had its time, a great deal of it as well, and keeps the first and last use', async () => {
    const old = NOW - 401 * DAY;
    const credentials = { credentialId: 'a', clientId: 'rspub_1', lastNetwork: 'one', uses: 1 };
    const instance = { credentialId: 'a', version: null, firstUsedAt: NOW, uses: 1 };
    await add({
      credentials: [{ ...credentials, firstUsedAt: old, lastUsedAt: old, lastTokenEndsAt: old }],
      networks: [
        ...Array.from({ length: 2500 }, (_, index) => use(TODAY - 91, 0, { credentialId: `c${index}` })),
        use(TODAY - 90, 0),
      ],
      instances: [
        { ...instance, instance: 'one', lastUsedAt: NOW },
        { ...instance, instance: 'two', lastUsedAt: NOW - 91 * DAY },
      ],
      clientDays: [TODAY, TODAY - 401].map((day) => ({
        clientId: 'rspub_1',
        day,
        overBudget: 1,
        outsideNetworks: 0,
      })),
    });
    const { usage } = opened.store;
    expect(await usage.prune(NOW)).toBe(2500 + 2);
    expect(await usage.prune(NOW)).toBe(0);
    expect(await rows()).toMatchObject([{ hour: (TODAY - 90) * 24 }]);
    expect(await usage.instances(['a'], 0)).toHaveLength(1);
    expect(await usage.clientDays('rspub_1', 0)).toHaveLength(1);
    expect(await usage.ofClient('rspub_1')).toHaveLength(1);
  });
});

describe('pruning makes one row of a network', () => {
  test('for each day that ended three days ago, at its first hour', async () => {
    await add({ networks: [use(OLD_DAY, 0), use(OLD_DAY, 5), use(OLD_DAY, 23), use(OLD_DAY + 1, 0)] });
    await add({ networks: [use(OLD_DAY, 7, { network: 'two' }), use(OLD_DAY, 7, { credentialId: 'b' })] });
    expect(await prune()).toBe(4);
    const row = { credential_id: 'a', hour: OLD_DAY * 24, network: 'one', uses: 1 };
    const at = (hourOfDay: number) => use(OLD_DAY, hourOfDay).lastUsedAt;
    expect(await rows()).toHaveLength(4);
    expect(await rows()).toEqual(
      expect.arrayContaining([
        { ...row, uses: 3, last_used_at: at(23) },
        { ...row, network: 'two', last_used_at: at(7) },
        { ...row, credential_id: 'b', last_used_at: at(7) },
        { ...row, hour: (OLD_DAY + 1) * 24, last_used_at: at(24) },
      ]),
    );
  });

  test('whatever there is: days and networks have the counts that they had, and lately so have the hours', async () => {
    const anyUse = fc.record({
      credentialId: fc.constantFrom('a', 'b'),
      clientId: fc.constant('rspub_1'),
      at: fc.integer({ min: NOW - 8 * DAY, max: NOW }),
      network: fc.constantFrom('one', 'two', OTHER_NETWORK),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyUse), fc.array(anyUse), async (early, late) => {
        await opened.databases.writer.deleteFrom('credential_use_network').execute();
        const lately = () => opened.store.usage.hours(['a', 'b'], Math.floor(NOW / HOUR) - 72);
        const all = async () => [await days(), await networks(), await lately()];
        for (const uses of [early, late]) {
          await noteUses(opened.store, uses);
          const before = await all();
          await prune();
          expect(await all()).toEqual(before);
          expect(await prune()).toBe(0);
        }
        const inOldDays = (await rows()).filter(({ hour }) => hour < (OLD_DAY + 1) * 24);
        expect(inOldDays.every(({ hour }) => hour % 24 === 0)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test('and that is not taken for the uses of its hour', async () => {
    await add({ networks: [use(OLD_DAY, 0), use(OLD_DAY, 5)] });
    await prune();
    expect(await opened.store.usage.hours(['a'], 0)).toEqual([]);
    expect(await days()).toEqual([{ credentialId: 'a', period: OLD_DAY, uses: 2 }]);
  });

  test('of which a day has 64 as an hour has, and the rest as one', async () => {
    const names = Array.from({ length: 80 }, (_, index) => `n${index}`);
    await add({ networks: names.slice(0, 40).map((network) => use(OLD_DAY, 1, { network })) });
    await add({ networks: names.slice(40).map((network) => use(OLD_DAY, 2, { network })) });
    await prune();
    expect(await networks()).toHaveLength(MAX_NETWORKS_AN_HOUR + 1);
    expect((await networks())[0]).toMatchObject({ network: OTHER_NETWORK, uses: 16 });
    expect(await days()).toMatchObject([{ uses: 80 }]);
  });

  test('once, when two nodes do it at the same time', async () => {
    const other = await openTestStore(opened);
    onTestFinished(() => other.close());
    const ids = Array.from({ length: 700 }, (_, index) => `c${index}`);
    for (const hourOfDay of [3, 4]) {
      await add({ networks: ids.map((credentialId) => use(OLD_DAY, hourOfDay, { credentialId })) });
    }
    const pruned = await Promise.all([prune(), other.store.usage.prune(NOW)]);
    expect(pruned[0] + pruned[1]).toBe(1400);
    expect(await rows()).toHaveLength(700);
    expect((await rows()).every(({ uses }) => uses === 2)).toBe(true);
  });

  test('or leaves all as it was, when the database fails in between', async () => {
    await add({ networks: [use(OLD_DAY, 3), use(OLD_DAY, 4)] });
    const before = await rows();
    await sql`
      create trigger full before insert on credential_use_network begin select raise(abort, 'full'); end
    `.execute(opened.databases.writer);
    await expect(prune()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await rows()).toEqual(before);
    await sql`drop trigger full`.execute(opened.databases.writer);
    expect(await prune()).toBe(2);
    expect(await days()).toMatchObject([{ uses: 2 }]);
  });

  test('of so many rows in a round; the next goes on', async () => {
    const ids = Array.from({ length: 33_000 }, (_, index) => `c${index}`);
    await add({ networks: ids.map((credentialId) => use(OLD_DAY, 3, { credentialId })) });
    expect([await prune(), await prune(), await prune()]).toEqual([32_768, 232, 0]);
  });
});
