import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSystemClaim, openSystemClaim, type SystemClaim } from '../../../testing/claim-calls.ts';

let system: System;
let pair: Pair;
let claim: SystemClaim;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  pair = await system.createClient();
  claim = await makeSystemClaim(system, pair);
});

type Body = Readonly<Record<string, unknown>>;
const call = (method: string, path: string, body?: object) => system.admin<Body>(method, path, body);
const idsOf = async (query: string) => {
  const { body } = await system.admin<{ items: { id: string }[] }>('GET', `/claims?${query}`);
  return body.items.map(({ id }) => id);
};

describe('what is told of a claim', () => {
  test('is everything but what opens it', async () => {
    const { body } = await call('GET', `/claims/${claim.id}`);
    expect(body).toEqual({
      id: claim.id,
      kind: 'client_secret',
      state: 'open',
      request_id: null,
      client_id: pair.clientId,
      member_id: null,
      contact_id: expect.stringMatching(/^per_/),
      tries_left: 5,
      expires_at: new Date(system.clock.now() + 7 * 86_400_000).toISOString(),
      ended_at: null,
      claimed_at: null,
      claimed_from: null,
      credential_id: null,
      delivered_at: null,
      created_by: expect.stringMatching(/^operator:opr_/),
      created_at: new Date(system.clock.now()).toISOString(),
    });
  });

  test('is found by client and by state', async () => {
    const other = await makeSystemClaim(system, pair);
    await call('POST', `/claims/${other.id}/cancel`, {});
    expect((await idsOf(`client_id=${pair.clientId}`)).toSorted()).toEqual([claim.id, other.id].toSorted());
    expect(await idsOf(`client_id=${pair.clientId}&state=cancelled`)).toEqual([other.id]);
    expect(await idsOf(`client_id=${pair.clientId}&state=locked`)).toEqual([]);
  });

  test('is a problem where it is asked for what there is not', async () => {
    expect((await call('GET', '/claims/clm_unknown')).status).toBe(404);
    expect((await call('GET', '/claims?state=lost')).status).toBe(400);
    expect((await call('GET', '/claims?contact_id=per_1')).status).toBe(400);
  });
});

describe('re-issuing', () => {
  test('tells a new code once where one is wanted, and none otherwise', async () => {
    const silent = await call('POST', `/claims/${claim.id}/reissue`, {});
    expect([silent.status, 'claim_code' in silent.body]).toEqual([201, false]);
    const told = await call('POST', `/claims/${silent.body.id}/reissue`, { new_code: true });
    expect(told.body.claim_code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await call('GET', `/claims/${told.body.id}`)).body).not.toHaveProperty('claim_code');
  });

  test('that is rehearsed leaves everything as it is, and tells no code', async () => {
    const { status, body } = await call('POST', `/claims/${claim.id}/reissue?dry_run=true`, {
      new_code: true,
    });
    expect([status, 'claim_code' in body]).toEqual([201, false]);
    expect((await openSystemClaim(system, claim)).status).toBe(201);
  });

  test('is refused once the credential has arrived', async () => {
    await openSystemClaim(system, claim);
    let shown = await call('GET', `/claims/${claim.id}`);
    while (shown.body.delivered_at === null) shown = await call('GET', `/claims/${claim.id}`);
    const refused = await call('POST', `/claims/${claim.id}/reissue`, {});
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:gatepass:problem:claim_delivered']);
    expect((await call('POST', `/claims/${claim.id}/cancel`, {})).body.type).toBe(
      'urn:gatepass:problem:claim_claimed',
    );
  });
});

test('a cancellation that is rehearsed cancels nothing', async () => {
  const { body } = await call('POST', `/claims/${claim.id}/cancel?dry_run=true`, {});
  expect(body.state).toBe('cancelled');
  expect((await call('GET', `/claims/${claim.id}`)).body.state).toBe('open');
});

test('a claim is made for a member who is there, of the client’s partner', async () => {
  const other = await system.createClient();
  const member = await call('POST', `/partners/${other.partnerId}/members`, {
    name: 'Bo',
    email: 'bo@other.example',
  });
  const foreign = await call('POST', `/clients/${pair.clientId}/claims`, { member_id: member.body.id });
  expect([foreign.status, foreign.body.type]).toEqual([404, 'urn:gatepass:problem:member_unknown']);
  expect((await call('POST', '/members/mbr_unknown/claims', {})).status).toBe(404);
});
