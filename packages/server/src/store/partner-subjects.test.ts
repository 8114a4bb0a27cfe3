import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeClient } from '../testing/make-client.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { subjectsOfPartner } from './partner-subjects.ts';

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

/** One of everything that a partner owns, besides what a new client brings; written as it is stored. */
async function makePartner(name: string): Promise<Readonly<Record<string, string>>> {
  const { writer } = opened.databases;
  const { partnerId, clientId, secretId } = await makeClient(opened, `pa_${name}`);
  const ids = {
    client_key: `key_${name}`,
    member: `mbr_${name}`,
    request: `req_${name}`,
    webhook: `whk_${name}`,
  };
  const bytes = new Uint8Array(32);
  const made = { created_at: 1, mac_key_version: 1 };
  const active = { status: 'active', status_reason: null, status_changed_at: null };
  await writer
    .insertInto('client_key')
    .values({
      id: ids.client_key,
      client_id: clientId,
      label: 'key',
      kid: null,
      alg: 'ES256',
      public_jwk: '{}',
      thumbprint: name,
      expires_at: null,
      revoked_at: null,
      revoked_reason: null,
      created_at: 1,
    })
    .execute();
  await writer
    .insertInto('person')
    .values({ id: `per_${name}`, name, email: null, salt: null, erased_at: null, created_at: 1 })
    .execute();
  await writer
    .insertInto('member')
    .values({
      id: ids.member,
      partner_id: partnerId,
      person_id: `per_${name}`,
      ...active,
      created_at: 1,
    })
    .execute();
  await sql`
    insert into credential_request (id, origin, state, expected_merchant_volume, parent_account_id, contact_id, scope,
      networks, created_by, code_digest, mac_key_version, partner_id, state_changed_at, created_at)
    values (${ids.request}, 'operator', 'approved', 1, 'pa_1', ${`per_${name}`}, '', '[]', 'operator:opr_1', ${bytes}, 1,
      ${partnerId}, 1, 1)
  `.execute(writer);
  const claim = (of: object) =>
    writer
      .insertInto('claim')
      .values({
        kind: 'client_secret',
        request_id: null,
        client_id: null,
        member_id: null,
        contact_id: `per_${name}`,
        code_digest: bytes,
        tries: 0,
        expires_at: 2,
        ended_at: null,
        end_reason: null,
        claimed_at: null,
        claimed_from: null,
        credential_id: null,
        delivered_at: null,
        alarmed_at: null,
        created_by: 'operator:opr_1',
        ...made,
        ...(of as { id: string }),
      })
      .execute();
  await claim({ id: `clm_1${name}`, client_id: clientId });
  await claim({ id: `clm_2${name}`, member_id: ids.member });
  await writer
    .insertInto('webhook')
    .values({
      id: ids.webhook,
      partner_id: partnerId,
      url: 'https://hooks.example',
      events: '[]',
      sealed_secret: '',
      ...active,
      created_by: 'operator:opr_1',
      created_at: 1,
    })
    .execute();
  return {
    partner: partnerId,
    client: clientId,
    secret: secretId,
    ...ids,
    claim: `clm_1${name}`,
    claim_of_member: `clm_2${name}`,
  };
}

describe('what belongs to a partner', () => {
  test('is everything of its own, and nothing of another one', async () => {
    const one = await makePartner('one');
    const two = await makePartner('two');
    for (const own of [one, two]) {
      const rows = await subjectsOfPartner(opened.databases.reader, own.partner ?? '').execute();
      expect(rows.map(({ id }) => id).sort()).toEqual(Object.values(own).sort());
    }
  });

  test('is known by its id, as what it is and as nothing else', async () => {
    const { claim_of_member: ofMember, ...own } = await makePartner('one');
    const { store } = opened;
    for (const [noun, id] of Object.entries(own)) {
      expect(await store.partnerOf(id), noun).toBe(own.partner);
      for (const asked of Object.keys(own) as (keyof typeof own)[]) {
        const owner = await store.partnerOf(id, asked as Parameters<typeof store.partnerOf>[1]);
        expect(owner, `${noun} as ${asked}`).toBe(asked === noun ? own.partner : undefined);
      }
    }
    expect(await store.partnerOf(ofMember ?? '', 'claim')).toBe(own.partner);
  });

  test('is not a parent account, a person, what belongs to nobody, or what is not there', async () => {
    await makePartner('one');
    const { store } = opened;
    await sql`insert into webhook (id, url, events, sealed_secret, status, created_by, created_at)
      values ('whk_ours', 'https://hooks.example', '[]', '', 'active', 'operator:opr_1', 1)`.execute(
      opened.databases.writer,
    );
    for (const id of ['pa_one', 'per_one', 'whk_ours', 'rspub_nobody', '']) {
      expect(await store.partnerOf(id), id).toBeUndefined();
    }
  });
});

test('indexes answer both questions: no table is read whole', async () => {
  const { reader } = opened.databases;
  const plan = async (condition: ReturnType<typeof sql<boolean>>) => {
    const { sql: text } = subjectsOfPartner(reader, '').clearWhere().where(condition).compile();
    const steps = await sql<{ detail: string }>`explain query plan ${sql.raw(text)}`.execute(reader);
    return steps.rows.map(({ detail }) => detail);
  };
  for (const steps of [await plan(sql`owned.partner_id = 'x'`), await plan(sql`owned.id = 'x'`)]) {
    expect(steps.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThan(8);
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  }
});
