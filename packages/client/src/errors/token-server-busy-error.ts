import { GatepassClientError } from './gatepass-client-error.ts';

export interface Busy {
  /** 429, or one of 502, 503, 504. */
  readonly status: number;
  /** What the answer asked for in `Retry-After`; undefined where it said nothing that can be read. */
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;
}

/** The authorization server, or a gateway before it, asked to come back later, and went on to. */
export class TokenServerBusyError extends GatepassClientError {
  readonly code = 'TOKEN_SERVER_BUSY';
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;

  static {
    TokenServerBusyError.prototype.name = 'TokenServerBusyError';
  }

  constructor(busy: Busy) {
    const when = busy.retryAfterMs === undefined ? '' : ` in ${Math.ceil(busy.retryAfterMs / 1000)} seconds`;
    super(`The authorization server answered ${busy.status} and asks to come back later${when}.`);
    this.status = busy.status;
    this.retryAfterMs = busy.retryAfterMs;
    this.requestId = busy.requestId;
  }
}
