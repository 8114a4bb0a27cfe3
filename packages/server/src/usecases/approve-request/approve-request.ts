import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import {
  type ApprovalTerms,
  type TermsRefusal,
  termsFacts,
  termsFor,
} from '../../domain/request/approval-terms.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import { judgeApproval } from '../../domain/request/judge-approval.ts';
import { ENTANGLED_FOR, type NotSecond } from '../../domain/request/second-person.ts';
import type { RulesUntilSet } from '../../domain/rules/issuance-rules.ts';
import type { Change, Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';
import {
  type ConcludeApprovalDeps,
  type ConcludeRefusal,
  checkTerms,
  concludeApproval,
} from './conclude-approval.ts';
import { involvedIn, standingApprovals, toCandidate } from './involved-in.ts';

export interface ApproveRequestDeps extends ConcludeApprovalDeps, RulesUntilSet {
  readonly store: Pick<Store, 'change'>;
}

export interface WantedApproval {
  readonly id: string;
  readonly approver: Operator;
  readonly terms: Parameters<typeof termsFor>[1];
  /** To do without the second person, for this reason; null to obey the rule. */
  readonly breakGlass: { readonly reason: string } | null;
}

export type ApproveRefusal = MoveRefusal | TermsRefusal | ConcludeRefusal | { readonly notSecond: NotSecond };

/** One person's approval: it makes the client, or, where two are needed, is the first of them. */
export function approveRequest(
  deps: ApproveRequestDeps,
  context: ChangeContext,
  wanted: WantedApproval,
): Promise<Result<CredentialRequest, ApproveRefusal>> {
  return deps.store.change<CredentialRequest, ApproveRefusal>(context, async (change) => {
    const found = await findMovable(change, wanted.id, 'approve');
    if (!found.ok) return found;
    const request = found.value;
    const terms = termsFor(request, wanted.terms, context.now);
    if (!terms.ok) return terms;
    const checked = await checkTerms(change, request, terms.value);
    if (!checked.ok) return checked;
    const judged = await judge(change, deps, request, { ...wanted, terms: terms.value }, context.now);
    const enough = judged.ok && judged.value.kind === 'approved';
    if (!enough && wanted.breakGlass === null) {
      if (!judged.ok) return judged;
      return ok(await giveFirst(change, request, wanted.approver.id, terms.value, context.now));
    }
    const isAlone = !enough;
    return concludeApproval(
      change,
      deps,
      request,
      {
        action: isAlone ? 'request.approved_alone' : 'request.approved',
        terms: terms.value,
        decidedBy: wanted.approver.id,
        reason: isAlone ? (wanted.breakGlass?.reason ?? null) : null,
        actor: context.actor,
        facts: {
          approved_first_by: judged.ok && judged.value.kind === 'approved' ? judged.value.first : null,
        },
      },
      context.now,
    );
  });
}

async function judge(
  change: Change,
  { rulesUntilSet }: RulesUntilSet,
  request: CredentialRequest,
  { approver, terms }: { readonly approver: Operator; readonly terms: ApprovalTerms },
  now: number,
) {
  return judgeApproval({
    rules: (await change.rules.current()) ?? rulesUntilSet,
    terms,
    approver: toCandidate(approver),
    approvals: await standingApprovals(change, request.id),
    involved: await involvedIn(change, request),
    changes: await change.rules.operatorChanges(now - ENTANGLED_FOR),
  });
}

/** It takes the place of any other: at most one person's approval waits for a second. */
async function giveFirst(
  change: Change,
  request: CredentialRequest,
  operatorId: string,
  terms: ApprovalTerms,
  now: number,
): Promise<CredentialRequest> {
  await change.requests.removeApprovals(request.id);
  await change.requests.insertApproval({ requestId: request.id, operatorId, terms, createdAt: now });
  const move = { event: 'second', action: 'request.seconded', facts: termsFacts(terms) } as const;
  return moveRequest(change, request, move, now);
}
