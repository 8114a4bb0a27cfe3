/** Short enough to look up and to log, long enough for any thumbprint. */
const KEY_ID = /^[\x21-\x7e]{1,128}$/;

/** A key id (RFC 7515 §4.1.4), as tokens and key sets have it. */
export function isKeyId(value: unknown): value is string {
  return typeof value === 'string' && KEY_ID.test(value);
}
