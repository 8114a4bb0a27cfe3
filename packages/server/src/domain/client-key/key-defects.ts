/** Why a public key is not accepted, and what to do: the words for whoever registers it. */
export const KEY_DEFECTS = {
  malformed:
    'This is no JWK: give its kty and the members of its kind in base64url without padding (RFC 7518 §6), and as kid, where there is one, at most 128 printable characters without spaces.',
  private:
    'This JWK holds a private key, which must never be sent to anybody. It counts as exposed: make another pair, and send the public half alone.',
  symmetric: 'A symmetric key is a shared secret. Give the public half of an RSA, P-256 or Ed25519 pair.',
  kind: 'This kind of key is not accepted. Give an RSA key, an EC key on P-256, or an OKP key on Ed25519.',
  algorithm:
    'alg does not fit the key. An RSA key is for RS256 or PS256, a key on P-256 for ES256, one on Ed25519 for EdDSA.',
  use: 'use or key_ops says that the key is for something else. It must be for signatures: use sig, key_ops verify.',
  weak: 'The RSA key is too weak. It needs at least 2048 bits.',
  long: 'The RSA key has more than 8192 bits, and every request would pay for them. 2048 or 3072 are usual.',
  exponent: 'The public exponent of the RSA key must be 65537 (e is AQAB).',
  point:
    'x and y, or x, are no point that a key can be: the key is damaged, or forged signatures would fit it.',
} as const satisfies Record<string, string>;

export type KeyDefect = keyof typeof KEY_DEFECTS;
