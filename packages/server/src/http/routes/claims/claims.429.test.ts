import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSystemClaim, openSystemClaim } from '../../../testing/claim-calls.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_FAILURE_LIMIT_NETWORK: '2' } });
});
afterAll(() => system.stop());

test('wrong links and codes of one network are answered so often a minute, whatever they are for', async () => {
  const pair = await system.createClient();
  const claim = await makeSystemClaim(system, pair);
  const other = await makeSystemClaim(system, pair);
  const wrong = { ...claim, code: '0000-0000-0000' };
  const statusOf = async (presented: typeof claim) => (await openSystemClaim(system, presented)).status;

  // Four at once, of which each may be of another claim.
  expect([await statusOf(wrong), await statusOf(wrong), await statusOf(wrong)]).toEqual([403, 403, 403]);
  expect(await statusOf({ ...other, code: wrong.code })).toBe(403);
  const refused = await openSystemClaim(system, wrong);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  const { body } = await system.admin('GET', `/claims/${claim.id}`);
  expect(body).toMatchObject({ tries_left: 2, state: 'open' });

  system.clock.advance(30_000);
  expect(await statusOf(claim)).toBe(201);
});
