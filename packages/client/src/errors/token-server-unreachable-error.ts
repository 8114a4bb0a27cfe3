import { GatepassClientError } from './gatepass-client-error.ts';

/** No answer came: no connection, a broken one, or the time ran out. */
export class TokenServerUnreachableError extends GatepassClientError {
  readonly code = 'TOKEN_SERVER_UNREACHABLE';
  /** The platform's code (`ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, …), `TIMEOUT` or `NETWORK`. */
  readonly failure: string;

  static {
    TokenServerUnreachableError.prototype.name = 'TokenServerUnreachableError';
  }

  constructor(server: string, failure: string) {
    super(`The authorization server at ${server} cannot be reached (${failure}).`);
    this.failure = failure;
  }
}
