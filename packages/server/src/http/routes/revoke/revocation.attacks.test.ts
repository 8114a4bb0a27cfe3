import { REVOCATION_PATH } from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  asApi,
  asClient,
  createApi,
  INACTIVE,
  introspect,
  revoke,
  toActiveToken,
  tokenOf,
} from '../../../testing/oauth-endpoints.ts';
import { comparable, formOf, header, describe as line, send } from '../../../testing/token-endpoint.ts';

let system: System;
let owner: Pair;
let other: Pair;

beforeAll(async () => {
  system = await startSystem();
  owner = await system.createClient();
  other = await system.createClient({ parentAccountId: 'pa_other' });
});
afterAll(() => system.stop());

const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
const isActive = async (token: string) =>
  toActiveToken(await introspect(system, asClient(owner), { token })).active;

attack('V05', 'a client revokes its own token, once or twice, and it is over at once', async (report) => {
  const token = await tokenOf(system, owner);
  const before = await rows();
  for (const time of ['the first time', 'again']) {
    const answer = await revoke(system, asClient(owner), { token });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(header(answer, 'cache-control')).toBe('no-store');
    expect((await introspect(system, asClient(owner), { token })).body).toBe(INACTIVE);
    report(`its own token, ${time}`, '200, empty; introspected after it: {"active":false}');
  }
  expect(await rows()).toBe(before + 1);
});

attack('V06', 'the token of another client stays good, and the attempt is on record', async (report) => {
  const token = await tokenOf(system, owner);
  const before = await rows();
  const answer = await revoke(system, asClient(other), { token });
  expect([answer.status, answer.json.error]).toEqual([400, 'invalid_grant']);
  expect(await isActive(token)).toBe(true);
  expect(await rows()).toBe(before + 1);
  report('the token of another client', `${line(answer)}; the token stays good; one ledger row`);

  for (let attempt = 0; attempt < 5; attempt++) await revoke(system, asClient(other), { token });
  expect(await rows()).toBe(before + 1);
  system.clock.advance(60_000);
  await revoke(system, asClient(other), { token });
  expect(await rows()).toBe(before + 2);
  report('the same five times within a minute, and once after it', 'one more ledger row');
});

attack('V07', 'nobody revokes anything without a client’s credentials', async (report) => {
  const token = await tokenOf(system, owner);
  const api = await createApi(system, system.audience);
  const body = new URLSearchParams({ token }).toString();
  const cases = {
    'no credentials': { body },
    'another client’s secret': { body: formOf({ ...owner, clientSecret: other.clientSecret }, { token }) },
    'the key of an API': { headers: { authorization: asApi(api) }, body },
    'the token itself as bearer': { headers: { authorization: `Bearer ${token}` }, body },
  };
  for (const [what, sent] of Object.entries(cases)) {
    const answer = await send(system, { path: REVOCATION_PATH, ...sent });
    expect([answer.status, answer.json.error], what).toEqual([401, 'invalid_client']);
    expect(header(answer, 'www-authenticate')).toMatch(/^Basic /);
    expect(await isActive(token)).toBe(true);
    report(what, line(answer));
  }
});

attack('V08', 'a hint at the kind of the token is passed over, right or wrong', async (report) => {
  for (const hint of ['access_token', 'refresh_token', 'nonsense']) {
    const token = await tokenOf(system, owner);
    const answer = await revoke(system, asClient(owner), { token, token_type_hint: hint });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(await isActive(token)).toBe(false);
    report(`token_type_hint=${hint}`, '200, empty; introspected after it: {"active":false}');
  }
});

test('what is no token of ours needs no revoking: 200, and nothing is written (RFC 7009 §2.2)', async () => {
  const expired = await tokenOf(system, owner);
  const foreign = await tokenOf(system, other);
  system.clock.advance(301_000);
  const before = await rows();
  const done = comparable(await revoke(system, asClient(owner), { token: 'abc' }));
  expect(done).toMatchObject({ status: 200, body: '' });
  for (const token of [expired, foreign, `${expired}=`, owner.clientSecret]) {
    expect(comparable(await revoke(system, asClient(owner), { token }))).toEqual(done);
  }
  expect(await rows()).toBe(before);
});

test('other tokens of the client stay good', async () => {
  const [revoked, kept] = [await tokenOf(system, owner), await tokenOf(system, owner)];
  await revoke(system, asClient(owner), { token: revoked });
  expect(await isActive(kept)).toBe(true);
});

test('without a token it is 400', async () => {
  const answer = await revoke(system, asClient(owner), {});
  expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
});
