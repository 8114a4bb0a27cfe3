import type { AccessTokenClaims } from '@gatepass/protocol';
import { isCurrent } from '../../domain/token/is-current.ts';
import { type StandingDeps, tokenStands } from './token-stands.ts';

/** Who asks, once believed: an API is told about tokens made for it, a client about its own. */
export type TokenReader =
  | { readonly kind: 'api'; readonly audience: string }
  | { readonly kind: 'client'; readonly clientId: string };

export interface IntrospectTokenDeps extends StandingDeps {
  readonly verifyToken: (token: string) => AccessTokenClaims | undefined;
  readonly issuer: string;
}

/**
 * The claims of a token that is good now and that the reader may hear of; undefined for every other text, whatever
 * the reason (RFC 7662 §2.2, §4). What was revoked or disabled is asked of the store each time.
 */
export async function introspectToken(
  deps: IntrospectTokenDeps,
  token: string,
  reader: TokenReader,
  now: number,
): Promise<AccessTokenClaims | undefined> {
  const claims = deps.verifyToken(token);
  if (claims === undefined || !isCurrent(claims, deps.issuer, now)) return undefined;
  if (!mayRead(reader, claims)) return undefined;
  return (await tokenStands(deps, claims, now)) ? claims : undefined;
}

function mayRead(reader: TokenReader, claims: AccessTokenClaims): boolean {
  return reader.kind === 'api' ? reader.audience === claims.aud : reader.clientId === claims.client_id;
}
