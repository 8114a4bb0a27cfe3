import { expect } from 'vitest';
import { GUARD_REFUSALS, type TokenDefect } from '../refusal/guard-refusals.ts';
import { inShort, type ProtectedApi } from './protected-api.ts';

/**
 * Presents a token and expects RFC 6750's `invalid_token` for exactly this reason: one text for every cause,
 * nothing of the token in it, and the handler not called. Returns the answer in short, for a report.
 */
export async function expectInvalidToken(
  api: ProtectedApi,
  token: string,
  reason: TokenDefect | readonly TokenDefect[],
): Promise<string> {
  const handledBefore = api.handled.length;
  const answer = await api.present(token);
  const { description } = GUARD_REFUSALS.token_invalid;
  expect([reason].flat()).toContain(answer.reason);
  expect(answer).toEqual({
    status: 401,
    challenge: `Bearer realm="gatepass", error="invalid_token", error_description="${description}"`,
    body: JSON.stringify({ code: 'token_invalid', description }),
    reason: answer.reason,
  });
  expect(api.handled.length).toBe(handledBefore);
  return inShort(answer);
}
