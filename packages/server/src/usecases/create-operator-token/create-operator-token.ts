import { ok, type Result, type Role, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { tokenRoleFor } from '../../domain/operator/narrow-role.ts';
import { type ActingOperator, may } from '../../domain/operator/operator.ts';
import { type NewPersonalToken, newPersonalToken } from '../../domain/person/new-personal-token.ts';
import { isLiveToken, MAX_LIVE_TOKENS } from '../../domain/person/personal-token.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import type { Change, Store } from '../../domain/store.ts';

export interface CreateOperatorTokenDeps extends CredentialMaker {
  readonly store: Pick<Store, 'change'>;
  /** Milliseconds (setting OPERATOR_TOKEN_TTL). */
  readonly operatorTokenLifetime: number;
}

export interface WantedOperatorToken {
  readonly operatorId: string;
  readonly label: string;
  /** What it may do at the most; all that its operator may where it is left out. */
  readonly role: Role | undefined;
  /** Milliseconds; null: as late as may be. */
  readonly expiresAt: number | null;
}

export type CreateOperatorTokenRefusal =
  | 'not_allowed'
  | 'operator_unknown'
  | 'operator_disabled'
  | 'role_too_wide'
  | 'end_past'
  | 'token_lifetime_too_long'
  | 'too_many_tokens';

/**
 * A token for oneself, or by an admin for somebody else. Its ledger row is about the operator: it is their power. What
 * a narrowed token makes ends with it: it was given to somebody or something for a purpose, and must not renew itself.
 */
export function createOperatorToken(
  deps: CreateOperatorTokenDeps,
  context: ChangeContext,
  acting: ActingOperator,
  wanted: WantedOperatorToken,
): Promise<Result<NewPersonalToken, CreateOperatorTokenRefusal>> {
  const { operatorId, label } = wanted;
  const { now } = context;
  return deps.store.change<NewPersonalToken, CreateOperatorTokenRefusal>(context, async (change) => {
    if (acting.id !== operatorId && !may(acting, 'administer')) return refuse('not_allowed');
    const operator = await change.operators.find(operatorId);
    if (operator === undefined) return refuse('operator_unknown');
    if (operator.status === 'disabled') return refuse('operator_disabled');
    const role = tokenRoleFor(acting, operator, wanted.role);
    if (!role.ok) return role;
    const latest = await latestEnd(change, acting, now + deps.operatorTokenLifetime);
    const expiresAt = endOf(wanted.expiresAt, now, latest);
    if (!expiresAt.ok) return expiresAt;
    const unrevoked = await change.personalTokens.listUnrevoked(operatorId);
    if (unrevoked.filter((token) => isLiveToken(token, now)).length >= MAX_LIVE_TOKENS) {
      return refuse('too_many_tokens');
    }
    const terms = { holderId: operatorId, label, role: role.value, expiresAt: expiresAt.value };
    const made = newPersonalToken(deps, 'operatorToken', terms, now);
    await change.personalTokens.insert(made.token);
    change.record({
      action: 'operator.token_created',
      subject: operatorId,
      before: null,
      after: {
        token_id: made.token.id,
        role: role.value,
        expires_at: new Date(expiresAt.value).toISOString(),
        made_with: acting.tokenId,
      },
    });
    return ok(made);
  });
}

async function latestEnd(
  change: Pick<Change, 'personalTokens'>,
  { role, tokenRole, tokenId }: ActingOperator,
  afterLifetime: number,
): Promise<number> {
  if (tokenRole === role) return afterLifetime;
  const token = await change.personalTokens.find(tokenId);
  return Math.min(afterLifetime, token?.expiresAt ?? afterLifetime);
}

function endOf(
  wanted: number | null,
  now: number,
  latest: number,
): Result<number, 'end_past' | 'token_lifetime_too_long'> {
  if (wanted === null) return ok(latest);
  if (wanted <= now) return refuse('end_past');
  return wanted > latest ? refuse('token_lifetime_too_long') : ok(wanted);
}
