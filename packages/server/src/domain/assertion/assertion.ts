import type { AssertionAlgorithm } from '../client-key/client-key.ts';

/** A client assertion (RFC 7523 §3) whose own text is in order; whether the client signed it is not known yet. */
export interface ParsedAssertion {
  /** `iss` and `sub`, which are one. */
  readonly clientId: string;
  readonly alg: AssertionAlgorithm;
  readonly kid: string | undefined;
  readonly jti: string;
  /** Milliseconds. */
  readonly expiresAt: number;
  /** The ASCII bytes of `header.payload` that the signature is over. */
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}
