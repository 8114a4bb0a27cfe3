const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
/** A word alone is a scheme; a word with a value is a parameter of the scheme before it. RFC 9110 §11.6.1. */
const WORD = new RegExp(`(${TOKEN})(?:[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN})))?`, 'g');

/** Whether a `WWW-Authenticate` header says that the bearer token is the trouble (RFC 6750 §3.1). */
export function saysInvalidToken(header: string | null): boolean {
  let scheme = '';
  for (const [, word = '', quoted, plain] of (header ?? '').matchAll(WORD)) {
    const value = quoted ?? plain;
    if (value === undefined) scheme = word.toLowerCase();
    else if (scheme === 'bearer' && word.toLowerCase() === 'error' && value === 'invalid_token') return true;
  }
  return false;
}
