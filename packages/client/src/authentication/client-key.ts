import { fitsJwk, fitsPlatformKey, SIGNING_ALGORITHMS, type SigningAlgorithm } from './signing-algorithm.ts';

/**
 * WebCrypto's `CryptoKey`. Named by where it is used, since a platform's types declare it in the DOM's library or
 * in Node's, and a user of this package may have either.
 */
export type PlatformKey = Parameters<typeof crypto.subtle.sign>[1];

/** A private key as JWK (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2): `JsonWebKey`, which not every platform's types have. */
export interface PrivateJwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly alg?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly key_ops?: string[];
  readonly ext?: boolean;
  readonly n?: string;
  readonly e?: string;
  readonly d?: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
  readonly x?: string;
  readonly y?: string;
}

/** The private half of a key that is registered for the client. */
export interface ClientKey {
  readonly privateKey: PlatformKey | PrivateJwk;
  /** Left out, what the key says or is for; RS256 for an RSA key as JWK that says nothing. */
  readonly alg?: SigningAlgorithm;
  /** Which of the client's registered keys it is; `kid` of the JWK by default. */
  readonly kid?: string;
}

/** Why this cannot sign assertions, in words that do not repeat it; undefined when nothing speaks against it. */
export function clientKeyDefect({ privateKey, alg, kid }: ClientKey): string | undefined {
  if (typeof privateKey !== 'object' || privateKey === null) {
    return 'privateKey is neither a CryptoKey nor a JWK (for PEM there is privateKeyFromPem of @gatepass/client/node)';
  }
  if (kid !== undefined && (typeof kid !== 'string' || kid === ''))
    return 'kid must be a string that says something';
  if (alg !== undefined && !SIGNING_ALGORITHMS.includes(alg)) {
    return `alg must be one of ${SIGNING_ALGORITHMS.join(', ')}`;
  }
  if (!isPrivate(privateKey)) return 'privateKey is not a private key that may sign';
  if (fittingAlgorithm({ privateKey }) === undefined) {
    return `privateKey is for none of ${SIGNING_ALGORITHMS.join(', ')}`;
  }
  return fittingAlgorithm({ privateKey, ...(alg && { alg }) }) === undefined
    ? `privateKey is not for ${alg}`
    : undefined;
}

/** What the key signs with: the algorithm asked for, where the key is for it, else the first that the key is for. */
export function fittingAlgorithm({
  privateKey,
  alg,
}: Pick<ClientKey, 'privateKey' | 'alg'>): SigningAlgorithm | undefined {
  return SIGNING_ALGORITHMS.find(
    (each) =>
      (alg === undefined || each === alg) &&
      (isJwk(privateKey) ? fitsJwk(each, privateKey) : fitsPlatformKey(each, privateKey.algorithm)),
  );
}

export function isJwk(key: PlatformKey | PrivateJwk): key is PrivateJwk {
  return 'kty' in key;
}

function isPrivate(key: PlatformKey | PrivateJwk): boolean {
  return isJwk(key) ? typeof key.d === 'string' : key.type === 'private' && key.usages.includes('sign');
}
