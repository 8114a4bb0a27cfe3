/**
 * RFC 7662 §2.2. Nothing but `active: false` is told of a token that is not good, and of one that is none of the
 * caller's business.
 */
export type IntrospectionResponse = ActiveToken | { readonly active: false };

/** A token that is good now: its claims, as they stand in it. Times are seconds since 1970. */
export interface ActiveToken {
  readonly active: true;
  readonly iss: string;
  readonly sub: string;
  readonly client_id: string;
  readonly aud: string;
  /** Granted scope tokens, joined by spaces. */
  readonly scope: string;
  readonly exp: number;
  readonly iat: number;
  readonly jti: string;
  readonly token_type: 'Bearer';
  readonly parent_account_id: string;
  readonly credential_id: string;
}
