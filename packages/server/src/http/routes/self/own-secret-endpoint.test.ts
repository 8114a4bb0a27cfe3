import {
  type OwnSecret,
  PARTNER_SELF_PATH,
  type Page,
  type RevokedSecret,
  type Secret,
} from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { secretIdOf } from '../../../testing/rotation-calls.ts';
import { basicOf, comparable, formOf, header, send } from '../../../testing/token-endpoint.ts';

const PATH = `${PARTNER_SELF_PATH}/secrets`;

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
});
beforeEach(async () => {
  pair = await system.createClient();
  await system.admin('PUT', `/clients/${pair.clientId}/self-rotation`, { allowed: true });
});
afterAll(() => system.stop());

const rotate = (as = pair, parameters: Readonly<Record<string, string>> = {}) =>
  send(system, { path: PATH, body: formOf(as, parameters) });

async function rotated(as = pair): Promise<Pair> {
  const answer = await rotate(as);
  expect(answer.status, answer.body).toBe(201);
  return { ...as, clientSecret: (answer.json as unknown as OwnSecret).client_secret };
}

/** A request with this pair; what it did is counted and written. */
async function used(as: Pair): Promise<number> {
  const { status } = await send(system, { body: formOf(as) });
  await system.work();
  return status;
}

describe('POST /api/v1/partner/self/secrets', () => {
  test('answers with a new secret that works, beside the old one', async () => {
    const answer = await rotate(pair, { label: 'nightly job' });
    expect([answer.status, header(answer, 'cache-control')]).toEqual([201, 'no-store']);
    const own = answer.json as unknown as OwnSecret;
    expect(own).toEqual({
      client_secret: expect.stringMatching(/^rsec_/),
      secret_id: own.client_secret.slice(5, 13),
      expires_at: null,
      replaces: secretIdOf(pair),
      made_with: secretIdOf(pair),
    });
    expect([await used(pair), await used({ ...pair, clientSecret: own.client_secret })]).toEqual([200, 200]);
  });

  test('takes the pair as the token endpoint does, in the header too', async () => {
    const authorization = basicOf(pair.clientId, pair.clientSecret);
    expect((await send(system, { path: PATH, headers: { authorization }, body: '' })).status).toBe(201);
  });

  test('refuses an access token: it is for APIs, and nobody gains a secret by it', async () => {
    const { access_token: token } = await system.requestToken(pair);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await send(system, { path: PATH, headers, body: '' });
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
  });

  test('a wrong secret and an unknown client get what they get at the token endpoint', async () => {
    const stranger = { ...pair, clientId: `rspub_${'0'.repeat(16)}` };
    const here = await rotate(stranger);
    expect(comparable(here)).toEqual(comparable(await send(system, { body: formOf(stranger) })));
  });

  test('a label must be printable and of a sensible length', async () => {
    for (const label of ['a\nb', 'x'.repeat(201)]) {
      const answer = await rotate(pair, { label });
      expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    }
    expect((await rotate(pair, { label: 'é'.repeat(200) })).status).toBe(201);
  });
});

describe('a client that rotates itself is refused', () => {
  test('403 where it is not allowed', async () => {
    const other = await system.createClient();
    const answer = await rotate(other);
    expect([answer.status, answer.json.error]).toEqual([403, 'unauthorized_client']);
  });

  test('403 with a secret that was sent in a URL', async () => {
    await send(system, { path: `${PATH}?${formOf(pair)}`, body: '' });
    const isExposed = async () => {
      const { body } = await system.admin<Page<Secret>>('GET', `/clients/${pair.clientId}/secrets`);
      return body.items[0]?.exposed_at !== null;
    };
    await expect.poll(isExposed).toBe(true);
    expect((await rotate()).status).toBe(403);
  });

  test('409 while the one it made was not used yet, and no longer once it was', async () => {
    const fresh = await rotated();
    expect((await rotate()).status).toBe(409);
    await send(system, { body: formOf(fresh) });
    expect((await rotate()).status).toBe(201);
  });

  test('and asking with the new one is a use of it', async () => {
    const fresh = await rotated();
    expect((await rotate(fresh)).status).toBe(201);
  });

  test('409 with a secret that an operator is replacing', async () => {
    await system.admin('POST', `/clients/${pair.clientId}/rotation`, {});
    expect((await rotate()).status).toBe(409);
  });

  test('409 while five are live', async () => {
    let last = pair;
    for (let count = 1; count < 5; count++) {
      last = await rotated(last);
      await used(last);
    }
    expect((await rotate(last)).status).toBe(409);
  });

  test('401 with a secret that was revoked', async () => {
    await system.admin('POST', `/secrets/${secretIdOf(pair)}/revoke`, { reason: 'test' });
    expect((await rotate()).status).toBe(401);
  });
});

test('a secret that leaked takes all along that were made with it', async () => {
  const child = await rotated();
  await used(child);
  // They are listed in the order of their making.
  system.clock.advance(1);
  const grandchild = await rotated(child);
  const revoked = await system.admin<RevokedSecret>('POST', `/secrets/${secretIdOf(pair)}/revoke`, {
    reason: 'test',
    leaked: true,
  });
  expect(revoked.body.revoked_with_it).toEqual([child, grandchild].map(secretIdOf));
  expect([await used(pair), await used(child), await used(grandchild)]).toEqual([401, 401, 401]);
});
