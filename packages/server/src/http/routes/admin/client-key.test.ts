import {
  ADMIN_PATH,
  type Client,
  type ClientKey,
  type CreatedKeyClient,
  type Page,
  type Problem,
} from '@gatepass/protocol';
import { attack, freePort, type System, startSystem, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSettings } from '../../../config/settings.ts';
import { startServer } from '../../../start-server.ts';
import { makeClientKey } from '../../../testing/client-keys.ts';
import { assertionForm, assertionOf, createKeyClient } from '../../../testing/key-client.ts';
import { formOf, send } from '../../../testing/token-endpoint.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const newJwk = () => makeClientKey('ES256').jwk;

function problem(answer: { readonly status: number; readonly body: unknown }): string {
  return `${answer.status} ${(answer.body as Problem).type?.replace('urn:gatepass:problem:', '')}`;
}

function create(keys: object) {
  return system.createClient().then(({ partnerId }) =>
    system.admin<CreatedKeyClient>('POST', '/clients', {
      partner_id: partnerId,
      name: 'Client',
      parent_account_id: 'pa_main',
      share_account: true,
      ...keys,
    }),
  );
}

function register(clientId: string, body: object) {
  return system.admin<ClientKey>('POST', `/clients/${clientId}/keys`, body);
}

describe('a client with keys', () => {
  test('is made with a public key, and without a secret', async () => {
    const { alg, kid, ...jwk } = makeClientKey('ES256', { kid: 'key-1' }).jwk;
    const { status, body } = await create({
      public_jwk: { ...jwk, kid, alg, use: 'sig', x5u: 'https://a.example' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ auth_method: 'private_key_jwt', jwks_uri: null });
    expect(body).not.toHaveProperty('client_secret');
    expect(body).not.toHaveProperty('secret');
    expect(body.key).toEqual({
      id: expect.stringMatching(/^key_[0-9A-Za-z]{12}$/),
      client_id: body.client_id,
      label: 'first',
      kid: 'key-1',
      alg: 'ES256',
      thumbprint: expect.stringMatching(/^[\w-]{43}$/),
      public_jwk: jwk,
      state: 'active',
      created_at: new Date(system.clock.now()).toISOString(),
      expires_at: null,
      revoked_at: null,
      revoked_reason: null,
    });
  });

  test('is made with a jwks_uri, and without a key', async () => {
    const { status, body } = await create({ jwks_uri: 'https://partner.example.com/jwks' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ jwks_uri: 'https://partner.example.com/jwks', key: null });
  });

  test.each([
    ['both', { public_jwk: newJwk(), jwks_uri: 'https://partner.example.com/jwks' }, '400 keys_contradict'],
    ['a weak key', { public_jwk: makeClientKey('RS256', { modulusLength: 1024 }).jwk }, '422 key_refused'],
    ['a key that is a text', { public_jwk: 'key' }, '400 request_malformed'],
    ['a private address', { jwks_uri: 'https://10.0.0.1/jwks' }, '422 jwks_uri_refused'],
  ])('is not made with %s', async (_what, keys, expected) => {
    expect(problem(await create(keys))).toBe(expected);
  });
});

describe('a key', () => {
  test('is registered, listed and revoked, and counts until then', async () => {
    const pair = makeClientKey('EdDSA');
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    const token = () => send(system, { body: assertionForm(assertionOf(system, client.client_id, pair)) });
    expect((await token()).status).toBe(401);

    const expiresAt = new Date(system.clock.now() + 60_000).toISOString();
    const made = await register(client.client_id, {
      label: 'laptop',
      public_jwk: pair.jwk,
      expires_at: expiresAt,
    });
    expect(made).toMatchObject({
      status: 201,
      body: { label: 'laptop', alg: 'EdDSA', expires_at: expiresAt },
    });
    expect((await token()).json).toMatchObject({ expires_in: 60 });

    const listed = await system.admin<Page<ClientKey>>('GET', `/clients/${client.client_id}/keys`);
    expect(listed.body.items.map(({ id }) => id)).toContain(made.body.id);
    const path = `/client-keys/${made.body.id}/revoke`;
    const rehearsed = await system.admin<ClientKey>('POST', `${path}?dry_run=true`, { reason: 'test' });
    expect(rehearsed.body.state).toBe('revoked');
    expect((await token()).status).toBe(200);
    const revoked = await system.admin<ClientKey>('POST', path, { reason: 'test' });
    expect(revoked.body).toMatchObject({ state: 'revoked', revoked_at: expect.any(String) });
    expect((await token()).status).toBe(401);
    expect(await system.admin('POST', path, { reason: 'again' })).toEqual(revoked);
  });

  test('is registered once, also after it was revoked', async () => {
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    const jwk = newJwk();
    const made = await register(client.client_id, { public_jwk: jwk });
    expect(problem(await register(client.client_id, { public_jwk: { ...jwk, kid: 'another' } }))).toBe(
      '409 key_registered',
    );
    await system.admin('POST', `/client-keys/${made.body.id}/revoke`, { reason: 'leaked' });
    expect(problem(await register(client.client_id, { public_jwk: jwk }))).toBe('409 key_registered');
  });

  test('is one of five live ones at the most', async () => {
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    const made = [];
    for (let count = 0; count < 4; count++)
      made.push(await register(client.client_id, { public_jwk: newJwk() }));
    expect(problem(await register(client.client_id, { public_jwk: newJwk() }))).toBe('409 too_many_keys');
    await system.admin('POST', `/client-keys/${made[0]?.body.id}/revoke`, { reason: 'old' });
    expect((await register(client.client_id, { public_jwk: newJwk() })).status).toBe(201);
  });

  test('that is private is refused, told so, and not repeated', async () => {
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    const pair = makeClientKey('ES256');
    const jwk = pair.privateKey.export({ format: 'jwk' });
    const answer = await register(client.client_id, { public_jwk: jwk });
    expect(problem(answer)).toBe('422 key_refused');
    expect((answer.body as unknown as Problem).detail).toMatch(/private key, which must never be sent/);
    expect(JSON.stringify(answer.body) + system.log()).not.toContain(jwk.d);
  });

  test.each([
    ['of a client that does not exist', 'rspub_0123456789abcdef', {}, '404 client_unknown'],
    ['with an end that has passed', undefined, { expires_at: '2020-01-01T00:00:00Z' }, '400 lifetime_empty'],
    [
      'with an end that is no time',
      undefined,
      { expires_at: '2099-13-01T00:00:00Z' },
      '400 request_malformed',
    ],
    ['that is no JWK', undefined, { public_jwk: {} }, '422 key_refused'],
    ['that is for encryption', undefined, { public_jwk: { ...newJwk(), use: 'enc' } }, '422 key_refused'],
  ])('%s is not registered', async (_what, id, more, expected) => {
    const clientId = id ?? (await system.createClient()).clientId;
    expect(problem(await register(clientId, { public_jwk: newJwk(), ...more }))).toBe(expected);
  });

  test('that does not exist is not revoked, and a client that does not exist has none', async () => {
    expect(problem(await system.admin('POST', '/client-keys/key_none/revoke', { reason: 'x' }))).toBe(
      '404 key_unknown',
    );
    expect(problem(await system.admin('GET', '/clients/rspub_none/keys'))).toBe('404 client_unknown');
  });
});

describe('the way a client proves itself', () => {
  const put = (clientId: string, body: object, query = '') =>
    system.admin<Client>('PUT', `/clients/${clientId}/auth-method${query}`, body);

  test('is switched over, which a rehearsal does not do', async () => {
    const pair = await system.createClient();
    await register(pair.clientId, { public_jwk: newJwk() });
    const rehearsed = await put(pair.clientId, { auth_method: 'private_key_jwt' }, '?dry_run=true');
    expect(rehearsed.body.auth_method).toBe('private_key_jwt');
    expect((await send(system, { body: formOf(pair) })).status).toBe(200);
    expect((await put(pair.clientId, { auth_method: 'private_key_jwt' })).body.auth_method).toBe(
      'private_key_jwt',
    );
    expect((await send(system, { body: formOf(pair) })).status).toBe(401);
    const back = await put(pair.clientId, { auth_method: 'client_secret' });
    expect(back.body).toMatchObject({ auth_method: 'client_secret', jwks_uri: null });
    expect((await send(system, { body: formOf(pair) })).status).toBe(200);
  });

  test('says in its answer that it was a rehearsal', async () => {
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    const path = `${system.issuer}${ADMIN_PATH}/clients/${client.client_id}/auth-method?dry_run=true`;
    const response = await fetch(path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${system.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ auth_method: 'private_key_jwt' }),
    });
    expect(response.headers.get('gatepass-dry-run')).toBe('true');
  });

  test.each([
    ['keys, where it has none', { auth_method: 'private_key_jwt' }, '409 no_live_key'],
    [
      'a jwks_uri inside',
      { auth_method: 'private_key_jwt', jwks_uri: 'https://192.168.0.1/' },
      '422 jwks_uri_refused',
    ],
    [
      'a secret with a jwks_uri',
      { auth_method: 'client_secret', jwks_uri: 'https://a.example.com/' },
      '400 jwks_uri_needless',
    ],
    ['another way', { auth_method: 'none' }, '400 request_malformed'],
  ])('is not switched to %s', async (_what, body, expected) => {
    const { clientId } = await system.createClient();
    expect(problem(await put(clientId, body))).toBe(expected);
  });

  test('is not switched to a secret that there is not, nor at a client that does not exist', async () => {
    const client = await createKeyClient(system, { public_jwk: newJwk() });
    expect(problem(await put(client.client_id, { auth_method: 'client_secret' }))).toBe('409 no_live_secret');
    expect(problem(await put('rspub_none', { auth_method: 'client_secret' }))).toBe('404 client_unknown');
    await system.admin('POST', `/clients/${client.client_id}/secrets`, {});
    expect((await put(client.client_id, { auth_method: 'client_secret' })).status).toBe(200);
  });
});

attack(
  'W14',
  'a jwks_uri that is inside, or nothing for keys to come from, is refused when it is saved',
  async (report) => {
    const folder = await tempFolder();
    const port = await freePort();
    const settings = loadSettings(
      {
        GATEPASS_DATA_DIR: folder.path,
        GATEPASS_PORT: String(port),
        GATEPASS_ISSUER: 'https://auth.example.com',
        GATEPASS_AUDIENCE: 'https://api.example.com',
      },
      'dev',
    );
    const server = await startServer(settings, { log: { write() {} } });
    const { operator_token: token } = await server.createOperator({ name: 'Tests', role: 'admin' });
    const post = async (path: string, body: object) => {
      const response = await fetch(`http://127.0.0.1:${port}${ADMIN_PATH}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as { id: string; detail: string } };
    };
    const partner = await post('/partners', { name: 'Partner' });
    const uris = [
      'https://127.0.0.1/jwks',
      'http://127.0.0.1:8080/jwks',
      'https://[::1]/jwks',
      'https://0.0.0.0/jwks',
      'https://169.254.169.254/latest/meta-data/',
      'https://10.0.0.1/jwks',
      'https://[fc00::1]/jwks',
      'https://[::ffff:127.0.0.1]/jwks',
      'https://2130706433/jwks',
      'https://0177.0.0.1/jwks',
      'https://0x7f000001/jwks',
      'https://localhost./jwks',
      'https://intranet/jwks',
      'http://partner.example.com/jwks',
      'file:///etc/passwd',
      'gopher://partner.example.com/',
      'https://user:password@partner.example.com/jwks',
      'https://partner.example.com:22/jwks',
    ];
    for (const uri of uris) {
      const wanted = {
        partner_id: partner.body.id,
        name: 'Client',
        parent_account_id: 'pa_main',
        jwks_uri: uri,
      };
      const answer = await post('/clients', wanted);
      expect(answer.status, uri).toBe(422);
      expect(answer.body.detail).not.toContain(uri);
      report(uri, `422, ${answer.body.detail}`);
    }
    const good = await post('/clients', {
      partner_id: partner.body.id,
      name: 'Client',
      parent_account_id: 'pa_main',
      jwks_uri: 'https://partner.example.com/jwks',
    });
    expect(good.status).toBe(201);
    report('https://partner.example.com/jwks', '201');
    await server.close();
    await folder.remove();
  },
);
