/** What an assertion can be signed with (RFC 7518 §3.1, RFC 8037 §3.1), in the order of preference. */
export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** How JWK and WebCrypto call the keys and signatures of one algorithm. */
interface Names {
  readonly kty: string;
  readonly crv?: string;
  readonly key: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  readonly signature: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
}

const NAMES: Readonly<Record<SigningAlgorithm, Names>> = {
  RS256: {
    kty: 'RSA',
    key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    signature: { name: 'RSASSA-PKCS1-v1_5' },
  },
  PS256: {
    kty: 'RSA',
    key: { name: 'RSA-PSS', hash: 'SHA-256' },
    // RFC 7518 §3.5: as long as the hash.
    signature: { name: 'RSA-PSS', saltLength: 32 },
  },
  ES256: {
    kty: 'EC',
    crv: 'P-256',
    key: { name: 'ECDSA', namedCurve: 'P-256' },
    signature: { name: 'ECDSA', hash: 'SHA-256' },
  },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', key: { name: 'Ed25519' }, signature: { name: 'Ed25519' } },
};

/** How WebCrypto imports a key for the algorithm. */
export function keyParameters(alg: SigningAlgorithm): Names['key'] {
  return NAMES[alg].key;
}

/** How WebCrypto signs by the algorithm. What it makes is what JWS wants, for ECDSA too (RFC 7518 §3.4). */
export function signatureParameters(alg: SigningAlgorithm): Names['signature'] {
  return NAMES[alg].signature;
}

/** Whether a JWK of these members is for the algorithm. */
export function fitsJwk(
  alg: SigningAlgorithm,
  jwk: { readonly kty?: string; readonly crv?: string; readonly alg?: string },
): boolean {
  const { kty, crv, key } = NAMES[alg];
  // RFC 9864 §2.2 calls EdDSA by the name of its curve.
  const says = jwk.alg === undefined || jwk.alg === alg || (alg === 'EdDSA' && jwk.alg === key.name);
  return jwk.kty === kty && (crv === undefined || jwk.crv === crv) && says;
}

/** Whether a `CryptoKey` of this `algorithm` is for ours. */
export function fitsPlatformKey(
  alg: SigningAlgorithm,
  algorithm: { readonly name: string; readonly hash?: unknown; readonly namedCurve?: unknown },
): boolean {
  const { name, hash, namedCurve } = NAMES[alg].key;
  return algorithm.name === name && algorithm.namedCurve === namedCurve && hashName(algorithm.hash) === hash;
}

function hashName(hash: unknown): unknown {
  return typeof hash === 'object' && hash !== null && 'name' in hash ? hash.name : hash;
}
