import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store } from '../../domain/store.ts';
import { FIRST_TOKEN, firstToken, type NewOperatorDeps } from '../create-operator/add-operator.ts';
import { endToken } from '../revoke-personal-token/end-token.ts';

export interface ReplaceFirstTokenDeps extends NewOperatorDeps {
  readonly store: Pick<Store, 'change'>;
}

/** So many admins are looked through; whoever has more has no use for this. */
const MOST_ADMINS = 1000;

/**
 * Another first token in the place of one that was lost or has ended, for whoever runs the process: no second admin
 * comes of it. Tokens that the operator has made since stay as they are.
 */
export function replaceFirstToken(
  deps: ReplaceFirstTokenDeps,
  context: ChangeContext,
  name: string,
): Promise<Result<SecretText, 'operator_unknown'>> {
  return deps.store.change(context, async (change) => {
    const page = { after: null, limit: MOST_ADMINS, status: 'active', role: 'admin' } as const;
    const operator = (await change.operators.list(page)).find((one) => one.name === name);
    if (operator === undefined) return refuse('operator_unknown');
    for (const token of await change.personalTokens.listUnrevoked(operator.id)) {
      if (token.label === FIRST_TOKEN) await endToken(change, token, context.now);
    }
    const made = firstToken(deps, operator.id, context.now);
    await change.personalTokens.insert(made.token);
    change.record({
      action: 'operator.token_created',
      subject: operator.id,
      before: null,
      after: { token_id: made.token.id, role: null, expires_at: new Date(made.expiresAt).toISOString() },
    });
    return ok(made.text);
  });
}
