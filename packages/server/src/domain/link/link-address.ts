import { type LinkKind, type MailedLink, sealPurposeOf } from './mailed-link.ts';

/** The pages that links lead to. */
export const LINK_PATHS = { confirm: '/confirm', claim: '/claim' } as const satisfies Record<
  LinkKind,
  string
>;

export interface LinkOpener {
  /** The inverse of `seal`. Throws where the value was not sealed for this purpose under this master key. */
  readonly unseal: (sealed: string, purpose: string) => string;
  /** The deployment's origin, from its settings: no request has a say in where mail points. */
  readonly issuer: string;
}

/**
 * The address that a mail tells, with the token in the fragment, which no browser sends and no proxy logs. Undefined
 * once the token was forgotten.
 */
export function linkAddress(opener: LinkOpener, link: MailedLink): string | undefined {
  if (link.sealed === null) return undefined;
  return `${opener.issuer}${LINK_PATHS[link.kind]}#${opener.unseal(link.sealed, sealPurposeOf(link))}`;
}
