import { type CredentialPrefixes, ok, type Result, refuse } from '@gatepass/protocol';
import type { ActingOperator } from '../../domain/operator/operator.ts';
import type { Store } from '../../domain/store.ts';
import {
  type FindPersonalTokenDeps,
  findPersonalToken,
  type PersonalTokenRefusal,
} from './find-personal-token.ts';

export interface AuthenticateOperatorDeps extends FindPersonalTokenDeps {
  readonly store: Pick<Store, 'operators' | 'personalTokens'>;
  readonly prefixes: Pick<CredentialPrefixes, 'operatorToken'>;
}

/** Whose operator token this is. Nobody learns why it is not. */
export async function authenticateOperator(
  deps: AuthenticateOperatorDeps,
  text: string,
): Promise<Result<ActingOperator, PersonalTokenRefusal>> {
  const token = await findPersonalToken(deps, text, deps.prefixes.operatorToken);
  if (!token.ok) return token;
  const operator = await deps.store.operators.find(token.value.holderId);
  if (operator === undefined || operator.status !== 'active') return refuse('token_wrong');
  return ok({ ...operator, tokenId: token.value.id, tokenRole: token.value.role ?? operator.role });
}
