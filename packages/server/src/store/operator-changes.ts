import type { Kysely } from 'kysely';
import type { LedgerAction } from '../domain/ledger/ledger-actions.ts';
import type { OperatorChange } from '../domain/request/second-person.ts';
import type { Database } from './schema.ts';

/** Whatever gives somebody an account, a role or a token, changes it, or takes it away. */
const CHANGES = [
  'operator.created',
  'operator.disabled',
  'operator.enabled',
  'operator.role_changed',
  'operator.email_changed',
  'operator.token_created',
  'operator.token_revoked',
] as const satisfies readonly LedgerAction[];

/** Which operators have changed which, as the ledger says, from this time on. */
export async function operatorChanges(
  db: Kysely<Database>,
  since: number,
): Promise<readonly OperatorChange[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['actor', 'subject'])
    .distinct()
    .where('action', 'in', CHANGES)
    .where('actor', 'like', 'operator:%')
    .where('at', '>=', since)
    .execute();
  return rows.map(({ actor, subject }) => ({ by: actor.slice('operator:'.length), of: subject }));
}
