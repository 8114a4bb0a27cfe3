import { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';
import { METADATA_PATH, TOKEN_PATH } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { ClientCredentials } from 'simple-oauth2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectRegistered, storeRegistration } from './store-registration.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem({ api: true });
  pair = await system.createClient();
});
afterAll(() => system.stop());

describe('openid-client gets a token and uses it', () => {
  test.each([
    ['client_secret_post', openid.ClientSecretPost],
    ['client_secret_basic', openid.ClientSecretBasic],
  ] as const)('by %s, with the metadata it discovered', async (method, authentication) => {
    const config = await openid.discovery(
      new URL(system.issuer),
      pair.clientId,
      undefined,
      authentication(pair.clientSecret),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const token = await openid.clientCredentialsGrant(config);
    const call = storeRegistration(system, pair, `openid-client-${method.replaceAll('_', '-')}`);
    const response = await openid.fetchProtectedResource(
      config,
      token.access_token,
      new URL(call.url),
      call.method,
      call.body,
      new Headers(call.headers),
    );
    expectRegistered(response.status, await response.json());
  });
});

describe('oauth4webapi gets a token and uses it', () => {
  const insecure = { [oauth.allowInsecureRequests]: true };

  test.each([
    ['client_secret_post', oauth.ClientSecretPost],
    ['client_secret_basic', oauth.ClientSecretBasic],
  ] as const)('by %s, with a scope and a resource', async (method, authentication) => {
    const issuer = new URL(system.issuer);
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
    const client = { client_id: pair.clientId };
    const parameters = { scope: 'accounts:write', resource: system.audience };
    const token = await oauth.processClientCredentialsResponse(
      server,
      client,
      await oauth.clientCredentialsGrantRequest(
        server,
        client,
        authentication(pair.clientSecret),
        parameters,
        insecure,
      ),
    );
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 300, scope: 'accounts:write' });

    const call = storeRegistration(system, pair, `oauth4webapi-${method.replaceAll('_', '-')}`);
    const response = await oauth.protectedResourceRequest(
      token.access_token,
      call.method,
      new URL(call.url),
      new Headers(call.headers),
      call.body,
      insecure,
    );
    expectRegistered(response.status, await response.json());
  });
});

describe('simple-oauth2 gets a token and uses it', () => {
  test.each(['header', 'body'] as const)('with the pair in the %s', async (authorizationMethod) => {
    const grant = new ClientCredentials({
      client: { id: pair.clientId, secret: pair.clientSecret },
      auth: { tokenHost: system.issuer, tokenPath: TOKEN_PATH },
      options: { authorizationMethod },
    });
    const token = await grant.getToken({});
    expect(token.expired()).toBe(false);

    const { url, ...call } = storeRegistration(system, pair, `simple-oauth2-${authorizationMethod}`);
    const authorization = `${token.token.token_type} ${token.token.access_token}`;
    const response = await fetch(url, { ...call, headers: { ...call.headers, authorization } });
    expectRegistered(response.status, await response.json());
  });
});

describe('@badgateway/oauth2-client gets a token and uses it', () => {
  test('through its own fetch, with the metadata it discovered', async () => {
    const client = new OAuth2Client({
      server: system.issuer,
      discoveryEndpoint: METADATA_PATH,
      clientId: pair.clientId,
      clientSecret: pair.clientSecret,
    });
    const protectedFetch = new OAuth2Fetch({
      client,
      getNewToken: () => client.clientCredentials(),
      scheduleRefresh: false,
    });
    const { url, ...call } = storeRegistration(system, pair, 'badgateway');
    const response = await protectedFetch.fetch(url, call);
    expectRegistered(response.status, await response.json());
  });
});
