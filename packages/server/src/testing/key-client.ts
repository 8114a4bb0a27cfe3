import {
  CLIENT_CREDENTIALS,
  type CreatedKeyClient,
  JWT_BEARER_ASSERTION,
  type Partner,
} from '@gatepass/protocol';
import type { System } from '@gatepass/testing';
import { assertionClaims, signAssertion, type TestClientKey } from './client-keys.ts';

/** A new client of a new partner that has this key, or publishes its keys there. */
export async function createKeyClient(
  system: System,
  keys: { readonly public_jwk: object } | { readonly jwks_uri: string },
): Promise<CreatedKeyClient> {
  const partner = await system.admin<Partner>('POST', '/partners', { name: 'Partner' });
  const client = await system.admin<CreatedKeyClient>('POST', '/clients', {
    partner_id: partner.body.id,
    name: 'Client',
    parent_account_id: 'pa_main',
    share_account: true,
    ...keys,
  });
  if (client.status !== 201) throw new Error(`no client was made: ${JSON.stringify(client.body)}`);
  return client.body;
}

/** An assertion of this client that is in order, but for what is given. */
export function assertionOf(
  system: Pick<System, 'issuer' | 'clock'>,
  clientId: string,
  key: TestClientKey,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): string {
  const wanted = { clientId, issuer: system.issuer, now: system.clock.now() };
  return signAssertion(key, assertionClaims(wanted, claims), header);
}

/** A token request that presents an assertion (RFC 7523 §2.2). */
export function assertionForm(assertion: string, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    grant_type: CLIENT_CREDENTIALS,
    client_assertion_type: JWT_BEARER_ASSERTION,
    client_assertion: assertion,
    ...more,
  }).toString();
}
