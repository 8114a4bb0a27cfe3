import { type ActiveToken, type CreatedApi, INTROSPECTION_PATH, REVOCATION_PATH } from '@gatepass/protocol';
import type { Pair, System } from '@gatepass/testing';
import { basicOf, send, type TokenAnswer } from './token-endpoint.ts';

/** Who calls, as the `Authorization` header has it. */
export const asClient = (pair: Pair): string => basicOf(pair.clientId, pair.clientSecret);
export const asApi = (api: CreatedApi): string => `Bearer ${api.api_key}`;

type Form = Readonly<Record<string, string>>;

export function introspect(system: System, authorization: string, form: Form): Promise<TokenAnswer> {
  return post(system, INTROSPECTION_PATH, authorization, form);
}

export function revoke(system: System, authorization: string, form: Form): Promise<TokenAnswer> {
  return post(system, REVOCATION_PATH, authorization, form);
}

function post(system: System, path: string, authorization: string, form: Form): Promise<TokenAnswer> {
  return send(system, { path, headers: { authorization }, body: new URLSearchParams(form).toString() });
}

/** An API for this audience, with its key. */
export async function createApi(system: System, audience: string): Promise<CreatedApi> {
  const created = await system.admin<CreatedApi>('POST', '/apis', { name: 'API', audience });
  if (created.status !== 201) throw new Error(`making an API was answered by ${created.status}`);
  return created.body;
}

export async function tokenOf(system: System, pair: Pair, form: Form = {}): Promise<string> {
  return (await system.requestToken(pair, form)).access_token;
}

/** The one answer for every token that is not good, and for every one that is not the caller's business. */
export const INACTIVE = '{"active":false}';

export function toActiveToken(answer: TokenAnswer): ActiveToken {
  return answer.json as unknown as ActiveToken;
}
