import { type ClientKey, type CreateClientKey, JWT_BEARER_ASSERTION } from '@gatepass/protocol';
import type { Pair } from '@gatepass/testing';
import {
  assertionClaims,
  encodeSegment,
  makeClientKey,
  signAssertion,
  type TestClientKey,
} from '../client-keys.ts';
import { send, type TokenAnswer } from '../token-endpoint.ts';
import type { Laboratory, Producers } from './laboratory.ts';

/** A client that proves itself with a key (RFC 7523). */
interface KeyClient {
  readonly pair: Pair;
  readonly key: TestClientKey;
  readonly registered: ClientKey;
}

/** Every refusal of an assertion: for its text, and for what is stored of the client's keys. */
export const OF_ASSERTIONS = {
  assertion_type_unknown: async (laboratory) =>
    sendAssertion(laboratory, await assertionOf(laboratory), { client_assertion_type: 'saml' }),
  assertion_malformed: (laboratory) => sendAssertion(laboratory, 'a.b'),
  assertion_algorithm: async (laboratory) => {
    const { key, claims } = await prepare(laboratory);
    return sendAssertion(laboratory, signAssertion(key, claims(), { alg: 'HS256' }));
  },
  assertion_subject: (laboratory) => withClaims(laboratory, { iss: 'somebody' }),
  assertion_audience: (laboratory) => withClaims(laboratory, { aud: laboratory.system.tokenUrl }),
  assertion_lifetime: (laboratory) => withClaims(laboratory, { exp: 1 }),
  assertion_id_missing: (laboratory) => withClaims(laboratory, { jti: '' }),
  method_not_registered: async (laboratory) => {
    const { pair } = await createKeyClient(laboratory);
    return laboratory.token(pair);
  },
  key_unknown: async (laboratory) => {
    const { claims } = await prepare(laboratory);
    return sendAssertion(laboratory, signAssertion(makeClientKey('ES256', { kid: 'other' }), claims()));
  },
  key_expired: async (laboratory) => {
    const expires_at = new Date(laboratory.system.clock.now() + 60_000).toISOString();
    const { key, claims } = await prepare(laboratory, { expires_at });
    laboratory.system.clock.advance(60_000);
    return sendAssertion(laboratory, signAssertion(key, claims()));
  },
  key_revoked: async (laboratory) => {
    const { key, registered, claims } = await prepare(laboratory);
    await laboratory.admin('POST', `/client-keys/${registered.id}/revoke`, { reason: 'test' });
    return sendAssertion(laboratory, signAssertion(key, claims()));
  },
  key_set_unavailable: async (laboratory) => {
    const { pair, key } = await createKeyClient(laboratory);
    const { jwksUri: jwks_uri } = laboratory.partner;
    const method = { auth_method: 'private_key_jwt', jwks_uri };
    await laboratory.admin('PUT', `/clients/${pair.clientId}/auth-method`, method);
    return sendAssertion(laboratory, signAssertion(key, claimsOf(laboratory, pair)));
  },
  assertion_signature_wrong: async (laboratory) => {
    const { key, claims } = await prepare(laboratory);
    const [head, , signature] = signAssertion(key, claims()).split('.');
    return sendAssertion(laboratory, `${head}.${encodeSegment(claims())}.${signature}`);
  },
  assertion_replayed: async (laboratory) => {
    const assertion = await assertionOf(laboratory);
    await sendAssertion(laboratory, assertion);
    return sendAssertion(laboratory, assertion);
  },
} as const satisfies Producers;

async function createKeyClient(
  laboratory: Laboratory,
  wanted: Partial<CreateClientKey> = {},
): Promise<KeyClient> {
  const pair = await laboratory.system.createClient();
  const key = makeClientKey('ES256', { kid: 'one' });
  const body: CreateClientKey = { public_jwk: key.jwk, ...wanted };
  const registered = await laboratory.admin<ClientKey>('POST', `/clients/${pair.clientId}/keys`, body);
  await laboratory.admin('PUT', `/clients/${pair.clientId}/auth-method`, { auth_method: 'private_key_jwt' });
  return { pair, key, registered };
}

async function prepare(laboratory: Laboratory, wanted: Partial<CreateClientKey> = {}) {
  const client = await createKeyClient(laboratory, wanted);
  const claims = (more: object = {}) => ({ ...claimsOf(laboratory, client.pair), ...more });
  return { ...client, claims };
}

function claimsOf({ system }: Laboratory, { clientId }: Pair) {
  return assertionClaims({ clientId, issuer: system.issuer, now: system.clock.now() });
}

async function assertionOf(laboratory: Laboratory): Promise<string> {
  const { key, claims } = await prepare(laboratory);
  return signAssertion(key, claims());
}

async function withClaims(laboratory: Laboratory, more: object): Promise<TokenAnswer> {
  const { key, claims } = await prepare(laboratory);
  return sendAssertion(laboratory, signAssertion(key, claims(more)));
}

function sendAssertion(
  { system }: Laboratory,
  assertion: string,
  more: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const form = {
    grant_type: 'client_credentials',
    client_assertion_type: JWT_BEARER_ASSERTION,
    client_assertion: assertion,
    ...more,
  };
  return send(system, { body: new URLSearchParams(form).toString() });
}
