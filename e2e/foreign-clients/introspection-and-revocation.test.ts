import type { CreatedApi } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

const told = () => ({
  active: true,
  iss: system.issuer,
  sub: pair.clientId,
  client_id: pair.clientId,
  aud: system.audience,
  token_type: 'Bearer',
  parent_account_id: pair.parentAccountId,
});

describe('openid-client introspects a token, revokes it, and introspects it again', () => {
  test.each([
    ['client_secret_post', openid.ClientSecretPost],
    ['client_secret_basic', openid.ClientSecretBasic],
  ] as const)('by %s, at the endpoints it discovered', async (_method, authentication) => {
    const config = await openid.discovery(
      new URL(system.issuer),
      pair.clientId,
      undefined,
      authentication(pair.clientSecret),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const { access_token: token } = await openid.clientCredentialsGrant(config);
    expect(await openid.tokenIntrospection(config, token)).toMatchObject(told());
    await openid.tokenRevocation(config, token);
    expect(await openid.tokenIntrospection(config, token)).toEqual({ active: false });
    await openid.tokenRevocation(config, token, { token_type_hint: 'access_token' });
  });
});

describe('oauth4webapi introspects a token, revokes it, and introspects it again', () => {
  const insecure = { [oauth.allowInsecureRequests]: true };

  async function discover(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(system.issuer);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
    return oauth.processDiscoveryResponse(issuer, response);
  }

  test.each([
    ['client_secret_post', oauth.ClientSecretPost],
    ['client_secret_basic', oauth.ClientSecretBasic],
  ] as const)('by %s', async (_method, authentication) => {
    const server = await discover();
    const client = { client_id: pair.clientId };
    const proof = authentication(pair.clientSecret);
    const { access_token: token } = await system.requestToken(pair);
    const introspect = async () =>
      oauth.processIntrospectionResponse(
        server,
        client,
        await oauth.introspectionRequest(server, client, proof, token, insecure),
      );
    expect(await introspect()).toMatchObject(told());
    const revoked = await oauth.revocationRequest(server, client, proof, token, insecure);
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
    expect(await introspect()).toEqual({ active: false });
  });

  test('as an API, with its key', async () => {
    const wanted = { name: 'API', audience: system.audience };
    const { body: api } = await system.admin<CreatedApi>('POST', '/apis', wanted);
    const server = await discover();
    const client = { client_id: api.id };
    const asApi: oauth.ClientAuth = (_server, _client, _body, headers) => {
      headers.set('authorization', `Bearer ${api.api_key}`);
    };
    const { access_token: token } = await system.requestToken(pair);
    const response = await oauth.introspectionRequest(server, client, asApi, token, insecure);
    expect(await oauth.processIntrospectionResponse(server, client, response)).toMatchObject(told());
  });

  test('the token of another client is refused by a name that the library knows', async () => {
    const other = await system.createClient();
    const server = await discover();
    const client = { client_id: other.clientId };
    const { access_token: token } = await system.requestToken(pair);
    const proof = oauth.ClientSecretBasic(other.clientSecret);
    const response = await oauth.revocationRequest(server, client, proof, token, insecure);
    await expect(oauth.processRevocationResponse(response)).rejects.toMatchObject({
      code: oauth.RESPONSE_BODY_ERROR,
      error: 'invalid_grant',
    });
  });
});
