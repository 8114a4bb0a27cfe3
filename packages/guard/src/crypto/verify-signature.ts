/** Whether `signature` is the RSASSA-PKCS1-v1_5 signature with SHA-256 over `data` by one key (RFC 7518 §3.3). */
export type VerifySignature = (
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => boolean | Promise<boolean>;

/** The public members of an RSA key (RFC 7518 §6.3.1), and nothing else of the entry it came in. */
export interface RsaPublicKey {
  readonly n: string;
  readonly e: string;
}

/** Prepares a key once, for all the tokens that it will verify. */
export type ImportKey = (key: RsaPublicKey) => Promise<VerifySignature>;
