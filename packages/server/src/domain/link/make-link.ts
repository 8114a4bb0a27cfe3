import { type CredentialMaker, makeCredential } from '../secret/make-credential.ts';
import { type LinkKind, type MailedLink, sealPurposeOf } from './mailed-link.ts';

export interface LinkMaker extends CredentialMaker {
  /** Encrypts a text under the master key, for one purpose. */
  readonly seal: (text: string, purpose: string) => string;
}

const TOKENS = { confirm: 'confirmToken', claim: 'claimToken' } as const satisfies Record<LinkKind, string>;

/** A new link. Its token's text is not told, not even here: the mailer opens `sealed` when it writes the mail. */
export function makeLink(
  maker: LinkMaker,
  wanted: Pick<MailedLink, 'kind' | 'subjectId' | 'expiresAt'>,
  now: number,
): MailedLink {
  const { text, id, digest, macKeyVersion } = makeCredential(maker, TOKENS[wanted.kind]);
  const sealed = maker.seal(text.reveal(), sealPurposeOf({ id }));
  return { ...wanted, id, digest, macKeyVersion, sealed, usedAt: null, createdAt: now };
}
