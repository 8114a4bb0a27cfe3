import {
  ADMIN_PATH,
  type Client,
  type CreatedClient,
  type CreatedOperator,
  type CreatedSecret,
  type Page,
  type Partner,
  type Problem,
  type Role,
  type Secret,
} from '@gatepass/protocol';
import { jsonCases, naughtyStrings, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basicOf, header, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

function call(
  method: string,
  path: string,
  body?: unknown,
  token = system.operatorToken,
): Promise<TokenAnswer> {
  return send(system, {
    method,
    path: ADMIN_PATH + path,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

function expectProblem(answer: TokenAnswer, status: number, cause: string): void {
  expect(answer.status, answer.body).toBe(status);
  expect(header(answer, 'content-type')).toMatch(/^application\/problem\+json/);
  const problem = answer.json as unknown as Problem;
  expect(problem).toEqual({
    type: `urn:gatepass:problem:${cause}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    request_id: header(answer, 'x-request-id'),
  });
}

const newPartner = async () =>
  (await call('POST', '/partners', { name: 'Partner' })).json as unknown as Partner;
const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;

describe('who asks', () => {
  test.each(['', 'Bearer', 'Bearer a b', 'Basic abc', 'Bearer rsop_x'])(
    '401 without an operator token: %j',
    async (authorization) => {
      const answer = await send(system, {
        method: 'GET',
        path: `${ADMIN_PATH}/partners`,
        headers: { authorization },
      });
      expectProblem(answer, 401, authorization === 'Bearer rsop_x' ? 'token_malformed' : 'token_missing');
      expect(header(answer, 'www-authenticate')).toBe('Bearer realm="gatepass admin"');
    },
  );

  test('401 for a client’s secret, a token of the API, and an operator token that is nobody’s', async () => {
    const { access_token: accessToken } = await system.requestToken(pair);
    expectProblem(await call('GET', '/partners', undefined, pair.clientSecret), 401, 'token_malformed');
    expectProblem(await call('GET', '/partners', undefined, accessToken), 401, 'token_malformed');
    const nobody = 'rsop_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno4GCTHl';
    expectProblem(await call('GET', '/partners', undefined, nobody), 401, 'token_wrong');
  });

  test('the answer to a stranger is the same for every path', async () => {
    const stranger = (path: string) => send(system, { method: 'GET', path: ADMIN_PATH + path });
    for (const path of ['/partners', '/partners/nobody', '/nowhere'])
      expectProblem(await stranger(path), 401, 'token_missing');
  });

  test.each<[Role, number, number, number]>([
    ['viewer', 200, 403, 403],
    ['approver', 200, 403, 403],
    ['issuer', 200, 201, 403],
    ['admin', 200, 201, 201],
  ])('%s: reading %i, making a partner %i, making an operator %i', async (role, read, issue, administer) => {
    const { operator_token: token } = (await call('POST', '/operators', { name: role, role }))
      .json as unknown as CreatedOperator;
    expect((await call('GET', '/partners', undefined, token)).status).toBe(read);
    expect((await call('POST', '/partners', { name: 'x' }, token)).status).toBe(issue);
    expect((await call('POST', '/operators', { name: 'x', role: 'viewer' }, token)).status).toBe(administer);
  });
});

describe('making', () => {
  test('a client answers with its pair once, and the pair works', async () => {
    const partner = await newPartner();
    const wanted = { partner_id: partner.id, name: 'Shop', parent_account_id: '77', scope: 'accounts:read' };
    const made = await call('POST', '/clients', wanted);
    expect(made.status).toBe(201);
    const { client_secret: clientSecret, secret, ...client } = made.json as unknown as CreatedClient;
    expect((await call('GET', `/clients/${client.client_id}`)).json).toEqual(client);
    expect(client).toMatchObject({ ...wanted, status: 'active' });
    expect(secret).toMatchObject({
      client_id: client.client_id,
      state: 'active',
      hint: clientSecret.slice(-4),
    });
    const token = await send(system, {
      headers: { authorization: basicOf(client.client_id, clientSecret) },
      body: 'grant_type=client_credentials',
    });
    expect(token.status).toBe(200);
  });

  test('leaves one ledger row for each thing that was made', async () => {
    const before = await rows();
    const partner = await newPartner();
    expect(await rows()).toBe(before + 1);
    const wanted = { partner_id: partner.id, name: 'x', parent_account_id: 'never_heard_of' };
    await call('POST', '/clients', wanted);
    expect(await rows(), 'account, the partner’s account, client, secret').toBe(before + 5);
    await call('POST', '/clients', wanted);
    expect(await rows(), 'client, secret').toBe(before + 7);
  });

  test.each([
    ['a partner that does not exist', { partner_id: 'prt_nobody' }, 404, 'partner_unknown'],
    ['a malformed account', { parent_account_id: 'a b' }, 400, 'account_malformed'],
    ['a malformed scope', { scope: 'a  b' }, 400, 'scope_malformed'],
    ['a scope of no deployment', { scope: 'accounts:delete' }, 400, 'scope_unknown'],
    ['no name', { name: '' }, 400, 'request_malformed'],
    ['an unknown field', { client_secret: 'mine' }, 400, 'request_malformed'],
  ])('a client with %s is refused, and nothing is written', async (_what, wrong, status, cause) => {
    const wanted = { partner_id: (await newPartner()).id, name: 'x', parent_account_id: '1' };
    const before = await rows();
    expectProblem(await call('POST', '/clients', { ...wanted, ...wrong }), status, cause);
    expect(await rows()).toBe(before);
  });

  test('an API needs an audience of its own', async () => {
    const wanted = { name: 'Orders', audience: 'https://orders.example' };
    expect((await call('POST', '/apis', wanted)).json.api_key).toMatch(/^rsapi_[0-9A-Za-z]{57}$/);
    expectProblem(await call('POST', '/apis', wanted), 409, 'audience_taken');
    expectProblem(await call('POST', '/apis', { ...wanted, audience: 'orders' }), 400, 'audience_malformed');
  });

  test('a sixth live secret is refused; a revoked one makes room', async () => {
    const { clientId } = await system.createClient();
    const create = () => call('POST', `/clients/${clientId}/secrets`, {});
    for (let count = 2; count <= 5; count++) expect((await create()).status).toBe(201);
    expectProblem(await create(), 409, 'too_many_secrets');
    const { items } = (await call('GET', `/clients/${clientId}/secrets`)).json as unknown as Page<Secret>;
    const revoked = await call('POST', `/secrets/${items[0]?.id}/revoke`, { reason: 'room' });
    expect(revoked.json).toMatchObject({ state: 'revoked', revoked_at: expect.any(String) });
    expect((await create()).status).toBe(201);
  });

  test('a secret may wait for its day, and end; times that cannot be are refused', async () => {
    const path = `/clients/${pair.clientId}/secrets`;
    const at = (milliseconds: number) => new Date(system.clock.now() + milliseconds).toISOString();
    const made = await call('POST', path, { label: 'next', not_before: at(60_000), expires_at: at(120_000) });
    expect(made.json as unknown as CreatedSecret).toMatchObject({ label: 'next', state: 'pending' });
    expectProblem(await call('POST', path, { expires_at: at(-1) }), 400, 'lifetime_empty');
    expectProblem(
      await call('POST', path, { not_before: at(2000), expires_at: at(1000) }),
      400,
      'lifetime_empty',
    );
    expectProblem(await call('POST', path, { expires_at: '2026-02-31T25:00:00Z' }), 400, 'request_malformed');
    expectProblem(await call('POST', path, { expires_at: 'tomorrow' }), 400, 'request_malformed');
  });
});

describe('changing', () => {
  test('revoking a second time changes nothing and writes nothing', async () => {
    const { clientId } = await system.createClient();
    const { items } = (await call('GET', `/clients/${clientId}/secrets`)).json as unknown as Page<Secret>;
    const revoke = () => call('POST', `/secrets/${items[0]?.id}/revoke`, { reason: 'leak' });
    const first = await revoke();
    const before = await rows();
    expect((await revoke()).json).toEqual(first.json);
    expect(await rows()).toBe(before);
  });

  test('a client and a partner are disabled and enabled with a reason', async () => {
    for (const path of [`/clients/${pair.clientId}`, `/partners/${pair.partnerId}`]) {
      expectProblem(await call('POST', `${path}/disable`, {}), 400, 'request_malformed');
      expect((await call('POST', `${path}/disable`, { reason: 'review' })).json.status).toBe('disabled');
      expect((await call('POST', `${path}/enable`, { reason: 'done' })).json.status).toBe('active');
    }
  });

  test('what does not exist is 404', async () => {
    const reason = { reason: 'x' };
    expectProblem(await call('GET', '/partners/nobody'), 404, 'partner_unknown');
    expectProblem(await call('GET', '/clients/nobody'), 404, 'client_unknown');
    expectProblem(await call('GET', '/clients/nobody/secrets'), 404, 'client_unknown');
    expectProblem(await call('POST', '/clients/nobody/secrets', {}), 404, 'client_unknown');
    expectProblem(await call('GET', '/apis/nobody'), 404, 'api_unknown');
    expectProblem(await call('POST', '/secrets/nobody/revoke', reason), 404, 'secret_unknown');
    expectProblem(await call('POST', '/partners/nobody/disable', reason), 404, 'partner_unknown');
    expectProblem(await call('POST', '/clients/nobody/enable', reason), 404, 'client_unknown');
    expectProblem(await call('GET', '/nowhere'), 404, 'not_found');
    expectProblem(await call('GET', '/partners/%25'), 404, 'not_found');
    expectProblem(await call('GET', '/partners/%70rt'), 404, 'not_found');
  });
});

describe('lists', () => {
  test('come in pages that go on where the last one ended', async () => {
    const partner = await newPartner();
    for (let count = 0; count < 5; count++) {
      await call('POST', '/clients', { partner_id: partner.id, name: `c${count}`, parent_account_id: '1' });
    }
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: string = `?partner_id=${partner.id}&limit=2${after && `&after=${after}`}`;
      const page = (await call('GET', `/clients${query}`)).json as unknown as Page<Client>;
      seen.push(...page.items.map((client) => client.client_id));
      after = page.next;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(5);
  });

  test.each(['limit=0', 'limit=1001', 'limit=x', 'after=', 'foo=bar', 'limit=1&limit=2'])(
    'refuse %s',
    async (query) => {
      expectProblem(await call('GET', `/partners?${query}`), 400, 'request_malformed');
    },
  );
});

describe('hostile bodies', () => {
  test('whatever the JSON of a body is, one that is no partner is refused, and never fails', async () => {
    for (const { id, bytes } of jsonCases()) {
      const headers = { authorization: `Bearer ${system.operatorToken}`, 'content-type': 'application/json' };
      const answer = await send(system, { path: `${ADMIN_PATH}/partners`, headers, body: bytes });
      expect([400, 413], id).toContain(answer.status);
    }
  });

  test('a name is kept byte for byte, or refused by naming the field', async () => {
    for (const name of naughtyStrings()) {
      const answer = await call('POST', '/partners', { name });
      if (answer.status === 201) expect(answer.json.name).toBe(name);
      else {
        expectProblem(answer, 400, 'request_malformed');
        expect(answer.json.detail).toMatch(/^body\/name /);
      }
    }
  });

  test('another media type is 415, another method 405, too much 413', async () => {
    const headers = { authorization: `Bearer ${system.operatorToken}`, 'content-type': 'text/plain' };
    expectProblem(
      await send(system, { path: `${ADMIN_PATH}/partners`, headers, body: '{}' }),
      415,
      'media_type_unsupported',
    );
    const wrong = await call('DELETE', '/partners');
    expectProblem(wrong, 405, 'method_not_allowed');
    expect(header(wrong, 'allow')).toBe('GET, HEAD, POST');
    expectProblem(await call('POST', '/partners', { name: 'x'.repeat(70_000) }), 413, 'body_too_large');
  });
});

test('no secret, token or key ever reaches the log', async () => {
  const { clientSecret } = await system.createClient();
  await call('GET', `/partners?client_secret=${clientSecret}`);
  const log = system.log();
  expect(log).not.toMatch(/(rsec|rsop|rsapi)_[0-9A-Za-z]{20}/);
  expect(log).not.toContain('eyJ');
});

test('the deployment says what it is', async () => {
  expect((await call('GET', '/deployment')).json).toEqual({
    issuer: system.issuer,
    environment: 'live',
    audience: system.audience,
    scopes: ['accounts:read', 'accounts:write'],
  });
});
