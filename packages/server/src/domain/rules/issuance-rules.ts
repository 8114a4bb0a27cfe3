import type { Environment, Scope } from '@gatepass/protocol';
import type { Facts } from '../ledger/ledger-entry.ts';

/** Strictest first. */
export const SECOND_APPROVAL = ['always', 'sensitive', 'never'] as const;

/** What the approval of a request takes. */
export interface IssuanceTerms {
  /** When a second person is needed: for every request, for those with a sensitive scope, or never. */
  readonly secondApproval: (typeof SECOND_APPROVAL)[number];
  readonly sensitiveScopes: Scope;
  /** Whether what needs no second person and no decision is approved as soon as it is confirmed. */
  readonly automaticApproval: boolean;
}

/** Terms with their history. At most one is `current`, and at most one `proposed`. */
export interface IssuanceRules extends IssuanceTerms {
  readonly id: string;
  readonly state: 'current' | 'proposed' | 'past' | 'declined';
  /** Operators. */
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  /** Why one person alone changed them. */
  readonly reason: string | null;
  readonly createdAt: number;
}

/** What holds until somebody says otherwise. `alone`: on a machine of one person, who could not approve anything. */
export function defaultRules(
  environment: Environment,
  { alone }: { readonly alone: boolean },
): IssuanceTerms {
  if (environment === 'sandbox') {
    return { secondApproval: 'sensitive', sensitiveScopes: [], automaticApproval: true };
  }
  return { secondApproval: alone ? 'sensitive' : 'always', sensitiveScopes: [], automaticApproval: false };
}

/** Whoever asks for the rules needs to know what holds where nobody has set any. */
export interface RulesUntilSet {
  readonly rulesUntilSet: IssuanceTerms;
}

export function needsSecond(rules: IssuanceTerms, scope: Scope): boolean {
  if (rules.secondApproval === 'sensitive')
    return rules.sensitiveScopes.some((token) => scope.includes(token));
  return rules.secondApproval === 'always';
}

/** Whether anything would need fewer eyes than now. */
export function isLaxer(now: IssuanceTerms, then: IssuanceTerms): boolean {
  return (
    SECOND_APPROVAL.indexOf(then.secondApproval) > SECOND_APPROVAL.indexOf(now.secondApproval) ||
    now.sensitiveScopes.some((token) => !then.sensitiveScopes.includes(token)) ||
    (then.automaticApproval && !now.automaticApproval)
  );
}

export function sameRules(one: IssuanceTerms, other: IssuanceTerms): boolean {
  return !isLaxer(one, other) && !isLaxer(other, one);
}

export function rulesFacts(rules: IssuanceTerms): Facts {
  return {
    second_approval: rules.secondApproval,
    sensitive_scopes: rules.sensitiveScopes,
    automatic_approval: rules.automaticApproval,
  };
}
