import type { LedgerRow } from './ledger-entry.ts';
import type { LedgerReads } from './ledger-store.ts';

/** As an actor, and wherever facts name one. */
const OPERATOR = /\b(?:operator:)?opr_[0-9A-Za-z]+/g;

/** The ledger as a partner may read it: an operator is `operator`, whoever it was. Hashes are of the rows as they are kept. */
export function seenByPartner(
  ledger: Pick<LedgerReads, 'head' | 'list' | 'namesOf'>,
  partnerId: string,
): Pick<LedgerReads, 'head' | 'list' | 'namesOf'> {
  return {
    head: () => ledger.head(),
    namesOf: (ids) => ledger.namesOf(ids),
    list: async (filter, page) => (await ledger.list({ ...filter, partnerId }, page)).map(withoutOperators),
  };
}

function withoutOperators(row: LedgerRow): LedgerRow {
  return {
    ...row,
    actor: row.actor.replace(OPERATOR, 'operator'),
    entry: row.entry.replace(OPERATOR, 'operator'),
  };
}
