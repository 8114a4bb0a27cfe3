import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS_PATH, makeSecret } from '@gatepass/protocol';
import { attack, type Pair, readOutbox, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeSystemClaim,
  openSystemClaim,
  postClaim,
  type SystemClaim,
} from '../../../testing/claim-calls.ts';
import { mailedToken } from '../../../testing/mailed-token.ts';

const WRONG = '0000-0000-0000';

let system: System;
let pair: Pair;
let claim: SystemClaim;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_MEMBER_TOKEN_TTL: '30' } });
});
afterAll(() => system.stop());
beforeEach(async () => {
  pair = await system.createClient();
  claim = await makeSystemClaim(system, pair);
});

type Shown = Readonly<Record<string, unknown>>;
const shown = async (id = claim.id) => (await system.admin<Shown>('GET', `/claims/${id}`)).body;
const open = (more: Partial<SystemClaim> = {}) => openSystemClaim(system, { ...claim, ...more });
/** Asks until what goes on behind an answer is done. */
async function delivered(): Promise<Shown> {
  for (;;) {
    const it = await shown();
    if (it.delivered_at !== null) return it;
  }
}

describe('201', () => {
  test('is the pair, told this once, with which a token is had', async () => {
    const answer = await open();
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json).toEqual({
      kind: 'client_secret',
      client_id: pair.clientId,
      client_secret: expect.stringMatching(/^rsec_[0-9A-Za-z]{57}$/),
      parent_account_id: pair.parentAccountId,
      token_url: system.tokenUrl,
      scope: 'accounts:read accounts:write',
      expires_at: null,
    });
    const { client_secret: clientSecret } = answer.json as { client_secret: string };
    expect(clientSecret).not.toBe(pair.clientSecret);
    expect(await system.requestToken({ ...pair, clientSecret })).toMatchObject({ token_type: 'Bearer' });
  });

  test('is noted as delivered after the answer, and shown to operators with when and from where', async () => {
    await open();
    expect(await delivered()).toMatchObject({
      state: 'claimed',
      claimed_from: '127.0.0.1',
      claimed_at: new Date(system.clock.now()).toISOString(),
      credential_id: expect.any(String),
    });
  });

  test('is a member’s token where the claim is for one, with which the partner API is called', async () => {
    const member = await system.admin<{ id: string }>('POST', `/partners/${pair.partnerId}/members`, {
      name: 'Bo',
      email: 'bo@partner.example',
    });
    const made = await system.admin<{ id: string; claim_code: string }>(
      'POST',
      `/members/${member.body.id}/claims`,
      {},
    );
    const token = await mailedToken(system, made.body.id);
    const answer = await open({ token, code: made.body.claim_code });
    expect(answer.json).toMatchObject({
      kind: 'member_token',
      member_id: member.body.id,
      partner_id: pair.partnerId,
      member_token: expect.stringMatching(/^rsmem_/),
      expires_at: new Date(system.clock.now() + 30 * 86_400_000).toISOString(),
    });
    expect(Object.keys(answer.json)).not.toContain('client_secret');
  });
});

describe('400, decided by the bytes alone', () => {
  test.each([
    ['a token with a typo', () => ({ token: `${claim.token.slice(0, -1)}_` }), 'link_malformed'],
    ['a token of another kind', () => ({ token: claim.token.replace('rsclm', 'rscfm') }), 'link_malformed'],
    ['a code that is too short', () => ({ code: 'ABCD-EFGH' }), 'claim_code_malformed'],
  ])('%s', async (_what, more, cause) => {
    const answer = await open(more());
    expect([answer.status, answer.json.type]).toEqual([400, `urn:gatepass:problem:${cause}`]);
    expect(answer.text).not.toContain(claim.token.slice(6, 40));
    expect(await shown()).toMatchObject({ state: 'open', tries_left: 5 });
  });

  test.each([
    ['an unknown field', (body: object) => JSON.stringify({ ...body, more: 1 })],
    ['a missing field', () => JSON.stringify({ code: WRONG })],
    ['no JSON', () => '{'],
    ['a number for a code', (body: object) => JSON.stringify({ ...body, code: 1 })],
  ])('%s', async (_what, write) => {
    const { token, code } = claim;
    const answer = await postClaim(system, write({ token, code }));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await shown()).toMatchObject({ state: 'open' });
  });
});

test('403 says how many tries are left, and the last of them is 410', async () => {
  for (const words of ['4 tries are', '3 tries are', '2 tries are', '1 try is']) {
    const answer = await open({ code: WRONG });
    expect([answer.status, answer.json.detail]).toEqual([403, `The code is wrong; ${words} left.`]);
  }
  expect((await open({ code: WRONG })).json).toMatchObject({
    status: 410,
    type: 'urn:gatepass:problem:claim_locked',
  });
  expect((await open()).status).toBe(410);
  expect(await shown()).toMatchObject({ state: 'locked', tries_left: 0 });
});

test('404 is one answer for every token of no link of ours, whether or not its id is known', async () => {
  const known = claim.token.slice('rsclm_'.length, 'rsclm_'.length + 8);
  const answers = [await open({ token: forgedToken(known) }), await open({ token: forgedToken('00000000') })];
  const [first, second] = answers.map(({ status, json }) => ({ status, ...json, request_id: null }));
  expect(first).toEqual(second);
  expect(first).toMatchObject({ status: 404, type: 'urn:gatepass:problem:link_unknown' });
  expect(await shown()).toMatchObject({ tries_left: 5 });
});

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A token in the right form, with this id, that was sent to nobody. */
function forgedToken(id: string): string {
  let drawn = 0;
  return makeSecret('rsclm', 'live', (length) =>
    drawn++ === 0
      ? Uint8Array.from(id, (character) => BASE62.indexOf(character))
      : crypto.getRandomValues(new Uint8Array(length)),
  ).text;
}

describe('other methods and types', () => {
  test.each(['GET', 'PUT', 'DELETE'])('%s opens nothing', async (method) => {
    const response = await fetch(`${system.issuer}${CLAIMS_PATH}?token=${claim.token}&code=${claim.code}`, {
      method,
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await shown()).toMatchObject({ state: 'open' });
  });

  test('a link or a code in a query opens nothing, though the body holds both', async () => {
    const { token, code } = claim;
    const response = await fetch(`${system.issuer}${CLAIMS_PATH}?token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, code }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain(token);
    expect(await shown()).toMatchObject({ state: 'open' });
  });

  test('a form opens nothing', async () => {
    const { token, code } = claim;
    const form = new URLSearchParams({ token, code }).toString();
    expect((await postClaim(system, form, 'application/x-www-form-urlencoded')).status).toBe(415);
    expect(await shown()).toMatchObject({ state: 'open' });
  });
});

describe('410', () => {
  test('says when a link was used', async () => {
    await open();
    const answer = await open();
    const at = new Date(system.clock.now()).toISOString();
    expect(answer.json).toMatchObject({ status: 410, type: 'urn:gatepass:problem:claim_used' });
    expect(answer.json.detail).toContain(at);
  });

  test('for one that was cancelled, re-issued, or is over', async () => {
    await system.admin('POST', `/claims/${claim.id}/cancel`, {});
    expect((await open()).json).toMatchObject({ status: 410, type: 'urn:gatepass:problem:claim_cancelled' });
    const other = await makeSystemClaim(system, pair);
    await system.admin('POST', `/claims/${other.id}/reissue`, {});
    expect((await open(other)).json).toMatchObject({ type: 'urn:gatepass:problem:claim_reissued' });
  });
});

test('of eight openings at once one gets the pair, and the others hear that it was used', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => open()));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(410)]);
  expect(answers.filter(({ text }) => text.includes('client_secret'))).toHaveLength(1);
});

attack('W18', 'a link is used once, and leads to what it was mailed for alone', async (report) => {
  const other = await makeSystemClaim(system, pair);
  const crossed = await open({ token: other.token });
  expect([crossed.status, crossed.json.type]).toEqual([403, 'urn:gatepass:problem:claim_code_wrong']);
  expect([await shown(), await shown(other.id)]).toMatchObject([{ tries_left: 5 }, { tries_left: 4 }]);
  report(
    'the link of one claim with the code of another',
    '403; a try of that link is used up, nothing else',
  );
  expect((await open()).status).toBe(201);
  expect((await open()).status).toBe(410);
  report('a link that was used, with its code', '410');
  expect((await open({ token: other.token.replace('rsclm_', 'rscfm_') })).status).toBe(400);
  report('a link to confirm an address where one to a claim is wanted', '400');
});

attack('C08', 'a claim leaves no secret, link or code in the database or the log', async (report) => {
  await open({ code: WRONG });
  const opened = await open();
  await open();
  await system.admin('POST', `/claims/${claim.id}/reissue`, {});
  await delivered();
  await system.work();
  const mails = (await readOutbox(system.dataDir)).map(({ text }) => text).join('');
  expect(mails).toContain(claim.token);
  const secret = String(opened.json.client_secret);
  const stored = ['gatepass.db', 'gatepass.db-wal']
    .map((name) => readFileSync(join(system.dataDir, name), 'latin1'))
    .join('');
  expect(stored).toContain(claim.id);
  for (const canary of [secret, claim.token, claim.code, claim.code.replaceAll('-', '')]) {
    expect(stored).not.toContain(canary);
    expect(system.log()).not.toContain(canary);
    // The link is what a mail is for; what else it takes never travels with it.
    if (canary !== claim.token) expect(mails).not.toContain(canary);
  }
  report(
    'the bytes of the database and its log after a wrong code, an opening and a second one',
    'no secret, link token or code in clear',
  );
});
