import type { Type } from 'typebox';
import type { Member } from '../../../domain/member/member.ts';
import type { Operator } from '../../../domain/operator/operator.ts';
import type { Person } from '../../../domain/person/person.ts';
import type { PersonalToken } from '../../../domain/person/personal-token.ts';
import type {
  MemberSchema,
  MemberTokenSchema,
  OperatorSchema,
  OperatorTokenSchema,
  PersonSchema,
} from './people-schemas.ts';
import { toStatus, toTime, toTimeOrNull } from './to-wire.ts';

/** People and what they hold as the admin API tells them. Salts and digests stay behind. */
export function toOperator(operator: Operator): Type.Static<typeof OperatorSchema> {
  return {
    id: operator.id,
    person_id: operator.personId,
    name: operator.name,
    email: operator.email,
    role: operator.role,
    ...toStatus(operator),
    created_at: toTime(operator.createdAt),
  };
}

export function toOperatorToken(token: PersonalToken): Type.Static<typeof OperatorTokenSchema> {
  return {
    id: token.id,
    operator_id: token.holderId,
    label: token.label,
    role: token.role,
    created_at: toTime(token.createdAt),
    expires_at: toTimeOrNull(token.expiresAt),
    revoked_at: toTimeOrNull(token.revokedAt),
  };
}

export function toMember(member: Member): Type.Static<typeof MemberSchema> {
  return {
    id: member.id,
    partner_id: member.partnerId,
    person_id: member.personId,
    name: member.name,
    email: member.email,
    ...toStatus(member),
    created_at: toTime(member.createdAt),
  };
}

export function toMemberToken(token: PersonalToken): Type.Static<typeof MemberTokenSchema> {
  return {
    id: token.id,
    member_id: token.holderId,
    label: token.label,
    created_at: toTime(token.createdAt),
    expires_at: toTimeOrNull(token.expiresAt),
    revoked_at: toTimeOrNull(token.revokedAt),
  };
}

export function toPerson(
  person: Person,
  is: { readonly operator: Operator | undefined; readonly members: readonly Member[] },
): Type.Static<typeof PersonSchema> {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    operator_id: is.operator?.id ?? null,
    member_ids: is.members.map(({ id }) => id),
    erased_at: toTimeOrNull(person.erasedAt),
    created_at: toTime(person.createdAt),
  };
}
