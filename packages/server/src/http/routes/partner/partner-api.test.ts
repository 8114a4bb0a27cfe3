import { ADMIN_PATH, PARTNER_PATH, type Problem } from '@gatepass/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Laboratory, openLaboratory } from '../../../testing/operations/laboratory.ts';
import { newSubject, type SubjectWithMember } from '../../../testing/operations/subject.ts';

let lab: Laboratory;
let own: SubjectWithMember;
beforeAll(async () => {
  lab = await openLaboratory();
});
afterAll(() => lab.stop());
beforeEach(async () => {
  own = await newSubject(lab);
});

const DAY = 86_400_000;
const REASON = { reason: 'words of an operator' };

async function send(path: string, token: string | undefined, method = 'GET') {
  const response = await fetch(lab.system.issuer + path, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Problem };
}
const me = (token: string | undefined = own.memberToken) => send(PARTNER_PATH, token);

/** As the member; the body of an answer that is one of success. */
async function done<Body>(id: string, call: Parameters<Laboratory['call']>[1]): Promise<Body> {
  const { status, text } = await lab.call(lab.operation(id), call, own.memberToken);
  if (status >= 300) throw new Error(`${id} was answered by ${status}: ${text}`);
  return JSON.parse(text) as Body;
}
const about = (id: string, body?: object) => ({ parameters: { id }, ...(body !== undefined && { body }) });

describe('who asks', () => {
  test('is told which partner they act for, and who they are', async () => {
    expect(await me()).toMatchObject({
      status: 200,
      body: {
        partner: { id: own.partnerId, name: 'Partner', status: 'active', ends_at: null },
        member: { id: own.memberId, name: 'Member', status: 'active' },
      },
    });
  });

  test('gets 401 and a challenge of this API without a member token', async () => {
    for (const token of [undefined, 'rsmem_x', lab.system.operatorToken]) {
      const { status, headers } = await me(token ?? '');
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="gatepass partner"');
    }
  });

  test('is no more with the token of the other API than with any malformed one', async () => {
    const withoutId = ({ body }: { readonly body: Problem }) => ({ ...body, request_id: '' });
    const malformed = withoutId(await me('rsmem_x'));
    expect(malformed.type).toBe('urn:gatepass:problem:token_malformed');
    expect(withoutId(await me(lab.system.operatorToken))).toEqual(malformed);
    const partners = (token: string) => send(`${ADMIN_PATH}/partners`, token);
    expect(withoutId(await partners(own.memberToken))).toEqual(withoutId(await partners('rsop_x')));
  });

  test('is nobody any more once the member or the partner is disabled, or the partner has ended', async () => {
    const colleague = await lab.newMember(own.partnerId);
    await lab.made('disableMember', about(own.memberId, REASON));
    expect((await me()).status).toBe(401);
    expect((await me(colleague.token)).status).toBe(200);
    await lab.made('disablePartner', about(own.partnerId, REASON));
    expect((await me(colleague.token)).status).toBe(401);
    await lab.made('enablePartner', about(own.partnerId, REASON));
    expect((await me(colleague.token)).status).toBe(200);
    const endsAt = new Date(lab.system.clock.now() + DAY).toISOString();
    await lab.made('setPartnerEnd', about(own.partnerId, { ends_at: endsAt }));
    expect((await me(colleague.token)).status).toBe(200);
    lab.system.clock.advance(DAY);
    expect((await me(colleague.token)).status).toBe(401);
  });

  test('ends a token of their own with it, and none of a colleague', async () => {
    const colleague = await lab.newMember(own.partnerId);
    const revoke = lab.operation('revokeOwnToken');
    expect((await lab.call(revoke, about(colleague.tokenId), own.memberToken)).status).toBe(404);
    await done('revokeOwnToken', about(own.member.tokenId));
    expect((await me()).status).toBe(401);
    expect((await me(colleague.token)).status).toBe(200);
  });

  test('finds nothing at a path that is none of this API’s', async () => {
    expect(await send(`${PARTNER_PATH}/partners`, own.memberToken)).toMatchObject({ status: 404 });
    expect(await send(`${PARTNER_PATH}/partners`, undefined)).toMatchObject({ status: 401 });
    const { status, headers } = await send(`${PARTNER_PATH}/clients`, own.memberToken, 'DELETE');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('a member', () => {
  test('replaces a secret without asking anybody, and is named for it', async () => {
    const { clientId, secretId } = await lab.newClient(own.partnerId);
    const head = lab.head();
    const rotation = await done<{ client_secret: string; old: { id: string }; new: { id: string } }>(
      'startOwnRotation',
      about(clientId, {}),
    );
    expect(rotation.old.id).toBe(secretId);
    expect(rotation.client_secret).toContain(rotation.new.id);
    const entries = lab.entriesAfter(head);
    expect(entries.map(({ action }) => action).sort()).toEqual(['secret.created', 'secret.rotating']);
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([`member:${own.memberId}`]));
    const shown = await done<object>('showOwnRotation', about(clientId));
    expect(JSON.stringify(shown)).not.toContain(rotation.client_secret);
    const pair = { clientId, clientSecret: rotation.client_secret, parentAccountId: '', partnerId: '' };
    expect((await lab.system.requestToken(pair)).token_type).toBe('Bearer');
  });

  test('reads what was done, and not in which words an operator gave the reason', async () => {
    const { clientId, secretId } = await lab.newClient(own.partnerId);
    await lab.made('disableClient', about(clientId, REASON));
    await lab.made('revokeSecret', about(secretId, REASON));
    const told = JSON.stringify([
      await done('showOwnClient', about(clientId)),
      await done('listOwnSecrets', about(clientId)),
      await done('listOwnLedger', {}),
    ]);
    expect(told).toContain('"status":"disabled"');
    expect(told).toContain('"state":"revoked"');
    expect(told).toContain('"action":"client.disabled"');
    expect(told).not.toContain(REASON.reason);
  });

  test('reads neither who else acts for an account nor what operators do before they decide', async () => {
    const other = await lab.newPartner();
    const { accountId } = await lab.newClient(other);
    const wanted = { partner_id: own.partnerId, name: 'Client', parent_account_id: accountId };
    await lab.made('createClient', { body: { ...wanted, share_account: true } });
    const { request_id: id } = await done<{ request_id: string }>('createPartnerRequest', {
      body: {
        platform_name: 'P',
        expected_merchant_volume: 1,
        manager_account_id: accountId,
        purpose: 'Orders',
      },
    });
    await lab.made('takeUpRequest', about(id));
    await lab.made('approveRequest', about(id, { tokens_per_hour: 5 }));
    const asked = { query: { limit: '1000' } };
    const { items } = await done<{ items: readonly { action: string }[] }>('listOwnLedger', asked);
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['partner.account_added', 'request.created']),
    );
    expect(JSON.stringify(items)).not.toMatch(/share|seconded|taken_up/);
    expect(JSON.stringify(items)).not.toContain(other);
    const file = { query: { format: 'csv' } };
    const { text } = await lab.call(lab.operation('exportOwnLedger'), file, own.memberToken);
    expect(text).toContain('partner.account_added');
    expect(text).not.toContain(other);
  });

  test('asks for more credentials, confirmed at once and with themself as the contact', async () => {
    const made = await done<{ request_id: string; state: string; claim_code: string }>(
      'createPartnerRequest',
      {
        body: {
          platform_name: 'Platform',
          expected_merchant_volume: 10,
          manager_account_id: lab.newAccountId(),
          purpose: 'Orders',
        },
      },
    );
    expect(made).toMatchObject({
      state: 'confirmed',
      claim_code: expect.stringMatching(/^(\w{4}-){2}\w{4}$/),
    });
    const id = made.request_id;
    expect(await done('showPartnerRequest', about(id))).not.toHaveProperty('claim_code');
    const review = await lab.made<object>('showRequest', about(id));
    expect(review).toMatchObject({ partner_id: own.partnerId, contact: { name: 'Member' } });
    await lab.made('askAboutRequest', about(id, { text: 'Why?' }));
    const answered = await done('answerPartnerRequest', about(id, { text: 'Orders.' }));
    expect(answered).toMatchObject({
      state: 'in_review',
      messages: [
        { kind: 'question', text: 'Why?' },
        { kind: 'answer', text: 'Orders.' },
      ],
    });
    expect(await done('withdrawPartnerRequest', about(id))).toMatchObject({ state: 'withdrawn' });
  });

  test('has so many requests waiting, with all colleagues, and no more: each is a mail to every approver', async () => {
    const body = { platform_name: 'P', expected_merchant_volume: 1, purpose: 'Orders' };
    const ask = (token = own.memberToken) => {
      const wanted = { body: { ...body, manager_account_id: lab.newAccountId() } };
      return lab.call(lab.operation('createPartnerRequest'), wanted, token);
    };
    const ids: string[] = [];
    for (let asked = 0; asked < 20; asked++) ids.push(JSON.parse((await ask()).text).request_id);
    const head = lab.head();
    const colleague = await lab.newMember(own.partnerId);
    const refused = await ask(colleague.token);
    expect([refused.status, JSON.parse(refused.text).type]).toEqual([
      409,
      'urn:gatepass:problem:too_many_waiting',
    ]);
    expect(lab.entriesAfter(head).filter(({ action }) => action === 'request.created')).toEqual([]);
    expect((await ask((await newSubject(lab)).memberToken)).status).toBe(201);
    await done('withdrawPartnerRequest', about(ids[0] ?? ''));
    expect((await ask(colleague.token)).status).toBe(201);
  });

  test('who is erased takes along what they have answered for a colleague', async () => {
    const body = { platform_name: 'P', expected_merchant_volume: 1, purpose: 'Orders' };
    const { request_id: id } = await done<{ request_id: string }>('createPartnerRequest', {
      body: { ...body, manager_account_id: lab.newAccountId() },
    });
    await lab.made('askAboutRequest', about(id, { text: 'Who are you?' }));
    const { memberId, token } = await lab.newMember(own.partnerId);
    const answer = about(id, { text: 'Zebedee Quux speaking.' });
    expect((await lab.call(lab.operation('answerPartnerRequest'), answer, token)).status).toBe(200);
    const { person_id: personId } = await lab.made<{ person_id: string }>('showMember', about(memberId));
    await lab.made('erasePerson', about(personId));
    expect(await done('showPartnerRequest', about(id))).toMatchObject({
      state: 'in_review',
      messages: [{ text: 'Who are you?' }, { text: null }],
    });
  });

  test('has a refused request of a client explained, and none of somebody else’s', async () => {
    const { clientId } = await lab.newClient(own.partnerId);
    const { clientSecret } = await lab.newClient(own.partnerId);
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const refused = await fetch(lab.system.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
    const call = { parameters: { request_id: refused.headers.get('x-request-id') ?? '' } };
    expect(await done('explainOwnFailure', call)).toMatchObject({
      cause: 'secret_wrong',
      client_id: clientId,
    });
    const stranger = await newSubject(lab);
    const { status } = await lab.call(lab.operation('explainOwnFailure'), call, stranger.memberToken);
    expect(status).toBe(404);
  });
});
