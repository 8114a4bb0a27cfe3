import { factsForPartner } from '../ledger/facts-for-partner.ts';
import type { Facts } from '../ledger/ledger-entry.ts';
import { actorKind, type ToldEntry } from './told-entry.ts';

/**
 * The body of what a webhook is told: small, and without anything secret, since the ledger holds nothing secret. A
 * partner hears that an operator did something, and not which one, and nothing of other partners.
 */
export function webhookMessage(entry: ToldEntry, forPartner: boolean): string {
  const { action, at, subject, actor, after } = entry;
  return JSON.stringify({
    type: action,
    timestamp: new Date(at).toISOString(),
    data: {
      subject,
      actor: actorKind(actor),
      after: forPartner ? impersonal(factsForPartner(after)) : after,
    },
  });
}

function impersonal(facts: Facts | null): Facts | null {
  if (facts === null) return null;
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => ![value].flat().some(namesOperator)));
}

function namesOperator(value: unknown): boolean {
  return typeof value === 'string' && /^(?:operator:)?opr_/.test(value);
}
