import type { Problem } from '@gatepass/protocol';
import type { System } from '@gatepass/testing';
import { expect } from 'vitest';
import { adminCall } from './admin-call.ts';
import type { TokenAnswer } from './token-endpoint.ts';

/** Calls the admin API with any token, or with none where it is null; as the system's admin where it is left out. */
export type CallAdmin = (
  method: string,
  path: string,
  body?: unknown,
  token?: string | null,
) => Promise<TokenAnswer>;

export function callAdmin(system: System): CallAdmin {
  return (method, path, body, token) => adminCall(system, method, path, { body, token });
}

export function expectProblem(answer: TokenAnswer, status: number, cause: string): void {
  const { type } = answer.json as unknown as Problem;
  expect([answer.status, type], answer.body).toEqual([status, `urn:gatepass:problem:${cause}`]);
}

/** Rows of the ledger. A dry run or a refusal leaves it where it was. */
export async function ledgerRows(system: System): Promise<number> {
  return (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
}
