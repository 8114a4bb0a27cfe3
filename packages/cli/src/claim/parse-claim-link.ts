import { DEFAULT_PREFIXES, isSecureUrl, ok, parseSecret, type Result } from '@gatepass/protocol';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';

/** Where a link leads, and what opens the claim there. */
export interface ClaimLink {
  /** An origin; undefined where only the token was given. */
  readonly server: string | undefined;
  readonly token: string;
}

/** Reads a link as it stands in the mail, or the token behind its `#`. Nothing of it is repeated in a failure. */
export function parseClaimLink(text: string): Result<ClaimLink, Failure> {
  const url = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && !isSecureUrl(url)) {
    return fail(
      EXIT.usage,
      'The link is plain http to another machine',
      'Open only links that begin with https.',
    );
  }
  const token = url === undefined ? text : url.hash.slice(1);
  if (isToken(token, DEFAULT_PREFIXES.confirmToken)) {
    return fail(
      EXIT.usage,
      'This link confirms a mail address',
      'Open it in a browser; the one to claim comes later.',
    );
  }
  if (!isToken(token, DEFAULT_PREFIXES.claimToken)) {
    return fail(
      EXIT.usage,
      'This is no link to a claim, or not all of it',
      'Copy the link from the mail again, whole.',
    );
  }
  return ok({ server: url?.origin, token });
}

/** Of which environment, the server says. */
function isToken(text: string, prefix: string): boolean {
  return parseSecret(text, prefix, 'live').ok || parseSecret(text, prefix, 'sandbox').ok;
}
