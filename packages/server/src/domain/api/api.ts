/** A resource server: an audience that tokens are made for, and a key of its own to speak to us with. */
export interface Api {
  readonly id: string;
  readonly name: string;
  readonly audience: string;
  readonly keyId: string;
  readonly keyDigest: Uint8Array;
  readonly macKeyVersion: number;
  readonly createdAt: number;
}

/** RFC 8707 §2: an absolute URI without a fragment. Compared byte for byte, so nothing is normalised. */
export function isAudience(text: string): boolean {
  return (
    text.length <= 512 &&
    /^[A-Za-z][A-Za-z0-9+.-]*:[\x21\x24-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(text)
  );
}
