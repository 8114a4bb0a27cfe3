import { ok, type Result, refuse } from '@gatepass/protocol';
import { type IssuanceTerms, needsSecond } from '../rules/issuance-rules.ts';
import { type ApprovalTerms, sameTerms } from './approval-terms.ts';
import type { RequestApproval } from './credential-request.ts';
import {
  type Candidate,
  type Involved,
  type NotSecond,
  type OperatorChange,
  whyNotSecond,
} from './second-person.ts';

/** What the judgement goes by. */
export interface ApprovalCase {
  readonly rules: IssuanceTerms;
  readonly terms: ApprovalTerms;
  readonly approver: Candidate;
  /** Those given so far: of one person, for one set of terms. */
  readonly approvals: readonly RequestApproval[];
  /** Everybody who made, asked for or approved it. */
  readonly involved: readonly Involved[];
  readonly changes: readonly OperatorChange[];
}

/** `seconded`: this is the first of two. `first`: who gave the one before. */
export type ApprovalOutcome =
  | { readonly kind: 'seconded' }
  | { readonly kind: 'approved'; readonly first: string | null };

/**
 * What this approval does. Where two are needed, the first may be anybody's who may approve, and only the second is
 * held against the rule; other terms than those of the first begin anew.
 */
export function judgeApproval(
  given: ApprovalCase,
): Result<ApprovalOutcome, { readonly notSecond: NotSecond }> {
  if (!needsSecond(given.rules, given.terms.scope)) return ok({ kind: 'approved', first: null });
  const first = given.approvals.find(({ terms }) => sameTerms(terms, given.terms));
  if (first === undefined) return ok({ kind: 'seconded' });
  const notSecond = whyNotSecond(given.approver, given.involved, given.changes);
  return notSecond === undefined ? ok({ kind: 'approved', first: first.operatorId }) : refuse({ notSecond });
}
