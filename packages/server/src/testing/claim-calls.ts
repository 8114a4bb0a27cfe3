import { CLAIMS_PATH } from '@gatepass/protocol';
import type { Pair, System } from '@gatepass/testing';
import { mailedToken } from './mailed-token.ts';

/** A claim for another secret of a client, with what its contact was told. */
export interface SystemClaim {
  readonly id: string;
  readonly token: string;
  readonly code: string;
}

export interface ClaimAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Makes a member of the client's partner, and a claim for them. */
export async function makeSystemClaim(system: System, pair: Pair): Promise<SystemClaim> {
  const email = `${crypto.randomUUID()}@partner.example`;
  const member = await system.admin<{ id: string }>('POST', `/partners/${pair.partnerId}/members`, {
    name: 'Ada',
    email,
  });
  const claim = await system.admin<{ id: string; claim_code: string }>(
    'POST',
    `/clients/${pair.clientId}/claims`,
    { member_id: member.body.id },
  );
  if (claim.status !== 201) throw new Error(`no claim was made: ${JSON.stringify(claim.body)}`);
  const { id, claim_code: code } = claim.body;
  return { id, code, token: await mailedToken(system, id) };
}

export function openSystemClaim(
  system: Pick<System, 'issuer'>,
  { token, code }: Pick<SystemClaim, 'token' | 'code'>,
): Promise<ClaimAnswer> {
  return postClaim(system, JSON.stringify({ token, code }));
}

/** Sends a body as it is. */
export async function postClaim(
  system: Pick<System, 'issuer'>,
  body: string,
  contentType = 'application/json',
): Promise<ClaimAnswer> {
  const response = await fetch(system.issuer + CLAIMS_PATH, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
}
