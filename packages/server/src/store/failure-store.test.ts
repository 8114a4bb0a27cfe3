import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FailedRequest } from '../domain/failure/failed-request.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';

const DAY = 86_400_000;
const NOW = 20_000 * DAY;

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

const failure = (requestId: string, given: Partial<FailedRequest> = {}): FailedRequest => ({
  requestId,
  at: NOW,
  cause: 'secret_wrong',
  endpoint: '/api/v1/oauth/token',
  clientId: 'rspub_1',
  credentialId: 'secret01',
  network: '203.0.113.7',
  ...given,
});

test('a failed request is found by its id, as it was noted', async () => {
  const known = failure('one');
  const nameless = failure('two', { clientId: null, credentialId: null, network: null });
  await opened.store.failures.add([known, nameless]);
  expect(await opened.store.failures.find('one')).toEqual(known);
  expect(await opened.store.failures.find('two')).toEqual(nameless);
  expect(await opened.store.failures.find('three')).toBeUndefined();
});

test('one that is written again changes nothing', async () => {
  await opened.store.failures.add([failure('one')]);
  await opened.store.failures.add([failure('one', { at: NOW + 1 }), failure('two')]);
  expect((await opened.store.failures.find('one'))?.at).toBe(NOW);
  expect(await opened.store.failures.find('two')).toBeDefined();
});

test('those of a client are listed from the latest on', async () => {
  await opened.store.failures.add(
    Array.from({ length: 200 }, (_, index) => failure(`r${index}`, { at: NOW + index })),
  );
  await opened.store.failures.add([failure('other', { clientId: 'rspub_2', at: NOW + 999 })]);
  const listed = await opened.store.failures.listByClient('rspub_1', 2);
  expect(listed.map(({ requestId }) => requestId)).toEqual(['r199', 'r198']);
});

test('those of a client, or from a network, are counted by cause within a time, the most frequent first', async () => {
  await opened.store.failures.add([
    failure('one', { cause: 'secret_expired' }),
    failure('two', { at: NOW - 10 }),
    failure('three', { at: NOW + 10 }),
    failure('too early', { at: NOW - 11 }),
    failure('too late', { at: NOW + 11 }),
    failure('not of it', { clientId: 'rspub_2', network: '192.0.2.1' }),
  ]);
  const expected = [
    { cause: 'secret_wrong', requests: 2 },
    { cause: 'secret_expired', requests: 1 },
  ];
  const { failures } = opened.store;
  const { network } = failure('of it');
  if (network === null) throw new Error('no network');
  for (const of of [{ clientId: 'rspub_1' }, { network }]) {
    expect(await failures.countByCause(of, NOW - 10, NOW + 10)).toEqual(expected);
  }
});

test('they are kept for 7 days', async () => {
  await opened.store.failures.add([
    failure('old', { at: NOW - 7 * DAY - 1 }),
    failure('new', { at: NOW - 7 * DAY }),
  ]);
  expect(await opened.store.failures.prune(NOW)).toBe(1);
  expect(await opened.store.failures.find('old')).toBeUndefined();
  expect(await opened.store.failures.find('new')).toBeDefined();
});
