import type { Client, CreateClient, Timestamp } from './types.ts';

/** A JSON Web Key (RFC 7517 §4). Only public ones are ever sent or told. */
export type Jwk = Readonly<Record<string, unknown>>;

export type ClientKeyState = 'active' | 'expired' | 'revoked';

/** A public key that a client proves itself with (RFC 7523 §2.2). */
export interface ClientKey {
  readonly id: string;
  readonly client_id: string;
  readonly label: string;
  /** As assertions name it in their headers. */
  readonly kid: string | null;
  /** The one algorithm it is for. */
  readonly alg: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  /** RFC 7638. */
  readonly thumbprint: string;
  readonly public_jwk: Jwk;
  readonly state: ClientKeyState;
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp | null;
  readonly revoked_at: Timestamp | null;
  readonly revoked_reason: string | null;
}

export interface CreateClientKey {
  readonly label?: string;
  /** RSA from 2048 bits on, P-256 or Ed25519. An RSA key is for RS256 unless its `alg` says PS256. */
  readonly public_jwk: Jwk;
  readonly expires_at?: Timestamp;
}

/** `jwks_uri` goes with `private_key_jwt` alone; without it, registered keys count. */
export interface SetAuthMethod {
  readonly auth_method: 'client_secret' | 'private_key_jwt';
  readonly jwks_uri?: string;
}

/** A client that has keys instead of a secret: one of the two says where they are. */
export type CreateKeyClient = CreateClient & ({ readonly public_jwk: Jwk } | { readonly jwks_uri: string });

export interface CreatedKeyClient extends Client {
  /** Null where the keys are at its `jwks_uri`. */
  readonly key: ClientKey | null;
}
