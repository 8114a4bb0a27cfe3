/** The JOSE header of an access token, in this order: its base64url begins `eyJhbGciOiJSUzI1NiIs`. */
export interface AccessTokenHeader {
  readonly alg: 'RS256';
  readonly typ: typeof ACCESS_TOKEN_TYPE;
  readonly kid: string;
}

/** RFC 9068 §2.1. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** The claims of an access token (RFC 9068 §2.2), and our two. Times are seconds since 1970 (RFC 7519 §2). */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string;
  /** The client itself: no resource owner takes part (RFC 9068 §2.2). */
  readonly sub: string;
  readonly client_id: string;
  readonly iat: number;
  readonly exp: number;
  /** `<ledger sequence that the issuing node had applied, base 36>.<random>` */
  readonly jti: string;
  /** Granted scope tokens, joined by spaces. */
  readonly scope: string;
  /** The one parent account that the client acts for. */
  readonly parent_account_id: string;
  /** Which secret or key obtained the token. */
  readonly credential_id: string;
}

/** The longest life of a token, in seconds. Guards refuse anything longer, whatever it says of itself. */
export const MAX_TOKEN_LIFETIME_SECONDS = 300;

/** RFC 6749 §5.1. `scope` stands there only when the request sent a non-empty one. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope?: string;
}
