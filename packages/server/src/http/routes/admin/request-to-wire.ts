import { formatScope } from '@gatepass/protocol';
import type { Type } from 'typebox';
import type { ApprovalTerms } from '../../../domain/request/approval-terms.ts';
import type { CredentialRequest } from '../../../domain/request/credential-request.ts';
import type { IssuanceRules, IssuanceTerms } from '../../../domain/rules/issuance-rules.ts';
import type { RequestReview } from '../../../usecases/show-request/show-request.ts';
import type {
  ApprovalTermsSchema,
  IssuanceRulesSchema,
  RequestReviewSchema,
  RequestSchema,
  RulesProposalSchema,
} from './request-schemas.ts';
import { toTime, toTimeOrNull } from './to-wire.ts';

export function toRequest(request: CredentialRequest): Type.Static<typeof RequestSchema> {
  return {
    id: request.id,
    origin: request.origin,
    state: request.state,
    platform_name: request.platformName,
    expected_merchant_volume: request.expectedMerchantVolume,
    manager_account_id: request.parentAccountId,
    contact_id: request.contactId,
    purpose: request.purpose,
    scope: formatScope(request.scope),
    networks: [...request.networks],
    created_by: request.createdBy,
    partner_id: request.partnerId,
    client_id: request.clientId,
    terms: request.terms && toTerms(request.terms),
    decided_by: request.decidedBy,
    decided_at: toTimeOrNull(request.decidedAt),
    decision_reason: request.decisionReason,
    confirmed_at: toTimeOrNull(request.confirmedAt),
    lapses_at: toTimeOrNull(request.lapsesAt),
    state_changed_at: toTime(request.stateChangedAt),
    created_at: toTime(request.createdAt),
  };
}

export function toRequestReview(review: RequestReview): Type.Static<typeof RequestReviewSchema> {
  return {
    ...toRequest(review.request),
    contact: { name: review.contact?.name ?? null, email: review.contact?.email ?? null },
    messages: review.messages.map(({ id, kind, author, text, createdAt }) => ({
      id,
      kind,
      author,
      text,
      created_at: toTime(createdAt),
    })),
    approvals: review.approvals.map(({ operatorId, terms, createdAt }) => ({
      operator_id: operatorId,
      terms: toTerms(terms),
      created_at: toTime(createdAt),
    })),
    account_held_by: [...review.accountHeldBy],
    second_person_needed: review.secondPersonNeeded,
    you_may_approve: review.outlook.may,
    because: review.outlook.because,
  };
}

function toTerms(terms: ApprovalTerms): Type.Static<typeof ApprovalTermsSchema> {
  return {
    scope: formatScope(terms.scope),
    networks: [...terms.networks.list],
    networks_stage: terms.networks.stage,
    tokens_per_hour: terms.tokensPerHour,
    ends_at: toTimeOrNull(terms.endsAt),
    partner_id: terms.partnerId,
    client_name: terms.clientName,
    share_account: terms.shareAccount,
  };
}

export function toRules(
  rules: IssuanceTerms & Partial<IssuanceRules>,
): Type.Static<typeof IssuanceRulesSchema> {
  return {
    ...toRulesFields(rules),
    id: rules.id ?? null,
    decided_by: rules.decidedBy ?? null,
    decided_at: toTimeOrNull(rules.decidedAt ?? null),
    reason: rules.reason ?? null,
  };
}

export function toProposal(rules: IssuanceRules): Type.Static<typeof RulesProposalSchema> {
  return {
    ...toRulesFields(rules),
    id: rules.id,
    state: rules.state,
    proposed_by: rules.proposedBy,
    created_at: toTime(rules.createdAt),
    decided_by: rules.decidedBy,
    decided_at: toTimeOrNull(rules.decidedAt),
  };
}

function toRulesFields({ secondApproval, sensitiveScopes, automaticApproval }: IssuanceTerms) {
  return {
    second_approval: secondApproval,
    sensitive_scopes: [...sensitiveScopes],
    automatic_approval: automaticApproval,
  };
}
