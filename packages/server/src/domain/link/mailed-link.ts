/** `confirm` shows that mail reaches an address; `claim` leads, with a code, to a credential. */
export type LinkKind = 'confirm' | 'claim';

/** A link that is sent by mail. Only the mailer ever sees its token, and only until the mail is sent. */
export interface MailedLink {
  /** Also in the token's text, to find it by. */
  readonly id: string;
  readonly kind: LinkKind;
  /** The request (`req_…`) that it confirms, or the claim (`clm_…`) that it opens. */
  readonly subjectId: string;
  /** HMAC-SHA-256 of the token's text under the secret-MAC key of this version. */
  readonly digest: Uint8Array;
  readonly macKeyVersion: number;
  /** The token under the master key, until the mail is sent; null from then on. */
  readonly sealed: string | null;
  /** Milliseconds, like all times here. */
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly createdAt: number;
}

/** What a link's token is sealed for, so that no sealed value can be put in the place of another. */
export function sealPurposeOf(link: Pick<MailedLink, 'id'>): string {
  return `link:${link.id}`;
}

/** Good until just before its end, once. */
export function isLiveLink(link: Pick<MailedLink, 'expiresAt' | 'usedAt'>, now: number): boolean {
  return link.usedAt === null && now < link.expiresAt;
}
