import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = createHash('sha256').update('bench').digest('base64url');
const header = `${base64url({ alg: 'RS256', typ: 'at+jwt', kid })}.`;
let count = 0;

/** The text of an answer with a token of the product's size, for which nothing was read, checked or looked up. */
export function bareTokenResponse() {
  const now = Math.floor(Date.now() / 1000);
  const input =
    header +
    base64url({
      iss: 'http://127.0.0.1:8080',
      aud: 'http://127.0.0.1:8081',
      sub: 'rspub_0123456789abcdef',
      client_id: 'rspub_0123456789abcdef',
      iat: now,
      exp: now + 300,
      jti: `4fzz.${String(count++).padStart(22, '0')}`,
      scope: 'accounts:read accounts:write',
      parent_account_id: 'pa_0000000000',
      credential_id: '01234567',
    });
  const signature = bareSign(input).toString('base64url');
  return JSON.stringify({ access_token: `${input}.${signature}`, token_type: 'Bearer', expires_in: 300 });
}

/** @param {string} input */
export function bareSign(input) {
  return sign('sha256', Buffer.from(input, 'latin1'), privateKey);
}

/** @param {unknown} value */
function base64url(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
