import { randomBytes } from 'node:crypto';
import { INTROSPECTION_PATH, LEAKS_PATH, makeSecret, PARTNER_SELF_PATH } from '@gatepass/protocol';
import type { Pair } from '@gatepass/testing';
import { asClient, introspect, revoke, tokenOf } from '../oauth-endpoints.ts';
import { formOf, send, type TokenAnswer } from '../token-endpoint.ts';
import type { Laboratory, Producers } from './laboratory.ts';

/** Every refusal that only other endpoints than the token endpoint know, and those of a server that fails. */
export const AT_OTHER_ENDPOINTS = {
  caller_not_authenticated: ({ system }) => send(system, { path: INTROSPECTION_PATH, body: 'token=x' }),
  api_key_malformed: ({ system }) => introspect(system, 'Bearer x', { token: 'x' }),
  api_key_wrong: ({ system }) =>
    introspect(system, `Bearer ${makeSecret('rsapi', 'live', randomBytes).text}`, { token: 'x' }),
  token_missing: async ({ system }) => revoke(system, asClient(await system.createClient()), {}),
  token_of_another_client: async ({ system }) => {
    const token = await tokenOf(system, await system.createClient());
    return revoke(system, asClient(await system.createClient()), { token });
  },
  label_malformed: async (laboratory) =>
    ownSecret(laboratory, await selfRotating(laboratory), { label: '\n' }),
  self_rotation_not_allowed: async (laboratory) =>
    ownSecret(laboratory, await laboratory.system.createClient()),
  self_rotation_exposed: async (laboratory) => {
    const pair = await selfRotating(laboratory);
    const exposed = `/clients/${pair.clientId}/secrets`;
    await laboratory.token(pair, {}, { headers: { origin: 'https://shop.example' } });
    // It is noted some time after the answer.
    for (;;) {
      const { items } = await laboratory.admin<{ items: { exposed_at: string | null }[] }>('GET', exposed);
      if (items.some(({ exposed_at: at }) => at !== null)) return ownSecret(laboratory, pair);
    }
  },
  self_rotation_pending: async (laboratory) => {
    const pair = await selfRotating(laboratory);
    await ownSecret(laboratory, pair);
    return ownSecret(laboratory, pair);
  },
  self_rotation_replaced: async (laboratory) => {
    const pair = await selfRotating(laboratory);
    await laboratory.admin('POST', `/clients/${pair.clientId}/rotation`, {});
    return ownSecret(laboratory, pair);
  },
  self_rotation_full: async (laboratory) => {
    const pair = await selfRotating(laboratory);
    for (let live = 1; live < 5; live++)
      await laboratory.admin('POST', `/clients/${pair.clientId}/secrets`, {});
    return ownSecret(laboratory, pair);
  },
  leak_report_malformed: (laboratory) => reportLeaks(laboratory, '[]'),
  leak_report_too_large: (laboratory) => reportLeaks(laboratory, `"${'x'.repeat(70_000)}"`),
  too_many_reports: async (laboratory) => {
    for (;;) {
      const answer = await reportLeaks(laboratory, '{"items":[{"secret":"x"}]}');
      if (answer.status !== 202) return answer;
    }
  },
  explanation_unknown: async ({ system }) =>
    send(system, {
      path: `${PARTNER_SELF_PATH}/explanations`,
      body: formOf(await system.createClient(), { request_id: crypto.randomUUID() }),
    }),
  server_unavailable: async ({ system, damage, token }) => {
    const pair = await system.createClient();
    await damage('ALTER TABLE client RENAME TO client_away');
    const answer = await token(pair);
    await damage('ALTER TABLE client_away RENAME TO client');
    return answer;
  },
  server_error: async ({ system, damage, token }) => {
    const pair = await system.createClient();
    await damage(`UPDATE client SET networks = '{' WHERE id = '${pair.clientId}'`);
    return token(pair);
  },
} as const satisfies Producers;

async function selfRotating({ system, admin }: Laboratory): Promise<Pair> {
  const pair = await system.createClient();
  await admin('PUT', `/clients/${pair.clientId}/self-rotation`, { allowed: true });
  return pair;
}

function ownSecret({ system }: Laboratory, pair: Pair, more = {}): Promise<TokenAnswer> {
  return send(system, { path: `${PARTNER_SELF_PATH}/secrets`, body: formOf(pair, more) });
}

function reportLeaks({ system }: Laboratory, body: string): Promise<TokenAnswer> {
  return send(system, { path: LEAKS_PATH, headers: { 'content-type': 'application/json' }, body });
}
