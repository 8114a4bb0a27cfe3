import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Change, Store } from '../../domain/store.ts';
import { FIRST_TOKEN, firstToken, type NewOperatorDeps } from '../create-operator/add-operator.ts';
import { endToken } from '../revoke-personal-token/end-token.ts';

export interface ReplaceFirstTokenDeps extends NewOperatorDeps {
  readonly store: Pick<Store, 'change'>;
}

/** By id, by name, or, where neither is said, the active admin who was made first. */
export interface WhichAdmin {
  readonly id?: string | undefined;
  readonly name?: string;
}

/** Whose token it is; its text went to `keep` alone. */
export interface ReplacedToken {
  readonly operator: Operator;
  readonly tokenId: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** So many admins are looked through; whoever has more has no use for this. */
const MOST_ADMINS = 1000;

/**
 * Another first token in the place of one that was lost or has ended, for whoever runs the process: no second admin
 * comes of it. Tokens that the operator has made since stay as they are.
 *
 * `keep` gets the token before it counts, and must have kept it when it resolves: after a crash in between somebody has
 * a token of nobody, and the former one goes on working.
 */
export function replaceFirstToken(
  deps: ReplaceFirstTokenDeps,
  context: ChangeContext,
  which: WhichAdmin,
  keep: (token: SecretText) => Promise<void>,
): Promise<Result<ReplacedToken, 'operator_unknown'>> {
  return deps.store.change(context, async (change) => {
    const operator = await findAdmin(change, which);
    if (operator === undefined) return refuse('operator_unknown');
    const made = firstToken(deps, operator.id, context.now);
    await keep(made.text);
    for (const token of await change.personalTokens.listUnrevoked(operator.id)) {
      if (token.label === FIRST_TOKEN) await endToken(change, token, context.now);
    }
    await change.personalTokens.insert(made.token);
    change.record({
      action: 'operator.token_created',
      subject: operator.id,
      before: null,
      after: { token_id: made.token.id, role: null, expires_at: new Date(made.expiresAt).toISOString() },
    });
    return ok({ operator, tokenId: made.token.id, expiresAt: made.expiresAt });
  });
}

async function findAdmin(
  change: Pick<Change, 'operators'>,
  { id, name }: WhichAdmin,
): Promise<Operator | undefined> {
  const page = { after: null, limit: MOST_ADMINS, status: 'active', role: 'admin' } as const;
  return (await change.operators.list(page))
    .filter((one) => (id === undefined || one.id === id) && (name === undefined || one.name === name))
    .sort((one, other) => one.createdAt - other.createdAt)[0];
}
