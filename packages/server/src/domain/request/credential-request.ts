import type { Scope } from '@gatepass/protocol';
import type { NetworkList } from '../network/network-list.ts';
import type { ApprovalTerms } from './approval-terms.ts';
import type { RequestState } from './request-state.ts';

/** Somebody's wish for credentials, by the public form or typed in by an operator, with what became of it. */
export interface CredentialRequest {
  readonly id: string;
  readonly origin: 'self_serve' | 'white_glove';
  readonly state: RequestState;
  /** This and `purpose` are null once they were deleted. */
  readonly platformName: string | null;
  readonly expectedMerchantVolume: number;
  readonly parentAccountId: string;
  readonly contactId: string;
  readonly purpose: string | null;
  /** The most that can be approved. Never empty. */
  readonly scope: Scope;
  readonly networks: NetworkList;
  /** A person (`per_…`) or an operator (`opr_…`). */
  readonly createdBy: string;
  /** With which a self-serve requester comes back; null for white-glove requests. */
  readonly token: { readonly id: string; readonly digest: Uint8Array } | null;
  /** Of the claim code, which was told on submission. */
  readonly codeDigest: Uint8Array;
  /** Of both digests. */
  readonly macKeyVersion: number;
  /** Under which its confirmation mail is counted; null where no mail was made, or nothing counts any more. */
  readonly addressKey: string | null;
  /** The partner that it is for; null until there is one. */
  readonly partnerId: string | null;
  /** The client that approval made. */
  readonly clientId: string | null;
  /** What was approved. */
  readonly terms: ApprovalTerms | null;
  /** An operator (`opr_…`), `rules`, or whoever withdrew it. */
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decisionReason: string | null;
  readonly confirmedAt: number | null;
  /** When it lapses by itself: a draft, or a question without an answer. Milliseconds, as all times. */
  readonly lapsesAt: number | null;
  readonly stateChangedAt: number;
  readonly createdAt: number;
}

/** What of a request may change. What was asked for may not. */
export type RequestCourse = Pick<
  CredentialRequest,
  | 'state'
  | 'partnerId'
  | 'clientId'
  | 'terms'
  | 'decidedBy'
  | 'decidedAt'
  | 'decisionReason'
  | 'confirmedAt'
  | 'lapsesAt'
  | 'stateChangedAt'
>;

/** A `note` is for operators alone. */
export interface RequestMessage {
  readonly id: string;
  readonly requestId: string;
  readonly kind: 'question' | 'answer' | 'note';
  /** An operator (`opr_…`), or the person who asked for credentials (`per_…`). */
  readonly author: string;
  /** Null once it was deleted. */
  readonly text: string | null;
  readonly createdAt: number;
}

/** One person's yes, where two are needed. */
export interface RequestApproval {
  readonly requestId: string;
  readonly operatorId: string;
  readonly terms: ApprovalTerms;
  readonly createdAt: number;
}
