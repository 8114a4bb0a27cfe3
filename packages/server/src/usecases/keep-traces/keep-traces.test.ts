import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FailureCollector } from '../../domain/failure/failure-collector.ts';
import { StoreUnavailable } from '../../domain/store.ts';
import type { UsageBatch } from '../../domain/usage/usage.ts';
import { UsageCollector } from '../../domain/usage/usage-collector.ts';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import { type KeepTracesDeps, type TraceKeeper, traceKeeper } from './keep-traces.ts';

const NOW = 1_700_000_000_000;

let opened: TestStore;
let usage: UsageCollector;
let failures: FailureCollector;
let keeper: TraceKeeper;
/** Which of the two the database refuses, as if it had gone. */
let refused: Set<'usage' | 'failures'>;
let lost: number[];
let pauses: number;

beforeEach(async () => {
  opened = await openTestStore();
  const askForWriting = () => {};
  usage = new UsageCollector({ askForWriting, most: 1000 });
  failures = new FailureCollector();
  refused = new Set();
  lost = [];
  pauses = 0;
  keeper = keeperOf({ usage: { add: unless('usage') }, failures: { add: unless('failures') } });
});
afterEach(() => opened.close());

function keeperOf(store: KeepTracesDeps['store']): TraceKeeper {
  const pause = async () => {
    pauses += 1;
  };
  return traceKeeper({ usage, failures, store, pause, onLost: (uses) => lost.push(uses) });
}

/** The real store, at the times when the database is there. */
function unless(what: 'usage' | 'failures') {
  return async (items: never) => {
    if (refused.has(what)) throw new StoreUnavailable(`no ${what}`);
    await opened.store[what].add(items);
  };
}

function noteUse(credentialId = 'secret01'): void {
  usage.note({
    credentialId,
    clientId: 'rspub_1',
    origin: { network: '203.0.113.7', instance: undefined, version: undefined },
    at: NOW,
    tokenEndsAt: NOW + 1,
    outsideNetworks: false,
    overBudget: false,
  });
}

function noteFailure(requestId: string): void {
  failures.note({
    requestId,
    at: NOW,
    cause: 'secret_wrong',
    endpoint: '/api/v1/oauth/token',
    clientId: 'rspub_1',
    credentialId: null,
    network: null,
  });
}

const usesKept = async () =>
  (await opened.store.usage.ofClient('rspub_1')).reduce((sum, { uses }) => sum + uses, 0);
const failuresKept = async () => (await opened.store.failures.listByClient('rspub_1', 1000)).length;

describe('a flush', () => {
  test('writes what was noted before it, once', async () => {
    noteUse();
    noteFailure('one');
    await keeper.flush();
    await keeper.flush();
    expect([await usesKept(), await failuresKept()]).toEqual([1, 1]);
  });

  test('that is asked for during another one writes what came in between', async () => {
    noteUse();
    const first = keeper.flush();
    noteUse();
    await Promise.all([first, keeper.flush()]);
    expect(await usesKept()).toBe(2);
  });

  test('goes through the credentials in their order, so that neighbours are written together', async () => {
    const written: string[] = [];
    const add = async (batch: UsageBatch) => {
      written.push(...batch.credentials.map(({ credentialId }) => credentialId));
    };
    const ids = Array.from({ length: 400 }, (_, index) => `s${(index * 7) % 400}`);
    for (const id of ids) noteUse(id);
    await keeperOf({ usage: { add }, failures: { add: unless('failures') } }).flush();
    expect(written).toEqual(ids.toSorted());
  });

  test('lets requests have their turn between pieces', async () => {
    for (let index = 0; index < 600; index++) noteUse(`s${index}`);
    await keeper.flush();
    expect(await usesKept()).toBe(600);
    expect(pauses).toBe(4);
  });
});

describe('while the database is away', () => {
  test('a flush says so, and nothing is lost nor counted twice when it is back', async () => {
    refused.add('usage').add('failures');
    noteUse();
    noteFailure('one');
    await expect(keeper.flush()).rejects.toThrow('no usage');
    noteUse();
    await expect(keeper.flush()).rejects.toThrow('no usage');
    refused.clear();
    await keeper.flush();
    expect([await usesKept(), await failuresKept()]).toEqual([2, 1]);
  });

  test('neither of the two waits for the other', async () => {
    refused.add('usage');
    noteUse();
    noteFailure('one');
    await expect(keeper.flush()).rejects.toThrow('no usage');
    expect(await failuresKept()).toBe(1);
  });

  test('it is told how many uses were lost, once', async () => {
    for (let index = 0; index < 1500; index++) noteUse(`s${index}`);
    await keeper.flush();
    await keeper.flush();
    expect(lost).toEqual([500]);
  });
});
