import { decodeBase64url } from '@gatepass/protocol';

/**
 * The points of Ed25519 whose order divides eight, as `x` of a JWK without its sign bit (RFC 8032 §5.1.2): the five
 * canonical encodings of `y`, and the two that wrap around the field. Under such a key a signature that nobody made
 * holds for every message or for one in a few.
 */
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** Whether the base64url of 32 bytes encodes such a point. */
export function isSmallOrderPoint(x: string): boolean {
  const bytes = decodeBase64url(new TextEncoder().encode(x)) ?? [];
  const y = [...bytes].map((byte, index) => (index === 31 ? byte & 0x7f : byte));
  return SMALL_ORDER_Y.has(y.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
}
