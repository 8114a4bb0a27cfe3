import type { LedgerAction } from './ledger-actions.ts';
import type { Facts } from './ledger-entry.ts';

/** Whether an account is another partner's as well, and whose. */
const OF_OTHERS: ReadonlySet<string> = new Set(['shared_with', 'share_account']);

/** What a partner is told of a row about its own things: nothing of other partners. */
export function factsForPartner(facts: Facts | null): Facts | null {
  if (facts === null) return null;
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !OF_OTHERS.has(name)));
}

/** What happens between operators before they have decided. */
export const BETWEEN_OPERATORS = [
  'request.taken_up',
  'request.seconded',
] as const satisfies readonly LedgerAction[];
