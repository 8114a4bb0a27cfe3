import type { Result } from '@gatepass/protocol';
import type { Claim } from '../claim/claim.ts';
import type { CredentialRequest } from '../request/credential-request.ts';
import type { ToldEntry } from './told-entry.ts';

/** Everything that a mail may be written from, as it is when it is sent. */
export interface MailFacts {
  /** The deployment's origin. */
  readonly issuer: string;
  /** The row of the ledger that brought it about. */
  readonly entry: ToldEntry;
  /** The request that it is about, or whose claim it is about. */
  readonly request: CredentialRequest | undefined;
  /** The last question of that request. */
  readonly question: string | undefined;
  readonly claim: Claim | undefined;
  /** The live link of the request or the claim. */
  readonly link: MailLink | undefined;
  readonly now: number;
}

export interface MailLink {
  readonly id: string;
  /** With the token in its fragment. */
  readonly address: string;
  readonly expiresAt: number;
}

export interface MailText {
  /** One line of printable ASCII. */
  readonly subject: string;
  readonly text: string;
  /** The link that it tells: its token may be forgotten once the mail is sent. */
  readonly linkId?: string;
}

/** Why a mail is not sent: its person has no address any more, or what it says is not true any more. */
export type DropReason = 'person_gone' | 'out_of_date' | 'row_gone';

export type WriteMail = (facts: MailFacts) => Result<MailText, DropReason>;
