import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toUsageBatch } from './to-usage-batch.ts';
import type { UsageBatch, Use } from './usage.ts';
import { OTHER_NETWORK } from './usage-bounds.ts';
import { UsageCollector } from './usage-collector.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = 20_000 * DAY + 12 * HOUR;

function use(given: Partial<Omit<Use, 'origin'>> & Partial<Use['origin']> = {}): Use {
  const { network = '203.0.113.7', instance, version, ...more } = given;
  const at = given.at ?? NOON;
  return {
    credentialId: 'secret01',
    clientId: 'rspub_1',
    at,
    tokenEndsAt: at + 300_000,
    outsideNetworks: false,
    overBudget: false,
    ...more,
    origin: { network, instance, version },
  };
}

function collector(options: { enough?: number; most?: number } = {}) {
  const asked: string[] = [];
  const usage = new UsageCollector({ askForWriting: () => asked.push('asked'), ...options });
  return { usage, asked, batch: () => toUsageBatch(usage.take()) };
}

describe('what was counted', () => {
  test('is nothing at first, and nothing again once it was taken', () => {
    const { usage, batch } = collector();
    usage.note(use());
    batch();
    const empty = { credentials: [], networks: [], instances: [], clientDays: [] };
    expect(batch()).toEqual(empty);
  });

  test('tells first and last use, last network and last token of each credential', () => {
    const { usage, batch } = collector();
    usage.note(use());
    usage.note(use({ at: NOON + 5000, network: '198.51.100.1' }));
    usage.note(use({ at: NOON + 7000, credentialId: 'secret02', clientId: 'rspub_2' }));
    expect(batch().credentials).toEqual([
      {
        credentialId: 'secret01',
        clientId: 'rspub_1',
        firstUsedAt: NOON,
        lastUsedAt: NOON + 5000,
        lastNetwork: '198.51.100.1',
        lastTokenEndsAt: NOON + 305_000,
        uses: 2,
      },
      expect.objectContaining({ credentialId: 'secret02', clientId: 'rspub_2', uses: 1 }),
    ]);
  });

  test('is told apart by hour and network, and not by instance', () => {
    const { usage, batch } = collector();
    const hour = 20_001 * 24;
    usage.note(use({ at: hour * HOUR - 1 }));
    usage.note(use({ at: hour * HOUR, instance: 'one' }));
    usage.note(use({ at: hour * HOUR + 5, instance: 'two' }));
    usage.note(use({ at: hour * HOUR + 7, network: '198.51.100.1' }));
    const inHour = { credentialId: 'secret01', hour, network: '203.0.113.7' };
    expect(batch().networks).toEqual([
      { ...inHour, hour: hour - 1, uses: 1, lastUsedAt: hour * HOUR - 1 },
      { ...inHour, uses: 2, lastUsedAt: hour * HOUR + 5 },
      { ...inHour, network: '198.51.100.1', uses: 1, lastUsedAt: hour * HOUR + 7 },
    ]);
  });

  test('is left as it was: nothing is added up in place', () => {
    const { usage } = collector();
    for (const instance of ['one', 'two']) usage.note(use({ instance }));
    const counted = usage.take();
    const before = structuredClone(counted);
    toUsageBatch(counted);
    expect(counted).toEqual(before);
  });

  test('names each instance with the version that it said last', () => {
    const { usage, batch } = collector();
    usage.note(use({ instance: 'one', version: 'sdk/1' }));
    usage.note(use({ instance: 'one', version: 'sdk/2', at: NOON + 1 }));
    usage.note(use({ instance: 'two' }));
    usage.note(use());
    expect(batch().instances).toMatchObject([
      { instance: 'one', version: 'sdk/2', uses: 2, firstUsedAt: NOON, lastUsedAt: NOON + 1 },
      { instance: 'two', version: null, uses: 1 },
    ]);
  });

  test('has a day of a client only where its budget or its networks were overstepped', () => {
    const { usage, batch } = collector();
    usage.note(use());
    usage.note(use({ overBudget: true, outsideNetworks: true }));
    usage.note(use({ credentialId: 'secret02', outsideNetworks: true }));
    usage.note(use({ credentialId: 'secret03', clientId: 'rspub_0', overBudget: true }));
    expect(batch().clientDays).toEqual([
      { clientId: 'rspub_0', day: 20_000, overBudget: 1, outsideNetworks: 0 },
      { clientId: 'rspub_1', day: 20_000, overBudget: 1, outsideNetworks: 2 },
    ]);
  });

  test('stays right when the clock steps back: first and last go by the times', () => {
    const { usage, batch } = collector();
    usage.note(use({ at: NOON, network: '203.0.113.1' }));
    usage.note(use({ at: NOON - 3 * HOUR, network: '203.0.113.2' }));
    expect(batch().credentials).toMatchObject([
      {
        firstUsedAt: NOON - 3 * HOUR,
        lastUsedAt: NOON,
        lastNetwork: '203.0.113.1',
        lastTokenEndsAt: NOON + 300_000,
      },
    ]);
  });
});

describe('memory', () => {
  test('holds 256 places of one credential, and counts all further ones together', () => {
    const { usage, batch } = collector();
    for (let index = 0; index < 1000; index++) {
      usage.note(use({ network: `10.0.${index >> 8}.${index & 255}`, instance: `instance${index}` }));
    }
    const { credentials, networks, instances } = batch();
    expect(credentials[0]?.uses).toBe(1000);
    expect(networks).toHaveLength(257);
    expect(networks.find(({ network }) => network === OTHER_NETWORK)?.uses).toBe(744);
    expect(instances).toHaveLength(256);
  });

  test('asks once to be written when enough was counted, and again only after it was taken', () => {
    const { usage, asked } = collector({ enough: 3 });
    const noteThree = () => {
      for (let index = 0; index < 3; index++) usage.note(use({ credentialId: `secret${index}` }));
    };
    noteThree();
    usage.note(use({ credentialId: 'one more' }));
    expect(asked).toHaveLength(1);
    usage.take();
    noteThree();
    expect(asked).toHaveLength(2);
  });

  test('has an end: a million clients in one interval are counted as far as there is room, the others as lost', () => {
    const { usage, batch } = collector({ most: 10_000 });
    const uses = 1_000_000;
    for (let index = 0; index < uses; index++) usage.note(use({ credentialId: `s${index}` }));
    expect(batch().credentials).toHaveLength(10_000);
    expect(usage.takeLost()).toBe(uses - 10_000);
    expect(usage.takeLost()).toBe(0);
  });

  test('that is full goes on counting the credentials that it holds', () => {
    const { usage, batch } = collector({ most: 1 });
    usage.note(use());
    usage.note(use());
    usage.note(use({ network: '198.51.100.1' }));
    expect(batch().credentials[0]?.uses).toBe(3);
    expect(usage.takeLost()).toBe(0);
  });
});

describe('what is given back', () => {
  test('does not ask to be written again before its time', () => {
    const { usage, asked } = collector({ enough: 1 });
    usage.note(use());
    usage.giveBack(usage.take());
    usage.note(use({ credentialId: 'secret02' }));
    expect(asked).toHaveLength(1);
  });

  test('is lost, and counted as lost, where there is no more room', () => {
    const { usage } = collector({ most: 2 });
    for (const credentialId of ['a', 'b']) usage.note(use({ credentialId }));
    const taken = usage.take();
    for (const credentialId of ['c', 'd']) usage.note(use({ credentialId }));
    usage.giveBack(taken);
    expect(usage.takeLost()).toBe(2);
  });

  test('makes no difference to what is counted, whatever was noted in between', () => {
    const anyUse = fc
      .record({
        credentialId: fc.constantFrom('a', 'b', 'c'),
        at: fc.integer({ min: NOON - 2 * DAY, max: NOON }),
        network: fc.constantFrom('203.0.113.1', '203.0.113.2'),
        instance: fc.constantFrom(undefined, 'one', 'two'),
        overBudget: fc.boolean(),
        outsideNetworks: fc.boolean(),
      })
      .map(({ instance, ...given }) => use({ ...given, ...(instance !== undefined && { instance }) }));
    fc.assert(
      fc.property(fc.array(anyUse), fc.array(anyUse), (before, after) => {
        const { usage, batch } = collector();
        for (const each of before) usage.note(each);
        const taken = usage.take();
        for (const each of after) usage.note(each);
        usage.giveBack(taken);
        const straight = collector();
        for (const each of [...before, ...after]) straight.usage.note(each);
        expect(comparable(batch())).toEqual(comparable(straight.batch()));
      }),
    );
  });
});

/** Of uses at the same moment it does not matter which network counts as the last. */
function comparable(batch: UsageBatch): unknown {
  const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  return {
    ...Object.fromEntries(Object.entries(batch).map(([name, rows]) => [name, inOrder(rows)])),
    credentials: inOrder(batch.credentials.map(({ lastNetwork, ...row }) => row)),
  };
}

test('every use is counted once, with its credential and with its network', () => {
  const anyUse = fc.record({
    credentialId: fc.constantFrom('a', 'b'),
    at: fc.integer({ min: 0, max: NOON }),
    network: fc.ipV4(),
  });
  fc.assert(
    fc.property(fc.array(anyUse), (uses) => {
      const { usage, batch } = collector();
      for (const each of uses) usage.note(use(each));
      const { credentials, networks } = batch();
      const total = (rows: readonly { readonly uses: number }[]) =>
        rows.reduce((sum, row) => sum + row.uses, 0);
      for (const rows of [credentials, networks]) expect(total(rows)).toBe(uses.length);
    }),
  );
});
