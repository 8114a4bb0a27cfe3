import { generateKeyPairSync, sign } from 'node:crypto';
import {
  type CreatedApi,
  INTROSPECTION_PATH,
  makeSecret,
  type Secret,
  type SecretUsage,
} from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { formOf, header, describe as line, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

const OTHER_AUDIENCE = 'https://orders.example';

let system: System;
let owner: Pair;
let other: Pair;
let api: CreatedApi;
let otherApi: CreatedApi;

beforeAll(async () => {
  system = await startSystem();
  owner = await system.createClient();
  other = await system.createClient({ parentAccountId: 'pa_other' });
  api = await createApi(system, system.audience);
  otherApi = await createApi(system, OTHER_AUDIENCE);
});
afterAll(() => system.stop());

const asking = (authorization: string, token: string) => introspect(system, authorization, { token });

function expectInactive(answer: TokenAnswer): void {
  expect([answer.status, answer.body]).toEqual([200, INACTIVE]);
  expect(header(answer, 'cache-control')).toBe('no-store');
}

attack('V01', 'nobody is told anything without proving who asks', async (report) => {
  const token = await tokenOf(system, owner);
  const strangers = {
    'no credentials': {},
    'an API key that is nobody’s': {
      authorization: `Bearer ${makeSecret('rsapi', 'live', (size) => new Uint8Array(size)).text}`,
    },
    'an API key with a typing error': { authorization: `Bearer ${api.api_key.slice(0, -1)}~` },
    'the token itself as bearer': { authorization: `Bearer ${token}` },
    'a client secret as bearer': { authorization: `Bearer ${owner.clientSecret}` },
    'an operator token as bearer': { authorization: `Bearer ${system.operatorToken}` },
  };
  for (const [what, headers] of Object.entries(strangers)) {
    const body = new URLSearchParams({ token }).toString();
    const answer = await send(system, { path: INTROSPECTION_PATH, headers, body });
    expect([answer.status, answer.json.error], what).toEqual([401, 'invalid_client']);
    expect(header(answer, 'www-authenticate')).toBeDefined();
    expect(answer.body).not.toContain('active');
    report(what, line(answer));
  }
  const wrong = { ...owner, clientSecret: other.clientSecret };
  const answer = await send(system, { path: INTROSPECTION_PATH, body: formOf(wrong, { token }) });
  expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
  report('a client_id with the secret of another client', line(answer));
});

attack('V02', 'whatever is no good token of the caller’s gets the same bytes', async (report) => {
  const expired = await tokenOf(system, owner);
  system.clock.advance(300_000);
  const revoked = await tokenOf(system, owner);
  expect((await revoke(system, asClient(owner), { token: revoked })).status).toBe(200);
  const good = await tokenOf(system, owner);
  const [head, payload, signature] = good.split('.') as [string, string, string];
  const cases: Record<string, string> = {
    'no token at all': 'abc',
    'three dots': '...',
    'an expired token': expired,
    'a revoked token': revoked,
    'a token of another issuer': foreignToken(payload),
    'a token with the signature of another': `${head}.${payload}.${expired.split('.')[2]}`,
    'a token with padding': `${good}==`,
    'a token with its payload altered': `${head}.${altered(payload)}.${signature}`,
    'alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    'the header in another order': `${encode({ typ: 'at+jwt', alg: 'RS256', kid: kidOf(head) })}.${payload}.${signature}`,
    'a client secret': owner.clientSecret,
  };
  for (const [what, sent] of Object.entries(cases)) {
    for (const authorization of [asApi(api), asClient(owner)]) {
      expectInactive(await asking(authorization, sent));
    }
    report(what, '200 {"active":false}');
  }
  for (const [who, authorization] of [
    ['a good token, asked about by another client', asClient(other)],
    ['a good token, asked about by the API of another audience', asApi(otherApi)],
  ] as const) {
    expectInactive(await asking(authorization, good));
    report(who, '200 {"active":false}');
  }
});

attack(
  'V03',
  'a good token is told to its API and to its client: its claims, and nothing else',
  async (report) => {
    const token = await tokenOf(system, owner, { scope: 'accounts:read' });
    const claims = decodeJwt(token);
    for (const [who, authorization] of [
      ['its API', asApi(api)],
      ['its client', asClient(owner)],
    ] as const) {
      const answer = await asking(authorization, token);
      expect(answer.status).toBe(200);
      expect(header(answer, 'cache-control')).toBe('no-store');
      expect(answer.json).toEqual({
        active: true,
        token_type: 'Bearer',
        iss: system.issuer,
        sub: owner.clientId,
        client_id: owner.clientId,
        aud: system.audience,
        scope: 'accounts:read',
        exp: claims.exp,
        iat: claims.iat,
        jti: claims.jti,
        parent_account_id: owner.parentAccountId,
        credential_id: claims.credential_id,
      });
      report(
        `asked about by ${who}`,
        '200, active, and iss, sub, client_id, aud, scope, exp, iat, jti, token_type as in the token; no-store',
      );
    }
  },
);

attack('V04', 'a request for introspection is a form with one token, by POST', async (report) => {
  const token = await tokenOf(system, owner);
  const headers = { authorization: asApi(api) };
  const cases = {
    'no token': { headers, body: 'x=y' },
    'an empty token': { headers, body: 'token=' },
    'the token twice': { headers, body: `token=${token}&token=${token}` },
  };
  for (const [what, sent] of Object.entries(cases)) {
    const answer = await send(system, { path: INTROSPECTION_PATH, ...sent });
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    report(what, line(answer));
  }
  const get = await send(system, { method: 'GET', path: `${INTROSPECTION_PATH}?token=${token}`, headers });
  expect([get.status, header(get, 'allow')]).toEqual([405, 'POST']);
  report('GET with the token in the query', line(get));
});

describe('who is told what', () => {
  test.each([
    ['the API of the audience', () => asApi(api), true],
    ['another API', () => asApi(otherApi), false],
    ['the client itself', () => asClient(owner), true],
    ['another client', () => asClient(other), false],
  ])('%s', async (_who, caller, told) => {
    expect(toActiveToken(await asking(caller(), await tokenOf(system, owner))).active).toBe(told);
  });

  test('an API hears of a token that was made for it by `resource`, and the default one does not', async () => {
    const token = await tokenOf(system, owner, { resource: OTHER_AUDIENCE });
    expect(toActiveToken(await asking(asApi(otherApi), token)).aud).toBe(OTHER_AUDIENCE);
    expectInactive(await asking(asApi(api), token));
  });

  test('a hint at the kind of the token changes nothing', async () => {
    const token = await tokenOf(system, owner);
    const hinted = await introspect(system, asApi(api), { token, token_type_hint: 'refresh_token' });
    expect(hinted.body).toBe((await asking(asApi(api), token)).body);
  });
});

describe('a token is no longer good at once when', () => {
  const reason = { reason: 'a test' };

  test.each([
    ['its client', (pair: Pair) => `/clients/${pair.clientId}`],
    ['its partner', (pair: Pair) => `/partners/${pair.partnerId}`],
    ['its account', (pair: Pair) => `/accounts/${pair.parentAccountId}`],
  ])('%s is disabled, and good again when that is enabled', async (_what, pathOf) => {
    const pair = await system.createClient({ parentAccountId: 'pa_disabled' });
    const token = await tokenOf(system, pair);
    expect((await system.admin('POST', `${pathOf(pair)}/disable`, reason)).status).toBe(200);
    expectInactive(await asking(asApi(api), token));
    expect((await system.admin('POST', `${pathOf(pair)}/enable`, reason)).status).toBe(200);
    expect(toActiveToken(await asking(asApi(api), token)).active).toBe(true);
  });

  test.each([
    ['its client', (pair: Pair) => `/clients/${pair.clientId}`],
    ['its partner', (pair: Pair) => `/partners/${pair.partnerId}`],
    ['its account', (pair: Pair) => `/accounts/${pair.parentAccountId}`],
  ])('%s comes to an end that was set after it was issued', async (_what, pathOf) => {
    const pair = await system.createClient({ parentAccountId: 'pa_ending' });
    const token = await tokenOf(system, pair);
    const end = { ends_at: new Date(system.clock.now() + 60_000).toISOString() };
    await system.admin('PUT', `${pathOf(pair)}/end`, end);
    expect(toActiveToken(await asking(asApi(api), token)).active).toBe(true);
    system.clock.advance(60_000);
    expectInactive(await asking(asApi(api), token));
    await system.admin('PUT', `${pathOf(pair)}/end`, { ends_at: null });
  });

  test('its secret is revoked', async () => {
    const pair = await system.createClient();
    const token = await tokenOf(system, pair);
    const { body } = await system.admin<{ items: Secret[] }>('GET', `/clients/${pair.clientId}/secrets`);
    await system.admin('POST', `/secrets/${body.items[0]?.id}/revoke`, reason);
    expectInactive(await asking(asApi(api), token));
  });

  test('a rehearsal disables nothing', async () => {
    const pair = await system.createClient();
    const token = await tokenOf(system, pair);
    const path = `/clients/${pair.clientId}/disable?dry_run=true`;
    expect((await system.admin<{ status: string }>('POST', path, reason)).body.status).toBe('disabled');
    expect(toActiveToken(await asking(asApi(api), token)).active).toBe(true);
  });
});

function foreignToken(payload: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const input = `${encode({ alg: 'RS256', typ: 'at+jwt', kid: 'foreign' })}.${payload}`;
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
}

function altered(payload: string): string {
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return encode({ ...claims, scope: 'accounts:write' });
}

function kidOf(head: string): string {
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test('asking counts as a use of the secret: whoever retires it would break that', async () => {
  const asker = await system.createClient({ parentAccountId: 'pa_asker' });
  const { body: secrets } = await system.admin<{ items: Secret[] }>(
    'GET',
    `/clients/${asker.clientId}/secrets`,
  );
  expect((await asking(asClient(asker), await tokenOf(system, owner))).status).toBe(200);
  await system.work();
  const { body: usage } = await system.admin<SecretUsage>('GET', `/secrets/${secrets.items[0]?.id}/usage`);
  expect(usage.uses).toBe(1);
});
