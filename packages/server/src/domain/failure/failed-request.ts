import type { TokenRefusalCause } from '@gatepass/protocol';

/** A refused request, as `explain` finds it again. Nothing that was sent is in it but names that are public. */
export interface FailedRequest {
  readonly requestId: string;
  /** Milliseconds. */
  readonly at: number;
  readonly cause: TokenRefusalCause;
  /** The path, of those that this server has; `none` where it was none of them. */
  readonly endpoint: string;
  /** As it was sent, where its form is that of a client id; whether there is such a client, the cause tells. */
  readonly clientId: string | null;
  /** The secret's or key's id, likewise. */
  readonly credentialId: string | null;
  readonly network: string | null;
}

export interface FailuresByCause {
  readonly cause: TokenRefusalCause;
  readonly requests: number;
}
