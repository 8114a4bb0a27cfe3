import { type Result, refuse } from '@gatepass/protocol';
import { holdsCredential } from '../ledger/holds-credential.ts';
import { type PublicUrlDefect, parsePublicUrl } from '../network/public-url.ts';

/** Where a client publishes its keys. It goes into the ledger, so that no secret may stand in it. */
export function parseJwksUri(text: string, onLoopback: boolean): Result<URL, PublicUrlDefect> {
  return holdsCredential(text) ? refuse('credentials') : parsePublicUrl(text, onLoopback);
}

/** Why a `jwks_uri` is not accepted, and what to do: the words for whoever sets it. */
export const JWKS_URI_DEFECTS: Readonly<Record<PublicUrlDefect, string>> = {
  malformed: 'jwks_uri must be an absolute URL of at most 512 characters.',
  scheme: 'jwks_uri must begin with https: whoever can change the keys on their way can act as the client.',
  credentials: 'jwks_uri must not hold a user name, a password or a secret: the keys in it are public.',
  fragment: 'jwks_uri must have no fragment.',
  host: 'jwks_uri must name a host on the public internet, by its full name.',
  port: 'jwks_uri must use port 443, or one from 1024 on.',
};
