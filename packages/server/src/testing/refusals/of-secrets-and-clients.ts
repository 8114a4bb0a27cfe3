import { randomBytes } from 'node:crypto';
import { type CreatedRotation, type CreatedSecret, makeClientId, makeSecret } from '@gatepass/protocol';
import type { Pair } from '@gatepass/testing';
import { FAILURE_LIMIT, type Laboratory, type Producers } from './laboratory.ts';

/** Every refusal that depends on what is stored of a client, its secrets, its account and its partner. */
export const OF_SECRETS_AND_CLIENTS = {
  client_unknown: async ({ system, token }) =>
    token({ ...(await system.createClient()), clientId: makeClientId('rspub', 'live', randomBytes) }),
  secret_wrong: async ({ system, token }) => token(wrong(await system.createClient())),
  secret_not_yet_valid: async (laboratory) => {
    const pair = await laboratory.system.createClient();
    return laboratory.token(await withSecret(laboratory, pair, { not_before: inAMinute(laboratory) }));
  },
  secret_expired: async (laboratory) => {
    const pair = await laboratory.system.createClient();
    const ending = await withSecret(laboratory, pair, { expires_at: inAMinute(laboratory) });
    laboratory.system.clock.advance(60_000);
    return laboratory.token(ending);
  },
  secret_retired: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    const rotation = await admin<CreatedRotation>('POST', `/clients/${pair.clientId}/rotation`, {});
    await admin('POST', `/secrets/${rotation.old.id}/retire`, { reason: 'test', force: true });
    return token(pair);
  },
  secret_revoked: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    await admin('POST', `/secrets/${secretIdOf(pair)}/revoke`, { reason: 'test' });
    return token(pair);
  },
  client_disabled: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    await admin('POST', `/clients/${pair.clientId}/disable`, { reason: 'test' });
    return token(pair);
  },
  client_ended: async (laboratory) => {
    const pair = await laboratory.system.createClient();
    await laboratory.admin('PUT', `/clients/${pair.clientId}/end`, { ends_at: inAMinute(laboratory) });
    laboratory.system.clock.advance(60_000);
    return laboratory.token(pair);
  },
  account_disabled: async ({ system, admin, token }) => {
    const pair = await system.createClient({ parentAccountId: 'disabled' });
    await admin('POST', '/accounts/disabled/disable', { reason: 'test' });
    return token(pair);
  },
  account_ended: async (laboratory) => {
    const pair = await laboratory.system.createClient({ parentAccountId: 'ended' });
    await laboratory.admin('PUT', '/accounts/ended/end', { ends_at: inAMinute(laboratory) });
    laboratory.system.clock.advance(60_000);
    return laboratory.token(pair);
  },
  partner_disabled: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    await admin('POST', `/partners/${pair.partnerId}/disable`, { reason: 'test' });
    return token(pair);
  },
  partner_ended: async (laboratory) => {
    const pair = await laboratory.system.createClient();
    await laboratory.admin('PUT', `/partners/${pair.partnerId}/end`, { ends_at: inAMinute(laboratory) });
    laboratory.system.clock.advance(60_000);
    return laboratory.token(pair);
  },
  network_not_allowed: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    const networks = { networks: ['192.0.2.0/24'], stage: 'enforce' };
    await admin('PUT', `/clients/${pair.clientId}/networks`, networks);
    return token(pair);
  },
  too_many_failures: async ({ system, token }) => {
    const pair = wrong(await system.createClient());
    for (let count = 0; count < FAILURE_LIMIT; count++) await token(pair);
    return token(pair);
  },
  token_budget_exceeded: async ({ system, admin, token }) => {
    const pair = await system.createClient();
    const budget = { tokens_per_hour: 1, stage: 'enforce' };
    await admin('PUT', `/clients/${pair.clientId}/token-budget`, budget);
    await token(pair);
    return token(pair);
  },
  resource_malformed: async ({ system, token }) => token(await system.createClient(), { resource: 'x' }),
  resource_unknown: async ({ system, token }) =>
    token(await system.createClient(), { resource: 'https://unknown.example' }),
  scope_malformed: async ({ system, token }) => token(await system.createClient(), { scope: 'a  b' }),
  scope_not_granted: async ({ system, token }) => token(await system.createClient(), { scope: 'unknown' }),
} as const satisfies Producers;

function secretIdOf({ clientSecret }: Pair): string {
  return clientSecret.slice('rsec_'.length, 'rsec_'.length + 8);
}

function wrong(pair: Pair): Pair {
  return { ...pair, clientSecret: makeSecret('rsec', 'live', randomBytes).text };
}

function inAMinute({ system }: Laboratory): string {
  return new Date(system.clock.now() + 60_000).toISOString();
}

async function withSecret({ admin }: Laboratory, pair: Pair, wanted: object): Promise<Pair> {
  const made = await admin<CreatedSecret>('POST', `/clients/${pair.clientId}/secrets`, wanted);
  return { ...pair, clientSecret: made.client_secret };
}
