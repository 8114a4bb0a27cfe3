import { GatepassClientError } from './gatepass-client-error.ts';

/** What the authorization server said (RFC 6749 §5.2). */
export interface TokenRefusal {
  readonly status: number;
  /** `invalid_client`, `invalid_scope`, … */
  readonly error: string;
  readonly errorDescription: string | undefined;
  /** The answer's `X-Request-Id`, by which the server's operator finds the cause. */
  readonly requestId: string | undefined;
}

/** The authorization server refused the token request. Sending the same again will not help. */
export class TokenRequestRefusedError extends GatepassClientError {
  readonly code = 'TOKEN_REQUEST_REFUSED';
  readonly status: number;
  readonly error: string;
  readonly errorDescription: string | undefined;
  readonly requestId: string | undefined;

  static {
    TokenRequestRefusedError.prototype.name = 'TokenRequestRefusedError';
  }

  constructor(refusal: TokenRefusal) {
    const description = refusal.errorDescription === undefined ? '' : `: ${refusal.errorDescription}`;
    super(`The token request was refused with ${refusal.status} ${refusal.error}${description}`);
    this.status = refusal.status;
    this.error = refusal.error;
    this.errorDescription = refusal.errorDescription;
    this.requestId = refusal.requestId;
  }
}
