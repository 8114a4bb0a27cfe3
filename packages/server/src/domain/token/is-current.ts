import type { AccessTokenClaims } from '@gatepass/protocol';

/** Whether a token that we have signed is of this issuer and has not ended. `now` in milliseconds. */
export function isCurrent(
  claims: Pick<AccessTokenClaims, 'iss' | 'exp'>,
  issuer: string,
  now: number,
): boolean {
  return claims.iss === issuer && now < claims.exp * 1000;
}
