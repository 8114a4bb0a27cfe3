import {
  type CredentialPrefixes,
  type Environment,
  ok,
  parseSecret,
  type Result,
  refuse,
} from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { ActingOperator } from '../../domain/operator/operator.ts';
import { isLiveToken } from '../../domain/person/personal-token.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Store } from '../../domain/store.ts';

export interface AuthenticateOperatorDeps {
  readonly store: Pick<Store, 'operators' | 'personalTokens'>;
  readonly digest: (token: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly prefixes: Pick<CredentialPrefixes, 'operatorToken'>;
  readonly environment: Environment;
  readonly now: Clock;
}

/** Whose operator token this is. `token_malformed` follows from the text alone; everything else is one refusal. */
export async function authenticateOperator(
  deps: AuthenticateOperatorDeps,
  text: string,
): Promise<Result<ActingOperator, 'token_malformed' | 'token_wrong'>> {
  const parsed = parseSecret(text, deps.prefixes.operatorToken, deps.environment);
  if (!parsed.ok) return refuse('token_malformed');
  const digest = deps.digest(text);
  const token = await deps.store.personalTokens.find(parsed.value.secretId);
  const matches = matchesDigest(digest, token?.digest, deps.equalDigests);
  if (token === undefined || !matches || !isLiveToken(token, deps.now())) return refuse('token_wrong');
  const operator = await deps.store.operators.find(token.holderId);
  if (operator === undefined || operator.status !== 'active') return refuse('token_wrong');
  return ok({ ...operator, tokenId: token.id, tokenRole: token.role ?? operator.role });
}
