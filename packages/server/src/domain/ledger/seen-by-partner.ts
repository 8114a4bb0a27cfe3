import { BETWEEN_OPERATORS, factsForPartner } from './facts-for-partner.ts';
import type { Facts, LedgerRow } from './ledger-entry.ts';
import type { LedgerReads } from './ledger-store.ts';

/** As an actor, and wherever facts name one. */
const OPERATOR = /\b(?:operator:)?opr_[0-9A-Za-z]+/g;

/**
 * The ledger as a partner may read it: an operator is `operator`, whoever it was, and another partner is nowhere.
 * Hashes are of the rows as they are kept.
 */
export function seenByPartner(
  ledger: Pick<LedgerReads, 'head' | 'list' | 'namesOf'>,
  partnerId: string,
): Pick<LedgerReads, 'head' | 'list' | 'namesOf'> {
  return {
    head: () => ledger.head(),
    namesOf: (ids) => ledger.namesOf(ids),
    async list(filter, page) {
      const theirs = { ...filter, partnerId, withoutActions: BETWEEN_OPERATORS };
      return (await ledger.list(theirs, page)).map((row) => withoutOperators(withoutOthers(row)));
    },
  };
}

function withoutOperators(row: LedgerRow): LedgerRow {
  return {
    ...row,
    actor: row.actor.replace(OPERATOR, 'operator'),
    entry: row.entry.replace(OPERATOR, 'operator'),
  };
}

function withoutOthers(row: LedgerRow): LedgerRow {
  const entry = JSON.parse(row.entry) as { readonly before: Facts | null; readonly after: Facts | null };
  const seen = { ...entry, before: factsForPartner(entry.before), after: factsForPartner(entry.after) };
  return { ...row, entry: JSON.stringify(seen) };
}
