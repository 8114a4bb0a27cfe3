import { webcrypto } from 'node:crypto';
import { createClient } from '@gatepass/client';
import type { CreatedKeyClient, Partner } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing/system';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectRegistered, storeRegistration } from './store-registration.ts';

const PARENT_ACCOUNT_ID = 'pa_main';

let system: System;

beforeAll(async () => {
  system = await startSystem({ api: true });
});
afterAll(() => system.stop());
// These libraries sign for the moment at which they run, and an assertion may not be from ahead.
beforeEach(() => system.clock.advance(Date.now() - system.clock.now()));

const ALGORITHMS = {
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  PS256: {
    name: 'RSA-PSS',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  EdDSA: { name: 'Ed25519' },
} as const;
type Algorithm = keyof typeof ALGORITHMS;

/** A client that has registered the public half of a pair, and the private half. */
async function keyClient(alg: Algorithm) {
  const pair = (await webcrypto.subtle.generateKey(ALGORITHMS[alg], true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const exported = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  const partner = await system.admin<Partner>('POST', '/partners', { name: 'Partner' });
  const { status, body } = await system.admin<CreatedKeyClient>('POST', '/clients', {
    partner_id: partner.body.id,
    name: alg,
    parent_account_id: PARENT_ACCOUNT_ID,
    share_account: true,
    // As the platform gives it, which names RSA-PSS by `alg`, too.
    public_jwk: { ...exported, kid: alg },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return { clientId: body.client_id, key: { key: pair.privateKey, kid: alg }, pair };
}

const callFor = (name: string) =>
  storeRegistration(system, { parentAccountId: PARENT_ACCOUNT_ID }, name.toLowerCase());

describe.each(Object.keys(ALGORITHMS) as Algorithm[])('by private_key_jwt with %s', (alg) => {
  test('openid-client gets tokens with the metadata it discovered, and uses one', async () => {
    const { clientId, key } = await keyClient(alg);
    const config = await openid.discovery(
      new URL(system.issuer),
      clientId,
      undefined,
      openid.PrivateKeyJwt(key),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    await openid.clientCredentialsGrant(config);
    const token = await openid.clientCredentialsGrant(config);
    const call = callFor(`openid-client-${alg}`);
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

  test('oauth4webapi gets a token, without a kid', async () => {
    const { clientId, key } = await keyClient(alg);
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(system.issuer);
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
    const client = { client_id: clientId };
    const token = await oauth.processClientCredentialsResponse(
      server,
      client,
      await oauth.clientCredentialsGrantRequest(server, client, oauth.PrivateKeyJwt(key.key), {}, insecure),
    );
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 300 });
  });

  test('@gatepass/client gets a token and uses it', async () => {
    const { clientId, key } = await keyClient(alg);
    const client = createClient({
      tokenUrl: system.tokenUrl,
      clientId,
      clientKey: { privateKey: key.key, kid: key.kid },
      parentAccountId: PARENT_ACCOUNT_ID,
    });
    const { url, ...call } = callFor(`gatepass-client-${alg}`);
    const response = await client.fetch(url, call);
    expectRegistered(response.status, await response.json());
  });
});

test('the metadata names the method and its algorithms (RFC 8414 §2)', async () => {
  const response = await fetch(`${system.issuer}/.well-known/oauth-authorization-server`);
  expect(await response.json()).toMatchObject({
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'],
  });
});
