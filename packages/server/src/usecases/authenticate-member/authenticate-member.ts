import { type CredentialPrefixes, ok, type Result, refuse } from '@gatepass/protocol';
import { isOver } from '../../domain/is-over.ts';
import type { ActingMember } from '../../domain/member/member.ts';
import type { Store } from '../../domain/store.ts';
import {
  type FindPersonalTokenDeps,
  findPersonalToken,
  type PersonalTokenRefusal,
} from '../authenticate-operator/find-personal-token.ts';

export interface AuthenticateMemberDeps extends FindPersonalTokenDeps {
  readonly store: Pick<Store, 'members' | 'partners' | 'personalTokens'>;
  readonly prefixes: Pick<CredentialPrefixes, 'memberToken'>;
}

/** Whose member token this is. Nobody acts for a partner that is disabled or has ended, nor learns which it is. */
export async function authenticateMember(
  deps: AuthenticateMemberDeps,
  text: string,
): Promise<Result<ActingMember, PersonalTokenRefusal>> {
  const token = await findPersonalToken(deps, text, deps.prefixes.memberToken);
  if (!token.ok) return token;
  const member = await deps.store.members.find(token.value.holderId);
  if (member === undefined || member.status !== 'active') return refuse('token_wrong');
  const partner = await deps.store.partners.find(member.partnerId);
  if (partner === undefined || partner.status !== 'active' || isOver(partner.endsAt, deps.now())) {
    return refuse('token_wrong');
  }
  return ok({ ...member, tokenId: token.value.id });
}
