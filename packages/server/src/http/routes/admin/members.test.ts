import type { Page, Partner } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallAdmin, callAdmin, expectProblem, ledgerRows } from '../../../testing/call-admin.ts';
import { addTokenOf } from '../../../testing/operations/add-member-with-token.ts';
import { openStoreBeside } from '../../../testing/operations/store-beside.ts';

interface Member {
  readonly id: string;
  readonly email: string;
}

let system: System;
let call: CallAdmin;

beforeAll(async () => {
  system = await startSystem();
  call = callAdmin(system);
});
afterAll(() => system.stop());

const newPartner = async () =>
  ((await call('POST', '/partners', { name: 'Partner' })).json as unknown as Partner).id;
const grace = { name: 'Grace Hopper', email: 'Grace@partner.example' };
const reason = { reason: 'left the company' };

async function newMember(partnerId: string, wanted: object = grace): Promise<Member> {
  const made = await call('POST', `/partners/${partnerId}/members`, wanted);
  expect(made.status, made.body).toBe(201);
  return made.json as unknown as Member;
}

describe('a member of a partner', () => {
  test('is made, shown and listed, and has no token', async () => {
    const partnerId = await newPartner();
    const rows = await ledgerRows(system);
    const member = await newMember(partnerId);
    expect(await ledgerRows(system)).toBe(rows + 1);
    expect(member).toMatchObject({
      partner_id: partnerId,
      name: grace.name,
      email: 'grace@partner.example',
      status: 'active',
    });
    expect((await call('GET', `/members/${member.id}`)).json).toEqual(member);
    expect((await call('GET', `/partners/${partnerId}/members`)).json).toEqual({
      items: [member],
      next: null,
    });
    expect((await call('GET', `/members/${member.id}/tokens`)).json).toEqual({ items: [], next: null });
  });

  test('is one for each address in a partner, and another one in another partner', async () => {
    const [one, other] = [await newPartner(), await newPartner()];
    const member = await newMember(one);
    await call('POST', `/members/${member.id}/disable`, reason);
    const rows = await ledgerRows(system);
    const again = await call('POST', `/partners/${one}/members`, { ...grace, name: 'Somebody else' });
    expectProblem(again, 409, 'member_known');
    expect(await ledgerRows(system)).toBe(rows);
    expect((await newMember(other)).id).not.toBe(member.id);
  });

  test('that cannot be is refused, and nothing is written', async () => {
    const partnerId = await newPartner();
    const rows = await ledgerRows(system);
    const path = `/partners/${partnerId}/members`;
    expectProblem(await call('POST', path, { ...grace, email: 'grace' }), 400, 'email_malformed');
    expectProblem(await call('POST', path, { name: grace.name }), 400, 'request_malformed');
    expectProblem(await call('POST', '/partners/prt_0/members', grace), 404, 'partner_unknown');
    expectProblem(await call('GET', '/partners/prt_0/members'), 404, 'partner_unknown');
    expectProblem(await call('GET', '/members/mbr_0'), 404, 'member_unknown');
    expectProblem(await call('GET', '/members/mbr_0/tokens'), 404, 'member_unknown');
    expectProblem(await call('POST', '/members/mbr_0/disable', reason), 404, 'member_unknown');
    expect(await ledgerRows(system)).toBe(rows);
  });
});

describe('what a member calls the API with', () => {
  const partnerApi = (token: string) =>
    fetch(`${system.issuer}/api/v1/partner`, { headers: { authorization: `Bearer ${token}` } });

  async function memberWithToken() {
    const member = await newMember(await newPartner());
    const opened = await openStoreBeside(system.dataDir);
    const made = await addTokenOf(opened, member.id, system.clock.now());
    await opened.close();
    return { member, ...made };
  }

  test('ends in the next request when they are disabled, and comes back with them', async () => {
    const { member, token } = await memberWithToken();
    expect((await partnerApi(token)).status).not.toBe(401);
    await call('POST', `/members/${member.id}/disable`, reason);
    expect((await partnerApi(token)).status).toBe(401);
    await call('POST', `/members/${member.id}/enable`, reason);
    expect((await partnerApi(token)).status).not.toBe(401);
  });

  test('ends with their partner, in the next request after it is disabled or has ended', async () => {
    const { member, token } = await memberWithToken();
    const { partner_id: partnerId } = member as unknown as { partner_id: string };
    await call('POST', `/partners/${partnerId}/disable`, reason);
    expect((await partnerApi(token)).status).toBe(401);
    await call('POST', `/partners/${partnerId}/enable`, reason);
    const end = new Date(system.clock.now() + 60_000).toISOString();
    await call('PUT', `/partners/${partnerId}/end`, { ends_at: end });
    expect((await partnerApi(token)).status).not.toBe(401);
    system.clock.advance(60_000);
    expect((await partnerApi(token)).status).toBe(401);
  });

  test('is listed without what could be used, and revoked for ever', async () => {
    const { member, tokenId, token } = await memberWithToken();
    const listed = await call('GET', `/members/${member.id}/tokens`);
    const { items } = listed.json as unknown as Page<{ id: string; member_id: string }>;
    expect(items).toMatchObject([{ id: tokenId, member_id: member.id, revoked_at: null }]);
    expect(listed.body).not.toContain(token.slice(14));

    expectProblem(
      await call('POST', `/operator-tokens/${tokenId}/revoke`, {}),
      404,
      'operator_token_unknown',
    );
    expect((await call('POST', `/member-tokens/${tokenId}/revoke?dry_run=true`, {})).status).toBe(200);
    expect((await partnerApi(token)).status).not.toBe(401);
    const rows = await ledgerRows(system);
    expect((await call('POST', `/member-tokens/${tokenId}/revoke`, {})).status).toBe(200);
    expect((await partnerApi(token)).status).toBe(401);
    await call('POST', `/member-tokens/${tokenId}/revoke`, {});
    expect(await ledgerRows(system)).toBe(rows + 1);
    expectProblem(await call('POST', '/member-tokens/0/revoke', {}), 404, 'member_token_unknown');
  });

  test('is no token of the admin API, nor one of an operator’s one of a member’s', async () => {
    const { token } = await memberWithToken();
    expectProblem(await call('GET', '/deployment', undefined, token), 401, 'token_malformed');
    expect((await partnerApi(system.operatorToken)).status).toBe(401);
  });
});
