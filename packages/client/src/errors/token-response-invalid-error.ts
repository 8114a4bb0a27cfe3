import { GatepassClientError } from './gatepass-client-error.ts';

/** The answer is not what RFC 6749 §5 describes: another server, a proxy's page, a redirect. */
export class TokenResponseInvalidError extends GatepassClientError {
  readonly code = 'TOKEN_RESPONSE_INVALID';
  readonly status: number;

  static {
    TokenResponseInvalidError.prototype.name = 'TokenResponseInvalidError';
  }

  constructor(status: number, reason: string) {
    super(`The answer to the token request (status ${status}) is no token response: ${reason}.`);
    this.status = status;
  }
}
