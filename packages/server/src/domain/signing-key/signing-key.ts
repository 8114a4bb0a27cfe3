/** The public half of an RSA key, as the key set publishes it (RFC 7517 §4, RFC 7518 §6.3.1). */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly n: string;
  readonly e: string;
}

/**
 * `active` signs. `standby` is published and signs nothing yet, so that every verifier knows it before it is
 * needed. `retired` signs no more and stays published while a live token may need it.
 */
export type SigningKeyState = 'active' | 'standby' | 'retired';

export interface SigningKey {
  /** The RFC 7638 thumbprint of the public half. */
  readonly kid: string;
  readonly state: SigningKeyState;
  readonly publicJwk: PublicJwk;
  /** PKCS#8, sealed under the master key. */
  readonly sealedPrivateKey: string;
  readonly createdAt: number;
}

/** A key under which secrets are digested, itself sealed under the master key. */
export interface MacKey {
  readonly version: number;
  readonly sealedKey: string;
  readonly createdAt: number;
}
