import { formatScope, ok, type Result, refuse } from '@gatepass/protocol';
import type { LedgerAction } from '../../domain/ledger/ledger-actions.ts';
import type { Actor, Facts } from '../../domain/ledger/ledger-entry.ts';
import { type ApprovalTerms, settingsOf, termsFacts } from '../../domain/request/approval-terms.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Change } from '../../domain/store.ts';
import { addClient, type NewClientDeps, newClient } from '../create-client/add-client.ts';
import { addMember } from '../create-member/add-member.ts';
import { addPartner } from '../create-partner/add-partner.ts';
import { moveRequest } from '../move-request/move-request.ts';
import { type AddClaimDeps, addClaim } from '../open-claim/add-claim.ts';

export interface ConcludeApprovalDeps extends AddClaimDeps, NewClientDeps {}

export type ConcludeRefusal = 'partner_unknown' | 'account_held' | 'scope_unknown' | 'texts_erased';

export interface Conclusion {
  readonly action: Extract<LedgerAction, 'request.approved' | 'request.approved_alone'>;
  readonly terms: ApprovalTerms;
  /** An operator, or `rules`. */
  readonly decidedBy: string;
  readonly reason: string | null;
  readonly actor: Actor;
  /** What else the ledger gets. */
  readonly facts: Facts;
}

/** Whether the terms can be carried out, as things stand: also asked before the first of two approvals. */
export async function checkTerms(
  change: Pick<Change, 'partners'>,
  request: CredentialRequest,
  { partnerId, shareAccount }: ApprovalTerms,
): Promise<Result<undefined, ConcludeRefusal>> {
  if (partnerId !== null && (await change.partners.find(partnerId)) === undefined)
    return refuse('partner_unknown');
  const holders = await change.partners.holdersOf(request.parentAccountId);
  const isHeld = holders.length > 0 && !holders.some((holder) => holder === partnerId);
  return isHeld && !shareAccount ? refuse('account_held') : ok(undefined);
}

/**
 * Makes all that approval brings, in one change: the partner, unless there is one, the account's hold, the contact as
 * a member, the client without a secret, and the claim with which the contact gets one.
 */
export async function concludeApproval(
  change: Change,
  deps: ConcludeApprovalDeps,
  request: CredentialRequest,
  { action, terms, decidedBy, reason, actor, facts }: Conclusion,
  now: number,
): Promise<Result<CredentialRequest, ConcludeRefusal>> {
  const person = await change.people.find(request.contactId);
  if (person === undefined || person.erasedAt !== null || request.platformName === null)
    return refuse('texts_erased');
  const checked = await checkTerms(change, request, terms);
  if (!checked.ok) return checked;
  const partnerId =
    terms.partnerId ?? (await addPartner(change, deps, { name: request.platformName }, now)).id;
  const client = newClient(
    deps,
    {
      partnerId,
      name: terms.clientName,
      parentAccountId: request.parentAccountId,
      scope: formatScope(terms.scope),
    },
    settingsOf(terms),
    now,
  );
  // What was asked for was known then; the deployment may have fewer scopes now.
  if (!client.ok) return refuse('scope_unknown');
  const added = await addClient(change, client.value, { shareAccount: terms.shareAccount });
  if (!added.ok) return added;
  await addMember(change, deps, { partnerId, person }, now);
  const { id: clientId } = client.value;
  const { codeDigest, macKeyVersion, contactId, id: requestId } = request;
  const claim = await addClaim(
    change,
    deps,
    {
      kind: 'client_secret',
      requestId,
      clientId,
      memberId: null,
      contactId,
      codeDigest,
      macKeyVersion,
      createdBy: actor,
    },
    now,
  );
  const course = {
    partnerId,
    clientId,
    terms,
    decidedBy,
    decidedAt: now,
    decisionReason: reason,
    lapsesAt: null,
  };
  return ok(
    await moveRequest(
      change,
      request,
      {
        event: 'approve',
        action,
        course,
        facts: {
          ...termsFacts(terms),
          ...facts,
          partner_id: partnerId,
          client_id: clientId,
          claim_id: claim.id,
        },
      },
      now,
    ),
  );
}
