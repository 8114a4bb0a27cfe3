import {
  type CredentialPrefixes,
  type Environment,
  ok,
  parseSecret,
  type Result,
  refuse,
} from '@gatepass/protocol';
import type { Operator } from '../../domain/operator/operator.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { OperatorReads } from '../../domain/store.ts';

export interface AuthenticateOperatorDeps {
  readonly operators: Pick<OperatorReads, 'findByTokenId'>;
  readonly digest: (token: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly prefixes: Pick<CredentialPrefixes, 'operatorToken'>;
  readonly environment: Environment;
}

/** Whose operator token this is. `token_malformed` follows from the text alone; everything else is one refusal. */
export async function authenticateOperator(
  deps: AuthenticateOperatorDeps,
  token: string,
): Promise<Result<Operator, 'token_malformed' | 'token_wrong'>> {
  const parsed = parseSecret(token, deps.prefixes.operatorToken, deps.environment);
  if (!parsed.ok) return refuse('token_malformed');
  const digest = deps.digest(token);
  const operator = await deps.operators.findByTokenId(parsed.value.secretId);
  const matches = matchesDigest(digest, operator?.tokenDigest, deps.equalDigests);
  return operator !== undefined && matches ? ok(operator) : refuse('token_wrong');
}
