import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimState } from '../domain/claim/claim.ts';
import { type ClaimBench, claimBench, WRONG_CODE } from '../testing/claim-bench.ts';
import { cancelClaim } from '../usecases/cancel-claim/cancel-claim.ts';
import { reissueClaim } from '../usecases/reissue-claim/reissue-claim.ts';

const STATES = ['open', 'expired', 'claimed', 'locked', 'cancelled', 'reissued'] as const;
const ANY = { requestId: null, clientId: null, memberId: null, state: null };

let bench: ClaimBench;

/** One claim in each state, and the open one that took the place of the re-issued. */
beforeAll(async () => {
  bench = await claimBench();
  await bench.claim('member_token');
  bench.advance(8 * 86_400_000);
  await bench.claim();
  await bench.open(await bench.claim());
  const locked = await bench.claim();
  for (let tries = 0; tries < 5; tries++) await bench.open({ ...locked, code: WRONG_CODE });
  await cancelClaim(bench, bench.context(), (await bench.claim()).claim.id);
  const deps = { ...bench.deps, ...bench.maker, store: bench.store, flushUsage: async () => {} };
  const { id } = (await bench.claim()).claim;
  await reissueClaim(deps, bench.context(), { id, newCode: false });
});
afterAll(() => bench.close());

const list = (more: object = {}) =>
  bench.store.claims.list({ ...ANY, after: null, limit: 100, now: bench.now(), ...more });

test.each(STATES)('finds those that the rules call %s, and no others', async (state) => {
  const all = await list();
  expect(all).toHaveLength(7);
  const expected = all.filter((claim) => claimState(claim, bench.now()) === state);
  expect(expected.length).toBeGreaterThan(0);
  expect(await list({ state })).toEqual(expected);
});

test('finds those of a client, of a member, and of a request', async () => {
  expect(await list({ clientId: bench.clientId })).toHaveLength(6);
  expect(await list({ memberId: bench.memberId })).toHaveLength(1);
  expect(await list({ requestId: 'req_1' })).toEqual([]);
});

test('tells them in pages', async () => {
  const all = await list();
  const first = await list({ limit: 3 });
  expect([...first, ...(await list({ after: first[2]?.id }))]).toEqual(all);
});

test('forgets the tokens of links that have ended, and no others', async () => {
  expect(await bench.store.links.prune(bench.now())).toBe(1);
  expect(await bench.store.links.prune(bench.now())).toBe(0);
  const [open] = await list({ state: 'open' });
  expect(await bench.tokenOf(open?.id ?? '')).toMatch(/^rsclm_/);
});
