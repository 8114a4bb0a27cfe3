/** What an assertion may be signed with: the same for every client (RFC 7518 §3.1, RFC 8037 §3.1). */
export const ASSERTION_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type AssertionAlgorithm = (typeof ASSERTION_ALGORITHMS)[number];

/** As headers may name them. RFC 9864 §2.2 calls EdDSA on the one curve that is accepted by the curve's name. */
export const ASSERTION_ALGORITHM_NAMES = [...ASSERTION_ALGORITHMS, 'Ed25519'];

export function assertionAlgorithm(name: string): AssertionAlgorithm | undefined {
  return name === 'Ed25519' ? 'EdDSA' : ASSERTION_ALGORITHMS.find((algorithm) => algorithm === name);
}

/** The public members of a JWK (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2), and nothing else. */
export type PublicJwk = Readonly<Record<string, string>>;

/** What a signature is verified with. */
export interface PublicKey {
  /** As the partner names it in the header of its assertions. */
  readonly kid: string | null;
  /** The one algorithm it is for. */
  readonly alg: AssertionAlgorithm;
  /** Public members only. */
  readonly publicJwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
}

/** A public key that a client registered, and proves itself with (RFC 7523 §2.2). Times are milliseconds. */
export interface ClientKey extends PublicKey {
  readonly id: string;
  readonly clientId: string;
  readonly label: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** An operator's free text, for operators alone. */
  readonly revokedReason: string | null;
  readonly createdAt: number;
}

export const MAX_LIVE_CLIENT_KEYS = 5;
