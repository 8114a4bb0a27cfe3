import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { termsFor } from '../../domain/request/approval-terms.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import { needsSecond, type RulesUntilSet } from '../../domain/rules/issuance-rules.ts';
import type { Change, Store } from '../../domain/store.ts';
import { type ConcludeApprovalDeps, checkTerms, concludeApproval } from './conclude-approval.ts';

export interface ApproveByRulesDeps extends ConcludeApprovalDeps, RulesUntilSet {
  readonly store: Pick<Store, 'change' | 'requests'>;
}

/** Of one round: what is left waits for the next. */
const MOST = 100;

/**
 * Approves what has just been confirmed, where the rules say so: no second person, no decision about an account, no
 * question is needed.
 * @returns the request as it is then; undefined where it waits for a person
 */
export async function approveByRules(
  deps: ApproveByRulesDeps,
  id: string,
  { requestId, now }: Pick<ChangeContext, 'requestId' | 'now'>,
): Promise<CredentialRequest | undefined> {
  const context = { actor: 'system:rules', requestId, now } as const;
  const approved = await deps.store.change(context, (change) => approve(change, deps, id, context));
  return approved.ok ? approved.value : undefined;
}

/** The same for all that is confirmed: after a crash between the two, or where the rules have become laxer. */
export async function approveAllByRules(deps: ApproveByRulesDeps, now: number): Promise<number> {
  let approved = 0;
  for (let after: string | null = null; ; ) {
    const page = { states: ['confirmed'] as const, partnerId: null, after, limit: MOST };
    const waiting: readonly CredentialRequest[] = await deps.store.requests.list(page);
    for (const { id } of waiting) {
      if ((await approveByRules(deps, id, { requestId: null, now })) !== undefined) approved += 1;
    }
    after = waiting.at(-1)?.id ?? null;
    if (waiting.length < MOST) return approved;
  }
}

async function approve(
  change: Change,
  deps: ApproveByRulesDeps,
  id: string,
  { actor, now }: ChangeContext,
): Promise<Result<CredentialRequest, 'waits'>> {
  const rules = (await change.rules.current()) ?? deps.rulesUntilSet;
  const request = await change.requests.find(id);
  const isDue = rules.automaticApproval && request?.state === 'confirmed';
  if (!isDue || needsSecond(rules, request.scope)) return refuse('waits');
  const terms = termsFor(request, {}, now);
  if (!terms.ok || !(await checkTerms(change, request, terms.value)).ok) return refuse('waits');
  const conclusion = {
    action: 'request.approved',
    terms: terms.value,
    decidedBy: 'rules',
    reason: null,
    actor,
    facts: {},
  } as const;
  const concluded = await concludeApproval(change, deps, request, conclusion, now);
  return concluded.ok ? ok(concluded.value) : refuse('waits');
}
